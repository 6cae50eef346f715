"""What happened, past tense, each kind explained once. Stored for years: a kind is never renamed, a field never reused.

Bodies are canonical JSON of the fields; `kind` is the class name in snake_case, `VERSION` grows when fields change.
Times are never fields of their own where the entry already tells them; `used_ms` is the test time consumed so far.
Personal data stands only in `sealed` fields, under a key per person (security c6, c10).
"""

import json
from typing import Any

from station.domain.events.appeal import (
    AppealDecided,
    AppealFiled,
    AppealRefused,
    CommissionApproved,
    ReviewClosed,
    ReviewOpened,
    ReviewRefused,
    ScoreCorrected,
)
from station.domain.events.base import (
    Event,
)
from station.domain.events.course import (
    Admitted,
    AttemptEvent,
    AttemptStarted,
    Finished,
    FlagSet,
    HeartbeatGap,
    IdentityConfirmed,
    IdentityRefused,
    Interrupted,
    InterruptionDecided,
    LanguageChanged,
    OptionCleared,
    OptionSet,
    PaperRow,
    Paused,
    QuestionShown,
    RemarkMade,
    ResultShown,
    ResultShownAgain,
    ResumeAllowed,
    Resumed,
    RulesAcknowledged,
    Scored,
    TimeExtended,
    ViewChanged,
)
from station.domain.events.documents import (
    DocumentMade,
    DocumentPrinted,
    IncidentRecorded,
    NumberCancelled,
    PrintFailed,
    ProtocolHandedOver,
)
from station.domain.events.registration import (
    AbsenceUndone,
    CandidateListed,
    CodeCancelled,
    CodeIssued,
    CodeRefused,
    CodeTried,
    DocumentSeen,
    DocumentSeenUndone,
    ListAdmitted,
    MarkedAbsent,
    SeatUnlocked,
    Withdrawn,
)
from station.domain.events.session import (
    BackupMade,
    BackupRestored,
    BugRecorded,
    ClockJumped,
    DataDecided,
    DataRecovered,
    DeskLocked,
    DrawCommitted,
    DrawRevealed,
    QuestionFrozen,
    SessionClosed,
    SessionCreated,
    SessionOpened,
    StaffEnrolled,
    StaffSignedIn,
    StaffSignInFailed,
    StationStarted,
)

__all__ = [
    "KINDS",
    "AbsenceUndone",
    "Admitted",
    "AppealDecided",
    "AppealFiled",
    "AppealRefused",
    "AttemptEvent",
    "AttemptStarted",
    "BackupMade",
    "BackupRestored",
    "BugRecorded",
    "CandidateListed",
    "ClockJumped",
    "CodeCancelled",
    "CodeIssued",
    "CodeRefused",
    "CodeTried",
    "CommissionApproved",
    "DataDecided",
    "DataRecovered",
    "DeskLocked",
    "DocumentMade",
    "DocumentPrinted",
    "DocumentSeen",
    "DocumentSeenUndone",
    "DrawCommitted",
    "DrawRevealed",
    "Event",
    "Finished",
    "FlagSet",
    "HeartbeatGap",
    "IdentityConfirmed",
    "IdentityRefused",
    "IncidentRecorded",
    "Interrupted",
    "InterruptionDecided",
    "LanguageChanged",
    "ListAdmitted",
    "MarkedAbsent",
    "NumberCancelled",
    "OptionCleared",
    "OptionSet",
    "PaperRow",
    "Paused",
    "PrintFailed",
    "ProtocolHandedOver",
    "QuestionFrozen",
    "QuestionShown",
    "RemarkMade",
    "ResultShown",
    "ResultShownAgain",
    "ResumeAllowed",
    "Resumed",
    "ReviewClosed",
    "ReviewOpened",
    "ReviewRefused",
    "RulesAcknowledged",
    "ScoreCorrected",
    "Scored",
    "SeatUnlocked",
    "SessionClosed",
    "SessionCreated",
    "SessionOpened",
    "StaffEnrolled",
    "StaffSignInFailed",
    "StaffSignedIn",
    "StationStarted",
    "TimeExtended",
    "UnknownEvent",
    "ViewChanged",
    "Withdrawn",
    "event_of",
]


def _concrete(base: type[Event]) -> list[type[Event]]:
    found = []
    for sub in base.__subclasses__():
        found += _concrete(sub) or [sub]
    return found


KINDS: dict[str, type[Event]] = {cls.kind(): cls for cls in _concrete(Event)}


class UnknownEvent(ValueError):
    """A kind or version of a newer program; `known` is the version this one knows, 0 for an unknown kind."""

    def __init__(self, kind: str, version: int, known: int) -> None:
        super().__init__(f"unknown event {kind} version {version}")
        self.version, self.known = version, known


def event_of(kind: str, version: int, body: str) -> Event:
    """The event of a stored entry. Raises UnknownEvent for a kind or version this program does not know."""
    cls = KINDS.get(kind)
    if cls is None or version > cls.VERSION:
        raise UnknownEvent(kind, version, cls.VERSION if cls else 0)
    return cls(**{name: _frozen(value) for name, value in json.loads(body).items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value
