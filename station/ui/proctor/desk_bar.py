"""The bar at the top of the desk: mark, titles, and buttons that take a second line where there is no room."""

from PySide6.QtCore import QEvent, QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import ElideLabel
from station.ui.widgets.top_bar import Mark


class DeskBar(Dressed, QFrame):
    """Titles on the left, the widgets given on the right."""

    def __init__(self, *right: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts = right
        self.title, self.subtitle = ElideLabel(role="apptitle"), ElideLabel(role="small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._left = QWidget()
        row = QHBoxLayout(self._left)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Mark())
        row.addLayout(words, 1)
        self._right = Flow(*right)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._left, 1)
        self._box.addWidget(self._right, 0)

    def set_titles(self, title: str, subtitle: str) -> None:
        """What the program is, who is signed in."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)

    def minimumSizeHint(self) -> QSize:
        """Narrow: it answers to the width it gets."""
        return QSize(100, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line or two."""
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
        side = look.gap(20)
        # Setting them asks for another layout, which would lead here again, and so on for ever.
        margins = QMargins(side, look.gap(8), side, look.gap(8))
        if self._box.contentsMargins() != margins:
            self._box.setContentsMargins(margins)
        if self._box.spacing() != look.gap(8):
            self._box.setSpacing(look.gap(8))
        wanted = sum(part.sizeHint().width() + look.gap(10) for part in self._parts)
        room = self.width() - 2 * side
        beside = wanted + look.px(40) + look.gap(20) + look.px(180) <= room
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._right.setMinimumWidth(wanted if beside else 0)
