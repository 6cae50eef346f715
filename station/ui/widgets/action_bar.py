"""The bar at the bottom: the way back on the left, words in the middle, the primary button on the right."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed


class ActionBar(Dressed, QWidget):
    """Three places in a row. Where the window is too narrow the middle takes a row of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._parts = tuple(_place() for _ in range(3))
        self._rows = 0
        self._lay(1)

    def add_left(self, widget: QWidget) -> None:
        """Put a button on the left."""
        self._parts[0][1].addWidget(widget)

    def add_middle(self, widget: QWidget) -> None:
        """Put words or a status in the middle."""
        self._parts[1][1].addWidget(widget, 1)

    def add_right(self, widget: QWidget) -> None:
        """Put a button on the right; the last one is the primary."""
        self._parts[2][1].addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the bar answers to the width it gets."""
        return QSize(100, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the arrangement that loses nothing."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A part that changed its size may change the arrangement."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _restyle(self) -> None:
        look = look_of(self)
        self._grid.setHorizontalSpacing(look.gap(16))
        self._grid.setVerticalSpacing(look.gap(8))
        for _, row in self._parts:
            row.setSpacing(look.gap(12))
        self._arrange()

    def _arrange(self) -> None:
        left, middle, right = (part.minimumSizeHint().width() for part, _ in self._parts)
        room = self.width() - 2 * self._grid.horizontalSpacing()
        if self.width() > 0:
            self._lay(1 if left + right + min(middle, look_of(self).px(420)) <= room else 2)

    def _lay(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        left, middle, right = (part for part, _ in self._parts)
        for part in (left, middle, right):
            self._grid.removeWidget(part)
        line = rows - 1
        self._grid.addWidget(left, line, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(right, line, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(middle, 0, *((1,) if rows == 1 else (0, 1, 3)))
        self._grid.setColumnStretch(1, 1)


def _place() -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    return box, row
