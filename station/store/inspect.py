"""A look at a data folder that writes nothing into it: what differs, in every file (`station verify`)."""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from station.domain.errors import StationError
from station.domain.journal import GENESIS, ChainBroken, Entry
from station.store import ballast, kept
from station.store.batch import Batch, Open, StoreKeys, Trace
from station.store.database import Database, DatabaseDamaged, wal_of
from station.store.disk import FolderLock
from station.store.heartbeat import commits_seen, read_slots
from station.store.recovery import Place, private_copy
from station.store.survey import Survey, survey
from station.store.verdict import Verdict, judge
from station.store.wal import first_fault


class Difference(StrEnum):
    """What can be wrong with a file of the data folder."""

    MISSING = "missing"
    UNKNOWN_FILE = "unknown_file"
    DAMAGED = "damaged"  # does not authenticate, does not parse, or its trees do not hold
    CHAIN_BROKEN = "chain_broken"
    BEHIND = "behind"  # lacks commits that the other copy has
    CONTRADICTS = "contradicts"  # not one chain with the other copy
    OLD_COPY = "old_copy"  # older than the last checkpoint that the sidecar noted
    WRONG_SIZE = "wrong_size"
    NOT_ZERO = "not_zero"
    HASH_DIFFERS = "hash_differs"  # not the file whose hash was journalled


@dataclass(frozen=True)
class Finding:
    """One difference: in which file, what, and where inside or by how much."""

    where: str
    what: Difference
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass
class Inspection:
    """What the folder holds. entries, person_keys, blobs: from the database, or from the sidecar where it is
    damaged.

    kept: names under `damaged/`; they are evidence, not a difference.
    """

    findings: list[Finding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    head: tuple[int, bytes] = (0, GENESIS)
    person_keys: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    heartbeat: bytes | None = None
    keyring_sha256: str | None = None
    files: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether nothing differs."""
        return not self.findings

    def found(self, where: str, what: Difference, **facts: str | int) -> None:
        """Note a difference."""
        self.findings.append(Finding(where, what, facts))


def inspect(
    folder: Path,
    keys: StoreKeys,
    open_: Open,
    *,
    keyring_sha256: str | None = None,
    ballast_bytes: int = ballast.BALLAST_BYTES,
    sidecar_folder: Path | None = None,
) -> Inspection:
    """Examine every file of the folder; the database on a private copy. Even an honest crash state is a
    difference.

    `keyring_sha256`: the last journalled hash of keyring.json, where the caller knows it.
    Raises DATA_MISSING, DATA_IN_USE, DATA_NEWER, LIBRARY_TOO_OLD. A file that the medium or its rights keep from being
    read is a difference like any other.
    """
    place = Place(folder, sidecar_folder or folder / "sidecar")
    lock = FolderLock(folder)
    try:
        report = Inspection()
        commits: list[Batch] = []
        seen = database = None
        with _told(report, place.folder.name):
            _names(place, report)
        with _told(report, "journal.side"):
            seen = survey(place.sidecar, keys, open_, commits.append)
            if seen is None and place.sidecar.is_file():
                report.found("journal.side", Difference.DAMAGED, offset=0, part="nothing in it")
        with _told(report, "station.db"), private_copy(place.database) as copy:
            database = _database(place, copy, keys, report)
        _compare(database, seen, report)
        _contents(database, commits, report)
        for offset, what in seen.notes if seen is not None else ():
            report.found("journal.side", Difference.DAMAGED, offset=offset, part=what)
        with _told(report, "heartbeat"):
            _heartbeat(place, keys, open_, report)
            reached = max(database.trace.batch if database else 0, seen.trace.batch if seen else 0)
            beaten = commits_seen(place.heartbeat, keys, open_)
            if beaten > reached and (database or seen):
                report.found("station.db", Difference.OLD_COPY, commits=reached, heartbeat=beaten)
        with _told(report, ballast.NAME):
            _ballast(folder / ballast.NAME, ballast_bytes, report)
        with _told(report, place.keyring.name):
            _keyring(place.keyring, keyring_sha256, report)
        return report
    finally:
        lock.release()


@contextlib.contextmanager
def _told(report: Inspection, where: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        part = "no right to read" if isinstance(error, PermissionError) else "the medium cannot read the file"
        report.found(where, Difference.DAMAGED, part=part)


def _names(place: Place, report: Inspection) -> None:
    known = {place.database, wal_of(place.database), place.keyring, place.folder / ballast.NAME}
    known |= {place.sidecar, place.heartbeat}
    folders = {place.sidecar_folder, place.folder / kept.FOLDER}
    present = list(place.folder.rglob("*"))
    if place.folder not in place.sidecar_folder.parents and place.sidecar_folder.is_dir():
        present += place.sidecar_folder.rglob("*")
    for path in sorted(present):
        if path.is_file():
            report.files.append(path.name)
        if path.parent == place.folder / kept.FOLDER:
            report.kept.append(path.name)
        elif path.is_symlink() or not (path in known or (path in folders and path.is_dir())):
            report.found(path.name, Difference.UNKNOWN_FILE)
    for path in (place.database, place.sidecar, place.heartbeat):
        if not path.is_file():
            report.found(path.name, Difference.MISSING)


@dataclass
class _Read:
    """What could be read of the database."""

    trace: Trace
    batches: list[Batch]
    person_keys: dict[str, bytes]
    blobs: dict[str, bytes]


def _database(place: Place, copy: Path, keys: StoreKeys, report: Inspection) -> _Read | None:
    if not copy.is_file():
        return None
    fault = first_fault(wal_of(place.database))
    if fault is not None:
        report.found("station.db-wal", Difference.DAMAGED, offset=fault)
    size = copy.stat().st_size
    try:
        database = Database.open(copy, keys.database)
    except DatabaseDamaged as error:
        report.found("station.db", Difference.DAMAGED, part=error.what)
        return None
    try:
        trace = database.trace()
        blobs = dict(database.blobs())
        read = _Read(trace, list(database.batches()), database.person_keys(), blobs)
        pages, page_size = database.page_count()
        if size % page_size or size > pages * page_size:
            report.found("station.db", Difference.WRONG_SIZE, size=size)
        return read
    except ChainBroken as error:
        report.found("station.db", Difference.CHAIN_BROKEN, seq=error.seq)
    except DatabaseDamaged as error:
        report.found("station.db", Difference.DAMAGED, part=error.what)
    finally:
        database.close()
    return None


def _compare(database: _Read | None, seen: Survey | None, report: Inspection) -> None:
    """Head against head. The two copies must be equal; who is behind by how much is told."""
    if database is None or seen is None:
        return
    have, kept_ = database.trace, seen.trace
    if not kept_.starts(have) and not have.starts(kept_):
        report.found("journal.side", Difference.CONTRADICTS, database=have.seq, sidecar=kept_.seq)
    elif have.batch < seen.checkpoint:
        report.found("station.db", Difference.OLD_COPY, database=have.seq, sidecar=kept_.seq)
    elif have.batch < max(kept_.batch, seen.needed):
        report.found("station.db", Difference.BEHIND, database=have.seq, sidecar=kept_.seq)
    elif have.batch > kept_.batch:
        report.found("journal.side", Difference.BEHIND, database=have.seq, sidecar=kept_.seq)
    else:
        with contextlib.suppress(StationError):
            if judge(have, seen) is Verdict.EQUAL:
                return
        if not seen.notes:
            report.found("journal.side", Difference.DAMAGED)


def _contents(database: _Read | None, commits: list[Batch], report: Inspection) -> None:
    batches = commits if database is None else database.batches
    trace = Trace()
    for batch in batches:
        trace.take(batch)
        for data in batch.entries:
            try:
                report.entries.append(Entry.decode(data))
            except ValueError:
                report.found("station.db", Difference.DAMAGED, seq=len(report.entries) + 1)
        report.person_keys.update(batch.persons)
    report.head = (trace.seq, trace.hash)
    if database is None:
        return
    for sha256, data in database.blobs.items():
        if hashlib.sha256(data).hexdigest() == sha256:
            report.blobs[sha256] = data
        else:
            report.found("station.db", Difference.HASH_DIFFERS, document=sha256)


def _heartbeat(place: Place, keys: StoreKeys, open_: Open, report: Inspection) -> None:
    if not place.heartbeat.is_file():
        return
    beats, spoiled = read_slots(place.heartbeat, keys.derive(keys.sidecar, "heartbeat"), open_)
    if spoiled:
        report.found("heartbeat", Difference.DAMAGED, slots=spoiled)
    if beats:
        report.heartbeat = max(beats).payload


def _ballast(path: Path, size: int, report: Inspection) -> None:
    if not path.is_file():
        report.found(ballast.NAME, Difference.MISSING)
        return
    if path.stat().st_size != size:
        report.found(ballast.NAME, Difference.WRONG_SIZE, size=path.stat().st_size)
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            if part.count(0) != len(part):
                report.found(ballast.NAME, Difference.NOT_ZERO)
                return


def _keyring(path: Path, journalled: str | None, report: Inspection) -> None:
    if not path.is_file():
        report.found(path.name, Difference.MISSING)
        return
    report.keyring_sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if journalled is not None and journalled != report.keyring_sha256:
        report.found(path.name, Difference.HASH_DIFFERS)
