"""The running test on the screen: questions, review, saving, clock. It holds the last attempt that is on disk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from resources.texts import texts_for
from station.domain.attempt import Attempt, State
from station.domain.clock import Clock, Moment
from station.domain.errors import Reason, StationError
from station.services import exam, kiosk
from station.services.kiosk import Entrance, Pulse, ShownQuestion
from station.services.station import Station
from station.ui.candidate.question_screen import QuestionScreen, SaveState
from station.ui.candidate.review_screen import ReviewScreen, ReviewView
from station.ui.core import Worker
from station.ui.shell import Shell
from station.ui.theme import Look
from station.ui.views import Frame, cells, question_view

DISK_REASONS = (Reason.DISK_FULL, Reason.DATA_READ_ONLY)
RETRY_MS = 3000


class Sitting(QObject):
    """One candidate's test. The shell's owner shows `question` or `review` when told.

    Signals: `to_question()`, `to_review()`, `finish_wanted(str)` candidate or time, `halted()` the attempt no longer
    runs (paused, suspended, interrupted from the desk), `failed(object)` an error that is not ours to handle.
    """

    to_question = Signal()
    to_review = Signal()
    finish_wanted = Signal(str)
    halted = Signal()
    failed = Signal(object)

    def __init__(self, shell: Shell, core: Worker, station: Station, clock: Clock, frame: Frame, who: Entrance) -> None:
        super().__init__(shell)
        self._shell, self._core, self._station, self._clock, self._frame = shell, core, station, clock, frame
        self.who = who
        self.attempt: Attempt | None = None
        self._paper: dict[str, ShownQuestion] = {}
        self._shown = ""
        self._pending = 0
        self._saved_any = False
        self._wants_review = False
        self._ending = False
        self._frozen_ms: int | None = None
        self._unsaved: list[Callable[[], None]] = []
        self._view: tuple[int, ...] = ()
        self.question = QuestionScreen(shell.texts, shell.look)
        self.review = ReviewScreen(shell.texts, shell.look)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(frame.policy.not_saved_after_ms)
        self._late.timeout.connect(lambda: self.question.set_save_state(SaveState.NOT_SAVED))
        self._beat = QTimer(self)
        self._beat.setInterval(250)
        self._beat.timeout.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        screen, review = self.question, self.review
        screen.answer_chosen.connect(self._answer)
        screen.answer_cleared.connect(lambda: self._answer(frozenset()))
        screen.flag_toggled.connect(lambda on: self._save(exam.flag, self._shown, on))
        screen.remark_made.connect(lambda text: self._save(exam.remark, self._shown, text))
        screen.question_requested.connect(self._go)
        screen.review_requested.connect(self._open_review)
        review.question_requested.connect(self._go)
        review.back_requested.connect(self.to_question)
        review.finish_confirmed.connect(lambda: self.end("candidate"))

    def begin(self, attempt: Attempt, paper: tuple[ShownQuestion, ...]) -> None:
        """Take the attempt as it is on disk and let the clock show."""
        self._paper = {question.id: question for question in paper}
        self.take(attempt)
        self._beat.start()
        self._tick()

    def take(self, attempt: Attempt) -> None:
        """Show the attempt as it now stands on disk."""
        before, self.attempt = self.attempt, attempt
        if before is not None and attempt.budget_ms > before.budget_ms:
            self.question.set_remaining(self._seconds())
            self.question.announce_extension((attempt.budget_ms - before.budget_ms) // 60_000)
        if not self._pending:
            self._refresh()

    def _refresh(self) -> None:
        if self.attempt is None:
            return
        watermark = f"{self.who.name} · {self.who.seat}"
        save = SaveState.SAVED if self._saved_any else SaveState.NOTHING
        if self._frozen_ms is not None:
            save = SaveState.NOT_SAVED
        self._shown = self.attempt.current
        self.question.set_view(question_view(self.attempt, self._paper, watermark, save))
        if self._shell.screen_shown is self.review:
            self._refresh_review()

    def _refresh_review(self) -> None:
        if self.attempt is not None:
            self.review.set_view(ReviewView(cells(self.attempt)))

    def stop(self) -> None:
        """Nothing moves any more."""
        self._beat.stop()
        self._late.stop()

    def close(self) -> None:
        """The test left the screen."""
        self._ending = True
        self.stop()
        for screen in (self.question, self.review):
            self._shell.drop(screen)
        self.deleteLater()

    def speak(self, language: str) -> None:
        """Both screens in another language."""
        for screen in (self.question, self.review):
            screen.set_texts(texts_for(language))

    def dress(self, look: Look) -> None:
        """Both screens know the look of the window."""
        for screen in (self.question, self.review):
            screen.set_look(look)

    # --- saving ---

    def _answer(self, options: frozenset[str]) -> None:
        self._save(exam.answer, self._shown, options)

    def _go(self, number: int) -> None:
        if self.attempt is not None:
            target = self.attempt.paper[number - 1].question
            self._save(exam.show, target, then=self.to_question.emit)

    def _open_review(self) -> None:
        self._wants_review = self._frozen_ms is None
        self._go_to_review()

    def _go_to_review(self) -> None:
        """Once everything is on disk: the review shows what is."""
        if self._wants_review and not self._pending and not self._ending:
            self._wants_review = False
            self._refresh_review()
            self.to_review.emit()

    def change_language(self, language: str) -> None:
        """The candidate reads on in the other language."""
        self._save(exam.change_language, language)

    def change_view(self, look: Look) -> None:
        """Size and contrast, for the replay; said once."""
        size = self._shell.room
        view = (look.scale_percent, look.high_contrast, size.width(), size.height())
        if view != self._view:
            self._view = view
            self._save(exam.change_view, *view)

    def _save(self, work: Callable[..., Attempt], *values: Any, then: Callable[[], None] | None = None) -> None:
        """Run a service that returns the attempt once it is on disk. Only then does the screen show it as saved."""
        if self._ending:
            return
        again = partial(self._save, work, *values, then=then)
        if self._frozen_ms is not None:
            if then is None:  # what was said is kept for the retry; turning the pages waits
                self._unsaved.append(again)
            self.tell_not_saved()
            return
        self._pending += 1
        if not self._late.isActive():
            self._late.start()
        saved, refused = partial(self._saved, then, work is exam.answer), partial(self._refused, again)
        self._core.call(saved, refused, work, self._station, self.who.candidate, *values)

    def _saved(self, then: Callable[[], None] | None, is_answer: bool, attempt: Attempt) -> None:
        self._pending -= 1
        self._saved_any = self._saved_any or is_answer
        if not self._pending:
            self._late.stop()
        self.take(attempt)
        if then is not None and not self._ending:
            then()
        self._go_to_review()

    def _refused(self, again: Callable[[], None], error: Exception) -> None:
        self._pending -= 1
        if not self._pending:
            self._late.stop()
        if not isinstance(error, StationError):
            self.failed.emit(error)
        elif error.reason in DISK_REASONS:
            self._freeze(again)
        elif error.reason is Reason.TIME_OVER:
            self.end("time")
        elif error.reason is Reason.PAUSED:
            self.halted.emit()
        elif error.reason is not Reason.ALREADY_FINISHED:
            self.failed.emit(error)

    def _freeze(self, again: Callable[[], None]) -> None:
        """The disk takes nothing: the clock stands, the screen says so, and every three seconds it is tried again.

        Everything that was refused or said meanwhile is kept in order and saved as soon as there is room.
        """
        self._unsaved.append(again)
        self._wants_review = False
        self.tell_not_saved()
        if self._frozen_ms is None and self.attempt is not None:
            self._frozen_ms = self.attempt.used_at(self._moment())
            self._tick()  # the clock must stand at the frozen time at once, not at the second it last showed
            QTimer.singleShot(RETRY_MS, self, self._thaw)

    def tell_not_saved(self) -> None:
        """Say that the last answer is not on disk."""
        self.question.set_save_state(SaveState.NOT_SAVED)

    def _thaw(self) -> None:
        if self._frozen_ms is None or self._ending:
            return
        self._core.call(
            self._thawed, self._still_frozen,
            kiosk.after_disk, self._station, self.who.candidate, self._frozen_ms,
        )  # fmt: skip

    def _thawed(self, attempt: Attempt) -> None:
        self._frozen_ms = None
        self.attempt = attempt
        unsaved, self._unsaved = self._unsaved, []
        for again in unsaved:
            again()

    def _still_frozen(self, error: Exception) -> None:
        if isinstance(error, StationError) and error.reason in DISK_REASONS:
            QTimer.singleShot(RETRY_MS, self, self._thaw)
        else:
            self.failed.emit(error)

    # --- clock ---

    def _moment(self) -> Moment:
        return Moment(self._clock.boot_id(), self._clock.mono_ms(), 0, 0)

    def _seconds(self) -> int:
        assert self.attempt is not None
        if self._frozen_ms is not None:
            return -(-(self.attempt.budget_ms - self._frozen_ms) // 1000)
        return -(-self.attempt.remaining_at(self._moment()) // 1000)

    @property
    def remaining_seconds(self) -> int:
        """Time left, rounded up to the second."""
        return self._seconds() if self.attempt is not None else 0

    def _tick(self) -> None:
        if self.attempt is None:
            return
        seconds = self._seconds()
        self.question.set_remaining(seconds)
        self.review.set_remaining(seconds, announce=False)
        if seconds <= 0 and self.attempt.state is State.RUNNING:
            self.end("time")

    def pulse(self, pulse: Pulse) -> None:
        """What the core saw this second."""
        if pulse.attempt is None or self._ending:
            return
        if pulse.attempt.state is not State.RUNNING:
            self.attempt = pulse.attempt
            self.halted.emit()
        elif self.attempt is not None and pulse.attempt.budget_ms != self.attempt.budget_ms and not self._pending:
            self.take(pulse.attempt)

    def end(self, how: str) -> None:
        """Finish once: a second press or the clock at the same moment changes nothing."""
        if not self._ending and self._frozen_ms is None:
            self._ending = True
            self._beat.stop()
            self.finish_wanted.emit(how)
        elif not self._ending:
            self._refresh()  # the review offers the finish again once the disk takes it

    def not_ended(self) -> None:
        """The finish was refused because the test stands still."""
        self._ending = False
        self._beat.start()
