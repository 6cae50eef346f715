"""A question with its options on a card: the part that the test and the practice share."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from question_bank.model import OPTION_LETTERS, Kind
from question_bank.model import Picture as KeptPicture
from resources.texts import Texts
from station.ui.candidate.card_head import CardHead
from station.ui.candidate.keys import option_of_key
from station.ui.candidate.option_row import OptionRow
from station.ui.theme import look_of
from station.ui.widgets.buttons import Button, LinkButton
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.labels import label
from station.ui.widgets.passage import Passage, Picture


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option in the language of the reader."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question in the language of the reader, ready to be painted. It holds no key."""

    number: int
    total: int
    stem: str
    options: tuple[OptionWords, ...]
    section: str = ""
    is_rich: bool = False
    pictures: tuple[Picture, ...] = ()
    kind: Kind = Kind.SINGLE


def shown_pictures(pictures: Sequence[KeptPicture], language: str) -> tuple[Picture, ...]:
    """A question's pictures with what they show, told in one language."""
    return tuple(Picture(picture.name, picture.data, picture.description[language]) for picture in pictures)


class MoreButton(Button):
    """Says that the question goes on below."""

    role = "more"


class QuestionCard(Card):
    """Number, section, flag; below, scrolled together, stem, options and quiet acts.

    Signals: `option_chosen(str)` id of the option that was pressed; `answer_cleared()`; `flag_toggled(bool)`;
    `remark_requested()`; `picture_requested(object)` a `Picture` to look at closely.
    """

    option_chosen = Signal(str)
    answer_cleared = Signal()
    flag_toggled = Signal(bool)
    remark_requested = Signal()
    picture_requested = Signal(object)

    def __init__(self, has_remark: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._words: QuestionWords | None = None
        self._is_flagged = False
        self._watermark = ""
        self._has_remark = has_remark
        self._is_tight = False
        self._head = CardHead()
        self.flag = self._head.flag
        self.stem = Passage(23)
        self.zoom = LinkButton(icon_name="zoom")
        self.rule = label(role="strong")
        self.clear = LinkButton(icon_name="erase")
        self.remark = LinkButton(icon_name="note")
        self.rows: list[OptionRow] = []
        self._build()
        self.more = MoreButton(icon_name="down", parent=self)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.hide()
        self._connect()

    def _build(self) -> None:
        content = ScrollContent()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._lead = QVBoxLayout()
        self._column.addLayout(self._lead)
        self._column.addWidget(self.stem)
        self._column.addWidget(self.zoom, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.rule)
        self._options = QVBoxLayout()
        self._column.addLayout(self._options)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.clear)
        acts.addStretch(1)
        acts.addWidget(self.remark)
        self._column.addLayout(acts)
        self._column.addStretch(1)
        self.area = Scroll(content)
        self.body.addWidget(self._head)
        self.body.addWidget(self.area, 1)

    def set_tight(self, is_tight: bool, notices: Sequence[QWidget], outside: QVBoxLayout) -> None:
        """In a low window head and notices scroll with the question, else they stand still above it.

        `notices` are the screen's own; `outside` is where they stand in a high window, from its top.
        """
        if is_tight == self._is_tight:
            return
        self._is_tight = is_tight
        for place, notice in enumerate(notices):
            (self._lead if is_tight else outside).insertWidget(place, notice)
        if is_tight:
            self._lead.addWidget(self._head)
            self.area.verticalScrollBar().setValue(0)
        else:
            self.body.insertWidget(0, self._head)

    def _connect(self) -> None:
        self.rule.hide()
        self.flag.clicked.connect(self.toggle_flag)
        self.clear.clicked.connect(self.answer_cleared)
        self.remark.clicked.connect(self.remark_requested)
        self.zoom.clicked.connect(lambda: self._ask_for_picture(""))
        self.stem.picture_pressed.connect(self._ask_for_picture)
        self.more.clicked.connect(lambda: self.area.page(1))
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._place_more())
        bar.rangeChanged.connect(lambda _low, _high: self._place_more())
        bar.rangeChanged.connect(self._range_changed, Qt.ConnectionType.QueuedConnection)

    def _range_changed(self, _low: int, _high: int) -> None:
        self.area.doubt_bar()

    def show_question(self, words: QuestionWords) -> None:
        """Show another question, from its top; the same one in another language keeps its place."""
        before = self._words
        if words == before:
            return
        self._words = words
        self.stem.set_text(words.stem, words.is_rich, words.pictures)
        self.zoom.setVisible(bool(words.pictures))
        self._head.set_section(words.section)
        is_one_of_many = words.kind is Kind.MULTIPLE
        self.rule.setVisible(is_one_of_many)
        while len(self.rows) < len(words.options):
            self._add_row()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(words.options))
            if place < len(words.options):
                text = words.options[place].text
                row.show_option(OPTION_LETTERS[place], text, words.is_rich, words.pictures, is_one_of_many)
        if before is None or before.number != words.number:
            self.area.verticalScrollBar().setValue(0)

    def show_answer(self, chosen: frozenset[str], is_flagged: bool, has_remark: bool, texts: Texts) -> None:
        """Show what is chosen, flagged and remarked, and say the card's own words."""
        if self._words is None:
            return
        for row, option in zip(self.rows, self._words.options, strict=False):
            row.set_chosen(option.id in chosen)
        self._is_flagged = is_flagged
        self.flag.set_icon("flag-full" if is_flagged else "flag", "flag" if is_flagged else "muted")
        self.flag.setText(texts.context("button", "Unflag" if is_flagged else "Flag"))
        self.flag.setAccessibleName(
            texts.get("Remove the flag of this question")
            if is_flagged
            else texts.get("Flag this question to come back to it")
        )
        number = texts.get("Question {n} of {m}")
        self._head.set_number(number.format(n=self._words.number, m=self._words.total))
        self.clear.setText(texts.get("Clear the answer"))
        self.clear.setEnabled(bool(chosen))
        self.clear.set_icon("erase", "accent" if chosen else "edge")
        self.remark.setText(texts.get("Change the remark") if has_remark else texts.get("Leave a remark"))
        self.remark.setVisible(self._has_remark)
        count = len(self._words.pictures)
        self.zoom.setText(texts.get("Enlarge the pictures") if count > 1 else texts.get("Enlarge the picture"))
        self.rule.setText(texts.get("Choose all right answers"))
        self.more.setText(texts.get("More below"))
        self._place_more()  # the words of another language have another width

    def set_watermark(self, words: str) -> None:
        """Name and seat faintly on the card, so that a photograph names its owner."""
        self._watermark = words
        self.update()

    def choose(self, place: int) -> None:
        """Press the option at that place, from 0."""
        if self._words is not None and 0 <= place < len(self._words.options):
            self.rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.option_chosen.emit(self._words.options[place].id)

    def toggle_flag(self) -> None:
        """Flag or unflag."""
        self.flag_toggled.emit(not self._is_flagged)

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits and places choose, 0 flags, up and down walk the options. False: not a key of the card."""
        count = len(self._words.options) if self._words is not None else 0
        place = option_of_key(event, count)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.isAutoRepeat() and event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return place is not None
        if place is not None:
            self.choose(place)
        elif plain and event.key() == Qt.Key.Key_0:
            self.toggle_flag()
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and count:
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1, count)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the card's foot."""
        super().resizeEvent(event)
        self._place_more()

    def _restyle(self) -> None:
        super()._restyle()
        self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The watermark lies under the words, at the foot."""
        super().paintEvent(event)
        if self._watermark:
            look = look_of(self)
            painter = QPainter(self)
            painter.setFont(look.font(13))
            painter.setPen(QColor(look.palette.faint))
            foot = self.rect().adjusted(look.gap(28), 0, -look.gap(28), -look.gap(8))
            place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, int(place), self._watermark)

    def _add_row(self) -> None:
        row = OptionRow()
        place = len(self.rows)
        row.clicked.connect(lambda: self.choose(place))
        self.rows.append(row)
        self._options.addWidget(row)

    def _walk(self, step: int, count: int) -> None:
        focused = [place for place in range(count) if self.rows[place].hasFocus()]
        place = (focused[0] + step) % count if focused else (0 if step > 0 else count - 1)
        self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(self.rows[place])

    def _ask_for_picture(self, name: str) -> None:
        """The picture of that name, else the first."""
        pictures = self._words.pictures if self._words is not None else ()
        if pictures:
            self.picture_requested.emit(next((picture for picture in pictures if picture.name == name), pictures[0]))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of the question that is shown."""
        return self._words.pictures if self._words is not None else ()

    def _space(self) -> None:
        look = look_of(self)
        self._lead.setSpacing(look.gap(10))
        self._column.setSpacing(look.gap(14))
        self._options.setSpacing(look.gap(12))
        self._place_more()

    def _place_more(self) -> None:
        bar = self.area.verticalScrollBar()
        has_more = bar.maximum() > 0 and bar.value() < bar.maximum() - 8
        self.more.setVisible(has_more)
        if has_more:
            size = self.more.sizeHint()
            self.more.setGeometry(
                (self.width() - size.width()) // 2,
                self.height() - size.height() - 3,
                size.width(),
                size.height(),
            )
            self.more.raise_()
