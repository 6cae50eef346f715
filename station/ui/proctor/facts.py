"""A short table of facts: name on the left, value on the right; under each other where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label


class Facts(Dressed, QWidget):
    """Rows of (name, value); rows without a value are left out. `name_width`: pixels at 100 %."""

    def __init__(self, name_width: int = 150, side_by_side_from: int = 330) -> None:
        super().__init__()
        self._name_width, self._from = name_width, side_by_side_from
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._beside: bool | None = None

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        shown = [(name, value) for name, value in rows if value]
        while len(self._rows) > len(shown):
            for part in self._rows.pop():
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        while len(self._rows) < len(shown):
            self._rows.append((label(role="muted"), label()))
            self._beside = None
        for (name, value), (name_label, value_label) in zip(shown, self._rows, strict=True):
            name_label.setText(name)
            value_label.setText(value)
            value_label.setAccessibleName(f"{name}: {value}")
        self._lay()

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What it shows."""
        return tuple((name.text(), value.text()) for name, value in self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or under."""
        super().resizeEvent(event)
        self._lay()

    def _restyle(self) -> None:
        self._lay()

    def _lay(self) -> None:
        look = look_of(self)
        self._grid.setHorizontalSpacing(look.gap(12))
        beside = self.width() >= look.px(self._from)
        self._grid.setVerticalSpacing(look.gap(6) if beside else 0)
        for name, _value in self._rows[1:]:
            name.setContentsMargins(0, 0 if beside else look.gap(10), 0, 0)  # a value stands nearer to its own name
        self._grid.setColumnMinimumWidth(0, look.px(self._name_width) if beside else 0)
        if beside == self._beside:
            return
        self._beside = beside
        for name, value in self._rows:
            self._grid.removeWidget(name)
            self._grid.removeWidget(value)
        for place, (name, value) in enumerate(self._rows):
            if beside:
                self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._grid.addWidget(name, 2 * place, 0, 1, 2)
                self._grid.addWidget(value, 2 * place + 1, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
