"""Before the end: what is unanswered, what is flagged, and the finish in two steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from resources.texts import Texts
from station.ui.candidate.cells import CellState
from station.ui.candidate.navigator import CellGrid, Legend
from station.ui.candidate.timed_screen import TimedScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class ReviewView:
    """How every question of the paper stands, in order."""

    cells: tuple[CellState, ...]

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Numbers of the questions without an answer."""
        return tuple(number for number, cell in enumerate(self.cells, 1) if not cell.is_answered)

    @property
    def flagged(self) -> tuple[int, ...]:
        """Numbers of the flagged questions."""
        return tuple(number for number, cell in enumerate(self.cells, 1) if cell.is_flagged)


class ReviewScreen(TimedScreen):
    """Shows a `ReviewView` and the time left.

    Signals: `question_requested(int)` from 1; `back_requested()`; `finish_confirmed()` after the second
    step, once until the next `set_view`.
    """

    question_requested = Signal(int)
    back_requested = Signal()
    finish_confirmed = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: ReviewView | None = None
        self._is_finishing = False
        self._dialog: Dialog | None = None
        self._title = label(role="title")
        self.summary = Notice("warn")
        self._unanswered_words, self._flagged_words, self._all_words = (label(role="strong") for _ in range(3))
        self.unanswered, self.flagged, self.all = CellGrid(), CellGrid(), CellGrid()
        self._legend = Legend(with_current=False)
        self._after = label(role="muted")
        card = Card(980, 36)
        card.body.addWidget(self._title)
        card.body.addWidget(self.summary)
        for words, grid in self._groups:
            card.body.addWidget(words)
            card.body.addWidget(grid)
            grid.question_requested.connect(self.question_requested)
        card.body.addWidget(self._legend)
        card.body.addWidget(self._after)
        if isinstance(self.page, Page):
            self.page.add(card)
        self.back = SecondaryButton(icon_name="left")
        self.finish = PrimaryButton()
        self.bar.add_left(self.back)
        self.bar.add_right(self.finish)
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(self._ask)
        self.retranslate()

    @property
    def _groups(self) -> tuple[tuple[QLabel, CellGrid], ...]:
        return (
            (self._unanswered_words, self.unanswered),
            (self._flagged_words, self.flagged),
            (self._all_words, self.all),
        )

    def set_view(self, view: ReviewView) -> None:
        """Show how the questions stand."""
        self._view = view
        self._is_finishing = False
        self._refresh()

    def start_focus(self) -> None:
        """The way back takes the keys: a held Enter must not finish."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self._title.setText(t.get("Check before you finish"))
        self._after.setText(
            t.get("After the finish answers cannot be changed. The result is shown on the screen at once.")
        )
        self.back.setText(t.context("button", "Return to the test"))
        self.finish.setText(t.context("button", "Finish the test"))
        self._legend.set_texts(t)
        self._refresh()

    def _ask(self) -> None:
        """The second step."""
        view, t = self._view, self._texts
        if view is None or self._is_finishing or self._dialog is not None:
            return
        lines = [t.get("Finish the test? After that answers cannot be changed.")]
        if view.unanswered:
            lines.append(t.get("Questions without an answer: {n}").format(n=len(view.unanswered)))
        self._dialog = Dialog(
            self,
            t.get("Finish of the test"),
            "\n\n".join(lines),
            [
                ("back", t.context("button", "Return to the test"), "secondary"),
                ("finish", t.context("button", "Finish the test"), "danger-primary"),
            ],
            cancel="back",
            width=680,
        )
        self._dialog.answered.connect(self._answered)
        self._dialog.open()

    def _answered(self, answer: str) -> None:
        self._dialog = None
        if answer == "finish" and not self._is_finishing:
            self._is_finishing = True
            self._refresh()
            self.finish_confirmed.emit()

    def _refresh(self) -> None:
        view, t = self._view, self._texts
        if view is None:
            return
        self.all.show_cells(view.cells, 0, t)
        self._show_group(self.unanswered, view.unanswered)
        self._show_group(self.flagged, view.flagged)
        self._unanswered_words.setText(t.get("Questions without an answer: {n}").format(n=len(view.unanswered)))
        self._unanswered_words.setVisible(bool(view.unanswered))
        self._flagged_words.setText(t.get("Flagged questions: {n}").format(n=len(view.flagged)))
        self._flagged_words.setVisible(bool(view.flagged))
        self._all_words.setText(t.get("All questions"))
        has_others = len(view.unanswered) < len(view.cells)
        self._all_words.setVisible(has_others)
        self.all.setVisible(has_others)
        self.summary.show_words(self._summary(view), kind="warn" if view.unanswered or view.flagged else "ok")
        self.back.setEnabled(not self._is_finishing)
        self.finish.setEnabled(not self._is_finishing)

    def _show_group(self, grid: CellGrid, numbers: Sequence[int]) -> None:
        if self._view is not None:
            grid.show_cells(self._view.cells, 0, self._texts, numbers)
        grid.setVisible(bool(numbers))

    def _summary(self, view: ReviewView) -> str:
        t = self._texts
        if self._is_finishing:
            return t.get("The test is being finished.")
        if not view.unanswered and not view.flagged:
            return t.get("Every question has an answer.")
        return t.get("Press a number to return to the question.")
