"""The file between PCs: what was changed anywhere, sent by anybody else or built to harm is refused (security c4)."""

import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.services.bank import bundle
from station.services.bank.bundle import Bundle, Header, introduce, introduced, pack, read_header, unpack
from station.vault.exchange import Identity, OwnKeys

SENDER, RECEIVER, OTHER = OwnKeys.new(), OwnKeys.new(), OwnKeys.new()
KNOWN = {SENDER.public.sha256: SENDER.public}
HEADER = Header(
    bank="b" * 32, issuer=SENDER.public.sha256, audience=RECEIVER.public.sha256, bundle="f" * 32,
    seq=3, prev="", purpose="work", program="station 0.3.0", made_ms=1_772_420_400_000,
)  # fmt: skip
TABLE = {"steps": [{"pc": "1", "seq": 1}], "staff": []}
PARTS = (b'{"stem":"one"}', b"\x89PNG picture", b"")


def packed(header: Header = HEADER, keys: OwnKeys = SENDER, audience: OwnKeys = RECEIVER) -> bytes:
    """A bundle of the sender for the receiver."""
    return pack(header, TABLE, PARTS, keys, audience.public)


FILE = packed()


def opened(data: bytes, keys: OwnKeys = RECEIVER) -> Bundle:
    """The bundle, read as the receiver does."""
    header, sealed = read_header(data, KNOWN)
    return unpack(data, header, sealed, keys)


def refusal(data: bytes, keys: OwnKeys = RECEIVER) -> StationError:
    """Why it is not read."""
    with pytest.raises(StationError) as refused:
        opened(data, keys)
    return refused.value


def test_what_was_packed_comes_out_for_the_receiver() -> None:
    found = opened(FILE)
    assert (found.header, found.table) == (HEADER, TABLE)
    assert found.parts == {hashlib.sha256(part).hexdigest(): part for part in PARTS}
    assert found.sha256 == hashlib.sha256(FILE).hexdigest()


def test_nothing_of_the_contents_is_readable_and_the_size_says_little() -> None:
    assert b"stem" not in FILE
    assert b"PNG" not in FILE
    assert len(FILE) // (1 << 16) == 1
    assert hashlib.sha256(PARTS[0]).hexdigest().encode() not in FILE


def test_only_the_receiver_opens_it() -> None:
    assert refusal(FILE, OTHER).reason is Reason.BUNDLE_DAMAGED


def test_a_sender_that_nobody_introduced_is_named_by_the_fingerprint() -> None:
    stranger = packed(replace(HEADER, issuer=OTHER.public.sha256), OTHER)
    found = refusal(stranger)
    assert found.reason is Reason.BUNDLE_UNKNOWN_SENDER
    assert found.facts == {"fingerprint": OTHER.public.fingerprint}


def test_a_known_pc_cannot_sign_as_another() -> None:
    assert refusal(packed(replace(HEADER, issuer=OTHER.public.sha256))).reason is Reason.BUNDLE_DAMAGED


def test_a_body_moved_under_another_header_does_not_open() -> None:
    """Even the right signer cannot give old contents a new number."""
    head = json.loads(FILE[10 : 10 + struct.unpack_from(">I", FILE, 6)[0]])
    head["seq"] = 4
    moved = signed(canonical(head).encode(), FILE[10 + struct.unpack_from(">I", FILE, 6)[0] : -100])
    assert read_header(moved, KNOWN)[0].seq == 4
    assert refusal(moved).reason is Reason.BUNDLE_DAMAGED


def signed(head: bytes, sealed: bytes, keys: OwnKeys = SENDER) -> bytes:
    """A file around any header, well signed by the sender."""
    end = struct.pack(">I", 96) + bytes.fromhex(keys.public.sha256) + keys.sign("bank bundle", head)
    return b"KGTP" + struct.pack(">HI", 1, len(head)) + head + sealed + end


HEAD_LENGTH = struct.unpack_from(">I", FILE, 6)[0]
HEAD = FILE[10 : 10 + HEAD_LENGTH]
SEALED = FILE[10 + HEAD_LENGTH : -100]
REGIONS = {
    "magic": (0, 4),
    "version": (4, 6),
    "header length": (6, 10),
    "header": (10, 10 + HEAD_LENGTH),
    "encapsulated key": (10 + HEAD_LENGTH, 42 + HEAD_LENGTH),
    "ciphertext": (42 + HEAD_LENGTH, len(FILE) - 116),
    "tag": (len(FILE) - 116, len(FILE) - 100),
    "signature length": (len(FILE) - 100, len(FILE) - 96),
    "signer": (len(FILE) - 96, len(FILE) - 64),
    "signature": (len(FILE) - 64, len(FILE)),
}


@pytest.mark.parametrize("region", REGIONS)
def test_a_flipped_bit_in_any_region_is_refused(region: str) -> None:
    first, last = REGIONS[region]
    random = Random(region)
    for _ in range(40):
        place = random.randrange(first, last)
        changed = bytearray(FILE)
        changed[place] ^= 1 << random.randrange(8)
        found = refusal(bytes(changed))
        assert found.reason in (Reason.BUNDLE_DAMAGED, Reason.BUNDLE_NEWER, Reason.BUNDLE_UNKNOWN_SENDER)
        if region not in ("version", "signer"):
            assert found.reason is Reason.BUNDLE_DAMAGED


@pytest.mark.parametrize("region", REGIONS)
def test_a_file_cut_inside_any_region_is_refused(region: str) -> None:
    first, last = REGIONS[region]
    for place in {first, (first + last) // 2, last - 1}:
        found = refusal(FILE[:place])
        assert found.reason in (Reason.BUNDLE_DAMAGED, Reason.BUNDLE_UNKNOWN_SENDER)


@given(some.binary(max_size=300))
def test_no_bytes_of_chance_are_a_bundle(data: bytes) -> None:
    for attempt in (data, b"KGTP" + data, b"KGTP\0\1" + data):
        assert refusal(attempt).reason in (
            Reason.BUNDLE_DAMAGED, Reason.BUNDLE_NEWER, Reason.BUNDLE_UNKNOWN_SENDER,
        )  # fmt: skip


@pytest.mark.parametrize("length", [0, 1 << 16, 1 << 31, (1 << 32) - 1])
def test_giant_lengths_are_refused_before_anything_is_read_by_them(length: int) -> None:
    assert refusal(FILE[:6] + struct.pack(">I", length) + FILE[10:]).reason is Reason.BUNDLE_DAMAGED
    assert refusal(FILE[:-100] + struct.pack(">I", length) + FILE[-96:]).reason is Reason.BUNDLE_DAMAGED


def test_a_newer_format_asks_for_a_newer_program() -> None:
    found = refusal(b"KGTP" + struct.pack(">H", 2) + FILE[6:])
    assert found.reason is Reason.BUNDLE_NEWER
    assert found.facts == {"found": 2, "known": 1}
    assert refusal(b"KGTP" + struct.pack(">H", 0) + FILE[6:]).reason is Reason.BUNDLE_DAMAGED


def test_a_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "_LARGEST", len(FILE) - 1)
    assert refusal(FILE).reason is Reason.BUNDLE_TOO_LARGE
    with pytest.raises(StationError) as refused:
        packed()
    assert refused.value.reason is Reason.BUNDLE_TOO_LARGE


# Headers that the right PC signed: a PC that was taken over, or a program with a fault.
HEADERS: dict[str, Callable[[str], str]] = {
    "a key twice": lambda head: head[:-1] + ',"seq":3}',
    "blanks": lambda head: head.replace(",", ", ", 1),
    "keys in another order": lambda head: json.dumps(dict(reversed(json.loads(head).items())), separators=(",", ":")),
    "a fraction": lambda head: head.replace('"seq":3', '"seq":3.0'),
    "not a number": lambda head: head.replace('"seq":3', '"seq":NaN'),
    "a giant power": lambda head: head.replace('"seq":3', '"seq":1e400'),
    "a giant number": lambda head: head.replace('"seq":3', f'"seq":{"9" * 5000}'),
    "a number below zero": lambda head: head.replace('"seq":3', '"seq":-3'),
    "a truth for a number": lambda head: head.replace('"seq":3', '"seq":true'),
    "a number for a text": lambda head: head.replace('"purpose":"work"', '"purpose":1'),
    "depth 10,000": lambda head: head.replace('"seq":3', f'"seq":{"[" * 10_000}{"]" * 10_000}'),
    "depth 9": lambda head: head.replace('"seq":3', f'"seq":{"[" * 9}{"]" * 9}'),
    "a list": lambda _head: "[]",
    "nothing": lambda _head: "",
    "a field less": lambda head: head.replace(',"seq":3', ""),
    "a field more": lambda head: head[:-1] + ',"x":1}',
    "another type": lambda head: head.replace("bank bundle", "bank session"),
    "another hash": lambda head: head.replace('"ct_sha256":"', '"ct_sha256":"0'),
    "another size": lambda head: head.replace('"ct_size":', '"ct_size":1'),
    "letters in two parts": lambda head: head.replace("work", "e\u0301"),
    "an escaped letter": lambda head: head.replace("work", "\\u0077ork"),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_a_signed_header_that_is_not_in_its_one_form_is_refused(kind: str) -> None:
    head = HEADERS[kind](HEAD.decode()).encode()
    assert head != HEAD
    assert refusal(signed(head, SEALED)).reason is Reason.BUNDLE_DAMAGED


def sealed_body(body: bytes) -> bytes:
    """A file whose header is right and whose body is this."""
    context = hashlib.sha256(canonical({k: v for k, v in json.loads(HEAD).items() if k[:3] != "ct_"}).encode()).digest()
    sealed = RECEIVER.public.seal_for(body, context)
    plain = {**json.loads(HEAD), "ct_size": len(sealed), "ct_sha256": hashlib.sha256(sealed).hexdigest()}
    return signed(canonical(plain).encode(), sealed)


def body_of(table: str, parts: bytes = b"", length: int | None = None, pad: int | None = None) -> bytes:
    """A body as `pack` builds it, of any table."""
    data = table.encode()
    body = struct.pack(">Q", len(data) if length is None else length) + data + parts
    return body + bytes(-len(body) % (1 << 16) if pad is None else pad)


X = hashlib.sha256(b"x").hexdigest()
BODIES = {
    "empty": b"",
    "a length over the end": body_of('{"parts":[]}', length=1 << 40),
    "a table that is no table": body_of('["parts"]'),
    "no list of parts": body_of("{}"),
    "parts that are no pairs": body_of('{"parts":[1]}'),
    "a part that is not there": body_of(f'{{"parts":[["{X}",1]]}}', pad=0),
    "a part with another hash": body_of(f'{{"parts":[["{X}",1]]}}', b"y"),
    "a part twice": body_of(f'{{"parts":[["{X}",1],["{X}",1]]}}', b"xx"),
    "a part of size below zero": body_of(f'{{"parts":[["{X}",-1]]}}', b"x"),
    "a part whose size is a text": body_of(f'{{"parts":[["{X}","1"]]}}', b"x"),
    "something behind the parts": body_of('{"parts":[]}', b"hidden"),
    "too much room behind the parts": body_of('{"parts":[]}', pad=1 << 17),
    "a key twice": body_of('{"parts":[],"parts":[]}'),
    "another spelling": body_of('{"parts": []}'),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_not_what_it_says_is_refused(kind: str) -> None:
    assert refusal(sealed_body(BODIES[kind])).reason is Reason.BUNDLE_DAMAGED


def test_the_body_that_those_were_made_from_is_good() -> None:
    assert opened(sealed_body(body_of(f'{{"parts":[["{X}",1]]}}', b"x"))).parts == {X: b"x"}


# --- introductions ---


def test_a_pc_introduces_itself_with_its_public_keys() -> None:
    data = introduce("b" * 32, "Борбордук банк", "2", "B", SENDER)
    found = introduced(data)
    assert (found.bank, found.bank_name, found.pc, found.mark) == ("b" * 32, "Борбордук банк", "2", "B")
    assert found.identity == SENDER.public
    assert SENDER.public.fingerprint.encode() in data


def changed(**fields: object) -> bytes:
    """An introduction with other fields under the old signature."""
    return canonical({**json.loads(introduce("", "", "2", "B", SENDER)), **fields}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"\xff", b"x" * (1 << 15), changed(pc="3"), changed(sign_key=OTHER.public.sign_key.hex()),
        changed(signature="00" * 64), changed(signature=""), changed(type="bank bundle"), changed(sign_key="zz"),
        changed(sign_key=1), changed(v="1"), changed(more=1), changed(fingerprint="1"),
        introduce("", "", "2", "B", SENDER) + b"\n", introduce("", "", "", "B", SENDER),
        introduce("", "", "2" * 41, "B", SENDER), introduce("", "", "2", "b", SENDER),
        introduce("", "", "2", "B" * 10, SENDER), introduce("", "", "\n", "B", SENDER),
    ],
)  # fmt: skip
def test_an_introduction_that_its_pc_did_not_make_is_refused(data: bytes) -> None:
    with pytest.raises(StationError) as refused:
        introduced(data)
    assert refused.value.reason is Reason.BUNDLE_DAMAGED


def test_an_introduction_of_a_newer_program_is_told_so() -> None:
    with pytest.raises(StationError) as refused:
        introduced(changed(v=2))
    assert refused.value.reason is Reason.BUNDLE_NEWER


def test_the_identity_of_an_introduction_is_what_signs_its_bundles() -> None:
    found: Identity = introduced(introduce("", "", "2", "B", SENDER)).identity
    assert read_header(FILE, {found.sha256: found})[0] == HEADER
