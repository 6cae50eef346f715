"""The desk over the running program: pause and resume, interruption, idle lock, passphrases, the way out."""

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station.domain import events as e
from station.domain.attempt import State
from station.domain.errors import Reason
from station.services import preparation, sample
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.still_screens import LockedScreen, PauseScreen
from station.ui.proctor.dialogs import ConfirmDialog, SecondPersonDialog, SignInDialog
from station.ui.proctor.frame import DeskFrame
from tests.gui.hall import BALLAST, Hall


def test_the_desk_over_a_running_test_pauses_it_and_stays_in_front(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.answer(1, 2)
    frame = hall.sign_in()
    assert hall.attempt(candidate).state is State.PAUSED
    assert (frame.tab, hall.desk.chosen) == ("hall", candidate)
    hall.settled()
    assert "desk" not in hall.words(frame.screens["hall"])
    for _second in range(3):
        hall.kiosk.each_second()
        hall.settled()
    assert isinstance(hall.shell.screen_shown, DeskFrame)
    used = hall.attempt(candidate).used_ms
    hall.pass_time(60)
    hall.lock()
    hall.sees(PauseScreen)
    assert hall.attempt(candidate).used_ms == used


def test_a_paused_test_goes_on_from_the_desk_at_the_same_question(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.answer(1, 2)
    before = hall.attempt(candidate)
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["resume"])
    screen = hall.sees(QuestionScreen)
    after = hall.attempt(candidate)
    assert (after.state, after.current, after.answers) == (State.RUNNING, before.current, before.answers)
    hall.keys("3")
    hall.until(lambda: len(hall.attempt(candidate).answers) == 3)
    assert screen.save.isVisible()


def test_escape_from_the_sign_in_leaves_the_test_running(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.chord(Qt.Key.Key_F12)
    hall.dialog(SignInDialog)
    hall.keys(Qt.Key.Key_Escape)
    hall.until(lambda: not hall.shell.dialog_open)
    hall.settled()
    assert hall.shell.screen_shown is screen
    hall.keys("1")
    hall.until(lambda: len(hall.attempt(candidate).answers) == 1)


def test_a_wrong_passphrase_is_said_and_recorded_and_the_test_runs_on(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.chord(Qt.Key.Key_F12)
    hall.dialog(SignInDialog)
    hall.keys("0000 0000", Qt.Key.Key_Return)
    hall.says(Reason.PASSPHRASE_WRONG)
    assert hall.attempt(candidate).state is State.RUNNING
    assert len(hall.journal(e.StaffSignInFailed)) == 1
    hall.keys(hall.prepared.passphrases[sample.HEAD], Qt.Key.Key_Return)
    hall.sees(DeskFrame)


def test_R_24_11_an_interruption_waits_for_its_numbered_decision(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.answer(1, 2, 3)
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["interrupt"])
    dialog = hall.dialog()
    dialog.ground.select.setCurrentIndex(0)
    next(iter(dialog.picker.ticks.values())).click()
    dialog.picker.note.set_text("электр өчтү")
    dialog.act.set_text("5")
    dialog.button("ok").click()
    hall.until(lambda: hall.attempt(candidate).state is State.INTERRUPTED)
    hall.lock()
    hall.sees(LockedScreen)
    hall.sign_in(by=sample.PROCTOR, tab="hall")
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["decide"])
    dialog = hall.dialog()
    dialog.number.set_text("12-Ч")
    dialog.ways["resume"].click()
    next(iter(dialog.picker.ticks.values())).click()
    dialog.picker.note.set_text("улантылсын")
    dialog.button("ok").click()
    hall.until(lambda: hall.attempt(candidate).decision is not None)
    hall.settled()
    hall.click(hall.desk.hall.panel.buttons["resume"])
    hall.until(lambda: hall.attempt(candidate).resume_allowed)
    hall.sees(CodeScreen)
    hall.type_code(hall.prepared.codes[candidate])
    hall.sees(QuestionScreen)
    assert len(hall.attempt(candidate).answers) == 3


def test_additional_time_needs_two_persons_and_appears_at_once(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    budget = hall.attempt(candidate).budget_ms
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, candidate)
    hall.click(hall.desk.hall.panel.buttons["extend"])
    dialog = hall.dialog()
    dialog.minutes.set_text("10")
    dialog.act.set_text("7")
    dialog.button("ok").click()
    second = hall.dialog(SecondPersonDialog)
    hall.keys("wrong", Qt.Key.Key_Return)
    hall.until(lambda: not second.isVisible())
    second = hall.dialog(SecondPersonDialog)
    name = second.who.select.value
    hall.keys(hall.prepared.passphrases[name], Qt.Key.Key_Return)
    hall.until(lambda: hall.attempt(candidate).budget_ms == budget + 600_000)
    hall.settled()
    hall.click(hall.desk.hall.panel.buttons["resume"])
    hall.sees(QuestionScreen)
    hall.reads(hall.shell.texts.get("Additional time was granted: {n} min.").format(n=10))


def test_an_idle_desk_locks_itself_with_every_dialog_it_had(hall: Hall) -> None:
    hall.sign_in(tab="admission")
    hall.choose(hall.desk.admission, next(iter(hall.prepared.codes)))
    hall.click(hall.desk.admission.card.buttons["reissue"])
    hall.dialog()
    hall.desk.lock_after(1)
    hall.sees(CodeScreen)
    assert not hall.shell.dialog_open
    assert [event.how for event in hall.journal(e.DeskLocked)][-1] == "idle"


def test_a_key_keeps_the_desk_open(hall: Hall) -> None:
    hall.sign_in()
    hall.desk.lock_after(60_000)
    hall.until(lambda: hall.desk.idle_ms < 59_700)
    before = hall.desk.idle_ms
    QTest.keyClick(hall.shell.windowHandle(), Qt.Key.Key_Shift)
    hall.until(lambda: hall.desk.idle_ms > before)


def test_the_way_out_asks_staff_and_is_journalled(hall: Hall) -> None:
    hall.chord(Qt.Key.Key_Q)
    hall.dialog(SignInDialog)
    hall.keys(hall.prepared.passphrases[sample.HEAD], Qt.Key.Key_Return)
    confirm = hall.dialog(ConfirmDialog)
    hall.chord(Qt.Key.Key_Q)
    hall.settled()
    assert len([found for found in hall.shell.findChildren(ConfirmDialog) if found.isVisible()]) == 1
    confirm.button("cancel").click()
    assert isinstance(hall.shell.screen_shown, DeskFrame)
    hall.chord(Qt.Key.Key_Q)
    hall.dialog(ConfirmDialog).button("ok").click()
    hall.until(lambda: not hall.shell.isVisible())
    hall.finish()
    again = preparation.open_station(
        hall.prepared.folder, sample.HEAD, hall.prepared.passphrases[sample.HEAD], hall.clock.wall_ms(), hall.clock,
        Random(3).randrange, "test", BALLAST,
    )  # fmt: skip
    with again.station.store as store:
        last = [row for row in store.entries() if row.kind == e.DeskLocked.kind()][-1]
    assert e.event_of(last.kind, last.version, last.body) == e.DeskLocked(sample.HEAD, "leave")


def test_a_result_is_shown_again_but_never_over_somebodys_test(hall: Hall) -> None:
    first, other = list(hall.prepared.codes)[:2]
    hall.click(hall.to_test(first).finish)
    hall.click(hall.sees(ReviewScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen)
    hall.settled()
    hall.sign_in(tab="hall")
    hall.pass_time(400)  # the result's own time is over: it must not come over the desk
    assert isinstance(hall.shell.screen_shown, DeskFrame)
    hall.lock()
    hall.until(lambda: not isinstance(hall.shell.screen_shown, ResultScreen))
    hall.pass_time(70)
    hall.to_test(other)
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, first)
    hall.click(hall.desk.hall.panel.buttons["result"])
    hall.says(Reason.ANOTHER_TEST_RUNS)
    hall.lock()
    hall.sees(PauseScreen)
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, other)
    hall.click(hall.desk.hall.panel.buttons["resume"])
    hall.click(hall.sees(QuestionScreen).finish)
    hall.click(hall.sees(ReviewScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen).leave.click()
    hall.sign_in(tab="hall")
    hall.choose(hall.desk.hall, first)
    hall.click(hall.desk.hall.panel.buttons["result"])
    hall.sees(ResultScreen)
    hall.until(lambda: len(hall.journal(e.ResultShownAgain)) == 1)


def test_the_letters_of_the_desk_are_not_the_candidates(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    frame = hall.sign_in()
    frame.look_chosen.emit(hall.shell.look.larger.larger)
    assert hall.shell.look.scale_percent == 125
    hall.lock()
    hall.sees(PauseScreen)
    assert hall.shell.look.scale_percent == 100
    assert QApplication.activeModalWidget() is None


def test_R_33_3_a_changed_clock_is_told_at_the_desk_and_takes_no_test_time(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    hall.to_test(candidate)
    before = hall.attempt(candidate).remaining_at(hall.clock.moment())
    hall.clock.set_wall(hall.clock.wall_ms() + 3 * 3_600_000)
    hall.until(lambda: bool(hall.journal(e.ClockJumped)))
    assert hall.attempt(candidate).remaining_at(hall.clock.moment()) == before
    hall.sign_in()
    hall.says(Reason.CLOCK_JUMPED)


def test_the_desk_wears_its_own_look_and_the_candidate_gets_the_own_one_back(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.chord(Qt.Key.Key_Plus)
    hall.until(lambda: hall.attempt(candidate).font_percent == 110)
    hall.sign_in()
    assert hall.shell.look.scale_percent == 100
    hall.lock()
    hall.sees(PauseScreen)
    assert hall.shell.look.scale_percent == 110
