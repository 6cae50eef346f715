"""Import of 10,000 questions with checks, history and search index, against the bare insert of the same rows.

Both sides write into the same kind of encrypted database with the same settings, one commit each. The bare side gets
its rows ready-made, has no triggers and no search. The second figure is how the import grows to ten times as many.
"""

import cProfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.bank_data import empty_bank, parts
from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from station.services.bank import editing
from station.services.bank.bank import Bank
from station.store.bank.database import BankDatabase

COUNT, MANY = 10_000, 100_000
_TABLES = ("version", "step", "current", "face")


def _import(bank: Bank, data: list[Any]) -> None:
    done = editing.write_many(bank, data, import_file="bench", format="bench")
    if done.taken != sum(map(len, data)):
        raise RuntimeError("not every question was taken")


def _bare(path: Path, rows: dict[str, list[Any]]) -> float:
    database = BankDatabase.create(path, bytes(range(32)))
    connection = database.connection
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")

    def insert() -> None:
        with database.transaction():
            for table, its in rows.items():
                places = ", ".join("?" * len(its[0]))
                connection.executemany(f"INSERT OR ROLLBACK INTO {table} VALUES ({places})", its)

    taken = ms_of(insert)
    database.close()
    return taken


def measure(folder: Path) -> Iterator[Sides]:
    """Each run: a new bank takes the questions in (its first backup included), then a bare database takes the rows."""
    data = list(parts(COUNT))
    for run in range(RUNS):
        bank = empty_bank(folder / f"bank-{run}")
        own = ms_of(lambda bank=bank: _import(bank, data))  # type: ignore[misc]
        rows = {table: bank.store._c.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
        bank.close()
        yield Sides(own, _bare(folder / f"bare-{run}.db", rows))


def growth(folder: Path) -> Iterator[Sides]:
    """Each run: 100,000 questions into a new bank, and 10,000 into another."""
    few, many = list(parts(COUNT)), list(parts(MANY))
    for run in range(2):
        small, large = empty_bank(folder / f"small-{run}"), empty_bank(folder / f"large-{run}")
        peer = ms_of(lambda small=small: _import(small, few))  # type: ignore[misc]
        own = ms_of(lambda large=large: _import(large, many))  # type: ignore[misc]
        small.close()
        large.close()
        yield Sides(own, peer)


def profile(folder: Path) -> None:
    """Where an import's time goes."""
    data = list(parts(COUNT))
    bank = empty_bank(folder / "bank")
    with cProfile.Profile() as seen:
        _import(bank, data)
    bank.close()
    print_profile(seen, 1, f"import of {COUNT} questions")


FIGURE = Figure("import", f"{COUNT} questions taken in", "bare insert of the rows", "ms", 3.5, measure, profile)
GROWTH = Figure("growth", f"{MANY} questions taken in", f"{COUNT} questions taken in", "ms", 12, growth, profile)
