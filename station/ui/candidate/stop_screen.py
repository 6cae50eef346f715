"""The station has stopped: said in three languages at once, because nobody can be asked for his."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import STAFF_LANGUAGES, texts_for
from station.domain.errors import Reason
from station.ui.reasons import Facts, words_for
from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import BarButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import IconLabel, label


@dataclass(frozen=True, slots=True)
class StopView:
    """Why the station stopped. `mark` names the record in the log, for the responsible person."""

    reason: Reason
    facts: Facts = field(default_factory=dict)
    mark: str = ""


class StopScreen(Dressed, QWidget):
    """Shows a `StopView` in Kyrgyz, Russian and English.

    Signals: `staff_requested()` the staff button.
    """

    staff_requested = Signal()

    def __init__(self, look: Look | None = None) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look or Look()
        self.page = Page()
        card = Card(900, 36)
        card.body.addWidget(IconLabel("danger", "danger", 56), 0, Qt.AlignmentFlag.AlignLeft)
        self._blocks = []
        for _ in STAFF_LANGUAGES:
            title, text = label(role="heading"), label()
            card.body.addWidget(title)
            card.body.addWidget(text)
            self._blocks.append((title, text))
        self.mark = label(role="muted")
        card.body.addWidget(self.mark)
        self.staff = BarButton(icon_name="lock")
        card.body.addWidget(self.staff, 0, Qt.AlignmentFlag.AlignRight)
        self.page.add(card)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.page)
        words = [texts_for(language).context("button", "For staff") for language in STAFF_LANGUAGES]
        self.staff.setText(" · ".join(words))
        self.staff.clicked.connect(self.staff_requested)

    def set_view(self, view: StopView) -> None:
        """Say why."""
        for language, (title, text) in zip(STAFF_LANGUAGES, self._blocks, strict=True):
            words = words_for(texts_for(language), view.reason, view.facts)
            title.setText(words.title)
            text.setText(words.text)
        self.mark.setText(view.mark)
        self.mark.setVisible(bool(view.mark))
        self.setAccessibleName(" ".join(title.text() for title, _ in self._blocks))

    def set_look(self, look: Look) -> None:
        """Know the look that the window wears."""
        self._look = look

    def start_focus(self) -> None:
        """The only control takes the keys."""
        self.staff.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            event.ignore()

    def _restyle(self) -> None:
        side = look_of(self).gap(20)
        self._outer.setContentsMargins(side, side, side, side)
