"""What sessions show of a question: how often it was asked, how often answered rightly, how hard it therefore is."""

from collections.abc import Iterable

from question_bank.model import EASIEST, HARDEST

LEAST_ASKED = 30
"""Below that the share of right answers says too little."""


def measured_weight(asked: int, right: int) -> int:
    """Difficulty in hundredths (100 all answered rightly, 500 nobody did), rounded; 0 for fewer than 30 askings."""
    if asked < LEAST_ASKED:
        return 0
    span = (HARDEST - EASIEST) * 100
    return EASIEST * 100 + (2 * span * (asked - right) + asked) // (2 * asked)


def tally(answers: Iterable[tuple[str, int, bool]]) -> tuple[tuple[str, int, int, int], ...]:
    """Question, version, times asked and times right, of (question, version, whether the answer was right)."""
    counts: dict[tuple[str, int], tuple[int, int]] = {}
    for question, version, is_right in answers:
        asked, right = counts.get((question, version), (0, 0))
        counts[question, version] = asked + 1, right + is_right
    return tuple((*key, *count) for key, count in sorted(counts.items()))
