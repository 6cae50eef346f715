"""A picture of the candidate's screen, scaled to fit; words over it where it was covered."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.theme import look_of


class PictureFrame(QWidget):
    """Shows a pixmap at most in its own size. `words` stand beneath a cover, or alone where there was no screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: QPixmap | None = None
        self.words = ""
        self._scaled: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QPixmap | None, words: str = "") -> None:
        """Show this."""
        self.picture, self.words, self._scaled = picture, words, None
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it may."""
        return QSize(640, 360)

    def minimumSizeHint(self) -> QSize:
        """Small, but a picture still."""
        return QSize(240, 150)

    def _fitted(self, room: QSize) -> QPixmap | None:
        if self.picture is None:
            return None
        ratio = self.devicePixelRatio()
        wanted = self.picture.deviceIndependentSize().toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        wanted = wanted.boundedTo(self.picture.deviceIndependentSize().toSize())
        if self._scaled is None or self._scaled.deviceIndependentSize().toSize() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self.picture.scaled(wanted * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle in a thin frame."""
        look = look_of(self)
        palette = look.palette
        painter = QPainter(self)
        foot = look.px(34) if self.words and self.picture is not None else 0
        area = self.rect().adjusted(1, 1, -1, -1 - foot)
        fitted = self._fitted(area.size())
        if fitted is not None:
            size = fitted.deviceIndependentSize().toSize()
            spare = area.size() - size
            corner = area.topLeft() + QPoint(spare.width() // 2, spare.height() // 2)
            painter.drawPixmap(corner, fitted)
            painter.setPen(QPen(QColor(palette.edge), 1))
            painter.drawRect(QRect(corner, size).adjusted(-1, -1, 0, 0))
            area = QRect(0, corner.y() + size.height() + 2, self.width(), foot)
        else:
            painter.fillRect(area, QColor(palette.track))
        if self.words:
            painter.setFont(look.font(17))
            painter.setPen(QColor(palette.text))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(area.adjusted(16, 0, -16, 0), flags, self.words)
