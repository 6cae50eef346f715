"""Who opens the bank, who works with it, and what is left of whoever leaves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from question_bank.workflow import FourEyes, Person, Role
from station import vault
from station.domain.errors import Reason, StationError
from station.services.access import read_keyring
from station.services.bank import custody, editing
from tests.builders import MORNING_MS
from tests.services.bank.one_bank import (
    APPROVER,
    AUTHOR,
    COST,
    CUSTODIAN,
    PASSPHRASES,
    SECTIONS,
    STAFF,
    Desk,
    a_desk,
    question,
)

NEW = Person("gulnara", "Гүлнара Маматова", frozenset({Role.REVIEWER}))


def refused(act: Callable[[], object]) -> Reason:
    """Why an act is refused."""
    with pytest.raises(StationError) as error:
        act()
    return error.value.reason


def open_as(folder: Path, slot: str, passphrase: str) -> custody.Bank:
    """The closed bank, opened."""
    return custody.open_bank(folder, slot, passphrase, lambda: MORNING_MS, COST)


def test_everybody_opens_the_bank_with_the_own_passphrase(desk: Desk) -> None:
    desk.bank.close()
    for member, passphrase in PASSPHRASES.items():
        bank = open_as(desk.folder, member, passphrase)
        assert bank.person is not None
        assert bank.person.id == member
        bank.close()


@pytest.mark.parametrize(("slot", "passphrase"), [(AUTHOR, "2"), ("nobody", "1"), (AUTHOR, "")])
def test_a_wrong_passphrase_opens_nothing(desk: Desk, slot: str, passphrase: str) -> None:
    desk.bank.close()
    assert refused(lambda: open_as(desk.folder, slot, passphrase)) is Reason.PASSPHRASE_WRONG


def test_nothing_of_a_question_stands_on_the_disk_in_clear(desk: Desk) -> None:
    editing.new_question(desk.sit(AUTHOR), question("Купуя суроонун тексти"))
    desk.bank.close()
    written = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    for phrase in ("Купуя", "суроонун тексти", "Токтогулова"):
        assert phrase.encode() not in written
        assert phrase.encode("utf-16-le") not in written


def test_a_wrong_passphrase_at_the_change_of_persons_changes_nobody(desk: Desk) -> None:
    desk.sit(AUTHOR)
    assert refused(lambda: custody.sign_in(desk.bank, APPROVER, "wrong")) is Reason.PASSPHRASE_WRONG
    assert desk.bank.person is not None
    assert desk.bank.person.id == AUTHOR


def test_a_new_member_gets_a_passphrase_that_opens(desk: Desk) -> None:
    passphrase = custody.enrol(desk.sit(CUSTODIAN), NEW)
    assert custody.sign_in(desk.bank, NEW.id, passphrase) == NEW
    desk.bank.close()
    bank = open_as(desk.folder, NEW.id, passphrase)
    assert bank.person == NEW
    bank.close()


def test_an_id_is_given_once(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    assert refused(lambda: custody.enrol(bank, replace(NEW, id=AUTHOR))) is Reason.DATA_EXISTS
    assert refused(lambda: custody.enrol(bank, replace(NEW, id=vault.RECOVERY))) is Reason.DATA_EXISTS


@pytest.mark.parametrize("member", [plan.id for plan in STAFF if plan.id != CUSTODIAN])
def test_custody_needs_a_custodian(desk: Desk, member: str) -> None:
    bank = desk.sit(member)
    acts: list[Callable[[], object]] = [
        lambda: custody.enrol(bank, NEW),
        lambda: custody.remove(bank, CUSTODIAN),
        lambda: custody.new_passphrase(bank, CUSTODIAN),
        lambda: custody.new_passphrase(bank, vault.RECOVERY),
        lambda: custody.set_roles(bank, member, frozenset(Role)),
    ]
    assert {refused(act) for act in acts} == {Reason.BANK_ROLE}


def test_whoever_leaves_opens_nothing_any_more_and_stays_in_the_history(desk: Desk) -> None:
    name = desk.draft().question.id
    bank = desk.sit(CUSTODIAN)
    custody.remove(bank, AUTHOR)
    assert AUTHOR not in read_keyring(desk.folder)
    assert refused(lambda: custody.sign_in(bank, AUTHOR, PASSPHRASES[AUTHOR])) is Reason.PASSPHRASE_WRONG
    assert bank.names()[AUTHOR] == "Асел Токтогулова"
    assert AUTHOR not in {person.id for person in bank.state().staff}
    assert bank.store.version(name, 1) is not None


def test_a_slot_put_back_by_hand_opens_no_desk(desk: Desk) -> None:
    keyring = (desk.folder / "keyring.json").read_bytes()
    custody.remove(desk.sit(CUSTODIAN), AUTHOR)
    (desk.folder / "keyring.json").write_bytes(keyring)
    assert refused(lambda: custody.sign_in(desk.bank, AUTHOR, PASSPHRASES[AUTHOR])) is Reason.PASSPHRASE_WRONG


@pytest.mark.parametrize("member", [AUTHOR, CUSTODIAN, vault.RECOVERY])
def test_a_passphrase_that_was_replaced_opens_nothing_though_the_old_keyring_is_put_back(
    desk: Desk, member: str
) -> None:
    keyring = (desk.folder / "keyring.json").read_bytes()
    custody.new_passphrase(desk.sit(CUSTODIAN), member, "new")
    (desk.folder / "keyring.json").write_bytes(keyring)
    old = PASSPHRASES.get(member, desk.recovery)
    assert refused(lambda: custody.sign_in(desk.bank, member, old)) is Reason.PASSPHRASE_WRONG
    desk.bank.close()
    assert refused(lambda: open_as(desk.folder, member, old)) is Reason.PASSPHRASE_WRONG


def test_whoever_came_back_does_not_sign_in_with_the_passphrase_of_the_time_before(desk: Desk) -> None:
    keyring = (desk.folder / "keyring.json").read_bytes()
    bank = desk.sit(CUSTODIAN)
    author = next(person for person in bank.store.staff() if person.id == AUTHOR)
    custody.remove(bank, AUTHOR)
    custody.enrol(bank, author, "new")
    (desk.folder / "keyring.json").write_bytes(keyring)
    assert refused(lambda: custody.sign_in(bank, AUTHOR, PASSPHRASES[AUTHOR])) is Reason.PASSPHRASE_WRONG


def test_where_the_power_went_before_the_keyring_was_written_the_old_passphrase_counts_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_power(_folder: Path, _keyring: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(custody, "write_keyring", no_power)
    with pytest.raises(KeyboardInterrupt):
        custody.new_passphrase(desk.sit(CUSTODIAN), CUSTODIAN, "never shown")
    monkeypatch.undo()
    for _ in range(2):
        bank = desk.again(CUSTODIAN)
        editing_was_possible = desk.draft().question.id
        assert bank.store.version(editing_was_possible, 1) is not None
        bank.store.verify()


def test_whoever_came_in_a_bundle_and_has_no_passphrase_is_not_the_last_custodian(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    with bank.store.act():  # as `exchange.take` lets people in
        bank.store.put_staff(replace(NEW, roles=frozenset({Role.CUSTODIAN})), True, CUSTODIAN, 1, "")
    assert refused(lambda: custody.remove(bank, CUSTODIAN)) is Reason.BANK_LAST_CUSTODIAN
    custody.new_passphrase(bank, NEW.id, "7")
    custody.remove(bank, CUSTODIAN)


def test_a_name_with_letters_that_are_not_seen_is_made_one_that_bundles_take(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    custody.enrol(bank, replace(NEW, name="Гүлнара\u00a0Маматова\u200b\n"), "7")
    assert bank.names()[NEW.id] == "Гүлнара Маматова"


def test_the_last_custodian_stays(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    assert refused(lambda: custody.remove(bank, CUSTODIAN)) is Reason.BANK_LAST_CUSTODIAN
    assert refused(lambda: custody.set_roles(bank, CUSTODIAN, frozenset())) is Reason.BANK_LAST_CUSTODIAN
    custody.set_roles(bank, AUTHOR, frozenset({Role.AUTHOR, Role.CUSTODIAN}))
    custody.remove(bank, CUSTODIAN)
    assert bank.person is None


def test_a_bank_without_a_custodian_is_not_made(tmp_path: Path) -> None:
    staff = [plan for plan in STAFF if Role.CUSTODIAN not in plan.roles]
    assert refused(lambda: a_desk(tmp_path / "b", staff)) is Reason.BANK_LAST_CUSTODIAN
    assert not (tmp_path / "b").exists()


def test_a_bank_is_not_made_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "letter.txt").write_text("x")
    assert refused(lambda: a_desk(tmp_path / "b")) is Reason.DATA_EXISTS
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["letter.txt"]


def test_a_lost_passphrase_is_healed_by_the_custodian_and_the_old_one_is_void(desk: Desk) -> None:
    passphrase = custody.new_passphrase(desk.sit(CUSTODIAN), AUTHOR)
    assert refused(lambda: custody.sign_in(desk.bank, AUTHOR, PASSPHRASES[AUTHOR])) is Reason.PASSPHRASE_WRONG
    assert custody.sign_in(desk.bank, AUTHOR, passphrase).id == AUTHOR


def test_everybody_renews_the_own_passphrase(desk: Desk) -> None:
    passphrase = custody.new_passphrase(desk.sit(AUTHOR), AUTHOR)
    assert custody.sign_in(desk.bank, AUTHOR, passphrase).id == AUTHOR


def test_the_envelope_lets_the_staff_in_again_and_does_nothing_else(desk: Desk) -> None:
    desk.bank.close()
    bank = open_as(desk.folder, vault.RECOVERY, desk.recovery)
    assert bank.person == custody.ENVELOPE
    assert refused(lambda: editing.new_question(bank, question())) is Reason.BANK_ROLE
    passphrase = custody.new_passphrase(bank, CUSTODIAN)
    assert [row.person for row in bank.store.records("envelope_opened")] == [vault.RECOVERY]
    assert custody.sign_in(bank, CUSTODIAN, passphrase).id == CUSTODIAN
    bank.close()


def test_a_new_envelope_makes_the_old_one_void(desk: Desk) -> None:
    passphrase = custody.new_passphrase(desk.sit(CUSTODIAN), vault.RECOVERY)
    assert refused(lambda: custody.sign_in(desk.bank, vault.RECOVERY, desk.recovery)) is Reason.PASSPHRASE_WRONG
    assert custody.sign_in(desk.bank, vault.RECOVERY, passphrase) == custody.ENVELOPE


def test_somebody_unknown_is_neither_removed_nor_given_roles(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    assert refused(lambda: custody.remove(bank, "nobody")) is Reason.DATA_MISSING
    assert refused(lambda: custody.set_roles(bank, "nobody", frozenset())) is Reason.DATA_MISSING
    assert refused(lambda: custody.new_passphrase(bank, "nobody")) is Reason.DATA_MISSING


def test_new_roles_hold_at_once_for_whoever_is_signed_in(desk: Desk) -> None:
    bank = desk.sit(CUSTODIAN)
    custody.set_roles(bank, CUSTODIAN, frozenset({Role.CUSTODIAN, Role.AUTHOR}))
    assert editing.new_question(bank, question()).question.id == "S1-0001"


def test_R_24_2_the_policy_is_that_of_the_bank_from_its_first_day(desk: Desk, tmp_path: Path) -> None:
    assert desk.bank.store.policy == FourEyes()
    small = FourEyes(author_reviewer=False)
    bank, _ = custody.create_bank(
        tmp_path / "small", name="x", pc="1", sections=SECTIONS, staff=STAFF, cost=COST, policy=small,
        now_ms=lambda: MORNING_MS,
    )  # fmt: skip
    assert bank.store.policy == small
    bank.close()


def test_one_program_at_a_time_has_the_bank_open(desk: Desk) -> None:
    assert refused(lambda: open_as(desk.folder, AUTHOR, PASSPHRASES[AUTHOR])) is Reason.DATA_IN_USE


def test_what_is_no_bank_is_told(tmp_path: Path) -> None:
    assert refused(lambda: open_as(tmp_path, AUTHOR, "1")) is Reason.DATA_MISSING


def test_another_pc_of_the_bank_numbers_its_questions_with_its_mark(tmp_path: Path) -> None:
    bank, _ = custody.create_bank(
        tmp_path / "b", name="x", pc="2", sections=SECTIONS, staff=STAFF, cost=COST, mark="B", bank_id="00ff",
        now_ms=lambda: MORNING_MS,
    )  # fmt: skip
    custody.sign_in(bank, AUTHOR, "1")
    assert editing.new_question(bank, question()).question.id == "S1-B0001"
    assert bank.id == "00ff"
    bank.close()
