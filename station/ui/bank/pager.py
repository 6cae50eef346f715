"""A long list in pages: a table stays quick, however many rows there are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.ui.proctor.layouts import Flow
from station.ui.widgets.buttons import SecondaryButton
from station.ui.widgets.labels import label

PAGE = 100


class Pager(Flow):
    """Back, which rows are shown, on; away where one page holds everything.

    Signals: `turned()` when another page is to be shown; `place` says where it begins.
    """

    turned = Signal()

    def __init__(self, page_size: int = PAGE) -> None:
        self.words = label(role="muted", wraps=False)
        self.back, self.on = SecondaryButton(icon_name="left"), SecondaryButton(icon_name="right", icon_after=True)
        super().__init__(self.back, self.on, self.words)
        self.page_size, self.place, self.total = page_size, 0, 0
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))

    def show_total(self, texts: Texts, total: int) -> None:
        """So many rows there are; the place stays where it can."""
        self.total = total
        self.place = min(self.place, max(0, total - 1) // self.page_size * self.page_size)
        last = min(total, self.place + self.page_size)
        told = texts.get("rows {first} to {last} of {total}")
        self.words.setText(told.format(first=self.place + 1, last=last, total=f"{total:,}".replace(",", "\u202f")))
        self.back.setText(texts.get("Previous rows"))
        self.on.setText(texts.get("Next rows"))
        self.back.setEnabled(self.place > 0)
        self.on.setEnabled(last < total)
        self.setVisible(total > self.page_size)

    def start(self) -> None:
        """Begin at the first page."""
        self.place = 0

    def page_of(self, rows: Sequence[object]) -> slice:
        """What of `rows` is shown."""
        return slice(self.place, min(len(rows), self.place + self.page_size))

    def _turn(self, direction: int) -> None:
        self.place = max(0, self.place + direction * self.page_size)
        self.turned.emit()

    def _restyle(self) -> None:
        super()._restyle()
        self.words.setMinimumHeight(self.on.sizeHint().height())  # the words stand in the middle of the buttons' line
