"""All questions of the paper as numbered cells: where one is, what is answered, what is flagged."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.candidate.cells import Cell, CellState, Swatch
from station.ui.theme import Look, look_of
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_GAP = 6


class CellGrid(Dressed, QWidget):
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
        self._current = self._stop = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        if stop != self._stop:
            for number, policy in ((self._stop, Qt.FocusPolicy.ClickFocus), (stop, Qt.FocusPolicy.StrongFocus)):
                if number in self._shown:
                    self.cell(number).setFocusPolicy(policy)
            self._stop = stop

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
        if columns != self._columns:
            self._columns = columns
            self._lay()

    def hasHeightForWidth(self) -> bool:
        """A free grid is the lower the wider it is."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of all rows at that width."""
        look = look_of(self)
        rows = -(-len(self._shown) // self._columns_at(width))
        return max(0, rows * (look.px(38) + look.gap(_GAP)) - look.gap(_GAP))

    def minimumSizeHint(self) -> QSize:
        """One cell, or the fixed columns."""
        look = look_of(self)
        columns = max(1, self._columns)
        return QSize(columns * look.px(40) + (columns - 1) * look.gap(_GAP), look.px(38))

    def sizeHint(self) -> QSize:
        """All rows at the present width."""
        width = self.minimumSizeHint().width() if self._columns else max(self.width(), 300)
        return QSize(width, self.heightForWidth(width))

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

    def _restyle(self) -> None:
        self._lay()

    def _make(self, numbers: list[int]) -> None:
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._shown = numbers
        self._cells = [self._cell(number) for number in numbers]
        self._stop = 0
        self._lay()
        self.updateGeometry()

    def _cell(self, number: int) -> Cell:
        cell = Cell(number, self)
        cell.clicked.connect(lambda: self.question_requested.emit(number))
        return cell

    def _columns_at(self, width: int) -> int:
        look = look_of(self)
        gap = look.gap(_GAP)
        return self._columns or max(1, (width + gap) // (look.px(40) + gap))

    def _lay(self) -> None:
        """Place the cells by hand: a layout would not let the height follow the width."""
        look = look_of(self)
        gap, width, height = look.gap(_GAP), look.px(40), look.px(38)
        self._laid = self._columns_at(self.width())
        for place, cell in enumerate(self._cells):
            row, column = divmod(place, self._laid)
            cell.setGeometry(column * (width + gap), row * (height + gap), width, height)
            cell.show()


class Legend(QWidget):
    """What the marks of the cells mean."""

    def __init__(self, with_current: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QHBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._words: list[QLabel] = []
        states = [(CellState(is_answered=True), False), (CellState(is_flagged=True), False)]
        if with_current:
            states.append((CellState(), True))
        for state, is_current in states:
            words = label(role="small", wraps=False)
            self._words.append(words)
            pair = QHBoxLayout()
            pair.addWidget(Swatch(state, is_current))
            pair.addWidget(words)
            pair.addStretch(1)
            self._lines.addLayout(pair)
        self._lines.addStretch(1)

    def set_narrow(self, is_narrow: bool) -> None:
        """One mark a line instead of all in one."""
        vertical, across = QHBoxLayout.Direction.TopToBottom, QHBoxLayout.Direction.LeftToRight
        self._lines.setDirection(vertical if is_narrow else across)

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
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addStretch(1)
        self._scroll = Scroll(content)
        self.body.addWidget(self._title)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._count)
        self.grid.question_requested.connect(self.question_requested)

    def show_cells(self, cells: Sequence[CellState], current: int, texts: Texts) -> None:
        """Show the paper; up to 50 questions take five columns, more take eight."""
        self.grid.set_columns(columns_for(len(cells)))
        self._legend.set_narrow(columns_for(len(cells)) < 8)
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
