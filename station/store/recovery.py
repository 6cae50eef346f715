"""The start: lay database and sidecar side by side, heal what one of them can prove, refuse the rest (security c6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from station.domain.errors import Reason, StationError
from station.domain.journal import ChainBroken
from station.store.batch import Batch, Open, Seal, StoreKeys, Trace, seqs_of
from station.store.database import Database, DatabaseDamaged, wal_of
from station.store.disk import Disk
from station.store.kept import Kept
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

    entries: how many entries were copied to the file that lacked them; kept: names under `damaged/`; torn: the last
    record of the sidecar was half written and cut; padding: the sidecar's reserved room had to be mended.
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
        database.write(batch, first)

    try:
        fill(take)
        database.checkpoint()
    finally:
        database.close()
    disk.move(beside, path)
    return trace


class Start:
    """One start of one folder. `run` gives the open database, the open sidecar and what was healed."""

    def __init__(self, place: Place, tools: Tools, trust: Trust | None = None) -> None:
        self.place, self.tools, self.trust = place, tools, trust
        self.kept = Kept(place.folder, tools.disk)
        self.database: Database | None = None
        self.where = "station.db"

    def run(self) -> tuple[Database, Sidecar, Trace, Recovery]:
        """Raises DATA_MISSING, DATA_DAMAGED, DATA_OLD_COPY, DATA_CONTRADICTS, DATA_NEWER, DATA_IN_USE,
        DATA_READ_ONLY, DISK_FULL, DISK_FAILED, LIBRARY_TOO_OLD; OSError from the file system."""
        tools = self.tools
        found = survey(self.place.sidecar, tools.keys, tools.open_)
        if found is None and not self.place.database.exists():
            raise StationError(Reason.DATA_MISSING)
        try:
            trace = self.examine()
            verdict = decided(self.trust, trace, found) if self.trust else judge(trace, found, self.where)
            recovery, sidecar, head = self.act(verdict, trace, found)
            assert self.database is not None
            return self.database, sidecar, head, recovery
        except BaseException:
            if self.database is not None:
                self.database.close()
            raise

    def examine(self) -> Trace | None:
        """How far the database reaches; None where it is missing or damaged. Raises DATA_CONTRADICTS."""
        if not self.place.database.exists():
            return None
        try:
            self.database = Database.open(self.place.database, self.tools.keys.database)
            return self.database.trace()
        except DatabaseDamaged as error:
            self.where = f"station.db: {error.what}"
        except ChainBroken as error:
            # Every page is authentic and yet the chain breaks: an old page was put back. Not a damage to heal unseen.
            if self.trust is None:
                raise StationError(Reason.DATA_CONTRADICTS, seq=error.seq) from error
        if self.database is not None:
            self.database.close()
            self.database = None
        return None

    def act(self, verdict: Verdict, trace: Trace | None, found: Survey | None) -> tuple[Recovery, Sidecar, Trace]:
        """Do what the verdict says; both files are equal afterwards."""
        if verdict is Verdict.SIDECAR_REBUILT:
            assert trace is not None
            return self.rebuild_sidecar(trace, found)
        assert found is not None
        if verdict is Verdict.DATABASE_REBUILT:
            return self.from_sidecar(found)
        assert trace is not None
        entries = 0
        if verdict is Verdict.RECOVERED:
            entries = self.recover(trace, found)
            trace = found.trace
        sidecar = self.go_on(found)
        if verdict is Verdict.SIDECAR_CAUGHT_UP:
            entries = self.catch_up(sidecar, found.trace)
        torn = found.tail is Tail.TORN
        recovery = Recovery(verdict, entries, tuple(self.kept.names), torn, bool(found.notes) and not torn, self.trust)
        return recovery, sidecar, trace

    def go_on(self, found: Survey) -> Sidecar:
        tools = self.tools
        return Sidecar.go_on(self.place.sidecar, found, tools.keys, tools.seal, tools.disk)

    def recover(self, trace: Trace, found: Survey) -> int:
        """Bring the commits that the database lost back from the sidecar."""
        assert self.database is not None
        self.kept.copy(wal_of(self.place.database))
        missing: list[Batch] = []
        self.read_sidecar(lambda batch: missing.append(batch) if batch.number > trace.batch else None)
        seq = trace.seq
        for batch in missing:
            self.database.write(batch, seq + 1)
            seq += len(batch.entries)
        return seqs_of(missing)

    def catch_up(self, sidecar: Sidecar, before: Trace) -> int:
        """Give the sidecar the one commit it lacks; `before` moves on with it."""
        assert self.database is not None
        missing = list(self.database.batches(before.batch))
        for batch in missing:
            head = (before.seq, before.hash)
            before.take(batch)
            try:
                sidecar.reserve(batch)
                sidecar.append(batch, head)
            except BaseException:
                sidecar.close()
                raise
        return seqs_of(missing)

    def from_sidecar(self, found: Survey) -> tuple[Recovery, Sidecar, Trace]:
        """Keep the damaged database and write a new one from the sidecar."""
        path, tools = self.place.database, self.tools
        if self.database is not None:
            self.database.close()
            self.database = None
        # The log goes first: left beside a new database it could be played into it.
        self.kept.move(wal_of(path), path)
        trace = rebuild_database(path, tools.keys.database, tools.disk, self.read_sidecar)
        self.database = Database.open(path, tools.keys.database)
        if found.tail is not Tail.CLEAN:
            self.kept.copy(self.place.sidecar)
        sidecar = self.go_on(found)
        torn = found.tail is not Tail.CLEAN
        kept = tuple(self.kept.names)
        return Recovery(Verdict.DATABASE_REBUILT, trace.seq, kept, torn, trusted=self.trust), sidecar, trace

    def rebuild_sidecar(self, trace: Trace, found: Survey | None) -> tuple[Recovery, Sidecar, Trace]:
        """Keep the damaged sidecar and write a new one from the database."""
        assert self.database is not None
        place, tools = self.place, self.tools
        if not place.sidecar_folder.is_dir():
            place.sidecar_folder.mkdir(mode=0o700)
            tools.disk.sync_folder(place.sidecar_folder.parent)
        self.kept.copy(place.sidecar)
        batches: Iterable[Batch] = self.database.batches()
        sidecar, _ = Sidecar.build(place.sidecar, batches, tools.keys, tools.seal, tools.disk)
        had = found.trace.seq if found is not None else 0
        kept = tuple(self.kept.names)
        return Recovery(Verdict.SIDECAR_REBUILT, max(trace.seq - had, 0), kept, trusted=self.trust), sidecar, trace

    def read_sidecar(self, take: Callable[[Batch], None]) -> None:
        """Hand over every commit that the sidecar can give."""
        survey(self.place.sidecar, self.tools.keys, self.tools.open_, take)
