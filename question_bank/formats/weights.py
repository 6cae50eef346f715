"""Right answers by Moodle's weights in percent of a point; here a point is given whole or not at all (R-25.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from question_bank.formats.foreign import Fault, ForeignQuestion, Remark, remark
from question_bank.model import Kind

FULL = 100
_ALMOST = 99  # 3 x 33.33333 is a whole
WRONG = -100


@dataclass(frozen=True, slots=True)
class Weighed:
    """Kind and right answers of a choice, what is wrong with them, and whether parts of a point get lost."""

    kind: Kind
    keys: frozenset[int]
    wrong: Remark | None
    is_graded: bool

    def put(self, question: ForeignQuestion, is_all_or_nothing: bool) -> ForeignQuestion:
        """The question with them; one that its file marks as all or nothing loses nothing."""
        if self.wrong:
            return question.refusing(self.wrong.fault, **self.wrong.facts)
        made = replace(question, kind=self.kind, keys=self.keys)
        return made.noting(remark(Fault.PARTIAL_CREDIT)) if self.is_graded and not is_all_or_nothing else made


def weighed(kind: Kind, weights: Sequence[float]) -> Weighed:
    """What those weights mean. Of several, those with a whole point are right; without such, all that make up one."""
    positive = frozenset(place for place, weight in enumerate(weights) if weight > 0)
    full = frozenset(place for place in positive if weights[place] >= _ALMOST)
    wrong = None
    if kind is Kind.SINGLE and len(full) > 1:
        wrong = remark(Fault.TWO_KEYS, count=len(full))
    elif not full and (kind is Kind.SINGLE or sum(weights[place] for place in positive) < _ALMOST):
        wrong = remark(Fault.NO_KEY)
    is_graded = kind is Kind.MULTIPLE or any(0 < weight < _ALMOST or weight < 0 for weight in weights)
    return Weighed(kind, full or positive, wrong, is_graded)


def weights_of(kind: Kind, keys: Sequence[bool]) -> list[str]:
    """The weight of each option as Moodle writes it: a whole for the one right answer, else equal shares."""
    right = sum(keys)
    share = f"{FULL / right:.5f}".rstrip("0").rstrip(".") if right else "0"
    return [share if is_right else str(WRONG if kind is Kind.MULTIPLE else 0) for is_right in keys]
