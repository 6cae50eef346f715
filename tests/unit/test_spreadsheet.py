"""Spreadsheets as other people make them: each file here is built by the test itself."""

import contextlib
import datetime
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from station.domain.admitted import Head, dry_run
from station.domain.errors import Reason, StationError
from station.spreadsheet import GUIDE_SHEET, Table, read_table, write_template

KY = ("Фамилиясы, аты, атасынын аты", "Сериясы", "Номери", "Бош кызмат орду", "Уюм", "Тили", "Макулдук")
ROW = ("Өмүрова Жаңыл", "AN", "0012345", "Директор", "№ 5 мектеп", "кыргызча", "ооба")
RUSSIAN = ("ФИО", "Серия", "Номер", "Вакансия", "Школа", "Язык", "Согласие")


def xlsx(*rows: Sequence[object], title: str = "Лист1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def text(*rows: Sequence[str], separator: str = ";") -> str:
    return "\r\n".join(separator.join(row) for row in rows)


def refusal(data: bytes, name: str = "list.xlsx") -> StationError:
    with pytest.raises(StationError) as caught:
        read_table(data, name)
    return caught.value


def changed_part(data: bytes, part: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for item in source.infolist():
            made.writestr(item.filename, content if item.filename == part else source.read(item))
        if part not in source.namelist():
            made.writestr(part, content)
    return target.getvalue()


NINE_THIRTY = datetime.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - cells have no zone


def test_cells_come_as_a_reader_sees_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        [1234567.0, "0012345", NINE_THIRTY.replace(hour=0, minute=0), True, 12.5, datetime.date(2026, 1, 2)]
    )
    sheet.append([NINE_THIRTY, False, datetime.time(9, 30), 42])
    sheet.cell(1, 8, 12345).number_format = "0000000"
    assert read_table(saved(book), "a.xlsx").rows == (
        ("1234567", "0012345", "2026-11-22", "1", "12.5", "2026-01-02", "", "0012345"),
        ("2026-11-22 09:30:00", "0", "09:30:00", "42"),
    )


def test_merged_titles_above_the_heading_are_no_obstacle() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Список № 5 от 20 ноября 2026 года"
    sheet.merge_cells("A1:G2")
    sheet["A4"] = "Утвердил:"
    sheet["C4"] = "Касымова А. Т."
    for place, heading in enumerate(RUSSIAN, 1):
        sheet.cell(9, place, heading)
    for place, value in enumerate(ROW, 1):
        sheet.cell(11, place, value)
    dry = dry_run(read_table(saved(book), "a.xlsx").rows, Head(), {}, rows_limit=10)
    assert dry.clean
    assert dry.head == Head("5", "2026-11-20", "Касымова А. Т.")
    assert dry.rows[0].row == 11


def test_a_formula_gives_its_stored_value_and_an_uncalculated_one_is_an_empty_cell() -> None:
    data = xlsx(KY, (*ROW[:3], '="Дирек"&"тор"', *ROW[4:]))
    dry = dry_run(read_table(data, "a.xlsx").rows, Head("1", "2026-01-01", "К"), {}, rows_limit=9)
    assert [(problem.reason, problem.facts["cell"]) for problem in dry.problems] == [
        (Reason.LIST_CELL_EMPTY, "D2")
    ]


def test_the_first_filled_sheet_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Тизме").append(["a"])
    book.create_sheet("Кошумча").append(["b"])
    book.create_sheet("Бош")
    book.create_sheet(GUIDE_SHEET).append(["c"])
    assert read_table(saved(book), "a.xlsx") == Table((("a",),), "Тизме", ("Кошумча",))


def test_a_cover_sheet_before_the_list_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ыйгарым укуктуу орган"])
    book.create_sheet("Тизме").append(KY)
    book.create_sheet("Кошумча").append(KY)
    assert read_table(saved(book), "a.xlsx") == Table((KY,), "Тизме", ("Sheet", "Кошумча"))


def test_a_hidden_sheet_is_not_the_list_but_is_named() -> None:
    book = openpyxl.Workbook()
    book.active.append((*KY, "былтыркы"))
    book.active.sheet_state = "hidden"
    book.create_sheet("Тизме").append(KY)
    assert read_table(saved(book), "a.xlsx") == Table((KY,), "Тизме", ("Sheet",))


def test_a_workbook_of_hidden_sheets_only_is_empty() -> None:
    book = openpyxl.Workbook()
    book.active.append(KY)
    book.create_sheet("Бош")
    book.active.sheet_state = "veryHidden"
    assert read_table(saved(book), "a.xlsx") == Table((), "", ("Sheet",))


def test_a_title_full_of_commas_does_not_decide_the_separator() -> None:
    title = "Тизме № 5, 2026-жылдын 20-февралы, бекиткен: А, Б, В, Г, Д, Е, Ж"
    data = f"{title}\n{text(KY, ROW)}".encode()
    assert read_table(data, "a.csv").rows == ((title,), KY, ROW)


def test_an_empty_workbook_is_an_empty_table() -> None:
    assert read_table(xlsx(), "a.xlsx").rows == ()


def test_a_far_away_cell_does_not_make_a_million_rows() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["A90000"] = "b"
    assert refusal(saved(book)).reason is Reason.LIST_TOO_LARGE


def test_ten_thousand_rows_are_read_and_refused_by_number() -> None:
    data = xlsx(KY, *[(f"Асанов {'а' * (i % 7)}", "AN", f"{i:07}", *ROW[3:]) for i in range(10_000)])
    dry = dry_run(read_table(data, "a.xlsx").rows, Head("1", "2026-01-01", "К"), {}, rows_limit=5000)
    assert [(problem.reason, problem.facts) for problem in dry.problems] == [
        (Reason.LIST_TOO_LARGE, {"rows": 10_000, "limit": 5000})
    ]


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_unreadable(part: float) -> None:
    data = xlsx(KY, *[ROW] * 200)
    assert refusal(data[: int(len(data) * part)]).reason is Reason.LIST_UNREADABLE


def test_a_flipped_byte_never_escapes_as_a_foreign_error() -> None:
    data = xlsx(KY, ROW)
    for place in range(0, len(data), 97):
        broken = bytearray(data)
        broken[place] ^= 0x55
        with contextlib.suppress(StationError):
            assert isinstance(read_table(bytes(broken), "a.xlsx"), Table)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.xls"),
        (b"%PDF-1.7", "a.pdf"),
        (b"a;b\0;c", "a.csv"),
        (b"just text", "a.xlsx"),
    ],
)
def test_foreign_files_are_unreadable(data: bytes, name: str) -> None:
    assert refusal(data, name).reason is Reason.LIST_UNREADABLE


def test_a_text_document_renamed_is_unreadable() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<document/>")
    assert refusal(target.getvalue()).reason is Reason.LIST_UNREADABLE


def test_a_doctype_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    data = changed_part(xlsx(KY), "xl/worksheets/sheet1.xml", bomb)
    assert refusal(data).reason is Reason.LIST_UNREADABLE


def test_a_doctype_in_utf_16_is_refused_too() -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet/>'.encode("utf-16")
    assert refusal(changed_part(xlsx(KY), "xl/worksheets/sheet1.xml", bomb)).reason is Reason.LIST_UNREADABLE


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(changed_part(xlsx(KY), "xl/media/x.bin", bytes(70 << 20))).reason is Reason.LIST_UNREADABLE


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_text_files_are_told_apart_by_encoding_and_separator(separator: str, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    heading = [name.replace(",", "") for name in KY]
    data = mark + text(heading, ROW, separator=separator).encode(encoding)
    assert read_table(data, "list.csv").rows[1] == ROW


def test_windows_1251_without_kyrgyz_letters_is_read() -> None:
    row = ("Иванова Алёна «мл.»", "AN", "1234567", "Директор", "Школа № 5", "русский", "да")
    assert read_table(text(RUSSIAN, row).encode("cp1251"), "list.csv").rows[1] == row


@pytest.mark.parametrize(
    "data",
    [
        text(KY, ROW).encode("cp1251", "replace"),  # ң ө ү became question marks
        text(RUSSIAN, ROW).encode("cp1251", "replace"),
        text(RUSSIAN, ("Иванова", *ROW[1:])).encode("koi8-r", "replace"),
        text(RUSSIAN, ("Иванова Алёна", "AN")).encode("cp866"),
        text(RUSSIAN, ROW).encode("utf-8").decode("cp1251", "replace").encode("utf-8"),
        b"\xef\xbb\xbfa;b\n\xc0\xc1\n",
        b"\xff\xfea\x00\n\x00\x00\xd8",
        b"\xd0\xd1;\x98",
        text(RUSSIAN, ROW).encode("cp1251", "replace").decode("latin-1").encode("utf-8"),
    ],
)
def test_a_wrong_encoding_is_named_with_its_row(data: bytes) -> None:
    error = refusal(data, "list.csv")
    assert error.reason is Reason.LIST_WRONG_ENCODING
    assert error.facts["row"] in (1, 2)


def test_one_spoilt_letter_in_utf_8_is_named_in_its_own_row() -> None:
    data = text(KY, ROW, ROW).encode().replace("Өмүрова".encode(), b"\xd3\xec", 2)
    good = text(KY, ROW).encode()
    told = refusal(good + b"\r\n" + data.splitlines()[2], "list.csv")
    assert (told.reason, told.facts) == (Reason.LIST_WRONG_ENCODING, {"row": 3})


def test_garbled_letters_in_a_workbook_are_found_too() -> None:
    error = refusal(xlsx(KY, ("?м?рова", *ROW[1:])))
    assert (error.reason, error.facts["row"]) == (Reason.LIST_WRONG_ENCODING, 2)


def test_quoted_cells_and_excels_own_separator_line_are_understood() -> None:
    data = 'sep=,\nФИО,Школа\n"Асанов, Б.","Школа ""Билим"""\n'.encode()
    assert read_table(data, "a.csv").rows[1:] == (("ФИО", "Школа"), ("Асанов, Б.", 'Школа "Билим"'))


def test_a_cell_without_end_is_unreadable() -> None:
    assert refusal(b'a;"' + b"x" * 200_000, "a.csv").reason is Reason.LIST_UNREADABLE


def test_an_endless_text_file_is_too_large() -> None:
    assert refusal(b"a\n" * 50_001, "a.csv").reason is Reason.LIST_TOO_LARGE
    assert refusal(b";".join([b"a"] * 1001) + (b"\n" + b";".join([b"a"] * 1001)) * 999, "a.csv").facts[
        "limit"
    ]


def test_R_19_1_the_template_filled_in_is_a_clean_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    sheet = book.worksheets[0]
    for row, value in enumerate(("5", "20.11.2026", "Касымова А. Т."), 1):
        sheet.cell(row, 3, value)
    values = (
        "1",
        "Өмүрова Жаңыл",
        "AN",
        "0012345",
        "Директор",
        "№ 5 мектеп",
        "кыргызча",
        "ооба",
        "07",
        "жергиликтүү",
    )
    for place, value in enumerate(values, 1):
        sheet.cell(6, place, value)
    dry = dry_run(read_table(saved(book), "a.xlsx").rows, Head(), {}, rows_limit=10)
    assert dry.clean
    assert dry.head == Head("5", "2026-11-20", "Касымова А. Т.")
    assert dry.rows[0].person.number == "0012345"


def test_the_empty_template_is_understood_and_empty() -> None:
    table = read_table(write_template(), "a.xlsx")
    assert table.sheets_left == ()
    dry = dry_run(table.rows, Head("5", "2026-11-20", "К"), {}, rows_limit=10)
    assert [problem.reason for problem in dry.problems] == [Reason.LIST_EMPTY]
