"""What one commit brought, as bytes, and the trace that a row of commits leaves.

The measure of both files.
"""

import hashlib
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from station.domain.journal import GENESIS, ChainBroken

_HEAD = struct.Struct(">QII")
_LENGTH = struct.Struct(">I")
_ENTRY_HASH = b"KGTJ1\0"  # the hash of domain.journal.Entry, taken over the stored bytes as they are
DIGEST_BYTES = 32


class Seal(Protocol):
    """Encrypts and authenticates (station.vault.seal)."""

    def __call__(self, key: bytes, plaintext: bytes, aad: bytes, nonce: bytes | None = None) -> bytes: ...


Open = Callable[
    [bytes, bytes, bytes], bytes
]  # key, sealed, aad -> plaintext; raises ValueError (station.vault.open_sealed)
Derive = Callable[[bytes, str], bytes]  # key, label -> 32 bytes (station.vault.derive)


@dataclass(frozen=True)
class StoreKeys:
    """The keys of one data folder's files, 32 bytes each, and the way to the keys below them."""

    database: bytes
    sidecar: bytes
    backup: bytes
    derive: Derive

    @staticmethod
    def of(master: bytes, derive: Derive) -> "StoreKeys":
        """The keys below a master key."""
        return StoreKeys(derive(master, "db"), derive(master, "sidecar"), derive(master, "backup"), derive)

    def __repr__(self) -> str:
        return "StoreKeys(...)"  # keys never stand in a log


@dataclass(frozen=True, slots=True)
class Batch:
    """The contents of one commit: encoded entries and new person keys.

    Numbers start at 1 and leave no gap.
    """

    number: int
    entries: tuple[bytes, ...]
    persons: tuple[tuple[str, bytes], ...] = ()

    def encode(self) -> bytes:
        """The one spelling of the batch."""
        parts = [_HEAD.pack(self.number, len(self.entries), len(self.persons))]
        for entry in self.entries:
            parts += (_LENGTH.pack(len(entry)), entry)
        for person, key in self.persons:
            name = person.encode()
            parts += (_LENGTH.pack(len(name)), name, _LENGTH.pack(len(key)), key)
        return b"".join(parts)

    @staticmethod
    def decode(data: bytes) -> "Batch":
        """The batch of its bytes. Raises ValueError."""
        try:
            number, entries, persons = _HEAD.unpack_from(data)
            at = _HEAD.size
            fields = []
            for _ in range(entries + 2 * persons):
                (length,) = _LENGTH.unpack_from(data, at)
                at += _LENGTH.size + length
                fields.append(data[at - length : at])
            names = [name.decode() for name in fields[entries::2]]
        except (struct.error, UnicodeDecodeError) as error:
            raise ValueError("not a batch") from error
        if at != len(data):
            raise ValueError("not a batch")
        return Batch(number, tuple(fields[:entries]), tuple(zip(names, fields[entries + 1 :: 2], strict=True)))


def entry_hash(data: bytes) -> bytes:
    """The link that an encoded entry gives to the next one; equal to `Entry.decode(data).hash`."""
    return hashlib.sha256(_ENTRY_HASH + data).digest()


@dataclass
class Trace:
    """How far a row of commits reaches, and one digest per commit.

    Two rows are one chain if one starts the other.
    """

    batch: int = 0
    seq: int = 0
    hash: bytes = GENESIS
    digests: bytearray = field(default_factory=bytearray)

    def take(self, batch: Batch) -> None:
        """Go on by one commit. Raises ChainBroken where it does not continue the chain."""
        if batch.number != self.batch + 1:
            raise ChainBroken(self.seq + 1)
        self.batch = batch.number
        for data in batch.entries:
            if not data.startswith(b'[%d,"%s",' % (self.seq + 1, self.hash.hex().encode())):
                raise ChainBroken(self.seq + 1)
            self.seq, self.hash = self.seq + 1, entry_hash(data)
        self.digests += hashlib.sha256(batch.encode()).digest()

    def starts(self, other: "Trace") -> bool:
        """Whether `other` is this row of commits or goes on from it."""
        return bytes(other.digests[: len(self.digests)]) == bytes(self.digests)


def parted_at(one: Trace, other: Trace) -> int:
    """The number of the first commit that differs between two rows, or the one after the shorter row."""
    both = min(one.batch, other.batch)
    for index in range(both):
        part = slice(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES)
        if one.digests[part] != other.digests[part]:
            return index + 1
    return both + 1


def seqs_of(batches: Sequence[Batch]) -> int:
    """How many entries the commits hold together."""
    return sum(len(batch.entries) for batch in batches)
