"""The tab of questions: the list, the editor over it, two versions side by side."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank.health import Check, Finding
from question_bank.model import Picture, Question
from question_bank.workflow import Act
from resources.texts import Texts
from station import pictures
from station.services.bank import desk as services
from station.services.bank import editing, finding, undo
from station.services.bank.bank import Bank
from station.services.bank.desk import Page
from station.services.bank.facts import BulkDone, Found, Opened, Query
from station.services.progress import Progress
from station.ui.bank.chosen import Chosen, ids_of
from station.ui.bank.compare_screen import CompareScreen, CompareView
from station.ui.bank.draft import EditorView, FieldNote, blank
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.health_words import finding_words
from station.ui.bank.list_screen import ListScreen, ListView
from station.ui.bank.words import ACTS, STATES
from station.ui.proctor.when import day

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk

_FIELDS: Mapping[Check, str] = {
    Check.MISSING_SOURCE: "source",
    Check.NO_DIFFICULTY: "difficulty",
    Check.UNKNOWN_SECTION: "section",
    Check.ENEMIES: "enemies",
    Check.DUPLICATE_OPTIONS: "options",
    Check.PARITY_OPTIONS: "options",
    Check.ALL_OF_ABOVE: "options",
    Check.LONGEST_IS_KEY: "key",
    Check.CUE_WORDS: "key",
    Check.KEY_ECHO: "key",
}
"""The field that a finding leads to; of any other the whole question is meant."""


class QuestionsTab:
    """Joins list, editor and comparison to the services. One editor at a time, above the list."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self.screen = ListScreen(desk.texts, self._list_view())
        self.editor: EditorScreen | None = None
        self.compare: CompareScreen | None = None
        self._page: Page | None = None
        screen = self.screen
        screen.query_changed.connect(self._search)
        screen.page_wanted.connect(self._search)
        screen.question_opened.connect(self.open)
        screen.new_wanted.connect(self._new)
        screen.bulk_wanted.connect(self._bulk)
        screen.undo_wanted.connect(self._undo)
        screen.refresh_wanted.connect(desk.look_again)

    # --- what is in front ---

    def enter(self) -> None:
        """Show the list, with its rows read anew."""
        self._close_over()
        self.show()
        self.screen.reload()

    def show(self) -> None:
        """The desk's head may have changed."""
        self.screen.set_view(self._list_view())
        if self.editor is not None and self._page is not None:
            self.editor.set_view(self._editor_view(self._page))

    def speak(self) -> None:
        """Another language."""
        if self.editor is not None:
            self.editor.set_texts(self._desk.texts)
        if self.compare is not None:
            self.compare.set_texts(self._desk.texts)
        self.show()

    def leave(self, then: Callable[[], None], going_to: str = "questions") -> None:
        """Call `then` once nothing typed can be lost; the editor comes back in front while it asks."""
        frame = self._desk.frame
        if self.editor is None or frame is None:
            then()
            return
        if self.editor.is_dirty:
            frame.show_tab("questions")
            frame.stack.setCurrentWidget(self.editor)
        self.editor.leave(then)

    def put_aside(self) -> None:
        """The desk is being locked."""
        if self.editor is not None:
            self.editor.dismiss_questions()

    def refuse(self, title: str, text: str) -> bool:
        """Say a refusal in the editor, where it is in front."""
        frame = self._desk.frame
        if self.editor is None or frame is None or frame.stack.currentWidget() is not self.editor:
            return False
        self.editor.show_refusal(title, text)
        return True

    def _list_view(self) -> ListView:
        return ListView(self._desk.state, is_busy=self._desk.is_busy, offset_minutes=self._desk.offset)

    def _front(self, screen: EditorScreen | CompareScreen) -> None:
        frame = self._desk.frame
        if frame is None:
            return
        frame.show_tab("questions")
        frame.stack.addWidget(screen)
        frame.stack.setCurrentWidget(screen)
        if not self._desk.shell.dialog_open:
            screen.start_focus()

    def _close_over(self) -> None:
        self._drop(self.compare)
        self._drop(self.editor)
        self.compare = self.editor = self._page = None

    def _drop(self, screen: EditorScreen | CompareScreen | None) -> None:
        if screen is not None and self._desk.frame is not None:
            self._desk.frame.stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    # --- the list ---

    def _search(self, query: Query) -> None:
        self._desk.ask(finding.search, query, then=partial(self._found, query))

    def _found(self, query: Query, found: Found) -> None:
        self.screen.show_found(query, found)

    def show_query(self, query: Query) -> None:
        """Narrow the list to what another tab leads here with."""
        self.screen.show_query(query)

    def _bulk(self, chosen: Chosen, act: Act, number: str, date: str, comment: str) -> None:
        title = self._desk.say(ACTS[act])
        self._desk.long(
            title, _bulk, chosen, act, number, date, comment, then=partial(self.screen.show_done, act)
        )  # fmt: skip

    def _undo(self) -> None:
        self._desk.act(undo.undo, then=lambda _act: self.screen.reload())

    # --- the editor ---

    def open(self, question: str) -> None:
        """Show a question in the editor."""
        self._desk.ask(services.page, question, then=self._show_page)

    def _new(self, section: str) -> None:
        sections = self._desk.state.sections
        first = section or (sections[0].id if sections else "")
        # at once, without the core thread: what is typed after Ctrl+N must not land in the search field
        self._show_page(Page(blank(first), self._desk.state, (), {}, {}))

    def _show_page(self, page: Page) -> None:
        self._page = page
        view = self._editor_view(page)
        if self.compare is not None:
            self._drop(self.compare)
            self.compare = None
        if self.editor is None:
            editor = self.editor = EditorScreen(self._desk.texts, view, self._desk.drafts)
            editor.saved.connect(self._save)
            editor.act_wanted.connect(self._act)
            editor.version_wanted.connect(self._show_version)
            editor.compare_wanted.connect(self._show_both)
            editor.picture_wanted.connect(self._take_picture)
            editor.enemies_wanted.connect(self._find_enemies)
            editor.back.connect(self._back)
            self._front(editor)
        else:
            frame = self._desk.frame
            is_behind = frame is not None and frame.stack.currentWidget() is not self.editor
            self.editor.set_view(view)
            if is_behind:
                self._front(self.editor)

    def _editor_view(self, page: Page) -> EditorView:
        texts = self._desk.texts
        notes = tuple(_note(texts, found) for found in page.findings)
        return EditorView(
            page.opened, self._desk.state, notes, page.enemies, page.names, self._desk.is_busy, self._desk.offset
        )

    def _back(self) -> None:
        """To the list, where it stood; its rows are read anew."""
        page = self._page
        self._desk.to_tab("questions")
        if page is not None and page.opened.question.id:
            self.screen.table.setFocus()

    def _save(self, question: Question, sha256: str) -> None:
        self._desk.act(_save, question, sha256, then=self._show_page)

    def _act(self, act: Act, number: str, date: str, comment: str) -> None:
        assert self._page is not None
        question = self._page.opened.question
        self._desk.act(
            _act, question.id, question.version, act, number, date, comment, then=partial(self._acted, act)
        )  # fmt: skip

    def _acted(self, _act: Act, page: Page | None) -> None:
        if page is None:
            self._back()
        else:
            self._show_page(page)

    def _show_version(self, version: int) -> None:
        assert self._page is not None
        self._desk.ask(services.page, self._page.opened.question.id, version, then=self._show_page)

    def _take_picture(self, path: str) -> None:
        if self.editor is not None:
            self._desk.ask(_picture, Path(path), then=self.editor.put_picture)

    def _find_enemies(self, words: str) -> None:
        query = Query(text=words, order="relevance" if words else "id", limit=30)

        def show(found: Found) -> None:
            if self.editor is not None:
                self.editor.show_enemies_found(found.rows)

        self._desk.ask(finding.search, query, then=show)

    # --- two versions ---

    def _show_both(self, before: int, after: int) -> None:
        assert self._page is not None
        self._desk.ask(_both, self._page.opened.question.id, before, after, then=self._compare)

    def _compare(self, both: tuple[Opened, Opened]) -> None:
        before, after = both
        versions = tuple((number, self._told(number, after)) for number in after.versions)
        view = CompareView(before.question, after.question, versions)
        if self.compare is None:
            screen = self.compare = CompareScreen(self._desk.texts, view)
            screen.versions_wanted.connect(self._show_both)
            screen.back.connect(self._back_to_editor)
            self._front(screen)
        else:
            self.compare.set_view(view)

    def _told(self, version: int, opened: Opened) -> str:
        """What tells a version apart: who wrote it last, and when."""
        lines = [line for line in opened.history if line.version == version]
        told = self._desk.say("version {n}", n=version)
        if lines:
            told += f" · {lines[0].by} · {day(lines[-1].at_ms, self._desk.offset)}"
        if version == opened.question.version:
            told += f" · {self._desk.say(STATES[opened.standing.state].short)}"
        return told

    def _back_to_editor(self) -> None:
        self._drop(self.compare)
        self.compare = None
        if self.editor is not None:
            self._front(self.editor)


def _note(texts: Texts, found: Finding) -> FieldNote:
    return FieldNote(_FIELDS.get(found.check, ""), finding_words(texts, found))


def _bulk(bank: Bank, chosen: Chosen, act: Act, number: str, date: str, comment: str, progress: Progress) -> BulkDone:
    names = ids_of(chosen, partial(finding.search, bank), partial(finding.ids, bank))
    return editing.bulk(bank, names, act, number=number, date=date, comment=comment, progress=progress)


def _save(bank: Bank, question: Question, sha256: str) -> Page:
    made = editing.write(bank, question, sha256) if question.id else editing.new_question(bank, question)
    return services.around(bank, made)


def _act(bank: Bank, question: str, version: int, act: Act, number: str, date: str, comment: str) -> Page | None:
    if act is Act.CREATED:
        return services.around(bank, editing.new_version(bank, question))
    done = editing.act(bank, question, version, act, number=number, date=date, comment=comment)
    return None if done is None else services.around(bank, done)


def _picture(_bank: Bank, path: Path) -> Picture:
    made = pictures.make_safe(services.read_file(path), path.name)
    return Picture(made.name, made.media, made.data)


def _both(bank: Bank, question: str, before: int, after: int) -> tuple[Opened, Opened]:
    return finding.opened(bank, question, before), finding.opened(bank, question, after)
