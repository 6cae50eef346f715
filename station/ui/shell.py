"""The one window: full screen, one screen at a time, its language and look, the demo's strip, the way out.

The shell knows no rule; `Kiosk` (candidate) and `Desk` (staff) put their screens into it.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import Texts, texts_for
from station.ui import theme
from station.ui.theme import Look
from station.ui.widgets.dialog import Dialog

SMALLEST = (800, 560)


class Shell(QWidget):
    """Shows screens and hears the keys that belong to nobody's screen.

    Signals: `desk_wanted()` Ctrl+F12; `leave_wanted()` Ctrl+Q; `close_wanted()` somebody tried to close the window;
    `resized()`. The two keys are shortcuts: Qt finds them under every keyboard layout, and no event of the
    application passes through Python for their sake. Other keys that no screen takes do nothing.
    """

    desk_wanted = Signal()
    leave_wanted = Signal()
    close_wanted = Signal()
    resized = Signal()

    def __init__(self, language: str = "ky") -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle("Квалификациялык тестирлөө")
        self.setMinimumSize(*SMALLEST)
        self.look = Look()
        self.language = self.home_language = language
        self._may_close = False
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        theme.apply(self, self.look)
        for keys, wanted in (("Ctrl+F12", self.desk_wanted), ("Ctrl+Q", self.leave_wanted)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(wanted)

    @property
    def texts(self) -> Texts:
        """Sentences in the window's language."""
        return texts_for(self.language)

    @property
    def room(self) -> QSize:
        """Pixels that a screen has: the window without what stands below."""
        return self._stack.size()

    def put_below(self, strip: QWidget) -> None:
        """Add a strip under the screens (the demo's)."""
        self._column.addWidget(strip)

    def show_screen(self, screen: QWidget) -> None:
        """Bring a screen to the front and give it the keys, unless a dialog has them."""
        self.keep(screen)
        self._stack.setCurrentWidget(screen)
        self.give_keys()

    def keep(self, screen: QWidget) -> None:
        """Dress a screen behind the one in front, so that it can be shown at once."""
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)

    def give_keys(self) -> None:
        """Put the keys where the screen in front begins; a dialog keeps them."""
        start: Callable[[], None] | None = getattr(self.screen_shown, "start_focus", None)
        if start is not None and not self.dialog_open:
            start()

    def drop(self, screen: QWidget) -> None:
        """Forget a screen that will not come back."""
        self._stack.removeWidget(screen)
        screen.deleteLater()

    @property
    def dialog_open(self) -> bool:
        """Whether one of our dialogs covers the window."""
        return any(dialog.isVisible() for dialog in self.findChildren(Dialog))

    def dismiss_dialogs(self, of_screens_only: bool = False) -> None:
        """Close the dialogs as cancelled; `of_screens_only` leaves those that the program itself asked."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.findChildren(Dialog):
            if dialog.isVisible() and not (of_screens_only and dialog.over is self):
                dialog.dismiss()

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in front."""
        return self._stack.currentWidget()

    def set_look(self, look: Look) -> None:
        """Dress the window anew."""
        if look != self.look:
            self.look = look
            theme.apply(self, look)

    def leave(self) -> None:
        """Close for good."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A window manager's close is a wish, not a way out of the kiosk."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            QTimer.singleShot(0, self, self.close_wanted.emit)  # a close within this one would not be heard

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the new size: the attempt keeps it for the replay."""
        super().resizeEvent(event)
        self.resized.emit()
