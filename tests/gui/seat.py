"""A window in front of a test's eyes and hands: shown, active, dressed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from station.ui import theme
from station.ui.theme import Look
from station.ui.widgets.dialog import Dialog

Key = Qt.Key


def sit(qtbot: QtBot, screen: QWidget, width: int = 1366, height: int = 768, look: Look | None = None) -> QWidget:
    """Show the screen in an active window of that size and give it the keys."""
    window = QWidget()
    qtbot.addWidget(window, before_close_func=_holder(window))
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(screen)
    theme.apply(window, look or Look())
    window.resize(width, height)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    start: Callable[[], None] | None = getattr(screen, "start_focus", None)
    if start is not None:
        start()
    QApplication.processEvents()
    return window


def _holder(window: QWidget) -> Callable[[QWidget], None]:
    """qtbot holds widgets weakly; its closing act keeps this one alive for as long as the test lasts."""
    kept = [window]
    return lambda _closing: kept.clear()


def press(*keys: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keys are now."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)


def press_place(screen: QWidget, place: int, typed: str, key: Key) -> None:
    """Press the key at that place of the keyboard, under a layout in which it types `typed`."""
    none = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, key.value, none, place + 8, 0, 0, typed)
    QApplication.sendEvent(QApplication.focusWidget() or screen, event)


def click(widget: QWidget) -> None:
    """Press a widget with the mouse."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words_of(screen: QWidget) -> str:
    """Everything that stands readable on the screen now."""
    return "\n".join(found.text() for found in screen.findChildren(QLabel) if found.isVisible())


def open_dialog(window: QWidget) -> Dialog:
    """The one dialog that is open over the window."""
    found = [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]
