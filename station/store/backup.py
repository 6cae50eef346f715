"""One encrypted file that holds everything: written beside, synced, read again, verified, then put in place.

The file holds the keyring (sealed by itself) in front, so that a passphrase opens it on an empty machine, and
then the journal commit by commit and the documents, each chunk sealed and bound to its place. It is read
through the open database, never copied from a live file.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from station.domain.errors import Reason, StationError
from station.domain.journal import ChainBroken, Entry
from station.store.ballast import BALLAST_BYTES, Ballast
from station.store.ballast import NAME as BALLAST_NAME
from station.store.batch import Batch, Open, Seal, StoreKeys, Trace
from station.store.database import Database, DatabaseDamaged
from station.store.disk import Disk, FolderLock, refusing
from station.store.heartbeat import Heartbeat
from station.store.recovery import Place, Tools, rebuild_database
from station.store.sidecar import Sidecar
from station.store.survey import survey

_MAGIC = b"KGTBAK\0\1"
_LENGTH = struct.Struct(">I")
_SALT_BYTES = 32
_LONGEST_KEYRING = 1 << 20
_LONGEST_CHUNK = 1 << 30
_TIMES_THE_COPY = 3  # database, its log while it is built, sidecar
_ROUND = 4 << 20  # rooms are taken in chunks of 1 MiB
_BATCH, _BLOB, _END = b"J", b"D", b"E"


@dataclass(frozen=True)
class Contents:
    """What a verified backup holds: the head of its journal, and how many commits and documents."""

    seq: int
    hash: bytes
    batches: int
    blobs: int


def write_backup(database: Database, keyring: bytes, target: Path, tools: Tools) -> Contents:
    """Write `target`, verified; an older file of that name is replaced only then. Raises FILE_NOT_WRITTEN."""
    beside = target.with_name(target.name + ".new")
    disk = tools.disk
    try:
        beside.unlink(missing_ok=True)
        fd = disk.open(beside, create=True)
        try:
            at = 0
            for part in _file(database, keyring, tools):
                disk.write(fd, part, at)
                at += len(part)
            disk.sync(fd)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)  # read from the medium, not from memory
        finally:
            disk.close(fd)
        contents = verify_backup(beside, tools.keys, tools.open_)
        disk.move(beside, target)
        return contents
    except (OSError, StationError) as error:
        _unlink_quietly(beside)
        if isinstance(error, StationError) and error.reason is not Reason.BACKUP_DAMAGED:
            raise
        raise StationError(Reason.FILE_NOT_WRITTEN) from error


def _unlink_quietly(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _file(database: Database, keyring: bytes, tools: Tools) -> Iterator[bytes]:
    front = _MAGIC + _LENGTH.pack(len(keyring)) + keyring + secrets.token_bytes(_SALT_BYTES)
    bound = hashlib.sha256(front).digest()
    yield front + bound
    key = _key(tools.keys, front)
    for counter, plain in enumerate(_chunks(database)):
        sealed = tools.seal(key, plain, bound + counter.to_bytes(8, "big"), counter.to_bytes(12, "big"))
        yield _LENGTH.pack(len(sealed)) + sealed


def _chunks(database: Database) -> Iterator[bytes]:
    trace, blobs = Trace(), 0
    for batch in database.batches():
        trace.take(batch)
        yield _BATCH + batch.encode()
    for sha256, data in database.blobs():
        blobs += 1
        yield _BLOB + bytes.fromhex(sha256) + data
    end = {"seq": trace.seq, "hash": trace.hash.hex(), "batches": trace.batch, "blobs": blobs}
    yield _END + json.dumps(end, sort_keys=True).encode()


def _key(keys: StoreKeys, front: bytes) -> bytes:
    return keys.derive(keys.backup, "file/" + front[-_SALT_BYTES:].hex())


def _front(file: BinaryIO) -> bytes:
    """The readable part, checked against its hash. Raises ValueError."""
    front = file.read(len(_MAGIC) + _LENGTH.size)
    if front[: len(_MAGIC)] != _MAGIC or len(front) != len(_MAGIC) + _LENGTH.size:
        raise ValueError("not a backup of ours")
    (length,) = _LENGTH.unpack(front[len(_MAGIC) :])
    if length > _LONGEST_KEYRING:
        raise ValueError("keyring too long")
    front += file.read(length + _SALT_BYTES)
    if file.read(32) != hashlib.sha256(front).digest():
        raise ValueError("front differs")
    return front


def keyring_of(source: Path) -> bytes:
    """The keyring inside a backup, to unlock it with. Raises BACKUP_DAMAGED."""
    try:
        with source.open("rb") as file:
            front = _front(file)
    except (OSError, ValueError) as error:
        raise StationError(Reason.BACKUP_DAMAGED) from error
    return front[len(_MAGIC) + _LENGTH.size : -_SALT_BYTES]


@dataclass
class _Take:
    """Where the parts of a backup go while it is read."""

    batch: Callable[[Batch], None] = lambda _: None
    blob: Callable[[str, bytes], None] = lambda _, __: None


def verify_backup(source: Path, keys: StoreKeys, open_: Open) -> Contents:
    """Read a backup to its end: every seal, every link, every hash. Raises BACKUP_DAMAGED."""
    return _read(source, keys, open_, _Take())


def _read(source: Path, keys: StoreKeys, open_: Open, take: _Take) -> Contents:
    try:
        with source.open("rb") as file:
            return _read_parts(file, keys, open_, take)
    except (OSError, ValueError, ChainBroken, KeyError) as error:
        raise StationError(Reason.BACKUP_DAMAGED) from error


def _read_parts(file: BinaryIO, keys: StoreKeys, open_: Open, take: _Take) -> Contents:
    front = _front(file)
    key, bound = _key(keys, front), hashlib.sha256(front).digest()
    trace, blobs, counter = Trace(), 0, 0
    while True:
        head = file.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else _LONGEST_CHUNK + 1
        sealed = file.read(length) if length <= _LONGEST_CHUNK else b""
        if len(sealed) != length:
            raise ValueError("cut")
        plain = open_(key, sealed, bound + counter.to_bytes(8, "big"))
        counter += 1
        kind, plain = plain[:1], plain[1:]
        if kind == _BATCH:
            batch = Batch.decode(plain)
            trace.take(batch)
            for data in batch.entries:
                Entry.decode(data)
            take.batch(batch)
        elif kind == _BLOB:
            if hashlib.sha256(plain[32:]).digest() != plain[:32]:
                raise ValueError("document differs")
            blobs += 1
            take.blob(plain[:32].hex(), plain[32:])
        elif kind == _END:
            found = Contents(trace.seq, trace.hash, trace.batch, blobs)
            _must_end(json.loads(plain), found, file.read(1))
            return found
        else:
            raise ValueError("unknown part")


def _must_end(end: dict[str, int | str], found: Contents, rest: bytes) -> None:
    said = (end["seq"], end["hash"], end["batches"], end["blobs"])
    if rest or said != (found.seq, found.hash.hex(), found.batches, found.blobs):
        raise ValueError("the end differs")


@dataclass(frozen=True)
class Restored:
    """What was put in place, and where the folder that stood there before is kept."""

    contents: Contents
    aside: Path | None


def restore(
    source: Path,
    folder: Path,
    unlock: Callable[[bytes], StoreKeys],
    seal: Seal,
    open_: Open,
    *,
    sidecar_folder: Path | None = None,
    ballast_bytes: int = BALLAST_BYTES,
    disk: Disk | None = None,
) -> Restored:
    """Put a backup in the place of `folder`; everything is built beside and verified before anything is
    replaced.

    `unlock` gets the keyring of the backup. The folder that stood there is kept under a name with its head.
    Raises BACKUP_DAMAGED, DATA_IN_USE, DISK_FULL, DISK_FAILED, DATA_READ_ONLY, and what `unlock` raises;
    DISK_SPACE_LOW where the new folder would have no room for its reserve beside the old one; FILE_NOT_WRITTEN
    where `folder` is something else than a station's: that is not moved away.
    """
    if not _may_be_replaced(folder):
        raise StationError(Reason.FILE_NOT_WRITTEN)
    keyring = keyring_of(source)
    tools = Tools(unlock(keyring), seal, open_, disk or Disk())
    now = Place(folder, sidecar_folder or folder / "sidecar")
    new_folder = _beside(folder, ".restoring")
    new = Place(new_folder, _beside(sidecar_folder, ".restoring") if sidecar_folder else new_folder / "sidecar")
    lock = FolderLock(folder) if folder.is_dir() else None
    try:
        verify_backup(source, tools.keys, open_)
        needed = 2 * ballast_bytes + _TIMES_THE_COPY * source.stat().st_size + _ROUND
        if (free := _free(folder)) < needed:
            raise _no_room(free, needed)
        with refusing(), _tidied(new):
            contents = _build(source, new, keyring, tools)
            if not Ballast(new.folder, ballast_bytes, tools.disk).refill():
                raise _no_room(_free(folder), needed)  # it went while the folder was built
            ending = f".before-restore-{_head_seq(now, tools)}"
            if sidecar_folder is not None:
                _swap(sidecar_folder, new.sidecar_folder, ending, tools.disk)
            return Restored(contents, _swap(folder, new.folder, ending, tools.disk))
    finally:
        if lock is not None:
            lock.release()


def _free(folder: Path) -> int:
    """Room on the disk that the folder lies on or will lie on."""
    return shutil.disk_usage(next(path for path in folder.absolute().parents if path.is_dir())).free


def _no_room(free: int, needed: int) -> StationError:
    return StationError(Reason.DISK_SPACE_LOW, free_mib=free >> 20, needed_mib=-(-needed >> 20))


def _may_be_replaced(folder: Path) -> bool:
    """Nothing there, an empty folder, or one with a file of a station in it."""
    if not folder.exists():
        return True
    place = Place(folder, folder / "sidecar")
    ours = (place.database, place.keyring, place.sidecar, folder / BALLAST_NAME)
    return folder.is_dir() and (not any(folder.iterdir()) or any(path.exists() for path in ours))


@contextlib.contextmanager
def _tidied(new: Place) -> Iterator[None]:
    """Leave no half-built folder behind: on a full disk it would take the room that is wanted."""
    try:
        yield
    except BaseException:
        for folder in (new.folder, new.sidecar_folder):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(folder.name + ending)


def _build(source: Path, new: Place, keyring: bytes, tools: Tools) -> Contents:
    """A whole data folder beside the old one, opened and compared before it is believed."""
    for folder in (new.folder, new.sidecar_folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700, parents=True)
    tools.disk.replace(new.keyring, keyring)
    keys, disk = tools.keys, tools.disk
    rebuild_database(new.database, keys.database, disk, lambda take: _fill(source, tools, _Take(batch=take)))
    database = Database.open(new.database, keys.database)
    try:
        contents = _read(source, keys, tools.open_, _Take(blob=lambda sha256, data: database.put_blobs({sha256: data})))
        Sidecar.build(new.sidecar, database.batches(), keys, tools.seal, disk)[0].close()
        database.checkpoint()
    finally:
        database.close()
    heartbeat = Heartbeat(new.heartbeat, keys, tools.seal, tools.open_, disk)
    heartbeat.start()
    heartbeat.close()
    _must_be_whole(new, contents, tools)
    return contents


def _fill(source: Path, tools: Tools, take: _Take) -> None:
    _read(source, tools.keys, tools.open_, take)


def _must_be_whole(new: Place, contents: Contents, tools: Tools) -> None:
    """Database and sidecar, read back, are both the journal of the backup. Raises DISK_FAILED."""
    try:
        database = Database.open(new.database, tools.keys.database)
    except DatabaseDamaged as error:
        raise StationError(Reason.DISK_FAILED) from error
    try:
        trace = database.trace()
    finally:
        database.close()
    found = survey(new.sidecar, tools.keys, tools.open_)
    head = (contents.batches, contents.seq, contents.hash)
    if found is None or not found.whole or found.trace != trace or (trace.batch, trace.seq, trace.hash) != head:
        raise StationError(Reason.DISK_FAILED)


def _head_seq(now: Place, tools: Tools) -> int:
    """How far the replaced journal reached, as far as its sidecar tells with the keys of the backup."""
    found = survey(now.sidecar, tools.keys, tools.open_)
    return found.trace.seq if found is not None else 0


def _swap(folder: Path, new: Path, ending: str, disk: Disk) -> Path | None:
    """Put `new` in the place of `folder`; the old one is kept beside it, never over another kept one."""
    aside = None
    if folder.exists():
        number, aside = 1, _beside(folder, ending)
        while aside.exists():
            number += 1
            aside = _beside(folder, f"{ending}-{number}")
        disk.move(folder, aside)
    disk.move(new, folder)
    return aside
