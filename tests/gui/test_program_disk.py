"""A disk that is slow, full or failing while a candidate answers (A8, A9): what the screen says, what is kept."""

import errno
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from resources.texts import texts_for
from station.domain import events as e
from station.domain.attempt import State
from station.domain.errors import Reason, StationError
from station.services.station import Station
from station.store import Disk
from station.ui import ending, kiosk, sitting
from station.ui.candidate.clock import clock_text
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.stop_screen import StopScreen
from station.ui.reasons import words_for
from tests.faults.test_store_disk import Failing
from tests.gui.hall import Hall


class Slow(Disk):
    """A disk whose syncs wait while `holds` is clear."""

    def __init__(self) -> None:
        self.goes = threading.Event()
        self.goes.set()

    def sync(self, fd: int) -> None:
        """Wait, then sync."""
        self.goes.wait()
        super().sync(fd)


def fill(station: Station) -> None:
    """Use up the room that the sidecar had taken ahead."""
    for size in (30_000, 4_000, 500, 50, 1):
        with pytest.raises(StationError) as refused:
            fill_with(station, size)
        assert refused.value.reason is Reason.DISK_FULL


def fill_with(station: Station, size: int) -> None:
    """Write entries of that size until one is refused."""
    while True:
        station.record(e.BugRecorded("x" * size))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is tried again at once."""
    for module in (sitting, kiosk, ending):
        monkeypatch.setattr(module, "RETRY_MS", 20)


@pytest.fixture
def full(cold: Hall) -> Iterator[tuple[Hall, Failing]]:
    """A hall whose disk can be full."""
    disk = Failing("allocate")
    yield cold.start(disk), disk
    disk.error = 0


def make_full(hall: Hall, disk: Failing) -> None:
    """From now on nothing fits."""
    disk.error = errno.ENOSPC
    hall.program.core.call(lambda _none: None, hall.program.stop, fill, hall.program.station)
    hall.settled()


def not_saved(hall: Hall) -> str:
    """The words for an answer that is not on disk."""
    return hall.shell.texts.get("The last answer is not saved. Do not leave the seat.")


def test_A_8_an_answer_on_a_full_disk_is_told_kept_and_saved_once_there_is_room(full: tuple[Hall, Failing]) -> None:
    hall, disk = full
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.answer(1)
    hall.pass_time(30)
    make_full(hall, disk)
    remaining = hall.attempt(candidate).budget_ms - 30_000
    hall.keys("2")
    hall.reads(not_saved(hall))
    hall.keys("3", "0")
    hall.settled()
    assert not_saved(hall) in hall.words()
    assert screen.clock.time.text() == clock_text(remaining // 1000)
    hall.clock.advance(9_000)
    hall.kiosk.each_second()
    hall.settled()
    assert screen.clock.time.text() == clock_text(remaining // 1000)
    assert len(hall.attempt(candidate).answers) == 1
    disk.error = 0
    hall.until(lambda: not_saved(hall) not in hall.words())
    attempt = hall.attempt(candidate)
    second = attempt.paper[1]
    assert attempt.answers[second.question] == {second.options[2]}
    assert attempt.flags == {second.question}
    assert attempt.state is State.RUNNING
    assert attempt.budget_ms - attempt.used_ms == remaining


def test_A_8_a_finish_on_a_full_disk_waits_for_room(full: tuple[Hall, Failing]) -> None:
    hall, disk = full
    screen = hall.to_test(hall.prepared.of_language("ky"))
    hall.click(screen.finish)
    review = hall.sees(ReviewScreen)
    hall.settled()
    make_full(hall, disk)
    hall.click(review.finish)
    hall.dialog().button("finish").click()
    hall.settled()
    hall.settled()
    assert hall.shell.screen_shown is review
    disk.error = 0
    hall.sees(ResultScreen)
    hall.until(lambda: len(hall.journal(e.ResultShown)) == 1)
    assert len(hall.journal(e.Finished)) == 1


def test_A_8_a_code_on_a_full_disk_is_refused_in_words_and_lives_on(full: tuple[Hall, Failing]) -> None:
    hall, disk = full
    make_full(hall, disk)
    candidate = hall.prepared.of_language("ky")
    hall.type_code(hall.prepared.codes[candidate])
    hall.says(Reason.DISK_FULL)
    assert isinstance(hall.shell.screen_shown, CodeScreen)
    disk.error = 0
    hall.to_test(candidate)


def test_A_8_the_step_before_the_test_goes_back_to_the_code(full: tuple[Hall, Failing]) -> None:
    hall, disk = full
    candidate = hall.prepared.of_language("ky")
    wait = hall.to_wait(candidate)
    make_full(hall, disk)
    wait.start.click()
    hall.sees(CodeScreen)
    hall.says(Reason.DISK_FULL)
    disk.error = 0
    hall.to_test(candidate)


def test_A_9_a_failing_disk_stops_the_station_in_three_languages(cold: Hall) -> None:
    disk = Failing("sync")
    hall = cold.start(disk)
    hall.to_test(hall.prepared.of_language("ky"))
    hall.answer(1)
    disk.error = errno.EIO
    hall.keys("2")
    stop = hall.sees(StopScreen)
    words = hall.words(stop)
    for language in ("ky", "ru", "en"):
        assert words_for(texts_for(language), Reason.DISK_FAILED, {}).text in words
    for _second in range(3):
        hall.kiosk.each_second()
        hall.settled()
    assert hall.shell.screen_shown is stop
    disk.error = 0


def test_R_24_5_an_answer_that_takes_long_is_not_called_saved(cold: Hall) -> None:
    disk = Slow()
    hall = cold.start(disk)
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.settled()
    disk.goes.clear()
    try:
        hall.keys("1")
        hall.reads(not_saved(hall))
    finally:
        disk.goes.set()
    hall.until(lambda: not_saved(hall) not in hall.words())
    assert len(hall.attempt(candidate).answers) == 1
    assert isinstance(hall.shell.screen_shown, QuestionScreen)
    assert screen.save.isVisible()


def test_the_last_press_counts_on_a_slow_disk(cold: Hall) -> None:
    disk = Slow()
    hall = cold.start(disk)
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.keys("1")
    hall.settled()
    disk.goes.clear()
    hall.keys("2", "1")
    disk.goes.set()
    hall.settled()
    hall.settled()
    attempt = hall.attempt(candidate)
    first = attempt.paper[0]
    assert attempt.answers[first.question] == {first.options[0]}


def test_turning_the_page_on_a_slow_disk_never_moves_an_answer_to_another_question(cold: Hall) -> None:
    disk = Slow()
    hall = cold.start(disk)
    candidate = hall.prepared.of_language("ky")
    hall.to_test(candidate)
    hall.settled()
    disk.goes.clear()
    hall.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, "1")
    disk.goes.set()
    hall.settled()
    hall.settled()
    attempt = hall.attempt(candidate)
    assert set(attempt.answers) == {attempt.paper[0].question}
