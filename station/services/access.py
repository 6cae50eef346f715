"""The keyring file of a data folder: who can unlock it, and with what (security c2b)."""

import os
from pathlib import Path

from station.domain.errors import Reason, StationError
from station.vault import Keyring

NAME = "keyring.json"


def read_keyring(folder: Path) -> Keyring:
    """The folder's keyring. Raises DATA_MISSING, DATA_DAMAGED."""
    try:
        return Keyring.from_bytes((folder / NAME).read_bytes())
    except FileNotFoundError:
        raise StationError(Reason.DATA_MISSING) from None
    except ValueError:
        raise StationError(Reason.DATA_DAMAGED, where=NAME) from None


def write_keyring(folder: Path, keyring: Keyring) -> None:
    """Put the keyring on disk: beside, synced, replaced."""
    target = folder / NAME
    beside = target.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(keyring.to_bytes())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)


def check_passphrase(folder: Path, slot: str, passphrase: str) -> bytes:
    """The master key, opened with that slot's passphrase. Raises PASSPHRASE_WRONG."""
    return bytes(read_keyring(folder).unlock(slot, passphrase))
