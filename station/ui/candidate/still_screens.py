"""Screens on which the candidate waits: pause, locked seat, the end."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from question_bank.model import Bilingual
from resources.texts import Texts
from station.domain.errors import Reason
from station.ui.candidate.clock import clock_text
from station.ui.candidate.screen import CandidateScreen
from station.ui.reasons import words_for
from station.ui.theme import Look
from station.ui.widgets.buttons import BarButton, PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import IconLabel, label
from station.ui.widgets.notice import Notice


class _StillScreen(CandidateScreen):
    """An icon, a title and a few lines in the middle."""

    icon_name = "info"
    colour = "accent"

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._title = label(role="title")
        self._text = label()
        card = Card(760, 40)
        self._column: QVBoxLayout = card.body
        card.body.addWidget(IconLabel(self.icon_name, self.colour, 56), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.body.addWidget(words)
        if isinstance(self.page, Page):
            self.page.add(card)

    def say(self, title: str, text: str) -> None:
        """Show these words."""
        self._title.setText(title)
        self._text.setText(text)


@dataclass(frozen=True, slots=True)
class PauseView:
    """The time that is kept, the seat, and a reason where the candidate may know it."""

    remaining_seconds: int
    seat: str
    reason: Bilingual | None = None


class PauseScreen(_StillScreen):
    """Covers the question while the test rests; nothing of the paper is on it. Shows a `PauseView`."""

    icon_name = "pause"

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: PauseView | None = None
        self._caption = label(role="muted")
        self.time = label(role="large")
        self._reason = label(role="muted")
        for words in (self._caption, self.time, self._reason):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(words)
        self.retranslate()

    def set_view(self, view: PauseView) -> None:
        """Show the kept time."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        words = words_for(self._texts, Reason.PAUSED, {})
        self.say(words.title, f"{words.kept} {words.to_do}")
        self._caption.setText(self._texts.get("Time left"))
        if self._view is not None:
            self.time.setText(clock_text(self._view.remaining_seconds))
            reason = self._view.reason
            seat = self._texts.get("Seat {seat}").format(seat=self._view.seat)
            self._reason.setText("  ·  ".join([seat, *([reason[self.language]] if reason else [])]))


class LockKind(Enum):
    """Why a seat waits for the staff member."""

    TOO_MANY_TRIES = "too many tries"
    NOT_ME = "this is not me"
    INTERRUPTED = "interrupted"
    RESUME = "the test goes on after the staff member allows it"


@dataclass(frozen=True, slots=True)
class LockedView:
    """Why the seat waits, and which seat it is."""

    kind: LockKind
    seat: str


class LockedScreen(_StillScreen):
    """The seat waits for the staff member. Shows a `LockedView`.

    Signals: `staff_requested()` the quiet staff button.
    """

    icon_name = "lock"
    colour = "warn"
    staff_requested = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: LockedView | None = None
        self._seat = label(role="muted")
        self._seat.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._seat)
        self.staff = BarButton(icon_name="lock")
        self.bar.add_left(self.staff)
        self.staff.clicked.connect(self.staff_requested)
        self.retranslate()

    def set_view(self, view: LockedView) -> None:
        """Show why the seat waits."""
        self._view = view
        self.retranslate()

    def start_focus(self) -> None:
        """The only control takes the keys."""
        self.staff.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.staff.setText(self._texts.context("button", "For staff"))
        if self._view is not None:
            self.say(*self._words(self._view.kind))
            self._seat.setText(self._texts.get("Seat {seat}").format(seat=self._view.seat))

    def _words(self, kind: LockKind) -> tuple[str, str]:
        t = self._texts
        match kind:
            case LockKind.TOO_MANY_TRIES:
                words = words_for(t, Reason.SEAT_LOCKED, {})
                return words.title, words.text
            case LockKind.NOT_ME:
                return t.get("The code is cancelled"), t.get("Stay at your seat, the staff member is called.")
            case LockKind.INTERRUPTED:
                return (
                    t.get("The test is interrupted"),
                    t.get("All saved answers are kept. Wait for the staff member's instructions."),
                )
            case LockKind.RESUME:
                words = words_for(t, Reason.RESUME_NEEDS_STAFF, {})
                return words.title, words.text


@dataclass(frozen=True, slots=True)
class DoneView:
    """The last words: until when an appeal may be filed (14:35)."""

    appeal_until: str


class DoneScreen(_StillScreen):
    """After the result was left. Shows a `DoneView`.

    Signals: `closed()` back to the code screen.
    """

    icon_name = "check"
    colour = "ok"
    closed = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: DoneView | None = None
        self._appeal = Notice("plain")
        self._column.addWidget(self._appeal)
        self.close_button = PrimaryButton()
        self.bar.add_right(self.close_button)
        self.close_button.clicked.connect(self.closed)
        self.retranslate()

    def set_view(self, view: DoneView) -> None:
        """Show the last words."""
        self._view = view
        self.retranslate()

    def start_focus(self) -> None:
        """The way on takes the keys."""
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self.say(t.get("The test is finished"), t.get("Take your protocol from the staff member."))
        self.close_button.setText(t.context("button", "Close the screen"))
        if self._view is not None:
            until = t.get("Latest time to apply for an appeal: {t}")
            self._appeal.show_words(until.format(t=self._view.appeal_until), kind="plain")
