"""A storm of keys, an Alt+F4, a right click: the candidate's screen stays where it is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from station.domain import events as e
from station.ui.candidate.code_screen import CodeScreen
from station.ui.proctor.dialogs import SignInDialog
from station.ui.proctor.frame import DeskFrame
from tests.gui.hall import Hall

NO, CTRL, ALT, META, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
K = Qt.Key
STORM = [
    *((getattr(K, f"Key_F{number}"), NO) for number in range(1, 13)),
    *((key, ALT) for key in (K.Key_F4, K.Key_Tab, K.Key_Space, K.Key_Escape, K.Key_Print)),
    *((key, META) for key in (K.Key_Meta, K.Key_D, K.Key_L, K.Key_R, K.Key_Tab)),
    *((key, CTRL) for key in (K.Key_W, K.Key_N, K.Key_P, K.Key_O, K.Key_S, K.Key_C, K.Key_V, K.Key_A, K.Key_Escape)),
    *((key, NO) for key in (K.Key_Print, K.Key_Menu, K.Key_Escape, K.Key_Backspace, K.Key_Pause)),
    (K.Key_Delete, CTRL | ALT), (K.Key_F10, SHIFT),
]  # fmt: skip


def test_a_storm_of_keys_leaves_the_question_as_it_is(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.settled()
    entries = hall.program.station.store.head[0] if hall.program.station else 0
    for key, modifiers in STORM:
        QTest.keyClick(hall.shell.windowHandle(), key, modifiers)
    hall.settled()
    assert hall.shell.screen_shown is screen
    assert not hall.shell.dialog_open
    assert QApplication.activePopupWidget() is None
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [hall.shell]
    assert hall.program.station is not None
    assert hall.program.station.store.head[0] == entries


def test_closing_the_window_troubles_no_candidate(hall: Hall) -> None:
    screen = hall.to_test(hall.prepared.of_language("ky"))
    assert not hall.shell.close()
    hall.settled()
    assert hall.shell.isVisible()
    assert hall.shell.screen_shown is screen
    assert not hall.shell.dialog_open


def test_closing_the_window_at_the_code_screen_asks_for_staff(hall: Hall) -> None:
    assert not hall.shell.close()
    hall.dialog(SignInDialog)
    hall.keys(Qt.Key.Key_Escape)
    assert hall.sees(CodeScreen).boxes.hasFocus()


def test_before_the_unlock_the_program_can_be_left_without_a_passphrase(cold: Hall) -> None:
    cold.program.unlock(cold.prepared.folder)
    cold.shell.close()
    cold.until(lambda: not cold.shell.isVisible())


def test_nothing_can_be_dropped_on_the_window(hall: Hall) -> None:
    screen = hall.to_test(hall.prepared.of_language("ky"))
    parts = [hall.shell, screen, *screen.findChildren(type(screen.navigator))]
    assert not any(part.acceptDrops() for part in parts)


def test_no_menu_of_qt_opens_in_any_field(hall: Hall) -> None:
    screen = hall.to_test(hall.prepared.of_language("ky"))
    screen.card.remark_requested.emit()
    field = hall.dialog().findChild(QPlainTextEdit)
    no_menu(field)
    hall.keys(Qt.Key.Key_Escape)
    hall.chord(Qt.Key.Key_F12)
    no_menu(hall.dialog(SignInDialog).findChild(QLineEdit))


def no_menu(field: QLineEdit | QPlainTextEdit) -> None:
    """A right click and the menu key bring nothing."""
    target = field.viewport() if isinstance(field, QPlainTextEdit) else field
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), target.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(target, event)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_held_key_starts_nothing_by_itself(hall: Hall, key: Qt.Key) -> None:
    """From the code to the start every screen needs a press of its own; a key held down gives none."""
    hall.type_code(hall.prepared.codes[hall.prepared.of_language("ky")])
    hall.until(lambda: not isinstance(hall.shell.screen_shown, CodeScreen))
    first = hall.shell.screen_shown
    for _held in range(20):
        target = hall.shell.focusWidget()
        assert target is not None
        QApplication.sendEvent(target, QKeyEvent(QKeyEvent.Type.KeyPress, key, NO, "", True))
    hall.settled()
    assert hall.shell.screen_shown is first
    assert hall.journal(e.IdentityConfirmed) == []


def test_the_desk_key_works_on_every_screen_of_the_way(hall: Hall) -> None:
    hall.to_wait(hall.prepared.of_language("ky"))
    hall.sign_in()
    hall.lock()
    assert not isinstance(hall.shell.screen_shown, DeskFrame)
