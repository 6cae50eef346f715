"""Words of the desk that several screens share: states, grounds, ways, languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from station.domain.hall import Standing
from station.ui.proctor.roles import ROLES, words

__all__ = ["CHIPS", "GROUNDS", "LANGUAGES", "ROLES", "WAYS", "Chip", "short_number", "words"]


@dataclass(frozen=True)
class Chip:
    """A state as the table shows it: short words, the glossary's whole words as a hint, colour and icon."""

    short: str
    whole: str
    kind: str
    icon: str


CHIPS: Mapping[Standing, Chip] = {
    Standing.LISTED: Chip("Expected", "On the list, not registered yet", "plain", "wait"),
    Standing.CAME: Chip("Registered", "Registered", "plain", "user-check"),
    Standing.ABSENT: Chip("Absent", "Absent", "plain", "cross"),
    Standing.WITHDRAWN: Chip("Withdrawn", "The candidacy was withdrawn", "plain", "cross"),
    Standing.CODE_ISSUED: Chip("Code issued", "Code issued", "plain", "note"),
    Standing.ADMITTED: Chip("Code entered", "Code entered, the test has not begun", "info", "person"),
    Standing.IN_PROGRESS: Chip("Running", "The test is running", "info", "play"),
    Standing.PAUSED: Chip("Paused", "The test is paused", "warn", "pause"),
    Standing.FINISHED: Chip("Finished", "The test is finished", "ok", "check"),
    Standing.INTERRUPTED: Chip("Interrupted", "The test is interrupted", "danger", "danger"),
}

LANGUAGES = {"ky": "Kyrgyz", "ru": "Russian"}
GROUNDS = {"incident": "Incident", "illness": "Health", "removal": "Removal from the test"}
WAYS = {
    "resume": "Resume the test",
    "new_paper": "Give a new paper",
    "score": "Score the stored answers",
}


def short_number(number: str) -> str:
    """Kind and running number of a document's number: T-0007 of T-02-07-2026-0007."""
    parts = number.split("-")
    return f"{parts[0]}-{parts[-1]}" if len(parts) > 2 else number
