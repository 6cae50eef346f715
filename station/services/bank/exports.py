"""Giving questions out to other programs, and what each format cannot carry, told before."""

from collections.abc import Iterator
from pathlib import Path

from question_bank.formats import gift_write, moodle_xml_write, outgoing, table
from question_bank.model import Question
from station import spreadsheet
from station.domain.errors import Reason, StationError
from station.services.bank import finding
from station.services.bank.bank import Bank
from station.services.bank.facts import Loss, Query
from station.services.bank.import_files import GIFT, MOODLE, WITH_PICTURES, XLSX
from station.services.progress import Progress
from station.store import replace_file

FORMATS = (XLSX, GIFT, MOODLE)
ENDINGS = {XLSX: ".xlsx", GIFT: ".gift", MOODLE: ".xml"}


def losses(bank: Bank, query: Query | None, format: str) -> tuple[Loss, ...]:
    """What the questions of a query have that the format cannot carry; empty losses are left out.

    Raises BANK_NOT_SIGNED_IN.
    """
    bank.somebody()
    found = outgoing.losses(finding.questions(bank, query), format in WITH_PICTURES)
    return tuple(Loss(what.value, count) for what, count in found.items())


def export(
    bank: Bank,
    query: Query | None,
    format: str,
    progress: Progress | None = None,
) -> bytes:
    """The newest versions of the questions of a query as a file: UTF-8 for the text formats.

    Raises BANK_NOT_SIGNED_IN, IMPORT_EMPTY (no question fits), Cancelled. Another format is a bug of the caller.
    """
    bank.somebody()
    sections = {section.id: section for section in bank.sections()}
    questions = list(_all(bank, query, progress))
    if not questions:
        raise StationError(Reason.IMPORT_EMPTY)
    if format == XLSX:
        return spreadsheet.write_question_table(table.rows_of(questions))
    if format == GIFT:
        return gift_write.write(questions, sections).encode()
    if format == MOODLE:
        return moodle_xml_write.write(questions, sections).encode()
    raise ValueError(format)


def write_file(path: Path, data: bytes) -> None:
    """A file that leaves the bank, written beside and put in place. Raises FILE_NOT_WRITTEN."""
    try:
        replace_file(path, data)
    except (StationError, OSError):
        raise StationError(Reason.FILE_NOT_WRITTEN) from None


def _all(bank: Bank, query: Query | None, progress: Progress | None) -> Iterator[Question]:
    total = len(finding.ids(bank, query or Query())) if progress is not None else 0
    for place, (question, _state) in enumerate(finding.questions(bank, query)):
        if progress is not None and not place % 100:
            progress.at(place, total)
        yield question
