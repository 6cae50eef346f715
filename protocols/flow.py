"""Blocks and tables parted into pages."""

from collections.abc import Sequence

from protocols.tables import Table
from protocols.typeset import Block, Gap, Lines
from station.domain.errors import Reason, StationError


def paginate(items: Sequence[Block | Table], room: float) -> list[list[Block]]:
    """The blocks of each page; `room` is a page's height.

    Raises StationError(DOCUMENT_DOES_NOT_FIT) if a row or a block is higher than a page.
    """
    flow = Flow(room)
    for item in items:
        if isinstance(item, Table):
            flow.table(item)
        else:
            flow.add(item)
    return flow.pages


class Flow:
    """Pages being filled."""

    def __init__(self, room: float) -> None:
        self._full = room
        self._left = room
        self.pages: list[list[Block]] = [[]]

    def add(self, block: Block) -> None:
        """Place it here, parted if it is text, or on a new page."""
        if block.height <= self._left:
            self._place(block)
            return
        parts = block.split(self._left) if isinstance(block, Lines) else None
        if parts is not None:
            self._place(parts[0])
            self._turn()
            self.add(parts[1])
            return
        if not self.pages[-1]:
            raise StationError(Reason.DOCUMENT_DOES_NOT_FIT)
        self._turn()
        if not isinstance(block, Gap):
            self.add(block)

    def table(self, table: Table) -> None:
        """Rows stay whole; the head stands over the first row of every page."""
        if table.head.height + max((row.height for row in table.rows), default=0) > self._full:
            raise StationError(Reason.DOCUMENT_DOES_NOT_FIT)
        under_head = False
        for row in table.rows:
            if row.height + (0 if under_head else table.head.height) > self._left:
                self._turn()
                under_head = False
            if not under_head:
                self._place(table.head)
                under_head = True
            self._place(row)

    def _place(self, block: Block) -> None:
        self.pages[-1].append(block)
        self._left -= block.height

    def _turn(self) -> None:
        self.pages.append([])
        self._left = self._full
