"""Text on screens: wrapped labels by role, one-line labels that elide, icons as labels."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from station.ui.theme import Palette, look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import icon_pixmap


def label(text: str = "", role: str = "body", wraps: bool = True) -> QLabel:
    """A label of plain text. Roles: title, heading, large, strong, body, muted, small, chip, figure, code."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


class ElideLabel(QLabel):
    """One line that ends in "…" where the room ends; the tool tip and readers have the whole text."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(40)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 Qt's name
        """Show `text`, shortened only where it is painted."""
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the layout needs."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class IconLabel(Dressed, QLabel):
    """An icon in a colour of the palette, `base` pixels at 100 %; words stand beside it."""

    def __init__(self, name: str, colour: str = "text", base: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._base = name, colour, base
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_icon(self, name: str, colour: str) -> None:
        """Show another icon; `colour` names a field of the palette."""
        self._name, self._colour = name, colour
        self._restyle()

    def _restyle(self) -> None:
        look = look_of(self)
        size = look.px(self._base)
        colour = colour_of(look.palette, self._colour)
        self.setPixmap(icon_pixmap(self._name, colour, size, self.devicePixelRatio()))
        self.setFixedWidth(size)


def colour_of(palette: Palette, name: str) -> str:
    """The palette's colour of that name."""
    colour = getattr(palette, name)
    if not isinstance(colour, str):
        raise TypeError(name)
    return colour
