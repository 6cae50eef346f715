"""What a question is: versions, options, sections, the bank. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Option:
    """An answer option; `id` is its identity for scoring, whatever its place on the screen."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """One immutable version of a question, in exactly one section (R-21.2). `key` holds option ids."""

    id: str
    version: int
    section: str
    stem: Bilingual
    options: tuple[Option, ...]
    key: frozenset[str]
    source: Bilingual

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


@dataclass(frozen=True)
class Bank:
    """An approved release of the question bank (R-24.1, R-24.2)."""

    version: str
    approved_by_act: str
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
