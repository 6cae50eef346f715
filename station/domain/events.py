"""What happened, past tense, each kind explained once. Stored for years: a kind is never renamed, a field never reused.

Bodies are canonical JSON of the fields; `kind` is the class name in snake_case, `VERSION` grows when fields change.
Times are never fields of their own where the entry already tells them; `used_ms` is the test time consumed so far.
Personal data stands only in `sealed` fields, under a key per person (security c6, c10).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from station.domain.journal import canonical

PaperRow = tuple[str, int, tuple[str, ...]]  # question id, version, option ids in the order shown


@dataclass(frozen=True)
class Event:
    """Base of all events."""

    VERSION: ClassVar[int] = 1

    @classmethod
    def kind(cls) -> str:
        """The stored name."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def body(self) -> str:
        """Canonical JSON of the fields."""
        return canonical({field.name: getattr(self, field.name) for field in fields(self)})


# --- the station and its staff ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SessionCreated(Event):
    """The session's fixed frame: form, order of conduct, threshold (art. 22), place and organiser (R-5.2).

    `settings` holds names and numbers shown on documents; `form` is the whole content of the approved form package.
    `earlier` names codes of earlier sessions on this machine: (session, code key hex, station, verifiers).
    """

    session: str
    settings: Mapping[str, Any]
    form: Mapping[str, Any]
    form_sha256: str
    bank: Mapping[str, Any]
    policy: Mapping[str, Any]
    earlier: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class QuestionFrozen(Event):
    """An immutable snapshot of one question version that the session can show."""

    question: Mapping[str, Any]


@dataclass(frozen=True)
class StaffEnrolled(Event):
    """A staff member got a slot in the keyring; `keyring_sha256` is the file's hash from then on."""

    staff: str
    name: str
    role: str
    keyring_sha256: str


@dataclass(frozen=True)
class StationStarted(Event):
    """The program was unlocked by `staff`, who confirmed the wall time (security c8)."""

    program: str
    libraries: Mapping[str, str]
    staff: str
    confirmed_wall_ms: int


@dataclass(frozen=True)
class DataRecovered(Event):
    """The start healed the data: `what` is the store's name of the case, `entries` how many entries came back."""

    what: str
    entries: int
    kept: str


@dataclass(frozen=True)
class StaffSignedIn(Event):
    """A desk was opened with a passphrase."""

    staff: str


@dataclass(frozen=True)
class StaffSignInFailed(Event):
    """A passphrase was refused."""

    staff: str


@dataclass(frozen=True)
class DeskLocked(Event):
    """The desk was left; `how` is key or idle."""

    staff: str
    how: str


@dataclass(frozen=True)
class SessionOpened(Event):
    """Codes may start tests from now on (R-22.3). `second` is the other person of a shift outside the window."""

    staff: str
    second: str
    shift_act: str


@dataclass(frozen=True)
class SessionClosed(Event):
    """No test may start any more; the totals reconcile (R-24.10)."""

    staff: str
    totals: Mapping[str, int]


@dataclass(frozen=True)
class ClockJumped(Event):
    """System clock minus boot clock changed by `delta_ms`; no test and no deadline moved (security c8)."""

    delta_ms: int


@dataclass(frozen=True)
class BugRecorded(Event):
    """An error of ours stopped the screen; the text is the traceback's last line, without personal data."""

    text: str


@dataclass(frozen=True)
class BackupMade(Event):
    """An encrypted copy left the station."""

    sha256: str


@dataclass(frozen=True)
class BackupRestored(Event):
    """The data folder came back from a copy whose head was (`head_seq`, `head`)."""

    sha256: str
    head_seq: int
    head: str


# --- list, registration, codes (arts. 19, 24) ------------------------------------------------------------------------


@dataclass(frozen=True)
class ListAdmitted(Event):
    """An approved list was taken in (R-19.1)."""

    number: str
    date: str
    approver: str
    sha256: str
    vacancies: tuple[tuple[str, str, str, str], ...]  # id, post, organisation, budget level or ""
    candidates: int
    dropped_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class CandidateListed(Event):
    """One person of the list; name and document are sealed."""

    candidate: str
    list_number: str
    row: int
    vacancy: str
    language: str
    consent: bool
    sealed: str
    seat: str = ""


@dataclass(frozen=True)
class DocumentSeen(Event):
    """Came; the identity document was checked by `staff` (R-24.3)."""

    candidate: str
    staff: str


@dataclass(frozen=True)
class DocumentSeenUndone(Event):
    """The mark was wrong."""

    candidate: str
    reason: str


@dataclass(frozen=True)
class MarkedAbsent(Event):
    """Did not come."""

    candidate: str


@dataclass(frozen=True)
class AbsenceUndone(Event):
    """Came after all."""

    candidate: str
    reason: str


@dataclass(frozen=True)
class Withdrawn(Event):
    """Took the candidacy back by application (art. 30)."""

    candidate: str
    document: str


@dataclass(frozen=True)
class CodeIssued(Event):
    """A code for one candidate, session and station; only its keyed hash is kept (R-24.4)."""

    candidate: str
    slip: str
    verifier: str


@dataclass(frozen=True)
class CodeCancelled(Event):
    """The code of `slip` is dead: reissue, "this is not me", or the session closed."""

    candidate: str
    slip: str
    reason: str


@dataclass(frozen=True)
class CodeTried(Event):
    """A well-typed code is about to be compared at `seat`; written first, so a reboot frees nobody (c5)."""

    seat: str


@dataclass(frozen=True)
class SeatUnlocked(Event):
    """The lock after too many wrong codes was lifted."""

    seat: str
    staff: str


# --- an attempt ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Admitted(Event):
    """The candidate's code was right (first entry or after a break)."""

    candidate: str
    slip: str
    seat: str


@dataclass(frozen=True)
class IdentityConfirmed(Event):
    """ "This is me" (R-24.9)."""

    candidate: str


@dataclass(frozen=True)
class IdentityRefused(Event):
    """ "This is not me": the code is cancelled and staff called."""

    candidate: str
    slip: str


@dataclass(frozen=True)
class RulesAcknowledged(Event):
    """The approved order of conduct was shown and accepted (R-22.5)."""

    candidate: str
    act: str
    sha256: str


@dataclass(frozen=True)
class AttemptStarted(Event):
    """The paper as drawn: question versions and option order by identity, with the rule that will score it."""

    candidate: str
    number: int
    paper: tuple[PaperRow, ...]
    language: str
    budget_ms: int
    threshold: int
    points: int
    rule: int


@dataclass(frozen=True)
class AttemptEvent(Event):
    """Something within an attempt, `used_ms` of test time after its start."""

    candidate: str
    used_ms: int


@dataclass(frozen=True)
class QuestionShown(AttemptEvent):
    """This question stands on the screen."""

    question: str


@dataclass(frozen=True)
class OptionSet(AttemptEvent):
    """The answer is now these options."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class OptionCleared(AttemptEvent):
    """The answer was taken back."""

    question: str


@dataclass(frozen=True)
class FlagSet(AttemptEvent):
    """Marked to come back to, or unmarked."""

    question: str
    on: bool


@dataclass(frozen=True)
class RemarkMade(AttemptEvent):
    """The candidate's remark on a question; an empty text takes it back."""

    question: str
    text: str


@dataclass(frozen=True)
class LanguageChanged(AttemptEvent):
    """The candidate reads on in this language."""

    language: str


@dataclass(frozen=True)
class ViewChanged(AttemptEvent):
    """Font size (percent), contrast and window (pixels) of the candidate's screen."""

    font_percent: int
    high_contrast: bool
    width: int
    height: int


@dataclass(frozen=True)
class Paused(AttemptEvent):
    """The clock stands; the question is covered."""

    reason: str


@dataclass(frozen=True)
class ResumeAllowed(AttemptEvent):
    """The proctor confirmed the candidate after a stop of the station; `second` is the other person after a long one.

    The clock starts only when the candidate has entered the code again.
    """

    second: str = ""


@dataclass(frozen=True)
class Resumed(AttemptEvent):
    """The test goes on with the time it had."""


@dataclass(frozen=True)
class HeartbeatGap(AttemptEvent):
    """The program was not running for about `gap_ms`; that time is not charged (R-24.5)."""

    gap_ms: int


@dataclass(frozen=True)
class TimeExtended(AttemptEvent):
    """Minutes were added by two persons under an act."""

    added_ms: int
    act: str
    second: str


@dataclass(frozen=True)
class Interrupted(AttemptEvent):
    """Stopped without a verdict; `ground` is incident, illness or removal (R-24.11, Q-23)."""

    ground: str
    reason: str
    act: str


@dataclass(frozen=True)
class InterruptionDecided(AttemptEvent):
    """The numbered decision: resume, new_paper or score (R-24.11)."""

    number: str
    reason: str
    way: str


@dataclass(frozen=True)
class Finished(AttemptEvent):
    """No answer changes any more; `how` is candidate, time or decision."""

    how: str


@dataclass(frozen=True)
class Scored(AttemptEvent):
    """The score, in one commit with Finished. `sections`: (id, asked, correct, points)."""

    score: int
    maximum: int
    threshold: int
    meets: bool
    sections: tuple[tuple[str, int, int, int], ...]
    rule: int


@dataclass(frozen=True)
class ResultShown(Event):
    """The score stood on the candidate's screen for the first time; the appeal hour runs from here (R-25.3)."""

    candidate: str


@dataclass(frozen=True)
class ResultShownAgain(Event):
    """Staff showed the result once more."""

    candidate: str


# --- documents -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DocumentMade(Event):
    """A numbered document: the hash of what it says and of its PDF. `subject` is a candidate id, an incident's number
    or ""; it was made of the journal up to `head_seq`, and prints `made_ms` (legal, a full minute) as its time."""

    document: str
    number: str
    subject: str
    record_sha256: str
    pdf_sha256: str
    head_seq: int
    head: str
    made_ms: int


@dataclass(frozen=True)
class DocumentPrinted(Event):
    """Sent to a printer's queue or saved as a file; copy 0 is the original, n the n-th marked copy (R-26.2)."""

    number: str
    target: str
    copy: int
    job: str
    reason: str = ""


@dataclass(frozen=True)
class PrintFailed(Event):
    """The printer refused; the document stands and can be printed later."""

    number: str
    target: str


@dataclass(frozen=True)
class NumberCancelled(Event):
    """A spoilt document number: the row has no gaps."""

    number: str
    reason: str


@dataclass(frozen=True)
class ProtocolHandedOver(Event):
    """The candidate took the paper (R-24.7)."""

    candidate: str
    number: str


@dataclass(frozen=True)
class IncidentRecorded(Event):
    """An incident act (document 12); `facts` holds its fields, persons by candidate id."""

    number: str
    facts: Mapping[str, Any]


def _concrete(base: type[Event]) -> list[type[Event]]:
    found = []
    for sub in base.__subclasses__():
        found += _concrete(sub) or [sub]
    return found


KINDS: dict[str, type[Event]] = {cls.kind(): cls for cls in _concrete(Event)}


def event_of(kind: str, version: int, body: str) -> Event:
    """The event of a stored entry. Raises ValueError for a kind or version this program does not know."""
    cls = KINDS.get(kind)
    if cls is None or version > cls.VERSION:
        raise ValueError(f"unknown event {kind} version {version}")
    return cls(**{name: _frozen(value) for name, value in json.loads(body).items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value
