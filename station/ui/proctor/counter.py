"""A figure on a card, with its words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from station.ui.theme import look_of
from station.ui.widgets.card import Card
from station.ui.widgets.labels import colour_of, label


class Counter(Card):
    """`colour` names a field of the palette; the words tell the same."""

    def __init__(self, colour: str) -> None:
        super().__init__(padding=14)
        self._colour = colour
        self.figure, self.words = QLabel("0"), label(role="muted")
        self.figure.setTextFormat(Qt.TextFormat.PlainText)
        self.body.setSpacing(0)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_figure(self, figure: int, words: str) -> None:
        """Show a number and what is counted."""
        self.figure.setText(str(figure))
        self.words.setText(words)
        self.setAccessibleName(f"{words}: {figure}")

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.body.setSpacing(0)
        colour = colour_of(look.palette, self._colour)
        wanted = f"color: {colour}; font-size: {look.px(30)}px; font-weight: 700;"
        if self.figure.styleSheet() != wanted:
            self.figure.setStyleSheet(wanted)
