"""The release: what the bank has approved, written as a folder from which sessions are prepared (R-24.2)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.domain import limits
from station.ui.bank.parts import ask_where
from station.ui.proctor.fields import Field
from station.ui.proctor.layouts import Flow, beside
from station.ui.proctor.when import iso_of
from station.ui.widgets.buttons import SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class ReleaseCard(Card):
    """Number and date of the act, and where the folder goes.

    Signals: `release_asked(str, str, str)` number, ISO date and path of a new folder.
    """

    release_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self._texts: Texts | None = None
        self._start = ""
        self.title, self.told, self.fault = label(role="heading"), label(role="muted"), Notice("danger")
        self.number, self.day = Field(longest=limits.NUMBER), Field(longest=10)
        self.write = SecondaryButton()
        self.write.clicked.connect(self.ask)
        for field in (self.number, self.day):
            field.line.returnPressed.connect(self.ask)
        for part in (self.title, self.told, beside(self.number, self.day), self.fault, Flow(self.write)):
            self.body.addWidget(part)
        self.fault.hide()

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Release for the sessions"))
        self.number.set_words(texts.get("Number of the act"))
        self.day.set_words(texts.get("Date of the act"), texts.get("dd.mm.yyyy"))
        self.write.setText(texts.get("Write the release …"))
        self.fault.hide()

    def show_state(self, approved: int, may_release: bool, is_busy: bool, start: str) -> None:
        """`approved` questions would go into it; only an approver writes one. `start`: where choosing begins."""
        assert self._texts is not None
        self._start = start
        said = (
            "All approved questions go into a new folder. A session is prepared from it."
            if may_release
            else "Only an approver writes a release."
        )
        count = self._texts.plural("{n} approved question", "{n} approved questions", approved).format(n=approved)
        self.told.setText(f"{self._texts.get(said)} {count}.")
        for part in (self.number, self.day, self.write):
            part.setEnabled(may_release and not is_busy and approved > 0)

    def ask(self) -> None:
        """Both facts of the act are there: ask for the place."""
        assert self._texts is not None
        number, day = self.number.text, iso_of(self.day.text)
        fault = "" if number else self._texts.get("Write the number of the act.")
        if number and not day:
            fault = self._texts.get("Write the date as 22.11.2026.")
        if number and day > date.today().isoformat():  # noqa: DTZ011 - the day of an act is a day of this place
            fault = self._texts.get("The date of the act lies in the future.")
        self.fault.show_words(fault, kind="danger")
        self.fault.setVisible(bool(fault))
        if not fault:
            title, name = self._texts.get("Where the release goes"), self._texts.get("release")
            chooser = ask_where(self, self._texts, title, "", f"{name}-{day}", self._start)
            chooser.given.connect(lambda path: self.release_asked.emit(number, day, path))
