"""What two persons have to know before they decide which file is believed: read, never changed (security c3, c6)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2 as sql

from station.domain.errors import Reason, StationError
from station.domain.journal import ChainBroken, Entry
from station.store.batch import Batch, Open, Seal, StoreKeys, Trace
from station.store.database import Database, DatabaseDamaged
from station.store.disk import Disk, FolderLock, refusing
from station.store.heartbeat import commits_seen
from station.store.recovery import Place, Start, Tools, private_copy
from station.store.survey import survey
from station.store.verdict import Trust, decided

_DECIDABLE = (Reason.DATA_OLD_COPY, Reason.DATA_CONTRADICTS, Reason.DATA_DAMAGED)


@dataclass(frozen=True)
class Side:
    """One of the two files: how many entries it has, whether it can be believed, and what only it has."""

    entries: int
    can_be_believed: bool
    alone: tuple[Entry, ...]


@dataclass(frozen=True)
class Dispute:
    """Why the start is refused, and both files beside each other.

    `opening`: the first entry, where one file can give it; `unseen`: how many commits the heartbeat still knows of and
    neither file has.
    """

    refusal: StationError
    sides: dict[Trust, Side]
    opening: Entry | None
    unseen: int

    def lost(self, trust: Trust) -> tuple[Entry, ...]:
        """The entries that only the other file has: they leave the journal and lie under `damaged/`."""
        other = Trust.SIDECAR if trust is Trust.DATABASE else Trust.DATABASE
        return self.sides[other].alone


@dataclass
class _Read:
    """What one file gives, as far as it can be read."""

    trace: Trace = field(default_factory=Trace)
    entries: dict[int, bytes] = field(default_factory=dict)
    is_one_chain: bool = True

    def take(self, batch: Batch) -> None:
        """Go on by one commit; after a break of the chain only the entries count."""
        if self.is_one_chain:
            try:
                self.trace.take(batch)
            except ChainBroken:
                self.is_one_chain = False
        for data in batch.entries:
            try:
                self.entries[Entry.decode(data).seq] = data
            except ValueError:
                self.is_one_chain = False


def dispute(folder: Path, keys: StoreKeys, seal: Seal, open_: Open, sidecar_folder: Path | None = None) -> Dispute:
    """Lay both files of a folder beside each other whose start is refused; nothing is written.

    Raises DATA_SOUND where the start would go on by itself, else what `Store.open` raises for other reasons.
    """
    place = Place(folder, sidecar_folder or folder / "sidecar")
    lock = FolderLock(folder)
    try:
        with refusing():
            refusal = _refusal(Start(place, Tools(keys, seal, open_, Disk())))
            return _beside(place, refusal, keys, open_)
    finally:
        lock.release()


def _refusal(start: Start) -> StationError:
    try:
        start.judged()
    except StationError as refused:
        if refused.reason not in _DECIDABLE:
            raise
        return refused
    raise StationError(Reason.DATA_SOUND)


def _beside(place: Place, refusal: StationError, keys: StoreKeys, open_: Open) -> Dispute:
    database, sidecar = _Read(), _Read()
    seen = survey(place.sidecar, keys, open_, sidecar.take)
    with private_copy(place.database) as copy:
        whole = _read_database(copy, keys, database)
    reached = max(database.trace.batch, sidecar.trace.batch)
    sides = {
        Trust.DATABASE: Side(len(database.entries), whole, _alone(database, sidecar)),
        Trust.SIDECAR: Side(
            len(sidecar.entries), _is_taken(lambda: decided(Trust.SIDECAR, None, seen)), _alone(sidecar, database)
        ),
    }
    opening = sidecar.entries.get(1) or database.entries.get(1)
    unseen = max(0, commits_seen(place.heartbeat, keys, open_) - reached)
    return Dispute(refusal, sides, Entry.decode(opening) if opening else None, unseen)


def _is_taken(act: Callable[[], object]) -> bool:
    try:
        act()
    except StationError:
        return False
    return True


def _read_database(copy: Path, keys: StoreKeys, read: _Read) -> bool:
    """Take in what the database gives; whether it is whole and one chain."""
    if not copy.is_file():
        return False
    try:
        database = Database.open(copy, keys.database)
    except DatabaseDamaged:
        return False
    try:
        for batch in database.batches():
            read.take(batch)
    except sql.DatabaseError:
        return False
    finally:
        database.close()
    return read.is_one_chain


def _alone(one: _Read, other: _Read) -> tuple[Entry, ...]:
    return tuple(Entry.decode(data) for seq, data in sorted(one.entries.items()) if other.entries.get(seq) != data)
