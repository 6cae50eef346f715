"""The approved list of candidates admitted to the second stage (arts. 10, 19): a dry run names every
fault by row and column. Nothing can be taken in while one fault is left."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from station.domain.admitted_columns import HEADER_WITHIN, Column, Found, Headings, Rows, find_headings, folded, plain
from station.domain.admitted_head import Head, date_of, head_above
from station.domain.admitted_rows import ListedRow, Person, Problem, Reader, Vacancy, document_key
from station.domain.errors import Reason, StationError

__all__ = [
    "Caution",
    "DryRun",
    "Found",
    "Head",
    "ListedRow",
    "Notice",
    "Person",
    "Problem",
    "Vacancy",
    "document_key",
    "dry_run",
]

_SHOWN = 60  # so much of a cell or field is told back
_REQUIRED = (
    Column.FULL_NAME,
    Column.SERIES,
    Column.NUMBER,
    Column.VACANCY,
    Column.ORGANISATION,
    Column.LANGUAGE,
    Column.CONSENT,
)
_INSTEAD = {
    Column.DOCUMENT: {Column.SERIES, Column.NUMBER},
    Column.VACANCY_FULL: {Column.VACANCY, Column.ORGANISATION},
}


class Notice(Enum):
    """What the proctor should look at although it does not stop the import."""

    NO_CONSENT = "no_consent"  # facts: row. The code is not issued later
    SAME_NAME = "same_name"  # facts: row, other_row. Full name alone is no proof of a person
    SECOND_VACANCY = "second_vacancy"  # facts: row, other_row. Only where the policy allows it
    HEAD_DIFFERS = "head_differs"  # facts: field, file, typed


@dataclass(frozen=True)
class Caution:
    """One thing to look at."""

    notice: Notice
    facts: Mapping[str, str | int]


@dataclass(frozen=True)
class DryRun:
    """All that an import would do, and every fault that keeps it from being done."""

    rows: tuple[ListedRow, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Caution, ...]
    vacancies: tuple[Vacancy, ...]
    head: Head
    columns_to_drop: tuple[Found, ...]
    dropped_columns: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Nothing is left to mend."""
        return not self.problems

    def accepted(self) -> tuple[ListedRow, ...]:
        """The rows to take in. Raises StationError with the first fault while there is one."""
        if self.problems:
            raise StationError(self.problems[0].reason, **self.problems[0].facts)
        return self.rows


def dry_run(
    rows: Rows,
    typed: Head,
    existing_documents: Mapping[str, tuple[str, int]],
    *,
    rows_limit: int,
    second_vacancy_allowed: bool = False,
    drop_columns: Collection[str] = (),
    unprintable: Callable[[str], str] = lambda _text: "",
    today: str = "",
) -> DryRun:
    """Look through a table (row 1 first). `typed` is what the proctor wrote beside it, it wins over the file;
    `existing_documents` maps `document_key` to (list number, row) of people already listed in this session;
    `unprintable` names the first sign of a text that no document can print, or ""; `today` is an ISO date, nothing was
    approved after it. Faults come in the order of rows."""
    headings = find_headings(rows)
    told = head_above(rows, headings.row if headings else 1)
    head, problems, warnings = _head(typed, told, today)
    if headings is None and not any(plain(cell) for row in rows for cell in row):
        return DryRun((), (*problems, Problem(Reason.LIST_EMPTY)), tuple(warnings), (), head, (), ())
    if headings is None:
        expected = ", ".join(column.value for column in _REQUIRED)
        problems.append(Problem(Reason.LIST_NO_HEADINGS, {"rows": HEADER_WITHIN, "columns": expected}))
        return DryRun((), tuple(problems), tuple(warnings), (), head, (), ())
    problems += _columns(headings, drop_columns)
    numbers = [row for row in range(headings.first, len(rows) + 1) if _filled(rows[row - 1], headings)]
    reader = Reader(headings, unprintable)
    if not numbers:
        problems.append(Problem(Reason.LIST_EMPTY))
    elif len(numbers) > rows_limit:
        problems.append(Problem(Reason.LIST_TOO_LARGE, {"rows": len(numbers), "limit": rows_limit}))
        numbers = []
    listed = tuple(reader.read(number, rows[number - 1]) for number in numbers)
    problems += reader.problems
    for found in _compare(listed, existing_documents, second_vacancy_allowed):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            warnings.append(found)
    vacancies, contradictions = _vacancies(listed, reader)
    dropped = tuple(found.column for found in headings.others if found.column in drop_columns)
    ordered = tuple(sorted(problems + contradictions, key=lambda problem: int(problem.facts.get("row", 0))))
    return DryRun(listed, ordered, tuple(warnings), vacancies, head, headings.others, dropped)


def _filled(row: Sequence[str], headings: Headings) -> bool:
    """A row with nothing but its running number is an empty one."""
    counter = headings.places.get(Column.ROW_NUMBER)
    return any(plain(cell) for place, cell in enumerate(row) if place != counter)


def _head(typed: Head, told: Head, today: str) -> tuple[Head, list[Problem], list[Caution]]:
    typed = Head(plain(typed.number), date_of(typed.date) or plain(typed.date), plain(typed.approver))
    head = typed.over(told)
    problems = [
        Problem(Reason.LIST_NO_NUMBER_OR_DATE, {"field": name})
        for name in ("number", "date", "approver")
        if not getattr(head, name)
    ]
    if head.date and date_of(head.date) is None:
        problems.append(Problem(Reason.LIST_DATE_BAD, {"field": "date", "value": head.date[:_SHOWN]}))
    elif today and head.date > today:
        day = ".".join(reversed(head.date.split("-")))
        problems.append(Problem(Reason.LIST_DATE_AHEAD, {"field": "date", "value": day}))
    warnings = [
        Caution(Notice.HEAD_DIFFERS, {"field": name, "file": getattr(told, name), "typed": getattr(typed, name)})
        for name in ("number", "date", "approver")
        if getattr(typed, name) and getattr(told, name) and folded(getattr(typed, name)) != folded(getattr(told, name))
    ]
    return head, problems, warnings


def _columns(headings: Headings, drop: Collection[str]) -> list[Problem]:
    present = set(headings.places)
    for column, both in _INSTEAD.items():
        present |= both if column in headings.places else set()
    missing = [column for column in _REQUIRED if column not in present]
    problems = [
        Problem(Reason.LIST_COLUMN_MISSING, {"column": column.value, "row": headings.row}) for column in missing
    ]
    problems += [
        Problem(Reason.LIST_COLUMN_TWICE, {"column": column.value, "cell": cell, "row": headings.row})
        for column, cell in headings.twice
    ]
    problems += [
        Problem(
            Reason.LIST_COLUMN_FORBIDDEN if found.forbidden else Reason.LIST_COLUMN_UNKNOWN,
            {"column": found.column, "cell": found.cell, "row": headings.row},
        )
        for found in headings.others
        if found.column not in drop
    ]
    return problems


def _compare(
    listed: Sequence[ListedRow], existing: Mapping[str, tuple[str, int]], second_allowed: bool
) -> Iterator[Problem | Caution]:
    documents: dict[str, ListedRow] = {}
    names: dict[str, ListedRow] = {}
    for row in listed:
        key, name = row.person.document_key, folded(row.person.full_name)
        if not row.consent:
            yield Caution(Notice.NO_CONSENT, {"row": row.row})
        if key in existing:
            number, other = existing[key]
            yield Problem(Reason.LIST_DUPLICATE_DOCUMENT, {"row": row.row, "other_row": other, "other_list": number})
        if key and key in documents:
            yield _same_person(row, documents[key], second_allowed)
        elif name and name in names:
            yield Caution(Notice.SAME_NAME, {"row": row.row, "other_row": names[name].row})
        documents.setdefault(key, row)
        names.setdefault(name, row)


def _same_person(row: ListedRow, earlier: ListedRow, second_allowed: bool) -> Problem | Caution:
    facts = {"row": row.row, "other_row": earlier.row}
    same_name = folded(row.person.full_name) == folded(earlier.person.full_name)
    if _vacancy(row).key == _vacancy(earlier).key or not same_name:
        return Problem(Reason.LIST_DUPLICATE_DOCUMENT, facts)
    if second_allowed:
        return Caution(Notice.SECOND_VACANCY, facts)
    return Problem(Reason.LIST_SECOND_VACANCY, facts)


def _vacancy(row: ListedRow) -> Vacancy:
    return Vacancy(row.vacancy, row.organisation, row.budget_level)


def _vacancies(listed: Sequence[ListedRow], reader: Reader) -> tuple[tuple[Vacancy, ...], list[Problem]]:
    """Every vacancy once; two budget levels for one vacancy are a fault (R-38.1)."""
    found: dict[tuple[str, str], Vacancy] = {}
    before = len(reader.problems)
    for row in listed:
        vacancy = _vacancy(row)
        if not vacancy.title:
            continue
        known = found.setdefault(vacancy.key, vacancy)
        if not known.budget_level:
            found[vacancy.key] = Vacancy(known.post, known.organisation, vacancy.budget_level)
        elif vacancy.budget_level not in ("", known.budget_level):
            reader.bad(row.row, Column.BUDGET, vacancy.budget_level)
    return tuple(found.values()), reader.problems[before:]
