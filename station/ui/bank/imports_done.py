"""The imports that were taken in, and the undo of a whole one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.services.bank.facts import ImportDone
from station.ui.bank.short_table import ShortTable
from station.ui.bank.words import number_words
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Area
from station.ui.proctor.layouts import Flow
from station.ui.proctor.table import Cell, Head, Row
from station.ui.proctor.when import day_and_hour
from station.ui.widgets.buttons import DangerButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label


class ImportsDone(Card):
    """Signals: `undo_asked(str, str)` id of an import and the reason."""

    undo_asked = Signal(str, str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(padding=20)
        self._over = over
        self._texts: Texts | None = None
        self._done: tuple[ImportDone, ...] = ()
        self._may_undo = False
        self.title, self.nothing = label(role="heading"), label(role="muted")
        self.table, self.undo = ShortTable(), DangerButton()
        self.table.row_chosen.connect(lambda _row: self._follow())
        self.undo.clicked.connect(self._ask)
        for part in (self.title, self.nothing, self.table, Flow(self.undo)):
            self.body.addWidget(part)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Earlier imports"))
        self.nothing.setText(texts.get("No file has been taken in yet."))
        self.undo.setText(texts.get("Undo the whole import …"))
        self.table.setAccessibleName(texts.get("Earlier imports"))
        self.table.set_heads(
            [
                Head(texts.get("When")),
                Head(texts.get("File"), 12, 2),
                Head(texts.get("By"), 10, 1, drop=1),
                Head(texts.get("What was done"), 14, 2),
                Head(texts.get("State")),
            ]
        )

    def show_imports(self, done: Sequence[ImportDone], offset_minutes: int, may_undo: bool) -> None:
        """Show these, newest first as they come."""
        self._done, self._may_undo = tuple(done), may_undo
        self.table.set_rows([self._row(item, offset_minutes) for item in done])
        self.table.setVisible(bool(done))
        self.nothing.setVisible(not done)
        self.undo.setVisible(bool(done))
        if done and not self.table.chosen_id:
            self.table.choose(done[0].id)
        self._follow()

    @property
    def chosen(self) -> ImportDone | None:
        """The chosen import."""
        return next((item for item in self._done if item.id == self.table.chosen_id), None)

    def _row(self, item: ImportDone, offset_minutes: int) -> Row:
        assert self._texts is not None
        told = self._texts.get("new {taken}, changed {changed}, refused {refused}").format(
            taken=number_words(item.taken), changed=number_words(item.changed), refused=number_words(item.refused)
        )
        state = Cell(self._texts.get("in the bank"), "ok", "check")
        if item.is_undone:
            state = Cell(self._texts.get("undone"), "plain", "erase")
        return Row(item.id, (Cell(day_and_hour(item.at_ms, offset_minutes)), Cell(item.file), Cell(item.by),
                             Cell(told), state))  # fmt: skip

    def _follow(self) -> None:
        chosen = self.chosen
        self.undo.setEnabled(
            self._may_undo and chosen is not None and chosen.can_undo and not chosen.is_undone
        )

    def _ask(self) -> None:
        chosen = self.chosen
        if chosen is None or self._texts is None:
            return
        dialog = UndoDialog(self._over, self._texts, chosen)
        dialog.given.connect(lambda reason, which=chosen.id: self.undo_asked.emit(which, reason))
        dialog.open()


class UndoDialog(AskDialog):
    """Takes a whole import back, with a reason. Signals: `given(str)`."""

    given = Signal(str)

    def __init__(self, over: QWidget, texts: Texts, done: ImportDone) -> None:
        super().__init__(
            over, texts, texts.get("Undo the whole import"),
            texts.get(
                "{file}: questions that came with it are discarded, changed ones get their former text back. It is "
                "refused whole where one of them has gone on since."
            ).format(file=done.file),
            texts.get("Undo the import"), "danger-primary",
        )  # fmt: skip
        self.reason = Area(2, 300)
        self.reason.set_words(self.say("Reason"))
        self.body.addWidget(self.reason)
        self.finish_body()

    def check(self) -> str:
        """A reason is written."""
        return "" if self.reason.text else self.say("Write the reason.")

    def give(self) -> None:
        """Hand it on."""
        self.given.emit(self.reason.text)
