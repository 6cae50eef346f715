"""The desk's table: chips, bars and wrapped words; arrows choose a row, Enter opens it, Tab leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from station.ui.theme import Look, Palette, look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import paint_icon

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a cell. `chip` is ok, info, warn, danger or plain; `share` is (part, whole) of a bar."""

    text: str
    chip: str = ""
    icon: str = ""
    share: tuple[int, int] | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the id that its signals carry."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its words, letters it needs at least (0: as wide as its widest cell), its share of spare room.

    Where the room is short, columns with `drop` 1 go first, then 2: what they say stands elsewhere as well.
    """

    words: str
    letters: int = 0
    weight: int = 0
    drop: int = 0


def chip_colours(palette: Palette, kind: str) -> tuple[str, str]:
    """Letters and ground of a chip."""
    return {
        "ok": (palette.ok, palette.ok_soft),
        "info": (palette.accent, palette.soft),
        "warn": (palette.warn, palette.warn_soft),
        "danger": (palette.danger, palette.danger_soft),
        "plain": (palette.muted, palette.track),
    }[kind]


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[Head, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.hint or cell.text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heads[section].words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return int(flags) | Qt.TextFlag.TextWordWrap.value
        return None

    def take(self, rows: tuple[Row, ...]) -> None:
        if [row.id for row in rows] == [row.id for row in self.rows]:
            old, self.rows = self.rows, rows
            for place, (before, after) in enumerate(zip(old, rows, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.heads) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Paints cells in the look of the table."""

    def __init__(self, table: "DeskTable") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = self._table
        look = look_of(table)
        width = table.columnWidth(index.column()) - 2 * look.gap(8)
        cell = table.cell(index)
        if cell.chip or cell.share:
            return QSize(width, look.px(46))
        room = QRect(0, 0, max(20, width), 10_000)
        height = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, cell.text).height()
        return QSize(width, max(look.px(46), height + look.gap(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        look, cell = look_of(table), table.cell(index)
        state, rect = option.state, option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(look.palette.soft if selected else look.palette.card))
        painter.setPen(QColor(look.palette.track))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(look.gap(8), 0, -look.gap(8), 0)
        if cell.chip:
            self._chip(painter, look, cell, room, selected)
        elif cell.share:
            self._bar(painter, look, cell, room)
        else:
            painter.setFont(table.font())
            painter.setPen(QColor(look.palette.text))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(flags) | Qt.TextFlag.TextWordWrap.value, cell.text)
        if selected and index.column() == 0 and table.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), look.gap(4), rect.height()), QColor(look.palette.accent))
        painter.restore()

    def _chip(self, painter: QPainter, look: Look, cell: Cell, room: QRect, selected: bool) -> None:
        letters, ground = chip_colours(look.palette, cell.chip)
        font = look.font(15, QFont.Weight.DemiBold)
        painter.setFont(font)
        size = look.px(16) if cell.icon else 0
        before = look.gap(10) + (size + look.gap(6) if cell.icon else 0)
        words = painter.fontMetrics().horizontalAdvance(cell.text)
        box = QRectF(room.left(), 0, min(room.width(), before + words + look.gap(12)), look.px(34))
        box.moveTop(room.center().y() - box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.card if selected else ground))
        painter.drawRoundedRect(box, look.gap(7), look.gap(7))
        if cell.icon:
            icon = QRectF(box.left() + look.gap(10), box.center().y() - size / 2, size, size)
            paint_icon(painter, cell.icon, letters, icon)
        painter.setPen(QColor(letters))
        space = box.adjusted(before, 0, -look.gap(4), 0)
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(space.width()))
        painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _bar(self, painter: QPainter, look: Look, cell: Cell, room: QRect) -> None:
        part, whole = cell.share or (0, 0)
        box = QRectF(room.left(), 0, min(room.width(), look.px(92)), look.px(22))
        box.moveTop(room.center().y() - box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.track))
        painter.drawRoundedRect(box, 5, 5)
        if whole and part:
            done = QRectF(box)
            done.setWidth(max(10.0, box.width() * part / whole))
            fill = QColor(look.palette.accent)
            fill.setAlphaF(0.30)
            painter.setBrush(fill)
            painter.drawRoundedRect(done, 5, 5)
        painter.setFont(look.font(14))
        painter.setPen(QColor(look.palette.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cell.text)


class DeskTable(Dressed, QTableView):
    """Signals: `row_chosen(str)` when another row is chosen, `row_opened(str)` on Enter or a double click."""

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self._quiet = False
        self._fitted: object = None
        self._needs = 0
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(self._model.rows[index.row()].id))

    def cell(self, index: Index) -> Cell:
        """The cell at an index."""
        return self._model.rows[index.row()].cells[index.column()]

    def set_heads(self, heads: Sequence[Head]) -> None:
        """Name the columns."""
        if tuple(heads) != self._model.heads:
            chosen = self.chosen_id
            self._model.beginResetModel()
            self._model.heads = tuple(heads)
            if self._model.rows and len(self._model.rows[0].cells) != len(heads):
                self._model.rows = ()
            self._model.endResetModel()
            self.choose(chosen)
            self._fit()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen row stays chosen, without a signal."""
        chosen = self.chosen_id
        self._quiet = True
        self._model.take(tuple(rows))
        self._quiet = False
        self.choose(chosen)
        self._fit()

    @property
    def least_width(self) -> int:
        """Pixels in which no column is cut, with those left out that may go."""
        return self._needs + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What it shows."""
        return self._model.rows

    @property
    def chosen_id(self) -> str:
        """The id of the chosen row, or ""."""
        place = self.currentIndex().row()
        return self._model.rows[place].id if 0 <= place < len(self._model.rows) else ""

    def choose(self, row_id: str) -> None:
        """Choose a row without a signal."""
        if row_id == self.chosen_id:
            return
        self._quiet = True
        place = next((place for place, row in enumerate(self._model.rows) if row.id == row_id), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and pages move; Enter opens; the rest is the screen's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen_id:
                self.row_opened.emit(self.chosen_id)
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self._fit()

    def _chosen(self) -> None:
        if not self._quiet and self.chosen_id:
            self.row_chosen.emit(self.chosen_id)

    def _fit(self) -> None:
        """Widths by need and weight, heights by the wrapped words; only where something changed."""
        look, heads = look_of(self), self._model.heads
        room = self.viewport().width()
        words = tuple(len(cell.text) for row in self._model.rows for cell in row.cells if not cell.share)
        state = (look, heads, self.width(), room, words)
        if state == self._fitted or not heads:
            return
        self._fitted = state
        least = [self._least(look, place) for place in range(len(heads))]
        needs = sum(width for width, head in zip(least, heads, strict=True) if not head.drop)
        if needs != self._needs:
            self._needs = needs
            self.updateGeometry()  # whoever shares the width out looks again
        dropped: set[int] = set()
        # As if the bar at the side were there: a column that is dropped because the bar came would unwrap the names,
        # the bar would go, the column come back, and so on without an end.
        firm = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        for order in (1, 2):
            if sum(width for place, width in enumerate(least) if place not in dropped) > firm:
                dropped |= {place for place, head in enumerate(heads) if head.drop == order}
        kept = [place for place in range(len(heads)) if place not in dropped]
        spare = max(0, room - sum(least[place] for place in kept))
        weights = sum(heads[place].weight for place in kept) or 1
        for place, head in enumerate(heads):
            self.setColumnHidden(place, place in dropped)
            self.setColumnWidth(place, least[place] + spare * head.weight // weights)
        title = self.horizontalHeader().fontMetrics()
        wraps = any(
            title.horizontalAdvance(heads[place].words) + 2 * look.gap(8) > self.columnWidth(place) for place in kept
        )
        self.horizontalHeader().setFixedHeight(look.px(40) + (title.lineSpacing() if wraps else 0))
        self.verticalHeader().setMinimumSectionSize(look.px(40))
        self.resizeRowsToContents()

    def _least(self, look: Look, place: int) -> int:
        """Pixels that a column needs."""
        head, title = self._model.heads[place], self.horizontalHeader().fontMetrics()
        edges = 2 * look.gap(8) + 6
        least = max((title.horizontalAdvance(word) for word in head.words.split()), default=0)
        chips, plain = QFontMetrics(look.font(15, QFont.Weight.DemiBold)), self.fontMetrics()
        if head.letters:
            # words wrap, but a word is not broken
            told = {word for row in self._model.rows for word in row.cells[place].text.split()}
            longest = max((plain.horizontalAdvance(word) for word in told), default=0)
            return max(least, longest, round(head.letters * look.px(18) * 0.58)) + edges
        for row in self._model.rows:
            cell = row.cells[place]
            if cell.share:
                width = look.px(92)
            elif cell.chip:
                sign = look.px(16) + look.gap(6) if cell.icon else 0
                width = sign + look.gap(22) + chips.horizontalAdvance(cell.text) + 4
            else:
                width = plain.horizontalAdvance(cell.text)
            least = max(least, width)
        return least + edges
