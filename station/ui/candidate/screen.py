"""What every screen of the candidate shares: the top bar, the page, the bar with the one primary button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import CANDIDATE_LANGUAGES, Texts
from station.ui.theme import Look, look_of
from station.ui.widgets.action_bar import ActionBar
from station.ui.widgets.card import Page, Scroll
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.switches import LanguageSwitch, LookControls
from station.ui.widgets.top_bar import TopBar

_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_SMALLER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class CandidateScreen(Dressed, QWidget):
    """Top bar with language and look, a page in the middle, an action bar below at the same place everywhere.

    A screen shows the value it is given (`set_view`) in the language of `set_texts`; it knows nothing else.
    Signals: `language_chosen(str)` "ky" or "ru"; `look_chosen(object)` the wanted `Look`.
    """

    language_chosen = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, texts: Texts, look: Look | None = None, page: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._texts = texts
        self._look = look or Look()
        self.top = TopBar()
        self.languages = LanguageSwitch(CANDIDATE_LANGUAGES, texts.language)
        self.look_controls = LookControls(self._look)
        self.top.add_right(self.look_controls)
        self.top.add_right(self.languages)
        self.page = page if page is not None else Page()
        self.bar = ActionBar()
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.page, 1)
        self._middle.addWidget(self.bar)
        self._row = QHBoxLayout()
        self._row.addLayout(self._middle, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addLayout(self._row, 1)
        self.languages.language_chosen.connect(self.language_chosen)
        self.look_controls.look_chosen.connect(self.look_chosen)

    @property
    def language(self) -> str:
        """The language it speaks now."""
        return self._texts.language

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        self.languages.set_current(texts.language)
        self.retranslate()

    def set_look(self, look: Look) -> None:
        """Know the look that the window wears; `theme.apply` dresses the window."""
        self._look = look
        self.look_controls.set_look(look)

    def retranslate(self) -> None:
        """Say everything again; screens add their own words."""
        self.top.set_titles(
            self._texts.get("Qualification test"),
            self._texts.get("Head of a general education organisation"),
        )
        self.look_controls.set_texts(self._texts)

    def start_focus(self) -> None:
        """Put the keys where this screen begins; the shell calls it when it shows the screen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with plus, minus or zero changes the letters; Page Up and Page Down scroll the page."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _LARGER:
            self.look_chosen.emit(self._look.larger)
        elif control and event.key() in _SMALLER:
            self.look_chosen.emit(self._look.smaller)
        elif control and event.key() == Qt.Key.Key_0:
            self.look_chosen.emit(Look(100, self._look.high_contrast))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and isinstance(self.page, Scroll):
            self.page.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A screen shows no focus of its own; Qt would repaint all of it each time the keys come back to it."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As with `focusInEvent`."""

    def _restyle(self) -> None:
        self.restyle(look_of(self))

    def restyle(self, look: Look) -> None:
        """Set the margins that follow the look."""
        side, gap = look.gap(20), look.gap(16)
        self._row.setContentsMargins(side, gap, side, look.gap(18))
        self._row.setSpacing(look.gap(18))
        self._middle.setSpacing(gap)
