"""A dressed window that has the keys, for every screen of the bank's desk."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from station.ui import theme
from station.ui.theme import Look


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QStackedWidget]:
    """1366 by 768."""
    made = QStackedWidget()
    theme.apply(made, Look())
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    while made.count():  # a screen goes at once, with what its timers still wanted to do
        part = made.widget(0)
        assert part is not None
        made.removeWidget(part)
        part.close()
        part.deleteLater()
