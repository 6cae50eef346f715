"""Document 9: answers against keys, annex to document 8, for the commission only (Q-13). No question text."""

from dataclasses import dataclass

from protocols import appeal_wording as words
from protocols import dates, wording
from protocols.appeal_parts import commission_signatures, named, small_head
from protocols.facts import KeyRow, KeySheet
from protocols.fonts import Face, plain, width
from protocols.layout import LANDSCAPE, PORTRAIT, Pages, Sheet, header_block, place_and_date
from protocols.one_page import Density
from protocols.tables import CELL, INSET, NUMBER, Row, Table, row
from protocols.typeset import Align, Block, Gap, Stack, Style
from question_bank.model import Bilingual

_TITLE = words.KEY_SHEET_TITLE
_STYLES = (NUMBER, CELL, CELL, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
_SECTION = 2
_DENSITY = Density(11, 9, 3)
_NOTHING = "–"
_MISMATCH = 0.95


@dataclass(frozen=True, slots=True)
class _Plan:
    """A sheet and the widths of its columns: number, code, section, answer, key, points, time, match."""

    sheet: Sheet
    widths: tuple[float, ...]

    @staticmethod
    def of(sheet: Sheet, *shares: float) -> "_Plan":
        """Columns that share the sheet's measure."""
        return _Plan(sheet, tuple(share * sheet.measure / sum(shares) for share in shares))


# Upright, twice as many rows stand on a page; sections by their titles need the wide sheet.
_UPRIGHT = _Plan.of(PORTRAIT, 46, 70, 54, 64, 52, 36, 76, 70)
_WIDE = _Plan.of(LANDSCAPE, 48, 84, 270, 76, 66, 40, 86, 72)


def render(facts: KeySheet) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    plan = _UPRIGHT if _sections_are_codes(facts) else _WIDE
    room = plan.sheet.measure
    items: list[Block | Table] = [
        header_block(facts.header, _TITLE, room, 11),
        place_and_date(facts.header, room),
        Gap(6),
        *_fields(facts, room),
        Gap(6),
        _table(facts, plan.widths),
        Gap(8),
        Stack((*_kept(facts, room), *_signatures(facts, room))),
    ]
    return Pages(facts, _TITLE, plan.sheet, words.COMMISSION_ONLY).render(items)


def _sections_are_codes(facts: KeySheet) -> bool:
    room = _UPRIGHT.widths[_SECTION] - 2 * INSET
    return all(width(plain(item.section), CELL.face, CELL.size) <= room for item in facts.rows)


def _fields(facts: KeySheet, room: float) -> list[Block]:
    parts = (
        (words.ATTEMPT, facts.attempt),
        (words.TEST_PROTOCOL, f"№ {facts.protocol}"),
        (words.APPEAL_APPLICATION, f"№ {facts.application}"),
        (wording.BANK_VERSION, facts.bank_version),
        (words.KEY_HASH, facts.key_sha256),
    )
    return [block for name, value in parts for block in named(name, value, _DENSITY, room)]


def _table(facts: KeySheet, widths: tuple[float, ...]) -> Table:
    rows = (*(_row(item, widths) for item in facts.rows), _total(facts, widths))
    return Table(small_head(words.KEY_HEADS, widths, 8.5), rows)


def _row(item: KeyRow, widths: tuple[float, ...]) -> Row:
    changed = _NOTHING if item.changed_at is None else f"{item.changed_at:%H:%M:%S}"
    texts = (
        str(item.number), item.question, item.section, item.answer or _NOTHING, item.key, str(item.points),
        changed, wording.both(words.YES if item.matches else words.NO),
    )  # fmt: skip
    return row(texts, _STYLES, widths, 1.5, 1 if item.matches else _MISMATCH)


def _total(facts: KeySheet, widths: tuple[float, ...]) -> Row:
    """`Бардыгы | Итого`: points of the maximum, matches of the questions."""
    spans = (sum(widths[:5]), sum(widths[5:7]), widths[7])
    bold, number = Style(Face.BOLD, 12), Style(Face.BOLD, 12, align=Align.CENTRE)
    matches = sum(item.matches for item in facts.rows)
    points = f"{wording.SECTION_HEADS[3].ky}: {facts.points} / {facts.max_points}"
    return row((wording.both(wording.TOTAL), points, f"{matches} / {len(facts.rows)}"), (bold, number, number), spans)


def _kept(facts: KeySheet, room: float) -> list[Block]:
    until = Bilingual(dates.ky(facts.keep_until), dates.ru(facts.keep_until))
    return named(words.KEEP_UNTIL, wording.both(until), _DENSITY, room)


def _signatures(facts: KeySheet, room: float) -> list[Block]:
    members = [(person.name, True) for person in facts.members]
    return commission_signatures((facts.chair.name, True), members, room)
