"""Document 7: the application for a technical appeal (art. 33). One page; a ground too long for it runs over to
a second rather than bar the candidate from his right."""

from datetime import datetime
from functools import partial

from protocols import appeal_wording as words
from protocols import dates, wording
from protocols.appeal_parts import clause, named, ruled, small_head
from protocols.facts import AppealApplication
from protocols.fonts import Face
from protocols.layout import (
    PORTRAIT,
    RUSSIAN_GREY,
    Pages,
    issuer,
    place_and_date,
    signature,
    titled,
)
from protocols.one_page import Density, on_one_page
from protocols.tables import Row, cell
from protocols.typeset import Align, Beside, Block, Gap, Stack, Style, paragraph, single_line
from question_bank.model import Bilingual

_ROOM = PORTRAIT.measure
_TITLE = words.APPLICATION_TITLE
_INDENT = 35.4
_ADDRESSEE_AT = _ROOM * 0.38
_DENSITIES = (
    Density(14, 10, 6, 1.2),
    Density(12, 10, 5, 1.2),
    Density(11, 9, 4, 1.12),
    Density(10.5, 8.5, 3),
    Density(9.5, 8, 2.5),
)
_RULED_LINES = 4


def render(facts: AppealApplication) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    pages = Pages(facts, _TITLE, PORTRAIT)
    pdf = on_one_page(pages, _DENSITIES, partial(_blocks, facts))
    return pages.render(_blocks(facts, _DENSITIES[-1])) if pdf is None else pdf


def _blocks(facts: AppealApplication, density: Density) -> list[Block]:
    gap = Gap(density.gap)
    head = min(density.size + 0.5, 12)
    return [
        *issuer(facts.header, _ROOM, head),
        Gap(density.gap * 2),
        _addressee(facts, density),
        Gap(density.gap * 2),
        *titled(facts.header, _TITLE, _ROOM, head),
        place_and_date(facts.header, _ROOM, head - 1),
        Gap(density.gap * 2),
        clause(_body(facts), density, _ROOM, _INDENT),
        gap,
        *_ground(facts, density),
        Gap(density.gap * 2),
        # signatures never stand on a page alone: the times go with them
        Stack((*_times(facts, density), *_late(facts, density), *_signatures(facts, density))),
    ]


def _addressee(facts: AppealApplication, density: Density) -> Block:
    """To whom and from whom, on the right: smaller rather than parted at a name."""
    room = _ROOM - _ADDRESSEE_AT
    style = Style(size=min(density.size, 12), spacing=density.spacing)
    russian = Style(Face.ITALIC, density.russian, density.spacing, grey=RUSSIAN_GREY)
    to = wording.filled(words.ADDRESSEE, chair=wording.initials(facts.chair.name))
    sender = f"{wording.both(words.SENDER)}: {facts.candidate},"
    block = Stack((
        single_line(to.ky, style, room, 9),
        single_line(to.ru, russian, room, 8),
        Gap(density.gap),
        paragraph(sender, style, room),
        paragraph(wording.masked(facts.document), style, room),
    ))  # fmt: skip
    return Beside(((_ADDRESSEE_AT, block),))


def _body(facts: AppealApplication) -> Bilingual:
    values = {"candidate": facts.candidate, "protocol": facts.protocol, "points": facts.points}
    return Bilingual(
        words.APPLICATION_BODY.ky.format(day=dates.ky_on(facts.tested_on), **values),
        words.APPLICATION_BODY.ru.format(day=dates.ru(facts.tested_on), **values),
    )


def _ground(facts: AppealApplication, density: Density) -> list[Block]:
    """The candidate's words in the one language they were written in; else lines to write on."""
    if facts.ground.strip():
        return named(words.APPLICATION_GROUND, facts.ground, density, _ROOM)
    style = Style(size=density.russian, spacing=density.spacing, grey=RUSSIAN_GREY)
    name = paragraph(f"{wording.both(words.APPLICATION_GROUND)}:", style, _ROOM)
    return [name, *ruled(_RULED_LINES, _ROOM)]


def _times(facts: AppealApplication, density: Density) -> list[Block]:
    widths = (_ROOM / 4,) * 4
    number = Style(size=density.size, spacing=density.spacing, align=Align.CENTRE)
    moments = (facts.finished_at, facts.until, facts.filed_at)
    same_day = len({moment.date() for moment in (*moments, facts.header.made_at)}) == 1
    values = [_moment(moment, same_day) for moment in moments]
    values.append(wording.both(words.YES if facts.in_time else words.NO))
    cells = tuple(cell(value, number, width) for value, width in zip(values, widths, strict=True))
    return [small_head(words.APPLICATION_HEADS, widths, min(density.russian, 9)), Row(cells, widths, 4)]


def _moment(at: datetime, same_day: bool) -> str:
    return dates.clock(at) if same_day else f"{dates.ky(at.date())}, {dates.clock(at)}"


def _late(facts: AppealApplication, density: Density) -> list[Block]:
    """Why the chair let a late application in (Q-3)."""
    if not facts.admitted_reason:
        return []
    return [
        Gap(density.gap * 2),
        clause(words.ADMITTED, density, _ROOM),
        *named(words.REASON, facts.admitted_reason, density, _ROOM),
        signature(words.CHAIR, facts.chair, _ROOM, _signed(density)),
    ]


def _signatures(facts: AppealApplication, density: Density) -> list[Block]:
    """The candidate writes his name with his own hand: nobody files for another (R-33.1)."""
    return [
        signature(wording.CANDIDATE, None, _ROOM, _signed(density), last="time"),
        signature(words.RECEIVER, facts.receiver, _ROOM, _signed(density), last="time"),
    ]


def _signed(density: Density) -> float:
    return min(density.size, 12)
