"""A demo hall for the benches: real services on a real disk, cheap passphrases, no ballast."""

import secrets
from pathlib import Path

from station import vault
from station.platform import MachineClock
from station.services import exam, registration, sample
from station.services.station import Station

CHEAP = vault.Cost(memory_kib=32, passes=1, lanes=1)
SEAT = "01"


def build(folder: Path, candidates: int = 6) -> Station:
    """A hall of the full form (80 questions), its session open, the head signed in."""
    below = secrets.randbelow
    made = sample.build(
        folder, MachineClock(), below, candidates=candidates, program="bench", cost=CHEAP, ballast_bytes=0
    )
    return made.station


def code_of(station: Station, candidate: str) -> str:
    """Let the candidate in at the door; the code."""
    registration.mark_document_seen(station, candidate)
    return registration.issue_code(station, candidate).code


def seated(station: Station, candidate: str) -> None:
    """Bring the candidate to the first question, through the services."""
    exam.enter_code(station, code_of(station, candidate), SEAT)
    exam.confirm_identity(station, candidate)
    exam.acknowledge_rules(station, candidate)
    exam.start(station, candidate)
