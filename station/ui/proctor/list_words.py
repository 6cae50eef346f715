"""Faults and cautions of a dry run in words, with row and column as the spreadsheet has them."""

from collections.abc import Mapping

from resources.texts import Texts
from station.domain.admitted import Caution, Notice, Problem
from station.domain.errors import Reason

COLUMNS = {
    "full_name": "Full name",
    "document_series": "Series of the document",
    "document_number": "Number of the document",
    "document": "Identity document",
    "vacancy": "Vacant post",
    "organisation": "Education organisation",
    "vacancy_and_organisation": "Vacant post and organisation",
    "language": "Language of the test",
    "consent": "Consent on file",
    "seat": "Seat number",
    "email": "E-mail",
    "phone": "Telephone",
    "budget_level": "Budget level",
    "row_number": "Running number",
    "photo": "Photo",
}
HEAD = {"number": "Number of the list", "date": "Date of approval", "approver": "Approved by"}
_BUDGETS = {"republican": "republican budget", "local": "local budget"}
PROBLEMS = {
    Reason.LIST_EMPTY: "The file names no candidate.",
    Reason.LIST_TOO_LARGE: "The list has {rows} rows, at most {limit} are allowed.",
    Reason.LIST_DATE_BAD: "{field}: “{value}” is no date. Write it as 22.11.2026.",
    Reason.LIST_DATE_AHEAD: "{field}: {value} has not come yet. A list is approved before it is imported.",
    Reason.LIST_NO_HEADINGS: (
        "No row of headings was found in the first {rows} rows. Expected: {columns}. The template has them all: "
        "save it and fill it in."
    ),
    Reason.LIST_COLUMN_MISSING: "The column “{column}” is missing.",
    Reason.LIST_COLUMN_TWICE: "The column “{column}” appears twice.",
    Reason.LIST_COLUMN_UNKNOWN: "The column “{column}” is not known. Rename it, or leave it out below.",
    Reason.LIST_COLUMN_FORBIDDEN: (
        "The column “{column}” holds data that the station may not store. Leave it out below."
    ),
    Reason.LIST_CELL_EMPTY: "“{column}” is empty.",
    Reason.LIST_CELL_BAD: "“{column}”: “{value}” does not fit here.",
    Reason.LIST_SECOND_VACANCY: "The same person as in row {other_row}, for another vacancy. One vacancy per session.",
}
_NOT_GIVEN = "Not given: {field}."
_DUPLICATE = "The same identity document as in row {other_row}."
_DUPLICATE_OF_LIST = "The same identity document as in list № {other_list}, row {other_row}."
CAUTIONS = {
    Notice.NO_CONSENT: "No consent on file: a code will not be issued.",
    Notice.SAME_NAME: "The same full name as in row {other_row}, with another document.",
    Notice.SECOND_VACANCY: "The same person as in row {other_row}, for another vacancy.",
    Notice.HEAD_DIFFERS: "{field}: the file says “{file}”, typed is “{typed}”.",
}


def column_words(texts: Texts, column: str) -> str:
    """A known column's name for the reader, a foreign heading as it is written."""
    return texts.get(COLUMNS[column]) if column in COLUMNS else column


def problem_words(texts: Texts, problem: Problem) -> str:
    """One fault in one sentence; row and cell stand beside it."""
    facts = _facts(texts, problem.facts)
    match problem.reason:
        case Reason.LIST_NO_NUMBER_OR_DATE:
            message = _NOT_GIVEN
        case Reason.LIST_DUPLICATE_DOCUMENT:
            message = _DUPLICATE_OF_LIST if "other_list" in facts else _DUPLICATE
        case _:
            message = PROBLEMS[problem.reason]
    return texts.get(message).format(**facts)


def caution_words(texts: Texts, caution: Caution) -> str:
    """One caution in one sentence."""
    return texts.get(CAUTIONS[caution.notice]).format(**_facts(texts, caution.facts))


def _facts(texts: Texts, facts: Mapping[str, str | int]) -> dict[str, object]:
    told: dict[str, object] = dict(facts)
    if "column" in told:
        told["column"] = column_words(texts, str(told["column"]))
    if "columns" in told:
        told["columns"] = ", ".join(f"“{column_words(texts, name)}”" for name in str(told["columns"]).split(", "))
    if "field" in told:
        told["field"] = texts.get(HEAD[str(told["field"])])
    if told.get("value") in _BUDGETS:
        told["value"] = texts.get(_BUDGETS[str(told["value"])])
    return told


def place_of(facts: Mapping[str, str | int]) -> str:
    """The spreadsheet's place: the cell, else the row, else ""."""
    told: dict[str, object] = dict(facts)
    return str(told.get("cell") or told.get("row") or "")
