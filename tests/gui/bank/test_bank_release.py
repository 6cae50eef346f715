"""A release is written on the desk and by command; a session is prepared from what it holds (R-24.2)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from question_bank.model import Bank
from question_bank.package import parse_bank
from resources.texts import texts_for
from station import cli
from station.services.bank import custody
from station.ui.proctor.chooser import FileChooser
from tests.gui.bank.bank_hall import BankHall, prepare
from tests.services.bank.pcs import STAFF, Clock, Pc


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed bank with one approved question and one draft, its staff file beside it."""
    made = prepare(tmp_path / "bank")
    pc = Pc(custody.open_bank(made, STAFF[0].id, STAFF[0].passphrase, Clock()))
    pc.approve(pc.write("Бекитилген"))
    pc.draft("Долбоор")
    pc.bank.close()
    staff = [{"id": plan.id, "passphrase": plan.passphrase} for plan in STAFF]
    (tmp_path / "staff.json").write_text(json.dumps({"staff": staff}))
    return made


@pytest.fixture
def hall(qtbot: QtBot, folder: Path) -> Iterator[BankHall]:
    """The desk of that bank."""
    hall = BankHall(qtbot, folder)
    yield hall
    hall.finish()


def read(folder: Path) -> Bank:
    """The release of a folder, as the preparation of a session reads it."""
    files = {path.name: path.read_bytes() for path in folder.glob("*.json") if path.name != "manifest.json"}
    return parse_bank((folder / "manifest.json").read_bytes(), files)


def test_R_24_2_an_approver_writes_a_release_by_keys(hall: BankHall, tmp_path: Path) -> None:
    hall.enter("chynara")
    card = hall.tab("export").release
    hall.until(card.write.isEnabled)
    assert "Утверждённых вопросов: 1" in card.told.text()
    card.number.line.setFocus()
    hall.keys(Qt.Key.Key_Return)
    hall.reads(texts_for("ru").get("Write the number of the act."))
    hall.keys("117", Qt.Key.Key_Tab, "31.12.2099", Qt.Key.Key_Return)
    hall.reads(texts_for("ru").get("The date of the act lies in the future."))
    card.day.set_text("02.03.2026")
    card.day.line.setFocus()
    hall.keys(Qt.Key.Key_Return)
    chooser = hall.dialog(FileChooser)
    assert chooser.name.text == "выпуск-2026-03-02"
    chooser.go(str(tmp_path))
    chooser.name.set_text("release")
    chooser.name.line.setFocus()
    hall.keys(Qt.Key.Key_Return)
    hall.until((tmp_path / "release" / "manifest.json").exists)
    hall.reads("Выпуск 2026.03-1 записан в папку release.")
    bank = read(tmp_path / "release")
    assert bank.approved_by_act == "№ 117, 2026-03-02"
    assert [question.stem.ky for question in bank.questions.values()] == ["Бекитилген?"]


def test_an_author_sees_who_writes_a_release_and_cannot(hall: BankHall) -> None:
    hall.enter("asel")
    card = hall.tab("export").release
    hall.settled()
    assert "Выпуск записывает только утверждающий." in card.told.text()
    assert not card.write.isEnabled()


def test_a_release_is_written_by_command_and_not_over_another(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "release")
    command = ["--language", "ru", "bank", "release", target, "--bank", str(folder), "--number", "117"]
    assert cli.main([*command, "--date", "2.3.26"]) == 1
    assert cli.main([*command, "--date", "2026-03-02", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"folder": target, "version": "2026.03-1", "act": "№ 117, 2026-03-02"}
    assert len(read(tmp_path / "release").questions) == 1
    assert cli.main([*command, "--date", "2026-03-02"]) == 1
    target_two = [*command[:4], str(tmp_path / "second"), *command[5:]]
    assert cli.main([*target_two, "--date", "2026-03-02"]) == 0
    assert "Выпуск 2026.03-2 записан" in capsys.readouterr().out
