"""The admitted list of a foreign spreadsheet: bytes in, rows of text out. Nothing in it is trusted (R-10.2).

Read: .xlsx and .csv (UTF-8, UTF-16 with its mark, Windows-1251; semicolon, comma or tab).
"""

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from station.domain.admitted_columns import HEADER_WITHIN, column_of
from station.domain.errors import Reason, StationError
from station.spreadsheet.archive import inspect
from station.spreadsheet.list_template import GUIDE_SHEET

_ROWS, _CELLS = 50_000, 1_000_000
_CYRILLIC = "А-Яа-яЁёҢңӨөҮү"
# A letter lost on the way ("Б?л?м"), KOI8-R read as Windows-1251 ("юКНМЯНБЮ"), UTF-8 read as it ("РђСЃР°"),
# Windows-1251 read as Western ("Èâàíîâ").
_GARBLED = re.compile(
    rf"\?[{_CYRILLIC}]|\ufffd|(?<![А-Яа-я])[а-я][А-Я]{{3,}}(?![а-я])|[À-ÖØ-öø-ÿ]{{4,}}"
    "|(?:[РС][\u0080-\u00bf\u0402-\u040f\u0450-\u045f‚-™]){2,}"
)
_FOREIGN = re.compile(r"[\u0402-\u040f\u0452-\u045f\u00a4-\u00a6\u0080-\u009f†‡‰‹›]")


@dataclass(frozen=True)
class Table:
    """Rows of text, row 1 first, no empty cells at their ends; `sheets_left` names filled sheets not read."""

    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheets_left: tuple[str, ...] = ()


def read_table(data: bytes, name: str) -> Table:
    """The table of a file; its content decides, `name` only tells text from a foreign format.

    Raises LIST_UNREADABLE for a damaged, foreign or dangerous file, LIST_WRONG_ENCODING (row) for garbled
    letters and LIST_TOO_LARGE (rows, limit).
    """
    if data.startswith(b"PK"):
        table = _xlsx(data)
    elif name.lower().endswith((".csv", ".txt", ".tsv")):
        table = Table(_csv(_text(data)))
    else:
        raise StationError(Reason.LIST_UNREADABLE)
    if sum(len(row) for row in table.rows) > _CELLS:
        raise StationError(Reason.LIST_TOO_LARGE, rows=len(table.rows), limit=_ROWS)
    for number, row in enumerate(table.rows, 1):
        if any(_GARBLED.search(cell) for cell in row):
            raise StationError(Reason.LIST_WRONG_ENCODING, row=number)
    return table


# --- text ---


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\0" in data:
        raise StationError(Reason.LIST_UNREADABLE)
    if data.startswith(b"\xef\xbb\xbf"):
        return _decoded(data, "utf-8-sig")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not data[: error.start].isascii():  # letters before it were UTF-8: one of it is spoilt, here
            raise StationError(Reason.LIST_WRONG_ENCODING, row=data.count(b"\n", 0, error.start) + 1) from error
        text = _decoded(data, "cp1251")
    if found := _FOREIGN.search(text):
        raise StationError(Reason.LIST_WRONG_ENCODING, row=_row_at(text, found.start()))
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise StationError(Reason.LIST_WRONG_ENCODING, row=_row_at(before, len(before))) from error


def _row_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _csv(text: str) -> tuple[tuple[str, ...], ...]:
    if text.startswith("sep="):  # Excel's own mark for a separator; it counts as row 1
        mark, _, rest = text.partition("\n")
        return ((), *_parsed(rest, mark[4:5] or ";"))
    return max((_parsed(text, separator) for separator in ";\t,"), key=lambda rows: (_named(rows), _width(rows)))


def _named(rows: tuple[tuple[str, ...], ...]) -> int:
    """How many columns the best of the first rows names: a title full of commas names none."""
    return max((sum(column_of(cell) is not None for cell in row) for row in rows[:HEADER_WITHIN]), default=0)


def _width(rows: tuple[tuple[str, ...], ...]) -> int:
    return max((len(row) for row in rows[:HEADER_WITHIN]), default=0)


def _parsed(text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _trimmed(tuple(cell.strip() for cell in row) for row in reader)
    except csv.Error as error:
        raise StationError(Reason.LIST_UNREADABLE, row=reader.line_num) from error


def _trimmed(rows: Iterator[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without empty cells at the ends of rows and without empty rows at the end."""
    kept: list[tuple[str, ...]] = []
    pending = filled = 0
    for row in rows:
        width = max((place for place, cell in enumerate(row, 1) if cell), default=0)
        if not width:
            pending += 1
            continue
        filled += 1
        if filled > _ROWS or pending > _ROWS:
            raise StationError(Reason.LIST_TOO_LARGE, rows=filled + pending, limit=_ROWS)
        kept.extend([()] * pending)
        kept.append(row[:width])
        pending = 0
    return tuple(kept)


# --- Excel ---


def _xlsx(data: bytes) -> Table:
    # openpyxl answers a damaged or foreign file with whatever exception its parts happen to raise, so all of
    # them mean the same here: the file cannot be read. Its warnings are about styles and print areas.
    import openpyxl

    try:
        inspect(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return _the_list(book)
            finally:
                book.close()
    except StationError:
        raise
    except Exception as error:
        raise StationError(Reason.LIST_UNREADABLE) from error


def _the_list(book: Any) -> Table:
    """The first visible sheet with headings, else the first filled one: a cover sheet may stand before the list, and
    what its maker hid (last year's list) is not it. The other filled sheets are named, not read."""
    best: tuple[str, tuple[tuple[str, ...], ...]] | None = None
    found, filled = False, []
    for sheet in book.worksheets:
        if sheet.title == GUIDE_SHEET:
            continue
        sheet.reset_dimensions()  # a file may claim a million rows
        if found or sheet.sheet_state != "visible":
            if any(cell.value is not None for row in sheet.iter_rows(max_row=1000) for cell in row):
                filled.append(sheet.title)
        elif rows := _trimmed(tuple(_cell(cell) for cell in row) for row in sheet.iter_rows()):
            filled.append(sheet.title)
            found = _named(rows) >= 2
            if best is None or found:
                best = (sheet.title, rows)
    if best is None:
        return Table((), "", tuple(filled))
    return Table(best[1], best[0], tuple(title for title in filled if title != best[0]))


def _cell(cell: Any) -> str:
    """What a reader sees: whole numbers without a point, zeros that the format keeps, dates as ISO."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and re.fullmatch("0+", cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(value).strip()
