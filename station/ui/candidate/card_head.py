"""The head of a question's card: number, section, flag."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.buttons import BarButton
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label


class CardHead(Dressed, QWidget):
    """Number and flag in a row; the section's name between them, or below where that row has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = label(role="strong", wraps=False)
        self._section = label(role="chip", wraps=False)
        self._section.setMinimumWidth(1)
        self._section_below = label(role="chip")
        self.flag = BarButton(icon_name="flag")
        self._row = QHBoxLayout()
        self._row.addWidget(self._number)
        self._row.addWidget(self._section, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._row.addWidget(self.flag)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(self._row)
        below = QHBoxLayout()
        below.addWidget(self._section_below, 1)
        below.addStretch(0)
        self._lines.addLayout(below)

    def set_section(self, name: str) -> None:
        """Show the section's name; "" shows none."""
        self._section.setText(name)
        self._section_below.setText(name)
        self._fit()

    def set_number(self, words: str) -> None:
        """Show which question it is."""
        self._number.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the section's place."""
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self._fit()

    def _fit(self) -> None:
        look = look_of(self)
        self._row.setSpacing(look.gap(12))
        self._lines.setSpacing(look.gap(6))
        words = QFontMetrics(look.font(15)).horizontalAdvance(self._section.text()) + 2 * look.gap(12) + 6
        taken = self._number.sizeHint().width() + self.flag.sizeHint().width() + 3 * look.gap(12)
        is_below = taken + words > self.width()
        has_name = bool(self._section.text())
        self._section.setVisible(has_name and not is_below)
        self._section_below.setVisible(has_name and is_below)
        self._section_below.setMaximumWidth(words)
