"""Scores in integers, by option identity, never by position (R-6.1). Old rules stay: attempts name theirs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from question_bank.model import Question

RULE = 1  # the rule of every new attempt


@dataclass(frozen=True, slots=True)
class SectionScore:
    """Points of one section (R-21.3)."""

    section: str
    asked: int
    correct: int
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """The result of an attempt; `maximum` is what all right answers would give."""

    total: int
    maximum: int
    sections: tuple[SectionScore, ...]


def _all_or_nothing(question: Question, answer: frozenset[str] | None) -> bool:
    """Rule 1: single or multiple choice, all or nothing, unanswered scores 0 (R-25.4)."""
    return answer == question.key


RULES: dict[int, Callable[[Question, frozenset[str] | None], bool]] = {1: _all_or_nothing}
"""Whether an answer is right, by rule version; a rule is never taken out again, stored attempts name theirs."""


def score(paper: Sequence[Question], answers: Mapping[str, frozenset[str]], points: int, rule: int = RULE) -> Score:
    """The score of `answers` (question id -> option ids) over `paper`, `points` for each right answer.

    Raises ValueError for a rule this program does not know. Sections come by id.
    """
    if rule not in RULES:
        raise ValueError(f"unknown scoring rule {rule}")
    is_right = RULES[rule]
    asked: dict[str, int] = {}
    correct: dict[str, int] = {}
    for question in paper:
        asked[question.section] = asked.get(question.section, 0) + 1
        if is_right(question, answers.get(question.id)):
            correct[question.section] = correct.get(question.section, 0) + 1
    sections = tuple(
        SectionScore(section, asked[section], correct.get(section, 0), correct.get(section, 0) * points)
        for section in sorted(asked)
    )
    return Score(sum(part.points for part in sections), len(paper) * points, sections)


def meets(result: Score, threshold: int, minima: Mapping[str, int], inclusive: bool = True) -> bool:
    """Whether the score reaches the threshold (Q-1: the threshold itself passes) and every section minimum (Q-2)."""
    enough = result.total >= threshold if inclusive else result.total > threshold
    by_section = {part.section: part.points for part in result.sections}
    return enough and all(by_section.get(section, 0) >= minimum for section, minimum in minima.items())
