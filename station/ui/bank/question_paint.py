"""How a row of the question list is painted: mark, chip, two lines of the question, quiet facts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from station.services.bank.facts import QuestionRow
from station.ui.bank.question_pages import Column, Index
from station.ui.bank.words import STATES
from station.ui.proctor.table import chip_colours
from station.ui.theme import Look, Palette, look_of
from station.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from station.ui.bank.question_table import QuestionTable

ROW = 54
"""Pixels of a row at 100 %."""

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class QuestionPaint(QStyledItemDelegate):
    """Paints in the look of the table. The row with the keys has a bar at its left edge, chosen rows a filled mark."""

    def __init__(self, table: "QuestionTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        table, look = self._table, look_of(self._table)
        palette, rect = look.palette, option.rect
        place, column = index.row(), Column(index.column())
        is_current, is_chosen = place == table.place, table.is_chosen(place)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(palette.soft if is_current or is_chosen else palette.card))
        painter.setPen(QColor(palette.track))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(look.gap(8), 0, -look.gap(8), 0)
        row = table.pages.row(place)
        if column is Column.MARK:
            _mark(painter, look, rect, is_chosen)
            if is_current and table.hasFocus():
                painter.fillRect(QRect(rect.left(), rect.top(), look.gap(4), rect.height()), QColor(palette.accent))
        elif row is None:
            _blank(painter, look, room)
        elif column is Column.STATE:
            chip = STATES[row.state]
            _chip(painter, look, room, table.pages.words(row, column), chip.kind, chip.icon, is_current or is_chosen)
        elif column is Column.STEM:
            self._stem(painter, look, room, row)
        elif column is Column.FINDINGS:
            if row.findings:
                _chip(painter, look, room, str(row.findings), "warn", "warn", is_current or is_chosen)
        else:
            self._words(painter, look, room, row, column)
        painter.restore()

    def _stem(self, painter: QPainter, look: Look, room: QRect, row: QuestionRow) -> None:
        """At most two lines; the rest is in the tool tip and in the editor."""
        words = self._table.pages.words(row, Column.STEM)
        font = look.font(16)
        painter.setFont(font)
        painter.setPen(QColor(look.palette.text))
        lines = _two_lines(words, font, room.width())
        height = painter.fontMetrics().lineSpacing()
        top = room.center().y() - height * len(lines) // 2 + 1
        for place, line in enumerate(lines):
            painter.drawText(QRect(room.left(), top + place * height, room.width(), height), _MIDDLE, line)

    def _words(self, painter: QPainter, look: Look, room: QRect, row: QuestionRow, column: Column) -> None:
        is_id = column is Column.ID
        font = look.font(16, QFont.Weight.DemiBold if is_id else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(look.palette.text if is_id else look.palette.muted))
        words = self._table.pages.words(row, column)
        flags = int(Qt.AlignmentFlag.AlignCenter) if column is Column.DIFFICULTY else _MIDDLE
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, shown)


def _two_lines(words: str, font: QFont, width: int) -> list[str]:
    """The words broken into at most two lines of that width, the second shortened."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= width:
        return [words]
    layout = QTextLayout(words, font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    first = line.textLength()
    layout.endLayout()
    rest = metrics.elidedText(words[first:].lstrip(), Qt.TextElideMode.ElideRight, width)
    return [words[:first].rstrip(), rest]


def _mark(painter: QPainter, look: Look, rect: QRect, is_chosen: bool) -> None:
    palette: Palette = look.palette
    side = float(look.px(20))
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    painter.setPen(QPen(QColor(palette.accent if is_chosen else palette.edge), 1.6))
    painter.setBrush(QColor(palette.accent if is_chosen else palette.card))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), side / 5, side / 5)
    if is_chosen:
        paint_icon(painter, "check", palette.on_accent, box.adjusted(2, 2, -2, -2))


def _blank(painter: QPainter, look: Look, room: QRect) -> None:
    """A row that is still being read."""
    bar = QRectF(room.left(), 0, room.width() * 0.7, look.px(10))
    bar.moveTop(room.center().y() - bar.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.palette.track))
    painter.drawRoundedRect(bar, 4, 4)


def _chip(painter: QPainter, look: Look, room: QRect, words: str, kind: str, sign: str, on_soft: bool) -> None:
    letters, ground = chip_colours(look.palette, kind)
    font = look.font(15, QFont.Weight.DemiBold)
    painter.setFont(font)
    size = look.px(16)
    before = look.gap(9) + size + look.gap(6)
    width = QFontMetrics(font).horizontalAdvance(words)
    box = QRectF(room.left(), 0, min(room.width(), before + width + look.gap(10)), look.px(32))
    box.moveTop(room.center().y() - box.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.palette.card if on_soft else ground))
    painter.drawRoundedRect(box, look.gap(7), look.gap(7))
    paint_icon(painter, sign, letters, QRectF(box.left() + look.gap(9), box.center().y() - size / 2, size, size))
    painter.setPen(QColor(letters))
    painter.drawText(box.adjusted(before, 0, 0, 0), _MIDDLE, words)
