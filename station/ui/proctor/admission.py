"""Registration and codes (art. 24, items 3 and 4): find a person, check the document, issue the code."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.services.overview import CandidateLine
from station.ui.proctor.admission_card import AdmissionCard
from station.ui.proctor.fields import Field
from station.ui.proctor.layouts import Split
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.words import CHIPS, short_number
from station.ui.theme import Look
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True)
class AdmissionView:
    """Who was found for `query`, and who is chosen ("" for nobody). `photo` is the chosen person's, PNG or JPEG."""

    lines: tuple[CandidateLine, ...]
    query: str = ""
    chosen: str = ""
    photo: bytes = b""
    is_open: bool = True
    offset_minutes: int = 360
    seen_by: str = ""


class AdmissionScreen(DeskScreen):
    """Signals: `query_changed(str)`; `candidate_chosen(str)`; and of the card: `document_seen(str)`,
    `document_seen_undone(str, str)`, `code_asked(str)`, `code_reissue_asked(str, str)`, `absent_marked(str)`,
    `absence_undone(str, str)`, `withdrawn(str, str)`: candidate id, then reason or document."""

    query_changed = Signal(str)
    candidate_chosen = Signal(str)

    def __init__(self, texts: Texts, view: AdmissionView) -> None:
        super().__init__(texts)
        self._view = view
        self.query, self.found = Field(), label(role="muted")
        self.query.edited.connect(self.query_changed)
        self.query.line.returnPressed.connect(self._take_first)
        self.table = DeskTable()
        self.table.row_chosen.connect(self.candidate_chosen)
        self.nobody = Notice("plain")
        self.card = AdmissionCard(texts)
        self.table.row_opened.connect(self.card.start_focus)
        main = Card(padding=14)
        for part in (self.query, self.found, self.nobody):
            main.body.addWidget(part)
        main.body.addWidget(self.table, 1)
        self.split = Split(main, self.card, 400, 440, lambda: self.table.least_width)
        self.column.addWidget(self.split, 1)
        self.document_seen, self.document_seen_undone = (
            self.card.document_seen,
            self.card.document_seen_undone,
        )
        self.code_asked, self.code_reissue_asked = self.card.code_asked, self.card.code_reissue_asked
        self.absent_marked, self.absence_undone = self.card.absent_marked, self.card.absence_undone
        self.withdrawn = self.card.withdrawn
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.query.set_words(self.say("Find by name or document"), self.say("name, series or number"))
        self.table.setAccessibleName(self.say("Candidates"))
        self.nobody.show_words(
            self.say(
                "This person is not in the list of candidates admitted to the second stage of the contest. "
                "No code is issued."
            ),
            kind="warn",
        )
        self.table.set_heads(
            [
                Head(self.say("Candidate"), 13, 3),
                Head(self.say("Document")),
                Head(self.say("State")),
                Head(self.say("Slip"), drop=1),
            ]
        )
        self.card.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: AdmissionView) -> None:
        """Show this value."""
        self._view = view
        if not self.query.line.hasFocus():
            self.query.set_text(view.query)
        self.found.setText(
            self.texts.plural("{n} person found", "{n} people found", len(view.lines)).format(n=len(view.lines))
        )
        self.nobody.setVisible(bool(view.query) and not view.lines)
        self.table.set_rows([self._row(line) for line in view.lines])
        self.table.choose(view.chosen)
        chosen = next((line for line in view.lines if line.id == view.chosen), None)
        self.card.set_view(chosen, view.photo, view.is_open, view.offset_minutes, view.seen_by)

    def start_focus(self) -> None:
        """The search comes first."""
        self.query.line.setFocus()
        self.query.line.selectAll()

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(210))

    def _row(self, line: CandidateLine) -> Row:
        chip = CHIPS[line.standing]
        return Row(
            line.id,
            (
                Cell(line.name),
                Cell(line.document),
                Cell(self.say(chip.short), chip.kind, chip.icon, hint=self.say(chip.whole)),
                Cell(short_number(line.slip), hint=line.slip),
            ),
        )

    def _take_first(self) -> None:
        if self._view.lines:
            self.candidate_chosen.emit(self._view.lines[0].id)
            self.table.choose(self._view.lines[0].id)
            self.table.setFocus()
