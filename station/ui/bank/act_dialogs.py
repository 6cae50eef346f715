"""What an act needs to know before it is done, and what became of an act upon many questions."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from question_bank.workflow import Act
from resources.texts import Texts
from station.domain.errors import Reason
from station.domain.limits import NUMBER
from station.services.bank.facts import BulkDone
from station.ui.bank.words import ACTS, number_words
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Area, Field
from station.ui.proctor.layouts import beside
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import iso_of
from station.ui.reasons import words_for
from station.ui.theme import look_of
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label

COMMENT = 1000

# What the dialog says beneath its title.
_TOLD: Mapping[Act, str] = {
    Act.SENT: "The reviewer will see it; until it comes back nobody edits it.",
    Act.REVIEWED: "It goes to the approver.",
    Act.RETURNED: "The author reads the comment and edits the text.",
    Act.APPROVED: "The approved version enters papers and is never edited again.",
    Act.RETIRED: "It stays in the bank with its history and stands in no new paper.",
    Act.DISCARDED: "The draft is taken out of the list. It was never approved.",
}
_ROLES = {Act.DISCARDED: "danger-primary", Act.RETIRED: "danger-primary"}
_ASKED_FOR = {Act.RETURNED: "What the author should change", Act.RETIRED: "Why it is retired"}


class ActDialog(AskDialog):
    """Asks for the facts of an act: number and date of the approving act, a comment where it must have one.

    Signals: `given(str, str, str)` number, ISO date, comment.
    """

    given = Signal(str, str, str)

    def __init__(
        self, over: QWidget, texts: Texts, act: Act, what: str, known: tuple[str, str] = ("", ""), comment: str = ""
    ) -> None:
        """`what` names the questions; `known` is number and day of the act as they were last typed."""
        text = f"{what}. {texts.get(_TOLD[act])}"
        super().__init__(over, texts, texts.get(ACTS[act]), text, texts.get(ACTS[act]), _ROLES.get(act, "primary"))
        self.act = act
        self.number, self.date = Field(longest=NUMBER), Field(longest=10)
        self.number.set_words(self.say("Number of the approving act"))
        self.date.set_words(self.say("Date of the act"), self.say("dd.mm.yyyy"))
        for field in (self.number, self.date):
            field.line.returnPressed.connect(lambda: self.answer("ok"))
        self.comment = Area(3, COMMENT)
        self.comment.set_words(self.say(_ASKED_FOR.get(act, "Comment, if there is one")))
        if act is Act.APPROVED:
            number, day = known
            self.number.set_text(number)
            self.date.set_text(day)
            self.body.addWidget(beside(self.number, self.date))
        self.comment.area.setPlainText(comment)
        if act is not Act.DISCARDED:
            self.body.addWidget(self.comment)
        self.finish_body()

    def check(self) -> str:
        """Number and date of an approval, the words of a return or a retirement."""
        if self.act is Act.APPROVED:
            if not self.number.text:
                return self.say("Write the number of the act.")
            if not iso_of(self.date.text):
                return self.say("Write the date of the act as dd.mm.yyyy.")
        if self.act in _ASKED_FOR and not self.comment.text:
            return self.say("Write the comment.")
        return ""

    def give(self) -> None:
        """Hand all three on."""
        iso = iso_of(self.date.text) if self.act is Act.APPROVED else ""
        self.given.emit(self.number.text if self.act is Act.APPROVED else "", iso, self.comment.text)


def refusal_words(texts: Texts, reason: str, facts: Mapping[str, str | int]) -> str:
    """Why one question was refused, in one sentence."""
    return words_for(texts, Reason(reason), facts).happened


class DoneDialog(Dialog):
    """What became of an act upon many questions: how many it reached, and each that it did not, with the reason.

    Signals: `question_wanted(str)` leads to a question that was refused.
    """

    question_wanted = Signal(str)

    def __init__(self, over: QWidget, texts: Texts, act: Act, done: BulkDone) -> None:
        say = texts.get
        super().__init__(
            over, say(ACTS[act]), buttons=[("close", say("Close the list"), "primary")], cancel="close", width=860
        )
        count = len(done.done)
        told = texts.plural("Done for {n} question.", "Done for {n} questions.", count)
        self.body.addWidget(label(told.format(n=number_words(count))))
        self.table = DeskTable()
        if done.refused:
            count = len(done.refused)
            told = texts.plural(
                "Refused for {n} question (Enter opens it):", "Refused for {n} questions (Enter opens one):", count
            )
            self.body.addWidget(label(told.format(n=number_words(count)), "strong"))
            self.table.setAccessibleName(told.format(n=count))
            self.table.set_heads([Head(say("Number")), Head(say("Why"), 24, 1)])
            self.table.set_rows(
                [
                    Row(name, (Cell(name), Cell(refusal_words(texts, reason, facts))))
                    for name, reason, facts in done.refused
                ]
            )
            self.table.row_opened.connect(self._lead)
            self.body.addWidget(self.table)

    def open(self, focus: QWidget | None = None) -> None:
        """Begin at the refused ones, where there are any."""
        self.table.setFixedHeight(min(look_of(self).px(300), max(120, self.window().height() // 2)))
        rows = self.table.rows
        if rows:
            self.table.choose(rows[0].id)
        super().open(focus or (self.table if rows else None))

    def _lead(self, question: str) -> None:
        self.answer("close")
        self.question_wanted.emit(question)
