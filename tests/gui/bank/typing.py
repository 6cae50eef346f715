"""Real key events for words that QTest cannot type (Kyrgyz and Russian letters), and what a window loses."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from station.ui.widgets.labels import ElideLabel
from tests.gui.fit import losses


def type_words(target: QWidget, words: str) -> None:
    """Press and release a key for each letter, as an input method delivers them."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press_place(target: QWidget, key: int, place: int, held: Qt.KeyboardModifier) -> None:
    """A key at a place of the keyboard (set 1) under a layout where it types another sign."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, held, place + 8, 0, 0, ""))


def lost(window: QWidget, size: tuple[int, int]) -> list[str]:
    """What does not fit; a label that shortens itself and tells the rest in its tool tip has lost nothing."""
    shortened = {words.text() for words in window.findChildren(ElideLabel)}
    return [loss for loss in losses(window, *size) if not any(f"“{words}”" in loss for words in shortened)]
