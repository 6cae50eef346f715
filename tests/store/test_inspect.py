"""A look at a data folder: it writes nothing and sees every changed byte (`station verify`)."""

import errno
import hashlib
import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from station.domain.errors import Reason, StationError
from station.store import Difference, Finding
from station.store.database import Database
from station.store.wal import first_fault
from tests.store.data_folder import KEYRING, KEYS, DataFolder, crashed, draft, flip

FILES = [
    "station.db",
    "station.db-wal",
    "sidecar/journal.side",
    "sidecar/heartbeat",
    "keyring.json",
    "ballast",
]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A crashed folder with everything in it: entries, a person key, a document, heartbeats."""
    made = DataFolder(tmp_path / "made")
    with made.create() as store:
        for number in range(5):
            store.append([draft(number)])
        store.put_person_key("p-1", bytes(32))
        store.put_blob(hashlib.sha256(b"%PDF").hexdigest(), b"%PDF")
        store.checkpoint()
        store.append([draft(5), draft(6)])
        for number in range(3):
            store.heartbeat(b"beat %d" % number)
        return made.copied(tmp_path / "folder")


def differences(folder: DataFolder) -> set[tuple[str, Difference]]:
    """Where the folder differs and how."""
    return {(found.where, found.what) for found in folder.inspect().findings}


def test_an_intact_folder_gives_its_contents_and_no_difference(folder: DataFolder) -> None:
    seen = folder.inspect()
    assert seen.findings == []
    assert seen.intact
    assert [entry.seq for entry in seen.entries] == list(range(1, 8))
    assert seen.head == (7, seen.entries[-1].hash)
    assert seen.person_keys == {"p-1": bytes(32)}
    assert seen.blobs == {hashlib.sha256(b"%PDF").hexdigest(): b"%PDF"}
    assert seen.heartbeat == b"beat 2"
    assert seen.keyring_sha256 == hashlib.sha256(KEYRING).hexdigest()
    assert sorted(seen.files) == sorted(Path(name).name for name in FILES)


def test_a_look_changes_no_byte_and_no_time_of_any_file(folder: DataFolder) -> None:
    flip(folder.wal, 2000)
    before = folder.files()
    times = {name: (folder.path / name).stat().st_mtime_ns for name in before}
    folder.inspect()
    assert folder.files() == before
    assert {name: (folder.path / name).stat().st_mtime_ns for name in before} == times


@pytest.mark.parametrize("name", FILES)
def test_one_changed_bit_in_any_file_is_seen(folder: DataFolder, name: str) -> None:
    size = (folder.path / name).stat().st_size
    source = random.Random(name)  # the same positions at every run
    for offset in {0, size - 1, *(source.randrange(size) for _ in range(12))}:
        bit = source.randrange(8)
        flip(folder.path / name, offset, bit)
        assert Path(name).name in {found.where for found in folder.inspect().findings} or name in (
            "station.db-wal", "station.db"), (name, offset, bit)  # fmt: skip
        assert not folder.inspect().intact, (name, offset, bit)
        flip(folder.path / name, offset, bit)
    assert folder.inspect().intact


@pytest.mark.parametrize("name", FILES)
def test_a_cut_file_is_seen(folder: DataFolder, name: str) -> None:
    size = (folder.path / name).stat().st_size
    for kept in {0, 1, size // 2, size - 1, size // 4096 * 4096 // 2}:
        cut = DataFolder(folder.path.with_name(f"cut-{kept}"))
        shutil.copytree(folder.path, cut.path)
        os.truncate(cut.path / name, kept)
        assert not cut.inspect().intact, kept


@pytest.mark.parametrize("name", FILES)
def test_bytes_after_the_end_of_a_file_are_seen(folder: DataFolder, name: str) -> None:
    for more in (b"\0", bytes(4096), b"x"):
        longer = DataFolder(folder.path.with_name("longer"))
        shutil.copytree(folder.path, longer.path)
        with (longer.path / name).open("ab") as file:
            file.write(more)
        assert not longer.inspect().intact, more
        shutil.rmtree(longer.path)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_seen(folder: DataFolder, name: str) -> None:
    (folder.path / name).unlink()
    where, what = (
        ("station.db", Difference.BEHIND) if name == "station.db-wal" else (Path(name).name, Difference.MISSING)
    )
    assert (where, what) in differences(folder)


def test_an_unknown_file_is_seen_and_kept_copies_are_listed(folder: DataFolder) -> None:
    (folder.path / "note.txt").write_text("x")
    (folder.path / "sidecar" / "more").mkdir()
    (folder.path / "damaged").mkdir()
    (folder.path / "damaged" / "0001-station.db").write_bytes(b"x")
    (folder.path / "link").symlink_to(folder.database)
    assert differences(folder) == {(name, Difference.UNKNOWN_FILE) for name in ("note.txt", "more", "link")}
    assert folder.inspect().kept == ["0001-station.db"]


def test_an_honest_crash_between_commit_and_sidecar_is_a_difference(tmp_path: Path) -> None:
    made = DataFolder(tmp_path / "made")
    with made.create() as store:
        sidecar = made.sidecar.read_bytes()
        store.append([draft(1)])
        left = made.copied(tmp_path / "left")
    left.sidecar.write_bytes(sidecar)
    assert left.inspect().findings == [
        Finding("journal.side", Difference.BEHIND, {"database": 1, "sidecar": 0}),
    ]
    left.open().close()
    assert left.inspect().intact


def test_where_the_database_is_gone_the_entries_come_from_the_sidecar(folder: DataFolder) -> None:
    folder.database.unlink()
    seen = folder.inspect()
    assert len(seen.entries) == 7
    assert seen.person_keys == {"p-1": bytes(32)}
    assert seen.blobs == {}


def test_a_keyring_that_is_not_the_journalled_one_is_seen(folder: DataFolder) -> None:
    (folder.path / "keyring.json").write_bytes(KEYRING + b" ")
    assert differences(folder) == {("keyring.json", Difference.HASH_DIFFERS)}


def test_an_old_copy_and_a_contradiction_are_told_by_name(tmp_path: Path) -> None:
    made = DataFolder(tmp_path / "made")
    made.create().close()
    old = made.copied(tmp_path / "old")
    with made.open() as store:
        store.append([draft(1)])
    with old.open() as store:
        store.append([draft(2)])
    shutil.copyfile(old.database, made.database)
    assert ("journal.side", Difference.CONTRADICTS) in differences(made)
    Database.create(tmp_path / "empty.db", KEYS.database).close()
    shutil.copyfile(tmp_path / "empty.db", made.database)
    assert ("station.db", Difference.OLD_COPY) in differences(made)


def test_a_document_that_lost_its_hash_is_seen(tmp_path: Path) -> None:
    made = DataFolder(tmp_path / "made")
    made.create().close()
    opened = Database.open(made.database, KEYS.database)
    opened._c.execute("INSERT INTO blob VALUES (?, x'00')", ("0" * 64,))
    opened.close()
    assert differences(made) == {("station.db", Difference.HASH_DIFFERS)}


def test_a_broken_chain_in_an_authentic_database_is_seen_and_stops_the_start(tmp_path: Path) -> None:
    made = DataFolder(tmp_path / "made")
    with made.create() as store:
        store.append([draft(1)])
    opened = Database.open(made.database, KEYS.database)
    opened._c.execute("INSERT INTO entry VALUES (2, 2, x'00')")
    opened.close()
    assert ("station.db", Difference.CHAIN_BROKEN) in differences(made)
    with pytest.raises(StationError) as refused:
        made.open()
    assert refused.value.reason is Reason.DATA_CONTRADICTS
    assert refused.value.facts == {"seq": 2}


@pytest.mark.parametrize(
    ("reads", "where"),
    [
        ("survey", "journal.side"), ("private_copy", "station.db"), ("read_slots", "heartbeat"),
        ("_ballast", "ballast"), ("_keyring", "keyring.json"), ("_names", "folder"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_examined(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, reads: str, where: str
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(sys.modules["station.store.inspect"], reads, broken)
    seen = folder.inspect()
    assert (where, Difference.DAMAGED) in {(found.where, found.what) for found in seen.findings}
    assert "the medium cannot read the file" in str([found.facts for found in seen.findings])
    assert len(seen.entries) == 7


def test_a_missing_folder_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(StationError) as refused:
        DataFolder(tmp_path / "nowhere").inspect()
    assert refused.value.reason is Reason.DATA_MISSING


def test_the_log_is_sound_frame_by_frame_or_its_first_fault_is_named(tmp_path: Path) -> None:
    log = crashed(tmp_path).wal
    data = log.read_bytes()
    assert first_fault(log) is None
    for offset in (0, 8, 20, 31, 32, 36, 41, 50, 56, 4000, len(data) - 1):
        flip(log, offset)
        fault = first_fault(log)
        assert fault is not None
        assert fault <= offset
        flip(log, offset)
    for kept in (1, 31, 40, len(data) - 1, len(data) - 4120 // 2):
        log.write_bytes(data[:kept])
        assert first_fault(log) is not None
    log.write_bytes(data + b"x")
    assert first_fault(log) == len(data)
    log.write_bytes(b"")
    assert first_fault(log) is None
    log.unlink()
    assert first_fault(log) is None
