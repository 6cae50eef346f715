"""Enter the code: twelve digits, by keyboard or on the screen."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from question_bank.model import Bilingual
from resources.texts import Texts
from station.domain.errors import Reason
from station.ui.candidate.code_boxes import DIGITS, CodeBoxes
from station.ui.candidate.keys import digit_of_key
from station.ui.candidate.screen import CandidateScreen
from station.ui.reasons import Facts, words_for
from station.ui.theme import Look
from station.ui.widgets.buttons import BarButton, PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice
from station.ui.widgets.number_pad import NumberPad


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the last code was refused, with the facts its sentence names."""

    reason: Reason
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoNote:
    """A line that the demo shows beside the code field: what it is, and the value to type or press."""

    words: Bilingual
    value: str


@dataclass(frozen=True, slots=True)
class CodeView:
    """The place, the day and how the last code fared. `wait_seconds` > 0: entry rests that long (R-24.8)."""

    seat: str
    hall: Bilingual
    date: Bilingual
    time: str
    refusal: Refusal | None = None
    wait_seconds: int = 0
    notes: tuple[DemoNote, ...] = ()


class CodeScreen(CandidateScreen):
    """Shows a `CodeView`. After `code_entered` it rests until the next `set_view` brings the answer.

    Signals: `code_entered(str)` twelve digits; `staff_requested()` the quiet staff button or Ctrl+F12.
    """

    code_entered = Signal(str)
    staff_requested = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: CodeView | None = None
        self._is_checking = False
        self._title = label(role="title")
        self._hint = label(role="muted")
        self._notice = Notice("info")
        self.boxes = CodeBoxes()
        self.pad = NumberPad()
        self._build_card()
        self.staff = BarButton(icon_name="lock")
        self.place = label(role="muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.submit = PrimaryButton(icon_name="right", icon_after=True)
        self.bar.add_left(self.staff)
        self.bar.add_middle(self.place)
        self.bar.add_right(self.submit)
        self._connect()
        self.retranslate()

    def _build_card(self) -> None:
        card = Card(880)
        for words in (self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.body.addWidget(words)
        card.body.addWidget(self.boxes)
        card.body.addWidget(self._notice)
        card.body.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignHCenter)
        self._notes_card = Card(880, 14)
        self._notes = label(role="muted")
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._notes_card.body.addWidget(self._notes)
        self._notes_card.hide()
        if isinstance(self.page, Page):
            self.page.add(card)
            self.page.add(self._notes_card)

    def _connect(self) -> None:
        self.boxes.submitted.connect(self._submit)
        self.boxes.changed.connect(lambda _code: self._show_notice())
        self.pad.digit_pressed.connect(self.boxes.add)
        self.pad.erase_pressed.connect(self.boxes.erase)
        self.pad.clear_pressed.connect(self.boxes.clear)
        self.submit.clicked.connect(self._submit)
        self.staff.clicked.connect(self.staff_requested)

    def set_view(self, view: CodeView) -> None:
        """Show the place and the last code's answer. Only a typing fault leaves the digits to be mended."""
        if self._is_checking:
            self._is_checking = False
            if view.refusal is None or view.refusal.reason is not Reason.CODE_DIGITS:
                self.boxes.clear()
        self._view = view
        self._refresh()

    def start_focus(self) -> None:
        """The boxes take the keys, while they rest the screen does."""
        (self.boxes if self.boxes.isEnabled() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self._title.setText(t.get("Enter your code"))
        self._hint.setText(t.get("The code is printed on your slip and has twelve digits."))
        self.boxes.set_texts(t)
        self.pad.set_texts(t)
        self.submit.setText(t.get("Continue"))
        self.staff.setText(t.context("button", "For staff"))
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits reach the boxes from anywhere on the screen."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if digit_of_key(event) or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.boxes.keyPressEvent(event)
        elif control and event.key() == Qt.Key.Key_F12:
            self.staff_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gets the low pad."""
        super().resizeEvent(event)
        self._fit_pad()

    def restyle(self, look: Look) -> None:
        """Margins and the pad's form."""
        super().restyle(look)
        self._fit_pad()

    def _fit_pad(self) -> None:
        self.pad.set_low(self.height() < self._look.px(800))
        self._hint.setVisible(self.height() >= self._look.px(450))

    def _submit(self) -> None:
        if self._is_checking or self._wait:
            return
        if len(self.boxes.code) < DIGITS:
            self._notice.show_words(self._texts.get("Enter all twelve digits of the code."), kind="info")
            self.start_focus()
            return
        self._is_checking = True
        self._refresh()
        self.code_entered.emit(self.boxes.code)

    @property
    def _wait(self) -> int:
        return self._view.wait_seconds if self._view is not None else 0

    def _refresh(self) -> None:
        view = self._view
        is_open = not self._is_checking and not self._wait
        changes = is_open != self.boxes.isEnabled()
        for part in (self.submit, self.boxes, self.pad):
            part.setEnabled(is_open)
        self._show_notice()
        if view is None:
            return
        seat = self._texts.get("Seat {seat}").format(seat=view.seat)
        # the hour never stands alone on a second line
        day = f"{view.date[self.language]},\u00a0{view.time}"
        self.place.setText("  ·  ".join((seat, view.hall[self.language], day)))
        self._show_notes(view.notes)
        if changes and self.isVisible():
            self.start_focus()

    def _show_notice(self) -> None:
        t = self._texts
        refusal = self._view.refusal if self._view is not None else None
        if self._is_checking:
            self._notice.show_words(t.get("The code is being checked."), kind="plain")
        elif self._wait:
            wait = words_for(t, Reason.CODE_WAIT, {"seconds": self._wait})
            self._notice.show_words(wait.text, wait.title, kind="warn")
        elif refusal is not None and (not self.boxes.code or refusal.reason is Reason.CODE_DIGITS):
            words = words_for(t, refusal.reason, refusal.facts)
            kind = "warn" if refusal.reason is Reason.CODE_DIGITS else "danger"
            self._notice.show_words(words.text, kind=kind)
            self.boxes.set_error(True)
        else:
            how = t.get("Type the digits on the keyboard or press them here.")
            self._notice.show_words(how, kind="plain")

    def _show_notes(self, notes: tuple[DemoNote, ...]) -> None:
        self._notes_card.setVisible(bool(notes))
        self._notes.setText("\n".join(f"{note.words[self.language]}: {note.value}" for note in notes))
