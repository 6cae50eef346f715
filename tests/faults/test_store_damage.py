"""Bits flipped and files cut at many places: healed whole or stopped, never fewer entries unseen (A3-A6)."""

import os
import random
import shutil
from pathlib import Path

import pytest

from station.domain.errors import StationError
from station.domain.journal import Entry
from tests.store.data_folder import DataFolder, crashed, flip

FILES = ["station.db", "station.db-wal", "sidecar/journal.side"]


@pytest.fixture
def whole(tmp_path: Path) -> tuple[DataFolder, list[Entry]]:
    """A crashed folder and the entries that were confirmed in it."""
    folder = crashed(tmp_path, checkpointed=12, later=12)
    return folder, folder.copied(tmp_path / "read").entries()


def used(folder: DataFolder, name: str) -> int:
    """The bytes of a file that say something."""
    return len((folder.path / name).read_bytes().rstrip(b"\0"))


def must_heal(whole: tuple[DataFolder, list[Entry]], trial: DataFolder, what: object) -> None:
    """One damage of one file is always healed: seen before, everything there after, and then intact."""
    _, want = whole
    assert not trial.inspect().intact, what
    with trial.open() as store:
        assert store.recovery.anything, what
        assert list(store.entries()) == want, what
        assert store.person_key("p-1") == bytes(32), what
    assert trial.inspect().intact, what
    shutil.rmtree(trial.path)


@pytest.mark.parametrize("name", FILES)
def test_A_3_A_5_A_6_a_flipped_bit_is_healed_with_every_entry(
    whole: tuple[DataFolder, list[Entry]], tmp_path: Path, name: str
) -> None:
    source, size = random.Random(name), used(whole[0], name)
    for _ in range(12):
        offset, bit = source.randrange(size), source.randrange(8)
        trial = whole[0].copied(tmp_path / "trial")
        flip(trial.path / name, offset, bit)
        must_heal(whole, trial, (name, offset, bit))


@pytest.mark.parametrize("name", FILES)
def test_A_4_a_cut_file_is_healed_with_every_entry(
    whole: tuple[DataFolder, list[Entry]], tmp_path: Path, name: str
) -> None:
    source, size = random.Random(name), used(whole[0], name)
    for kept in (0, *(source.randrange(size) for _ in range(6))):
        trial = whole[0].copied(tmp_path / "trial")
        os.truncate(trial.path / name, kept)
        must_heal(whole, trial, (name, kept))


def test_two_damaged_files_never_lose_an_entry_unseen(
    whole: tuple[DataFolder, list[Entry]], tmp_path: Path
) -> None:
    folder, want = whole
    source = random.Random(7)
    stopped = 0
    for _ in range(15):
        trial = folder.copied(tmp_path / "trial")
        hits = []
        for name in ("sidecar/journal.side", source.choice(FILES[:2])):
            hits.append((name, source.randrange(used(folder, name)), source.randrange(8)))
            flip(trial.path / name, *hits[-1][1:])
        before = trial.files()
        try:
            assert trial.entries() == want, hits
        except StationError:
            stopped += 1
            assert trial.files() == before, hits
        shutil.rmtree(trial.path)
    assert stopped


def test_damage_prints_nothing(
    whole: tuple[DataFolder, list[Entry]], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library would report damage on the console by itself, over the kiosk's stop screen (finding 7)."""
    for name in FILES:
        for offset in (10, 600, 5000, 9000):
            trial = whole[0].copied(tmp_path / "trial")
            flip(trial.path / name, offset % used(trial, name))
            trial.inspect()
            trial.open().close()
            shutil.rmtree(trial.path)
    assert capfd.readouterr() == ("", "")
