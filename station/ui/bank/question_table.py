"""The list of questions: 100,000 rows of which only those in sight are read."""

from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from resources.texts import Texts
from station.services.bank.facts import Found, Query
from station.ui.bank.chosen import Chosen
from station.ui.bank.question_pages import PAGE, Column, QuestionPages
from station.ui.bank.question_paint import ROW, QuestionPaint
from station.ui.bank.shortcuts import control_letter
from station.ui.bank.words import KINDS, STATES
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed

_WIDTHS = {Column.ID: 92, Column.SECTION: 74, Column.TOPIC: 150, Column.AUTHOR: 150, Column.CHANGED: 106}
_STEM_LEAST = 330
# Where the room is short these go, one after the other: the editor shows them all.
_DROPPED = (
    Column.TOPIC, Column.AUTHOR, Column.KIND, Column.CHANGED, Column.DIFFICULTY, Column.SECTION, Column.FINDINGS
)  # fmt: skip
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class QuestionTable(Dressed, QTableView):
    """One row has the keys; any number are chosen, shown by their mark.

    Arrows, pages, Home and End move; Space chooses or lets go, Shift with a move chooses a stretch, Ctrl+A all, Escape
    none; Enter or a double click opens. With the mouse: a click on the mark or with Ctrl, and a stretch with Shift.
    Signals: `page_wanted(int)` the place of the first row of a page that came into sight; `question_opened(str)`;
    `choice_changed()`; `moved(str)` another row has the keys.
    """

    page_wanted = Signal(int)
    question_opened = Signal(str)
    choice_changed = Signal()
    moved = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = QuestionPages(texts)
        self.setModel(self.pages)
        self.setItemDelegate(QuestionPaint(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.painted = (look_of(self), -1, False)
        self._anchor = 0
        self._before = QItemSelection()
        self._in_flight: int | None = None
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.timeout.connect(self._ask_for_page)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._ask.start(0))
        self.doubleClicked.connect(lambda index: self.open_row(index.row()))
        self._has_choice = False
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self._choice_changed())

    # --- what it shows ---

    def show_found(self, query: Query, found: Found, *, is_fresh: bool = False) -> None:
        """Show a page of that query. Another query, or a fresh reading of the same, starts the list anew; the
        question that had the keys keeps them where it is still in sight."""
        before, place = self.current_id, self.place
        self._in_flight = None
        is_same = replace(query, offset=0, limit=PAGE) == self.pages.query
        if self.pages.take(query, found, is_fresh=is_fresh):
            self._before, self._anchor, self._has_choice = QItemSelection(), 0, False
            kept = self.pages.place_of(before) if before else -1
            if kept < 0 and is_same:
                kept = min(place, found.total - 1)
            self._stand(max(kept, 0))
            self.choice_changed.emit()
        self._ask.start(0)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self.pages.set_texts(texts)
        self._fit()

    @property
    def place(self) -> int:
        """The place of the row with the keys, from 0, or -1."""
        return self.currentIndex().row()

    @property
    def current_id(self) -> str:
        """The question with the keys, or ""."""
        row = self.pages.row(self.place) if self.place >= 0 else None
        return row.id if row is not None else ""

    def is_chosen(self, place: int) -> bool:
        """Whether that row is chosen."""
        return self._has_choice and self.selectionModel().isSelected(self.pages.index(place, 0))

    @property
    def count(self) -> int:
        """How many rows are chosen."""
        return sum(bottom - top + 1 for top, bottom in self._spans())

    @property
    def chosen(self) -> Chosen:
        """The chosen questions, in the order of the list."""
        if self.count == self.pages.total and not self.pages.is_whole:
            return Chosen(self.count, whole=self.pages.query)
        ids, slices = [], []
        for top, bottom in sorted(self._spans()):
            unread: int | None = None
            for place in range(top, bottom + 2):
                row = self.pages.row(place) if place <= bottom else None
                if place <= bottom and row is None:
                    unread = place if unread is None else unread
                    continue
                if unread is not None:
                    slices.append(replace(self.pages.query, offset=unread, limit=place - unread))
                    unread = None
                if row is not None:
                    ids.append(row.id)
        return Chosen(self.count, tuple(ids), tuple(slices))

    def _spans(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        return [(selection.at(place).top(), selection.at(place).bottom()) for place in range(selection.size())]

    # --- choosing ---

    def _choice_changed(self) -> None:
        self._has_choice = self.selectionModel().hasSelection()
        self.choice_changed.emit()

    def choose_none(self) -> None:
        """Let all go."""
        self.selectionModel().clearSelection()
        self._before = QItemSelection()

    def choose_all(self) -> None:
        """Choose every row, read or not."""
        self._choose_span(0, self.pages.total - 1, QItemSelectionModel.SelectionFlag.Select)
        self._hold(self.place)

    def toggle(self, place: int) -> None:
        """Choose a row or let it go."""
        if place >= 0:
            self._choose_span(place, place, QItemSelectionModel.SelectionFlag.Toggle)
            self._hold(place)

    def open_row(self, place: int) -> None:
        """Open the question of a row, once it is read."""
        row = self.pages.row(place) if place >= 0 else None
        if row is not None:
            self.question_opened.emit(row.id)

    def _hold(self, place: int) -> None:
        """A stretch that begins later begins here, and adds to what is chosen now."""
        self._anchor = place
        self._before = QItemSelection(self.selectionModel().selection())

    def _extend(self, place: int) -> None:
        model = self.selectionModel()
        wanted = QItemSelection(self._before)
        first, last = sorted((max(self._anchor, 0), place))
        span = QItemSelection(self.pages.index(first, 0), self.pages.index(last, len(Column) - 1))
        wanted.merge(span, QItemSelectionModel.SelectionFlag.Select)
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _choose_span(self, first: int, last: int, how: QItemSelectionModel.SelectionFlag) -> None:
        if 0 <= first <= last:
            span = QItemSelection(self.pages.index(first, 0), self.pages.index(last, 0))
            self.selectionModel().select(span, how | _ROWS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Look, place and focus are asked for once for all cells."""
        self.painted = (look_of(self), self.place, self.hasFocus())
        super().paintEvent(event)

    # --- keys and mouse ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As the class says; other keys are the screen's."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in _MOVES and self.pages.total:
            self._move(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif plain and key == Qt.Key.Key_Space:
            self.toggle(self.place)
        elif control_letter(event) == "a":
            self.choose_all()
        elif key == Qt.Key.Key_Escape and self.count:
            self.choose_none()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_row(self.place)
        else:
            event.ignore()
            return
        event.accept()

    def _move(self, key: Qt.Key, extends: bool) -> None:
        page = max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)
        last, place = self.pages.total - 1, max(self.place, 0)
        target = {
            Qt.Key.Key_Up: place - 1,
            Qt.Key.Key_Down: place + 1,
            Qt.Key.Key_PageUp: place - page,
            Qt.Key.Key_PageDown: place + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[key]
        self._go(min(max(target, 0), last), extends)

    def _go(self, place: int, extends: bool) -> None:
        if not extends:
            self._hold(place)
        elif self._anchor < 0:
            self._hold(self.place)
        self._stand(place)
        if extends:
            self._extend(place)

    def _stand(self, place: int) -> None:
        if place >= self.pages.total:
            self.setCurrentIndex(QModelIndex())
            return
        self.selectionModel().setCurrentIndex(
            self.pages.index(place, Column.ID), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.scrollTo(self.pages.index(place, Column.ID))
        self.viewport().update()
        self.moved.emit(self.current_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark, or Ctrl: choose or let go. Shift: a stretch. Else the row gets the keys."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._go(index.row(), extends=True)
            return
        self._stand(index.row())
        if index.column() == Column.MARK or held & Qt.KeyboardModifier.ControlModifier:
            self.toggle(index.row())
        else:
            self._hold(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open, except on the mark, where a quick second click is a second click."""
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.MARK:
            self.mousePressEvent(event)
        elif index.isValid():
            self.open_row(index.row())

    # --- pages ---

    def _ask_for_page(self) -> None:
        """Ask for the first page in sight that was not read; one at a time, so that a fast scroll asks for few."""
        if self._in_flight is not None or not self.pages.total:
            return
        height = max(1, self.verticalHeader().defaultSectionSize())
        top = self.verticalScrollBar().value() // height
        bottom = min(self.pages.total - 1, top + self.viewport().height() // height + 1)
        for page in range(top // PAGE, bottom // PAGE + 1):
            if not self.pages.has_page(page):
                self._in_flight = page
                self.page_wanted.emit(page * PAGE)
                return

    # --- widths ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width, and read what came into sight."""
        super().resizeEvent(event)
        self._fit()
        if self.place >= 0 and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())  # the row with the keys stays in sight
        self._ask.start(0)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look_of(self).px(ROW))
        self.horizontalHeader().setFixedHeight(look_of(self).px(40))
        self._fit()

    def _fit(self) -> None:
        look = look_of(self)
        title, chips = self.horizontalHeader().fontMetrics(), QFontMetrics(look.font(15))
        edges, sign = 2 * look.gap(8) + 6, look.px(16) + look.gap(27)
        texts = self.pages.texts
        plain = QFontMetrics(look.font(16))
        widths = {column: look.px(width) for column, width in _WIDTHS.items()}
        widths[Column.STATE] = sign + edges + max(chips.horizontalAdvance(texts.get(c.short)) for c in STATES.values())
        widths[Column.STATE] += look.px(8)  # the heavier letters
        widths[Column.KIND] = edges + max(plain.horizontalAdvance(texts.get(words)) for words in KINDS.values())
        widths[Column.DIFFICULTY] = edges
        widths[Column.FINDINGS] = sign + edges + look.px(20)
        for column in widths:
            head = str(self.pages.headerData(column, Qt.Orientation.Horizontal))
            widths[column] = max(widths[column], title.horizontalAdvance(head) + edges)
        widths[Column.MARK] = look.px(44)
        room, kept = self.viewport().width(), dict(widths)
        for column in _DROPPED:
            if sum(kept.values()) + look.px(_STEM_LEAST) > room:
                kept.pop(column)
        stem = max(look.px(120), room - sum(kept.values()))
        for column in Column:
            self.setColumnHidden(column, column not in kept and column is not Column.STEM)
            self.setColumnWidth(column, stem if column is Column.STEM else widths[column])
