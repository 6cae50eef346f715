"""The incident act (document 12) as a form: the fact of health only, no diagnosis; it never changes a score."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from resources.texts import Texts
from station.domain.limits import DESCRIPTION, REASON
from station.services.overview import CandidateLine
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Area, Field, SelectField, Tick
from station.ui.proctor.layouts import Tiles
from station.ui.proctor.when import day, hour, moment_of
from station.ui.widgets.labels import label

KINDS = {
    "power": "Power cut",
    "equipment": "Failure of equipment or program",
    "health": "The candidate felt unwell",
    "order": "Breach of the order of conduct",
    "code_reissued": "Code issued again",
    "other": "Other incident",
}
DECISIONS = {
    "": "No decision yet",
    "continue": "The test goes on",
    "another_seat": "The candidate moves to another seat",
    "another_day": "The test is moved to another day",
}


class IncidentDialog(AskDialog):
    """Signals: `given(object)` the act's plain fields: kind, started_ms, ended_ms (or None), affected as a list of
    [candidate id, seconds left before or None, seconds left now or None], description, measures, decision ("" for
    none), decision_basis, signing_refused."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, texts: Texts, people: Sequence[CandidateLine], now_ms: int, offset_minutes: int,
        touched: str = "",
    ) -> None:  # fmt: skip
        """`touched`: the candidate ticked from the start."""
        super().__init__(over, texts, texts.get("Draw up an incident act"), "", texts.get("Record the act"))
        self._offset, self._people = offset_minutes, {line.id: line for line in people}
        self.kind, self.decision = SelectField(), SelectField()
        self.kind.set_words(self.say("Kind of incident"))
        self.kind.select.set_items([(name, self.say(told)) for name, told in KINDS.items()])
        self.decision.set_words(self.say("Decision of the responsible person"))
        self.decision.select.set_items([(name, self.say(told)) for name, told in DECISIONS.items()])
        self.day, self.start, self.end = Field(longest=10), Field(longest=5), Field(longest=5)
        self.day.set_words(self.say("Date"), self.say("dd.mm.yyyy"))
        self.start.set_words(self.say("Beginning"), self.say("hh:mm"))
        self.end.set_words(self.say("End, if it has ended"), self.say("hh:mm"))
        self.day.set_text(day(now_ms, offset_minutes))
        self.start.set_text(hour(now_ms, offset_minutes))
        self.what, self.measures, self.basis = Area(3, DESCRIPTION), Area(2, DESCRIPTION), Field(longest=REASON)
        self.what.set_words(self.say("What happened (health: the fact only, no diagnosis)"))
        self.measures.set_words(self.say("Measures taken"))
        self.basis.set_words(self.say("Basis of the decision"))
        self.refused = Tick(self.say("The candidate refused to sign"))
        self.ticks = {line.id: Tick(", ".join(filter(None, (line.name, self._seat(line))))) for line in people}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for part in (self.kind, Tiles((self.day, self.start, self.end), 150, 3), self.what, self.measures):
            self.body.addWidget(part)
        if people:
            self.body.addWidget(label(self.say("Affected candidates"), "strong"))
        for name, tick in self.ticks.items():
            self._group.addButton(tick)
            tick.setChecked(name == touched)
            self.body.addWidget(tick)
        self.body.addWidget(self.decision)
        self.body.addWidget(self.basis)
        self.body.addWidget(self.refused)
        self.finish_body()

    def _seat(self, line: CandidateLine) -> str:
        return self.say("seat {seat}", seat=line.seat) if line.seat else ""

    def check(self) -> str:
        """Times and words are there."""
        self._started = moment_of(self.day.text, self.start.text, self._offset)
        self._ended = moment_of(self.day.text, self.end.text, self._offset) if self.end.text else None
        if self._started is None or (self.end.text and self._ended is None):
            return self.say("Write the date as 22.11.2026 and the time as 09:54.")
        if self._ended is not None and self._ended < self._started:
            return self.say("The end lies before the beginning.")
        return "" if self.what.text else self.say("Write what happened.")

    def give(self) -> None:
        """Hand the fields on."""
        affected = [
            [name, None, None if (ms := self._people[name].remaining_ms) is None else ms // 1000]
            for name, tick in self.ticks.items()
            if tick.isChecked()
        ]
        self.given.emit(
            {
                "kind": self.kind.select.value,
                "started_ms": self._started,
                "ended_ms": self._ended,
                "affected": affected,
                "description": self.what.text,
                "measures": self.measures.text,
                "decision": self.decision.select.value,
                "decision_basis": self.basis.text,
                "signing_refused": self.refused.isChecked(),
            }
        )
