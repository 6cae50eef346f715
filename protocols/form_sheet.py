"""A test form on paper: what was approved, by which acts, under which hash (R-22.1). Bilingual."""

from protocols import bank_wording as words
from protocols import plain_pages, wording
from protocols.bank_facts import FormSection, FormSheet
from protocols.fonts import Face
from protocols.layout import PORTRAIT, RUSSIAN_GREY, kyrgyz_and_russian
from protocols.tables import CELL, HEAD_ORDINAL, NUMBER, Row, Table, cell, head_row, row
from protocols.typeset import Align, Beside, Block, Gap, Stack, Style, paragraph
from question_bank.model import Bilingual

_ROOM = PORTRAIT.measure
_TITLE = Style(Face.BOLD, 14, 1.2, Align.CENTRE)
_NAME = Style(size=13, spacing=1.2, align=Align.CENTRE)
_RUSSIAN_TITLE = Style(Face.ITALIC, 12, 1.2, Align.CENTRE, grey=RUSSIAN_GREY)
_TEXT = Style(size=12, spacing=1.15)
_VALUE = Style(Face.BOLD, 12, 1.15)
_HASH = Style(Face.MONO, 9, 1.25)
_RUSSIAN = 10
_LABEL = _ROOM * 0.42
_NUMBER_AT = _ROOM * 0.38
_WIDTHS = (28.0, _ROOM - 28 - 176, 88.0, 88.0)
_PADDING = 2


def render(facts: FormSheet) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    items: list[Block | Table] = [
        paragraph(words.SHEET_TITLE.ky, _TITLE, _ROOM),
        paragraph(words.SHEET_TITLE.ru, _RUSSIAN_TITLE, _ROOM),
        Gap(4),
        kyrgyz_and_russian(facts.title, _NAME, _ROOM, _RUSSIAN + 1),
        Gap(8),
        *_acts(facts),
        *_hash(facts),
        Gap(8),
        Table(head_row((HEAD_ORDINAL, *words.SHEET_HEADS), _WIDTHS), _rows(facts)),
        Gap(8),
        *_numbers(facts),
        *(block for name, value in _rules(facts) for block in (_named(name, value), Gap(3))),
        Gap(8),
        *_order(facts),
    ]
    marks = () if facts.sha256 else (wording.both(words.DRAFT),)
    title = f"{words.SHEET_TITLE.ky.capitalize()} {facts.id}"
    foot = f"{facts.id} · {facts.bank} · {facts.day:%d.%m.%Y}"
    return plain_pages.render(PORTRAIT, items, title=title, foot=foot, page=wording.FOOT_PAGE, marks=marks)


def _acts(facts: FormSheet) -> list[Block]:
    if facts.act is None or facts.order_act is None:
        return []
    return [
        kyrgyz_and_russian(wording.basis(facts.act), _TEXT, _ROOM, _RUSSIAN),
        Gap(3),
        kyrgyz_and_russian(words.order_basis(facts.order_act), _TEXT, _ROOM, _RUSSIAN),
    ]


def _rows(facts: FormSheet) -> tuple[Row, ...]:
    rows = [_section(number, section) for number, section in enumerate(facts.sections, 1)]
    total = (sum(_WIDTHS[:2]), *_WIDTHS[2:])
    bold, number = Style(Face.BOLD, 12), Style(Face.BOLD, 12, align=Align.CENTRE)
    questions = str(sum(section.questions for section in facts.sections))
    return (*rows, row((wording.both(wording.TOTAL), questions, ""), (bold, number, number), total))


def _section(number: int, section: FormSection) -> Row:
    room = _WIDTHS[1] - 8
    named = Bilingual(f"{section.id} · {section.title.ky}", section.title.ru)
    title: Block = kyrgyz_and_russian(named, CELL, room, _RUSSIAN)
    if section.questions == 0:
        title = Stack((title, kyrgyz_and_russian(words.ZERO_MARK, Style(size=10, spacing=1.1), room, 9)))
    cells = (
        cell(str(number), NUMBER, _WIDTHS[0]),
        title,
        cell(str(section.questions), NUMBER, _WIDTHS[2]),
        cell(str(section.minimum) if section.minimum else words.NO_MINIMUM, NUMBER, _WIDTHS[3]),
    )
    return Row(cells, _WIDTHS, _PADDING)


def _numbers(facts: FormSheet) -> list[Block]:
    """The four numbers that are equal for everybody, two abreast."""
    pairs = (
        ((words.POINTS_EACH, facts.points), (words.MAXIMUM, facts.maximum)),
        ((wording.THRESHOLD, facts.threshold), (words.MINUTES, facts.minutes)),
    )
    blocks: list[Block] = []
    for one, other in pairs:
        columns = [
            ((at, kyrgyz_and_russian(name, _TEXT, _NUMBER_AT, _RUSSIAN)), (at + _NUMBER_AT, _value(value)))
            for at, (name, value) in zip((0.0, _ROOM / 2), (one, other), strict=True)
        ]
        blocks += [Beside((*columns[0], *columns[1])), Gap(3)]
    return blocks


def _value(value: int) -> Block:
    return paragraph(str(value), _VALUE, _ROOM / 2 - _NUMBER_AT)


def _rules(facts: FormSheet) -> list[tuple[Bilingual, Bilingual]]:
    low, high = facts.band or (0, 0)
    told = f"{low / 100:.2f} – {high / 100:.2f}".replace(".", ",")
    return [
        (words.NAVIGATION, words.FREE),
        (words.TEST_LANGUAGES, words.BOTH_LANGUAGES),
        (words.BAND, Bilingual(told, told) if facts.band else words.NO_BAND),
    ]


def _named(name: Bilingual, value: Bilingual) -> Block:
    """Name on the left, value on the right, never parted."""
    return Beside((
        (0, kyrgyz_and_russian(name, _TEXT, _LABEL - 10, _RUSSIAN)),
        (_LABEL, kyrgyz_and_russian(value, _VALUE, _ROOM - _LABEL, _RUSSIAN)),
    ))  # fmt: skip


def _hash(facts: FormSheet) -> list[Block]:
    """All 64 digits, so that a package can be compared with the paper."""
    if not facts.sha256:
        return []
    digits = " ".join(facts.sha256[at : at + 8] for at in range(0, 64, 8))
    name = paragraph(f"{wording.both(words.FORM_CODE)}: {facts.id}", _TEXT, _ROOM)
    return [Gap(5), name, Beside(((0, paragraph(words.SHA256, _TEXT, 62)), (62, paragraph(digits, _HASH, _ROOM - 62))))]


def _order(facts: FormSheet) -> list[Block]:
    title = kyrgyz_and_russian(words.ORDER_TITLE, Style(Face.BOLD, 12, 1.2), _ROOM, _RUSSIAN)
    blocks: list[Block] = []
    for number, text in enumerate(facts.order, 1):
        said = kyrgyz_and_russian(text, _TEXT, _ROOM - 22, _RUSSIAN)
        item = Beside(((0, paragraph(f"{number}.", _TEXT, 20)), (22, said)))
        blocks += [Stack((title, Gap(4), item)) if number == 1 else item, Gap(4)]
    return blocks
