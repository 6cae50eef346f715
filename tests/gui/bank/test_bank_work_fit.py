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

# The hard ones: the narrowest, the lowest and the largest letters, each in a language with long words. All sizes in
# all languages are pictures for the eye: `python -m tests.gui.bank_work_gallery DIR`.
CASES = (
    ((1024, 768), "ru", Look()),
    ((1024, 768), "ky", Look()),
    ((1280, 720), "ky", Look()),
    ((1024, 768), "ru", Look(200)),
)
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


@pytest.mark.parametrize("name", list(screens()))
def test_nothing_is_lost_at_any_size(qtbot: QtBot, name: str) -> None:
    for size, language, look in CASES:
        window = shown(qtbot, name, language, size, look)
        assert lost(window, size) == [], (size, language, look)
        if look == Look() and size == SIZES[0] and not name.startswith("ask-"):
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
