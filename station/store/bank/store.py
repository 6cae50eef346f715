"""An open question bank: create, open, look at everything."""

from pathlib import Path

from station.domain.errors import Reason, StationError
from station.store.bank.base import database_of
from station.store.bank.database import BankDatabase
from station.store.bank.listing import Listing
from station.store.bank.records import Records
from station.store.bank.verify import differences
from station.store.database import DatabaseDamaged, refusing_sql
from station.store.disk import Disk, FolderLock, refusing


class BankStore(Records, Listing):
    """One open bank folder. Every call comes from the thread that opened it; one process at a time."""

    @classmethod
    def create(cls, folder: Path, key: bytes, pc_id: str, pc_name: str) -> "BankStore":
        """A new, empty bank in a folder without one. Raises DATA_EXISTS, DATA_IN_USE, DISK_FULL, DATA_READ_ONLY."""
        with refusing():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder)
        try:
            if database_of(folder).exists():
                raise StationError(Reason.DATA_EXISTS)
            with refusing():
                database = BankDatabase.create(database_of(folder), key)
                Disk().sync_folder(folder)
            store: BankStore = cls._of(folder, database, lock)
        except BaseException:
            lock.release()
            raise
        with store.act():
            store.put_setting("here", store.put_pc(pc_id, pc_name))
        return store

    @classmethod
    def open(cls, folder: Path, key: bytes) -> "BankStore":
        """The bank of a folder. The end of the chain is followed and compared with the head outside of the database.

        Raises DATA_MISSING, DATA_IN_USE, DATA_NEWER, DATA_DAMAGED, DATA_OLD_COPY, DATA_CONTRADICTS, DATA_READ_ONLY,
        DISK_FULL, DISK_FAILED, LIBRARY_TOO_OLD.
        """
        lock = FolderLock(folder)
        database = None
        try:
            database = BankDatabase.open(database_of(folder), key)
            store: BankStore = cls._of(folder, database, lock)
            store.check_witness()
        except BaseException as error:
            if database is not None:
                database.close()
            lock.release()
            if isinstance(error, DatabaseDamaged):
                raise StationError(Reason.DATA_DAMAGED, where=f"bank.db: {error.what}") from error
            raise
        return store

    def verify(self) -> None:
        """Look at everything: each page, the whole chain, each content against its steps, each cache against both.

        Raises DATA_DAMAGED naming the first thing that is not what it should be.
        """
        for found in differences(self, self._database):
            raise StationError(Reason.DATA_DAMAGED, where=found)

    def check_pages(self) -> None:
        """Look at every page: each authentic, the trees whole. Raises DATA_DAMAGED."""
        for found in self._database.check():
            raise StationError(Reason.DATA_DAMAGED, where=f"bank.db: {found}")

    def rebuild(self) -> None:
        """Make list and search anew from steps and contents."""
        questions = [row[0] for row in self._c.execute("SELECT DISTINCT question FROM version ORDER BY question")]
        with self.act():
            self._c.execute("DELETE FROM current")
            self._c.execute("DELETE FROM face")
            self._c.execute("INSERT INTO words (words) VALUES ('delete-all')")
            for question in questions:
                self.relist(question)

    def copy_to(self, path: Path, key: bytes) -> None:
        """Write the whole database to a new file under `key`, through the library's backup. Not inside `act`."""
        target = BankDatabase.connect(path, key)
        try:
            with refusing_sql():
                target.connection.execute("PRAGMA synchronous = FULL")
                self._c.backup(target.connection)
        finally:
            target.close()
