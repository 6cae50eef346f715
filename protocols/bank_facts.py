"""What the papers of the question bank say, as values. They belong to no session: no header, no verification code.

The report is a working paper in its reader's language, its sentences come worded; the form sheet is bilingual, as all
papers that go out.
"""

from dataclasses import dataclass
from datetime import date, datetime

from protocols.shared import Act
from question_bank.model import Bilingual, Language


@dataclass(frozen=True, slots=True)
class LongestLine:
    """One language's share of questions whose longest option is the key, in per cent, and what chance gives."""

    language: Language
    share: int
    expected: int
    visibly: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Share of keys at an option's letter, in per cent, and what an even distribution gives."""

    letter: str
    share: int
    expected: int


@dataclass(frozen=True, slots=True)
class SectionLine:
    """Questions of a section by state."""

    id: str
    title: str
    draft: int
    in_review: int
    approved: int
    retired: int


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding: the question's id ("" for the bank's own), its stem in short, the sentence."""

    question: str
    stem: str
    words: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one check, with its weight in words; `total` counts those that are not printed too."""

    title: str
    weight: str
    lines: tuple[FindingLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BankReport:
    """The health of a bank on paper. `made_at` is the wall reading of the examination; `form` names the test form that
    the bank was held against, "" for none."""

    language: Language
    bank: str
    pc: str
    made_at: datetime
    by: str
    questions: int
    faults: int
    doubts: int
    hints: int
    longest: tuple[LongestLine, ...]
    places: tuple[PlaceLine, ...]
    sections: tuple[SectionLine, ...]
    groups: tuple[FindingGroup, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form; `minimum`: points that it must bring, 0 for none."""

    id: str
    title: Bilingual
    questions: int
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A test form on paper (R-22.1). A draft has no acts and no hash (64 hex digits). `band`: least and greatest mean
    difficulty of a paper, in hundredths. `day` is the day of the print."""

    id: str
    title: Bilingual
    bank: str
    day: date
    sections: tuple[FormSection, ...]
    points: int
    maximum: int
    minutes: int
    threshold: int
    order: tuple[Bilingual, ...]
    band: tuple[int, int] | None = None
    act: Act | None = None
    order_act: Act | None = None
    sha256: str = ""

    def __post_init__(self) -> None:
        if (self.act is None) != (self.order_act is None) or (self.act is None) != (not self.sha256):
            raise ValueError("acts and hash belong to an approved form, all of them")
