"""Who works with the bank: people, roles, passphrases, and which persons must differ (R-24.1, R-24.2)."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from question_bank.workflow import FourEyes, Person, Role
from resources.texts import Texts
from station.ui.bank.parts import card_of
from station.ui.bank.role_words import ROLES, roles_of
from station.ui.bank.staff_dialogs import PersonDialog
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.layouts import Flow, Split
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.theme import Look
from station.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

ALL_DIFFER = FourEyes()


@dataclass(frozen=True, slots=True)
class StaffView:
    """The people, the id of who is signed in, whether that person is a custodian, the policy."""

    people: tuple[Person, ...]
    me: str = ""
    is_custodian: bool = False
    policy: FourEyes = ALL_DIFFER
    is_busy: bool = False

    def person(self, person_id: str) -> Person | None:
        """The person of that id."""
        return next((person for person in self.people if person.id == person_id), None)


class StaffScreen(DeskScreen):
    """Signals: `enrol_asked(str, object)` name and frozenset of `Role`; `roles_asked(str, object)` id and the new
    roles; `passphrase_asked(str)` a new one for that id, whose old one ends; `removal_asked(str)` id, asked once more
    here. Whoever hears the first or third shows the answer with `PassphraseDialog` of `staff_dialogs`."""

    enrol_asked = Signal(str, object)
    roles_asked = Signal(str, object)
    passphrase_asked = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, texts: Texts, view: StaffView) -> None:
        super().__init__(texts)
        self._view = view
        self.title, self.note = label(role="heading"), Notice("plain")
        self.table = DeskTable()
        self.table.row_chosen.connect(self._show_side)
        self.table.row_opened.connect(self._change_roles)
        self.enrol = PrimaryButton(icon_name="plus")
        self.who, self.does = label(role="heading"), label(role="muted")
        self.roles = SecondaryButton()
        self.passphrase, self.remove = SecondaryButton(), DangerButton()
        self.policy_title = label(role="heading")
        self.rules = tuple(Notice("plain") for _ in range(3))
        self.enrol.clicked.connect(self._enrol)
        self.roles.clicked.connect(self._change_roles)
        self.passphrase.clicked.connect(self._renew)
        self.remove.clicked.connect(self._remove)
        main = card_of(self.title, self.note, Flow(self.enrol), self.table)
        main.body.setStretchFactor(self.table, 1)
        side = card_of(
            self.who, self.does, self.roles, self.passphrase, self.remove, self.policy_title, *self.rules,
            stretches=True,
        )  # fmt: skip
        self.split = Split(main, side, 360, 520, lambda: self.table.least_width)
        self.column.addWidget(self.split, 1)
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.title.setText(self.say("People of the bank"))
        self.enrol.setText(self.say("Enrol a person …"))
        self.roles.setText(self.say("Change the roles …"))
        self.passphrase.setText(self.say("Give a new passphrase …"))
        self.remove.setText(self.say("Remove the person …"))
        self.policy_title.setText(self.say("Four eyes"))
        self.table.setAccessibleName(self.say("People of the bank"))
        self.table.set_heads([Head(self.say("Full name"), 16, 2), Head(self.say("Roles"), 18, 3)])
        self.set_view(self._view)

    def set_view(self, view: StaffView) -> None:
        """Show this value; the chosen person stays chosen."""
        self._view = view
        self.table.set_rows([self._row(person) for person in view.people])
        if not self.table.chosen_id and view.people:
            self.table.choose(view.me or view.people[0].id)
        self.note.show_words(
            self.say("You enrol and remove people. Each passphrase is shown once, to its owner.")
            if view.is_custodian
            else self.say("Only a custodian of the bank enrols and removes people."),
            kind="info" if view.is_custodian else "plain",
        )
        self._show_policy(view.policy)
        self._show_side()

    @property
    def chosen(self) -> Person | None:
        """Who is chosen."""
        return self._view.person(self.table.chosen_id)

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(240))

    def _row(self, person: Person) -> Row:
        name = self.say("{name} (you)", name=person.name) if person.id == self._view.me else person.name
        return Row(person.id, (Cell(name), Cell(roles_of(self.texts, person.roles))))

    def _show_side(self) -> None:
        view, person = self._view, self.chosen
        self.who.setText(person.name if person else self.say("Nobody is chosen"))
        self.does.setText(roles_of(self.texts, person.roles) if person else "")
        can = view.is_custodian and not view.is_busy
        self.enrol.setEnabled(can)
        for button in (self.roles, self.passphrase, self.remove):
            button.setEnabled(can and person is not None)
            button.setVisible(view.is_custodian)

    def _show_policy(self, policy: FourEyes) -> None:
        pairs = (
            (policy.author_reviewer, Role.AUTHOR, Role.REVIEWER),
            (policy.author_approver, Role.AUTHOR, Role.APPROVER),
            (policy.reviewer_approver, Role.REVIEWER, Role.APPROVER),
        )
        for notice, (differ, one, other) in zip(self.rules, pairs, strict=True):
            names = {"one": self.texts.get(ROLES[one]), "other": self.texts.get(ROLES[other]).lower()}
            if differ:
                notice.show_words(self.say("{one} and {other}: two different persons", **names), kind="ok")
            else:
                notice.show_words(self.say("{one} and {other}: may be one person", **names), kind="warn")

    def _enrol(self) -> None:
        dialog = PersonDialog(self, self.texts, tuple(person.name for person in self._view.people))
        dialog.given.connect(self.enrol_asked)
        dialog.open()

    def _change_roles(self) -> None:
        person = self.chosen
        if person is None or not self.roles.isEnabled():
            return
        dialog = PersonDialog(self, self.texts, (), person)
        dialog.given.connect(lambda _name, roles, who=person.id: self.roles_asked.emit(who, roles))
        dialog.open()

    def _renew(self) -> None:
        person = self.chosen
        if person is not None:
            self._confirm(
                self.say("Give a new passphrase"),
                self.say("{name}: the present passphrase ends at once; the new one is shown once.", name=person.name),
                self.say("Give a new passphrase"),
                lambda: self.passphrase_asked.emit(person.id),
            )

    def _remove(self) -> None:
        person = self.chosen
        if person is not None:
            self._confirm(
                self.say("Remove the person"),
                self.say(
                    "{name} can no longer open the bank. What was done under this name stays in the history.",
                    name=person.name,
                ),
                self.say("Remove the person"),
                lambda: self.removal_asked.emit(person.id),
                "danger-primary",
            )

    def _confirm(self, title: str, text: str, act: str, then: Callable[[], None], role: str = "primary") -> None:
        dialog = ConfirmDialog(self, self.texts, title, text, act, role)
        dialog.given.connect(then)
        dialog.open()

