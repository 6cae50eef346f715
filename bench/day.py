"""A whole day of 360 candidates without a screen: how much memory it takes at most, and how long it lasts."""

import cProfile
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, Sides, print_profile

CANDIDATES = 360
_PROFILED = 24


def measure(folder: Path) -> Iterator[Sides]:
    """One day is one run: the peak of a whole day's memory does not waver."""
    out = folder / "day"
    arguments = ["demo", "--headless", "--out", str(out), "--candidates", str(CANDIDATES)]
    begun = time.perf_counter()
    command = [sys.executable, "-m", "station", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the day ended with {os.waitstatus_to_exitcode(status)}")
    took = time.perf_counter() - begun
    print(f"  {said.strip()}; {took:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of them computing")
    yield Sides(used.ru_maxrss / 1024)


def profile(folder: Path) -> None:
    """Where a small day's time goes."""
    from station.platform import MachineClock
    from station.services import headless

    with cProfile.Profile() as seen:
        headless.run(folder / "day", MachineClock().wall_ms(), _PROFILED, 0, "80", "bench", print)
    print_profile(seen, _PROFILED, f"day of {_PROFILED} candidates")


FIGURE = Figure("day", f"peak memory of a day of {CANDIDATES} candidates", "", "MiB", 300, measure, profile)
