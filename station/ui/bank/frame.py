"""The frame of the bank's desk: which bank and PC this is, who is signed in, the tabs, and the lock after idle time."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from question_bank.workflow import Person
from resources.texts import Texts
from station.ui.bank.role_words import roles_of
from station.ui.proctor.frame import TabbedFrame
from station.ui.theme import Look

TABS = {
    "questions": "Questions",
    "import": "Import",
    "export": "Export",
    "health": "Health of the bank",
    "forms": "Test forms",
    "exchange": "Exchange",
    "staff": "Staff",
}
IDLE_SECONDS = 300
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


@dataclass(frozen=True, slots=True)
class BankHead:
    """The bank's name, this PC's, who is signed in, and how many questions wait for that person."""

    bank: str
    pc: str
    person: Person | None
    waiting: int = 0
    is_training: bool = False


class BankFrame(TabbedFrame):
    """The frame; `add_screen` gives it its tabs, in the order of `TABS`.

    Signals: `tab_chosen(str)`; `lock_asked()` by button or Ctrl+L; `idle_passed()` nobody touched a key or the mouse
    for the time given to `watch`; `program_leave_asked()`; `language_chosen(str)`; `look_chosen(object)`.
    Ctrl+1 to Ctrl+7 open the tabs.
    """

    idle_passed = Signal()

    def __init__(self, texts: Texts, head: BankHead, look: Look | None = None) -> None:
        self._head = head
        super().__init__(texts, TABS, look)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setTimerType(Qt.TimerType.PreciseTimer)
        self._idle.timeout.connect(self._pass)
        self._is_watching = False

    def set_view(self, head: BankHead) -> None:
        """Show another person or another number of waiting questions."""
        self._head = head
        self.top.set_titles(*self.titles())
        self._name_tabs()

    def titles(self) -> tuple[str, str]:
        """The bank; person and roles, PC."""
        head = self._head
        title = f"{self._say('Training mode')} · {head.bank}" if head.is_training else head.bank
        parts = []  # what is cut off first stands last
        if head.person is not None:
            parts.append(f"{head.person.name} ({roles_of(self._texts, head.person.roles)})")
        return title, "  ·  ".join([*parts, self._say("PC {name}", name=head.pc)])

    def watch(self, seconds: int = IDLE_SECONDS) -> None:
        """From now on tell when nobody has touched a key or the mouse for that long."""
        self.rest()
        window = self.window().windowHandle()
        if window is not None:
            # where every key and move of the mouse enters; few other events do
            window.installEventFilter(self)
            self._is_watching = True
        self._idle.start(seconds * 1000)

    def rest(self) -> None:
        """Nobody is signed in: nothing is watched."""
        self._idle.stop()
        window = self.window().windowHandle() if self._is_watching else None  # asked anew: it may be another by now
        if window is not None:
            window.removeEventFilter(self)
        self._is_watching = False

    @property
    def idle_ms(self) -> int:
        """Time left until `idle_passed`; -1 while nothing is watched."""
        return self._idle.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there: the time begins anew."""
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        return False

    def start_focus(self) -> None:
        """Put the keys where the open tab begins."""
        if self.tab:
            self.screens[self.tab].start_focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_tabs(self) -> None:
        super()._name_tabs()
        button, waiting = self._buttons.get("questions"), self._head.waiting
        if button is not None and waiting:
            told = self._say("waiting for you: {n}", n=waiting)
            button.setAccessibleName(f"{button.text()}, {told}")
            button.setToolTip(f"{told} · {button.toolTip()}")
            button.setText(f"{button.text()} ({waiting})")

    def _pass(self) -> None:
        self.rest()
        self.idle_passed.emit()
