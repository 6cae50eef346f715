"""`verify`: reads a data folder, never writes, and compares everything with everything (R-6.1, R-6.2, security c6).

Chain and sidecar, every paper anew from the seed (R-3.1), every score anew from its answers, every document anew from
the journal as it stood then, every file.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from station import rescore, vault
from station.domain import events as e
from station.domain.admitted import Person
from station.domain.appeal import Appeal
from station.domain.errors import StationError
from station.domain.hall import Hall
from station.domain.journal import Entry
from station.services import exam, papers
from station.services.access import NAME, open_with_any
from station.services.appeals import ground_of
from station.services.draws import Recomputed
from station.services.preparation import store_keys
from station.store import BALLAST_BYTES, Inspection, inspect


@dataclass(frozen=True)
class Finding:
    """One difference: where it is (file, entry, document) and what it is, as a short code with facts."""

    where: str
    what: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass
class Report:
    """What a verification saw. Intact when there are no findings."""

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    head: str = ""
    attempts: int = 0
    documents: int = 0
    files: int = 0

    @property
    def intact(self) -> bool:
        """Nothing differs, nothing is damaged."""
        return not self.findings


def verify(folder: Path, slots: Iterable[tuple[str, str]], ballast_bytes: int = BALLAST_BYTES) -> Report:
    """Verify a data folder with the first (slot, passphrase) that opens it. Raises PASSPHRASE_WRONG if none does,
    DATA_MISSING where there is no keyring."""
    _slot, master = open_with_any(folder, slots)
    seen = inspect(folder, store_keys(master), vault.open_sealed, ballast_bytes=ballast_bytes)
    found = [Finding(item.where, item.what.value, item.facts) for item in seen.findings]
    report = Report(found, files=len(seen.files))
    people = _People(seen)
    hall, drawn = Hall(), Recomputed(master)
    for entry in seen.entries:
        try:
            _check_draw(report, hall, entry, drawn)
            _check_entry(report, hall, entry, people, seen)
            hall.fold([entry])
        except (ValueError, KeyError, TypeError, AttributeError, AssertionError, StationError) as error:
            report.findings.append(Finding(f"entry {entry.seq}", "entry_unreadable", {"error": type(error).__name__}))
            break
    report.entries, report.head = hall.seq, hall.head.hex()
    if hall.seq and seen.keyring_sha256 != hall.keyring_sha256:  # of the bytes: a blank more is a difference
        report.findings.append(Finding(NAME, "keyring_differs"))
    _check_printed(report, hall, folder.parent / "protocols")
    return report


class _People:
    """Opens personal data with the inspected person keys."""

    def __init__(self, seen: Inspection) -> None:
        self._keys = seen.person_keys
        self.sealed: dict[str, str] = {}

    def __call__(self, candidate: str) -> Person:
        plain = vault.open_sealed(self._keys[candidate], bytes.fromhex(self.sealed[candidate]), candidate.encode())
        return Person.from_plain(json.loads(plain))

    def ground(self, appeal: Appeal) -> str:
        """The words of an application."""
        return ground_of(self._keys.get(appeal.filed.candidate), appeal)


def _check_draw(report: Report, hall: Hall, entry: Entry, drawn: Recomputed) -> None:
    """The seed is what the session committed itself to, and every paper is the one that it gives (R-3.1)."""
    event = e.event_of(entry.kind, entry.version, entry.body)
    match event:
        case e.DrawCommitted() if not drawn.is_true_seed(event, hall):
            report.findings.append(Finding(f"entry {entry.seq}", "draw_seed_differs"))
        case e.DrawRevealed() if not drawn.is_revealed(event):
            report.findings.append(Finding(f"entry {entry.seq}", "draw_seed_differs"))
        case e.AttemptStarted() if not drawn.is_next(event, hall):
            facts = {"paper": event.paper_number}
            report.findings.append(Finding(f"entry {entry.seq} {event.candidate}", "paper_differs", facts))
        case _:
            pass


def _check_entry(report: Report, hall: Hall, entry: Entry, people: _People, seen: Inspection) -> None:
    event = e.event_of(entry.kind, entry.version, entry.body)
    match event:
        case e.CandidateListed():
            people.sealed[event.candidate] = event.sealed
        case e.Scored():
            report.attempts += 1
            attempt = hall.candidates[event.candidate].attempt
            assert attempt is not None
            again = exam.scored(hall, attempt, event.used_ms)
            if again != event:
                facts = {"stored": event.score, "recomputed": again.score}
                report.findings.append(Finding(f"entry {entry.seq} {event.candidate}", "score_differs", facts))
        case e.ScoreCorrected():
            count = rescore.recount((earlier.encode() for earlier in seen.entries[: entry.seq - 1]), event.candidate)
            if (count.total, count.meets, count.sections) != (event.score, event.meets, event.sections):
                facts = {"stored": event.score, "recomputed": count.total}
                report.findings.append(Finding(f"entry {entry.seq} {event.candidate}", "score_differs", facts))
        case e.DocumentMade():
            report.documents += 1
            _check_document(report, hall, entry, event, people, seen)
        case _:
            pass


def _check_document(
    report: Report, hall: Hall, entry: Entry, made: e.DocumentMade, people: _People, seen: Inspection
) -> None:
    if made.head_seq != hall.seq:  # rendered on another thread while the journal went on
        hall = Hall().fold(seen.entries[: min(made.head_seq, hall.seq)])
    if (made.head_seq, made.head) != (hall.seq, hall.head.hex()):
        report.findings.append(Finding(made.number, "document_head_differs"))
    try:
        said = papers.facts_of(made, hall, people, entry.station, people.ground).record_sha256().hex()
    except (ValueError, KeyError, StationError):
        said = ""  # from this journal no such paper can be made at all
    if said != made.record_sha256:
        report.findings.append(Finding(made.number, "document_record_differs"))
    pdf = seen.blobs.get(made.pdf_sha256)
    if pdf is None:
        report.findings.append(Finding(made.number, "document_missing"))
    elif hashlib.sha256(pdf).hexdigest() != made.pdf_sha256:
        report.findings.append(Finding(made.number, "document_pdf_differs"))


def _check_printed(report: Report, hall: Hall, folder: Path) -> None:
    """Files that a headless day saved beside the data: each must be the original of its number."""
    for path in sorted(folder.glob("*.pdf")) if folder.is_dir() else ():
        document = hall.documents.get(path.stem)
        if document is None:
            report.findings.append(Finding(path.name, "file_unknown"))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != document.pdf_sha256:
            report.findings.append(Finding(path.name, "document_pdf_differs"))
