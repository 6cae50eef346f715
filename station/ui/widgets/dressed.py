"""What a widget does when its look may have changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # at run time the widget is the class named behind the mixin


class Dressed(_Widget):
    """Mixin of a widget, named before its class: `_restyle` is called with another style sheet and when it is shown,
    for the window that shows it may wear another look."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the look of the window that shows it."""
        super().showEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """Set what the style sheet cannot: each widget its own."""
        raise NotImplementedError
