"""The admitted list, registration and codes (arts. 19, 24)."""

from dataclasses import dataclass

from station.domain.events.base import Event


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
class CodeRefused(Event):
    """The code tried at `seat` was right, only its candidate may not come in now: that try was no guess (R-24.8)."""

    seat: str
    slip: str
    reason: str


@dataclass(frozen=True)
class SeatUnlocked(Event):
    """The lock after too many wrong codes was lifted."""

    seat: str
    staff: str
