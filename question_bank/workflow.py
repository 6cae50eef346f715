"""The life of a question's version: draft, in review, approved, retired; who may do what, and who may not be whom.

R-24.1, R-24.2: an approved version is never edited in place, a new version is written instead; author, reviewer and
approver are three persons where the policy says so; an approval carries the number and date of its act.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a version stands; only an approved one enters a paper."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETIRED = "retired"


class Role(StrEnum):
    """What a member of the bank's staff may do; one person may have several."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    CUSTODIAN = "custodian"


class Act(StrEnum):
    """What happens to a version."""

    CREATED = "created"  # a new question, or a new version of one
    EDITED = "edited"
    SENT = "sent"  # to review
    REVIEWED = "reviewed"  # the reviewer has no objection; it goes to the approver
    RETURNED = "returned"  # back to the author, with a comment
    APPROVED = "approved"  # by an act with number and date
    RETIRED = "retired"  # with a reason; it stays in the bank
    DISCARDED = "discarded"  # a draft that nobody ever approved is taken away


class Why(StrEnum):
    """Why an act is refused; the values are those of the station's reasons."""

    ROLE = "bank_role"  # facts: role
    STATE = "bank_state"  # facts: state, act
    SAME_PERSON = "bank_same_person"  # facts: person
    ACT_NUMBER = "bank_act_number"
    COMMENT = "bank_comment"
    NOT_REVIEWED = "bank_not_reviewed"


class NotAllowed(Exception):
    """The act is refused; `why` and the facts that its sentence names."""

    def __init__(self, why: Why, **facts: str) -> None:
        super().__init__(why.value, facts)
        self.why = why
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the bank's staff."""

    id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class FourEyes:
    """The policy: which two of author, reviewer and approver must differ (R-24.2); by default all."""

    author_reviewer: bool = True
    author_approver: bool = True
    reviewer_approver: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One act in a version's history. `at_ms`: wall clock, UTC. `number`, `date` (ISO): the approving act's.

    `sha256`: the content after the act; `over`: the content it was done to, "" for a creation. `tick`: 1 more than the
    highest among the steps of this version that its PC knew then, so that PCs put steps of each other in one order
    whatever their clocks say (`question_bank.merge`); 0 in files that are older than exchange.
    """

    act: Act
    question: str
    version: int
    by: str
    at_ms: int
    sha256: str = ""
    number: str = ""
    date: str = ""
    comment: str = ""
    over: str = ""
    tick: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a version stands now: `authors` wrote it, `sha256` is what was last written."""

    state: State
    authors: frozenset[str]
    sha256: str = ""
    reviewer: str = ""
    approver: str = ""
    number: str = ""
    date: str = ""


ROLE_OF: dict[Act, Role] = {
    Act.CREATED: Role.AUTHOR,
    Act.EDITED: Role.AUTHOR,
    Act.SENT: Role.AUTHOR,
    Act.DISCARDED: Role.AUTHOR,
    Act.REVIEWED: Role.REVIEWER,
    Act.RETURNED: Role.REVIEWER,
    Act.APPROVED: Role.APPROVER,
    Act.RETIRED: Role.APPROVER,
}
"""Who does it; an approver may return a version as well."""

_FROM: dict[Act, frozenset[State]] = {
    Act.EDITED: frozenset({State.DRAFT}),
    Act.SENT: frozenset({State.DRAFT}),
    Act.DISCARDED: frozenset({State.DRAFT}),
    Act.REVIEWED: frozenset({State.IN_REVIEW}),
    Act.RETURNED: frozenset({State.IN_REVIEW}),
    Act.APPROVED: frozenset({State.IN_REVIEW}),
    Act.RETIRED: frozenset({State.APPROVED}),
}


def after(standing: Standing | None, step: Step) -> Standing:
    """The standing that a step leads to, whoever took it: history is folded, not judged."""
    match step.act:
        case Act.CREATED:
            # Whoever wrote it before stays an author of it: taking away and writing anew clears nobody.
            before = standing.authors if standing is not None else frozenset()
            return Standing(State.DRAFT, before | {step.by}, step.sha256)
        case _ if standing is None:
            raise ValueError(f"{step.act} of a version that nobody created")
        case Act.EDITED:
            return replace(standing, authors=standing.authors | {step.by}, sha256=step.sha256, reviewer="")
        case Act.SENT:
            return replace(standing, state=State.IN_REVIEW, reviewer="")
        case Act.REVIEWED:
            return replace(standing, reviewer=step.by)
        case Act.RETURNED:
            return replace(standing, state=State.DRAFT, reviewer="")
        case Act.APPROVED:
            return replace(standing, state=State.APPROVED, approver=step.by, number=step.number, date=step.date)
        case _:  # retired, or a draft discarded: neither comes back
            return replace(standing, state=State.RETIRED)


def fold(steps: Iterable[Step]) -> Standing | None:
    """The standing after a version's whole history; None where it has none."""
    standing = None
    for step in steps:
        standing = after(standing, step)
    return standing


def may(standing: Standing, act: Act, person: Person, policy: FourEyes, *, number: str = "", comment: str = "") -> None:
    """Raises NotAllowed unless `person` may do `act` to a version that stands so.

    Order of the checks: role, state, persons, review, act number, comment. An author takes back what nobody has
    reviewed yet without giving a reason: that is RETURNED, too.
    """
    is_author = person.id in standing.authors
    is_taken_back = act is Act.RETURNED and is_author and Role.AUTHOR in person.roles and not standing.reviewer
    allowed = {Role.REVIEWER, Role.APPROVER} if act is Act.RETURNED else {ROLE_OF[act]}
    if not person.roles & allowed and not is_taken_back:
        raise NotAllowed(Why.ROLE, role=ROLE_OF[act].value)
    if standing.state not in _FROM.get(act, frozenset()) or (act is Act.REVIEWED and standing.reviewer):
        raise NotAllowed(Why.STATE, state=standing.state.value, act=act.value)
    if act is Act.REVIEWED and policy.author_reviewer and is_author:
        raise NotAllowed(Why.SAME_PERSON, person=person.name)
    if act is Act.APPROVED:
        if (policy.author_approver and is_author) or (policy.reviewer_approver and person.id == standing.reviewer):
            raise NotAllowed(Why.SAME_PERSON, person=person.name)
        if not standing.reviewer:
            raise NotAllowed(Why.NOT_REVIEWED)
        if not number.strip():
            raise NotAllowed(Why.ACT_NUMBER)
    if act in (Act.RETURNED, Act.RETIRED) and not comment.strip() and not is_taken_back:
        raise NotAllowed(Why.COMMENT)


UNDONE_BY: dict[Act, tuple[Act, ...]] = {
    Act.CREATED: (Act.DISCARDED,),
    Act.EDITED: (Act.EDITED,),  # with the former content
    Act.SENT: (Act.RETURNED,),
    Act.REVIEWED: (Act.RETURNED, Act.SENT),  # in review again, as if nobody had looked
    Act.RETURNED: (Act.SENT,),
}
"""The steps by which whoever did an act takes it back, as long as nobody has done anything to that version since.

An approval stands in an act with number and date, a retirement has its reason, a discarded draft is gone: none of them
is undone.
"""
