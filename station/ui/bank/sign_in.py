"""The way into the bank: a person, the passphrase; at the start it opens the locked bank as well."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from question_bank.workflow import Role
from resources.texts import Texts
from station.ui.bank.role_words import roles_of
from station.ui.proctor.facts import Facts
from station.ui.proctor.fields import Field, SelectField
from station.ui.proctor.front import FrontScreen
from station.ui.proctor.layouts import Tiles
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Entry:
    """A slot of the bank: its id, the person's name and roles where they are known before it is opened."""

    id: str
    name: str = ""
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the training bank, with the passphrase that the screen may show."""

    name: str
    roles: frozenset[Role]
    passphrase: str


@dataclass(frozen=True, slots=True)
class SignInView:
    """Who may sign in, what there is to say (`kind` as of a notice), the training bank's accounts."""

    bank: str
    pc: str
    entries: tuple[Entry, ...]
    message: str = ""
    kind: str = "danger"
    is_busy: bool = False
    accounts: tuple[Account, ...] = ()


class SignInScreen(FrontScreen):
    """Signals: `sign_in_asked(str, str)` slot ("recovery" for the envelope) and passphrase, which the screen then
    forgets, and those of every front screen."""

    sign_in_asked = Signal(str, str)

    def __init__(self, texts: Texts, view: SignInView, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view = view
        self._build()
        self.set_texts(texts)

    def _build(self) -> None:
        self.title, self.lead = label(role="title"), label(role="muted")
        self.message = Notice("danger")
        self.who, self.secret = SelectField(), Field(is_secret=True)
        self.enter, self.leave = PrimaryButton(icon_name="lock"), SecondaryButton()
        self.enter.clicked.connect(self._ask)
        self.leave.clicked.connect(self.leave_asked)
        self.secret.line.returnPressed.connect(self._ask)
        card = Card(620)
        for part in (
            self.title, self.lead, self.message, self.who, self.secret, Tiles((self.leave, self.enter), 220, 2),
        ):  # fmt: skip
            card.body.addWidget(part)
        self.accounts_title, self.accounts = label(role="heading"), Facts(380, 600)
        self.accounts_card = Card(820, padding=24)
        self.accounts_card.body.addWidget(self.accounts_title)
        self.accounts_card.body.addWidget(self.accounts)
        self.put_cards(card, self.accounts_card)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        super().set_texts(texts)
        self.title.setText(self.say("Sign in to the bank of questions"))
        self.lead.setText(
            self.say("The bank is encrypted. Each person opens it with the own passphrase; every act bears a name.")
        )
        self.who.set_words(self.say("Person"))
        self.secret.set_words(self.say("Passphrase"))
        self.enter.setText(self.say("Sign in"))
        self.leave.setText(self.say("Leave the program"))
        self.accounts_title.setText(self.say("Accounts of the training bank"))
        self.set_view(self._view)

    def set_view(self, view: SignInView) -> None:
        """Show this value; who is chosen stays chosen."""
        self._view = view
        pc = self.say("PC {name}", name=view.pc) if view.pc else ""
        self.top.set_titles(view.bank or self.say("Question bank"), pc)
        self.who.select.set_items([(entry.id, self._name(entry)) for entry in view.entries])
        self.message.show_words(view.message, kind=view.kind)
        self.message.setVisible(bool(view.message))
        self.accounts.set_rows(
            [
                (f"{account.name}, {roles_of(self._texts, account.roles)}", account.passphrase)
                for account in view.accounts
            ]
        )
        self.accounts_card.setVisible(bool(view.accounts))
        self.enter.setEnabled(not view.is_busy)

    def refuse(self, message: str) -> None:
        """Say why it was refused and begin again at the passphrase."""
        self.set_view(replace(self._view, message=message, kind="danger", is_busy=False))
        self.start_focus()

    def start_focus(self) -> None:
        """The passphrase comes first where there is nobody to choose."""
        (self.secret.line if len(self._view.entries) < 2 or self._view.message else self.who.select).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the person leads on to the passphrase."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.who.select.hasFocus():
            self.secret.line.setFocus()
        else:
            super().keyPressEvent(event)

    def _name(self, entry: Entry) -> str:
        if entry.id == RECOVERY:
            return self.say("Recovery envelope")
        roles = roles_of(self._texts, entry.roles)
        return f"{entry.name or entry.id} · {roles}" if roles else entry.name or entry.id

    def _ask(self) -> None:
        if self._view.is_busy:
            return
        if not self.secret.text:
            self.message.show_words(self.say("Type the passphrase."), kind="danger")
            self.message.show()
            self.secret.line.setFocus()
            return
        secret = self.secret.line.text()
        self.secret.line.clear()
        self.sign_in_asked.emit(self.who.select.value, secret)
