"""Two PCs wrote the same version at once: both contents beside each other, and what to do with the one set aside."""

import html

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import OPTION_LETTERS, Language, Question
from resources.texts import Texts
from station.markup import plain
from station.ui.bank.exchange_views import Conflict, ExchangeView
from station.ui.bank.parts import panel_of
from station.ui.bank.short_table import ShortTable
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.table import Cell, Head, Row
from station.ui.widgets.buttons import LinkButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.passage import Passage

KEEP, TAKE = "keep", "take"


class ConflictsCard(Card):
    """Signals: `conflict_chosen(str)` the question whose contents are to be read; `settled(object, str)` a `Conflict`
    and "keep" (what stands stays, the other is put away) or "take" (the other becomes a new draft);
    `question_wanted(str)` opens the question."""

    conflict_chosen = Signal(str)
    settled = Signal(object, str)
    question_wanted = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(padding=20)
        self._over = over
        self._texts: Texts | None = None
        self._conflict: Conflict | None = None
        self.title, self.nothing = label(role="heading"), label(role="muted")
        self.table = ShortTable(4)
        self.table.row_chosen.connect(self.conflict_chosen)
        self.table.row_opened.connect(lambda _row: self._open())
        self.stands_title, self.aside_title = label(role="strong"), label(role="strong")
        self.stands, self.aside = Passage(16), Passage(16)
        self.keep, self.take, self.open = SecondaryButton(), SecondaryButton(), LinkButton()
        self.keep.clicked.connect(lambda: self._settle(KEEP))
        self.take.clicked.connect(lambda: self._settle(TAKE))
        self.open.clicked.connect(self._open)
        self._sides = Tiles((panel_of(self.stands_title, self.stands), panel_of(self.aside_title, self.aside)), 380, 2)
        self._acts = Flow(self.keep, self.take, self.open)
        for part in (self.title, self.nothing, self.table, self._sides, self._acts):
            self.body.addWidget(part)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Conflicts"))
        self.nothing.setText(texts.get("No two PCs have written the same version at once."))
        self.keep.setText(texts.get("Keep what stands …"))
        self.take.setText(texts.get("Make a draft of the other …"))
        self.open.setText(texts.get("Open the question"))
        self.stands_title.setText(texts.get("Stands in the bank"))
        self.table.setAccessibleName(texts.get("Conflicts"))
        self.table.set_heads([Head(texts.get("Number"), 12, 1)])

    def show_view(self, view: ExchangeView) -> None:
        """Show the questions with two contents, and those of the chosen one."""
        questions, one = view.state.conflicts, view.conflict
        if one is not None and one.question not in questions:
            one = None
        self._conflict = one
        self.table.set_rows([Row(question, (Cell(question),)) for question in questions])
        if one is not None:
            self.table.choose(one.question)
        self.nothing.setVisible(not questions)
        self.table.setVisible(bool(questions))
        for part in (self._sides, self._acts):
            part.setVisible(one is not None)
        for button in (self.keep, self.take):
            button.setEnabled(view.may_exchange and not view.is_busy)
        if one is not None:
            self._show_contents(one)

    def _show_contents(self, one: Conflict) -> None:
        assert self._texts is not None
        self.aside_title.setText(
            self._texts.get("Set aside: version {n}, written at the PC {pc}").format(n=one.version, pc=one.pc)
        )
        for passage, question, other in ((self.stands, one.stands, one.aside), (self.aside, one.aside, one.stands)):
            passage.set_text(content_html(self._texts, question, other), is_rich=True, pictures=())

    def _settle(self, how: str) -> None:
        one, texts = self._conflict, self._texts
        if one is None or texts is None:
            return
        text = (
            "Question {question}: the content of the PC {pc} is put away. It stays in the history."
            if how == KEEP
            else "Question {question}: a new draft is made of the content of the PC {pc}; it goes to review as any."
        )
        title = texts.get("Keep what stands") if how == KEEP else texts.get("Make a draft of the other")
        dialog = ConfirmDialog(
            self._over, texts, title, texts.get(text).format(question=one.question, pc=one.pc), title
        )
        dialog.given.connect(lambda: self.settled.emit(one, how))
        dialog.open()

    def _open(self) -> None:
        if self.table.chosen_id:
            self.question_wanted.emit(self.table.chosen_id)


def content_html(texts: Texts, question: Question, other: Question) -> str:
    """Stem and options in both languages; what differs from `other` is bold, the key has its word beside it."""
    parts = []
    for language, name in ((Language.KY, "Kyrgyz"), (Language.RU, "Russian")):
        parts.append(f"<p><i>{html.escape(texts.get(name))}</i></p>")
        stem, other_stem = plain(question.stem[language], question.is_rich), plain(other.stem[language], other.is_rich)
        parts.append(f"<p>{_marked(stem, other_stem)}</p>")
        others = {option.id: plain(option.text[language], other.is_rich) for option in other.options}
        for place, option in enumerate(question.options):
            letter = OPTION_LETTERS[place] if place < len(OPTION_LETTERS) else str(place + 1)
            line = f"{letter}. {_marked(plain(option.text[language], question.is_rich), others.get(option.id, ''))}"
            is_key = option.id in question.key
            if is_key:
                line += f" – {html.escape(texts.get('key'))}"
            if is_key != (option.id in other.key):
                line = f"<b>{line}</b>"
            parts.append(f"<p>{line}</p>")
    return "".join(parts)


def _marked(text: str, other: str) -> str:
    said = html.escape(text)
    return said if text == other else f"<b>{said}</b>"
