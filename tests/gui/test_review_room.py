"""The review in the running program: keys appear only while it is open and are gone before anything else happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from station.domain import events as e
from station.domain.appeal import Decision
from station.services import exam, results
from station.services import review as service
from station.ui.commission.answer_card import AnswerRow
from station.ui.commission.review_screen import ReviewScreen
from station.ui.commission.room import WARN_SECONDS, ReviewRoom
from station.ui.proctor.chooser import FileChooser
from station.ui.proctor.dialogs import ConfirmDialog
from tests.gui.hall import Hall
from tests.gui.review_samples import never_right_for_the_second, scoring
from tests.gui.test_replay_view import opened_review
from tests.services.printers import Queue, queue

__all__ = ["queue"]

REASON = "Жооптор ачкычтар менен дал келет."
_WRONG_RULE = 99


class Room:
    """A program whose desk is open and in whose room a review can be opened."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.candidate = hall.prepared.of_language("ky")
        _sit(hall, self.candidate)
        hall.sign_in()
        self.room = ReviewRoom(hall.desk)
        self.left: list[str] = []
        self.failed: list[object] = []
        self.room.left.connect(self._back)
        self.room.failed.connect(self.failed.append)

    def _back(self, how: str) -> None:
        self.left.append(how)
        assert self.hall.desk.frame is not None
        self.hall.shell.show_screen(self.hall.desk.frame)

    def open(self) -> ReviewScreen:
        """The keys are on the screen."""
        self.room.open(opened_review(self.hall, self.candidate))
        return self.hall.sees(ReviewScreen)

    @property
    def number(self) -> str:
        assert self.hall.program.station is not None
        return next(iter(self.hall.program.station.hall.appeals))

    def until_left(self) -> None:
        self.hall.until(lambda: bool(self.left))
        self.hall.settled()


def _sit(hall: Hall, candidate: str) -> None:
    """Sit a test as the services do: it is the review that is tested here."""
    station = hall.program.station
    assert station is not None
    done: list[object] = []

    def work() -> str:
        exam.enter_code(station, hall.prepared.codes[candidate], "01")
        exam.confirm_identity(station, candidate)
        exam.acknowledge_rules(station, candidate)
        attempt = exam.start(station, candidate)
        for place, row in enumerate(attempt.paper[:8]):
            exam.show(station, candidate, row.question)
            chosen = frozenset({row.options[0]}) if place % 2 else station.hall.question(row.question, row.version).key
            exam.answer(station, candidate, row.question, chosen)
        exam.finish(station, candidate)
        exam.result_shown(station, candidate)
        return candidate

    hall.program.core.call(done.append, hall.program.stop, work)
    hall.until(lambda: bool(done))


@pytest.fixture
def room(hall: Hall) -> Iterator[Room]:
    """The room of a program with one finished candidate."""
    made = Room(hall)
    yield made
    if made.room.mirror is not None:
        made.room.mirror.close()


def shown_keys(screen: ReviewScreen) -> list[AnswerRow]:
    """Rows on the screen that say what is right."""
    return [row for row in screen.findChildren(AnswerRow) if row.is_key and row.isVisible()]


def fill(screen: ReviewScreen, kind: str = "unchanged") -> None:
    """Enter all that a decision needs."""
    screen.decision.choose(kind)
    screen.decision.reason.area.setPlainText(REASON)
    screen.decision.votes_for.box.setValue(3)


def take(room: Room, screen: ReviewScreen) -> None:
    """The button, and yes."""
    screen.show_page("decision")
    room.hall.click(screen.decision.take)
    room.hall.dialog(ConfirmDialog).button("ok").click()
    room.hall.until(lambda: bool(screen.papers.view.papers))


def test_R_35_5_closing_takes_the_keys_away_first_and_journals_it(room: Room) -> None:
    screen = room.open()
    assert shown_keys(screen)
    screen.close_button.click()
    assert shown_keys(screen) == []
    assert not screen.stack.isVisible()
    assert "Ачкыч" not in room.hall.words()
    room.until_left()
    assert room.left == ["desk"]
    assert not room.room.is_open
    assert [closed.how for closed in room.hall.journal(e.ReviewClosed)] == ["desk"]
    assert room.hall.desk.is_open


def test_R_35_1_idle_time_closes_the_review_with_a_warning_before(room: Room) -> None:
    screen = room.open()
    idle = room.hall.desk.kiosk.frame.policy.review_idle_seconds
    for _second in range(idle - WARN_SECONDS):
        room.room.each_second()
    assert screen.closing.isVisible()
    assert str(WARN_SECONDS) in screen.closing.words
    window = room.hall.shell.windowHandle()
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, move)
    assert not screen.closing.isVisible()
    for _second in range(idle):
        room.room.each_second()
    assert shown_keys(screen) == []
    room.until_left()
    assert room.left == ["idle"]
    assert [closed.how for closed in room.hall.journal(e.ReviewClosed)] == ["idle"]


def test_R_35_5_ctrl_q_and_closing_the_window_never_leave_a_key_on_the_screen(room: Room) -> None:
    screen = room.open()
    room.hall.shell.leave_wanted.emit()
    assert shown_keys(screen) == []
    room.until_left()
    assert room.hall.journal(e.ReviewClosed)[0].how == "desk"
    assert room.hall.shell.dialog_open  # the program's own question stands over the desk
    room.hall.dialog().dismiss()


def test_R_35_5_whatever_comes_in_front_ends_the_review(room: Room) -> None:
    screen = room.open()
    room.room._mirror(True)
    assert room.room.mirror is not None
    assert room.hall.desk.frame is not None
    room.hall.shell.show_screen(room.hall.desk.frame)
    assert room.room.mirror is None
    assert shown_keys(screen) == []
    room.until_left()


def test_R_35_5_a_desk_that_was_locked_meanwhile_still_hides_and_journals(room: Room) -> None:
    screen = room.open()
    hidden: list[bool] = []
    screen.covered.connect(lambda: hidden.append(not shown_keys(screen)))
    room.hall.desk.close("key")
    room.until_left()
    assert hidden == [True]
    assert len(room.hall.journal(e.ReviewClosed)) == 1
    assert room.failed == []


def test_R_35_3_the_second_window_shows_the_same_question_and_closes_with_the_review(room: Room) -> None:
    screen = room.open()
    screen.mirror.click()
    mirror = room.room.mirror
    assert mirror is not None
    screen.questions.open(4)
    assert mirror.card.number.text() == screen.questions.card.number.text()
    assert [row.is_key for row in mirror.card.rows] == [row.is_key for row in screen.questions.card.rows]
    screen.questions.speak("ru")
    assert mirror.card.language == "ru"
    screen.show_page("replay")
    room.hall.until(lambda: mirror.frame.picture is not None)
    assert mirror.stack.currentWidget() is mirror.frame
    screen.replay.go(3)
    assert mirror.frame.picture is screen.replay.picture()
    screen.close_button.click()
    assert not mirror.isVisible()
    room.until_left()


def test_R_35_6_a_decision_is_taken_its_papers_are_printed_and_only_then_it_closes(room: Room, queue: Queue) -> None:
    screen = room.open()
    fill(screen)
    take(room, screen)
    decided = room.hall.journal(e.AppealDecided)[0]
    assert (decided.decision, decided.reason, decided.votes_for, decided.before) == (
        "unchanged", REASON, 3, decided.after
    )  # fmt: skip
    room.hall.until(lambda: bool(screen.papers.view.printers))
    for kind in ("appeal_protocol", "key_sheet"):
        room.hall.click(screen.papers.buttons[kind])
        room.hall.until(lambda kind=kind: screen.papers.view.papers[kind].prints == 1)  # type: ignore[misc]
    copies = {kind: room.room._copies()[kind] for kind in ("appeal_protocol", "key_sheet")}
    assert copies == {"appeal_protocol": 2, "key_sheet": 1}
    room.hall.click(screen.papers.close_review)
    room.until_left()
    assert room.left == ["decided"]


def test_R_35_6_all_papers_can_be_saved_as_files(room: Room, tmp_path: Path) -> None:
    screen = room.open()
    fill(screen)
    take(room, screen)
    room.hall.click(screen.papers.save)
    room.hall.dialog(FileChooser).given.emit(str(tmp_path / "papers"))
    room.hall.dialog(FileChooser).dismiss()
    room.hall.until(lambda: len(list((tmp_path / "papers").glob("*.pdf"))) == 2)


@pytest.fixture
def wrong_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """This release scores new attempts by a rule that is not the law's."""
    monkeypatch.setitem(scoring.RULES, _WRONG_RULE, never_right_for_the_second)
    monkeypatch.setattr(exam, "RULE", _WRONG_RULE)


@pytest.mark.usefixtures("wrong_rule")
def test_R_35_4_a_score_that_the_recount_contradicts_can_only_be_corrected(hall: Hall) -> None:
    room = Room(hall)
    screen = room.open()
    count = screen.view.reviewed.recount
    assert not count.agrees
    assert not screen.questions.side.decision.buttons["unchanged"].isEnabled()
    assert screen.decision.ways["unchanged"].isHidden()
    fill(screen, "corrected")
    take(room, screen)
    assert set(screen.papers.view.papers) == {"appeal_protocol", "key_sheet", "protocol"}
    corrected = hall.journal(e.ScoreCorrected)[0]
    assert corrected.score == count.recomputed
    room.room.close()
    room.until_left()


def test_a_refused_decision_is_said_in_words_and_the_review_stays_open(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = room.open()
    taken: list[Decision] = []
    monkeypatch.setattr(results, "make_decision_papers", lambda *_: ())
    screen.decided.emit(Decision("corrected", REASON, votes_for=3))
    room.hall.until(screen.notice.isVisible)
    assert room.room.is_open
    assert room.hall.journal(e.AppealDecided) == taken


def test_ctrl_l_closes_under_a_cyrillic_layout_too(room: Room) -> None:
    screen = room.open()
    typed = QKeyEvent(
        QEvent.Type.KeyPress, 0x0414, Qt.KeyboardModifier.ControlModifier, 46, 0, 0, "\x0c"
    )  # fmt: skip
    QApplication.sendEvent(screen, typed)
    assert shown_keys(screen) == []
    room.until_left()
    assert service.open_number(room.hall.program.station) == ""  # type: ignore[arg-type]


def test_the_desk_does_not_lock_itself_while_the_commission_works(room: Room) -> None:
    room.open()
    policy = room.hall.desk.kiosk.frame.policy
    assert room.hall.desk.idle_ms > policy.review_idle_seconds * 1000
    room.room.close()
    room.until_left()
    assert room.hall.desk.idle_ms <= policy.desk_idle_seconds * 1000
