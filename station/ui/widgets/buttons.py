"""Buttons by their weight. All click on Space and Enter and leave every other key to the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import icon
from station.ui.widgets.labels import colour_of

_ICON_COLOURS = {
    "primary": "on_accent",
    "danger": "danger",
    "danger-primary": "card",
    "link": "accent",
    "more": "accent",
    "bar": "muted",
    "icon": "muted",
}
_CLICK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select)


def pressed_by_key(button: QAbstractButton, event: QKeyEvent) -> None:
    """Click on Space or Enter at once, hand any other key on. A held key clicks once, not on and on."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in _CLICK_KEYS and plain:
        event.accept()
        if not event.isAutoRepeat():
            button.click()
    else:
        event.ignore()


class Button(Dressed, QPushButton):
    """The common button. `icon_name` is a file of resources/icons; `icon_after` puts it behind the words."""

    role = "secondary"
    focus_ring = ""  # a colour of the palette: the second ring of a filled button, whose frame alone is hard to see

    def __init__(
        self, text: str = "", icon_name: str = "", icon_after: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", self.role)
        self._icon_name = icon_name
        self._icon_colour = _ICON_COLOURS.get(self.role, "text")
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, colour: str = "") -> None:
        """Show another icon; `colour` names a field of the palette."""
        before = (self._icon_name, self._icon_colour)
        self._icon_name, self._icon_colour = name, colour or self._icon_colour
        if (self._icon_name, self._icon_colour) != before:
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        pressed_by_key(self, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled button with the keys has a ring within its frame."""
        super().paintEvent(event)
        if not (self.focus_ring and self.hasFocus()):
            return
        look = look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour_of(look.palette, self.focus_ring)), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), look.gap(6), look.gap(6))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The click has happened on the press."""
        event.ignore()

    def _restyle(self) -> None:
        if not self._icon_name:
            return
        look = look_of(self)
        size = look.px(20)
        room = look.gap(7) if self.text() else 0
        self.setIconSize(QSize(size + room, size))
        room = -room if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else room
        colour = colour_of(look.palette, self._icon_colour)
        self.setIcon(icon(self._icon_name, colour, size, look.palette.edge, room))


class SecondaryButton(Button):
    """White, for the way back and for side roads."""


class PrimaryButton(Button):
    """The one way on of a screen."""

    role = "primary"
    focus_ring = "on_accent"


class DangerButton(Button):
    """Leads to an act that cannot be undone; the act itself asks once more."""

    role = "danger"


class DangerPrimaryButton(Button):
    """Does the act that cannot be undone."""

    role = "danger-primary"
    focus_ring = "card"


class LinkButton(Button):
    """A quiet act within a card."""

    role = "link"


class BarButton(Button):
    """Stands in a bar; may be checkable."""

    role = "bar"


class IconButton(Button):
    """An icon or two letters; the words are its accessible name and tool tip."""

    role = "icon"

    def set_words(self, words: str) -> None:
        """What it does, for readers and the tool tip."""
        self.setAccessibleName(words)
        self.setToolTip(words)
