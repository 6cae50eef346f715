"""Which format a foreign file has, by what is in it and by its name, and its questions. Nothing in it is trusted."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_bank.formats import aiken, gift, moodle_xml, table
from question_bank.formats.encoding import decode
from question_bank.formats.foreign import Fault, FileRefused, ForeignQuestion
from question_bank.formats.gift_blocks import answers_in, mask
from question_bank.formats.table_columns import find_headings
from station import spreadsheet
from station.domain.errors import Reason, StationError
from station.spreadsheet.archive import UnsafeArchive, look_through

XLSX, CSV, GIFT, AIKEN, MOODLE = "xlsx", "csv", "gift", "aiken", "moodle"
WITH_PICTURES = frozenset({MOODLE})
"""Formats that carry pictures."""

LIMIT_MIB, LIMIT_XML_MIB = spreadsheet.QUESTIONS_LIMIT_MIB, 200
"""The largest file that is read; one with pictures may be larger."""

_BINARY = (
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
_ZIPPED = (("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "ODF"))
_QTI = (b"imsqti", b"qti-assessment", b"assessmentItem", b"questestinterop", b"imscp", b"imsmd")
_LOOKED = 200_000
_TEXTS = {"csv": CSV, "tsv": CSV, "gift": GIFT, "aiken": AIKEN}


@dataclass(frozen=True, slots=True)
class FileRead:
    """Format and questions of a file."""

    format: str
    questions: tuple[ForeignQuestion, ...]


def read_file(data: bytes, name: str) -> FileRead:
    """The questions of a file, each taken or refused.

    Raises IMPORT_WRONG_KIND (file), IMPORT_UNSUPPORTED (file, kind), IMPORT_NO_HEADINGS (file), IMPORT_UNSAFE (file),
    IMPORT_BROKEN (file, line), IMPORT_TOO_LARGE (file, limit_mib), IMPORT_ENCODING (line), IMPORT_EMPTY.
    """
    if len(data) > LIMIT_XML_MIB << 20:
        raise StationError(Reason.IMPORT_TOO_LARGE, file=name, limit_mib=LIMIT_XML_MIB)
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise StationError(Reason.IMPORT_EMPTY)
    try:
        read = _read(data, name, name.rpartition(".")[2].lower() if "." in name else "")
    except FileRefused as refused:
        raise _as_station_error(refused, name) from refused
    if not read.questions:
        raise StationError(Reason.IMPORT_EMPTY)
    return read


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that is not larger than any that is read. Raises FILE_NOT_READ (file), IMPORT_TOO_LARGE."""
    try:
        if path.stat().st_size > LIMIT_XML_MIB << 20:
            raise StationError(Reason.IMPORT_TOO_LARGE, file=path.name, limit_mib=LIMIT_XML_MIB)
        return path.read_bytes()
    except OSError:
        raise StationError(Reason.FILE_NOT_READ, file=path.name) from None


def _as_station_error(refused: FileRefused, name: str) -> StationError:
    match refused.why:
        case FileRefused.Why.BROKEN:
            return StationError(Reason.IMPORT_BROKEN, file=name, line=refused.line)
        case FileRefused.Why.ENCODING:
            return StationError(Reason.IMPORT_ENCODING, line=refused.line)
        case FileRefused.Why.UNSAFE:
            return StationError(Reason.IMPORT_UNSAFE, file=name)
        case FileRefused.Why.EMPTY:
            return StationError(Reason.IMPORT_EMPTY)
        case FileRefused.Why.WRONG_KIND:
            return StationError(Reason.IMPORT_WRONG_KIND, file=name)


def _read(data: bytes, name: str, ending: str) -> FileRead:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name, ending)
    for mark, kind in _BINARY:
        if data.startswith(mark):
            told = ending in ("xlsx", "xml", *_TEXTS, "txt")
            raise _wrong(name) if told else StationError(Reason.IMPORT_UNSUPPORTED, file=name, kind=kind)
    if _is_xml(data):
        return _xml(data, name, ending)
    if ending in ("xlsx", "xml", "zip"):
        raise _wrong(name)
    if len(data) > LIMIT_MIB << 20:
        raise StationError(Reason.IMPORT_TOO_LARGE, file=name, limit_mib=LIMIT_MIB)
    return _text(decode(data), name, ending)


def _wrong(name: str) -> StationError:
    return StationError(Reason.IMPORT_WRONG_KIND, file=name)


def _zipped(data: bytes, name: str, ending: str) -> FileRead:
    if len(data) > LIMIT_MIB << 20:
        raise StationError(Reason.IMPORT_TOO_LARGE, file=name, limit_mib=LIMIT_MIB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            if ending not in ("xlsx", "xlsm", ""):
                raise _wrong(name)
            rows = spreadsheet.xlsx_rows(data, name)
            if any(rows) and find_headings(rows) is None:
                raise StationError(Reason.IMPORT_NO_HEADINGS, file=name)
            return FileRead(XLSX, table.read(rows))
        look_through(data, LIMIT_MIB * 4 << 20, xml_too=False)
        kind = next((kind for part, kind in _ZIPPED if part in names), "") or _kind_inside(data)
    except UnsafeArchive as error:
        raise StationError(Reason.IMPORT_UNSAFE, file=name) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise StationError(Reason.IMPORT_BROKEN, file=name, line=0) from error
    if ending in ("zip", "", kind.lower()):
        raise StationError(Reason.IMPORT_UNSUPPORTED, file=name, kind=kind)
    raise _wrong(name)


def _kind_inside(data: bytes) -> str:
    """ "QTI" for an archive of that exchange format, else "ZIP"."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(".xml")][:20]
        for part in parts:
            with archive.open(part) as file:
                if _is_qti(file.read(4000)):
                    return "QTI"
    return "ZIP"


def _is_qti(data: bytes) -> bool:
    return any(mark in data for mark in _QTI)


def _is_xml(data: bytes) -> bool:
    head = data[:4000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"<?xml", b"<quiz", b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML", b"<!--"))


def _xml(data: bytes, name: str, ending: str) -> FileRead:
    if ending not in ("xml", ""):
        raise _wrong(name)
    try:
        return FileRead(MOODLE, moodle_xml.read(data))
    except FileRefused as refused:
        if refused.why is FileRefused.Why.WRONG_KIND and _is_qti(data[:_LOOKED]):
            raise StationError(Reason.IMPORT_UNSUPPORTED, file=name, kind="QTI") from refused
        raise


def _text(text: str, name: str, ending: str) -> FileRead:
    """The questions of a text: in the format that its name says, else in the one that makes most of it.

    A program text in one question looks like GIFT's braces, a line "Answer:" like Aiken: single marks decide nothing.
    """
    wanted = _TEXTS.get(ending)
    found = []
    for read in _readings(text, name, wanted):
        if all(question.refused is None for question in read.questions):
            return read
        found.append(read)
    if not found and wanted == GIFT and "{" in text and not aiken.is_aiken(text):
        return FileRead(GIFT, gift.read(text))
    if not found and wanted == CSV and len(spreadsheet.csv_rows(text, name)[0]) > 2:
        raise StationError(Reason.IMPORT_NO_HEADINGS, file=name)
    if not found:
        raise _wrong(name)
    return max(found, key=_made_of)


def _made_of(read: FileRead) -> tuple[int, int]:
    """How many questions a format makes of a text, and how few pieces it can make nothing of."""
    faults = [question.refused.fault if question.refused else None for question in read.questions]
    return faults.count(None), -faults.count(Fault.NOT_A_QUESTION)


def _readings(text: str, name: str, wanted: str | None) -> Iterator[FileRead]:
    """What a text says in each format that it may be in."""
    if wanted in (None, GIFT) and answers_in(mask(text)) is not None:
        yield FileRead(GIFT, gift.read(text))
    if wanted in (None, AIKEN) and aiken.is_aiken(text):
        yield FileRead(AIKEN, aiken.read(text))
    if wanted in (None, CSV) and find_headings(rows := spreadsheet.csv_rows(text, name)) is not None:
        yield FileRead(CSV, table.read(rows))
