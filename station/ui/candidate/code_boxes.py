"""Twelve boxes in three groups of four: where the code's digits stand."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import Texts
from station.ui.candidate.keys import digit_of_key
from station.ui.theme import look_of

DIGITS = 12
GROUP = 4
_BOX, _GAP, _DASH, _HEIGHT = 52, 8, 30, 68


class CodeBoxes(QWidget):
    """Takes digits one by one; shrinks its boxes where the window is narrow.

    Signals: `changed(str)` with the digits so far; `submitted()` on Enter.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._has_error = False
        self._texts: Texts | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def code(self) -> str:
        """The digits entered so far."""
        return self._code

    def set_texts(self, texts: Texts) -> None:
        """Name the field for readers."""
        self._texts = texts
        self._describe()

    def set_error(self, has_error: bool) -> None:
        """Frame the boxes as refused; the words stand in a notice beside."""
        self._has_error = has_error
        self.update()

    def add(self, digit: str) -> None:
        """Put one more digit in; beyond twelve nothing happens."""
        if self.isEnabled() and len(self._code) < DIGITS:
            self._set(self._code + digit)

    def erase(self) -> None:
        """Take the last digit back."""
        if self.isEnabled():
            self._set(self._code[:-1])

    def clear(self) -> None:
        """Take all digits back."""
        self._set("")

    def hasHeightForWidth(self) -> bool:
        """Narrow boxes are lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of the row at that width."""
        return round(_HEIGHT * self._factor(width)) + 8

    def sizeHint(self) -> QSize:
        """The row at full size."""
        look = look_of(self)
        return QSize(look.px(_units()) + 8, look.px(_HEIGHT) + 8)

    def minimumSizeHint(self) -> QSize:
        """Small, for narrow windows."""
        return QSize(300, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, erase and Enter; the rest goes to the screen."""
        digit = digit_of_key(event)
        if digit:
            self.add(digit)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch brings the keys here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes, dashes between the groups, the next box framed."""
        look = look_of(self)
        palette = look.palette
        factor = self._factor(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font(34, QFont.Weight.DemiBold)
        font.setPixelSize(max(12, round(34 * factor)))
        painter.setFont(font)
        left = (self.width() - _units() * factor) / 2
        next_box = min(len(self._code), DIGITS - 1)
        for place in range(DIGITS):
            box = QRectF(left, 4, _BOX * factor, _HEIGHT * factor)
            is_next = place == next_box and self.isEnabled() and self.hasFocus()
            colour = palette.danger if self._has_error else palette.accent if is_next else palette.edge
            painter.setPen(QPen(QColor(colour), 3 if is_next else 2))
            painter.setBrush(QColor(palette.card if self.isEnabled() else palette.track))
            painter.drawRoundedRect(box, 9 * factor, 9 * factor)
            if place < len(self._code):
                painter.setPen(QColor(palette.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._code[place])
            left += (_BOX + _GAP) * factor
            if place % GROUP == GROUP - 1 and place < DIGITS - 1:
                painter.setPen(QPen(QColor(palette.muted), 2))
                middle = box.center().y()
                painter.drawLine(int(left), int(middle), int(left + 14 * factor), int(middle))
                left += (_DASH - _GAP) * factor

    def _factor(self, width: int) -> float:
        return min(look_of(self).scale_percent / 100, max(0.1, (width - 8) / _units()))

    def _set(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self._has_error = False
            self._describe()
            self.update()
            self.changed.emit(code)

    def _describe(self) -> None:
        if self._texts is not None:
            self.setAccessibleName(self._texts.get("Your code, twelve digits"))
            entered = self._texts.get("Digits entered: {n} of {m}")
            self.setAccessibleDescription(entered.format(n=len(self._code), m=DIGITS))


def _units() -> int:
    """Width of the row in pixels at 100 %."""
    groups = DIGITS // GROUP
    return DIGITS * _BOX + (DIGITS - groups) * _GAP + (groups - 1) * _DASH
