"""Backups of the bank: a folder each under `backups/`, written through the library, read again, the newest twenty kept.

A backup holds database, keyring and head as they were: a passphrase of that time opens it, on any PC.
"""

import contextlib
import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from question_bank.workflow import Role
from station.domain.errors import Reason, StationError
from station.services.access import NAME, read_keyring
from station.services.bank import custody
from station.services.bank.bank import Bank
from station.store import replace_file
from station.store.bank import HEAD, BankStore, database_of
from station.store.disk import Disk, FolderLock, refusing

FOLDER = "backups"
MOST_KEPT = 20
_REPLACED = "replaced-"
_ROOM = 16 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup in the list: its name (time and number of the last step), and when it was made."""

    name: str
    made_ms: int
    steps: int
    size: int


def write(bank: Bank) -> Path:
    """Write a backup, read it again page by page, and only then let go of the oldest above twenty.

    Also what proves the bank's own pages: copying reads every one of them, and none that is not authentic is copied.
    Raises BANK_NOT_SIGNED_IN, DISK_SPACE_LOW, BACKUP_DAMAGED (the copy is not what it should be), DATA_DAMAGED (a page
    of the bank itself), DISK_FULL, DISK_FAILED, DATA_READ_ONLY.
    """
    key = custody.database_key(bank.key())
    backups = bank.folder / FOLDER
    seq, head = bank.store.head
    made = datetime.fromtimestamp(bank.now() / 1000, UTC)
    target = _free_name(backups / f"{made:%Y%m%d-%H%M%S}-{seq:07d}")
    beside = backups / f".{target.name}.new"
    with refusing():
        _must_have_room(bank.folder, 2 * database_of(bank.folder).stat().st_size + _ROOM)
        backups.mkdir(mode=0o700, exist_ok=True)
        for leftover in backups.glob(".*.new"):
            shutil.rmtree(leftover)
        beside.mkdir(mode=0o700)
    try:
        bank.store.copy_to(database_of(beside), key)
        replace_file(beside / NAME, (bank.folder / NAME).read_bytes())
        replace_file(beside / HEAD, json.dumps({"seq": seq, "hash": head.hex()}).encode())
        _must_be_whole(beside, key, (seq, head))
        with refusing():
            Disk().move(beside, target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _forget_oldest(backups)
    return target


def _free_name(target: Path) -> Path:
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{target.name.rsplit('~')[0]}~{number}")
    return target


def _must_have_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StationError(Reason.DISK_SPACE_LOW, free_mib=free >> 20, needed_mib=-(-needed >> 20))


def _must_be_whole(folder: Path, key: bytes, head: tuple[int, bytes] | None) -> None:
    """Open the copy as a bank and look at every page. Raises BACKUP_DAMAGED."""
    try:
        store = BankStore.open(folder, key)
        try:
            store.check_pages()
            if head is not None and store.head != head:
                raise StationError(Reason.BACKUP_DAMAGED)
        finally:
            store.close()
    except StationError as error:
        if error.reason in (Reason.DISK_FULL, Reason.DATA_IN_USE, Reason.DATA_NEWER, Reason.LIBRARY_TOO_OLD):
            raise
        raise StationError(Reason.BACKUP_DAMAGED) from error


def _forget_oldest(backups: Path) -> None:
    """What a restore set aside is never forgotten by the program."""
    kept = sorted(path for path in backups.iterdir() if path.name[:1].isdigit())
    for folder in kept[:-MOST_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def copies(folder: Path) -> tuple[Copy, ...]:
    """The backups of a bank folder, the newest first."""
    found = []
    for path in sorted((folder / FOLDER).glob("[0-9]*"), reverse=True):
        with contextlib.suppress(ValueError, OSError):
            moment, _, rest = path.name.rpartition("-")
            made = datetime.strptime(moment, "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            steps = int(rest.split("~")[0])
            found.append(Copy(path.name, int(made.timestamp() * 1000), steps, database_of(path).stat().st_size))
    return tuple(found)


def contradicting(bank: Bank) -> str:
    """The newest backup that holds what is not in this bank's chain, "" where none does: then somebody put an older
    bank in its place past the program. What a restore left behind is none of that.

    Whoever takes the backups away as well is found by the other PCs of the bank only.
    """
    restored = max((row.at_ms for row in bank.store.records("restored")), default=0)
    for copy in copies(bank.folder):
        if copy.made_ms + 1000 > restored:  # names of backups know whole seconds
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                said = json.loads((bank.folder / FOLDER / copy.name / HEAD).read_bytes())
                row = next(bank.store.rows(int(said["seq"]), int(said["seq"])), None)
                if row is None or row.hash.hex() != said["hash"]:
                    return copy.name
    return ""


def restore(folder: Path, name: str, slot: str, passphrase: str, now: Callable[[], int]) -> Bank:
    """Put a backup in the place of the bank, which must be closed; what stood there is kept in `backups/replaced-...`.

    `slot` must be a custodian's (or "recovery") of the time of the backup, who is signed in afterwards. The PC goes on
    under a new id and numbers its questions with another mark: the old one may have done more since, and other PCs of
    the bank may know it.
    Raises DATA_MISSING, PASSPHRASE_WRONG, BANK_ROLE, BACKUP_DAMAGED, DATA_IN_USE, DISK_SPACE_LOW, DISK_FULL,
    DISK_FAILED, DATA_READ_ONLY: then the bank is as it was.
    """
    if name in ("", ".", "..") or Path(name).name != name:
        raise StationError(Reason.DATA_MISSING)
    source = folder / FOLDER / name
    master = read_keyring(source).unlock(slot, passphrase)
    _must_be_whole(source, custody.database_key(master), None)
    _must_be_custodian(source, slot, passphrase, now)
    lock = FolderLock(folder)
    try:
        with refusing():
            _must_have_room(folder, database_of(source).stat().st_size + _ROOM)
            _put_in_place(folder, source)
    finally:
        lock.release()
    bank = custody.open_bank(folder, slot, passphrase, now)
    with bank.store.act():
        bank.store.put_setting("here", bank.store.put_pc(secrets.token_hex(8), bank.store.pc_name))
        mark = f"{bank.store.setting('mark', '')}R"
        bank.store.put_setting("mark", mark)
        bank.store.record("restored", bank.somebody().id, bank.now(), {"backup": name, "mark": mark})
    bank.store.forget_numbers()
    return bank


def _must_be_custodian(source: Path, slot: str, passphrase: str, now: Callable[[], int]) -> None:
    master = read_keyring(source).unlock(slot, passphrase)
    store = BankStore.open(source, custody.database_key(master))
    try:
        roles = {person.id: person.roles for person in (*store.staff(), custody.ENVELOPE)}
    finally:
        store.close()
    if Role.CUSTODIAN not in roles.get(slot, frozenset()):
        raise StationError(Reason.BANK_ROLE, role=Role.CUSTODIAN.value)


def _put_in_place(folder: Path, source: Path) -> None:
    """Copy beside, set aside, rename. If the power goes between the renames, the same restore may be done again."""
    disk, names = Disk(), (database_of(folder).name, NAME, HEAD)
    beside = folder / ".restoring"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    for name in names:
        disk.replace(beside / name, (source / name).read_bytes())
    aside = _free_name(folder / FOLDER / f"{_REPLACED}{source.name}")
    aside.mkdir(mode=0o700)
    for path in [path for path in folder.iterdir() if path.is_file()]:
        disk.move(path, aside / path.name)
    for name in names:
        disk.move(beside / name, folder / name)
    shutil.rmtree(beside, ignore_errors=True)
