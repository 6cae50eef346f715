"""A bank for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.bank.one_bank import Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A new bank; whatever a test did to it through the services, it is sound afterwards."""
    made = a_desk(tmp_path / "bank")
    yield made
    if not made.bank.store.is_closed:
        made.bank.store.verify()
    made.bank.close()
