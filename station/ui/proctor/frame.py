"""The desk around its tabs: who is signed in, lock, language, the session, notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import STAFF_LANGUAGES, Texts
from station.ui.proctor.desk_bar import DeskBar
from station.ui.proctor.layouts import Flow
from station.ui.proctor.screen import DeskScreen, moved_among_languages
from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import BarButton, SecondaryButton
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.notice import Notice
from station.ui.widgets.switches import LanguageSwitch, LookControls

TABS = {
    "session": "Session",
    "import": "List",
    "admission": "Registration and codes",
    "hall": "Hall",
    "protocols": "Protocols",
    "appeals": "Appeals",
    "close": "Close the session",
}


class TabButton(BarButton):
    """A tab; wide enough for the heavier letters it wears while it is open."""

    def sizeHint(self) -> QSize:
        """Room for the open state."""
        size, font = super().sizeHint(), QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(font).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(0, more) + 4, size.height())


@dataclass(frozen=True)
class DeskView:
    """Who has the desk open and which session it is. `is_training` marks the demo."""

    staff_name: str
    session: str
    is_training: bool = False


class TabbedFrame(Dressed, QWidget):
    """A desk's frame; `add_screen` gives it its tabs, in order, named by `tab_words`.

    Signals: `tab_chosen(str)`; `lock_asked()` leaves the desk; `program_leave_asked()`;
    `language_chosen(str)`; `look_chosen(object)`. Ctrl+L locks, Ctrl+1 to Ctrl+9 open the tabs.
    """

    tab_chosen = Signal(str)
    lock_asked = Signal()
    program_leave_asked = Signal()
    language_chosen = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, texts: Texts, tab_words: Mapping[str, str], look: Look | None = None) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._texts, self._tab_words, self._look = texts, tab_words, look or Look()
        self.lock, self.leave = SecondaryButton(icon_name="lock"), BarButton()
        self.look_controls = LookControls(self._look)
        self.languages = LanguageSwitch(STAFF_LANGUAGES, texts.language)
        self.top = DeskBar(self.lock, self.leave, self.look_controls, self.languages)
        self.tabs = Flow()
        self.notice = Notice("danger", can_close=True)
        self.notice.hide()
        self.stack = QStackedWidget()
        self.screens: dict[str, DeskScreen] = {}
        self._buttons: dict[str, BarButton] = {}
        self._lay()
        self.lock.clicked.connect(self.lock_asked)
        self.leave.clicked.connect(self.program_leave_asked)
        self.languages.language_chosen.connect(self.language_chosen)
        self.look_controls.look_chosen.connect(self.look_chosen)
        self.notice.closed.connect(self.clear_notice)
        self.set_texts(texts)

    def _lay(self) -> None:
        self._line = QHBoxLayout()
        self._line.addWidget(self.tabs, 1)
        self._second = QHBoxLayout()
        self._second.addWidget(self.notice)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addLayout(self._line)
        outer.addLayout(self._second)
        outer.addWidget(self.stack, 1)

    def add_screen(self, name: str, screen: DeskScreen) -> None:
        """Put a screen behind the tab `name` of `TABS`."""
        button = TabButton()
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(name))
        self._buttons[name] = button
        self.screens[name] = screen
        self.tabs.add(button)
        self.stack.addWidget(screen)
        self._name_tabs()
        if len(self.screens) == 1:
            self.show_tab(name)

    def titles(self) -> tuple[str, str]:
        """What the desk is and who is signed in, in the reader's language."""
        raise NotImplementedError

    def set_texts(self, texts: Texts) -> None:
        """Speak another language, in every tab."""
        self._texts = texts
        self.languages.set_current(texts.language)
        self.look_controls.set_texts(texts)
        self.lock.setText(self._say("Lock the desk"))
        self.lock.setToolTip("Ctrl+L")
        self.leave.setText(self._say("Leave the program"))
        self._name_tabs()
        self.top.set_titles(*self.titles())
        for screen in self.screens.values():
            screen.set_texts(texts)

    def set_look(self, look: Look) -> None:
        """Know the look that the window wears."""
        self._look = look
        self.look_controls.set_look(look)

    def show_tab(self, name: str) -> None:
        """Open a tab without a signal."""
        for other, button in self._buttons.items():
            button.setChecked(other == name)
        self.stack.setCurrentWidget(self.screens[name])

    @property
    def tab(self) -> str:
        """The name of the open tab, or ""."""
        return next((name for name, screen in self.screens.items() if screen is self.stack.currentWidget()), "")

    def enable_tabs(self, names: Sequence[str]) -> None:
        """Only these tabs can be opened now."""
        for name, button in self._buttons.items():
            button.setEnabled(name in names)

    def show_notice(self, text: str, title: str = "", kind: str = "danger") -> None:
        """Say something above the tab until it is put away. Kinds: info, ok, warn, danger."""
        self.notice.show_words(text, title, kind, self._say("Close this notice"))
        self.notice.show()

    def clear_notice(self) -> None:
        """Put the notice away."""
        self.notice.hide()

    def minimumSizeHint(self) -> QSize:
        """Small: Qt asks how high the bars would be in their narrowest column, which nobody makes so narrow."""
        return QSize(400, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+L locks, Ctrl with a digit opens a tab, Ctrl with plus and minus changes the letters."""
        if moved_among_languages(self.languages, event):
            return
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        names = list(self._buttons)
        place = event.key() - Qt.Key.Key_1
        # letters are known by their place on the keyboard: under a Cyrillic layout the L key types д
        if event.key() == Qt.Key.Key_L or event.nativeScanCode() == 46:
            self.lock_asked.emit()
        elif 0 <= place < len(names) and self._buttons[names[place]].isEnabled():
            self._choose(names[place])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.look_chosen.emit(self._look.larger)
        elif event.key() == Qt.Key.Key_Minus:
            self.look_chosen.emit(self._look.smaller)
        else:
            event.ignore()
            return
        event.accept()

    def _restyle(self) -> None:
        look = look_of(self)
        self._line.setContentsMargins(look.gap(20), look.gap(10), look.gap(20), look.gap(8))
        self._second.setContentsMargins(look.gap(20), 0, look.gap(20), look.gap(8))

    def _say(self, message: str, **facts: object) -> str:
        return self._texts.get(message).format(**facts)

    def _name_tabs(self) -> None:
        for number, (name, button) in enumerate(self._buttons.items(), 1):
            button.setText(self._say(self._tab_words[name]))
            button.setAccessibleName(self._say(self._tab_words[name]))
            button.setToolTip(f"Ctrl+{number}")

    def _choose(self, name: str) -> None:
        self.show_tab(name)
        self.tab_chosen.emit(name)


class DeskFrame(TabbedFrame):
    """The frame of the hall's desk."""

    def __init__(self, texts: Texts, view: DeskView, look: Look | None = None) -> None:
        self._view = view
        super().__init__(texts, TABS, look)

    def set_view(self, view: DeskView) -> None:
        """Show who is signed in and which session it is."""
        self._view = view
        self.top.set_titles(*self.titles())

    def titles(self) -> tuple[str, str]:
        """The test and its mode; the staff member and the session."""
        who = self._say("Staff member: {name}", name=self._view.staff_name)
        title = self._say("Qualification test")
        if self._view.is_training:
            title = f"{self._say('Training mode')} · {title}"
        return title, f"{who}  ·  {self._say('Session {id}', id=self._view.session)}"
