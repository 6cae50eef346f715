"""Document 1: the slip with a candidate's entry code (art. 24, item 4). A6, alone or four to a sheet."""

from collections.abc import Sequence

from reportlab.lib.units import cm, mm
from reportlab.pdfgen.canvas import Canvas

from protocols import dates, wording
from protocols.facts import CodeSlip
from protocols.fonts import Face
from protocols.layout import (
    PORTRAIT,
    RUSSIAN_GREY,
    Sheet,
    draw_qr,
    kyrgyz_and_russian,
    marks,
    new_canvas,
    qr_rows,
)
from protocols.stamp import stamp
from protocols.typeset import Align, Block, Boxed, Gap, Stack, Style, paragraph, single_line
from question_bank.model import Bilingual
from station.domain.errors import Reason, StationError

A6 = Sheet(10.5 * cm, 14.8 * cm, 8 * mm, 8 * mm, 8 * mm, 24 * mm, 6 * mm, 15 * mm)
_ROOM = A6.measure
_PLACES = ((0, 1), (1, 1), (0, 0), (1, 0))


def render(facts: CodeSlip) -> bytes:
    """One slip on an A6 page. Raises StationError."""
    canvas, buffer = new_canvas(facts, wording.SLIP_TITLE, A6, facts.code)
    _draw(canvas, facts, 0, 0)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def render_sheets(slips: Sequence[CodeSlip]) -> bytes:
    """Four slips to an A4 sheet, in reading order, with dashed lines to cut along. Raises StationError,
    ValueError.
    """
    if not slips:
        raise ValueError("no slips")
    canvas, buffer = new_canvas(slips[0], wording.SLIP_TITLE, PORTRAIT, "")
    canvas.setTitle(wording.SLIP_TITLE.ky.capitalize())
    pitch = PORTRAIT.height / 2
    for first in range(0, len(slips), len(_PLACES)):
        canvas.setDash(3, 3)
        canvas.setStrokeGray(0.6)
        canvas.setLineWidth(0.4)
        canvas.lines([(A6.width, 0, A6.width, PORTRAIT.height), (0, pitch, PORTRAIT.width, pitch)])
        canvas.setDash()
        for slip, (column, row) in zip(slips[first:], _PLACES, strict=False):
            _draw(canvas, slip, column * A6.width, row * pitch)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, facts: CodeSlip, left: float, bottom: float) -> None:
    body = Stack((*marks(facts.header, _ROOM), *_head(facts), *_fields(facts), *_code(facts), *_note()))
    if body.height > A6.height - A6.top - A6.bottom:
        raise StationError(Reason.DOCUMENT_DOES_NOT_FIT)
    body.draw(canvas, left + A6.left, bottom + A6.height - A6.top)
    _foot(canvas, facts, left, bottom)


def _head(facts: CodeSlip) -> list[Block]:
    centred = Style(size=8, spacing=1.1, align=Align.CENTRE)
    title = Style(Face.BOLD, 9.5, 1.15, Align.CENTRE)
    russian = Style(Face.ITALIC, 7.5, 1.15, Align.CENTRE, grey=RUSSIAN_GREY)
    return [
        kyrgyz_and_russian(facts.header.authority, centred, _ROOM, 6.5),
        kyrgyz_and_russian(facts.header.institution, centred, _ROOM, 6.5),
        Gap(4),
        single_line(wording.SLIP_TITLE.ky, title, _ROOM, 8.5),
        paragraph(wording.SLIP_TITLE.ru, russian, _ROOM),
        paragraph(
            wording.NUMBER.format(number=facts.header.number), Style(size=9, align=Align.CENTRE), _ROOM
        ),
        Gap(4),
    ]


def _fields(facts: CodeSlip) -> list[Block]:
    when = f"{dates.ky(facts.starts_at)}, {dates.clock(facts.starts_at)}"
    when_ru = f"{dates.ru(facts.starts_at)}, {dates.clock(facts.starts_at)}"
    return [
        *_field(wording.CANDIDATE, facts.candidate, ""),
        *_field(wording.VACANCY, facts.vacancy.ky, facts.vacancy.ru),
        *_field(wording.SLIP_WHEN, when, when_ru),
        *_field(wording.SLIP_SEAT, f"{facts.hall.ky}, {facts.seat}", f"{facts.hall.ru}, {facts.seat}"),
    ]


def _field(label: Bilingual, value: str, russian: str) -> list[Block]:
    name = Style(size=7.5, spacing=1.1, grey=RUSSIAN_GREY)
    blocks: list[Block] = [
        paragraph(f"{wording.both(label)}:", name, _ROOM),
        paragraph(value, Style(size=11, spacing=1.1), _ROOM),
    ]
    if russian and russian != value:
        blocks.append(paragraph(russian, Style(Face.ITALIC, 9, 1.1, grey=RUSSIAN_GREY), _ROOM))
    return [*blocks, Gap(4)]


def _code(facts: CodeSlip) -> list[Block]:
    groups = " ".join(facts.entry_code[at : at + 4] for at in range(0, 12, 4))
    room = _ROOM - 6
    label = paragraph(wording.SLIP_CODE, Style(Face.BOLD, 9, 1.1, Align.CENTRE), room)
    digits = single_line(groups, Style(Face.MONO, 28, 1.1, Align.CENTRE), room, 28)
    return [Gap(1), Boxed(Stack((label, digits)), _ROOM, 3), Gap(4)]


def _note() -> list[Block]:
    style = Style(size=7.5, spacing=1.1, align=Align.JUSTIFIED)
    return [kyrgyz_and_russian(wording.SLIP_NOTE, style, _ROOM, 7)]


def _foot(canvas: Canvas, facts: CodeSlip, left: float, bottom: float) -> None:
    """Number and verification code beside the QR; a slip has no page number."""
    style = Style(size=7.5, spacing=1.2)
    room = _ROOM - A6.qr - 6
    lines = Stack((
        single_line(
            wording.FOOT_DOCUMENT.format(number=facts.header.number, session=facts.header.session), style,
            room, 5
        ),
        paragraph(wording.FOOT_CODE, style, room),
        paragraph(facts.code, Style(Face.BOLD, 9, 1.2), room),
    ))  # fmt: skip
    lines.draw(canvas, left + A6.left, bottom + A6.foot + lines.height)
    rows = qr_rows(stamp(facts).text())
    draw_qr(canvas, rows, left + A6.width - A6.right - A6.qr, bottom + A6.foot, A6.qr)
