"""Two running desks of one bank exchange over a stick (R-24.1, R-24.2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from question_bank.workflow import Act
from station.services.bank import custody, peers
from station.ui.bank.exchange_dialogs import PeerDialog
from tests.gui.bank.bank_hall import COST, BankHall, prepare
from tests.gui.bank.test_bank_program import open_first, press, write
from tests.services.bank.pcs import STAFF, Clock


@pytest.fixture
def desks(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[BankHall, BankHall]]:
    """The desk of a bank and that of a PC that waits for its first bundle."""
    bank, _ = custody.create_bank(
        tmp_path / "2", name="", pc="2", sections=(), staff=STAFF, now_ms=Clock(), cost=COST, bank_id=peers.JOINING,
        mark="B",
    )  # fmt: skip
    bank.close()
    one, two = BankHall(qtbot, prepare(tmp_path / "1")), BankHall(qtbot, tmp_path / "2")
    yield one, two
    one.finish()
    two.finish()


def to_front(hall: BankHall) -> None:
    """Sit down at this PC."""
    hall.shell.activateWindow()
    hall.until(hall.shell.isActiveWindow)


def introduce(one: BankHall, two: BankHall, stick: Path) -> None:
    """The key file of the first PC, compared and added at the second."""
    to_front(one)
    one.tab("exchange").own_key_asked.emit(str(stick / "key.kgtk"))
    one.settled()
    to_front(two)
    screen = two.tab("exchange")
    screen.key_file_chosen.emit(str(stick / "key.kgtk"))
    dialog = two.dialog(PeerDialog)
    assert dialog.fingerprint.text() == one.frame.screens["exchange"].own.text()
    dialog.same.setChecked(True)
    dialog.answer("ok")
    two.settled()
    two.until(lambda: len(screen.peers.rows) == 1)


def send(one: BankHall, two: BankHall, stick: Path, name: str) -> None:
    """A bundle of everything, looked into and taken in."""
    to_front(one)
    screen = one.tab("exchange")
    screen.bundle_asked.emit(screen.chosen.id, False, str(stick / name))
    one.settled()
    one.until((stick / name).exists)
    to_front(two)
    screen = two.tab("exchange")
    screen.bundle_chosen.emit(str(stick / name))
    two.settled()
    two.click(screen.bundle.take)
    two.settled()
    two.reads("принят.")


def test_a_question_goes_to_another_pc_for_review_and_its_approval_comes_back(
    desks: tuple[BankHall, BankHall], tmp_path: Path
) -> None:
    one, two = desks
    to_front(one)
    one.enter("asel")
    name = write(one)
    press(one, Act.SENT)
    one.leave()
    one.enter("damir")
    to_front(two)
    two.enter("damir")
    introduce(one, two, tmp_path)
    introduce(two, one, tmp_path)
    send(one, two, tmp_path, "there.kgtb")
    assert two.desk.state.name == "Борбордук база"
    for person, act in (("bakyt", Act.REVIEWED), ("chynara", Act.APPROVED)):
        two.leave()
        two.enter(person)
        assert open_first(two).question.id == name
        press(two, act, *(("117", "05.10.2026") if act is Act.APPROVED else ()))
    two.leave()
    two.enter("damir")
    send(two, one, tmp_path, "back.kgtb")
    to_front(one)
    one.desk.open_question(name)
    assert one.editor.question.id == name
    one.reads("Акт № 117 от 05.10.2026")


def test_a_bundle_that_was_changed_on_its_way_is_refused_on_the_screen(
    desks: tuple[BankHall, BankHall], tmp_path: Path
) -> None:
    one, two = desks
    to_front(one)
    one.enter("damir")
    to_front(two)
    two.enter("damir")
    introduce(one, two, tmp_path)
    introduce(two, one, tmp_path)
    to_front(one)
    screen = one.tab("exchange")
    screen.bundle_asked.emit(screen.chosen.id, False, str(tmp_path / "a.kgtb"))
    one.settled()
    one.until((tmp_path / "a.kgtb").exists)
    data = bytearray((tmp_path / "a.kgtb").read_bytes())
    data[-200] ^= 1
    (tmp_path / "a.kgtb").write_bytes(bytes(data))
    to_front(two)
    two.tab("exchange").bundle_chosen.emit(str(tmp_path / "a.kgtb"))
    two.settled()
    two.reads("Пакет не принят")
    assert two.desk.state.name == ""
