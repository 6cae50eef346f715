"""Number, date and approver of an approved list (R-19.1), where the file names them above its table."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.domain.admitted_columns import Rows, folded, plain

_MONTHS = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
]
_LABELS = {
    "number": "Тизменин номери; Тизме №; Тизменин №; Номер списка; Список №; № списка; List number",
    "date": """
        Бекитилген күнү; Тизменин күнү; Тизме бекитилген күн; Тизменин бекитилген күнү;
        Дата утверждения; Дата списка; Дата утверждения списка; Approval date; List date
    """,
    "approver": """
        Бекиткен; Бекиткен адам; Ким бекитти; Тизмени бекиткен адам; Бекитемин;
        Утвердил; Кем утверждён; Кто утвердил; Утверждаю; Утвердившее лицо; Утвердивший; Approved by; Approver
    """,
}
_FIELDS = {folded(label): field for field, labels in _LABELS.items() for label in labels.split(";")}


@dataclass(frozen=True)
class Head:
    """Number, ISO date and approving person of a list; empty where unknown."""

    number: str = ""
    date: str = ""
    approver: str = ""

    def over(self, other: "Head") -> "Head":
        """These values, the other's where these are empty."""
        return Head(self.number or other.number, self.date or other.date, self.approver or other.approver)


def date_of(text: str) -> str | None:
    """ISO date of 2026-11-22, 22.11.2026, "22 ноября 2026 года" or "2026-жылдын 22-ноябры"; or None."""
    text = plain(text).lower()
    if found := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text):
        return _iso(*(int(part) for part in found.groups()))
    if found := re.search(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b", text):
        return _iso(*(int(part) for part in reversed(found.groups())))
    if found := re.search(r"\b(\d{1,2})\s*-?\s*([а-я]{3,8})\s+(\d{4})\b", text):
        return _iso(int(found[3]), _month(found[2]), int(found[1]))
    if found := re.search(r"\b(\d{4})\s*-?\s*жыл[а-яү]*\s+(\d{1,2})\s*-?\s*([а-я]{3,12})", text):
        return _iso(int(found[1]), _month(found[3]), int(found[2]))
    return None


def _month(word: str) -> int:
    return next((number for number, stem in enumerate(_MONTHS, 1) if word.startswith(stem)), 0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def head_above(rows: Rows, heading_row: int) -> Head:
    """What the rows above the heading row (1-based) tell about the list."""
    found: dict[str, str] = {}
    for row in rows[: heading_row - 1]:
        for field, value in (*_labelled(row), *_told(row)):
            found.setdefault(field, value)
    date = found.get("date", "")
    return Head(found.get("number", ""), date_of(date) or plain(date), found.get("approver", ""))


def _labelled(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A label and its value: after a colon in the same cell, or in the next filled cell."""
    for index, cell in enumerate(row):
        label, _, value = cell.partition(":")
        halves = (label, *re.split(r"[/|\n]", label))
        field = next((_FIELDS[folded(half)] for half in halves if folded(half) in _FIELDS), None)
        if field is None:
            continue
        value = plain(value) or next((plain(other) for other in row[index + 1 :] if plain(other)), "")
        if value:
            yield field, value.removeprefix("№").strip()


def _told(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Number and date in a title such as "Список № 5 от 20 ноября 2026 года"."""
    for cell in row:
        text = plain(cell)
        if not re.search(r"тизме|спис|\blist\b", text, re.IGNORECASE):
            continue
        if found := re.search(r"№\s*([0-9A-Za-zА-Яа-я][\w/.-]*)", text):
            yield "number", found[1].rstrip(".,")
        if date_of(text):
            yield "date", text
