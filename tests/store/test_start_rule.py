"""The start rule: what database and sidecar mean side by side, and what the start does (security c6)."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.domain.journal import GENESIS, Entry, link
from station.store import Difference, Recovery, Store, StoreKeys, Trust, Verdict
from station.store.batch import Batch, Trace
from station.store.database import Database
from station.store.survey import Survey, Tail
from station.store.verdict import decided, judge
from tests.store.data_folder import DataFolder, crashed, draft, flip


def trace(*texts: str) -> Trace:
    """A row of commits of one entry each."""
    made, prev = Trace(), GENESIS
    for number, text in enumerate(texts, 1):
        entry = link(draft(number, text), number, prev, "01")
        made.take(Batch(number, (entry.encode(),)))
        prev = entry.hash
    return made


def seen(*texts: str, tail: Tail = Tail.CLEAN, needed: int = 0, checkpoint: int = 0) -> Survey:
    """A sidecar with these commits."""
    made = trace(*texts)
    return Survey(made, tail, max(needed, made.batch), checkpoint, segments=1)


ABC = ("a", "b", "c")


@pytest.mark.parametrize(
    ("database", "sidecar", "verdict"),
    [
        (trace(*ABC), seen(*ABC), Verdict.EQUAL),
        (trace(), seen(), Verdict.EQUAL),
        (trace(*ABC), seen("a", "b"), Verdict.SIDECAR_CAUGHT_UP),
        (trace(*ABC), seen("a"), Verdict.SIDECAR_REBUILT),
        (trace(*ABC), None, Verdict.SIDECAR_REBUILT),
        (trace("a"), seen(*ABC, checkpoint=1), Verdict.RECOVERED),
        (None, seen(*ABC, checkpoint=3), Verdict.DATABASE_REBUILT),
        (trace(*ABC), seen("a", "b", tail=Tail.TORN, needed=3), Verdict.SIDECAR_CAUGHT_UP),
        (trace(*ABC), seen("a", tail=Tail.TORN, needed=2), Verdict.SIDECAR_REBUILT),
        (trace(*ABC), seen("a", tail=Tail.DAMAGED, needed=3), Verdict.SIDECAR_REBUILT),
        (trace(*ABC), Survey(tail=Tail.DAMAGED), Verdict.SIDECAR_REBUILT),
    ],
)
def test_what_can_be_healed(database: Trace | None, sidecar: Survey | None, verdict: Verdict) -> None:
    assert judge(database, sidecar) is verdict


@pytest.mark.parametrize(
    ("database", "sidecar", "reason"),
    [
        (trace("a"), seen(*ABC, checkpoint=2), Reason.DATA_OLD_COPY),
        (trace("a"), seen("a", tail=Tail.DAMAGED, needed=3, checkpoint=3), Reason.DATA_OLD_COPY),
        (trace("a", "x"), seen("a", "b"), Reason.DATA_CONTRADICTS),
        (trace("a", "x", "y", "z"), seen("a", "b", tail=Tail.DAMAGED, needed=2), Reason.DATA_CONTRADICTS),
        (None, None, Reason.DATA_DAMAGED),
        (None, seen(*ABC, tail=Tail.DAMAGED), Reason.DATA_DAMAGED),
        (None, seen(*ABC, tail=Tail.TORN, needed=4), Reason.DATA_DAMAGED),
        (trace("a", "b"), seen("a", "b", tail=Tail.TORN, needed=3), Reason.DATA_DAMAGED),
        (trace("a", "b"), seen("a", tail=Tail.DAMAGED, needed=3), Reason.DATA_DAMAGED),
    ],
)
def test_what_is_refused(database: Trace | None, sidecar: Survey | None, reason: Reason) -> None:
    with pytest.raises(StationError) as refused:
        judge(database, sidecar)
    assert refused.value.reason is reason


def test_a_decision_of_two_persons_believes_one_file_and_only_one_that_has_something() -> None:
    assert decided(Trust.SIDECAR, trace("a"), seen(*ABC)) is Verdict.DATABASE_REBUILT
    assert decided(Trust.DATABASE, trace("a"), seen(*ABC)) is Verdict.SIDECAR_REBUILT
    for trust, database, sidecar in (
        (Trust.SIDECAR, trace("a"), None),
        (Trust.SIDECAR, trace("a"), Survey()),
        (Trust.DATABASE, None, seen("a")),
    ):
        with pytest.raises(StationError) as refused:
            decided(trust, database, sidecar)
        assert refused.value.reason is Reason.DATA_DAMAGED


def test_a_crash_after_both_writes_needs_no_healing(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    with folder.open() as store:
        assert store.recovery == Recovery()
        assert store.head[0] == 12


def committed_only(tmp_path: Path) -> DataFolder:
    """A crash in the gap: the commit is in the database, its record not yet in the sidecar."""
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
        sidecar = folder.sidecar.read_bytes()
        store.append([draft(2), draft(3)], {"p-1": bytes(32)})
        left = folder.copied(tmp_path / "left")
    left.sidecar.write_bytes(sidecar)
    return left


def test_A_11_a_crash_between_commit_and_sidecar_keeps_the_entries_once(tmp_path: Path) -> None:
    folder = committed_only(tmp_path)
    assert [f.where for f in folder.inspect().findings] == ["journal.side"]
    with folder.open() as store:
        assert store.recovery == Recovery(Verdict.SIDECAR_CAUGHT_UP, entries=2)
        assert [entry.seq for entry in store.entries()] == [1, 2, 3]
        assert store.person_key("p-1") == bytes(32)
        store.append([draft(4)])
    assert folder.inspect().intact
    folder.database.unlink()
    with folder.open() as store:
        assert store.head[0] == 4
        assert store.person_key("p-1") == bytes(32)


def test_a_half_written_record_is_cut_and_told(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
        end = store._sidecar._end
        store.append([draft(2, "x" * 2000)])
        left = folder.copied(tmp_path / "left")
    data = left.sidecar.read_bytes()
    left.sidecar.write_bytes(data[: end + 700] + bytes(len(data) - end - 700))
    with left.open() as store:
        assert store.recovery == Recovery(Verdict.SIDECAR_CAUGHT_UP, entries=1, torn=True)
        assert store.head[0] == 2
    assert left.inspect().intact


@pytest.mark.parametrize("kept", [0, 32, 4152, 9000])
def test_A_4_a_cut_log_is_healed_from_the_sidecar_and_kept(tmp_path: Path, kept: int) -> None:
    folder = crashed(tmp_path)
    want = folder.copied(tmp_path / "whole").entries()
    log = folder.wal.read_bytes()[:kept]
    folder.wal.write_bytes(log)
    with folder.open() as store:
        assert store.recovery.kind is Verdict.RECOVERED
        assert 5 <= store.recovery.entries <= 7
        assert list(store.entries()) == want
        names = store.recovery.kept
    assert names == (("0001-station.db-wal",) if log else ())
    assert [(folder.path / "damaged" / name).read_bytes() for name in names] == [log] * bool(log)
    assert folder.inspect().intact


def test_A_4_a_deleted_log_is_healed_from_the_sidecar(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    folder.wal.unlink()
    with folder.open() as store:
        assert store.recovery == Recovery(Verdict.RECOVERED, entries=7)
        assert store.head[0] == 12
        assert store.person_key("p-1") == bytes(32)
    assert folder.inspect().intact


def test_B_13_an_older_copy_of_the_database_is_refused_untouched(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
    old = folder.copied(tmp_path / "yesterday")
    with folder.open() as store:
        store.append([draft(2)])
    shutil.copyfile(old.database, folder.database)
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_OLD_COPY
    assert folder.files() == before
    assert not folder.inspect().intact
    with folder.open(trust=Trust.SIDECAR) as store:
        assert store.recovery.kind is Verdict.DATABASE_REBUILT
        assert store.recovery.trusted is Trust.SIDECAR
        assert store.head[0] == 2


def test_B_13_an_older_copy_with_its_log_is_refused_with_every_byte_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
        old = folder.copied(tmp_path / "yesterday")
        store.append([draft(2)])
    for name in ("station.db", "station.db-wal"):
        shutil.copyfile(old.path / name, folder.path / name)
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_OLD_COPY
    assert folder.files() == before


def test_an_older_sidecar_is_overruled_by_the_database_and_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
    old = folder.sidecar.read_bytes()
    with folder.open() as store:
        store.append([draft(2)])
        store.append([draft(3)])
    folder.sidecar.write_bytes(old)
    with folder.open() as store:
        assert store.recovery == Recovery(Verdict.SIDECAR_REBUILT, entries=2, kept=("0001-journal.side",))
        assert store.head[0] == 3
    assert (folder.path / "damaged" / "0001-journal.side").read_bytes() == old
    assert folder.inspect().intact


def two_histories(tmp_path: Path) -> tuple[DataFolder, DataFolder]:
    """Two folders under one key that part after the first entry."""
    one = DataFolder(tmp_path / "one")
    with one.create() as store:
        store.append([draft(1)])
    other = one.copied(tmp_path / "other")
    for folder, text in ((one, "answer a"), (other, "answer b")):
        with folder.open() as store:
            store.append([draft(2, text)])
    return one, other


def test_B_17_files_that_are_not_one_chain_stop_the_start(tmp_path: Path) -> None:
    one, other = two_histories(tmp_path)
    shutil.copyfile(other.database, one.database)
    before = one.files()
    with pytest.raises(StationError) as refused:
        one.open()
    assert refused.value.reason is Reason.DATA_CONTRADICTS
    assert refused.value.facts == {"seq": 2}
    assert one.files() == before
    with one.open(trust=Trust.DATABASE) as store:
        assert store.recovery.kind is Verdict.SIDECAR_REBUILT
        assert "answer b" in list(store.entries())[1].body


def test_B_20_the_database_of_another_station_is_put_aside(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    Database.create(tmp_path / "foreign.db", hashlib.sha256(b"another key").digest()).close()
    shutil.copyfile(tmp_path / "foreign.db", folder.database)
    with folder.open() as store:
        assert store.recovery.kind is Verdict.DATABASE_REBUILT
        assert store.head[0] == 12


def test_the_keys_of_another_station_open_nothing_and_change_nothing(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    before = folder.files()
    with pytest.raises(StationError) as refused:
        Store.open(folder.path, StoreKeys.of(bytes(32), vault.derive), vault.seal, vault.open_sealed, station="02")
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert folder.files() == before


def test_a_damaged_database_beside_an_older_sidecar_is_no_silent_loss(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
    old = folder.sidecar.read_bytes()
    with folder.open() as store:
        for number in range(2, 60):
            store.append([draft(number, "x" * 200)])
    folder.sidecar.write_bytes(old)
    flip(folder.database, 4 * 4096 + 9)  # a page of no table: the rows can still be seen
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert folder.files() == before


def test_A_5_a_damaged_database_is_kept_and_made_anew_with_its_documents(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    pdf = b"%PDF" + bytes(3000)
    digest = hashlib.sha256(pdf).hexdigest()
    with folder.create() as store:
        store.append([draft(1)], {"p-1": bytes(32)})
        store.put_blob(digest, pdf)
    damaged = folder.database.read_bytes()
    flip(folder.database, 4096 + 9)  # the page of the first table
    damaged = folder.database.read_bytes()
    with folder.open() as store:
        assert store.recovery == Recovery(Verdict.DATABASE_REBUILT, entries=1, kept=("0001-station.db",))
        assert store.head[0] == 1
        assert store.person_key("p-1") == bytes(32)
        assert store.blob(digest) == pdf
    assert (folder.path / "damaged" / "0001-station.db").read_bytes() == damaged
    assert folder.inspect().intact


def test_a_missing_database_is_made_anew(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    folder.database.unlink()
    with folder.open() as store:
        assert store.recovery == Recovery(Verdict.DATABASE_REBUILT, entries=12, kept=("0001-station.db-wal",))
        assert store.head[0] == 12
    assert folder.inspect().intact


def test_damage_twice_keeps_both_copies(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    folder.open().close()
    for number in (1, 2):
        flip(folder.database, 100)
        with folder.open() as store:
            assert store.recovery.kept == (f"{number:04d}-station.db",)
    assert folder.inspect().kept == ["0001-station.db", "0002-station.db"]


@pytest.mark.parametrize("spoil", ["delete", "empty", "zeros", "flip"])
def test_A_6_a_spoiled_sidecar_is_made_anew_from_the_database(tmp_path: Path, spoil: str) -> None:
    folder = crashed(tmp_path)
    want = folder.copied(tmp_path / "whole").entries()
    if spoil == "delete":
        shutil.rmtree(folder.sidecar.parent)
    elif spoil == "empty":
        folder.sidecar.write_bytes(b"")
    elif spoil == "zeros":
        folder.sidecar.write_bytes(bytes(4096))
    else:
        flip(folder.sidecar, 700)
    assert not folder.inspect().intact
    with folder.open() as store:
        assert store.recovery.kind is Verdict.SIDECAR_REBUILT
        assert list(store.entries()) == want
    assert folder.inspect().intact


def test_both_damaged_stops_and_overwrites_nothing(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    flip(folder.database, 100)
    flip(folder.sidecar, 700)
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert str(refused.value.facts["where"]).startswith("station.db")
    assert folder.files() == before


def test_a_lost_log_and_a_lost_last_record_together_are_no_silent_loss(tmp_path: Path) -> None:
    """Both copies lost the last answer, which had been shown as saved: only people may decide to go on."""
    folder = crashed(tmp_path)
    used = len(folder.sidecar.read_bytes().rstrip(b"\0"))
    flip(folder.sidecar, used - 20)
    folder.wal.unlink()
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert folder.files() == before
    with folder.open(trust=Trust.SIDECAR) as store:
        assert store.recovery.torn
        assert store.head[0] == 11
    assert folder.inspect().intact


@pytest.mark.parametrize("size", [0, 4, 600, None])
def test_log_and_sidecar_lost_together_are_told_by_the_heartbeat(tmp_path: Path, size: int | None) -> None:
    """The database lies sound at its last checkpoint; only the heartbeat knows that answers came after it."""
    folder = beaten(tmp_path)
    folder.wal.unlink()
    if size is None:
        folder.sidecar.unlink()
    else:
        os.truncate(folder.sidecar, size)
    refused_untouched(folder)
    with folder.open(trust=Trust.DATABASE) as store:
        assert store.recovery.trusted is Trust.DATABASE
    assert folder.entries()  # the next start needs no decision again
    assert folder.inspect().intact


def test_B_14_database_log_and_sidecar_put_back_together_are_told_by_the_heartbeat(tmp_path: Path) -> None:
    folder = beaten(tmp_path)
    older = crashed(tmp_path / "older", later=3)
    for name in ("station.db", "station.db-wal", "sidecar/journal.side"):
        shutil.copyfile(older.path / name, folder.path / name)
    refused_untouched(folder)


def test_a_kill_between_two_heartbeats_is_no_older_copy(tmp_path: Path) -> None:
    folder = beaten(tmp_path)
    with folder.open() as store:
        assert store.recovery.kind is Verdict.EQUAL
        store.heartbeat(b"later")
        store.append([draft(20)])
        killed = folder.copied(tmp_path / "killed")
    assert killed.inspect().intact
    assert killed.open().last_heartbeat() == b"later"


def beaten(tmp_path: Path) -> DataFolder:
    """A folder as a kill leaves it, a heartbeat after the last answer."""
    made = DataFolder(tmp_path / "beating")
    with made.create() as store:
        store.append([draft(1)])
        store.checkpoint()
        for number in range(2, 14):
            store.append([draft(number)])
        store.heartbeat(b"alive")
        return made.copied(tmp_path / "beaten")


def refused_untouched(folder: DataFolder) -> None:
    """The start stops and changes nothing; an inspection tells the same."""
    before = folder.files()
    with pytest.raises(StationError) as refused:
        folder.open()
    assert refused.value.reason is Reason.DATA_OLD_COPY
    assert ("station.db", Difference.OLD_COPY) in {(item.where, item.what) for item in folder.inspect().findings}
    assert folder.files() == before


@pytest.mark.parametrize("offset", [8, 40, 90, 110])
def test_a_damaged_control_record_at_the_end_does_not_look_like_a_lost_answer(tmp_path: Path, offset: int) -> None:
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        store.append([draft(1)])
    data = folder.sidecar.read_bytes()
    last = data.rindex(b"KGTS")
    flip(folder.sidecar, last + offset)
    with folder.open() as store:
        assert store.recovery.kind is Verdict.SIDECAR_REBUILT
        assert store.head[0] == 1


@pytest.mark.parametrize("size", [100_000, 524_288])
def test_a_sidecar_cut_in_its_reserved_room_loses_nothing_and_is_told(tmp_path: Path, size: int) -> None:
    folder = crashed(tmp_path)
    with folder.sidecar.open("r+b") as file:
        file.truncate(size)
    assert not folder.inspect().intact
    with folder.open() as store:
        assert store.recovery == Recovery(padding=True)
        assert store.recovery.anything
        assert store.head[0] == 12
    assert folder.inspect().intact


def started(folder: DataFolder) -> list[Entry] | Reason:
    """The entries that a start finds, or why it refuses."""
    try:
        return folder.entries()
    except StationError as refused:
        return refused.reason


def test_B_15_an_old_page_put_back_never_goes_unseen(tmp_path: Path) -> None:
    """Every single page of an older file, spliced into today's: each one is authentic to the library."""
    folder = DataFolder(tmp_path / "made")
    with folder.create() as store:
        for number in range(40):
            store.append([draft(number, "x" * 200)])
    old = folder.database.read_bytes()
    with folder.open() as store:
        for number in range(40, 80):
            store.append([draft(number, "x" * 200)])
        want = list(store.entries())
    new = folder.database.read_bytes()
    pages = len(old) // 4096
    assert pages > 6
    differing = [n for n in range(pages) if old[n * 4096 :][:4096] != new[n * 4096 :][:4096]]
    assert differing
    for page in differing:
        spliced = DataFolder(tmp_path / f"page-{page}")
        shutil.copytree(folder.path, spliced.path)
        at = page * 4096
        spliced.database.write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        assert not spliced.inspect().intact, page
        outcome = started(spliced)
        assert outcome in (want, Reason.DATA_CONTRADICTS, Reason.DATA_OLD_COPY), page


def test_a_crash_while_the_database_is_made_anew_starts_again(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    (folder.path / "damaged").mkdir()
    folder.wal.rename(folder.path / "damaged" / "0001-station.db-wal")
    folder.database.rename(folder.path / "damaged" / "0001-station.db")
    (folder.path / "station.db.new").write_bytes(b"half")
    with folder.open() as store:
        assert store.recovery.kind is Verdict.DATABASE_REBUILT
        assert store.head[0] == 12


def test_a_crash_while_a_folder_is_created_is_finished_by_the_next_start(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "made")
    folder.create().close()
    folder.database.unlink()
    with folder.open() as store:
        assert store.head == (0, GENESIS)
        store.append([draft(1)])
