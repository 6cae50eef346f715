"""Filing an appeal (art. 33): in person, within the hour, on the candidate's own code and paper."""

from collections.abc import Callable
from dataclasses import dataclass

from station import vault
from station.domain import appeal as rules
from station.domain import codes, limits
from station.domain import events as e
from station.domain.appeal import Appeal
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.domain.numbers import typed_verification_code, verification_code
from station.services import commission, exam, papers
from station.services.station import Station, must_be_printable

PROTOCOL, RECEIPT = "protocol", "receipt"


@dataclass(frozen=True)
class LateAdmission:
    """The chair lets a late application in, with a written reason (Q-3)."""

    passphrase: str
    reason: str


def file(
    station: Station,
    candidate: str,
    code: str,
    paper_code: str,
    ground: str = "",
    late: LateAdmission | None = None,
) -> Appeal:
    """Register the application of a candidate who stands at the desk and was recognised by his document (R-33.1).

    `code` are his own twelve digits, `paper_code` the verification code of his protocol or of his result screen: it
    finds out a station that was rolled back behind the paper. Every refusal is journalled (R-33.2).
    Raises APPEAL_*, CODE_DIGITS, PASSPHRASE_WRONG, REASON_NEEDED; TEXT_TOO_LONG and TEXT_UNPRINTABLE, which refuse no
    application and are not journalled.
    """
    staff = station.signed_in
    limits.check_text(ground.strip(), limits.GROUND)
    limits.check_text(late.reason.strip() if late else "", limits.REASON)
    must_be_printable(canonical(ground))
    try:
        _check(station, candidate, late is not None)
        paper = _own_paper(station, candidate, code, paper_code)
        admitted = _admitted(station, late)
    except StationError as refusal:
        station.record(e.AppealRefused(candidate, refusal.reason.value), by=staff.id, role=staff.role)
        raise
    found = station.candidate(candidate)
    attempt = station.attempt(candidate)
    number = papers.next_number(station, "A")
    sealed = _sealed(station, candidate, number, ground.strip())
    station.record_staff(e.AppealFiled(number, candidate, attempt.number, found.protocol, paper, sealed, *admitted))
    return station.hall.appeals[number]


def _check(station: Station, candidate: str, is_late_admitted: bool) -> None:
    try:
        rules.check_filing(
            station.candidate(candidate).attempt,
            station.hall.appeals.values(),
            station.now().legal_ms,
            station.policy.appeal_minutes,
        )
    except StationError as refusal:
        allowed = is_late_admitted and station.policy.late_appeal_by_chair
        if refusal.reason is not Reason.APPEAL_LATE or not allowed:
            raise
        if station.hall.closed_at is not None:  # a closed session has its summary: nothing may wait in it any more
            raise StationError(Reason.SESSION_CLOSED) from None
    else:
        if is_late_admitted:
            raise StationError(Reason.NOT_ALLOWED_NOW, state="in time")


def _own_paper(station: Station, candidate: str, code: str, paper_code: str) -> str:
    """Which of his papers the candidate showed. Raises CODE_DIGITS, CODE_WRONG, APPEAL_NOT_OWN, APPEAL_PAPER_CODE."""
    digits = codes.normalise(code)
    if not codes.has_good_digits(digits):
        raise StationError(Reason.CODE_DIGITS)
    owner = exam.find_code(station, digits)
    if owner is None:
        raise StationError(Reason.CODE_WRONG)
    if owner.candidate != candidate:
        raise StationError(Reason.APPEAL_NOT_OWN)
    shown = typed_verification_code(paper_code)
    for paper, known in paper_codes(station, candidate).items():
        if shown is not None and codes.same(shown, known):
            return paper
    raise StationError(Reason.APPEAL_PAPER_CODE)


def paper_codes(station: Station, candidate: str) -> dict[str, str]:
    """The verification codes of the candidate's papers: the protocol's, and the receipt of the result screen."""
    found = {}
    document = station.hall.documents.get(station.candidate(candidate).protocol)
    if document is not None:
        found[PROTOCOL] = verification_code(bytes.fromhex(document.record_sha256))
    entries = station.store.entries_at(station.hall.steps[candidate])
    scored = [entry for entry in entries if entry.kind == "scored"]
    if scored:
        found[RECEIPT] = verification_code(scored[-1].hash)
    return found


def _admitted(station: Station, late: LateAdmission | None) -> tuple[str, str]:
    if late is None:
        return "", ""
    if not late.reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    chair = commission.chair(station)
    commission.check_member(station, chair.id, late.passphrase)
    return chair.id, " ".join(late.reason.split())  # line ends would part it from the signature below it


def _sealed(station: Station, candidate: str, number: str, ground: str) -> str:
    """The candidate's own words are personal data: sealed under the person's key (security c6)."""
    key = station.store.person_key(candidate)
    if not ground or key is None:
        return ""
    return vault.seal(key, ground.encode(), number.encode()).hex()


def ground_in(station: Station) -> Callable[[Appeal], str]:
    """What opens the candidates' grounds in this station."""
    return lambda appeal: ground_of(station.store.person_key(appeal.filed.candidate), appeal)


def ground_of(key: bytes | None, appeal: Appeal) -> str:
    """The candidate's ground in clear, "" where none was given."""
    if not appeal.filed.sealed or key is None:
        return ""
    return vault.open_sealed(key, bytes.fromhex(appeal.filed.sealed), appeal.number.encode()).decode()
