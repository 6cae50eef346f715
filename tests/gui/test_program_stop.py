"""What stops the station, at the start and later: the right words in three languages, nothing changed, all recorded."""

import errno
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station import bootstrap
from station.domain import events as e
from station.domain.errors import Reason, StationError
from station.services import access, sample
from station.services.preparation import store_keys
from station.store import Disk
from station.store.database import Database, migrations
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.stop_screen import StopScreen
from station.ui.proctor.unlock import UnlockScreen
from station.ui.reasons import words_for
from tests.gui.hall import Hall, Prepared


def stops_with(hall: Hall, reason: Reason, **facts: str | int) -> None:
    """The stop screen says that reason in every language."""
    screen = hall.sees(StopScreen)
    words = hall.words(screen)
    for language in ("ky", "ru", "en"):
        assert words_for(texts_for(language), reason, facts).text in words


def test_a_morning_begins_at_the_unlock_screen(cold: Hall) -> None:
    cold.program.unlock(cold.prepared.folder)
    cold.unlock()
    cold.sees(CodeScreen)
    assert cold.journal(e.StationStarted)[-1].program == "test"


def test_a_wrong_passphrase_at_the_start_is_said_and_can_be_typed_again(cold: Hall) -> None:
    cold.program.unlock(cold.prepared.folder)
    cold.unlock(passphrase="0000 0000")
    cold.says(Reason.PASSPHRASE_WRONG)
    cold.unlock()
    cold.sees(CodeScreen)


def test_the_envelope_opens_the_station_too(cold: Hall) -> None:
    cold.program.unlock(cold.prepared.folder)
    cold.unlock("recovery")
    cold.sees(CodeScreen)


def test_the_unlock_screen_insists_on_date_and_time(cold: Hall) -> None:
    cold.program.unlock(cold.prepared.folder)
    screen = cold.sees(UnlockScreen)
    cold.keys(cold.prepared.passphrases[sample.HEAD], Qt.Key.Key_Return)
    cold.reads(cold.shell.texts.get("Confirm the date and time, or type the right ones."))
    screen.wrong.click()
    screen.day.set_text("02.03.2026")
    screen.hour.set_text("10:15")
    screen.unlock.click()
    cold.sees(CodeScreen)
    cold.reads("10:15")


def test_a_folder_without_keys_is_named(cold: Hall) -> None:
    (cold.prepared.folder / "keyring.json").unlink()
    cold.program.unlock(cold.prepared.folder)
    stops_with(cold, Reason.DATA_MISSING)


def test_an_older_copy_of_the_database_stops_the_station(qtbot: QtBot, prepared: Prepared, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(prepared.folder / "station.db", old)
    first = Hall(qtbot, prepared).start()
    first.to_test(prepared.of_language("ky"))
    first.answer(1, 2)
    first.sign_in()
    first.lock()
    first.finish()
    shutil.copy(old, prepared.folder / "station.db")
    for left in prepared.folder.glob("station.db-*"):
        left.unlink()
    before = {path.name: path.read_bytes() for path in prepared.folder.iterdir() if path.is_file()}
    again = Hall(qtbot, prepared)
    again.program.unlock(prepared.folder)
    again.unlock()
    stops_with(again, Reason.DATA_OLD_COPY)
    again.finish()
    assert {path.name: path.read_bytes() for path in prepared.folder.iterdir() if path.is_file()} == before


def written_by_a_newer_version(prepared: Prepared) -> None:
    """The same folder after a later program changed its tables."""
    master = access.check_passphrase(prepared.folder, sample.HEAD, prepared.passphrases[sample.HEAD])
    database = Database.open(prepared.folder / "station.db", store_keys(master).database)
    database._c.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    database.close()


def test_data_of_a_newer_version_are_left_alone(cold: Hall) -> None:
    written_by_a_newer_version(cold.prepared)
    cold.program.unlock(cold.prepared.folder)
    cold.unlock()
    stops_with(cold, Reason.DATA_NEWER, found=len(migrations()) + 1, known=len(migrations()))


def test_a_damaged_keyring_is_named(cold: Hall) -> None:
    (cold.prepared.folder / "keyring.json").write_text("{", "utf-8")
    cold.program.unlock(cold.prepared.folder)
    stops_with(cold, Reason.DATA_DAMAGED, where="keyring.json")


class ReadOnly(Disk):
    """A medium that can be read."""

    def open(self, path: Path, *, create: bool = False) -> int:
        """Refused as the system refuses it."""
        raise OSError(errno.EROFS, "read-only")


def test_a_folder_that_takes_no_writing_is_named(cold: Hall) -> None:
    cold.begin_start(ReadOnly())
    stops_with(cold, Reason.DATA_READ_ONLY)


def test_a_folder_in_use_says_so(qtbot: QtBot, cold: Hall) -> None:
    cold.start()
    other = Hall(qtbot, cold.prepared)
    other.program.unlock(cold.prepared.folder)
    other.unlock()
    stops_with(other, Reason.DATA_IN_USE)
    other.finish()


@pytest.mark.qt_no_exception_capture
def test_a_bug_in_a_slot_stops_the_station_and_is_recorded(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.answer(1)
    screen.card.remark_requested.emit()
    hall.dialog()
    monkeypatch.setattr(sys, "__excepthook__", lambda *_how: None)
    monkeypatch.setattr(sys, "excepthook", partial(bootstrap.unexpected, hall.program))
    hall.shell.resized.connect(lambda: 1 // 0)
    hall.shell.resized.emit()
    stops_with(hall, Reason.PROGRAM_FAULT)
    assert "ZeroDivisionError" in hall.words()
    assert not hall.shell.dialog_open
    assert "ZeroDivisionError" in hall.journal(e.BugRecorded)[0].text
    hall.clock.advance(60_000)
    hall.kiosk.each_second()
    hall.settled()
    stop = hall.sees(StopScreen)
    assert len(hall.attempt(candidate).answers) == 1
    stop.staff.click()
    hall.until(lambda: not hall.shell.isVisible())


def test_a_bug_in_the_core_stops_the_station_and_is_recorded(hall: Hall) -> None:
    hall.program.core.call(lambda _none: None, hall.program.stop, lambda: 1 // 0)
    stops_with(hall, Reason.PROGRAM_FAULT)
    assert "ZeroDivisionError" in hall.journal(e.BugRecorded)[0].text
    hall.chord(Qt.Key.Key_F12)
    hall.settled()
    assert not hall.shell.dialog_open


def test_a_refusal_while_stopping_changes_nothing(hall: Hall) -> None:
    hall.program.stop(StationError(Reason.DISK_FAILED))
    first = hall.sees(StopScreen)
    hall.program.stop(StationError(Reason.DATA_DAMAGED))
    assert hall.shell.screen_shown is first
