"""The hash chain as arithmetic: entries, links, verification. The journal is the state (R-6.2, security c6)."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
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
    Raises ValueError for two keys that are one in NFC.
    """
    return _spelt(_plain(value))


def _spelt(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    # Composed before JSON escapes it: an accent typed on a new line would fuse with the n of the escaped break.
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        plain = {_plain(key): _plain(item) for key, item in value.items()}
        if len(plain) != len(value):
            raise ValueError("two spellings of one key")
        return plain
    raise TypeError(f"not canonical: {type(value).__name__}")


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `prev` is the hash of entry seq - 1 (GENESIS before the first)."""

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
        """The stored bytes: a JSON list without blanks, in the order of this class, every text as it stands."""
        return _spelt(
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
            row = json.loads(data)
            entry = Entry(row[0], bytes.fromhex(row[1]), *row[2:])
            encoded = entry.encode()
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise ValueError("not a journal entry") from error
        if encoded != data or any(type(getattr(entry, name)) is not kind for name, kind in _TYPES.items()):
            raise ValueError("not the canonical spelling")
        return entry


_TYPES = {field.name: field.type for field in fields(Entry)}


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
