"""The page of questions: list, question against key, history and decision side by side, or under each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.services.review import ReviewedQuestion
from station.ui.commission.answer_card import AnswerCard
from station.ui.commission.list_panel import ListPanel
from station.ui.commission.side_panel import SidePanel
from station.ui.commission.view import Kind, ReviewView, steps_of
from station.ui.commission.words import Teller
from station.ui.theme import look_of
from station.ui.widgets.buttons import SecondaryButton
from station.ui.widgets.card import Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed

_WIDE, _MEDIUM = 960, 640  # pixels at 100 % from which three, and two, columns stand beside each other
_LETTER_N = 57  # the key N by its place, as X11 and Wayland count


class QuestionPage(Dressed, QWidget):
    """Signals: `shown()` another question or language stands in the middle; `kind_chosen(str)` a way to decide, "" for
    the papers; `replay_wanted(int)` the place of the question's first step."""

    shown = Signal()
    kind_chosen = Signal(str)
    replay_wanted = Signal(int)

    def __init__(self, view: ReviewView, teller: Teller, texts: Texts) -> None:
        super().__init__()
        self.view, self._teller, self.texts = view, teller, texts
        self._steps = steps_of(view.reviewed.steps)
        self.number, self.language = 1, view.reviewed.language
        self.list, self.card, self.side = ListPanel(texts), AnswerCard(self.language), SidePanel()
        self.before, self.after = SecondaryButton(icon_name="left"), SecondaryButton(icon_name="right")
        self.open_list = SecondaryButton(icon_name="grid")
        self.open_list.setCheckable(True)
        self._lay()
        self._connect()

    def _lay(self) -> None:
        content, side = ScrollContent(), ScrollContent()
        self._middle, self._right = QVBoxLayout(content), QVBoxLayout(side)
        for column in (self._middle, self._right):
            column.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(self.card, 1)
        self._right.addWidget(self.side)
        self.area, self.side_area = Scroll(content), Scroll(side)
        self.turner = QWidget()
        turn = QHBoxLayout(self.turner)
        turn.setContentsMargins(0, 0, 0, 0)
        for part in (self.before, self.open_list, self.after):
            turn.addWidget(part)
        centre = QVBoxLayout()
        centre.addWidget(self.turner)
        centre.addWidget(self.area, 1)
        self._centre = centre
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.list)
        self._row.addLayout(centre, 1)
        self._row.addWidget(self.side_area)

    def _connect(self) -> None:
        self.list.question_chosen.connect(self.open)
        self.list.opened.connect(self._opened)
        self.card.language_chosen.connect(self.speak)
        self.side.history.replay_wanted.connect(lambda: self.replay_wanted.emit(self._places()[0]))
        self.side.decision.kind_chosen.connect(self.kind_chosen)
        self.before.clicked.connect(lambda: self.walk(-1))
        self.after.clicked.connect(lambda: self.walk(1))
        self.open_list.clicked.connect(lambda _on: self._arrange())

    # --- what it shows ---

    @property
    def question(self) -> ReviewedQuestion:
        """The open question."""
        return self.view.reviewed.questions[self.number - 1]

    def set_view(self, view: ReviewView, teller: Teller) -> None:
        """Show the review as it was read anew."""
        self.view, self._teller = view, teller
        self._steps = steps_of(view.reviewed.steps)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language; the question keeps its own."""
        self.texts = texts
        self.list.set_questions(self.view.reviewed.questions, texts)
        self.side.history.set_texts(texts)
        decided = self.view.reviewed.appeal.decided
        self.side.decision.show_review(
            self.view.reviewed.recount, decided.decision if decided is not None else "", texts
        )
        self.before.setAccessibleName(texts.get("Previous question"))
        self.after.setAccessibleName(texts.get("Next question"))
        self.open(self.number)

    def open(self, number: int) -> None:
        """Show that question."""
        changes = number != self.number
        self.number = number
        total = len(self.view.reviewed.questions)
        self.card.show_question(self.question, total, self.language)
        if changes:
            self.area.verticalScrollBar().setValue(0)
        self.list.choose(number)
        steps, places = self.view.reviewed.steps, self._places()
        clocks = [self.view.exact(steps[place].legal_ms) for place in places]
        told = [self._teller.told(place, self.texts, self.question.id) for place in places]
        self.side.history.show_lines(list(zip(clocks, told, strict=True)))
        self.open_list.setText(f"{number} / {total}")
        self.open_list.setAccessibleName(self.texts.get("Show the list of questions"))
        self._fit_history()
        self.shown.emit()

    def speak(self, language: str) -> None:
        """The question in the other language; the order of the options stays."""
        self.language = language
        self.open(self.number)

    def _places(self) -> tuple[int, ...]:
        return self._steps.get(self.question.id, (0,))

    # --- moving ---

    def walk(self, step: int) -> None:
        """One question up or down the list."""
        self.open(self.list.beside(self.number, step))

    def jump(self, kind: Kind) -> None:
        """The next question of that kind."""
        if kind is Kind.ALL:
            self.list.narrow(kind)
        elif (number := self.list.next_of(kind, self.number)) != 0:
            self.open(number)

    def start_focus(self) -> None:
        """The arrows walk the list at once."""
        (self.list.rows if self.list.isVisible() else self.open_list).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, 0 to 5 jump to the next question of a kind, N to the next wrong one."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk(1 if event.key() == Qt.Key.Key_Down else -1)
        elif plain and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.area.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif plain and 0 <= digit < len(Kind):
            self.jump(list(Kind)[digit])
        elif plain and (event.key() == Qt.Key.Key_N or event.nativeScanCode() == _LETTER_N):
            self.jump(Kind.WRONG)
        else:
            event.ignore()

    def _opened(self) -> None:
        if self.open_list.isChecked():
            self.open_list.setChecked(False)
            self._arrange()
            self.open_list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- arrangement ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, two, or one."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        for layout in (self._row, self._middle, self._centre):
            layout.setSpacing(look.gap(12))
        width = self.width()
        is_wide, is_narrow = width >= look.px(_WIDE), width < look.px(_MEDIUM)
        shows_list = is_narrow and self.open_list.isChecked()
        self.turner.setVisible(is_narrow)
        self.area.setVisible(not shows_list)
        self.list.setVisible(shows_list or not is_narrow)
        room = min(look.px(290), max(look.px(252), width // 4))
        self.list.setMaximumWidth(16_777_215 if shows_list else room)
        self.list.setMinimumWidth(0 if shows_list else room)
        if shows_list:
            self._centre.addWidget(self.list, 1)
        elif self._row.indexOf(self.list) < 0:
            self._row.insertWidget(0, self.list)
        self.side_area.setVisible(is_wide)
        self.side_area.setFixedWidth(min(look.px(320), max(look.px(288), width // 4)))
        home = self._right if is_wide else self._middle
        if home.indexOf(self.side) < 0:
            home.addWidget(self.side)
        self._fit_history()

    def _fit_history(self) -> None:
        self.side.history.set_whole(self._middle.indexOf(self.side) >= 0)
