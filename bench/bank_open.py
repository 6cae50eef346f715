"""Opening a bank of 100,000 questions: end of the chain, head of the desk, first page of the list.

Deriving the key from the passphrase is not in it: that takes half a second on purpose, whatever the bank holds.
"""

import cProfile
from collections.abc import Iterator
from pathlib import Path

from bench.bank_data import bank_of, open_again
from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from station.services.bank import finding
from station.services.bank.facts import Query

COUNT = 100_000


def _opened(folder: Path) -> None:
    bank = open_again(folder)
    state, found = bank.state(), finding.search(bank, Query())
    bank.close()
    if state.questions != COUNT or found.total != COUNT:
        raise RuntimeError("not every question is there")


def measure(folder: Path) -> Iterator[Sides]:
    """Each run: open, head of the desk, first page of the list, close."""
    made = bank_of(COUNT, folder)
    for _ in range(RUNS):
        yield Sides(ms_of(lambda: _opened(made)))


def profile(folder: Path) -> None:
    """Where opening's time goes."""
    made = bank_of(COUNT, folder)
    with cProfile.Profile() as seen:
        _opened(made)
    print_profile(seen, 1, "opening")


FIGURE = Figure("open", f"a bank of {COUNT} questions opened", "", "ms", 1000, measure, profile)
