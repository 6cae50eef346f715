"""Drawing a paper: questions per section and option order, from a seed and nothing else."""

from collections.abc import Iterable, Mapping
from random import Random

from question_bank.model import Question

PaperRow = tuple[str, int, tuple[str, ...]]


def draw_paper(questions: Iterable[Question], counts: Mapping[str, int], seed: int) -> tuple[PaperRow, ...]:
    """A paper with exactly `counts` questions per section (R-3.1): rows of id, version and option order.

    Sections stand one after the other in the order of `counts`; within a section questions and options are shuffled.
    The same questions, counts and seed give the same paper. Raises ValueError where a section has too few.
    """
    random = Random(seed)
    by_section: dict[str, list[Question]] = {section: [] for section in counts}
    for question in sorted(questions, key=lambda item: item.id):
        if question.section in by_section:
            by_section[question.section].append(question)
    return tuple(
        (
            question.id,
            question.version,
            tuple(random.sample([option.id for option in question.options], len(question.options))),
        )
        for section, count in counts.items()
        for question in random.sample(by_section[section], count)
    )
