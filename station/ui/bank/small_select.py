"""A choice in little room: while nothing is chosen it says what it is for, what is too long ends in "…"."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

from station.ui.proctor.fields import Select
from station.ui.theme import look_of
from station.ui.widgets.icons import paint_icon


class SmallSelect(Select):
    """`noun` stands there while the first of the items is chosen, which then means "all"; else the frame is strong."""

    def __init__(self, noun: str = "") -> None:
        super().__init__()
        self._noun = noun
        self.setProperty("small", True)
        self.currentIndexChanged.connect(lambda _place: self._mark())

    def set_noun(self, noun: str) -> None:
        """What it narrows by."""
        self._noun = noun
        self._mark()

    def _mark(self) -> None:
        is_on = bool(self._noun) and self.currentIndex() > 0
        if bool(self.property("on")) != is_on:
            self.setProperty("on", is_on)
            self.style().unpolish(self)
            self.style().polish(self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Field, words, arrow."""
        look = look_of(self)
        size, edge = look.px(14), look.gap(10)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = self._noun if self._noun and self.currentIndex() <= 0 else option.currentText
        room = self.width() - size - 3 * edge
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        box = QRectF(self.width() - size - edge, (self.height() - size) / 2, size, size)
        paint_icon(painter, "down", look.palette.muted, box)
