"""What a damaged database can still give: documents that have their hash, and how far its journal reached."""

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2 as sql

from station.domain.errors import StationError
from station.store.database import Database


def salvaged_blobs(path: Path, key: bytes) -> dict[str, bytes]:
    """The documents of a damaged database that still have their hash; what cannot be read is passed over."""
    found: dict[str, bytes] = {}
    with contextlib.suppress(StationError, sql.Error):
        database = Database.connect(path, key)
        try:
            for row in range(1, database.last_blob() + 1):
                with contextlib.suppress(sql.DatabaseError):
                    found.update(database.blob_of_row(row))
        finally:
            database.close()
    return found


def highest_batch(path: Path, key: bytes) -> int:
    """The highest commit that can be seen in a damaged database, 0 where nothing can."""
    with contextlib.suppress(StationError, sql.Error):
        database = Database.connect(path, key)
        try:
            return database.highest_batch()
        finally:
            database.close()
    return 0
