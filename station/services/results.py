"""From a score to paper: making, printing, repeating and handing over documents (arts. 24 to 26)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from protocols import facts as f
from protocols import render
from station import printing
from station.domain import events as e
from station.domain.deadlines import legal_ms
from station.domain.errors import Reason, StationError
from station.domain.hall import Document, Hall
from station.services import appeal_papers, appeals, papers, review
from station.services.registration import IssuedCode
from station.services.sheets import Sheet
from station.services.station import Station
from station.store import replace_file


@dataclass(frozen=True)
class Draft:
    """A document that has its facts and its number but is not yet in the journal."""

    kind: str
    subject: str
    facts: f.Facts


def draft_protocol(station: Station, candidate: str) -> Draft:
    """The facts of a candidate's protocol (art. 26); the attempt is folded anew from disk first."""
    station.replayed(candidate)
    return _draft(station, "P", "protocol", candidate, lambda sheet: papers.protocol(sheet, candidate))


def draft_attendance(station: Station) -> Draft:
    """The facts of the attendance sheet."""
    return _draft(station, "K", "attendance", "", papers.attendance)


def draft_summary(station: Station) -> Draft:
    """The facts of the summary protocol."""
    return _draft(station, "V", "summary", "", papers.summary)


def draft_incident(station: Station, recorded: Mapping[str, object]) -> Draft:
    """Record an incident under the next number, and the facts of its act (document 12)."""
    number = papers.next_number(station, "I")
    event = e.IncidentRecorded(number, {**recorded, "author": station.signed_in.id})
    station.record_staff(event)
    return Draft("incident", number, papers.incident(papers.sheet(station, number), event))


def draft_application(station: Station, number: str) -> Draft:
    """The facts of an appeal application (document 7), under the number it was registered with."""
    made = papers.sheet(station, number)
    facts = appeal_papers.application(made, number, appeals.ground_in(station))
    return Draft("appeal_application", number, facts)


def draft_appeal_protocol(station: Station, number: str) -> Draft:
    """The facts of the commission's protocol (document 8) on application `number`."""
    return _draft(
        station, "AP", "appeal_protocol", number, lambda sheet: appeal_papers.appeal_protocol(sheet, number)
    )


def draft_key_sheet(station: Station, number: str) -> Draft:
    """The facts of the sheet of answers and keys (document 9). Raises REVIEW_NOT_OPEN: never outside the review."""
    review.current(station, number)
    return _draft(station, "S", "key_sheet", number, lambda sheet: appeal_papers.key_sheet(sheet, number))


def make_application(station: Station, number: str) -> Document:
    """The application's paper: the one that exists, or a new one (R-33.4)."""
    return station.hall.documents.get(number) or make(station, draft_application(station, number))


def make_decision_papers(station: Station, number: str) -> tuple[Document, ...]:
    """What a decision brings: the new protocol of a corrected score (R-26.3), the commission's protocol, and, where the
    keys are on the screen, the sheet of answers and keys. Papers that exist stay."""
    appeal = review.find(station, number)
    if appeal.decided is not None and appeal.decided.decision == "corrected":
        make_protocol(station, appeal.filed.candidate)
    written = station.hall.documents.get(appeal.protocol)
    made = [written or make(station, draft_appeal_protocol(station, number))]
    if appeal.review is not None:
        sheet = appeal.key_sheet
        made.append(station.hall.documents[sheet] if sheet else make(station, draft_key_sheet(station, number)))
    return tuple(made)


def _draft(station: Station, kind: str, name: str, subject: str, facts: Callable[[Sheet], f.Facts]) -> Draft:
    number = papers.next_number(station, kind)
    return Draft(name, subject, facts(papers.sheet(station, number)))


def keep(station: Station, draft: Draft, pdf: bytes) -> Document:
    """Store the original's bytes and journal the document: number, hash of what it says, hash of its PDF.

    A protocol whose number was taken while it was rendered elsewhere is made anew under the next one.
    """
    if draft.kind == "protocol" and draft.facts.header.number in station.hall.documents:
        return make_protocol(station, draft.subject)
    digest = hashlib.sha256(pdf).hexdigest()
    header = draft.facts.header
    station.store.put_blob(digest, pdf)
    staff = station.staff
    station.record(
        e.DocumentMade(
            draft.kind,
            header.number,
            draft.subject,
            draft.facts.record_sha256().hex(),
            digest,
            header.seq,
            header.head,
            legal_ms(header.made_at, station.policy.utc_offset_minutes),
        ),
        by=staff.id if staff else "station",
        role=staff.role if staff else "station",
    )
    return station.hall.documents[header.number]


def make(station: Station, draft: Draft) -> Document:
    """Render and keep, in one go; a screen renders off its own thread instead and then calls `keep`."""
    return keep(station, draft, render(draft.facts))


def make_protocol(station: Station, candidate: str) -> Document:
    """The candidate's protocol: the one that exists and is in force, or a new one (R-26.3 after a corrected score)."""
    existing = station.candidate(candidate).protocol
    if existing and not _is_outdated(station, candidate, existing):
        return station.hall.documents[existing]
    return make(station, draft_protocol(station, candidate))


def _is_outdated(station: Station, candidate: str, number: str) -> bool:
    """Whether an appeal has corrected the score since that protocol was made."""
    decided = (appeal.decided_seq for appeal in station.hall.appeals.values() if appeal.filed.candidate == candidate)
    corrected = station.attempt(candidate).first_score is not None
    return corrected and station.hall.documents[number].head_seq < max(decided, default=0)


def pdf_of(station: Station, number: str) -> bytes:
    """The stored original. Raises DATA_DAMAGED where its bytes are not those of the journal."""
    document = _document(station, number)
    pdf = station.store.blob(document.pdf_sha256)
    if pdf is None:
        pdf = render(_facts_again(station, document))
    if hashlib.sha256(pdf).hexdigest() != document.pdf_sha256:
        raise StationError(Reason.DATA_DAMAGED, where=number)
    return pdf


def copy_of(station: Station, number: str) -> tuple[bytes, int]:
    """A copy, marked with its ordinal (R-26.2): the PDF and the ordinal."""
    document = _document(station, number)
    if document.kind == "key_sheet":
        raise _key_refused(station, document, Reason.NOT_ALLOWED_NOW)
    ordinal = document.copies + 1
    marks = f.Marks(copy=ordinal, superseded_by=document.superseded_by)
    return render(_facts_again(station, document).marked(marks)), ordinal


def _key_refused(station: Station, sheet: Document, reason: Reason) -> StationError:
    """The commission's sheet has no copies and leaves the review by no way (Q-13); who tried is journalled."""
    station.record_staff(e.ReviewRefused(sheet.subject, reason.value))
    return StationError(reason, state="key sheet") if reason is Reason.NOT_ALLOWED_NOW else StationError(reason)


def _leaving(station: Station, number: str) -> bytes:
    """The original's bytes on their way to paper or file. Raises REVIEW_NOT_OPEN for a sheet of keys outside of it."""
    document = _document(station, number)
    if document.kind == "key_sheet" and review.find(station, document.subject).review is None:
        raise _key_refused(station, document, Reason.REVIEW_NOT_OPEN)
    return pdf_of(station, number)


def _document(station: Station, number: str) -> Document:
    try:
        return station.hall.documents[number]
    except KeyError:
        raise StationError(Reason.NOT_ALLOWED_NOW, state="no document") from None


def _facts_again(station: Station, document: Document) -> f.Facts:
    """The document's facts, from the journal as it stood then. Raises DATA_DAMAGED where they are others."""
    facts = papers.facts_of(
        document, papers.hall_at(station, document.head_seq), station.person, station.name, appeals.ground_in(station)
    )
    if facts.record_sha256().hex() != document.record_sha256:
        raise StationError(Reason.DATA_DAMAGED, where=document.number)
    return facts


def print_original(station: Station, number: str, printer: str, copies: int, reason: str = "") -> str:
    """Send the original to a printer's queue; again only with the reason "did not come out". Returns the job.

    A printer that refuses is journalled and raises PRINTER_FAILED; the document stands (R-25.1).
    """
    if _document(station, number).prints and not reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    return _send(station, _leaving(station, number), number, printer, copies, 0, reason.strip())


def print_copy(station: Station, number: str, printer: str) -> str:
    """Send a marked copy; returns the job."""
    pdf, ordinal = copy_of(station, number)
    return _send(station, pdf, number, printer, 1, ordinal, "")


def print_slip(station: Station, slip: str, pdf: bytes, printer: str) -> str:
    """Send a code slip; its PDF is kept nowhere. Returns the job."""
    return _send(station, pdf, slip, printer, 1, 0, "")


def _send(station: Station, pdf: bytes, number: str, printer: str, copies: int, ordinal: int, reason: str) -> str:
    staff = station.signed_in  # asked before: a paper that came out must be journalled
    try:
        job = printing.send(pdf, printer, number, copies)
    except StationError:
        station.record(e.PrintFailed(number, printer), by=staff.id, role=staff.role)
        raise
    station.record(e.DocumentPrinted(number, printer, ordinal, str(job), reason), by=staff.id, role=staff.role)
    return str(job)


def save(station: Station, number: str, path: Path) -> None:
    """Write the original beside, synced and replaced, and journal it. Raises FILE_NOT_WRITTEN."""
    write_file(path, _leaving(station, number))
    saved_as_file(station, number, path.name)


def write_file(path: Path, pdf: bytes) -> None:
    """A PDF that leaves the station. Raises FILE_NOT_WRITTEN."""
    try:
        replace_file(path, pdf)
    except (StationError, OSError):
        raise StationError(Reason.FILE_NOT_WRITTEN) from None


def save_slip(station: Station, slip: str, pdf: bytes, path: Path) -> None:
    """Write a code slip where staff want it; the station keeps none."""
    write_file(path, pdf)
    saved_as_file(station, slip, path.name)


def print_paper(station: Station, name: str, printer: str) -> str:
    """Make the attendance sheet or the summary as things stand now, and print it; returns its number."""
    number = make_paper(station, name).number
    print_original(station, number, printer, 1)
    return number


def make_paper(station: Station, name: str) -> Document:
    """Make the attendance sheet or the summary protocol (document 4 only once everybody is settled)."""
    return make(station, draft_attendance(station) if name == "attendance" else draft_summary(station))


def make_incident(station: Station, recorded: Mapping[str, object]) -> Document:
    """Record an incident and make its act."""
    return make(station, draft_incident(station, recorded))


def slip_pdf(station: Station, issued: IssuedCode) -> bytes:
    """The slip of a fresh code."""
    return render(papers.code_slip(papers.sheet(station, issued.slip), issued.candidate, issued.code))


def saved_as_file(station: Station, number: str, name: str, ordinal: int = 0) -> None:
    """Journal that a document left the station as a file."""
    station.record_staff(e.DocumentPrinted(number, f"file {name}", ordinal, ""))


def hand_over(station: Station, candidate: str) -> None:
    """The candidate took the protocol (R-24.7). Raises NOT_ALLOWED_NOW before one was made."""
    number = station.candidate(candidate).protocol
    if not number:
        raise StationError(Reason.NOT_ALLOWED_NOW, state="no protocol")
    station.record_staff(e.ProtocolHandedOver(candidate, number))


def remake_missing(station: Station) -> int:
    """After a database was rebuilt from the sidecar: render its documents anew, each from the journal as it stood then.

    Returns how many came back byte for byte; one that differs is left out, and `verify` names it.
    """
    hall, made = Hall(), 0
    rest = iter(sorted(station.hall.documents.values(), key=lambda document: document.head_seq))
    document = next(rest, None)
    for entry in station.store.entries():
        hall.fold([entry])
        while document is not None and document.head_seq == entry.seq:
            made += _remade(station, document, hall)
            document = next(rest, None)
    return made


def _remade(station: Station, document: Document, hall: Hall) -> bool:
    if station.store.blob(document.pdf_sha256) is not None:
        return False
    pdf = render(papers.facts_of(document, hall, station.person, station.name, appeals.ground_in(station)))
    if hashlib.sha256(pdf).hexdigest() != document.pdf_sha256:
        return False
    station.store.put_blob(document.pdf_sha256, pdf)
    return True
