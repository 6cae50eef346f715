"""What the list of questions is narrowed to: the search field, the filters, the order."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from question_bank.model import EASIEST, HARDEST
from question_bank.workflow import Role, State
from resources.texts import Texts
from station.services.bank.facts import ANY_FINDING, BankState, Query
from station.ui.bank.question_pages import PAGE
from station.ui.bank.small_select import SmallSelect
from station.ui.bank.words import KINDS, STATES, number_words, section_items
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.theme import look_of
from station.ui.widgets.buttons import BarButton, IconButton, LinkButton
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import paint_icon

MISSING_TRANSLATION = "missing_translation"
"""A value of `Query.finding`, as `facts.ANY_FINDING` is."""

_PAUSE_MS = 120  # after the last key before the list is asked; a fast typist asks once per word
ORDERS = {
    "id": "By number",
    "changed": "Last changed first",
    "section": "By section",
    "difficulty": "By difficulty",
    "state": "By state",
    "relevance": "Best match first",
}


class SearchLine(Dressed, QLineEdit):
    """Signals: `typed(str)` shortly after the last key; `left_downwards()` on Enter or the down arrow."""

    typed = Signal(str)
    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.clear_button = IconButton(icon_name="cross")
        self.clear_button.setParent(self)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.hide()
        self.clear_button.clicked.connect(self._empty)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text()))
        self.textEdited.connect(lambda _text: self._pause.start())
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the list at once, Escape empties the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._pause.isActive():
                self._pause.stop()
                self.typed.emit(self.text())
            self.left_downwards.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A glass at the left."""
        super().paintEvent(event)
        look = look_of(self)
        size = look.px(20)
        painter = QPainter(self)
        box = QRectF(look.gap(12), (self.height() - size) / 2, size, size)
        paint_icon(painter, "search", look.palette.muted, box)

    def _empty(self) -> None:
        self._pause.stop()
        self.clear()
        self.typed.emit("")

    def _restyle(self) -> None:
        look = look_of(self)
        self.setTextMargins(look.px(24) + look.gap(4), 0, look.px(36), 0)
        side = look.px(38)
        self.clear_button.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cross stays at the right."""
        super().resizeEvent(event)
        self._restyle()


class ListFilters(Dressed, QWidget):
    """Signals: `changed()` something is narrowed otherwise."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self._state: BankState | None = None
        self._import_id = ""
        self.section, self.state, self.kind, self.topic = SmallSelect(), SmallSelect(), SmallSelect(), SmallSelect()
        self.difficulty, self.author, self.order = SmallSelect(), SmallSelect(), SmallSelect()
        self._selects = (self.section, self.state, self.kind, self.topic, self.difficulty, self.author, self.order)
        self.waits, self.with_findings, self.untranslated = BarButton(), BarButton(), BarButton()
        self.clear = LinkButton(icon_name="erase")
        for select in self._selects:
            select.setMinimumContentsLength(4)
            select.chosen.connect(lambda _value: self._tell())
        for toggle in (self.waits, self.with_findings, self.untranslated):
            toggle.setCheckable(True)
            toggle.clicked.connect(lambda _on: self._tell())
        self.clear.clicked.connect(self.reset)
        self.clear.setProperty("small", True)
        self._tiles = Tiles(self._selects, 150, 7)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._tiles)
        self._column.addWidget(Flow(self.waits, self.with_findings, self.untranslated, self.clear))

    def set_state(self, state: BankState, texts: Texts) -> None:
        """Offer the sections, topics and authors of the bank; what was chosen stays chosen."""
        self._state, self.texts = state, texts
        say = texts.get
        self.section.set_items([("", say("All sections")), *section_items(texts, state.sections)])
        self.state.set_items([("", say("All states")), *((item.value, say(STATES[item].short)) for item in State)])
        self.kind.set_items([("", say("Any kind")), *((name, say(words)) for name, words in KINDS.items())])
        self.topic.set_items([("", say("All topics")), *((topic, topic) for topic in state.topics)])
        levels = [(str(level), say("Difficulty {n}").format(n=level)) for level in range(EASIEST, HARDEST + 1)]
        self.difficulty.set_items([("", say("Any difficulty")), *levels, ("0", say("Without an estimate"))])
        authors = [(person.id, person.name) for person in state.staff if Role.AUTHOR in person.roles]
        self.author.set_items([("", say("All authors")), *authors])
        self.order.set_items([(name, say(words)) for name, words in ORDERS.items()])
        names = ("Section", "State", "Answers", "Topic", "Difficulty", "Author", "Order of the list")
        for select, name in zip(self._selects, names, strict=True):
            select.setAccessibleName(say(name))
            select.setToolTip(say(name))
            if select is not self.order:
                select.set_noun(say(name))
        self.waits.setText(say("Wait for me: {n}").format(n=number_words(state.waiting)))
        self.with_findings.setText(say("With findings"))
        self.untranslated.setText(say("Without a translation"))
        self.clear.setText(say("Clear the filters"))
        self._show_clear()

    def query(self, text: str) -> Query:
        """The query of what is chosen, with the text of the search field."""
        state = self._state
        person = state.person.id if state is not None and state.person is not None else ""
        finding = MISSING_TRANSLATION if self.untranslated.isChecked() else ""
        finding = finding or (ANY_FINDING if self.with_findings.isChecked() else "")
        return Query(
            text=text.strip(),
            sections=frozenset(filter(None, [self.section.value])),
            states=frozenset({State(self.state.value)} if self.state.value else ()),
            kinds=frozenset(filter(None, [self.kind.value])),
            topic=self.topic.value,
            difficulty=frozenset({int(self.difficulty.value)} if self.difficulty.value else ()),
            author=self.author.value,
            import_id=self._import_id,
            finding=finding,
            waits_for=person if self.waits.isChecked() else "",
            order=self.order.value or "id",
            limit=PAGE,
        )

    def take(self, query: Query) -> None:
        """Show what that query narrows to; another screen leads here with one."""
        for select, value in (
            (self.section, next(iter(query.sections), "")), (self.state, next(iter(query.states), "")),
            (self.kind, next(iter(query.kinds), "")), (self.topic, query.topic),
            (self.difficulty, next((str(level) for level in query.difficulty), "")),
            (self.author, query.author), (self.order, query.order),
        ):  # fmt: skip
            select.setCurrentIndex(max(0, select.findData(str(value))))
        self._import_id = query.import_id
        self.waits.setChecked(bool(query.waits_for))
        self.untranslated.setChecked(query.finding == MISSING_TRANSLATION)
        self.with_findings.setChecked(bool(query.finding) and query.finding != MISSING_TRANSLATION)
        self._show_clear()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order is chosen."""
        return replace(self.query(""), order="id") != Query(limit=PAGE)

    def reset(self) -> None:
        """Show all again."""
        self.take(Query(order=self.order.value))
        self.changed.emit()

    def _tell(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(self.is_narrowed)

    def _restyle(self) -> None:
        self._column.setSpacing(look_of(self).gap(6))
