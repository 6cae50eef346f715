"""One row of the approved list read into values (R-10.2); a bad cell is named, never guessed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from station.domain.admitted_columns import Column, Headings, folded, letters, plain
from station.domain.errors import Reason

_LONGEST = 250
_LANGUAGES = {
    "ky": """
        кыргызча; кыргыз; кыргыз тили; кыргыз тилинде; мамлекеттик; мамлекеттик тил; кырг;
        кыргызский; кыргызский язык; на кыргызском; государственный; ky; kg; kyrgyz
    """,
    "ru": """
        орусча; орус; орус тили; орус тилинде; расмий; расмий тил; русский; русский язык; рус; на русском;
        официальный; ru; russian
    """,
}
_CONSENTS = {
    "yes": "ооба; бар; макул; да; есть; имеется; yes; y; true; 1; +",
    "no": "жок; нет; не имеется; отсутствует; no; n; false; 0; -; –; —",
}
_BUDGETS = {
    "republican": "республикалык; республикалык бюджет; республиканский; республиканский бюджет; republican",
    "local": "жергиликтүү; жергиликтүү бюджет; местный; местный бюджет; local",
}
# A number that a spreadsheet took for an amount or a date (1000003.0, 2026-01-02): its digits are not the document's.
_SPOILT = re.compile(r"\d[.,]\d|\d{4}-\d\d-\d\d|\d\d[./]\d\d[./]\d{4}")
_LOOK_ALIKE = str.maketrans("АВЕЅІЈКМНОРСТУҮХ", "ABESIJKMHOPCTYYX")


@dataclass(frozen=True)
class Problem:
    """One fault; facts name row, column (a `Column` value or the heading as written), cell, value."""

    reason: Reason
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Personal data of a listed candidate, no more than R-10.2 names; sealed before it is stored."""

    full_name: str
    series: str
    number: str
    email: str = ""
    phone: str = ""

    @property
    def document(self) -> str:
        """Series and number as one reads them aloud."""
        return f"{self.series} {self.number}".strip()

    @property
    def document_key(self) -> str:
        """What two writings of one document have in common."""
        return document_key(self.series, self.number)

    def to_plain(self) -> dict[str, str]:
        """Plain form to be sealed."""
        return asdict(self)

    @classmethod
    def from_plain(cls, values: Mapping[str, str]) -> "Person":
        """The person of a plain form. Raises TypeError for a foreign one."""
        return cls(**values)


@dataclass(frozen=True)
class Vacancy:
    """A vacant post of one organisation; `budget_level` is republican, local or "" (R-38.1)."""

    post: str
    organisation: str
    budget_level: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Equal for two writings of one vacancy."""
        return folded(self.post), folded(self.organisation)

    @property
    def title(self) -> str:
        """Post and organisation in one line."""
        return ", ".join(part for part in (self.post, self.organisation) if part)


@dataclass(frozen=True)
class ListedRow:
    """One person of the list; `row` is the file's row number. Language is ky, ru or "" for a bad one."""

    row: int
    person: Person
    vacancy: str
    organisation: str
    language: str
    consent: bool
    seat: str = ""
    budget_level: str = ""


def document_key(series: str, number: str) -> str:
    """Series and number without case, blanks, signs and the alphabet of look-alike letters (R-19.3)."""
    text = "".join(sign for sign in plain(series + number).upper() if sign.isalnum())
    return text.translate(_LOOK_ALIKE)


class Reader:
    """Reads rows into values and collects what is wrong with their cells. `unprintable` names the first sign of a
    text that no document can print, or ""."""

    def __init__(self, headings: Headings, unprintable: Callable[[str], str]) -> None:
        self.places = headings.places
        self._unprintable = unprintable
        self.problems: list[Problem] = []

    def read(self, number: int, cells: Sequence[str]) -> ListedRow:
        series, document = self._document(number, cells)
        person = Person(
            self._name(number, cells),
            series,
            document,
            self._text(number, cells, Column.EMAIL),
            self._text(number, cells, Column.PHONE),
        )
        return ListedRow(
            number,
            person,
            self._text(number, cells, Column.VACANCY, needed=True)
            or self._text(number, cells, Column.VACANCY_FULL, needed=True),
            self._text(number, cells, Column.ORGANISATION, needed=True),
            self._word(number, cells, Column.LANGUAGE, _LANGUAGES, needed=True),
            self._word(number, cells, Column.CONSENT, _CONSENTS) == "yes",
            self._text(number, cells, Column.SEAT),
            self._word(number, cells, Column.BUDGET, _BUDGETS),
        )

    def bad(self, number: int, column: Column, value: str) -> None:
        self._problem(Reason.LIST_CELL_BAD, number, column, value=value[:60])

    def _problem(self, reason: Reason, number: int, column: Column, **more: str) -> None:
        cell = f"{letters(self.places[column])}{number}"
        self.problems.append(Problem(reason, {"row": number, "column": column.value, "cell": cell, **more}))

    def _text(self, number: int, cells: Sequence[str], column: Column, needed: bool = False) -> str:
        place = self.places.get(column)
        if place is None:
            return ""
        text = plain(cells[place]) if place < len(cells) else ""
        if needed and not text:
            self._problem(Reason.LIST_CELL_EMPTY, number, column)
        elif len(text) > _LONGEST:
            self.bad(number, column, text)
        elif sign := self._unprintable(text):
            self.bad(number, column, sign)  # found now, not when the protocol of a finished test cannot be made
        return text

    def _name(self, number: int, cells: Sequence[str]) -> str:
        text = self._text(number, cells, Column.FULL_NAME, needed=True)
        odd = re.search(r"[^\w\s.'’ʼ()-]|[\d_]", text) or not any(sign.isalpha() for sign in text)
        if text and odd and not self._unprintable(text):  # that was named already
            self.bad(number, Column.FULL_NAME, text)
        return text

    def _word(
        self,
        number: int,
        cells: Sequence[str],
        column: Column,
        words: Mapping[str, str],
        needed: bool = False,
    ) -> str:
        text = self._text(number, cells, column, needed)
        for value, writings in words.items():
            if (folded(text) or text) in (folded(writing) or writing.strip() for writing in writings.split(";")):
                return value
        if text:
            self.bad(number, column, text)
        return ""

    def _document(self, number: int, cells: Sequence[str]) -> tuple[str, str]:
        """Series and number in Latin capitals and digits, as the document itself has them."""
        if Column.SERIES in self.places or Column.NUMBER in self.places:
            series = self._text(number, cells, Column.SERIES, needed=True)
            text = self._text(number, cells, Column.NUMBER, needed=True)
            for column, value in ((Column.SERIES, series), (Column.NUMBER, text)):
                shape = r"[A-Z]*[0-9]+" if column is Column.NUMBER else r"[A-Z0-9]+"
                if value and (_SPOILT.search(value) or not re.fullmatch(shape, document_key(value, ""))):
                    self.bad(number, column, value)
            return document_key(series, ""), document_key(text, "")
        text = self._text(number, cells, Column.DOCUMENT, needed=True)
        document = _document_in(text)
        if document is None:
            if text:
                self.bad(number, Column.DOCUMENT, text)
            return "", document_key(text, "")
        return document


def _document_in(text: str) -> tuple[str, str] | None:
    """Series and number of one cell: "AN 1234567", "ID1234567", "серия AN № 1234567", "45 08 123456"."""
    if _SPOILT.search(text):
        return None
    words = plain(re.sub(r"(?i)паспорт|сериясы|серия|номери|номер|№", " ", text))
    compact = document_key(words, "")
    found = re.fullmatch(r"([A-Z]+)(\d{4,})", compact) or re.fullmatch(r"(\d[\d ]*) (\d{4,})", words)
    return (document_key(found[1], ""), found[2]) if found else None
