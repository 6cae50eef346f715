"""The question bank's data: one encrypted database, its chain of steps, its head beside it."""

from station.store.bank.base import HEAD, database_of
from station.store.bank.contents import Content, Line
from station.store.bank.listing import Filter, Listed
from station.store.bank.records import Conflict, Import, Measured
from station.store.bank.store import BankStore

__all__ = [
    "HEAD", "BankStore", "Conflict", "Content", "Filter", "Import", "Line", "Listed", "Measured", "database_of",
]  # fmt: skip
