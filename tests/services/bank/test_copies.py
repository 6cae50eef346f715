"""Backups of the bank: verified, the newest twenty kept, and put back so that nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.services.bank import copies, custody, editing, finding
from tests.builders import MORNING_MS
from tests.services.bank.one_bank import AUTHOR, CUSTODIAN, PASSPHRASES, Desk, with_words


def refused(act: Callable[[], object]) -> Reason:
    """Why an act is refused."""
    with pytest.raises(StationError) as error:
        act()
    return error.value.reason


def restore(desk: Desk, name: str, who: str = CUSTODIAN, passphrase: str = "") -> None:
    """Put a backup in the place of the bank."""
    desk.bank.close()
    desk.bank = copies.restore(desk.folder, name, who, passphrase or PASSPHRASES[who], lambda: MORNING_MS)


def test_a_backup_holds_the_bank_as_it_is(desk: Desk) -> None:
    desk.draft("Биринчи")
    copy = copies.write(desk.bank)
    desk.draft("Экинчи")
    restore(desk, copy.name)
    assert desk.bank.state().questions == 1
    assert finding.opened(desk.bank, "S1-0001").question.stem.ky == "Биринчи?"
    assert desk.bank.person is not None
    assert desk.bank.person.id == CUSTODIAN


def test_a_backup_is_as_unreadable_as_the_bank(desk: Desk) -> None:
    desk.draft("Купуя сөздөр")
    copy = copies.write(desk.bank)
    assert "Купуя".encode() not in (copy / "bank.db").read_bytes()


def test_what_a_restore_replaces_is_kept(desk: Desk) -> None:
    copy = copies.write(desk.sit(AUTHOR))
    desk.draft("Кийинки")
    restore(desk, copy.name)
    (aside,) = (desk.folder / "backups").glob("replaced-*")
    assert {"bank.db", "keyring.json", "head.json"} <= {path.name for path in aside.iterdir()}


def test_after_a_restore_the_pc_goes_on_under_another_id_and_other_numbers(desk: Desk) -> None:
    desk.draft("Биринчи")
    before, copy = desk.bank.store.pc_id, copies.write(desk.bank)
    desk.draft("Экинчи")
    restore(desk, copy.name)
    assert desk.bank.store.pc_id != before
    made = desk.draft("Башка экинчи")
    assert made.question.id != "S1-0002"
    assert [told.seq for told in desk.bank.store.steps_after(desk.bank.store.pc_id, 0)] == [1]


def test_the_newest_twenty_are_kept(desk: Desk) -> None:
    desk.sit(AUTHOR)
    names = [copies.write(desk.bank).name for _ in range(copies.MOST_KEPT + 2)]
    assert [copy.name for copy in reversed(copies.copies(desk.folder))] == names[2:]


def test_two_backups_of_one_second_have_two_names(desk: Desk) -> None:
    bank = desk.sit(AUTHOR)
    bank.now = lambda: MORNING_MS
    assert len({copies.write(bank).name for _ in range(3)}) == 3


def test_nobody_signed_in_makes_no_backup(desk: Desk) -> None:
    assert refused(lambda: copies.write(desk.bank)) is Reason.BANK_NOT_SIGNED_IN


def test_only_a_custodian_restores(desk: Desk) -> None:
    copy = copies.write(desk.sit(AUTHOR))
    desk.bank.close()
    now = lambda: MORNING_MS  # noqa: E731
    act = refused(lambda: copies.restore(desk.folder, copy.name, AUTHOR, PASSPHRASES[AUTHOR], now))
    assert act is Reason.BANK_ROLE
    act = refused(lambda: copies.restore(desk.folder, copy.name, CUSTODIAN, "wrong", now))
    assert act is Reason.PASSPHRASE_WRONG
    assert not list((desk.folder / "backups").glob("replaced-*"))


def test_the_envelope_restores_as_well(desk: Desk) -> None:
    copy = copies.write(desk.sit(AUTHOR))
    restore(desk, copy.name, vault.RECOVERY, desk.recovery)
    assert desk.bank.person == custody.ENVELOPE


@pytest.mark.parametrize("at", [0, 4000, -2000])
def test_a_damaged_backup_is_not_put_back(desk: Desk, at: int) -> None:
    desk.draft()
    copy = copies.write(desk.bank) / "bank.db"
    data = bytearray(copy.read_bytes())
    data[at] ^= 1
    copy.write_bytes(data)
    desk.bank.close()
    before = (desk.folder / "bank.db").read_bytes()
    act = refused(
        lambda: copies.restore(desk.folder, copy.parent.name, CUSTODIAN, PASSPHRASES[CUSTODIAN], lambda: MORNING_MS)
    )
    assert act is Reason.BACKUP_DAMAGED
    assert (desk.folder / "bank.db").read_bytes() == before


def test_an_open_bank_is_not_replaced(desk: Desk) -> None:
    copy = copies.write(desk.sit(AUTHOR))
    act = refused(
        lambda: copies.restore(desk.folder, copy.name, CUSTODIAN, PASSPHRASES[CUSTODIAN], lambda: MORNING_MS)
    )
    assert act is Reason.DATA_IN_USE


def test_a_backup_that_is_not_there_is_told(desk: Desk) -> None:
    desk.bank.close()
    act = refused(lambda: copies.restore(desk.folder, "x", CUSTODIAN, "5", lambda: MORNING_MS))
    assert act is Reason.DATA_MISSING


def test_a_full_disk_leaves_no_half_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_ROOM", 1 << 60)
    assert refused(lambda: copies.write(desk.sit(AUTHOR))) is Reason.DISK_SPACE_LOW
    assert not list(desk.folder.glob("backups/*"))


def test_a_damaged_page_of_the_bank_is_found_by_the_backup(desk: Desk, tmp_path: Path) -> None:
    opened = desk.draft("Биринчи")
    for number in range(60):
        opened = editing.write(desk.bank, with_words(opened, f"Суроо {number} " * 40), opened.sha256)
    desk.bank.close()
    path = desk.folder / "bank.db"
    data = bytearray(path.read_bytes())
    data[len(data) - 3000] ^= 1
    path.write_bytes(data)
    try:
        bank = desk.again()
    except StationError as error:
        assert error.reason is Reason.DATA_DAMAGED  # noqa: PT017
        return
    with pytest.raises(StationError):
        copies.write(bank)
    assert copies.copies(desk.folder) == ()
    bank.close()


def test_an_older_bank_put_back_with_its_head_is_found_by_its_own_backups(desk: Desk) -> None:
    desk.draft("Бир")
    desk.bank.close()
    old = {name: (desk.folder / name).read_bytes() for name in ("bank.db", "head.json")}
    copies.write(desk.again(CUSTODIAN))
    desk.draft("Эки")
    newer = copies.write(desk.sit(CUSTODIAN))
    assert copies.contradicting(desk.bank) == ""
    desk.bank.close()
    for name, data in old.items():
        (desk.folder / name).write_bytes(data)
    bank = desk.again(CUSTODIAN)
    assert copies.contradicting(bank) == newer.name
    bank.store.verify()  # the older bank is sound in itself


def test_backups_of_work_that_a_restore_gave_up_contradict_nothing(desk: Desk) -> None:
    first = copies.write(desk.sit(CUSTODIAN))
    desk.draft("Эки")
    copies.write(desk.sit(CUSTODIAN))
    desk.bank.close()
    desk.bank = copies.restore(desk.folder, first.name, CUSTODIAN, PASSPHRASES[CUSTODIAN], desk._now)
    assert copies.contradicting(desk.bank) == ""
    copies.write(desk.bank)
    assert copies.contradicting(desk.bank) == ""
