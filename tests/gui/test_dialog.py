"""Our own dialog: one answer, keys stay inside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from station.ui.widgets.dialog import Dialog
from tests.gui.seat import Key, click, press, sit


@pytest.fixture
def screen(qtbot: QtBot) -> QWidget:
    made = QWidget()
    field = QLineEdit()
    column = QVBoxLayout(made)
    column.addWidget(field)
    sit(qtbot, made)
    field.setFocus()
    return made


def ask(screen: QWidget, cancel: str = "no") -> tuple[Dialog, list[str]]:
    dialog = Dialog(
        screen, "Суроо", "Текст", [("no", "Жок", "secondary"), ("yes", "Ооба", "danger-primary")], cancel=cancel
    )
    heard: list[str] = []
    dialog.answered.connect(heard.append)
    dialog.open()
    return dialog, heard


def test_it_covers_the_window_and_takes_the_keys(screen: QWidget) -> None:
    dialog, _ = ask(screen)
    assert dialog.geometry() == screen.window().rect()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert dialog.isAncestorOf(focused)
    press(Key.Key_5)
    assert screen.findChildren(QLineEdit)[0].text() == ""


def test_it_is_answered_once_and_gives_the_keys_back(screen: QWidget) -> None:
    dialog, heard = ask(screen)
    click(dialog.button("yes"))
    dialog.answer("no")
    assert heard == ["yes"]
    assert not dialog.isVisible()
    assert screen.findChildren(QLineEdit)[0].hasFocus()


def test_escape_cancels_only_where_one_may(screen: QWidget) -> None:
    _, heard = ask(screen)
    press(Key.Key_Escape)
    assert heard == ["no"]
    strict, unheard = ask(screen, cancel="")
    press(Key.Key_Escape)
    assert strict.isVisible()
    assert unheard == []


def test_tab_goes_round_inside(screen: QWidget) -> None:
    dialog, _ = ask(screen)
    seen = []
    for _ in range(3):
        seen.append(QApplication.focusWidget())
        press(Key.Key_Tab)
    assert seen == [dialog.button("no"), dialog.button("yes"), dialog.button("no")]
    press(Key.Key_Backtab, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is dialog.button("no")


def test_it_stays_as_large_as_the_window(screen: QWidget) -> None:
    dialog, _ = ask(screen)
    screen.window().resize(1024, 768)
    QApplication.processEvents()
    assert dialog.size() == screen.window().size()


def test_more_words_than_fit_are_scrolled_and_the_buttons_stay(screen: QWidget) -> None:
    dialog = Dialog(screen, "Суроо", "\n".join(["Узун текст"] * 80), [("ok", "Жабуу", "primary")])
    dialog.open()
    QApplication.processEvents()
    assert (
        screen.window().rect().contains(dialog.button("ok").mapTo(screen.window(), dialog.button("ok").rect().center()))
    )
    press(Key.Key_PageDown)
    assert dialog._scroll.verticalScrollBar().value() > 0
