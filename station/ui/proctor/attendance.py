"""Who of the commission sits there: chair and one member by passphrase, everybody else marked (R-35.1, Q-11)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain import limits
from station.domain.appeal import CHAIR
from station.domain.errors import Reason, StationError
from station.services.commission import Attendance, Member
from station.ui.proctor.fields import Field, SelectField, Tick
from station.ui.proctor.layouts import Flow, Tiles, beside
from station.ui.widgets.labels import label


class MemberRow(QWidget):
    """A member who types no passphrase: present, or absent with a reason; nothing is marked beforehand.

    Signals: `edited()`.
    """

    edited = Signal()

    def __init__(self, texts: Texts, member: Member) -> None:
        super().__init__()
        self.present, self.absent = Tick(is_round=True), Tick(is_round=True)
        self.present.set_words(texts.get("present"))
        self.absent.set_words(texts.get("not present"))
        group = QButtonGroup(self)
        for tick in (self.present, self.absent):
            tick.setAccessibleName(f"{member.name}: {tick.text()}")
            tick.toggled.connect(self._follow)
            group.addButton(tick)
        self.reason = Field(longest=limits.REASON)
        self.reason.set_words(texts.get("Why {name} is absent").format(name=member.name))
        self.reason.hide()
        self.reason.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Tiles((label(member.name), Flow(self.present, self.absent)), 270, 2))
        column.addWidget(self.reason)

    @property
    def is_marked(self) -> bool:
        """Present or absent."""
        return self.present.isChecked() or self.absent.isChecked()

    def _follow(self) -> None:
        self.reason.setVisible(self.absent.isChecked())
        self.edited.emit()


class AttendancePicker(QWidget):
    """Signals: `edited()` when somebody is marked."""

    edited = Signal()

    def __init__(self, texts: Texts, members: Sequence[Member]) -> None:
        super().__init__()
        self._texts = texts
        self._members = tuple(members)
        chair = next(member for member in members if member.role == CHAIR)
        others = [member for member in members if member.role != CHAIR]
        self._chair = chair.id
        self.chair_secret, self.secret = Field(is_secret=True), Field(is_secret=True)
        self.chair_secret.set_words(texts.get("Passphrase of the chair"))
        self.secret.set_words(texts.get("Passphrase of this member"))
        self.who = SelectField()
        self.who.set_words(texts.get("Member who confirms as well"))
        self.who.select.set_items([(member.id, member.name) for member in others])
        self.who.chosen.connect(self._follow)
        self.rows = {member.id: MemberRow(texts, member) for member in others}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(beside(_named(texts.get("Chair"), chair.name), self.chair_secret))
        column.addWidget(beside(self.who, self.secret))
        for row in self.rows.values():
            row.edited.connect(self.edited)
            column.addWidget(row)
        self._follow()

    @property
    def present(self) -> tuple[str, ...]:
        """Ids of those who sit there, chair and member among them, in the order of the commission."""
        shown = self._marked_rows()
        return tuple(
            member.id
            for member in self._members
            if member.id in (self._chair, self.who.select.value)
            or (member.id in shown and shown[member.id].present.isChecked())
        )

    @property
    def value(self) -> Attendance:
        """Everything that was typed and marked."""
        absent = {name: row.reason.text for name, row in self._marked_rows().items() if row.absent.isChecked()}
        return Attendance(
            self.chair_secret.line.text(), self.who.select.value, self.secret.line.text(), self.present, absent
        )

    def missing(self) -> tuple[Field | None, str]:
        """The first thing that is not there yet, and the field where it belongs; "" for nothing."""
        if not self.chair_secret.text:
            return self.chair_secret, self._texts.get("The chair types the own passphrase.")
        if not self.secret.text:
            return self.secret, self._texts.get("The member types the own passphrase.")
        rows = self._marked_rows().values()
        if not all(row.is_marked for row in rows):
            return None, self._texts.get("Mark each of the other members as present or absent.")
        bare = next((row for row in rows if row.absent.isChecked() and not row.reason.text), None)
        return (bare.reason, self._texts.get("Write why the member is absent.")) if bare is not None else (None, "")

    def field_of(self, error: StationError) -> Field | None:
        """Where a wrong passphrase was typed."""
        if error.reason is not Reason.PASSPHRASE_WRONG:
            return None
        return self.chair_secret if error.facts.get("member") == self._chair else self.secret

    def fields(self) -> tuple[Field, ...]:
        """Where something is typed, in order."""
        return (self.chair_secret, self.secret, *(row.reason for row in self.rows.values()))

    def _marked_rows(self) -> dict[str, MemberRow]:
        return {name: row for name, row in self.rows.items() if name != self.who.select.value}

    def _follow(self, _chosen: str = "") -> None:
        for name, row in self.rows.items():
            row.setVisible(name != self.who.select.value)
        self.edited.emit()


def _named(words: str, name: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(words, "muted"))
    column.addWidget(label(name, "strong"))
    column.addStretch(1)
    return box
