"""Encrypted copies of a data folder: written and read again; brought back only after the copy was verified (c3, c6)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from station import vault
from station.domain import events as e
from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.services.access import open_with_any
from station.services.preparation import store_keys
from station.services.station import LegalTime, Station
from station.store import BALLAST_BYTES, Store, StoreKeys, restore


@dataclass(frozen=True)
class CopyMade:
    """A copy that was read again after writing."""

    entries: int
    sha256: str


@dataclass(frozen=True)
class BroughtBack:
    """A restored folder; `kept` is where the former one lies."""

    entries: int
    kept: Path | None


def back_up(
    folder: Path,
    slots: Iterable[tuple[str, str]],
    target: Path,
    clock: Clock,
    ballast_bytes: int = BALLAST_BYTES,
) -> CopyMade:
    """Copy a stopped station's folder to `target`. The copy is journalled in the folder it came from.

    Raises PASSPHRASE_WRONG, DATA_*, FILE_NOT_WRITTEN: also for a place inside the folder, where a copy would stand in
    the way of the station's own files or replace one.
    """
    if target.is_dir() or target.resolve().is_relative_to(folder.resolve()):
        raise StationError(Reason.FILE_NOT_WRITTEN)
    slot, master = open_with_any(folder, slots)
    with Store.open(folder, store_keys(master), vault.seal, vault.open_sealed, ballast_bytes=ballast_bytes) as store:
        contents = store.backup(target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        _note(folder, store, master, slot, clock, e.BackupMade(digest))
    return CopyMade(contents.seq, digest)


def bring_back(
    source: Path,
    folder: Path,
    slots: Iterable[tuple[str, str]],
    clock: Clock,
    ballast_bytes: int = BALLAST_BYTES,
) -> BroughtBack:
    """Restore `folder` from a copy; the former folder is kept beside it.

    Raises BACKUP_DAMAGED, PASSPHRASE_WRONG, DISK_SPACE_LOW (before anything is replaced).
    """
    found: list[tuple[str, bytes]] = []

    def unlock(keyring: bytes) -> StoreKeys:
        ring = vault.Keyring.from_bytes(keyring)
        refusal: StationError | None = None
        for slot, passphrase in slots:
            try:
                found.append((slot, bytes(ring.unlock(slot, passphrase))))
                return store_keys(found[0][1])
            except StationError as error:
                refusal = error
        assert refusal is not None
        raise refusal

    folder = folder.resolve()  # "." has no name to build the new folder beside
    digest = hashlib.sha256(_bytes_of(source)).hexdigest()  # now: a copy inside the folder moves away with it
    done = restore(source, folder, unlock, vault.seal, vault.open_sealed, ballast_bytes=ballast_bytes)
    slot, master = found[0]
    with Store.open(folder, store_keys(master), vault.seal, vault.open_sealed, ballast_bytes=ballast_bytes) as store:
        happened = e.BackupRestored(digest, done.contents.seq, done.contents.hash.hex())
        _note(folder, store, master, slot, clock, happened)
    return BroughtBack(done.contents.seq, done.aside)


def _bytes_of(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError:
        raise StationError(Reason.BACKUP_DAMAGED) from None


def _note(folder: Path, store: Store, master: bytes, slot: str, clock: Clock, happened: e.Event) -> None:
    station = Station(
        folder, store, clock, LegalTime(clock.wall_ms(), clock.mono_ms()), store.station, master, lambda _n: 0
    )
    station.hall.fold(store.entries())
    role = station.hall.staff[slot].role if slot in station.hall.staff else slot
    station.record(happened, by=slot, role=role)
