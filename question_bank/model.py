"""What a question is: versions, options, sections, the bank. Pure values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_OPTIONS, MOST_OPTIONS = 2, 8
OPTION_LETTERS = "АБВГДЕЖЗ"
"""The letters of the options by their place on the screen, in both languages."""


class Language(StrEnum):
    """Languages of questions and documents; Kyrgyz is authoritative (Q-24)."""

    KY = "ky"
    RU = "ru"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages."""

    ky: str
    ru: str

    def __getitem__(self, language: Language | str) -> str:
        return self.ky if language == Language.KY else self.ru


NOTHING = Bilingual("", "")
"""No text in either language."""


class Kind(StrEnum):
    """How many options a candidate may choose. Both are scored all or nothing (R-25.4)."""

    SINGLE = "single"
    MULTIPLE = "multiple"


EASIEST, HARDEST = 1, 5
"""The author's estimate of a question's difficulty; 0 where nobody has given one."""

MIDDLE = 300
"""The difficulty, in hundredths, of a question that nobody has estimated or measured."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that formatted text names as `<img src="name">`: made safe before it came here.

    `media` is image/png or image/jpeg; `description` is what it shows, for readers who cannot see it.
    """

    name: str
    media: str
    data: bytes
    description: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Option:
    """An answer option; `id` is its identity for scoring, whatever its place on the screen."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """One immutable version of a question, in exactly one section (R-21.2). `key` holds option ids.

    `is_rich`: stem and options are HTML of `station.markup`'s subset, else plain text. `difficulty` is the author's
    estimate (1 easy to 5 hard, 0 none); `measured` what sessions showed, in hundredths of the same scale (0 none).
    `enemies` are ids of questions that must not stand in one paper with it. `notes` are for the commission only.
    """

    id: str
    version: int
    section: str
    stem: Bilingual
    options: tuple[Option, ...]
    key: frozenset[str]
    source: Bilingual
    kind: Kind = Kind.SINGLE
    is_rich: bool = False
    pictures: tuple[Picture, ...] = ()
    topic: str = ""
    difficulty: int = 0
    measured: int = 0
    enemies: frozenset[str] = frozenset()
    notes: Bilingual = NOTHING

    @property
    def weight(self) -> int:
        """What papers are balanced by: difficulty in hundredths (100 easy to 500 hard), measured before estimated."""
        return self.measured or self.difficulty * 100 or MIDDLE

    def option(self, option_id: str) -> Option:
        """The option of that id. Raises KeyError."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Section:
    """A knowledge domain of art. 21."""

    id: str
    title: Bilingual


_SECTION_ID = re.compile(r"[^\W_][\w\-]{0,19}")


def is_section_id(text: str) -> bool:
    """Letters, digits, "_" and "-": it stands in numbers of questions and in names of files, and leads to no folder."""
    return _SECTION_ID.fullmatch(text) is not None


@dataclass(frozen=True)
class Bank:
    """An approved release of the question bank (R-24.1, R-24.2)."""

    version: str
    approved_by_act: str
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
