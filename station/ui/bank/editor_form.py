"""The form of the editor: stem, options and facts in both languages; it makes a question of what stands in it."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from question_bank.model import NOTHING, Bilingual, Picture, Question
from resources.texts import Texts
from station.ui.bank.draft import EditorView, FieldNote, with_texts
from station.ui.bank.facts_form import FactsForm
from station.ui.bank.note_list import NoteList
from station.ui.bank.option_rows import OptionsBox
from station.ui.bank.rich_bar import RichBar
from station.ui.bank.rich_edit import RichEdit
from station.ui.theme import look_of
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label


class EditorForm(Dressed, Scroll):
    """Signals: `edited()` by hand; `picture_asked()` for the field that had the keys; `enemy_asked()`."""

    edited = Signal()
    picture_asked = Signal()
    enemy_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        content = ScrollContent()
        super().__init__(content)
        self.texts = texts
        self._view: EditorView | None = None
        self._pictures: dict[str, Picture] = {}
        self.notes = NoteList()
        self.bar = RichBar(texts)
        self.names = {language: label(role="strong") for language in ("ky", "ru")}
        self.stems = {language: RichEdit(3, 18) for language in ("ky", "ru")}
        self.options_title = label(role="strong")
        self.options, self.facts = OptionsBox(texts, self.stems["ru"]), FactsForm(texts)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._lay()
        self._connect()

    def _lay(self) -> None:
        self._card = Card(padding=18)
        self._grid = QGridLayout()
        for column, language in enumerate(("ky", "ru")):
            self._grid.addWidget(self.names[language], 0, column)
            self._grid.addWidget(self.stems[language], 1, column)
            self._grid.setColumnStretch(column, 1)
        self._card.body.addWidget(self.bar)
        self._card.body.addLayout(self._grid)
        self._card.body.addWidget(self.options_title)
        self._card.body.addWidget(self.options)
        self._column.addWidget(self.notes)
        self._column.addWidget(self._card)
        self._column.addWidget(self.facts)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for field in self.stems.values():
            self._watch(field)
            field.edited.connect(self.edited)
        self.options.field_made.connect(self._watch)
        self.options.field_gone.connect(self.bar.forget)
        self.options.edited.connect(self.edited)
        self.facts.edited.connect(self._facts_edited)
        self.facts.enemy_asked.connect(self.enemy_asked)
        self.bar.picture_asked.connect(self.picture_asked)
        self.notes.field_wanted.connect(self.go_to)

    def _watch(self, field: RichEdit) -> None:
        self.bar.watch(field)
        field.taken.connect(self._seen)

    def _seen(self, field: RichEdit) -> None:
        self.ensureWidgetVisible(field, 0, 30)

    # --- what it shows ---

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self.texts = texts
        self.bar.set_texts(texts)
        self.names["ky"].setText(texts.get("Question in Kyrgyz"))
        self.names["ru"].setText(texts.get("Question in Russian"))
        self.stems["ky"].setAccessibleName(texts.get("Question in Kyrgyz"))
        self.stems["ru"].setAccessibleName(texts.get("Question in Russian"))
        self.options_title.setText(texts.get("Options; mark what is right"))
        if self._view is not None:
            self.facts.set_texts(texts, self._view.state)
            self.show_state(self._view)

    def set_question(self, question: Question, view: EditorView) -> None:
        """Fill all fields with this question, which may be an unsaved text of the version that is open."""
        self._view = view
        self._pictures = {picture.name: picture for picture in question.pictures}
        for language, field in self.stems.items():
            field.set_content(question.stem[language], question.is_rich, question.pictures)
        self.options.set_options(question.options, question.key, question.is_rich, question.pictures)
        self.facts.set_texts(self.texts, view.state)
        self.facts.set_question(question, view)
        self.show_state(view)
        self.verticalScrollBar().setValue(0)

    def keep(self, view: EditorView) -> None:
        """What stands in the fields has been stored: they stay as they are."""
        is_rich = view.question.is_rich
        for field in self.fields:
            field.keep(is_rich)
        self._view = view
        self.facts.set_texts(self.texts, view.state)
        self.facts.show_state(view, view.question)
        self.show_state(view)

    def rebase(self, view: EditorView) -> None:
        """Another stored text, or another right to write, under the fields as they stand."""
        self._view = view
        self.facts.set_texts(self.texts, view.state)
        self.facts.show_state(view, self.question)
        self.show_state(view)

    def show_state(self, view: EditorView) -> None:
        """Whether anything can be changed."""
        self._view = view
        self.bar.setVisible(view.may_edit)
        for field in self.stems.values():
            field.setReadOnly(not view.may_edit)
        self.options.set_state(self.facts.kind_chosen, view.may_edit, self.texts)

    def show_notes(self, notes: Iterable[FieldNote]) -> None:
        """Show what to look at; pressing one leads to its field."""
        self.notes.show_notes(tuple(notes), self.texts)

    @property
    def fields(self) -> tuple[RichEdit, ...]:
        """All fields of formatted text."""
        return (*self.stems.values(), *self.options.fields)

    @property
    def question(self) -> Question:
        """The question as it stands in the form. Formatting in one field makes all of it formatted text."""
        assert self._view is not None
        base = self._view.question
        is_touched = any(field.is_touched for field in self.fields)
        is_rich = any(field.is_formatted for field in self.fields) if is_touched else base.is_rich
        base = replace(base, pictures=tuple(self._pictures.values()), key=self.options.key)
        stem = Bilingual(*(self.stems[language].content(is_rich) for language in ("ky", "ru")))
        made = with_texts(base, stem, self.options.options(is_rich), is_rich)
        return self.facts.over(made)

    def insert_picture(self, picture: Picture) -> None:
        """Put a picture that was made safe into the field that had the keys."""
        self._pictures[picture.name] = picture
        for field in self.fields:
            field.add_picture(picture)
        target = self.bar.field or self.stems["ky"]
        is_kyrgyz = target is self.stems["ky"] or any(row.fields["ky"] is target for row in self.options.rows)
        said = picture.description if picture.description != NOTHING else Bilingual("", "")
        target.insert_picture(picture, said.ky if is_kyrgyz else said.ru)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, name: str) -> None:
        """Put the keys into the field of a note."""
        target = self._field_of(name)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(target, 0, 60)

    def _field_of(self, name: str):  # type: ignore[no-untyped-def]
        parts = name.split(".")
        language = parts[-1] if parts[-1] in ("ky", "ru") else "ky"
        rows = {row.option_id: row for row in self.options.rows}
        first = self.options.rows[0] if self.options.rows else None
        match parts[0]:
            case "stem":
                return self.stems[language]
            case "option" if len(parts) > 1 and parts[1] in rows:
                return rows[parts[1]].fields[language]
            case "options" if first is not None:
                return first.fields[language]
            case "key" if first is not None:
                return first.mark
            case "section":
                return self.facts.section.select
            case "topic":
                return self.facts.topic.line
            case "difficulty":
                return self.facts.difficulty.select
            case "source":
                empty = [field for field in self.facts.sources.values() if not field.text]
                return (empty or [self.facts.sources[language]])[0].line
            case "enemies":
                return self.facts.enemies.add
            case _:
                return self.stems[language]

    def _facts_edited(self) -> None:
        if self._view is not None:
            self.options.set_state(self.facts.kind_chosen, self._view.may_edit, self.texts)
        self.edited.emit()

    def _restyle(self) -> None:
        look = look_of(self)
        self._column.setSpacing(look.gap(12))
        self._card.body.setSpacing(look.gap(10))
        self._grid.setHorizontalSpacing(look.gap(12))
        self._grid.setVerticalSpacing(look.gap(4))
