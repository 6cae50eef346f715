"""The commission of the institution's order (R-34.1): who it is, and each member's passphrase, shown once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.domain import limits
from station.domain.appeal import CHAIR, MEMBER, Seat
from station.services.commission import Member
from station.ui.proctor.appeal_words import DOUBTS, SEATS
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Field, Tick
from station.ui.proctor.layouts import beside
from station.ui.proctor.roles import words
from station.ui.proctor.when import iso_of
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True)
class TypedOrder:
    """The order as it was typed, so that nothing is typed twice where the act was broken off."""

    number: str = ""
    day: str = ""
    chair: str = ""
    members: tuple[str, ...] = ()


class CommissionDialog(AskDialog):
    """Number and date of the order, chair, members; doubts are shown and may be accepted (Q-11).

    `today` is ISO, `most` how many members there may be beside the chair; `doubts` says what speaks against people.
    Signals: `given(str, str, object)` with number, ISO date and a tuple of `Seat`.
    """

    given = Signal(str, str, object)

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        today: str,
        most: int,
        doubts: Callable[[Sequence[Seat]], tuple[str, ...]],
        typed: TypedOrder | None = None,
    ) -> None:
        super().__init__(
            over, texts, texts.get("Enter the commission"),
            texts.get("From the institution's order, letter for letter. One chair and up to {n} members.").format(
                n=most
            ),
            texts.get("Enter the commission"), width=760,
        )  # fmt: skip
        self._today, self._doubts = today, doubts
        self._shown: tuple[str, ...] = ()
        self.number, self.day, self.chair = Field(longest=limits.NUMBER), Field(longest=10), Field(longest=limits.NAME)
        self.members = tuple(Field(longest=limits.NAME) for _ in range(most))
        self.number.set_words(self.say("Number of the order"))
        self.day.set_words(self.say("Date of the order"), self.say("dd.mm.yyyy"))
        self.chair.set_words(self.say("Chair"), self.say("full name"))
        for place, field in enumerate(self.members, 1):
            field.set_words(self.say("Member {n}", n=place), self.say("full name"))
        self.warning, self.accepted = Notice("warn"), Tick()
        self.accepted.set_words(self.say("The order names these people all the same"))
        for part in (self.warning, self.accepted):
            part.hide()
        for line in (beside(self.number, self.day), self.chair):
            self.body.addWidget(line)
        for at in range(0, most, 2):
            self.body.addWidget(beside(*self.members[at : at + 2]))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.accepted)
        self.finish_body()
        for place, field in enumerate(self.fields):
            field.line.returnPressed.connect(lambda at=place: self._next(at))
        self._fill(typed or TypedOrder())

    @property
    def fields(self) -> tuple[Field, ...]:
        """In the order in which they are typed."""
        return (self.number, self.day, self.chair, *self.members)

    @property
    def typed(self) -> TypedOrder:
        """What stands in the fields."""
        return TypedOrder(self.number.text, self.day.text, self.chair.text, tuple(field.text for field in self.members))

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Chair and members; empty lines are nobody."""
        members = (Seat(field.text, MEMBER) for field in self.members if field.text)
        return (Seat(self.chair.text, CHAIR), *members)

    def answer(self, name: str) -> None:
        """Doubts are shown first; the dialog closes once they are accepted."""
        if name == "ok" and not self.isHidden() and self._missing()[0] is None and self._doubt():
            for field in self.fields:
                field.set_fault("")
            self.show_fault("")
            return
        super().answer(name)

    def check(self) -> str:
        """Everything is there and nobody is named twice."""
        for field in self.fields:
            field.set_fault("")
        wrong, fault = self._missing()
        if wrong is not None:
            wrong.set_fault(fault)
            self._fit()
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(wrong)
            return self.say("Look at the marked field.")
        return ""

    def give(self) -> None:
        """Hand the order on."""
        self.given.emit(self.number.text, iso_of(self.day.text), self.seats)

    def _missing(self) -> tuple[Field | None, str]:
        if not self.number.text:
            return self.number, self.say("Write the number of the order.")
        day = iso_of(self.day.text)
        if not day:
            return self.day, self.say("Write the date as 22.11.2026.")
        if day > self._today:
            return self.day, self.say("The order cannot be later than today.")
        if not self.chair.text:
            return self.chair, self.say("Write the full name of the chair.")
        if not any(field.text for field in self.members):
            return self.members[0], self.say("Write the full name of at least one member.")
        named: set[str] = set()
        for field in self.fields[2:]:
            folded = " ".join(field.text.casefold().split())
            if folded and folded in named:
                return field, self.say("This person is named already.")
            named.add(folded)
        return None, ""

    def _doubt(self) -> bool:
        """Whether something speaks against these people that was not accepted yet; shows it."""
        found = self._doubts(self.seats)
        if found != self._shown:
            self._shown = found
            self.accepted.setChecked(False)
        told = "\n".join(words(self.texts, DOUBTS, doubt) for doubt in found)
        self.warning.show_words(told, self.say("Look at the order again"))
        for part in (self.warning, self.accepted):
            part.setVisible(bool(found))
        self._fit()
        if not found or self.accepted.isChecked():
            return False
        self.accepted.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.accepted)
        return True

    def _fill(self, typed: TypedOrder) -> None:
        self.number.set_text(typed.number)
        self.day.set_text(typed.day)
        self.chair.set_text(typed.chair)
        for field, name in zip(self.members, typed.members, strict=False):
            field.set_text(name)

    def _next(self, at: int) -> None:
        """Enter leads from field to field; from an empty member's line, or the last one, to the act."""
        fields = self.fields
        is_end = at >= 3 and (not fields[at].text or at + 1 == len(fields))
        if is_end:
            self.answer("ok")
        else:
            fields[at + 1].line.setFocus(Qt.FocusReason.TabFocusReason)


class PassphraseDialog(Dialog):
    """Each member's new passphrase, one person at a time: it is kept nowhere and not shown again.

    First it says who is to come; only then that person's passphrase is shown, and the next step hides it.
    """

    def __init__(self, over: QWidget, texts: Texts, members: Sequence[Member]) -> None:
        super().__init__(
            over,
            texts.get("Passphrases of the commission"),
            texts.get(
                "Each passphrase is shown once, to its owner alone, and is kept nowhere. The owner writes it down and "
                "keeps it secret. A lost one means that the order is entered again."
            ),
            (("next", "", "primary"),),
            width=680,
        )
        self._texts, self._members = texts, tuple(members)
        self._place, self._is_shown = 0, False
        self.who, self.role = label(role="heading"), label(role="muted")
        self.secret, self.say_who = label(role="large"), Notice("warn")
        for part in (self.role, self.who, self.say_who, self.secret):
            self.body.addWidget(part)
        self._show()

    def answer(self, name: str) -> None:
        """The next step; after the last person it closes."""
        if self.isHidden():
            return
        if not self._is_shown:
            self._is_shown = True
        elif self._place + 1 < len(self._members):
            self._place, self._is_shown = self._place + 1, False
        else:
            self._forget()
            super().answer("done")
            return
        self._show()

    def dismiss(self) -> None:
        """The desk locks: nothing stays on the screen."""
        self._forget()
        super().dismiss()

    def _forget(self) -> None:
        self.secret.clear()
        self._members = ()

    def _show(self) -> None:
        member = self._members[self._place]
        n = {"n": self._place + 1, "m": len(self._members)}
        self.role.setText(
            self._texts.get("{role}, person {n} of {m}").format(role=words(self._texts, SEATS, member.role), **n)
        )
        self.who.setText(member.name)
        self.say_who.show_words(self._texts.get("Only this person looks at the screen now."))
        self.say_who.setVisible(not self._is_shown)
        self.secret.setText(member.passphrase if self._is_shown else "")
        self.secret.setVisible(self._is_shown)
        is_last = self._place + 1 == len(self._members)
        done = "It is written down, finish" if is_last else "It is written down, next person"
        self.button("next").setText(self._texts.get(done if self._is_shown else "Show the passphrase"))
        self._fit()
