"""A bar that shows a share of a whole; the numbers stand beside it in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.theme import look_of


class ShareBar(QWidget):
    """`part` of `whole`, painted from the left; integers, `whole` may be 0."""

    def __init__(self, part: int = 0, whole: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part, self._whole = part, whole
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, part: int, whole: int) -> None:
        """Show another share."""
        self._part, self._whole = part, whole
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may, eight pixels high at 100 %, with room beneath: it belongs to the words above it."""
        return QSize(120, look_of(self).gap(8) + look_of(self).gap(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and share."""
        look = look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height, top = float(look.gap(8)), 0.0
        painter.setBrush(QColor(look.palette.track))
        painter.drawRoundedRect(QRectF(0, top, self.width(), height), height / 2, height / 2)
        if self._whole > 0 and self._part > 0:
            width = max(height, self.width() * self._part / self._whole)
            painter.setBrush(QColor(look.palette.accent))
            painter.drawRoundedRect(QRectF(0, top, width, height), height / 2, height / 2)
