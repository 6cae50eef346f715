"""Document 3: the test protocol of a candidate (art. 26). Always one page, whatever stands in it."""

from functools import partial

from protocols import dates, wording
from protocols.facts import CandidateProtocol, Ending
from protocols.fonts import Face
from protocols.layout import (
    PORTRAIT,
    RUSSIAN_GREY,
    Pages,
    header_block,
    kyrgyz_and_russian,
    place_and_date,
    signature,
)
from protocols.one_page import Density, on_one_page
from protocols.tables import Row, Table, row
from protocols.typeset import Align, Beside, Block, Boxed, Gap, Rule, Stack, Style, paragraph, single_line
from question_bank.model import Bilingual
from station.domain.errors import Reason, StationError

_ROOM = PORTRAIT.measure
_SPLIT = _ROOM * 0.42
_TITLE = wording.PROTOCOL_TITLE


# documents.md asks for 10.5 pt single-spaced; smaller only where long names would else need a second page
_DENSITIES = (
    Density(10.5, 8.5, 3),
    Density(9.5, 8, 2.5),
    Density(8.5, 7.5, 2, 1.05),
)


def render(facts: CandidateProtocol) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    pdf = on_one_page(Pages(facts, _TITLE, PORTRAIT), _DENSITIES, partial(_blocks, facts))
    if pdf is None:
        raise StationError(Reason.DOCUMENT_DOES_NOT_FIT)
    return pdf


def _blocks(facts: CandidateProtocol, density: Density) -> list[Block]:
    gap = Gap(density.gap)
    table = _sections(facts, density)
    replaces = wording.filled(wording.REPLACES, old=facts.replaces) if facts.replaces else None
    return [
        header_block(facts.header, _TITLE, _ROOM, density.size + 0.5, replaces),
        place_and_date(facts.header, _ROOM, density.size - 0.5),
        gap,
        *_fields(facts, density),
        gap,
        table.head,
        *table.rows,
        gap,
        _result(facts, density),
        gap,
        _statement(facts.statement),
        gap,
        *_clauses(facts, density),
        signature(wording.RESPONSIBLE, facts.responsible, _ROOM),
        signature(wording.RECEIVED, None, _ROOM, last="time"),
    ]


def _fields(facts: CandidateProtocol, density: Density) -> list[Block]:
    ending = wording.ENDINGS[facts.ending]
    if facts.ending is Ending.BY_DECISION:
        ending = wording.filled(ending, decision=facts.decision)
    questions = sum(section.questions for section in facts.sections)
    span = f"{dates.clock(facts.started_at)} / {dates.clock(facts.finished_at)}"
    document = wording.masked(facts.document)
    left, right = partial(_field, density, _SPLIT - 8), partial(_field, density, _ROOM - _SPLIT)
    whole, pair = partial(_field, density, _ROOM), partial(_pair, density)
    return [
        pair(left(wording.CANDIDATE, facts.candidate), right(wording.IDENTITY, document)),
        whole(wording.VACANCY_AND_ORGANISATION, *_post(facts)),
        Stack((Gap(density.gap * 0.4), Rule(_ROOM))),
        pair(left(wording.TEST_LANGUAGE, wording.both(wording.LANGUAGES[facts.language])),
             right(wording.ENDING, wording.both(ending))),
        pair(left(wording.STARTED_FINISHED, span), right(wording.QUESTION_COUNT, str(questions))),
        whole(wording.BANK_VERSION, facts.bank_version, beside=True),
    ]  # fmt: skip


def _post(facts: CandidateProtocol) -> tuple[str, str]:
    ky = f"{facts.vacancy.ky}, {facts.organisation.ky}"
    ru = f"{facts.vacancy.ru}, {facts.organisation.ru}"
    return ky, "" if ru == ky else ru


def _field(
    density: Density, room: float, label: Bilingual, value: str, russian: str = "", beside: bool = False
) -> Block:
    """Label in small letters over the value; a Russian value under it where names have two forms."""
    small = Style(size=density.russian - 1, spacing=density.spacing, grey=RUSSIAN_GREY)
    text = Style(size=density.size + 0.5, spacing=density.spacing)
    name = paragraph(wording.both(label) + (":" if beside else ""), small, room)
    if beside:
        at = name.lines[0][1] + 6
        lifted = Stack((Gap(density.gap * 0.4), name))
        return Beside(
            ((0, lifted), (at, Stack((Gap(density.gap * 0.4 - 1), paragraph(value, text, room - at)))))
        )
    blocks: list[Block] = [Gap(density.gap * 0.4), name, paragraph(value, text, room)]
    if russian:
        under = Style(Face.ITALIC, density.russian, density.spacing, grey=RUSSIAN_GREY)
        blocks.append(paragraph(russian, under, room))
    return Stack(tuple(blocks))


def _pair(density: Density, left: Block, right: Block) -> Block:
    return Stack((Beside(((0, left), (_SPLIT, right))), Gap(density.gap * 0.4), Rule(_ROOM)))


def _sections(facts: CandidateProtocol, density: Density) -> Table:
    widths = (_ROOM * 0.57, _ROOM * 0.16, _ROOM * 0.15, _ROOM * 0.12)
    text = Style(size=density.size, spacing=density.spacing)
    number = Style(size=density.size, spacing=density.spacing, align=Align.CENTRE)
    bold, bold_number = (
        Style(Face.BOLD, density.size, density.spacing),
        Style(Face.BOLD, density.size, density.spacing, Align.CENTRE),
    )
    small = Style(Face.BOLD, density.russian, density.spacing, Align.CENTRE)
    heads = [" / ".join((head.ky, head.ru)) for head in wording.SECTION_HEADS]
    head = row(heads, [bold, small, small, small], widths, 2, shade=0.93)
    rows = []
    for section in facts.sections:
        title = kyrgyz_and_russian(section.title, text, widths[0] - 8, density.russian)
        values = (section.questions, section.correct, section.points)
        cells = (
            paragraph(str(value), number, width - 8) for value, width in zip(values, widths[1:], strict=True)
        )
        rows.append(Row((title, *cells), widths, 1.2))
    totals = [
        sum(getattr(item, name) for item in facts.sections) for name in ("questions", "correct", "points")
    ]
    texts = [" / ".join((wording.TOTAL.ky, wording.TOTAL.ru)), *map(str, totals)]
    rows.append(row(texts, [bold, bold_number, bold_number, bold_number], widths, 2))
    return Table(head, tuple(rows))


def _result(facts: CandidateProtocol, density: Density) -> Block:
    style = Style(size=density.size + 1.5, spacing=density.spacing, align=Align.CENTRE)
    points = f"{facts.points} / {facts.max_points}"
    half = _ROOM / 2
    under = density.russian
    values = ((wording.POINTS, points), (wording.THRESHOLD, str(facts.threshold)))
    parts = (Bilingual(f"{name.ky}: {value}", f"{name.ru}: {value}") for name, value in values)
    return Beside(tuple((at, kyrgyz_and_russian(part, style, half, under))
                        for at, part in zip((0.0, half), parts, strict=True)))  # fmt: skip


def _statement(statement: Bilingual) -> Block:
    """Art. 26: alone, bold, 14 pt, letter for letter; its Russian line under it."""
    room = _ROOM - 12
    ky = single_line(statement.ky, Style(Face.BOLD, 14, 1.2, Align.CENTRE), room, 14)
    ru = paragraph(statement.ru, Style(Face.ITALIC, 10, 1.2, Align.CENTRE, grey=RUSSIAN_GREY), room)
    return Boxed(Stack((ky, ru)), _ROOM, 6)


def _clauses(facts: CandidateProtocol, density: Density) -> list[Block]:
    style = Style(size=density.size, spacing=density.spacing, align=Align.JUSTIFIED)
    clauses = []
    if facts.header.basis is not None:
        clauses.append(wording.basis(facts.header.basis))
    if facts.retake_from is not None:
        ky, ru = dates.ky(facts.retake_from), dates.ru(facts.retake_from)
        clauses.append(Bilingual(wording.BAR.ky.format(day=ky), wording.BAR.ru.format(day=ru)))
    clauses.append(wording.filled(wording.APPEAL, time=dates.clock(facts.appeal_until)))
    blocks: list[Block] = []
    for clause in clauses:
        blocks += [kyrgyz_and_russian(clause, style, _ROOM, density.russian), Gap(density.gap * 0.5)]
    return blocks
