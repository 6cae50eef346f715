"""Filters with figures in one line: one of them is on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from station.ui.proctor.frame import TabButton
from station.ui.proctor.layouts import Flow


class Filters(QWidget):
    """Signals: `chosen(str)` the name of another filter."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, TabButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.value = ""

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these (name, words); a name that is gone gives way to the first."""
        for name in [name for name in self._buttons if name not in dict(items)]:
            button = self._buttons.pop(name)
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for name, words in items:
            if name not in self._buttons:
                self._buttons[name] = self._made(name)
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        if self.value not in self._buttons and items:
            self.value = items[0][0]
        if self.value in self._buttons:
            self._buttons[self.value].setChecked(True)

    def button(self, name: str) -> TabButton:
        """The button of a filter."""
        return self._buttons[name]

    def choose(self, name: str) -> None:
        """Switch one on, without a signal."""
        self.value = name
        self._buttons[name].setChecked(True)

    def _made(self, name: str) -> TabButton:
        button = TabButton()
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(name))
        self._group.addButton(button)
        self._flow.add(button)
        return button

    def _choose(self, name: str) -> None:
        self.value = name
        self.chosen.emit(name)
