"""The left-hand panel of the review: totals, what to narrow the list to, and the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QWidget

from resources.texts import Texts
from station.services.review import ReviewedQuestion
from station.ui.commission.filter_tile import FilterTile
from station.ui.commission.question_list import QuestionList
from station.ui.commission.view import Kind, counts, is_kind
from station.ui.commission.words import KIND_ICONS, KIND_WORDS
from station.ui.theme import look_of
from station.ui.widgets.card import Card
from station.ui.widgets.labels import IconLabel, label

_TOTALS = (("check", "ok", "Right"), ("cross", "danger", "Wrong"), ("minus", "muted", "No answer"))


class ListPanel(Card):
    """Signals: `question_chosen(int)`; `opened()` a question was opened by Enter or a click."""

    question_chosen = Signal(int)
    opened = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        self.texts = texts
        self._questions: tuple[ReviewedQuestion, ...] = ()
        self.kind = Kind.ALL
        self.totals: list[QLabel] = []
        self.filters: dict[Kind, FilterTile] = {}
        self.rows = QuestionList(texts)
        self.nothing = label(role="muted")
        self._lay()
        self.rows.question_chosen.connect(self.question_chosen)
        self.rows.opened.connect(self.opened)

    def _lay(self) -> None:
        line = QHBoxLayout()
        for icon, colour, _word in _TOTALS:
            words = label(role=f"saved-{colour}", wraps=False)
            self.totals.append(words)
            line.addWidget(IconLabel(icon, colour, 18))
            line.addWidget(words)
            line.addStretch(1)
        self.body.addLayout(line)
        self._group = QButtonGroup(self)
        self._tiles = QGridLayout()
        for place, kind in enumerate(Kind):
            button = FilterTile(*KIND_ICONS[kind])
            button.setChecked(kind is self.kind)
            button.clicked.connect(lambda _checked=False, wanted=kind: self.narrow(wanted))
            self._group.addButton(button)
            self.filters[kind] = button
            self._tiles.addWidget(button, place // 3, place % 3)
        self.body.addLayout(self._tiles)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.rows, 1)

    def set_questions(self, questions: tuple[ReviewedQuestion, ...], texts: Texts) -> None:
        """Show the paper in these words."""
        self._questions, self.texts = questions, texts
        found = counts(questions)
        right = sum(question.is_right for question in questions)
        numbers = (right, found[Kind.WRONG], found[Kind.UNANSWERED])
        for words, (_icon, _colour, name), number in zip(self.totals, _TOTALS, numbers, strict=True):
            words.setText(str(number))
            said = f"{self.texts.get(name)}: {number}"
            words.setAccessibleName(said)
            words.setToolTip(said)
        for key, (kind, button) in enumerate(self.filters.items()):
            button.show_count(self.texts.context("tile", KIND_WORDS[kind]), found[kind], self._hint(key, kind))
            button.setEnabled(kind is Kind.ALL or found[kind] > 0)
        self.rows.setAccessibleName(self.texts.get("Questions of the paper"))
        self.narrow(self.kind)

    def _hint(self, key: int, kind: Kind) -> str:
        if kind is Kind.ALL:
            return self.texts.get("All questions (key 0)")
        name = self.texts.get(KIND_WORDS[kind])
        return self.texts.get("{name}: key {key} goes to the next one").format(name=name, key=key)

    def narrow(self, kind: Kind) -> None:
        """Show only the questions of that kind; where the open one is not among them, the first of them opens."""
        self.kind = kind
        self.filters[kind].setChecked(True)
        before = self.rows.number
        shown = tuple(question for question in self._questions if is_kind(question, kind))
        self.rows.show_rows(shown, self.texts)
        self.nothing.setText(self.texts.get("There is no such question in this paper."))
        self.nothing.setVisible(not shown)
        if shown and before and before not in [question.number for question in shown]:
            self.rows.choose(shown[0].number)
            self.question_chosen.emit(shown[0].number)

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self._tiles.setSpacing(look.gap(4))
        self.body.setSpacing(look.gap(10))
        self.rows.setMinimumHeight(look.px(130))

    def choose(self, number: int) -> None:
        """Mark the open question; a list that does not show it shows all again."""
        if number not in [question.number for question in self.rows.questions]:
            self.narrow(Kind.ALL)
        self.rows.choose(number)

    def next_of(self, kind: Kind, after: int) -> int:
        """The next question of that kind after number `after`, round the end; 0 where there is none."""
        of_kind = [question.number for question in self._questions if is_kind(question, kind)]
        later = [number for number in of_kind if number > after]
        return (later or of_kind or [0])[0]

    def beside(self, number: int, step: int) -> int:
        """The row's number `step` rows away from `number` in the list as it is narrowed; `number` at its ends."""
        shown = [question.number for question in self.rows.questions]
        if number not in shown:
            return shown[0] if shown else number
        place = shown.index(number) + step
        return shown[place] if 0 <= place < len(shown) else number
