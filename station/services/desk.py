"""What the desk's screens are filled with, in one look at the core thread."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from station import printing, spreadsheet
from station.domain.admitted import DryRun
from station.domain.admitted_head import Head
from station.domain.attempt import State
from station.domain.errors import Reason, StationError
from station.domain.hall import Staff
from station.services import kiosk, overview, preparation, results
from station.services.kiosk import Entrance, Outcome
from station.services.overview import AppealLine, CandidateLine, CommissionLine, JournalLine, SessionLine
from station.services.station import Station

_MOST_BYTES = 20 << 20  # a list of 5,000 people is under 1 MiB; more is something else


@dataclass(frozen=True)
class Snapshot:
    """The session and everybody in it at one moment, and the journal of the chosen candidate."""

    session: SessionLine
    lines: tuple[CandidateLine, ...]
    journal: tuple[JournalLine, ...]
    staff: Staff | None
    seen_by: str
    appeals: tuple[AppealLine, ...] = ()
    commission: CommissionLine | None = None


@dataclass(frozen=True)
class LookedThrough:
    """A list file and what its dry run says."""

    data: bytes
    name: str
    sha256: str
    dry: DryRun
    sheets_left: tuple[str, ...]


def snapshot(station: Station, chosen: str) -> Snapshot:
    """How things stand now."""
    known = chosen in station.hall.candidates
    seen = station.hall.candidates[chosen].seen_by if known else ""
    return Snapshot(
        overview.session(station),
        overview.candidates(station),
        overview.journal_of(station, chosen) if known else (),
        station.staff,
        station.hall.staff[seen].name if seen in station.hall.staff else "",
        overview.appeals(station),
        overview.commission_line(station),
    )


def read_list_file(path: Path) -> bytes:
    """The file's bytes. Raises LIST_UNREADABLE."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise StationError(Reason.LIST_UNREADABLE)
        return path.read_bytes()
    except OSError:
        raise StationError(Reason.LIST_UNREADABLE) from None


def look_through(station: Station, data: bytes, name: str, typed: Head, drop: Collection[str]) -> LookedThrough:
    """The dry run of a list file."""
    table = spreadsheet.read_table(data, name)
    dry = preparation.look_through_table(station, table.rows, typed, drop)
    return LookedThrough(data, name, hashlib.sha256(data).hexdigest(), dry, table.sheets_left)


def write_template(path: Path) -> None:
    """The list template, in Kyrgyz and Russian. Raises FILE_NOT_WRITTEN."""
    results.write_file(path, spreadsheet.write_template())


def result_again(station: Station, candidate: str) -> tuple[Entrance, Outcome]:
    """A finished candidate's result, to be shown once more."""
    found = station.candidate(candidate)
    if found.attempt is None or found.attempt.state is not State.FINISHED:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
    return kiosk.entrance(station, found), kiosk.outcome(station, candidate)


def printer_names() -> tuple[tuple[str, ...], str]:
    """The system's queues and the default one, "" where there is none."""
    try:
        known = printing.printers()
    except StationError:
        return (), ""
    default = next((printer.name for printer in known if printer.is_default), known[0].name if known else "")
    return tuple(printer.name for printer in known), default


def print_protocol(station: Station, candidate: str, printer: str) -> str:
    """Make the protocol if there is none yet, and print the original in its copies; returns the number."""
    document = results.make_protocol(station, candidate)
    results.print_original(station, document.number, printer, station.policy.protocol_copies)
    return document.number


def save_protocol_into(station: Station, candidate: str, folder: Path) -> str:
    """Save the protocol under its number in `folder`, which is made where it is missing. Raises FILE_NOT_WRITTEN."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StationError(Reason.FILE_NOT_WRITTEN) from None
    return save_protocol(station, candidate, folder)


def save_protocol(station: Station, candidate: str, path: Path) -> str:
    """Make the protocol if there is none yet, and write it to `path` (a folder gets its number as name)."""
    document = results.make_protocol(station, candidate)
    results.save(station, document.number, path / f"{document.number}.pdf" if path.is_dir() else path)
    return document.number
