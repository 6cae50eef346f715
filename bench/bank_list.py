"""The list of 100,000 questions on the screen: a search from the key to the painted rows, and a jump to any place.

The window is real (offscreen), the bank is real; the search runs on the window's thread here, so that the figure holds
the whole work and no waiting.
"""

import cProfile
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from bench.bank_data import bank_of, open_again
from bench.bank_search import _BARE, COUNT, TYPED
from bench.figure import RUNS, Figure, Sides, in_turn, print_profile
from resources.texts import texts_for
from station.services.bank import finding
from station.services.bank.bank import Bank
from station.services.bank.facts import Query
from station.store.bank.listing import match_of
from station.ui import theme
from station.ui.bank.list_screen import ListScreen, ListView
from station.ui.theme import Look

_SIZE = (1366, 768)
_JUMPS = 40


class List:
    """The list's screen over an open bank."""

    def __init__(self, bank: Bank) -> None:
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        self.application, self.bank = application, bank
        self.read_ms = 0.0  # of the window's thread, for the bank alone
        self.window = QStackedWidget()
        theme.apply(self.window, Look())
        self.screen = ListScreen(texts_for("ky"), ListView(bank.state()))
        self.window.addWidget(self.screen)
        self.window.resize(*_SIZE)
        self.screen.query_changed.connect(self._answer)
        self.screen.page_wanted.connect(self._answer)
        self._answer(self.screen.query)
        self.window.show()
        self.settle()

    def _answer(self, query: Query) -> None:
        begun = time.thread_time()
        found = finding.search(self.bank, query)
        self.read_ms += (time.thread_time() - begun) * 1000
        self.screen.show_found(query, found)

    def settle(self) -> None:
        """Everything that waits is done and painted."""
        self.application.processEvents()
        self.application.processEvents()

    def search(self, text: str) -> None:
        """As if typed and ended with Enter; back when the rows are painted."""
        self.screen.search.setText(text)
        self.screen.search.typed.emit(text)
        self.settle()

    def repaint(self) -> None:
        """Paint the rows that stand there."""
        self.screen.table.viewport().repaint()

    def jump(self, place: int) -> None:
        """Stand at another place of the list; back when its rows are painted."""
        bar = self.screen.table.verticalScrollBar()
        bar.setValue(bar.maximum() * place // COUNT)
        table = self.screen.table
        self.settle()
        while table.pages.row(table.rowAt(1)) is None:
            self.settle()

    def press(self, key: Qt.Key) -> None:
        """A key in the list, and its paint."""
        QTest.keyClick(self.screen.table, key)
        self.settle()

    def work_of(self, act: Callable[[], object]) -> float:
        """Milliseconds in which the window's thread worked for `act`, without the reading of the bank."""
        begun, read = time.thread_time(), self.read_ms
        act()
        return (time.thread_time() - begun) * 1000 - (self.read_ms - read)

    def close(self) -> None:
        """Let the window go."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)


def _bare(shown: List, texts: Iterator[str]) -> None:
    shown.bank.store._c.execute(_BARE, (match_of(next(texts)),)).fetchall()
    shown.repaint()


def _bench(folder: Path) -> tuple[Bank, List]:
    bank = open_again(bank_of(COUNT, folder))
    shown = List(bank)
    for text in TYPED:  # both sides find their pages in memory
        shown.search(text)
        bank.store._c.execute(_BARE, (match_of(text),)).fetchall()
    return bank, shown


def measure_search(folder: Path) -> Iterator[Sides]:
    """Each run: ten searches on the screen and ten bare statements with a bare repaint, in turn."""
    bank, shown = _bench(folder)
    for _ in range(RUNS):
        typed, again = itertools.cycle(TYPED), itertools.cycle(TYPED)
        yield in_turn(len(TYPED), lambda: shown.search(next(typed)), lambda: _bare(shown, again))  # noqa: B023
    shown.close()
    bank.close()


def measure_jump(folder: Path) -> Iterator[Sides]:
    """Each run: the window's own work for the dearest of forty jumps all over the list and of forty steps."""
    bank, shown = _bench(folder)
    shown.search("")
    random = Random(1)
    for _ in range(RUNS):
        acts: list[Callable[[], object]] = []
        for _jump in range(_JUMPS):
            acts.append(lambda: shown.jump(random.randrange(COUNT)))
            acts.append(lambda: shown.press(Qt.Key.Key_Down))
        yield Sides(max(shown.work_of(act) for act in acts))
    shown.close()
    bank.close()


def profile(folder: Path) -> None:
    """Where a search on the screen spends its time."""
    bank, shown = _bench(folder)
    with cProfile.Profile() as seen:
        for text in TYPED:
            shown.search(text)
    print_profile(seen, len(TYPED), "search on the screen")
    with cProfile.Profile() as seen:
        for place in range(0, COUNT, COUNT // _JUMPS):
            shown.jump(place)
    print_profile(seen, _JUMPS, "jump")
    shown.close()
    bank.close()


SEARCH = Figure(
    "list", f"a search of {COUNT} questions, its rows painted", "the bare statement and a bare repaint", "ms", 2.0,
    measure_search, profile,
)  # fmt: skip
JUMP = Figure(
    "scroll", f"the window's work for the dearest jump or step in a list of {COUNT} questions", "", "ms", 50,
    measure_jump, profile,
)  # fmt: skip
