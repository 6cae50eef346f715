"""Keys of a PC: fingerprint, signature, sealing for another PC (security c2, c4)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from station.vault import SealBroken
from station.vault.exchange import Identity, OwnKeys

MASTER = bytes(range(32))
HERE, THERE = OwnKeys.new(), OwnKeys.new()
MESSAGE = b"the header of a bundle"
FINGERPRINT = "47017 66971 15123 78271 94764 68649"


def test_a_signature_holds_for_its_signer_its_purpose_and_its_bytes_only() -> None:
    signature = HERE.sign("bundle", MESSAGE)
    assert HERE.public.has_signed("bundle", MESSAGE, signature)
    assert not THERE.public.has_signed("bundle", MESSAGE, signature)
    assert not HERE.public.has_signed("introduction", MESSAGE, signature)
    assert not HERE.public.has_signed("bundle", MESSAGE + b" ", signature)


@given(some.binary(max_size=80))
def test_no_other_bytes_are_a_signature(found: bytes) -> None:
    assert not HERE.public.has_signed("bundle", MESSAGE, found)


def test_only_the_pc_it_was_sealed_for_opens_it_and_only_in_its_context() -> None:
    sealed = THERE.public.seal_for(b"three questions", b"header")
    assert THERE.open_sealed(sealed, b"header") == b"three questions"
    assert b"three" not in sealed
    for keys, context in ((HERE, b"header"), (THERE, b"another header")):
        with pytest.raises(SealBroken):
            keys.open_sealed(sealed, context)


@given(some.integers(min_value=0), some.integers(1, 255))
def test_one_changed_bit_anywhere_is_found(place: int, change: int) -> None:
    sealed = bytearray(THERE.public.seal_for(b"three questions", b"header"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBroken):
        THERE.open_sealed(bytes(sealed), b"header")


@pytest.mark.parametrize("data", [b"", b"short", bytes(48), bytes(32) + b"x" * 40])
def test_what_nobody_sealed_does_not_open(data: bytes) -> None:
    with pytest.raises(SealBroken):
        THERE.open_sealed(data, b"")


def test_private_keys_come_back_only_under_their_own_master_key() -> None:
    kept = HERE.kept(MASTER)
    again = OwnKeys.from_kept(MASTER, kept)
    assert again.public == HERE.public
    assert HERE.public.has_signed("bundle", MESSAGE, again.sign("bundle", MESSAGE))
    assert again.open_sealed(HERE.public.seal_for(b"x", b""), b"") == b"x"
    for master, data in ((bytes(32), kept), (MASTER, kept[:-1]), (MASTER, b"")):
        with pytest.raises(SealBroken):
            OwnKeys.from_kept(master, data)


def test_kept_keys_of_another_length_are_refused() -> None:
    from station.vault import derive, seal

    short = seal(derive(MASTER, "exchange identity"), bytes(32), b"exchange identity")
    with pytest.raises(SealBroken):
        OwnKeys.from_kept(MASTER, short)


def test_the_fingerprint_is_thirty_digits_to_read_aloud_and_differs_from_pc_to_pc() -> None:
    assert re.fullmatch(r"\d{5}( \d{5}){5}", HERE.public.fingerprint)
    assert HERE.public.fingerprint != THERE.public.fingerprint
    mixed = Identity(HERE.public.sign_key, THERE.public.seal_key)
    assert mixed.fingerprint not in (HERE.public.fingerprint, THERE.public.fingerprint)


def test_the_fingerprint_never_changes_its_form() -> None:
    assert Identity(bytes(32), bytes(range(32))).fingerprint == FINGERPRINT


@pytest.mark.parametrize(("sign_key", "seal_key"), [(b"", bytes(32)), (bytes(32), bytes(33))])
def test_a_public_key_has_thirty_two_bytes(sign_key: bytes, seal_key: bytes) -> None:
    with pytest.raises(ValueError):
        Identity(sign_key, seal_key)
