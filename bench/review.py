"""The commission's review of one long attempt: how soon it stands on the screen, how fast its slider repaints."""

import cProfile
import os
import secrets
import shutil
import statistics
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from bench.hall import CHEAP
from resources.texts import texts_for
from station.platform import MachineClock
from station.services import appeals, exam, registration, results, review, sample
from station.services.commission import Attendance
from station.services.review import Presence, Reviewed
from station.services.station import Station
from station.ui import theme
from station.ui.commission.review_screen import ReviewScreen
from station.ui.commission.view import ReviewView
from station.ui.theme import Look

EVENTS = 2000
_SIZE = (1366, 768)


class _Appealed:
    """An attempt of 80 questions and 2,000 entries, finished and appealed; the commission sits there."""

    def __init__(self, folder: Path) -> None:
        made = sample.build(
            folder, MachineClock(), secrets.randbelow, candidates=1, program="bench", cost=CHEAP, ballast_bytes=0
        )
        self.station: Station = made.station
        self.candidate = next(iter(self.station.hall.candidates))
        registration.mark_document_seen(self.station, self.candidate)
        self.code = registration.issue_code(self.station, self.candidate).code
        exam.enter_code(self.station, self.code, "01")
        exam.confirm_identity(self.station, self.candidate)
        exam.acknowledge_rules(self.station, self.candidate)
        exam.start(self.station, self.candidate)
        self._sit()
        results.make_protocol(self.station, self.candidate)
        paper = appeals.paper_codes(self.station, self.candidate)[appeals.PROTOCOL]
        self.number = appeals.file(self.station, self.candidate, self.code, paper).number
        people = list(made.commission)
        self.attendance = Attendance(
            made.commission[people[0]], people[1], made.commission[people[1]], tuple(people), {}
        )

    def _sit(self) -> None:
        """Shown, chosen, changed, flagged, all through the paper, until there are enough entries."""
        station, me = self.station, self.candidate
        paper = station.attempt(me).paper
        for step in range((EVENTS - 4) // 2):
            row = paper[step % len(paper)]
            exam.show(station, me, row.question)
            if step % 9 == 8:
                exam.flag(station, me, row.question, step % 2 == 0)
            else:
                exam.answer(station, me, row.question, frozenset({row.options[step // 80 % 4]}))
        exam.finish(station, me)
        exam.result_shown(station, me)

    def open(self) -> Reviewed:
        """Both passphrases, the candidate's code, the recount, the steps."""
        return review.open_review(self.station, self.number, self.attendance, Presence(self.code))

    def close(self) -> None:
        """Hide the keys."""
        review.close_review(self.station, self.number, "desk")


def _application() -> QApplication:
    found = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(found, QApplication)
    return found


def _screen(reviewed: Reviewed) -> ReviewScreen:
    screen = ReviewScreen(ReviewView(reviewed), texts_for("ky"), Look())
    theme.apply(screen, Look())
    screen.resize(*_SIZE)
    screen.show()
    _application().processEvents()
    return screen


def _opened(appealed: _Appealed) -> ReviewScreen:
    return _screen(appealed.open())


def _put_away(appealed: _Appealed, screen: ReviewScreen) -> None:
    appealed.close()
    screen.hide()
    screen.deleteLater()
    _application().processEvents()


def measure_open(folder: Path) -> Iterator[Sides]:
    """Each run opens the review anew; the stretching of the passphrases (Argon2id) is made cheap, it is not ours."""
    _application()
    theme.load_fonts()
    appealed = _Appealed(folder / "hall")
    for _ in range(RUNS):
        shown: list[ReviewScreen] = []
        took = ms_of(lambda: shown.append(_opened(appealed)))  # noqa: B023 - called at once
        yield Sides(took)
        _put_away(appealed, shown[0])
    appealed.station.store.close()
    shutil.rmtree(folder / "hall")


def profile_open(folder: Path) -> None:
    """Where the way to the commission's screen spends its time."""
    _application()
    theme.load_fonts()
    appealed = _Appealed(folder / "hall")
    profile = cProfile.Profile()
    profile.enable()
    screen = _opened(appealed)
    profile.disable()
    print_profile(profile, 1, "review opened")
    _put_away(appealed, screen)
    appealed.station.store.close()


def _slide(screen: ReviewScreen, place: int) -> None:
    screen.replay.go(place)
    _application().processEvents()


def measure_slider(folder: Path) -> Iterator[Sides]:
    """Each run moves the slider over every tenth step of the attempt: the median of its 200 moves."""
    _application()
    theme.load_fonts()
    appealed = _Appealed(folder / "hall")
    screen = _opened(appealed)
    screen.show_page("replay")
    _slide(screen, 0)
    count = len(screen.replay.steps)
    for run in range(RUNS):
        yield Sides(statistics.median(ms_of(partial(_slide, screen, place)) for place in range(1 + run, count, 10)))
    _put_away(appealed, screen)
    appealed.station.store.close()
    shutil.rmtree(folder / "hall")


def profile_slider(folder: Path) -> None:
    """Where a move of the slider spends its time."""
    _application()
    theme.load_fonts()
    appealed = _Appealed(folder / "hall")
    screen = _opened(appealed)
    screen.show_page("replay")
    profile, places = cProfile.Profile(), range(1, len(screen.replay.steps), 10)
    profile.enable()
    for place in places:
        _slide(screen, place)
    profile.disable()
    print_profile(profile, len(places), "slider moved")
    _put_away(appealed, screen)
    appealed.station.store.close()


OPEN = Figure(
    "review", "review of 80 questions and 2,000 entries, opened to the painted screen", "", "ms", 1000,
    measure_open, profile_open,
)  # fmt: skip
SLIDER = Figure(
    "slider", "one move of the replay's slider to the painted picture", "", "ms", 33,
    measure_slider, profile_slider,
)  # fmt: skip
