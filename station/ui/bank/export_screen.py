"""Giving questions out to a file: what the format cannot carry is told before."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from resources.texts import Texts
from station.services.bank.exports import ENDINGS
from station.services.bank.facts import Loss
from station.ui.bank.fault_words import loss_words
from station.ui.bank.parts import ask_where, card_of
from station.ui.bank.release_card import ReleaseCard
from station.ui.bank.words import number_words
from station.ui.proctor.fields import Tick
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.widgets.buttons import LinkButton, PrimaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

FORMATS = {
    "xlsx": "XLSX – a table to read and to edit in a spreadsheet program",
    "gift": "GIFT – plain text of Moodle and others",
    "moodle": "Moodle XML – with formatting and pictures",
}


@dataclass(frozen=True, slots=True)
class ExportView:
    """`questions` fit the filter that `filter_words` tells ("" for the whole bank); `losses` are those of `format`,
    None while they are being counted; `start` is where choosing a place begins. `approved` questions would go into a
    release, which `may_release` allows."""

    start: str
    questions: int
    format: str = "xlsx"
    filter_words: str = ""
    losses: tuple[Loss, ...] | None = ()
    is_busy: bool = False
    approved: int = 0
    may_release: bool = False


class ExportScreen(DeskScreen):
    """Signals: `format_chosen(str)` count the losses of "xlsx", "gift" or "moodle"; `filter_dropped()` give out the
    whole bank; `export_asked(str, str)` format and path. `release` is a card with a signal of its own."""

    format_chosen = Signal(str)
    filter_dropped = Signal()
    export_asked = Signal(str, str)

    def __init__(self, texts: Texts, view: ExportView) -> None:
        super().__init__(texts)
        self._view = view
        self.what_title, self.what = label(role="heading"), label()
        self.filter = Notice("info")
        self.whole = LinkButton()
        self.whole.clicked.connect(self.filter_dropped)
        self.format_title, self.loss_title = label(role="heading"), label(role="heading")
        self._group = QButtonGroup(self)
        self.ticks = {name: Tick(is_round=True) for name in FORMATS}
        for name, tick in self.ticks.items():
            self._group.addButton(tick)
            tick.clicked.connect(lambda _on=False, chosen=name: self._choose(chosen))
        self.losses = Notice("plain")
        self.save = PrimaryButton()
        self.save.clicked.connect(self._save)
        what = card_of(self.what_title, self.what, self.filter, Flow(self.whole), stretches=True)
        form = card_of(self.format_title, *self.ticks.values(), stretches=True)
        self.column.addWidget(Tiles((what, form), 400, 2))
        self.column.addWidget(card_of(self.loss_title, self.losses, Flow(self.save)))
        self.release = ReleaseCard()
        self.column.addWidget(self.release)
        self.column.addStretch(1)
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.what_title.setText(self.say("What is given out"))
        self.format_title.setText(self.say("Format of the file"))
        self.loss_title.setText(self.say("What this format cannot carry"))
        self.whole.setText(self.say("Give out the whole bank instead"))
        self.save.setText(self.say("Save the file …"))
        for name, tick in self.ticks.items():
            tick.set_words(self.say(FORMATS[name]))
        self.release.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: ExportView) -> None:
        """Show this value."""
        self._view = view
        self.release.show_state(view.approved, view.may_release, view.is_busy, view.start)
        told = self.texts.plural("{n} question", "{n} questions", view.questions)
        self.what.setText(told.format(n=number_words(view.questions)))
        self.filter.show_words(view.filter_words, self.say("As the list is filtered"))
        self.filter.setVisible(bool(view.filter_words))
        self.whole.setVisible(bool(view.filter_words))
        self.ticks[view.format].setChecked(True)
        for tick in self.ticks.values():
            tick.setEnabled(not view.is_busy)
        if view.losses is None:
            self.losses.show_words(self.say("One moment …"), kind="info")
        elif view.losses:
            lines = [
                self.say("{what} (questions: {n})", what=loss_words(self.texts, loss), n=number_words(loss.questions))
                for loss in view.losses
            ]
            self.losses.show_words("\n".join(f"– {line}" for line in lines), kind="warn")
        else:
            self.losses.show_words(self.say("Nothing is lost: taken in again, the questions are equal."), kind="ok")
        self.save.setEnabled(view.losses is not None and view.questions > 0 and not view.is_busy)

    def _choose(self, name: str) -> None:
        if name != self._view.format:
            self.format_chosen.emit(name)

    def _save(self) -> None:
        name, title = self._view.format, self.say("Where the file goes")
        chooser = ask_where(self, self.texts, title, ENDINGS[name], self.say("bank-questions"), self._view.start)
        chooser.given.connect(lambda path: self.export_asked.emit(name, path))
