"""A few kills in the middle of a test; the long campaign is `python -m tests.faults.exam_kills 1000`."""

from pathlib import Path

from tests.faults.exam_kills import campaign


def test_R_24_5_after_kills_everything_shown_as_saved_is_there_and_the_time_is_kept(tmp_path: Path) -> None:
    steps, faults = campaign(4, tmp_path / "hall", seed=7)
    assert faults == []
    assert steps > 8
