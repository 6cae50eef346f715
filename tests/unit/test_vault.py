"""Keys, passphrases and sealing (security c2b)."""

import json

import pytest

from station.domain.errors import Reason, StationError
from station.vault import (
    RECOVERY,
    Cost,
    Keyring,
    SealBroken,
    calibrated_cost,
    derive,
    new_master_key,
    new_passphrase,
    open_sealed,
    seal,
)

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
MASTER = bytes(range(32))


def keyring(**passphrases: str) -> Keyring:
    """A keyring with these slots."""
    made = Keyring(CHEAP)
    for slot, passphrase in passphrases.items():
        made.add_slot(slot, passphrase, MASTER)
    return made


def refusal(keys: Keyring, slot: str, passphrase: str) -> Reason:
    """Why the keyring does not open."""
    with pytest.raises(StationError) as refused:
        keys.unlock(slot, passphrase)
    return refused.value.reason


def test_every_staff_member_and_the_envelope_open_the_same_key() -> None:
    keys = keyring(proctor="4827 7130", chair="1111 2222", recovery="9999 0000")
    assert keys.staff() == ["chair", "proctor"]
    assert RECOVERY in keys
    for slot, passphrase in (("proctor", "4827 7130"), ("chair", "1111 2222"), (RECOVERY, "9999 0000")):
        assert keys.unlock(slot, passphrase) == MASTER


def test_a_wrong_passphrase_and_an_unknown_slot_are_refused_alike() -> None:
    keys = keyring(proctor="4827 7130")
    assert refusal(keys, "proctor", "4827 7131") is Reason.PASSPHRASE_WRONG
    assert refusal(keys, "nobody", "4827 7130") is Reason.PASSPHRASE_WRONG


@pytest.mark.parametrize("typed", ["48277130", " 4827-7130 ", "4827–7130", "4827\u00a07130"])
def test_blanks_and_dashes_of_a_typed_passphrase_do_not_count(typed: str) -> None:
    assert keyring(proctor="4827 7130").unlock("proctor", typed) == MASTER


def test_a_removed_slot_no_longer_opens() -> None:
    keys = keyring(proctor="1", chair="2")
    keys.remove_slot("proctor")
    keys.remove_slot("proctor")
    assert refusal(keys, "proctor", "1") is Reason.PASSPHRASE_WRONG
    assert keys.unlock("chair", "2") == MASTER


def test_a_lost_passphrase_is_healed_by_a_new_slot_of_the_same_name() -> None:
    keys = keyring(proctor="1")
    keys.add_slot("proctor", "3", keys.unlock("proctor", "1"))
    assert refusal(keys, "proctor", "1") is Reason.PASSPHRASE_WRONG
    assert keys.unlock("proctor", "3") == MASTER


def test_the_file_holds_the_slots_and_never_the_key() -> None:
    keys = keyring(proctor="1")
    data = keys.to_bytes()
    again = Keyring.from_bytes(data)
    assert again.unlock("proctor", "1") == MASTER
    assert again.to_bytes() == data
    assert again.sha256 == keys.sha256
    assert MASTER.hex() not in data.decode()


def test_a_slot_copied_under_another_name_does_not_open() -> None:
    record = json.loads(keyring(proctor="1").to_bytes())
    record["slots"]["chair"] = record["slots"]["proctor"]
    forged = Keyring.from_bytes(json.dumps(record).encode())
    assert refusal(forged, "chair", "1") is Reason.PASSPHRASE_WRONG


def test_a_slot_made_cheaper_does_not_open() -> None:
    record = json.loads(keyring(proctor="1").to_bytes())
    record["slots"]["proctor"]["memory_kib"] = 32
    assert refusal(Keyring.from_bytes(json.dumps(record).encode()), "proctor", "1") is Reason.PASSPHRASE_WRONG


def damaged(change: dict[str, object]) -> bytes:
    """A keyring file with one field of its slot changed."""
    record = json.loads(keyring(proctor="1").to_bytes())
    record["slots"]["proctor"] |= change
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 1, "slots": []}',
        b'{"format": 1, "slots": {"a": 1}}',
        b"[" * 100_000,
        damaged({"kdf": "md5"}),
        damaged({"salt": "*"}),
        damaged({"salt": "AAAA"}),
        damaged({"memory_kib": 1 << 40}),
        damaged({"passes": 0}),
        damaged({"lanes": 10_000}),
    ],
)
def test_a_damaged_keyring_is_told_apart_from_a_wrong_passphrase(data: bytes) -> None:
    with pytest.raises(StationError) as refused:
        Keyring.from_bytes(data)
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert refused.value.facts == {"where": "keyring.json"}


def test_a_keyring_of_a_newer_program_is_refused_as_newer() -> None:
    with pytest.raises(StationError) as refused:
        Keyring.from_bytes(b'{"format": 2}')
    assert refused.value.reason is Reason.DATA_NEWER
    assert refused.value.facts == {"found": 2, "known": 1}


def test_a_new_passphrase_is_six_groups_of_four_digits_at_least_64_bits() -> None:
    made = {new_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(len(group) == 4 and group.isdecimal() for group in made.pop().split(" "))
    assert 10**24 > 2**64


def test_the_demo_draws_the_same_passphrase_from_the_same_source() -> None:
    assert new_passphrase(lambda limit: limit - 1) == "9999 9999 9999 9999 9999 9999"
    assert new_passphrase(lambda limit: 7) == "0007 0007 0007 0007 0007 0007"


def test_keys_of_different_purposes_are_unrelated_and_stay_the_same() -> None:
    labels = ("db", "sidecar", "code", "person:1", "person:2")
    assert len({derive(MASTER, label) for label in labels}) == len(labels)
    # A data folder of today opens for ever: this value may never change.
    assert derive(MASTER, "db").hex() == "849819de62eb3c1e6b90495712afdebebe02a650eb353e004da06474e385f664"
    assert new_master_key() != new_master_key()


def test_sealed_bytes_open_only_with_their_key_and_purpose() -> None:
    sealed = seal(MASTER, b"plain", b"purpose")
    assert open_sealed(MASTER, sealed, b"purpose") == b"plain"
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, data, purpose in (
        (bytes(32), sealed, b"purpose"),
        (MASTER, sealed, b"other"),
        (MASTER, changed, b"purpose"),
        (MASTER, b"", b"purpose"),
        (MASTER, sealed[:20], b"purpose"),
    ):
        with pytest.raises(SealBroken):
            open_sealed(key, data, purpose)


def test_a_given_nonce_is_used_and_a_missing_one_is_random() -> None:
    assert seal(MASTER, b"x", b"", bytes(12)) == seal(MASTER, b"x", b"", bytes(12))
    assert seal(MASTER, b"x", b"") != seal(MASTER, b"x", b"")


def test_the_cost_is_raised_until_a_try_takes_long_enough_and_never_lowered() -> None:
    assert calibrated_cost(wanted_ms=0, start=CHEAP) == CHEAP
    assert calibrated_cost(wanted_ms=10**9, start=CHEAP) == Cost(64, 64, 1)
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)
