"""Histories of several PCs become one (R-24.1, R-24.2): the same everywhere, nothing lost, no approval taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from question_bank.merge import Contradiction, Settled, Told, new_of, next_tick, settled, unbroken
from question_bank.workflow import Act, FourEyes, NotAllowed, Person, Role, State, Step, fold, may

ALL = frozenset(Role)
POLICY = FourEyes()
PEOPLE = [Person(name, name, ALL) for name in ("asel", "bakyt", "chynara", "daniyar")]


class Line:
    """Steps of one version, written down by hand: `n.pc.act` numbers them per PC."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    def add(self, pc: str, act: Act, by: str, content: str = "", over: str = "", tick: int = 0) -> "Line":
        """One more step of that PC; its tick follows what stands before unless given."""
        seq = 1 + sum(told.pc == pc for told in self.told)
        known = tick or next_tick(told.step for told in self.told)
        number = "7" if act is Act.APPROVED else ""
        step = Step(act, "S1-0001", 1, by, 1000 + len(self.told), content or over, number, "", "", over, known)
        self.told.append(Told(pc, seq, step))
        return self

    def settle(self, pinned: str = "", policy: FourEyes = POLICY) -> Settled:
        """What they come to."""
        return settled(self.told, policy, pinned)


def reviewed() -> Line:
    """A version that PC 1 wrote and sent, and whose content x was reviewed."""
    line = Line().add("1", Act.CREATED, "asel", "x")
    return line.add("1", Act.SENT, "asel", over="x").add("1", Act.REVIEWED, "bakyt", over="x")


def approved() -> Line:
    """The same, approved at PC 1."""
    return reviewed().add("1", Act.APPROVED, "chynara", over="x")


def places(found: Settled) -> set[tuple[str, int]]:
    """Places of the steps that did not count."""
    return set(found.unapplied)


def test_a_history_of_one_pc_comes_to_what_the_workflow_says() -> None:
    line = (
        Line()
        .add("1", Act.CREATED, "asel", "x")
        .add("1", Act.EDITED, "daniyar", "y", "x")
        .add("1", Act.SENT, "asel", over="y")
        .add("1", Act.RETURNED, "bakyt", over="y")
        .add("1", Act.EDITED, "asel", "x", "y")
        .add("1", Act.SENT, "asel", over="x")
        .add("1", Act.REVIEWED, "bakyt", over="x")
        .add("1", Act.APPROVED, "chynara", over="x")
        .add("1", Act.RETIRED, "chynara", over="x")
    )
    for count in range(1, len(line.told) + 1):
        found = settled(line.told[:count], POLICY)
        assert found.standing == fold(told.step for told in line.told[:count])
        assert (places(found), found.aside) == (set(), {})


def test_steps_older_than_exchange_count_in_the_order_of_their_time() -> None:
    old = [
        Told("1", number, Step(act, "S1-0001", 1, by, number, "x"))
        for number, (act, by) in enumerate(
            [(Act.CREATED, "asel"), (Act.SENT, "asel"), (Act.REVIEWED, "bakyt"), (Act.APPROVED, "chynara")], 1
        )
    ]
    assert settled(reversed(old), POLICY).standing == fold(told.step for told in old)


def test_the_order_of_arrival_does_not_count() -> None:
    line = approved().add("2", Act.EDITED, "daniyar", "y", "x", tick=2).add("2", Act.SENT, "daniyar", over="y", tick=3)
    ends = {
        (repr(found.standing), found.unapplied) for way in permutations(line.told) for found in [settled(way, POLICY)]
    }
    assert len(ends) == 1


def test_of_two_edits_at_once_the_first_stays_and_the_other_is_set_aside() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x")
    line.add("1", Act.EDITED, "asel", "y", "x", tick=2).add("2", Act.EDITED, "bakyt", "z", "x", tick=2)
    line.add("2", Act.EDITED, "bakyt", "zz", "z", tick=3)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.standing.authors) == ("y", {"asel"})
    assert found.aside == {"2": "zz"}
    assert places(found) == {("2", 1), ("2", 2)}


def test_the_content_set_aside_is_taken_by_an_edit_and_the_conflict_is_over() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x")
    line.add("1", Act.EDITED, "asel", "y", "x", tick=2).add("2", Act.EDITED, "bakyt", "z", "x", tick=2)
    found = line.add("1", Act.EDITED, "asel", "z", "y").settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.aside) == ("z", {})


def test_our_content_is_kept_by_an_edit_that_leads_from_theirs_to_ours() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x")
    line.add("1", Act.EDITED, "asel", "y", "x", tick=2).add("2", Act.EDITED, "bakyt", "z", "x", tick=2)
    found = line.add("1", Act.EDITED, "asel", "y", "z").settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.aside, found.standing.state) == ("y", {}, State.DRAFT)
    kept = approved().add("2", Act.EDITED, "daniyar", "z", "x", tick=2).add("1", Act.EDITED, "asel", "x", "z").settle()
    assert kept.standing is not None
    assert (kept.standing.state, kept.aside, kept.standing.authors) == (State.APPROVED, {}, {"asel"})


def test_two_pcs_that_began_the_same_version_with_the_same_words_are_both_authors() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x", tick=1).add("2", Act.CREATED, "bakyt", "x", tick=1)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.authors, found.aside) == ({"asel", "bakyt"}, {})


def test_of_two_beginnings_with_other_words_the_first_stays() -> None:
    found = Line().add("1", Act.CREATED, "asel", "x", tick=1).add("2", Act.CREATED, "bakyt", "y", tick=1).settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.aside) == ("x", {"2": "y"})


def test_a_review_of_content_that_changed_meanwhile_is_kept_in_the_history_and_does_not_count() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    line.add("2", Act.RETURNED, "bakyt", over="x", tick=3).add("2", Act.EDITED, "asel", "y", "x", tick=4)
    line.add("2", Act.SENT, "asel", over="y", tick=5).add("1", Act.REVIEWED, "bakyt", over="x", tick=6)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.standing.reviewer) == ("y", "")
    assert places(found) == {("1", 3)}
    assert len(found.history) == len(line.told)


@pytest.mark.parametrize("act", [Act.SENT, Act.DISCARDED, Act.REVIEWED, Act.RETURNED, Act.RETIRED])
def test_an_act_that_does_not_fit_where_the_version_stands_does_not_count(act: Act) -> None:
    line = Line().add("1", Act.CREATED, "asel", "x")
    if act in (Act.SENT, Act.DISCARDED):
        line.add("1", Act.SENT, "asel", over="x")
    count = len(line.told)
    found = line.add("2", act, "daniyar", over="x").settle()
    assert places(found) == {("2", 1)}
    assert found.standing == fold(told.step for told in line.told[:count])


def test_R_24_2_a_review_by_the_author_does_not_count_whichever_pc_it_comes_from() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    assert places(line.add("2", Act.REVIEWED, "asel", over="x").settle()) == {("2", 1)}
    assert places(line.settle(policy=FourEyes(author_reviewer=False))) == set()


@pytest.mark.parametrize(("reviewer", "approver"), [("bakyt", "bakyt"), ("bakyt", "asel")])
def test_R_24_2_an_approval_by_two_persons_does_not_count_from_any_pc(reviewer: str, approver: str) -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    line.add("1", Act.REVIEWED, reviewer, over="x").add("2", Act.APPROVED, approver, over="x")
    found = line.settle()
    assert found.standing is not None
    assert found.standing.state is State.IN_REVIEW
    assert places(found) == {("2", 1)}
    open_to_all = line.settle(policy=FourEyes(False, False, False)).standing
    assert open_to_all is not None
    assert open_to_all.state is State.APPROVED


def test_an_approval_without_review_or_of_unknown_content_does_not_count() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    assert places(line.add("2", Act.APPROVED, "chynara", over="x").settle()) == {("2", 1)}
    forged = line.add("2", Act.APPROVED, "chynara", over="never written").settle()
    assert places(forged) == {("2", 1), ("2", 2)}


def test_R_24_1_an_approval_is_not_taken_back_by_what_another_pc_did_without_knowing_of_it() -> None:
    line = (
        approved().add("2", Act.RETURNED, "bakyt", over="x", tick=3).add("2", Act.EDITED, "daniyar", "y", "x", tick=4)
    )
    line.add("2", Act.SENT, "daniyar", over="y", tick=5)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.state, found.standing.sha256) == (State.APPROVED, "x")
    assert (found.standing.authors, found.standing.reviewer) == ({"asel"}, "bakyt")
    assert found.aside == {"2": "y"}


def test_an_approval_stands_where_the_version_was_returned_and_changed_before_it_in_the_common_order() -> None:
    line = reviewed()
    line.add("2", Act.RETURNED, "bakyt", over="x").add("2", Act.EDITED, "daniyar", "y", "x")
    line.add("1", Act.APPROVED, "chynara", over="x", tick=6)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.state, found.standing.sha256, found.standing.authors) == (State.APPROVED, "x", {"asel"})
    assert found.aside == {"2": "y"}


def test_the_review_that_an_approval_stands_on_counts_and_a_return_that_it_did_not_know_of_does_not() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    line.add("1", Act.RETURNED, "bakyt", over="x").add("1", Act.SENT, "asel", over="x")
    line.add("2", Act.RETURNED, "bakyt", over="x", tick=5).add("2", Act.EDITED, "daniyar", "y", "x", tick=6)
    line.add("1", Act.REVIEWED, "bakyt", over="x", tick=5).add("1", Act.APPROVED, "chynara", over="x", tick=6)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.state, found.standing.reviewer) == (State.APPROVED, "bakyt")
    assert places(found) == {("2", 1)}
    assert found.aside == {"2": "y"}


def test_the_authors_of_an_approved_content_are_traced_back_over_every_edit() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.EDITED, "daniyar", "y", "x")
    line.add("1", Act.SENT, "asel", over="y").add("1", Act.REVIEWED, "bakyt", over="y")
    line.add("2", Act.RETURNED, "bakyt", over="y").add("1", Act.APPROVED, "chynara", over="y", tick=6)
    found = line.settle().standing
    assert found is not None
    assert (found.state, found.authors) == (State.APPROVED, {"asel", "daniyar"})


def test_of_two_approvals_of_other_contents_the_first_stands_and_the_other_is_set_aside() -> None:
    line = approved()
    line.add("2", Act.RETURNED, "bakyt", over="x", tick=3).add("2", Act.EDITED, "daniyar", "y", "x", tick=4)
    line.add("2", Act.SENT, "daniyar", over="y", tick=5).add("2", Act.REVIEWED, "bakyt", over="y", tick=6)
    line.add("2", Act.APPROVED, "chynara", over="y", tick=7)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.sha256, found.aside) == ("x", {"2": "y"})


def test_R_24_1_content_that_stands_approved_here_is_not_replaced_by_an_earlier_approval_of_another_pc() -> None:
    line = approved()
    line.add("2", Act.RETURNED, "bakyt", over="x", tick=3).add("2", Act.EDITED, "daniyar", "y", "x", tick=4)
    line.add("2", Act.SENT, "daniyar", over="y", tick=5).add("2", Act.REVIEWED, "bakyt", over="y", tick=6)
    line.add("2", Act.APPROVED, "chynara", over="y", tick=7)
    found = line.settle(pinned="y")
    assert found.standing is not None
    assert (found.standing.state, found.standing.sha256) == (State.APPROVED, "y")
    assert found.aside == {"1": "x"}
    assert ("1", 4) in places(found)


def test_R_24_2_a_pin_makes_no_approval_good_that_nobody_reviewed() -> None:
    line = Line().add("1", Act.CREATED, "asel", "x").add("1", Act.SENT, "asel", over="x")
    line.add("2", Act.APPROVED, "chynara", over="x")
    found = line.settle(pinned="x").standing
    assert found is not None
    assert (found.state, found.approver) == (State.IN_REVIEW, "")


def test_a_second_approval_of_the_same_content_changes_nothing() -> None:
    line = approved().add("2", Act.APPROVED, "daniyar", over="x", tick=4)
    found = line.settle()
    assert found.standing is not None
    assert (found.standing.approver, found.aside) == ("chynara", {})
    assert places(found) == {("2", 1)}


def test_a_draft_discarded_here_and_approved_elsewhere_is_approved() -> None:
    found = reviewed()
    found.told[1] = replace(found.told[1], step=replace(found.told[1].step, act=Act.DISCARDED))
    found.add("2", Act.APPROVED, "chynara", over="x")
    standing = found.settle().standing
    assert standing is not None
    assert standing.state is State.APPROVED


def test_of_a_history_without_its_beginning_nothing_counts() -> None:
    found = Line().add("1", Act.SENT, "asel", over="x").settle()
    assert (found.standing, found.aside) == (None, {})
    assert places(found) == {("1", 1)}
    assert settled([], POLICY).standing is None


def test_an_edit_without_a_beginning_is_no_conflict() -> None:
    assert Line().add("1", Act.EDITED, "asel", "y", "x").settle().aside == {}


def test_steps_that_are_held_are_not_new_and_a_step_twice_is_one() -> None:
    one, two = approved().told[:2]
    assert new_of({one.place: one.step}, [two, one, two]) == (two,)


def test_another_step_under_a_number_that_is_taken_is_a_contradiction() -> None:
    one, two = approved().told[:2]
    other = replace(one, step=replace(one.step, by="daniyar"))
    for held, arrived in (({one.place: one.step}, [other]), ({}, [two, one, other])):
        with pytest.raises(Contradiction) as found:
            new_of(held, arrived)
        assert found.value.pc == "1"


@pytest.mark.parametrize(("numbers", "highest"), [([], 0), ([1, 2, 3], 3), ([3, 1, 5, 2], 3), ([2], 0)])
def test_a_pc_says_up_to_where_it_holds_everything(numbers: Sequence[int], highest: int) -> None:
    assert unbroken(numbers) == highest


# --- any number of PCs, any acts, any way of exchanging ---


@dataclass
class Pc:
    """A PC with one version of a question: what it holds, and what stood approved here."""

    name: str
    told: dict[tuple[str, int], Told] = field(default_factory=dict)
    taken: int = 0
    approved: str = ""

    def now(self) -> Settled:
        """What stands here."""
        found = settled(self.told.values(), POLICY, self.approved)
        if found.standing and found.standing.approver:
            assert self.approved in ("", found.standing.sha256)
            self.approved = found.standing.sha256
        return found

    def do(self, act: Act, person: Person, words: str, at_ms: int) -> None:
        """Try an act as the desk would: what the workflow refuses is not done."""
        standing = self.now().standing
        content, over = words, standing.sha256 if standing else ""
        if (standing is None) != (act is Act.CREATED):
            return
        if standing is not None:
            try:
                may(standing, act, person, POLICY, number="7", comment="why")
            except NotAllowed:
                return
            content = words if act is Act.EDITED else over
        tick = next_tick(told.step for told in self.told.values())
        self.taken += 1
        step = Step(act, "S1-0001", 1, person.id, at_ms, content, "7", "", "why", over, tick)
        self.told[self.name, self.taken] = Told(self.name, self.taken, step)

    def take_from(self, other: "Pc") -> None:
        """A bundle with everything."""
        held = {place: told.step for place, told in self.told.items()}
        for told in new_of(held, other.told.values()):
            self.told[told.place] = told


NUMBERS, PERSONS, WORDS = some.integers(0, 2), some.sampled_from(PEOPLE), some.sampled_from("xyz")
ACTS = some.tuples(NUMBERS, some.sampled_from(Act), PERSONS, WORDS, some.integers(0, 9))
MOVES = some.lists(some.one_of(ACTS, some.tuples(NUMBERS, NUMBERS)), max_size=40)


@settings(max_examples=300)
@given(MOVES, some.permutations([(a, b) for a in range(3) for b in range(3) if a != b]))
def test_pcs_that_exchanged_in_any_order_hold_the_same_and_lost_nothing(
    moves: list[tuple[Any, ...]], last: list[tuple[int, int]]
) -> None:
    pcs = [Pc("1"), Pc("2"), Pc("3")]
    for move in moves:
        if len(move) == 2:
            pcs[move[0]].take_from(pcs[move[1]])
        else:
            number, act, person, words, at_ms = move
            pcs[number].do(act, person, words, at_ms)
        for pc in pcs:
            pc.now()
    everything = {place for pc in pcs for place in pc.told}
    for one, other in [*last, *last]:
        pcs[one].take_from(pcs[other])
        pcs[one].take_from(pcs[other])
    assert all(set(pc.told) == everything for pc in pcs)
    pins = {pc.approved for pc in pcs} - {""}
    ends = [pc.now() for pc in pcs]
    if len(pins) < 2:
        assert all((end.standing, end.aside) == (ends[0].standing, ends[0].aside) for end in ends)
    else:
        assert all(end.aside for end in ends)  # approved here as one thing and there as another: both see it
