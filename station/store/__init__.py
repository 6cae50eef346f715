"""Where the journal lies: an encrypted database and a sealed second copy, one appendable chain (security c6, c7)."""

from station.store.ballast import BALLAST_BYTES
from station.store.batch import StoreKeys
from station.store.database import library_versions
from station.store.disk import Disk, replace_file
from station.store.recovery import Recovery
from station.store.store import Store
from station.store.verdict import Trust, Verdict

__all__ = [
    "BALLAST_BYTES",
    "Disk",
    "Recovery",
    "Store",
    "StoreKeys",
    "Trust",
    "Verdict",
    "library_versions",
    "replace_file",
]
