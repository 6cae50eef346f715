"""Reading a closed data folder without writing to it: the replay of an archived appeal (arts. 35, 36)."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from station import vault
from station.domain import events as e
from station.domain.admitted import Person
from station.domain.appeal import CHAIR, MEMBER
from station.domain.errors import Reason, StationError
from station.domain.hall import Hall
from station.services import commission, review
from station.services.access import open_with_any
from station.services.appeals import ground_of
from station.services.commission import Member
from station.services.preparation import store_keys
from station.services.review import Reviewed
from station.store import BALLAST_BYTES, Inspection, inspect

Asked = Callable[[tuple[Member, ...]], Iterable[tuple[str, str]]]
"""Given the commission, (member id, passphrase) of those who are there."""


def read_appeal(
    folder: Path, slots: Iterable[tuple[str, str]], asked: Asked, number: str, ballast_bytes: int = BALLAST_BYTES
) -> tuple[Reviewed, int]:
    """A decided appeal as its review showed it, and the hall's distance from UTC in minutes; nothing is written.

    It shows keys: so besides a staff passphrase it takes the chair's and one member's (art. 35).
    Raises PASSPHRASE_WRONG, COMMISSION_NEEDED, APPEAL_UNKNOWN (also for one that is not decided), DATA_*.
    """
    _slot, master = open_with_any(folder, slots)
    seen = inspect(folder, store_keys(master), vault.open_sealed, ballast_bytes=ballast_bytes)
    try:
        hall = Hall().fold(seen.entries)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        raise StationError(Reason.DATA_DAMAGED, where="journal") from None
    appeal = hall.appeals.get(number)
    if appeal is None or appeal.decided is None:
        raise StationError(Reason.APPEAL_UNKNOWN, number=number)
    _check_commission(hall, asked)
    candidate = appeal.filed.candidate
    steps = set(hall.steps[candidate])
    own = [entry for entry in seen.entries if entry.seq in steps]
    key = seen.person_keys.get(candidate)
    shown = review.assemble(hall, appeal, seen.entries, own, _name(seen, candidate), ground_of(key, appeal))
    assert hall.policy is not None
    return shown, hall.policy.utc_offset_minutes


def _check_commission(hall: Hall, asked: Asked) -> None:
    approved, members = hall.commission, commission.members(hall)
    if approved is None:
        raise StationError(Reason.COMMISSION_MISSING)
    roles = {member.id: member.role for member in members}
    there = set()
    for member, passphrase in asked(members):
        commission.unlock(approved, member, passphrase)
        there.add(roles[member])
    if there != {CHAIR, MEMBER}:
        raise StationError(Reason.COMMISSION_NEEDED)


def _name(seen: Inspection, candidate: str) -> str:
    for entry in seen.entries:
        event = e.event_of(entry.kind, entry.version, entry.body)
        if isinstance(event, e.CandidateListed) and event.candidate == candidate:
            key = seen.person_keys[candidate]
            return Person.from_plain(
                json.loads(vault.open_sealed(key, bytes.fromhex(event.sealed), candidate.encode()))
            ).full_name
    raise StationError(Reason.DATA_DAMAGED, where=f"person {candidate}")
