"""Halls ready-made: built once, copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from station.services import proctoring
from tests.builders import FakeClock
from tests.services import hall
from tests.services.hall import Day, admit, created, plan_for, unlocked

EARLIER_CODE = "482771306467"


@dataclass(frozen=True)
class Halls:
    """Closed data folders of three moments, and what opens them."""

    empty: Path
    listed: Path
    opened: Path
    passphrases: dict[str, str]


@pytest.fixture(scope="session")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Halls:
    """Before the list, before the opening, and with the session open."""
    folder = tmp_path_factory.mktemp("halls")
    clock = FakeClock()
    day = created(folder / "empty", clock, plan_for(clock, EARLIER_CODE))
    day.station.store.close()
    shutil.copytree(folder / "empty", folder / "listed")
    day = unlocked(folder / "listed", clock, day.passphrases)
    admit(day)
    day.station.store.close()
    shutil.copytree(folder / "listed", folder / "opened")
    day = unlocked(folder / "opened", clock, day.passphrases)
    proctoring.open_session(day.station)
    day.station.store.close()
    return Halls(folder / "empty", folder / "listed", folder / "opened", day.passphrases)


@pytest.fixture(autouse=True)
def closed_halls(tmp_path: Path) -> Iterator[None]:
    """Whatever a test opened is closed after it, and its folders are gone."""
    yield
    while hall.OPEN:
        hall.OPEN.pop().station.store.close()
    shutil.rmtree(tmp_path)


def _copied(source: Path, target: Path, clock: FakeClock, passphrases: dict[str, str]) -> Day:
    shutil.copytree(source, target)
    return unlocked(target, clock, passphrases)


@pytest.fixture
def empty(halls: Halls, tmp_path: Path, clock: FakeClock) -> Day:
    """A prepared session without a list, its head at the desk."""
    return _copied(halls.empty, tmp_path / "data", clock, halls.passphrases)


@pytest.fixture
def listed(halls: Halls, tmp_path: Path, clock: FakeClock) -> Day:
    """The list is in, the session not yet open."""
    return _copied(halls.listed, tmp_path / "data", clock, halls.passphrases)


@pytest.fixture
def day(halls: Halls, tmp_path: Path, clock: FakeClock) -> Day:
    """The session is open, its head at the desk, nobody has come yet."""
    return _copied(halls.opened, tmp_path / "data", clock, halls.passphrases)
