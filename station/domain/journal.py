"""The hash chain as arithmetic: entries, links, verification. The journal is the state (R-6.2, security c6)."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from station.domain.clock import Moment

GENESIS = bytes(32)
_DOMAIN = b"KGTJ1\0"


class ChainBroken(Exception):
    """The chain does not hold at entry `seq`."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"chain broken at entry {seq}")
        self.seq = seq


def canonical(value: Any) -> str:
    """JSON with one spelling only: NFC, keys sorted, no blanks, integers only.

    Raises TypeError for a float or a key that is not text: a score must never be a rounding question.
    """
    return unicodedata.normalize("NFC", json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"not canonical: {type(value).__name__}")


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `prev` is the hash of entry seq - 1 (GENESIS before the first); body is canonical JSON."""

    seq: int
    prev: bytes
    boot: str
    mono_ms: int
    wall_ms: int
    legal_ms: int
    actor: str
    role: str
    station: str
    kind: str
    version: int
    body: str

    @property
    def at(self) -> Moment:
        """When it was written."""
        return Moment(self.boot, self.mono_ms, self.wall_ms, self.legal_ms)

    def encode(self) -> bytes:
        """The stored bytes: a canonical JSON list, fields in the order of this class."""
        return canonical(
            [self.seq, self.prev.hex(), self.boot, self.mono_ms, self.wall_ms, self.legal_ms,
             self.actor, self.role, self.station, self.kind, self.version, self.body]
        ).encode()  # fmt: skip

    @cached_property
    def hash(self) -> bytes:
        """32 bytes, the link for the next entry."""
        return hashlib.sha256(_DOMAIN + self.encode()).digest()

    @staticmethod
    def decode(data: bytes) -> "Entry":
        """The entry of its stored bytes. Raises ValueError for bytes that are not an entry in its one spelling."""
        try:
            fields = json.loads(data)
            entry = Entry(fields[0], bytes.fromhex(fields[1]), *fields[2:])
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise ValueError("not a journal entry") from error
        if entry.encode() != data:
            raise ValueError("not the canonical spelling")
        return entry


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants written: the store gives it its seq and its link."""

    kind: str
    version: int
    body: str
    actor: str
    role: str
    at: Moment


def link(draft: Draft, seq: int, prev: bytes, station: str) -> Entry:
    """The entry that continues the chain at (seq - 1, prev) with `draft`."""
    at = draft.at
    return Entry(seq, prev, at.boot, at.mono_ms, at.wall_ms, at.legal_ms, draft.actor, draft.role, station,
                 draft.kind, draft.version, draft.body)  # fmt: skip


def verify_chain(entries: Iterable[Entry], prev: bytes = GENESIS, seq: int = 0) -> tuple[int, bytes]:
    """Check that `entries` continue (seq, prev); return the new head (seq, hash). Raises ChainBroken."""
    for entry in entries:
        if entry.seq != seq + 1 or entry.prev != prev:
            raise ChainBroken(seq + 1)
        seq, prev = entry.seq, entry.hash
    return seq, prev
