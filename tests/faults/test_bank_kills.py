"""A few kills of a bank at work; the long campaign is `python -m tests.faults.bank_kills 1000`."""

from pathlib import Path

from tests.faults.bank_kills import campaign


def test_R_24_1_after_kills_the_bank_is_intact_and_everything_reported_as_done_is_there(tmp_path: Path) -> None:
    told, faults = campaign(4, tmp_path, seed=3)
    assert faults == []
    assert sum(told.killed_in.values()) == 4
