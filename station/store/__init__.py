"""Where the journal lies: an encrypted database and a sealed second copy, one chain (security c6, c7)."""

from station.store.backup import Contents, Restored, keyring_of, restore, verify_backup
from station.store.ballast import BALLAST_BYTES
from station.store.batch import StoreKeys
from station.store.database import library_versions
from station.store.disk import Disk, refusal, refusing, replace_file
from station.store.dispute import Dispute, Side, dispute
from station.store.inspect import Difference, Finding, Inspection, inspect
from station.store.recovery import Recovery
from station.store.store import Store
from station.store.verdict import Trust, Verdict

__all__ = [
    "BALLAST_BYTES",
    "Contents",
    "Difference",
    "Disk",
    "Dispute",
    "Finding",
    "Inspection",
    "Recovery",
    "Restored",
    "Side",
    "Store",
    "StoreKeys",
    "Trust",
    "Verdict",
    "dispute",
    "inspect",
    "keyring_of",
    "library_versions",
    "refusal",
    "refusing",
    "replace_file",
    "restore",
    "verify_backup",
]
