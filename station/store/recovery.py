"""The start.

Lay database and sidecar side by side, heal what one of them can prove, refuse the rest (security c6).
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from station.domain.errors import Reason, StationError
from station.domain.journal import ChainBroken
from station.store.batch import Batch, Open, Seal, StoreKeys, Trace, seqs_of
from station.store.database import Database, DatabaseDamaged, wal_of
from station.store.disk import Disk
from station.store.heartbeat import commits_seen
from station.store.kept import Kept
from station.store.salvage import highest_batch, salvaged_blobs
from station.store.sidecar import Sidecar
from station.store.survey import Survey, Tail, survey
from station.store.verdict import Trust, Verdict, decided, judge


@dataclass(frozen=True)
class Place:
    """Where the files of one data folder lie."""

    folder: Path
    sidecar_folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "station.db"

    @property
    def sidecar(self) -> Path:
        """The sealed second copy of the journal."""
        return self.sidecar_folder / "journal.side"

    @property
    def keyring(self) -> Path:
        """Who can open the folder; written by the services."""
        return self.folder / "keyring.json"

    @property
    def heartbeat(self) -> Path:
        """The two slots of the heartbeat."""
        return self.sidecar_folder / "heartbeat"


@dataclass(frozen=True)
class Tools:
    """Keys and functions that the files are opened with."""

    keys: StoreKeys
    seal: Seal
    open_: Open
    disk: Disk


@dataclass(frozen=True)
class Recovery:
    """What a start had to heal, for the services to journal.

    entries: how many entries were copied to the file that lacked them; kept: names under `damaged/`; torn:
    the last record of the sidecar was half written and cut; padding: the sidecar's reserved room had to be
    mended.
    """

    kind: Verdict = Verdict.EQUAL
    entries: int = 0
    kept: tuple[str, ...] = ()
    torn: bool = False
    padding: bool = False
    trusted: Trust | None = None

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return self != Recovery()


def rebuild_database(path: Path, key: bytes, disk: Disk, fill: Callable[[Callable[[Batch], None]], None]) -> Trace:
    """A new database file with the commits that `fill` hands over, put in place whole.

    Raises ChainBroken, DISK_FULL, DISK_FAILED, DATA_READ_ONLY, OSError.
    """
    beside = path.with_name(path.name + ".new")
    for old in (wal_of(beside), beside):
        old.unlink(missing_ok=True)
    trace = Trace()
    database = Database.create(beside, key)

    def take(batch: Batch) -> None:
        first = trace.seq + 1
        trace.take(batch)
        database.insert(batch, first)

    try:
        with database.transaction():
            fill(take)
        database.checkpoint()
    finally:
        database.close()
    disk.move(beside, path)
    return trace


_Started = tuple[Database, Sidecar, Trace, Recovery]


@contextlib.contextmanager
def private_copy(database: Path) -> Iterator[Path]:
    """The database and its log where they may be opened, changed and thrown away; both are encrypted."""
    with tempfile.TemporaryDirectory(prefix="station-") as folder:
        for path in (database, wal_of(database)):
            if path.is_file():
                shutil.copyfile(path, Path(folder) / path.name)
        yield Path(folder) / database.name


class Start:
    """One start of one folder.

    `run` gives the open database, the open sidecar, their head and what was healed.
    """

    def __init__(self, place: Place, tools: Tools, trust: Trust | None = None) -> None:
        self.place, self.tools, self.trust = place, tools, trust
        self.kept = Kept(place.folder, tools.disk)
        self.where = "station.db"
        self.proven = 0

    def run(self) -> _Started:
        """Raises OSError from the file system and StationError: DATA_MISSING, DATA_DAMAGED, DATA_OLD_COPY,
        DATA_CONTRADICTS, DATA_NEWER, DATA_IN_USE, DATA_READ_ONLY, DISK_FULL, DISK_FAILED, LIBRARY_TOO_OLD."""
        place, tools = self.place, self.tools
        trace, found, verdict = self.judged()
        # Up to here nothing was changed; from here on nothing is refused but by the disk.
        if found is not None and verdict is Verdict.DATABASE_REBUILT:
            return self._from_sidecar(found)
        if verdict is Verdict.RECOVERED:
            self.kept.copy(wal_of(place.database))
        database = Database.open(place.database, tools.keys.database)
        try:
            database.migrate()
            if found is None or trace is None or verdict is Verdict.SIDECAR_REBUILT:
                return self._rebuild_sidecar(database, found)
            return self._even_out(database, trace, found, verdict)
        except BaseException:
            database.close()
            raise

    def judged(self) -> tuple[Trace | None, Survey | None, Verdict]:
        """Both files laid side by side, and what the start would do; nothing is changed. Raises as `run` does."""
        place, tools = self.place, self.tools
        found = survey(place.sidecar, tools.keys, tools.open_)
        if found is None and not place.database.exists():
            raise StationError(Reason.DATA_MISSING)
        trace = self._examine()
        if self.trust is not None:
            return trace, found, decided(self.trust, trace, found)
        verdict = judge(trace, found, self.where, self.proven)
        reached = max(trace.batch if trace else 0, found.trace.batch if found else 0)
        if commits_seen(place.heartbeat, tools.keys, tools.open_) > reached:
            raise StationError(Reason.DATA_OLD_COPY)  # both files lost what the heartbeat still knows of
        return trace, found, verdict

    def _examine(self) -> Trace | None:
        """How far the database reaches; None where it is missing or damaged. Raises DATA_CONTRADICTS.

        Closing a database plays its log into it. So one that was not closed is examined on a copy: a start
        that refuses leaves every byte as it was found.
        """
        path = self.place.database
        if not path.exists():
            return None
        log = wal_of(path)
        if log.exists() and log.stat().st_size:
            with private_copy(path) as copy:
                return self._follow(copy)
        return self._follow(path)

    def _follow(self, path: Path) -> Trace | None:
        key = self.tools.keys.database
        try:
            database = Database.open(path, key)
        except DatabaseDamaged as error:
            self.where = f"station.db: {error.what}"
            self.proven = highest_batch(path, key)
            return None
        try:
            return database.trace()
        except DatabaseDamaged as error:
            self.where = f"station.db: {error.what}"
            return None
        except ChainBroken as error:
            # Every page is authentic, yet the chain breaks: an old page was put back. Never healed unseen.
            if self.trust is None:
                raise StationError(Reason.DATA_CONTRADICTS, seq=error.seq) from error
            return None
        finally:
            database.close()

    def _even_out(self, database: Database, trace: Trace, found: Survey, verdict: Verdict) -> _Started:
        """The longer file gives the other what it lacks; both are equal afterwards."""
        entries, torn = 0, found.tail is Tail.TORN
        if verdict is Verdict.RECOVERED:
            entries = self._recover(database, trace)
        sidecar = self._go_on(found)
        if verdict is Verdict.SIDECAR_CAUGHT_UP:
            entries = _catch_up(sidecar, database, found.trace)
        padding = bool(found.notes) and not torn
        recovery = Recovery(verdict, entries, tuple(self.kept.names), torn, padding, self.trust)
        return database, sidecar, found.trace, recovery

    def _go_on(self, found: Survey) -> Sidecar:
        tools = self.tools
        return Sidecar.go_on(self.place.sidecar, found, tools.keys, tools.seal, tools.disk)

    def _recover(self, database: Database, trace: Trace) -> int:
        """Bring the commits that the database lost back from the sidecar."""
        missing = list[Batch]()
        self._read_sidecar(lambda batch: missing.append(batch) if batch.number > trace.batch else None)
        seq = trace.seq
        with database.transaction():
            for batch in missing:
                database.insert(batch, seq + 1)
                seq += len(batch.entries)
        return seqs_of(missing)

    def _from_sidecar(self, found: Survey) -> _Started:
        """Keep the damaged database and write a new one from the sidecar."""
        path, tools = self.place.database, self.tools
        # The log goes first: left beside a new database it could be played into it.
        self.kept.move(wal_of(path), path)
        trace = rebuild_database(path, tools.keys.database, tools.disk, self._read_sidecar)
        torn = found.tail is not Tail.CLEAN
        if torn:
            self.kept.copy(self.place.sidecar)
        database = Database.open(path, tools.keys.database)
        try:
            self._salvage(database)
            sidecar = self._go_on(found)
        except BaseException:
            database.close()
            raise
        recovery = Recovery(Verdict.DATABASE_REBUILT, trace.seq, tuple(self.kept.names), torn, trusted=self.trust)
        return database, sidecar, trace, recovery

    def _salvage(self, database: Database) -> None:
        """Bring over the documents that the damaged database can still give whole."""
        for name in self.kept.names:
            if name.endswith("-" + self.place.database.name):
                with private_copy(self.kept.path(name)) as copy:
                    database.put_blobs(salvaged_blobs(copy, self.tools.keys.database))

    def _rebuild_sidecar(self, database: Database, found: Survey | None) -> _Started:
        """Keep the damaged sidecar and write a new one from the database."""
        place, tools = self.place, self.tools
        if not place.sidecar_folder.is_dir():
            place.sidecar_folder.mkdir(mode=0o700)
            tools.disk.sync_folder(place.sidecar_folder.parent)
        self.kept.copy(place.sidecar)
        sidecar, trace = Sidecar.build(place.sidecar, database.batches(), tools.keys, tools.seal, tools.disk)
        had = found.trace.seq if found is not None else 0
        recovery = Recovery(
            Verdict.SIDECAR_REBUILT, max(trace.seq - had, 0), tuple(self.kept.names), trusted=self.trust
        )
        return database, sidecar, trace, recovery

    def _read_sidecar(self, take: Callable[[Batch], None]) -> None:
        """Hand over every commit that the sidecar can give."""
        survey(self.place.sidecar, self.tools.keys, self.tools.open_, take)


def _catch_up(sidecar: Sidecar, database: Database, before: Trace) -> int:
    """Give the sidecar the one commit it lacks; `before` moves on with it."""
    missing = list(database.batches(before.batch))
    try:
        for batch in missing:
            head = (before.seq, before.hash)
            before.take(batch)
            sidecar.reserve(batch)
            sidecar.append(batch, head)
    except BaseException:
        sidecar.close()
        raise
    return seqs_of(missing)
