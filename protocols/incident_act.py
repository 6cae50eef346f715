"""Document 12: the act on an incident. The regulation is silent; arts. 6, 25 and 33 need it."""

from protocols import dates, wording
from protocols.facts import Affected, IncidentAct, Person
from protocols.fonts import Face
from protocols.layout import (
    PORTRAIT,
    Pages,
    header_block,
    kyrgyz_and_russian,
    place_and_date,
    signature,
)
from protocols.tables import CELL, HEAD_ORDINAL, NUMBER, Row, Table, cell, head_row
from protocols.typeset import RUNNING, Align, Block, Gap, Stack, Style, paragraph, paragraphs
from question_bank.model import Bilingual

_ROOM = PORTRAIT.measure
# number, name, seat, time before, time after, signature
_SHARES = (24, 100, 54, 86, 90, 113)
_WIDTHS = tuple(share * _ROOM / sum(_SHARES) for share in _SHARES)
_RUSSIAN = 12
_LEAST_ROW = 34  # room for a signature by hand
_LABEL = Style(Face.BOLD, 14, align=Align.LEFT)
_BOX = "□"


def render(facts: IncidentAct) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    items: list[Block | Table] = [
        header_block(facts.header, wording.INCIDENT_TITLE, _ROOM),
        place_and_date(facts.header, _ROOM),
        Gap(8),
        _named(wording.INCIDENT_KIND, wording.INCIDENT_KINDS[facts.incident]),
        _named(wording.INCIDENT_SPAN, _span(facts)),
    ]
    if facts.affected:
        items += [Gap(6), _affected(facts), Gap(6)]
    items += _free_text(wording.DESCRIPTION, facts.description)
    items += _free_text(wording.MEASURES, facts.measures)
    if facts.entries:
        numbers = ", ".join(f"№ {entry}" for entry in facts.entries)
        items.append(_named(wording.ENTRIES, Bilingual(numbers, numbers)))
    # signatures never stand on a page alone: the decision goes with them
    items.append(Stack((_decision(facts), *_signatures(facts))))
    return Pages(facts, wording.INCIDENT_TITLE, PORTRAIT).render(items)


def _named(label: Bilingual, value: Bilingual) -> Block:
    text = Bilingual(f"{label.ky}: {value.ky}", f"{label.ru}: {value.ru}")
    return Stack((kyrgyz_and_russian(text, Style(size=14, spacing=1.15), _ROOM, _RUSSIAN), Gap(4)))


def _span(facts: IncidentAct) -> Bilingual:
    start = dates.clock(facts.started_at)
    end = "____" if facts.ended_at is None else dates.clock(facts.ended_at)
    first, last = facts.started_at.date(), (facts.ended_at or facts.started_at).date()
    if first == last:
        return Bilingual(f"{dates.ky(first)}, {start} / {end}", f"{dates.ru(first)}, {start} / {end}")
    return Bilingual(
        f"{dates.ky(first)}, {start} / {dates.ky(last)}, {end}",
        f"{dates.ru(first)}, {start} / {dates.ru(last)}, {end}",
    )


def _affected(facts: IncidentAct) -> Table:
    heads = (HEAD_ORDINAL, *wording.AFFECTED_HEADS)
    return Table(
        head_row(heads, _WIDTHS), tuple(_row(number, row) for number, row in enumerate(facts.affected, 1))
    )


def _row(number: int, row: Affected) -> Row:
    times = (
        "" if value is None else dates.duration(value)
        for value in (row.remaining_before, row.remaining_after)
    )
    cells = (
        cell(str(number), NUMBER, _WIDTHS[0]),
        cell(row.candidate, CELL, _WIDTHS[1]),
        cell(row.seat, NUMBER, _WIDTHS[2]),
        *(cell(text, NUMBER, width) for text, width in zip(times, _WIDTHS[3:5], strict=True)),
        Gap(0),
    )
    return Row(cells, _WIDTHS, 2, least=_LEAST_ROW)


def _free_text(label: Bilingual, text: str) -> list[Block]:
    """The words of whoever drew the act up, in the one language they were written in; else room to write."""
    name = paragraph(f"{wording.both(label)}:", _LABEL, _ROOM)
    body: list[Block] = [*paragraphs(text, RUNNING, _ROOM)] or [Gap(RUNNING.leading * 2)]
    return [name, *body, Gap(4)]


def _decision(facts: IncidentAct) -> Block:
    """The decision taken, or the three to tick by hand."""
    name = paragraph(f"{wording.both(wording.DECISION)}:", _LABEL, _ROOM)
    if facts.decision is None:
        options = tuple(
            paragraph(f"{_BOX} {wording.both(option)}", CELL, _ROOM)
            for option in wording.INCIDENT_DECISIONS.values()
        )
        return Stack((name, *options, Gap(4)))
    style = Style(size=14, spacing=1.15)
    blocks = [name, kyrgyz_and_russian(wording.INCIDENT_DECISIONS[facts.decision], style, _ROOM, _RUSSIAN)]
    if facts.decision_basis:
        blocks.append(
            paragraph(f"{wording.both(wording.DECISION_BASIS)}: {facts.decision_basis}", CELL, _ROOM)
        )
    return Stack((*blocks, Gap(4)))


def _signatures(facts: IncidentAct) -> list[Stack]:
    witnesses: list[Person | None] = [*facts.witnesses]
    witnesses += [None] * (2 - len(witnesses))
    blocks = [signature(wording.AUTHOR, facts.author, _ROOM)]
    blocks.append(signature(wording.RESPONSIBLE, facts.responsible, _ROOM))
    for number, person in enumerate(witnesses, 1):
        line = f"{wording.both(wording.WITNESSES)}: {number}."
        label = Bilingual(line, line)
        blocks.append(signature(label, person, _ROOM))
    if facts.signing_refused:
        refused = paragraph(wording.both(wording.REFUSED), Style(Face.BOLD, 12), _ROOM)
        blocks.append(Stack((Gap(8), refused)))
    return blocks
