"""Foreign spreadsheets, opened in one place: bytes in, rows of text out, and our own tables written.

The libraries are loaded with the first .xlsx: the kiosk starts without them.
"""

from station.spreadsheet.list_template import GUIDE_SHEET, write_template
from station.spreadsheet.question_sheets import LIMIT_MIB as QUESTIONS_LIMIT_MIB
from station.spreadsheet.question_sheets import (
    csv_rows,
    write_question_table,
    write_question_template,
    xlsx_rows,
)
from station.spreadsheet.reading import Table, read_table

__all__ = [
    "GUIDE_SHEET",
    "QUESTIONS_LIMIT_MIB",
    "Table",
    "csv_rows",
    "read_table",
    "write_question_table",
    "write_question_template",
    "write_template",
    "xlsx_rows",
]
