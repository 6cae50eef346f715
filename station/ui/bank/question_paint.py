"""How a row of the question list is painted: mark, chip, two lines of the question, quiet facts."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from station.services.bank.facts import QuestionRow
from station.ui.bank.question_pages import Column, Index
from station.ui.bank.words import STATES
from station.ui.proctor.table import chip_colours
from station.ui.theme import Look, Palette
from station.ui.widgets.icons import icon_pixmap, paint_icon

if TYPE_CHECKING:
    from station.ui.bank.question_table import QuestionTable

ROW = 54
"""Pixels of a row at 100 %."""

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class QuestionPaint(QStyledItemDelegate):
    """Paints in the look of the table. The row with the keys has a bar at its left edge, chosen rows a filled mark."""

    def __init__(self, table: "QuestionTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        # Painted some hundred times while the list scrolls: what can be kept between cells is kept.
        table, rect = self._table, option.rect
        look, current, has_focus = table.painted
        palette = look.palette
        place, column = index.row(), Column(index.column())
        is_current, is_chosen = place == current, table.is_chosen(place)
        if is_current or is_chosen:
            painter.fillRect(rect, _colour(palette.soft))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(palette.track))
        room = rect.adjusted(look.gap(8), 0, -look.gap(8), 0)
        row = table.pages.row(place)
        if column is Column.MARK:
            _mark(painter, look, rect, is_chosen)
            if is_current and has_focus:
                painter.fillRect(QRect(rect.left(), rect.top(), look.gap(4), rect.height()), _colour(palette.accent))
        elif row is None:
            if column is Column.STEM:
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

    def _stem(self, painter: QPainter, look: Look, room: QRect, row: QuestionRow) -> None:
        """At most two lines; the rest is in the tool tip and in the editor."""
        words = self._table.pages.words(row, Column.STEM)
        painter.setFont(_font(look, 16))
        painter.setPen(_colour(look.palette.text))
        lines, height = _two_lines(words, look, room.width())
        top = room.center().y() - height * len(lines) // 2 + 1
        for place, line in enumerate(lines):
            painter.drawText(QRect(room.left(), top + place * height, room.width(), height), _MIDDLE, line)

    def _words(self, painter: QPainter, look: Look, room: QRect, row: QuestionRow, column: Column) -> None:
        is_id = column is Column.ID
        weight = QFont.Weight.DemiBold if is_id else QFont.Weight.Normal
        painter.setFont(_font(look, 16, weight))
        painter.setPen(_colour(look.palette.text if is_id else look.palette.muted))
        words = self._table.pages.words(row, column)
        flags = _CENTRE if column is Column.DIFFICULTY else _MIDDLE
        painter.drawText(room, flags, _elided(words, look, weight, room.width()))


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=64)
def _font(look: Look, base: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return look.font(base, weight)


@lru_cache(maxsize=4096)
def _elided(words: str, look: Look, weight: QFont.Weight, width: int) -> str:
    return QFontMetrics(_font(look, 16, weight)).elidedText(words, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=512)
def _chip_width(words: str, look: Look) -> int:
    return QFontMetrics(_font(look, 15, QFont.Weight.DemiBold)).horizontalAdvance(words)


@lru_cache(maxsize=4096)
def _two_lines(words: str, look: Look, width: int) -> tuple[tuple[str, ...], int]:
    """The words broken into at most two lines of that width, the second shortened; pixels of a line."""
    font = _font(look, 16)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= width:
        return (words,), metrics.lineSpacing()
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
    return (words[:first].rstrip(), rest), metrics.lineSpacing()


def _mark(painter: QPainter, look: Look, rect: QRect, is_chosen: bool) -> None:
    palette: Palette = look.palette
    side = float(look.px(20))
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_colour(palette.accent if is_chosen else palette.edge), 1.6))
    painter.setBrush(_colour(palette.accent if is_chosen else palette.card))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), side / 5, side / 5)
    if is_chosen:
        paint_icon(painter, "check", palette.on_accent, box.adjusted(2, 2, -2, -2))


def _blank(painter: QPainter, look: Look, room: QRect) -> None:
    """A row that is still being read."""
    bar = QRectF(room.left(), 0, room.width() * 0.7, look.px(10))
    bar.moveTop(room.center().y() - bar.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(look.palette.track))
    painter.drawRoundedRect(bar, 4, 4)


def _chip(painter: QPainter, look: Look, room: QRect, words: str, kind: str, sign: str, on_soft: bool) -> None:
    letters, ground = chip_colours(look.palette, kind)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(look, 15, QFont.Weight.DemiBold))
    size = look.px(16)
    before = look.gap(9) + size + look.gap(6)
    width = _chip_width(words, look)
    box = QRectF(room.left(), 0, min(room.width(), before + width + look.gap(10)), look.px(32))
    box.moveTop(room.center().y() - box.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(look.palette.card if on_soft else ground))
    painter.drawRoundedRect(box, look.gap(7), look.gap(7))
    place = QRectF(box.left() + look.gap(9), box.center().y() - size / 2, size, size).toRect().topLeft()
    painter.drawPixmap(place, icon_pixmap(sign, letters, size, painter.device().devicePixelRatio()))
    painter.setPen(_colour(letters))
    painter.drawText(box.adjusted(before, 0, 0, 0), _MIDDLE, words)
