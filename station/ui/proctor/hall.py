"""The hall: counters, every candidate's state live, and what may be done with the chosen one."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain.hall import Standing
from station.services.overview import CandidateLine, JournalLine
from station.ui.proctor.choices import reason_for
from station.ui.proctor.counter import Counter
from station.ui.proctor.hall_panel import HallPanel
from station.ui.proctor.layouts import Split, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import left
from station.ui.proctor.words import CHIPS, short_number
from station.ui.theme import Look
from station.ui.widgets.buttons import SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.notice import Notice

COUNTERS = {
    "listed": ("on the list", "text"),
    "came": ("came", "text"),
    "running": ("running", "accent"),
    "finished": ("finished", "ok"),
    "paused": ("paused", "warn"),
    "interrupted": ("interrupted", "danger"),
}
_CAME = frozenset(Standing) - {Standing.LISTED, Standing.ABSENT, Standing.WITHDRAWN}


@dataclass(frozen=True)
class HallView:
    """Every candidate, who is chosen, that one's journal (newest first), seats locked by wrong codes."""

    lines: tuple[CandidateLine, ...]
    chosen: str = ""
    journal: tuple[JournalLine, ...] = ()
    locked_seats: tuple[str, ...] = ()
    is_open: bool = True
    offset_minutes: int = 360


def counts(lines: tuple[CandidateLine, ...]) -> dict[str, int]:
    """Figures of the counters, by the names of `COUNTERS`."""
    standings = [line.standing for line in lines]
    return {
        "listed": len(standings),
        "came": sum(standing in _CAME for standing in standings),
        "running": standings.count(Standing.IN_PROGRESS),
        "finished": standings.count(Standing.FINISHED),
        "paused": standings.count(Standing.PAUSED),
        "interrupted": standings.count(Standing.INTERRUPTED),
    }


class HallScreen(DeskScreen):
    """Signals: `candidate_chosen(str)`; `seat_unlock_asked(str)` a locked seat; and of the panel: `resumed(str)`,
    `paused(str, str)` reason, `interrupted(str, str, str, str)` ground, reason, act, `decided(str, str, str, str)`
    number, reason, way, `time_extended(str, int, str)` minutes, act, `result_wanted(str)`,
    `incident_wanted(str)`: candidate id first. Where an act needs a second person, whoever hears the signal asks
    with `SecondPersonDialog`."""

    candidate_chosen = Signal(str)
    seat_unlock_asked = Signal(str)

    def __init__(self, texts: Texts, view: HallView) -> None:
        super().__init__(texts)
        self._view = view
        self.counters = {name: Counter(colour) for name, (_words, colour) in COUNTERS.items()}
        self.table = DeskTable()
        self.table.row_chosen.connect(self.candidate_chosen)
        self.locked = QWidget()
        self._locked_column = QVBoxLayout(self.locked)
        self._locked_column.setContentsMargins(0, 0, 0, 0)
        self._shown_locks: tuple[str, ...] = ()
        self.nobody = Notice("plain")
        self.panel = HallPanel(texts)
        self.table.row_opened.connect(self.panel.start_focus)
        main = Card(padding=8)
        main.body.addWidget(self.nobody)
        main.body.addWidget(self.table, 1)
        self.split = Split(main, self.panel, 290, 500, lambda: self.table.least_width)
        self.column.addWidget(Tiles(tuple(self.counters.values()), 140, 6))
        self.column.addWidget(self.locked)
        self.column.addWidget(self.split, 1)
        self.resumed, self.paused = self.panel.resumed, self.panel.paused
        self.interrupted, self.decided = self.panel.interrupted, self.panel.decided
        self.time_extended, self.result_wanted = self.panel.time_extended, self.panel.result_wanted
        self.incident_wanted = self.panel.incident_wanted
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.table.setAccessibleName(self.say("Candidates in the hall"))
        self.nobody.show_words(self.say("No list has been imported yet."))
        self.table.set_heads(
            [
                Head(self.say("Seat")),
                Head(self.say("Candidate"), 13, 3),
                Head(self.say("Slip"), drop=1),
                Head(self.say("State")),
                Head(self.say("Answers")),
                Head(self.say("Time left")),
                Head(self.say("Note"), 9, 2, drop=2),
            ]
        )
        self.panel.set_texts(self.texts)
        self._shown_locks = ()
        self.set_view(self._view)

    def set_view(self, view: HallView) -> None:
        """Show this value; called each second while tests run."""
        self._view = view
        for name, figure in counts(view.lines).items():
            self.counters[name].show_figure(figure, self.say(COUNTERS[name][0]))
        self._show_locks(view.locked_seats)
        self.nobody.setVisible(not view.lines)
        self.table.set_rows([self._row(line) for line in view.lines])
        self.table.choose(view.chosen)
        chosen = next((line for line in view.lines if line.id == view.chosen), None)
        note = self._note(chosen) if chosen else ""
        self.panel.set_view(chosen, note, view.journal, view.is_open, view.offset_minutes)

    def start_focus(self) -> None:
        """The table comes first."""
        self.table.setFocus()

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(230))

    def _row(self, line: CandidateLine) -> Row:
        chip = CHIPS[line.standing]
        has_paper = line.questions > 0
        return Row(
            line.id,
            (
                Cell(line.seat or "—"),
                Cell(line.name),
                Cell(short_number(line.slip) or "—", hint=line.slip),
                Cell(self.say(chip.short), chip.kind, chip.icon, hint=self.say(chip.whole)),
                Cell(f"{line.answered} / {line.questions}", share=(line.answered, line.questions))
                if has_paper
                else Cell("—"),
                Cell(left(line.remaining_ms)),
                Cell(self._note(line)),
            ),
        )

    def _note(self, line: CandidateLine) -> str:
        match line.standing:
            case Standing.FINISHED:
                return self.texts.plural("{score} point", "{score} points", line.score or 0).format(score=line.score)
            case Standing.PAUSED if line.resume_allowed:
                return self.say("waits for the code")
            case Standing.PAUSED if line.needs_resume:
                return self.say("the station stopped")
            case Standing.PAUSED:
                return reason_for(self.texts.language, line.pause_reason)
            case Standing.INTERRUPTED if line.decision:
                return self.say("decision № {number}", number=line.decision)
            case Standing.INTERRUPTED:
                return (
                    self.say("act № {number}", number=line.interrupted_act)
                    if line.interrupted_act
                    else self.say("no decision yet")
                )
            case _:
                return "" if line.consent else self.say("no consent")

    def _show_locks(self, seats: tuple[str, ...]) -> None:
        self.locked.setVisible(bool(seats))
        if seats == self._shown_locks:
            return
        self._shown_locks = seats
        while (item := self._locked_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for seat in seats:
            notice, button = Notice("danger"), SecondaryButton(self.say("Unlock the seat"), "lock")
            notice.show_words(
                self.say("Seat {seat} is locked: the code was wrong too many times.", seat=seat),
                kind="danger",
            )
            button.clicked.connect(lambda _checked=False, which=seat: self.seat_unlock_asked.emit(which))
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(notice, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self._locked_column.addWidget(line)
