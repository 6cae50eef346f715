"""The rules of the technical appeal (arts. 33 to 36): pure decisions over values.

The appeal is technical: it finds out whether the points agree with the answers and the keys. Nobody types a score and
nobody changes a key here (Q-14).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from station.domain.attempt import Attempt, State
from station.domain.clock import Moment
from station.domain.deadlines import MINUTE_MS, appeal_until_ms
from station.domain.errors import Reason, StationError
from station.domain.events.appeal import AppealDecided, AppealFiled, CommissionApproved, ReviewOpened
from station.domain.policy import Policy

CHAIR, MEMBER = "chair", "member"
DECISIONS = ("unchanged", "corrected", "not_considered")
GROUNDS = ("late", "absent", "out_of_scope")
TOO_FEW, PROCTOR_OF_THE_HALL = "too_few", "proctor_of_the_hall"


@dataclass(frozen=True)
class Seat:
    """Somebody of the commission as the order names him; `role` is chair or member."""

    name: str
    role: str


@dataclass(frozen=True)
class Review:
    """One opening of the keys; `closed_at` None while they are on the screen."""

    opened: ReviewOpened
    opened_at: Moment
    closed_at: Moment | None = None


@dataclass(frozen=True)
class Appeal:
    """One application and what became of it; `filed_by`, `decided_by`: the employee at the desk."""

    filed: AppealFiled
    filed_at: Moment
    filed_by: str = ""
    reviews: tuple[Review, ...] = ()
    decided: AppealDecided | None = None
    decided_at: Moment | None = None
    decided_by: str = ""
    decided_seq: int = 0
    protocol: str = ""
    key_sheet: str = ""

    @property
    def number(self) -> str:
        """The application's number."""
        return self.filed.number

    @property
    def in_time(self) -> bool:
        """Whether it came within the hour; a late one was let in by the chair."""
        return not self.filed.admitted_by

    @property
    def review(self) -> Review | None:
        """The review whose keys are on the screen now."""
        last = self.reviews[-1] if self.reviews else None
        return last if last is not None and last.closed_at is None else None


@dataclass(frozen=True)
class Decision:
    """What the commission enters; the scores come from the recount (R-35.6)."""

    kind: str
    reason: str
    ground: str = ""
    votes_for: int = 0
    votes_against: int = 0
    separate_opinion: str = ""
    proposal: str = ""
    remarks: tuple[tuple[int, str, str], ...] = ()


# --- the commission --------------------------------------------------------------------------------------------------


def check_commission(order_number: str, order_date: str, seats: Sequence[Seat], policy: Policy) -> None:
    """R-34.1: an order with number and date, exactly one chair, no more people than the policy allows.

    Raises COMMISSION_INCOMPLETE (facts: field), COMMISSION_CHAIR, COMMISSION_TOO_LARGE (facts: limit).
    """
    if not order_number.strip():
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="order_number")
    try:
        date.fromisoformat(order_date)
    except ValueError:
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="order_date") from None
    if any(not seat.name.strip() for seat in seats):
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="name")
    if sum(seat.role == CHAIR for seat in seats) != 1:
        raise StationError(Reason.COMMISSION_CHAIR)
    if len(seats) < 2:
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="member")
    if len({_folded(seat.name) for seat in seats}) != len(seats):
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="twice")
    counted = len(seats) if policy.commission_limit_counts_chair else len(seats) - 1
    if counted > policy.commission_limit:
        raise StationError(Reason.COMMISSION_TOO_LARGE, limit=policy.commission_limit)


def doubts(seats: Sequence[Seat], proctors: Iterable[str], policy: Policy) -> tuple[str, ...]:
    """What speaks against the commission without forbidding it: fewer than three (Q-11), a proctor of this hall."""
    found = []
    if len(seats) < policy.commission_least:
        found.append(TOO_FEW)
    if {_folded(seat.name) for seat in seats} & {_folded(name) for name in proctors}:
        found.append(PROCTOR_OF_THE_HALL)
    return tuple(found)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


# --- the hour --------------------------------------------------------------------------------------------------------


def hour_ends_ms(attempt: Attempt, minutes: int) -> int | None:
    """The first moment that is too late, legal ms: the end of the printed minute (R-33.2); None before the result.

    The result's first display anchors it (R-25.3). One that nobody has been shown yet (scored by decision) counts
    from the finish; the display moves it on, so doubt goes to the candidate.
    """
    if attempt.state is not State.FINISHED or attempt.finished_at is None:
        return None
    shown = attempt.result_shown_at or attempt.finished_at
    return appeal_until_ms(shown.legal_ms, minutes) + MINUTE_MS


def check_filing(attempt: Attempt | None, appeals: Collection[Appeal], now_ms: int, minutes: int) -> None:
    """Whether this candidate may file now. Raises APPEAL_NO_RESULT, APPEAL_TWICE, APPEAL_LATE (facts: until).

    Passed and failed candidates alike (R-33.4). One application for one attempt.
    """
    ends = hour_ends_ms(attempt, minutes) if attempt is not None else None
    if attempt is None or ends is None:
        raise StationError(Reason.APPEAL_NO_RESULT)
    if any((appeal.filed.candidate, appeal.filed.attempt) == (attempt.candidate, attempt.number) for appeal in appeals):
        raise StationError(Reason.APPEAL_TWICE)
    if now_ms >= ends:
        raise StationError(Reason.APPEAL_LATE, until=ends - MINUTE_MS)


def keeps_open(attempts: Iterable[Attempt], appeals: Iterable[Appeal], now_ms: int, minutes: int) -> bool:
    """Whether the session must stay open: an hour runs or an application waits for its decision (R-27.3)."""
    ends = (hour_ends_ms(attempt, minutes) for attempt in attempts)
    return any(end is not None and now_ms < end for end in ends) or any(
        appeal.decided is None for appeal in appeals
    )


# --- the review ------------------------------------------------------------------------------------------------------


def check_attendance(
    commission: CommissionApproved, chair: str, member: str, present: Collection[str], absent: Mapping[str, str]
) -> None:
    """Who sits there: the chair and one member by passphrase, everybody else marked, absences with a reason (Q-11).

    Raises COMMISSION_NEEDED, ATTENDANCE_INCOMPLETE.
    """
    roles = {name: role for name, _full, role in commission.members}
    if roles.get(chair) != CHAIR or roles.get(member) != MEMBER:
        raise StationError(Reason.COMMISSION_NEEDED)
    if not {chair, member} <= set(present) or set(present) | set(absent) != set(roles) or set(present) & set(absent):
        raise StationError(Reason.ATTENDANCE_INCOMPLETE)
    if any(not reason.strip() for reason in absent.values()):
        raise StationError(Reason.ATTENDANCE_INCOMPLETE)


def check_decision(decision: Decision, present: int, candidate_present: bool, before: int, after: int) -> None:
    """Nothing that art. 35 asks may be missing (R-35.6); the recount says whether the score can change.

    Raises DECISION_INCOMPLETE (facts: field), DECISION_UNTRUE where decision and recount do not agree.
    """
    if decision.kind not in DECISIONS:
        raise StationError(Reason.DECISION_INCOMPLETE, field="decision")
    if not decision.reason.strip():
        raise StationError(Reason.DECISION_INCOMPLETE, field="reason")
    if (decision.ground in GROUNDS) != (decision.kind == "not_considered"):
        raise StationError(Reason.DECISION_INCOMPLETE, field="ground")
    votes = decision.votes_for + decision.votes_against
    if min(decision.votes_for, decision.votes_against) < 0 or not 0 < votes <= present:
        raise StationError(Reason.DECISION_INCOMPLETE, field="votes")
    if decision.votes_for < decision.votes_against:  # with equal votes the chair's decides
        raise StationError(Reason.DECISION_INCOMPLETE, field="majority")
    if decision.kind != "not_considered" and not candidate_present:
        raise StationError(Reason.KEY_WITHOUT_CANDIDATE)
    if (decision.kind == "corrected" and before == after) or (decision.kind == "unchanged" and before != after):
        raise StationError(Reason.DECISION_UNTRUE, before=before, after=after)


def keep_until(day: date, is_changed: bool, policy: Policy) -> date:
    """The last day on which the commission's materials must be kept (R-36.1; Q-19); 29 February counts as the 28th."""
    years = policy.materials_years_changed if is_changed else policy.materials_years
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)
