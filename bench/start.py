"""From the start of the process to the first painted screen, against a process that paints an empty QWidget.

Ours is `python -m station demo` on a hall that is there: its first screen asks for a passphrase, so neither
Argon2id nor a check of the data is in the figure. Both processes tell the moment of their first paint.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import hall
from bench.figure import RUNS, Figure, Sides

_PAIRS = 3


def _to_first_paint(folder: Path, *arguments: str) -> float:
    """Milliseconds from the start of the process to the paint that it reports."""
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = _run(folder, "-m", *arguments)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(done.stderr)
    return (float(done.stdout.split()[-1]) - begun) * 1000


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start has its modules compiled
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=environment)


def measure(folder: Path) -> Iterator[Sides]:
    """Each run: the medians of three starts of both, in turn; a first pair only warms the disk's cache."""
    hall.build(folder / "hall", candidates=2).store.close()
    own, bare = ("bench.probes.kiosk", str(folder / "hall")), ("bench.probes.bare",)
    _to_first_paint(folder, *own), _to_first_paint(folder, *bare)
    for _ in range(RUNS):
        pairs = [(_to_first_paint(folder, *own), _to_first_paint(folder, *bare)) for _ in range(_PAIRS)]
        yield Sides(*(statistics.median(side) for side in zip(*pairs, strict=True)))


def profile(folder: Path) -> None:
    """The 30 longest imports by themselves, and the rest of the way under the profiler."""
    hall.build(folder / "hall", candidates=2).store.close()
    _to_first_paint(folder, "bench.probes.kiosk", str(folder / "hall"))
    done = _run(folder, "-X", "importtime", "-m", "bench.probes.kiosk", str(folder / "hall"), "--profile")
    rows = []
    for line in done.stderr.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            rows.append((int(parts[0]), parts[2].strip()))
    print(f"\nstart: {len(rows)} modules, {sum(own for own, _ in rows) / 1000:.0f} ms of imports while timed")
    for own, name in sorted(rows, reverse=True)[:30]:
        print(f"{own / 1000:8.1f} ms  {name}")
    print(done.stdout)


FIGURE = Figure(
    "start", "`station demo` to its first screen", "bare QApplication and QWidget", "ms", 1.5, measure, profile
)
