"""The heartbeat: where the clocks stood a moment ago.

Two sealed slots in turn, never part of the chain (security c8).
"""

import os
import struct
from pathlib import Path

from station.store.batch import Open, Seal, StoreKeys
from station.store.disk import Disk

SLOT_BYTES = 16384
_HEAD = struct.Struct(">8sQI")
_MAGIC = b"KGTHB\0\0\1"
LONGEST = SLOT_BYTES - _HEAD.size - 28


class Heartbeat:
    """One file of two slots. A torn write spoils one slot; the other still holds the beat before."""

    def __init__(self, path: Path, keys: StoreKeys, seal: Seal, open_: Open, disk: Disk) -> None:
        self._path, self._seal, self._open, self._disk = path, seal, open_, disk
        self._key = keys.derive(keys.sidecar, "heartbeat")
        self._fd = -1
        self._count = 0
        self._last: bytes | None = None

    def start(self) -> None:
        """Open or create the file and read the last beat. Raises OSError."""
        try:
            self._fd = self._disk.open(self._path)
        except FileNotFoundError:
            self._fd = self._disk.open(self._path, create=True)
            self._disk.sync_folder(self._path.parent)
        if os.fstat(self._fd).st_size != 2 * SLOT_BYTES:
            self._disk.cut(self._fd, 0)
            self._disk.allocate(self._fd, 0, 2 * SLOT_BYTES)
        beats, _ = read_slots(self._path, self._key, self._open)
        if beats:
            self._count, self._last = max(beats)

    @property
    def last(self) -> bytes | None:
        """The newest beat that can be read, also from before this start."""
        return self._last

    def beat(self, payload: bytes) -> None:
        """Overwrite the older slot; back when it is on the medium. Raises OSError, ValueError if too long."""
        if len(payload) > LONGEST:
            raise ValueError("heartbeat too long")
        count = self._count + 1
        sealed = self._seal(self._key, payload, _aad(count))
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


def read_slots(path: Path, key: bytes, open_: Open) -> tuple[list[tuple[int, bytes]], int]:
    """The readable beats as (count, payload), and how many slots hold something that cannot be read."""
    data = path.read_bytes()
    beats, spoiled = [], 0
    for number in range(2):
        slot = data[number * SLOT_BYTES : (number + 1) * SLOT_BYTES]
        if slot == bytes(SLOT_BYTES):
            continue
        try:
            magic, count, length = _HEAD.unpack_from(slot)
            sealed, rest = slot[_HEAD.size : _HEAD.size + length], slot[_HEAD.size + length :]
            if magic != _MAGIC or count % 2 != number or rest.strip(b"\0"):
                raise ValueError("not a slot of ours")
            beats.append((count, open_(key, sealed, _aad(count))))
        except (ValueError, struct.error):
            spoiled += 1
    if len(data) != 2 * SLOT_BYTES:
        spoiled += 1
    return beats, spoiled
