"""What else a question has: section, topic, kind, difficulty, source, enemies, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from question_bank.model import EASIEST, HARDEST, Bilingual, Kind, Question
from resources.texts import Texts
from station.services.bank.facts import BankState
from station.ui.bank.draft import EditorView
from station.ui.bank.words import KINDS, difficulty_words, section_items
from station.ui.proctor.fields import Area, Field, SelectField
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.theme import look_of
from station.ui.widgets.buttons import Button, LinkButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label

SOURCE, NOTES, TOPIC = 500, 2000, 120


class EnemyChip(Button):
    """An enemy; pressing it takes it away."""

    role = "more"


class EnemiesBox(QWidget):
    """Questions that must not stand in one paper with this one.

    Signals: `changed()`; `choose_asked()` another one is to be found; `question_wanted(str)` is not offered here.
    """

    changed = Signal()
    choose_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self.ids: tuple[str, ...] = ()
        self._stems: dict[str, str] = {}
        self._may_edit = True
        self.title, self.none = label(role="muted"), label(role="small")
        self.add = LinkButton(icon_name="plus")
        self.add.clicked.connect(self.choose_asked)
        self.chips: dict[str, EnemyChip] = {}
        self._flow = Flow(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.none, self._flow):
            column.addWidget(part)

    def show_enemies(self, ids: Sequence[str], stems: Mapping[str, str], may_edit: bool, texts: Texts) -> None:
        """Show these; `stems` tell what they ask, as far as it is known."""
        self.texts, self._may_edit = texts, may_edit
        self._stems |= stems
        self.ids = tuple(sorted(ids))
        self.title.setText(texts.get("Must not stand in one paper with"))
        self.none.setText(texts.get("No such question"))
        self.none.setVisible(not self.ids)
        self.add.setText(texts.get("Choose a question"))
        self.add.setVisible(may_edit)
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for name in self.ids:
            chip = EnemyChip(name, "cross" if may_edit else "", icon_after=True)
            chip.setToolTip(self._stems.get(name, name))
            told = texts.get("Remove {id}: {stem}") if may_edit else "{id}: {stem}"
            chip.setAccessibleName(told.format(id=name, stem=self._stems.get(name, "")))
            chip.setEnabled(may_edit)
            chip.clicked.connect(lambda _checked=False, gone=name: self.drop(gone))
            self._flow.add(chip)
            chip.show()
            QWidget.setTabOrder(next(reversed(self.chips.values()), self.add), chip)
            self.chips[name] = chip

    def take(self, question: str, stem: str) -> None:
        """Add one."""
        if question not in self.ids:
            self.show_enemies((*self.ids, question), {question: stem}, self._may_edit, self.texts)
            self.changed.emit()

    def drop(self, question: str) -> None:
        """Take one away; the keys go to the button that adds."""
        self.show_enemies([name for name in self.ids if name != question], {}, self._may_edit, self.texts)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class FactsForm(Card):
    """Signals: `edited()`; `enemy_asked()` the chooser of enemies is wanted."""

    edited = Signal()
    enemy_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=18)
        self.texts = texts
        self.title = label(role="heading")
        self.section, self.kind, self.difficulty = SelectField(), SelectField(), SelectField()
        self.topic = Field(longest=TOPIC)
        self.measured = label(role="small")
        self._topics = QCompleter([], self)
        self._topics.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._topics.setFilterMode(Qt.MatchFlag.MatchContains)
        self.topic.line.setCompleter(self._topics)
        self.sources = {language: Field(longest=SOURCE) for language in ("ky", "ru")}
        self.notes = {language: Area(2, NOTES) for language in ("ky", "ru")}
        self.enemies = EnemiesBox(texts)
        self._shown: tuple[str, ...] = ()
        self._fill()
        for select in (self.section, self.kind, self.difficulty):
            select.chosen.connect(lambda _value: self.edited.emit())
        for field in (self.topic, *self.sources.values()):
            field.edited.connect(lambda _text: self.edited.emit())
        self._topics.activated.connect(lambda _text: self.edited.emit())
        for area in self.notes.values():
            area.edited.connect(self._note_edited)
        self.enemies.changed.connect(self.edited)
        self.enemies.choose_asked.connect(self.enemy_asked)
        self._is_filling = False

    def _fill(self) -> None:
        self.body.addWidget(self.title)
        self.body.addWidget(Tiles((self.section, self.topic), 220, 2))
        hard = QWidget()
        column = QVBoxLayout(hard)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.difficulty)
        column.addWidget(self.measured)
        column.addStretch(1)
        kind = QWidget()
        column = QVBoxLayout(kind)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.kind)
        column.addStretch(1)
        self.body.addWidget(Tiles((kind, hard), 220, 2))
        self._pairs = QGridLayout()
        pairs: tuple[Mapping[str, QWidget], ...] = (self.sources, self.notes)
        for row, pair in enumerate(pairs):  # row by row: Tab goes from language to language
            for at, language in enumerate(("ky", "ru")):
                self._pairs.addWidget(pair[language], row, at, Qt.AlignmentFlag.AlignTop)
        self._pairs.setColumnStretch(0, 1)
        self._pairs.setColumnStretch(1, 1)
        self.body.addLayout(self._pairs)
        self.body.addWidget(self.enemies)

    def set_texts(self, texts: Texts, state: BankState) -> None:
        """Speak another language."""
        self.texts = texts
        say = texts.get
        self.title.setText(say("About the question"))
        self.section.set_words(say("Section"))
        self.section.select.set_items(section_items(texts, state.sections))
        self.topic.set_words(say("Topic"), say("begin to write: known topics are offered"))
        self.kind.set_words(say("How many answers are right"))
        self.kind.select.set_items([(name, say(words)) for name, words in KINDS.items()])
        self.difficulty.set_words(say("Difficulty as the author sees it"))
        names = {EASIEST: say("1, easy"), HARDEST: say("5, hard")}
        levels = [(str(level), names.get(level, str(level))) for level in range(EASIEST, HARDEST + 1)]
        self.difficulty.select.set_items([("0", say("Not estimated")), *levels])
        self.sources["ky"].set_words(say("Source in Kyrgyz"), say("law, article, textbook, page"))
        self.sources["ru"].set_words(say("Source in Russian"), say("law, article, textbook, page"))
        self.notes["ky"].set_words(say("Notes for the commission in Kyrgyz"))
        self.notes["ru"].set_words(say("Notes for the commission in Russian"))
        model = self._topics.model()
        if self._shown != state.topics:
            self._shown = state.topics
            model.setStringList(list(state.topics))  # type: ignore[attr-defined]

    def set_question(self, question: Question, view: EditorView) -> None:
        """Show what this question has."""
        self._is_filling = True
        for select, value in (
            (self.section, question.section), (self.kind, question.kind.value),
            (self.difficulty, str(question.difficulty)),
        ):  # fmt: skip
            select.select.setCurrentIndex(select.select.findData(value))
        self.topic.set_text(question.topic)
        for language, field in self.sources.items():
            field.set_text(question.source[language])
            field.line.setCursorPosition(0)
        for language, area in self.notes.items():
            if area.area.toPlainText() != question.notes[language]:
                area.area.setPlainText(question.notes[language])
        self._is_filling = False
        self.show_state(view, question)

    def show_state(self, view: EditorView, question: Question) -> None:
        """Whether anything can be changed, and what was measured."""
        may_edit = view.may_edit
        for select in (self.section, self.kind, self.difficulty):
            select.select.setEnabled(may_edit)
        for field in (self.topic, *self.sources.values()):
            field.line.setReadOnly(not may_edit)
        for area in self.notes.values():
            area.area.setReadOnly(not may_edit)
        self.enemies.show_enemies(tuple(question.enemies), view.enemies, may_edit, self.texts)
        opened = view.opened
        if question.measured:
            told = self.texts.get("Measured: {value} ({right} right of {asked})").format(
                value=difficulty_words(question.measured), right=opened.measured_right, asked=opened.measured_asked
            )
        else:
            told = self.texts.get("Not measured yet")
        self.measured.setText(told)

    @property
    def kind_chosen(self) -> Kind:
        """One right answer or several."""
        return Kind(self.kind.select.value or Kind.SINGLE.value)

    def over(self, question: Question) -> Question:
        """The question with what stands in this form."""
        return replace(
            question,
            section=self.section.select.value,
            topic=self.topic.text,
            kind=self.kind_chosen,
            difficulty=int(self.difficulty.select.value or 0),
            source=Bilingual(self.sources["ky"].text, self.sources["ru"].text),
            notes=Bilingual(self.notes["ky"].text, self.notes["ru"].text),
            enemies=frozenset(self.enemies.ids),
        )

    def _note_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.body.setSpacing(look.gap(12))
        self._pairs.setSpacing(look.gap(12))
