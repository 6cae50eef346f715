"""The running desk of the bank: sign-in by turns, the desk, the stop screen and the way out.

The bank belongs to the core thread; screens are given frozen values. The desk is built anew for every person, so that
nothing of one stays on the screen of the next; only what somebody typed and did not save waits for that same person.
"""

import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from question_bank.workflow import Person
from station.domain.errors import Reason, StationError
from station.services.bank import custody
from station.services.bank import desk as services
from station.services.bank.bank import Bank
from station.services.bank.facts import BankState
from station.ui.bank.desk import BankDesk
from station.ui.bank.draft import Drafts
from station.ui.bank.sign_in import RECOVERY, Account, Entry, SignInScreen, SignInView
from station.ui.candidate.stop_screen import StopScreen, StopView
from station.ui.core import Worker
from station.ui.leaving import confirm_leaving
from station.ui.reasons import words_of_error
from station.ui.shell import Shell
from station.ui.theme import Look


class BankProgram(QObject):
    """Joins window and threads. `now` is the wall clock in ms; `accounts` are those of a training bank, by id."""

    def __init__(
        self,
        shell: Shell,
        now: Callable[[], int],
        program: str,
        accounts: Callable[[], Mapping[str, Account]] = dict,
        offset_minutes: int = 360,
    ) -> None:
        super().__init__(shell)
        self.shell, self.now, self.program = shell, now, program
        self.core, self.painter = Worker("core", self), Worker("painter", self)
        self.offset_minutes = offset_minutes
        self.bank: Bank | None = None
        self.desk: BankDesk | None = None
        self.screen: SignInScreen | None = None
        self._accounts = accounts
        self._folder = Path()
        self._slots: tuple[Entry, ...] = ()
        self._names = ("", "")
        self._drafts: dict[str, Drafts] = {}
        self._stopped = False
        shell.leave_wanted.connect(self.ask_to_leave)
        shell.close_wanted.connect(self.ask_to_leave)

    # --- sign-in ---

    def open(self, folder: Path) -> None:
        """Show the sign-in of a bank folder; the first passphrase opens it."""
        self._folder = folder
        try:
            slots = custody.slots(folder)
        except StationError as error:
            self.stop(error)
            return
        known = self._accounts()
        self._slots = tuple(
            Entry(slot, known[slot].name, known[slot].roles) if slot in known else Entry(slot) for slot in slots
        )
        self._show_sign_in()

    def take(self, bank: Bank) -> None:
        """A bank that was just made and is open already."""
        self.bank, self._folder = bank, bank.folder
        self.core.call(self._left, self.stop, _sign_out, bank)

    def _show_sign_in(self, message: str = "", kind: str = "danger") -> None:
        accounts = tuple(self._accounts().values())
        entries = (*self._slots, Entry(RECOVERY))
        view = SignInView(*self._names, entries, message, kind, accounts=accounts)
        screen = self.screen = SignInScreen(self.shell.texts, view, self.shell.look)
        screen.sign_in_asked.connect(self._sign_in)
        screen.leave_asked.connect(self.leave)
        screen.language_chosen.connect(partial(self._speak, screen))
        screen.look_chosen.connect(partial(self._dress, screen))
        self.shell.show_screen(screen)

    def _speak(self, screen: SignInScreen, language: str) -> None:
        self.shell.language = language
        screen.set_texts(self.shell.texts)

    def _dress(self, screen: SignInScreen, look: Look) -> None:
        self.shell.set_look(look)
        screen.set_look(look)

    def _sign_in(self, slot: str, passphrase: str) -> None:
        screen = self.screen
        assert screen is not None
        entries = (*self._slots, Entry(RECOVERY))
        busy = self.shell.texts.get("One moment …")
        accounts = tuple(self._accounts().values())
        screen.set_view(SignInView(*self._names, entries, busy, "info", is_busy=True, accounts=accounts))

        def refused(error: Exception) -> None:
            if isinstance(error, StationError) and error.reason in (Reason.PASSPHRASE_WRONG, Reason.DATA_IN_USE):
                words = words_of_error(self.shell.texts, error)
                screen.refuse(f"{words.title}. {words.text}")
            else:
                self.stop(error)

        self.core.call(
            self._signed_in, refused, _open, self.bank, self._folder, slot, passphrase, self.now
        )  # fmt: skip

    def _signed_in(self, opened: tuple[Bank, BankState]) -> None:
        self.bank, state = opened
        if self._stopped:
            return
        assert state.person is not None
        drafts = self._drafts.setdefault(state.person.id, Drafts())
        desk = self.desk = BankDesk(self, self.bank, state, drafts, is_training=bool(self._accounts()))
        desk.closed.connect(self._close_desk)
        desk.failed.connect(self.stop)
        desk.leave_wanted.connect(self.ask_to_leave)
        before, self.screen = self.screen, None
        desk.open()
        if before is not None:
            self.shell.drop(before)

    # --- the end of a sitting ---

    def _close_desk(self, reason: str) -> None:
        """The desk is locked: the screen goes at once, the person a moment later."""
        desk, self.desk = self.desk, None
        if desk is None or self.bank is None:
            return
        desk.halt()
        self.shell.dismiss_dialogs()
        self.core.call(partial(self._left, reason=reason), self.stop, _sign_out, self.bank)
        self._show_sign_in()
        if desk.frame is not None:
            self.shell.drop(desk.frame)

    def _left(self, told: tuple[BankState, list[str]], reason: str = "") -> None:
        """Nobody is signed in: now the names of everybody who may sign in are known."""
        state, slots = told
        if self._stopped or self.desk is not None:
            return
        people: dict[str, Person] = {person.id: person for person in state.staff}
        self._names = (state.name, state.pc)
        self._slots = tuple(Entry(slot, people[slot].name, people[slot].roles) for slot in slots if slot in people)
        message = ""
        if reason == "idle":
            message = self.shell.texts.get("The desk was locked because nobody touched it. Unsaved texts are kept.")
        if self.screen is None:
            self._show_sign_in()
        entries = (*self._slots, Entry(RECOVERY))
        accounts = tuple(self._accounts().values())
        assert self.screen is not None
        self.screen.set_view(SignInView(*self._names, entries, message, "info", accounts=accounts))

    # --- the way out ---

    def ask_to_leave(self) -> None:
        """Ctrl+Q or a closed window: from the desk a question, from the sign-in at once."""
        if self.desk is None or self._stopped:
            self.leave()
        elif not self.shell.dialog_open:
            self.desk.leave_what_is_typed(self._confirm_leaving)

    def _confirm_leaving(self) -> None:
        if self.desk is not None:
            confirm_leaving(self.shell, self.desk.texts, self.leave)

    def leave(self) -> None:
        """Close the bank, close the window."""
        if self.desk is not None:
            self.desk.halt()
        if self.bank is not None:
            self.core.call(self._gone, self._gone, self.bank.close)
        else:
            self._gone(None)

    def _gone(self, _ended: object) -> None:
        self.shell.leave()
        QApplication.quit()

    def finish(self) -> None:
        """After the event loop: let the threads end and the bank close."""
        if self.bank is not None:
            self.core.call(lambda _none: None, lambda _error: None, self.bank.close)
        self.core.finish()
        self.painter.finish()

    # --- stop ---

    def stop(self, error: Exception) -> None:
        """The bank cannot go on: said in three languages, recorded where the disk still takes it."""
        if self._stopped:
            return
        self._stopped = True
        if self.desk is not None:
            self.desk.halt()
        self.shell.dismiss_dialogs()
        if isinstance(error, StationError):
            view = StopView(error.reason, error.facts)
        else:
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
            mark = f"{type(error).__name__} {place}"
            view = StopView(Reason.PROGRAM_FAULT, {}, mark)
            if self.bank is not None:
                text = "".join(traceback.format_exception_only(error)).strip()[:300]
                self.core.call(
                    lambda _none: None, lambda _error: None, services.note_fault, self.bank, f"{mark}: {text}"
                )
        screen = StopScreen(self.shell.look)
        screen.set_view(view)
        screen.staff_requested.connect(self.leave)
        self.shell.show_screen(screen)

    def start_when_shown(self, work: Callable[[], None]) -> None:
        """Run `work` once the window stands."""
        QTimer.singleShot(0, self, work)


def _open(bank: Bank | None, folder: Path, slot: str, passphrase: str, now: Callable[[], int]) -> tuple[Bank, Any]:
    if bank is None:
        bank = custody.open_bank(folder, slot, passphrase, now)
    else:
        custody.sign_in(bank, slot, passphrase)
    return bank, bank.state()


def _sign_out(bank: Bank) -> tuple[BankState, list[str]]:
    custody.sign_out(bank)
    return bank.state(), custody.slots(bank.folder)
