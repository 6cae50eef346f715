"""Registration of participants and their codes (art. 24 items 3 and 4)."""

from dataclasses import dataclass

from station.domain import codes
from station.domain import events as e
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate, Standing
from station.services.papers import next_number
from station.services.station import Station


@dataclass(frozen=True)
class IssuedCode:
    """A fresh code; it lives in this value and on the paper slip, nowhere else."""

    candidate: str
    slip: str
    code: str


def _expect(station: Station, candidate: str, *allowed: Standing) -> Candidate:
    """The candidate, if in one of these states. Raises SESSION_CLOSED: closed totals stand (R-24.10)."""
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    found = station.candidate(candidate)
    if found.standing not in allowed:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
    return found


def _reason(text: str) -> str:
    if not text.strip():
        raise StationError(Reason.REASON_NEEDED)
    return text.strip()


def mark_document_seen(station: Station, candidate: str) -> Candidate:
    """Came, and the signed-in employee checked the identity document (R-24.3)."""
    _expect(station, candidate, Standing.LISTED)
    station.record_staff(e.DocumentSeen(candidate, station.signed_in.id))
    return station.candidate(candidate)


def undo_document_seen(station: Station, candidate: str, reason: str) -> Candidate:
    """Take a wrong mark back, before a code was issued."""
    _expect(station, candidate, Standing.CAME)
    station.record_staff(e.DocumentSeenUndone(candidate, _reason(reason)))
    return station.candidate(candidate)


def mark_absent(station: Station, candidate: str) -> Candidate:
    """Did not come (R-24.3, R-24.10)."""
    _expect(station, candidate, Standing.LISTED)
    station.record_staff(e.MarkedAbsent(candidate))
    return station.candidate(candidate)


def undo_absence(station: Station, candidate: str, reason: str) -> Candidate:
    """Came after all."""
    _expect(station, candidate, Standing.ABSENT)
    station.record_staff(e.AbsenceUndone(candidate, _reason(reason)))
    return station.candidate(candidate)


def withdraw(station: Station, candidate: str, document: str) -> Candidate:
    """Took the candidacy back by application, before the test began (art. 30)."""
    found = _expect(station, candidate, Standing.LISTED, Standing.CAME, Standing.CODE_ISSUED, Standing.ADMITTED)
    happened: list[e.Event] = [e.Withdrawn(candidate, _reason(document))]
    if found.slip:
        happened.insert(0, e.CodeCancelled(candidate, found.slip, "withdrawn"))
    station.record_staff(*happened)
    return station.candidate(candidate)


def issue_code(station: Station, candidate: str, reason: str = "") -> IssuedCode:
    """A new code for a candidate who came and showed the document; an older one dies and then needs a reason (R-24.4).

    Raises NO_CONSENT (R-10.3), DOCUMENT_NOT_SEEN, SESSION_CLOSED, REASON_NEEDED, NOT_ALLOWED_NOW.
    """
    found = station.candidate(candidate)
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    if not found.consent:
        raise StationError(Reason.NO_CONSENT)
    if found.standing is Standing.LISTED:
        raise StationError(Reason.DOCUMENT_NOT_SEEN)
    new_paper = (
        found.attempt is not None and found.attempt.decision is not None and found.attempt.decision.way == "new_paper"
    )
    if not (new_paper and found.standing is Standing.INTERRUPTED):
        _expect(station, candidate, Standing.CAME, Standing.CODE_ISSUED, Standing.ADMITTED)
    slip = next_number(station, "T")
    code = _unused_code(station)
    verifier = codes.verifier(station.code_key, station.hall.session, station.name, code)
    happened: list[e.Event] = [e.CodeIssued(candidate, slip, verifier)]
    if found.slip:
        happened.insert(0, e.CodeCancelled(candidate, found.slip, _reason(reason)))
    station.record_staff(*happened)
    return IssuedCode(candidate, slip, code)


def _unused_code(station: Station) -> str:
    known = {code.verifier for code in station.hall.codes.values()}
    while True:
        code = codes.code_from(station.below(10**codes.RANDOM_DIGITS))
        if codes.verifier(station.code_key, station.hall.session, station.name, code) not in known:
            return code


def find(station: Station, text: str) -> list[Candidate]:
    """Candidates whose name or document holds `text`, in the list's order; everybody for an empty text."""
    wanted = text.casefold().replace(" ", "")
    return [candidate for candidate in station.hall.candidates.values() if wanted in _searchable(station, candidate.id)]


def _searchable(station: Station, candidate: str) -> str:
    person = station.person(candidate)
    return f"{person.full_name}|{person.series}{person.number}".casefold().replace(" ", "")
