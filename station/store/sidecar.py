"""The sealed second copy of the journal: one record per commit, synchronous (security c6, head 1)."""

import secrets
from collections.abc import Iterable
from pathlib import Path

from station.store.batch import Batch, Seal, StoreKeys, Trace
from station.store.disk import Disk
from station.store.records import HEADER_BYTES, SALT_BYTES, Header, Kind, place
from station.store.survey import Survey, derive_segment

CHUNK = 1 << 20
_OVERHEAD = 28  # nonce and tag
_CONTROL_BYTES = HEADER_BYTES + SALT_BYTES + _OVERHEAD


class Sidecar:
    """The writing end. Room is taken ahead in chunks, so that a record is one write and one data sync."""

    def __init__(self, path: Path, keys: StoreKeys, seal: Seal, disk: Disk) -> None:
        self._path, self._keys, self._seal, self._disk = path, keys, seal, disk
        self._fd = -1
        self._key = b""
        self._counter = 0
        self._end = 0
        self._size = 0

    @classmethod
    def go_on(cls, path: Path, found: Survey, keys: StoreKeys, seal: Seal, disk: Disk) -> "Sidecar":
        """Continue a surveyed file with a new segment; a torn last record is cut. Raises OSError."""
        sidecar = cls(path, keys, seal, disk)
        sidecar._fd = disk.open(path)
        sidecar._end, sidecar._size = found.end, found.size
        try:
            if found.notes:
                disk.cut(sidecar._fd, found.end)
                sidecar._size = found.end
            sidecar._start(found.trace)
        except BaseException:
            sidecar.close()
            raise
        return sidecar

    @classmethod
    def build(
        cls, path: Path, batches: Iterable[Batch], keys: StoreKeys, seal: Seal, disk: Disk
    ) -> tuple["Sidecar", Trace]:
        """A new file with these commits, put in place whole. Raises OSError, ChainBroken."""
        beside = path.with_name(path.name + ".new")
        beside.unlink(missing_ok=True)
        sidecar, trace = cls(path, keys, seal, disk), Trace()
        sidecar._fd = disk.open(beside, create=True)
        try:
            sidecar._start(trace)
            for batch in batches:
                before = (trace.seq, trace.hash)
                trace.take(batch)
                sidecar.reserve(batch)
                sidecar._write(Kind.BATCH, batch.number, before, batch.encode())
            disk.sync(sidecar._fd)
            disk.move(beside, path)
        except BaseException:
            sidecar.close()
            raise
        return sidecar, trace

    def reserve(self, batch: Batch) -> None:
        """Take the room for a commit before the database commits it. Raises OSError."""
        self._room(len(batch.encode()) + HEADER_BYTES + _OVERHEAD)

    def append(self, batch: Batch, before: tuple[int, bytes]) -> None:
        """Write one commit; `before` is the head of the journal before it. Back when it is on the medium."""
        self._write(Kind.BATCH, batch.number, before, batch.encode())
        self._disk.sync(self._fd)

    def note_checkpoint(self, batch: int, head: tuple[int, bytes]) -> None:
        """Note that all commits up to `batch` lie in the database file itself."""
        self._room(2 * _CONTROL_BYTES)
        self._write(Kind.CHECKPOINT, batch, head, b"")
        self._disk.sync(self._fd)

    def close(self) -> None:
        """Let go of the file. Twice is no error."""
        if self._fd >= 0:
            self._disk.close(self._fd)
            self._fd = -1

    def _start(self, trace: Trace) -> None:
        self._room(2 * _CONTROL_BYTES + CHUNK // 2)
        salt = secrets.token_bytes(SALT_BYTES)
        self._key, self._counter = derive_segment(self._keys, salt), 0
        self._write(Kind.SEGMENT, trace.batch, (trace.seq, trace.hash), b"", salt)
        self._disk.sync(self._fd)

    def _room(self, needed: int) -> None:
        if self._end + needed <= self._size:
            return
        wanted = -(-(self._end + needed) // CHUNK) * CHUNK
        self._disk.allocate(self._fd, self._size, wanted)
        self._size = wanted

    def _write(self, kind: Kind, batch: int, before: tuple[int, bytes], plain: bytes, salt: bytes = b"") -> None:
        length = len(salt) + len(plain) + _OVERHEAD
        at = self._end if kind is Kind.BATCH else place(self._end, HEADER_BYTES + length)
        header = Header(kind, length, self._counter, batch, before[0], self._size, before[1]).pack()
        sealed = self._seal(self._key, plain, header, self._counter.to_bytes(12, "big"))
        self._disk.write(self._fd, header + salt + sealed, at)
        self._end, self._counter = at + HEADER_BYTES + length, self._counter + 1
