"""The desk's keys with Ctrl, by their place on the keyboard: under the Cyrillic layout the F key types а."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from station.ui.candidate.keys import place_of_key

# Places of the Latin letters in the keyboard's own numbering (set 1).
_PLACES = {
    0x1E: "a", 0x30: "b", 0x2E: "c", 0x12: "e", 0x21: "f", 0x17: "i", 0x31: "n", 0x19: "p", 0x1F: "s", 0x16: "u",
    0x2F: "v", 0x2D: "x", 0x15: "y", 0x2C: "z",
}  # fmt: skip


def control_letter(event: QKeyEvent) -> str:
    """The Latin letter pressed together with Ctrl alone, or "" for any other key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.ControlModifier:
        return ""
    if Qt.Key.Key_A.value <= event.key() <= Qt.Key.Key_Z.value:
        return chr(event.key()).lower()
    return _PLACES.get(place_of_key(event), "")
