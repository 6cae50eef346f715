"""Questions of the desk over the window: a reason, a second person, a plain yes. Never Qt's own dialogs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain.limits import NUMBER
from station.ui.proctor.choices import OTHER, Choice
from station.ui.proctor.fields import Area, Field, SelectField, Tick
from station.ui.proctor.words import ROLES, words
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class AskDialog(Dialog):
    """A dialog that closes with "ok" only once its fields are right. Children fill `body`.

    `check` answers what is wrong ("" for nothing), `give` emits the values.
    """

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        title: str,
        text: str,
        act: str,
        role: str = "primary",
        width: int = 620,
    ) -> None:
        buttons = (("cancel", texts.get("Cancel"), "secondary"), ("ok", act, role))
        super().__init__(over, title, text, buttons, cancel="cancel", width=width)
        self.texts = texts
        self._fault = Notice("danger")
        self._fault.hide()

    def open(self, focus: QWidget | None = None) -> None:
        """The keys begin at the first field, where the answer is typed; a question without one begins at Cancel."""
        super().open(focus or self._first_field())

    def _first_field(self) -> QWidget | None:
        fields = self._scroll.findChildren(QWidget)
        takes_tab = Qt.FocusPolicy.TabFocus
        return next((field for field in fields if field.focusPolicy() & takes_tab and not field.isHidden()), None)

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self.texts.get(message).format(**facts)

    def finish_body(self) -> None:
        """Put the place for faults under the fields."""
        self.body.addWidget(self._fault)

    def show_fault(self, text: str) -> None:
        """Say what is wrong."""
        self._fault.show_words(text)
        self._fault.setVisible(bool(text))
        self._fit()

    def check(self) -> str:
        """What is wrong, or ""."""
        return ""

    def give(self) -> None:
        """Emit the values."""

    def answer(self, name: str) -> None:
        """Close on "ok" only if nothing is wrong."""
        if self.isHidden():
            return
        if name == "ok":
            fault = self.check()
            if fault:
                self.show_fault(fault)
                return
        super().answer(name)
        if name == "ok":
            self.give()


def _tight_column(owner: QWidget) -> QVBoxLayout:
    """Ways or reasons that belong together stand close to each other."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


class ReasonPicker(QWidget):
    """A list of reasons and a line for own words; `stored` is what is recorded."""

    def __init__(self, texts: Texts, choices: Sequence[Choice], title: str = "") -> None:
        super().__init__()
        self._texts, self._choices = texts, tuple(choices)
        self._group = QButtonGroup(self)
        column = _tight_column(self)
        if title:
            column.addWidget(label(title, "strong"))
        self.ticks: dict[str, Tick] = {}
        for choice in self._choices:
            tick = Tick(choice.words(texts.language), is_round=True)
            self._group.addButton(tick)
            self.ticks[choice.id] = tick
            column.addWidget(tick)
        self.note = Field(longest=200)  # the offered reason stands before it: together they fit (domain.limits)
        self.note.set_words(texts.get("In your own words (health: the fact only, no diagnosis)"))
        column.addSpacing(8)
        column.addWidget(self.note)

    @property
    def chosen(self) -> Choice | None:
        """The chosen reason."""
        return next((choice for choice in self._choices if self.ticks[choice.id].isChecked()), None)

    @property
    def stored(self) -> str:
        """Kyrgyz | Russian and the own words, or ""."""
        return self.chosen.stored(self.note.text) if self.chosen else ""

    def fault(self) -> str:
        """What is missing, or ""."""
        if self.chosen is None:
            return self._texts.get("Choose a reason.")
        if (self.chosen.id == OTHER or self.chosen.needs_note) and not self.note.text:
            return self._texts.get("Write the reason in your own words.")
        return ""


class ReasonDialog(AskDialog):
    """Asks for a reason. Signals: `given(str)` with what is recorded."""

    given = Signal(str)

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        title: str,
        text: str,
        act: str,
        choices: Sequence[Choice],
        role: str = "primary",
    ) -> None:
        super().__init__(over, texts, title, text, act, role)
        self.picker = ReasonPicker(texts, choices)
        self.body.addWidget(self.picker)
        self.finish_body()

    def check(self) -> str:
        """A reason is chosen, and written where it must be."""
        return self.picker.fault()

    def give(self) -> None:
        """Hand the reason on."""
        self.given.emit(self.picker.stored)


class TextDialog(AskDialog):
    """Asks for one line, such as the number of a document. Signals: `given(str)`."""

    given = Signal(str)

    def __init__(
        self, over: QWidget, texts: Texts, title: str, text: str, act: str, words: str, hint: str = "",
        role: str = "primary",
    ) -> None:  # fmt: skip
        super().__init__(over, texts, title, text, act, role)
        self.field = Field(longest=NUMBER)
        self.field.set_words(words, hint)
        self.field.line.returnPressed.connect(lambda: self.answer("ok"))
        self.body.addWidget(self.field)
        self.finish_body()

    def check(self) -> str:
        """Something is written."""
        return "" if self.field.text else self.say("Fill in the field.")

    def give(self) -> None:
        """Hand the line on."""
        self.given.emit(self.field.text)


class SecondPersonDialog(AskDialog):
    """Another staff member types the own passphrase (two-person acts).

    Signals: `given(str, str)` with staff id and passphrase. Whoever opened it checks them and, if they are wrong,
    opens it again with `fault`.
    """

    given = Signal(str, str)

    def __init__(
        self, over: QWidget, texts: Texts, staff: Sequence[tuple[str, str]], why: str, fault: str = ""
    ) -> None:
        super().__init__(
            over, texts, texts.get("A second person is needed"), why, texts.get("Confirm the act"), "primary"
        )
        self.who = SelectField()
        self.who.set_words(self.say("Second person"))
        self.who.select.set_items(staff)
        self.secret = Field(is_secret=True)
        self.secret.set_words(self.say("Passphrase of the second person"))
        self.secret.line.returnPressed.connect(lambda: self.answer("ok"))
        for part in (self.who, self.secret):
            self.body.addWidget(part)
        self.finish_body()
        if fault:
            self.show_fault(fault)

    def check(self) -> str:
        """Both are there."""
        if not self.who.select.value:
            return self.say("No other staff member is enrolled.")
        return "" if self.secret.text else self.say("Type the passphrase.")

    def give(self) -> None:
        """Hand both on and forget the passphrase."""
        who, secret = self.who.select.value, self.secret.line.text()
        self.secret.line.clear()
        self.given.emit(who, secret)


class SignInDialog(AskDialog):
    """The way from the code screen to the desk. Signals: `given(str, str)` staff id and passphrase; `answered`
    with "cancel" leads back."""

    given = Signal(str, str)

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        staff: Sequence[tuple[str, str, str]],
        fault: str = "",
        pauses: bool = False,
    ) -> None:
        """`staff`: (id, name, role). `pauses`: a test runs here and will be paused."""
        text = texts.get("A test is running on this computer. It will be paused.") if pauses else ""
        super().__init__(over, texts, texts.get("Sign in to the desk"), text, texts.get("Open the desk"))
        self.who = SelectField()
        self.who.set_words(self.say("Staff member"))
        self.who.select.set_items([(name, f"{who} · {words(texts, ROLES, role)}") for name, who, role in staff])
        self.secret = Field(is_secret=True)
        self.secret.set_words(self.say("Passphrase"))
        self.secret.line.returnPressed.connect(lambda: self.answer("ok"))
        for part in (self.who, self.secret):
            self.body.addWidget(part)
        self.finish_body()
        if fault:
            self.show_fault(fault)

    def check(self) -> str:
        """A passphrase is typed."""
        return "" if self.secret.text else self.say("Type the passphrase.")

    def give(self) -> None:
        """Hand both on and forget the passphrase."""
        who, secret = self.who.select.value, self.secret.line.text()
        self.secret.line.clear()
        self.given.emit(who, secret)


class ConfirmDialog(AskDialog):
    """A plain question. Signals: `given()` on yes."""

    given = Signal()

    def __init__(self, over: QWidget, texts: Texts, title: str, text: str, act: str, role: str = "primary") -> None:
        super().__init__(over, texts, title, text, act, role)
        self.finish_body()

    def give(self) -> None:
        """Yes."""
        self.given.emit()


class InterruptDialog(AskDialog):
    """Stops a test without a verdict (R-24.11). Signals: `given(str, str, str)` ground, reason, act number."""

    given = Signal(str, str, str)

    def __init__(
        self, over: QWidget, texts: Texts, who: str, choices: Sequence[Choice], grounds: dict[str, str]
    ) -> None:
        super().__init__(
            over,
            texts,
            texts.get("Interrupt the test"),
            texts.get("{name}. The answers stay stored. There is no verdict until a numbered decision.").format(
                name=who
            ),
            texts.get("Interrupt now"),
            "danger-primary",
        )
        self.ground = SelectField()
        self.ground.set_words(self.say("Ground"))
        self.ground.select.set_items([(name, self.say(told)) for name, told in grounds.items()])
        self.picker = ReasonPicker(texts, choices, self.say("Reason"))
        self.act = Field(longest=60)
        self.act.set_words(self.say("Number of the act"), self.say("for a removal always"))
        for part in (self.ground, self.picker, self.act):
            self.body.addWidget(part)
        self.finish_body()

    def check(self) -> str:
        """A reason, and an act for a removal."""
        if fault := self.picker.fault():
            return fault
        if self.ground.select.value == "removal" and not self.act.text:
            return self.say("A removal needs the number of its act.")
        return ""

    def give(self) -> None:
        """Hand all three on."""
        self.given.emit(self.ground.select.value, self.picker.stored, self.act.text)


class DecideDialog(AskDialog):
    """The numbered decision on an interrupted test (R-24.11). Signals: `given(str, str, str)` number, reason, way."""

    given = Signal(str, str, str)

    def __init__(self, over: QWidget, texts: Texts, who: str, choices: Sequence[Choice], ways: dict[str, str]) -> None:
        super().__init__(
            over,
            texts,
            texts.get("Decide the interruption"),
            who,
            texts.get("Record the decision"),
            "primary",
        )
        self.number = Field(longest=60)
        self.number.set_words(self.say("Number of the decision"))
        self._group = QButtonGroup(self)
        self.ways = {name: Tick(self.say(told), is_round=True) for name, told in ways.items()}
        self.picker = ReasonPicker(texts, choices, self.say("Reason"))
        self.body.addWidget(self.number)
        box = QWidget()
        column = _tight_column(box)
        for tick in self.ways.values():
            self._group.addButton(tick)
            column.addWidget(tick)
        self.body.addWidget(box)
        self.body.addWidget(self.picker)
        self.finish_body()

    @property
    def way(self) -> str:
        """The chosen way, or ""."""
        return next((name for name, tick in self.ways.items() if tick.isChecked()), "")

    def check(self) -> str:
        """Number, way and reason are there."""
        if not self.number.text:
            return self.say("Write the number of the decision.")
        if not self.way:
            return self.say("Choose one of the three ways.")
        return self.picker.fault()

    def give(self) -> None:
        """Hand all three on."""
        self.given.emit(self.number.text, self.picker.stored, self.way)


class ExtendDialog(AskDialog):
    """Adds minutes under an act, by two persons. Signals: `given(int, str)` minutes and act number."""

    given = Signal(int, str)

    def __init__(self, over: QWidget, texts: Texts, who: str) -> None:
        super().__init__(over, texts, texts.get("Give additional time"), who, texts.get("Give the time"))
        self.minutes = Field(longest=3)
        self.minutes.set_words(self.say("Minutes"))
        self.act = Field(longest=60)
        self.act.set_words(self.say("Number of the act"))
        for part in (self.minutes, self.act):
            self.body.addWidget(part)
        self.finish_body()

    def check(self) -> str:
        """A number of minutes and an act."""
        if not (self.minutes.text.isdecimal() and 0 < int(self.minutes.text) <= 240):
            return self.say("Write the minutes as a number from 1 to 240.")
        return "" if self.act.text else self.say("Write the number of the act.")

    def give(self) -> None:
        """Hand both on."""
        self.given.emit(int(self.minutes.text), self.act.text)


__all__ = [
    "Area", "AskDialog", "ConfirmDialog", "DecideDialog", "ExtendDialog", "InterruptDialog", "ReasonDialog",
    "ReasonPicker", "SecondPersonDialog", "SignInDialog", "TextDialog",
]  # fmt: skip
