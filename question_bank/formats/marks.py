"""Right answers that a teacher marked in place: "*Бишкек", "Бишкек +", "Бишкек (верно)", "+ Бишкек" among "- Ош".

A sign means something only where some answers of a question have it and some have not; one that is all an answer says
is its words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.formats.foreign import Said

_STARS = "*✓✔√☑"
_WORDS = r"[(\[]\s*(?:верн\w*|правильн\w*(?:\s+ответ)?|туура(?:\s+жооп)?|right|correct|[+*x\u0445vV✓✔])\s*[)\]]"


@dataclass(frozen=True, slots=True)
class Style:
    """One way to mark: what stands at a right answer and, for some, what then stands at every wrong one."""

    right: re.Pattern[str]
    wrong: re.Pattern[str] | None = None


STYLES = (
    Style(re.compile(rf"^[{_STARS}]+\s*(?=\S)")),
    Style(re.compile(rf"(?<=\S)\s*[{_STARS}]+$")),
    Style(re.compile(r"^\+:?\s*(?=\S)"), re.compile(r"^[-–—]:?\s*(?=\S)")),
    Style(re.compile(r"(?<=[^\s+])\s*\+$"), re.compile(r"(?<=[^\s-])\s*[-–—]$")),
    Style(re.compile(rf"^{_WORDS}\s*(?=\S)", re.IGNORECASE)),
    Style(re.compile(rf"(?<=\S)\s*{_WORDS}$", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The answers without their marks, and the places of the right ones."""

    options: tuple[Said, ...]
    keys: frozenset[int]


def marked(options: Sequence[Said], style: Style) -> Marked | None:
    """What a style makes of the answers of a question; None where it marks none or all of them."""
    keys = frozenset(place for place, option in enumerate(options) if _has(option, style.right))
    others = [option for place, option in enumerate(options) if place not in keys and option]
    if not keys or not others:
        return None
    wrong = style.wrong if style.wrong and any(_has(option, style.wrong) for option in others) else None
    if wrong and not all(_has(option, wrong) for option in others):
        return None
    bare = (_without(option, style.right if place in keys else wrong) for place, option in enumerate(options))
    return Marked(tuple(bare), keys)


def style_of(questions: Sequence[Sequence[Said]]) -> Style | None:
    """The one style that these questions are marked in: that of most of them, None where none is."""
    counts = [sum(marked(options, style) is not None for options in questions) for style in STYLES]
    most = max(counts)
    return STYLES[counts.index(most)] if most and counts.count(most) == 1 else None


def _has(option: Said, sign: re.Pattern[str]) -> bool:
    return any(sign.search(part) for part in option.parts())


def _without(option: Said, sign: re.Pattern[str] | None) -> Said:
    return Said(*(sign.sub("", part, count=1) for part in option.parts())) if sign else option
