"""Cards, and the scrolled page that centres them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed


class Card(Dressed, QFrame):
    """A white card with a vertical layout in `body`. `width` caps it, in pixels at 100 %; 0 lets it grow."""

    def __init__(self, width: int = 0, padding: int = 32, role: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._width, self._padding = width, padding
        self.body = QVBoxLayout(self)
        self._pad()

    def _restyle(self) -> None:
        self._pad()

    def _pad(self) -> None:
        look = look_of(self)
        side = look.gap(self._padding)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(look.gap(14))
        if self._width:
            self.setMaximumWidth(look.px(self._width))


class ScrollContent(QWidget):
    """What stands inside a `Scroll`: exactly as high as its layout needs at the width there is.

    Without this the area believes the height that wrapped words would need in a very narrow column.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")

    def minimumSizeHint(self) -> QSize:
        """Nothing: the height follows from the width."""
        layout = self.layout()
        if layout is None or layout.hasHeightForWidth():
            return QSize(0, 0)
        return QSize(0, layout.minimumSize().height())


class Scroll(QScrollArea):
    """Scrolls downwards only: what stands inside wraps to the width there is.

    Arrow keys are left to the screen; Page Up and Page Down scroll (`page`).
    """

    def __init__(self, content: ScrollContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def page(self, direction: int) -> None:
        """Scroll by most of what is visible, down for 1, up for -1."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * int(self.viewport().height() * 0.85))

    def doubt_bar(self) -> None:
        """Take away a bar that only its own width makes necessary: the page must not depend on what came before."""
        content, whole = self.widget(), self.maximumViewportSize()
        if content is None or self.verticalScrollBar().maximum() == 0:
            return
        if content.heightForWidth(whole.width()) <= whole.height():
            content.setMaximumWidth(whole.width())
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the screen."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content as wide as the view, whatever it would like."""
        super().resizeEvent(event)
        content = self.widget()
        if content is not None:
            content.setMaximumWidth(self.viewport().width())


class Page(Scroll):
    """A column of cards in the middle of the window, scrolled where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = ScrollContent()
        super().__init__(content, parent)
        outer = QHBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.addStretch(1)
        self.column.addStretch(1)
        outer.addStretch(0)
        outer.addLayout(self.column, 1)
        outer.addStretch(0)

    def add(self, widget: QWidget) -> None:
        """Put a widget under the others, as wide as its cap allows, in the middle."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        policy = widget.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        widget.setSizePolicy(policy)
        self.column.insertLayout(self.column.count() - 1, row)
