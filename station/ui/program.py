"""The running program: unlock, kiosk, desk, the stop screen and the way out, each where its moment comes.

What only an unlocked station needs is imported there: the first screen does not wait for it (docs/performance.md).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.domain.stages import Stage
from station.ui.core import Worker
from station.ui.leaving import confirm_leaving
from station.ui.shell import Shell
from station.ui.theme import Look

if TYPE_CHECKING:
    from station.domain.hall import Staff
    from station.services.kiosk import Entrance
    from station.services.preparation import Started
    from station.services.results import Draft
    from station.services.station import Below, Station
    from station.ui.candidate.code_screen import DemoNote
    from station.ui.kiosk import Kiosk
    from station.ui.views import Frame


class Program(QObject):
    """Joins the window, the core thread and the painter thread. `notes` are the demo's accounts and codes."""

    def __init__(
        self,
        shell: Shell,
        clock: Clock,
        below: Below,
        version: str,
        notes: Callable[[], tuple[DemoNote, ...]] | None = None,
    ) -> None:
        super().__init__(shell)
        self.shell, self.clock, self.below, self.version = shell, clock, below, version
        self.core, self.painter = Worker("core", self), Worker("painter", self)
        self.station: Station | None = None
        self.kiosk: Kiosk | None = None
        self.desk: Any = None
        self._staff: tuple[Staff, ...] = ()
        self._folder = Path()
        self._notes = notes
        self._stopped = False
        shell.desk_wanted.connect(self.ask_for_desk)
        shell.leave_wanted.connect(self.ask_to_leave)
        shell.close_wanted.connect(self.ask_to_close)

    # --- start ---

    def unlock(self, folder: Path, message: StationError | None = None) -> None:
        """Show the unlock screen of a prepared data folder."""
        from station.services import access
        from station.ui.proctor.unlock import Slot, UnlockScreen, UnlockView

        self._folder = folder
        try:
            keyring = access.read_keyring(folder)
        except StationError as error:
            self.stop(error)
            return
        slots = (*(Slot(name, name, "") for name in keyring.staff()), Slot("recovery", "", "recovery"))
        view = UnlockView(slots, self.clock.wall_ms())
        screen = UnlockScreen(self.shell.texts, view)
        screen.language_chosen.connect(lambda language: self._speak(screen, language))
        screen.look_chosen.connect(partial(self._dress, screen))
        screen.leave_asked.connect(self.leave)
        screen.unlock_asked.connect(partial(self._open, screen, slots))
        if message is not None:
            screen.set_view(UnlockView(slots, self.clock.wall_ms(), message=self._in_words(message)))
        self.shell.show_screen(screen)

    def _in_words(self, error: StationError) -> str:
        from station.ui.reasons import words_of_error

        words = words_of_error(self.shell.texts, error)
        return f"{words.title}. {words.text}"

    def _speak(self, screen: Any, language: str) -> None:
        self.shell.language = language
        screen.set_texts(self.shell.texts)

    def _dress(self, screen: Any, look: Look) -> None:
        self.shell.set_look(look)
        screen.set_look(look)

    def _open(self, screen: Any, slots: tuple[Any, ...], slot: str, passphrase: str, confirmed_ms: int) -> None:
        from station.ui.proctor.unlock import UnlockView

        busy = self.shell.texts.get("The data are being checked. This can take a moment.")
        screen.set_view(UnlockView(slots, self.clock.wall_ms(), message=busy, message_kind="info", is_busy=True))

        def refused(error: Exception) -> None:
            if isinstance(error, StationError) and error.reason is Reason.PASSPHRASE_WRONG:
                screen.set_view(UnlockView(slots, self.clock.wall_ms(), message=self._in_words(error)))
                screen.start_focus()
            else:
                self.stop(error)

        self.core.call(
            partial(self._opened, screen), refused, _open_station,
            self._folder, slot, passphrase, confirmed_ms, self.clock, self.below, self.version,
        )  # fmt: skip

    def _opened(self, screen: Any, started: Started) -> None:
        self.shell.drop(screen)
        self.take(started.station, started)

    def take(self, station: Station, started: Started | None = None) -> None:
        """An unlocked station: the kiosk begins; tests that a stop cut off are shown to staff first."""
        self.station = station
        self.core.call(partial(self._begin, started), self.stop, _frame_of, station)

    def _begin(self, started: Started | None, made: tuple[Frame, tuple[Staff, ...], tuple[Entrance, ...]]) -> None:
        from protocols import warm_up
        from station.services import proctoring
        from station.ui.kiosk import Kiosk

        assert self.station is not None
        frame, self._staff, waiting = made
        legal = self.station.legal
        notes = self._notes() if self._notes else ()
        self.kiosk = Kiosk(
            self.shell, self.core, self.station, self.clock, frame, lambda: legal.at(self.clock.mono_ms()), notes
        )
        self.kiosk.desk_wanted.connect(self.ask_for_desk)
        self.kiosk.failed.connect(self.stop)
        self.kiosk.result_made.connect(self._make_protocol)
        self.shell.language = self.shell.home_language
        self.kiosk.start()
        self.painter.call(lambda _none: None, self._no_protocol, warm_up)
        if started is not None and (waiting or started.recovery.anything) and self.station.staff is not None:
            self._tell_of_start(started, waiting)
        elif started is not None:
            self.core.call(lambda _none: None, self.stop, proctoring.lock_desk, self.station, "start")

    def _tell_of_start(self, started: Started, waiting: Sequence[Entrance]) -> None:
        """After a start that found cut-off tests or healed data the desk opens, whoever unlocked it is signed in."""
        assert self.station is not None
        healed = started.recovery if started.recovery.anything else None
        if waiting:
            self.open_desk("hall", healed, chosen=waiting[0].candidate)
        else:
            self.open_desk("session", healed)

    # --- desk ---

    def ask_for_desk(self, fault: str = "") -> None:
        """Staff sign in; a running test is paused first (ui.md)."""
        if self.kiosk is None or self.station is None or self._desk_is_open or self._stopped:
            return
        self._sign_in(lambda _staff: self.open_desk(), fault)

    @property
    def _desk_is_open(self) -> bool:
        return self.desk is not None and self.desk.is_open

    def _sign_in(self, then: Callable[[Staff], None], fault: str = "") -> None:
        from station.ui.proctor.dialogs import SignInDialog

        assert self.kiosk is not None
        if self.shell.dialog_open:
            return
        people = [(staff.id, staff.name, staff.role) for staff in self._staff]
        dialog = SignInDialog(self.shell, self.shell.texts, people, fault, bool(self.kiosk.sits))
        dialog.given.connect(partial(self._check, then))
        dialog.answered.connect(partial(self._back_to_kiosk, self.kiosk))
        dialog.open(dialog.secret.line)

    def _back_to_kiosk(self, shown: Kiosk, answer: str) -> None:
        if answer == "cancel" and not (self._desk_is_open or self._stopped):
            shown.show_again()
            self.shell.give_keys()

    def _check(self, then: Callable[[Staff], None], staff: str, passphrase: str) -> None:
        assert self.kiosk is not None

        def refused(error: Exception) -> None:
            if isinstance(error, StationError):
                self._sign_in(then, self._in_words(error))
            else:
                self.stop(error)

        self.core.call(then, refused, _sign_in_over, self.station, staff, passphrase, self.kiosk.sits)

    def open_desk(
        self, tab: str = "", healed: Any = None, then: Callable[[], None] | None = None, chosen: str = ""
    ) -> None:
        """Bring the desk to the front, then go on with `then`."""
        from station.ui.desk import Desk

        assert self.station is not None and self.kiosk is not None
        if self.desk is None:
            self.desk = Desk(self.shell, self.core, self.painter, self.station, self.kiosk)
            self.desk.closed.connect(self.kiosk.show_again)
            self.desk.failed.connect(self.stop)
            self.desk.leave_wanted.connect(self.ask_to_leave)
        if self._stopped:
            return
        self.kiosk.cover()
        self.desk.open(tab, healed, then, chosen)

    # --- protocols ---

    def _make_protocol(self, candidate: str) -> None:
        """After the result is on screen: the protocol is made; nothing of it can hold up the candidate (R-25.1)."""
        self.core.call(self._paint, self._no_protocol, _protocol_draft, self.station, candidate)

    def _paint(self, draft: Draft | None) -> None:
        from protocols import render

        if draft is not None:
            self.painter.call(partial(self._keep, draft), self._no_protocol, render, draft.facts)

    def _keep(self, draft: Draft, pdf: bytes) -> None:
        from station.services import results

        self.core.call(lambda _document: None, self._no_protocol, results.keep, self.station, draft, pdf)

    def _no_protocol(self, error: Exception) -> None:
        """The desk offers the protocol again; a bug of ours is recorded, the hall goes on."""
        if not isinstance(error, StationError) or error.reason is Reason.SCORE_DIFFERS:
            self.stop(error)

    # --- the way out ---

    def ask_to_leave(self) -> None:
        """Ctrl+Q: from the desk a question, from the kiosk a staff member's passphrase first."""
        if self.kiosk is None or self._stopped:
            self.leave()
        elif self._desk_is_open:
            self._confirm_leaving()
        else:
            self._sign_in(lambda _staff: self.open_desk(then=self._confirm_leaving))

    def ask_to_close(self) -> None:
        """The window was to be closed (Alt+F4, a window manager): a candidate on the way is not troubled by it."""
        if self.kiosk is None or self._desk_is_open or self.kiosk.stage is Stage.CODE:
            self.ask_to_leave()

    def _confirm_leaving(self) -> None:
        confirm_leaving(self.shell, self.desk.texts, self.leave)

    def leave(self) -> None:
        """Lock, close the store, close the window."""
        if self.kiosk is not None:
            self.kiosk.halt()
        if self.station is not None and not self._stopped:
            self.core.call(self._left, self._left, _close, self.station)
        else:
            self._left(None)

    def _left(self, _ended: object) -> None:
        self.shell.leave()
        QApplication.quit()

    def finish(self) -> None:
        """After the event loop: let the threads end and the store close."""
        if self.station is not None:
            self.core.call(lambda _none: None, lambda _error: None, _close, self.station)
        self.core.finish()
        self.painter.finish()

    # --- stop ---

    def stop(self, error: Exception) -> None:
        """The station cannot go on: said in three languages, recorded where the disk still takes it."""
        from station.ui.candidate.stop_screen import StopScreen, StopView

        if self._stopped:
            return
        self._stopped = True
        if self.kiosk is not None:
            self.kiosk.halt()
        if self.desk is not None:
            self.desk.halt()
        self.shell.dismiss_dialogs()
        if isinstance(error, StationError):
            view = StopView(error.reason, error.facts)
        else:
            text = "".join(traceback.format_exception_only(error)).strip()[:300]
            mark = f"{type(error).__name__} {_place(error)}"
            view = StopView(Reason.PROGRAM_FAULT, {}, mark)
            if self.station is not None:
                from station.domain import events as e

                bug = e.BugRecorded(f"{mark}: {text}")
                self.core.call(lambda _none: None, lambda _error: None, self.station.record, bug)
        screen = StopScreen(self.shell.look)
        screen.set_view(view)
        screen.staff_requested.connect(self.leave)
        self.shell.show_screen(screen)

    def start_when_shown(self, work: Callable[[], None]) -> None:
        """Run `work` once the window stands."""
        QTimer.singleShot(0, self, work)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _open_station(*unlocking: Any) -> Started:
    from station.services import preparation

    return preparation.open_station(*unlocking)


def _frame_of(station: Station) -> tuple[Frame, tuple[Staff, ...], tuple[Entrance, ...]]:
    from question_bank.model import Kind
    from station.services import kiosk
    from station.ui.views import Frame

    hall = station.hall
    has_multiple = any(question.kind is Kind.MULTIPLE for question in hall.questions.values())
    frame = Frame(hall.session, station.form, station.policy, dict(hall.settings), has_multiple)
    return frame, tuple(hall.staff.values()), kiosk.waiting_attempts(station)


def _sign_in_over(station: Station, staff: str, passphrase: str, candidate: str) -> Staff:
    from station.services import kiosk, proctoring

    signed = proctoring.sign_in(station, staff, passphrase)
    if candidate:
        kiosk.pause_for_desk(station, candidate)
    return signed


def _protocol_draft(station: Station, candidate: str) -> Draft | None:
    from station.services import results

    return None if station.candidate(candidate).protocol else results.draft_protocol(station, candidate)


def _close(station: Station) -> None:
    from station.services import proctoring

    proctoring.lock_desk(station, "leave")
    station.store.close()
