"""The encrypted database of a question bank: the connection of `station.store.database` under rules of its own."""

from pathlib import Path
from typing import Any

from station.domain.errors import Reason, StationError
from station.store.database import Database, DatabaseDamaged, migrations, refusing_sql

NAME = "bank.db"
_MIGRATIONS = Path(__file__).with_name("migrations")
# A rollback journal instead of a write-ahead log: a bank has no sidecar from which the lost tail of a log could be
# healed (security, finding 1), and its acts are so rare that the dearer commit is not felt.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("journal_mode", "PERSIST", "persist"),
    ("journal_size_limit", "1048576", 1048576),
    ("recursive_triggers", "ON", 1),  # REPLACE must not delete past the triggers
    ("cache_size", "-131072", -131072),  # the whole list stays deciphered: 100,000 questions are searched at once
)


class BankDatabase(Database):
    """One open connection; it belongs to the thread that opened it."""

    # Locking and unlocking each single piece of memory made imports five times slower, and more so the more pages were
    # held. It keeps pages out of the swap; but every text of a bank passes through Python and the screen, which nobody
    # locks, and copies of the key stay in any case (security, finding 6): a bank's PC has no swap or an encrypted one.
    LOCKS_MEMORY = False

    @classmethod
    def settings(cls) -> tuple[tuple[str, str, object], ...]:
        """(pragma, value to set, value that must be read), in their order."""
        return _SETTINGS

    @classmethod
    def formats(cls) -> list[str]:
        """The SQL of every format so far, in order."""
        return migrations(_MIGRATIONS)

    @classmethod
    def open(cls, path: Path, key: bytes) -> "BankDatabase":
        """An existing bank, migrated where it is older; not checked page by page.

        A hall opens its data once a day and looks at every page; a bank is opened many times a day and may hold
        hundreds of MiB. Each page that is read is authentic (SQLCipher) and the tail of the chain is followed at each
        opening; all pages are looked at by `check`, before each backup and on demand.
        Raises DatabaseDamaged; StationError DATA_NEWER, DATA_IN_USE, DATA_READ_ONLY, DISK_FULL, LIBRARY_TOO_OLD.
        """
        if not path.is_file():
            raise StationError(Reason.DATA_MISSING)
        database = cls.connect(path, key)
        try:
            with refusing_sql():
                database._settle()
                database.refuse_newer()
                found = database.check_schema()
            if found:
                raise DatabaseDamaged(found[0])
            database.migrate()
        except StationError as error:
            database.close()
            if error.reason in (Reason.DATA_DAMAGED, Reason.DISK_FAILED) and not error.facts:
                raise DatabaseDamaged("file") from error
            raise
        except BaseException:
            database.close()
            raise
        return database

    @property
    def connection(self) -> Any:
        """The bare connection, for the other files of this room."""
        return self._c
