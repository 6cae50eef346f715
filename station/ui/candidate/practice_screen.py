"""Three practice questions before the test; not scored, not stored (R-9.1)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from question_bank.model import Kind
from resources.texts import Texts
from station.ui.candidate.practice_questions import COUNT, practice_questions
from station.ui.candidate.question_card import QuestionCard, QuestionWords
from station.ui.candidate.question_screen import NARROW
from station.ui.candidate.screen import CandidateScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from station.ui.widgets.notice import Notice


class PracticeScreen(CandidateScreen):
    """Walks through its own three questions; `restart` begins anew for the next candidate.

    Signals: `finished(bool)`: True after the last question, False where the candidate skipped the practice.
    """

    finished = Signal(bool)

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        self.card = QuestionCard(has_remark=False)
        super().__init__(texts, look, self.card)
        self._number = 1
        self._has_multiple = False
        self._chosen: dict[int, frozenset[str]] = {}
        self._flags: set[int] = set()
        self.notice = Notice("info")
        self._middle.insertWidget(0, self.notice)
        self.previous = SecondaryButton(icon_name="left")
        self.skip = LinkButton()
        self.next = PrimaryButton(icon_name="right", icon_after=True)
        self.bar.add_left(self.previous)
        self.bar.add_left(self.skip)
        self.bar.add_right(self.next)
        self.card.option_chosen.connect(self._choose)
        self.card.answer_cleared.connect(self._clear)
        self.card.flag_toggled.connect(self._flag)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.skip.clicked.connect(lambda: self.finished.emit(False))
        self.retranslate()

    def restart(self, has_multiple: bool = False) -> None:
        """Forget what was tried and show the first question. `has_multiple`: one of the three has several answers."""
        self._has_multiple = has_multiple
        self._number = 1
        self._chosen.clear()
        self._flags.clear()
        self._refresh()

    def start_focus(self) -> None:
        """No option has the keys at first, as in the test."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        said = t.get("These three questions are for practice: they are not scored and not stored.")
        self.notice.show_words(said)
        self.previous.setAccessibleName(t.context("button", "Previous"))
        self.skip.setText(t.context("button", "Skip the practice"))
        self._fit()
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys as in the test."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.card.take_key(event):
            event.accept()
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.accept()
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            if event.isAutoRepeat():
                return
            if 1 <= self._number + step <= COUNT:
                self._go(step)
            elif step > 0:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)  # the way on, to be pressed with Enter
        else:
            super().keyPressEvent(event)

    def restyle(self, look: Look) -> None:
        """Margins, and where the notice stands."""
        super().restyle(look)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window scrolls the notice with the question."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.card.set_tight(self.height() < self._look.px(480), (self.notice,), self._middle)
        is_narrow = self.width() < self._look.px(NARROW)
        self.previous.setText("" if is_narrow else self._texts.context("button", "Previous"))

    def _choose(self, option: str) -> None:
        before = self._chosen.get(self._number, frozenset())
        self._chosen[self._number] = before ^ {option} if self._asked.kind is Kind.MULTIPLE else frozenset({option})
        self._refresh()

    def _clear(self) -> None:
        self._chosen.pop(self._number, None)
        self._refresh()

    def _flag(self, is_on: bool) -> None:
        if is_on:
            self._flags.add(self._number)
        else:
            self._flags.discard(self._number)
        self._refresh()

    def _go(self, step: int) -> None:
        if self._number + step > COUNT:
            self.finished.emit(True)
        elif self._number + step >= 1:
            self._number += step
            self._refresh()
            self.start_focus()

    @property
    def _asked(self) -> QuestionWords:
        return practice_questions(self._texts, self._has_multiple)[self._number - 1]

    def _refresh(self) -> None:
        t = self._texts
        self.card.show_question(self._asked)
        chosen = self._chosen.get(self._number, frozenset())
        self.card.show_answer(chosen, self._number in self._flags, False, t)
        self.previous.setEnabled(self._number > 1)
        is_last = self._number == COUNT
        self.next.setText(t.context("button", "Finish the practice") if is_last else t.context("button", "Next"))
