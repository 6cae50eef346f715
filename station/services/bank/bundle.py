"""The file that carries work from one PC of the bank to another: signed, sealed, read with distrust (security c4).

    KGTP | u16 version | u32 header length | header | sealed body | u32 length of what follows | signer | signature

The header is readable JSON in its one spelling and is signed; it names size and hash of the body, which is sealed for
one PC and bound to this header. Body: u64 length of the table | table (JSON) | parts | zeros up to 64 KiB, so that
sizes say little. The parts are contents and pictures as they are stored; their hashes stand in the table, inside.
Nothing is parsed before the signature of a known PC is good.
"""

import hashlib
import json
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.vault import SealBroken
from station.vault.exchange import SIGNATURE_BYTES, Identity, OwnKeys, fingerprint_of

MAGIC = b"KGTP"
VERSION = 1
LARGEST_MIB = 512
SUFFIX = ".kgtb"
_LARGEST = LARGEST_MIB << 20
_LARGEST_HEADER = 1 << 16
_LARGEST_INTRODUCTION = 1 << 14
_START, _LENGTH, _TABLE = struct.Struct(">HI"), struct.Struct(">I"), struct.Struct(">Q")
_SIGNER_BYTES = 32
_END_BYTES = _LENGTH.size + _SIGNER_BYTES + SIGNATURE_BYTES
LONGEST_PC = 40
LATEST_MS = 1 << 47
"""No clock of ours shows a later time (year 6429), and calendars end at 9999."""
_PAD = 1 << 16
_DEEPEST = 8
_MARK = re.compile("[A-Z]{0,9}")
_TYPE, _INTRODUCTION = "bank bundle", "bank introduction"


@dataclass(frozen=True)
class Header:
    """What can be read of a bundle by anybody. `issuer`, `audience`: `Identity.sha256` of two PCs. `seq` rises
    from bundle to bundle of one issuer to one audience, `prev` is the file hash of the one before, "" of the first."""

    bank: str
    issuer: str
    audience: str
    bundle: str
    seq: int
    prev: str
    purpose: str
    program: str
    made_ms: int


@dataclass(frozen=True)
class Bundle:
    """A bundle that was opened. `parts`: bytes by their SHA-256, hex. `sha256`: of the file."""

    header: Header
    table: Mapping[str, Any]
    parts: Mapping[str, bytes]
    sha256: str


@dataclass(frozen=True)
class Introduction:
    """A PC says who it is: its name, the mark in the numbers of its questions, its public keys. `bank` is "" while it
    belongs to none."""

    bank: str
    bank_name: str
    pc: str
    mark: str
    identity: Identity


class _Malformed(ValueError):
    """Not the one spelling of a file of ours."""


def pack(header: Header, table: Mapping[str, Any], parts: Iterable[bytes], keys: OwnKeys, audience: Identity) -> bytes:
    """The file. Raises BUNDLE_TOO_LARGE."""
    pieces = {hashlib.sha256(part).hexdigest(): part for part in parts}
    listed = canonical({**table, "parts": [[name, len(part)] for name, part in sorted(pieces.items())]}).encode()
    body = b"".join((_TABLE.pack(len(listed)), listed, *(part for _name, part in sorted(pieces.items()))))
    body += bytes(-len(body) % _PAD)
    if len(body) + _LARGEST_HEADER > _LARGEST:
        raise StationError(Reason.BUNDLE_TOO_LARGE, limit_mib=LARGEST_MIB)
    sealed = audience.seal_for(body, _context(header))
    whole = {**_plain(header), "ct_size": len(sealed), "ct_sha256": hashlib.sha256(sealed).hexdigest()}
    head = canonical(whole).encode()
    signature = keys.sign(_TYPE, head)
    end = _LENGTH.pack(_SIGNER_BYTES + SIGNATURE_BYTES) + bytes.fromhex(keys.public.sha256) + signature
    return b"".join((MAGIC, _START.pack(VERSION, len(head)), head, sealed, end))


def read_header(data: bytes, known: Mapping[str, Identity]) -> tuple[Header, bytes]:
    """The header of a bundle that a known PC signed, and its sealed body.

    Raises BUNDLE_TOO_LARGE, BUNDLE_DAMAGED, BUNDLE_NEWER (before anything else of it is believed),
    BUNDLE_UNKNOWN_SENDER.
    """
    if len(data) > _LARGEST:
        raise StationError(Reason.BUNDLE_TOO_LARGE, limit_mib=LARGEST_MIB)
    start = len(MAGIC) + _START.size
    if len(data) < start + _END_BYTES or not data.startswith(MAGIC):
        _damaged()
    version, length = _START.unpack_from(data, len(MAGIC))
    if version > VERSION:
        raise StationError(Reason.BUNDLE_NEWER, found=version, known=VERSION)
    end = len(data) - _END_BYTES
    if version != VERSION or length > _LARGEST_HEADER or start + length > end:
        _damaged()
    (signed_length,) = _LENGTH.unpack_from(data, end)
    signer = data[end + _LENGTH.size : end + _LENGTH.size + _SIGNER_BYTES].hex()
    if signed_length != _SIGNER_BYTES + SIGNATURE_BYTES:
        _damaged()
    head, sealed = data[start : start + length], data[start + length : end]
    identity = known.get(signer)
    if identity is None:
        raise StationError(Reason.BUNDLE_UNKNOWN_SENDER, fingerprint=fingerprint_of(signer))
    if not identity.has_signed(_TYPE, head, data[-SIGNATURE_BYTES:]):
        _damaged()
    try:
        header = _header_from(_parsed(head), sealed)
    except (_Malformed, KeyError, TypeError) as error:
        raise StationError(Reason.BUNDLE_DAMAGED) from error
    if header.issuer != signer:
        _damaged()
    return header, sealed


def unpack(data: bytes, header: Header, sealed: bytes, keys: OwnKeys) -> Bundle:
    """What was sealed for this PC under that header, each part by its hash. Raises BUNDLE_DAMAGED."""
    try:
        body = keys.open_sealed(sealed, _context(header))
        (length,) = _TABLE.unpack_from(body)
        at = _TABLE.size + length
        if at > len(body):
            raise _Malformed("length of the table")
        table = _parsed(body[_TABLE.size : at])
        parts: dict[str, bytes] = {}
        for name, size in table.pop("parts"):
            part = body[at : at + size]
            if size < 0 or len(part) != size or hashlib.sha256(part).hexdigest() != name or name in parts:
                raise _Malformed("part")
            parts[name] = part
            at += size
        if any(body[at:]) or len(body) - at >= _PAD:
            raise _Malformed("rest")
    except (SealBroken, struct.error, _Malformed, KeyError, TypeError, ValueError) as error:
        raise StationError(Reason.BUNDLE_DAMAGED) from error
    return Bundle(header, table, parts, hashlib.sha256(data).hexdigest())


def introduce(bank: str, bank_name: str, pc: str, mark: str, keys: OwnKeys) -> bytes:
    """A small readable file with this PC's public keys, signed by itself: it proves that the keys are its own."""
    words = {
        "type": _INTRODUCTION,
        "v": VERSION,
        "bank": bank,
        "bank_name": bank_name,
        "pc": pc,
        "mark": mark,
        "sign_key": keys.public.sign_key.hex(),
        "seal_key": keys.public.seal_key.hex(),
        "fingerprint": keys.public.fingerprint,
    }
    signature = keys.sign(_INTRODUCTION, canonical(words).encode())
    return canonical({**words, "signature": signature.hex()}).encode() + b"\n"


def introduced(data: bytes) -> Introduction:
    """The PC that introduces itself. Who it really is, only the fingerprint read aloud can say.

    Raises BUNDLE_DAMAGED, BUNDLE_NEWER.
    """
    try:
        if len(data) > _LARGEST_INTRODUCTION:
            raise _Malformed("size")
        words = _parsed(data.removesuffix(b"\n"))
        if words.pop("type") != _INTRODUCTION:
            raise _Malformed("type")
        if (found := _number(words.pop("v"))) > VERSION:
            raise StationError(Reason.BUNDLE_NEWER, found=found, known=VERSION)
        signature = bytes.fromhex(words.pop("signature"))
        identity = Identity(bytes.fromhex(words["sign_key"]), bytes.fromhex(words["seal_key"]))
        told = {"type": _INTRODUCTION, "v": VERSION, **words}
        is_own = identity.has_signed(_INTRODUCTION, canonical(told).encode(), signature)
        if not is_own or words["fingerprint"] != identity.fingerprint or not _is_named(words):
            raise _Malformed("signature")
        return Introduction(_text(words["bank"]), _text(words["bank_name"]), words["pc"], words["mark"], identity)
    except (_Malformed, KeyError, TypeError, ValueError, AttributeError) as error:
        raise StationError(Reason.BUNDLE_DAMAGED) from error


def _is_named(words: Mapping[str, Any]) -> bool:
    """A name of up to 40 characters; a mark of up to nine capital letters."""
    pc, mark = _text(words["pc"]), _text(words["mark"])
    return 0 < len(pc) <= LONGEST_PC and pc.isprintable() and _MARK.fullmatch(mark) is not None


def _context(header: Header) -> bytes:
    """The body opens under its own header only: it cannot be moved to another."""
    return hashlib.sha256(canonical(_plain(header)).encode()).digest()


def _plain(header: Header) -> dict[str, Any]:
    return {"v": VERSION, "type": _TYPE, **asdict(header)}


def _header_from(plain: dict[str, Any], sealed: bytes) -> Header:
    size, sha256 = plain.pop("ct_size"), plain.pop("ct_sha256")
    version, kind = plain.pop("v"), plain.pop("type")
    if (size, sha256) != (len(sealed), hashlib.sha256(sealed).hexdigest()) or (version, kind) != (VERSION, _TYPE):
        raise _Malformed("header")
    header = Header(**plain)
    if _number(header.made_ms) >= LATEST_MS:
        raise _Malformed("time")
    for name, value in asdict(header).items():
        _number(value) if name in ("seq", "made_ms") else _text(value)
    return header


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Malformed("text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise _Malformed("number")
    return value


def _parsed(data: bytes) -> dict[str, Any]:
    """JSON in its one spelling, an object at most eight levels deep. Raises _Malformed."""
    try:
        value = json.loads(data, object_pairs_hook=_once, parse_float=_never, parse_constant=_never)
        if not isinstance(value, dict) or _depth(value) > _DEEPEST or canonical(value).encode() != data:
            raise _Malformed("spelling")
    except (ValueError, TypeError, RecursionError) as error:
        raise _Malformed("json") from error
    return value


def _depth(value: object) -> int:
    """How deep it goes; looks no deeper than it must."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        depth += 1
        inner = [part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list)]
        level = [one for parts in inner for one in parts if isinstance(one, dict | list)]
    return depth


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _value in pairs}) != len(pairs):
        raise _Malformed("a key twice")
    return dict(pairs)


def _never(_text: str) -> NoReturn:
    raise _Malformed("not a whole number")


def _damaged() -> NoReturn:
    raise StationError(Reason.BUNDLE_DAMAGED)
