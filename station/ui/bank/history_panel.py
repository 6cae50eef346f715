"""The history of a question: who did what, when, by which act, with which words, on which PC, from which file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.services.bank.facts import HistoryLine
from station.ui.bank.words import HAPPENED
from station.ui.proctor.when import day_and_hour, iso_as_day
from station.ui.theme import look_of
from station.ui.widgets.buttons import LinkButton
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import IconLabel, label

_SHOWN = 60
"""Acts that stand there at first; the older ones come by a button."""


def told_of(line: HistoryLine, texts: Texts) -> tuple[str, ...]:
    """What an act left behind, a line each: the approving act, where it came from, the comment."""
    told = []
    if line.number:
        told.append(texts.get("Act № {number} of {date}").format(number=line.number, date=iso_as_day(line.date)))
    if line.file:
        told.append(texts.get("From the file {file}").format(file=line.file))
    if line.comment:
        told.append(f"«{line.comment}»")
    return tuple(told)


class HistoryEntry(Dressed, QWidget):
    """One act. Signals: `version_wanted(int)`."""

    version_wanted = Signal(int)

    def __init__(self, line: HistoryLine, texts: Texts, offset_minutes: int, opens: bool) -> None:
        super().__init__()
        words, icon, colour = HAPPENED[line.act]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(0)
        self._grid = grid
        grid.addWidget(IconLabel(icon, colour, 18), 0, 0, Qt.AlignmentFlag.AlignTop)
        said = texts.get(words)
        head = QHBoxLayout()
        head.addWidget(label(said, "strong"), 1)
        version = texts.get("version {n}").format(n=line.version)
        self.version = LinkButton(version)
        self.version.setProperty("role", "more")
        self.version.setAccessibleName(texts.get("Show version {n}").format(n=line.version))
        self.version.clicked.connect(lambda: self.version_wanted.emit(line.version))
        shown = label(version, "small", wraps=False)
        head.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.version, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(head, 0, 1)  # before anything is shown: without a parent it would be a window
        self.version.setVisible(opens)
        shown.setVisible(not opens)
        when = f"{line.by}  ·  {day_and_hour(line.at_ms, offset_minutes)}"
        if line.pc:
            when += f"  ·  {line.pc}"
        grid.addWidget(label(when, "small"), 1, 1)
        for row, told in enumerate(told_of(line, texts), 2):
            grid.addWidget(label(told, "line"), row, 1)
        self.setAccessibleName(", ".join((said, version, when, *told_of(line, texts))))

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(look_of(self).gap(10))


class HistoryPanel(Card):
    """Newest first. Signals: `version_wanted(int)` to look at it; `compare_wanted()` the versions side by side."""

    version_wanted = Signal(int)
    compare_wanted = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=14)
        self.texts = texts
        self._lines: tuple[HistoryLine, ...] = ()
        self._offset, self._open_version, self._is_whole = 360, 0, False
        self.entries: list[HistoryEntry] = []
        self.compare = LinkButton(icon_name="screens")
        self.compare.clicked.connect(self.compare_wanted)
        self.more = LinkButton()
        self.more.clicked.connect(self._show_all)
        self.nothing = label(role="muted")
        content = ScrollContent()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.area = Scroll(content)
        self.body.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.area, 1)

    def show_history(
        self, lines: Sequence[HistoryLine], versions: int, version: int, texts: Texts, offset_minutes: int
    ) -> None:
        """Show these acts, oldest first, of so many `versions`; the one that is open is not offered again."""
        self.texts, self._offset, self._open_version = texts, offset_minutes, version
        self._lines = tuple(reversed(lines))  # as the service orders them: clocks of several PCs differ
        self.compare.setText(texts.get("Compare versions"))
        self.compare.setVisible(versions > 1)
        self.nothing.setText(texts.get("Nothing has happened to this question yet."))
        self.nothing.setVisible(not lines)
        self._lay()

    def _show_all(self) -> None:
        self._is_whole = True
        self._lay()

    def _lay(self) -> None:
        for entry in self.entries:
            self._column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = []
        shown = self._lines if self._is_whole else self._lines[:_SHOWN]
        for place, line in enumerate(shown):
            entry = HistoryEntry(line, self.texts, self._offset, line.version != self._open_version)
            entry.version_wanted.connect(self.version_wanted)
            self._column.insertWidget(1 + place, entry)
            QWidget.setTabOrder(self.entries[-1].version if self.entries else self.compare, entry.version)
            self.entries.append(entry)
        if self.entries:
            QWidget.setTabOrder(self.entries[-1].version, self.more)
        rest = len(self._lines) - len(shown)
        self.more.setText(self.texts.get("Show {n} more").format(n=rest))
        self.more.setVisible(bool(rest))

    def _restyle(self) -> None:
        super()._restyle()
        self._column.setSpacing(look_of(self).gap(14))
