"""Tables: rows of cells between grey lines, a head that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas

from protocols.typeset import Block, Gap, Lines, Style, paragraph

LINE_GREY = 0.45


@dataclass(frozen=True)
class Row:
    """Cells between lines; `shade` is the grey behind it (1: none). Text stands in the middle of the
    height.
    """

    cells: tuple[Block, ...]
    widths: tuple[float, ...]
    padding: float
    shade: float = 1
    least: float = 0

    @cached_property
    def height(self) -> float:
        """The highest cell and the padding."""
        return max(self.least, max(cell.height for cell in self.cells) + 2 * self.padding)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Frame of every cell, then the cells."""
        height = self.height
        total = sum(self.widths)
        if self.shade < 1:
            canvas.setFillGray(self.shade)
            canvas.rect(left, top - height, total, height, stroke=0, fill=1)
        canvas.setStrokeGray(LINE_GREY)
        canvas.setLineWidth(0.5)
        lines = [(left, top, left + total, top), (left, top - height, left + total, top - height)]
        at = left
        for width in (*self.widths, 0):
            lines.append((at, top, at, top - height))
            at += width
        canvas.lines(lines)
        at = left
        for cell, width in zip(self.cells, self.widths, strict=True):
            if cell.height:
                cell.draw(canvas, at + 4, top - (height - cell.height) / 2)
            at += width


@dataclass(frozen=True, slots=True)
class Table:
    """A head that stands on every page, and rows that are not parted."""

    head: Row
    rows: tuple[Row, ...]


def cell(text: str, style: Style, width: float) -> Lines | Gap:
    """A text cell; empty text takes no room."""
    return paragraph(text, style, width - 8) if text else Gap(0)


def row(texts: Sequence[str], styles: Sequence[Style], widths: tuple[float, ...], padding: float = 2,
        shade: float = 1, least: float = 0) -> Row:  # fmt: skip
    """A row of text cells."""
    cells = tuple(cell(*item) for item in zip(texts, styles, widths, strict=True))
    return Row(cells, widths, padding, shade, least)
