"""A whole number of votes with large buttons; nobody types points anywhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.buttons import IconButton
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label


class VoteField(Dressed, QWidget):
    """Votes from 0 to `most`. Signals: `edited()`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(role="muted", wraps=False)
        self.box = QSpinBox()
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.box.lineEdit().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.fewer, self.more = IconButton(icon_name="minus"), IconButton(icon_name="plus")
        row = QHBoxLayout()
        row.setSpacing(4)
        for part in (self.fewer, self.box, self.more):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(row)
        self.fewer.clicked.connect(self.box.stepDown)
        self.more.clicked.connect(self.box.stepUp)
        self.box.valueChanged.connect(self._changed)

    def set_words(self, words: str, texts: Texts) -> None:
        """What the votes are for."""
        self._words.setText(words)
        self.box.setAccessibleName(words)
        self.fewer.set_words(texts.get("{words}: one fewer").format(words=words))
        self.more.set_words(texts.get("{words}: one more").format(words=words))

    @property
    def value(self) -> int:
        """Votes."""
        return self.box.value()

    def set_most(self, most: int) -> None:
        """No more people than this can vote so."""
        self.box.setRange(0, max(0, most))
        self._follow()

    def _restyle(self) -> None:
        self.box.setFixedWidth(look_of(self).px(84))

    def _changed(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        self.fewer.setEnabled(self.box.value() > 0)
        self.more.setEnabled(self.box.value() < self.box.maximum())
