"""Page furniture: sheets, header block, place and date, marks, footer with code and QR, signature lines,
pages.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import segno
from reportlab.lib.units import cm, mm
from reportlab.pdfgen.canvas import Canvas

from protocols import dates, wording
from protocols.facts import Facts, Header, Person
from protocols.flow import paginate
from protocols.fonts import Face, register, width
from protocols.stamp import stamp
from protocols.tables import Table
from protocols.typeset import (
    Align,
    Beside,
    Block,
    Gap,
    Lines,
    Rule,
    Stack,
    Style,
    paragraph,
    single_line,
)
from question_bank.model import Bilingual

RUSSIAN_GREY = 0.25
_QR_MASK = 2  # any of the eight is valid; weighing them all would cost as much as the rest of the page


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: size and margins in points. `foot` is the height of the footer's lower edge over the paper's
    edge.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float = 6 * mm
    qr: float = 15 * mm

    @property
    def measure(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


PORTRAIT = Sheet(21 * cm, 29.7 * cm, 3 * cm, 1.5 * cm, 2 * cm, 2.2 * cm)
# 3 cm on the binding edge: a landscape page is filed with its upper edge to the left
LANDSCAPE = Sheet(29.7 * cm, 21 * cm, 2 * cm, 1.5 * cm, 3 * cm, 2.2 * cm)


def kyrgyz_and_russian(text: Bilingual, style: Style, room: float, russian: float | None = None) -> Block:
    """The Kyrgyz paragraph and under it the Russian one in grey italics, at `russian` size if given.

    A text that is the same in both languages (a list may give a post in one only) stands once.
    """
    if text.ky == text.ru:
        return paragraph(text.ky, style, room)
    spacing = min(style.spacing, 1.15)
    under = Style(Face.ITALIC, russian or style.size, spacing, style.align, style.indent, RUSSIAN_GREY)
    return Stack((paragraph(text.ky, style, room), paragraph(text.ru, under, room)))


def header_block(
    header: Header, title: Bilingual, room: float, size: float = 12, under: Bilingual | None = None
) -> Stack:
    """Authority, institution, title, number, perhaps a line under the number: centred."""
    return Stack((*issuer(header, room, size), Gap(size * 0.5), *titled(header, title, room, size, under)))


def issuer(header: Header, room: float, size: float = 12) -> tuple[Block, ...]:
    """Authority and institution."""
    name = Style(size=size, spacing=1.15, align=Align.CENTRE)
    small = size * 0.8
    return (
        kyrgyz_and_russian(header.authority, name, room, small),
        kyrgyz_and_russian(header.institution, name, room, small),
    )


def titled(
    header: Header, title: Bilingual, room: float, size: float = 12, under: Bilingual | None = None
) -> tuple[Block, ...]:
    """Title in capitals, number, perhaps a line under it."""
    name = Style(size=size, spacing=1.15, align=Align.CENTRE)
    small = size * 0.8
    russian = Style(Face.ITALIC, small + 0.5, 1.2, Align.CENTRE, grey=RUSSIAN_GREY)
    return (
        _balanced(title.ky, Style(Face.BOLD, size + 2, 1.2, Align.CENTRE), room),
        _balanced(title.ru, russian, room),
        paragraph(wording.NUMBER.format(number=header.number), name, room),
        *(() if under is None else (kyrgyz_and_russian(under, name, room, small),)),
        Gap(size * 0.5),
    )


def _balanced(text: str, style: Style, room: float) -> Lines:
    """As few lines as the room allows, of much the same length: no word of a title stands alone."""
    widest = paragraph(text, style, room)
    best, narrower = widest, room
    while len(widest.lines) > 1 and narrower > room / 2:
        narrower -= 6
        tried = paragraph(text, style, narrower)
        if len(tried.lines) > len(widest.lines):
            break
        best = tried
    return replace(best, width=room)


def place_and_date(header: Header, room: float, size: float = 11) -> Beside:
    """Place on the left, date and time on the right."""
    style = Style(size=size, spacing=1.15)
    right = Style(size=size, spacing=1.15, align=Align.RIGHT)
    day = header.made_at.date()
    time = dates.clock(header.made_at)
    place = Bilingual(
        wording.PLACE.ky.format(place=header.place.ky), wording.PLACE.ru.format(place=header.place.ru)
    )
    when = Bilingual(f"{dates.ky(day)}, {time}", f"{dates.ru(day)}, {time}")
    when_room = max(width(when.ky, style.face, size), width(when.ru, Face.ITALIC, size)) + 1
    return Beside((
        (0, kyrgyz_and_russian(place, style, room - when_room - 12, size * 0.85)),
        (room - when_room, kyrgyz_and_russian(when, right, when_room, size * 0.85)),
    ))  # fmt: skip


def signature(
    label: Bilingual,
    person: Person | None,
    room: float,
    size: float = 10,
    last: str = "date",
    instead: Bilingual | None = None,
) -> Stack:
    """Label, line to sign on, name in brackets (a line if unknown), line for the date or the time. `instead`:
    what stands where one who does not sign would have signed."""
    style = Style(size=size, spacing=1.15)
    caption = Style(size=6.6, spacing=1.1, align=Align.CENTRE, grey=RUSSIAN_GREY)
    named = Bilingual(label.ky, label.ru)
    if person is not None and person.post is not None:
        named = Bilingual(f"{label.ky}: {person.post.ky}", f"{label.ru}: {person.post.ru}")
    columns = (0.0, room * 0.375, room * 0.56, room * 0.86)
    label_block = kyrgyz_and_russian(named, style, columns[1] - 6, size * 0.85)
    sign_room, name_room, last_room = (
        columns[2] - columns[1] - 8,
        columns[3] - columns[2] - 8,
        room - columns[3],
    )
    centred = Style(size=size, spacing=1.15, align=Align.CENTRE)
    name = (
        single_line(f"({wording.initials(person.name)})", centred, name_room, 8)
        if person and person.name
        else Gap(style.leading)
    )
    closing = wording.TIME if last == "time" else wording.DATE
    row: list[tuple[float, Block]] = [
        (columns[0], label_block),
        (columns[1], sign_line(sign_room, centred, caption, instead)),
        (columns[2], over_line(name, name_room, wording.both(wording.DECODED), caption, style.leading)),
        (columns[3], over_line(Gap(style.leading), last_room, wording.both(closing).lower(), caption)),
    ]
    return Stack((Gap(size * 0.8), Beside(tuple(row))))


def sign_line(room: float, style: Style, caption: Style, instead: Bilingual | None) -> Stack:
    """A line to sign on, or the words that stand there instead."""
    if instead is None:
        return over_line(Gap(style.leading), room, wording.both(wording.SIGNATURE), caption)
    return over_line(single_line(instead.ky, style, room, 8), room, instead.ru, caption, style.leading)


def over_line(block: Block, room: float, text: str, caption: Style, least: float = 0) -> Stack:
    """A block on a line, small words under it. `least`: its height, for a long name is set smaller and the lines
    of a row stay level."""
    lift = Gap(max(0.0, least - block.height))
    return Stack((lift, block, Rule(room, 0.6, 0), Gap(1), single_line(text, caption, room, 6)))


def marks(header: Header, room: float, own: Bilingual | None = None) -> list[Lines]:
    """The lines that say copy, replaced, training, and a paper's own mark over them; on every page."""
    style = Style(Face.BOLD, 9.5, 1.15, Align.RIGHT)
    texts = [] if own is None else [wording.both(own)]
    if header.training:
        texts += [wording.TRAINING.ky, wording.TRAINING.ru]
    if header.marks.copy:
        texts.append(wording.both(wording.filled(wording.COPY, n=header.marks.copy)))
    if header.marks.superseded_by:
        replaced = wording.filled(wording.SUPERSEDED, new=header.marks.superseded_by)
        texts += [replaced.ky, replaced.ru]
    return [paragraph(text, style, room) for text in texts]


class Pages:
    """A document of one sheet format: takes blocks and tables, parts them into pages, draws them."""

    def __init__(self, facts: Facts, title: Bilingual, sheet: Sheet, mark: Bilingual | None = None) -> None:
        self._facts = facts
        self._title = title
        self._sheet = sheet
        self._marks = Stack(tuple(marks(facts.header, sheet.measure, mark)))
        # marks hang in the top margin, below the page number; what does not fit there takes room from the
        # page
        self._top = sheet.height - max(sheet.top, 14 * mm + self._marks.height + 2 * mm)

    @property
    def room(self) -> float:
        """Height for content on one page."""
        return float(self._top - self._sheet.bottom)

    def render(self, items: Sequence["Block | Table"]) -> bytes:
        """The PDF. Raises StationError(DOCUMENT_DOES_NOT_FIT) if a row or a block is higher than a page."""
        pages = paginate(items, self.room)
        code = self._facts.code
        canvas, buffer = new_canvas(self._facts, self._title, self._sheet, code)
        foot = Footer(self._facts, self._sheet, code)
        for number, page in enumerate(pages, 1):
            top = self._top
            for block in page:
                block.draw(canvas, self._sheet.left, top)
                top -= block.height
            self._marks.draw(canvas, self._sheet.left, self._sheet.height - 14 * mm)
            foot.draw(canvas, number, len(pages))
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def new_canvas(facts: Facts, title: Bilingual, sheet: Sheet, code: str) -> tuple[Canvas, io.BytesIO]:
    """A canvas that gives the same bytes for the same facts and names no font that is not embedded."""
    return blank_canvas(sheet, f"{title.ky.capitalize()} № {facts.header.number}", facts.header.institution.ky, code)


def blank_canvas(
    sheet: Sheet, title: str, author: str, subject: str, language: str = "ky"
) -> tuple[Canvas, io.BytesIO]:
    """The same for a paper that has no header of a session."""
    register()
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer, (sheet.width, sheet.height), invariant=1, initialFontName=Face.REGULAR.value, lang=language
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator("")
    return canvas, buffer


class Footer:
    """Number, session, pages, verification code and QR; page numbers in the header of longer documents."""

    def __init__(self, facts: Facts, sheet: Sheet, code: str) -> None:
        header = facts.header
        self._sheet = sheet
        self._code = code
        self._named = wording.FOOT_DOCUMENT.format(number=header.number, session=header.session)
        self._qr = qr_rows(stamp(facts).text())

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """On the canvas' current page."""
        sheet = self._sheet
        style, right = Style(size=9, spacing=1.2), Style(size=9, spacing=1.2, align=Align.RIGHT)
        text_room = sheet.measure - sheet.qr - 6
        upper = sheet.foot + 11 * mm
        lower = upper - style.leading
        named_room = text_room - width(wording.FOOT_CODE, style.face, style.size) - 10
        single_line(self._named, style, named_room, 6).draw(canvas, sheet.left, upper)
        paragraph(wording.FOOT_CODE, right, text_room).draw(canvas, sheet.left, upper)
        bold = Style(Face.BOLD, 9, 1.2, Align.RIGHT)
        paragraph(self._code, bold, text_room).draw(canvas, sheet.left, lower)
        centred = Style(size=9, spacing=1.2, align=Align.CENTRE)
        paragraph(wording.FOOT_PAGE.format(x=page, y=pages), centred, sheet.measure).draw(
            canvas, sheet.left, lower
        )
        draw_qr(canvas, self._qr, sheet.width - sheet.right - sheet.qr, sheet.foot, sheet.qr)
        if pages > 1:
            number = Style(size=14, spacing=1, align=Align.CENTRE)
            paragraph(str(page), number, sheet.measure).draw(canvas, sheet.left, sheet.height - 8 * mm)


def qr_rows(text: str) -> tuple[bytes, ...]:
    """The modules of the QR, row by row, 1 for dark. Correction level M."""
    code = segno.make_qr(text, error="m", mask=_QR_MASK, boost_error=False)
    return tuple(bytes(row) for row in code.matrix)


def draw_qr(canvas: Canvas, rows: tuple[bytes, ...], left: float, bottom: float, size: float) -> None:
    """Dark runs as one filled path; the quiet zone is the caller's empty paper.

    Written as operators over whole numbers, one unit a module: formatting a thousand decimals costs more
    than a page.
    """
    count = len(rows)
    module = size / count
    runs = []
    for number, row in enumerate(rows):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = count if end < 0 else end
            runs.append(f"{start} {count - number - 1} {end - start} 1 re")
            start = end
    canvas.saveState()
    canvas.transform(module, 0, 0, module, left, bottom)
    canvas.setFillGray(0)
    canvas.addLiteral(" ".join((*runs, "f")))
    canvas.restoreState()
