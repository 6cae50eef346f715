"""Codes at the screen: wrong, used, cancelled, foreign; the lock-out and its end (R-24.8, R-24.9)."""

from PySide6.QtCore import Qt

from station.domain import events as e
from station.domain.codes import code_from
from station.domain.errors import Reason
from station.services import sample
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.identity_screen import IdentityScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.still_screens import DoneScreen, LockedScreen
from station.ui.widgets.buttons import SecondaryButton
from tests.gui.hall import Hall

NOBODYS = code_from(4_711)


def test_R_24_8_a_wrong_code_is_said_and_counted(hall: Hall) -> None:
    hall.type_code(NOBODYS)
    hall.says(Reason.CODE_WRONG)
    assert len(hall.journal(e.CodeTried)) == 1
    assert hall.sees(CodeScreen).boxes.code == ""


def test_R_24_8_a_typing_fault_is_said_and_charged_to_nobody(hall: Hall) -> None:
    good = hall.prepared.codes[hall.prepared.of_language("ky")]
    hall.type_code(good[:-1] + str((int(good[-1]) + 1) % 10))
    screen = hall.sees(CodeScreen)
    hall.until(screen.boxes.isEnabled)
    hall.settled()
    assert hall.journal(e.CodeTried) == []
    hall.keys(Qt.Key.Key_Backspace, good[-1], Qt.Key.Key_Return)
    hall.sees(IdentityScreen)


def test_R_24_8_a_code_of_another_session_is_known_as_such(hall: Hall) -> None:
    hall.type_code(hall.prepared.earlier_code)
    hall.says(Reason.CODE_OTHER_SESSION)


def test_R_24_4_a_used_code_starts_no_second_test(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.click(hall.to_test(candidate).finish)
    hall.click(hall.sees(ReviewScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen).leave.click()
    hall.sees(DoneScreen).close_button.click()
    hall.type_code(hall.prepared.codes[candidate])
    hall.says(Reason.CODE_USED)
    assert isinstance(hall.shell.screen_shown, CodeScreen)


def test_R_24_9_this_is_not_me_ends_the_code_and_calls_the_staff(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.type_code(hall.prepared.codes[candidate])
    hall.sees(IdentityScreen).no.click()
    hall.dialog().button("deny").click()
    locked = hall.sees(LockedScreen)
    hall.reads(hall.shell.texts.get("The code is cancelled"))
    assert len(hall.journal(e.IdentityRefused)) == 1
    hall.click(locked.staff)
    hall.sign_in()
    hall.lock()
    hall.type_code(hall.prepared.codes[candidate])
    hall.says(Reason.CODE_CANCELLED)


def test_R_24_8_ten_wrong_codes_lock_the_seat_until_the_desk_opens_it(hall: Hall) -> None:
    screen = hall.sees(CodeScreen)
    for tried in range(10):
        hall.type_code(code_from(tried))
        hall.until(lambda n=tried: len(hall.journal(e.CodeTried)) == n + 1)  # type: ignore[misc]
        hall.settled()
        if tried == 5:
            assert not screen.boxes.isEnabled()
        if tried < 9:
            hall.clock.advance(241_000 if tried > 3 else 0)
            hall.kiosk.each_second()
            hall.until(screen.boxes.isEnabled)
    hall.sees(LockedScreen)
    hall.sign_in(tab="hall")
    screen_hall = hall.desk.hall
    hall.settled()
    assert screen_hall.locked.isVisible()
    hall.click(screen_hall.locked.findChildren(SecondaryButton)[0])
    hall.until(lambda: len(hall.journal(e.SeatUnlocked)) == 1)
    hall.lock()
    hall.type_code(hall.prepared.codes[hall.prepared.of_language("ky")])
    hall.sees(IdentityScreen)


def test_the_countdown_of_the_waiting_time_runs_on_the_screen(hall: Hall) -> None:
    screen = hall.sees(CodeScreen)
    for tried in range(5):
        hall.type_code(code_from(tried))
        hall.settled()
    hall.says(Reason.CODE_WAIT, seconds=15)
    hall.clock.advance(5_000)
    hall.kiosk.each_second()
    hall.says(Reason.CODE_WAIT, seconds=10)
    hall.clock.advance(10_000)
    hall.kiosk.each_second()
    hall.until(screen.boxes.isEnabled)


def test_a_code_that_the_desk_takes_back_leads_back_to_the_code_screen(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    hall.to_wait(candidate)
    hall.sign_in(by=sample.PROCTOR, tab="admission")
    hall.choose(hall.desk.admission, candidate)
    hall.desk.admission.card.code_reissue_asked.emit(candidate, "slip lost")
    hall.dialog().button("done").click()
    hall.lock()
    hall.sees(CodeScreen)
    hall.type_code(hall.prepared.codes[candidate])
    hall.says(Reason.CODE_CANCELLED)
