"""kill -9 while writing: nothing that was confirmed is lost or doubled (R-24.5, acceptance A1, A11)."""

import random
from pathlib import Path

from tests.faults.kills import kill_once
from tests.store.data_folder import DataFolder


def test_A_1_ten_kills_lose_no_confirmed_entry(tmp_path: Path) -> None:
    folder, source = DataFolder(tmp_path / "data"), random.Random(1)
    for _ in range(10):
        kill_once(folder, source)
    assert folder.inspect().intact
