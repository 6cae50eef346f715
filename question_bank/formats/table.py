"""Tables of questions, one row each: rows of text <-> questions. The file's bytes are read by `station.spreadsheet`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from question_bank.formats import keys
from question_bank.formats.compare import FIELDS
from question_bank.formats.foreign import Fault, FileRefused, ForeignQuestion, Said, remark
from question_bank.formats.html_text import harmless, to_plain
from question_bank.formats.outgoing import bare
from question_bank.formats.table_columns import Column, Headings, Rows, find_headings
from question_bank.formats.texts import WORDS
from question_bank.model import MOST_OPTIONS, OPTION_LETTERS, Bilingual, Kind, Question

SINGLE, MULTIPLE = "бир / один", "бир нече / несколько"
"""How our own tables say the kind."""

HTML = "html"
"""How our own tables say that the texts of a row are formatted."""

HEADINGS: tuple[tuple[str, str], ...] = (
    ("Суроонун номери", "Номер вопроса"),
    ("Бөлүм", "Раздел"),
    ("Тема", ""),
    ("Суроонун түрү", "Тип вопроса"),
    ("Оордугу", "Сложность"),
    ("Суроо (кыргызча)", "Вопрос (на кыргызском)"),
    ("Суроо (орусча)", "Вопрос (на русском)"),
    *(
        pair
        for letter in OPTION_LETTERS
        for pair in (
            (f"{letter} варианты (кыргызча)", f"Вариант {letter} (на кыргызском)"),
            (f"{letter} варианты (орусча)", f"Вариант {letter} (на русском)"),
        )
    ),
    ("Туура жооп", "Правильный ответ"),
    ("Булагы (кыргызча)", "Источник (на кыргызском)"),
    ("Булагы (орусча)", "Источник (на русском)"),
    ("Эскертүү (кыргызча)", "Примечание (на кыргызском)"),
    ("Эскертүү (орусча)", "Примечание (на русском)"),
    ("Бирге берилбейт", "Не вместе с"),
    ("Тексттин түрү", "Формат текста"),
)
"""Our own columns in their order, Kyrgyz and Russian."""

_SINGLE = frozenset(
    ["single", "один", "одиночный", "единственный", "одинответ", "одинверный", "бир", "биржооп", "одиниз", "бирөө"]
)
_MULTIPLE = frozenset(
    [
        "multiple",
        "несколько",
        "множественный",
        "множественныйвыбор",
        "несколькоответов",
        "бирнече",
        "бирнечежооп",
        "көп",
    ]
)
_PLAIN, _HTML = (
    frozenset(["", "plain", "text", "текст", "жөнөкөй", "обычный"]),
    frozenset(["html", "rich", "formatted"]),
)


def read(rows: Rows) -> tuple[ForeignQuestion, ...]:
    """A question for each filled row under the headings. Raises FileRefused (WRONG_KIND, EMPTY) without them."""
    headings = find_headings(rows)
    if headings is None:
        raise FileRefused(FileRefused.Why.WRONG_KIND if any(rows) else FileRefused.Why.EMPTY)
    filled = [(number, row) for number, row in enumerate(rows, 1) if number > headings.row and any(row)]
    place = headings.places.get((Column.KEY, ""))
    written = [row[place] for _number, row in filled if place is not None and place < len(row)]
    reader = _Reader(headings, keys.alphabet_of(written))
    return tuple(reader.question(number, row) for number, row in filled if not _repeats(rows[headings.row - 1], row))


def _repeats(heading: Sequence[str], row: Sequence[str]) -> bool:
    """A long table may have its headings again on each page."""
    return tuple(row) == tuple(heading)


class _Reader:
    """Knows where the columns stand and which alphabet the keys are in."""

    def __init__(self, headings: Headings, key_alphabet: str) -> None:
        self._headings = headings
        self._alphabet = key_alphabet
        there = {column.value for column, _language in headings.places}
        self._left_out = FIELDS - there

    def question(self, line: int, row: Sequence[str]) -> ForeignQuestion:
        """The question of a row."""
        stem, options = self._said(row, Column.STEM), self._options(row)
        form = _folded(self._cell(row, Column.FORMAT))
        words = next((part for part in stem.parts() if part), "") or " ".join(cell for cell in row if cell)
        question = ForeignQuestion(
            line,
            " ".join((to_plain(words) if form in _HTML else words).split())[:WORDS],
            id=self._cell(row, Column.ID),
            section=self._cell(row, Column.SECTION),
            topic=" ".join(self._cell(row, Column.TOPIC).split()),
            difficulty=self._cell(row, Column.DIFFICULTY),
            stem=stem,
            options=options,
            is_rich=form in _HTML,
            is_said_rich=form in _HTML,
            source=self._said(row, Column.SOURCE),
            notes=self._said(row, Column.NOTES),
            enemies=tuple(filter(None, re.split(r"[,;\s]+", self._cell(row, Column.ENEMIES)))),
            left_out=self._left_out,
            remarks=tuple(
                remark(Fault.COLUMN_LEFT, column=name)
                for place, name in self._headings.others.items()
                if _at(row, place)
            ),
        )
        if sum(bool(cell) for cell in row) == 1:
            return question.refusing(Fault.NOT_A_QUESTION)
        if form not in _PLAIN | _HTML:
            return question.refusing(Fault.FORMAT_UNKNOWN, value=self._cell(row, Column.FORMAT))
        return self._with_keys(question, row)

    def _with_keys(self, question: ForeignQuestion, row: Sequence[str]) -> ForeignQuestion:
        kind_word, cell = self._cell(row, Column.KIND), self._cell(row, Column.KEY)
        kinds = {_folded(part) for part in (kind_word, *kind_word.split("/"))}
        if kind_word and not kinds & (_SINGLE | _MULTIPLE):
            return question.refusing(Fault.KIND_UNKNOWN, value=kind_word[:40])
        kind = Kind.MULTIPLE if kinds & _MULTIPLE else Kind.SINGLE
        letters = keys.letters_of(cell)
        if not letters:
            return question.refusing(Fault.NO_KEY)
        right = set()
        for letter in letters:
            place = self._place(letter)
            if place == -1:
                return question.refusing(Fault.KEY_AMBIGUOUS, key=letter)
            if place is None or place >= len(question.options) or not question.options[place]:
                return question.refusing(Fault.KEY_UNKNOWN, key=letter[:20])
            right.add(place)
        if kind is Kind.SINGLE and len(right) > 1:
            return question.refusing(Fault.TWO_KEYS, count=len(right))
        return replace(question, kind=kind, keys=frozenset(right))

    def _place(self, letter: str) -> int | None:
        place = keys.place_of(letter, self._alphabet)
        is_own = letter in self._headings.alphabet  # typed as the headings are
        return (
            keys.place_of(letter, self._headings.alphabet) if place == -1 and not self._alphabet and is_own else place
        )

    def _options(self, row: Sequence[str]) -> tuple[Said, ...]:
        """The options of a row; empty ones at the end are no options."""
        found = [
            Said(*(_at(row, self._headings.options.get((place, language))) for language in ("ky", "ru", "")))
            for place in range(self._headings.count)
        ]
        while found and not found[-1]:
            found.pop()
        return tuple(found)

    def _said(self, row: Sequence[str], column: Column) -> Said:
        return Said(*(_at(row, self._headings.places.get((column, language))) for language in ("ky", "ru", "")))

    def _cell(self, row: Sequence[str], column: Column) -> str:
        said = self._said(row, column)
        return said.either or said.ru or said.ky


def _at(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _folded(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


# --- writing ---


def rows_of(questions: Iterable[Question]) -> list[tuple[str, ...]]:
    """Our own table of these questions, its heading row first."""
    return [tuple("\n".join(filter(None, heading)) for heading in HEADINGS), *(_row(bare(each)) for each in questions)]


def _row(question: Question) -> tuple[str, ...]:
    empty = [Bilingual("", "")] * (MOST_OPTIONS - len(question.options))
    options = [*(option.text for option in question.options), *empty]
    letters = [OPTION_LETTERS[place] for place, option in enumerate(question.options) if option.id in question.key]
    cells = [
        question.id,
        question.section,
        question.topic,
        MULTIPLE if question.kind is Kind.MULTIPLE else SINGLE,
        str(question.difficulty or ""),
        *_both(question.stem),
        *(text for option in options for text in _both(option)),
        ", ".join(letters),
        *_both(question.source),
        *_both(question.notes),
        ", ".join(sorted(question.enemies)),
        HTML if question.is_rich else "",
    ]
    return tuple(harmless(cell) for cell in cells)


def _both(text: Bilingual) -> tuple[str, str]:
    return text.ky, text.ru
