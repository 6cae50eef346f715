"""Which column of a foreign table of questions is which, by its heading in Kyrgyz, Russian or English.

Headings are compared without case, blanks, punctuation and the difference of е and ё; of a heading in two languages
("Бөлүм / Раздел", or with a line break) either half counts. A language in it ("(кырг.)", "на русском") says whose
text the column holds; without one the texts are in the language that the person says.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from question_bank.formats import keys

HEADER_WITHIN = 15
"""The heading row is looked for in this many first rows; titles stand above it."""

Rows = Sequence[Sequence[str]]


class Column(StrEnum):
    """What a table of questions has besides its options."""

    ID = "id"
    SECTION = "section"
    TOPIC = "topic"
    KIND = "kind"
    DIFFICULTY = "difficulty"
    FORMAT = "format"
    STEM = "stem"
    OPTIONS = "options"  # all of them in one cell, or one in each row
    KEY = "key"
    SOURCE = "source"
    NOTES = "notes"
    ENEMIES = "enemies"
    ROW_NUMBER = "row_number"  # known, and left where it is
    STATE = "state"  # as our own tables show it to a reader; an import makes drafts


_NAMES: dict[Column, str] = {
    Column.ID: "Суроонун номери; Суроонун коду; Идентификатор; Номер вопроса; Код вопроса; ID; Код; Question id",
    Column.SECTION: "Бөлүм; Бөлүмү; Раздел; Раздел теста; Section; Категория; Category; Область; Предмет",
    Column.TOPIC: "Тема; Темасы; Подраздел; Topic; Theme",
    Column.KIND: "Суроонун түрү; Түрү; Тип; Тип вопроса; Вид; Вид вопроса; Kind; Type; Question type",
    Column.DIFFICULTY: "Оордугу; Татаалдыгы; Кыйынчылыгы; Сложность; Трудность; Уровень сложности; Difficulty; Level",
    Column.FORMAT: "Тексттин түрү; Формат; Формат текста; Format",
    Column.STEM: "Суроолор; Вопросы; Содержание вопроса; Тестовое задание;"
    "Суроо; Суроонун тексти; Тапшырма; Вопрос; Текст вопроса; Задание; Формулировка; Question; Stem; Text;"
    "Формулировка вопроса; Текст задания; Question text",
    Column.OPTIONS: "Варианты ответов; Варианты ответа; Варианты; Ответы; Жооптор; Жооптун варианттары; Варианттар;"
    "Жооп варианттары; Options; Answers; Choices; Answer options",
    Column.KEY: "Ачкыч; Туура жооп; Туура жооптор; Жооп; Ключ; Ключи; Правильный ответ; Правильные ответы; Ответ;"
    "Верный ответ; Номер правильного ответа; Правильный; Верный; Верно;"
    "Правильно; Верные ответы; Номер верного ответа; Правильный вариант; Верный вариант; Буква правильного ответа;"
    "Эталон; Правильный вариант ответа; Верный вариант ответа; № правильного ответа; Right answer; Correct option;"
    "Туурасы; Туура жооптун номери; Туура варианты; Key; Keys; Correct; Correct answer; Correct answers; Answer",
    Column.SOURCE: "Булак; Булагы; Шилтеме; Источник; Ссылка; Основание; НПА; Source; Reference",
    Column.NOTES: "Эскертүү; Эскертүүлөр; Комиссияга эскертүү; Примечание; Примечания; Комментарий; Notes; Note;"
    "Примечание для комиссии; Comment",
    Column.ENEMIES: "Бирге берилбейт; Бирге берилбеген суроолор; Несовместимые вопросы; Не вместе с; Враги; Enemies",
    Column.ROW_NUMBER: "№ вопроса; № суроо; №; № п/п; № п.п.; П/п; Катар №; К/н; No; Nr; Row",
    Column.STATE: "Абалы; Состояние; State",
}
_OPTION = re.compile(r"(?:жооптун)?(?:варианты?(?:ответа|жооптун|жооп)?|вар|ответ|отв|option|answer|choice|жооп|жообу)")
_WRONG = re.compile(
    r"(?:(?:неправильный|неверный|туураэмес|каталуу|ката|wrong|incorrect)(?:ответ|вариант\w*|жооп|answer|option|choice)?"
    r"|дистрактор|distractor)([1-9]?)"
)
_RIGHT = re.compile(r"(?:верный|верно|правильный|правильно|туура|correct|right)(?:ответ|жооп|answer)?$")
_LANGUAGES = (
    ("ky", re.compile(r"кыргызча|кыргызтилинде|накыргызском|кыргызский|кыргыз|кырг|kyrgyz|кырг|ky|kg|кг")),
    ("ru", re.compile(r"орусча|орустилинде|нарусском|русский|русск|рус|орус|russian|ru|ру")),
)
_LABEL = re.compile(r"[а-мсн]|[a-l]|[1-9]|1[0-2]")  # more than a question may have, so that none is overlooked


def plain(text: str) -> str:
    """A heading for comparing: NFC, lower case, ё as е, letters and digits only."""
    text = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    return "".join(sign for sign in text if sign.isalnum() or sign == "№")


_BY_NAME = {plain(name): column for column, names in _NAMES.items() for name in names.split(";")} | {
    plain(column.value): column for column in Column
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a heading names: a column or an option (by its label), and the language of its texts ("" not said).

    `is_right`: the option of this column is the right one in every row; `is_wrong`: a wrong one beside the key's words.
    """

    column: Column | None
    label: str = ""
    language: str = ""
    is_right: bool = False
    is_wrong: bool = False


def named(heading: str) -> Named | None:
    """What a heading names, or None."""
    halves = [heading, *(half for half in re.split(r"[/|\n\r]|\s[-–—]\s", heading) if half.strip())]
    halves += [bare for half in halves if (bare := re.sub(r"\([^()]*\)", " ", half)) != half]
    for half in halves:
        if found := _named(plain(half)):
            return found
    return None


def _named(text: str) -> Named | None:
    if text in _BY_NAME:
        return Named(_BY_NAME[text])
    if wrong := _WRONG.fullmatch(text):
        return Named(None, wrong[1], is_wrong=True)
    right = _RIGHT.search(text)
    if right and (option := _named(text[: right.start()])) and option.column is None and not option.is_wrong:
        return replace(option, is_right=True)
    for language, pattern in (*_LANGUAGES, ("", re.compile("$"))):
        for found in pattern.finditer(text):
            rest = text[: found.start()] + text[found.end() :]
            if rest in _BY_NAME:
                return Named(_BY_NAME[rest], "", language)
            label = _OPTION.sub("", rest, count=1).removeprefix("№")
            if (label != rest or language) and _LABEL.fullmatch(label):
                return Named(None, label.upper(), language)
    return Named(None, text.upper(), "") if _LABEL.fullmatch(text) and not text.isdigit() else None


@dataclass(frozen=True)
class Headings:
    """The heading row (1-based), where each column stands by language, options in their order, and what is unknown.

    `right` is the place of the option that is right in every row, if its heading says so. With `is_key_first` the words
    of the right answer stand in the key's column, and the options are the wrong ones beside it.
    """

    row: int
    places: Mapping[tuple[Column, str], int]
    options: Mapping[tuple[int, str], int]
    alphabet: str
    others: Mapping[int, str] = field(default_factory=dict)
    right: int | None = None
    is_key_first: bool = False

    @property
    def count(self) -> int:
        """How many options the table has room for."""
        return max((place for place, _language in self.options), default=-1) + 1


def find_headings(rows: Rows) -> Headings | None:
    """The row among the first that names most columns: at least a stem and two more; None without one."""
    best: tuple[int, int] = (2, 0)
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        names = [what for cell in row if (what := named(cell))]
        columns = {what.column for what in names}
        count = len(names) + (Column.OPTIONS in columns)  # a heading above several columns counts for two
        if Column.STEM in columns and count > best[0]:
            best = (count, place)
    count, place = best
    if count < 3:
        return None
    cells, height = _spread(rows, place)
    return _read(place + height - 1, cells)


def _spread(rows: Rows, place: int) -> tuple[Sequence[str], int]:
    """The cells of the heading row, and how many rows it takes: one heading may stand above the columns of all
    answers, with or without their letters in a second row."""
    cells = list(rows[place])
    below = rows[place + 1] if place + 1 < len(rows) else ()
    begin = next((at for at, cell in enumerate(cells) if (what := named(cell)) and what.column is Column.OPTIONS), -1)
    widths = sorted(len(row) for row in rows[place + 1 : place + 1 + HEADER_WITHIN])
    width = max(len(cells), widths[len(widths) // 2]) if widths else len(cells)  # half of the rows are as wide
    cells += [""] * (width - len(cells))
    end = next((at for at in range(begin + 1, width) if cells[at].strip()), width)
    if begin < 0 or end - begin < 2:
        return cells, 1
    labels = [plain(cell) for cell in below[begin:end]]
    is_second_row = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    is_second_row &= not any(cell.strip() and named(cell) is None for cell in (*below[:begin], *below[end:]))
    for at in range(begin, end):
        cells[at] = f"Option {labels[at - begin] if is_second_row and at - begin < len(labels) else at - begin + 1}"
    return cells, 1 + is_second_row


def _read(row: int, cells: Sequence[str]) -> Headings:
    places: dict[tuple[Column, str], int] = {}
    labelled: list[tuple[Named, int]] = []
    wrong: list[int] = []
    others: dict[int, str] = {}
    for place, cell in enumerate(cells):
        what = named(cell)
        if what is None:
            if cell.strip():
                others[place] = " ".join(cell.split())
        elif what.is_wrong:
            wrong.append(place)
        elif what.column is None:
            labelled.append((what, place))
        elif (what.column, what.language) in places:
            others[place] = " ".join(cell.split())
        else:
            places[what.column, what.language] = place
    key = places.get((Column.KEY, ""))
    if wrong and key is not None and not labelled:
        options = {(at, ""): place for at, place in enumerate([key, *wrong])}
        return Headings(row + 1, places, options, "", others, is_key_first=True)
    others |= {place: " ".join(cells[place].split()) for place in wrong}
    alphabet = _alphabet([what.label for what, _place in labelled])
    order = _positions([what.label for what, _place in labelled], alphabet)
    options = {}
    right = {order[keys.folded(what.label)] for what, _place in labelled if what.is_right}
    for what, place in labelled:
        position = order[keys.folded(what.label)]
        if (position, what.language) in options:
            others[place] = " ".join(cells[place].split())
        options.setdefault((position, what.language), place)
    return Headings(row + 1, places, options, alphabet, others, right.pop() if len(right) == 1 else None)


def _alphabet(labels: Sequence[str]) -> str:
    """The alphabet that the options are labelled by, "" for numbers or where it cannot be told."""
    if known := keys.alphabet_of(labels):
        return known
    return keys.LATIN if labels and all(label.isascii() and label.isalpha() for label in labels) else ""


def _positions(labels: Sequence[str], alphabet: str) -> dict[str, int]:
    """The place of each label, by its look: that of its alphabet, or of its appearance where letters are mixed."""
    seen = list(dict.fromkeys(keys.folded(label) for label in labels))
    places = [keys.place_of(label, alphabet) for label in seen]
    if len(set(places)) < len(places) or None in places or -1 in places:
        return {label: place for place, label in enumerate(seen)}
    return {label: place for label, place in zip(seen, places, strict=True) if place is not None}
