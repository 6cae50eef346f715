"""Backup and restore: verified before anything is replaced (security c3, c6)."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from station.domain.errors import Reason
from station.services import exam, proctoring, results
from station.services.copies import back_up, bring_back
from tests.services.hall import BALLAST, HEAD, MINUTE_MS, ONE, PEOPLE, TWO, Day, refused, unlocked


@pytest.fixture
def stopped(day: Day) -> Day:
    """A finished test with its protocol, the station stopped."""
    day.finish(ONE, 7)
    results.make_protocol(day.station, ONE)
    day.station.store.close()
    return day


def slots(day: Day) -> list[tuple[str, str]]:
    """Everyone's sign-in data."""
    return list(day.passphrases.items())


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the reserve."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "ballast"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_copy_brings_the_whole_day_back_elsewhere(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    made = back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    assert made.entries == stopped.station.hall.seq
    done = bring_back(target, tmp_path / "other", slots(stopped), stopped.clock, BALLAST)
    assert (done.entries, done.kept) == (made.entries, None)
    again = unlocked(tmp_path / "other", stopped.clock, stopped.passphrases)
    assert again.attempt() == stopped.attempt()
    number = again.candidate().protocol
    assert results.pdf_of(again.station, number)
    assert again.station.person(ONE).full_name == PEOPLE[0][0]
    assert again.verified().findings == []


def test_backup_and_restore_are_journalled_with_the_hash_of_the_copy(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    made = back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    bring_back(target, tmp_path / "other", slots(stopped), stopped.clock, BALLAST)
    source = unlocked(stopped.folder, stopped.clock, stopped.passphrases)
    assert made.sha256 in source.last("backup_made").body
    assert source.last("backup_made").actor == next(iter(stopped.passphrases))
    other = unlocked(tmp_path / "other", stopped.clock, stopped.passphrases)
    assert made.sha256 in other.last("backup_restored").body
    assert other.entries("backup_made") == []


def test_a_restore_keeps_the_former_folder(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    later = unlocked(stopped.folder, stopped.clock, stopped.passphrases)
    later.finish(TWO, 3, "02")
    later.station.store.close()
    done = bring_back(target, stopped.folder, slots(stopped), stopped.clock, BALLAST)
    assert done.kept is not None
    kept = unlocked(done.kept, stopped.clock, stopped.passphrases)
    assert kept.attempt(TWO).score is not None
    back = unlocked(stopped.folder, stopped.clock, stopped.passphrases)
    assert back.candidate(TWO).attempt is None


def test_a_restore_onto_a_nearly_full_disk_is_refused_with_what_is_needed(
    stopped: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.kgb"
    back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    before = files(stopped.folder)
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: usage(1 << 40, 0, 3 << 20))
        with refused(Reason.DISK_SPACE_LOW, free_mib=3):
            bring_back(target, stopped.folder, slots(stopped), stopped.clock, BALLAST)
    assert files(stopped.folder) == before
    bring_back(target, stopped.folder, slots(stopped), stopped.clock, BALLAST)
    assert unlocked(stopped.folder, stopped.clock, stopped.passphrases).verified().findings == []


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "foreign"])
def test_a_damaged_copy_replaces_nothing(stopped: Day, tmp_path: Path, damage: str) -> None:
    target = tmp_path / "copy.kgb"
    back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    data = target.read_bytes()
    half = len(data) // 2
    target.write_bytes({
        "flipped": data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :],
        "cut": data[:half],
        "empty": b"",
        "foreign": b"PK\x03\x04" + data,
    }[damage])  # fmt: skip
    before = files(stopped.folder)
    with refused(Reason.BACKUP_DAMAGED):
        bring_back(target, stopped.folder, slots(stopped), stopped.clock, BALLAST)
    assert files(stopped.folder) == before


def test_a_wrong_passphrase_neither_copies_nor_restores(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    with refused(Reason.PASSPHRASE_WRONG):
        back_up(stopped.folder, [(HEAD, "0000 0000")], target, stopped.clock, BALLAST)
    assert not target.exists()
    back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    before = files(stopped.folder)
    with refused(Reason.PASSPHRASE_WRONG):
        bring_back(target, stopped.folder, [(HEAD, "0000 0000"), ("nobody", "1")], stopped.clock, BALLAST)
    assert files(stopped.folder) == before


def test_the_envelope_restores_without_any_staff(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    recovery = [("recovery", stopped.passphrases["recovery"])]
    back_up(stopped.folder, recovery, target, stopped.clock, BALLAST)
    bring_back(target, tmp_path / "other", recovery, stopped.clock, BALLAST)
    other = unlocked(tmp_path / "other", stopped.clock, stopped.passphrases)
    assert (other.last("backup_restored").actor, other.last("backup_restored").role) == ("recovery", "recovery")


def test_R_9_2_a_copy_shows_no_name_and_no_number(stopped: Day, tmp_path: Path) -> None:
    target = tmp_path / "copy.kgb"
    back_up(stopped.folder, slots(stopped), target, stopped.clock, BALLAST)
    content = target.read_bytes()
    for row in PEOPLE:
        assert row[0].encode() not in content
        assert row[2].encode() not in content


def test_a_running_station_is_not_copied_behind_its_back(day: Day, tmp_path: Path) -> None:
    with refused(Reason.DATA_IN_USE):
        back_up(day.folder, slots(day), tmp_path / "copy.kgb", day.clock, BALLAST)


def test_a_copy_into_a_missing_place_is_told(stopped: Day, tmp_path: Path) -> None:
    with refused(Reason.FILE_NOT_WRITTEN):
        back_up(stopped.folder, slots(stopped), tmp_path / "missing" / "copy.kgb", stopped.clock, BALLAST)


@pytest.mark.parametrize("place", ["keyring.json", "station.db", "copy.kgb", "sidecar/copy.kgb", "."])
def test_a_copy_into_the_folder_itself_is_refused_and_replaces_no_file_of_it(stopped: Day, place: str) -> None:
    before = files(stopped.folder)
    with refused(Reason.FILE_NOT_WRITTEN):
        back_up(stopped.folder, slots(stopped), stopped.folder / place, stopped.clock, BALLAST)
    assert files(stopped.folder) == before


def test_a_copy_that_lies_in_the_replaced_folder_is_restored_and_kept_with_it(stopped: Day, tmp_path: Path) -> None:
    made = back_up(stopped.folder, slots(stopped), tmp_path / "copy.kgb", stopped.clock, BALLAST)
    (tmp_path / "copy.kgb").rename(stopped.folder / "copy.kgb")
    done = bring_back(stopped.folder / "copy.kgb", stopped.folder, slots(stopped), stopped.clock, BALLAST)
    assert done.entries == made.entries
    assert done.kept is not None
    assert (done.kept / "copy.kgb").is_file()


def test_the_folder_may_be_named_from_within(stopped: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(stopped.folder, slots(stopped), tmp_path / "copy.kgb", stopped.clock, BALLAST)
    with monkeypatch.context() as inside:
        inside.chdir(stopped.folder)
        bring_back(Path("../copy.kgb"), Path(), slots(stopped), stopped.clock, BALLAST)
    assert unlocked(stopped.folder, stopped.clock, stopped.passphrases).attempt(ONE).score is not None


def test_R_24_5_a_copy_made_after_a_power_cut_does_not_shorten_the_break(day: Day, tmp_path: Path) -> None:
    day.sit()
    day.run(60)
    killed = day.killed()
    day.clock.reboot(60 * MINUTE_MS)
    back_up(killed, slots(day), tmp_path / "copy.kgb", day.clock, BALLAST)
    bring_back(tmp_path / "copy.kgb", tmp_path / "other", slots(day), day.clock, BALLAST)
    for folder in (killed, tmp_path / "other"):
        after = unlocked(folder, day.clock, day.passphrases)
        with refused(Reason.SECOND_PERSON_NEEDED):
            proctoring.resume(after.station, ONE)
        proctoring.resume(after.station, ONE, after.second())
        exam.enter_code(after.station, day.codes[ONE], "01")
        after.station.store.close()
