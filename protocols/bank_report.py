"""The health of the question bank on paper: a working paper for the editors, in one language."""

from protocols import bank_wording as words
from protocols import dates, plain_pages
from protocols.bank_facts import BankReport, FindingGroup, FindingLine
from protocols.fonts import Face, with_known_signs
from protocols.layout import PORTRAIT
from protocols.tables import Row, Table, cell, row
from protocols.typeset import Align, Beside, Block, Gap, Stack, Style, paragraph
from question_bank.model import Bilingual, Language

_ROOM = PORTRAIT.measure
_TITLE = Style(Face.BOLD, 14, 1.2, Align.CENTRE)
_HEAD = Style(Face.BOLD, 11.5, 1.2)
_TEXT = Style(size=10.5, spacing=1.2)
_NUMBER = Style(size=10.5, spacing=1.2, align=Align.CENTRE)
_SMALL_HEAD = Style(Face.BOLD, 9.5, 1.15, Align.CENTRE)
_GROUP = Style(Face.BOLD, 11, 1.2)
_BOLD = Style(Face.BOLD, 10.5, 1.2)
_BOLD_NUMBER = Style(Face.BOLD, 10.5, 1.2, Align.CENTRE)
_SHADE = 0.93
_LABEL = 150.0
# question, stem, finding
_WIDTHS = (72.0, 178.0, _ROOM - 250)
_SECTIONS = (_ROOM - 4 * 70, 70.0, 70.0, 70.0, 70.0)
_HALF = (_ROOM - 16) / 2
_FEW = 5
"""More questions than these of which one and the same is said are listed by their ids alone."""


def render(facts: BankReport) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    say = _Say(facts.language)
    items: list[Block | Table] = [
        paragraph(say(words.REPORT_TITLE), _TITLE, _ROOM),
        Gap(8),
        *_head(facts, say),
        Gap(10),
        *_sections(facts, say),
        Gap(10),
        _shares(facts, say),
    ]
    for group in facts.groups:
        items += [Gap(12), _group(group, say), *_left_out(group, say)]
    if not facts.groups:
        items += [Gap(12), paragraph(say(words.NOTHING), _TEXT, _ROOM)]
    foot = f"{facts.bank} · {_when(facts)}"
    title = say(words.REPORT_TITLE).capitalize()
    return plain_pages.render(
        PORTRAIT, items, title=title, foot=foot, page=say(words.PAGE), language=facts.language.value
    )


class _Say:
    """Words in the report's language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, text: Bilingual, **values: str | int) -> str:
        return text[self._language].format(**values) if values else text[self._language]


def _when(facts: BankReport) -> str:
    day = facts.made_at.date()
    return f"{dates.ky(day) if facts.language is Language.KY else dates.ru(day)}, {dates.clock(facts.made_at)}"


def _head(facts: BankReport, say: _Say) -> list[Block]:
    counted = say(words.FOUND, faults=facts.faults, doubts=facts.doubts, hints=facts.hints)
    lines = [
        (words.BANK, facts.bank),
        (words.PC, facts.pc),
        (words.CHECKED_AT, _when(facts)),
        (words.PRINTED_BY, facts.by),
        (words.FORM, facts.form),
        (words.QUESTIONS, str(facts.questions)),
        (words.FINDINGS, counted),
    ]
    return [
        Beside(
            ((0, paragraph(f"{say(name)}:", _TEXT, _LABEL)), (_LABEL, paragraph(value, _BOLD, _ROOM - _LABEL)))
        )
        for name, value in lines
        if value
    ]  # fmt: skip


def _heads(heads: tuple[Bilingual, ...], widths: tuple[float, ...], say: _Say) -> Row:
    return row([say(head) for head in heads], [_SMALL_HEAD] * len(heads), widths, 3, shade=_SHADE)


def _sections(facts: BankReport, say: _Say) -> list[Block | Table]:
    lines = [(line.draft, line.in_review, line.approved, line.retired) for line in facts.sections]
    rows = [
        _counted(f"{line.id} · {line.title}" if line.title else line.id, counts)
        for line, counts in zip(facts.sections, lines, strict=True)
    ]
    totals = tuple(sum(column) for column in zip(*lines, strict=True)) if lines else (0, 0, 0, 0)
    rows.append(_counted(say(words.TOTAL), totals, bold=True))
    return [
        paragraph(say(words.SECTIONS_HEAD), _HEAD, _ROOM),
        Gap(3),
        Table(_heads(words.SECTION_HEADS, _SECTIONS, say), tuple(rows)),
    ]


def _counted(title: str, counts: tuple[int, ...], *, bold: bool = False) -> Row:
    text, number = (_BOLD, _BOLD_NUMBER) if bold else (_TEXT, _NUMBER)
    return row((title, *(str(count) for count in counts)), (text, *[number] * len(counts)), _SECTIONS)


def _shares(facts: BankReport, say: _Say) -> Block:
    """Longest options and places of keys, side by side, never parted."""
    four, three = tuple([_HALF / 4] * 4), tuple([_HALF / 3] * 3)
    longest = [
        row((say(words.LANGUAGES[line.language]), str(line.share), str(line.expected), str(line.visibly)),
            (_TEXT, _NUMBER, _NUMBER, _NUMBER), four)
        for line in facts.longest
    ]  # fmt: skip
    places = [
        row((line.letter, str(line.share), str(line.expected)), (_NUMBER, _NUMBER, _NUMBER), three)
        for line in facts.places
    ]
    left = Stack((paragraph(say(words.LONGEST_HEAD), _HEAD, _HALF), Gap(3),
                  _heads(words.LONGEST_HEADS, four, say), *longest))  # fmt: skip
    right = Stack((paragraph(say(words.PLACES_HEAD), _HEAD, _HALF), Gap(3),
                   _heads(words.PLACE_HEADS, three, say), *places))  # fmt: skip
    return Beside(((0, left), (_HALF + 16, right)))


def _group(group: FindingGroup, say: _Say) -> Table:
    """Its title stands over its lines on every page."""
    told = say(words.GROUP, title=group.title, total=group.total, weight=group.weight)
    head = row([told], [_GROUP], (_ROOM,), 3, shade=_SHADE)
    said = {line.words for line in group.lines}
    if len(said) == 1 and len(group.lines) > _FEW and all(line.question for line in group.lines):
        ids = ", ".join(line.question for line in group.lines)
        return Table(head, (row((f"{said.pop()} {ids}",), (_TEXT,), (_ROOM,)),))
    return Table(head, tuple(_line(line, say) for line in group.lines))


def _line(line: FindingLine, say: _Say) -> Row:
    told = with_known_signs(line.words)
    if not line.question:
        widths = (_WIDTHS[0], _ROOM - _WIDTHS[0])
        return row((say(words.WHOLE_BANK), told), (_TEXT, _TEXT), widths)
    cells = (
        cell(line.question, _TEXT, _WIDTHS[0]),
        cell(with_known_signs(line.stem), _TEXT, _WIDTHS[1]),
        cell(told, _TEXT, _WIDTHS[2]),
    )
    return Row(cells, _WIDTHS, 2)


def _left_out(group: FindingGroup, say: _Say) -> list[Block]:
    more = group.total - len(group.lines)
    return [Gap(3), paragraph(say(words.LEFT_OUT, n=more), _TEXT, _ROOM)] if more else []
