"""The replay shows the candidate's screen as it was, pixel by pixel, and moves along the test's own time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain import events as e
from station.domain.appeal import Appeal
from station.domain.attempt import State
from station.services import appeals, commission, proctoring, results, review, sample
from station.services.commission import Attendance
from station.services.review import Presence, Reviewed
from station.services.station import Station
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen as AnswersScreen
from station.ui.commission.past_screen import PastScreens
from station.ui.commission.replay_view import STILL_MS, ReplayView
from station.ui.commission.words import Teller
from station.ui.theme import Look
from tests.gui.hall import Hall
from tests.gui.review_samples import reviewed
from tests.gui.seat import Key, press, sit
from tests.services import hall as service_hall
from tests.services.appealing import ALL, CHAIR, MEMBER, SEATS, SECRETS
from tests.services.hall import COST


@pytest.fixture(autouse=True)
def closed_halls() -> Iterator[None]:
    """Whatever a sample opened is closed after its test."""
    yield
    while service_hall.OPEN:
        service_hall.OPEN.pop().station.store.close()


def appealed(station: Station, candidate: str, code: str, passphrases: dict[str, str]) -> Reviewed:
    """On the core thread: the commission, the application, the open review."""
    proctoring.sign_in(station, sample.HEAD, passphrases[sample.HEAD])
    second = proctoring.second_person(station, sample.PROCTOR, passphrases[sample.PROCTOR])
    commission.enter(station, "14-к", "2026-02-27", SEATS, second, COST, list(SECRETS.values()))
    results.make_protocol(station, candidate)
    paper = appeals.paper_codes(station, candidate)[appeals.PROTOCOL]
    appeal: Appeal = appeals.file(station, candidate, code, paper)
    attendance = Attendance(SECRETS[CHAIR], MEMBER, SECRETS[MEMBER], ALL, {})
    return review.open_review(station, appeal.number, attendance, Presence(code))


def opened_review(hall: Hall, candidate: str) -> Reviewed:
    """The review of the test that was just sat in the program."""
    found: list[Reviewed] = []
    station, prepared = hall.program.station, hall.prepared
    assert station is not None
    hall.program.core.call(
        found.append, hall.program.stop, appealed, station, candidate, prepared.codes[candidate], prepared.passphrases
    )
    hall.until(lambda: bool(found))
    return found[0]


class Camera:
    """Takes pictures of the sitting's screen, and remembers which entry each belongs to."""

    def __init__(self, hall: Hall, candidate: str) -> None:
        self._hall, self._candidate = hall, candidate
        self.shots: list[tuple[int, int, QImage]] = []
        QCursor.setPos(QPoint(0, 0))  # a row under the mouse is painted differently; the journal knows no mouse

    def take(self) -> None:
        """After the last entry, at the time of test that has passed."""
        hall = self._hall
        hall.settled()
        hall.kiosk._test._tick()
        for _round in range(6):
            QApplication.processEvents()
        screen = hall.sees(QuestionScreen)
        screen.setFocus()  # a key that chose an option left the focus on it: no frame is painted for that, either
        used = hall.attempt(self._candidate).used_at(hall.clock.moment())
        seq = hall.program.station.hall.steps[self._candidate][-1]  # type: ignore[union-attr]
        self.shots.append((seq, used, screen.grab().toImage()))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_R_35_2_the_replay_is_equal_to_the_candidates_screen_pixel_by_pixel(
    hall: Hall, tmp_path: Path, size: tuple[int, int]
) -> None:
    hall.shell.resize(*size)
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    camera = Camera(hall, candidate)
    camera.take()  # nothing answered yet
    hall.keys("2")
    camera.take()  # chosen and saved
    hall.pass_time(41)
    hall.keys("3")
    camera.take()  # changed
    hall.keys("0")
    camera.take()  # flagged
    hall.keys(Key.Key_Right)
    camera.take()  # the next question
    screen.language_chosen.emit("ru")  # a button that had the focus keeps the room of its frame: not in the journal
    hall.until(lambda: hall.attempt(candidate).language == "ru")
    camera.take()
    for percent in (110, 125):
        hall.chord(Key.Key_Plus)
        hall.until(lambda percent=percent: hall.attempt(candidate).font_percent == percent)  # type: ignore[misc]
        camera.take()
    screen.look_chosen.emit(Look(125, True))
    hall.until(lambda: hall.attempt(candidate).high_contrast)
    hall.keys("1")
    camera.take()
    screen.look_chosen.emit(Look(125))
    hall.until(lambda: not hall.attempt(candidate).high_contrast)
    camera.take()
    hall.pass_time(hall.attempt(candidate).budget_ms // 1000 - 41 - 10 * 60 + 5)
    camera.take()  # ten minutes are left: the notice stands
    hall.pass_time(40)
    camera.take()  # the notice is gone
    hall.click(screen.finish)
    hall.click(hall.sees(AnswersScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen)
    hall.settled()
    made = opened_review(hall, candidate)
    past = PastScreens(made)
    by_seq = {step.seq: step for step in made.steps}
    # backwards first, then forwards: a moment looks the same from wherever one comes to it
    for shots in (camera.shots[::-1], camera.shots):
        for seq, used, shot in shots:
            pixmap = past.picture(by_seq[seq], used)
            assert pixmap is not None
            image = pixmap.toImage()
            if image != shot:
                image.save(str(tmp_path / "replay.png"))
                shot.save(str(tmp_path / "sitting.png"))
            assert image.size() == shot.size()
            assert image == shot, f"{by_seq[seq].event} at {used} ms: {tmp_path}"
    assert len({seq for seq, _used, _shot in camera.shots}) >= 9
    past.close()


@pytest.fixture
def replay(qtbot: QtBot, tmp_path: Path) -> Iterator[ReplayView]:
    """The replay of a lively attempt of ten questions, in an active window."""
    sat = reviewed(tmp_path / "hall")
    view = ReplayView(sat.view, Teller(sat.view), texts_for("ky"))
    sit(qtbot, view)
    view.play.setFocus()
    yield view
    view.close_past()


def test_R_35_3_left_and_right_go_from_event_to_event(replay: ReplayView) -> None:
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert replay.place == 2
    assert replay.line.value() == replay.steps[2].used_ms
    assert replay.events.currentIndex().row() == 2
    press(Key.Key_End)
    assert replay.place == len(replay.steps) - 1
    press(Key.Key_Home)
    assert (replay.place, replay.used_ms) == (0, 0)


def test_R_35_3_a_moment_between_two_events_shows_the_clock_of_that_moment(replay: ReplayView) -> None:
    place = next(place for place, step in enumerate(replay.steps) if isinstance(step.event, e.OptionSet))
    replay.line.setValue(replay.steps[place].used_ms + 3000)
    assert replay.place == place
    left = (replay.steps[place].attempt.budget_ms - replay.steps[place].used_ms - 3000) / 1000
    assert replay.past.screen(replay.steps[place], replay.used_ms) is not None
    assert f"{int(left) // 3600:02}:{int(left) // 60 % 60:02}" in replay.moment.text()


def test_R_35_3_playing_runs_the_tests_own_time_at_the_chosen_speed_and_holds_a_pause(replay: ReplayView) -> None:
    replay.set_speed(20)
    replay.advance(1000)
    assert replay.used_ms == 20_000
    replay.set_speed(60)
    while replay.steps[replay.place].attempt.state is not State.PAUSED:
        replay.advance(500)
    paused = replay.place
    assert replay.frame.words == texts_for("ky").get("The test is paused: the question is covered, the clock stands.")
    replay.advance(STILL_MS - 100)
    assert replay.place == paused
    replay.advance(200)
    replay.advance(50)
    assert replay.place > paused
    for _step in range(400):
        replay.advance(1000)
    assert replay.place == len(replay.steps) - 1
    assert replay.frame.picture is None
    assert texts_for("ky").get("The test is finished: the result stood on the screen.") == replay.frame.words


def test_R_35_3_space_plays_and_stops(replay: ReplayView) -> None:
    press(Key.Key_Space)
    assert replay.is_playing
    press(Key.Key_Space)
    assert not replay.is_playing


def test_R_35_3_a_pause_shows_the_cover_that_the_candidate_saw(replay: ReplayView) -> None:
    step = next(step for step in replay.steps if step.attempt.state is State.PAUSED)
    screen = replay.past.screen(step, step.used_ms)
    assert screen is not None
    assert type(screen).__name__ == "PauseScreen"


def test_R_35_3_every_event_has_words_in_every_language(replay: ReplayView) -> None:
    for language in ("ky", "ru", "en"):
        replay.set_texts(texts_for(language))
        told = [replay.events.told(place)[1] for place in range(len(replay.steps))]
        assert all(line.words for line in told)
        other = texts_for(language).get("an entry of the journal")
        assert [replay.steps[place].event for place, line in enumerate(told) if line.words == other] == []


def test_no_menu_and_no_selectable_text_in_the_replay(replay: ReplayView) -> None:
    assert replay.events.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
