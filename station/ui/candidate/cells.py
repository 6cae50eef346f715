"""The numbered cells of the navigator and of the review. State is told by colour and shape together."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from resources.texts import Texts
from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import pressed_by_key


@dataclass(frozen=True, slots=True)
class CellState:
    """How one question stands; its number is its place in the paper."""

    is_answered: bool = False
    is_flagged: bool = False


def paint_cell(painter: QPainter, box: QRectF, state: CellState, is_current: bool, look: Look) -> None:
    """Answered: filled. Flagged: amber frame and a folded corner. Current: heavy dark frame."""
    palette = look.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = 3.0 if is_current or state.is_flagged else 1.0
    colour = palette.focus if is_current else palette.flag if state.is_flagged else palette.edge
    painter.setPen(QPen(QColor(colour), edge))
    painter.setBrush(QColor(palette.accent if state.is_answered else palette.card))
    inner = box.adjusted(edge / 2 + 1, edge / 2 + 1, -edge / 2 - 1, -edge / 2 - 1)
    radius = min(look.gap(7), box.width() * 0.2)
    painter.drawRoundedRect(inner, radius, radius)
    if state.is_flagged:
        side = box.width() * 0.32
        corner = QPointF(box.right() - 1, box.top() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.flag))
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(side, 0), corner + QPointF(0, side)]))


class Cell(QAbstractButton):
    """The button of one question."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._state = CellState()
        self._is_current = False
        self._told: tuple[CellState, bool, str] | None = None
        self.setText(str(number))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: CellState, is_current: bool, texts: Texts) -> None:
        """Show how the question stands, to the eye and to readers."""
        told = (state, is_current, texts.language)
        if told == self._told:  # 78 of 80 cells, whenever a question is turned
            return
        self._told = told
        self.setAccessibleName(describe(self.number, state, is_current, texts))
        if (state, is_current) != (self._state, self._is_current):
            self._state, self._is_current = state, is_current
            self.update()

    def sizeHint(self) -> QSize:
        """Nearly square."""
        look = look_of(self)
        return QSize(look.px(40), look.px(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        pressed_by_key(self, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The click has happened on the press."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cell and number; the focus is a dotted line inside."""
        look = look_of(self)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn(look))
        if self.hasFocus():
            palette = look.palette
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = palette.on_accent if self._state.is_answered else palette.focus
            painter.setPen(QPen(QColor(colour), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 4, 4)

    def _drawn(self, look: Look) -> QPixmap:
        size = (self.width(), self.height())
        return _picture(self.text(), self._state, self._is_current, look, size, self.devicePixelRatioF())


@lru_cache(maxsize=1024)
def _picture(
    words: str, state: CellState, is_current: bool, look: Look, size: tuple[int, int], ratio: float
) -> QPixmap:
    """A cell with its number. Eighty stand on a screen and hardly ever change: each is drawn once."""
    width, height = size
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    palette = look.palette
    painter = QPainter(pixmap)
    box = QRectF(0, 0, width, height)
    paint_cell(painter, box, state, is_current, look)
    painter.setPen(QColor(palette.on_accent if state.is_answered else palette.text))
    heavy = state.is_answered or is_current
    painter.setFont(look.font(15, QFont.Weight.Bold if heavy else QFont.Weight.Normal))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap


class Swatch(QWidget):
    """A small cell for the legend; the word stands beside it."""

    def __init__(self, state: CellState, is_current: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._is_current = state, is_current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its word."""
        side = look_of(self).px(20)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cell without a number."""
        paint_cell(QPainter(self), QRectF(self.rect()), self._state, self._is_current, look_of(self))


def describe(number: int, state: CellState, is_current: bool, texts: Texts) -> str:
    """What a reader hears of a cell."""
    parts = [texts.get("Question {n}").format(n=number)]
    parts.append(texts.get("answered") if state.is_answered else texts.get("not answered"))
    if state.is_flagged:
        parts.append(texts.get("flagged"))
    if is_current:
        parts.append(texts.get("current"))
    return ", ".join(parts)
