"""The screen before anybody is signed in, of the hall and of the bank: letters and languages above, cards below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import STAFF_LANGUAGES, Texts
from station.ui.proctor.screen import moved_among_languages
from station.ui.theme import Look
from station.ui.widgets.card import Card, Page
from station.ui.widgets.switches import LanguageSwitch, LookControls
from station.ui.widgets.top_bar import TopBar


class FrontScreen(QWidget):
    """Signals: `leave_asked()` the program; `language_chosen(str)`; `look_chosen(object)`."""

    leave_asked = Signal()
    language_chosen = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._texts = texts
        self.top = TopBar()
        self.look_controls = LookControls(look or Look())
        self.languages = LanguageSwitch(STAFF_LANGUAGES, texts.language)
        self.top.add_right(self.look_controls)
        self.top.add_right(self.languages)
        self.languages.language_chosen.connect(self.language_chosen)
        self.look_controls.look_chosen.connect(self.look_chosen)

    def put_cards(self, *cards: Card) -> None:
        """Stand the cards under the head, once."""
        page = Page()
        for card in cards:
            page.add(card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addWidget(page, 1)

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self._texts.get(message).format(**facts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        self.languages.set_current(texts.language)
        self.look_controls.set_texts(texts)

    def set_look(self, look: Look) -> None:
        """Know the look that the window wears."""
        self.look_controls.set_look(look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from language to language."""
        if not moved_among_languages(self.languages, event):
            event.ignore()
