"""The life of a version: who may do what, and that no way leads around four eyes (R-24.1, R-24.2)."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.workflow import (
    ROLE_OF,
    UNDONE_BY,
    Act,
    FourEyes,
    NotAllowed,
    Person,
    Role,
    Standing,
    State,
    Step,
    Why,
    after,
    fold,
    may,
)

AUTHOR = Person("a", "Author", frozenset({Role.AUTHOR}))
REVIEWER = Person("r", "Reviewer", frozenset({Role.REVIEWER}))
APPROVER = Person("p", "Approver", frozenset({Role.APPROVER}))
EVERYTHING = Person("e", "Everything", frozenset(Role))
ALL = FourEyes()
NONE = FourEyes(author_reviewer=False, author_approver=False, reviewer_approver=False)


def step(act: Act, by: Person = AUTHOR, sha256: str = "1", **more: str) -> Step:
    """One act on the only version."""
    return Step(act, "S1-0001", 1, by.id, 0, sha256, **more)


def standing(*acts: tuple[Act, Person]) -> Standing:
    """Where a version stands after these acts."""
    found = fold(step(act, by) for act, by in acts)
    assert found is not None
    return found


DRAFT = standing((Act.CREATED, AUTHOR))
SENT = standing((Act.CREATED, AUTHOR), (Act.SENT, AUTHOR))
REVIEWED = standing((Act.CREATED, AUTHOR), (Act.SENT, AUTHOR), (Act.REVIEWED, REVIEWER))
APPROVED = after(REVIEWED, step(Act.APPROVED, APPROVER, number="115", date="2026-10-01"))


def why(found: Standing, act: Act, person: Person, policy: FourEyes = ALL, **said: str) -> Why | None:
    """Why an act is refused, None where it is allowed."""
    try:
        may(found, act, person, policy, **said)
    except NotAllowed as refused:
        return refused.why
    return None


def test_a_version_goes_from_draft_through_review_to_approval_and_out_of_use() -> None:
    assert Standing(State.DRAFT, frozenset({"a"}), "1") == DRAFT
    assert SENT.state is State.IN_REVIEW
    assert REVIEWED.reviewer == "r"
    assert Standing(State.APPROVED, frozenset({"a"}), "1", "r", "p", "115", "2026-10-01") == APPROVED
    assert after(APPROVED, step(Act.RETIRED, APPROVER)).state is State.RETIRED


def test_a_version_that_nobody_created_has_no_history() -> None:
    assert fold([]) is None
    with pytest.raises(ValueError):
        fold([step(Act.SENT)])


def test_a_return_makes_a_draft_again_and_forgets_the_review() -> None:
    returned = after(REVIEWED, step(Act.RETURNED, APPROVER, comment="ката"))
    assert (returned.state, returned.reviewer) == (State.DRAFT, "")


def test_an_edit_adds_an_author_and_new_content_is_reviewed_anew() -> None:
    edited = after(DRAFT, step(Act.EDITED, EVERYTHING, "2"))
    assert (edited.authors, edited.sha256, edited.reviewer) == (frozenset("ae"), "2", "")


def test_R_24_2_writing_a_discarded_version_anew_does_not_clear_its_author() -> None:
    gone = after(DRAFT, step(Act.DISCARDED))
    assert gone.state is State.RETIRED
    assert after(gone, step(Act.CREATED, EVERYTHING)).authors == {"a", "e"}


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.CREATED])
def test_every_act_needs_its_role(act: Act) -> None:
    wrong = Person("x", "X", frozenset(Role) - {ROLE_OF[act], Role.REVIEWER, Role.APPROVER})
    assert why(SENT, act, wrong) is Why.ROLE


def test_an_approver_may_return_as_well() -> None:
    assert why(REVIEWED, Act.RETURNED, APPROVER, comment="ката") is None


def test_an_author_takes_back_what_nobody_has_reviewed() -> None:
    assert why(SENT, Act.RETURNED, AUTHOR) is None
    assert why(REVIEWED, Act.RETURNED, AUTHOR) is Why.ROLE
    assert why(SENT, Act.RETURNED, Person("b", "B", frozenset({Role.AUTHOR}))) is Why.ROLE
    assert why(SENT, Act.RETURNED, replace(AUTHOR, roles=frozenset({Role.CUSTODIAN}))) is Why.ROLE


ALLOWED_FROM = {
    Act.EDITED: {State.DRAFT},
    Act.SENT: {State.DRAFT},
    Act.DISCARDED: {State.DRAFT},
    Act.REVIEWED: {State.IN_REVIEW},
    Act.RETURNED: {State.IN_REVIEW},
    Act.APPROVED: {State.IN_REVIEW},
    Act.RETIRED: {State.APPROVED},
    Act.CREATED: set(),
}


@pytest.mark.parametrize(("act", "state"), list(itertools.product(Act, State)))
def test_R_24_1_every_act_has_the_states_from_which_it_is_done(act: Act, state: State) -> None:
    found = Standing(state, frozenset({"a"}), "1", "r" if act is Act.APPROVED else "")
    refused = why(found, act, EVERYTHING, NONE, number="1", comment="-")
    assert (refused is None) == (state in ALLOWED_FROM[act])
    assert refused in (None, Why.STATE)


def test_what_is_reviewed_is_not_reviewed_once_more() -> None:
    assert why(REVIEWED, Act.REVIEWED, EVERYTHING) is Why.STATE


def test_R_24_2_author_reviewer_and_approver_differ_as_the_policy_says() -> None:
    own = standing((Act.CREATED, EVERYTHING), (Act.SENT, EVERYTHING))
    assert why(own, Act.REVIEWED, EVERYTHING) is Why.SAME_PERSON
    assert why(own, Act.REVIEWED, EVERYTHING, NONE) is None
    reviewed = after(own, step(Act.REVIEWED, REVIEWER))
    assert why(reviewed, Act.APPROVED, EVERYTHING, number="1") is Why.SAME_PERSON
    assert why(reviewed, Act.APPROVED, EVERYTHING, NONE, number="1") is None
    by_approver = after(own, step(Act.REVIEWED, APPROVER))
    assert why(by_approver, Act.APPROVED, APPROVER, number="1") is Why.SAME_PERSON
    assert why(by_approver, Act.APPROVED, APPROVER, replace(ALL, reviewer_approver=False), number="1") is None


def test_R_24_2_an_approval_needs_a_review_and_the_number_of_its_act() -> None:
    assert why(SENT, Act.APPROVED, APPROVER, number="1") is Why.NOT_REVIEWED
    assert why(REVIEWED, Act.APPROVED, APPROVER, number="  ") is Why.ACT_NUMBER
    assert why(REVIEWED, Act.APPROVED, APPROVER, number="115") is None


@pytest.mark.parametrize(("found", "act"), [(SENT, Act.RETURNED), (APPROVED, Act.RETIRED)])
def test_returning_and_retiring_need_a_reason(found: Standing, act: Act) -> None:
    assert why(found, act, replace(EVERYTHING, id="z"), comment=" ") is Why.COMMENT
    assert why(found, act, replace(EVERYTHING, id="z"), comment="ката") is None


def test_approvals_retirements_and_discards_are_never_undone() -> None:
    assert not UNDONE_BY.keys() & {Act.APPROVED, Act.RETIRED, Act.DISCARDED}


PEOPLE = [
    Person(name, name, frozenset(roles))
    for name, roles in (
        ("anna", {Role.AUTHOR}),
        ("bek", {Role.AUTHOR, Role.REVIEWER}),
        ("chyngyz", {Role.REVIEWER, Role.APPROVER}),
        ("dina", set(Role)),
        ("emil", set(Role)),
    )
]
ATTEMPTS = st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(PEOPLE), st.booleans()), max_size=40)


@given(ATTEMPTS)
def test_R_24_2_no_row_of_allowed_acts_lets_one_person_write_and_approve(
    attempts: list[tuple[Act, Person, bool]],
) -> None:
    """Undoing is tried, too: whoever did the last act takes it back by the steps that `UNDONE_BY` names."""
    history = [step(Act.CREATED, PEOPLE[0], "0")]
    contents: dict[str, set[str]] = {"0": {"anna"}}
    for number, (act, person, is_undo) in enumerate(attempts, 1):
        found = fold(history)
        assert found is not None
        last = history[-1]
        if is_undo and last.by == person.id and last.act in UNDONE_BY:
            history += [step(one, person, found.sha256) for one in UNDONE_BY[last.act]]
        elif why(found, act, person, number="1", comment="-") is None:
            sha256 = str(number) if act is Act.EDITED else found.sha256
            if act is Act.EDITED:
                contents[sha256] = contents[found.sha256] | {person.id}
            history.append(step(act, person, sha256))
    for at, one in enumerate(history):
        if one.act is Act.APPROVED:
            approved = fold(history[: at + 1])
            assert approved is not None
            writers = contents[approved.sha256]
            assert approved.authors >= writers
            assert approved.approver not in writers | {approved.reviewer}
            assert approved.reviewer not in writers | {""}


@given(ATTEMPTS)
def test_R_24_1_approved_content_never_changes(attempts: list[tuple[Act, Person, bool]]) -> None:
    found, approved = standing((Act.CREATED, PEOPLE[0])), None
    for number, (act, person, _) in enumerate(attempts):
        if why(found, act, person, number="1", comment="-") is None:
            found = after(found, step(act, person, str(number) if act is Act.EDITED else found.sha256))
        if found.state is State.APPROVED and approved is None:
            approved = found.sha256
        assert approved in (None, found.sha256)
        assert approved is None or found.state in (State.APPROVED, State.RETIRED)
