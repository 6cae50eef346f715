"""What the review room asks of the services, each in one go on the core thread."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from station.domain.appeal import Decision
from station.domain.errors import Reason, StationError
from station.domain.hall import Document
from station.services import results, review
from station.services.review import Reviewed
from station.services.station import Station


def decide(station: Station, number: str, decision: Decision) -> Reviewed:
    """Take the decision; the review as it stands with it."""
    review.decide(station, number, decision)
    return review.reviewed(station, number)


def make_papers(station: Station, number: str) -> Mapping[str, Document]:
    """Make the papers that a decision brings, or find those that exist."""
    results.make_decision_papers(station, number)
    return papers_of(station, number)


def papers_of(station: Station, number: str) -> Mapping[str, Document]:
    """The papers of a decision by kind, as they stand."""
    appeal = review.find(station, number)
    found = {"appeal_protocol": appeal.protocol, "key_sheet": appeal.key_sheet}
    if appeal.decided is not None and appeal.decided.decision == "corrected":
        found["protocol"] = station.candidate(appeal.filed.candidate).protocol
    return {kind: station.hall.documents[document] for kind, document in found.items() if document}


def print_paper(
    station: Station, number: str, paper: str, printer: str, copies: int, reason: str
) -> Mapping[str, Document]:
    """Send a paper to the printer; the papers as they stand after it."""
    results.print_original(station, paper, printer, copies, reason)
    return papers_of(station, number)


def save_papers(station: Station, papers: Sequence[str], folder: Path) -> Path:
    """Save each under its number in `folder`, which is made where it is missing. Raises FILE_NOT_WRITTEN."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StationError(Reason.FILE_NOT_WRITTEN) from None
    for paper in papers:
        results.save(station, paper, folder / f"{paper}.pdf")
    return folder
