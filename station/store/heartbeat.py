"""The heartbeat: where the clocks stood a moment ago, and how many commits there were.

Two sealed slots in turn, never part of the chain (security c8). The number is a third witness: where log and sidecar
are lost or put back together, only the heartbeat still knows that the journal was longer.
"""

import os
import struct
from pathlib import Path
from typing import NamedTuple

from station.store.batch import Open, Seal, StoreKeys
from station.store.disk import Disk

SLOT_BYTES = 16384
_HEAD = struct.Struct(">8sQI")
_COMMITS = struct.Struct(">Q")
_MAGIC = b"KGTHB\0\0\2"
_FIRST = b"KGTHB\0\0\1"  # release 0.1.0 noted no commits: such a beat bears witness of none
LONGEST = SLOT_BYTES - _HEAD.size - _COMMITS.size - 28


class Beat(NamedTuple):
    """One heartbeat: the how-many-th, the commits that both files had then, and what the caller noted."""

    number: int
    commits: int
    payload: bytes


class Heartbeat:
    """One file of two slots. A torn write spoils one slot; the other still holds the beat before."""

    def __init__(self, path: Path, keys: StoreKeys, seal: Seal, open_: Open, disk: Disk) -> None:
        self._path, self._seal, self._open, self._disk = path, seal, open_, disk
        self._key = keys.derive(keys.sidecar, "heartbeat")
        self._fd = -1
        self._count = 0
        self._last: bytes | None = None

    def start(self) -> None:
        """Open or create the file, read the last beat and mend a slot that cannot be read. Raises OSError."""
        try:
            self._fd = self._disk.open(self._path)
        except FileNotFoundError:
            self._fd = self._disk.open(self._path, create=True)
            self._disk.sync_folder(self._path.parent)
        if os.fstat(self._fd).st_size != 2 * SLOT_BYTES:
            self._disk.cut(self._fd, 0)
            self._disk.allocate(self._fd, 0, 2 * SLOT_BYTES)
        beats, spoiled = read_slots(self._path, self._key, self._open)
        if beats:
            self._count, commits, self._last = max(beats)
        if spoiled and beats:
            for _slot in range(2):  # the same beat again: it still bears witness of the same commits
                self.beat(self._last or b"", commits)
        elif spoiled:
            self._disk.write(self._fd, bytes(2 * SLOT_BYTES), 0)
            self._disk.sync(self._fd)

    @property
    def last(self) -> bytes | None:
        """The newest beat that can be read, also from before this start."""
        return self._last

    def beat(self, payload: bytes, commits: int) -> None:
        """Overwrite the older slot; back when it is on the medium. Raises OSError, ValueError if too long."""
        if len(payload) > LONGEST:
            raise ValueError("heartbeat too long")
        count = self._count + 1
        sealed = self._seal(self._key, _COMMITS.pack(commits) + payload, _aad(count))
        slot = _HEAD.pack(_MAGIC, count, len(sealed)) + sealed
        self._disk.write(self._fd, slot.ljust(SLOT_BYTES, b"\0"), count % 2 * SLOT_BYTES)
        self._disk.sync(self._fd)
        self._count, self._last = count, payload

    def close(self) -> None:
        """Let go of the file. Twice is no error."""
        if self._fd >= 0:
            self._disk.close(self._fd)
            self._fd = -1


def _aad(count: int) -> bytes:
    return b"heartbeat/%d" % count


def commits_seen(path: Path, keys: StoreKeys, open_: Open) -> int:
    """How many commits the newest readable beat saw; 0 where there is none. Raises OSError."""
    if not path.is_file():
        return 0
    beats, _ = read_slots(path, keys.derive(keys.sidecar, "heartbeat"), open_)
    return max(beats).commits if beats else 0


def read_slots(path: Path, key: bytes, open_: Open) -> tuple[list[Beat], int]:
    """The readable beats, and how many slots hold something that cannot be read."""
    data = path.read_bytes()
    beats, spoiled = list[Beat](), 0
    for number in range(2):
        slot = data[number * SLOT_BYTES : (number + 1) * SLOT_BYTES]
        if slot == bytes(SLOT_BYTES):
            continue
        try:
            magic, count, length = _HEAD.unpack_from(slot)
            sealed, rest = slot[_HEAD.size : _HEAD.size + length], slot[_HEAD.size + length :]
            if magic not in (_MAGIC, _FIRST) or count % 2 != number or rest.strip(b"\0"):
                raise ValueError("not a slot of ours")
            plain = open_(key, sealed, _aad(count))
            if magic == _FIRST:
                plain = _COMMITS.pack(0) + plain
            beats.append(Beat(count, _COMMITS.unpack_from(plain)[0], plain[_COMMITS.size :]))
        except (ValueError, struct.error):
            spoiled += 1
    if len(data) != 2 * SLOT_BYTES:
        spoiled += 1
    return beats, spoiled
