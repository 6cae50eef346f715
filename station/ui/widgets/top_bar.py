"""The bar at the top: mark, title and subtitle, a middle and a right-hand part that wrap in time."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import label


class Mark(QWidget):
    """The program's mark in a rounded square of the accent."""

    def sizeHint(self) -> QSize:
        """A square that follows the scale."""
        side = look_of(self).px(38)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square and open book."""
        palette = look_of(self).palette
        side = float(min(self.width(), self.height()))
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(box, side * 0.22, side * 0.22)
        edge = side * 0.1
        paint_icon(painter, "logo", palette.on_accent, box.adjusted(edge, edge, -edge, -edge))


class TopBar(Dressed, QFrame):
    """Title on the left, `add_middle` in the middle, `add_right` on the right.

    Where the window is too narrow, first the title goes, then the right-hand part takes a second row.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = Mark()
        self._title = label(role="apptitle", wraps=False)
        self._subtitle = label(role="small", wraps=False)
        self._titles = QWidget()
        words = QVBoxLayout(self._titles)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._left, self._left_row = _group()
        self._left_row.addWidget(self._mark)
        self._left_row.addWidget(self._titles)
        self._middle, self._middle_row = _group()
        self._right, self._right_row = _group()
        self._grid = QGridLayout(self)
        self._rows = 0
        self._place(1)

    def set_titles(self, title: str, subtitle: str) -> None:
        """What the program is and for whom."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._mark.setAccessibleName(title)
        self._arrange()

    def add_middle(self, widget: QWidget) -> None:
        """Put a widget into the middle, for the clock."""
        self._middle_row.addWidget(widget)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right-hand end."""
        self._right_row.addWidget(widget)

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

    def minimumSizeHint(self) -> QSize:
        """Narrow: the bar itself answers to the width it gets."""
        return QSize(100, max(look_of(self).gap(68), super().minimumSizeHint().height()))

    def _restyle(self) -> None:
        look = look_of(self)
        self._grid.setContentsMargins(look.gap(24), look.gap(8), look.gap(20), look.gap(8))
        self._grid.setHorizontalSpacing(look.gap(16))
        self._grid.setVerticalSpacing(look.gap(4))
        self._left_row.setSpacing(look.gap(14))
        self._right_row.setSpacing(look.gap(10))
        self._arrange()

    def _arrange(self) -> None:
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._grid.horizontalSpacing()
        middle, right = self._middle.sizeHint().width(), self._right.sizeHint().width()
        mark, titles = self._mark.sizeHint().width(), self._titles.sizeHint().width()
        spacing = self._left_row.spacing()
        fits_with_titles = mark + spacing + titles + middle + right <= room
        fits_one_row = mark + middle + right <= room
        fits_above = not fits_one_row and mark + spacing + titles + middle <= room
        self._titles.setVisible(fits_with_titles or fits_above)
        self._place(1 if fits_one_row else 2)

    def _place(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        for part in (self._left, self._middle, self._right):
            self._grid.removeWidget(part)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._left, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if rows == 1:
            self._grid.addWidget(self._middle, 0, 1, Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(self._right, 0, 2, end)
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(2, 1)
        else:
            self._grid.addWidget(self._middle, 0, 1, 1, 2, end)
            self._grid.addWidget(self._right, 1, 0, 1, 3, end)


def _group() -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    return box, row
