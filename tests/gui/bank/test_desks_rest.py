"""A desk that nobody touches does nothing: no layout asks for the next one without end."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.theme import Look
from tests.gui import bank_gallery, desk_gallery


class Requests(QObject):
    """Counts layouts that are asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.asked: list[str] = []
        for part in (window, *window.findChildren(QWidget)):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize(
    ("gallery", "name"),
    [
        (desk_gallery, "hall"), (desk_gallery, "session"), (desk_gallery, "appeals"), (bank_gallery, "list"),
        (bank_gallery, "editor"), (bank_gallery, "editor-history"), (bank_gallery, "compare"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)  # fmt: skip
def test_a_desk_at_rest_asks_for_no_layout(qtbot: QtBot, gallery: object, name: str, scale: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    maker = gallery.screens()[name]  # type: ignore[attr-defined]
    window = bank_gallery.render(application, maker, texts_for("ky"), (1366, 768), Look(scale))
    qtbot.addWidget(window)
    for _ in range(10):
        application.processEvents()
    requests = Requests(window)
    for _ in range(10):
        application.processEvents()
    assert requests.asked == []
