"""What the papers of a technical appeal say, as values (arts. 33-36): application, protocol, key sheet."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from protocols.shared import Facts, Header, MaskedDocument, Person

MOST_MEMBERS = 5  # beside the chair, under the wider reading of art. 34


class AppealDecision(StrEnum):
    """What the commission decided."""

    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    NOT_CONSIDERED = "not_considered"


class NotConsidered(StrEnum):
    """Why an application was left without consideration."""

    LATE = "late"
    ABSENT = "absent"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class AppealApplication(Facts):
    """Document 7 (art. 33). `ground`: the candidate's words, none asked ("": lines to write on by hand).
    `until`: the last minute in which an application is in time. `admitted_reason`: why the chair let a late
    one in, else ""."""

    kind: ClassVar[str] = "appeal_application"
    header: Header
    chair: Person
    candidate: str
    document: MaskedDocument
    tested_on: date
    protocol: str
    points: int
    ground: str
    finished_at: datetime
    until: datetime
    filed_at: datetime
    in_time: bool
    admitted_reason: str
    receiver: Person

    def __post_init__(self) -> None:
        if not _minute(self.finished_at) <= _minute(self.filed_at):
            raise ValueError("filed before the test ended")
        if self.in_time != (_minute(self.filed_at) <= _minute(self.until)):
            raise ValueError("in time and the times contradict")
        if self.in_time and self.admitted_reason:
            raise ValueError("only a late application is let in with a reason")

    @property
    def score(self) -> str:
        return str(self.points)


@dataclass(frozen=True, slots=True)
class CommissionMember:
    """Chair or member of the commission; `absence`: the reason of one who is not present, if known."""

    name: str
    present: bool
    absence: str = ""

    def __post_init__(self) -> None:
        if self.present and self.absence:
            raise ValueError("present and absent")


@dataclass(frozen=True, slots=True)
class AppealCount:
    """The figures of an attempt as one scorer got them."""

    questions: int
    answered: int
    correct: int
    points: int
    meets: bool

    def __post_init__(self) -> None:
        if not 0 <= self.correct <= self.answered <= self.questions:
            raise ValueError("counts contradict")


@dataclass(frozen=True, slots=True)
class AppealRemark:
    """A remark of the candidate on one question, and what the commission found."""

    number: int
    candidate: str
    commission: str


@dataclass(frozen=True, slots=True)
class AppealProtocol(Facts):
    """Document 8 (art. 35). `presence_reason`: the chair's, if presence was marked without the code.
    `shown_from`, `shown_to`: None if no key was shown. `stored`, `recomputed`: None without a review.
    `entries`: length of the verified chain of the attempt, 0 if none was verified."""

    kind: ClassVar[str] = "appeal_protocol"
    header: Header
    order_number: str
    order_day: date
    chair: CommissionMember
    members: tuple[CommissionMember, ...]
    candidate: str
    candidate_present: bool
    presence_reason: str
    operator: Person
    application: str
    application_day: date
    filed_at: datetime
    shown_from: datetime | None
    shown_to: datetime | None
    stored: AppealCount | None
    recomputed: AppealCount | None
    entries: int
    remarks: tuple[AppealRemark, ...]
    decision: AppealDecision
    ground: NotConsidered | None
    before: int
    after: int
    reason: str
    proposal: str
    votes_for: int
    votes_against: int
    separate_opinion: str
    protocol: str
    new_protocol: str
    keep_until: date

    def __post_init__(self) -> None:
        self._check_presence()
        self._check_review()
        self._check_decision()

    def _check_presence(self) -> None:
        if len(self.members) > MOST_MEMBERS:
            raise ValueError("more members than art. 34 allows")
        present = sum(person.present for person in (self.chair, *self.members))
        if min(self.votes_for, self.votes_against) < 0 or self.votes_for + self.votes_against > present:
            raise ValueError("more votes than persons present")
        if self.presence_reason and not self.candidate_present:
            raise ValueError("a reason of presence for an absent candidate")
        if self.ground is NotConsidered.ABSENT and self.candidate_present:
            raise ValueError("present and absent")

    def _check_review(self) -> None:
        if (self.shown_from is None) != (self.shown_to is None):
            raise ValueError("a showing has a beginning and an end")
        if self.shown_from is not None and self.shown_to is not None:
            if not self.candidate_present:
                raise ValueError("keys are shown in the candidate's presence only")
            if self.shown_to < self.shown_from:
                raise ValueError("a showing ended before it began")
        if (self.stored is None) != (self.recomputed is None):
            raise ValueError("stored and recomputed figures come together")
        if self.stored is None and self.decision is not AppealDecision.NOT_CONSIDERED:
            raise ValueError("a decision on the score without a review")
        if self.stored is not None and self.stored.points != self.before:
            raise ValueError("the score before is not the stored one")

    def _check_decision(self) -> None:
        corrected = self.decision is AppealDecision.CORRECTED
        if corrected != (self.before != self.after):
            raise ValueError("decision and scores contradict")
        if corrected != bool(self.new_protocol):
            raise ValueError("a corrected score, and nothing else, has a new protocol")
        if (self.ground is not None) != (self.decision is AppealDecision.NOT_CONSIDERED):
            raise ValueError("decision and ground contradict")
        if not self.reason.strip():
            raise ValueError("a decision without its reason")

    @property
    def score(self) -> str:
        return f"{self.before}-{self.after}" if self.before != self.after else str(self.before)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One question of the sheet: its number in the test, code, section, answer and key as letters, points,
    time of the last change of the answer, whether answer and key match."""

    number: int
    question: str
    section: str
    answer: str
    key: str
    points: int
    changed_at: datetime | None
    matches: bool


@dataclass(frozen=True, slots=True)
class KeySheet(Facts):
    """Document 9, annex to document 8: answers against keys, for the commission only (Q-13). `key_sha256`:
    64 hex digits."""

    kind: ClassVar[str] = "key_sheet"
    header: Header
    attempt: str
    protocol: str
    application: str
    bank_version: str
    key_sha256: str
    rows: tuple[KeyRow, ...]
    points: int
    max_points: int
    chair: Person
    members: tuple[Person, ...]
    keep_until: date

    def __post_init__(self) -> None:
        if sum(row.points for row in self.rows) != self.points or self.points > self.max_points:
            raise ValueError("rows do not add up")
        if len({row.number for row in self.rows}) != len(self.rows):
            raise ValueError("a question twice")
        if len(self.key_sha256) != 64 or set(self.key_sha256) - set("0123456789abcdef"):
            raise ValueError("not a hash of the key")
        if len(self.members) > MOST_MEMBERS:
            raise ValueError("more members than art. 34 allows")

    @property
    def score(self) -> str:
        return f"{self.points}/{self.max_points}"


def _minute(at: datetime) -> datetime:
    """What paper shows of a time."""
    return at.replace(second=0, microsecond=0)
