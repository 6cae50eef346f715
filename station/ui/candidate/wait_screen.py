"""Everything is ready; the test has not begun."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from resources.texts import Texts
from station.domain.errors import Reason
from station.ui.candidate.screen import CandidateScreen
from station.ui.reasons import words_for
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class WaitView:
    """Who waits where. `can_start`: the session is open and the candidate may begin."""

    full_name: str
    seat: str
    question_count: int
    minutes: int
    can_start: bool


class WaitScreen(CandidateScreen):
    """Shows a `WaitView`; the start button is there only when it works.

    Signals: `start_requested()`, once until the next `set_view`.
    """

    start_requested = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: WaitView | None = None
        self._is_asked = False
        self._title = label(role="title")
        self._name = label(role="large")
        self._facts = label(role="muted")
        self.notice = Notice("info")
        self._saving = label()
        card = Card(760, 36)
        for part in (self._title, self._name, self._facts, self._saving, self.notice):
            card.body.addWidget(part)
        if isinstance(self.page, Page):
            self.page.add(card)
        self.start = PrimaryButton(icon_name="play")
        self.bar.add_right(self.start)
        self.start.clicked.connect(self._start)
        self.retranslate()

    def set_view(self, view: WaitView) -> None:
        """Show whether the test may begin."""
        became_ready = view.can_start and (self._view is None or not self._view.can_start)
        self._view = view
        self._is_asked = False
        self._refresh()
        if became_ready:
            self.start_focus()

    def start_focus(self) -> None:
        """The start button takes the keys when it is there."""
        can_start = self._view is not None and self._view.can_start
        (self.start if can_start else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self.start.setText(t.context("button", "Start the test"))
        self._saving.setText(t.get("Every answer is saved at once. You can change it until you finish the test."))
        self._refresh()

    def _start(self) -> None:
        if self._view is not None and self._view.can_start and not self._is_asked:
            self._is_asked = True
            self.start.setEnabled(False)
            self.start_requested.emit()

    def _refresh(self) -> None:
        view, t = self._view, self._texts
        if view is None:
            return
        self._title.setText(t.get("Ready for the test") if view.can_start else t.get("Wait for the start"))
        self._name.setText(view.full_name)
        facts = (
            t.get("Seat {seat}").format(seat=view.seat),
            t.plural("{n} question", "{n} questions", view.question_count).format(n=view.question_count),
            t.plural("{n} minute", "{n} minutes", view.minutes).format(n=view.minutes),
        )
        self._facts.setText("  ·  ".join(facts))
        if view.can_start:
            said = t.get("The time starts to run when you press “Start the test”.")
            self.notice.show_words(said, kind="info")
        else:
            self.notice.show_words(words_for(t, Reason.SESSION_NOT_OPEN, {}).text, kind="plain")
        self.start.setVisible(view.can_start)
        self.start.setEnabled(not self._is_asked)
