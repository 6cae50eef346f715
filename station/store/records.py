"""The records of the sidecar as bytes: header, magic, checksum (security c6)."""

import struct
import zlib
from dataclasses import dataclass
from enum import Enum

SECTOR = 512
SALT_BYTES = 32
FORMAT = 1

# magic, format, length of what follows, counter in the segment, batch, seq, size of the file, last hash
_FIELDS = struct.Struct(">8sHIIQQQ32s")
_SUM = struct.Struct(">I")
HEADER_BYTES = _FIELDS.size + _SUM.size
_LIKENESS_BITS = 4


class Kind(Enum):
    """What a record is. The values lie far apart in bits, so that damage does not turn one into another."""

    SEGMENT = b"KGTS\x1b\x8e\x35\xd0"  # a start of the station: new salt, new key
    BATCH = b"KGTS\xe4\x53\xca\x6f"  # one commit
    CHECKPOINT = b"KGTS\xb2\xd9\x6c\x17"  # all so far lies in the database file itself


@dataclass(frozen=True, slots=True)
class Header:
    """The readable part of a record; it is authenticated with the sealed part.

    batch: the commit the record holds, or for a control record the last one before it; seq and prev: the head
    of the journal before this record; size: bytes of the file when the record was written.
    """

    kind: Kind
    length: int
    counter: int
    batch: int
    seq: int
    size: int
    prev: bytes
    version: int = FORMAT

    def pack(self) -> bytes:
        """The header's bytes with their checksum."""
        fields = _FIELDS.pack(
            self.kind.value,
            self.version,
            self.length,
            self.counter,
            self.batch,
            self.seq,
            self.size,
            self.prev,
        )
        return fields + _SUM.pack(zlib.crc32(fields))

    @staticmethod
    def unpack(data: bytes) -> "Header | None":
        """The header at the start of `data`; None where none stands or it is damaged."""
        if len(data) < HEADER_BYTES:
            return None
        fields = data[: _FIELDS.size]
        magic, version, length, counter, batch, seq, size, prev = _FIELDS.unpack(fields)
        if _SUM.unpack_from(data, _FIELDS.size)[0] != zlib.crc32(fields):
            return None
        try:
            return Header(Kind(magic), length, counter, batch, seq, size, prev, version)
        except ValueError:
            return None


def likely_control(data: bytes) -> bool:
    """Whether damaged bytes look like a record that brought no commit. In doubt they held a commit."""
    start = int.from_bytes(data[:8], "big")
    controls = (Kind.SEGMENT, Kind.CHECKPOINT)
    return len(data) >= 8 and any(
        (start ^ int.from_bytes(kind.value, "big")).bit_count() <= _LIKENESS_BITS for kind in controls
    )


def place(offset: int, size: int) -> int:
    """Where a control record goes that would start at `offset`: never across a sector border.

    A sector is written whole or not at all, so a torn record is always one of a commit.
    """
    rest = SECTOR - offset % SECTOR
    return offset if size <= rest else offset + rest
