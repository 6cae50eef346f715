"""What the tab of appeals asks in one go: a paper is made where it is missing, then printed or saved."""

from pathlib import Path

from station.domain.hall import Document
from station.services import results
from station.services.station import Station


def paper_of(station: Station, number: str, paper: str) -> Document:
    """The "application" of that number, or the "protocol" of its decision; made where it is missing."""
    if paper == "application":
        return results.make_application(station, number)
    return results.make_decision_papers(station, number)[0]


def print_paper(station: Station, number: str, paper: str, printer: str, reason: str = "") -> str:
    """Print the original: all copies the first time, one more with the reason why. Returns the paper's number."""
    document = paper_of(station, number, paper)
    copies = 1 if document.prints else station.policy.appeal_copies
    results.print_original(station, document.number, printer, copies, reason)
    return document.number


def print_copy(station: Station, number: str, paper: str, printer: str) -> str:
    """Print a marked copy; returns the paper's number."""
    document = paper_of(station, number, paper)
    results.print_copy(station, document.number, printer)
    return document.number


def save_paper(station: Station, number: str, paper: str, path: Path) -> str:
    """Save the original as a file; returns the paper's number. Raises FILE_NOT_WRITTEN."""
    document = paper_of(station, number, paper)
    results.save(station, document.number, path / f"{document.number}.pdf" if path.is_dir() else path)
    return document.number
