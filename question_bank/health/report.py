"""What an examination of the bank says: findings, each with its check and its weight, and the bank's figures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Check(StrEnum):
    """Every kind of finding. `what` in a finding's facts tells its variants apart."""

    # what: no_text, few_options, many_options, empty_option, no_key, key_unknown, several_keys; facts: count or options
    UNFINISHED = "unfinished"
    MISSING_TRANSLATION = "missing_translation"  # what: missing, same; facts: stem (0 or 1), options (letters)
    PARITY_OPTIONS = "parity_options"  # facts: ky, ru (how many have a text), options (letters)
    PARITY_NUMBERS = "parity_numbers"  # facts: place, ky, ru (numbers that only that language has)
    PARITY_NEGATION = "parity_negation"  # facts: place, word; language: the one that denies
    DUPLICATE_OPTIONS = "duplicate_options"  # what: equal, alike; facts: options
    NEAR_DUPLICATE = "near_duplicate"  # what: question, enemy; facts: other, per_cent
    LONGEST_IS_KEY = "longest_is_key"  # of a question; facts: key, next (letters); of the bank: share, expected
    KEY_POSITIONS = "key_positions"  # of the bank; facts: option (letter), share, expected
    ALL_OF_ABOVE = "all_of_above"  # what: all, none, others; facts: option
    CUE_WORDS = "cue_words"  # what: key, distractors; facts: words
    KEY_ECHO = "key_echo"  # facts: words
    MISSING_SOURCE = "missing_source"
    DEAD_PICTURES = "dead_pictures"  # what: missing, unused, spoken; facts: picture
    UNKNOWN_SECTION = "unknown_section"  # facts: section
    ENEMIES = "enemies"  # what: unknown, one_sided, itself; facts: enemy
    NO_DIFFICULTY = "no_difficulty"
    FORM_SHORT = "form_short"  # of the bank; what: few, enemies (facts: section, needed, present), enemies_meet
    FORM_BAND = "form_band"  # of the bank; facts: low, high, least, most (hundredths)


class Severity(StrEnum):
    """How much a finding weighs: a fault must be mended, a doubt must be looked at, a hint may be."""

    FAULT = "fault"
    DOUBT = "doubt"
    HINT = "hint"


_DOUBTS = {
    (Check.MISSING_TRANSLATION, "same"),
    (Check.PARITY_NUMBERS, ""),
    (Check.PARITY_NEGATION, ""),
    (Check.DUPLICATE_OPTIONS, "alike"),
    (Check.NEAR_DUPLICATE, "question"),
    (Check.LONGEST_IS_KEY, "bank"),
    (Check.KEY_POSITIONS, ""),
    (Check.ALL_OF_ABOVE, "all"),
    (Check.ALL_OF_ABOVE, "none"),
    (Check.ALL_OF_ABOVE, "others"),
    (Check.MISSING_SOURCE, ""),
    (Check.DEAD_PICTURES, "unused"),
    (Check.DEAD_PICTURES, "spoken"),
    (Check.ENEMIES, "one_sided"),
}
_HINTS = {
    (Check.NEAR_DUPLICATE, "enemy"),
    (Check.LONGEST_IS_KEY, "question"),
    (Check.CUE_WORDS, "key"),
    (Check.CUE_WORDS, "distractors"),
    (Check.KEY_ECHO, ""),
    (Check.NO_DIFFICULTY, ""),
}


def severity_of(check: Check, what: str = "") -> Severity:
    """The weight of a variant of a check."""
    if (check, what) in _HINTS:
        return Severity.HINT
    return Severity.DOUBT if (check, what) in _DOUBTS else Severity.FAULT


Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `question` is "" where it is the bank's; `language` is "" where it is both languages'."""

    check: Check
    severity: Severity
    question: str = ""
    language: str = ""
    facts: Facts = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The variant of the check, "" where it has one only."""
        return str(self.facts.get("what", ""))


def found(check: Check, question: str = "", language: str = "", **facts: str | int) -> Finding:
    """The finding of these facts, its weight by the rule."""
    return Finding(check, severity_of(check, str(facts.get("what", ""))), question, language, facts)


@dataclass(frozen=True, slots=True)
class Longest:
    """How often the longest option is the key, in one language: of `counted` single-choice questions `longest`, of them
    `visibly` so; `expected` by chance, all counts. Shares in per cent, rounded down."""

    counted: int
    longest: int
    visibly: int
    expected: int

    @property
    def share(self) -> int:
        return share(self.longest, self.counted)

    @property
    def expected_share(self) -> int:
        return share(self.expected, self.counted)


@dataclass(frozen=True, slots=True)
class Place:
    """How many keys of single-choice questions stand in a place (0: the first), and how many would by chance."""

    place: int
    keys: int
    expected: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The bank in numbers. `sections`: section -> state -> questions, retired ones too, in the bank's order.
    `difficulties`: 0 (none) to 5 -> questions; a measured difficulty is counted at its rounded grade."""

    longest: Mapping[str, Longest] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    sections: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    difficulties: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The examination of `questions` questions that are not retired."""

    questions: int
    findings: tuple[Finding, ...]
    figures: Figures = Figures()

    def count(self, severity: Severity) -> int:
        """Findings of that weight."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def checks(self) -> dict[Check, int]:
        """Findings per check, in the order of the checks; checks without one are left out."""
        counts = Counter(finding.check for finding in self.findings)
        return {check: counts[check] for check in Check if counts[check]}


def share(part: int, whole: int) -> int:
    """Per cent, rounded down; 0 of nothing."""
    return 100 * part // whole if whole else 0


def finding_to(finding: Finding) -> dict[str, Any]:
    """The plain form of a finding."""
    return {
        "check": finding.check.value,
        "severity": finding.severity.value,
        "question": finding.question,
        "language": finding.language,
        "facts": dict(finding.facts),
    }


def finding_from(plain: Mapping[str, Any]) -> Finding:
    """The finding of its plain form. Raises KeyError or ValueError for another."""
    check, severity = Check(plain["check"]), Severity(plain["severity"])
    return Finding(check, severity, plain["question"], plain["language"], plain["facts"])


def figures_to(figures: Figures) -> dict[str, Any]:
    """The plain form of the figures."""
    return {
        "longest": {
            language: {
                "counted": item.counted,
                "longest": item.longest,
                "visibly": item.visibly,
                "expected": item.expected,
            }
            for language, item in figures.longest.items()
        },
        "places": [{"place": item.place, "keys": item.keys, "expected": item.expected} for item in figures.places],
        "sections": {section: dict(states) for section, states in figures.sections.items()},
        "difficulties": {str(grade): count for grade, count in figures.difficulties.items()},
    }


def figures_from(plain: Mapping[str, Any]) -> Figures:
    """The figures of their plain form. Raises KeyError, TypeError or ValueError for another."""
    return Figures(
        longest={language: Longest(**item) for language, item in plain["longest"].items()},
        places=tuple(Place(**item) for item in plain["places"]),
        sections=plain["sections"],
        difficulties={int(grade): count for grade, count in plain["difficulties"].items()},
    )
