"""The journal of an attempt as a list beside the replay: clock time and words, thousands of rows."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.texts import Texts
from station.ui.commission.view import ReviewView
from station.ui.commission.words import Teller, Told
from station.ui.theme import look_of
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import colour_of

Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """Rows are put into words only when they come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.view: ReviewView | None = None
        self.teller: Teller | None = None
        self.texts: Texts | None = None

    def rowCount(self, parent: Index | None = None) -> int:
        if self.view is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.view.reviewed.steps)

    def told(self, row: int) -> tuple[str, Told]:
        assert self.view is not None and self.teller is not None and self.texts is not None
        return self.view.exact(self.view.reviewed.steps[row].legal_ms), self.teller.told(row, self.texts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            clock, told = self.told(index.row())
            asked = self.texts.get("Question {n}").format(n=told.number) + ": " if told.number and self.texts else ""
            return f"{clock} {asked}{told.words}"
        return None

    def take(self, view: ReviewView, teller: Teller, texts: Texts) -> None:
        self.beginResetModel()
        self.view, self.teller, self.texts = view, teller, texts
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, owner: "EventList") -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look_of(self._owner).px(120), look_of(self._owner).px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        clock, told = self._owner.told(index.row())
        look = look_of(self._owner)
        palette = look.palette
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        if is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.soft))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), look.gap(7), look.gap(7))
        font = look.font(15, QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        middle, gap = Qt.AlignmentFlag.AlignVCenter, look.gap(8)
        left = rect.left() + gap
        painter.setPen(QColor(palette.muted))
        width = metrics.horizontalAdvance("00:00:00")
        painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), int(middle), clock)
        left += width + gap
        side = float(look.px(16))
        box = QRectF(left, rect.center().y() + 1 - side / 2, side, side)
        paint_icon(painter, told.icon, colour_of(palette, told.colour), box)
        left += int(side) + gap
        painter.setPen(QColor(palette.text))
        if told.number:
            painter.setFont(look.font(15, QFont.Weight.Bold))
            width = QFontMetrics(painter.font()).horizontalAdvance("80")
            place = QRect(left, rect.top(), width + 2, rect.height())
            painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), str(told.number))
            painter.setFont(font)
            left += width + gap
        room = rect.right() - left - 4
        words = metrics.elidedText(told.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), int(middle), words)
        painter.restore()


class EventList(QListView):
    """Signals: `step_chosen(int)` the place of the event."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Model()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.step_chosen.emit(index.row()))

    def told(self, row: int) -> tuple[str, Told]:
        """Clock time and words of a row."""
        return self._rows.told(row)

    def show_events(self, view: ReviewView, teller: Teller, texts: Texts) -> None:
        """Show this attempt."""
        place = self.currentIndex().row()
        self._rows.take(view, teller, texts)
        self.choose(max(0, place))

    def choose(self, place: int) -> None:
        """Mark the event and keep it in the middle."""
        if place != self.currentIndex().row():
            self.setCurrentIndex(self._rows.index(place))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from event to event; all other keys belong to the screen."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        place = self.currentIndex().row() + step
        if step and 0 <= place < self._rows.rowCount():
            self.step_chosen.emit(place)
        elif not step:
            event.ignore()
