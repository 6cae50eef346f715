"""Two persons decide which file is believed where the start refuses both together (security c3, c6).

A restored copy is the other way. Nothing is decided silently: what is lost is shown before, and the journal names both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from station import vault
from station.domain import events as e
from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.domain.policy import policy_from
from station.services.access import check_passphrase
from station.services.preparation import store_keys
from station.services.results import remake_missing
from station.services.station import LegalTime, Station, must_fit_on_paper
from station.store import BALLAST_BYTES, Dispute, Store, Trust, Verdict, dispute

FILES = {Trust.DATABASE: "station.db", Trust.SIDECAR: "journal.side"}
Signer = tuple[str, str]  # staff id, passphrase


@dataclass(frozen=True)
class Settled:
    """What was decided: who signed (full names), how long the journal is now, what lies under `damaged/`."""

    names: tuple[str, str]
    entries: int
    lost: int
    kept: tuple[str, ...]


def look(folder: Path, signers: Sequence[Signer]) -> Dispute:
    """What the two have to decide, read and not changed.

    Raises SECOND_PERSON_NEEDED, SECOND_PERSON_SAME, PASSPHRASE_WRONG, DATA_SOUND.
    """
    return dispute(folder, store_keys(_signed(folder, signers)), vault.seal, vault.open_sealed)


def check(found: Dispute, signers: Sequence[Signer], trust: Trust, reason: str) -> e.DataDecided:
    """The decision as it will be journalled, as far as it is known before.

    Raises REASON_NEEDED, TEXT_UNPRINTABLE, TEXT_TOO_LONG, DATA_DAMAGED where the chosen file cannot be believed.
    """
    if not reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    if not found.sides[trust].can_be_believed:
        raise StationError(Reason.DATA_DAMAGED, where=FILES[trust])
    (first, _), (second, _) = signers
    why, lost = found.refusal.reason.value, len(found.lost(trust))
    decided = e.DataDecided(trust.value, why, first, second, reason.strip(), found.sides[trust].entries, lost, "")
    must_fit_on_paper([decided])
    return decided


def settle(
    folder: Path,
    signers: Sequence[Signer],
    trust: Trust,
    reason: str,
    clock: Clock,
    ballast_bytes: int = BALLAST_BYTES,
) -> Settled:
    """Believe one file; the other is kept under `damaged/` and made anew. Both persons and the reason are journalled.

    Raises as `look` and `check`; then nothing was changed.
    """
    master = _signed(folder, signers)
    keys = store_keys(master)
    decided = check(dispute(folder, keys, vault.seal, vault.open_sealed), signers, trust, reason)
    with Store.open(folder, keys, vault.seal, vault.open_sealed, ballast_bytes=ballast_bytes, trust=trust) as store:
        station = _unlocked(folder, store, master, clock)
        entries, kept, staff = station.hall.seq, store.recovery.kept, station.hall.staff
        role = staff[decided.first].role if decided.first in staff else decided.first
        station.record(replace(decided, entries=entries, kept=", ".join(kept)), by=decided.first, role=role)
        if store.recovery.kind is Verdict.DATABASE_REBUILT:
            remake_missing(station)
    names = [staff[name].name if name in staff else name for name in (decided.first, decided.second)]
    return Settled((names[0], names[1]), entries, decided.lost, kept)


def _unlocked(folder: Path, store: Store, master: bytes, clock: Clock) -> Station:
    legal = LegalTime(clock.wall_ms(), clock.mono_ms())
    station = Station(folder, store, clock, legal, store.station, master, lambda _n: 0)
    station.hall.fold(store.entries())
    return station


def offset_minutes(found: Dispute) -> int:
    """The session's offset from UTC, 0 where no file can tell."""
    if found.opening is None or found.opening.kind != e.SessionCreated.kind():
        return 0
    created = e.event_of(found.opening.kind, found.opening.version, found.opening.body)
    assert isinstance(created, e.SessionCreated)
    return policy_from(created.policy).utc_offset_minutes


def _signed(folder: Path, signers: Sequence[Signer]) -> bytes:
    """The master key, once two different staff members have typed the own passphrase; the envelope is nobody."""
    if len(signers) != 2 or vault.RECOVERY in dict(signers):
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    (first, one), (second, other) = signers
    if first == second:
        raise StationError(Reason.SECOND_PERSON_SAME)
    check_passphrase(folder, first, one)
    return check_passphrase(folder, second, other)
