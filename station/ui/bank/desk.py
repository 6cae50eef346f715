"""The bank's desk of one person: its tabs joined to the services. Every act ends with a new look at the bank's head."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from question_bank.workflow import Role
from resources.texts import Texts, texts_for
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank
from station.services.bank.facts import BankState
from station.services.progress import Cancelled
from station.ui.bank.desk_exchange import ExchangeTab
from station.ui.bank.desk_files import ExportTab, ImportTab
from station.ui.bank.desk_forms import FormsTab
from station.ui.bank.desk_health import HealthTab
from station.ui.bank.desk_questions import QuestionsTab
from station.ui.bank.desk_staff import StaffTab
from station.ui.bank.draft import Drafts
from station.ui.bank.frame import BankFrame, BankHead
from station.ui.bank.progress_dialog import ProgressDialog
from station.ui.proctor.screen import DeskScreen
from station.ui.reasons import words_of_error
from station.ui.theme import Look

if TYPE_CHECKING:
    from station.ui.bank.program import BankProgram

_FATAL = frozenset(
    {Reason.DISK_FAILED, Reason.DATA_DAMAGED, Reason.DATA_CONTRADICTS, Reason.DATA_OLD_COPY, Reason.BANK_NOT_SIGNED_IN}
)
"""After these the desk cannot be believed any more; every other refusal is said above the tab."""


class BankDesk(QObject):
    """Signals: `closed(str)` the desk is to be locked ("key" or "idle"); `leave_wanted()` the program should end;
    `failed(object)` an error that stops it."""

    closed = Signal(str)
    leave_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self, program: "BankProgram", bank: Bank, state: BankState, drafts: Drafts, is_training: bool = False
    ) -> None:
        super().__init__(program)
        self.shell, self.core, self.painter = program.shell, program.core, program.painter
        self.bank, self.state, self.drafts = bank, state, drafts
        self.version, self.offset = program.program, program.offset_minutes
        self.now = program.now
        self.start = str(Path.home())
        self.is_training = is_training
        self.is_open = self.is_busy = False
        self.language = self.shell.language
        self.frame: BankFrame | None = None
        self._had_keys: QWidget | None = None

    @property
    def texts(self) -> Texts:
        """Sentences in the desk's language."""
        return texts_for(self.language)

    def say(self, message: str, **facts: object) -> str:
        """The sentence in the reader's language."""
        return self.texts.get(message).format(**facts)

    def may(self, *roles: Role) -> bool:
        """Whether the person signed in has one of these roles."""
        person = self.state.person
        return person is not None and bool(person.roles & set(roles))

    # --- open and close ---

    def open(self) -> None:
        """Build the desk and show its first tab."""
        self.is_open = True
        frame = self.frame = BankFrame(self.texts, self._head(), self.shell.look)
        self.questions, self.imports = QuestionsTab(self), ImportTab(self)
        self.exports, self.health = ExportTab(self), HealthTab(self)
        self.forms, self.exchange, self.staff = FormsTab(self), ExchangeTab(self), StaffTab(self)
        self._tabs: dict[str, Any] = {
            "questions": self.questions, "import": self.imports, "export": self.exports, "health": self.health,
            "forms": self.forms, "exchange": self.exchange, "staff": self.staff,
        }  # fmt: skip
        for name, tab in self._tabs.items():
            frame.add_screen(name, tab.screen)
        frame.tab_chosen.connect(self._choose)
        frame.lock_asked.connect(lambda: self.lock("key"))
        frame.idle_passed.connect(lambda: self.lock("idle"))
        frame.program_leave_asked.connect(self.leave_wanted)
        frame.language_chosen.connect(self._speak)
        frame.look_chosen.connect(self._dress)
        self.shell.show_screen(frame)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_keys)
        frame.watch()
        self._name = "questions"
        self.questions.enter()

    def lock(self, how: str) -> None:
        """Lock: dialogs go, what is typed and not saved waits for this person."""
        if not self.is_open:
            return
        if self.is_busy:  # a long act is under way; it ends first, then nobody is there and idle time runs again
            if self.frame is not None and how == "idle":
                self.frame.watch()
            return
        self.questions.put_aside()
        self.closed.emit(how)

    def halt(self) -> None:
        """Nothing moves any more."""
        application = QApplication.instance()
        if self.is_open and isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow_keys)
        self.is_open = False
        if self.frame is not None:
            self.frame.rest()

    def _follow_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What had the keys went off or out of sight, as a list does whose last row was decided: no key may be dead."""
        if now is None and self.shell.isActiveWindow():
            QTimer.singleShot(0, self, self._give_keys)

    def _give_keys(self) -> None:
        frame = self.frame
        if not self.is_open or frame is None or QApplication.focusWidget() is not None or self.shell.dialog_open:
            return
        if self.is_busy:
            frame.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            front = frame.stack.currentWidget()
            (front if isinstance(front, DeskScreen) else frame).start_focus()

    def leave_what_is_typed(self, then: Callable[[], None]) -> None:
        """Call `then` once nothing typed can be lost by it."""
        self.questions.leave(then)

    # --- showing ---

    def _head(self) -> BankHead:
        state = self.state
        return BankHead(state.name, state.pc, state.person, state.waiting, self.is_training)

    def _speak(self, language: str) -> None:
        self.language = self.shell.language = language
        if self.frame is not None:
            self.frame.set_texts(self.texts)
            self.frame.clear_notice()
        for tab in self._tabs.values():
            tab.speak()

    def _dress(self, look: Look) -> None:
        self.shell.set_look(look)
        if self.frame is not None:
            self.frame.set_look(look)

    def _choose(self, name: str) -> None:
        """A tab was pressed: unsaved text in the editor is asked about before."""
        if name == self._name and name != "questions":
            return
        self.questions.leave(partial(self.to_tab, name), going_to=name)

    def to_tab(self, name: str) -> None:
        """Open a tab and read what it shows."""
        if self.frame is None or not self.is_open:
            return
        self._name = name
        self.frame.clear_notice()
        self.frame.show_tab(name)
        self._tabs[name].enter()
        self.frame.screens[name].start_focus()

    def look_again(self) -> None:
        """Read the bank's head anew: who waits, counts, sections, staff."""
        if self.is_open:
            self.core.call(self._take_state, self.refused, Bank.state, self.bank)

    def _take_state(self, state: BankState) -> None:
        if self.frame is None or not self.is_open:
            return
        self.state = state
        self.frame.set_view(self._head())
        self._tabs[self._name].show()
        if self._name != "questions":
            self.questions.show()

    # --- acts ---

    def act(self, work: Callable[..., Any], *values: Any, then: Callable[[Any], None] | None = None) -> None:
        """Run a service of the person signed in; a refusal is said above the tab, the head is read anew."""
        if not self.is_open or self.is_busy:
            return
        self.core.call(partial(self._done, then), self.refused, work, self.bank, *values)

    def ask(self, work: Callable[..., Any], *values: Any, then: Callable[[Any], None]) -> None:
        """Read something; nothing else is read anew."""
        if self.is_open:
            self.core.call(partial(self._told, then), self.refused, work, self.bank, *values)

    def long(
        self,
        title: str,
        work: Callable[..., Any],
        *values: Any,
        then: Callable[[Any], None] | None = None,
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        """As `act`, for what may take more than a second: `work` gets a `Progress` last; a bar and cancel appear."""
        if not self.is_open or self.is_busy or self.frame is None:
            return
        dialog = ProgressDialog(self.frame, self.texts, title)
        self._be_busy(True)

        def ended(value: Any) -> None:
            dialog.finish()
            self._be_busy(False)
            self._done(then, value)

        def failed(error: Exception) -> None:
            dialog.finish()
            self._be_busy(False)
            (refused or self.refused)(error)

        dialog.begin()
        self.core.call(ended, failed, work, self.bank, *values, dialog.progress)

    def _be_busy(self, is_busy: bool) -> None:
        """Say so in the open tab. A button that goes off would hand the keys to its neighbour: the frame holds them."""
        self.is_busy = is_busy
        if not self.is_open or self.frame is None:
            return
        if is_busy:
            self._had_keys = QApplication.focusWidget()
            self.frame.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tabs[self._name].show()
        had, has = self._had_keys, QApplication.focusWidget()
        is_nobodys = has is None or has is self.frame or not has.isVisible()  # the bar's button, until it is gone
        if not is_busy and is_nobodys and not self.shell.dialog_open:
            is_there = any(child is had for child in self.frame.findChildren(QWidget))  # it may be gone by now
            if had is not None and is_there and had.isVisible() and had.isEnabled():
                had.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._give_keys()

    def _told(self, then: Callable[[Any], None], value: Any) -> None:
        if self.is_open:
            then(value)

    def _done(self, then: Callable[[Any], None] | None, value: Any) -> None:
        if not self.is_open:
            return
        if self.frame is not None:
            self.frame.clear_notice()
        self.look_again()
        if then is not None:
            then(value)

    def refused(self, error: Exception) -> None:
        """Say a refusal of the world; a bug stops the desk."""
        if not self.is_open:
            return
        if isinstance(error, Cancelled):
            self.notice(self.say("Cancelled. The bank is as it was."), "info")
        elif isinstance(error, StationError) and error.reason not in _FATAL:
            words = words_of_error(self.texts, error)
            if not self.questions.refuse(words.title, words.text) and self.frame is not None:
                self.frame.show_notice(words.text, words.title)
            self.look_again()
        else:
            self.failed.emit(error)

    def in_words(self, error: Exception) -> str:
        """A refusal for a field of a screen; anything else stops the desk and says nothing."""
        if isinstance(error, StationError) and error.reason not in _FATAL:
            words = words_of_error(self.texts, error)
            return f"{words.title}. {words.text}"
        self.refused(error)
        return ""

    def notice(self, text: str, kind: str = "ok") -> None:
        """Say something above the tab until it is put away."""
        if self.frame is not None:
            self.frame.show_notice(text, kind=kind)

    # --- papers ---

    def render(self, draw: Callable[..., bytes], *facts: Any, then: Callable[[bytes], None]) -> None:
        """Make a PDF of frozen facts on the painter's thread."""
        self.painter.call(partial(self._told, then), self.refused, draw, *facts)

    def open_question(self, question: str) -> None:
        """Show a question in the editor, from wherever."""
        self.questions.leave(partial(self._open_question, question))

    def _open_question(self, question: str) -> None:
        if self.frame is not None:
            self._name = "questions"
            self.frame.clear_notice()
            self.questions.open(question)
