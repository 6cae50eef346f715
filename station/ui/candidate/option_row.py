"""One answer option: the whole row is the target, at least 56 pixels high at 100 %."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import pressed_by_key
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.passage import Picture, lay_out, line_width, make_document, paint_document, spoken

_HEIGHT, _CIRCLE, _TEXT = 60, 36, 20
_LINE_PERCENT = 120
_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class OptionRow(QAbstractButton):
    """Shows a letter and a text. Chosen is told by ground, frame, filled letter and a check mark together.

    Its checked state is what the screen was told (`set_chosen`), not what was clicked.
    Signals: `clicked()`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        self._is_square = False
        self._document: QTextDocument = make_document("")
        self._heights: dict[tuple[Look, int], int] = {}
        self._has_ring = False
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Not Fixed: the hint follows the width, and a layout would hold the row to the height of an earlier width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_option(
        self,
        letter: str,
        text: str,
        is_rich: bool = False,
        pictures: Sequence[Picture] = (),
        is_one_of_many: bool = False,
    ) -> None:
        """Show this option; `is_one_of_many`: others may be chosen beside it, which its square marks tell."""
        self._letter, self._is_square = letter, is_one_of_many
        self._document = make_document(text, is_rich, pictures, _LINE_PERCENT)
        self._heights.clear()
        self.setAccessibleName(f"{letter}. " + " ".join(spoken(text, is_rich, pictures).split("\n")))
        self.updateGeometry()
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:
        """Show whether it is the answer."""
        self.setChecked(is_chosen)

    def nextCheckState(self) -> None:
        """A click changes nothing by itself."""

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of the row at that width. Qt's layouts ask some twenty times per question, so it is kept."""
        look = look_of(self)
        if (look, width) not in self._heights:
            self._lay_out(look, width)
            height = int(self._document.size().height() + 1) + 2 * look.gap(14)
            self._heights[look, width] = max(look.px(_HEIGHT), height)
        return self._heights[look, width]

    def sizeHint(self) -> QSize:
        """The row at its present width."""
        width = self.width() if self.width() > 100 else 600
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow; then it is high."""
        return QSize(120, look_of(self).px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        pressed_by_key(self, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The click has happened on the press."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are when keys brought them; a frame after a click would look like a choice."""
        super().focusInEvent(event)
        self._has_ring = event.reason() in _KEY_REASONS

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, letter in a circle or square, text, check mark."""
        look = look_of(self)
        palette = look.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, look)
        circle = float(look.px(_CIRCLE))
        left = float(look.gap(20))
        box = QRectF(left, (self.height() - circle) / 2, circle, circle)
        painter.setPen(QPen(QColor(palette.edge if not self.isChecked() else palette.accent), 1))
        painter.setBrush(QColor(palette.accent if self.isChecked() else palette.ground))
        if self._is_square:
            painter.drawRoundedRect(box, look.gap(6), look.gap(6))
        else:
            painter.drawEllipse(box)
        painter.setPen(QColor(palette.on_accent if self.isChecked() else palette.text))
        painter.setFont(look.font(18, QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
        mark = float(look.px(24))
        place = QRectF(self.width() - left - mark, (self.height() - mark) / 2, mark, mark)
        if self._is_square:
            self._paint_box(painter, look, place)
        elif self.isChecked():
            paint_icon(painter, "check", palette.accent, place)
        self._lay_out(look, self.width())
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Text, QColor(palette.text))
        # The line height adds its room under each line: half of it centres the words beside the letter.
        lift = look.px(_TEXT) * (_LINE_PERCENT - 100) / 200
        top = (self.height() - self._document.size().height()) / 2 + lift
        painter.translate(QPointF(left + circle + look.gap(16), top))
        paint_document(painter, self._document, colours)

    def _paint_box(self, painter: QPainter, look: Look, place: QRectF) -> None:
        """A box to tick: empty it says that more than one may be chosen."""
        palette = look.palette
        painter.setPen(QPen(QColor(palette.accent if self.isChecked() else palette.edge), 1.6))
        painter.setBrush(QColor(palette.accent if self.isChecked() else palette.card))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), look.gap(4), look.gap(4))
        if self.isChecked():
            inset = place.width() / 6
            paint_icon(painter, "check", palette.on_accent, place.adjusted(inset, inset, -inset, -inset))

    def _paint_frame(self, painter: QPainter, look: Look) -> None:
        palette = look.palette
        has_ring = self.hasFocus() and self._has_ring
        edge = 3.0 if has_ring else 2.0 if self.isChecked() else 1.4
        colour = palette.focus if has_ring else palette.accent if self.isChecked() else palette.edge
        ground = palette.soft if self.isChecked() else palette.ground if self.underMouse() else palette.card
        painter.setPen(QPen(QColor(colour), edge))
        painter.setBrush(QColor(ground))
        frame = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(frame, look.gap(11), look.gap(11))

    def _lay_out(self, look: Look, width: int) -> None:
        font = look.font(_TEXT)
        room = width - 2 * look.gap(20) - look.px(_CIRCLE) - look.px(24) - 2 * look.gap(16)
        width = max(60, min(room, line_width(font)))
        lay_out(self._document, font, width, look.scale_percent / 100, look.palette.edge)
