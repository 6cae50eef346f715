"""Questions of the staff tab: a person's name and roles, and a new passphrase that is shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.workflow import Person, Role
from resources.texts import Texts
from station.domain import limits
from station.ui.bank.role_words import DUTIES, ROLES
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Field, Tick
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class PersonDialog(AskDialog):
    """Enrols a person, or changes the roles of `person`. `taken`: names that are there already.

    Signals: `given(str, object)` name and frozenset of `Role`.
    """

    given = Signal(str, object)

    def __init__(self, over: QWidget, texts: Texts, taken: tuple[str, ...], person: Person | None = None) -> None:
        title = texts.get("Change the roles") if person else texts.get("Enrol a person")
        super().__init__(over, texts, title, "", title)
        self._taken = {_folded(name) for name in taken}
        self.name = Field(longest=limits.NAME)
        self.name.set_words(self.say("Full name"))
        if person is not None:
            self.name.set_text(person.name)
            self.name.line.setReadOnly(True)
            self.name.line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name.line.returnPressed.connect(lambda: self.answer("ok"))
        self.body.addWidget(self.name)
        self.body.addWidget(label(self.say("Roles"), "strong"))
        self.ticks: dict[Role, Tick] = {}
        for role, words in ROLES.items():
            tick = Tick(f"{self.say(words)} – {self.say(DUTIES[role])}")
            tick.setChecked(person is not None and role in person.roles)
            self.ticks[role] = tick
            self.body.addWidget(tick)
        self.finish_body()

    @property
    def roles(self) -> frozenset[Role]:
        """The ticked ones."""
        return frozenset(role for role, tick in self.ticks.items() if tick.isChecked())

    def check(self) -> str:
        """A name that nobody has, and a role."""
        if not self.name.text:
            return self.say("Write the full name.")
        if _folded(self.name.text) in self._taken:
            return self.say("A person of this name is enrolled already. Add what tells them apart.")
        return "" if self.roles else self.say("Choose at least one role.")

    def give(self) -> None:
        """Hand both on."""
        self.given.emit(" ".join(self.name.text.split()), self.roles)


class PassphraseDialog(Dialog):
    """A passphrase that is kept nowhere: first it says for whom it is, then it is shown, then it is gone.

    Signals: `print_asked(str, str)` name and passphrase, to print its slip (as often as wanted while it is shown).
    """

    print_asked = Signal(str, str)

    def __init__(self, over: QWidget, texts: Texts, name: str, passphrase: str, can_print: bool = True) -> None:
        super().__init__(
            over,
            texts.get("Passphrase of {name}").format(name=name),
            texts.get(
                "It is shown once, to its owner alone, and is kept nowhere. The owner writes it down, or takes the "
                "printed slip along, and keeps it secret."
            ),
            (("print", texts.get("Print the slip"), "secondary"), ("next", "", "primary")),
            width=680,
        )
        self._texts, self._name, self._secret = texts, name, passphrase
        self._is_shown, self._can_print = False, can_print
        self.secret, self.warning = label(role="large"), Notice("warn")
        self.warning.show_words(texts.get("Only this person looks at the screen now."))
        for part in (self.warning, self.secret):
            self.body.addWidget(part)
        self._show()

    def answer(self, name: str) -> None:
        """Show it, print it, or close."""
        if self.isHidden():
            return
        if name == "print":
            self.print_asked.emit(self._name, self._secret)
        elif not self._is_shown:
            self._is_shown = True
            self._show()
        else:
            self._forget()
            super().answer("done")

    def dismiss(self) -> None:
        """The desk locks: nothing stays on the screen."""
        self._forget()
        super().dismiss()

    def _forget(self) -> None:
        self.secret.clear()
        self._secret = ""

    def _show(self) -> None:
        self.warning.setVisible(not self._is_shown)
        self.secret.setVisible(self._is_shown)
        self.secret.setText(self._secret if self._is_shown else "")
        self.button("print").setVisible(self._is_shown and self._can_print)
        done = "It is written down, close" if self._is_shown else "Show the passphrase"
        self.button("next").setText(self._texts.get(done))
        self._fit()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
