"""The desk at the sizes of real halls: no column cut, the acts in sight, one bar at a time."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.proctor.admission import AdmissionScreen
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.hall import HallScreen
from station.ui.proctor.layouts import Flow, Split
from station.ui.proctor.table import DeskTable
from station.ui.theme import Look
from station.ui.widgets.buttons import SecondaryButton
from tests.gui.desk_gallery import SIZES, render, screens

LANGUAGES = ("ky", "ru", "en")


def shown(qtbot: QtBot, name: str, language: str, size: tuple[int, int]) -> QStackedWidget:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = render(application, screens()[name], texts_for(language), size, Look())
    assert isinstance(window, QStackedWidget)
    qtbot.addWidget(window)
    return window


def bottom(part: QWidget, window: QWidget) -> int:
    return part.mapTo(window, QPoint(0, part.height())).y()


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["admission", "admission-no-consent", "hall", "protocols", "import", "close"])
def test_no_column_of_a_table_is_cut(qtbot: QtBot, name: str, language: str, size: tuple[int, int]) -> None:
    window = shown(qtbot, name, language, size)
    for table in window.findChildren(DeskTable):
        if table.isVisible():
            assert table.horizontalScrollBar().maximum() == 0, table.accessibleName()


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_act_at_the_counter_is_seen_without_scrolling(
    qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    window = shown(qtbot, "admission", language, size)
    screen = window.findChild(AdmissionScreen)
    assert screen is not None
    assert bottom(screen.card.buttons["issue"], window) <= size[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_act_of_the_hall_is_seen_without_scrolling(qtbot: QtBot, language: str) -> None:
    window = shown(qtbot, "hall", language, (1024, 768))
    screen = window.findChild(HallScreen)
    assert screen is not None
    assert bottom(screen.panel.buttons["resume"], window) <= 768


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_under_the_table_stands_whole_without_a_bar_of_its_own(qtbot: QtBot, language: str) -> None:
    for name in ("admission", "hall"):
        window = shown(qtbot, name, language, (1024, 768))
        for split in window.findChildren(Split):
            if split.isVisible() and split.is_stacked:
                assert not split._side.verticalScrollBar().isVisible()


def test_acts_fill_a_narrow_column_and_stand_in_a_line_where_it_is_wide(qtbot: QtBot) -> None:
    first, second = SecondaryButton("Pause"), SecondaryButton("Draw up an act")
    acts = Flow(first, second, fills_below=520)
    qtbot.addWidget(acts)
    acts.resize(300, 200)
    acts.show()
    QApplication.processEvents()
    assert first.width() == second.width() == 300
    assert second.y() > first.y()
    acts.resize(700, 200)
    QApplication.processEvents()
    assert first.y() == second.y()
    assert first.width() < 300


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["ask-interrupt", "ask-decide", "ask-pause", "ask-extend"])
def test_a_question_with_reasons_is_seen_whole_at_1024(qtbot: QtBot, name: str, language: str) -> None:
    window = shown(qtbot, name, language, (1024, 768))
    dialog = next(part for part in window.findChildren(AskDialog) if part.isVisible())
    assert not dialog._scroll.verticalScrollBar().isVisible()
