"""Which option a key means. Digits by their sign, letters only by the place of the key.

The letters on the screen are А Б В Г Д Е Ж З. On a keyboard they are engraved on the Cyrillic places, and
the active layout decides what sign such a key types: the key engraved А types `f` or `а`, and the key that
types a Latin `a` bears Ф. So a letter counts by its place alone: the key engraved А is option А under every
layout.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from question_bank.model import OPTION_LETTERS

# Places of the engraved letters in the keyboard's own numbering (set 1, as Linux and Windows count them).
_PLACES = (0x21, 0x33, 0x20, 0x16, 0x26, 0x14, 0x27, 0x19)
# X11 and Wayland add 8 to the number of a place; Windows does not.
_SHIFT = {"windows": 0}
_NOT_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def place_of_key(event: QKeyEvent) -> int:
    """Where on the keyboard the key lies, in the keyboard's own numbering (set 1), whatever sign it types."""
    return event.nativeScanCode() - _SHIFT.get(QGuiApplication.platformName(), 8)


def option_of_key(event: QKeyEvent, count: int) -> int | None:
    """Index of the option that the key means among `count` options, or None."""
    if event.modifiers() & _NOT_TEXT:
        return None
    place = event.key() - Qt.Key.Key_1.value
    if not 0 <= place < len(OPTION_LETTERS):
        code = place_of_key(event)
        place = _PLACES.index(code) if code in _PLACES else -1
    return place if 0 <= place < count else None


_KEYPAD_WITHOUT_NUM_LOCK = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
}


def digit_of_key(event: QKeyEvent) -> str:
    """The digit a key types, "" for none; the number pad counts with and without Num Lock."""
    if event.modifiers() & _NOT_TEXT:
        return ""
    if Qt.Key.Key_0.value <= event.key() <= Qt.Key.Key_9.value:
        return str(event.key() - Qt.Key.Key_0.value)
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return _KEYPAD_WITHOUT_NUM_LOCK.get(Qt.Key(event.key()), "")
    return ""
