"""The paper as a list: right, wrong or unanswered, the points, and what else happened to each question."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.texts import Texts
from station.services.review import ReviewedQuestion
from station.ui.commission.view import Kind, is_kind
from station.ui.commission.words import KIND_ICONS, KIND_WORDS, points_words, verdict_of
from station.ui.theme import look_of
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import colour_of

Index = QModelIndex | QPersistentModelIndex
MARKS = (Kind.CHANGED, Kind.FLAGGED, Kind.REMARKED)


def describe(question: ReviewedQuestion, texts: Texts) -> str:
    """What a reader hears of a row, and its tool tip."""
    parts = [texts.get("Question {n}").format(n=question.number), texts.get(verdict_of(question)[2])]
    parts.append(points_words(texts, question.points))
    parts += [texts.get(KIND_WORDS[kind]) for kind in MARKS if is_kind(question, kind)]
    return ", ".join(parts)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ReviewedQuestion, ...] = ()
        self.texts: Texts | None = None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.texts is None or not 0 <= index.row() < len(self.rows):
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return describe(self.rows[index.row()], self.texts)
        return None

    def take(self, rows: tuple[ReviewedQuestion, ...], texts: Texts) -> None:
        self.beginResetModel()
        self.rows, self.texts = rows, texts
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Paints a row: icon, number, marks, points."""

    def __init__(self, owner: "QuestionList") -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look_of(self._owner).px(120), look_of(self._owner).px(42))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        question = self._owner.questions[index.row()]
        look = look_of(self._owner)
        palette = look.palette
        icon, colour, _word = verdict_of(question)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(QPen(QColor(palette.accent), 2) if self._owner.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.soft))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.gap(8), look.gap(8))
        side, gap = float(look.px(18)), look.gap(10)
        top = box.center().y() - side / 2
        paint_icon(painter, icon, colour_of(palette, colour), QRectF(box.left() + gap, top, side, side))
        font = look.font(17, QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour_of(palette, colour) if question.answer else palette.text))
        left = box.left() + 2 * gap + side
        middle = Qt.AlignmentFlag.AlignVCenter
        marks = [kind for kind in MARKS if is_kind(question, kind)]
        metrics, small = QFontMetrics(font), float(look.px(17))
        free = box.right() - left - 3 * gap - len(marks) * (small + look.gap(5))
        number, points = self._words(question, metrics, free)
        painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), int(middle), number)
        room = QRectF(box.left(), box.top(), box.width() - gap, box.height())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), points)
        right = room.right() - metrics.horizontalAdvance(points) - gap
        for kind in reversed(marks):
            right -= small
            name, tint = KIND_ICONS[kind]
            spot = QRectF(right, box.center().y() - small / 2, small, small)
            paint_icon(painter, name, colour_of(palette, tint), spot)
            right -= look.gap(5)
        painter.restore()

    def _words(self, question: ReviewedQuestion, metrics: QFontMetrics, free: float) -> tuple[str, str]:
        """Number and points, in words where there is room; the tool tip and readers always have the words."""
        texts = self._owner.texts
        number = texts.get("Question {n}").format(n=question.number)
        points = points_words(texts, question.points)
        for said in ((number, points), (number, str(question.points))):
            if sum(metrics.horizontalAdvance(words) for words in said) <= free:
                return said
        return str(question.number), str(question.points)


class QuestionList(QListView):
    """Rows of questions; the arrows walk. Signals: `question_chosen(int)` its number, `opened()` Enter or a click."""

    question_chosen = Signal(int)
    opened = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self._rows = _Model()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._changed)
        self.clicked.connect(lambda _index: self.opened.emit())

    @property
    def questions(self) -> tuple[ReviewedQuestion, ...]:
        """The rows it shows."""
        return self._rows.rows

    @property
    def number(self) -> int:
        """The chosen question, 0 for none."""
        row = self.currentIndex().row()
        return self.questions[row].number if 0 <= row < len(self.questions) else 0

    def show_rows(self, questions: tuple[ReviewedQuestion, ...], texts: Texts) -> None:
        """Show these questions."""
        self.texts = texts
        number = self.number
        with _Quiet(self):
            self._rows.take(questions, texts)
        self.choose(number)

    def choose(self, number: int) -> None:
        """Mark that question without a signal; a question that the list does not show marks none."""
        place = next((place for place, row in enumerate(self.questions) if row.number == number), -1)
        with _Quiet(self):
            index = self._rows.index(place) if place >= 0 else QModelIndex()
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if place >= 0:
            self.scrollTo(self._rows.index(place))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list keeps its arrows; digits and letters belong to the screen, not to a search."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp)
        if event.key() in (*keys, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """The chosen question is in sight."""
        super().showEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.question_chosen.emit(self.questions[current.row()].number)


class _Quiet:
    """Changes of the chosen row that nobody made by hand are not told."""

    def __init__(self, rows: QuestionList) -> None:
        self._rows = rows

    def __enter__(self) -> None:
        self._rows.selectionModel().currentChanged.disconnect(self._rows._changed)

    def __exit__(self, *_failure: object) -> None:
        self._rows.selectionModel().currentChanged.connect(self._rows._changed)
