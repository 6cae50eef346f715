"""The model of the question list: knows how many there are, holds the pages that were read, asks for the others."""

from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from resources.texts import Texts
from station.services.bank.facts import Found, Query, QuestionRow
from station.ui.bank.words import KINDS, STATES
from station.ui.proctor.when import day

PAGE = 50
_KEPT = 400  # pages; further ones are read again when they come into sight

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from left to right."""

    MARK = 0
    ID = 1
    STATE = 2
    STEM = 3
    SECTION = 4
    TOPIC = 5
    KIND = 6
    DIFFICULTY = 7
    AUTHOR = 8
    CHANGED = 9
    FINDINGS = 10


HEADS: dict[Column, str] = {
    Column.ID: "Number",
    Column.STATE: "State",
    Column.STEM: "Question",
    Column.SECTION: "Section",
    Column.TOPIC: "Topic",
    Column.KIND: "Answers",
    Column.DIFFICULTY: "Difficulty",
    Column.AUTHOR: "Author",
    Column.CHANGED: "Changed",
    Column.FINDINGS: "Remarks",
}


def stem_in(row: QuestionRow, language: str) -> str:
    """The stem for this reader; where it is missing, the other one."""
    return (row.stem_ky or row.stem_ru) if language == "ky" else (row.stem_ru or row.stem_ky)


class QuestionPages(QAbstractTableModel):
    """Rows of a query, of which only some have been read. A row that was not read is None."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self.offset_minutes = 360
        self.query = Query(limit=PAGE)
        self.total = 0
        self._pages: dict[int, tuple[QuestionRow, ...]] = {}

    # --- what Qt asks ---

    def rowCount(self, parent: Index | None = None) -> int:
        """All that fit the query."""
        return 0 if parent is not None and parent.isValid() else self.total

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words of a cell, for readers and tool tips; the delegate paints from the row itself."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row(index.row())
            return "" if row is None else self.words(row, Column(index.column()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The column's name."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            name = HEADS.get(Column(section), "")
            return self.texts.get(name) if name else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    # --- what the table asks ---

    def row(self, place: int) -> QuestionRow | None:
        """The row at a place, from 0, or None where its page has not been read."""
        page = self._pages.get(place // PAGE)
        within = place % PAGE
        return page[within] if page is not None and within < len(page) else None

    def has_page(self, page: int) -> bool:
        """Whether that page has been read."""
        return page in self._pages

    @property
    def is_whole(self) -> bool:
        """Whether every page has been read."""
        return len(self._pages) * PAGE >= self.total

    def place_of(self, question: str) -> int:
        """The place of a question in the pages that were read, or -1."""
        for page, rows in self._pages.items():
            for within, row in enumerate(rows):
                if row.id == question:
                    return page * PAGE + within
        return -1

    def words(self, row: QuestionRow, column: Column) -> str:
        """What a cell says."""
        match column:
            case Column.MARK:
                return ""
            case Column.ID:
                return row.id
            case Column.STATE:
                return self.texts.get(STATES[row.state].short)
            case Column.STEM:
                return stem_in(row, self.texts.language)
            case Column.SECTION:
                return row.section
            case Column.TOPIC:
                return row.topic
            case Column.KIND:
                return self.texts.get(KINDS[row.kind])
            case Column.DIFFICULTY:
                return str(row.difficulty) if row.difficulty else "—"
            case Column.AUTHOR:
                return row.author
            case Column.CHANGED:
                return day(row.changed_ms, self.offset_minutes)
            case Column.FINDINGS:
                return str(row.findings) if row.findings else ""

    def take(self, query: Query, found: Found, *, is_fresh: bool) -> bool:
        """Take in a page. True where all rows are new: another query, another number, or a fresh reading."""
        bare = replace(query, offset=0, limit=PAGE)
        page = query.offset // PAGE
        if not is_fresh and bare == self.query and found.total == self.total:
            self._pages[page] = found.rows
            self._forget(page)
            first = self.index(page * PAGE, 0)
            self.dataChanged.emit(first, self.index(min(self.total, (page + 1) * PAGE) - 1, len(Column) - 1))
            return False
        self.beginResetModel()
        self.query, self.total = bare, found.total
        self._pages = {page: found.rows}
        self.endResetModel()
        return True

    def set_texts(self, texts: Texts) -> None:
        """Speak another language; the rows stay."""
        self.texts = texts
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(Column) - 1))

    def _forget(self, page: int) -> None:
        """Keep the memory small: the pages farthest from this one go."""
        if len(self._pages) > _KEPT:
            far = sorted(self._pages, key=lambda other: abs(other - page))[_KEPT:]
            for other in far:
                del self._pages[other]
