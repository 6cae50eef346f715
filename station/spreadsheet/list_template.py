"""The admitted list's template, headings in Kyrgyz and Russian."""

import io

GUIDE_SHEET = "Нускама – Инструкция"
"""Title of the instructions' sheet of our templates; it is never read as a list."""

_BOTH = "{}\n{}"
_TEMPLATE = (  # heading ky, ru, width
    ("№", "", 5),
    ("Фамилиясы, аты, атасынын аты", "Фамилия, имя, отчество", 38),
    ("Документтин сериясы", "Серия документа", 14),
    ("Документтин номери", "Номер документа", 16),
    ("Бош кызмат орду", "Вакантная должность", 26),
    ("Билим берүү уюму", "Образовательная организация", 38),
    ("Тесттин тили", "Язык теста", 14),
    ("Макулдук", "Согласие", 12),
    ("Орундун номери", "Номер места", 12),
    ("Бюджеттин деңгээли", "Уровень бюджета", 18),
    ("Электрондук почта", "Электронная почта", 24),
    ("Байланыш телефону", "Контактный телефон", 18),
)
_HEAD = (
    ("Тизменин номери", "Номер списка"),
    ("Бекитилген күнү", "Дата утверждения"),
    ("Бекиткен адам", "Утвердившее лицо"),
)
_GUIDE = (
    "Бир сап – бир талапкер. Аталыштары бар сапты өзгөртпөңүз. | "
    "Одна строка – один кандидат. Строку с заголовками не изменяйте.",
    "Милдеттүү: Ф.А.А., документтин сериясы жана номери, бош кызмат орду, уюм, тил, макулдук. | "
    "Обязательны: Ф.И.О., серия и номер документа, вакантная должность, организация, язык, согласие.",
    "Тили: кыргызча же орусча. Макулдук: ооба же жок. | Язык: кыргызча или русский. Согласие: да или нет.",
    "Макулдугу жок талапкерге код берилбейт (3-тиркеме). | Кандидату без согласия код не выдаётся (приложение 3).",
    "Ден соолук, соттуулук жана аскердик каттоо маалыматтары жазылбайт. | "
    "Сведения о здоровье, судимости и воинском учёте не вносятся.",
    "Тизменин номери, бекитилген күнү жана бекиткен адам – биринчи баракта, таблицанын үстүндө. | "
    "Номер списка, дата утверждения и утвердившее лицо – на первом листе, над таблицей.",
)
_TEMPLATE_PEOPLE = 400


def write_template() -> bytes:
    """An empty approved list as .xlsx, headings in Kyrgyz and Russian; filled in, it is read as it is."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Тизме – Список"
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for row, (ky, ru) in enumerate(_HEAD, 1):
        sheet.cell(row, 2, f"{ky} / {ru}").font = bold
        sheet.cell(row, 3).number_format = "@"
    heading_row = len(_HEAD) + 2
    for column, (ky, ru, width) in enumerate(_TEMPLATE, 1):
        cell = sheet.cell(heading_row, column, _BOTH.format(ky, ru).strip())
        cell.font, cell.alignment = bold, wrapped
        cell.fill = PatternFill("solid", fgColor="E6EEF7")
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(heading_row + 1, heading_row + 1 + _TEMPLATE_PEOPLE):
            sheet.cell(row, column).number_format = "@"  # numbers keep their leading zeros
    last = heading_row + _TEMPLATE_PEOPLE
    for column, words in ((7, "кыргызча,орусча"), (8, "ооба,жок"), (10, "республикалык,жергиликтүү")):
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        choice.add(f"{get_column_letter(column)}{heading_row + 1}:{get_column_letter(column)}{last}")
        sheet.add_data_validation(choice)
    sheet.freeze_panes = sheet.cell(heading_row + 1, 3)
    guide = book.create_sheet(GUIDE_SHEET)
    guide.column_dimensions["A"].width = 110
    for row, line in enumerate((part for text in _GUIDE for part in text.split(" | ")), 1):
        guide.cell(row, 1, line).alignment = wrapped
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
