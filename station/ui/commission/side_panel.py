"""The right-hand panel: the history of the open question's answer, and the way to the decision."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.services.review import Recount
from station.ui.commission.words import Told
from station.ui.theme import look_of
from station.ui.widgets.buttons import LinkButton, SecondaryButton
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import IconLabel, label

CHOICES = {
    "unchanged": "Leave the points unchanged",
    "corrected": "Correct the points",
    "not_considered": "Leave the application without consideration",
}


class HistoryLines(Dressed, QWidget):
    """Clock time, icon and words, one event below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.told: tuple[tuple[str, Told], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[tuple[str, Told]]) -> None:
        """Show these (time, event)."""
        self.told = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (clock, told) in enumerate(self.told):
            self._grid.addWidget(label(clock, "muted", wraps=False), row, 0, top)
            self._grid.addWidget(IconLabel(told.icon, told.colour, 18), row, 1, top)
            words = label(told.words, "line")
            words.setAccessibleName(f"{clock} {told.words}")
            self._grid.addWidget(words, row, 2)
        self._space()

    def _restyle(self) -> None:
        self._space()

    def _space(self) -> None:
        look = look_of(self)
        self._grid.setHorizontalSpacing(look.gap(8))
        self._grid.setVerticalSpacing(look.gap(6))


class _Lines(Scroll):
    """Takes the room that is left; what does not fit scrolls here."""

    def sizeHint(self) -> QSize:
        """No higher than it must be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class HistoryCard(Card):
    """Signals: `replay_wanted()` the question's first moment in the replay."""

    replay_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.title = label(role="strong")
        self.lines = HistoryLines()
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.lines)
        column.addStretch(1)
        self.area = _Lines(content)
        self.replay = LinkButton(icon_name="play")
        self.body.addWidget(self.title)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.replay, 0, Qt.AlignmentFlag.AlignLeft)
        self.replay.clicked.connect(self.replay_wanted)

    def set_whole(self, is_whole: bool) -> None:
        """Under the question it stands whole, beside it what is too long scrolls."""
        look = look_of(self)
        content = self.area.widget()
        least = look.px(96)
        if is_whole and content is not None:
            width = max(200, self.width() - 2 * look.gap(16))
            least = max(least, content.heightForWidth(width))
        self.area.setMinimumHeight(least)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self.title.setText(texts.get("History of the answer"))
        self.replay.setText(texts.get("Show in the replay"))

    def show_lines(self, lines: Sequence[tuple[str, Told]]) -> None:
        """Show what happened to the question."""
        self.lines.show_lines(lines)


class RecountLine(QWidget):
    """`Recount: 38 = 38` with its sign, and the verified chain."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._icon, self._chain_icon = IconLabel("check", "ok", 20), IconLabel("check", "ok", 20)
        self.count, self.chain = label(role="saved-ok"), label(role="saved-ok")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (icon, words) in enumerate(((self._icon, self.count), (self._chain_icon, self.chain))):
            grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        column.addLayout(grid)

    def show_recount(self, recount: Recount, texts: Texts) -> None:
        """Say whether the points agree, and that the journal is whole."""
        if recount.agrees:
            said = texts.get("Recount: {a} = {b}")
        else:
            said = texts.get("Recount: {a} → {b}")
        self.count.setText(said.format(a=recount.stored, b=recount.recomputed))
        chain = texts.plural(
            "The journal is whole, {n} entry verified", "The journal is whole, {n} entries verified", recount.entries
        )
        self.chain.setText(chain.format(n=recount.entries))
        self._icon.set_icon(*(("check", "ok") if recount.agrees else ("warn", "danger")))
        self.count.setProperty("role", "saved-ok" if recount.agrees else "saved-danger")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)


class DecisionCard(Card):
    """Recount, chain and the three ways. Signals: `kind_chosen(str)` unchanged, corrected or not_considered."""

    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, parent=parent)
        self.title = label(role="strong")
        self.recount = RecountLine()
        self.taken = label(role="strong")
        self.buttons = {kind: SecondaryButton() for kind in CHOICES}
        self.papers = SecondaryButton(icon_name="printer")
        for part in (self.title, self.recount, self.taken, *self.buttons.values(), self.papers):
            self.body.addWidget(part)
        for kind, button in self.buttons.items():
            button.setProperty("role", "choice")
            button.clicked.connect(lambda _checked=False, chosen=kind: self.kind_chosen.emit(chosen))
        self.papers.setProperty("role", "choice")
        self.papers.clicked.connect(lambda: self.kind_chosen.emit(""))

    def _pad(self) -> None:
        """The ways stand close to each other."""
        super()._pad()
        self.body.setSpacing(look_of(self).gap(8))

    def show_review(self, recount: Recount, decided: str, texts: Texts) -> None:
        """Offer what the recount allows; once decided, say what was."""
        self.title.setText(texts.get("Decision of the commission"))
        self.recount.show_recount(recount, texts)
        short = {
            "unchanged": texts.get("Points unchanged"),
            "corrected": texts.get("Points corrected"),
            "not_considered": texts.get("Not considered"),
        }
        for kind, button in self.buttons.items():
            button.setText(short[kind])
            button.setAccessibleName(texts.get(CHOICES[kind]))
            button.setToolTip(texts.get(CHOICES[kind]))
            button.setVisible(not decided)
            button.setEnabled(kind == "not_considered" or (kind == "unchanged") == recount.agrees)
        self.taken.setText(short.get(decided, ""))
        self.taken.setVisible(bool(decided))
        self.papers.setText(texts.get("Open the papers"))
        self.papers.setVisible(bool(decided))


class SidePanel(Dressed, QWidget):
    """History above, decision below."""

    def __init__(self) -> None:
        super().__init__()
        self.history, self.decision = HistoryCard(), DecisionCard()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.history, 1)
        self._column.addWidget(self.decision)

    def _restyle(self) -> None:
        self._column.setSpacing(look_of(self).gap(12))
