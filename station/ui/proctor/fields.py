"""Fields of the desk: words above, the fault beneath. No menu of Qt's own, for it speaks no Kyrgyz."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class Field(QWidget):
    """A line of text. Signals: `edited(str)` at each key, `finished()` on Enter or when it is left changed."""

    edited = Signal(str)
    finished = Signal()

    def __init__(self, is_secret: bool = False, longest: int = 200) -> None:
        super().__init__()
        self._words = label(role="muted")
        self.line = QLineEdit()
        self.line.setMaxLength(longest)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if is_secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._words.setBuddy(self.line)
        self._fault = Notice("danger")
        self._fault.setVisible(False)
        self._told = ""
        _stack(self, self._words, self.line, self._fault)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._finish)

    def set_words(self, words: str, hint: str = "") -> None:
        """Name it; `hint` shows while it is empty."""
        self._words.setText(words)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(hint)

    @property
    def text(self) -> str:
        """What stands in it, without blanks at the ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Fill it; a reader who is typing is not disturbed by the same text."""
        if text != self.line.text():
            self.line.setText(text)
        self._told = text

    def set_fault(self, text: str) -> None:
        """Say what is wrong beneath it; "" takes it away."""
        _show_fault(self._fault, self.line, text)

    def _finish(self) -> None:
        if self.line.text() != self._told:
            self._told = self.line.text()
            self.finished.emit()


class Area(Dressed, QWidget):
    """Several lines of text, at most `longest` letters. Tab leaves it. Signals: `edited()`."""

    edited = Signal()

    def __init__(self, lines: int = 3, longest: int = 1000) -> None:
        super().__init__()
        self._lines, self._longest = lines, longest
        self._words = label(role="muted")
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._words.setBuddy(self.area)
        self._fault = Notice("danger")
        self._fault.setVisible(False)
        _stack(self, self._words, self.area, self._fault)
        self.area.textChanged.connect(self._changed)
        self._restyle()

    def set_words(self, words: str) -> None:
        """Name it."""
        self._words.setText(words)
        self.area.setAccessibleName(words)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.area.toPlainText().strip()

    def _changed(self) -> None:
        text = self.area.toPlainText()
        if len(text) > self._longest:
            self.area.setPlainText(text[: self._longest])
            self.area.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.edited.emit()

    def set_fault(self, text: str) -> None:
        """Say what is wrong beneath it; "" takes it away."""
        _show_fault(self._fault, self.area, text)

    def _restyle(self) -> None:
        look = look_of(self)
        self.area.setFixedHeight(look.px(24) * self._lines + look.gap(26))


class Select(QComboBox):
    """A choice from a short list of (id, words). Signals: `chosen(str)` with the id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _index: self.chosen.emit(self.value))

    def set_items(self, items: Sequence[tuple[str, str]], current: str = "") -> None:
        """Offer these; `current` or what was chosen before stays chosen."""
        kept = current or self.value
        if [(self.itemData(place), self.itemText(place)) for place in range(self.count())] != list(items):
            self.clear()
            for name, words in items:
                self.addItem(words, name)
        place = self.findData(kept)
        self.setCurrentIndex(place if place >= 0 else (0 if items else -1))

    @property
    def value(self) -> str:
        """The id of what is chosen, or ""."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys with Ctrl are the screen's: Qt would search its items for them."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and our own arrow: the style sheet takes Qt's away."""
        super().paintEvent(event)
        look = look_of(self)
        size = look.px(20)
        painter = QPainter(self)
        box = QRectF(self.width() - size - look.gap(10), (self.height() - size) / 2, size, size)
        paint_icon(painter, "down", look.palette.muted, box)


class SelectField(QWidget):
    """A `Select` with words above. Signals: `chosen(str)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = label(role="muted")
        self.select = Select()
        self._words.setBuddy(self.select)
        _stack(self, self._words, self.select)
        self.select.chosen.connect(self.chosen)

    def set_words(self, words: str) -> None:
        """Name it."""
        self._words.setText(words)
        self.select.setAccessibleName(words)


class Tick(QAbstractButton):
    """A box (or a ring, `is_round`, for one of several) with words that wrap. Space changes it."""

    def __init__(self, text: str = "", is_round: bool = False) -> None:
        super().__init__()
        self._round = is_round
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """What is ticked."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that box and words need."""
        look = look_of(self)
        room = QRect(0, 0, max(40, width - look.px(40)), 10_000)
        words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, self.text())
        return max(look.px(36), words.height() + look.gap(10))

    def sizeHint(self) -> QSize:
        """On one line where there is room."""
        look = look_of(self)
        width = look.px(40) + self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(width, look.px(36))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow; then it is high."""
        return QSize(look_of(self).px(120), look_of(self).px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and words; the focus is a frame around both."""
        look = look_of(self)
        palette = look.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(look.px(22))
        box = QRectF(look.gap(7), (self.height() - side) / 2, side, side)  # clear of the focus frame
        on = self.isChecked()
        painter.setPen(QPen(QColor(palette.accent if on else palette.edge), 2))
        painter.setBrush(QColor(palette.accent if on and not self._round else palette.card))
        radius = side / 2 if self._round else side / 5
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        if on and self._round:
            painter.setBrush(QColor(palette.accent))
            painter.drawEllipse(box.adjusted(side * 0.28, side * 0.28, -side * 0.28, -side * 0.28))
        elif on:
            paint_icon(painter, "check", palette.on_accent, box.adjusted(2, 2, -2, -2))
        painter.setPen(QColor(palette.text if self.isEnabled() else palette.muted))
        room = self.rect().adjusted(look.px(40), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | Qt.TextFlag.TextWordWrap.value, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


def _stack(owner: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)


def _show_fault(notice: Notice, field: QWidget, text: str) -> None:
    notice.show_words(text)
    notice.setVisible(bool(text))
    field.setAccessibleDescription(text)
