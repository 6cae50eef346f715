"""kill -9 in the middle of a test, and the start after it (R-24.5)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from station.domain import events as e
from station.domain.attempt import State
from station.domain.errors import Reason
from station.services import sample
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.proctor.dialogs import SecondPersonDialog
from station.ui.proctor.frame import DeskFrame
from tests.builders import FakeClock
from tests.gui.hall import Hall, Prepared

ROOT = Path(__file__).resolve().parents[2]


def killed(prepared: Prepared, candidate: str) -> dict[str, Any]:
    """A process in which the candidate answers; killed with -9. What it had on disk when it died."""
    known = {"passphrases": prepared.passphrases, "codes": prepared.codes, "languages": prepared.languages}
    command = [sys.executable, "-m", "tests.gui.sitting_program", str(prepared.folder), json.dumps(known), candidate]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    found = json.loads(said)
    assert isinstance(found, dict)
    return found


def begin_again(qtbot: QtBot, prepared: Prepared, break_seconds: int) -> Hall:
    """The program started on the folder after the break, unlocked by one passphrase."""
    clock = FakeClock()
    clock.advance(60_000 + break_seconds * 1000)
    hall = Hall(qtbot, prepared, clock)
    hall.program.unlock(prepared.folder)
    hall.unlock()
    hall.sees(DeskFrame)
    return hall


def test_R_24_5_after_a_kill_one_passphrase_and_one_confirmation_bring_the_candidate_back(
    qtbot: QtBot, prepared: Prepared
) -> None:
    candidate = prepared.of_language("ky")
    before = killed(prepared, candidate)
    assert len(before["answers"]) == 3
    hall = begin_again(qtbot, prepared, 120)
    assert hall.sees(DeskFrame).tab == "hall"
    assert hall.desk.chosen == candidate
    assert hall.attempt(candidate).state is State.SUSPENDED
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["resume"])
    hall.sees(CodeScreen)
    hall.type_code(prepared.codes[candidate])
    screen = hall.sees(QuestionScreen)
    attempt = hall.attempt(candidate)
    assert [[row.question, row.version, list(row.options)] for row in attempt.paper] == before["paper"]
    assert {question: sorted(options) for question, options in attempt.answers.items()} == before["answers"]
    assert (sorted(attempt.flags), attempt.current) == (before["flags"], before["current"])
    assert (attempt.font_percent, attempt.language) == (before["font"], before["language"])
    assert hall.shell.look.scale_percent == before["font"]
    assert screen.language == before["language"]
    remaining = attempt.remaining_at(hall.clock.moment())
    assert before["remaining_ms"] <= remaining <= before["remaining_ms"] + 5_000
    hall.click(screen.finish)
    assert len(hall.sees(ReviewScreen)._view.unanswered) == 7  # type: ignore[union-attr]
    hall.finish()


def test_R_24_5_before_staff_allowed_it_the_code_brings_nobody_back(qtbot: QtBot, prepared: Prepared) -> None:
    candidate = prepared.of_language("ky")
    killed(prepared, candidate)
    hall = begin_again(qtbot, prepared, 10)
    hall.lock()
    hall.type_code(prepared.codes[candidate])
    hall.says(Reason.RESUME_NEEDS_STAFF)
    hall.finish()


def test_a_break_of_more_than_five_minutes_asks_for_a_second_person(qtbot: QtBot, prepared: Prepared) -> None:
    candidate = prepared.of_language("ky")
    killed(prepared, candidate)
    hall = begin_again(qtbot, prepared, 400)
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["resume"])
    dialog = hall.dialog(SecondPersonDialog)
    hall.keys(prepared.passphrases[dialog.who.select.value])
    dialog.button("ok").click()
    hall.sees(CodeScreen)
    allowed = hall.journal(e.ResumeAllowed)
    assert [event.second for event in allowed] == [sample.PROCTOR]
    hall.type_code(prepared.codes[candidate])
    hall.sees(QuestionScreen)
    hall.finish()


def test_a_gap_while_the_program_ran_sends_the_candidate_to_the_staff(hall: Hall) -> None:
    """The machine slept: no second of it is charged, and the screen says what to do."""
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.answer(1, 2)
    hall.pass_time(21)
    hall.clock.advance(600_000)
    hall.kiosk.each_second()
    hall.sees(CodeScreen)
    hall.says(Reason.RESUME_NEEDS_STAFF)
    attempt = hall.attempt(candidate)
    assert attempt.state is State.SUSPENDED
    assert attempt.used_ms <= 28_000
