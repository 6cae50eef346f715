"""The keyring file of a data folder: who can unlock it, and with what (security c2b)."""

from collections.abc import Iterable
from pathlib import Path

from station.domain.errors import Reason, StationError
from station.vault import Keyring

NAME = "keyring.json"


def read_keyring(folder: Path) -> Keyring:
    """The folder's keyring. Raises DATA_MISSING, DATA_DAMAGED."""
    try:
        return Keyring.from_bytes((folder / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise StationError(Reason.DATA_MISSING) from None
    except (OSError, ValueError):
        raise StationError(Reason.DATA_DAMAGED, where=NAME) from None


def write_keyring(folder: Path, keyring: Keyring) -> None:
    """Put the keyring on disk: beside, synced, replaced."""
    from station.store import replace_file  # the unlock screen only reads

    replace_file(folder / NAME, keyring.to_bytes())


def open_with_any(folder: Path, slots: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """The first (slot, passphrase) that opens the folder: its slot and the master key. Raises PASSPHRASE_WRONG."""
    refusal = StationError(Reason.PASSPHRASE_WRONG)
    for slot, passphrase in slots:
        try:
            return slot, check_passphrase(folder, slot, passphrase)
        except StationError as error:
            refusal = error
    raise refusal


def check_passphrase(folder: Path, slot: str, passphrase: str) -> bytes:
    """The master key, opened with that slot's passphrase. Raises PASSPHRASE_WRONG."""
    return bytes(read_keyring(folder).unlock(slot, passphrase))
