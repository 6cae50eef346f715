"""The candidate's way through the screens. Signals come up from the screens, services run on the core thread, values go
down. Which screen may follow which stands in `station.domain.stages`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import texts_for
from station.domain.attempt import Attempt, State
from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate
from station.domain.stages import Happening, Stage, next_stage
from station.services import exam, kiosk
from station.services.kiosk import Entrance, Outcome, Pulse, ShownQuestion
from station.services.station import Station
from station.ui.candidate.code_screen import CodeScreen, CodeView, DemoNote, Refusal
from station.ui.candidate.screen import CandidateScreen
from station.ui.core import Worker
from station.ui.shell import Shell
from station.ui.sitting import Sitting
from station.ui.theme import Look
from station.ui.views import Frame, act_line, result_view

_CODE_REFUSALS = {
    Reason.CODE_WRONG, Reason.CODE_DIGITS, Reason.CODE_USED, Reason.CODE_CANCELLED, Reason.CODE_OTHER_SESSION,
    Reason.SESSION_NOT_OPEN, Reason.SESSION_CLOSED, Reason.ANOTHER_TEST_RUNS, Reason.RESUME_NEEDS_STAFF,
}  # fmt: skip


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
        self._legal_now, self.notes = legal_now, notes
        self.seat = str(frame.settings["seat"])
        self.stage = Stage.UNLOCK
        self._who: Entrance | None = None
        self._sitting: Sitting | None = None
        self._outcome: Outcome | None = None
        self._refusal: Refusal | None = None
        self._wait_until_ms = 0
        self._leaves_at_ms: int | None = None
        self._screens: dict[Stage, CandidateScreen] = {}
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._each_second)
        self._pulse_out = False
        self._beats = 0
        shell.resized.connect(self._keep_view)

    # --- stages ---

    def start(self) -> None:
        """After the unlock: the code screen."""
        self._second.start()
        self._go(Happening.UNLOCKED)

    def _go(self, happening: Happening) -> None:
        self.stage = next_stage(self.stage, happening)
        getattr(self, f"_show_{self.stage.value}")()

    def _screen(self, stage: Stage, make: Callable[[], CandidateScreen]) -> Any:
        screen = self._screens.get(stage)
        if screen is None:
            screen = self._screens[stage] = make()
            self._dress(screen)
        if screen.language != self._shell.language:
            screen.set_texts(self._shell.texts)
        screen.set_look(self._shell.look)
        return screen

    def _dress(self, screen: CandidateScreen) -> None:
        screen.language_chosen.connect(self._choose_language)
        screen.look_chosen.connect(self._choose_look)

    def show_again(self) -> None:
        """Bring the candidate's screen back to the front, as things stand now."""
        self.refresh()
        getattr(self, f"_show_{self.stage.value}")()

    def refresh(self) -> None:
        """Ask the core how the candidate's attempt stands: the desk may have changed it."""
        if self._who is not None:
            self._call(self._stands, kiosk_candidate, self._who.candidate)

    def _stands(self, found: Candidate) -> None:
        attempt = found.attempt
        if attempt is None:
            if self.stage in (Stage.RULES, Stage.PRACTICE, Stage.WAIT, Stage.IDENTITY) and not found.slip:
                self._reset()
            return
        if self._sitting is None or self.stage not in (Stage.QUESTION, Stage.REVIEW, Stage.PAUSED):
            return
        self._sitting.attempt = attempt
        if attempt.state is State.FINISHED:
            self._finished_elsewhere()
        elif attempt.state is State.INTERRUPTED:
            self._end_sitting()
            self._go(Happening.INTERRUPTED)
        elif attempt.state is State.RUNNING and self.stage is Stage.PAUSED:
            self._sitting.take(attempt)
            self._go(Happening.RESUME)
        elif attempt.state is State.PAUSED and self.stage is not Stage.PAUSED:
            self._go(Happening.PAUSE)
        elif attempt.state is State.PAUSED:
            self._show_paused()
        elif attempt.state is State.SUSPENDED:
            self._end_sitting()
            self._reset()

    def _reset(self) -> None:
        """Back to the code screen, whoever sat here: the next candidate brings a code."""
        self._end_sitting()
        self._who = self._outcome = self._refusal = None
        self.stage = Stage.CODE
        self._show_code()

    # --- languages and look ---

    def _choose_language(self, language: str) -> None:
        self._shell.language = language
        for screen in self._all_screens():
            screen.set_texts(texts_for(language))
        if self._sitting is not None and self.stage in (Stage.QUESTION, Stage.REVIEW):
            self._sitting.change_language(language)

    def _choose_look(self, look: Look) -> None:
        self._shell.set_look(look)
        for screen in self._all_screens():
            screen.set_look(look)
        self._keep_view()

    def _keep_view(self) -> None:
        if self._sitting is not None and self.stage in (Stage.QUESTION, Stage.REVIEW):
            self._sitting.change_view(self._shell.look)

    def _all_screens(self) -> list[CandidateScreen]:
        own = [self._sitting.question, self._sitting.review] if self._sitting is not None else []
        return [*self._screens.values(), *own]

    # --- calls ---

    def _call(self, then: Callable[[Any], None], work: Callable[..., Any], *values: Any) -> None:
        self._core.call(then, self.failed.emit, work, self._station, *values)

    # --- code ---

    def _show_code(self) -> None:
        screen: CodeScreen = self._screen(Stage.CODE, self._make_code)
        screen.set_view(self._code_view())
        self._shell.show_screen(screen)

    def _make_code(self) -> CodeScreen:
        screen = CodeScreen(self._shell.texts, self._shell.look)
        screen.code_entered.connect(self._enter)
        screen.staff_requested.connect(self.desk_wanted)
        return screen

    def _code_view(self) -> CodeView:
        now = self._legal_now()
        wait = max(0, -((self._clock.mono_ms() - self._wait_until_ms) // 1000)) if self._wait_until_ms else 0
        return CodeView(
            seat=self.seat,
            hall=self.frame.both("hall_name"),
            date=self.frame.day(now),
            time=self.frame.clock(now),
            refusal=self._refusal,
            wait_seconds=wait,
            notes=self.notes,
        )

    def _enter(self, code: str) -> None:
        self._core.call(self._entered, self._code_refused, kiosk.enter, self._station, code, self.seat)

    def _entered(self, who: Entrance) -> None:
        self._who, self._refusal, self._wait_until_ms = who, None, 0
        if who.attempt is not None:
            self._shell.set_look(Look(who.attempt.font_percent, who.attempt.high_contrast))
            self._choose_language(who.attempt.language)
            self._call(partial(self._begin, Happening.CODE_RESUMES, who.attempt), kiosk.paper, who.candidate)
            return
        self._choose_language(who.language)
        self._go(Happening.CODE_ACCEPTED)

    def _code_refused(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            self.failed.emit(error)
        elif error.reason is Reason.SEAT_LOCKED:
            self._go(Happening.TOO_MANY_CODES)
        elif error.reason is Reason.CODE_WAIT:
            self._wait_until_ms = self._clock.mono_ms() + int(error.facts["seconds"]) * 1000
            self._show_code()
        elif error.reason in _CODE_REFUSALS:
            self._refusal = Refusal(error.reason, error.facts)
            self._core.call(self._waits, self._code_refused, exam.wait_seconds, self._station, self.seat)
        else:
            self.failed.emit(error)

    def _waits(self, seconds: int) -> None:
        self._wait_until_ms = self._clock.mono_ms() + seconds * 1000 if seconds else 0
        self._show_code()

    # --- identity, rules, practice, wait ---

    def _show_identity(self) -> None:
        from station.ui.candidate.identity_screen import IdentityScreen, IdentityView

        def make() -> CandidateScreen:
            screen = IdentityScreen(self._shell.texts, self._shell.look)
            screen.confirmed.connect(lambda: self._call(self._confirmed, exam.confirm_identity, self._candidate))
            screen.denied.connect(lambda: self._call(self._denied, exam.refuse_identity, self._candidate))
            return screen

        assert self._who is not None
        screen = self._screen(Stage.IDENTITY, make)
        screen.set_view(IdentityView(self._who.name, self._who.post, self._who.organisation, self.seat))
        self._shell.show_screen(screen)

    @property
    def _candidate(self) -> str:
        assert self._who is not None
        return self._who.candidate

    def _confirmed(self, _found: object) -> None:
        if self.stage is Stage.IDENTITY:
            self._go(Happening.THIS_IS_ME)

    def _denied(self, _nothing: object) -> None:
        self._go(Happening.THIS_IS_NOT_ME)

    def _show_rules(self) -> None:
        from station.ui.candidate.rules_screen import RulesScreen, RulesView

        def make() -> CandidateScreen:
            screen = RulesScreen(self._shell.texts, self._shell.look)
            screen.acknowledged.connect(lambda: self._call(self._acknowledged, exam.acknowledge_rules, self._candidate))
            return screen

        form = self.frame.form
        screen = self._screen(Stage.RULES, make)
        screen.set_view(
            RulesView(
                act_line(form.order.act), form.order.paragraphs, form.questions, form.minutes, form.maximum, form.threshold
            )
        )
        self._shell.show_screen(screen)

    def _acknowledged(self, _found: object) -> None:
        if self.stage is Stage.RULES:
            self._go(Happening.RULES_ACCEPTED)

    def _show_practice(self) -> None:
        from station.ui.candidate.practice_screen import PracticeScreen

        def make() -> CandidateScreen:
            screen = PracticeScreen(self._shell.texts, self._shell.look)
            screen.finished.connect(lambda _done: self._go(Happening.PRACTISED))
            return screen

        screen = self._screen(Stage.PRACTICE, make)
        screen.restart()
        self._shell.show_screen(screen)

    def _show_wait(self) -> None:
        from station.ui.candidate.wait_screen import WaitScreen, WaitView

        def make() -> CandidateScreen:
            screen = WaitScreen(self._shell.texts, self._shell.look)
            screen.start_requested.connect(self._start)
            return screen

        assert self._who is not None
        form = self.frame.form
        screen = self._screen(Stage.WAIT, make)
        screen.set_view(WaitView(self._who.name, self.seat, form.questions, form.minutes, can_start=True))
        self._shell.show_screen(screen)

    def _start(self) -> None:
        def started(made: tuple[Attempt, tuple[ShownQuestion, ...]]) -> None:
            if self.stage is Stage.WAIT:
                self._begin(Happening.START, made[0], made[1])

        self._core.call(
            started, self._code_refused_at_start, kiosk.begin, self._station, self._candidate, self._shell.language
        )

    def _code_refused_at_start(self, error: Exception) -> None:
        if isinstance(error, StationError) and error.reason in (Reason.SESSION_CLOSED, Reason.SESSION_NOT_OPEN):
            self._refusal = Refusal(error.reason, error.facts)
            self.stage = Stage.CODE
            self._show_code()
        else:
            self.failed.emit(error)

    # --- the test ---

    def _begin(self, happening: Happening, attempt: Attempt, paper: tuple[ShownQuestion, ...]) -> None:
        assert self._who is not None
        self._end_sitting()
        sitting = Sitting(self._shell, self._core, self._station, self._clock, self.frame, self._who)
        self._sitting = sitting
        for screen in (sitting.question, sitting.review):
            self._dress(screen)
            screen.set_look(self._shell.look)
        sitting.to_question.connect(self._to_question)
        sitting.to_review.connect(lambda: self._go(Happening.TO_REVIEW))
        sitting.halted.connect(self.refresh)
        sitting.failed.connect(self.failed)
        sitting.finish_wanted.connect(self._finish)
        sitting.begin(attempt, paper)
        self._go(happening)
        sitting.change_view(self._shell.look)

    def _to_question(self) -> None:
        if self.stage in (Stage.QUESTION, Stage.REVIEW):
            self._go(Happening.TO_QUESTION)

    def _show_question(self) -> None:
        assert self._sitting is not None
        if self._shell.screen_shown is not self._sitting.question:
            self._shell.show_screen(self._sitting.question)

    def _show_review(self) -> None:
        assert self._sitting is not None
        self._shell.show_screen(self._sitting.review)

    def _show_paused(self) -> None:
        from station.ui.candidate.still_screens import PauseScreen, PauseView

        assert self._sitting is not None
        screen = self._screen(Stage.PAUSED, lambda: PauseScreen(self._shell.texts, self._shell.look))
        screen.set_view(PauseView(self._sitting.remaining_seconds, self.seat))
        self._shell.show_screen(screen)

    def _show_locked(self) -> None:
        from station.ui.candidate.still_screens import LockedScreen, LockedView, LockKind

        def make() -> CandidateScreen:
            screen = LockedScreen(self._shell.texts, self._shell.look)
            screen.staff_requested.connect(self.desk_wanted)
            return screen

        kind = LockKind.TOO_MANY_TRIES
        if self._who is not None:
            kind = LockKind.INTERRUPTED if self._had_attempt else LockKind.NOT_ME
        screen = self._screen(Stage.LOCKED, make)
        screen.set_view(LockedView(kind, self.seat))
        self._shell.show_screen(screen)

    def staff_looked(self) -> None:
        """A staff member opened the desk: a locked seat becomes free when the desk is left."""
        if self.stage is Stage.LOCKED:
            self._who = None
            self._refusal = None
            self._wait_until_ms = 0
            self.stage = next_stage(self.stage, Happening.STAFF_FREES)

    def _end_sitting(self) -> None:
        self._had_attempt = self._sitting is not None
        if self._sitting is not None:
            self._sitting.stop()
            for screen in (self._sitting.question, self._sitting.review):
                self._shell.drop(screen)
            self._sitting.deleteLater()
            self._sitting = None

    @property
    def sits(self) -> str:
        """The candidate whose test is on this screen, "" for nobody."""
        return self._who.candidate if self._who is not None and self._sitting is not None else ""

    # --- the end ---

    def _finish(self, how: str) -> None:
        self._call(self._finished, kiosk.finish, self._candidate, how)

    def _finished_elsewhere(self) -> None:
        self._call(self._finished, kiosk.outcome, self._candidate)

    def _finished(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._leaves_at_ms = self._clock.mono_ms() + self.frame.policy.result_screen_seconds * 1000
        self._go(Happening.FINISHED)
        self._end_sitting()
        # painted first, then journalled: the appeal hour begins with what the candidate can read
        QTimer.singleShot(0, self, lambda: self._call(self._anchored, kiosk.show_result, outcome.attempt.candidate))

    def _anchored(self, outcome: Outcome) -> None:
        self._outcome = outcome
        if self.stage is Stage.RESULT:
            self._refresh_result()
        self.result_made.emit(outcome.attempt.candidate)

    def show_result_of(self, who: Entrance, outcome: Outcome) -> None:
        """Staff show a result once more (ui.md)."""
        self._end_sitting()
        self._who, self.stage = who, Stage.CODE
        self._finished(outcome)

    def _show_result(self) -> None:
        from station.ui.candidate.result_screen import ResultScreen

        def make() -> CandidateScreen:
            screen = ResultScreen(self._shell.texts, self._shell.look)
            screen.left.connect(self._leave_result)
            return screen

        screen = self._screen(Stage.RESULT, make)
        self._refresh_result()
        self._shell.show_screen(screen)

    def _refresh_result(self) -> None:
        if self._outcome is None or self._who is None:
            return
        left = None
        if self._leaves_at_ms is not None:
            left = max(0, (self._leaves_at_ms - self._clock.mono_ms()) // 1000)
        screen: Any = self._screens[Stage.RESULT]
        screen.set_view(result_view(self.frame, self._who.name, self._outcome, self._legal_now(), left))

    def _leave_result(self) -> None:
        if self.stage is Stage.RESULT:
            self._go(Happening.RESULT_LEFT)

    def _show_done(self) -> None:
        from station.ui.candidate.still_screens import DoneScreen, DoneView

        def make() -> CandidateScreen:
            screen = DoneScreen(self._shell.texts, self._shell.look)
            screen.closed.connect(self._seat_left)
            return screen

        assert self._outcome is not None
        until = self._outcome.appeal_until_ms
        screen = self._screen(Stage.DONE, make)
        screen.set_view(DoneView(self.frame.clock(until) if until is not None else ""))
        self._leaves_at_ms = self._clock.mono_ms() + 60_000
        self._shell.show_screen(screen)

    def _seat_left(self) -> None:
        if self.stage is Stage.DONE:
            self._who = self._outcome = self._leaves_at_ms = None
            self._choose_look(Look())
            self._choose_language("ky")
            self._go(Happening.SEAT_LEFT)

    # --- every second ---

    def _each_second(self) -> None:
        self._beats += 1
        if self.stage is Stage.CODE and self._visible(Stage.CODE):
            self._screens[Stage.CODE].set_view(self._code_view())  # type: ignore[attr-defined]
        if self.stage is Stage.RESULT:
            self._refresh_result()
        if self._leaves_at_ms is not None and self._clock.mono_ms() >= self._leaves_at_ms:
            self._leave_result() if self.stage is Stage.RESULT else self._seat_left()
        if not self._pulse_out:
            self._pulse_out = True
            self._core.call(self._pulsed, self._pulse_failed, _beat, self._station, self.sits, self._beats)

    def _visible(self, stage: Stage) -> bool:
        screen: QWidget | None = self._screens.get(stage)
        return screen is not None and self._shell.screen_shown is screen

    def _pulsed(self, pulse: Pulse) -> None:
        self._pulse_out = False
        if self._sitting is not None:
            self._sitting.pulse(pulse)

    def _pulse_failed(self, error: Exception) -> None:
        """A full disk is told by the answer that meets it; a heartbeat may miss."""
        self._pulse_out = False
        if not (isinstance(error, StationError) and error.reason in (Reason.DISK_FULL, Reason.DATA_READ_ONLY)):
            self.failed.emit(error)


def kiosk_candidate(station: Station, candidate: str) -> Candidate:
    """The candidate as the fold has him now."""
    return station.candidate(candidate)


def _beat(station: Station, candidate: str, beats: int) -> Pulse:
    if beats * 1000 % station.policy.heartbeat_ms < 1000:
        exam.heartbeat(station)
    return kiosk.pulse(station, candidate)
