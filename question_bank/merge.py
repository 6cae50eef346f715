"""What several PCs did to one version of a question, as one history. Pure; the same steps give the same end everywhere.

Every PC numbers its own steps; the bank is the union of them, and nothing in it is ever taken out. What counts is
decided by folding all steps of a version in one order (`in_order`), whatever order they arrived in:

- an edit counts only over the content that it was made from; what two PCs wrote at once is not mixed: the first stays,
  the other is set aside and shown;
- a review, a return, an approval count only for the content that the person saw;
- an approval is not taken back by what another PC did without knowing of it (R-24.1): what that PC wrote is set aside;
- content that stands here and was approved is never replaced by what comes from elsewhere (`pinned`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from question_bank.workflow import Act, FourEyes, Standing, State, Step, after

_DONE = frozenset({State.APPROVED, State.RETIRED})


class Contradiction(Exception):
    """Two different steps under one number of one PC: that PC was restored from an old copy, or somebody forged."""

    def __init__(self, pc: str) -> None:
        super().__init__(pc)
        self.pc = pc


@dataclass(frozen=True, slots=True)
class Told:
    """A step and where it was taken: it is number `seq` (from 1, without gaps) of all steps of the PC `pc`."""

    pc: str
    seq: int
    step: Step

    @property
    def place(self) -> tuple[str, int]:
        """The identity of a step among all PCs."""
        return self.pc, self.seq


@dataclass(frozen=True)
class Settled:
    """A version's history and what it comes to. `unapplied`: places of steps that did not count when they met the
    others. `aside`: PC -> hash of the content that it wrote last and that does not stand."""

    standing: Standing | None
    history: tuple[Told, ...]
    unapplied: frozenset[tuple[str, int]] = frozenset()
    aside: Mapping[str, str] = field(default_factory=dict)


def in_order(steps: Iterable[Told]) -> tuple[Told, ...]:
    """Steps of one version, what a PC knew of always before what it did then; ties by time, then by PC."""
    return tuple(sorted(steps, key=lambda told: (told.step.tick, told.step.at_ms, told.pc, told.seq)))


def next_tick(steps: Iterable[Step]) -> int:
    """The tick of the next step of a version whose known steps these are."""
    return 1 + max((step.tick for step in steps), default=0)


def new_of(held: Mapping[tuple[str, int], Step], arrived: Iterable[Told]) -> tuple[Told, ...]:
    """What of `arrived` is not held yet, by PC and number. Raises Contradiction."""
    new: dict[tuple[str, int], Told] = {}
    for told in arrived:
        known = held.get(told.place) or (new[told.place].step if told.place in new else None)
        if known is None:
            new[told.place] = told
        elif known != told.step:
            raise Contradiction(told.pc)
    return tuple(new[place] for place in sorted(new))


def unbroken(numbers: Iterable[int]) -> int:
    """The highest n of which 1 to n are all there: what a PC tells others that it holds of one PC."""
    there = set(numbers)
    highest = 0
    while highest + 1 in there:
        highest += 1
    return highest


def settled(steps: Iterable[Told], policy: FourEyes, pinned: str = "") -> Settled:
    """The end of all steps of one version, in any order. `pinned`: hash of the content that stands here, where an
    approval names it: no other content can be approved in its place.

    Of a history without its beginning nothing counts.
    """
    history = in_order(steps)
    fold = _Fold(history, policy, pinned)
    for told in history:
        fold.take(told)
    aside = {pc: sha256 for pc, sha256 in fold.aside.items() if fold.standing and sha256 != fold.standing.sha256}
    return Settled(fold.standing, history, frozenset(fold.unapplied), aside)


class _Fold:
    def __init__(self, history: Sequence[Told], policy: FourEyes, pinned: str) -> None:
        self._history, self._policy, self._pinned = history, policy, pinned
        self.standing: Standing | None = None
        self.unapplied: set[tuple[str, int]] = set()
        self.aside: dict[str, str] = {}
        self._writer = ""  # the PC whose content stands

    def take(self, told: Told) -> None:
        step, standing = told.step, self.standing
        if standing is None:
            if step.act is Act.CREATED:
                self._stand(after(None, step), told)
            else:
                self.unapplied.add(told.place)
        elif step.act in (Act.CREATED, Act.EDITED):
            self._write(standing, told)
        elif step.act is Act.APPROVED:
            self._approve(standing, told)
        elif step.over in ("", standing.sha256) and self._fits(standing, step):
            self.standing = after(standing, step)
        else:
            self.unapplied.add(told.place)

    def _fits(self, standing: Standing, step: Step) -> bool:
        """Whether a version that stands so can take a step of that kind, from whichever PC."""
        match step.act:
            case Act.SENT | Act.DISCARDED:
                return standing.state is State.DRAFT
            case Act.REVIEWED:
                is_own = self._policy.author_reviewer and step.by in standing.authors
                return standing.state is State.IN_REVIEW and not is_own
            case Act.RETURNED:
                return standing.state is State.IN_REVIEW
            case _:
                return standing.state is State.APPROVED

    def _stand(self, standing: Standing, told: Told) -> None:
        self.standing = standing
        self._writer = told.pc

    def _write(self, standing: Standing, told: Told) -> None:
        step = told.step
        if step.sha256 == standing.sha256:
            self._join(standing, step)
        elif step.act is Act.EDITED and standing.state is State.DRAFT and step.over in ("", standing.sha256):
            self._stand(after(standing, step), told)
            self._forget(step.sha256)
        else:
            self.aside[told.pc] = step.sha256
            self.unapplied.add(told.place)

    def _join(self, standing: Standing, step: Step) -> None:
        """The same content from another side: who wrote it are authors, too, and the branch it was made over ends."""
        if step.over not in ("", standing.sha256):
            self._forget(step.over)
        if standing.state is State.DRAFT:
            self.standing = replace(standing, authors=standing.authors | {step.by})

    def _forget(self, sha256: str) -> None:
        self.aside = {pc: other for pc, other in self.aside.items() if other != sha256}

    def _approve(self, standing: Standing, told: Told) -> None:
        step = told.step
        content = step.over or standing.sha256
        is_first = standing.state not in _DONE or not standing.approver
        may_stand = self._pinned in ("", content)
        seen = self._seen(standing, content, told) if is_first and may_stand else None
        if seen is None:
            self.unapplied.add(told.place)
            if content != standing.sha256 or not may_stand:
                self.aside[told.pc] = content
            return
        if content != standing.sha256:
            self.aside[self._writer] = standing.sha256
        self._stand(after(seen, step), told)
        self._forget(content)

    def _seen(self, standing: Standing, content: str, told: Told) -> Standing | None:
        """What the approver had before them: content, who wrote it, who reviewed it; None where it cannot have been.

        Traced back from the approval: steps of other PCs that the approver's did not know of may stand in between.
        """
        step = told.step
        is_as_it_stands = content == standing.sha256 and standing.state is State.IN_REVIEW and standing.reviewer
        if is_as_it_stands and self._are_three(step.by, standing.reviewer, standing.authors):
            return standing
        before = self._history[: self._history.index(told)]
        authors = _authors(content, before)
        of_it = [one for one in before if one.step.over == content]
        reviews = (one for one in of_it if one.step.act is Act.REVIEWED)
        good = [review for review in reviews if self._are_three(step.by, review.step.by, authors)]
        if not authors or not good:
            return None
        self.unapplied.discard(good[-1].place)
        # The approver's PC did not know of them: else it would have needed a later review.
        self.unapplied |= {
            one.place for one in of_it if one.step.act is Act.RETURNED and one.step.tick >= good[-1].step.tick
        }
        return Standing(State.IN_REVIEW, authors, content, good[-1].step.by)

    def _are_three(self, approver: str, reviewer: str, authors: Collection[str]) -> bool:
        """Whether author, reviewer and approver differ where the policy says so, at whichever PC they sat (R-24.2)."""
        policy = self._policy
        return not (
            (policy.author_reviewer and reviewer in authors)
            or (policy.author_approver and approver in authors)
            or (policy.reviewer_approver and approver == reviewer)
        )


def _authors(content: str, steps: Iterable[Told]) -> frozenset[str]:
    """Who wrote that content, edit by edit back to its creation."""
    made: dict[str, list[Step]] = {}
    for told in steps:
        if told.step.act in (Act.CREATED, Act.EDITED):
            made.setdefault(told.step.sha256, []).append(told.step)
    authors: set[str] = set()
    wanted = [content]
    while wanted:
        for step in made.pop(wanted.pop(), ()):
            authors.add(step.by)
            wanted.append(step.over)
    return frozenset(authors)
