"""Which section of the bank a name in a file means."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Tiles
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label


class SectionMap(Dressed, QWidget):
    """A choice for each foreign name; names once asked for stay, so that an answer can be changed.

    Signals: `changed()` when another section is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._tiles: Tiles | None = None
        self.fields: dict[str, SelectField] = {}
        self._texts: Texts | None = None
        self.hide()

    @property
    def value(self) -> Mapping[str, str]:
        """Foreign name -> id of a section, for those that were chosen."""
        return {name: field.select.value for name, field in self.fields.items() if field.select.value}

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self._title.setText(texts.get("The file names sections that the bank does not have. Which ones are meant?"))

    def show_names(self, names: Sequence[str], sections: Sequence[tuple[str, str]]) -> None:
        """Ask for these as well as for those already asked for."""
        new = [name for name in names if name not in self.fields]
        if new:
            for name in new:
                field = SelectField()
                field.set_words(name)
                field.chosen.connect(lambda _id: self.changed.emit())
                self.fields[name] = field
            if self._tiles is not None:
                self._column.removeWidget(self._tiles)
                old = self._tiles
                self._tiles = Tiles(tuple(self.fields.values()), 300, 2)
                old.hide()
                old.deleteLater()
            else:
                self._tiles = Tiles(tuple(self.fields.values()), 300, 2)
            self._column.addWidget(self._tiles)
        leave_out = self._texts.get("leave these questions out") if self._texts else ""
        for field in self.fields.values():
            field.select.set_items([("", leave_out), *sections])
        self.setVisible(bool(self.fields))

    def forget(self) -> None:
        """Another file: nothing was asked yet."""
        self.fields = {}
        if self._tiles is not None:
            self._column.removeWidget(self._tiles)
            self._tiles.hide()
            self._tiles.deleteLater()
            self._tiles = None
        self.hide()

    def _restyle(self) -> None:
        self._column.setSpacing(look_of(self).gap(10))
