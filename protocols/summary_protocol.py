"""Document 4: the summary protocol of a session. Landscape, as many pages as the list needs."""

from protocols import dates, wording
from protocols.facts import Person, RowState, SummaryProtocol, SummaryRow
from protocols.layout import (
    LANDSCAPE,
    Pages,
    header_block,
    kyrgyz_and_russian,
    place_and_date,
    signature,
)
from protocols.tables import CELL, HEAD_ORDINAL, NUMBER, Row, Table, cell, head_row
from protocols.typeset import RUNNING, Block, Gap, Stack, Style, paragraph
from question_bank.model import Bilingual

_ROOM = LANDSCAPE.measure
# number, protocol, name, vacancy, points, threshold, verdict, appeal
_SHARES = (28, 106, 110, 186, 64, 64, 120, 64)
_WIDTHS = tuple(share * _ROOM / sum(_SHARES) for share in _SHARES)
_RUSSIAN = 11
_NOTE = Style(size=12)
_NOTHING = "–"


def render(facts: SummaryProtocol) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    header = facts.header
    items: list[Block | Table] = [
        header_block(header, wording.SUMMARY_TITLE, _ROOM, 11),
        place_and_date(header, _ROOM),
        Gap(8),
        *(kyrgyz_and_russian(text, RUNNING, _ROOM, _RUSSIAN) for text in _lead(facts)),
        Gap(8),
        Table(head_row((HEAD_ORDINAL, *wording.SUMMARY_HEADS), _WIDTHS), _rows(facts)),
        Gap(8),
        *(kyrgyz_and_russian(text, RUNNING, _ROOM, _RUSSIAN) for text in _grounds(facts)),
        Stack((_notes(facts), *_signatures(facts))),
    ]
    return Pages(facts, wording.SUMMARY_TITLE, LANDSCAPE).render(items)


def _lead(facts: SummaryProtocol) -> list[Bilingual]:
    named = {
        "session": facts.header.session,
        "threshold": facts.threshold,
        "start": dates.clock(facts.started_at),
        "end": dates.clock(facts.ended_at),
    }
    lead = wording.SUMMARY_LEAD
    absent = facts.count(RowState.ABSENT)
    withdrawn = facts.count(RowState.WITHDRAWN)
    texts = [
        Bilingual(
            lead.ky.format(hall=facts.hall.ky, form=facts.form.ky, **named),
            lead.ru.format(hall=facts.hall.ru, form=facts.form.ru, **named),
        ),
        wording.attendance_lead(facts.lists),
        wording.filled(
            wording.SUMMARY_COUNTS,
            listed=len(facts.rows),
            came=len(facts.rows) - absent - withdrawn,
            absent=absent,
            finished=facts.count(RowState.FINISHED),
            interrupted=facts.count(RowState.INTERRUPTED),
            not_started=facts.count(RowState.NOT_STARTED),
            withdrawn=withdrawn,
        ),
    ]
    if facts.header.basis is not None:
        texts.insert(1, wording.basis(facts.header.basis))
    return texts


def _rows(facts: SummaryProtocol) -> tuple[Row, ...]:
    return tuple(_row(number, row) for number, row in enumerate(facts.rows, 1))


def _row(number: int, row: SummaryRow) -> Row:
    if row.state is RowState.FINISHED:
        verdict = wording.MEETS if row.meets else wording.MEETS_NOT
    else:
        verdict = wording.ROW_STATES[row.state]
    cells = (
        cell(str(number), NUMBER, _WIDTHS[0]),
        cell(row.protocol_number or _NOTHING, CELL, _WIDTHS[1]),
        cell(row.candidate, CELL, _WIDTHS[2]),
        kyrgyz_and_russian(row.vacancy, CELL, _WIDTHS[3] - 8, 10),
        cell(_NOTHING if row.points is None else str(row.points), NUMBER, _WIDTHS[4]),
        cell(_NOTHING if row.threshold is None else str(row.threshold), NUMBER, _WIDTHS[5]),
        kyrgyz_and_russian(verdict, CELL, _WIDTHS[6] - 8, 10),
        cell(row.appeal or _NOTHING, CELL, _WIDTHS[7]),
    )
    return Row(cells, _WIDTHS, 2)


def _grounds(facts: SummaryProtocol) -> list[Bilingual]:
    texts = []
    for item in facts.grounds:
        ground = wording.GROUNDS[item.ground]
        texts.append(
            Bilingual(
                wording.GROUND.ky.format(vacancy=item.vacancy.ky, ground=ground.ky),
                wording.GROUND.ru.format(vacancy=item.vacancy.ru, ground=ground.ru),
            )
        )
    return texts


def _notes(facts: SummaryProtocol) -> Block:
    none = " | ".join((wording.NONE.ky, wording.NONE.ru))
    journal = wording.filled(wording.NOTE_JOURNAL, seq=facts.header.seq)
    notes = (
        (wording.NOTE_INCIDENTS, ", ".join(facts.incident_acts) or none),
        (wording.NOTE_REISSUED, str(facts.reissued_codes)),
        (wording.NOTE_SPOILT, ", ".join(facts.spoilt_numbers) or none),
        (wording.NOTE_SLIPS, str(facts.destroyed_slips)),
        (wording.NOTE_SOFTWARE, facts.software),
        (wording.BANK_VERSION, facts.bank_version),
        (wording.NOTE_BANK, facts.bank_sha256),
        *((label, said) for label, said in _draw(facts) if said),
        (journal, facts.header.head),
    )
    lines = [paragraph(f"{wording.both(label)}: {value}", _NOTE, _ROOM) for label, value in notes]
    return Stack((Gap(6), *lines))


def _draw(facts: SummaryProtocol) -> tuple[tuple[Bilingual, str], ...]:
    """What lets anybody recompute the papers (R-3.1)."""
    return (wording.NOTE_DRAW, facts.draw_commitment), (wording.NOTE_SEED, facts.draw_seed)


def _signatures(facts: SummaryProtocol) -> list[Block]:
    signers: list[tuple[Bilingual, Person]] = [(wording.RESPONSIBLE, facts.responsible)]
    signers += [(wording.PROCTOR, person) for person in facts.proctors]
    signers += [(wording.OBSERVER, person) for person in facts.observers]
    return [signature(label, person, _ROOM, 12) for label, person in signers]
