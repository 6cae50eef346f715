"""The remarks on questions and what the commission concludes on each (document 8, table B)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import Texts
from station.services.review import ReviewedQuestion
from station.ui.proctor.fields import Field
from station.ui.widgets.buttons import LinkButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label

Remark = tuple[int, str, str]


class RemarkRow(Card):
    """One question: the candidate's words, and a line for the conclusion. Signals: `edited()`, `dropped()`."""

    edited = Signal()
    dropped = Signal()

    def __init__(self, question: ReviewedQuestion, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, role="panel", parent=parent)
        self.number, self.remark = question.number, question.remark
        self._title, self._words = label(role="strong"), label()
        self.conclusion = Field(longest=500)
        self.drop = LinkButton(icon_name="erase")
        for part in (self._title, self._words, self.conclusion, self.drop):
            self.body.addWidget(part)
        self._words.setVisible(bool(self.remark))
        self.drop.setVisible(not self.remark)  # what the candidate wrote is answered
        self.conclusion.edited.connect(lambda _text: self.edited.emit())
        self.drop.clicked.connect(self.dropped)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._title.setText(texts.get("Question {n}").format(n=self.number))
        self._words.setText(texts.get("The candidate's remark: {text}").format(text=self.remark))
        self.conclusion.set_words(texts.get("Conclusion of the commission on question {n}").format(n=self.number))
        self.drop.setText(texts.get("Take the row away"))

    @property
    def value(self) -> Remark:
        """Number, the candidate's words, the conclusion."""
        return self.number, self.remark, self.conclusion.text


class Remarks(QWidget):
    """All rows. Those of the candidate's remarks stand from the start. Signals: `edited()`."""

    edited = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self.rows: list[RemarkRow] = []
        self._open: ReviewedQuestion | None = None
        self.title, self.nothing = label(role="strong"), label(role="muted")
        self.add = LinkButton(icon_name="plus")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.nothing, self.add):
            self._column.addWidget(part)
        self.add.clicked.connect(self._add_open)

    def take(self, questions: tuple[ReviewedQuestion, ...]) -> None:
        """The rows of the candidate's own remarks."""
        for question in questions:
            if question.remark:
                self._add(question)
        self._follow()

    def set_open(self, question: ReviewedQuestion) -> None:
        """The question that is open beside: a row can be added for it."""
        self._open = question
        self._follow()

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self.texts = texts
        self.title.setText(texts.get("Remarks on questions"))
        self.nothing.setText(texts.get("The candidate left no remark on any question."))
        for row in self.rows:
            row.set_texts(texts)
        self._follow()

    @property
    def values(self) -> tuple[Remark, ...]:
        """The rows in the order of the paper."""
        return tuple(sorted(row.value for row in self.rows))

    @property
    def open_rows(self) -> tuple[int, ...]:
        """Questions whose conclusion is not written yet."""
        return tuple(number for number, _remark, conclusion in self.values if not conclusion)

    def _add(self, question: ReviewedQuestion) -> RemarkRow:
        row = RemarkRow(question)
        row.set_texts(self.texts)
        row.edited.connect(self.edited)
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _add_open(self) -> None:
        if self._open is not None:
            self._add(self._open).conclusion.line.setFocus()
            self._follow()
            self.edited.emit()

    def _drop(self, row: RemarkRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        self.nothing.setVisible(not self.rows)
        number = self._open.number if self._open is not None else 0
        self.add.setText(self.texts.get("Add a conclusion on question {n}").format(n=number))
        self.add.setVisible(bool(number) and number not in [row.number for row in self.rows])
