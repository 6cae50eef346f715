"""Which column of a foreign spreadsheet is which (R-10.2), in Kyrgyz, Russian or by English name.

Headings are compared without case, blanks, punctuation and the difference of е and ё; a heading in two
languages ("Тили / Язык", or with a line break) counts by either half. Names follow the glossary and the
labels of annexes 2 and 3.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADER_WITHIN = 15
"""The heading row is looked for in this many first rows; secretaries write titles above it."""

Rows = Sequence[Sequence[str]]


class Column(StrEnum):
    """What the station takes from a list; ROW_NUMBER and PHOTO are known and left where they are."""

    FULL_NAME = "full_name"
    SERIES = "document_series"
    NUMBER = "document_number"
    DOCUMENT = "document"  # series and number in one cell
    VACANCY = "vacancy"
    ORGANISATION = "organisation"
    VACANCY_FULL = "vacancy_and_organisation"  # both in one cell
    LANGUAGE = "language"
    CONSENT = "consent"
    SEAT = "seat"
    EMAIL = "email"
    PHONE = "phone"
    BUDGET = "budget_level"
    ROW_NUMBER = "row_number"
    PHOTO = "photo"


_NAMES: dict[Column, str] = {
    Column.FULL_NAME: """
        Фамилиясы, аты, атасынын аты; Фамилиясы, аты-жөнү; Аты-жөнү; Ф.А.А.; ФАА; ФАЖ; Талапкер;
        Талапкердин фамилиясы, аты, атасынын аты; Талапкердин аты-жөнү; Фамилия, имя, отчество;
        Фамилия имя и отчество; ФИО; Ф.И.О.; ФИО кандидата; Ф.И.О. кандидата; Фамилия, имя, отчество
        кандидата; Кандидат; Full name; Name; Candidate
    """,
    Column.SERIES: """
        Сериясы; Документтин сериясы; Паспорттун сериясы; Паспорт сериясы; Инсандыгын ырастоочу
        документтин сериясы; Серия; Серия документа; Серия паспорта; Паспорт серия; Серия документа,
        удостоверяющего личность; Series; Document series; Passport series
    """,
    Column.NUMBER: """
        Номери; Документтин номери; Паспорттун номери; Паспорт номери; Инсандыгын ырастоочу
        документтин номери; Номер; Номер документа; Номер паспорта; Паспорт номер; № документа; №
        паспорта; Номер документа, удостоверяющего личность; Number; Document number; Passport
        number
    """,
    Column.DOCUMENT: """
        Инсандыгын ырастоочу документ; Инсандыгын ырастоочу документ (сериясы, номери); Сериясы жана
        номери; Сериясы, номери; Паспорт; Паспорттун сериясы жана номери; Паспорттун сериясы,
        номери; Документтин сериясы жана номери; Документ; Документ, удостоверяющий личность;
        Документ, удостоверяющий личность (серия, номер); Серия и номер; Серия, номер; Серия и №
        паспорта; Паспорт (серия, номер); Паспорт серия номер; Серия и номер паспорта; Серия и номер
        документа; Паспортные данные; Identity document; Passport; Document series and number
    """,
    Column.VACANCY: """
        Бош кызмат орду; Кызмат орду; Кызматы; Бош кызмат ордунун аталышы; Вакансия; Вакантная
        должность; Должность; Наименование должности; Наименование вакантной должности; Vacancy;
        Post; Position
    """,
    Column.ORGANISATION: """
        Уюм; Билим берүү уюму; Жалпы билим берүү уюму; Билим берүү уюмунун аталышы; Мектеп; Мекеме;
        Организация; Общеобразовательная организация; Образовательная организация; Наименование
        организации; Школа; Учреждение; Organisation; Organization; School
    """,
    Column.VACANCY_FULL: """
        Бош кызмат орду жана билим берүү уюму; Бош кызмат орду жана уюм; Вакантная должность и
        образовательная организация; Вакантная должность и организация; Должность и организация;
        Vacancy and organisation
    """,
    Column.LANGUAGE: """
        Тили; Тил; Тесттин тили; Тестирлөөнүн тили; Тестирлөө тили; Язык; Язык теста; Язык
        тестирования; Language; Test language
    """,
    Column.CONSENT: """
        Макулдук; Макулдугу; Макулдугу бар; Макулдук барбы; Жеке маалыматтарды иштеп чыгууга
        макулдук берүү; Жеке маалыматтарды иштеп чыгууга макулдук; Жеке маалыматтарды иштетүүгө
        макулдук берүү; Жеке маалыматтарды иштетүүгө макулдук; Согласие; Согласие есть; Наличие
        согласия; Согласие на обработку персональных данных; Согласие на обработку ПДн; Consent;
        Consent on file
    """,
    Column.SEAT: """
        Орун; Орду; Орундун номери; Орундун №; Орун №; Место; Номер места; № места; Seat; Seat
        number
    """,
    Column.EMAIL: """
        Электрондук почта; Электрондук почтасы; Электрондук дареги; Электронная почта; Эл. почта;
        E-mail; Email; Почта
    """,
    Column.PHONE: """
        Телефон; Телефону; Байланыш телефону; Телефон номери; Контактный телефон; Номер телефона;
        Phone; Telephone
    """,
    Column.BUDGET: """
        Бюджет; Каржылоо булагы; Бюджеттин деңгээли; Источник финансирования; Уровень бюджета;
        Budget; Budget level
    """,
    Column.ROW_NUMBER: """
        №; № п/п; № п.п.; П/п; Катар №; К/н; Катар номери; Порядковый номер; No; Nr; Row
    """,
    Column.PHOTO: """
        Сүрөт; Сүрөтү; Сүрөтү (3×4); Фото; Фотография; Фотография 3×4; Photo
    """,
}

_FORBIDDEN = re.compile(
    "соолу|медицин|диагноз|инвалид|майып|здоров|оору|болезн|health|medical|disab"
    "|соттуу|соттол|судим|кылмыш|преступ|convict|criminal"
    "|аскер|воинск|военн|military"
)


def plain(text: str) -> str:
    """NFC, blanks of every kind made one, invisible characters gone."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf"))


def folded(text: str) -> str:
    """`plain` for comparing: lower case, ё as е, no punctuation, no blanks."""
    return "".join(sign for sign in plain(text).lower().replace("ё", "е") if sign.isalnum() or sign == "№")


_BY_NAME = {folded(name): column for column, names in _NAMES.items() for name in names.split(";")} | {
    folded(column.value): column for column in Column
}


def column_of(heading: str) -> Column | None:
    """The column that a heading names, or None."""
    halves = [heading, *re.split(r"[/|\n\r]", heading), re.sub(r"\([^)]*\)", "", heading)]
    return next((_BY_NAME[folded(half)] for half in halves if folded(half) in _BY_NAME), None)


def is_forbidden(heading: str) -> bool:
    """Health, conviction and military data have no place here (R-9.2, R-10.2)."""
    return column_of(heading) is None and _FORBIDDEN.search(folded(heading)) is not None


def letters(index: int) -> str:
    """Spreadsheet letters of the column with this zero-based index: 0 is A, 26 is AA."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Found:
    """A column that the station does not take: it is left out only when the proctor says so."""

    column: str  # heading as written, or the column's letters where there is none
    cell: str
    forbidden: bool


@dataclass(frozen=True)
class Headings:
    """The heading row (1-based), the place of each known column, and what else stands there."""

    row: int
    first: int  # first row of the people, 1-based
    places: dict[Column, int]
    twice: tuple[tuple[Column, str], ...]
    others: tuple[Found, ...]


def find_headings(rows: Rows) -> Headings | None:
    """The row among the first that names most columns, at least two. A second heading row in the other
    language is part of it."""
    known = [sum(column_of(cell) is not None for cell in row) for row in rows[:HEADER_WITHIN]]
    if max(known, default=0) < 2:
        return None
    at = known.index(max(known))
    places: dict[Column, int] = {}
    twice: list[tuple[Column, str]] = []
    for index, heading in enumerate(rows[at]):
        column = column_of(heading)
        if column is not None and column in places:
            twice.append((column, f"{letters(index)}{at + 1}"))
        elif column is not None:
            places[column] = index
    first = at + 1
    if first < len(rows) and _repeats(rows[at], rows[first]):
        first += 1
    return Headings(at + 1, first + 1, places, tuple(twice), _others(rows, at, first))


def _repeats(heading: Sequence[str], below: Sequence[str]) -> bool:
    named = [(column_of(one), column_of(two)) for one, two in zip(heading, below, strict=False) if plain(two)]
    return sum(two is not None for _, two in named) >= 2 and all(one is two for one, two in named)


def _others(rows: Rows, at: int, first: int) -> tuple[Found, ...]:
    width = max(len(row) for row in rows[at:])
    heading = (*rows[at], *[""] * (width - len(rows[at])))
    found = []
    for index, text in enumerate(heading):
        if column_of(text) is not None:
            continue
        name = plain(text)
        if name or any(plain(row[index]) for row in rows[first:] if index < len(row)):
            found.append(Found(name or letters(index), f"{letters(index)}{at + 1}", is_forbidden(text)))
    return tuple(found)
