"""What the commission decides: three ways, the reason, the votes; the points come from the recount alone (R-35.6)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from resources.texts import Texts
from station.domain.appeal import Decision
from station.services.review import ReviewedQuestion
from station.ui.commission.remarks import Remarks
from station.ui.commission.side_panel import CHOICES, RecountLine
from station.ui.commission.view import ReviewView
from station.ui.commission.votes import VoteField
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.fields import Area, Tick
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.buttons import PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class DecisionPanel(Dressed, Page):
    """Signals: `decided(object)` a `Decision` that was confirmed."""

    decided = Signal(object)

    def __init__(self, view: ReviewView, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.texts = view, texts
        self.title, self.recount = label(role="heading"), RecountLine()
        self.ways = {kind: Tick(is_round=True) for kind in CHOICES}
        self.why_not = label(role="muted")
        self.reason, self.opinion, self.proposal = Area(3), Area(2), Area(2)
        self.votes_title = label(role="strong")
        self.votes_for, self.votes_against = VoteField(), VoteField()
        self.remarks = Remarks(texts)
        self.missing, self.take = Notice("info"), PrimaryButton(icon_name="check")
        self._group = QButtonGroup(self)
        self._lay()
        self._connect()
        self.remarks.take(view.reviewed.questions)
        self.set_texts(texts)

    def _lay(self) -> None:
        self.main, self.more, self.last = Card(920, 24), Card(920, 24), Card(920, 20)
        self.main.body.addWidget(self.title)
        self.main.body.addWidget(self.recount)
        for tick in self.ways.values():
            self._group.addButton(tick)
            self.main.body.addWidget(tick)
        self.main.body.addWidget(self.why_not)
        self.main.body.addWidget(self.reason)
        self.main.body.addWidget(self.votes_title)
        self.main.body.addWidget(Flow(self.votes_for, self.votes_against))
        self.more.body.addWidget(self.remarks)
        self.more.body.addWidget(self.proposal)
        self.more.body.addWidget(self.opinion)
        self.last.body.addWidget(self.missing)
        self.last.body.addWidget(Flow(self.take))
        for card in (self.main, self.more, self.last):
            self.add(card)

    def _connect(self) -> None:
        for tick in self.ways.values():
            tick.toggled.connect(lambda _on: self._follow())
        for area in (self.reason, self.opinion, self.proposal):
            area.edited.connect(self._follow)
        for votes in (self.votes_for, self.votes_against, self.remarks):
            votes.edited.connect(self._follow)
        self.take.clicked.connect(self._confirm)

    # --- what it shows ---

    def set_texts(self, texts: Texts) -> None:
        """Speak another language; what was written stays."""
        self.texts = texts
        count = self.view.reviewed.recount
        self.title.setText(self.say("Decision of the commission"))
        self.recount.show_recount(count, texts)
        words = {
            "unchanged": self.say("Leave the points unchanged: {a}", a=count.stored),
            "corrected": self.say("Correct the points from {a} to {b}", a=count.stored, b=count.recomputed),
            "not_considered": self.say("Leave without consideration: outside of a technical appeal"),
        }
        for kind, tick in self.ways.items():
            tick.set_words(words[kind])
            tick.setVisible(kind == "not_considered" or (kind == "unchanged") == count.agrees)
        self.why_not.setText(
            self.say("The recount agrees with the points, so there is nothing to correct.")
            if count.agrees
            else self.say("The recount gives other points, so they cannot be left unchanged.")
        )
        self.reason.set_words(self.say("Reason of the decision"))
        self.opinion.set_words(self.say("Separate opinion, if a member has one"))
        self.proposal.set_words(self.say("Proposal to the institution on a question, if there is one"))
        present = self.view.present
        self.votes_title.setText(self.say("Votes, present: {n}", n=present))
        for field, said in ((self.votes_for, self.say("For")), (self.votes_against, self.say("Against"))):
            field.set_words(said, texts)
        self.remarks.set_texts(texts)
        self.take.setText(self.say("Take the decision …"))
        self._follow()

    def set_view(self, view: ReviewView) -> None:
        """Follow a review that was read anew."""
        self.view = view
        self.set_texts(self.texts)

    def set_open(self, question: ReviewedQuestion) -> None:
        """The question that is open in the review."""
        self.remarks.set_open(question)

    def choose(self, kind: str) -> None:
        """Tick a way, where the recount allows it."""
        if kind in self.ways and not self.ways[kind].isHidden():
            self.ways[kind].setChecked(True)

    def start_focus(self) -> None:
        """The keys begin at the reason once a way is chosen."""
        chosen = self.ways.get(self.kind)
        first = next(tick for tick in self.ways.values() if not tick.isHidden())
        (self.reason.area if chosen is not None else first).setFocus()

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self.texts.get(message).format(**facts)

    # --- what it takes ---

    @property
    def kind(self) -> str:
        """The way that is ticked, or ""."""
        return next((kind for kind, tick in self.ways.items() if tick.isChecked()), "")

    @property
    def decision(self) -> Decision:
        """What has been entered so far."""
        return Decision(
            kind=self.kind,
            reason=self.reason.text,
            ground="out_of_scope" if self.kind == "not_considered" else "",
            votes_for=self.votes_for.value,
            votes_against=self.votes_against.value,
            separate_opinion=self.opinion.text,
            proposal=self.proposal.text,
            remarks=self.remarks.values,
        )

    def faults(self) -> tuple[str, ...]:
        """What is missing, in words."""
        made, found = self.decision, []
        if not made.kind:
            found.append(self.say("choose the decision"))
        if not made.reason:
            found.append(self.say("write the reason"))
        if not made.votes_for + made.votes_against:
            found.append(self.say("enter the votes"))
        elif made.votes_for < made.votes_against:
            found.append(self.say("a decision needs a majority; with equal votes the chair's vote decides"))
        for number in self.remarks.open_rows:
            found.append(self.say("write the conclusion on question {n}", n=number))
        return tuple(found)

    def _follow(self) -> None:
        present = self.view.present
        self.votes_for.set_most(present - self.votes_against.value)
        self.votes_against.set_most(present - self.votes_for.value)
        faults = self.faults()
        self.take.setEnabled(not faults)
        told = self.say("Still missing: {list}.", list="; ".join(faults)) if faults else ""
        self.missing.show_words(told, kind="info")
        self.missing.setVisible(bool(faults))
        self.take.setAccessibleDescription(told)

    # --- taking it ---

    def summary(self) -> tuple[tuple[str, str], ...]:
        """The decision in names and values, as it is confirmed."""
        made, count = self.decision, self.view.reviewed.recount
        after = count.stored if made.kind == "not_considered" else count.recomputed
        remarks = "\n".join(f"{number}. {conclusion}" for number, _remark, conclusion in made.remarks)
        return (
            (self.say("Candidate"), self.view.reviewed.name),
            (self.say("Decision"), self.ways[made.kind].text() if made.kind else ""),
            (self.say("Points before and after"), f"{count.stored} → {after}"),
            (self.say("Reason of the decision"), made.reason),
            (self.say("Votes"), self.say("for {a}, against {b}", a=made.votes_for, b=made.votes_against)),
            (self.say("Separate opinion"), made.separate_opinion),
            (self.say("Proposal to the institution"), made.proposal),
            (self.say("Remarks on questions"), remarks),
        )

    def _confirm(self) -> None:
        decision = self.decision
        dialog = ConfirmDialog(
            self,
            self.texts,
            self.say("Take this decision?"),
            self.say("It is recorded in the journal and cannot be changed afterwards."),
            self.say("Take the decision"),
        )
        facts = Facts(190, 420)
        facts.set_rows(self.summary())
        dialog.body.insertWidget(2, facts)
        dialog.given.connect(lambda: self.decided.emit(decision))
        dialog.open(dialog.button("cancel"))

    def _restyle(self) -> None:
        self.column.setSpacing(look_of(self).gap(12))
