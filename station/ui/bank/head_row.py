"""The head of a card: left, right, and one part between that stretches; below each other where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed


class HeadRow(Dressed, QWidget):
    """`least` pixels at 100 % are what `middle` needs to stand beside the others."""

    def __init__(self, left: Sequence[QWidget], middle: QWidget, right: Sequence[QWidget], least: int = 120) -> None:
        super().__init__()
        self._least = least
        self._sides = (tuple(left), tuple(right))
        self._middle = middle
        self._flows = (Flow(*left), Flow(*right))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._flows[0])
        self._box.addWidget(middle, 1)
        self._box.addWidget(self._flows[1])
        self._flows[0].setVisible(bool(left))

    def minimumSizeHint(self) -> QSize:
        """Narrow: it answers to the width it gets."""
        return QSize(100, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line or several."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A part that changed its size may change the arrangement."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        gap = look.gap(10)
        wanted = [
            sum(max(part.sizeHint().width(), part.minimumWidth()) + gap for part in side if not part.isHidden())
            for side in self._sides
        ]
        beside = sum(wanted) + look.px(self._least) + 2 * gap <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        spacing = gap if beside else look.gap(6)
        if self._box.spacing() != spacing:  # setting it asks for another layout, which would lead here again
            self._box.setSpacing(spacing)
        if self._box.direction() != direction:
            self._box.setDirection(direction)
        for flow, width in zip(self._flows, wanted, strict=True):
            least = max(0, width - gap) if beside else 0
            if flow.minimumWidth() != least:
                flow.setMinimumWidth(least)
