"""Small plots of the bank's figures. Each says its numbers in words as well: to readers, and beside its bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.theme import Look, Palette, look_of
from station.ui.widgets.dressed import Dressed


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its value, what is written beside it, and a mark where it would be by chance (0: none)."""

    name: str
    value: int
    words: str
    mark: int = 0
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar: `colour` names a field of the palette; its legend tells the same in words."""

    value: int
    colour: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A stacked bar with its name and what is written beside it."""

    name: str
    parts: tuple[Part, ...]
    words: str

    @property
    def value(self) -> int:
        """The whole."""
        return sum(part.value for part in self.parts)


class _Plot(Dressed, QWidget):
    """Rows of name, bar, words. Children paint the bar."""

    line = 34
    is_named_above = False

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Bar | Stack, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def _take(self, rows: Sequence[Bar | Stack]) -> None:
        self.rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{row.name}: {row.words}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many lines as there are bars."""
        return QSize(260, look_of(self).px(self.line) * max(1, len(self.rows)) + self._below(look_of(self)))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names on the left, bars in the middle, words on the right."""
        look = look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(15))
        metrics = painter.fontMetrics()
        gap, line = look.gap(10), look.px(34)
        names = max((metrics.horizontalAdvance(row.name) for row in self.rows), default=0) + 2
        left = 0 if self.is_named_above else min(names + gap, self.width() // 3)
        right = max((metrics.horizontalAdvance(row.words) for row in self.rows), default=0) + gap
        height, above = look.px(self.line), look.px(self.line) - line
        bars = QRectF(left, 0, max(20, self.width() - left - right), height * len(self.rows))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for place, row in enumerate(self.rows):
            top = place * height
            painter.setPen(QColor(look.palette.text))
            room = QRectF(0, top + 2, self.width(), above) if above else QRectF(0, top, left - gap, line)
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, flags, name)
            painter.drawText(QRectF(bars.right() + gap, top + above, right, line), flags, row.words)
            self._bar(painter, look, QRectF(bars.left(), top + above + line * 0.22, bars.width(), line * 0.56), row)
        self._over(painter, look, bars)

    def _bar(self, painter: QPainter, look: Look, room: QRectF, row: Bar | Stack) -> None:
        raise NotImplementedError

    def _over(self, painter: QPainter, look: Look, bars: QRectF) -> None:
        """What is painted over all bars."""

    def _below(self, look: Look) -> int:
        """Pixels under the bars."""
        return 0

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class BarPlot(_Plot):
    """Bars on one scale; a short mark shows what chance would give, a dashed line a limit."""

    def __init__(self) -> None:
        super().__init__()
        self._most, self._limit, self._limit_words = 1, 0, ""

    def show_bars(self, bars: Sequence[Bar], most: int = 0, limit: int = 0, limit_words: str = "") -> None:
        """Show these; `most` is the scale's end, by default the longest bar or mark."""
        self._most = max(1, most, *(max(bar.value, bar.mark) for bar in bars)) if bars else 1
        self._limit, self._limit_words = limit, limit_words
        self._take(bars)

    def _bar(self, painter: QPainter, look: Look, room: QRectF, row: Bar | Stack) -> None:
        assert isinstance(row, Bar)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.track))
        painter.drawRoundedRect(room, 4, 4)
        if row.value:
            box = QRectF(room)
            box.setWidth(max(4.0, room.width() * row.value / self._most))
            painter.setBrush(QColor(look.palette.warn if row.is_over else look.palette.accent))
            painter.drawRoundedRect(box, 4, 4)
        if row.mark:
            at = room.left() + room.width() * row.mark / self._most
            painter.setPen(QPen(QColor(look.palette.card), 5))
            painter.drawLine(int(at), int(room.top() - 2), int(at), int(room.bottom() + 2))
            painter.setPen(QPen(QColor(look.palette.text), 2))
            painter.drawLine(int(at), int(room.top() - 3), int(at), int(room.bottom() + 3))

    def _over(self, painter: QPainter, look: Look, bars: QRectF) -> None:
        if not self._limit:
            return
        at = int(bars.left() + bars.width() * min(1.0, self._limit / self._most))
        pen = QPen(QColor(look.palette.danger), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(at, 0, at, int(bars.bottom() + look.gap(4)))
        painter.setFont(look.font(14))
        words = painter.fontMetrics().horizontalAdvance(self._limit_words)
        start = min(max(0, at - words // 2), max(0, self.width() - words))
        painter.drawText(start, int(bars.bottom() + look.px(20)), self._limit_words)

    def _below(self, look: Look) -> int:
        return look.px(26) if self._limit else 0


class StackPlot(_Plot):
    """Stacked bars on one scale under their names, each part's number within it where there is room."""

    line = 56
    is_named_above = True

    def show_stacks(self, stacks: Sequence[Stack]) -> None:
        """Show these."""
        self._take(stacks)

    def _bar(self, painter: QPainter, look: Look, room: QRectF, row: Bar | Stack) -> None:
        assert isinstance(row, Stack)
        most = max(1, *(each.value for each in self.rows))
        left = room.left()
        font = look.font(13, QFont.Weight.DemiBold)
        for part in row.parts:
            if not part.value:
                continue
            width = room.width() * part.value / most
            box = QRectF(left, room.top(), max(2.0, width - 1), room.height())
            colour, letters = stack_colours(look.palette, part.colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRect(box)
            painter.setFont(font)
            if painter.fontMetrics().horizontalAdvance(str(part.value)) + 6 <= width:
                painter.setPen(QColor(letters))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(part.value))
            painter.setFont(look.font(15))
            left += width


def stack_colours(palette: Palette, name: str) -> tuple[str, str]:
    """Ground and letters of a part of a stack."""
    return {
        "draft": (palette.faint, palette.text),
        "in_review": (palette.flag, min(palette.text, palette.card)),  # the darker one: the ground is bright in both
        "approved": (palette.accent, palette.on_accent),
        "retired": (palette.track, palette.muted),
    }[name]


class Legend(Dressed, QWidget):
    """Squares of colour with their words, in one line or more."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show these (colour of `stack_colours`, words)."""
        self._items = tuple(items)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Words wrap to further lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of the lines that the items need."""
        return look_of(self).px(26) * (1 + max((line for line, _x in self._places(width)), default=0))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares and words."""
        look = look_of(self)
        painter = QPainter(self)
        painter.setFont(look.font(14))
        for (name, words), (line, x) in zip(self._items, self._places(self.width()), strict=True):
            top, side = line * look.px(26), look.px(14)
            painter.setPen(QColor(look.palette.edge))
            painter.setBrush(QColor(stack_colours(look.palette, name)[0]))
            painter.drawRect(QRectF(x + 0.5, top + (look.px(26) - side) / 2, side, side))
            painter.setPen(QColor(look.palette.text))
            box = QRectF(x + side + look.gap(8), top, self.width(), look.px(26))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _places(self, width: int) -> list[tuple[int, int]]:
        look = look_of(self)
        metrics = self.fontMetrics()
        line, x, places = 0, 0, []
        for _name, words in self._items:
            needed = look.px(14) + look.gap(8) + metrics.horizontalAdvance(words) + look.gap(18)
            if x and x + needed > width:
                line, x = line + 1, 0
            places.append((line, x))
            x += needed
        return places

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
