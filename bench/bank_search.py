"""The list's search over 100,000 questions: top 50 with their total, against the bare statement for the same 50."""

import cProfile
from collections.abc import Iterator
from pathlib import Path

from bench.bank_data import bank_of, open_again
from bench.figure import RUNS, Figure, Sides, in_turn, print_profile
from question_bank.workflow import State
from station.services.bank import finding
from station.services.bank.bank import Bank
from station.services.bank.facts import Query
from station.store.bank.listing import match_of

COUNT = 100_000
TYPED = ("б", "би", "бил", "билим берүү", "шрифт 14", "S3-0041", "программанын негизги", "үчүн", "1234", "мекеме окуу")
_BARE = (
    "SELECT c.question, c.version, c.state, c.section, c.topic, c.kind, c.difficulty, f.stem_ky, f.stem_ru, c.author,"
    " c.changed_ms, c.findings, c.is_used FROM words w JOIN current c ON c.number = w.rowid"
    " JOIN face f ON f.number = c.number WHERE w.words MATCH ? ORDER BY c.question LIMIT 50"
)


def _own(bank: Bank) -> None:
    for text in TYPED:
        finding.search(bank, Query(text=text, states=frozenset(State)))


def _bare(bank: Bank) -> None:
    for text in TYPED:
        bank.store._c.execute(_BARE, (match_of(text),)).fetchall()


def measure(folder: Path) -> Iterator[Sides]:
    """Each run: the medians of five rounds of ten searches each, both sides in turn."""
    bank = open_again(bank_of(COUNT, folder))
    _own(bank)
    _bare(bank)  # both find their pages in memory
    for _ in range(RUNS):
        yield in_turn(5, lambda: _own(bank), lambda: _bare(bank))
    bank.close()


def profile(folder: Path) -> None:
    """Where a search's time goes."""
    bank = open_again(bank_of(COUNT, folder))
    _own(bank)
    with cProfile.Profile() as seen:
        _own(bank)
    bank.close()
    print_profile(seen, len(TYPED), "search")


FIGURE = Figure("search", f"10 searches of {COUNT} questions", "the bare statements", "ms", 2.0, measure, profile)
