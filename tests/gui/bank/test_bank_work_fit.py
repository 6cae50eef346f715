"""The bank desk's second half at the sizes of real screens: nothing is lost, everything is reached by keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.proctor.table import DeskTable
from station.ui.theme import Look
from tests.gui.bank.typing import lost
from tests.gui.bank_work_gallery import screens
from tests.gui.desk_gallery import SIZES, render

LANGUAGES = ("ky", "ru", "en")
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)


def shown(qtbot: QtBot, name: str, language: str, size: tuple[int, int], look: Look) -> QWidget:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = render(application, screens()[name], texts_for(language), size, look)
    qtbot.addWidget(window)
    return window


def drop(window: QWidget) -> None:
    """At once: hundreds of windows are much."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", list(screens()))
def test_nothing_is_lost_at_any_size_in_any_language(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    for language in LANGUAGES:
        window = shown(qtbot, name, language, size, Look())
        assert lost(window, size) == [], language
        drop(window)


@pytest.mark.parametrize("name", list(screens()))
def test_nothing_is_lost_with_letters_twice_as_large(qtbot: QtBot, name: str) -> None:
    for size, language in (((1024, 768), "ru"), ((1366, 768), "ky")):
        window = shown(qtbot, name, language, size, Look(200))
        assert lost(window, size) == [], size
        drop(window)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in screens() if not name.startswith("ask-")])
def test_no_column_of_a_table_is_cut(qtbot: QtBot, name: str, language: str) -> None:
    window = shown(qtbot, name, language, (1024, 768), Look())
    for table in window.findChildren(DeskTable):
        if table.isVisible():
            assert table.horizontalScrollBar().maximum() == 0, table.accessibleName()
    drop(window)


@pytest.mark.parametrize("name", list(screens()))
def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, name: str) -> None:
    window = shown(qtbot, name, "ky", (1366, 768), Look())
    for control in window.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or not control.isEnabled():
            continue
        if isinstance(control.parent(), QTableView | QComboBox):
            continue  # a part of a control that has its name
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, f"{type(control).__name__} of {type(control.parent()).__name__}"
        is_read_only = isinstance(control, QLineEdit) and control.isReadOnly()
        assert is_read_only or control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName() or text
    drop(window)
