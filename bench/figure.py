"""What a figure is: two sides measured in one run, their ratio, its limit."""

import cProfile
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Sides:
    """One run: ours, and what it is held against. Without a peer the limit is absolute."""

    own: float
    peer: float | None = None

    @property
    def value(self) -> float:
        """The ratio, or our own number where there is no peer."""
        return self.own / self.peer if self.peer is not None else self.own


@dataclass(frozen=True)
class Figure:
    """`measure(folder)` yields one `Sides` per run; `profile(folder)` prints where our side's time goes.

    `limit` is a ratio where there is a peer, else a number in `unit`.
    """

    name: str
    own: str
    peer: str
    unit: str
    limit: float
    measure: Callable[[Path], Iterator[Sides]]
    profile: Callable[[Path], None]


@dataclass(frozen=True)
class Result:
    """The runs of a figure; what is quoted is their median."""

    figure: Figure
    runs: tuple[Sides, ...]

    @property
    def value(self) -> float:
        """Median of the runs' ratios (or numbers)."""
        return statistics.median(run.value for run in self.runs)

    @property
    def lowest(self) -> float:
        """The quietest run."""
        return min(run.value for run in self.runs)

    @property
    def highest(self) -> float:
        """The most disturbed run."""
        return max(run.value for run in self.runs)

    @property
    def own(self) -> float:
        """Median of our side."""
        return statistics.median(run.own for run in self.runs)

    @property
    def peer(self) -> float | None:
        """Median of the other side, None without one."""
        peers = [run.peer for run in self.runs if run.peer is not None]
        return statistics.median(peers) if peers else None

    @property
    def verdict(self) -> str:
        """Whether the median keeps the limit."""
        return "ok" if self.value <= self.figure.limit else "missed"


def ms_of(act: Callable[[], object]) -> float:
    """How long `act` takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def in_turn(count: int, own: Callable[[], object], peer: Callable[[], object]) -> Sides:
    """Medians of both sides, taken in turn: a busy machine is the same for both."""
    owns, peers = [], []
    for _ in range(count):
        owns.append(ms_of(own))
        peers.append(ms_of(peer))
    return Sides(statistics.median(owns), statistics.median(peers))


def print_profile(profile: cProfile.Profile, calls: int, title: str) -> None:
    """The top of a profile by own time and by time with callees."""
    print(f"\n{title}: {calls} calls under the profiler")
    for order in ("tottime", "cumulative"):
        pstats.Stats(profile).sort_stats(order).print_stats(25)
