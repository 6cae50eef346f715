"""The candidate's screen as it was: the very widgets of the sitting, laid out and painted where nobody sees them."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.texts import texts_for
from station.domain import events as e
from station.domain.attempt import State
from station.domain.replay import Step
from station.services.review import Reviewed
from station.ui import theme
from station.ui.candidate.clock import ANNOUNCED_MINUTES
from station.ui.candidate.question_screen import QuestionScreen, QuestionView, SaveState
from station.ui.candidate.still_screens import LockedScreen, LockedView, LockKind, PauseScreen, PauseView
from station.ui.candidate.timed_screen import NOTICE_SECONDS
from station.ui.theme import Look
from station.ui.views import question_view

USUAL_SIZE = (1366, 768)
_SMALLEST, _LARGEST = 320, 7680
_ROUNDS = 5  # a part that finds another arrangement asks its neighbours to find theirs; three rounds were seen


class _Window(QWidget):
    """A window of the shell's making, dressed in one look; it is laid out and painted but never shown."""

    def __init__(self, look: Look, language: str) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.language = language
        texts = texts_for(language)
        self.question, self.pause, self.locked = (
            QuestionScreen(texts, look), PauseScreen(texts, look), LockedScreen(texts, look)
        )  # fmt: skip
        for screen in (self.question, self.pause, self.locked):
            self.stack.addWidget(screen)
        theme.apply(self, look)
        self.said = ""  # which notice of the time stands on the question

    def speak(self, language: str) -> None:
        """All three in another language."""
        if language != self.language:
            self.language = language
            for screen in (self.question, self.pause, self.locked):
                screen.set_texts(texts_for(language))

    def settle(self) -> None:
        """Let every change of size come to rest, as the event loop of the sitting did."""
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class PastScreens:
    """Paints the candidate's screen at any step of a review. One window per look is kept: dressing takes longest."""

    def __init__(self, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        self._paper = {question.id: question for question in reviewed.paper}
        self._windows: dict[Look, _Window] = {}
        told = next(((step.width, step.height) for step in reviewed.steps if step.width), USUAL_SIZE)
        self._first_size = told
        self._given = [
            (step.used_ms, event.added_ms, step.attempt.budget_ms)
            for step in reviewed.steps
            if isinstance(event := step.event, e.TimeExtended)
        ]

    def looks(self) -> tuple[Look, ...]:
        """Every look that the candidate wore, in order."""
        return tuple(dict.fromkeys(_look(step) for step in self._reviewed.steps))

    def prepare(self, look: Look) -> None:
        """Dress a window ahead of its first use."""
        self._window(next(step for step in self._reviewed.steps if _look(step) == look))

    def size(self, step: Step) -> tuple[int, int]:
        """The candidate's window in pixels; the first one told stands for the moments before it."""
        width, height = (step.width, step.height) if step.width and step.height else self._first_size
        return min(max(width, _SMALLEST), _LARGEST), min(max(height, _SMALLEST), _LARGEST)

    def picture(self, step: Step, used_ms: int | None = None) -> QPixmap | None:
        """The screen after that step, at `used_ms` of test time; None where neither question nor cover stood there."""
        screen = self.screen(step, step.used_ms if used_ms is None else used_ms)
        return screen.grab() if screen is not None else None

    def screen(self, step: Step, used_ms: int) -> QWidget | None:
        """The widget that was in front, laid out at the candidate's size."""
        attempt = step.attempt
        window = self._window(step)
        window.speak(attempt.language)
        left = -(-(attempt.budget_ms - min(used_ms, attempt.budget_ms)) // 1000)
        shown: QWidget
        match attempt.state:
            case State.RUNNING:
                shown = self._question(window, step, used_ms, left)
            case State.PAUSED:
                window.pause.set_view(PauseView(left, self._reviewed.seat))
                shown = window.pause
            case State.INTERRUPTED:
                window.locked.set_view(LockedView(LockKind.INTERRUPTED, self._reviewed.seat))
                shown = window.locked
            case _:
                return None
        if window.stack.currentWidget() is not shown:
            window.stack.setCurrentWidget(shown)
        size = self.size(step)
        if (window.width(), window.height()) != size:
            window.resize(*size)
        window.settle()
        if shown is window.question:
            window.question.card.area.doubt_bar()  # as the event loop of the sitting did
            window.settle()
        return shown

    def _question(self, window: _Window, step: Step, used_ms: int, left: int) -> QuestionScreen:
        window.question.set_view(self._view(step))
        self._tell_time(window, step, used_ms, left)
        return window.question

    def _view(self, step: Step) -> QuestionView:
        watermark = f"{self._reviewed.name} · {self._reviewed.seat}"
        save = SaveState.SAVED if step.is_saved else SaveState.NOTHING
        return question_view(step.attempt, self._paper, watermark, save)

    def _tell_time(self, window: _Window, step: Step, used_ms: int, left: int) -> None:
        """The clock, and the notice that the last announcement left for half a minute of test time."""
        screen = window.question
        minutes = next((m for m in ANNOUNCED_MINUTES if m * 60 - NOTICE_SECONDS < left <= m * 60), 0)
        given = self._given_at(step, used_ms, left)
        said = f"given {given}" if given else f"left {minutes}" if minutes else ""
        if said != window.said:
            window.said = said
            screen.set_remaining(0, announce=False)  # puts away what was said before
            if given:
                screen.set_remaining(given[1], announce=False)
                screen.announce_extension(given[0])
            elif minutes:
                screen.set_remaining(minutes * 60 + 1, announce=False)
                screen.set_remaining(minutes * 60)
        screen.set_remaining(left, announce=False)

    def _given_at(self, step: Step, used_ms: int, left: int) -> tuple[int, int] | None:
        """Minutes granted, and the seconds left right after it, where that is still said."""
        for at, added, budget in reversed(self._given):
            then = -(-(budget - at) // 1000)
            if at <= used_ms and budget <= step.attempt.budget_ms and then - NOTICE_SECONDS < left <= then:
                return added // 60_000, then
        return None

    def _window(self, step: Step) -> _Window:
        look = _look(step)
        if look not in self._windows:
            window = _Window(look, step.attempt.language)
            window.question.set_view(self._view(step))  # before it is dressed: its buttons find room for their words
            window.resize(*self.size(step))
            window.show()
            window.settle()
            self._windows[look] = window
        return self._windows[look]

    def close(self) -> None:
        """Nothing of the attempt stays in memory."""
        for window in self._windows.values():
            window.close()
            window.deleteLater()
        self._windows.clear()


def _look(step: Step) -> Look:
    return replace(Look(), scale_percent=step.attempt.font_percent, high_contrast=step.attempt.high_contrast)
