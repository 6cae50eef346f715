"""The list of questions: search, filters, choosing many, and the acts upon what is chosen."""

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from question_bank.workflow import Act, Role
from resources.texts import Texts
from station.services.bank.facts import BankState, BulkDone, Found, Query
from station.ui.bank.act_dialogs import ActDialog, DoneDialog
from station.ui.bank.head_row import HeadRow
from station.ui.bank.list_filters import ListFilters, SearchLine
from station.ui.bank.question_pages import PAGE
from station.ui.bank.question_table import QuestionTable
from station.ui.bank.shortcuts import control_letter
from station.ui.bank.words import ACTS, HAPPENED, number_words
from station.ui.proctor.layouts import Flow
from station.ui.proctor.screen import DeskScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import Button, DangerButton, IconButton, PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import ElideLabel, label

_BULK: dict[Act, frozenset[Role]] = {
    Act.SENT: frozenset({Role.AUTHOR}),
    Act.REVIEWED: frozenset({Role.REVIEWER}),
    Act.RETURNED: frozenset({Role.REVIEWER, Role.APPROVER}),
    Act.APPROVED: frozenset({Role.APPROVER}),
    Act.RETIRED: frozenset({Role.APPROVER}),
    Act.DISCARDED: frozenset({Role.AUTHOR}),
}
"""Acts upon many, in the order of their buttons, and whose they are; the service judges each question."""

_SHORT = {
    Act.SENT: "Send",
    Act.REVIEWED: "Review",
    Act.RETURNED: "Return",
    Act.APPROVED: "Approve",
    Act.RETIRED: "Retire",
    Act.DISCARDED: "Discard",
}
_DANGER = (Act.RETIRED, Act.DISCARDED)


@dataclass(frozen=True)
class ListView:
    """The bank's head and whether something runs that nothing may be added to."""

    state: BankState
    is_busy: bool = False
    offset_minutes: int = 360


class ListScreen(DeskScreen):
    """Signals:
    `query_changed(object)` a `Query` whose first page is wanted; `page_wanted(object)` the same with another `offset`.
    Both are answered by `show_found(query, found)`; an answer to an older query is not shown.
    `question_opened(str)`; `new_wanted(str)` a new question in that section, "" where none is chosen;
    `bulk_wanted(object, object, str, str, str)` a `Chosen` (`chosen.ids_of` reads the ids that the list has not seen),
    an `Act`, number, ISO date and comment; answered by `show_done`, then the screen asks for its rows anew;
    `undo_wanted()`; `refresh_wanted()` F5: the head anew (`set_view`), the rows are asked for besides.
    """

    query_changed = Signal(object)
    page_wanted = Signal(object)
    question_opened = Signal(str)
    new_wanted = Signal(str)
    bulk_wanted = Signal(object, object, str, str, str)
    undo_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, texts: Texts, view: ListView) -> None:
        super().__init__(texts)
        self._view = view
        self._query = Query(limit=PAGE)
        self._is_fresh = False
        self._known = ("", "")  # number and day of the act that was typed last
        self.search, self.filters, self.table = SearchLine(), ListFilters(texts), QuestionTable(texts)
        self.new, self.undo = PrimaryButton(icon_name="plus"), SecondaryButton(icon_name="again")
        self.count, self.nothing = label(role="strong", wraps=False), label(role="muted")
        self.chosen_words, self.choose_none = label(role="strong", wraps=False), IconButton(icon_name="cross")
        self.acts: dict[Act, Button] = {}
        self.keys = ElideLabel(role="small")
        self._lay()
        self._connect()
        self.set_texts(texts)

    def _lay(self) -> None:
        self._upper = Card(padding=14)
        self._upper.body.addWidget(HeadRow((), self.search, (self.undo, self.new), least=260))
        self._upper.body.addWidget(self.filters)
        for act in _BULK:
            button = (DangerButton if act in _DANGER else SecondaryButton)()
            button.setProperty("small", True)
            button.clicked.connect(lambda _checked=False, wanted=act: self.ask(wanted))
            self.acts[act] = button
        self.bulk = Flow(self.chosen_words, self.choose_none, *self.acts.values())
        self._lower = Card(padding=10)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lower.body.addWidget(self.nothing, 1)
        self._lower.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(self.keys, 1)
        self._foot = foot
        self._lower.body.addLayout(foot)
        self._lower.body.addWidget(self.bulk)
        self.column.addWidget(self._upper)
        self.column.addWidget(self._lower, 1)
        order: list[QWidget] = [self.search, self.new, self.undo, self.table]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.search.typed.connect(lambda _text: self._ask_anew())
        self.search.left_downwards.connect(self._enter_list)
        self.filters.changed.connect(self._ask_anew)
        self.table.page_wanted.connect(lambda offset: self.page_wanted.emit(replace(self._query, offset=offset)))
        self.table.question_opened.connect(self.question_opened)
        self.table.choice_changed.connect(self._show_chosen)
        self.choose_none.clicked.connect(self.table.choose_none)
        self.new.clicked.connect(lambda: self.new_wanted.emit(self.filters.section.value))
        self.undo.clicked.connect(self.undo_wanted)

    # --- what it shows ---

    @property
    def query(self) -> Query:
        """What the list shows, from its first page."""
        return self._query

    def retranslate(self) -> None:
        """Say everything again."""
        self.search.setPlaceholderText(self.say("Words of the question, its number, source or topic"))
        self.search.setAccessibleName(self.say("Search in the questions"))
        self.search.clear_button.set_words(self.say("Clear the search"))
        self.new.setText(self.say("New question"))
        self.new.setToolTip("Ctrl+N")
        self.choose_none.set_words(self.say("Let all go"))
        for act, button in self.acts.items():
            button.setText(self.texts.context("bulk", _SHORT[act]))
            button.setAccessibleName(self.say(ACTS[act]))
            button.setToolTip(self.say(ACTS[act]))
        self.table.setAccessibleName(self.say("Questions of the bank"))
        self.table.set_texts(self.texts)
        self.keys.setText(
            self.say(
                "Ctrl+F search · Enter open · Space choose · Shift+↑↓ choose several · Ctrl+A choose all · "
                "Ctrl+N new · Ctrl+Z undo · F5 refresh"
            )
        )
        self.set_view(self._view)

    def set_view(self, view: ListView) -> None:
        """Show the bank's head; the rows come by `show_found`."""
        self._view = view
        self.table.pages.offset_minutes = view.offset_minutes
        self.filters.set_state(view.state, self.texts)
        person = view.state.person
        roles = person.roles if person is not None else frozenset()
        self.new.setVisible(Role.AUTHOR in roles)
        self.new.setEnabled(not view.is_busy)
        for act, button in self.acts.items():
            button.setVisible(bool(_BULK[act] & roles))
            button.setEnabled(not view.is_busy)
        self.undo.setText(self.say("Undo"))
        last = view.state.can_undo
        told = self.say("Undo: {what}", what=self.say(HAPPENED[Act(last)][0])) if last else self.say("Nothing to undo")
        self.undo.setAccessibleName(told)
        self.undo.setToolTip(f"{told} (Ctrl+Z)")
        self.undo.setEnabled(bool(last) and not view.is_busy)
        self._show_count()
        self._show_chosen()

    def show_query(self, query: Query) -> None:
        """Narrow to what another screen leads here with, and ask for it."""
        self.search.setText(query.text)
        self.filters.take(query)
        self._ask_anew()

    def show_found(self, query: Query, found: Found) -> None:
        """Show a page; one of an older query is not shown."""
        if replace(query, offset=0, limit=PAGE) != self._query:
            return
        self.table.show_found(query, found, is_fresh=self._is_fresh)
        self._is_fresh = False
        self.table.setVisible(bool(found.total))
        self.nothing.setVisible(not found.total)
        if not found.total:
            is_all = not self._query.text and not self.filters.is_narrowed
            self.nothing.setText(
                self.say("There is no question in the bank yet.")
                if is_all
                else self.say("No question fits. Clear the filters or search for fewer words.")
            )
        self._show_count()

    def reload(self) -> None:
        """Ask for the rows anew, where the list stands: something was done to questions."""
        self._is_fresh = True
        place = max(0, self.table.place) // PAGE * PAGE
        self.query_changed.emit(replace(self._query, offset=place))

    def show_done(self, act: Act, done: BulkDone) -> None:
        """Tell what became of an act upon many, and read the rows anew."""
        dialog = DoneDialog(self, self.texts, act, done)
        dialog.question_wanted.connect(self.question_opened)
        self.table.choose_none()
        self.reload()
        dialog.open()

    def start_focus(self) -> None:
        """The keys begin in the search field."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _show_count(self) -> None:
        total, whole = self.table.pages.total, self._view.state.questions
        self.count.setText(self.say("{n} of {all}", n=number_words(total), all=number_words(whole)))

    def _show_chosen(self) -> None:
        count = self.table.count
        told = self.texts.plural("{n} question chosen", "{n} questions chosen", count)
        self.chosen_words.setText(told.format(n=number_words(count)))
        self.bulk.setVisible(bool(count))
        self.keys.setVisible(not count)
        self.count.setVisible(not count)

    # --- what it asks ---

    def _ask_anew(self) -> None:
        query = self.filters.query(self.search.text())
        if query != self._query:
            self._query = query
            self.query_changed.emit(query)

    def _enter_list(self) -> None:
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, act: Act) -> None:
        """Ask what the act needs to know about the chosen questions, then want it done."""
        chosen = self.table.chosen
        if not chosen.count or self._view.is_busy:
            return
        told = self.texts.plural("{n} question", "{n} questions", chosen.count)
        what = told.format(n=number_words(chosen.count))
        asked = ActDialog(self, self.texts, act, what, self._known)

        def give(number: str, date: str, comment: str) -> None:
            if act is Act.APPROVED:
                self._known = (asked.number.text, asked.date.text)
            self.bulk_wanted.emit(chosen, act, number, date, comment)

        asked.given.connect(give)
        asked.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with F, N, Z, and F5."""
        letter = control_letter(event)
        if letter == "f":
            self.start_focus()
        elif letter == "n" and self.new.isVisible() and self.new.isEnabled():
            self.new.click()
        elif letter == "z" and self.undo.isEnabled():
            self.undo.click()
        elif event.key() == Qt.Key.Key_F5:
            self.refresh_wanted.emit()
            self.reload()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(200))
        self.chosen_words.setMinimumHeight(look.px(38))
        self._upper.body.setSpacing(look.gap(10))
        self._lower.body.setSpacing(look.gap(8))
        self._foot.setSpacing(look.gap(18))
