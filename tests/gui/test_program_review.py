"""The review on the running program: who opens the keys, what closes it, and an application left without it."""

from pathlib import Path

from PySide6.QtCore import Qt

from station.domain import events as e
from station.domain.errors import Reason
from station.services import sample
from station.ui.candidate.code_screen import CodeScreen
from station.ui.commission.review_screen import ReviewScreen
from station.ui.proctor.appeal_dialogs import ReviewDialog, UnseenDialog
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.frame import DeskFrame
from tests.gui.hall import Hall
from tests.gui.test_program_appeals import CHAIR, MEMBER, act, filed, station_of
from tests.gui.test_program_papers import home, save, text_of

__all__ = ["home"]

THIRD = "K3"


def attend(hall: Hall, asked: ReviewDialog | UnseenDialog) -> None:
    """Chair and member type their passphrases, the third is marked as present."""
    secrets = hall.prepared.commission
    asked.people.chair_secret.set_text(secrets[CHAIR])
    asked.people.secret.set_text(secrets[MEMBER])
    asked.people.rows[THIRD].present.click()


def in_review(hall: Hall, candidate: str) -> ReviewScreen:
    """The keys are on the screen."""
    screen = filed(hall, candidate)
    act(hall, screen, "review")
    asked = hall.dialog(ReviewDialog)
    attend(hall, asked)
    asked.code.set_text(hall.prepared.codes[candidate])
    asked.answer("ok")
    return hall.sees(ReviewScreen)


def closes(hall: Hall) -> list[str]:
    """How reviews were closed."""
    return [closed.how for closed in hall.journal(e.ReviewClosed)]


def test_R_35_1_without_the_candidate_no_key_is_shown_and_the_refusal_is_journalled(hall: Hall) -> None:
    candidate, other = list(hall.prepared.codes)[:2]
    screen = filed(hall, candidate)
    act(hall, screen, "review")
    asked: ReviewDialog = hall.dialog(ReviewDialog)
    attend(hall, asked)
    asked.answer("ok")
    hall.says(Reason.KEY_WITHOUT_CANDIDATE)
    assert "Тесттин ачкычтары талапкердин көзүнчө гана көрсөтүлөт." in hall.words()
    asked.code.set_text(hall.prepared.codes[other])
    asked.answer("ok")
    hall.until(lambda: len(station_of(hall).hall.appeals) == 1 and asked.code.text == "")
    asked.people.secret.set_text("0000 0000")
    asked.code.set_text(hall.prepared.codes[candidate])
    asked.answer("ok")
    hall.says(Reason.PASSPHRASE_WRONG)
    assert asked.people.secret.text == ""
    assert [one.why for one in hall.journal(e.ReviewRefused)] == [
        "key_without_candidate", "key_without_candidate", "passphrase_wrong"
    ]  # fmt: skip
    assert hall.journal(e.ReviewOpened) == []
    assert isinstance(hall.shell.screen_shown, DeskFrame)
    asked.answer("cancel")


def test_R_35_1_with_commission_and_candidate_the_keys_are_shown_and_the_desk_comes_back(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = in_review(hall, candidate)
    opened = hall.journal(e.ReviewOpened)[0]
    assert (opened.chair, opened.member, opened.present) == (CHAIR, MEMBER, (CHAIR, MEMBER, THIRD))
    assert (opened.operator, opened.presence) == (sample.HEAD, "code")
    policy = hall.kiosk.frame.policy
    assert hall.desk.idle_ms > policy.review_idle_seconds * 1000  # the desk does not lock before the review closes
    screen.close_button.click()
    frame = hall.sees(DeskFrame)
    assert frame.tab == "appeals"
    assert closes(hall) == ["desk"]
    hall.until(frame.notice.isVisible)
    assert hall.desk.idle_ms <= policy.desk_idle_seconds * 1000
    hall.until(hall.desk.appeals.screen.panel.buttons["review"].isVisible)


def test_R_35_1_after_idle_minutes_the_keys_are_hidden_and_the_desk_says_why(hall: Hall) -> None:
    in_review(hall, next(iter(hall.prepared.codes)))
    room = hall.desk.appeals.room
    for _second in range(hall.kiosk.frame.policy.review_idle_seconds):
        room.each_second()
    frame = hall.sees(DeskFrame)
    assert closes(hall) == ["idle"]
    hall.until(frame.notice.isVisible)
    assert not room.is_open
    assert hall.desk.is_open


def test_R_35_5_a_desk_that_locks_closes_the_review_first(hall: Hall) -> None:
    in_review(hall, next(iter(hall.prepared.codes)))
    hall.desk.close("idle")
    hall.sees(CodeScreen)
    assert closes(hall) == ["desk"]
    locked = hall.journal(e.DeskLocked)[-1]
    assert locked.how == "idle"
    station = station_of(hall)
    entries: list[list[str]] = []
    hall.program.core.call(
        entries.append, hall.program.stop, lambda: [entry.kind for entry in station.store.entries()][-2:]
    )
    hall.until(lambda: bool(entries))
    assert entries[0] == ["review_closed", "desk_locked"]
    assert not hall.desk.appeals.room.is_open


def test_R_35_5_leaving_the_program_closes_the_review_first(hall: Hall) -> None:
    in_review(hall, next(iter(hall.prepared.codes)))
    hall.shell.activateWindow()  # the offscreen platform lets the hidden windows of the replay take it
    hall.until(hall.shell.isActiveWindow)
    hall.chord(Qt.Key.Key_Q)
    asked = hall.dialog(ConfirmDialog)
    hall.sees(DeskFrame)
    assert closes(hall) == ["desk"]
    assert asked.isVisible()
    asked.answer("cancel")
    assert hall.desk.is_open


def test_an_absent_candidates_application_is_left_without_consideration_and_its_protocol_saved(
    hall: Hall, home: Path
) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = filed(hall, candidate)
    act(hall, screen, "unseen")
    asked: UnseenDialog = hall.dialog(UnseenDialog)
    attend(hall, asked)
    asked.grounds["absent"].click()
    asked.reason.area.setPlainText("Талапкер арызды кароого келген жок.")
    asked.votes_for.box.setValue(3)
    asked.answer("ok")
    hall.until(lambda: bool(next(iter(station_of(hall).hall.appeals.values())).protocol))
    assert hall.journal(e.AppealDecided)[0].ground == "absent"
    assert hall.journal(e.ReviewOpened) == []
    hall.until(screen.panel.buttons["save_protocol"].isVisible)
    hall.until(lambda: "AP-" in str(screen.panel.facts.rows))
    act(hall, screen, "save_protocol")
    name = save(hall)
    hall.until((home / name).exists)
    assert "ТЕХНИКАЛЫК КОМИССИЯНЫН" in text_of(home / name)
    hall.settled()
