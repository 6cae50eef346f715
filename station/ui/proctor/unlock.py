"""Start of the station: a staff member, the passphrase, and the right date and time (security c2b, c8)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from resources.texts import Texts
from station.ui.proctor.fields import Field, SelectField, Tick
from station.ui.proctor.front import FrontScreen
from station.ui.proctor.layouts import Tiles
from station.ui.proctor.roles import ROLES, words
from station.ui.proctor.when import day, hour, moment_of
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True)
class Slot:
    """A slot of the keyring: id, name where it is known, role ("recovery" for the envelope)."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class UnlockView:
    """Who may unlock, what the computer's clock shows (UTC ms), and what there is to say."""

    slots: tuple[Slot, ...]
    wall_ms: int
    offset_minutes: int = 360
    message: str = ""
    message_kind: str = "danger"
    is_busy: bool = False


class UnlockScreen(FrontScreen):
    """Signals: `unlock_asked(str, str, object)` slot, passphrase, confirmed wall time (UTC ms, int), and those of every
    front screen."""

    unlock_asked = Signal(str, str, object)

    def __init__(self, texts: Texts, view: UnlockView) -> None:
        super().__init__(texts)
        self._view = view
        self._build()
        self.set_texts(texts)
        self.set_view(view)

    def _build(self) -> None:
        self.message = Notice("danger")
        self.title, self.lead = label(role="title"), label(role="muted")
        self.who, self.secret = SelectField(), Field(is_secret=True)
        self.clock_title, self.clock = label(role="strong"), label(role="large")
        self.right, self.wrong = Tick(is_round=True), Tick(is_round=True)
        self._group = QButtonGroup(self)
        for tick in (self.right, self.wrong):
            self._group.addButton(tick)
            tick.toggled.connect(self._follow)
        self.day, self.hour = Field(longest=10), Field(longest=5)
        self.typed = Tiles((self.day, self.hour), 200, 2)
        self.unlock, self.leave = PrimaryButton(icon_name="lock"), SecondaryButton()
        self.unlock.clicked.connect(self._ask)
        self.leave.clicked.connect(self.leave_asked)
        for field in (self.secret, self.day, self.hour):
            field.line.returnPressed.connect(self._ask)
        card = Card(620)
        for part in (
            self.title, self.lead, self.message, self.who, self.secret,
            self.clock_title, self.clock, self.right, self.wrong, self.typed,
            Tiles((self.leave, self.unlock), 220, 2),
        ):  # fmt: skip
            card.body.addWidget(part)
        self.put_cards(card)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        super().set_texts(texts)
        self.top.set_titles(self.say("Qualification test"), self.say("Head of a general education organisation"))
        self.title.setText(self.say("Start the station"))
        self.lead.setText(
            self.say("The data of this station are locked. A staff member opens them with the passphrase.")
        )
        self.who.set_words(self.say("Staff member"))
        self.secret.set_words(self.say("Passphrase"))
        self.clock_title.setText(self.say("Is this the right date and time?"))
        self.right.set_words(self.say("Yes, date and time are right"))
        self.wrong.set_words(self.say("No, type the right ones"))
        self.day.set_words(self.say("Date"), self.say("dd.mm.yyyy"))
        self.hour.set_words(self.say("Time"), self.say("hh:mm"))
        self.unlock.setText(self.say("Start the station"))
        self.leave.setText(self.say("Leave the program"))
        self.set_view(self._view)

    def set_view(self, view: UnlockView) -> None:
        """Show this value; what is being typed stays."""
        self._view = view
        slots = [
            (slot.id, " · ".join(filter(None, (slot.name, words(self._texts, ROLES, slot.role)))))
            for slot in view.slots
        ]
        self.who.select.set_items(slots)
        self.clock.setText(f"{day(view.wall_ms, view.offset_minutes)}   {hour(view.wall_ms, view.offset_minutes)}")
        self.message.show_words(view.message, kind=view.message_kind)
        self.message.setVisible(bool(view.message))
        self.unlock.setEnabled(not view.is_busy)
        self._follow()

    def start_focus(self) -> None:
        """The passphrase comes first."""
        self.secret.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an answer about the clock starts, as in the fields."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.right.hasFocus() or self.wrong.hasFocus()):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.typed.setVisible(self.wrong.isChecked())

    def _ask(self) -> None:
        if self._view.is_busy:
            return
        confirmed: int | None = self._view.wall_ms
        if not (self.right.isChecked() or self.wrong.isChecked()):
            self._complain(self.say("Confirm the date and time, or type the right ones."))
            self.right.setFocus()
            return
        if self.wrong.isChecked():
            confirmed = moment_of(self.day.text, self.hour.text, self._view.offset_minutes)
            if confirmed is None:
                self._complain(self.say("Write the date as 22.11.2026 and the time as 09:54."))
                self.day.line.setFocus()
                return
        if not self.secret.text:
            self._complain(self.say("Type the passphrase."))
            self.secret.line.setFocus()
            return
        secret = self.secret.line.text()
        self.secret.line.clear()
        self.unlock_asked.emit(self.who.select.value, secret, confirmed)

    def _complain(self, text: str) -> None:
        self.message.show_words(text, kind="danger")
        self.message.show()
