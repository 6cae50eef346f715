"""Language and look: the two switches that stand in every top bar."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from resources.texts import Texts
from station.ui.theme import SCALES, Look
from station.ui.widgets.buttons import BarButton, IconButton

NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


class LanguageSwitch(QWidget):
    """One button per language, each named in itself.

    Signals: `language_chosen(str)` with "ky", "ru" or "en".
    """

    language_chosen = Signal(str)

    def __init__(self, languages: Sequence[str], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, BarButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for language in languages:
            button = BarButton(NAMES[language])
            button.setCheckable(True)
            button.setAccessibleName(NAMES[language])
            button.clicked.connect(lambda _checked=False, chosen=language: self._choose(chosen))
            self._group.addButton(button)
            self._buttons[language] = button
            row.addWidget(button)
        self._current = ""
        self.set_current(current)

    def set_current(self, language: str) -> None:
        """Show which language is on."""
        self._current = language
        if language in self._buttons:
            self._buttons[language].setChecked(True)

    def button(self, language: str) -> BarButton:
        """The button of that language."""
        return self._buttons[language]

    def _choose(self, language: str) -> None:
        if language != self._current:
            self.set_current(language)
            self.language_chosen.emit(language)


class LookControls(QWidget):
    """Smaller letters, larger letters, high contrast.

    Signals: `look_chosen(object)` with a `Look`.
    """

    look_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.smaller = IconButton("A−")
        self.larger = IconButton("A+")
        self.contrast = IconButton(icon_name="contrast")
        self.contrast.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.smaller, self.larger, self.contrast):
            row.addWidget(button)
        self.smaller.clicked.connect(lambda: self.look_chosen.emit(self._look.smaller))
        self.larger.clicked.connect(lambda: self.look_chosen.emit(self._look.larger))
        self.contrast.clicked.connect(lambda on: self.look_chosen.emit(Look(self._look.scale_percent, bool(on))))
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Show which look is on; a button at its end is off."""
        self._look = look
        self.smaller.setEnabled(look.scale_percent > SCALES[0])
        self.larger.setEnabled(look.scale_percent < SCALES[-1])
        self.contrast.setChecked(look.high_contrast)

    def set_texts(self, texts: Texts) -> None:
        """Name the buttons for readers and tool tips."""
        self.smaller.set_words(texts.get("Make the letters smaller"))
        self.larger.set_words(texts.get("Make the letters larger"))
        self.contrast.set_words(texts.get("Switch high contrast"))
