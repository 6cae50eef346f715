"""All questions of the paper as numbered cells: where one is, what is answered, what is flagged."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.candidate.cells import Cell, CellState, Swatch
from station.ui.theme import Look, look_of
from station.ui.widgets.card import Card, Scroll
from station.ui.widgets.labels import label

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_GAP = 6


class CellGrid(QWidget):
    """Cells in rows. The grid is one stop for Tab; within it the arrows walk and Enter goes.

    `columns` 0: as many as the width allows. Signals: `question_requested(int)`, numbers from 1.
    """

    question_requested = Signal(int)

    def __init__(self, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._laid = 0
        self._cells: list[Cell] = []
        self._shown: list[int] = []
        self._current = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def show_cells(
        self, cells: Sequence[CellState], current: int, texts: Texts, only: Sequence[int] | None = None
    ) -> None:
        """Show the paper's questions, or `only` those numbers; `current` is the open one, 0 for none."""
        numbers = list(only) if only is not None else list(range(1, len(cells) + 1))
        if numbers != self._shown:
            self._make(numbers)
        self._current = current
        for cell in self._cells:
            cell.show_state(cells[cell.number - 1], cell.number == current, texts)
        stop = current if current in self._shown else (self._shown[0] if self._shown else 0)
        for cell in self._cells:
            is_stop = cell.number == stop
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def cell(self, number: int) -> Cell:
        """The cell of that question. Raises ValueError where it is not shown."""
        return self._cells[self._shown.index(number)]

    def focus_current(self) -> None:
        """Put the keys on the open question's cell, else on the first."""
        if self._cells:
            number = self._current if self._current in self._shown else self._shown[0]
            self.cell(number).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_columns(self, columns: int) -> None:
        """Lay the cells in that many columns."""
        self._columns = columns
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from cell to cell."""
        step = _STEPS.get(Qt.Key(event.key()))
        focused = [place for place, cell in enumerate(self._cells) if cell.hasFocus()]
        if step is None or not focused:
            event.ignore()
            return
        place = focused[0] + step[0] + step[1] * max(1, self._laid)
        if 0 <= place < len(self._cells):
            self._cells[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A free grid finds its columns from the width."""
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the look of the window that shows it."""
        super().showEvent(event)
        self._lay()

    def _make(self, numbers: list[int]) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._shown = numbers
        self._cells = [self._cell(number) for number in numbers]
        self._laid = 0
        self._lay()

    def _cell(self, number: int) -> Cell:
        cell = Cell(number, self)
        cell.clicked.connect(lambda: self.question_requested.emit(number))
        return cell

    def _lay(self) -> None:
        look = look_of(self)
        gap = look.gap(_GAP)
        self._grid.setSpacing(gap)
        columns = self._columns or max(1, (self.width() + gap) // (look.px(40) + gap))
        if columns == self._laid:
            return
        self._laid = columns
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // columns, place % columns)
            cell.show()


class Legend(QWidget):
    """What the marks of the cells mean."""

    def __init__(self, with_current: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._words: list[QLabel] = []
        states = [(CellState(is_answered=True), False), (CellState(is_flagged=True), False)]
        if with_current:
            states.append((CellState(), True))
        for state, is_current in states:
            words = label(role="small", wraps=False)
            self._words.append(words)
            self._row.addWidget(Swatch(state, is_current))
            self._row.addWidget(words)
        self._row.addStretch(1)

    def set_texts(self, texts: Texts) -> None:
        """Say it in the language of `texts`."""
        for words, said in zip(
            self._words, (texts.get("answered"), texts.get("flagged"), texts.get("current")), strict=False
        ):
            words.setText(said)


class Navigator(Card):
    """The panel beside the question: title, cells, legend, count.

    Signals: `question_requested(int)`.
    """

    question_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, parent=parent)
        self._title = label(role="strong", wraps=False)
        self.grid = CellGrid(8)
        self._legend = Legend()
        self._count = label(role="strong", wraps=False)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addStretch(1)
        self._scroll = Scroll(content)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        self.body.addLayout(head)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._legend)
        self.grid.question_requested.connect(self.question_requested)

    def show_cells(self, cells: Sequence[CellState], current: int, texts: Texts) -> None:
        """Show the paper; up to 50 questions take five columns, more take eight."""
        self.grid.set_columns(columns_for(len(cells)))
        self.grid.show_cells(cells, current, texts)
        self._title.setText(texts.get("Questions"))
        self._count.setText(count_words(cells, texts))
        self._legend.set_texts(texts)
        if self.grid.isVisible() and current:
            self._scroll.ensureWidgetVisible(self.grid.cell(current))


def columns_for(total: int) -> int:
    """Columns of the panel."""
    return 8 if total > 50 else 5


def panel_width(look: Look, total: int) -> int:
    """Pixels that the panel needs at this look."""
    columns = columns_for(total)
    return columns * look.px(40) + (columns - 1) * look.gap(_GAP) + 2 * look.gap(18) + look.px(14)


def count_words(cells: Sequence[CellState], texts: Texts) -> str:
    """How many questions have an answer."""
    answered = sum(cell.is_answered for cell in cells)
    return texts.get("Answered: {n} / {m}").format(n=answered, m=len(cells))
