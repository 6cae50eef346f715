"""Tables of questions, one row each: rows of text <-> questions. The file's bytes are read by `station.spreadsheet`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from question_bank.formats.compare import FIELDS
from question_bank.formats.foreign import Fault, FileRefused, ForeignQuestion, Remark, remark
from question_bank.formats.html_text import harmless, to_plain
from question_bank.formats.marks import Marked, marked
from question_bank.formats.outgoing import bare
from question_bank.formats.table_columns import Column, Headings, Rows, find_headings
from question_bank.formats.table_entries import Entry, at, cell_of, entries, said
from question_bank.formats.table_keys import Habits, habits_of
from question_bank.formats.texts import WORDS
from question_bank.model import MOST_OPTIONS, OPTION_LETTERS, Bilingual, Kind, Question

SINGLE, MULTIPLE = "бир / один", "бир нече / несколько"
"""How our own tables say the kind."""

HTML = "html"
"""How our own tables say that the texts of a row are formatted."""

FORMULA = "\ufdd1"
"""Stands before a formula that has no value: what a reader of the sheet would see is not in the file."""

HEADINGS: tuple[tuple[str, str], ...] = (
    ("Суроонун номери", "Номер вопроса"),
    ("Бөлүм", "Раздел"),
    ("Тема", ""),
    ("Суроонун түрү", "Тип вопроса"),
    ("Татаалдыгы", "Сложность"),
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
    below = enumerate(rows[headings.row :], headings.row + 1)
    filled = [(number, row) for number, row in below if _is_filled(headings, row)]
    filled = [(number, row) for number, row in filled if not _repeats(rows[headings.row - 1], row)]
    found = entries(headings, filled)
    reader = _Reader(headings, habits_of([entry.written for entry in found], headings.alphabet))
    return tuple(reader.question(entry) for entry in found)


def _is_filled(headings: Headings, row: Sequence[str]) -> bool:
    """Whether a row says anything; a number alone waits for its question."""
    number = headings.places.get((Column.ROW_NUMBER, ""))
    return any(
        cell and not (place == number and (cell.startswith(FORMULA) or cell.strip(".) ").isdecimal()))
        for place, cell in enumerate(row)
    )


def _repeats(heading: Sequence[str], row: Sequence[str]) -> bool:
    """A long table may have its headings again on each page."""
    return tuple(row) == tuple(heading)


class _Reader:
    """Knows where the columns stand and how the file says its keys."""

    def __init__(self, headings: Headings, habits: Habits) -> None:
        self._headings = headings
        self._habits = habits
        there = {column.value for column, _language in headings.places}
        self._left_out = FIELDS - there

    def question(self, entry: Entry) -> ForeignQuestion:
        """The question of an entry."""
        line, row = entry.line, entry.row
        stem, options = said(self._headings, row, Column.STEM), entry.written.options
        form = _folded(cell_of(self._headings, row, Column.FORMAT))
        words = next((part for part in stem.parts() if part), "") or " ".join(cell for cell in row if cell)
        question = ForeignQuestion(
            line,
            " ".join(harmless(to_plain(words) if form in _HTML else words).split())[:WORDS],
            id=cell_of(self._headings, row, Column.ID),
            section=cell_of(self._headings, row, Column.SECTION),
            topic=" ".join(cell_of(self._headings, row, Column.TOPIC).split()),
            difficulty=cell_of(self._headings, row, Column.DIFFICULTY),
            stem=stem,
            options=options,
            is_rich=form in _HTML,
            is_said_rich=form in _HTML,
            source=said(self._headings, row, Column.SOURCE),
            notes=said(self._headings, row, Column.NOTES),
            enemies=tuple(filter(None, re.split(r"[,;\s]+", cell_of(self._headings, row, Column.ENEMIES)))),
            left_out=self._left_out,
            remarks=tuple(
                remark(Fault.COLUMN_LEFT, column=name)
                for place, name in self._headings.others.items()
                if at(row, place)
            ),
        )
        if any(FORMULA in "".join(cells) for cells in (row, *entry.further)):
            for formula in filter(lambda cell: cell.startswith(FORMULA), entry.cells(self._headings)):
                return question.refusing(Fault.FORMULA, formula=formula.removeprefix(FORMULA)[:40])
        if sum(bool(cell) for cell in row) == 1:
            return question.refusing(Fault.NOT_A_QUESTION)
        if form not in _PLAIN | _HTML:
            return question.refusing(Fault.FORMAT_UNKNOWN, value=cell_of(self._headings, row, Column.FORMAT))
        return self._with_keys(question, entry)

    def _with_keys(self, question: ForeignQuestion, entry: Entry) -> ForeignQuestion:
        kind_word = cell_of(self._headings, entry.row, Column.KIND)
        kinds = {_folded(part) for part in (kind_word, *kind_word.split("/"))}
        if kind_word and not kinds & (_SINGLE | _MULTIPLE):
            return question.refusing(Fault.KIND_UNKNOWN, value=kind_word[:40])
        kind = Kind.MULTIPLE if kinds & _MULTIPLE else Kind.SINGLE
        right = self._right(entry)
        if isinstance(right, Remark):
            return question.refusing(right.fault, **right.facts)
        if kind is Kind.SINGLE and len(right.keys) > 1:
            return question.refusing(Fault.TWO_KEYS, count=len(right.keys))
        return replace(question, kind=kind, keys=right.keys, options=right.options)

    def _right(self, entry: Entry) -> Marked | Remark:
        """The right answers of an entry, and the answers without marks, if those tell them."""
        written, style = entry.written, self._habits.style
        if entry.keys:
            return Marked(written.options, entry.keys)
        if written.cell:
            places = self._habits.places(written)
            return places if isinstance(places, Remark) else Marked(written.options, places)
        return (marked(written.options, style) if style else None) or remark(Fault.NO_KEY)


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
