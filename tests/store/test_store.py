"""The open store: what is appended is in database and sidecar and never changes (R-6.2, security c6, c7)."""

import hashlib
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sql

from station import vault
from station.domain.errors import Reason, StationError
from station.domain.journal import GENESIS, Entry, verify_chain
from station.store import Recovery, Store, Verdict, database, library_versions, replace_file
from station.store.batch import Batch, entry_hash
from station.store.database import Database
from station.store.heartbeat import LONGEST, SLOT_BYTES
from tests.store.data_folder import BALLAST, KEYS, DataFolder, crashed, draft, drafts, flip


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A place for a data folder; nothing is there yet."""
    return DataFolder(tmp_path / "data")


def refused(reason: Reason, **facts: str | int) -> "pytest.RaisesExc[StationError]":
    """A refusal with this reason and these facts."""
    return pytest.raises(StationError, check=lambda e: e.reason is reason and facts.items() <= e.facts.items())


def test_a_new_folder_holds_its_files_and_no_entry(folder: DataFolder) -> None:
    with folder.create() as store:
        assert store.head == (0, GENESIS)
        assert list(store.entries()) == []
        assert store.recovery == Recovery()
        assert not store.recovery.anything
        assert store.ballast_present
    names = {"ballast", "keyring.json", "sidecar/heartbeat", "sidecar/journal.side", "station.db"}
    assert set(folder.files()) == names


def test_only_the_owner_may_read_the_files(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1)])
        for path in (folder.database, folder.wal, folder.sidecar, folder.path / "sidecar" / "heartbeat"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_appended_entries_continue_the_chain_and_come_back_after_a_start(folder: DataFolder) -> None:
    with folder.create() as store:
        first = store.append([draft(1)])
        rest = store.append([draft(2), draft(3)])
        assert store.head == (3, rest[-1].hash)
    with folder.open() as store:
        found = list(store.entries())
        assert found == first + rest
        assert verify_chain(found) == store.head
        assert [entry.seq for entry in store.entries(2)] == [2, 3]
        assert store.entries_at([3, 1]) == [found[2], found[0]]
        assert store.recovery.kind is Verdict.EQUAL
        assert {entry.station for entry in found} == {"01"}


def test_an_entry_number_that_does_not_exist_is_refused(folder: DataFolder) -> None:
    with folder.create() as store, refused(Reason.DATA_DAMAGED):
        store.entries_at([1])


def test_an_empty_append_writes_nothing(folder: DataFolder) -> None:
    with folder.create() as store:
        before = folder.files()
        assert store.append([]) == []
        assert folder.files() == before


def test_a_start_without_a_name_takes_it_from_the_first_entry(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1)])
    with Store.open(folder.path, KEYS, vault.seal, vault.open_sealed, ballast_bytes=BALLAST) as store:
        assert store.station == "01"


def test_the_stored_bytes_are_the_encoded_entry_and_hash_as_it_does(folder: DataFolder) -> None:
    with folder.create() as store:
        (entry,) = store.append([draft(1, "Көчө, үй, өң")])
        assert entry_hash(entry.encode()) == entry.hash
    opened = Database.open(folder.database, KEYS.database)
    assert list(opened.entries(1)) == [entry.encode()]
    assert opened.entries_at([1]) == {1: entry.encode()}
    opened.close()


def test_nothing_of_an_entry_stands_readable_on_the_disk(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1, "SECRET-OF-THE-BANK")])
        store.put_person_key("p-1", b"K" * 32)
        store.heartbeat(b"SECRET-OF-THE-BANK")
        for data in folder.files().values():
            assert b"SECRET-OF-THE-BANK" not in data
            assert b"option_set" not in data
            assert b"K" * 32 not in data


def test_person_keys_are_kept_once_and_survive_a_start(folder: DataFolder) -> None:
    keys = {f"p-{n}": bytes([n]) * 32 for n in range(1, 200)}
    with folder.create() as store:
        store.put_person_keys(keys)
        store.put_person_key("p-1", keys["p-1"])
        store.append([draft(1)], {"p-200": bytes(32)})
        with pytest.raises(ValueError, match="another key"):
            store.put_person_key("p-1", bytes(32))
        with pytest.raises(ValueError, match="another key"):
            store.put_person_key("p-300", b"short")
    with folder.open() as store:
        assert {person: store.person_key(person) for person in keys} == keys
        assert store.person_key("p-200") == bytes(32)
        assert store.person_key("p-300") is None
        assert store.head[0] == 1


def test_a_document_is_kept_under_its_hash_and_checked_when_read(folder: DataFolder) -> None:
    sha256 = hashlib.sha256(b"%PDF").hexdigest()
    with folder.create() as store:
        store.put_blob(sha256, b"%PDF")
        store.put_blob(sha256, b"%PDF")
        with pytest.raises(ValueError, match="hash"):
            store.put_blob(sha256, b"other")
    with folder.open() as store:
        assert store.blob(sha256) == b"%PDF"
        assert store.blob("0" * 64) is None


@pytest.mark.parametrize("table", ["entry", "person_key", "blob"])
@pytest.mark.parametrize("change", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_R_6_2_no_row_of_any_table_can_be_changed_or_deleted(folder: DataFolder, table: str, change: str) -> None:
    with folder.create() as store:
        store.append([draft(1)], {"p-1": bytes(32)})
        store.put_blob(hashlib.sha256(b"x").hexdigest(), b"x")
    opened = Database.open(folder.database, KEYS.database)
    with pytest.raises(sql.IntegrityError, match="append-only"):
        opened._c.execute(change.format(table))
    opened.close()


@pytest.mark.parametrize(
    "insert",
    [
        "INSERT OR REPLACE INTO entry VALUES (1, 1, x'00')",
        "INSERT INTO entry VALUES (3, 1, x'00')",
        "INSERT OR REPLACE INTO person_key VALUES ('p-1', 1, zeroblob(32))",
        "INSERT OR REPLACE INTO blob SELECT sha256, x'00' FROM blob",
    ],
)
def test_R_6_2_no_row_can_be_replaced_and_no_entry_put_out_of_turn(folder: DataFolder, insert: str) -> None:
    with folder.create() as store:
        store.append([draft(1)], {"p-1": bytes(32)})
        store.put_blob(hashlib.sha256(b"x").hexdigest(), b"x")
    opened = Database.open(folder.database, KEYS.database)
    with pytest.raises(sql.IntegrityError):
        opened._c.execute(insert)
    opened.close()


def test_every_table_of_the_format_has_its_three_triggers(folder: DataFolder) -> None:
    folder.create().close()
    opened = Database.open(folder.database, KEYS.database)
    tables = [name for (name,) in opened._c.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        query = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
        assert opened._c.execute(query, (table,)).fetchone() == (3,), table
    assert len(tables) == 3
    opened.close()


def test_the_settings_that_durability_stands_on_are_in_force(folder: DataFolder) -> None:
    with folder.create() as store:
        connection = store._database._c
        names = "journal_mode synchronous wal_autocheckpoint secure_delete mmap_size foreign_keys"
        names += " trusted_schema temp_store locking_mode cipher_memory_security"
        read = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names.split()}
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 0,
        "secure_delete": 1,
        "mmap_size": 0,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
        "locking_mode": "exclusive",
        "cipher_memory_security": "1",
    }


def test_a_setting_that_is_not_taken_stops_the_start(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.create().close()
    monkeypatch.setattr(database, "_SETTINGS", (("synchronous", "NORMAL", 2),))
    before = folder.files()
    with refused(Reason.DISK_FAILED, setting="synchronous"):
        folder.open()
    assert folder.files() == before


def test_a_too_old_library_is_refused(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST_SQLITE", (99, 0, 0))
    with refused(Reason.LIBRARY_TOO_OLD):
        folder.create()
    assert not folder.path.exists()
    assert set(library_versions()) == {"sqlite", "sqlcipher3"}


def test_a_second_program_is_refused_and_the_first_works_on(folder: DataFolder) -> None:
    with folder.create() as store:
        with refused(Reason.DATA_IN_USE):
            folder.open()
        with refused(Reason.DATA_IN_USE):
            folder.inspect()
        store.append([draft(1)])
    assert len(folder.entries()) == 1


def test_a_second_start_is_refused_by_the_database_itself_too(folder: DataFolder) -> None:
    with folder.create() as store:
        store._lock.release()
        code = "import sys; from tests.store.data_folder import *; DataFolder(Path(sys.argv[1])).open()"
        done = subprocess.run([sys.executable, "-c", code, folder.path], capture_output=True, text=True)
        assert "data_in_use" in done.stderr
        store.append([draft(1)])


def test_a_folder_that_holds_data_is_not_created_again(folder: DataFolder) -> None:
    folder.create().close()
    before = folder.files()
    with refused(Reason.DATA_EXISTS):
        folder.create()
    assert folder.files() == before


def test_a_missing_folder_and_an_empty_one_are_told_as_missing(folder: DataFolder) -> None:
    with refused(Reason.DATA_MISSING):
        folder.open()
    folder.path.mkdir()
    with refused(Reason.DATA_MISSING):
        folder.open()
    assert folder.files() == {}


def test_data_of_a_newer_program_is_refused_untouched(folder: DataFolder) -> None:
    folder.create().close()
    opened = Database.open(folder.database, KEYS.database)
    opened._c.execute("PRAGMA user_version = 7")
    opened.close()
    before = folder.files()
    with refused(Reason.DATA_NEWER, found=7, known=1):
        folder.open()
    assert folder.files() == before


def test_an_older_format_is_brought_up_step_by_step(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    with folder.create() as store:
        store.append([draft(1)])
    steps = [*database.migrations(), "CREATE TABLE later (x INTEGER PRIMARY KEY) STRICT;"]
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with folder.open() as store:
        assert len(list(store.entries())) == 1
    opened = Database.open(folder.database, KEYS.database)
    assert opened._one("PRAGMA user_version") == 2
    assert opened._one("SELECT count(*) FROM later") == 0
    opened.close()


def test_a_migration_that_fails_leaves_the_old_format_whole(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with folder.create() as store:
        store.append([draft(1)])
    with monkeypatch.context() as patch:
        steps = [*database.migrations(), "CREATE TABLE later (x); CREATE TABLE later (x);"]
        patch.setattr(database, "migrations", lambda: steps)
        with pytest.raises(StationError):
            folder.open()
    assert len(folder.entries()) == 1


def test_a_file_without_our_triggers_is_damaged_and_made_anew(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1)])
    opened = Database.open(folder.database, KEYS.database)
    opened._c.execute("DROP TRIGGER entry_remains")
    opened.close()
    with folder.open() as store:
        assert store.recovery.kind is Verdict.DATABASE_REBUILT
        assert len(list(store.entries())) == 1


def test_the_plain_library_cannot_read_the_database(folder: DataFolder) -> None:
    folder.create().close()
    plain = sqlite3.connect(folder.database)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM entry")
    plain.close()


def test_a_heartbeat_overwrites_the_one_before_and_survives_a_start(folder: DataFolder) -> None:
    with folder.create() as store:
        assert store.last_heartbeat() is None
        for number in range(5):
            store.heartbeat(b"beat %d" % number)
        size = len(folder.files()["sidecar/heartbeat"])
        assert store.last_heartbeat() == b"beat 4"
        with pytest.raises(ValueError, match="too long"):
            store.heartbeat(bytes(LONGEST + 1))
        store.heartbeat(bytes(LONGEST))
    with folder.open() as store:
        assert store.last_heartbeat() == bytes(LONGEST)
        store.heartbeat(b"after")
        assert store.last_heartbeat() == b"after"
        assert store.head[0] == 0
    assert len(folder.files()["sidecar/heartbeat"]) == size


@pytest.mark.parametrize("slots", [(0,), (1,), (0, 1)])
def test_a_start_mends_damaged_slots_of_the_heartbeat(folder: DataFolder, slots: tuple[int, ...]) -> None:
    with folder.create() as store:
        for number in range(3):
            store.append([draft(number)])
            store.heartbeat(b"beat %d" % number)
    beats = folder.path / "sidecar" / "heartbeat"
    for slot in slots:
        flip(beats, slot * SLOT_BYTES + 40)
    assert [found.where for found in folder.inspect().findings] == ["heartbeat"]
    with folder.open() as store:
        assert store.last_heartbeat() == {(0,): b"beat 2", (1,): b"beat 1"}.get(slots)
    assert folder.inspect().intact
    with folder.open() as store:
        store.heartbeat(b"after")
        assert store.last_heartbeat() == b"after"


def test_a_mended_heartbeat_still_knows_of_the_commits_that_it_saw(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1)])
    old = folder.copied(folder.path.with_name("old"))
    with folder.open() as store:
        store.append([draft(2)])
        store.heartbeat(b"one")
        store.heartbeat(b"two")
    beats = folder.path / "sidecar" / "heartbeat"
    flip(beats, SLOT_BYTES + 40)
    folder.open().close()
    shutil.copyfile(old.database, folder.database)
    shutil.copyfile(old.sidecar, folder.sidecar)
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_OLD_COPY


def test_a_torn_heartbeat_leaves_the_one_before(folder: DataFolder) -> None:
    with folder.create() as store:
        store.heartbeat(b"one")
        store.heartbeat(b"two")
    beats = folder.path / "sidecar" / "heartbeat"
    data = beats.read_bytes()
    beats.write_bytes(data[:40] + bytes(16384 - 40) + data[16384:])  # beat two lies in the first slot
    with folder.open() as store:
        assert store.last_heartbeat() == b"one"
        store.heartbeat(b"three")
        assert store.last_heartbeat() == b"three"
    beats.unlink()
    with folder.open() as store:
        assert store.last_heartbeat() is None
        store.heartbeat(b"four")


def test_a_checkpoint_empties_the_log_and_closing_leaves_none(folder: DataFolder) -> None:
    with folder.create() as store:
        store.append([draft(1)])
        assert folder.wal.stat().st_size > 0
        store.checkpoint()
        assert folder.wal.stat().st_size == 0
        store.append([draft(2)])
    assert not folder.wal.exists()
    store.close()


def test_a_closed_store_takes_nothing(folder: DataFolder) -> None:
    store = folder.create()
    store.close()
    with refused(Reason.DISK_FAILED):
        store.append([draft(1)])


def test_the_sidecar_may_lie_in_another_folder(tmp_path: Path) -> None:
    def opened(make: bool) -> Store:
        act = Store.create if make else Store.open
        return act(
            tmp_path / "data", KEYS, vault.seal, vault.open_sealed,
            station="01", ballast_bytes=BALLAST, sidecar_folder=tmp_path / "other" / "disk",
        )  # fmt: skip

    with opened(make=True) as store:
        store.append([draft(1)])
    assert (tmp_path / "other" / "disk" / "journal.side").exists()
    assert not (tmp_path / "data" / "sidecar").exists()
    (tmp_path / "data" / "station.db").unlink()
    with opened(make=False) as store:
        assert store.recovery.kind is Verdict.DATABASE_REBUILT
        assert len(list(store.entries())) == 1


def test_files_that_a_crash_left_half_written_are_cleared(folder: DataFolder) -> None:
    folder.create().close()
    for name in ("station.db.new", "station.db.new-wal", "sidecar/journal.side.new"):
        (folder.path / name).write_bytes(b"half")
    folder.open().close()
    assert not [name for name in folder.files() if ".new" in name]


def test_a_small_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["keyring.json"]
    with refused(Reason.DISK_FAILED):
        replace_file(tmp_path / "missing" / "keyring.json", b"one")


def test_ten_starts_each_begin_a_segment_and_all_entries_stay(folder: DataFolder) -> None:
    folder.create().close()
    for number in range(10):
        with folder.open() as store:
            assert store.recovery.kind is Verdict.EQUAL
            store.append([draft(number)])
            assert store.head[0] == number + 1
    assert folder.inspect().intact


def test_a_commit_larger_than_the_reserved_room_is_kept(folder: DataFolder) -> None:
    big = [draft(number, "x" * 1000) for number in range(3000)]
    with folder.create() as store:
        store.append(big)
        store.append([draft(1)])
    with folder.open() as store:
        assert store.head[0] == 3001
    assert folder.inspect().intact


def test_the_bytes_of_a_batch_are_read_as_written_or_refused() -> None:
    batch = Batch(7, (b"one", b""), (("p-1", bytes(32)), ("Айгүл", b"\1" * 32)))
    data = batch.encode()
    assert Batch.decode(data) == batch
    for broken in (
        b"",
        data[:-1],
        data + b"x",
        data[:20],
        Batch(1, (), (("a", b""),)).encode()[:-5] + b"\xff",
    ):
        with pytest.raises(ValueError, match="not a batch"):
            Batch.decode(broken)
    assert "Айгүл" not in repr(KEYS)
    assert KEYS.database.hex() not in repr(KEYS)


def test_an_entry_decodes_from_the_crashed_folder_too(tmp_path: Path) -> None:
    found = crashed(tmp_path).entries()
    assert [entry.seq for entry in found] == list(range(1, 13))
    assert all(Entry.decode(entry.encode()) == entry for entry in found)
    assert len(list(drafts(3))) == 3
