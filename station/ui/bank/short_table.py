"""A table that is as high as its rows: nothing scrolls within what scrolls already."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from station.ui.proctor.table import DeskTable, Head, Row
from station.ui.theme import look_of


class ShortTable(DeskTable):
    """As high as its rows, up to `most` of them in a line's height; then it scrolls."""

    def __init__(self, most: int = 6) -> None:
        super().__init__()
        self._most = most

    def set_heads(self, heads: Sequence[Head]) -> None:
        """Name the columns."""
        super().set_heads(heads)
        self._set_height()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        super().set_rows(rows)
        self._set_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps other words."""
        super().resizeEvent(event)
        self._set_height()

    def _restyle(self) -> None:
        super()._restyle()
        self._set_height()

    def _set_height(self) -> None:
        look = look_of(self)
        rows = sum(self.rowHeight(place) for place in range(len(self.rows)))
        rows = min(max(rows, look.px(46)), look.px(46) * self._most)
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)
