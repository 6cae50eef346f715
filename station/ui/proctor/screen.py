"""What every screen of the desk shares."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import STAFF_LANGUAGES, Texts
from station.ui.theme import Look, look_of
from station.ui.widgets.card import Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.switches import LanguageSwitch


def moved_among_languages(switch: LanguageSwitch, event: QKeyEvent) -> bool:
    """Left and Right go from language to language: Tab stops only at the one that is on."""
    step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
    buttons = [switch.button(language) for language in STAFF_LANGUAGES]
    place = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1)
    if not step or place < 0:
        return False
    buttons[(place + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
    event.accept()
    return True


class DeskScreen(Dressed, QWidget):
    """One tab of the desk: a scrolled column. It shows the value it is given in the language of `set_texts`.

    Screens carry plain values in their signals and know neither services nor each other.
    """

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        content = ScrollContent()
        self.column = QVBoxLayout(content)
        self.page = Scroll(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self.texts.get(message).format(**facts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self.texts = texts
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""

    def start_focus(self) -> None:
        """Put the keys where this screen begins: its first control that can be used."""
        step = self.nextInFocusChain()
        while step is not None and step is not self:
            takes_tab = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and self.isAncestorOf(step) and step.isVisible() and step.isEnabled():
                step.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            step = step.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            event.ignore()

    def _restyle(self) -> None:
        self.restyle(look_of(self))

    def restyle(self, look: Look) -> None:
        """Set the margins that follow the look."""
        self.column.setContentsMargins(look.gap(20), look.gap(4), look.gap(20), look.gap(16))
        self.column.setSpacing(look.gap(14))
