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
from station.services import exam, kiosk
from station.services.kiosk import Entrance, Outcome, Pulse, ShownQuestion
from station.services.station import Station
from station.ui.candidate.code_screen import DemoNote
from station.ui.candidate.screen import CandidateScreen
from station.ui.code_entry import REFUSALS, CodeEntry
from station.ui.core import Worker
from station.ui.shelf import Shelf
from station.ui.shell import Shell
from station.ui.sitting import DISK_REASONS, RETRY_MS, Sitting
from station.ui.theme import Look
from station.ui.views import Frame, act_line, result_view

_BEFORE_TEST = (Stage.IDENTITY, Stage.RULES, Stage.PRACTICE, Stage.WAIT)
_IN_TEST = (Stage.QUESTION, Stage.REVIEW, Stage.PAUSED)
_DONE_SECONDS = 60


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
        self._legal_now = legal_now
        self.seat = str(frame.settings["seat"])
        self.stage = Stage.UNLOCK
        self.in_front = True
        self._who: Entrance | None = None
        self._sitting: Sitting | None = None
        self._outcome: Outcome | None = None
        self._lock = ""
        self._look = shell.look
        self._leaves_at_ms: int | None = None
        self._shown: CandidateScreen | None = None
        self._shelf = Shelf(shell)
        self._shelf.language_chosen.connect(self._choose_language)
        self._shelf.look_chosen.connect(self._choose_look)
        self.code = CodeEntry(self._shelf, core, station, clock, frame, legal_now, notes)
        self.code.accepted.connect(self._entered)
        self.code.seat_locked.connect(self._lock_seat)
        self.code.staff_requested.connect(self.desk_wanted)
        self.code.failed.connect(self.failed)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.each_second)
        self._pulse_out = False
        self._beats = 0
        shell.resized.connect(self._keep_view)

    # --- stages ---

    def start(self) -> None:
        """After the unlock: the code screen."""
        self._second.start()
        self._go(Happening.UNLOCKED)

    def halt(self) -> None:
        """The station stops: nothing comes to the front or reaches the core any more."""
        self.in_front = False
        self._second.stop()
        if self._sitting is not None:
            self._sitting.stop()

    def _go(self, happening: Happening) -> None:
        self.stage = next_stage(self.stage, happening)
        self._show_stage()

    def _show_stage(self) -> None:
        getattr(self, f"_show_{self.stage.value}")()

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
            elif self.stage in _BEFORE_TEST and found.admitted_at is None:
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
                    self._show_paused()
                else:
                    self._go(Happening.PAUSE)
            case State.RUNNING:
                sitting.take(attempt)
                if self.stage is Stage.PAUSED:
                    self._go(Happening.RESUME)

    def _reset(self) -> None:
        """Back to the code screen, whoever sat here: the next candidate brings a code."""
        self._end_sitting()
        self._who = self._outcome = None
        self.code.forget()
        self.stage = Stage.CODE
        self._choose_look(Look())
        self._show_code()

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

    def _step(self, from_stage: Stage, happening: Happening, work: Callable[..., Any]) -> None:
        """A step before the test: recorded first, then shown. A refusal leads back to the code screen in words."""

        def done(_found: object) -> None:
            if self.stage is from_stage:
                self._lock = "this is not me"
                self._go(happening)

        self._core.call(done, self._step_refused, work, self._station, self._candidate)

    def _step_refused(self, error: Exception) -> None:
        if not isinstance(error, StationError) or error.reason not in REFUSALS:
            self.failed.emit(error)
        elif self.stage in _BEFORE_TEST:
            self._reset()
            self.code.refuse(error)

    @property
    def _candidate(self) -> str:
        assert self._who is not None
        return self._who.candidate

    # --- code, identity, rules, practice, wait ---

    def _show_code(self) -> None:
        self._present(self.code.screen)

    def _entered(self, who: Entrance) -> None:
        self._who = who
        if who.attempt is not None:
            self._choose_look(Look(who.attempt.font_percent, who.attempt.high_contrast))
            self._choose_language(who.attempt.language)
            self._call(partial(self._begin, Happening.CODE_RESUMES, who.attempt), kiosk.paper, who.candidate)
            return
        self._choose_language(who.language)
        self._go(Happening.CODE_ACCEPTED)

    def _show_identity(self) -> None:
        from station.ui.candidate.identity_screen import IdentityScreen, IdentityView

        def connect(made: IdentityScreen) -> None:
            made.confirmed.connect(lambda: self._step(Stage.IDENTITY, Happening.THIS_IS_ME, exam.confirm_identity))
            made.denied.connect(lambda: self._step(Stage.IDENTITY, Happening.THIS_IS_NOT_ME, exam.refuse_identity))

        assert self._who is not None
        screen = self._shelf.get(IdentityScreen, connect)
        screen.set_view(IdentityView(self._who.name, self._who.post, self._who.organisation, self.seat))
        self._present(screen)

    def _show_rules(self) -> None:
        from station.ui.candidate.rules_screen import RulesScreen, RulesView

        def connect(made: RulesScreen) -> None:
            made.acknowledged.connect(lambda: self._step(Stage.RULES, Happening.RULES_ACCEPTED, exam.acknowledge_rules))

        form = self.frame.form
        screen = self._shelf.get(RulesScreen, connect)
        act, paragraphs = act_line(form.order.act), form.order.paragraphs
        screen.set_view(RulesView(act, paragraphs, form.questions, form.minutes, form.maximum, form.threshold))
        self._present(screen)

    def _show_practice(self) -> None:
        from station.ui.candidate.practice_screen import PracticeScreen

        def practised(_done: bool) -> None:
            if self.stage is Stage.PRACTICE:
                self._go(Happening.PRACTISED)

        screen = self._shelf.get(PracticeScreen, lambda made: made.finished.connect(practised))
        screen.restart()
        self._present(screen)

    def _show_wait(self) -> None:
        from station.ui.candidate.wait_screen import WaitScreen, WaitView

        assert self._who is not None
        form = self.frame.form
        screen = self._shelf.get(WaitScreen, lambda made: made.start_requested.connect(self._start))
        screen.set_view(WaitView(self._who.name, self.seat, form.questions, form.minutes, can_start=True))
        self._present(screen)

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

    def _show_question(self) -> None:
        assert self._sitting is not None
        self._present(self._sitting.question)

    def _show_review(self) -> None:
        assert self._sitting is not None
        self._present(self._sitting.review)
        QTimer.singleShot(0, self, self._ready_result)

    def _ready_result(self) -> None:
        """Make the result's screen while the review is read: the score then needs only its paint (R-25.1)."""
        self._shell.keep(self._result_screen())

    def _show_paused(self) -> None:
        from station.ui.candidate.still_screens import PauseScreen, PauseView

        assert self._sitting is not None
        screen = self._shelf.get(PauseScreen, lambda _made: None)
        screen.set_view(PauseView(self._sitting.remaining_seconds, self.seat))
        self._present(screen)

    def _show_locked(self) -> None:
        from station.ui.candidate.still_screens import LockedScreen, LockedView, LockKind

        screen = self._shelf.get(LockedScreen, lambda made: made.staff_requested.connect(self.desk_wanted))
        screen.set_view(LockedView(LockKind(self._lock), self.seat))
        self._present(screen)

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
        if self.stage is Stage.RESULT:
            return
        self._outcome = outcome
        self._leaves_at_ms = self._clock.mono_ms() + self.frame.policy.result_screen_seconds * 1000
        self._go(Happening.FINISHED)
        self._end_sitting()
        # painted first, then journalled: the appeal hour begins with what the candidate can read
        QTimer.singleShot(0, self, partial(self._anchor, outcome.attempt.candidate))

    def _anchor(self, candidate: str) -> None:
        failed = partial(self._not_anchored, candidate)
        self._core.call(self._anchored, failed, kiosk.show_result, self._station, candidate)

    def _not_anchored(self, candidate: str, error: Exception) -> None:
        """The result stays on the screen; its record waits for room on the disk (R-25.1)."""
        if isinstance(error, StationError) and error.reason in DISK_REASONS:
            QTimer.singleShot(RETRY_MS, self, partial(self._anchor, candidate))
        else:
            self.failed.emit(error)

    def _anchored(self, outcome: Outcome) -> None:
        if self._outcome is not None and self._outcome.attempt.candidate == outcome.attempt.candidate:
            self._outcome = outcome
            if self.stage is Stage.RESULT:
                self._refresh_result()
        self.result_made.emit(outcome.attempt.candidate)

    def show_result_of(self, who: Entrance, outcome: Outcome) -> None:
        """Staff show a result once more (ui.md); nobody's test may be on this screen then."""
        self._who, self.stage = who, Stage.CODE
        self._finished(outcome)

    def _show_result(self) -> None:
        self._refresh_result()
        self._present(self._result_screen())

    def _result_screen(self) -> Any:
        from station.ui.candidate.result_screen import ResultScreen

        return self._shelf.get(ResultScreen, lambda made: made.left.connect(self._leave_result))

    def _refresh_result(self) -> None:
        if self._outcome is None or self._who is None:
            return
        left = None
        if self._leaves_at_ms is not None:
            left = max(0, (self._leaves_at_ms - self._clock.mono_ms()) // 1000)
        view = result_view(self.frame, self._who.name, self._outcome, self._legal_now(), left)
        self._result_screen().set_view(view)

    def _leave_result(self) -> None:
        if self.stage is Stage.RESULT:
            self._leaves_at_ms = self._clock.mono_ms() + _DONE_SECONDS * 1000
            self._go(Happening.RESULT_LEFT)

    def _show_done(self) -> None:
        from station.ui.candidate.still_screens import DoneScreen, DoneView

        assert self._outcome is not None
        until = self._outcome.appeal_until_ms
        screen = self._shelf.get(DoneScreen, lambda made: made.closed.connect(self._seat_left))
        screen.set_view(DoneView(self.frame.clock(until) if until is not None else ""))
        self._present(screen)

    def _seat_left(self) -> None:
        if self.stage is Stage.DONE:
            self._who = self._outcome = self._leaves_at_ms = None
            self._choose_look(Look())
            self._choose_language(self._shell.home_language)
            self._go(Happening.SEAT_LEFT)

    # --- every second ---

    def each_second(self) -> None:
        """The hour, the time a result may stay, and a look at what the core knows."""
        self._beats += 1
        if self.stage is Stage.CODE:
            self.code.tick()
        if self.stage is Stage.RESULT:
            self._refresh_result()
        if self._leaves_at_ms is not None and self._clock.mono_ms() >= self._leaves_at_ms:
            self._leave_result() if self.stage is Stage.RESULT else self._seat_left()
        if not self._pulse_out:
            self._pulse_out = True
            self._core.call(self._pulsed, self._pulse_failed, _beat, self._station, self.sits, self._beats)

    def _pulsed(self, pulse: Pulse) -> None:
        self._pulse_out = False
        if self._sitting is not None:
            self._sitting.pulse(pulse)

    def _pulse_failed(self, error: Exception) -> None:
        """A full disk is told by the answer that meets it; a heartbeat may miss."""
        self._pulse_out = False
        if not (isinstance(error, StationError) and error.reason in DISK_REASONS):
            self.failed.emit(error)


def kiosk_candidate(station: Station, candidate: str) -> Candidate:
    """The candidate as the fold has him now."""
    return station.candidate(candidate)


def _beat(station: Station, candidate: str, beats: int) -> Pulse:
    if beats * 1000 % station.policy.heartbeat_ms < 1000:
        exam.heartbeat(station)
    return kiosk.pulse(station, candidate)
