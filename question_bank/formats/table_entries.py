"""The questions of a table as its rows have them: one row each with a column for every answer, or with all answers in
one cell, or a row for every answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.formats import keys
from question_bank.formats.foreign import Said
from question_bank.formats.table_columns import Column, Headings
from question_bank.formats.table_keys import YES, Written

_NOT_READ = (Column.ROW_NUMBER, Column.STATE)
_BULLET = re.compile(r"[-–—•·]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One question: its line, the row with all but its answers, these, and the right ones where columns tell them.

    `further` are the rows below that hold answers of it.
    """

    line: int
    row: Sequence[str]
    written: Written
    keys: frozenset[int] = frozenset()
    further: tuple[Sequence[str], ...] = ()

    def cells(self, headings: Headings) -> tuple[str, ...]:
        """The cells of its rows that a question is made of."""
        places = [place for (column, _language), place in headings.places.items() if column not in _NOT_READ]
        places += headings.options.values()
        return tuple(at(row, place) for row in (self.row, *self.further) for place in places)


def entries(headings: Headings, filled: Sequence[tuple[int, Sequence[str]]]) -> list[Entry]:
    """The questions of the filled rows under the headings."""
    if (Column.OPTIONS, "") not in headings.places or headings.options:
        return [_across(headings, line, row) for line, row in filled]
    groups: list[list[tuple[int, Sequence[str]]]] = []
    for line, row in filled:
        if groups and _goes_on(headings, groups[-1][-1][1], row):
            groups[-1].append((line, row))
        else:
            groups.append([(line, row)])
    return [_down(headings, group) if len(group) > 1 else _in_a_cell(headings, *group[0]) for group in groups]


def said(headings: Headings, row: Sequence[str], column: Column) -> Said:
    """What a row says in a column, by language."""
    return Said(*(at(row, headings.places.get((column, language))) for language in ("ky", "ru", "")))


def cell_of(headings: Headings, row: Sequence[str], column: Column) -> str:
    """What a row says in a column that needs no language."""
    words = said(headings, row, column)
    return words.either or words.ru or words.ky


def at(row: Sequence[str], place: int | None) -> str:
    """A cell, "" beyond the row's end or without a column."""
    return row[place] if place is not None and place < len(row) else ""


def _across(headings: Headings, line: int, row: Sequence[str]) -> Entry:
    """A column for every answer; empty ones at the end are no answers."""
    found = [
        Said(*(at(row, headings.options.get((place, language))) for language in ("ky", "ru", "")))
        for place in range(headings.count)
    ]
    while found and not found[-1]:
        found.pop()
    key = cell_of(headings, row, Column.KEY)
    right = 0 if headings.is_key_first else headings.right
    is_told = bool(key) if headings.is_key_first else not key  # a cell of its own says more than a heading
    keys_told = frozenset({right}) if is_told and right is not None and right < len(found) else frozenset[int]()
    return Entry(line, row, Written(key, tuple(found)), keys_told)


def _goes_on(headings: Headings, before: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row has a further answer of the question above: without words of its own, or with the same ones."""
    stem = said(headings, row, Column.STEM)
    return bool(cell_of(headings, row, Column.OPTIONS)) and (not stem or stem == said(headings, before, Column.STEM))


def _down(headings: Headings, group: Sequence[tuple[int, Sequence[str]]]) -> Entry:
    """A row for every answer, the right one marked beside it or named in the first."""
    line, first = group[0]
    further = tuple(row for _line, row in group[1:])
    told = [cell_of(headings, row, Column.KEY) for _line, row in group]
    right = frozenset(place for place, cell in enumerate(told) if cell.lower() in YES)
    texts = [cell_of(headings, row, Column.OPTIONS) for _line, row in group]
    before, labels, words = keys.listed("\n".join(texts))
    is_labelled = not before and len(labels) == len(texts)
    options = tuple(Said(either=text) for text in (words if is_labelled else texts))
    written = Written(next(filter(None, told), ""), options, labels if is_labelled else ())
    return Entry(line, first, written, right, further)


def _in_a_cell(headings: Headings, line: int, row: Sequence[str]) -> Entry:
    """All answers in one cell: lettered, line by line, or with semicolons between them."""
    cell = cell_of(headings, row, Column.OPTIONS)
    before, labels, words = keys.listed(cell)
    if before or not labels:
        labels = ()
        words = tuple(part.strip() for part in re.split(r"\n|\|", cell) if part.strip())
        if len(words) == 1:
            words = tuple(part.strip() for part in cell.split(";") if part.strip())
        if words and all(_BULLET.match(part) for part in words):
            words = tuple(_BULLET.sub("", part, count=1) for part in words)
    options = tuple(Said(either=part) for part in words)
    return Entry(line, row, Written(cell_of(headings, row, Column.KEY), options, labels))
