"""Every state of every candidate screen, at the sizes that matter: nothing is cut off, every control has a name."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.theme import Look
from tests.gui.fit import losses
from tests.gui.gallery import STATES, wear

SHOWN = [
    ("ru", 1366, 768, Look(200)),
    ("ky", 1366, 768, Look(150, True)),
    ("ky", 1024, 768, Look()),
    ("ru", 1280, 720, Look()),
    ("ky", 1920, 1080, Look(125)),
]


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize(
    ("language", "width", "height", "look"),
    SHOWN,
    ids=[f"{lang}-{width}x{height}-{look.scale_percent}" for lang, width, height, look in SHOWN],
)
def test_nothing_is_lost_and_everything_is_named(
    qtbot: QtBot, name: str, language: str, width: int, height: int, look: Look
) -> None:
    window = wear(STATES[name](texts_for(language), look), width, height, look)
    qtbot.addWidget(window)
    assert losses(window, width, height) == []
    for control in controls(window):
        assert control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()), control


def controls(window: QWidget) -> list[QWidget]:
    """Everything that Tab can reach."""
    return [
        found
        for found in window.findChildren(QWidget)
        if found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


class Windows(QObject):
    """Writes down every widget that shows itself as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("name", STATES)
def test_no_part_of_a_screen_flashes_up_as_a_window_of_its_own(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        window = wear(STATES[name](texts_for("ky"), Look()), 1366, 768, Look())
    finally:
        qapp.removeEventFilter(windows)
    qtbot.addWidget(window)
    assert windows.shown == ["QWidget"]
