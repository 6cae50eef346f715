"""Whether the last answer is on the disk: an icon and words, never ahead of the truth."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from resources.texts import Texts
from station.ui.widgets.labels import IconLabel

_ICONS = {"saving": ("wait", "muted"), "saved": ("check", "ok"), "not saved": ("danger", "danger")}


class _Words(QLabel):
    """Keeps the room of its longest alternative: the bar stands still while an answer is saved."""

    alternatives: tuple[str, ...] = ()

    def minimumSizeHint(self) -> QSize:
        """The longest words fit."""
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(words) for words in self.alternatives), default=0)
        return QSize(width + 2, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The same."""
        return self.minimumSizeHint()


class SaveLabel(QWidget):
    """Shows "nothing", "saving", "saved" or "not saved", and keeps the room of the longest words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = "nothing"
        self._is_compact = False
        self._icon = IconLabel("check", "ok", 18)
        self.words = _Words()
        self.words.setProperty("role", "saved")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon)
        row.addWidget(self.words)

    def set_compact(self, is_compact: bool, texts: Texts) -> None:
        """One word instead of a sentence."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.show_state(self.state, texts)

    def show_state(self, state: str, texts: Texts) -> None:
        """Show that state in words."""
        sentences = _sentences(texts)
        shown = _words(texts) if self._is_compact else sentences
        self.words.setText(shown.get(state, ""))
        self.setAccessibleName(sentences.get(state, ""))
        self.words.alternatives = tuple(shown.values())
        self._icon.setVisible(state in shown)
        if state == self.state:
            return
        self.state = state
        if state in _ICONS:
            self._icon.set_icon(*_ICONS[state])
            self.words.setProperty("role", f"saved-{_ICONS[state][1]}")
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)


def _sentences(texts: Texts) -> dict[str, str]:
    return {
        "saving": texts.get("Saving the answer…"),
        "saved": texts.get("The answer is saved."),
        "not saved": texts.get("The answer is not saved."),
    }


def _words(texts: Texts) -> dict[str, str]:
    return {
        "saving": texts.context("answer", "Saving…"),
        "saved": texts.context("answer", "Saved"),
        "not saved": texts.context("answer", "Not saved"),
    }
