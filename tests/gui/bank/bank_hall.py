"""The real desk over a real encrypted bank, with the hands and eyes of whoever sits before it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from question_bank.model import Section
from station import vault
from station.services.bank import custody
from station.ui.bank.desk import BankDesk
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.frame import TABS, BankFrame
from station.ui.bank.program import BankProgram
from station.ui.bank.sign_in import SignInScreen
from station.ui.shell import Shell
from station.ui.widgets.dialog import Dialog
from tests.gui.hall import PATIENCE_MS, Patience
from tests.services.bank.pcs import SECTIONS, STAFF, Clock

COST = vault.Cost(64, 1, 1)
PASSPHRASES = {plan.id: plan.passphrase for plan in STAFF}
Kind = TypeVar("Kind", bound=QWidget)


def prepare(folder: Path, sections: tuple[Section, ...] = SECTIONS) -> Path:
    """A closed, empty bank of four people."""
    bank, _ = custody.create_bank(
        folder, name="Борбордук база", pc="1", sections=sections, staff=STAFF, now_ms=Clock(), cost=COST
    )
    bank.close()
    return folder


class BankHall:
    """One running program."""

    def __init__(self, patience: Patience, folder: Path, language: str = "ru") -> None:
        self.bot, self.folder = patience, folder
        self.shell = Shell("ky" if language == "en" else language)
        self.shell.language = language
        self.shell.resize(1366, 768)
        self.program = BankProgram(self.shell, Clock(), "test")
        patience.addWidget(self.shell)
        self.shell.show()
        self.shell.activateWindow()
        self.until(self.shell.isActiveWindow)
        self.program.open(folder)
        self._finished = False

    def finish(self) -> None:
        """End the program as its main function does; a second call does nothing."""
        if not self._finished:
            self._finished = True
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

    def no_dialog(self) -> None:
        """Wait until none is open."""
        self.until(lambda: not self.shell.dialog_open)

    def words(self) -> str:
        """Everything that can be read in the window."""
        return "\n".join(part.text() for part in self.shell.findChildren(QLabel) if part.isVisible() and part.text())

    def reads(self, text: str) -> None:
        """Wait until the window says this."""
        self.until(lambda: text in self.words())

    @property
    def desk(self) -> BankDesk:
        """The desk of whoever is signed in."""
        assert self.program.desk is not None
        return self.program.desk

    @property
    def frame(self) -> BankFrame:
        """Its frame."""
        assert self.desk.frame is not None
        return self.desk.frame

    @property
    def editor(self) -> EditorScreen:
        """The open editor."""
        self.until(lambda: self.desk.questions.editor is not None)
        editor = self.desk.questions.editor
        assert editor is not None
        self.until(editor.isVisible)
        return editor

    def settled(self) -> None:
        """Wait until neither thread has anything left to do and the last words have arrived."""
        for worker in (self.program.core, self.program.painter, self.program.core):
            done: list[object] = []
            worker.call(done.append, done.append, lambda: None)
            self.until(lambda done=done: bool(done))

    # --- hands ---

    def keys(self, *keys: Qt.Key | str) -> None:
        """Press keys where the focus is; text that no keyboard of QTest has comes as an input method gives it."""
        from PySide6.QtGui import QInputMethodEvent

        for key in keys:
            target = self.shell.focusWidget() or self.shell
            if not isinstance(key, str):
                QTest.keyClick(target, key)
            elif key.isascii() or isinstance(target, QLineEdit):
                QTest.keyClicks(target, key) if key.isascii() else target.insert(key)
            else:
                event = QInputMethodEvent()
                event.setCommitString(key)
                QApplication.sendEvent(target, event)

    def chord(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        QTest.keyClick(self.shell.focusWidget() or self.shell, key, Qt.KeyboardModifier.ControlModifier)

    def click(self, button: QAbstractButton) -> None:
        """Press with the mouse; the button must be there and ready."""
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    # --- ways ---

    def sign_in(self, person: str, passphrase: str = "") -> None:
        """Choose the person, type the passphrase, Enter."""
        screen = self.sees(SignInScreen)
        self.until(lambda: screen.enter.isEnabled() and screen.who.select.findData(person) >= 0)
        screen.who.select.setCurrentIndex(screen.who.select.findData(person))
        screen.secret.line.setFocus()
        self.keys(passphrase or PASSPHRASES[person], Qt.Key.Key_Return)

    def enter(self, person: str) -> None:
        """Sign in and wait for the desk."""
        self.sign_in(person)
        self.sees(BankFrame)
        self.settled()

    def leave(self) -> None:
        """Ctrl+L; the next one may sit down."""
        self.chord(Qt.Key.Key_L)
        self.sees(SignInScreen)
        self.settled()

    def tab(self, name: str) -> Any:
        """Open a tab by its key; its screen."""
        self.chord(Qt.Key(Qt.Key.Key_1.value + list(TABS).index(name)))
        self.until(lambda: self.frame.tab == name)
        self.settled()
        return self.frame.screens[name]
