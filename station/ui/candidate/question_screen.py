"""One question of the test."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from question_bank.model import Bilingual, Kind, Picture
from resources.texts import Texts
from station.domain import limits
from station.ui.candidate.cells import CellState
from station.ui.candidate.navigator import CellGrid, Legend, Navigator, count_words, panel_width
from station.ui.candidate.picture_dialog import show_pictures
from station.ui.candidate.question_card import OptionWords, QuestionCard, QuestionWords, shown_pictures
from station.ui.candidate.save_label import SaveLabel
from station.ui.candidate.timed_screen import TimedScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

REMARK_LETTERS = limits.REMARK
NARROW = 560
"""Pixels at 100 % below which the way back is an arrow without its word."""


class SaveState(Enum):
    """What the shell knows of the last answer: SAVED after the commit, NOT_SAVED after 2 s without it."""

    NOTHING = "nothing"
    SAVING = "saving"
    SAVED = "saved"
    NOT_SAVED = "not saved"


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option by its identity, in both languages."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as the candidate may see it: no key, options in the paper's order for both languages.

    `number` counts from 1, `cells` has one state per question. `chosen` holds option ids, at most one unless `kind` is
    multiple. `is_rich`: stem and options are HTML naming `pictures`. `watermark`: name and seat, painted faintly.
    """

    number: int
    section: Bilingual
    stem: Bilingual
    options: tuple[OptionView, ...]
    cells: tuple[CellState, ...]
    chosen: frozenset[str] = frozenset()
    is_flagged: bool = False
    remark: str = ""
    save: SaveState = SaveState.NOTHING
    is_rich: bool = False
    pictures: tuple[Picture, ...] = ()
    watermark: str = ""
    kind: Kind = Kind.SINGLE


class QuestionScreen(TimedScreen):
    """Shows a `QuestionView`, the time left (`set_remaining`) and the state of saving (`set_save_state`).

    Signals: `answer_chosen(object)` a frozenset of option ids, shown as being saved until the shell says more;
    `answer_cleared()`; `flag_toggled(bool)`; `remark_made(str)` "" takes it back; `question_requested(int)`
    from 1; `review_requested()` from Finish and from Next on the last question.
    """

    answer_chosen = Signal(object)
    answer_cleared = Signal()
    flag_toggled = Signal(bool)
    remark_made = Signal(str)
    question_requested = Signal(int)
    review_requested = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        self.card = QuestionCard()
        super().__init__(texts, look, self.card)
        self._view: QuestionView | None = None
        self._chosen: frozenset[str] = frozenset()
        self.navigator = Navigator()
        self._row.insertWidget(0, self.navigator)
        self.finish = DangerButton()
        self.top.add_right(self.finish)
        self.failure = Notice("danger")
        self.failure.hide()
        self._middle.insertWidget(1, self.failure)
        self.previous = SecondaryButton(icon_name="left")
        self.next = PrimaryButton(icon_name="right", icon_after=True)
        self.drawer = SecondaryButton(icon_name="grid")
        self.drawer.hide()
        self.save = SaveLabel()
        self.hint = label(role="small")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QWidget()
        words = QVBoxLayout(middle)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.save, 0, Qt.AlignmentFlag.AlignCenter)
        words.addWidget(self.hint)
        self.bar.add_left(self.previous)
        self.bar.add_left(self.drawer)
        self.bar.add_middle(middle)
        self.bar.add_right(self.next)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.navigator.question_requested.connect(self.question_requested)
        self.card.option_chosen.connect(self._choose)
        self.card.answer_cleared.connect(self._clear)
        self.card.flag_toggled.connect(self.flag_toggled)
        self.card.remark_requested.connect(self._ask_remark)
        self.card.picture_requested.connect(
            lambda picture: show_pictures(self, self.card.pictures, picture, self._texts)
        )
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.drawer.clicked.connect(self._open_drawer)
        self.finish.clicked.connect(self.review_requested)

    def set_view(self, view: QuestionView) -> None:
        """Show the question and how it stands."""
        is_another = self._view is None or self._view.number != view.number
        self._view = view
        self._refresh()
        if is_another:
            self.start_focus()

    def set_save_state(self, state: SaveState) -> None:
        """Tell how the last answer fares; the mark "saved" appears by this or by a view only."""
        self.save.show_state(state.value, self._texts)
        failed = state is SaveState.NOT_SAVED
        if failed:
            self.failure.show_words(
                self._texts.get("The last answer is not saved. Do not leave the seat."),
                self._texts.get("Call the staff member"),
            )
        self.failure.setVisible(failed)

    def start_focus(self) -> None:
        """No option has the keys at first: a frame would look like a choice. Every key works at once."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again; the order of the options stays."""
        super().retranslate()
        t = self._texts
        self.finish.setText(t.context("button", "Finish"))
        self.finish.setAccessibleName(t.get("Review the answers and finish the test"))
        self.previous.setAccessibleName(t.context("button", "Previous"))
        self._refresh()

    def restyle(self, look: Look) -> None:
        """Margins, and whether the navigator has room beside the question."""
        super().restyle(look)
        self._fit(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gets the navigator as a drawer."""
        super().resizeEvent(event)
        self._fit(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right turn the pages; the card takes digits, places, 0 and the other arrows."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.card.take_key(event):
            event.accept()
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.accept()
            if not event.isAutoRepeat():
                self._turn(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.card.area.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _choose(self, option: str) -> None:
        """A pressed option is the answer; where several may be, it is added or taken back."""
        if self._view is None:
            return
        chosen = self._chosen ^ {option} if self._view.kind is Kind.MULTIPLE else frozenset({option})
        if not chosen:
            self._clear()
        elif chosen != self._chosen:
            self._wait_for_commit(chosen)
            self.answer_chosen.emit(chosen)

    def _clear(self) -> None:
        if self._view is not None and self._chosen:
            self._wait_for_commit(frozenset())
            self.answer_cleared.emit()

    def _wait_for_commit(self, chosen: frozenset[str]) -> None:
        if self._view is not None:
            self._chosen = chosen  # as it is shown: the last press counts, also while an earlier one is being saved
            self.card.show_answer(chosen, self._view.is_flagged, bool(self._view.remark), self._texts)
            self.set_save_state(SaveState.SAVING)

    def _go(self, step: int) -> None:
        if self._view is None:
            return
        target = self._view.number + step
        if target > len(self._view.cells):
            self.review_requested.emit()
        elif target >= 1:
            self.question_requested.emit(target)

    def _turn(self, step: int) -> None:
        """The arrow keys stop at the ends: finishing is a press of a button, to which the last arrow leads."""
        if self._view is None:
            return
        if 1 <= self._view.number + step <= len(self._view.cells):
            self._go(step)
        elif step > 0:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        view, t = self._view, self._texts
        if view is None:
            return
        self.card.show_question(question_words(view, self.language))
        self._chosen = view.chosen
        self.card.show_answer(view.chosen, view.is_flagged, bool(view.remark), t)
        self.card.set_watermark(view.watermark)
        self.navigator.show_cells(view.cells, view.number, t)
        self.set_save_state(view.save)
        self.previous.setEnabled(view.number > 1)
        is_last = view.number == len(view.cells)
        self.next.setText(t.get("Review the answers") if is_last else t.context("button", "Next"))
        answered = sum(cell.is_answered for cell in view.cells)
        self.drawer.setText(f"{answered} / {len(view.cells)}")
        self.drawer.setAccessibleName(t.get("Show all questions") + ". " + count_words(view.cells, t))
        keys = t.get("Keys: 1–{n} choose an answer, ← → turn the questions, 0 flags")
        self.hint.setText(keys.format(n=len(view.options)))
        self._fit(self._look)

    def _fit(self, look: Look) -> None:
        self.card.set_tight(self.height() < look.px(480), (self.notice, self.failure), self._middle)
        total = len(self._view.cells) if self._view is not None else 80
        width = panel_width(look, total)
        rows = -(-total // (8 if total > 50 else 5))
        height = rows * (look.px(38) + look.gap(6)) + look.px(60) + 2 * look.gap(50)
        has_room = width <= self.width() * 0.37 and height <= self.height() - look.gap(68)
        self.navigator.setVisible(has_room)
        self.navigator.setFixedWidth(width)
        self.drawer.setVisible(not has_room)
        is_narrow = self.width() < look.px(NARROW)
        self.previous.setText("" if is_narrow else self._texts.context("button", "Previous"))
        self.hint.setVisible(has_room)
        self.save.set_compact(not has_room, self._texts)

    def _open_drawer(self) -> None:
        if self._view is None:
            return
        t = self._texts
        dialog = Dialog(
            self,
            t.get("Questions"),
            buttons=[("close", t.get("Close the list"), "secondary")],
            cancel="close",
            width=900,
        )
        grid, legend = CellGrid(), Legend()
        legend.set_texts(t)
        grid.show_cells(self._view.cells, self._view.number, t)
        dialog.body.addWidget(grid)
        dialog.body.addWidget(legend)
        grid.question_requested.connect(lambda number: self._leave_drawer(dialog, number))
        dialog.open()
        grid.focus_current()

    def _leave_drawer(self, dialog: Dialog, number: int) -> None:
        dialog.answer("close")
        self.question_requested.emit(number)

    def _ask_remark(self) -> None:
        if self._view is None:
            return
        t = self._texts
        dialog = Dialog(
            self,
            t.get("Your remark on question {n}").format(n=self._view.number),
            t.get("The institution will read it. It changes neither your answer nor your score."),
            [
                ("cancel", t.context("button", "Cancel"), "secondary"),
                ("save", t.get("Save the remark"), "primary"),
            ],
            cancel="cancel",
        )
        field = QPlainTextEdit(self._view.remark)
        field.setAccessibleName(t.get("Text of the remark"))
        field.setTabChangesFocus(True)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # Qt's menu speaks no Kyrgyz
        field.setMinimumHeight(self._look.px(120))
        field.textChanged.connect(lambda: _cut(field))
        dialog.body.addWidget(field)
        dialog.answered.connect(
            lambda answer: self.remark_made.emit(field.toPlainText().strip()) if answer == "save" else None
        )
        dialog.open(field)


def question_words(view: QuestionView, language: str) -> QuestionWords:
    """The question in one language; the order of the options is the view's in both."""
    return QuestionWords(
        number=view.number,
        total=len(view.cells),
        stem=view.stem[language],
        options=tuple(OptionWords(option.id, option.text[language]) for option in view.options),
        section=view.section[language],
        is_rich=view.is_rich,
        pictures=shown_pictures(view.pictures, language),
        kind=view.kind,
    )


def _cut(field: QPlainTextEdit) -> None:
    text = field.toPlainText()
    if len(text) > REMARK_LETTERS:
        field.setPlainText(text[:REMARK_LETTERS])
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
