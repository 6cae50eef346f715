"""How many questions of which section a paper has, and whether a bank can fill it (R-21.2)."""

from collections.abc import Mapping

from question_bank.model import Bank


def shortages(bank: Bank, counts: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Sections with too few questions: section -> (needed, present)."""
    present = dict.fromkeys(counts, 0)
    for question in bank.questions.values():
        if question.section in present:
            present[question.section] += 1
    return {section: (need, present[section]) for section, need in counts.items() if present[section] < need}
