"""What two persons see before they decide which file is believed; looking changes nothing."""

import shutil
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.store import Dispute, Trust, dispute
from tests.store.data_folder import KEYS, DataFolder, crashed, draft, flip


def looked(folder: DataFolder) -> Dispute:
    """The two files side by side; not a byte is changed."""
    before = folder.files()
    found = dispute(folder.path, KEYS, vault.seal, vault.open_sealed)
    assert folder.files() == before
    return found


def refused(folder: DataFolder) -> Reason:
    """Why there is nothing to look at."""
    with pytest.raises(StationError) as error:
        looked(folder)
    return error.value.reason


def alone(found: Dispute, file: Trust) -> list[int]:
    """The numbers of the entries that only this file has."""
    return [entry.seq for entry in found.sides[file].alone]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Three entries, the older database of a copy after the first one put back."""
    made = DataFolder(tmp_path / "made")
    with made.create() as store:
        store.append([draft(1)])
    old = made.copied(tmp_path / "yesterday")
    with made.open() as store:
        store.append([draft(2)])
        store.append([draft(3)])
    shutil.copyfile(old.database, made.database)
    return made


def test_B_13_of_an_older_copy_both_lengths_and_the_lost_entries_are_told(folder: DataFolder) -> None:
    found = looked(folder)
    assert found.refusal.reason is Reason.DATA_OLD_COPY
    assert [(side.entries, side.can_be_believed) for side in found.sides.values()] == [(1, True), (3, True)]
    assert (alone(found, Trust.DATABASE), alone(found, Trust.SIDECAR)) == ([], [2, 3])
    assert [entry.seq for entry in found.lost(Trust.DATABASE)] == [2, 3]
    assert found.lost(Trust.SIDECAR) == ()
    assert found.opening is not None
    assert found.opening.seq == 1
    assert found.unseen == 0


def test_B_17_of_two_histories_both_lose_what_only_they_have(tmp_path: Path) -> None:
    one = DataFolder(tmp_path / "one")
    with one.create() as store:
        store.append([draft(1)])
    other = one.copied(tmp_path / "other")
    for each, texts in ((one, ("a",)), (other, ("b", "c"))):
        with each.open() as store:
            for number, text in enumerate(texts, 2):
                store.append([draft(number, text)])
    shutil.copyfile(other.database, one.database)
    found = looked(one)
    assert found.refusal.reason is Reason.DATA_CONTRADICTS
    assert (alone(found, Trust.DATABASE), alone(found, Trust.SIDECAR)) == ([2, 3], [2])


def test_a_database_that_is_damaged_together_with_the_end_of_the_sidecar_cannot_be_believed(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    folder.wal.unlink()
    flip(folder.database, 9000)
    at = folder.sidecar.read_bytes().rstrip(b"\0")
    flip(folder.sidecar, len(at) - 20)
    found = looked(folder)
    assert found.refusal.reason is Reason.DATA_DAMAGED
    assert not found.sides[Trust.DATABASE].can_be_believed
    assert found.sides[Trust.DATABASE].entries == 0
    assert found.sides[Trust.SIDECAR].can_be_believed
    assert found.sides[Trust.SIDECAR].entries == 11


def test_a_missing_database_beside_a_damaged_sidecar_leaves_one_to_believe(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    folder.wal.unlink()
    folder.database.unlink()
    flip(folder.sidecar, len(folder.sidecar.read_bytes().rstrip(b"\0")) - 20)
    found = looked(folder)
    assert (found.sides[Trust.DATABASE].entries, found.sides[Trust.DATABASE].can_be_believed) == (0, False)
    assert found.sides[Trust.SIDECAR].can_be_believed


def test_B_14_commits_that_only_the_heartbeat_knows_of_are_counted(tmp_path: Path) -> None:
    made = DataFolder(tmp_path / "made")
    with made.create() as store:
        store.append([draft(1)])
    old = made.copied(tmp_path / "yesterday")
    with made.open() as store:
        store.append([draft(2)])
        store.append([draft(3)])
        store.heartbeat(b"alive")
    for name in ("station.db", "sidecar/journal.side"):
        shutil.copyfile(old.path / name, made.path / name)
    found = looked(made)
    assert found.refusal.reason is Reason.DATA_OLD_COPY
    assert found.unseen == 2
    assert found.lost(Trust.DATABASE) == found.lost(Trust.SIDECAR) == ()


def test_where_a_start_goes_on_by_itself_there_is_nothing_to_decide(tmp_path: Path) -> None:
    folder = crashed(tmp_path)
    assert refused(folder) is Reason.DATA_SOUND
    folder.wal.unlink()  # a start heals this
    assert refused(folder) is Reason.DATA_SOUND


def test_an_empty_or_a_running_folder_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refused(DataFolder(tmp_path / "empty")) is Reason.DATA_MISSING
    folder = DataFolder(tmp_path / "made")
    with folder.create():
        assert refused(folder) is Reason.DATA_IN_USE
