"""The encrypted database of one data folder (SQLCipher; security c7). The only SQL of the station."""

import contextlib
import hashlib
import heapq
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import dbapi2 as sql

from station.domain.errors import Reason, StationError
from station.store.batch import Batch, Trace

OLDEST_SQLITE = (3, 51, 3)  # before it, a checkpoint could reset a WAL that was still needed
_MIGRATIONS = Path(__file__).with_name("migrations")
_REFUSALS = {
    sql.SQLITE_FULL: Reason.DISK_FULL,
    sql.SQLITE_READONLY: Reason.DATA_READ_ONLY,
    sql.SQLITE_BUSY: Reason.DATA_IN_USE,
    sql.SQLITE_LOCKED: Reason.DATA_IN_USE,
    sql.SQLITE_CORRUPT: Reason.DATA_DAMAGED,
    sql.SQLITE_NOTADB: Reason.DATA_DAMAGED,
}
# Settings that are read back: (pragma, value to set, value that must be read). The order counts.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("wal_autocheckpoint", "0", 0),
)


class DatabaseDamaged(Exception):
    """The file exists, its key is right, and it cannot be trusted: `what` names the check that failed."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def refuse_old_library() -> None:
    """Raises LIBRARY_TOO_OLD where SQLite is older than the station may use."""
    if sql.sqlite_version_info < OLDEST_SQLITE:
        raise StationError(Reason.LIBRARY_TOO_OLD)


def library_versions() -> dict[str, str]:
    """Versions of the database libraries, for the journal."""
    return {"sqlite": sql.sqlite_version, "sqlcipher3": sql.version}


def wal_of(path: Path) -> Path:
    """The write-ahead log that belongs to a database file."""
    return path.with_name(path.name + "-wal")


def _refusal(error: sql.Error) -> StationError:
    code = getattr(error, "sqlite_errorcode", None) or 0
    return StationError(_REFUSALS.get(code & 0xFF, Reason.DISK_FAILED))


@contextlib.contextmanager
def refusing_sql() -> Iterator[None]:
    """Turn what the library says about disk and file into its refusal; our own bugs pass."""
    try:
        yield
    except (sql.OperationalError, sql.DatabaseError) as error:
        if isinstance(error, (sql.ProgrammingError, sql.IntegrityError, sql.NotSupportedError)):
            raise  # a bug of ours, not a refusal of the disk
        raise _refusal(error) from error


def migrations(folder: Path = _MIGRATIONS) -> list[str]:
    """The SQL of every format so far, in order; format n is reached by the first n."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9]*.sql"))]


class Database:
    """One open connection. It belongs to the thread that opened it and locks the file for itself."""

    LOCKS_MEMORY = True

    @classmethod
    def settings(cls) -> Iterable[tuple[str, str, object]]:
        """(pragma, value to set, value that must be read), in their order."""
        return _SETTINGS

    @classmethod
    def formats(cls) -> list[str]:
        """The SQL of every format so far, in order."""
        return migrations()

    def __init__(self, connection: Any) -> None:
        self._c = connection

    @classmethod
    def create(cls, path: Path, key: bytes) -> Self:
        """A new, empty database. Raises OSError, DISK_FULL, DISK_FAILED, DATA_READ_ONLY."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # the log gets the same rights
        database = cls.connect(path, key)
        try:
            with refusing_sql():
                database._settle()
                database.migrate()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open(cls, path: Path, key: bytes) -> Self:
        """An existing database, checked page by page and not yet migrated.

        Raises DatabaseDamaged; StationError DATA_NEWER, DATA_IN_USE, DATA_READ_ONLY, DISK_FULL,
        LIBRARY_TOO_OLD.
        """
        database = cls.connect(path, key)
        try:
            with refusing_sql():
                database._settle()
                database.refuse_newer()
                found = database.check() or database.check_schema()
            if found:
                raise DatabaseDamaged(found[0])
        except StationError as error:
            database.close()
            if error.reason in (Reason.DATA_DAMAGED, Reason.DISK_FAILED) and not error.facts:
                raise DatabaseDamaged("file") from error
            raise
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def connect(cls, path: Path, key: bytes) -> Self:
        """A bare connection, nothing read and nothing checked."""
        refuse_old_library()
        with refusing_sql():
            connection = sql.connect(str(path), isolation_level=None, timeout=0, cached_statements=64)
            # Before anything can find damage: the library would print it over the kiosk's screen.
            connection.execute("PRAGMA cipher_log_level = NONE")
            if cls.LOCKS_MEMORY:
                connection.execute("PRAGMA cipher_memory_security = ON")
            connection.set_key(f"x'{bytes(key).hex()}'")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # no file of shared memory appears
        return cls(connection)

    def _settle(self) -> None:
        for name, value, read_back in self.settings():
            self._c.execute(f"PRAGMA {name} = {value}")
            found = self._one(f"PRAGMA {name}")
            if found != read_back:
                # An exclusive lock or a setting that was not taken: nothing is written under other rules.
                raise StationError(Reason.DISK_FAILED, setting=name)
        self._c.execute("PRAGMA mmap_size = 0")

    def refuse_newer(self) -> None:
        """Raises DATA_NEWER for a format that this program does not know."""
        found, known = self._one("PRAGMA user_version"), len(self.formats())
        if found > known:
            raise StationError(Reason.DATA_NEWER, found=found, known=known)

    def migrate(self) -> None:
        """Bring the format up to this program's, one commit per step.

        Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY.
        """
        scripts = self.formats()
        with refusing_sql():
            for version in range(self._one("PRAGMA user_version"), len(scripts)):
                step = f"BEGIN IMMEDIATE;\n{scripts[version]}\nPRAGMA user_version = {version + 1};\nCOMMIT;"
                try:
                    self._c.executescript(step)
                except sql.Error:
                    self.rollback()
                    raise

    def _one(self, query: str, *values: object) -> Any:
        row = self._c.execute(query, values).fetchone()
        return row[0] if row else None

    def check(self) -> list[str]:
        """What page by page examination finds: nothing where every page is authentic and the trees hold."""
        try:
            found = [f"cipher: {row[0]}" for row in self._c.execute("PRAGMA cipher_integrity_check")]
            found += [f"pages: {row[0]}" for row in self._c.execute("PRAGMA integrity_check") if row[0] != "ok"]
        except sql.DatabaseError as error:
            if _refusal(error).reason in (Reason.DATA_IN_USE, Reason.DATA_READ_ONLY):
                raise
            found = ["unreadable"]
        return found

    def check_schema(self) -> list[str]:
        """Whether tables and triggers are those of the format that the file says it has."""
        own = contextlib.closing(sql.connect(":memory:", isolation_level=None))
        with own as pattern:
            for script in self.formats()[: self._one("PRAGMA user_version")]:
                pattern.executescript(script)
            query = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
            if pattern.execute(query).fetchall() != self._c.execute(query).fetchall():
                return ["schema"]
        return []

    def write(self, batch: Batch, first_seq: int) -> None:
        """Commit a batch whose first entry is `first_seq`; back when it is on the medium.

        Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY; then nothing was written.
        """
        with self.transaction():
            self.insert(batch, first_seq)

    def insert(self, batch: Batch, first_seq: int) -> None:
        """Add a batch to the open transaction."""
        rows = [(first_seq + at, batch.number, data) for at, data in enumerate(batch.entries)]
        keys = [(person, batch.number, key) for person, key in batch.persons]
        # OR ROLLBACK: what does not fit is a bug and ends the whole transaction. With the usual ABORT the library
        # would keep a copy of every page for each row, and the insert takes more than twice as long.
        if rows:
            self._c.executemany("INSERT OR ROLLBACK INTO entry (seq, batch, data) VALUES (?, ?, ?)", rows)
        if keys:
            self._c.executemany("INSERT OR ROLLBACK INTO person_key (person, batch, key) VALUES (?, ?, ?)", keys)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One commit at the end, or nothing at all. Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY."""
        with refusing_sql():
            self._c.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._c.execute("COMMIT")
            except BaseException:
                self.rollback()
                raise

    def rollback(self) -> None:
        """Leave a transaction that failed; the library may have left it already."""
        with contextlib.suppress(sql.Error):
            if self._c.in_transaction:
                self._c.execute("ROLLBACK")

    def trace(self) -> Trace:
        """Follow every commit.

        Raises DatabaseDamaged for an unreadable page, ChainBroken for a broken chain.
        """
        trace = Trace()
        try:
            for batch in self.batches():
                trace.take(batch)
        except sql.DatabaseError as error:
            raise DatabaseDamaged("entries") from error
        return trace

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """The commits above number `after`, in order."""
        entries = self._c.execute("SELECT batch, seq, data FROM entry WHERE batch > ? ORDER BY seq", (after,))
        keys = self._c.execute(
            "SELECT batch, person, key FROM person_key WHERE batch > ? ORDER BY batch, person", (after,)
        )
        rows: Iterator[tuple[int, int | str, bytes]] = heapq.merge(entries, keys, key=lambda row: row[0])
        for number, group in itertools.groupby(rows, key=lambda row: row[0]):
            members = list(group)
            yield Batch(
                number,
                tuple(data for _, seq, data in members if isinstance(seq, int)),
                tuple((name, key) for _, name, key in members if isinstance(name, str)),
            )

    def entries(self, from_seq: int) -> Iterator[bytes]:
        """The encoded entries from `from_seq` on."""
        for (data,) in self._c.execute("SELECT data FROM entry WHERE seq >= ? ORDER BY seq", (from_seq,)):
            yield data

    def entries_at(self, seqs: Iterable[int]) -> dict[int, bytes]:
        """The encoded entries of these numbers by number, those that are there."""
        query = "SELECT seq, data FROM entry WHERE seq IN (SELECT value FROM json_each(?))"
        return dict(self._c.execute(query, (json.dumps(list(seqs)),)))

    def highest_batch(self) -> int:
        """The number of the last entry's commit, 0 where there is none."""
        return self._one("SELECT batch FROM entry ORDER BY seq DESC LIMIT 1") or 0

    def person_keys(self, person: str | None = None) -> dict[str, bytes]:
        """The keys of all persons, or of one."""
        if person is None:
            return dict(self._c.execute("SELECT person, key FROM person_key"))
        return dict(self._c.execute("SELECT person, key FROM person_key WHERE person = ?", (person,)))

    def put_blobs(self, blobs: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> None:
        """Store documents under their hashes; what is there stays.

        Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY.
        """
        pairs = blobs.items() if isinstance(blobs, Mapping) else blobs
        with self.transaction():
            for sha256, data in pairs:
                if self._one("SELECT 1 FROM blob WHERE sha256 = ?", sha256) is None:
                    self._c.execute("INSERT INTO blob (sha256, data) VALUES (?, ?)", (sha256, data))

    def blob(self, sha256: str) -> bytes | None:
        """A document, or None; also None where its bytes no longer have their hash."""
        found: bytes | None = self._one("SELECT data FROM blob WHERE sha256 = ?", sha256)
        return found if found is not None and hashlib.sha256(found).hexdigest() == sha256 else None

    def last_blob(self) -> int:
        """The highest row number among the documents, 0 where there is none."""
        return self._one("SELECT max(rowid) FROM blob") or 0

    def blob_of_row(self, row: int) -> dict[str, bytes]:
        """The document of one row by its hash; empty where its bytes do not have that hash."""
        found = self._c.execute("SELECT sha256, data FROM blob WHERE rowid = ?", (row,))
        return {sha256: data for sha256, data in found if hashlib.sha256(data).hexdigest() == sha256}

    def blobs(self) -> Iterator[tuple[str, bytes]]:
        """Every document, unchecked."""
        yield from self._c.execute("SELECT sha256, data FROM blob ORDER BY sha256")

    def checkpoint(self) -> None:
        """Bring everything into the database file and empty the log.

        Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY.
        """
        with refusing_sql():
            busy, _, _ = self._c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StationError(Reason.DISK_FAILED, where="checkpoint")

    def page_count(self) -> tuple[int, int]:
        """How many pages the database should have, and their size in bytes."""
        return int(self._one("PRAGMA page_count")), int(self._one("PRAGMA page_size"))

    def close(self) -> None:
        """Close. The library tidies its log away if it can."""
        with contextlib.suppress(sql.Error):
            self._c.close()
