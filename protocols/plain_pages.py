"""Pages of papers that belong to no session: a line below, numbered pages, no code and no QR."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from protocols.flow import paginate
from protocols.fonts import Face
from protocols.layout import Sheet, blank_canvas
from protocols.tables import Table
from protocols.typeset import Align, Block, Gap, Lines, Rule, Stack, Style, paragraph, single_line

_FOOT = Style(size=9, spacing=1.2)
_RIGHT = Style(size=9, spacing=1.2, align=Align.RIGHT)
_MARK = Style(Face.BOLD, 9.5, 1.15, Align.RIGHT)


def render(
    sheet: Sheet, items: Sequence[Block | Table], *, title: str, foot: str, page: str, language: str = "ky",
    marks: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The PDF. `page` has the fields x and y; `marks` stand above the text of every page.

    Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT).
    """
    above: Stack | Gap = Stack(tuple(_marks(sheet, marks))) if marks else Gap(0)
    top = sheet.height - max(sheet.top, 10 * mm + above.height + 2 * mm)
    pages = paginate(items, float(top - sheet.bottom))
    canvas, buffer = blank_canvas(sheet, title, "", foot, language)
    for number, blocks in enumerate(pages, 1):
        at = top
        for block in blocks:
            block.draw(canvas, sheet.left, at)
            at -= block.height
        above.draw(canvas, sheet.left, sheet.height - 10 * mm)
        low = sheet.foot + 8 * mm
        Rule(sheet.measure).draw(canvas, sheet.left, low + 3)
        said = page.format(x=number, y=len(pages))
        single_line(foot, _FOOT, sheet.measure * 0.72, 6).draw(canvas, sheet.left, low)
        paragraph(said, _RIGHT, sheet.measure).draw(canvas, sheet.left, low)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _marks(sheet: Sheet, marks: Sequence[str]) -> list[Lines]:
    return [paragraph(text, _MARK, sheet.measure) for text in marks]
