"""Tables: rows of cells between grey lines, a head that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas

from protocols.fonts import Face
from protocols.typeset import Align, Block, Gap, Lines, Style, paragraph
from question_bank.model import Bilingual

LINE_GREY = 0.45
INSET = 4
# documents.md: cells 12 pt, spacing 1.25, no indent; head bold; text left, numbers centred. The head is 10.5
# pt, as two languages in 12 would break long words and take half of every page.
CELL = Style(size=12)
NUMBER = Style(size=12, align=Align.CENTRE)
HEAD_ORDINAL = Bilingual("№", "№")
_HEAD = Style(Face.BOLD, 10.5, 1.1, Align.CENTRE)


@dataclass(frozen=True)
class Row:
    """Cells between lines; `shade` is the grey behind them (1: none). Text stands in the middle of it."""

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
        """Frames of the cells, then the cells."""
        height, at = self.height, left
        frames = []
        for width in self.widths:
            frames.append(f"{at:.2f} {top - height:.2f} {width:.2f} {height:.2f} re")
            at += width
        paint = "B" if self.shade < 1 else "S"
        canvas.addLiteral(" ".join((f"{LINE_GREY} G 0.5 w {self.shade} g", *frames, paint)))
        at = left
        for content, width in zip(self.cells, self.widths, strict=True):
            if content.height:
                content.draw(canvas, at + INSET, top - (height - content.height) / 2)
            at += width


@dataclass(frozen=True, slots=True)
class Table:
    """A head that stands on every page, and rows that are not parted."""

    head: Row
    rows: tuple[Row, ...]


def cell(text: str, style: Style, width: float) -> Lines | Gap:
    """A text cell; empty text takes no room."""
    return paragraph(text, style, width - 2 * INSET) if text else Gap(0)


def row(
    texts: Sequence[str],
    styles: Sequence[Style],
    widths: tuple[float, ...],
    padding: float = 2,
    shade: float = 1,
) -> Row:
    """A row of text cells."""
    cells = tuple(cell(*item) for item in zip(texts, styles, widths, strict=True))
    return Row(cells, widths, padding, shade)


def head_row(heads: Sequence[Bilingual], widths: tuple[float, ...]) -> Row:
    """Bold column names, `KY / RU`, shaded."""
    texts = [head.ky if head.ky == head.ru else f"{head.ky} / {head.ru}" for head in heads]
    return row(texts, [_HEAD] * len(heads), widths, 3, shade=0.93)
