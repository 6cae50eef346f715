"""What the papers say, as values. Documents are made from these and nothing else.

Times are legal time at the hall's own offset: what is printed is their wall reading.

Every facts object has `record()`, the paper's content as canonical JSON values; its SHA-256 gives the
verification code. Two things are left out of it: marks of a later print (the copy is a copy of the same
document) and the entry code on a slip (a hash of its ten free digits could be searched).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from protocols.appeal_facts import (
    AppealApplication,
    AppealCount,
    AppealDecision,
    AppealProtocol,
    AppealRemark,
    CommissionMember,
    KeyRow,
    KeySheet,
    NotConsidered,
)
from protocols.shared import (
    NOT_RECORDED,
    RECORDED_IF_SET,
    Act,
    ActKind,
    Facts,
    Header,
    ListAct,
    Marks,
    MaskedDocument,
    Person,
)
from question_bank.model import Bilingual, Language

__all__ = [
    "Act", "ActKind", "Affected", "AppealApplication", "AppealCount", "AppealDecision", "AppealProtocol",
    "AppealRemark", "AttendanceRow", "AttendanceSheet", "CandidateProtocol", "CodeSlip", "CommissionMember",
    "Ending", "Facts", "Ground", "Header", "IncidentAct", "IncidentDecision", "IncidentKind", "KeyRow",
    "KeySheet", "ListAct", "Marks", "MaskedDocument", "NotConsidered", "Person", "RowState", "SectionResult",
    "SummaryProtocol", "SummaryRow", "VacancyGround",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeSlip(Facts):
    """Document 1 (art. 24, item 4). `entry_code`: twelve digits; it is on the paper and nowhere else."""

    kind: ClassVar[str] = "code_slip"
    header: Header
    candidate: str
    vacancy: Bilingual
    starts_at: datetime
    hall: Bilingual
    seat: str
    entry_code: str = field(metadata=NOT_RECORDED)

    def __post_init__(self) -> None:
        if len(self.entry_code) != 12 or not (self.entry_code.isascii() and self.entry_code.isdigit()):
            raise ValueError("an entry code is twelve digits")


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person of the list. `arrived_at` set: came; `absent`: marked as not come; neither: not yet
    marked.
    """

    candidate: str
    document: str
    vacancy: Bilingual
    seat: str
    arrived_at: time | None = None
    absent: bool = False
    remark: str = ""

    def __post_init__(self) -> None:
        if self.absent and self.arrived_at is not None:
            raise ValueError("came and absent")


@dataclass(frozen=True, slots=True)
class AttendanceSheet(Facts):
    """Document 2 (art. 24, item 3): the only paper with full document numbers."""

    kind: ClassVar[str] = "attendance_sheet"
    header: Header
    lists: tuple[ListAct, ...]
    rows: tuple[AttendanceRow, ...]
    registrar: Person
    responsible: Person


class Ending(StrEnum):
    """How a test ended. BY_DECISION: interrupted, then scored as stored by a numbered decision (R-24.11)."""

    BY_CANDIDATE = "by_candidate"
    TIME_OVER = "time_over"
    BY_DECISION = "by_decision"


@dataclass(frozen=True, slots=True)
class SectionResult:
    """One row of the protocol's table (R-21.3)."""

    title: Bilingual
    questions: int
    correct: int
    points: int


@dataclass(frozen=True, slots=True)
class CandidateProtocol(Facts):
    """Document 3 (art. 26). `statement`: the one of R-26.1's two strings that applies, with its Russian line;
    `retake_from`: first day of renewed participation, only when not met (R-28.1). `replaces`: number of the
    protocol that it was issued instead of (R-26.3)."""

    kind: ClassVar[str] = "candidate_protocol"
    header: Header
    candidate: str
    document: MaskedDocument
    vacancy: Bilingual
    organisation: Bilingual
    language: Language
    started_at: datetime
    finished_at: datetime
    ending: Ending
    bank_version: str
    sections: tuple[SectionResult, ...]
    points: int
    max_points: int
    threshold: int
    meets: bool
    statement: Bilingual
    retake_from: date | None
    appeal_until: datetime
    responsible: Person
    decision: str = ""
    replaces: str = field(default="", metadata=RECORDED_IF_SET)

    def __post_init__(self) -> None:
        if sum(section.points for section in self.sections) != self.points:
            raise ValueError("sections do not add up")
        if (self.retake_from is None) != self.meets or (self.meets and self.points < self.threshold):
            raise ValueError("statement, points and bar contradict")
        if (self.ending is Ending.BY_DECISION) != bool(self.decision):
            raise ValueError("a decision ends a test only with its number")

    @property
    def score(self) -> str:
        return f"{self.points}/{self.max_points}"


class RowState(StrEnum):
    """States of a candidate at the close of a session (R-24.10)."""

    FINISHED = "finished"
    ABSENT = "absent"
    NOT_STARTED = "not_started"
    WITHDRAWN = "withdrawn"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One candidate in the summary. Points and verdict only for a finished test. `appeal`: number and
    decision.
    """

    candidate: str
    vacancy: Bilingual
    state: RowState
    protocol_number: str = ""
    points: int | None = None
    threshold: int | None = None
    meets: bool | None = None
    appeal: str = ""

    def __post_init__(self) -> None:
        values = (self.points, self.threshold, self.meets)
        if any((value is None) is (self.state is RowState.FINISHED) for value in values):
            raise ValueError("a finished test has points and a verdict, no other has")


class Ground(StrEnum):
    """Grounds of art. 30 that the station computes."""

    ALL_ABSENT = "all_absent"
    ALL_BELOW = "all_below"


@dataclass(frozen=True, slots=True)
class VacancyGround:
    """A vacancy to which art. 30 applies, and by which ground (R-30.1)."""

    vacancy: Bilingual
    ground: Ground


@dataclass(frozen=True, slots=True)
class SummaryProtocol(Facts):
    """Document 4. Counts are taken from the rows, so that they reconcile (R-24.10). `bank_sha256`: 64 hex
    digits, as the commitment of the papers' draw and, after the close, its seed; "" where there is none.
    """

    kind: ClassVar[str] = "summary_protocol"
    header: Header
    hall: Bilingual
    form: Bilingual
    threshold: int
    lists: tuple[ListAct, ...]
    started_at: datetime
    ended_at: datetime
    rows: tuple[SummaryRow, ...]
    responsible: Person
    software: str
    bank_version: str
    bank_sha256: str
    incident_acts: tuple[str, ...] = ()
    reissued_codes: int = 0
    spoilt_numbers: tuple[str, ...] = ()
    destroyed_slips: int = 0
    grounds: tuple[VacancyGround, ...] = ()
    proctors: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    draw_commitment: str = field(default="", metadata=RECORDED_IF_SET)
    draw_seed: str = field(default="", metadata=RECORDED_IF_SET)

    def count(self, state: RowState) -> int:
        """How many candidates ended in that state."""
        return sum(row.state is state for row in self.rows)


class IncidentKind(StrEnum):
    """Kinds of incidents."""

    POWER = "power"
    EQUIPMENT = "equipment"
    HEALTH = "health"
    ORDER = "order"
    CODE_REISSUED = "code_reissued"
    OTHER = "other"


class IncidentDecision(StrEnum):
    """What the responsible person decided."""

    CONTINUE = "continue"
    ANOTHER_SEAT = "another_seat"
    ANOTHER_DAY = "another_day"


@dataclass(frozen=True, slots=True)
class Affected:
    """A candidate whom an incident touched; remaining time in seconds before and after it, if known."""

    candidate: str
    seat: str
    remaining_before: int | None = None
    remaining_after: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentAct(Facts):
    """Document 12. Description and measures in the words of who drew it up; of health only the fact, no
    diagnosis. The act never changes a score. `entries`: journal entry numbers."""

    kind: ClassVar[str] = "incident_act"
    header: Header
    incident: IncidentKind
    started_at: datetime
    ended_at: datetime | None
    affected: tuple[Affected, ...]
    description: str
    measures: str
    entries: tuple[int, ...]
    author: Person
    responsible: Person
    decision: IncidentDecision | None = None
    decision_basis: str = ""
    witnesses: tuple[Person, ...] = ()
    signing_refused: bool = False
