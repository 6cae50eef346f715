"""The whole session as the fold of its journal: everything the desk shows is derived here and may be thrown away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from question_bank.model import Question
from question_bank.package import question_from
from station.domain import events as e
from station.domain.appeal import Appeal, Review
from station.domain.attempt import Attempt, State, apply, started
from station.domain.clock import Moment
from station.domain.errors import Reason
from station.domain.form import TestForm, form_from
from station.domain.journal import Entry
from station.domain.policy import Policy, policy_from


class Standing(StrEnum):
    """A candidate's state, as the glossary names them."""

    LISTED = "listed"
    CAME = "came"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    CODE_ISSUED = "code_issued"
    ADMITTED = "admitted"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


_STANDING_OF = {
    State.RUNNING: Standing.IN_PROGRESS,
    State.PAUSED: Standing.PAUSED,
    State.SUSPENDED: Standing.PAUSED,
    State.INTERRUPTED: Standing.INTERRUPTED,
    State.FINISHED: Standing.FINISHED,
}


class CodeState(StrEnum):
    """What a code is still good for."""

    ISSUED = "issued"
    USED = "used"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Code:
    """An issued code, known by its keyed hash and its slip's number."""

    candidate: str
    slip: str
    verifier: str
    state: CodeState = CodeState.ISSUED


@dataclass(frozen=True)
class Candidate:
    """One listed person without personal data (that is sealed and opened by the services)."""

    id: str
    list_number: str
    row: int
    vacancy: str
    language: str
    consent: bool
    sealed: str
    came_at: Moment | None = None
    seen_by: str = ""
    absent: bool = False
    withdrawn: str = ""
    slip: str = ""
    seat: str = ""
    admitted_at: Moment | None = None
    confirmed: bool = False
    rules_read: bool = False
    attempt: Attempt | None = None
    earlier: tuple[Attempt, ...] = ()
    protocol: str = ""
    handed_over_at: Moment | None = None

    @property
    def standing(self) -> Standing:
        """The one state the desk shows."""
        if self.withdrawn:
            return Standing.WITHDRAWN
        if self.attempt is not None:
            return _STANDING_OF[self.attempt.state]
        if self.absent:
            return Standing.ABSENT
        if self.admitted_at is not None:
            return Standing.ADMITTED
        if self.slip:
            return Standing.CODE_ISSUED
        return Standing.CAME if self.came_at is not None else Standing.LISTED


@dataclass(frozen=True)
class Document:
    """A numbered document and what became of it."""

    kind: str
    number: str
    subject: str
    record_sha256: str
    pdf_sha256: str
    head_seq: int
    head: str
    made_ms: int
    made_at: Moment
    prints: int = 0
    copies: int = 0
    superseded_by: str = ""


@dataclass(frozen=True)
class Staff:
    """A staff member; roles are head (responsible person) and proctor."""

    id: str
    name: str
    role: str


@dataclass
class Hall:
    """Cache of the journal up to `seq`; only `fold` changes it."""

    seq: int = 0
    head: bytes = bytes(32)
    last_at: Moment | None = None
    session: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    form: TestForm | None = None
    policy: Policy | None = None
    bank: Mapping[str, Any] = field(default_factory=dict)
    earlier: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    opened_at: Moment | None = None
    closed_at: Moment | None = None
    questions: dict[tuple[str, int], Question] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    keyring_sha256: str = ""
    lists: list[e.ListAdmitted] = field(default_factory=list)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)  # by slip number
    tries: dict[str, tuple[Moment, ...]] = field(default_factory=dict)  # by seat: wrong codes in a row
    steps: dict[str, list[int]] = field(default_factory=dict)  # by candidate: the seqs of the attempt's entries
    about: dict[str, list[int]] = field(default_factory=dict)  # by candidate: the seqs of all entries that name him
    documents: dict[str, Document] = field(default_factory=dict)
    incidents: list[e.IncidentRecorded] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)  # highest running number per document kind
    spoilt: list[str] = field(default_factory=list)
    commission: e.CommissionApproved | None = None
    appeals: dict[str, Appeal] = field(default_factory=dict)  # by the application's number
    draw: e.DrawCommitted | None = None  # None: a session of an earlier release, its papers came from chance
    revealed: e.DrawRevealed | None = None
    papers: list[e.AttemptStarted] = field(default_factory=list)  # every paper, in the order in which they were drawn
    late_wishes: dict[str, Moment] = field(default_factory=dict)  # by candidate: the latest refusal for being late
    reissued: int = 0
    clock_jumps: int = 0

    def fold(self, entries: Iterable[Entry]) -> "Hall":
        """Take in the next entries, in order; returns itself."""
        for entry in entries:
            event = e.event_of(entry.kind, entry.version, entry.body)
            self._take(event, entry)
            of_slip = self.codes[event.slip].candidate if isinstance(event, e.CodeRefused) else ""
            if name := getattr(event, "candidate", of_slip):
                self.about.setdefault(name, []).append(entry.seq)
            self.seq, self.head, self.last_at = entry.seq, entry.hash, entry.at
        return self

    def question(self, name: str, version: int) -> Question:
        """The snapshot's question of that version."""
        return self.questions[name, version]

    def paper(self, attempt: Attempt) -> list[Question]:
        """The attempt's questions in its order, from the snapshot only."""
        return [self.question(row.question, row.version) for row in attempt.paper]

    def totals(self) -> dict[str, int]:
        """listed = finished + absent + not_started + withdrawn + interrupted + open (R-24.10); open is 0 at a close.

        Not started: came, and the test never began. Open: unmarked, or with a test under way.
        """
        counts = dict.fromkeys(("listed", "finished", "absent", "not_started", "withdrawn", "interrupted", "open"), 0)
        for candidate in self.candidates.values():
            counts["listed"] += 1
            match candidate.standing:
                case Standing.FINISHED | Standing.ABSENT | Standing.WITHDRAWN | Standing.INTERRUPTED:
                    counts[candidate.standing.value] += 1
                case Standing.CAME | Standing.CODE_ISSUED | Standing.ADMITTED:
                    counts["not_started"] += 1
                case _:
                    counts["open"] += 1
        return counts

    def running(self, seat: str) -> Candidate | None:
        """The candidate whose test is under way at `seat`, paused or not."""
        for candidate in self.candidates.values():
            if candidate.seat == seat and candidate.standing in (Standing.IN_PROGRESS, Standing.PAUSED):
                return candidate
        return None

    def code_of(self, candidate: str) -> Code | None:
        """The candidate's living code: issued or used, not cancelled."""
        code = self.codes.get(self.candidates[candidate].slip)
        return code if code is not None and code.state is not CodeState.CANCELLED else None

    def _change(self, candidate: str, **changes: Any) -> None:
        self.candidates[candidate] = replace(self.candidates[candidate], **changes)

    def _code(self, slip: str, state: CodeState) -> None:
        self.codes[slip] = replace(self.codes[slip], state=state)

    def _take(self, event: e.Event, entry: Entry) -> None:
        if isinstance(event, (e.AttemptStarted, e.AttemptEvent, e.ResultShown)):
            if isinstance(event, e.AttemptStarted):
                self.steps[event.candidate] = []
            self._take_attempt(event, entry.at)
            self.steps[event.candidate].append(entry.seq)
        elif not self._take_appeal(event, entry) and not any(
            take(event, entry.at) for take in (self._take_session, self._take_registration, self._take_code)
        ):
            self._take_document(event, entry.at)

    def _take_session(self, event: e.Event, at: Moment) -> bool:
        match event:
            case e.SessionCreated():
                self.session, self.settings, self.bank = event.session, event.settings, event.bank
                self.form, self.policy = form_from(event.form), policy_from(event.policy)
                self.earlier = event.earlier
            case e.DrawCommitted():
                self.draw = event
            case e.DrawRevealed():
                self.revealed = event
            case e.QuestionFrozen(question=plain):
                question = question_from(plain)
                self.questions[question.id, question.version] = question
            case e.StaffEnrolled():
                self.staff[event.staff] = Staff(event.staff, event.name, event.role)
                self.keyring_sha256 = event.keyring_sha256
            case e.SessionOpened():
                self.opened_at = at
            case e.SessionClosed():
                self.closed_at = at
            case e.ClockJumped():
                self.clock_jumps += 1
            case _:
                return False
        return True

    def _take_registration(self, event: e.Event, at: Moment) -> bool:
        match event:
            case e.ListAdmitted():
                self.lists.append(event)
            case e.CandidateListed():
                self.candidates[event.candidate] = Candidate(
                    event.candidate,
                    event.list_number,
                    event.row,
                    event.vacancy,
                    event.language,
                    event.consent,
                    event.sealed,
                    seat=event.seat,
                )
            case e.DocumentSeen():
                self._change(event.candidate, came_at=at, seen_by=event.staff, absent=False)
            case e.DocumentSeenUndone():
                self._change(event.candidate, came_at=None, seen_by="")
            case e.MarkedAbsent():
                self._change(event.candidate, absent=True)
            case e.AbsenceUndone():
                self._change(event.candidate, absent=False)
            case e.Withdrawn():
                self._change(event.candidate, withdrawn=event.document)
            case _:
                return False
        return True

    def _take_code(self, event: e.Event, at: Moment) -> bool:
        match event:
            case e.CodeIssued():
                self.reissued += any(code.candidate == event.candidate for code in self.codes.values())
                self.codes[event.slip] = Code(event.candidate, event.slip, event.verifier)
                self._change(event.candidate, slip=event.slip, admitted_at=None, confirmed=False)
                self._number(event.slip)
            case e.CodeCancelled() | e.IdentityRefused():
                self._code(event.slip, CodeState.CANCELLED)
                if self.candidates[event.candidate].slip == event.slip:
                    self._change(event.candidate, slip="", admitted_at=None)
            case e.CodeTried(seat=seat):
                self.tries[seat] = (*self.tries.get(seat, ()), at)
            case e.CodeRefused(seat=seat):
                self.tries[seat] = self.tries.get(seat, ())[:-1]
            case e.SeatUnlocked(seat=seat):
                self.tries.pop(seat, None)
            case e.Admitted(seat=seat):
                self.tries.pop(seat, None)
                self._change(event.candidate, admitted_at=at, seat=seat)
            case e.IdentityConfirmed():
                self._change(event.candidate, confirmed=True)
            case e.RulesAcknowledged():
                self._change(event.candidate, rules_read=True)
            case _:
                return False
        return True

    def _take_appeal(self, event: e.Event, entry: Entry) -> bool:
        at = entry.at
        match event:
            case e.CommissionApproved():
                self.commission = event
            case e.AppealRefused(candidate=candidate, why=Reason.APPEAL_LATE.value):
                self.late_wishes[candidate] = at
            case e.AppealFiled():
                self.appeals[event.number] = Appeal(event, at, entry.actor)
                self._number(event.number)
            case e.ReviewOpened():
                appeal = self.appeals[event.number]
                self._appeal(event.number, reviews=(*appeal.reviews, Review(event, at)))
            case e.ReviewClosed():
                *before, last = self.appeals[event.number].reviews
                self._appeal(event.number, reviews=(*before, replace(last, closed_at=at)))
            case e.AppealDecided():
                self._appeal(event.number, decided=event, decided_at=at, decided_by=entry.actor, decided_seq=entry.seq)
            case e.ReviewRefused():
                pass
            case _:
                return False
        return True

    def _appeal(self, number: str, **changes: Any) -> None:
        self.appeals[number] = replace(self.appeals[number], **changes)

    def _take_attempt(self, event: e.Event, at: Moment) -> None:
        if isinstance(event, e.AttemptStarted):
            self.papers.append(event)
            candidate = self.candidates[event.candidate]
            earlier = candidate.earlier + ((candidate.attempt,) if candidate.attempt else ())
            self._change(event.candidate, attempt=started(event, at), earlier=earlier)
            if candidate.slip:
                self._code(candidate.slip, CodeState.USED)
            return
        assert isinstance(event, (e.AttemptEvent, e.ResultShown))
        attempt = self.candidates[event.candidate].attempt
        if attempt is None:
            raise ValueError(f"{event.kind()} without an attempt")
        self._change(event.candidate, attempt=apply(attempt, event, at))

    def _take_document(self, event: e.Event, at: Moment) -> None:
        match event:
            case e.DocumentMade():
                self.documents[event.number] = Document(
                    event.document, event.number, event.subject, event.record_sha256, event.pdf_sha256,
                    event.head_seq, event.head, event.made_ms, at,
                )  # fmt: skip
                self._number(event.number)
                self._place(event)
            case e.DocumentPrinted(number=number) if number in self.documents:
                made = self.documents[number]
                copies = max(made.copies, event.copy)
                self.documents[number] = replace(made, prints=made.prints + 1, copies=copies)
            case e.NumberCancelled():
                self._number(event.number)
                self.spoilt.append(event.number)
            case e.ProtocolHandedOver():
                self._change(event.candidate, handed_over_at=at)
            case e.IncidentRecorded():
                self.incidents.append(event)
                self._number(event.number)
            case _:
                pass

    def _place(self, made: e.DocumentMade) -> None:
        """A candidate's newest protocol is the one in force; the commission's papers stand beside their appeal."""
        match made.document:
            case "protocol":
                if before := self.candidates[made.subject].protocol:
                    self.documents[before] = replace(self.documents[before], superseded_by=made.number)
                self._change(made.subject, protocol=made.number)
            case "appeal_protocol":
                self._appeal(made.subject, protocol=made.number)
            case "key_sheet":
                self._appeal(made.subject, key_sheet=made.number)
            case _:
                pass

    def _number(self, number: str) -> None:
        kind, running = number.split("-", 1)[0], int(number.rsplit("-", 1)[1])
        self.numbers[kind] = max(self.numbers.get(kind, 0), running)
