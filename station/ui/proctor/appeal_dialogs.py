"""Questions of the appeals tab: filing, opening the review, leaving an application without consideration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain import limits
from station.domain.appeal import Decision
from station.domain.errors import Reason, StationError
from station.services.commission import Member
from station.services.overview import AppealLine
from station.services.review import Presence
from station.ui.commission.votes import VoteField
from station.ui.proctor.appeal_words import LEFT_GROUNDS
from station.ui.proctor.attendance import AttendancePicker
from station.ui.proctor.fields import Area, Field, Tick
from station.ui.proctor.layouts import beside
from station.ui.proctor.standing_dialog import StandingDialog, TypedIn
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

WIDTH = 760


@dataclass(frozen=True)
class Filing:
    """What was typed for an application; passphrase and reason of the chair belong to a late one."""

    code: str
    paper_code: str
    ground: str
    passphrase: str = ""
    reason: str = ""


class FilingDialog(StandingDialog):
    """The candidate files in person (art. 33). `chair`: name of the chair who lets a late one in, "" in time.

    Signals: `given(object)` with a `Filing`.
    """

    given = Signal(object)

    def __init__(self, over: QWidget, texts: Texts, line: AppealLine, until: str, chair: str = "") -> None:
        title = texts.get("Let a late application in") if chair else texts.get("Register the application")
        text = texts.get("{name}, seat {seat}. Last minute for an application: {time}.")
        super().__init__(
            over, texts, title, text.format(name=line.name, seat=line.seat or "—", time=until),
            texts.get("Register the application"), width=WIDTH,
        )  # fmt: skip
        self._is_late = bool(chair)
        self.seen = Tick(self.say("I looked at the identity document: it is this candidate"))
        self.code, self.paper = Field(is_secret=True, longest=20), Field(longest=24)
        self.ground = Area(2, limits.GROUND)
        self.code.set_words(self.say("Own code, typed by the candidate"), self.say("twelve digits"))
        self.paper.set_words(self.say("Verification code of the paper protocol or of the result screen"))
        self.ground.set_words(self.say("Ground in the candidate's own words, may stay empty"))
        self.secret, self.reason = Field(is_secret=True), Area(2, limits.REASON)
        self.secret.set_words(self.say("Passphrase of the chair, {name}", name=chair))
        self.reason.set_words(self.say("Why the chair lets it in after the hour"))
        parts: list[QWidget] = [self.seen, self.code, self.paper, self.ground]
        if chair:
            parts += [self.secret, self.reason]
        for spare in (self.secret, self.reason):
            spare.setParent(self)
            spare.setVisible(bool(chair))
        for part in parts:
            self.body.addWidget(part)
        self.finish_body()
        self.in_turn((self.code, self.paper, self.secret) if chair else (self.code, self.paper))
        self.faults = {
            Reason.CODE_DIGITS: self.code,
            Reason.CODE_WRONG: self.code,
            Reason.APPEAL_NOT_OWN: self.code,
            Reason.APPEAL_PAPER_CODE: self.paper,
            Reason.PASSPHRASE_WRONG: self.secret,
            Reason.REASON_NEEDED: self.reason,
        }

    def check(self) -> str:
        """The document was looked at and everything is typed."""
        if not self.seen.isChecked():
            self.seen.setFocus()
            return self.say("Look at the identity document, then tick it.")
        if not self.code.text:
            return self.mark(self.code, self.say("The candidate types the own code."))
        if not self.paper.text:
            return self.mark(self.paper, self.say("Type the verification code as it is printed."))
        if self._is_late and not self.secret.text:
            return self.mark(self.secret, self.say("The chair types the own passphrase."))
        if self._is_late and not self.reason.text:
            return self.mark(self.reason, self.say("Write why the application is let in."))
        return ""

    def give(self) -> None:
        """Hand everything on."""
        late = (self.secret.line.text(), self.reason.text) if self._is_late else ("", "")
        self.given.emit(Filing(self.code.text, self.paper.text, self.ground.text, *late))


class ReviewDialog(StandingDialog):
    """Opens the keys (R-35.1): commission and candidate confirm that they sit there.

    Signals: `given(object, object)` with an `Attendance` and a `Presence`.
    """

    given = Signal(object, object)

    def __init__(self, over: QWidget, texts: Texts, line: AppealLine, members: Sequence[Member], operator: str) -> None:
        told = texts.get("{name}, application № {number}. At the screen: {operator}")
        law = texts.get("The keys of the test are shown in the candidate's presence only.")
        super().__init__(
            over, texts, texts.get("Open the review"),
            told.format(name=line.name, number=line.number, operator=operator) + "\n" + law,
            texts.get("Show the keys"), width=WIDTH,
        )  # fmt: skip
        self.people = AttendancePicker(texts, members)
        self.by_code, self.by_chair = Tick(is_round=True), Tick(is_round=True)
        self.by_code.set_words(self.say("The candidate types the own code"))
        self.by_chair.set_words(self.say("The chair confirms the presence, with a reason"))
        self.by_code.setChecked(True)
        self._ways = QButtonGroup(self)
        self.code, self.reason = Field(is_secret=True, longest=20), Field(longest=limits.REASON)
        self.code.set_words(self.say("Own code, typed by the candidate"), self.say("twelve digits"))
        self.reason.set_words(self.say("Why the candidate cannot type the code"))
        for tick in (self.by_code, self.by_chair):
            self._ways.addButton(tick)
            tick.toggled.connect(self._follow)
        parts = (
            self.people,
            label(self.say("Presence of the candidate"), "strong"), _close(self.by_code, self.by_chair),
            self.code, self.reason,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)
        self.finish_body()
        self.people.edited.connect(self._fit)
        self.in_turn((*self.people.fields(), self.code, self.reason))
        self.faults = {
            Reason.CODE_DIGITS: self.code,
            Reason.KEY_WITHOUT_CANDIDATE: self.code,
        }
        self._follow()

    def field_of(self, error: StationError) -> TypedIn | None:
        """A wrong passphrase belongs to the one who typed it."""
        return self.people.field_of(error) or super().field_of(error)

    def check(self) -> str:
        """Everybody of the commission is confirmed or marked. Without the candidate the service refuses."""
        field, text = self.people.missing()
        if text:
            return self.mark(field, text) if field is not None else text
        if self.by_chair.isChecked() and not self.reason.text:
            return self.mark(self.reason, self.say("Write why the candidate cannot type the code."))
        return ""

    def give(self) -> None:
        """Hand both on."""
        by_code = self.by_code.isChecked()
        self.given.emit(self.people.value, Presence(self.code.text) if by_code else Presence(reason=self.reason.text))

    def _follow(self) -> None:
        self.code.setVisible(self.by_code.isChecked())
        self.reason.setVisible(self.by_chair.isChecked())
        self._fit()


class UnseenDialog(StandingDialog):
    """Leaves an application without consideration and without a key (Q-15).

    Signals: `given(object, object)` with an `Attendance` and a `Decision`.
    """

    given = Signal(object, object)

    def __init__(self, over: QWidget, texts: Texts, line: AppealLine, members: Sequence[Member], operator: str) -> None:
        told = texts.get("{name}, application № {number}. At the screen: {operator}")
        super().__init__(
            over, texts, texts.get("Leave the application without consideration"),
            told.format(name=line.name, number=line.number, operator=operator),
            texts.get("Record the decision"), "danger-primary", WIDTH,
        )  # fmt: skip
        kept = Notice("info")
        kept.show_words(self.say("No key is shown and the points stay. The commission's protocol says the ground."))
        grounds = [ground for ground in LEFT_GROUNDS if ground != "late" or not line.is_in_time]
        self._group = QButtonGroup(self)
        self.grounds = {ground: Tick(self.say(LEFT_GROUNDS[ground]), is_round=True) for ground in grounds}
        for tick in self.grounds.values():
            self._group.addButton(tick)
        self.here = Tick(self.say("The candidate is here"))
        self.reason, self.opinion = Area(2, limits.DECISION_REASON), Field(longest=limits.OPINION)
        self.reason.set_words(self.say("Reason of the decision"))
        self.opinion.set_words(self.say("Separate opinion, if a member has one"))
        self.people = AttendancePicker(texts, members)
        self.people.edited.connect(self._follow)
        self.votes_for, self.votes_against = VoteField(), VoteField()
        self.votes_for.set_words(self.say("For"), texts)
        self.votes_against.set_words(self.say("Against"), texts)
        self.votes_title = label(role="strong")
        parts = (
            kept, label(self.say("Ground"), "strong"), _close(*self.grounds.values()), self.here, self.reason,
            label(self.say("Commission"), "strong"), self.people, self.votes_title,
            beside(self.votes_for, self.votes_against), self.opinion,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)
        self.finish_body()
        self.in_turn(self.people.fields())
        self.faults = {Reason.TEXT_UNPRINTABLE: self.reason}
        self._follow()

    def field_of(self, error: StationError) -> TypedIn | None:
        """A wrong passphrase belongs to the one who typed it."""
        return self.people.field_of(error) or super().field_of(error)

    @property
    def ground(self) -> str:
        """The chosen ground, or ""."""
        return next((ground for ground, tick in self.grounds.items() if tick.isChecked()), "")

    def check(self) -> str:
        """Ground, reason, commission and votes are there."""
        if not self.ground:
            return self.say("Choose the ground.")
        if not self.reason.text:
            return self.mark(self.reason, self.say("Write the reason of the decision."))
        field, text = self.people.missing()
        if text:
            return self.mark(field, text) if field is not None else text
        votes = self.votes_for.value + self.votes_against.value
        if not 0 < votes <= len(self.people.present):
            return self.say("Enter the votes of those present, {n} at most.", n=len(self.people.present))
        if self.votes_for.value < self.votes_against.value:
            return self.say("A decision needs a majority; with equal votes the chair's vote decides.")
        return ""

    def give(self) -> None:
        """Hand both on."""
        decision = Decision(
            "not_considered", self.reason.text, self.ground, self.votes_for.value, self.votes_against.value,
            self.opinion.text,
        )  # fmt: skip
        self.given.emit(replace(self.people.value, is_candidate_here=self.here.isChecked()), decision)

    def _follow(self) -> None:
        present = len(self.people.present)
        for votes in (self.votes_for, self.votes_against):
            votes.set_most(present)
        self.votes_title.setText(self.say("Votes, present: {n}", n=present))
        self._fit()


def _close(*ticks: QWidget) -> QWidget:
    """Answers of one question stand close to each other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for tick in ticks:
        column.addWidget(tick)
    return box
