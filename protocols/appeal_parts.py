"""Parts that the papers of an appeal share: named values, free text, boxes to tick, the commission's signatures."""

from collections.abc import Sequence

from protocols import appeal_wording as words
from protocols import wording
from protocols.facts import Person
from protocols.fonts import Face
from protocols.layout import RUSSIAN_GREY, kyrgyz_and_russian, over_line, sign_line, signature
from protocols.one_page import Density
from protocols.tables import Row, row
from protocols.typeset import (
    Align,
    Beside,
    Block,
    Gap,
    Rule,
    Stack,
    Style,
    Tick,
    paragraph,
    paragraphs,
    single_line,
)
from question_bank.model import Bilingual

_BETWEEN = 12.0  # two signatures abreast


def label(text: Bilingual, density: Density, room: float) -> Block:
    """`KY | RU:` in small letters, before or over a value."""
    style = Style(size=density.russian, spacing=density.spacing, grey=RUSSIAN_GREY)
    return paragraph(f"{wording.both(text)}:", style, room)


def named(text: Bilingual, value: str, density: Density, room: float) -> list[Block]:
    """A label and its value: on one line if they fit it, else the value below, which pages may part."""
    style = Style(size=density.size, spacing=density.spacing, align=Align.JUSTIFIED)
    name = label(text, density, room)
    at = paragraph(f"{wording.both(text)}:", Style(size=density.russian), room).lines[0][1] + 5
    parts = paragraphs(value, style, room)
    if len(parts) == 1 and at + parts[0].lines[0][1] <= room and len(parts[0].lines) == 1:
        drop = (density.size - density.russian) * density.spacing * 0.75
        return [Beside(((0, Stack((Gap(drop), name))), (at, parts[0])))]
    return [name, *parts]


def abreast(
    first: tuple[Bilingual, str], second: tuple[Bilingual, str], density: Density, room: float
) -> list[Block]:
    """Two named values on one line if they fit it, else under each other."""
    split = room * 0.6
    left, right = named(*first, density, split - 8), named(*second, density, room - split)
    if isinstance(left[0], Beside) and isinstance(right[0], Beside):
        return [Beside(((0, left[0]), (split, right[0])))]
    return [*named(*first, density, room), Gap(density.gap * 0.6), *named(*second, density, room)]


def under_label(text: Bilingual, values: Sequence[str], density: Density, room: float) -> Block:
    """A label over one or more values."""
    style = Style(size=density.size, spacing=density.spacing)
    return Stack((label(text, density, room), *(paragraph(value, style, room) for value in values)))


def clause(text: Bilingual, density: Density, room: float, indent: float = 0) -> Block:
    """A sentence in both languages."""
    style = Style(size=density.size, spacing=density.spacing, align=Align.JUSTIFIED, indent=indent)
    return kyrgyz_and_russian(text, style, room, density.russian)


def option(text: Bilingual, taken: bool, density: Density, room: float) -> Block:
    """A box and what it stands for; the one taken is crossed and bold."""
    face = Face.BOLD if taken else Face.REGULAR
    style = Style(face, density.size, density.spacing)
    side = density.size * 0.86
    drop = (style.leading - side) / 2
    line = paragraph(wording.both(text), style, room - side - 6)
    return Beside(((0, Stack((Gap(drop), Tick(side, taken)))), (side + 6, line)))


def small_head(heads: Sequence[Bilingual], widths: tuple[float, ...], size: float, spacing: float = 1.08) -> Row:
    """Bold column names, `KY / RU`, in the size of the Russian lines: forms have little room."""
    texts = [head.ky if head.ky == head.ru else f"{head.ky} / {head.ru}" for head in heads]
    return row(texts, [Style(Face.BOLD, size, spacing, Align.CENTRE)] * len(heads), widths, 2, shade=0.93)


def ruled(count: int, room: float, pitch: float = 22) -> list[Block]:
    """Lines to write on by hand."""
    return [Stack((Gap(pitch), Rule(room, 0.5, 0.45))) for _ in range(count)]


def commission_signatures(
    chair: tuple[str, bool], members: Sequence[tuple[str, bool]], room: float
) -> list[Block]:
    """A line for the chair and one for each member, two abreast (R-35.6); name, and whether he was present.
    Where one who was not there would sign stand the words for it: nobody signs there later."""
    name, present = chair
    blocks: list[Block] = [
        signature(words.CHAIR, Person(name), room, instead=None if present else words.AWAY)
    ]
    if members:
        blocks += [
            Gap(7),
            paragraph(f"{wording.both(words.MEMBERS)}:", Style(size=10, spacing=1.15), room),
        ]
    half = (room - _BETWEEN) / 2
    cells = [_member(number, *member, half) for number, member in enumerate(members, 1)]
    for first in range(0, len(cells), 2):
        pair = cells[first : first + 2]
        blocks.append(Beside(tuple(zip((0.0, half + _BETWEEN), pair, strict=False))))
    return blocks


def _member(number: int, name: str, present: bool, room: float) -> Block:
    style = Style(size=10, spacing=1.15)
    centred = Style(size=10, spacing=1.15, align=Align.CENTRE)
    caption = Style(size=6.6, spacing=1.1, align=Align.CENTRE, grey=RUSSIAN_GREY)
    at, split = 14.0, 14 + (room - 14) * 0.355
    decoded = single_line(f"({wording.initials(name)})", centred, room - split, 7.5)
    line = sign_line(split - at - 6, centred, caption, None if present else words.AWAY)
    return Stack((
        Gap(5),
        Beside((
            (0, paragraph(f"{number}.", style, at)),
            (at, line),
            (split, over_line(decoded, room - split, wording.both(wording.DECODED), caption, style.leading)),
        )),
    ))  # fmt: skip
