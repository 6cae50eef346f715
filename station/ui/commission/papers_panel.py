"""After the decision: what was decided, and its papers. The sheet of answers and keys is offered here only (R-35.5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain.hall import Document
from station.ui.commission.side_panel import CHOICES
from station.ui.commission.view import ReviewView
from station.ui.proctor import choices
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.dialogs import ReasonDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

PAPER_WORDS = {
    "appeal_protocol": "Protocol of the technical commission",
    "protocol": "New candidate protocol",
    "key_sheet": "Sheet of answers and keys",
}


@dataclass(frozen=True)
class PapersView:
    """The papers by kind (`PAPER_WORDS`), the copies that each is printed in, printers, and the folder to begin at."""

    papers: Mapping[str, Document]
    copies: Mapping[str, int]
    printers: tuple[str, ...] = ()
    printer: str = ""
    start: str = "/"
    is_busy: bool = False


class PapersPanel(Dressed, Page):
    """Signals: `print_asked(str, str)` number and, for a print that did not come out, the reason;
    `printer_chosen(str)`; `save_asked(str)` a folder for all papers; `make_asked()` after the making was refused;
    `close_asked()`."""

    print_asked = Signal(str, str)
    printer_chosen = Signal(str)
    save_asked = Signal(str)
    make_asked = Signal()
    close_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self.view = PapersView({}, {})
        self.title, self.facts = label(role="heading"), Facts(210, 420)
        self.papers_title = label(role="heading")
        self.printers, self.no_printer = SelectField(), Notice("warn")
        self.busy = Notice("info")
        self.names = {kind: label(role="strong") for kind in PAPER_WORDS}
        self.states = {kind: label(role="muted") for kind in PAPER_WORDS}
        self.buttons = {kind: SecondaryButton(icon_name="printer") for kind in PAPER_WORDS}
        self.make, self.save = SecondaryButton(), SecondaryButton()
        self.close_review = PrimaryButton(icon_name="lock")
        self._lay()
        self.printers.chosen.connect(self.printer_chosen)
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, paper=kind: self._print(paper))
        self.make.clicked.connect(self.make_asked)
        self.save.clicked.connect(self._save)
        self.close_review.clicked.connect(self.close_asked)

    def _lay(self) -> None:
        told, papers = Card(920, 24), Card(920, 24)
        told.body.addWidget(self.title)
        told.body.addWidget(self.facts)
        papers.body.addWidget(self.papers_title)
        papers.body.addWidget(self.no_printer)
        papers.body.addWidget(self.printers)
        for kind in PAPER_WORDS:
            words, line = QVBoxLayout(), QHBoxLayout()
            words.setSpacing(2)
            words.addWidget(self.names[kind])
            words.addWidget(self.states[kind])
            line.addLayout(words, 1)
            line.addWidget(self.buttons[kind])
            papers.body.addLayout(line)
        papers.body.addWidget(self.busy)
        papers.body.addWidget(Flow(self.make, self.save, self.close_review))
        self.add(told)
        self.add(papers)

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self.texts.get(message).format(**facts)

    def show_decision(self, view: ReviewView, texts: Texts) -> None:
        """What was decided."""
        self.texts = texts
        decided, at = view.reviewed.appeal.decided, view.reviewed.appeal.decided_at
        if decided is None or at is None:
            return
        remarks = "\n".join(f"{number}. {conclusion}" for number, _remark, conclusion in decided.remarks)
        self.title.setText(self.say("The decision is taken"))
        self.facts.set_rows(
            (
                (self.say("Decision"), self.say(CHOICES[decided.decision])),
                (self.say("Points before and after"), f"{decided.before} → {decided.after}"),
                (self.say("Taken at"), view.exact(at.legal_ms)),
                (self.say("Reason of the decision"), decided.reason),
                (self.say("Votes"), self.say("for {a}, against {b}", a=decided.votes_for, b=decided.votes_against)),
                (self.say("Separate opinion"), decided.separate_opinion),
                (self.say("Proposal to the institution"), decided.proposal),
                (self.say("Remarks on questions"), remarks),
            )
        )
        self.set_view(self.view)

    def set_view(self, view: PapersView) -> None:
        """The papers as they stand."""
        self.view = view
        self.papers_title.setText(self.say("Papers of the decision"))
        self.printers.set_words(self.say("Printer"))
        self.printers.select.set_items([(name, name) for name in view.printers], view.printer)
        self.printers.setVisible(bool(view.printers))
        self.no_printer.show_words(
            self.say("No printer is set up on this computer. Save as PDF; results do not wait for a printer."),
            kind="warn",
        )
        self.no_printer.setVisible(not view.printers)
        self.busy.show_words(self.say("The papers are being made …"))
        self.busy.setVisible(view.is_busy)
        for kind, button in self.buttons.items():
            document = view.papers.get(kind)
            self._show_paper(kind, button, document)
        self.make.setText(self.say("Make the papers"))
        self.make.setVisible(not view.papers and not view.is_busy)
        self.save.setText(self.say("Save all as PDF"))
        self.save.setEnabled(bool(view.papers) and not view.is_busy)
        self.close_review.setText(self.say("Close the review"))

    def _show_paper(self, kind: str, button: SecondaryButton, document: Document | None) -> None:
        for part in (self.names[kind], self.states[kind], button):
            part.setVisible(document is not None)
        if document is None:
            return
        printed = self.say("printed") if document.prints else self.say("not printed yet")
        self.names[kind].setText(self.say(PAPER_WORDS[kind]))
        self.states[kind].setText(f"№ {document.number}  ·  {printed}")
        copies = self.view.copies.get(kind, 1)
        once = self.texts.plural("Print it, {n} copy", "Print it, {n} copies", copies).format(n=copies)
        button.setText(self.say("Report a failed print …") if document.prints else once)
        button.setAccessibleName(f"{self.say(PAPER_WORDS[kind])}: {button.text()}")
        button.setEnabled(bool(self.view.printers) and not self.view.is_busy)

    def start_focus(self) -> None:
        """The first act that can be done."""
        ready = [
            button for button in (*self.buttons.values(), self.make, self.save, self.close_review) if button.isEnabled()
        ]
        next(button for button in ready if not button.isHidden()).setFocus()

    def _print(self, kind: str) -> None:
        document = self.view.papers[kind]
        if not document.prints:
            self.print_asked.emit(document.number, "")
            return
        asked = ReasonDialog(
            self, self.texts, self.say("The paper was not printed"),
            self.say("The original is printed once more under the same number. The reason is recorded."),
            self.say("Print the original again"), choices.NOT_PRINTED,
        )  # fmt: skip
        asked.given.connect(lambda reason: self.print_asked.emit(document.number, reason))
        asked.open()

    def _save(self) -> None:
        first = self.view.papers.get("appeal_protocol")
        name = first.number if first is not None else "appeal"
        chooser = FileChooser(
            self, self.texts, self.say("Save all as PDF"), self.say("Save the file"), ("",), self.view.start,
            name=name, places=usual_places(),
        )  # fmt: skip
        chooser.name.set_words(self.say("Name of the folder"))
        chooser.given.connect(self.save_asked)
        chooser.open()

    def _restyle(self) -> None:
        self.column.setSpacing(look_of(self).gap(12))
