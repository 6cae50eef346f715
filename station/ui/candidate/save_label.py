"""Whether the last answer is on the disk: an icon and words, never ahead of the truth."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.labels import IconLabel, colour_of, label

_ICONS = {"saving": ("wait", "muted"), "saved": ("check", "ok"), "not saved": ("danger", "danger")}


class SaveLabel(QWidget):
    """Shows "nothing", "saving", "saved" or "not saved"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = "nothing"
        self._icon = IconLabel("check", "ok", 18)
        self.words = label(role="saved", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon)
        row.addWidget(self.words)

    def show_state(self, state: str, texts: Texts) -> None:
        """Show that state in words."""
        said = {
            "saving": texts.get("Saving the answer…"),
            "saved": texts.get("The answer is saved."),
            "not saved": texts.get("The answer is not saved."),
        }.get(state, "")
        self.words.setText(said)
        self.setAccessibleName(said)
        self._icon.setVisible(bool(said))
        if state != self.state and said:
            self._icon.set_icon(*_ICONS[state])
        colour = _ICONS[state][1] if said else "muted"
        self.words.setStyleSheet(f"color: {colour_of(look_of(self).palette, colour)}")
        self.state = state
