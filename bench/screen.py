"""The candidate's screens on a real hall: real window (offscreen), real core thread, real store on disk.

Keys and presses go in where a candidate's go in; a figure ends when the window has painted what follows.
"""

import cProfile
import os
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench import hall
from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from station.domain import events as e
from station.domain.journal import Draft, Entry
from station.platform import MachineClock
from station.services.station import Station
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.identity_screen import IdentityScreen
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.rules_screen import RulesScreen
from station.ui.candidate.still_screens import DoneScreen
from station.ui.candidate.wait_screen import WaitScreen
from station.ui.program import Program
from station.ui.shell import Shell

T = TypeVar("T")
_SIZE = (1366, 768)
_PATIENCE_S = 60.0


class _Painted(QObject):
    """Counts the paints of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False

    def stop(self) -> None:
        """Watch no more."""
        self._widget.removeEventFilter(self)


class Screens:
    """The program at work in an open hall, driven as a candidate drives it."""

    def __init__(self, folder: Path, candidates: int) -> None:
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        self.application = application
        self.shell = Shell("ky")
        self.program = Program(self.shell, MachineClock(), secrets.randbelow, "bench")
        self._errors: list[Exception] = []
        self.program.stop = self._errors.append  # type: ignore[method-assign, assignment]
        self.shell.resize(*_SIZE)
        self.shell.show()
        self.shell.activateWindow()
        self.station: Station = self.on_core(hall.build, folder, candidates)
        self.program.take(self.station)
        self.until(lambda: isinstance(self.shell.screen_shown, CodeScreen))
        self.settle()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the program work until `holds`. Raises what stopped the station, or TimeoutError."""
        give_up = time.monotonic() + _PATIENCE_S
        while not holds():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self._errors:
                raise self._errors[0]
            if time.monotonic() > give_up:
                raise TimeoutError

    def on_core(self, work: Callable[..., T], *values: Any) -> T:
        """Run `work` on the core thread and wait for it."""
        done: list[T] = []
        self.program.core.call(done.append, self._errors.append, work, *values)
        self.until(lambda: bool(done))
        return done[0]

    def settle(self) -> None:
        """Nothing left to do: calls of both threads ended, everything painted."""
        painted: list[None] = []
        self.program.painter.call(painted.append, self._errors.append, lambda: None)
        self.until(lambda: bool(painted))
        self.on_core(lambda: None)
        self.application.processEvents()

    def shown(self, kind: type[T]) -> T:
        """The screen in front, once it is of that kind."""
        self.until(lambda: isinstance(self.shell.screen_shown, kind))
        screen = self.shell.screen_shown
        assert isinstance(screen, kind)
        return screen

    def sit(self, candidate: str) -> QuestionScreen:
        """From the code screen to the first question."""
        code = self.on_core(hall.code_of, self.station, candidate)
        self.shown(CodeScreen).code_entered.emit(code)
        self.shown(IdentityScreen).confirmed.emit()
        self.shown(RulesScreen).acknowledged.emit()
        self.shown(PracticeScreen).finished.emit(True)
        self.shown(WaitScreen).start_requested.emit()
        screen = self.shown(QuestionScreen)
        self.settle()
        return screen

    def choose(self, screen: QuestionScreen) -> None:
        """Choose the first option; wait until it is shown as saved."""
        QTest.keyClick(screen, Qt.Key.Key_1)
        self.until(lambda: screen.save.state == "saved")
        self.settle()

    def next(self, screen: QuestionScreen) -> None:
        """Press the right arrow; back when the next question is painted, that is after it was saved."""
        painted = _Painted(screen.card.stem)
        QTest.keyClick(screen, Qt.Key.Key_Right)
        self.until(lambda: painted.count > 0)
        self.application.processEvents()
        painted.stop()

    def finish(self) -> None:
        """Press the second Finish; back when the result is painted."""
        screen = self.shown(ReviewScreen)
        screen.finish_confirmed.emit()
        painted: _Painted | None = None
        while painted is None or not painted.count:
            shown = self.shell.screen_shown
            if painted is None and isinstance(shown, ResultScreen):
                painted = _Painted(shown)
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def leave(self) -> None:
        """The result is left; the next candidate may come."""
        self.settle()
        self.shown(ResultScreen).left.emit()
        self.shown(DoneScreen).closed.emit()
        self.shown(CodeScreen)
        self.settle()

    def close(self) -> None:
        """Let the threads end and the store close."""
        self.settle()
        self.program.finish()
        self.shell.leave()
        self.shell.deleteLater()
        self.application.sendPostedEvents(self.shell, QEvent.Type.DeferredDelete.value)


def _to_review(screens: Screens, screen: QuestionScreen) -> None:
    screen.review_requested.emit()
    screens.shown(ReviewScreen)
    screens.settle()


def _commit(station: Station) -> float:
    """Milliseconds of one entry's way to the disk, with nothing decided before; it is taken in afterwards."""
    happened = e.BugRecorded("b" * 100)
    draft = Draft(happened.kind(), happened.VERSION, happened.body(), "station", "station", station.now())
    written: list[Entry] = []
    took = ms_of(lambda: written.extend(station.store.append([draft])))
    station.hall.fold(written)
    return took


def measure_next(folder: Path) -> Iterator[Sides]:
    """Each run is a candidate who presses Next 79 times; after each, one bare repaint and one commit."""
    screens = Screens(folder / "hall", RUNS)
    for candidate in list(screens.station.hall.candidates):
        screen = screens.sit(candidate)
        owns, peers = [], []
        for _ in range(len(screens.station.attempt(candidate).paper) - 1):
            screens.choose(screen)
            owns.append(ms_of(partial(screens.next, screen)))
            screens.settle()
            peers.append(ms_of(screen.card.repaint) + screens.on_core(_commit, screens.station))
        yield Sides(statistics.median(owns), statistics.median(peers))
        _to_review(screens, screen)
        screens.finish()
        screens.leave()
    screens.close()


def profile_next(folder: Path) -> None:
    """Where the way to the next question spends its time, on both threads."""
    screens = Screens(folder / "hall", 1)
    candidate = next(iter(screens.station.hall.candidates))
    screen = screens.sit(candidate)
    window, core = cProfile.Profile(), cProfile.Profile()
    count = len(screens.station.attempt(candidate).paper) - 1
    for _ in range(count):
        screens.choose(screen)
        screens.on_core(core.enable)
        window.enable()
        screens.next(screen)
        window.disable()
        screens.on_core(core.disable)
    print_profile(window, count, "next question, window's thread")
    print_profile(core, count, "next question, core thread")
    screens.close()


def _answered(screens: Screens, candidate: str) -> None:
    screen = screens.sit(candidate)
    for row in screens.station.attempt(candidate).paper:
        screens.choose(screen)
        if row.question != screens.station.attempt(candidate).paper[-1].question:
            screens.next(screen)
    _to_review(screens, screen)


def measure_finish(folder: Path) -> Iterator[Sides]:
    """Each run is a candidate who answered 80 questions."""
    screens = Screens(folder / "hall", RUNS)
    for candidate in list(screens.station.hall.candidates):
        _answered(screens, candidate)
        yield Sides(ms_of(screens.finish))
        screens.leave()
    screens.close()


def profile_finish(folder: Path) -> None:
    """Where the way to the score spends its time, on both threads."""
    screens = Screens(folder / "hall", 1)
    _answered(screens, next(iter(screens.station.hall.candidates)))
    window, core = cProfile.Profile(), cProfile.Profile()
    screens.on_core(core.enable)
    window.enable()
    screens.finish()
    window.disable()
    screens.on_core(core.disable)
    print_profile(window, 1, "score, window's thread")
    print_profile(core, 1, "score, core thread")
    screens.close()


NEXT = Figure(
    "next", "Next, saved, next question painted", "bare repaint of the question and one commit", "ms", 1.5,
    measure_next, profile_next,
)  # fmt: skip
FINISH = Figure(
    "finish", "Finish of 80 questions to the painted score", "", "ms", 50, measure_finish, profile_finish
)
