"""The tab of staff: who works with the bank, roles, passphrases that are shown once."""

from typing import TYPE_CHECKING

from question_bank.workflow import FourEyes, Role
from station.services.bank import custody
from station.services.bank import desk as services
from station.services.bank.bank import Bank
from station.ui.bank.staff_dialogs import PassphraseDialog
from station.ui.bank.staff_screen import StaffScreen, StaffView

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk


class StaffTab:
    """Joins the screen of staff to the services."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._policy = FourEyes()
        self.screen = StaffScreen(desk.texts, self._view())
        screen = self.screen
        screen.enrol_asked.connect(lambda name, roles: desk.act(services.enrol, name, roles, then=self._show_secret))
        screen.passphrase_asked.connect(lambda who: desk.act(services.renew, who, then=self._show_secret))
        screen.roles_asked.connect(lambda who, roles: desk.act(custody.set_roles, who, roles))
        screen.removal_asked.connect(self._remove)

    def enter(self) -> None:
        """Read the policy."""
        self.show()
        self._desk.ask(_policy, then=self._take)

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language."""
        self.show()

    def _view(self) -> StaffView:
        desk = self._desk
        person = desk.state.person
        return StaffView(
            desk.state.staff, person.id if person else "", desk.may(Role.CUSTODIAN), self._policy, desk.is_busy
        )

    def _take(self, policy: FourEyes) -> None:
        self._policy = policy
        self.show()

    def _show_secret(self, told: tuple[str, str]) -> None:
        if self._desk.frame is not None:
            PassphraseDialog(self._desk.frame, self._desk.texts, *told, can_print=False).open()

    def _remove(self, who: str) -> None:
        """Whoever removes oneself has nothing more to do here."""
        person = self._desk.state.person
        if person is not None and person.id == who:
            self._desk.core.call(lambda _none: self._desk.lock("key"), self._desk.refused, custody.remove,
                                 self._desk.bank, who)  # fmt: skip
        else:
            self._desk.act(custody.remove, who)


def _policy(bank: Bank) -> FourEyes:
    return bank.store.policy
