"""The editor of one question: the form, the live preview, the history, and what may be done with the version."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from question_bank.model import Picture, Question
from question_bank.workflow import Act
from resources.texts import Texts
from station.services.bank.facts import QuestionRow
from station.ui.bank.act_dialogs import ActDialog
from station.ui.bank.draft import Drafts, EditorView, lacks
from station.ui.bank.editor_dialogs import EnemyDialog, LeaveDialog, PictureDialog
from station.ui.bank.editor_form import EditorForm
from station.ui.bank.editor_head import EditorHead, locked_words
from station.ui.bank.editor_sides import EditorSides
from station.ui.bank.history_panel import HistoryPanel
from station.ui.bank.preview import Preview
from station.ui.bank.shortcuts import control_letter
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.screen import DeskScreen
from station.ui.theme import Look, look_of
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.notice import Notice

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
_PAUSE_MS = 150  # after the last key, before preview, notes and the unsaved text follow


class EditorScreen(DeskScreen):
    """Signals:
    `saved(object, str)` the `Question` as it stands and the sha256 it was opened with (`editing.write`); its id is ""
    for a question that does not exist yet (`draft.blank`, `editing.new_question`). Answered by `set_view` with what is
    stored now, or by `show_refusal`, after which everything typed still stands there;
    `act_wanted(object, str, str, str)` an `Act`, number, ISO date, comment; `Act.CREATED` wants a new version;
    `version_wanted(int)` another version is to be shown; `compare_wanted(int, int)` two versions side by side;
    `picture_wanted(str)` the path of a file, answered by `put_picture` or `show_refusal`;
    `enemies_wanted(str)` words typed in the chooser, answered by `show_enemies_found`; `back()` to the list.
    Before another screen comes in front, `leave(then)` asks about unsaved changes.
    """

    saved = Signal(object, str)
    act_wanted = Signal(object, str, str, str)
    version_wanted = Signal(int)
    compare_wanted = Signal(int, int)
    picture_wanted = Signal(str)
    enemies_wanted = Signal(str)
    back = Signal()

    def __init__(self, texts: Texts, view: EditorView, drafts: Drafts | None = None) -> None:
        super().__init__(texts)
        self._view = view
        self._drafts = drafts if drafts is not None else Drafts()
        self._is_edited = False
        self._then: Callable[[], None] | None = None
        self._sent: Question | None = None  # a save is under way with this
        self._is_wanted = False  # another save, once that one is answered
        self._known = ("", "")
        self._folder = ""
        self._enemies: EnemyDialog | None = None
        self.head, self.locked, self.told = EditorHead(texts), Notice("info"), Notice("warn", can_close=True)
        self.form, self.preview, self.history = EditorForm(texts), Preview(texts), HistoryPanel(texts)
        self.sides = EditorSides(self.form, self.preview, self.history)
        for part in (self.head, self.told, self.locked):
            self.column.addWidget(part)
        self.column.addWidget(self.sides, 1)
        self.told.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        self._connect()
        self._fill()
        self.set_texts(texts)

    def _connect(self) -> None:
        self.head.back_asked.connect(lambda: self.leave(self.back.emit))
        self.head.save_asked.connect(self.save)
        self.head.act_asked.connect(self.ask)
        self.head.version_asked.connect(self._want_version)
        self.history.version_wanted.connect(self._want_version)
        self.history.compare_wanted.connect(self._compare)
        self.form.edited.connect(self._edited)
        self.form.picture_asked.connect(self._choose_picture)
        self.form.enemy_asked.connect(self._choose_enemy)
        self.told.closed.connect(self._put_away)

    # --- what it shows ---

    @property
    def question(self) -> Question:
        """The question as it stands on the screen."""
        return self.form.question if self._is_edited else self._view.question

    @property
    def is_dirty(self) -> bool:
        """Whether something stands there that is not saved."""
        return self._is_edited and self.form.question != self._view.question

    def retranslate(self) -> None:
        """Say everything again."""
        self.form.set_texts(self.texts)
        self.preview.set_texts(self.texts)
        self.sides.set_texts(self.texts)
        self._show_state()

    def set_view(self, view: EditorView) -> None:
        """Show this version. What is typed stays where it stands, also what was typed while a save was under way."""
        before, self._view = self._view, view
        old, new = before.question, view.question
        is_same = new.version == old.version and old.id in ("", new.id)
        is_still = is_same and view.opened.sha256 == before.opened.sha256
        sent, self._sent = self._sent, None
        is_saved = is_same and sent is not None and _as_stored(sent, new) == new
        if self._is_edited and (is_still or is_saved):
            if is_saved:
                self._drafts.drop(before.opened)
            self.form.rebase(view)
            if _as_stored(self.form.question, new) == new:
                self._is_edited = False
                self.form.keep(view)
                self.told.hide()
        elif is_same and not self._is_edited and new == old:
            self.form.keep(view)
        else:
            self._fill()
        self._show_state()
        self._go_on()

    def _go_on(self) -> None:
        """What waited for the save: another save of what was typed meanwhile, or the way on."""
        is_wanted, self._is_wanted = self._is_wanted, False
        if is_wanted and self.is_dirty:
            self.save()
            return
        then, self._then = self._then, None
        if then is not None and not self.is_dirty:
            QTimer.singleShot(0, self, then)

    def _fill(self) -> None:
        """Fill the form: with the unsaved text of this very content where there is one."""
        view = self._view
        kept = self._drafts.of(view.opened) if view.may_edit else None
        self.form.set_question(kept or view.question, view)
        self._is_edited = kept is not None
        self.told.hide()
        if kept is not None:
            self.told.show_words(
                self.say("What was typed here before and not saved stands in the fields again."),
                kind="warn",
                close_words=self.say("Discard the unsaved text"),
            )
            self.told.show()

    def _show_state(self) -> None:
        view = self._view
        self.head.show_view(view, self.texts)
        words = locked_words(view, self.texts)
        if view.opened.conflict:
            told = self.say("The computer {pc} held another text of this version; it was set aside.",
                            pc=view.opened.conflict)  # fmt: skip
            words = f"{words}\n{told}" if words else told
        self.locked.show_words(words, kind="warn" if view.opened.conflict else "info")
        self.locked.setVisible(bool(words))
        self.history.show_history(
            view.opened.history, len(view.opened.versions), view.question.version, self.texts, view.offset_minutes
        )
        self._follow()

    def _follow(self) -> None:
        """Preview, notes, the mark and the unsaved text follow what stands in the form."""
        self._pause.stop()
        question, view = self.question, self._view
        is_dirty = self._is_edited and question != view.question
        if is_dirty:
            self._drafts.keep(view.opened, question)
        elif self._is_edited:
            self._drafts.drop(view.opened)
        self.preview.show_question(question, view.state.sections)
        own = lacks(question, self.texts) if view.may_edit else ()
        told = {note.field for note in own}
        self.form.show_notes((*own, *(note for note in view.findings if note.field not in told)))
        words = ""
        if view.may_edit:
            words = self.say("Not saved yet") if is_dirty or not view.question.id else self.say("Saved")
        self.head.show_saved(words, is_dirty)

    def show_refusal(self, title: str, text: str) -> None:
        """Tell why something was not done; everything typed still stands there."""
        self._then = self._sent = None
        self._is_wanted = False
        self.told.show_words(text, title, "danger", self.say("Close this notice"))
        self.told.show()

    def start_focus(self) -> None:
        """The keys begin in the text where it can be written, else at the way back."""
        target = self.form.stems["ky"] if self._view.may_edit else self.head.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        """The notice goes; where it offered an unsaved text, that goes, too."""
        is_offer = self._is_edited and self._drafts.of(self._view.opened) is not None
        if is_offer and self.told.property("role") == "notice-warn":
            self._drafts.drop(self._view.opened)
            self._fill()
            self._show_state()
        self.told.hide()

    # --- what it asks ---

    def _edited(self) -> None:
        self._is_edited = True
        self._then = None
        self.head.show_saved(self.say("Not saved yet"), is_dirty=True)
        self._pause.start()

    def save(self) -> None:
        """Want what stands there to be saved, if it is not."""
        if not (self._view.may_edit and self.is_dirty):
            return
        if self._sent is not None:
            self._is_wanted = self._sent != self.form.question
            return
        self._follow()
        self._sent = self.form.question
        self.saved.emit(self._sent, self._view.opened.sha256)

    def leave(self, then: Callable[[], None]) -> None:
        """Call `then` once nothing typed can be lost by it: at once, after saving, or after it was given up."""
        if not self.is_dirty:
            then()
            return

        def answer(how: str) -> None:
            if how == "save":
                self._then = then
                self.save()
            elif how == "leave":
                self._drafts.drop(self._view.opened)
                self._fill()
                self._show_state()
                then()

        dialog = LeaveDialog(self, self.texts)
        dialog.answered.connect(answer)
        dialog.open(dialog.button("save"))

    def ask(self, act: Act) -> None:
        """Ask what an act needs to know, after saving what is not saved."""
        if act not in self._view.opened.acts or self._view.is_busy:
            return
        if self.is_dirty:
            self.save()
            self._then = lambda: self.ask(act)
            return
        if act is Act.CREATED:
            self.act_wanted.emit(act, "", "", "")
            return
        what = self.say("Question {id}, version {n}", id=self._view.question.id, n=self._view.question.version)
        asked = ActDialog(self, self.texts, act, what, self._known)

        def give(number: str, date: str, comment: str) -> None:
            if act is Act.APPROVED:
                self._known = (asked.number.text, asked.date.text)
            self.act_wanted.emit(act, number, date, comment)

        asked.given.connect(give)
        asked.open()

    def _want_version(self, version: int) -> None:
        self.head.version.setCurrentIndex(self.head.version.findData(str(self._view.question.version)))
        if version != self._view.question.version:
            self.leave(lambda: self.version_wanted.emit(version))

    def _compare(self) -> None:
        versions = sorted(self._view.opened.versions)
        if len(versions) < 2:
            return
        place = max(1, versions.index(self._view.question.version))
        self.leave(lambda: self.compare_wanted.emit(versions[place - 1], versions[place]))

    def _choose_picture(self) -> None:
        places = usual_places()
        start = self._folder or (places[0] if places else "/")
        title = self.say("Choose a picture")
        chooser = FileChooser(self, self.texts, title, self.say("Take the picture"), PICTURES, start, places=places)

        def take(path: str) -> None:
            self._folder = path.replace("\\", "/").rpartition("/")[0]
            self.picture_wanted.emit(path)

        chooser.given.connect(take)
        chooser.open()

    def put_picture(self, picture: Picture) -> None:
        """Ask what a picture that was made safe shows, then put it where the cursor stood."""
        dialog = PictureDialog(self, self.texts, picture)
        dialog.given.connect(self.form.insert_picture)
        dialog.open(dialog.shows["ky"].line)

    def _choose_enemy(self) -> None:
        dialog = self._enemies = EnemyDialog(self, self.texts)
        dialog.asked.connect(self.enemies_wanted)
        dialog.given.connect(self.form.facts.enemies.take)
        dialog.answered.connect(self._forget_chooser)
        dialog.open()

    def _forget_chooser(self) -> None:
        self._enemies = None

    def show_enemies_found(self, rows: Sequence[QuestionRow]) -> None:
        """Show what the chooser of enemies asked for; the question itself is not among them."""
        if self._enemies is not None:
            self._enemies.show_rows([row for row in rows if row.id != self._view.question.id])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves, Ctrl+P shows the preview, F6 goes between text and side, Escape leads back."""
        if control_letter(event) == "s":
            self.save()
        elif control_letter(event) == "p":
            self.sides.turn("preview")
        elif event.key() == Qt.Key.Key_F6:
            self._cross()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave(self.back.emit)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _cross(self) -> None:
        """From the text to the page beside or behind it, and back into the field that had the keys."""
        focused = QApplication.focusWidget()
        if focused is not None and self.form.isAncestorOf(focused):
            if not self.sides.is_wide:
                self.sides.turn("preview")
            self.sides.buttons[self.sides.page].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.sides.turn("form")
            (self.form.bar.field or self.form.stems["ky"]).setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self, look: Look) -> None:
        """Room for text and preview."""
        super().restyle(look)
        self.column.setSpacing(look.gap(10))
        self.sides.setMinimumHeight(look_of(self).px(360))

    def dismiss_questions(self) -> None:
        """The desk is being locked: open dialogs go, what was typed is kept in memory."""
        if self._pause.isActive():
            self._follow()
        for dialog in self.window().findChildren(Dialog):
            if dialog.isVisible() and dialog.over is self:
                dialog.dismiss()


def _as_stored(question: Question, stored: Question) -> Question:
    """The question with what only the bank gives: its number and what was measured."""
    return replace(question, id=stored.id, measured=stored.measured)
