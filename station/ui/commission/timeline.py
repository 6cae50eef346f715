"""The time-line of an attempt: test time from left to right, every event a mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from station.ui.theme import Look, look_of
from station.ui.widgets.labels import colour_of

_MARKS_Y, _TRACK_Y = 8, 38


@dataclass(frozen=True, slots=True)
class TimeMark:
    """An event at `used_ms`; `colour` names a field of the palette, `is_tall` one that moved the whole test."""

    used_ms: int
    colour: str
    is_tall: bool = False


class TimeLine(QSlider):
    """A slider over test time in ms. Its value is the moment; marks are painted above the track.

    Signals: those of QSlider; `valueChanged(int)` also when it is set by hand. The arrows are left to the screen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._marks: tuple[TimeMark, ...] = ()
        self._painted: tuple[Look, int, int, float] | None = None
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setPageStep(60_000)

    def set_marks(self, marks: Sequence[TimeMark], length_ms: int) -> None:
        """Show an attempt of that length."""
        self._marks, self._painted = tuple(marks), None
        self.setRange(0, max(1, length_ms))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may."""
        return QSize(300, look_of(self).px(64))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(160, look_of(self).px(64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go a minute; other keys belong to the screen."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = self.pageStep() if event.key() == Qt.Key.Key_PageDown else -self.pageStep()
            self.setValue(self.value() + step)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press goes there at once; the handle follows the hand."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragged."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _room(self, look: Look) -> tuple[float, float]:
        edge = float(look.px(12))
        return edge, max(1.0, self.width() - 2 * edge)

    def _go_to(self, x: float) -> None:
        edge, width = self._room(look_of(self))
        share = min(1.0, max(0.0, (x - edge) / width))
        self.setValue(round(share * self.maximum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks, track, the part that is past, the handle."""
        look = look_of(self)
        palette = look.palette
        edge, width = self._room(look)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(edge, look.px(_TRACK_Y), width, look.px(8))
        share = self.value() / self.maximum()
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        past = QRectF(track.left(), track.top(), max(track.height(), track.width() * share), track.height())
        painter.drawRoundedRect(past, track.height() / 2, track.height() / 2)
        painter.drawPixmap(0, 0, self._marks_pixmap(look))
        centre = QPointF(edge + width * share, track.center().y())
        painter.setBrush(QColor(palette.card))
        painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.accent), look.px(4)))
        painter.drawEllipse(centre, look.px(10), look.px(10))

    def _marks_pixmap(self, look: Look) -> QPixmap:
        """Thousands of marks are painted once for each size and look."""
        key = (look, self.width(), self.maximum(), self.devicePixelRatio())
        if self._painted != key:
            self._painted = key
            self._pixmap = QPixmap(self.size() * self.devicePixelRatio())
            self._pixmap.setDevicePixelRatio(self.devicePixelRatio())
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            self._paint_marks(painter, look)
            painter.end()
        return self._pixmap

    def _paint_marks(self, painter: QPainter, look: Look) -> None:
        edge, width = self._room(look)
        foot = look.px(_TRACK_Y) - look.px(3)
        drawn: set[tuple[int, str, bool]] = set()  # of many events within one pixel one mark is seen
        for mark in self._marks:
            x = round(edge + width * mark.used_ms / self.maximum())
            if (x, mark.colour, mark.is_tall) in drawn:
                continue
            drawn.add((x, mark.colour, mark.is_tall))
            top = look.px(_MARKS_Y) if mark.is_tall else look.px(_MARKS_Y + 12)
            painter.fillRect(QRectF(x - 1, top, max(2, look.px(2)), foot - top), colour_of(look.palette, mark.colour))
