"""Database and sidecar as one journal.

What was appended is in both, or the caller is told (security c6, c7).
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from station.domain.errors import Reason, StationError
from station.domain.journal import Draft, Entry, link
from station.store.backup import Contents, write_backup
from station.store.ballast import BALLAST_BYTES, Ballast
from station.store.batch import Batch, Open, Seal, StoreKeys, Trace
from station.store.database import Database, refuse_old_library, wal_of
from station.store.disk import Disk, FolderLock, refusal, refusing
from station.store.heartbeat import Heartbeat
from station.store.inspect import inspect
from station.store.recovery import Place, Recovery, Start, Tools
from station.store.sidecar import Sidecar
from station.store.verdict import Trust

T = TypeVar("T")


class Store:
    """One open data folder. Every call comes from the thread that opened it.

    After a failure that leaves doubt whether the medium keeps what it was given, every later write is refused
    with DISK_FAILED: a sync that failed once is never tried again as if good.
    """

    def __init__(self, place: Place, tools: Tools, station: str, ballast: Ballast, lock: FolderLock) -> None:
        """Not for callers: use `create` or `open`."""
        self._place, self._tools, self._station = place, tools, station
        self._ballast, self._lock = ballast, lock
        self._heartbeat = Heartbeat(place.heartbeat, tools.keys, tools.seal, tools.open_, tools.disk)
        self._database: Database
        self._sidecar: Sidecar
        self._batch, self._seq, self._hash = 0, 0, b""
        self._failed = False
        self._closed = False
        self.recovery = Recovery()

    # --- open and close ---

    @classmethod
    def create(
        cls,
        folder: Path,
        keys: StoreKeys,
        seal: Seal,
        open_: Open,
        *,
        station: str,
        ballast_bytes: int = BALLAST_BYTES,
        sidecar_folder: Path | None = None,
        disk: Disk | None = None,
    ) -> "Store":
        """Make a new, empty data folder (an existing folder must hold no data) and open it.

        Raises DATA_EXISTS, DATA_IN_USE, DATA_READ_ONLY, DISK_FULL, DISK_FAILED, LIBRARY_TOO_OLD.
        """
        refuse_old_library()
        place = Place(folder, sidecar_folder or folder / "sidecar")
        tools = Tools(keys, seal, open_, disk or Disk())
        with refusing():
            for path in (place.folder, place.sidecar_folder):
                if not path.is_dir():
                    path.mkdir(mode=0o700, parents=True)
                    tools.disk.sync_folder(path.parent)
        lock = FolderLock(folder)
        try:
            if place.database.exists() or place.sidecar.exists():
                raise StationError(Reason.DATA_EXISTS)
            # The sidecar first: whatever a crash leaves behind, the next start can make the rest from it.
            with refusing():
                Sidecar.build(place.sidecar, [], keys, seal, tools.disk)[0].close()
                Database.create(place.database, keys.database).close()
                tools.disk.sync_folder(folder)
        except BaseException:
            lock.release()
            raise
        return cls._started(Start(place, tools), station, ballast_bytes, lock)

    @classmethod
    def open(
        cls,
        folder: Path,
        keys: StoreKeys,
        seal: Seal,
        open_: Open,
        *,
        station: str = "",
        ballast_bytes: int = BALLAST_BYTES,
        sidecar_folder: Path | None = None,
        disk: Disk | None = None,
        trust: Trust | None = None,
    ) -> "Store":
        """Open a data folder; `recovery` tells what had to be healed.

        Without `station` the first entry names it.

        `trust` is the decision of two persons after DATA_OLD_COPY, DATA_CONTRADICTS or DATA_DAMAGED: which
        file is believed; the other one is kept under `damaged/` and made anew. Raises DATA_MISSING,
        DATA_IN_USE, DATA_NEWER, DATA_DAMAGED, DATA_OLD_COPY, DATA_CONTRADICTS, DATA_READ_ONLY, DISK_FULL,
        DISK_FAILED, LIBRARY_TOO_OLD. A refusal has changed nothing.
        """
        refuse_old_library()
        place = Place(folder, sidecar_folder or folder / "sidecar")
        tools = Tools(keys, seal, open_, disk or Disk())
        return cls._started(Start(place, tools, trust), station, ballast_bytes, FolderLock(folder))

    @classmethod
    def _started(cls, start: Start, station: str, ballast_bytes: int, lock: FolderLock) -> "Store":
        place, tools = start.place, start.tools
        store = cls(place, tools, station, Ballast(place.folder, ballast_bytes, tools.disk), lock)
        try:
            with refusing():
                _clear_leftovers(place)
                store._database, store._sidecar, head, store.recovery = store._run(start)
        except BaseException:
            lock.release()
            raise
        store._batch, store._seq, store._hash = head.batch, head.seq, head.hash
        try:
            if not station and head.seq:
                store._station = store.entries_at([1])[0].station
            store._settle_in()
        except BaseException:
            store._let_go()
            raise
        return store

    def _run(self, start: Start) -> tuple[Database, Sidecar, Trace, Recovery]:
        try:
            return start.run()
        except (OSError, StationError) as error:
            refused = error if isinstance(error, StationError) else refusal(error)
            if refused.reason is not Reason.DISK_FULL or not self._freed():
                raise
        return start.run()

    def _settle_in(self) -> None:
        """Everything is equal.

        Put it into the database file, take the ballast's room, find the last heartbeat.
        """
        self.checkpoint()
        with refusing():
            self._heartbeat.start()
            if self.recovery.trusted is not None and self._heartbeat.last is not None:
                self._heartbeat.beat(self._heartbeat.last, self._batch)  # it must not refuse the next start again
            self._ballast.refill()

    def close(self) -> None:
        """Checkpoint and let go of every file.

        Twice is no error; raises what `checkpoint` raises, and is closed.
        """
        if self._closed:
            return
        try:
            if not self._failed:
                self.checkpoint()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._closed = True
        self._heartbeat.close()
        self._sidecar.close()
        self._database.close()
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the journal ---

    @property
    def head(self) -> tuple[int, bytes]:
        """Seq and hash of the last entry; (0, GENESIS) before the first."""
        return self._seq, self._hash

    @property
    def station(self) -> str:
        """The station's name, written into each entry."""
        return self._station

    def entries(self, from_seq: int = 1) -> Iterator[Entry]:
        """The entries from `from_seq` on, in order."""
        for data in self._database.entries(from_seq):
            yield Entry.decode(data)

    def entries_at(self, seqs: Iterable[int]) -> list[Entry]:
        """The entries of these numbers, in the order asked.

        Raises DATA_DAMAGED for a number that is not there.
        """
        wanted = list(seqs)
        found = self._database.entries_at(wanted)
        for seq in wanted:
            if seq not in found:
                raise StationError(Reason.DATA_DAMAGED, where=f"entry {seq}")
        return [Entry.decode(found[seq]) for seq in wanted]

    def append(self, drafts: Sequence[Draft], person_keys: Mapping[str, bytes] | None = None) -> list[Entry]:
        """Write the drafts (and new person keys) in one commit; back when database and sidecar both have it.

        Raises DISK_FULL, DATA_READ_ONLY (nothing was written, it may be tried again) or DISK_FAILED (the
        store takes no more; the next start tells what was kept).
        """
        keys = self._new_keys(person_keys or {})
        if not drafts and not keys:
            return []
        entries: list[Entry] = []
        seq, prev = self.head
        for draft in drafts:
            entry = link(draft, seq + 1, prev, self._station)
            entries.append(entry)
            seq, prev = entry.seq, entry.hash
        batch = Batch(self._batch + 1, tuple(entry.encode() for entry in entries), keys)
        self._commit(batch)
        self._batch, self._seq, self._hash = batch.number, seq, prev
        return entries

    def _commit(self, batch: Batch) -> None:
        head = self.head
        # Room in the sidecar first, then the commit, then the record: a full disk shows before the commit.
        self._writing(lambda: self._sidecar.reserve(batch))
        self._writing(lambda: self._database.write(batch, head[0] + 1))
        try:
            self._sidecar.append(batch, head)
        except OSError as error:
            self._failed = True
            raise StationError(Reason.DISK_FAILED) from error

    def _writing(self, act: Callable[[], T]) -> T:
        """Run one write; a full disk gets the ballast's room and one more try."""
        if self._failed or self._closed:
            raise StationError(Reason.DISK_FAILED)
        try:
            return self._tried(act)
        except StationError as error:
            if error.reason is not Reason.DISK_FULL or not self._freed():
                raise
        return self._tried(act)

    def _tried(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except OSError as error:
            refused = refusal(error)
            self._failed = refused.reason is Reason.DISK_FAILED
            raise refused from error
        except StationError as error:
            self._failed = error.reason in (Reason.DISK_FAILED, Reason.DATA_DAMAGED)
            raise

    def _freed(self) -> bool:
        with refusing():
            return self._ballast.free()

    # --- persons and documents ---

    def _new_keys(self, keys: Mapping[str, bytes]) -> tuple[tuple[str, bytes], ...]:
        known = {person: self.person_key(person) for person in keys}
        for person, key in keys.items():
            if len(key) != 32 or known[person] not in (None, bytes(key)):
                raise ValueError(f"person {person} has another key")
        return tuple(sorted((person, bytes(key)) for person, key in keys.items() if known[person] is None))

    def put_person_key(self, person_id: str, key: bytes) -> None:
        """Keep the 32-byte key of one person's data; the same key again is no error. Raises as `append`."""
        self.append([], {person_id: key})

    def put_person_keys(self, keys: Mapping[str, bytes]) -> None:
        """Keep the keys of many persons in one commit. Raises as `append`."""
        self.append([], keys)

    def person_key(self, person_id: str) -> bytes | None:
        """The key of that person's data, or None."""
        return self._database.person_keys(person_id).get(person_id)

    def put_blob(self, sha256: str, data: bytes) -> None:
        """Keep a rendered document under its hash (hex).

        Raises ValueError for another hash, else as `append`.
        """
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError("not the hash of these bytes")
        self._writing(lambda: self._database.put_blobs({sha256: data}))

    def blob(self, sha256: str) -> bytes | None:
        """The document of that hash, checked. None where there is none; after a recovery, make it anew."""
        return self._database.blob(sha256)

    # --- upkeep ---

    def backup(self, target: Path) -> Contents:
        """Write everything, with the keyring, to one encrypted file and verify it; then it replaces `target`.

        The journal cannot grow meanwhile: it is the same thread. Raises FILE_NOT_WRITTEN; DATA_MISSING
        without a keyring.
        """
        try:
            keyring = self._place.keyring.read_bytes()
        except OSError as error:
            raise StationError(Reason.DATA_MISSING) from error
        return write_backup(self._database, keyring, target, self._tools)

    inspect = staticmethod(inspect)  # of a folder that nobody has open

    def checkpoint(self) -> None:
        """Bring everything into the database file and note it in the sidecar. Between tests, not during one.

        Raises DISK_FULL, DATA_READ_ONLY, DISK_FAILED; no entry is lost.
        """
        self._writing(self._database.checkpoint)
        self._writing(lambda: self._sidecar.note_checkpoint(self._batch, self.head))

    def heartbeat(self, payload: bytes) -> None:
        """Overwrite the heartbeat; at most 16,320 bytes. Raises DISK_FAILED, DATA_READ_ONLY."""
        self._writing(lambda: self._heartbeat.beat(payload, self._batch))

    def last_heartbeat(self) -> bytes | None:
        """The newest heartbeat on the medium, also from before this start."""
        return self._heartbeat.last

    @property
    def ballast_present(self) -> bool:
        """Whether the reserve for a full disk is there."""
        return self._ballast.present

    def refill_ballast(self) -> bool:
        """Take the reserve again if there is plenty of room; say whether it is there. Raises DISK_FAILED."""
        with refusing():
            return self._ballast.refill()


def _clear_leftovers(place: Place) -> None:
    """Files that a crash left half written beside their targets; nothing ever refers to them."""
    beside = place.database.with_name(place.database.name + ".new")
    for path in (wal_of(beside), beside, place.sidecar.with_name(place.sidecar.name + ".new")):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
