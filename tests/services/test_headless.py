"""The day that is played without a screen: cast, clock, totals."""

import json
from pathlib import Path
from random import Random

from station.services import headless
from station.services.headless import roles
from station.services.moved_clock import MovedClock
from tests.builders import MORNING_MS


def test_the_moved_clock_starts_in_the_morning_and_moves_both_clocks() -> None:
    clock = MovedClock(MORNING_MS + 5 * 3_600_000)
    assert clock.wall_ms() == MORNING_MS - 20 * 60_000
    wall, mono = clock.wall_ms(), clock.mono_ms()
    clock.move(10_000)
    assert (clock.wall_ms() - wall, clock.mono_ms() - mono) == (10_000, 10_000)
    assert clock.boot_id() == "headless"


def test_a_hall_of_twenty_four_has_one_of_each_incident_and_two_absent() -> None:
    cast = [role.kind for role in roles(24, Random(1))]
    assert len(cast) == 24
    assert cast.count("absent") == 2
    for kind in ("waits", "withdraws", "interrupted", "pauses", "runs_out", "mistypes"):
        assert cast.count(kind) == 1


def test_the_smallest_hall_is_one_candidate_who_sits_the_test(tmp_path: Path) -> None:
    said: list[str] = []
    headless.run(tmp_path, MORNING_MS, 1, 3, "10", "station test", said.append)
    content = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert content["totals"]["registered"] == content["totals"]["finished"] == 1
    assert said == [
        f"listed 1 = finished 1 + absent 0 + not_started 0 + withdrawn 0 + interrupted 0; "
        f"passed {content['totals']['passed']}"
    ]
