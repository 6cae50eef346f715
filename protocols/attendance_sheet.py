"""Document 2: the registration sheet of a session (art. 24, item 3). Landscape, as long as the list is."""

from protocols import dates, wording
from protocols.facts import AttendanceRow, AttendanceSheet
from protocols.layout import (
    LANDSCAPE,
    Pages,
    header_block,
    kyrgyz_and_russian,
    place_and_date,
    signature,
)
from protocols.tables import CELL, HEAD_ORDINAL, NUMBER, Row, Table, cell, head_row
from protocols.typeset import RUNNING, Block, Gap, Stack

_ROOM = LANDSCAPE.measure
# number, name, document, vacancy, seat, arrival, signature, remark
_SHARES = (28, 112, 128, 206, 54, 64, 76, 74)
_WIDTHS = tuple(share * _ROOM / sum(_SHARES) for share in _SHARES)
_LEAST_ROW = 30  # room for a signature by hand
_RUSSIAN = 11
_BLANK = "____"


def render(facts: AttendanceSheet) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    header = facts.header
    items: list[Block | Table] = [
        header_block(header, wording.ATTENDANCE_TITLE, _ROOM),
        place_and_date(header, _ROOM),
        Gap(8),
        kyrgyz_and_russian(wording.attendance_lead(facts.lists), RUNNING, _ROOM, _RUSSIAN),
    ]
    if header.basis is not None:
        items.append(kyrgyz_and_russian(wording.basis(header.basis), RUNNING, _ROOM, _RUSSIAN))
    items += [Gap(8), _table(facts), _close(facts)]
    return Pages(facts, wording.ATTENDANCE_TITLE, LANDSCAPE).render(items)


def _table(facts: AttendanceSheet) -> Table:
    heads = (HEAD_ORDINAL, wording.NAME_HEAD, *wording.ATTENDANCE_HEADS)
    rows = tuple(_row(number, row) for number, row in enumerate(facts.rows, 1))
    return Table(head_row(heads, _WIDTHS), rows)


def _row(number: int, row: AttendanceRow) -> Row:
    arrival = "" if row.arrived_at is None else dates.clock(row.arrived_at)
    absent = " / ".join((wording.ABSENT.ky, wording.ABSENT.ru)) if row.absent else ""
    cells = (
        cell(str(number), NUMBER, _WIDTHS[0]),
        cell(row.candidate, CELL, _WIDTHS[1]),
        cell(row.document, CELL, _WIDTHS[2]),
        kyrgyz_and_russian(row.vacancy, CELL, _WIDTHS[3] - 8, 10),
        cell(row.seat, NUMBER, _WIDTHS[4]),
        cell(arrival or absent, NUMBER, _WIDTHS[5]),
        Gap(0),
        cell(row.remark, CELL, _WIDTHS[7]),
    )
    return Row(cells, _WIDTHS, 2, least=_LEAST_ROW)


def _close(facts: AttendanceSheet) -> Block:
    """Totals and signatures, on one page; no counts while anybody is neither here nor absent."""
    came = sum(row.arrived_at is not None for row in facts.rows)
    absent = sum(row.absent for row in facts.rows)
    settled = came + absent == len(facts.rows)
    totals = wording.filled(
        wording.ATTENDANCE_TOTALS,
        listed=len(facts.rows),
        came=came if settled else _BLANK,
        absent=absent if settled else _BLANK,
    )
    return Stack((
        Gap(8),
        kyrgyz_and_russian(totals, RUNNING, _ROOM, _RUSSIAN),
        signature(wording.REGISTRAR, facts.registrar, _ROOM, 12),
        signature(wording.RESPONSIBLE, facts.responsible, _ROOM, 12),
    ))  # fmt: skip
