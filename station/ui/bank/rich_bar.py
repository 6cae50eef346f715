"""The bar of formatting above the fields of the editor: acts upon the field that had the keys last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.bank.rich_edit import RichEdit
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Field, Tick
from station.ui.proctor.layouts import Flow, beside
from station.ui.widgets.buttons import IconButton

_BUTTONS = {
    "b": ("B", "", "Bold (Ctrl+B)"),
    "i": ("I", "", "Italic (Ctrl+I)"),
    "u": ("U", "", "Underlined (Ctrl+U)"),
    "sub": ("x₂", "", "Lowered"),
    "sup": ("x²", "", "Raised"),
    "list": ("", "list", "Bulleted list"),
    "numbers": ("", "numbers", "Numbered list"),
    "table": ("", "table", "Table"),
    "picture": ("", "picture", "Picture"),
}
_LETTERS = {"b": "font-weight: 700", "i": "font-style: italic", "u": "text-decoration: underline"}
_TABLE_ACTS = {
    "row": "Add a row below",
    "column": "Add a column at the right",
    "no_row": "Remove the row",
    "no_column": "Remove the column",
}
_MOST_CELLS = 12


class TableDialog(AskDialog):
    """A new table, or a change of the one in which the cursor stands.

    Signals: `made(int, int)` rows and columns; `changed(str)` row, column, no_row or no_column.
    """

    made = Signal(int, int)
    changed = Signal(str)

    def __init__(self, over: QWidget, texts: Texts, is_inside: bool) -> None:
        title = texts.get("Change the table") if is_inside else texts.get("Insert a table")
        super().__init__(over, texts, title, "", title)
        self._is_inside = is_inside
        self.rows, self.columns = Field(longest=2), Field(longest=2)
        self.rows.set_words(self.say("Rows"))
        self.columns.set_words(self.say("Columns"))
        self.rows.set_text("3")
        self.columns.set_text("2")
        self.ticks = {name: Tick(self.say(words), is_round=True) for name, words in _TABLE_ACTS.items()}
        if is_inside:
            box, self._group = QWidget(), QButtonGroup(self)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for tick in self.ticks.values():
                self._group.addButton(tick)
                column.addWidget(tick)
            self.ticks["row"].setChecked(True)
            self.body.addWidget(box)
        else:
            self.body.addWidget(beside(self.rows, self.columns))
            for field in (self.rows, self.columns):
                field.line.returnPressed.connect(lambda: self.answer("ok"))
        self.finish_body()

    def check(self) -> str:
        """Two small numbers."""
        numbers = (self.rows.text, self.columns.text)
        if all(number.isdecimal() and 0 < int(number) <= _MOST_CELLS for number in numbers):
            return ""
        return self.say("Write rows and columns as numbers from 1 to {n}.", n=_MOST_CELLS)

    def give(self) -> None:
        """Hand it on."""
        if self._is_inside:
            self.changed.emit(next(name for name, tick in self.ticks.items() if tick.isChecked()))
        else:
            self.made.emit(int(self.rows.text), int(self.columns.text))


class RichBar(QWidget):
    """One stop of Tab; left and right go from button to button. Signals: `picture_asked()`."""

    picture_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self._field: RichEdit | None = None
        self.buttons: dict[str, IconButton] = {}
        for name, (words, icon, _said) in _BUTTONS.items():
            button = IconButton(words, icon)
            button.setCheckable(name != "picture")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if not self.buttons else Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _on=False, wanted=name: self.press(wanted))
            self.buttons[name] = button
        for name, form in _LETTERS.items():
            self.buttons[name].setStyleSheet(f"QPushButton {{ {form}; }}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Flow(*self.buttons.values()))
        self.set_texts(texts)

    def set_texts(self, texts: Texts) -> None:
        """Name the buttons."""
        self.texts = texts
        for name, button in self.buttons.items():
            button.set_words(texts.get(_BUTTONS[name][2]))

    @property
    def field(self) -> RichEdit | None:
        """The field that its buttons act upon."""
        return self._field

    def watch(self, field: RichEdit) -> None:
        """Act upon that field once it has had the keys."""
        field.taken.connect(self._take)
        field.cursorPositionChanged.connect(self._show)
        field.currentCharFormatChanged.connect(lambda _form: self._show())

    def forget(self, field: RichEdit) -> None:
        """The field goes away."""
        if self._field is field:
            self._field = None

    def press(self, name: str) -> None:
        """Do what a button says; the keys go back to the field."""
        field = self._field
        if field is None or field.isReadOnly():
            self._show()
            return
        if name == "picture":
            self.picture_asked.emit()
        elif name == "table":
            self._table(field)
        elif name in ("list", "numbers"):
            field.toggle_list(name == "numbers")
        else:
            field.toggle(name)
        if name not in ("picture", "table"):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from button to button."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        buttons = list(self.buttons.values())
        place = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1)
        if not step or place < 0:
            event.ignore()
            return
        event.accept()
        buttons[(place + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, field: object) -> None:
        if isinstance(field, RichEdit):
            self._field = field
            self._show()

    def _show(self) -> None:
        field = self._field
        for name, button in self.buttons.items():
            if name != "picture":
                button.setChecked(field is not None and field.has(name))

    def _table(self, field: RichEdit) -> None:
        dialog = TableDialog(self, self.texts, field.table is not None)
        dialog.made.connect(field.insert_table)
        dialog.changed.connect(lambda how: _change(field, how))
        dialog.answered.connect(lambda _how: field.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()


def _change(field: RichEdit, how: str) -> None:
    table = field.table
    if table is None:
        return
    cell = table.cellAt(field.textCursor())
    match how:
        case "row":
            table.insertRows(cell.row() + 1, 1)
        case "column":
            table.insertColumns(cell.column() + 1, 1)
        case "no_row":
            table.removeRows(cell.row(), 1)
        case _:
            table.removeColumns(cell.column(), 1)
