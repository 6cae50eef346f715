"""The chosen candidate in the hall: acts with reasons, and the journal of this candidate."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.domain.hall import Standing
from station.services.overview import CandidateLine, JournalLine
from station.ui.proctor import choices
from station.ui.proctor.acts import show_acts
from station.ui.proctor.dialogs import DecideDialog, ExtendDialog, InterruptDialog, ReasonDialog
from station.ui.proctor.journal_words import sentence
from station.ui.proctor.layouts import Flow
from station.ui.proctor.when import hour
from station.ui.proctor.words import CHIPS, GROUNDS, WAYS, words
from station.ui.widgets.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label

_LINES = 14


def acts_for(line: CandidateLine, is_open: bool) -> tuple[str, ...]:
    """What the desk offers for a candidate of the hall, in order."""
    if not is_open:
        return ("result",) if line.standing is Standing.FINISHED else ()
    match line.standing:
        case Standing.IN_PROGRESS:
            return ("pause", "extend", "interrupt", "incident")
        case Standing.PAUSED if line.resume_allowed:
            return ("extend", "interrupt", "incident")
        case Standing.PAUSED:
            return ("resume", "extend", "interrupt", "incident")
        case Standing.INTERRUPTED if not line.decision:
            return ("decide", "incident")
        case Standing.INTERRUPTED:
            return ("incident",)
        case Standing.FINISHED:
            return ("result", "incident")
        case _:
            return ()


class HallPanel(Card):
    """Signals: see `HallScreen`."""

    resumed = Signal(str)
    paused = Signal(str, str)
    interrupted = Signal(str, str, str, str)
    decided = Signal(str, str, str, str)
    time_extended = Signal(str, int, str)
    result_wanted = Signal(str)
    incident_wanted = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=20)
        self._texts = texts
        self._line: CandidateLine | None = None
        self.name, self.seat, self.state = label(role="heading"), label(role="muted"), label()
        self.hint = label(role="muted")
        self.buttons: dict[str, Button] = {
            "resume": PrimaryButton(icon_name="play"),
            "decide": PrimaryButton(),
            "pause": SecondaryButton(icon_name="pause"),
            "result": SecondaryButton(),
            "extend": SecondaryButton(),
            "incident": SecondaryButton(),
            "interrupt": DangerButton(),
        }
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, chosen=act: self._do(chosen))
        self.journal_title, self.journal = label(role="strong"), label(role="muted")
        acts = Flow(*self.buttons.values(), fills_below=520)
        for part in (self.name, self.seat, self.state, self.hint, acts, self.journal_title, self.journal):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        told = {
            "resume": "Resume the test",
            "decide": "Decide the interruption",
            "pause": "Pause the test",
            "result": "Show the result again",
            "extend": "Give additional time",
            "incident": "Draw up an act",
            "interrupt": "Interrupt the test …",
        }
        for act, message in told.items():
            self.buttons[act].setText(self._say(message))
        self.journal_title.setText(self._say("Journal"))

    def set_view(
        self,
        line: CandidateLine | None,
        note: str,
        journal: Sequence[JournalLine],
        is_open: bool,
        offset_minutes: int,
    ) -> None:
        """Show this candidate, or nobody."""
        self._line = line
        offered = acts_for(line, is_open) if line else ()
        show_acts(self.buttons, offered)
        for part in (self.seat, self.state):
            part.setVisible(line is not None)
        shown = journal if line else ()
        self.journal_title.setVisible(bool(shown))
        self.journal.setVisible(bool(shown))
        if line is None:
            self.name.setText(self._say("Choose a candidate"))
            self.hint.setText(self._say("Arrows move in the table, Enter leads to the acts."))
            self.hint.show()
            return
        self.name.setText(line.name)
        self.seat.setText(self._seat(line))
        self.seat.setVisible(bool(self.seat.text()))
        self.state.setText(": ".join(part for part in (self._say(CHIPS[line.standing].whole), note) if part))
        self.hint.setText(self._hint(line))
        self.hint.setVisible(bool(self.hint.text()))
        told = [f"{hour(entry.legal_ms, offset_minutes)}  {sentence(self._texts, entry)}" for entry in shown[:_LINES]]
        self.journal.setText("\n".join(told))

    def start_focus(self, _row: str = "") -> None:
        """The keys go to the first act."""
        for button in self.buttons.values():
            if button.isVisible():
                button.setFocus()
                return

    def _seat(self, line: CandidateLine) -> str:
        seat = self._say("seat {seat}", seat=line.seat) if line.seat else ""
        slip = self._say("slip {slip}", slip=line.slip) if line.slip else ""
        return "  ·  ".join(part for part in (seat, slip) if part)

    def _hint(self, line: CandidateLine) -> str:
        if line.standing is Standing.PAUSED and line.resume_allowed:
            return self._say("The candidate enters the code again and the test goes on.")
        if line.standing is Standing.PAUSED and line.needs_resume:
            return self._say(
                "The station stopped for about {minutes} min. Make sure that this is the same person.",
                minutes=max(1, line.gap_ms // 60_000),
            )
        if line.standing is Standing.INTERRUPTED and line.decision:
            return self._say("Decision № {number}: {way}", number=line.decision, way=words(self._texts, WAYS, line.way))
        if line.standing is Standing.INTERRUPTED:
            return words(self._texts, GROUNDS, line.ground)
        return ""

    def _say(self, message: str, **facts: object) -> str:
        return self._texts.get(message).format(**facts)

    def _do(self, act: str) -> None:
        if self._line is None:
            return
        who, name = self._line.id, self._line.name
        match act:
            case "resume":
                self.resumed.emit(who)
            case "result":
                self.result_wanted.emit(who)
            case "incident":
                self.incident_wanted.emit(who)
            case "pause":
                asked = ReasonDialog(
                    self, self._texts, self._say("Pause the test"),
                    self._say("{name}. The question is covered and the clock stops.", name=name),
                    self._say("Pause now"), choices.PAUSE,
                )  # fmt: skip
                asked.given.connect(lambda reason: self.paused.emit(who, reason))
                asked.open()
            case "interrupt":
                stop = InterruptDialog(self, self._texts, name, choices.INTERRUPT, GROUNDS)
                stop.given.connect(lambda ground, reason, number: self.interrupted.emit(who, ground, reason, number))
                stop.open()
            case "decide":
                decide = DecideDialog(self, self._texts, name, choices.DECIDE, WAYS)
                decide.given.connect(lambda number, reason, way: self.decided.emit(who, number, reason, way))
                decide.open()
            case "extend":
                extend = ExtendDialog(self, self._texts, name)
                extend.given.connect(lambda minutes, number: self.time_extended.emit(who, minutes, number))
                extend.open()
            case _:
                raise ValueError(act)
