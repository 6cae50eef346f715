"""Closing the session: everybody is accounted for, or it stays open (R-24.10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.domain.hall import Standing
from station.services.overview import AppealLine, CandidateLine
from station.ui.proctor.counter import Counter
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import hour
from station.ui.proctor.words import CHIPS
from station.ui.theme import Look
from station.ui.widgets.buttons import DangerButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

_PARTS = {
    "listed": ("on the list", "text"),
    "finished": ("finished", "ok"),
    "absent": ("absent", "text"),
    "not_started": ("not started", "text"),
    "withdrawn": ("withdrawn", "text"),
    "interrupted": ("interrupted", "danger"),
    "open": ("to be settled", "warn"),
}
_TO_DO = {
    Standing.LISTED: "Mark the document as checked, or mark as absent.",
    Standing.CAME: "Issue the code, or undo the mark and mark as absent.",
    Standing.IN_PROGRESS: "The test is still running.",
    Standing.PAUSED: "Resume the test, or interrupt it.",
}


@dataclass(frozen=True)
class CloseView:
    """The totals of the session, all candidates, and the hours and applications that keep it open (R-27.3)."""

    totals: Mapping[str, int]
    lines: tuple[CandidateLine, ...]
    opened_ms: int | None = None
    closed_ms: int | None = None
    offset_minutes: int = 360
    is_busy: bool = False
    appeals: tuple[AppealLine, ...] = ()

    @property
    def last_hour_ms(self) -> int | None:
        """The last minute in which somebody may still file, None where every hour is over."""
        return max((line.until_ms for line in self.appeals if line.minutes_left is not None), default=None)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Numbers of the applications without a decision."""
        return tuple(line.number for line in self.appeals if line.number and not line.decision)


class CloseScreen(DeskScreen):
    """Signals: `close_asked()` after the staff member confirmed it; `candidate_wanted(str)` leads to a candidate who
    is not settled; `protocols_wanted()`."""

    close_asked = Signal()
    candidate_wanted = Signal(str)
    protocols_wanted = Signal()

    def __init__(self, texts: Texts, view: CloseView) -> None:
        super().__init__(texts)
        self._view = view
        self.title, self.sum, self.state = label(role="heading"), label(), Notice("plain")
        self.counters = {name: Counter(colour) for name, (_words, colour) in _PARTS.items()}
        self.missing_title, self.missing = label(role="strong"), DeskTable()
        self.missing.row_opened.connect(self.candidate_wanted)
        self.papers = Notice("warn")
        self.close_session, self.to_protocols = DangerButton(icon_name="lock"), SecondaryButton()
        self.close_session.clicked.connect(self._close)
        self.to_protocols.clicked.connect(self.protocols_wanted)
        card = Card(padding=20)
        for part in (self.title, self.sum, self.state, self.papers, self.missing_title):
            card.body.addWidget(part)
        card.body.addWidget(self.missing, 1)
        card.body.addWidget(Flow(self.close_session, self.to_protocols))
        self.column.addWidget(Tiles(tuple(self.counters.values()), 140, 7))
        self.column.addWidget(card, 1)
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.title.setText(self.say("Everybody on the list must be accounted for"))
        self.missing_title.setText(self.say("Not settled yet (Enter leads to the candidate)"))
        self.missing.setAccessibleName(self.say("Not settled yet (Enter leads to the candidate)"))
        self.close_session.setText(self.say("Close the session"))
        self.to_protocols.setText(self.say("Open the protocols"))
        self.missing.set_heads(
            [Head(self.say("Candidate"), 14, 2), Head(self.say("State")), Head(self.say("What to do"), 20, 3)]
        )
        self.set_view(self._view)

    def set_view(self, view: CloseView) -> None:
        """Show this value."""
        self._view = view
        totals = view.totals
        for name, counter in self.counters.items():
            counter.show_figure(totals.get(name, 0), self.say(_PARTS[name][0]))
        self.sum.setText(
            self.say(
                "{listed} on the list = {finished} finished + {absent} absent + {not_started} not started + "
                "{withdrawn} withdrawn + {interrupted} interrupted + {open} to be settled",
                **{name: totals.get(name, 0) for name in _PARTS},
            )
        )
        left = [line for line in view.lines if line.standing in _TO_DO]
        self.missing.set_rows([self._row(line) for line in left])
        for part in (self.missing, self.missing_title):
            part.setVisible(bool(left) and view.closed_ms is None)
        self._show_state(left)
        self._show_papers()
        kept_open = view.last_hour_ms is not None or bool(view.waiting)
        may = view.opened_ms is not None and view.closed_ms is None and not totals.get("open", 0) and not kept_open
        self.close_session.setVisible(view.closed_ms is None)
        self.close_session.setEnabled(may and not view.is_busy)

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.missing.setMinimumHeight(look.px(190))

    def _row(self, line: CandidateLine) -> Row:
        chip = CHIPS[line.standing]
        state = Cell(self.say(chip.short), chip.kind, chip.icon, hint=self.say(chip.whole))
        return Row(line.id, (Cell(line.name), state, Cell(self.say(_TO_DO[line.standing]))))

    def _show_state(self, left: list[CandidateLine]) -> None:
        view = self._view
        if view.closed_ms is not None:
            told = self.say(
                "The session was closed at {time}. Unused codes are void.",
                time=hour(view.closed_ms, view.offset_minutes),
            )
            kind = "ok"
        elif view.opened_ms is None:
            told, kind = self.say("The session has not been opened."), "plain"
        elif left:
            told, kind = self.say("The session cannot be closed yet: {n} to be settled.", n=len(left)), "warn"
        elif appeals := self._appeals():
            told, kind = appeals, "warn"
        else:
            told, kind = self.say("The sum is right. The session may be closed."), "ok"
        self.state.show_words(told, kind=kind)

    def _appeals(self) -> str:
        """What of the appeals keeps the session open, or ""."""
        view, told = self._view, []
        if view.last_hour_ms is not None:
            last = hour(view.last_hour_ms, view.offset_minutes)
            told.append(self.say("Applications on appeal may still come, the last minute is {time}.", time=last))
        if view.waiting:
            numbers = ", ".join(view.waiting)
            told.append(self.say("Applications waiting for their decision: {numbers}.", numbers=numbers))
        return "\n".join([self.say("The session cannot be closed yet."), *told]) if told else ""

    def _show_papers(self) -> None:
        finished = [line for line in self._view.lines if line.standing is Standing.FINISHED]
        unprinted = sum(not line.prints for line in finished)
        kept = sum(line.handed_over_ms is None for line in finished)
        undecided = sum(line.standing is Standing.INTERRUPTED and not line.decision for line in self._view.lines)
        told = []
        if unprinted:
            told.append(self.say("Protocols not printed: {n}", n=unprinted))
        if kept:
            told.append(self.say("Protocols not handed over: {n}", n=kept))
        if undecided:
            told.append(self.say("Interruptions without a decision: {n}", n=undecided))
        self.papers.show_words("\n".join(told), kind="warn")
        self.papers.setVisible(bool(told))

    def _close(self) -> None:
        text = self.say("No test can start any more, and unused codes become void. This cannot be undone.")
        asked = ConfirmDialog(
            self,
            self.texts,
            self.say("Close the session"),
            text,
            self.say("Close the session"),
            "danger-primary",
        )
        asked.given.connect(self.close_asked)
        asked.open()
