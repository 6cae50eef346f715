"""The line under the top bar: whose attempt, which application, the points, and the pages of the review."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.commission.view import ReviewView
from station.ui.proctor.frame import TabButton
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label

PAGES = {"questions": "Questions", "replay": "Replay", "decision": "Decision"}


def commission_words(view: ReviewView, texts: Texts) -> str:
    """The chair and how many members sit there."""
    others = max(0, view.present - 1)
    words = texts.plural("Commission: chair {name} and {n} member", "Commission: chair {name} and {n} members", others)
    return words.format(name=view.chair_initials, n=others)


class HeadCard(Card):
    """Signals: `page_chosen(str)` a name of `PAGES`."""

    page_chosen = Signal(str)

    def __init__(self, has_pages: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        self.name, self.facts, self.commission = label(role="large"), label(role="muted"), label(role="muted")
        self.points, self.threshold = label(role="title", wraps=False), label(role="small", wraps=False)
        self.pages: dict[str, TabButton] = {}
        self._group = QButtonGroup(self)
        for page in PAGES if has_pages else ():
            button = TabButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, wanted=page: self.page_chosen.emit(wanted))
            self._group.addButton(button)
            self.pages[page] = button
        self._lay()

    def _lay(self) -> None:
        who, score = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((who, (self.name, self.facts, self.commission)), (score, (self.points, self.threshold))):
            column.setSpacing(1)
            for part in parts:
                column.addWidget(part)
        first = QHBoxLayout()
        first.setSpacing(24)
        first.addLayout(who, 1)
        first.addLayout(score)
        self._tabs = Flow(*self.pages.values())
        self._tabs.setVisible(bool(self.pages))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addLayout(first, 1)
        self._box.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._box)

    def show_review(self, view: ReviewView, texts: Texts) -> None:
        """Say it in these words."""
        reviewed = view.reviewed
        self.name.setText(reviewed.name)
        finished = reviewed.attempt.finished_at
        facts = [
            texts.get("Application № {number}").format(number=reviewed.appeal.number),
            texts.get("filed at {time}").format(time=view.clock(reviewed.appeal.filed_at.legal_ms)),
        ]
        if finished is not None:
            facts.append(texts.get("test finished at {time}").format(time=view.clock(finished.legal_ms)))
        self.facts.setText("  ·  ".join(facts))
        self.commission.setText(commission_words(view, texts))
        self.points.setText(f"{reviewed.recount.stored} / {reviewed.recount.maximum}")
        self.points.setAccessibleName(
            texts.get("Points: {a} of {b}").format(a=reviewed.recount.stored, b=reviewed.recount.maximum)
        )
        self.threshold.setText(texts.get("threshold: {n}").format(n=reviewed.recount.threshold))
        for key, (page, button) in enumerate(self.pages.items(), 2):
            button.setText(texts.get(PAGES[page]))
            button.setToolTip(f"F{key}")
        self._arrange()

    def show_page(self, page: str) -> None:
        """Mark the open page."""
        if page in self.pages:
            self.pages[page].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages beside or under."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        super()._restyle()
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        side = look.gap(20)
        self.body.setContentsMargins(side, look.gap(10), look.gap(12), look.gap(10))
        self._box.setSpacing(look.gap(16))
        wanted = sum(button.sizeHint().width() + look.gap(10) for button in self.pages.values())
        beside = look.px(560) + wanted + 3 * side <= self.width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._tabs.setMinimumWidth(wanted if beside else 0)
        self.commission.setVisible(self.width() < look.px(1300))  # else the bar above has room for it
