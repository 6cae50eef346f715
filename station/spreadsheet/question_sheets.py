"""Tables of questions: read from .xlsx and text, written as .xlsx, and their template.

What stands in the rows is the business of `question_bank.formats.table`; here are only bytes and cells.
"""

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from question_bank.formats import table
from question_bank.formats.table_columns import find_headings
from question_bank.model import Section
from station.domain.errors import Reason, StationError
from station.spreadsheet.archive import UnsafeArchive, is_table, look_through
from station.spreadsheet.list_template import GUIDE_SHEET

LIMIT_MIB = 50
"""The largest file that is read, and what an .xlsx may unpack to is four times that."""

_ROWS, _COLUMNS = 100_000, 200
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Rows = tuple[tuple[str, ...], ...]


def xlsx_rows(data: bytes, name: str) -> Rows:
    """The rows of the first visible sheet with headings of questions, else of the first filled one; row 1 first.

    Raises IMPORT_WRONG_KIND (no .xlsx), IMPORT_UNSAFE, IMPORT_TOO_LARGE, IMPORT_BROKEN (file, line 0).
    """
    import openpyxl

    # openpyxl answers a damaged file with whatever exception its parts happen to raise: all of them mean the same.
    # Its warnings are about styles and print areas.
    try:
        if not is_table(data):
            raise StationError(Reason.IMPORT_WRONG_KIND, file=name)
        look_through(data, LIMIT_MIB * 4 << 20)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True) if _has_formulas(data) else None
            try:
                return _the_questions(book, formulas, name)
            finally:
                book.close()
                if formulas is not None:
                    formulas.close()
    except StationError:
        raise
    except UnsafeArchive as error:
        raise StationError(Reason.IMPORT_UNSAFE, file=name) from error
    except Exception as error:
        raise StationError(Reason.IMPORT_BROKEN, file=name, line=0) from error


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(part) for part in sheets)


def _the_questions(book: Any, formulas: Any, name: str) -> Rows:
    first: Rows = ()
    for sheet in book.worksheets:
        if sheet.title == GUIDE_SHEET or sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # a file may claim a million rows
        rows = _filled((tuple(_cell(cell) for cell in row[:_COLUMNS]) for row in sheet.iter_rows()), name)
        if formulas is not None:
            rows = _filled(_with_formulas(rows, formulas[sheet.title]), name)
        if find_headings(rows):
            return rows
        first = first or rows
    return first


def _with_formulas(rows: Rows, sheet: Any) -> Iterator[tuple[str, ...]]:
    """The rows, with the formulas that no spreadsheet program has computed as such: nobody can tell what they show."""
    sheet.reset_dimensions()
    for shown, cells in zip_longest(rows, sheet.iter_rows(), fillvalue=()):
        row = list(shown)
        for place, cell in enumerate(cells[:_COLUMNS]):
            if cell.data_type == "f" and (place >= len(row) or not row[place]):
                row += [""] * (place + 1 - len(row))
                row[place] = table.FORMULA + str(getattr(cell.value, "text", cell.value))
        yield tuple(row)


def _filled(rows: Iterable[tuple[str, ...]], name: str) -> Rows:
    """Rows without empty cells at their ends and without empty rows at the end."""
    kept: list[tuple[str, ...]] = []
    last = 0
    for row in rows:
        width = max((place for place, cell in enumerate(row, 1) if cell), default=0)
        kept.append(row[:width])
        last = len(kept) if width else last
        if last > _ROWS or len(kept) - last > _ROWS:
            raise StationError(Reason.IMPORT_TOO_LARGE, file=name, limit_mib=LIMIT_MIB)
    return tuple(kept[:last])


def _cell(cell: Any) -> str:
    """What a reader of the sheet sees, in the Russian way: 0,5 and 50%, 01.09.2026, ИСТИНА."""
    value, shown = cell.value, cell.number_format or "" if cell.value is not None else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, datetime.datetime):
        return value.strftime("%d.%m.%Y" if value.time() == datetime.time() else "%d.%m.%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        is_share = shown.rstrip().endswith("%")
        number = round(value * 100, 10) if is_share else value
        whole = int(number) if float(number).is_integer() else number
        zeros = re.fullmatch("0+", shown)
        return (str(whole).zfill(len(shown)) if zeros else str(whole).replace(".", ",")) + "%" * is_share
    return str(value).strip()


def csv_rows(text: str, name: str) -> Rows:
    """The rows of a text with semicolons, tabs or commas: the separator under which the headings say most.

    A quoted cell may hold line ends, so a row is one of the table, not of the text. Raises IMPORT_BROKEN (line).
    """
    if text.startswith("sep="):  # Excel's own mark for a separator; it counts as row 1
        mark, _, rest = text.partition("\n")
        return ((), *_parsed(rest, mark[4:5] or ";", name))
    tried = [_parsed(text, separator, name) for separator in ";\t,|"]
    return max(tried, key=lambda rows: (find_headings(rows) is not None, max(map(len, rows[:15]), default=0)))


def _parsed(text: str, separator: str, name: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return _filled((tuple(cell.strip() for cell in row) for row in reader), name)
    except csv.Error:  # quotation marks of the words, as people type them
        return _filled(_typed(text, separator, name), name)


def _typed(text: str, separator: str, name: str) -> Iterator[tuple[str, ...]]:
    """The rows where a quotation mark that does not enclose a whole cell is one of its words."""
    sign = re.escape(separator)
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?:({sign})|\n|\Z)|([^{sign}\n]*)(?:({sign})|\n|\Z)')
    row: list[str] = []
    place = 0
    while place < len(text) or row:
        found = cell.match(text, place)
        assert found is not None  # anything up to a line end is a cell
        words = found[3] if found[1] is None else found[1].replace('""', '"')
        if len(words) > csv.field_size_limit():
            raise StationError(Reason.IMPORT_BROKEN, file=name, line=text.count("\n", 0, place) + 1)
        row.append(words.strip())
        place = found.end()
        if not (found[2] or found[4]):
            yield tuple(row)
            row = []


# --- writing ---

_SHEET = "Суроолор – Вопросы"
_SECTIONS_SHEET = "Бөлүмдөр – Разделы"
_WIDTHS = {0: 16, 1: 12, 2: 22, 3: 24, 4: 11, 5: 46, 6: 46}
_OPTION_WIDTH, _OTHER_WIDTH = 28, 24
_TEMPLATE_ROWS = 1000
_EXAMPLE = {
    1: "S1",
    2: "Мисал – Пример",
    3: table.SINGLE,
    4: "2",
    5: "Бул мисал: кайсы шаар Кыргыз Республикасынын борбору?",
    6: "Это пример: какой город – столица Кыргызской Республики?",
    7: "Ош",
    8: "Ош",
    9: "Бишкек",
    10: "Бишкек",
    11: "Нарын",
    12: "Нарын",
    23: "Б",
    24: "Кыргыз Республикасынын Конституциясы",
    25: "Конституция Кыргызской Республики",
}
_GUIDE = (
    ("Бир сап – бир суроо. Аталыштары бар сапты өзгөртпөңүз. Мисал сабын өчүрүңүз.",
     "Одна строка – один вопрос. Строку с заголовками не изменяйте. Строку с примером удалите."),
    ("Суроонун номери: жаңы суроодо бош калат; базадагы суроону өзгөртүү үчүн анын номерин жазыңыз.",
     "Номер вопроса: у нового пустой; чтобы изменить вопрос базы, укажите его номер."),
    ("Бөлүм: бөлүмдүн белгиси же аталышы. Суроонун түрү: бир туура жооп же бир нече.",
     "Раздел: обозначение или название раздела. Тип вопроса: один правильный ответ или несколько."),
    ("Татаалдыгы: 1 (жеңил) – 5 (татаал); белгисиз болсо, бош калтырыңыз.",
     "Сложность: от 1 (лёгкий) до 5 (сложный); если неизвестна, оставьте пустой."),
    ("Варианттар 2ден 8ге чейин, арасында бош калтырбаңыз. Туура жооп: тамгасы, бир нече болсо – үтүр менен (А, В).",
     "Вариантов от 2 до 8, без пропусков. Правильный ответ: буква, если их несколько – через запятую (А, В)."),
    ("Бир тилде гана жазылган суроо да кабыл алынат: ал долбоор болуп, котормосун күтөт.",
     "Вопрос только на одном языке тоже принимается: он ждёт перевода как черновик."),
    ("Бирге берилбейт: бир талапкерге бирге берилбей турган суроолордун номерлери, үтүр менен.",
     "Не вместе с: номера вопросов, которые нельзя давать одному кандидату вместе, через запятую."),
    ("Тексттин түрү: бош – жөнөкөй текст; html – форматталган текст. Сүрөттөр таблицада сакталбайт.",
     "Формат текста: пусто – простой текст; html – форматированный текст. Изображения в таблице не сохраняются."),
)  # fmt: skip


def write_question_table(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as .xlsx, the first one as headings; every cell is text, whatever it looks like."""
    book, sheet = _book(rows[0])
    for number, row in enumerate(rows[1:], 2):
        _put_row(sheet, number, row)
    return _saved(book)


def write_question_template(sections: Sequence[Section] = ()) -> bytes:
    """An empty table of questions with an example, choices for section and kind, and instructions."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.datavalidation import DataValidation

    headings = table.rows_of([])[0]
    book, sheet = _book(headings)
    known = sections[0].id if sections else _EXAMPLE[1]
    _put_row(sheet, 2, [{**_EXAMPLE, 1: known}.get(place, "") for place in range(len(headings))])
    choices = [("D", f'"{table.SINGLE},{table.MULTIPLE}"'), ("E", '"1,2,3,4,5"')]
    if sections:
        listed = book.create_sheet(_SECTIONS_SHEET)
        listed.column_dimensions["B"].width = listed.column_dimensions["C"].width = 60
        for row, section in enumerate(sections, 1):
            _put_row(listed, row, (section.id, section.title.ky, section.title.ru))
        choices.append(("B", f"'{_SECTIONS_SHEET}'!$A$1:$A${len(sections)}"))
    for column, formula in choices:
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.add(f"{column}2:{column}{_TEMPLATE_ROWS}")
        sheet.add_data_validation(choice)
    guide = book.create_sheet(GUIDE_SHEET)
    guide.column_dimensions["A"].width = 120
    for row, line in enumerate((line for both in _GUIDE for line in both), 1):
        guide.cell(row, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    return _saved(book)


def _book(headings: Sequence[str]) -> tuple[Any, Any]:
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _SHEET
    last_option = 7 + 2 * 8
    for place, heading in enumerate(headings):
        cell = sheet.cell(1, place + 1, heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cell.fill = PatternFill("solid", fgColor="E6EEF7")
        width = _WIDTHS.get(place, _OPTION_WIDTH if place < last_option else _OTHER_WIDTH)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "B2"
    return book, sheet


def _put_row(sheet: Any, number: int, row: Sequence[str]) -> None:
    for place, text in enumerate(row, 1):
        if text:
            cell = sheet.cell(number, place)
            cell.value = _ILLEGAL.sub("", text)
            cell.data_type = "s"  # "=1+1" is an answer, not a sum
            cell.number_format = "@"


def _saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
