"""A notice: an icon and words on a quiet ground. Colour is never the only sign."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.buttons import IconButton
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import IconLabel, label

KINDS = {
    "info": ("info", "accent"),
    "plain": ("info", "muted"),
    "ok": ("check", "ok"),
    "warn": ("warn", "warn"),
    "danger": ("danger", "danger"),
}


class Notice(Dressed, QFrame):
    """Icon, optional title and text. Kinds: info, plain, ok, warn, danger.

    Signals: `closed` where it may be put away (`can_close`).
    """

    closed = Signal()

    def __init__(self, kind: str = "info", can_close: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel("info", "accent", 24)
        self._title = label(role="strong")
        self._text = label()
        self._close = IconButton(icon_name="cross")
        self._close.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.setVisible(can_close)
        self._kind = ""
        self.show_words("", kind=kind)

    @property
    def words(self) -> str:
        """Everything it says."""
        return "\n".join(part for part in (self._title.text(), self._text.text()) if part)

    def show_words(self, text: str, title: str = "", kind: str = "", close_words: str = "") -> None:
        """Say this; `kind` changes the ground and the icon."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        if close_words:
            self._close.set_words(close_words)
        if kind and kind != self._kind:
            self._kind = kind
            self.setProperty("role", f"notice-{kind}")
            self._icon.set_icon(*KINDS[kind])
            for part in (self, self._title, self._text):  # the words take their colour from the kind, too
                self.style().unpolish(part)
                self.style().polish(part)
        self.setAccessibleName(self.words)

    def _restyle(self) -> None:
        look = look_of(self)
        side, top = look.gap(18), look.gap(13)
        self._row.setContentsMargins(side, top, side, top)
        self._row.setSpacing(look.gap(12))
