"""The candidate's way through the screens. Signals come up from the screens, services run on the core thread, values go
down. Which screen may follow which stands in `station.domain.stages`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from station.domain.attempt import Attempt, State
from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate
from station.domain.stages import Happening, Stage, next_stage
from station.services import kiosk
from station.services.kiosk import Entrance, Outcome, Pulse, ShownQuestion
from station.services.station import Station
from station.ui.before import BEFORE_TEST, Before
from station.ui.candidate.code_screen import DemoNote
from station.ui.candidate.screen import CandidateScreen
from station.ui.code_entry import REFUSALS, CodeEntry
from station.ui.core import Worker
from station.ui.ending import Ending
from station.ui.heart import Heart
from station.ui.shelf import Shelf
from station.ui.shell import Shell
from station.ui.sitting import DISK_REASONS, RETRY_MS, Sitting
from station.ui.theme import Look
from station.ui.views import Frame

_IN_TEST = (Stage.QUESTION, Stage.REVIEW, Stage.PAUSED)


class Kiosk(QObject):
    """Shows the candidate's stages in the shell.

    Signals: `desk_wanted()` a staff button was pressed; `failed(object)` an error that stops the station;
    `result_made(str)` a candidate's score stands on the screen.
    """

    desk_wanted = Signal()
    failed = Signal(object)
    result_made = Signal(str)

    def __init__(
        self,
        shell: Shell,
        core: Worker,
        station: Station,
        clock: Clock,
        frame: Frame,
        legal_now: Callable[[], int],
        notes: tuple[DemoNote, ...] = (),
    ) -> None:
        super().__init__(shell)
        self._shell, self._core, self._station, self._clock, self.frame = shell, core, station, clock, frame
        self.seat = str(frame.settings["seat"])
        self.stage = Stage.UNLOCK
        self.in_front = True
        self._who: Entrance | None = None
        self._sitting: Sitting | None = None
        self._lock = ""
        self._look = shell.look
        self._shown: CandidateScreen | None = None
        self._shelf = Shelf(shell)
        self._shelf.language_chosen.connect(self._choose_language)
        self._shelf.look_chosen.connect(self._choose_look)
        self.code = CodeEntry(self._shelf, core, station, clock, frame, legal_now, notes)
        self.code.accepted.connect(self._entered)
        self.code.seat_locked.connect(self._lock_seat)
        self.code.staff_requested.connect(self.desk_wanted)
        self.code.failed.connect(self.failed)
        self._before = Before(self._shelf, frame)
        self._before.step_wanted.connect(self._step)
        self._before.start_wanted.connect(self._start)
        self._ending = Ending(self._shelf, core, station, clock, frame, legal_now)
        self._ending.result_left.connect(self._leave_result)
        self._ending.done_closed.connect(self._seat_left)
        self._ending.recorded.connect(self.result_made)
        self._ending.failed.connect(self.failed)
        self._heart = Heart(core, station, self)
        self._heart.beat.connect(self.each_second)
        self._heart.pulsed.connect(self._pulsed)
        self._heart.failed.connect(self.failed)
        shell.resized.connect(self._keep_view)

    # --- stages ---

    def start(self) -> None:
        """After the unlock: the code screen."""
        self._heart.start()
        self._go(Happening.UNLOCKED)

    def halt(self) -> None:
        """The station stops: nothing comes to the front or reaches the core any more."""
        self.in_front = False
        self._heart.stop()
        if self._sitting is not None:
            self._sitting.stop()

    def _go(self, happening: Happening) -> None:
        self.stage = next_stage(self.stage, happening)
        self._show_stage()

    def _show_stage(self) -> None:
        if self.stage in BEFORE_TEST:
            assert self._who is not None
            self._present(self._before.screen(self.stage, self._who))
            return
        screens: dict[Stage, Callable[[], CandidateScreen]] = {
            Stage.CODE: lambda: self.code.screen,
            Stage.QUESTION: lambda: self._test.question,
            Stage.REVIEW: lambda: self._test.review,
            Stage.PAUSED: self._pause_screen,
            Stage.LOCKED: self._lock_screen,
            Stage.RESULT: self._ending.result_screen,
            Stage.DONE: self._ending.done_screen,
        }
        self._present(screens[self.stage]())

    def _present(self, screen: CandidateScreen) -> None:
        """Bring a screen to the front; under the open desk it only waits there. Dialogs of the last screen go."""
        changes, self._shown = screen is not self._shown, screen
        if changes and self.in_front:
            self._shell.dismiss_dialogs(of_screens_only=True)
        if self.in_front and screen is not self._shell.screen_shown:
            self._shell.show_screen(screen)

    def _lock_seat(self) -> None:
        self._lock = "too many tries"
        self._go(Happening.TOO_MANY_CODES)

    def cover(self) -> None:
        """The desk comes to the front: nothing of ours covers it; a locked seat becomes free when it is left."""
        self.in_front = False
        if self.stage is Stage.LOCKED:
            self._who = None
            self.code.forget()
            self.stage = next_stage(self.stage, Happening.STAFF_FREES)

    def show_again(self) -> None:
        """Bring the candidate's screen back to the front as things stand now: the desk may have changed them."""
        self.in_front = True
        self._wear()
        if self._who is not None:
            self.refresh()
        else:
            self._stands_still()

    def refresh(self) -> None:
        """Ask the core how the candidate's attempt stands."""
        if self._who is not None:
            self._call(partial(self._stands, self._who), kiosk_candidate, self._who.candidate)

    def _stands(self, who: Entrance, found: Candidate) -> None:
        if who is self._who:
            if self._sitting is not None and found.attempt is not None and self.stage in _IN_TEST:
                self._follow(self._sitting, found.attempt)
            elif self.stage in BEFORE_TEST and found.admitted_at is None:
                self._reset()  # the desk took the code back
        self._stands_still()

    def _stands_still(self) -> None:
        if self.in_front and (self._shown is None or self._shell.screen_shown is not self._shown):
            self._show_stage()

    def _follow(self, sitting: Sitting, attempt: Attempt) -> None:
        """The attempt was moved from elsewhere: by the desk, or by a gap that the core noticed."""
        match attempt.state:
            case State.FINISHED:
                self._call(self._finished, kiosk.outcome, attempt.candidate)
            case State.INTERRUPTED:
                self._end_sitting()
                self._lock = "interrupted"
                self._go(Happening.INTERRUPTED)
            case State.SUSPENDED:
                self._reset()
                self.code.refuse(StationError(Reason.RESUME_NEEDS_STAFF))
            case State.PAUSED:
                sitting.take(attempt)
                if self.stage is Stage.PAUSED:
                    self._show_stage()
                else:
                    self._go(Happening.PAUSE)
            case State.RUNNING:
                sitting.take(attempt)
                if self.stage is Stage.PAUSED:
                    self._go(Happening.RESUME)

    def _reset(self) -> None:
        """Back to the code screen, whoever sat here: the next candidate brings a code."""
        self._end_sitting()
        self._who = None
        self._ending.forget()
        self.code.forget()
        self.stage = Stage.CODE
        self._choose_look(Look())
        self._show_stage()

    # --- languages and look ---

    def _choose_language(self, language: str) -> None:
        self._shell.language = language
        self._shelf.speak(language)
        if self._sitting is not None:
            self._sitting.speak(language)
            if self.stage in (Stage.QUESTION, Stage.REVIEW):
                self._sitting.change_language(language)

    def _choose_look(self, look: Look) -> None:
        self._look = look
        if self._sitting is not None:
            self._sitting.dress(look)
        self._wear()
        self._keep_view()

    def _wear(self) -> None:
        """The candidate's own look; the desk may wear another one."""
        if self.in_front:
            self._shell.set_look(self._look)
            if self._shown is not None:
                self._shown.set_look(self._look)

    def _keep_view(self) -> None:
        if self._sitting is not None and self.stage in (Stage.QUESTION, Stage.REVIEW) and self.in_front:
            self._sitting.change_view(self._look)

    # --- calls ---

    def _call(self, then: Callable[[Any], None], work: Callable[..., Any], *values: Any) -> None:
        self._core.call(then, self.failed.emit, work, self._station, *values)

    def _step(self, on: Stage, happening: Happening, work: Callable[..., Any] | None) -> None:
        """A step before the test: recorded first, then shown. A refusal leads back to the code screen in words."""

        def done(_found: object) -> None:
            if self.stage is on:
                self._lock = "this is not me"
                self._go(happening)

        if work is None:
            done(None)
        else:
            self._core.call(done, self._step_refused, work, self._station, self._candidate)

    def _step_refused(self, error: Exception) -> None:
        if not isinstance(error, StationError) or error.reason not in REFUSALS:
            self.failed.emit(error)
        elif self.stage in BEFORE_TEST:
            self._reset()
            self.code.refuse(error)

    @property
    def _candidate(self) -> str:
        assert self._who is not None
        return self._who.candidate

    def _entered(self, who: Entrance) -> None:
        self._who = who
        if who.attempt is not None:
            self._choose_look(Look(who.attempt.font_percent, who.attempt.high_contrast))
            self._choose_language(who.attempt.language)
            self._call(partial(self._begin, Happening.CODE_RESUMES, who.attempt), kiosk.paper, who.candidate)
            return
        self._choose_language(who.language)
        self._go(Happening.CODE_ACCEPTED)

    def _start(self) -> None:
        def started(made: tuple[Attempt, tuple[ShownQuestion, ...]]) -> None:
            if self.stage is Stage.WAIT:
                self._begin(Happening.START, made[0], made[1])

        language = self._shell.language
        self._core.call(started, self._step_refused, kiosk.begin, self._station, self._candidate, language)

    # --- the test ---

    def _begin(self, happening: Happening, attempt: Attempt, paper: tuple[ShownQuestion, ...]) -> None:
        assert self._who is not None
        self._end_sitting()
        sitting = Sitting(self._shell, self._core, self._station, self._clock, self.frame, self._who)
        self._sitting = sitting
        sitting.dress(self._look)
        for screen in (sitting.question, sitting.review):
            self._shelf.follow(screen)
        sitting.to_question.connect(lambda: self._turn(Happening.TO_QUESTION))
        sitting.to_review.connect(lambda: self._turn(Happening.TO_REVIEW))
        sitting.halted.connect(self.refresh)
        sitting.failed.connect(self.failed)
        sitting.finish_wanted.connect(self._finish)
        sitting.begin(attempt, paper)
        self._go(happening)
        self._keep_view()

    def _turn(self, happening: Happening) -> None:
        if self.stage is Stage.QUESTION or (self.stage is Stage.REVIEW and happening is Happening.TO_QUESTION):
            self._go(happening)

    @property
    def _test(self) -> Sitting:
        assert self._sitting is not None
        return self._sitting

    def _pause_screen(self) -> CandidateScreen:
        from station.ui.candidate.still_screens import PauseScreen, PauseView

        screen = self._shelf.get(PauseScreen, lambda _made: None)
        screen.set_view(PauseView(self._test.remaining_seconds, self.seat))
        return screen

    def _lock_screen(self) -> CandidateScreen:
        from station.ui.candidate.still_screens import LockedScreen, LockedView, LockKind

        screen = self._shelf.get(LockedScreen, lambda made: made.staff_requested.connect(self.desk_wanted))
        screen.set_view(LockedView(LockKind(self._lock), self.seat))
        return screen

    def _end_sitting(self) -> None:
        if self._sitting is not None:
            self._sitting.close()
            self._sitting = None

    @property
    def sits(self) -> str:
        """The candidate whose test is on this screen, "" for nobody."""
        return self._who.candidate if self._who is not None and self._sitting is not None else ""

    # --- the end ---

    def _finish(self, how: str) -> None:
        if self._sitting is not None:
            failed = partial(self._not_finished, how, self._sitting)
            self._core.call(self._finished, failed, kiosk.finish, self._station, self._candidate, how)

    def _not_finished(self, how: str, sitting: Sitting, error: Exception) -> None:
        """A full disk is waited for; a test that meanwhile stands still or ended is shown as it is."""
        if not isinstance(error, StationError):
            self.failed.emit(error)
        elif sitting is not self._sitting:
            return
        elif error.reason in DISK_REASONS:
            sitting.tell_not_saved()
            QTimer.singleShot(RETRY_MS, sitting, lambda: self._finish(how))
        elif error.reason in (Reason.PAUSED, Reason.ALREADY_FINISHED):
            sitting.not_ended()
            self.refresh()
        else:
            self.failed.emit(error)

    def _finished(self, outcome: Outcome) -> None:
        if self.stage is not Stage.RESULT and self._who is not None:
            self._ending.take(self._who, outcome)
            self._go(Happening.FINISHED)
            self._end_sitting()

    def show_result_of(self, who: Entrance, outcome: Outcome) -> None:
        """Staff show a result once more (ui.md); nobody's test may be on this screen then."""
        self._who, self.stage = who, Stage.CODE
        self._finished(outcome)

    def _leave_result(self) -> None:
        if self.stage is Stage.RESULT:
            self._go(Happening.RESULT_LEFT)

    def _seat_left(self) -> None:
        if self.stage is Stage.DONE:
            self._who = None
            self._ending.forget()
            self._choose_look(Look())
            self._choose_language(self._shell.home_language)
            self._go(Happening.SEAT_LEFT)

    # --- every second ---

    def each_second(self) -> None:
        """The hour, the time a result may stay, and a look at what the core knows."""
        if self.stage is Stage.CODE:
            self.code.tick()
        if self.stage in (Stage.RESULT, Stage.DONE):
            self._ending.tick()
        self._heart.ask(self.sits)

    def _pulsed(self, pulse: Pulse) -> None:
        if self._sitting is not None:
            self._sitting.pulse(pulse)


def kiosk_candidate(station: Station, candidate: str) -> Candidate:
    """The candidate as the fold has him now."""
    return station.candidate(candidate)
