"""The candidate's screens between the code and the test: identity, rules, practice, the start (R-24.9, R-22.5)."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.domain.stages import Happening, Stage
from station.services import exam
from station.services.kiosk import Entrance
from station.ui.candidate.screen import CandidateScreen
from station.ui.shelf import Shelf
from station.ui.views import Frame, act_line

BEFORE_TEST = (Stage.IDENTITY, Stage.RULES, Stage.PRACTICE, Stage.WAIT)


class Before(QObject):
    """Fills and connects the screens.

    Signals: `step_wanted(Stage, Happening, object)` the stage it was wanted on, what happens once the service (or
    None) recorded it; `start_wanted()`.
    """

    step_wanted = Signal(Stage, Happening, object)
    start_wanted = Signal()

    def __init__(self, shelf: Shelf, frame: Frame) -> None:
        super().__init__(shelf)
        self._shelf, self._frame = shelf, frame
        self._seat = str(frame.settings["seat"])

    def screen(self, stage: Stage, who: Entrance) -> CandidateScreen:
        """The screen of one of these stages, for this candidate."""
        makers: dict[Stage, Callable[[Entrance], CandidateScreen]] = {
            Stage.IDENTITY: self._identity,
            Stage.RULES: self._rules,
            Stage.PRACTICE: self._practice,
            Stage.WAIT: self._wait,
        }
        return makers[stage](who)

    def _wish(self, stage: Stage, happening: Happening, work: Callable[..., Any] | None) -> Callable[..., None]:
        return lambda *_said: self.step_wanted.emit(stage, happening, work)

    def _identity(self, who: Entrance) -> CandidateScreen:
        from station.ui.candidate.identity_screen import IdentityScreen, IdentityView

        def connect(made: IdentityScreen) -> None:
            made.confirmed.connect(self._wish(Stage.IDENTITY, Happening.THIS_IS_ME, exam.confirm_identity))
            made.denied.connect(self._wish(Stage.IDENTITY, Happening.THIS_IS_NOT_ME, exam.refuse_identity))

        screen = self._shelf.get(IdentityScreen, connect)
        screen.set_view(IdentityView(who.name, who.post, who.organisation, self._seat))
        return screen

    def _rules(self, _who: Entrance) -> CandidateScreen:
        from station.ui.candidate.rules_screen import RulesScreen, RulesView

        def connect(made: RulesScreen) -> None:
            made.acknowledged.connect(self._wish(Stage.RULES, Happening.RULES_ACCEPTED, exam.acknowledge_rules))

        form = self._frame.form
        screen = self._shelf.get(RulesScreen, connect)
        act, paragraphs = act_line(form.order.act), form.order.paragraphs
        screen.set_view(RulesView(act, paragraphs, form.questions, form.minutes, form.maximum, form.threshold))
        return screen

    def _practice(self, _who: Entrance) -> CandidateScreen:
        from station.ui.candidate.practice_screen import PracticeScreen

        practised = self._wish(Stage.PRACTICE, Happening.PRACTISED, None)
        screen = self._shelf.get(PracticeScreen, lambda made: made.finished.connect(practised))
        screen.restart(self._frame.has_multiple)
        return screen

    def _wait(self, who: Entrance) -> CandidateScreen:
        from station.ui.candidate.wait_screen import WaitScreen, WaitView

        form = self._frame.form
        screen = self._shelf.get(WaitScreen, lambda made: made.start_requested.connect(self.start_wanted))
        screen.set_view(WaitView(who.name, self._seat, form.questions, form.minutes, can_start=True))
        return screen
