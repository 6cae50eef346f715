"""Backup and restore: one encrypted file, verified before it replaces anything (security c3, c7)."""

import errno
import hashlib
import os
import random
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.store import Contents, Restored, Store, StoreKeys, keyring_of, restore, verify_backup
from station.store import backup as module
from station.store.disk import Disk
from station.store.recovery import Tools
from tests.store.data_folder import BALLAST, KEYRING, KEYS, DataFolder, draft, flip

DIGEST = hashlib.sha256(b"%PDF").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A closed folder with entries, a person key and a document."""
    made = DataFolder(tmp_path / "data")
    with made.create() as store:
        for number in range(5):
            store.append([draft(number)])
        store.append([draft(5), draft(6)], {"p-1": bytes(32)})
        store.put_blob(DIGEST, b"%PDF")
    return made


@pytest.fixture
def copy(folder: DataFolder, tmp_path: Path) -> Path:
    """A backup of the folder."""
    with folder.open() as store:
        store.backup(tmp_path / "copy.kgb")
    return tmp_path / "copy.kgb"


def unlocked(_: bytes) -> StoreKeys:
    """The keys, whatever the keyring."""
    return KEYS


def bring_back(copy: Path, folder: DataFolder) -> Restored:
    """The backup in the place of the folder."""
    return restore(copy, folder.path, unlocked, vault.seal, vault.open_sealed, ballast_bytes=BALLAST)


def refusal(act: object) -> Reason:
    """Why it was refused."""
    assert callable(act)
    with pytest.raises(StationError) as refused:
        act()
    return refused.value.reason


def test_a_running_station_writes_a_copy_and_works_on(folder: DataFolder, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    with folder.open() as store:
        made = store.backup(target)
        assert made == Contents(7, store.head[1], batches=6, blobs=1)
        store.append([draft(7)])
    assert verify_backup(target, KEYS, vault.open_sealed) == made
    assert keyring_of(target) == KEYRING
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".new")] == []
    assert folder.inspect().intact


def test_a_copy_shows_nothing_readable(copy: Path) -> None:
    data = copy.read_bytes()
    assert b"option_set" not in data
    assert b"%PDF" not in data


def test_a_lost_folder_comes_back_whole(folder: DataFolder, copy: Path) -> None:
    want = folder.entries()
    shutil.rmtree(folder.path)
    done = bring_back(copy, folder)
    assert done.aside is None
    with folder.open() as store:
        assert not store.recovery.anything
        assert list(store.entries()) == want
        assert store.person_key("p-1") == bytes(32)
        assert store.blob(DIGEST) == b"%PDF"
    assert folder.inspect().intact


def test_the_replaced_folder_is_kept_under_its_head_and_never_over_another(folder: DataFolder, copy: Path) -> None:
    with folder.open() as store:
        store.append([draft(7), draft(8)])
    replaced = folder.files()
    done = bring_back(copy, folder)
    assert done.aside == folder.path.with_name("data.before-restore-9")
    assert DataFolder(done.aside).files() == replaced
    assert len(folder.entries()) == 7
    with folder.open() as store:
        store.append([draft(7), draft(8)])
    assert bring_back(copy, folder).aside == folder.path.with_name("data.before-restore-9-2")


def test_a_folder_damaged_beyond_healing_is_replaced_too(folder: DataFolder, copy: Path) -> None:
    flip(folder.database, 100)
    folder.sidecar.unlink()
    assert refusal(folder.open) is Reason.DATA_DAMAGED
    assert bring_back(copy, folder).aside == folder.path.with_name("data.before-restore-0")
    assert len(folder.entries()) == 7


def test_the_keyring_of_the_copy_opens_it_on_an_empty_machine(tmp_path: Path) -> None:
    ring = vault.Keyring(vault.Cost(64, 1, 1))
    master = vault.new_master_key()
    ring.add_slot("proctor", "4827 7130", master)
    made = DataFolder(tmp_path / "data")
    keys = StoreKeys.of(master, vault.derive)
    store = Store.create(made.path, keys, vault.seal, vault.open_sealed, station="01", ballast_bytes=0)
    (made.path / "keyring.json").write_bytes(ring.to_bytes())
    store.append([draft(1)])
    store.backup(tmp_path / "copy.kgb")
    store.close()
    shutil.rmtree(made.path)

    def unlock(keyring: bytes) -> StoreKeys:
        return StoreKeys.of(vault.Keyring.from_bytes(keyring).unlock("proctor", "4827 7130"), vault.derive)

    restore(tmp_path / "copy.kgb", made.path, unlock, vault.seal, vault.open_sealed, ballast_bytes=0)
    assert (made.path / "keyring.json").read_bytes() == ring.to_bytes()


def test_a_wrong_passphrase_changes_nothing(folder: DataFolder, copy: Path) -> None:
    def unlock(_: bytes) -> StoreKeys:
        raise StationError(Reason.PASSPHRASE_WRONG)

    before = folder.files()
    reason = refusal(lambda: restore(copy, folder.path, unlock, vault.seal, vault.open_sealed))
    assert reason is Reason.PASSPHRASE_WRONG
    assert folder.files() == before


def test_one_changed_bit_anywhere_in_a_copy_refuses_it_and_replaces_nothing(folder: DataFolder, copy: Path) -> None:
    before = folder.files()
    whole = copy.read_bytes()
    size = len(whole)
    source = random.Random(24)
    for offset in range(size):
        flip(copy, offset, source.randrange(8))
        with pytest.raises(StationError, match="backup_damaged"):
            verify_backup(copy, KEYS, vault.open_sealed)
        if offset % 500 == 0:
            assert refusal(lambda: bring_back(copy, folder)) is Reason.BACKUP_DAMAGED
        copy.write_bytes(whole)
    assert folder.files() == before
    assert sorted(p.name for p in folder.path.parent.iterdir()) == ["copy.kgb", "data"]


def test_a_cut_a_lengthened_and_a_missing_copy_are_refused(folder: DataFolder, copy: Path) -> None:
    data = copy.read_bytes()
    for broken in (b"", data[:5], data[:100], data[: len(data) // 2], data[:-1], data + b"x"):
        copy.write_bytes(broken)
        assert refusal(lambda: bring_back(copy, folder)) is Reason.BACKUP_DAMAGED
    copy.unlink()
    assert refusal(lambda: bring_back(copy, folder)) is Reason.BACKUP_DAMAGED


def test_a_copy_under_other_keys_is_refused(copy: Path) -> None:
    other = StoreKeys.of(bytes(32), vault.derive)
    assert refusal(lambda: verify_backup(copy, other, vault.open_sealed)) is Reason.BACKUP_DAMAGED


def test_a_folder_in_use_is_not_replaced(folder: DataFolder, copy: Path) -> None:
    with folder.open():
        assert refusal(lambda: bring_back(copy, folder)) is Reason.DATA_IN_USE


def test_an_older_copy_stays_until_the_new_one_is_verified(folder: DataFolder, copy: Path, tmp_path: Path) -> None:
    class LosesBytes(Disk):
        """A medium that takes everything and keeps only a part."""

        def sync(self, fd: int) -> None:
            os.ftruncate(fd, os.fstat(fd).st_size // 2)

    old = copy.read_bytes()
    with folder.open() as store:
        store.append([draft(7)])
        keyring = (folder.path / "keyring.json").read_bytes()
        tools = Tools(KEYS, vault.seal, vault.open_sealed, LosesBytes())
        reason = refusal(lambda: module.write_backup(store._database, keyring, copy, tools))
    assert reason is Reason.FILE_NOT_WRITTEN
    assert copy.read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.kgb", "data"]


def test_a_target_that_cannot_be_written_is_told(folder: DataFolder, tmp_path: Path) -> None:
    with folder.open() as store:
        assert refusal(lambda: store.backup(tmp_path / "missing" / "copy.kgb")) is Reason.FILE_NOT_WRITTEN
        store.append([draft(7)])
        (folder.path / "keyring.json").unlink()
        assert refusal(lambda: store.backup(tmp_path / "copy.kgb")) is Reason.DATA_MISSING


def test_a_folder_that_is_no_station_is_not_moved_away(folder: DataFolder, copy: Path, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "file"
    home.mkdir()
    (home / "letter.txt").write_text("x")
    file.write_text("x")
    for place in (home, file):
        act = lambda place=place: restore(copy, place, unlocked, vault.seal, vault.open_sealed)  # noqa: E731
        assert refusal(act) is Reason.FILE_NOT_WRITTEN
    assert (home / "letter.txt").read_text() == "x"
    assert not list(tmp_path.glob("*.restoring"))


def test_a_restore_without_room_leaves_nothing_half_built(
    folder: DataFolder, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Disk, "allocate", full)
    assert refusal(lambda: bring_back(copy, folder)) is Reason.DISK_FULL
    assert not folder.path.with_name("data.restoring").exists()
    monkeypatch.undo()
    assert folder.inspect().intact


@pytest.mark.parametrize("moment", ["before", "while it is built"])
def test_a_restore_without_room_for_the_reserve_is_refused_and_replaces_nothing(
    folder: DataFolder, copy: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    usage, needed = namedtuple("usage", "total used free"), (2 * (64 << 20) + 3 * copy.stat().st_size + (4 << 20))
    rooms = iter([needed] * (moment != "before") + [100 << 20] * 9)
    before = folder.files()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1 << 40, 0, next(rooms)))
    with pytest.raises(StationError) as refused:
        restore(copy, folder.path, unlocked, vault.seal, vault.open_sealed, ballast_bytes=64 << 20)
    assert refused.value.reason is Reason.DISK_SPACE_LOW
    assert int(refused.value.facts["free_mib"]) < int(refused.value.facts["needed_mib"]) == 133
    assert folder.files() == before
    assert [path.name for path in folder.path.parent.iterdir() if path.is_dir()] == [folder.path.name]


def test_a_restore_that_was_cut_off_can_be_repeated(folder: DataFolder, copy: Path) -> None:
    beside = folder.path.with_name("data.restoring")
    beside.mkdir()
    (beside / "station.db").write_bytes(b"half")
    bring_back(copy, folder)
    assert not beside.exists()
    assert folder.inspect().intact


def test_a_sidecar_in_another_folder_is_restored_there(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"

    def opened(act: object) -> Store:
        assert callable(act)
        made: Store = act(
            data, KEYS, vault.seal, vault.open_sealed, station="01", ballast_bytes=0, sidecar_folder=other
        )
        return made

    with opened(Store.create) as store:
        (data / "keyring.json").write_bytes(KEYRING)
        store.append([draft(1)])
        store.backup(tmp_path / "copy.kgb")
        store.append([draft(2)])
    restore(
        tmp_path / "copy.kgb",
        data,
        unlocked,
        vault.seal,
        vault.open_sealed,
        sidecar_folder=other,
        ballast_bytes=0,
    )
    with opened(Store.open) as store:
        assert not store.recovery.anything
        assert store.head[0] == 1
    assert (tmp_path / "other.before-restore-2").is_dir()
    assert (tmp_path / "data.before-restore-2").is_dir()
