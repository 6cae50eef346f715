"""An open bank: connection, head of the chain, one transaction per act, small settings."""

import contextlib
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from question_bank.workflow import Act, Step
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.store.bank.chain import COLUMNS, GENESIS, PLACES, Row, continues, link
from station.store.bank.database import NAME, BankDatabase
from station.store.database import DatabaseDamaged
from station.store.disk import FolderLock, replace_file

HEAD = "head.json"
_TAIL = 500
"""Lines of the chain that are followed at each opening; all of them by `verify`."""


class Base:
    """What the parts of `BankStore` share. Every call comes from the thread that opened it.

    After a failure that leaves doubt whether the medium keeps what it was given, every later write is refused with
    DISK_FAILED.
    """

    def __init__(self, folder: Path, database: BankDatabase, lock: FolderLock) -> None:
        self.folder = folder
        self._database, self._lock = database, lock
        self._c = database.connection
        self._failed = self._closed = False
        self._settings: dict[str, Any] = {}
        self._pcs: dict[int, tuple[str, str]] = {}
        self._highest: dict[str, int] = {}
        self._seq, self._hash, self._pc_seq = 0, GENESIS, 0
        self._witnessed = 0

    # --- open and close ---

    @classmethod
    def _of(cls, folder: Path, database: BankDatabase, lock: FolderLock) -> Any:
        store = cls(folder, database, lock)
        store._load()
        return store

    def _load(self) -> None:
        """What is kept in memory. Raises DatabaseDamaged where the chain's end does not hold."""
        self._settings = {name: json.loads(value) for name, value in self._c.execute("SELECT name, value FROM meta")}
        self._pcs = {number: (name, full) for number, name, full in self._c.execute("SELECT number, id, name FROM pc")}
        self._highest = {}
        rows = [Row(*row) for row in self._c.execute(f"SELECT {COLUMNS} FROM step ORDER BY seq DESC LIMIT {_TAIL}")]
        rows.reverse()
        for before, row in itertools.pairwise(rows):
            if not continues(row, before.hash, before.seq, self._pc(row.pc)):
                raise DatabaseDamaged(f"step {row.seq}")
        if rows and rows[0].seq == 1 and not continues(rows[0], GENESIS, 0, self._pc(rows[0].pc)):
            raise DatabaseDamaged("step 1")
        self._seq, self._hash = (rows[-1].seq, rows[-1].hash) if rows else (0, GENESIS)
        query = "SELECT max(pc_seq) FROM step WHERE pc = ?"
        self._pc_seq = self._c.execute(query, (self._settings.get("here", 0),)).fetchone()[0] or 0

    def _pc(self, number: int) -> str:
        if number not in self._pcs:
            raise DatabaseDamaged("pc")
        return self._pcs[number][0]

    def check_witness(self) -> None:
        """Compare the chain with its head outside of the database. Raises DATA_OLD_COPY, DATA_CONTRADICTS.

        An older copy of the file put back alone is found; whoever puts back both is found by the other PCs of the bank
        and by its backups.
        """
        try:
            said = json.loads((self.folder / HEAD).read_bytes())
            seq, sha256 = int(said["seq"]), str(said["hash"])
        except (OSError, ValueError, KeyError, TypeError):
            raise StationError(Reason.DATA_CONTRADICTS, seq=self._seq) from None
        if seq > self._seq:
            raise StationError(Reason.DATA_OLD_COPY)
        row = self._c.execute("SELECT hash FROM step WHERE seq = ?", (seq,)).fetchone()
        if (row[0] if row else GENESIS).hex() != sha256:
            raise StationError(Reason.DATA_CONTRADICTS, seq=seq)
        self._witnessed = seq
        self._witness()

    def _witness(self) -> None:
        if self._witnessed != self._seq or not self._seq:
            replace_file(self.folder / HEAD, json.dumps({"seq": self._seq, "hash": self._hash.hex()}).encode())
            self._witnessed = self._seq

    def close(self) -> None:
        """Let go of every file. Twice is no error."""
        if not self._closed:
            self._closed = True
            self._database.close()
            self._lock.release()

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    # --- one act, one commit ---

    @contextlib.contextmanager
    def act(self) -> Iterator[None]:
        """One commit at the end, or nothing at all. Inside another `act` it is part of that one.

        What is committed is never told as refused: a head that cannot be written follows with the next act or opening.
        Raises DISK_FULL, DATA_READ_ONLY (nothing was written) or DISK_FAILED (this store takes no more).
        """
        if self._failed or self._closed:
            raise StationError(Reason.DISK_FAILED)
        if self._c.in_transaction:
            yield
            return
        try:
            with self._database.transaction():
                yield
                last = self._c.execute("SELECT seq FROM step ORDER BY seq DESC LIMIT 1").fetchone()
                assert (last[0] if last else 0) == self._seq, "a step past the chain"
        except BaseException as error:
            if isinstance(error, StationError) and error.reason is Reason.DISK_FAILED:
                self._failed = True
            else:
                self._load()
            raise
        try:
            self._witness()
        except StationError as error:
            self._failed = error.reason is Reason.DISK_FAILED

    @property
    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last step; (0, GENESIS) before the first. Whatever changes the bank moves it."""
        return self._seq, self._hash

    def append(self, steps: Sequence[Step]) -> None:
        """Continue the chain by acts on questions that were done here. Inside `act`."""
        here = int(self._settings["here"])
        name = self._pc(here)
        rows = []
        for step in steps:
            row = link(self._hash, self._seq + 1, step, here, name, self._pc_seq + 1)
            self._seq, self._hash, self._pc_seq = row.seq, row.hash, self._pc_seq + 1
            rows.append(row)
        self._put_rows(rows)

    def record(self, act: str, person: str, at_ms: int, facts: dict[str, Any], sha256: str = "") -> None:
        """Continue the chain by something else that happened: custody, an import, a form, a release. Inside `act`."""
        here = int(self._settings["here"])
        step = Step(Act.CREATED, "", 0, person, at_ms, sha256, comment=canonical(facts))
        row = link(self._hash, self._seq + 1, step, here, self._pc(here), None, act)
        self._seq, self._hash = row.seq, row.hash
        self._put_rows([row])

    def _put_rows(self, rows: Sequence[Row]) -> None:
        # OR ROLLBACK, as in station.store.database: with ABORT the library keeps a copy of each page for each row.
        self._c.executemany(f"INSERT OR ROLLBACK INTO step ({COLUMNS}) VALUES ({PLACES})", rows)

    def forget_numbers(self) -> None:
        """Read again what is kept in memory, after this PC took another id."""
        self._load()

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """Lines of the chain, in order."""
        query = f"SELECT {COLUMNS} FROM step WHERE seq >= ?1 AND (?2 IS NULL OR seq <= ?2) ORDER BY seq"
        for row in self._c.execute(query, (first, last)):
            yield Row(*row)

    def records(self, act: str) -> Iterator[Row]:
        """Lines of one kind that are no acts on questions."""
        query = f"SELECT {COLUMNS} FROM step WHERE question = '' AND version = 0 AND act = ? ORDER BY seq"
        for row in self._c.execute(query, (act,)).fetchall():
            yield Row(*row)

    # --- settings and PCs ---

    def setting(self, name: str, default: Any = None) -> Any:
        """A small fact about the bank: bank, name, mark, sections, policy, here."""
        return self._settings.get(name, default)

    def put_setting(self, name: str, value: Any) -> None:
        """Keep it. Inside `act`."""
        self._c.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, canonical(value)))
        self._settings[name] = value

    @property
    def pc_id(self) -> str:
        """The random id of this PC."""
        return self._pc(int(self._settings["here"]))

    @property
    def pc_name(self) -> str:
        """What this PC is called."""
        return self._pcs[int(self._settings["here"])][1]

    def pcs(self) -> dict[str, str]:
        """Name by id of every PC that steps came from."""
        return dict(self._pcs.values())

    def put_pc(self, pc_id: str, name: str) -> int:
        """Know a PC (or its new name) and return its number here. Inside `act`."""
        for number, (known, _) in self._pcs.items():
            if known == pc_id:
                self._c.execute("UPDATE pc SET name = ? WHERE number = ?", (name, number))
                self._pcs[number] = (pc_id, name)
                return number
        number = 1 + max(self._pcs, default=0)
        self._c.execute("INSERT INTO pc (number, id, name) VALUES (?, ?, ?)", (number, pc_id, name))
        self._pcs[number] = (pc_id, name)
        return number


def database_of(folder: Path) -> Path:
    """Where the database of a bank lies."""
    return folder / NAME
