"""The approved order of conduct, shown and acknowledged (R-22.5)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from question_bank.model import Bilingual
from resources.texts import Texts
from station.ui.candidate.screen import CandidateScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import label
from station.ui.widgets.passage import Passage


@dataclass(frozen=True, slots=True)
class RulesView:
    """The order of conduct with its act, and what the approved form says of this test."""

    act: Bilingual
    paragraphs: tuple[Bilingual, ...]
    question_count: int
    minutes: int
    max_score: int
    threshold: int


class RulesScreen(CandidateScreen):
    """Shows a `RulesView`.

    Signals: `acknowledged()`.
    """

    acknowledged = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: RulesView | None = None
        self._title = label(role="title")
        self._act = label(role="muted")
        self._card = Card(980, 36)
        self._card.body.addWidget(self._title)
        self._card.body.addWidget(self._act)
        self._facts = [(label(role="large", wraps=False), label(role="small")) for _ in range(4)]
        row = QHBoxLayout()
        for value, caption in self._facts:
            box = Card(0, 14, "panel")
            box.body.addWidget(value)
            box.body.addWidget(caption)
            box.body.addStretch(1)
            row.addWidget(box, 1)
        self._card.body.addLayout(row)
        self._list = QGridLayout()
        self._list.setColumnStretch(1, 1)
        self._card.body.addLayout(self._list)
        self._paragraphs: list[tuple[QLabel, Passage]] = []
        if isinstance(self.page, Page):
            self.page.add(self._card)
        self.accept = PrimaryButton(icon_name="right", icon_after=True)
        self.bar.add_right(self.accept)
        self.accept.clicked.connect(self.acknowledged)
        self.retranslate()

    def set_view(self, view: RulesView) -> None:
        """Show the order of conduct."""
        self._view = view
        self._refresh()

    def start_focus(self) -> None:
        """The way on takes the keys; Page Down scrolls."""
        self.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._title.setText(self._texts.get("Order of conduct of the test"))
        self.accept.setText(self._texts.context("button", "I have read the order"))
        self._refresh()

    def restyle(self, look: Look) -> None:
        """Margins and the room between the paragraphs."""
        super().restyle(look)
        self._list.setVerticalSpacing(look.gap(12))
        self._list.setHorizontalSpacing(look.gap(12))

    def _refresh(self) -> None:
        view, t = self._view, self._texts
        if view is None:
            return
        self._act.setText(view.act[self.language])
        values = (view.question_count, view.minutes, view.max_score, view.threshold)
        captions = (
            t.get("questions"),
            t.get("minutes"),
            t.get("highest possible score"),
            t.get("threshold score"),
        )
        for (value, caption), number, words in zip(self._facts, values, captions, strict=True):
            value.setText(str(number))
            caption.setText(words)
        while len(self._paragraphs) < len(view.paragraphs):
            self._add_paragraph()
        for place, (number_label, passage) in enumerate(self._paragraphs):
            is_used = place < len(view.paragraphs)
            number_label.setVisible(is_used)
            passage.setVisible(is_used)
            if is_used:
                passage.set_text(view.paragraphs[place][self.language])

    def _add_paragraph(self) -> None:
        row = len(self._paragraphs)
        number, passage = label(f"{row + 1}.", "strong", wraps=False), Passage(18)
        self._list.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addWidget(passage, row, 1)
        self._paragraphs.append((number, passage))
