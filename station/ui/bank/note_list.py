"""What to look at in a question, field by field: each note leads to its field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.ui.bank.draft import FieldNote
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.buttons import LinkButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import IconLabel, label

_SHOWN = 5
"""Notes that stand there at first; a button shows the others."""


class _Notes(Flow):
    def add_last(self, widget: QWidget) -> None:
        """Put a widget that is here already behind the others."""
        self._flow.removeWidget(widget)
        self._flow.addWidget(widget)


class NoteList(Card):
    """Signals: `field_wanted(str)` the field of a note."""

    field_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=12, role="notice-warn")
        self.title = label(role="strong")
        self._icon = IconLabel("warn", "warn", 22)
        self._notes: tuple[FieldNote, ...] = ()
        self._texts: Texts | None = None
        self._is_whole = False
        self.buttons: list[LinkButton] = []
        self.flow = _Notes(self._icon, self.title)
        self.body.addWidget(self.flow)
        self.more = LinkButton()
        self.more.clicked.connect(self._show_all)
        self.flow.add(self.more)
        self.hide()

    def show_notes(self, notes: tuple[FieldNote, ...], texts: Texts) -> None:
        """Show these; without any it is not there."""
        if notes == self._notes and texts is self._texts:
            return
        self._notes, self._texts = notes, texts
        self._lay()

    def _show_all(self) -> None:
        self._is_whole = not self._is_whole
        self._lay()

    def _lay(self) -> None:
        texts = self._texts
        assert texts is not None
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        told = texts.plural("{n} thing to look at", "{n} things to look at", len(self._notes))
        self.title.setText(told.format(n=len(self._notes)))
        shown = self._notes if self._is_whole else self._notes[:_SHOWN]
        for note in shown:
            button = LinkButton(note.words[:1].upper() + note.words[1:])
            button.setProperty("role", "more")
            button.clicked.connect(lambda _checked=False, name=note.field: self.field_wanted.emit(name))
            self.flow.add(button)
            QWidget.setTabOrder(self.buttons[-1] if self.buttons else self.more, button)
            self.buttons.append(button)
        if self.buttons:
            QWidget.setTabOrder(self.buttons[-1], self.more)
        self.flow.add_last(self.more)
        rest = len(self._notes) - len(shown)
        self.more.setText(texts.get("Show {n} more").format(n=rest) if rest else texts.get("Show fewer"))
        self.more.setVisible(bool(rest) or (self._is_whole and len(self._notes) > _SHOWN))
        self.setVisible(bool(self._notes))
        self.updateGeometry()

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.body.setContentsMargins(look.gap(14), look.gap(8), look.gap(14), look.gap(8))
        for part in (self._icon, self.title):
            part.setMinimumHeight(look.px(30))
