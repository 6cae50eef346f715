"""Protocols and the other papers of the session: print, save, print again, hand over (arts. 24, 26; R-24.7, R-26.2)."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.services.overview import CandidateLine
from station.ui.proctor import choices
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.dialogs import ReasonDialog
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Flow
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import hour
from station.ui.proctor.words import short_number
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

PAPERS = {
    "attendance": "Attendance sheet",
    "summary": "Summary protocol",
    "incident": "Incident act",
}


@dataclass(frozen=True)
class ProtocolsView:
    """Finished candidates, printers of the system and the chosen one. `busy` says what is under way."""

    lines: tuple[CandidateLine, ...]
    printers: tuple[str, ...] = ()
    printer: str = ""
    chosen: str = ""
    start: str = "/"
    busy: str = ""
    is_closed: bool = False
    offset_minutes: int = 360


class ProtocolsScreen(DeskScreen):
    """Signals: `printer_chosen(str)`; `candidate_chosen(str)`; `print_asked(object)` a tuple of candidate ids whose
    original is to be printed; `repeat_asked(str, str)` the original did not come out, reason; `copy_asked(str)`;
    `save_asked(str, str)` id and path; `save_all_asked(str)` a folder; `handed_over(str)`;
    `paper_asked(str, str)` a name of `PAPERS` and the path to save it to, "" to print; `incident_wanted()`."""

    printer_chosen = Signal(str)
    candidate_chosen = Signal(str)
    print_asked = Signal(object)
    repeat_asked = Signal(str, str)
    copy_asked = Signal(str)
    save_asked = Signal(str, str)
    save_all_asked = Signal(str)
    handed_over = Signal(str)
    paper_asked = Signal(str, str)
    incident_wanted = Signal()

    def __init__(self, texts: Texts, view: ProtocolsView) -> None:
        super().__init__(texts)
        self._view = view
        self.printers, self.no_printer, self.busy = SelectField(), Notice("warn"), Notice("info")
        self.printers.chosen.connect(self.printer_chosen)
        self.waiting = label(role="muted")
        self.print_all, self.save_all = PrimaryButton(icon_name="printer"), SecondaryButton()
        self.table = DeskTable()
        self.print_one, self.save_one = PrimaryButton(icon_name="printer"), SecondaryButton()
        self.copy, self.repeat, self.hand = (
            SecondaryButton(),
            SecondaryButton(),
            SecondaryButton(icon_name="check"),
        )
        self.papers_title = label(role="heading")
        self.attendance, self.attendance_file = SecondaryButton(icon_name="printer"), SecondaryButton()
        self.summary, self.summary_file = SecondaryButton(icon_name="printer"), SecondaryButton()
        self.incident = SecondaryButton(icon_name="plus")
        self._connect()
        self._lay()
        self.set_texts(texts)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(lambda _row: self.print_one.setFocus())
        self.print_all.clicked.connect(lambda: self.print_asked.emit(self.unprinted))
        self.save_all.clicked.connect(self._save_all)
        self.print_one.clicked.connect(lambda: self.print_asked.emit((self.table.chosen_id,)))
        self.save_one.clicked.connect(self._save_one)
        self.copy.clicked.connect(lambda: self.copy_asked.emit(self.table.chosen_id))
        self.repeat.clicked.connect(self._repeat)
        self.hand.clicked.connect(lambda: self.handed_over.emit(self.table.chosen_id))
        self.attendance.clicked.connect(lambda: self.paper_asked.emit("attendance", ""))
        self.summary.clicked.connect(lambda: self.paper_asked.emit("summary", ""))
        self.attendance_file.clicked.connect(lambda: self._save_paper("attendance"))
        self.summary_file.clicked.connect(lambda: self._save_paper("summary"))
        self.incident.clicked.connect(self.incident_wanted)

    def _lay(self) -> None:
        first, papers = Card(padding=16), Card(padding=16)
        for part in (
            self.no_printer,
            self.printers,
            self.busy,
            Flow(self.print_all, self.save_all),
            self.waiting,
        ):
            first.body.addWidget(part)
        first.body.addWidget(self.table, 1)
        first.body.addWidget(Flow(self.print_one, self.save_one, self.copy, self.repeat, self.hand))
        papers.body.addWidget(self.papers_title)
        papers.body.addWidget(
            Flow(self.attendance, self.attendance_file, self.summary, self.summary_file, self.incident)
        )
        self.column.addWidget(first, 1)
        self.column.addWidget(papers)

    @property
    def unprinted(self) -> tuple[str, ...]:
        """Candidates whose original was not printed yet."""
        return tuple(line.id for line in self._view.lines if not line.prints)

    def retranslate(self) -> None:
        """Say everything again."""
        self.printers.set_words(self.say("Printer"))
        self.no_printer.show_words(
            self.say("No printer is set up on this computer. Save as PDF; results do not wait for a printer."),
            kind="warn",
        )
        self.save_all.setText(self.say("Save all as PDF"))
        self.print_one.setText(self.say("Print the protocol"))
        self.save_one.setText(self.say("Save as PDF"))
        self.copy.setText(self.say("Print a copy"))
        self.repeat.setText(self.say("Report a failed print …"))
        self.hand.setText(self.say("Record the hand-over"))
        self.papers_title.setText(self.say("Papers of the session"))
        self.attendance.setText(self.say("Print the attendance sheet"))
        self.attendance_file.setText(self.say("Save the attendance sheet"))
        self.summary.setText(self.say("Print the summary protocol"))
        self.summary_file.setText(self.say("Save the summary protocol"))
        self.incident.setText(self.say("Draw up an incident act"))
        self.table.setAccessibleName(self.say("Finished candidates"))
        self.table.set_heads(
            [
                Head(self.say("Candidate"), 13, 3),
                Head(self.say("Protocol №")),
                Head(self.say("Finished"), drop=1),
                Head(self.say("Points")),
                Head(self.say("Requirements")),
                Head(self.say("Printed")),
                Head(self.say("Handed over")),
            ]
        )
        self.set_view(self._view)

    def set_view(self, view: ProtocolsView) -> None:
        """Show this value."""
        self._view = view
        self.printers.select.set_items([(name, name) for name in view.printers], view.printer)
        self.printers.setVisible(bool(view.printers))
        self.no_printer.setVisible(not view.printers)
        self.busy.show_words(view.busy, kind="info")
        self.busy.setVisible(bool(view.busy))
        self.table.set_rows([self._row(line) for line in view.lines])
        self.table.choose(view.chosen)
        count = len(self.unprinted)
        self.print_all.setText(self.say("Print all not yet printed ({n})", n=count))
        self.print_all.setEnabled(bool(count and view.printers and not view.busy))
        self.save_all.setEnabled(bool(view.lines) and not view.busy)
        self.waiting.setText(self.say("No test is finished yet.") if not view.lines else "")
        self.waiting.setVisible(not view.lines)
        for button in (self.attendance, self.summary):
            button.setEnabled(bool(view.printers) and not view.busy)
        self._follow()

    def start_focus(self) -> None:
        """The table comes first."""
        self.table.setFocus()

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(210))

    def _row(self, line: CandidateLine) -> Row:
        offset = self._view.offset_minutes
        meets = (
            Cell(
                self.say("meets"),
                "ok",
                "check",
                hint=self.say("The points gathered meet the qualification requirements"),
            )
            if line.meets
            else Cell(
                self.say("does not meet"),
                "plain",
                "cross",
                hint=self.say("The points gathered do not meet the qualification requirements"),
            )
        )
        copies = self.texts.plural(" + {n} copy", " + {n} copies", line.copies).format(n=line.copies)
        printed = (self.say("yes") if line.prints else "—") + (copies if line.copies else "")
        return Row(
            line.id,
            (
                Cell(line.name),
                Cell(short_number(line.protocol) or "—", hint=line.protocol),
                Cell(hour(line.finished_ms, offset)),
                Cell(f"{line.score} / {line.maximum}"),
                meets,
                Cell(printed),
                Cell(hour(line.handed_over_ms, offset) or "—"),
            ),
        )

    def _choose(self, row: str) -> None:
        self._follow()
        self.candidate_chosen.emit(row)

    def _follow(self) -> None:
        line = next((line for line in self._view.lines if line.id == self.table.chosen_id), None)
        ready = line is not None and not self._view.busy
        printable = ready and bool(self._view.printers)
        printed = line is not None and line.prints > 0
        self.print_one.setEnabled(printable and not printed)
        self.copy.setEnabled(printable and printed)
        self.repeat.setEnabled(printable and printed)
        self.save_one.setEnabled(ready)
        self.hand.setEnabled(ready and line is not None and bool(line.protocol) and line.handed_over_ms is None)

    def _repeat(self) -> None:
        who = self.table.chosen_id
        asked = ReasonDialog(
            self, self.texts, self.say("The protocol was not printed"),
            self.say("The original is printed once more under the same number. The reason is recorded."),
            self.say("Print the original again"), choices.NOT_PRINTED,
        )  # fmt: skip
        asked.given.connect(lambda reason: self.repeat_asked.emit(who, reason))
        asked.open()

    def _chooser(self, title: str, name: str, ending: str = ".pdf") -> FileChooser:
        return FileChooser(
            self, self.texts, title, self.say("Save the file"), (ending,), self._view.start, name=name,
            places=usual_places(),
        )  # fmt: skip

    def _save_one(self) -> None:
        line = next(line for line in self._view.lines if line.id == self.table.chosen_id)
        chooser = self._chooser(self.say("Save as PDF"), f"{line.protocol or line.id}.pdf")
        chooser.given.connect(lambda path: self.save_asked.emit(line.id, path))
        chooser.open()

    def _save_all(self) -> None:
        chooser = self._chooser(self.say("Save all as PDF"), self.say("protocols"), ending="")
        chooser.name.set_words(self.say("Name of the folder"))
        chooser.given.connect(self.save_all_asked)
        chooser.open()

    def _save_paper(self, paper: str) -> None:
        chooser = self._chooser(self.say(PAPERS[paper]), f"{paper}.pdf")
        chooser.given.connect(lambda path: self.paper_asked.emit(paper, path))
        chooser.open()
