"""Appeals: every finished candidate's hour, the commission, and what may be done now (arts. 33 to 36; R-33.5)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from resources.texts import Texts
from station.services.overview import AppealLine, CommissionLine
from station.ui.proctor.appeal_panel import AppealPanel
from station.ui.proctor.appeal_words import decision_words, ground_words
from station.ui.proctor.commission_card import CommissionCard
from station.ui.proctor.layouts import Split
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import hour
from station.ui.proctor.words import short_number
from station.ui.theme import Look
from station.ui.widgets.card import Card
from station.ui.widgets.notice import Notice

SOON_MINUTES = 10


@dataclass(frozen=True)
class AppealsView:
    """Finished candidates in the order of the service, the commission, and what the panel needs.

    `may_replace`: the commission has not begun its work. `admits_late`: the policy lets the chair admit late ones.
    `copies`: how many originals of a paper are printed.
    """

    lines: tuple[AppealLine, ...]
    commission: CommissionLine | None = None
    chosen: str = ""
    printers: tuple[str, ...] = ()
    printer: str = ""
    start: str = "/"
    copies: int = 2
    may_replace: bool = True
    admits_late: bool = True
    is_open: bool = True
    offset_minutes: int = 360


class AppealsScreen(DeskScreen):
    """Signals: `candidate_chosen(str)`; `commission_wanted()`; and of the panel, candidate id first:
    `filing_wanted(str)`, `wish_noted(str)` a wish after the hour, `late_wanted(str)`, `review_wanted(str)`,
    `unseen_wanted(str)`, `print_asked(str, str, str)` paper and why it is printed again, "" for the first time,
    `copy_asked(str, str)`, `save_asked(str, str, str)` paper and path; `printer_chosen(str)`. A paper is
    "application" or "protocol"."""

    candidate_chosen = Signal(str)
    commission_wanted = Signal()

    def __init__(self, texts: Texts, view: AppealsView) -> None:
        super().__init__(texts)
        self._view = view
        self.commission = CommissionCard(texts)
        self.commission.enter.clicked.connect(self.commission_wanted)
        self.nobody = Notice("plain")
        self.table = DeskTable()
        self.table.row_chosen.connect(self.candidate_chosen)
        self.panel = AppealPanel(texts)
        self.table.row_opened.connect(self.panel.start_focus)
        main = Card(padding=8)
        main.body.addWidget(self.nobody, 0, Qt.AlignmentFlag.AlignTop)
        main.body.addWidget(self.table, 1)
        self.split = Split(main, self.panel, 330, 500, lambda: self.table.least_width)
        self.column.addWidget(self.commission)
        self.column.addWidget(self.split, 1)
        panel = self.panel
        self.filing_wanted, self.wish_noted, self.late_wanted = panel.filing_wanted, panel.wish_noted, panel.late_wanted
        self.review_wanted, self.unseen_wanted = panel.review_wanted, panel.unseen_wanted
        self.print_asked, self.copy_asked, self.save_asked = panel.print_asked, panel.copy_asked, panel.save_asked
        self.printer_chosen = panel.printers.chosen
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.table.setAccessibleName(self.say("Finished candidates"))
        self.nobody.show_words(
            self.say(
                "No test is finished yet. From the moment a result is shown its candidate has one hour to file an "
                "appeal, and stands here with the minutes that are left."
            )
        )
        self.table.set_heads(
            [
                Head(self.say("Seat")),
                Head(self.say("Candidate"), 13, 3),
                Head(self.say("Points"), drop=2),
                Head(self.say("Finished"), drop=1),
                Head(self.say("Last minute")),
                Head(self.say("Time left")),
                Head(self.say("Appeal")),
            ]
        )
        self.commission.set_texts(self.texts)
        self.panel.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: AppealsView) -> None:
        """Show this value; every two seconds, for the minutes run."""
        self._view = view
        self.commission.set_view(view.commission, view.may_replace and view.is_open)
        self.nobody.setVisible(not view.lines)
        self.table.setVisible(bool(view.lines))
        self.table.set_rows([self._row(line) for line in view.lines])
        self.table.choose(view.chosen)
        chosen = next((line for line in view.lines if line.candidate == view.chosen), None)
        self.panel.set_view(chosen, view)

    def start_focus(self) -> None:
        """The table comes first; before a test is finished, what can be done at all."""
        if self._view.lines:
            self.table.setFocus()
        else:
            super().start_focus()

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(230))

    def _row(self, line: AppealLine) -> Row:
        offset = self._view.offset_minutes
        return Row(
            line.candidate,
            (
                Cell(line.seat or "—"),
                Cell(line.name),
                Cell(f"{line.score} / {line.maximum}"),
                Cell(hour(line.finished_ms, offset)),
                Cell(hour(line.until_ms, offset)),
                self._left(line),
                self._state(line),
            ),
        )

    def _left(self, line: AppealLine) -> Cell:
        if line.minutes_left is None:
            return Cell("—", hint=self.say("The hour is over."))
        told = self.say("{n} min", n=line.minutes_left)
        is_soon = line.minutes_left <= SOON_MINUTES and not line.number
        return Cell(told, "warn", "clock") if is_soon else Cell(told)

    def _state(self, line: AppealLine) -> Cell:
        if line.decision:
            return self._decided(line)
        if line.is_open:
            return Cell(self.say("keys on screen"), "danger", "key", hint=self.say("The review is open."))
        if line.number:
            filed = self.say(
                "Application № {number}, filed at {time}",
                number=line.number, time=hour(line.filed_ms, self._view.offset_minutes),
            )  # fmt: skip
            return Cell(short_number(line.number), "info", "note", hint=filed)
        if line.was_late:
            return Cell(self.say("late wish"), "warn", "warn", hint=self.say("Wanted to file after the hour."))
        if line.minutes_left is None:
            return Cell(self.say("hour over"), "plain", "clock", hint=self.say("The hour is over."))
        return Cell(self.say("no application"), "plain", "wait")

    def _decided(self, line: AppealLine) -> Cell:
        whole = decision_words(self.texts, line)
        if line.decision == "corrected":
            return Cell(f"{line.before} → {line.after}", "warn", "check", hint=whole)
        if line.decision == "unchanged":
            return Cell(self.say("unchanged"), "ok", "check", hint=whole)
        return Cell(self.say("not considered"), "plain", "cross", hint=ground_words(self.texts, line.ground))
