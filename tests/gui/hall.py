"""The real program over a real data folder, driven by keys and clicks. Every wait is for a condition."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from station import vault
from station.domain import events as e
from station.domain.admitted_head import Head
from station.domain.attempt import Attempt
from station.domain.errors import Reason
from station.services import preparation, proctoring, registration, sample
from station.store import Disk, Store
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.wait_screen import WaitScreen
from station.ui.desk import Desk
from station.ui.kiosk import Kiosk
from station.ui.proctor.dialogs import SignInDialog
from station.ui.proctor.frame import DeskFrame
from station.ui.proctor.unlock import UnlockScreen
from station.ui.program import Program
from station.ui.reasons import words_for
from station.ui.shell import Shell
from station.ui.widgets.dialog import Dialog
from tests.builders import FakeClock
from tests.rich import with_rich

PATIENCE_MS = 10_000
BALLAST = 64 << 10
Kind = TypeVar("Kind", bound=QWidget)


@dataclass
class Prepared:
    """A closed data folder with everything that a hall knows of it: passphrases, and codes by candidate."""

    folder: Path
    passphrases: dict[str, str]
    earlier_code: str
    codes: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    commission: dict[str, str] = field(default_factory=dict)  # passphrases by member id

    def copied(self, to: Path) -> "Prepared":
        """A copy of its own for one test."""
        shutil.copytree(self.folder, to)
        return replace(self, folder=to)

    def of_language(self, language: str) -> str:
        """The first candidate with a code who sits the test in that language."""
        return next(name for name in self.codes if self.languages[name] == language)


def prepare(folder: Path, candidates: int = 12, coded: int = 8) -> Prepared:
    """The demo session of ten questions: list taken in, session open, codes issued to the first `coded`."""
    clock, chance = FakeClock(), Random(7)
    hall = sample.build(
        folder, clock, chance.randrange,
        candidates=candidates, form="10", cost=vault.Cost(64, 1, 1), ballast_bytes=BALLAST,
    )  # fmt: skip
    made = Prepared(
        folder / "data", dict(hall.passphrases), hall.earlier_code, commission=dict(hall.commission)
    )  # fmt: skip
    for name, found in list(hall.station.hall.candidates.items())[:coded]:
        registration.mark_document_seen(hall.station, name)
        made.codes[name] = registration.issue_code(hall.station, name).code
        made.languages[name] = found.language
    proctoring.lock_desk(hall.station, "test")
    hall.station.store.close()
    return made


def prepare_rich(folder: Path) -> Prepared:
    """A session whose papers hold the questions of `tests.rich`; everybody of its short list has a code."""
    clock = FakeClock()
    plan = with_rich(sample.session_plan(clock, "10", "test", {}, (vault.new_master_key().hex(), "000000000097")))
    made = preparation.create_session(folder / "data", plan, clock, Random(7).randrange, vault.Cost(64, 1, 1), BALLAST)
    station, passphrases = made.station, dict(made.passphrases)
    proctoring.sign_in(station, sample.HEAD, passphrases[sample.HEAD])
    data = sample.admitted_list(4, 7)
    head = Head("7", "2026-02-27", "Эшимов Т. К.")
    preparation.admit_list(station, data, preparation.look_through_list(station, data, "list.csv", head))
    proctoring.open_session(station)
    prepared = Prepared(folder / "data", passphrases, "")
    for name, found in station.hall.candidates.items():
        registration.mark_document_seen(station, name)
        prepared.codes[name] = registration.issue_code(station, name).code
        prepared.languages[name] = found.language
    proctoring.lock_desk(station, "test")
    station.store.close()
    return prepared


def prepare_empty(folder: Path) -> Prepared:
    """A session without a list, not yet open."""
    clock = FakeClock()
    plan = sample.session_plan(clock, "10", "test", {}, (vault.new_master_key().hex(), "000000000097"))
    made = preparation.create_session(folder / "data", plan, clock, Random(7).randrange, vault.Cost(64, 1, 1), BALLAST)
    made.station.store.close()
    return Prepared(folder / "data", dict(made.passphrases), "")


class Patience(Protocol):
    """What of pytest-qt's qtbot is needed here."""

    def addWidget(self, widget: QWidget) -> None:
        """Close it in the end."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None:
        """Run the event loop until it is so."""


class Hall:
    """One running program with its window, and the hands and eyes of whoever sits before it."""

    def __init__(self, patience: Patience, prepared: Prepared, clock: FakeClock | None = None) -> None:
        self.bot, self.prepared = patience, prepared
        self.clock = clock or FakeClock()
        self.shell = Shell()
        self.shell.resize(1366, 768)
        self.program = Program(self.shell, self.clock, Random(3).randrange, "test")
        patience.addWidget(self.shell)
        self.shell.show()
        self.shell.activateWindow()
        self.until(self.shell.isActiveWindow)
        self._finished = False

    # --- start and end ---

    def start(self, disk: Disk | None = None) -> "Hall":
        """Open the folder as at an ordinary morning; the code screen stands."""
        self.begin_start(disk)
        self.until(lambda: self.program.kiosk is not None)
        return self

    def begin_start(self, disk: Disk | None = None) -> None:
        """Open the folder on the core thread, which owns the database; its store writes through `disk`."""
        by = sample.HEAD

        def work() -> preparation.Started:
            real = Store.open
            if disk is not None:
                Store.open = lambda *folder, **how: real(*folder, **how, disk=disk)  # type: ignore[method-assign]
            try:
                return preparation.open_station(
                    self.prepared.folder, by, self.prepared.passphrases[by], self.clock.wall_ms(), self.clock,
                    Random(3).randrange, "test", BALLAST,
                )  # fmt: skip
            finally:
                Store.open = real  # type: ignore[method-assign]

        def opened(started: preparation.Started) -> None:
            self.program.take(started.station, started)

        self.program.core.call(opened, self.program.stop, work)

    def finish(self) -> None:
        """End the program as its main function does; a second call does nothing."""
        if not self._finished:
            self._finished = True
            if self.program.kiosk is not None:
                self.program.kiosk.halt()
            if self.program.desk is not None:
                self.program.desk.halt()
            self.program.finish()
            self.shell.leave()

    # --- eyes ---

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for it, with the event loop running."""
        self.bot.waitUntil(condition, timeout=PATIENCE_MS)

    def sees(self, kind: type[Kind]) -> Kind:
        """Wait until a screen of that kind is in front."""
        self.until(lambda: isinstance(self.shell.screen_shown, kind))
        screen = self.shell.screen_shown
        assert isinstance(screen, kind)
        return screen

    def dialog(self, kind: type[Any] = Dialog) -> Any:
        """Wait until a dialog of that kind is open."""
        self.until(lambda: any(found.isVisible() for found in self.shell.findChildren(kind)))
        return next(found for found in self.shell.findChildren(kind) if found.isVisible())

    def words(self, widget: QWidget | None = None) -> str:
        """Everything that can be read in the widget, the window by default."""
        place = widget or self.shell
        return "\n".join(part.text() for part in place.findChildren(QLabel) if part.isVisible() and part.text())

    def reads(self, text: str) -> None:
        """Wait until the window says this."""
        self.until(lambda: text in self.words())

    def says(self, reason: Reason, **facts: str | int) -> None:
        """Wait until the window says this refusal, in the language of whoever reads it."""
        texts = self.desk.texts if self.program.desk is not None and self.desk.is_open else self.shell.texts
        told = words_for(texts, reason, facts).text
        self.until(lambda: told in self.words())

    def unlock(self, slot: str = sample.HEAD, passphrase: str = "") -> None:
        """Fill the unlock screen by keys: passphrase, "date and time are right", Enter."""
        screen = self.sees(UnlockScreen)
        self.until(screen.unlock.isEnabled)
        select = screen.who.select
        select.setCurrentIndex([select.itemData(row) for row in range(select.count())].index(slot))
        self.keys(passphrase or self.prepared.passphrases[slot])
        screen.right.setFocus()
        self.keys(Qt.Key.Key_Space, Qt.Key.Key_Return)

    @property
    def kiosk(self) -> Kiosk:
        """The candidate's side."""
        assert self.program.kiosk is not None
        return self.program.kiosk

    @property
    def desk(self) -> Desk:
        """The staff's side."""
        desk = self.program.desk
        assert isinstance(desk, Desk)
        return desk

    def attempt(self, candidate: str) -> Attempt:
        """As it is on disk."""
        assert self.program.station is not None
        return self.program.station.attempt(candidate)

    def journal(self, kind: type[e.Event]) -> list[Any]:
        """The journal's events of one kind, read on the core thread."""
        found: list[list[Any]] = []

        def work() -> list[Any]:
            assert self.program.station is not None
            entries = self.program.station.store.entries()
            return [e.event_of(row.kind, row.version, row.body) for row in entries if row.kind == kind.kind()]

        self.program.core.call(found.append, self.program.stop, work)
        self.until(lambda: bool(found))
        return found[0]

    def settled(self) -> None:
        """Wait until the core has nothing left to do and its last words have arrived."""
        for _round in range(2):
            self._core_is_idle()

    def _core_is_idle(self) -> None:
        done: list[object] = []
        self.program.core.call(done.append, done.append, lambda: None)
        self.until(lambda: bool(done))

    # --- hands ---

    def keys(self, *keys: Qt.Key | str) -> None:
        """Press keys where the focus is, as a keyboard does."""
        for key in keys:
            target = self.shell.focusWidget() or self.shell
            if isinstance(key, str) and key.isascii():
                QTest.keyClicks(target, key)
            elif isinstance(key, str):  # QTest knows Latin letters only
                for letter in key:
                    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            else:
                QTest.keyClick(target, key)

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the focus is there; it must come within one round."""
        passed = []
        for _step in range(60):
            if wanted.hasFocus():
                return
            self.keys(Qt.Key.Key_Tab)
            passed.append(type(self.shell.focusWidget()).__name__)
        raise AssertionError(f"Tab never reached {wanted}, it passed {passed}")

    def chord(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        QTest.keyClick(self.shell.focusWidget() or self.shell, key, Qt.KeyboardModifier.ControlModifier)

    def click(self, button: QAbstractButton) -> None:
        """Press with the mouse; the button must be there and ready."""
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_code(self, code: str) -> None:
        """Type a code and Enter."""
        screen = self.sees(CodeScreen)
        self.until(screen.boxes.isEnabled)
        self.keys(code, Qt.Key.Key_Return)

    def sign_in(self, by: str = sample.HEAD, tab: str = "") -> DeskFrame:
        """Ctrl+F12, the name, the passphrase; then the wanted tab."""
        self.chord(Qt.Key.Key_F12)
        dialog = self.dialog(SignInDialog)
        place = [dialog.who.select.itemData(row) for row in range(dialog.who.select.count())].index(by)
        dialog.who.select.setCurrentIndex(place)
        self.keys(self.prepared.passphrases[by], Qt.Key.Key_Return)
        frame = self.sees(DeskFrame)
        if tab:
            self.tab(tab)
        return frame

    def tab(self, name: str) -> Any:
        """Open a tab by its key; its screen."""
        frame = self.sees(DeskFrame)
        self.chord(Qt.Key(Qt.Key.Key_1.value + list(frame.screens).index(name)))
        self.until(lambda: frame.tab == name)
        return frame.screens[name]

    def choose(self, screen: Any, candidate: str) -> None:
        """Choose a candidate's row as the arrows do, and wait until the card shows him."""
        rows = [row.id for row in screen.table.rows]
        self.until(lambda: candidate in [row.id for row in screen.table.rows])
        rows = [row.id for row in screen.table.rows]
        screen.table.setFocus()
        screen.table.setCurrentIndex(screen.table.model().index(rows.index(candidate), 0))
        self.until(lambda: self.desk.chosen == candidate)
        self.settled()

    def lock(self) -> None:
        """Ctrl+L."""
        self.chord(Qt.Key.Key_L)
        self.until(lambda: not isinstance(self.shell.screen_shown, DeskFrame))

    # --- ways ---

    def to_wait(self, candidate: str) -> WaitScreen:
        """From the code to the screen before the start, by Enter alone."""
        from station.ui.candidate.identity_screen import IdentityScreen
        from station.ui.candidate.practice_screen import PracticeScreen
        from station.ui.candidate.rules_screen import RulesScreen

        self.type_code(self.prepared.codes[candidate])
        self.sees(IdentityScreen).yes.click()
        self.sees(RulesScreen).accept.click()
        self.sees(PracticeScreen).skip.click()
        return self.sees(WaitScreen)

    def to_test(self, candidate: str) -> QuestionScreen:
        """Up to the first question."""
        self.to_wait(candidate).start.click()
        return self.sees(QuestionScreen)

    def answer(self, *places: int) -> None:
        """Answer this and the following questions with the options at these places, from 1."""
        for place in places:
            self.keys(str(place))
            self.settled()
            self.keys(Qt.Key.Key_Right)
            self.settled()

    def pass_time(self, seconds: int) -> None:
        """Let test time pass in steps that count as a running program."""
        for done in range(0, seconds, 7):
            self.clock.advance(min(7, seconds - done) * 1000)
            self.kiosk.each_second()
            self.settled()


def chosen_texts(attempt: Attempt) -> Sequence[tuple[str, frozenset[str]]]:
    """Answers in the paper's order."""
    return [(row.question, attempt.answers[row.question]) for row in attempt.paper if row.question in attempt.answers]
