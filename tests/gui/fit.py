"""Does a screen lose anything at its size? Used by the tests of all screens."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget


def losses(window: QWidget, width: int, height: int) -> list[str]:
    """What does not fit: the window, a scrolled content that is too wide, buttons or words cut off."""
    found = []
    if (window.width(), window.height()) != (width, height):
        found.append(f"the window needs {window.width()}x{window.height()}")
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        layout = content.layout() if content is not None else None
        if layout is not None and area.isVisible():
            needed = layout.minimumSize().width()
            if needed > area.viewport().width():
                found.append(f"a page needs {needed} of {area.viewport().width()} pixels across")
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not _inside(button, window):
            found.append(f"the button “{button.text() or button.accessibleName()}” is cut off")
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            found.append(f"the words “{button.text()}” have no room")
    for words in window.findChildren(QLabel):
        if words.isVisible() and words.text() and not words.wordWrap() and _is_squeezed(words):
            found.append(f"the words “{words.text()}” have no room")
        if words.isVisible() and words.wordWrap() and words.height() < words.heightForWidth(words.width()) - 1:
            found.append(f"the words “{words.text()}” lack height")
    return found


def _is_squeezed(words: QLabel) -> bool:
    return words.width() < words.fontMetrics().horizontalAdvance(words.text()) - 1


def _inside(button: QWidget, window: QWidget) -> bool:
    """Within the nearest scrolled content, which can be scrolled to, or within the window."""
    frame = window
    step = button.parentWidget()
    while step is not None and step is not window:
        above = step.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QScrollArea):
            frame = step
            break
        step = above
    place = QRect(button.mapTo(frame, QPoint(0, 0)), button.size())
    return frame.rect().contains(place)
