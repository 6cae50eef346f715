"""Arrangements that lose nothing when the window is narrow or the letters are large."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station.ui.theme import look_of
from station.ui.widgets.card import Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed


class _FlowLayout(QLayout):
    """Places items in lines, a new line where the room ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.fills_below = 0

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 Qt's name
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 Qt's name
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        gap = max(0, self.spacing())
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 100_000))
            if rect.width() < self.fills_below:
                size.setWidth(max(1, rect.width()))
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + gap, max(line, size.height())
        return y + line - rect.y()


class Flow(Dressed, QWidget):
    """Buttons and small things one after the other, in as many lines as they need.

    Narrower than `fills_below` pixels at 100 % each has a line and fills it: a column of acts.
    """

    def __init__(self, *widgets: QWidget, fills_below: int = 0) -> None:
        super().__init__()
        self._fills_below = fills_below
        self._flow = _FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget behind the others."""
        self._flow.addWidget(widget)

    def _restyle(self) -> None:
        look = look_of(self)
        self._flow.fills_below = look.px(self._fills_below)
        self._flow.setSpacing(look.gap(10))
        self._flow.invalidate()


def beside(*widgets: QWidget) -> QWidget:
    """Widgets of equal width in one line, all beginning at its top: a fault under one moves no other."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return box


class Tiles(Dressed, QWidget):
    """Widgets of equal width in a grid, each at least `least` pixels wide at 100 %, at most `most` in a row."""

    def __init__(self, widgets: tuple[QWidget, ...], least: int, most: int = 12) -> None:
        super().__init__()
        self._widgets, self._least, self._most = widgets, least, most
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._lay(min(most, len(widgets)))

    def minimumSizeHint(self) -> QSize:
        """Narrow: it answers to the width it gets."""
        return QSize(
            max((widget.minimumSizeHint().width() for widget in self._widgets), default=0),
            super().minimumSizeHint().height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the width has room for."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        gap = look.gap(12)
        self._grid.setSpacing(gap)
        room = max(1, (self.width() + gap) // (look.px(self._least) + gap))
        columns = min(room, self._most, len(self._widgets))
        # even lines: six tiles in a room for four stand as three and three
        lines = -(-len(self._widgets) // columns)
        self._lay(-(-len(self._widgets) // lines))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for widget in self._widgets:
            self._grid.removeWidget(widget)
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)


class _Side(Scroll):
    """As low as it may be: what is too high for the window scrolls here, not the whole page."""

    def sizeHint(self) -> QSize:
        """No higher than it must be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class Split(Dressed, QWidget):
    """A main part and a side part `side_width` pixels wide at 100 %; where the main part would get less than
    `main_least`, or less than `needs()` real pixels within its margins, the side goes under it. Beside it, a side
    that is too high scrolls; under it, it stands whole."""

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        side_width: int = 280,
        main_least: int = 560,
        needs: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__()
        self._needs = needs
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side)
        self._content, self._inner = content, side
        self._main, self._side = main, _Side(content)
        self._side_width, self._main_least = side_width, main_least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(main, 1)
        self._box.addWidget(self._side, 0)

    @property
    def is_stacked(self) -> bool:
        """The side stands under the main part."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Narrow: it answers to the width it gets."""
        widths = (self._main.minimumSizeHint().width(), self._inner.minimumSizeHint().width())
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or under."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        if self._box.spacing() != look.gap(14):  # setting it asks for another layout, which would lead here again
            self._box.setSpacing(look.gap(14))
        side = min(look.px(self._side_width), int(look.px(self._side_width) * 0.62 + self.width() * 0.1))
        bar = self._side.verticalScrollBar().sizeHint().width()
        side = max(side, self._inner.minimumSizeHint().width() + bar)
        edges = self._main.layout()
        margins = edges.contentsMargins() if edges is not None else QMargins()
        needed = max(look.px(self._main_least), self._needs() + margins.left() + margins.right())
        stacked = self.width() < side + look.gap(14) + needed
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        # a bar that was needed for a moment would keep the width that makes it needed
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if stacked else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._side.setVerticalScrollBarPolicy(policy)
        if stacked:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
            height = self._content.heightForWidth(self.width())
            self._side.setMinimumHeight(height if height > 0 else self._content.sizeHint().height())
        else:
            self._side.setFixedWidth(side)
            self._side.setMinimumHeight(look.px(120))

    def event(self, event: QEvent) -> bool:
        """A side that changed its height may need more room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done
