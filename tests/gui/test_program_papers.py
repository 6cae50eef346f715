"""The desk's paperwork on the running program: a list comes in, a code goes out, protocols, hand-over, the close."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station import printing
from station.domain import events as e
from station.domain.errors import Reason
from station.domain.hall import Standing
from station.services import sample
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.still_screens import DoneScreen
from station.ui.proctor.chooser import FileChooser
from station.ui.proctor.dialogs import SecondPersonDialog
from station.ui.proctor.slip_dialog import SlipDialog
from tests.gui.hall import Hall, Prepared, prepare_empty


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files come from and go to a folder of the test; no printer of this machine is asked."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setattr(printing, "printers", list)
    return folder


def save(hall: Hall, name: str = "") -> str:
    """Save in the folder that the chooser begins in; the name it was given."""
    chooser = hall.dialog(FileChooser)
    if name:
        chooser.name.set_text(name)
    chosen = str(chooser.name.text)
    chooser.name.line.setFocus()
    hall.keys(Qt.Key.Key_Return)
    return chosen


def text_of(path: Path) -> str:
    """All words of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_R_24_4_a_code_is_issued_by_keys_its_slip_saved_and_the_candidate_enters_with_it(
    hall: Hall, home: Path
) -> None:
    station = hall.program.station
    assert station is not None
    candidate = next(name for name, found in station.hall.candidates.items() if found.standing is Standing.LISTED)
    hall.sign_in(by=sample.PROCTOR, tab="admission")
    hall.keys(station.person(candidate).full_name[:12], Qt.Key.Key_Return)
    hall.until(lambda: hall.desk.chosen == candidate)
    hall.settled()
    hall.keys(Qt.Key.Key_Return)
    card = hall.desk.admission.card
    hall.until(card.buttons["seen"].hasFocus)
    hall.keys(Qt.Key.Key_Return)
    hall.until(lambda: station.candidate(candidate).standing is Standing.CAME)
    hall.click(card.buttons["issue"])
    dialog = hall.dialog(SlipDialog)
    dialog.save.click()
    name = save(hall)
    hall.until((home / name).exists)
    hall.settled()
    words = text_of(home / name)
    found = re.search(r"\d{4} \d{4} \d{4}", words)
    assert found
    hall.click(dialog.button("done"))
    assert hall.journal(e.DocumentSeen)[-1] == e.DocumentSeen(candidate, sample.PROCTOR)
    hall.lock()
    hall.type_code(found[0].replace(" ", ""))
    hall.until(lambda: not isinstance(hall.shell.screen_shown, CodeScreen))
    hall.reads(station.person(candidate).full_name)


def finish_test(hall: Hall, candidate: str) -> None:
    """One candidate, from the code to the free seat; the protocol, made meanwhile on another thread, is there."""
    station = hall.program.station
    assert station is not None
    screen = hall.to_test(candidate)
    hall.answer(1, 2, 3)
    hall.click(screen.finish)
    hall.click(hall.sees(ReviewScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen)
    hall.settled()
    hall.sees(ResultScreen).leave.click()
    hall.sees(DoneScreen).close_button.click()
    hall.sees(CodeScreen)
    hall.until(lambda: bool(station.candidate(candidate).protocol))


def test_R_24_7_protocols_are_saved_handed_over_and_the_session_is_closed(hall: Hall, home: Path) -> None:
    station = hall.program.station
    assert station is not None
    first, second = list(hall.prepared.codes)[:2]
    finish_test(hall, first)
    hall.sign_in(tab="protocols")
    papers = hall.desk.papers.screen
    hall.settled()
    hall.choose(papers, first)
    hall.click(papers.save_one)
    name = save(hall)
    hall.until((home / name).exists)
    hall.settled()
    assert station.policy.statement(bool(station.attempt(first).meets)).ky in text_of(home / name).replace("\n", " ")
    hall.click(papers.hand)
    hall.until(lambda: station.candidate(first).handed_over_at is not None)
    close = hall.tab("close")
    assert not close.close_session.isEnabled()
    settle_everybody(hall)
    hall.tab("close")
    hall.clock.advance(61 * 60_000)  # until then the candidate may still file an appeal
    hall.desk.refresh()
    hall.until(close.close_session.isEnabled)
    hall.click(close.close_session)
    hall.dialog().button("ok").click()
    hall.until(lambda: station.hall.closed_at is not None)
    hall.tab("protocols")
    hall.click(papers.summary_file)
    summary = save(hall)
    hall.until((home / summary).exists)
    hall.lock()
    hall.type_code(hall.prepared.codes[second])
    hall.until(lambda: len(hall.journal(e.CodeTried)) == 2)
    assert isinstance(hall.shell.screen_shown, CodeScreen)


def settle_everybody(hall: Hall) -> None:
    """Everybody who has not sat: absent where no code was given, withdrawn where one was."""
    station = hall.program.station
    assert station is not None
    admission = hall.tab("admission")
    for name, found in list(station.hall.candidates.items()):
        if found.standing is Standing.LISTED:
            hall.choose(admission, name)
            hall.click(admission.card.buttons["absent"])
            hall.dialog().button("ok").click()
            hall.until(lambda who=name: station.candidate(who).standing is Standing.ABSENT)  # type: ignore[misc]
        elif found.standing is Standing.CODE_ISSUED:
            admission.card.withdrawn.emit(name, "арыз № 1")
            hall.until(lambda who=name: station.candidate(who).standing is Standing.WITHDRAWN)  # type: ignore[misc]


def test_all_protocols_are_saved_into_a_folder_each_under_its_number(hall: Hall, home: Path) -> None:
    for candidate in list(hall.prepared.codes)[:2]:
        finish_test(hall, candidate)
    hall.settled()
    station = hall.program.station
    assert station is not None
    numbers = {found.protocol for found in station.hall.candidates.values() if found.protocol}
    hall.sign_in(tab="protocols")
    hall.settled()
    hall.click(hall.desk.papers.screen.save_all)
    folder = home / save(hall)
    hall.until(lambda: len(list(folder.glob("*.pdf"))) == 2)
    hall.settled()
    assert folder.suffix == ""
    assert len(numbers) == 2
    assert {path.stem for path in folder.iterdir()} == numbers


def test_a_finished_protocol_cannot_be_saved_where_nothing_can_be_written(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    finish_test(hall, candidate)
    hall.sign_in(tab="protocols")
    hall.desk.papers.screen.save_asked.emit(candidate, "/proc/nowhere/protocol.pdf")
    hall.says(Reason.FILE_NOT_WRITTEN)


def test_a_printer_that_is_missing_is_said_and_blocks_nothing(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    finish_test(hall, candidate)
    hall.sign_in(tab="protocols")
    hall.desk.papers.screen.print_asked.emit((candidate,))
    hall.says(Reason.NO_PRINTER)


# --- the list ---


@pytest.fixture(scope="module")
def unlisted_once(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A session without a list, not yet open."""
    return prepare_empty(tmp_path_factory.mktemp("unlisted"))


@pytest.fixture
def unlisted(qtbot: QtBot, unlisted_once: Prepared, tmp_path: Path) -> Iterator[Hall]:
    """The program on that session."""
    hall = Hall(qtbot, unlisted_once.copied(tmp_path / "unlisted")).start()
    yield hall
    hall.finish()


def choose_file(hall: Hall, path: Path) -> Any:
    """Choose a list's file on the tab of lists."""
    screen = hall.tab("import")
    hall.click(screen.choose)
    chooser = hall.dialog(FileChooser)
    chooser.name.set_text(path.name)
    chooser.name.line.setFocus()
    hall.keys(Qt.Key.Key_Return)
    return screen


def test_R_19_1_a_list_comes_in_by_the_screens_and_the_session_opens(unlisted: Hall, home: Path) -> None:
    hall, file = unlisted, home / "list.csv"
    file.write_bytes(sample.admitted_list(5, seed=4))
    hall.sign_in()
    screen = choose_file(hall, file)
    hall.until(screen.verdict.isVisible)
    hall.settled()
    assert not screen.take.isEnabled()
    for field, text in ((screen.number, "9"), (screen.date, "27.02.2026"), (screen.approver, "Эшимов Т. К.")):
        field.line.setFocus()
        hall.keys(text, Qt.Key.Key_Tab)
    hall.until(screen.take.isEnabled)
    hall.click(screen.take)
    station = hall.program.station
    assert station is not None
    hall.until(lambda: len(station.hall.candidates) == 5)
    assert [listed.number for listed in station.hall.lists] == ["9"]
    session = hall.tab("session")
    hall.click(session.open)
    hall.until(lambda: station.hall.opened_at is not None)


def test_R_19_3_a_bad_list_is_refused_by_row_and_nothing_comes_in(unlisted: Hall, home: Path) -> None:
    hall, file = unlisted, home / "bad.csv"
    rows = sample.admitted_list(4, seed=4).decode("utf-8-sig").splitlines()
    rows.append(rows[1])
    file.write_text("\n".join(rows), "utf-8")
    hall.sign_in()
    screen = choose_file(hall, file)
    hall.until(lambda: bool(screen.faults.rows))
    assert not screen.take.isEnabled()
    (home / "foreign.xlsx").write_bytes(b"PK\x03\x04 not a table")
    screen = choose_file(hall, home / "foreign.xlsx")
    hall.says(Reason.LIST_UNREADABLE)
    assert not screen.take.isEnabled()
    station = hall.program.station
    assert station is not None
    assert not station.hall.candidates


def test_R_22_3_outside_the_approved_hours_an_act_and_two_persons_open_the_session(unlisted: Hall, home: Path) -> None:
    hall, file = unlisted, home / "list.csv"
    file.write_bytes(sample.admitted_list(3, seed=4))
    hall.sign_in()
    screen = hall.tab("import")
    for field, text in ((screen.number, "9"), (screen.date, "27.02.2026"), (screen.approver, "Эшимов Т. К.")):
        field.line.setFocus()
        hall.keys(text)  # before the file is chosen
    choose_file(hall, file)
    hall.until(screen.take.isEnabled)
    hall.click(screen.take)
    station = hall.program.station
    assert station is not None
    hall.until(lambda: bool(station.hall.lists))
    hall.until(lambda: screen.number.text == "")
    hall.clock.advance(14 * 3_600_000)
    session = hall.tab("session")
    hall.settled()
    hall.click(session.open)
    hall.dialog().field.set_text("14-А")
    hall.dialog().button("ok").click()
    dialog = hall.dialog(SecondPersonDialog)
    hall.keys(hall.prepared.passphrases[dialog.who.select.value], Qt.Key.Key_Return)
    hall.until(lambda: station.hall.opened_at is not None)
    opened = hall.journal(e.SessionOpened)[-1]
    assert (opened.second, opened.shift_act) == (sample.PROCTOR, "14-А")
