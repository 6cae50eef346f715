"""A tile that narrows the list: icon and number, the word beneath."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from station.ui.theme import look_of
from station.ui.widgets.buttons import pressed_by_key
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import colour_of

_WORD = 13


class FilterTile(QAbstractButton):
    """Checked is told by ground, frame and heavier letters together."""

    def __init__(self, icon: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour, self.count = icon, colour, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, words: str, count: int, hint: str) -> None:
        """What it narrows to, how many there are, and its key."""
        self.count = count
        self.setText(words)
        self.setAccessibleName(f"{words}: {count}")
        self.setToolTip(hint)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word in heavy letters."""
        look = look_of(self)
        words = QFontMetrics(look.font(_WORD, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(max(look.px(70), words + look.gap(12)), look.px(50))

    def minimumSizeHint(self) -> QSize:
        """The word may end in an ellipsis."""
        return QSize(look_of(self).px(56), look_of(self).px(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        pressed_by_key(self, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The click has happened on the press."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, icon, number, word."""
        look = look_of(self)
        palette = look.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, ready = self.isChecked(), self.isEnabled()
        edge = 2.0 if on or self.hasFocus() else 1.0
        colour = palette.focus if self.hasFocus() else palette.accent if on else palette.line
        painter.setPen(QPen(QColor(colour), edge, Qt.PenStyle.SolidLine if ready else Qt.PenStyle.DashLine))
        painter.setBrush(
            QColor(palette.soft if on else palette.ground if self.underMouse() and ready else palette.card)
        )
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(box, look.gap(8), look.gap(8))
        ink = QColor(palette.muted if not ready else palette.accent if on else palette.text)
        number = str(self.count)
        heavy = look.font(17, QFont.Weight.DemiBold)
        side, gap = float(look.px(17)), look.gap(6)
        width = side + gap + QFontMetrics(heavy).horizontalAdvance(number)
        left, half = (self.width() - width) / 2, self.height() * 0.54
        tint = colour_of(palette, self._colour if ready else "edge")
        paint_icon(painter, self._icon, tint, QRectF(left, (half - side) / 2 + 2, side, side))
        painter.setPen(ink)
        painter.setFont(heavy)
        room = QRectF(left + side + gap, 2, width, half)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), number)
        small = look.font(_WORD, QFont.Weight.DemiBold if on else QFont.Weight.Normal)
        painter.setFont(small)
        word = QFontMetrics(small).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - look.gap(8))
        foot = QRectF(0, half - 2, self.width(), self.height() - half)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), word)
