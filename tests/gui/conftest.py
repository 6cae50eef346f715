"""A prepared hall, made once, and a program of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.hall import Hall, Prepared, prepare


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The folder that every test copies."""
    return prepare(tmp_path_factory.mktemp("hall") / "demo")


@pytest.fixture
def prepared(prepared_once: Prepared, tmp_path: Path) -> Prepared:
    """A data folder of one's own, closed."""
    return prepared_once.copied(tmp_path / "data")


@pytest.fixture
def cold(qtbot: QtBot, prepared: Prepared) -> Iterator[Hall]:
    """A program whose data folder is still locked."""
    hall = Hall(qtbot, prepared)
    yield hall
    hall.finish()


@pytest.fixture
def hall(cold: Hall) -> Hall:
    """A program with the code screen in front."""
    return cold.start()
