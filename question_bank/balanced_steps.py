"""The two steps of a round: the first questions that fill every section with no two enemies among them, and the swaps
that bring their mean weight into the form's band."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

STEPS = 10_000
"""How many questions a search may take before it gives up; those it gives back count too."""


class Asked(Protocol):
    """A question of a section, with its difficulty in hundredths."""

    @property
    def id(self) -> str: ...

    @property
    def section(self) -> str: ...

    @property
    def weight(self) -> int: ...


Q = TypeVar("Q", bound=Asked)


class Line(Generic[Q]):
    """Questions in their order, made as far as somebody looks."""

    def __init__(self, source: Iterator[Q]) -> None:
        self._source = source
        self._made: list[Q] = []

    def __getitem__(self, place: int) -> Q:
        while place >= len(self._made):
            self._made.append(next(self._source))
        return self._made[place]


class Search(Generic[Q]):
    """Looks at one question after the other, section after section; takes it where it may, else passes on.

    A standing is hopeless when some section has fewer questions left (not looked at, no enemy of a taken one) than it
    still needs: then the latest question taken is given back and passed. `short` names the first that was short.
    """

    def __init__(
        self, counts: Mapping[str, int], present: Mapping[str, int], enemies: Mapping[str, Sequence[Q]]
    ) -> None:
        self._order = list(counts)
        self._need, self._free = dict(counts), dict(present)
        self._enemies = enemies
        self._barred: dict[str, int] = {}  # how many of the taken are its enemies
        self._looked_at: set[str] = set()
        self._log: list[tuple[Q, bool]] = []  # looked at, in order; whether it was taken
        self._taken: list[tuple[int, int, Q]] = []  # section, place in its line, question
        self.short = ""

    def first(self, lines: Mapping[str, Line[Q]]) -> tuple[Q, ...] | None:
        """The first full set in the order of the lines; None where there is none, or none within STEPS."""
        section, place, steps = 0, 0, 0
        while True:
            while section < len(self._order) and not self._need[self._order[section]]:
                section, place = section + 1, 0
            if section == len(self._order):
                return tuple(question for _section, _place, question in self._taken)
            question = lines[self._order[section]][place]
            if self._barred.get(question.id):
                self._look(question, is_taken=False)
            else:
                steps += 1
                if steps > STEPS:
                    return None
                self._take(section, place, question)
                while self._is_hopeless():
                    if not self._taken:
                        return None
                    section, place = self._pass_the_latest()
            place += 1

    def _take(self, section: int, place: int, question: Q) -> None:
        self._look(question, is_taken=True)
        self._need[question.section] -= 1
        self._taken.append((section, place, question))
        for enemy in self._enemies.get(question.id, ()):
            barred = self._barred[enemy.id] = self._barred.get(enemy.id, 0) + 1
            if barred == 1 and enemy.id not in self._looked_at:
                self._free[enemy.section] -= 1

    def _pass_the_latest(self) -> tuple[int, int]:
        """Give the latest question taken back, forget what was looked at since, and pass it; its section and place."""
        is_taken = False
        while not is_taken:
            looked, is_taken = self._log.pop()
            self._looked_at.discard(looked.id)
            self._free[looked.section] += not self._barred.get(looked.id)
        section, place, question = self._taken.pop()
        self._need[question.section] += 1
        for enemy in self._enemies.get(question.id, ()):
            self._barred[enemy.id] -= 1
            if not self._barred[enemy.id] and enemy.id not in self._looked_at:
                self._free[enemy.section] += 1
        self._look(question, is_taken=False)
        return section, place

    def _look(self, question: Q, *, is_taken: bool) -> None:
        self._looked_at.add(question.id)
        self._log.append((question, is_taken))
        self._free[question.section] -= not self._barred.get(question.id)

    def _is_hopeless(self) -> bool:
        for section, need in self._need.items():
            if self._free[section] < need:
                self.short = self.short or section
                return True
        return False


class Order(Protocol[Q]):
    """All questions in the order in which a round looks at them; the rank of one."""

    def __iter__(self) -> Iterator[Q]: ...

    def rank(self, question: Q, /) -> bytes: ...


def into_band(
    chosen: Iterable[Q], band: tuple[int, int], enemies: Mapping[str, Sequence[Q]], order: Order[Q]
) -> tuple[Q, ...] | None:
    """The chosen questions, swapped until the sum of their weights is within `band`; None where no swap helps any more.

    All questions are gone through in their order, again and again while that helps. One that is neither chosen nor an
    enemy of a chosen one comes for one of its section, if that brings the sum nearer to the band: for the one that
    leaves the sum nearest, among equals for the one of smallest rank.
    """
    paper = _Swapped(chosen, band, enemies)
    helped = True
    while paper.away and helped:
        helped = False
        for new in order:
            if paper.may_come(new) and (going := paper.best_for(new)):
                paper.swap(min(going, key=order.rank), new)
                helped = True
                if not paper.away:
                    break
    return None if paper.away else paper.questions


class _Swapped(Generic[Q]):
    """A paper whose questions are swapped; `away` is how far the sum of its weights is from the band."""

    def __init__(self, chosen: Iterable[Q], band: tuple[int, int], enemies: Mapping[str, Sequence[Q]]) -> None:
        self._band, self._enemies = band, enemies
        self._held = {question.id: question for question in chosen}
        self._barred: dict[str, int] = {}
        for question in self._held.values():
            self._bar(question, 1)
        self._weigh()

    @property
    def questions(self) -> tuple[Q, ...]:
        """The paper as it stands."""
        return tuple(self._held.values())

    def _bar(self, question: Q, change: int) -> None:
        for enemy in self._enemies.get(question.id, ()):
            self._barred[enemy.id] = self._barred.get(enemy.id, 0) + change

    def _weigh(self) -> None:
        self._sum = sum(question.weight for question in self._held.values())
        self.away = self._away(self._sum)
        self._useless: set[tuple[str, int]] = set()  # section and weight of newcomers that cannot help

    def _away(self, total: int) -> int:
        return max(0, self._band[0] - total, total - self._band[1])

    def may_come(self, new: Q) -> bool:
        """Nothing speaks against it, and none of its section and weight was found to be of no help."""
        is_useful = (new.section, new.weight) not in self._useless
        return is_useful and new.id not in self._held and not self._barred.get(new.id)

    def best_for(self, new: Q) -> list[Q]:
        """Those whose place it can take to the greatest use; empty where it is of none."""
        beside = [old for old in self._held.values() if old.section == new.section]
        left = [self._away(self._sum - old.weight + new.weight) for old in beside]
        if (nearest := min(left)) >= self.away:
            self._useless.add((new.section, new.weight))
            return []
        return [old for old, away in zip(beside, left, strict=True) if away == nearest]

    def swap(self, old: Q, new: Q) -> None:
        """One goes, one comes."""
        del self._held[old.id]
        self._held[new.id] = new
        self._bar(old, -1)
        self._bar(new, 1)
        self._weigh()
