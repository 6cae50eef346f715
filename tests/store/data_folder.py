"""A data folder for tests: made, filled, crashed, damaged and opened again, all with real files."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from station import vault
from station.domain.clock import Moment
from station.domain.journal import Draft, Entry, canonical
from station.store import Disk, Inspection, Store, StoreKeys, Trust, inspect

MASTER = bytes(range(32))
KEYS = StoreKeys.of(MASTER, vault.derive)
BALLAST = 64 << 10
KEYRING = b'{"format": 1, "slots": {}}\n'


def draft(number: int, text: str = "") -> Draft:
    """An answer of a candidate, the `number`-th."""
    at = Moment("boot-1", 1000 + number, 2000 + number, 2000 + number)
    return Draft("option_set", 1, canonical({"n": number, "text": text}), "c-01", "candidate", at)


class DataFolder:
    """One folder with the keys it was made with."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "station.db"

    @property
    def wal(self) -> Path:
        """Its write-ahead log."""
        return self.path / "station.db-wal"

    @property
    def sidecar(self) -> Path:
        """The sealed second copy."""
        return self.path / "sidecar" / "journal.side"

    def create(self, disk: Disk | None = None) -> Store:
        """A new folder, with a keyring file."""
        store = Store.create(
            self.path, KEYS, vault.seal, vault.open_sealed, station="01", ballast_bytes=BALLAST, disk=disk
        )
        (self.path / "keyring.json").write_bytes(KEYRING)
        return store

    def open(self, trust: Trust | None = None, disk: Disk | None = None) -> Store:
        """The folder opened by the start rule."""
        return Store.open(
            self.path,
            KEYS,
            vault.seal,
            vault.open_sealed,
            station="01",
            ballast_bytes=BALLAST,
            disk=disk,
            trust=trust,
        )

    def inspect(self) -> Inspection:
        """The folder looked at without writing."""
        digest = hashlib.sha256(KEYRING).hexdigest()
        return inspect(self.path, KEYS, vault.open_sealed, keyring_sha256=digest, ballast_bytes=BALLAST)

    def copied(self, target: Path) -> "DataFolder":
        """The files as they lie now: what a killed process leaves, or an old copy."""
        shutil.copytree(self.path, target)
        return DataFolder(target)

    def files(self) -> dict[str, bytes]:
        """Every file by its name in the folder."""
        found = sorted(path for path in self.path.rglob("*") if path.is_file())
        return {str(path.relative_to(self.path)): path.read_bytes() for path in found}

    def entries(self) -> list[Entry]:
        """What a start finds; the folder is closed again."""
        with self.open() as store:
            return list(store.entries())


def flip(path: Path, offset: int, bit: int = 0) -> None:
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


def crashed(folder: Path, checkpointed: int = 5, later: int = 7) -> DataFolder:
    """A folder as a kill leaves it: some entries in the database file, later ones only in log and sidecar."""
    made = DataFolder(folder / "made")
    with made.create() as store:
        for number in range(checkpointed):
            store.append([draft(number)])
        store.put_person_key("p-1", bytes(32))
        store.checkpoint()
        for number in range(checkpointed, checkpointed + later):
            store.append([draft(number)])
        return made.copied(folder / "crashed")


def drafts(count: int) -> Iterator[Draft]:
    """Answers 0 to count - 1."""
    return map(draft, range(count))
