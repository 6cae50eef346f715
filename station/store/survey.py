"""Reading the sidecar.

Every record in order, what is whole, what is torn, and what it proves about the journal.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from station.domain.errors import Reason, StationError
from station.domain.journal import ChainBroken
from station.store.batch import Batch, Open, StoreKeys, Trace
from station.store.records import FORMAT, HEADER_BYTES, SALT_BYTES, SECTOR, Header, Kind, likely_control

_WINDOW = 1 << 20
# Up to so many changed bytes among the zeros are damage of the zeros, not the rest of a record.
_STRAY_BYTES = 8


class Tail(Enum):
    """What follows the last readable record."""

    CLEAN = "clean"  # zeros to the end
    TORN = "torn"  # a record of a commit that cannot be read, and nothing after it
    DAMAGED = "damaged"  # anything else


@dataclass
class Survey:
    """What a sidecar file says.

    trace: the commits that can be read in order from the first one; needed: the highest commit the file gives
    evidence of; checkpoint: the last commit known to lie in the database file; end: where the next record
    goes; size: bytes the file must have; notes: every oddity as (offset, what).
    """

    trace: Trace = field(default_factory=Trace)
    tail: Tail = Tail.CLEAN
    needed: int = 0
    checkpoint: int = 0
    segments: int = 0
    end: int = 0
    size: int = 0
    notes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Every commit that the file ever held can be read from it."""
        return self.segments > 0 and self.tail is Tail.CLEAN


def derive_segment(keys: StoreKeys, salt: bytes) -> bytes:
    """The key of one segment: a new one at every start, so no nonce comes twice under one key."""
    return keys.derive(keys.sidecar, "segment/" + salt.hex())


class _File:
    """Reads at offsets; a part the medium cannot give reads as missing."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.size = os.fstat(fd).st_size

    def read(self, offset: int, length: int) -> bytes:
        os.lseek(self.fd, offset, os.SEEK_SET)
        parts = []
        while length > 0:
            part = os.read(self.fd, min(length, _WINDOW))
            if not part:
                break
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def windows(self, offset: int, overlap: int = 0) -> Iterator[tuple[int, bytes]]:
        while offset < self.size:
            yield offset, self.read(offset, _WINDOW + overlap)
            offset += _WINDOW

    def first_nonzero(self, offset: int) -> int | None:
        for start, data in self.windows(offset):
            rest = data.lstrip(b"\0")
            if rest:
                return start + len(data) - len(rest)
        return None

    def next_header(self, offset: int) -> tuple[int, Header] | None:
        """The next place from `offset` on where an undamaged header stands."""
        for start, data in self.windows(offset, HEADER_BYTES):
            at = data.find(b"KGTS")
            while 0 <= at < _WINDOW:
                header = Header.unpack(data[at : at + HEADER_BYTES])
                if header is not None:
                    return start + at, header
                at = data.find(b"KGTS", at + 1)
        return None


class _Reader:
    def __init__(self, file: _File, keys: StoreKeys, open_: Open, take: Callable[[Batch], None] | None) -> None:
        self.file, self.keys, self.open_, self.take = file, keys, open_, take
        self.found = Survey()
        self.key: bytes | None = None
        self.counter = 0

    def run(self) -> Survey:
        found, offset = self.found, 0
        while True:
            head = self.file.read(offset, HEADER_BYTES)
            border = offset + SECTOR - offset % SECTOR
            if not head[: min(8, border - offset)].strip(b"\0"):
                gap = self.file.first_nonzero(offset)
                if gap is None:
                    break
                if gap != border or Header.unpack(self.file.read(border, HEADER_BYTES)) is None:
                    self.damaged(offset)
                    break
                offset = border
                head = self.file.read(offset, HEADER_BYTES)
            header = Header.unpack(head)
            if header is None or not self.accept(header, self.file.read(offset + HEADER_BYTES, header.length)):
                self.damaged(offset)
                break
            offset += HEADER_BYTES + header.length
            found.end, found.size = offset, header.size
        if found.size != self.file.size:
            found.notes.append((self.file.size, f"the file should have {found.size} bytes"))
        return found

    def accept(self, header: Header, sealed: bytes) -> bool:
        """Take one record in; False where it is not the next one or was changed."""
        if header.version > FORMAT:
            raise StationError(Reason.DATA_NEWER, found=header.version, known=FORMAT)
        trace = self.found.trace
        if header.kind is Kind.SEGMENT:
            self.key, self.counter = derive_segment(self.keys, sealed[:SALT_BYTES]), 0
            sealed = sealed[SALT_BYTES:]
        expected = trace.batch + (header.kind is Kind.BATCH)
        if self.key is None or (header.counter, header.batch, header.seq, header.prev) != (
            self.counter, expected, trace.seq, trace.hash):  # fmt: skip
            return False
        try:
            plain = self.open_(self.key, sealed, header.pack())
            if header.kind is Kind.BATCH:
                batch = Batch.decode(plain)
                trace.take(batch)
                if self.take:
                    self.take(batch)
        except (ValueError, ChainBroken):
            return False
        self.counter += 1
        self.found.needed = max(self.found.needed, trace.batch)
        if header.kind is Kind.CHECKPOINT:
            self.found.checkpoint = trace.batch
        self.found.segments += header.kind is Kind.SEGMENT
        return True

    def damaged(self, offset: int) -> None:
        """The record at `offset` cannot be read: find out what the rest of the file still proves."""
        found = self.found
        found.tail = Tail.DAMAGED
        found.notes.append((offset, "a record cannot be read"))
        here = Header.unpack(self.file.read(offset, HEADER_BYTES))
        if here is not None:
            found.needed = max(found.needed, here.batch)
        last = True
        step = self.file.next_header(offset + 1)
        while step is not None:
            last, (at, header) = False, step
            found.needed = max(found.needed, header.batch)
            if header.kind is Kind.CHECKPOINT:
                found.checkpoint = max(found.checkpoint, header.batch)
            step = self.file.next_header(at + HEADER_BYTES)
        if last:
            self.judge_last(offset, here)

    def judge_last(self, offset: int, here: Header | None) -> None:
        """Nothing readable follows: was this a commit, half written, or only stray bytes among the zeros?"""
        found = self.found
        start = self.file.read(offset, HEADER_BYTES)
        if here is not None:
            if here.kind is Kind.BATCH and here.batch == found.trace.batch + 1:
                found.tail = Tail.TORN
            return
        if likely_control(start) or self.stray(offset):
            return
        found.tail = Tail.TORN
        found.needed = max(found.needed, found.trace.batch + 1)

    def stray(self, offset: int) -> bool:
        changed = 0
        for _, data in self.file.windows(offset):
            changed += len(data) - data.count(0)
            if changed > _STRAY_BYTES:
                return False
        return True


def survey(path: Path, keys: StoreKeys, open_: Open, take: Callable[[Batch], None] | None = None) -> Survey | None:
    """Read the whole sidecar; `take` gets every commit in order. None without a file or with nothing in it.

    Raises DATA_NEWER. A file that the medium cannot read counts as damaged.
    """
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    reader = _Reader(_File(fd), keys, open_, take)
    try:
        if reader.file.first_nonzero(0) is None:
            return None
        return reader.run()
    except OSError as error:
        reader.found.tail = Tail.DAMAGED
        reader.found.notes.append((0, f"the medium cannot read the file ({error.errno})"))
        return reader.found
    finally:
        os.close(fd)
