"""The result, at once after the end (art. 25): score, threshold, statement of art. 26, the appeal's hour."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from question_bank.model import Bilingual
from resources.texts import Texts
from station.ui.candidate.screen import CandidateScreen
from station.ui.theme import Look
from station.ui.widgets.bars import ShareBar
from station.ui.widgets.buttons import PrimaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import IconLabel, label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class SectionPoints:
    """Points of one section, informative only (R-21.3)."""

    title: Bilingual
    points: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ResultView:
    """What R-25.2 shows and no more: neither key nor which answers were wrong.

    `statement` is the policy's sentence of art. 26 for `meets`. Times are ready for reading (14:35).
    `time_expired`: the test ended by time. `leaves_in_seconds`: None while the screen stays.
    """

    full_name: str
    score: int
    max_score: int
    threshold: int
    meets: bool
    statement: Bilingual
    sections: tuple[SectionPoints, ...]
    finished_at: str
    appeal_until: str
    receipt: str
    time_expired: bool = False
    leaves_in_seconds: int | None = None


class ResultScreen(CandidateScreen):
    """Shows a `ResultView`. A Russian reader sees the Kyrgyz statement above its translation (R-26.1).

    Signals: `left()` the candidate has seen it.
    """

    left = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: ResultView | None = None
        self._title = label(role="title")
        self._name = label(role="muted", wraps=False)
        self._caption = label(role="muted")
        self.score = label(role="figure", wraps=False)
        self._of = label(role="strong")
        self._threshold = label(role="strong")
        self._finished = label(role="muted")
        self._receipt_caption = label(role="muted")
        self.receipt = label(role="code", wraps=False)
        self.statement = Statement()
        self.appeal = Notice("plain")
        self.protocol = label(role="strong")
        self._sections = QGridLayout()
        self._sections.setColumnStretch(0, 1)
        self._lines: list[tuple[QLabel, QLabel, ShareBar]] = []
        self._expired = label(role="strong")
        self._build()
        self._leaves = label(role="muted")
        self.leave = PrimaryButton(icon_name="check")
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.protocol)
        lines.addWidget(self._leaves)
        self.bar.add_middle(words)
        self.bar.add_right(self.leave)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    def _build(self) -> None:
        figures = QVBoxLayout()
        for part in (self._caption, self.score, self._of, self._threshold, self._finished, self._expired):
            figures.addWidget(part)
        figures.addStretch(1)
        figures.addWidget(self._receipt_caption)
        figures.addWidget(self.receipt)
        right = QVBoxLayout()
        right.addWidget(self.statement)
        right.addLayout(self._sections)
        right.addStretch(1)
        # A layout inside another takes over its spacing unless it has its own.
        figures.setSpacing(4)
        right.setSpacing(10)
        self._columns = QHBoxLayout()
        self._columns.addLayout(figures, 3)
        self._columns.addLayout(right, 7)
        card = Card(1120, 22)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._name, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(self._head)
        card.body.addLayout(self._columns)
        card.body.addWidget(self.appeal)
        if isinstance(self.page, Page):
            self.page.add(card)

    def set_view(self, view: ResultView) -> None:
        """Show the result."""
        self._view = view
        self._refresh()

    def start_focus(self) -> None:
        """The keys stay off the button: a held Enter must not put the result away."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self._caption.setText(t.get("Score"))
        self._receipt_caption.setText(t.get("Receipt code"))
        self.leave.setText(t.context("button", "I have seen the result"))
        self.protocol.setText(t.get("Take your protocol from the staff member."))
        self._expired.setText(t.get("The time is over. Your answers are saved."))
        self._refresh()

    def restyle(self, look: Look) -> None:
        """Margins; in large letters the columns stand below each other."""
        super().restyle(look)
        self._columns.setSpacing(look.gap(36))
        self._sections.setVerticalSpacing(0)
        is_narrow = self.width() < look.px(900)
        direction = QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._head.setDirection(direction)

    def _refresh(self) -> None:
        view, t = self._view, self._texts
        if view is None:
            return
        is_expired = view.time_expired
        self._title.setText(
            t.get("The test ended when the time was over") if is_expired else t.get("The test is finished")
        )
        self._expired.setVisible(is_expired)
        self._name.setText(view.full_name)
        self.score.setText(str(view.score))
        self.score.setAccessibleName(t.get("Score: {a} of {b}").format(a=view.score, b=view.max_score))
        possible = t.get("of {b} possible").format(b=view.max_score)
        threshold = t.get("Threshold score: {n}").format(n=view.threshold)
        self._of.setText(possible)
        self._threshold.setText(threshold)
        self._finished.setText(t.get("Finished at: {t}").format(t=view.finished_at))
        self.receipt.setText(view.receipt)
        self.statement.show_statement(view.statement, view.meets, self.language)
        until = t.get("Latest time to apply for an appeal: {t}").format(t=view.appeal_until)
        how = t.get("If you disagree with the result, you may file a technical appeal here in person within one hour.")
        self.appeal.show_words(how, until, kind="plain")
        self._show_sections(view.sections)
        leaves = view.leaves_in_seconds
        said = t.get("This screen closes by itself. Seconds left: {n}.")
        self._leaves.setText(said.format(n=leaves) if leaves is not None else "")
        self._leaves.setVisible(leaves is not None)

    def _show_sections(self, sections: tuple[SectionPoints, ...]) -> None:
        while len(self._lines) < len(sections):
            row = 2 * len(self._lines)
            line = (label(role="line"), label(role="line", wraps=False), ShareBar())
            self._sections.addWidget(line[0], row, 0)
            self._sections.addWidget(line[1], row, 1, Qt.AlignmentFlag.AlignRight)
            self._sections.addWidget(line[2], row + 1, 0, 1, 2)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            for part in line:
                part.setVisible(place < len(sections))
        for (title, points, bar), section in zip(self._lines, sections, strict=False):
            title.setText(section.title[self.language])
            points.setText(f"{section.points} / {section.maximum}")
            bar.show_share(section.points, section.maximum)


class Statement(QFrame):
    """The statement of art. 26: exactly one of two, letter for letter."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel("check", "ok", 28)
        self.original = label(role="statement")
        self.translation = label()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.original)
        words.addWidget(self.translation)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_statement(self, statement: Bilingual, meets: bool, language: str) -> None:
        """Show the Kyrgyz original, and under it the translation for a Russian reader."""
        kind = "ok" if meets else "danger"
        self.setProperty("role", f"notice-{kind}")
        self._icon.set_icon("check" if meets else "cross", kind)
        self.original.setText(statement.ky)
        self.translation.setText(statement.ru)
        self.translation.setVisible(language != "ky")
        self.setAccessibleName(statement[language])
        self.style().unpolish(self)
        self.style().polish(self)
