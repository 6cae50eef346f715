"""Digits to press on the screen, for hands without a keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.buttons import Button


class PadButton(Button):
    """One key of the pad. It takes no focus by mouse, so the boxes keep theirs."""

    role = "pad"


class NumberPad(QWidget):
    """Ten digits, erase and clear; four rows of three, or two rows of six where the window is low.

    Signals: `digit_pressed(str)`, `erase_pressed()`, `clear_pressed()`.
    """

    digit_pressed = Signal(str)
    erase_pressed = Signal()
    clear_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = [self._digit(digit) for digit in "1234567890"]
        self.erase = PadButton(icon_name="erase")
        self.clear = PadButton(icon_name="cross")
        for button in (*self._digits, self.erase, self.clear):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.erase.clicked.connect(self.erase_pressed)
        self.clear.clicked.connect(self.clear_pressed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._is_low: bool | None = None
        self.set_low(False)

    def _digit(self, digit: str) -> PadButton:
        button = PadButton(digit)
        button.clicked.connect(lambda: self.digit_pressed.emit(digit))
        return button

    def set_low(self, is_low: bool) -> None:
        """Two rows instead of four."""
        self._grid.setSpacing(look_of(self).gap(8))
        if is_low == self._is_low:
            return
        self._is_low = is_low
        one_to_nine, zero = self._digits[:9], self._digits[9]
        order = (
            [*self._digits[:5], self.erase, *self._digits[5:], self.clear]
            if is_low
            else [*one_to_nine, self.clear, zero, self.erase]
        )
        columns = 6 if is_low else 3
        for place, button in enumerate(order):
            self._grid.addWidget(button, place // columns, place % columns)

    def set_texts(self, texts: Texts) -> None:
        """Name the keys for readers."""
        for button in self._digits:
            button.setAccessibleName(texts.get("Digit {digit}").format(digit=button.text()))
        for button, words in (
            (self.erase, texts.get("Erase the last digit")),
            (self.clear, texts.get("Erase all digits")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
