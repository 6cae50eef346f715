"""Two versions of a question side by side: what went is struck out at the left, what came underlined at the right."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from question_bank.model import Question
from resources.texts import Texts
from station.ui.bank.head_row import HeadRow
from station.ui.bank.version_diff import FieldDiff, differences
from station.ui.bank.word_diff import as_html, pieces
from station.ui.bank.words import KINDS
from station.ui.proctor.fields import SelectField
from station.ui.proctor.screen import DeskScreen
from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import BarButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label

LANGUAGES = {"ky": "in Kyrgyz", "ru": "in Russian"}


@dataclass(frozen=True)
class CompareView:
    """Two versions of one question and all that can be chosen, each with what tells it apart (state, author, day)."""

    before: Question
    after: Question
    versions: tuple[tuple[int, str], ...]


class DiffText(Dressed, QLabel):
    """A text in which what the other side lacks is coloured, and struck out (`is_old`) or underlined."""

    def __init__(self, runs, is_old: bool) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self._runs, self._is_old = runs, is_old
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()

    def _restyle(self) -> None:
        palette = look_of(self).palette
        colours = (palette.danger, palette.danger_soft) if self._is_old else (palette.ok, palette.ok_soft)
        html = as_html(self._runs, *colours, "line-through" if self._is_old else "underline")
        html = html or "—"
        if html != self.text():
            self.setText(html)


class CompareScreen(DeskScreen):
    """Signals: `versions_wanted(int, int)` two other versions, the older one on the left; `back()`."""

    versions_wanted = Signal(int, int)
    back = Signal()

    def __init__(self, texts: Texts, view: CompareView) -> None:
        super().__init__(texts)
        self._view = view
        self.leave, self.all = SecondaryButton(icon_name="left"), BarButton()
        self.all.setCheckable(True)
        self.title, self.legend = label(role="heading"), label(role="small")
        self.left, self.right = SelectField(), SelectField()
        self.rows: list[tuple[FieldDiff, QWidget]] = []
        self._lay()
        self.leave.clicked.connect(self.back)
        self.all.clicked.connect(lambda _on: self._show_rows())
        for field in (self.left, self.right):
            field.chosen.connect(lambda _value: self._choose())
        self.set_texts(texts)

    def _lay(self) -> None:
        card = Card(padding=16)
        for button in (self.leave, self.all):
            button.setProperty("small", True)
        both = QHBoxLayout()
        both.addWidget(self.left, 1)
        both.addWidget(self.right, 1)
        self._both = both
        card.body.addWidget(HeadRow((self.leave,), self.title, (self.all,), least=300))
        card.body.addLayout(both)
        card.body.addWidget(self.legend)
        self._card = Card(padding=18)
        self._list = QVBoxLayout()
        self.nothing = label(role="muted")
        self._card.body.addWidget(self.nothing)
        self._card.body.addLayout(self._list)
        self.column.addWidget(card)
        self.column.addWidget(self._card)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        """Say everything again."""
        self.leave.setText(self.say("Back to the question"))
        self.leave.setToolTip("Esc")
        self.all.setText(self.say("Show what is equal, too"))
        self.legend.setText(self.say("Left: struck out is what went. Right: underlined is what came."))
        self.left.set_words(self.say("Earlier version"))
        self.right.set_words(self.say("Later version"))
        self.nothing.setText(self.say("These versions are equal."))
        self.set_view(self._view)

    def set_view(self, view: CompareView) -> None:
        """Show this value."""
        self._view = view
        self.title.setText(self.say("Versions of question {id}", id=view.after.id))
        items = [(str(number), told) for number, told in view.versions]
        self.left.select.set_items(items)
        self.right.select.set_items(items)
        self.left.select.setCurrentIndex(self.left.select.findData(str(view.before.version)))
        self.right.select.setCurrentIndex(self.right.select.findData(str(view.after.version)))
        self._show_rows()

    @property
    def told(self) -> tuple[FieldDiff, ...]:
        """The fields that stand on the screen."""
        return tuple(diff for diff, _row in self.rows)

    def _show_rows(self) -> None:
        for _diff, row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        found = differences(self._view.before, self._view.after)
        shown = [diff for diff in found if self.all.isChecked() or not diff.is_equal]
        shown = [diff for diff in shown if diff.before or diff.after or diff.note]
        self.rows = [(diff, self._row(diff)) for diff in shown]
        for _diff, row in self.rows:
            self._list.addWidget(row)
        self.nothing.setVisible(all(diff.is_equal for diff in found))

    def _row(self, diff: FieldDiff) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(look_of(self).gap(24))
        name = self.say(diff.name, letter=diff.letter)
        if diff.language:
            name = f"{name}, {self.say(LANGUAGES[diff.language])}"
        grid.addWidget(label(name, "muted"), 0, 0, 1, 2)
        before, after = (self._said(diff, text) for text in (diff.before, diff.after))
        old, new = pieces(before, after)
        left, right = DiffText(old, is_old=True), DiffText(new, is_old=False)
        left.setAccessibleName(self.say("Earlier: {text}", text=before or "—"))
        right.setAccessibleName(self.say("Later: {text}", text=after or "—"))
        grid.addWidget(left, 1, 0)
        grid.addWidget(right, 1, 1)
        if diff.note:
            grid.addWidget(label(self.say(diff.note), "small"), 2, 0, 1, 2)
        rule = QFrame()
        rule.setProperty("role", "rule")
        grid.addWidget(rule, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return box

    def _said(self, diff: FieldDiff, text: str) -> str:
        """Values that are known by a name are shown by their words."""
        return self.say(KINDS[text]) if text in KINDS and not diff.language else text

    def _choose(self) -> None:
        chosen = sorted({int(self.left.select.value), int(self.right.select.value)})
        if len(chosen) == 2:
            self.versions_wanted.emit(*chosen)
        else:
            self.set_view(self._view)  # a version beside itself says nothing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def restyle(self, look: Look) -> None:
        """Room between the fields."""
        super().restyle(look)
        self._list.setSpacing(look.gap(14))
        self._both.setSpacing(look.gap(24))
