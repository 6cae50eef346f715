"""Small parts of the candidate's screens: the head of a card, the bars of the result, the foot of the code screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.candidate.card_head import CardHead
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import Button, DangerPrimaryButton, PrimaryButton
from tests.gui import samples as s
from tests.gui.gallery import wear

LONG = "Мамлекеттик мекемелердин жана коомдук уюмдардын билим берүү боюнча функциялары"


def head(qtbot: QtBot, section: str, width: int) -> tuple[QWidget, CardHead]:
    made = CardHead()
    made.set_number("10-суроо, бардыгы 10")
    made.flag.setText("Белгилөө")
    made.set_section(section)
    window = wear(made, width, 300, Look())
    qtbot.addWidget(window)
    return window, made


def test_a_section_under_the_number_is_a_chip_and_not_a_bar(qtbot: QtBot) -> None:
    _window, shown = head(qtbot, "Маалыматтык технологиялар", 500)
    chip = shown._section_below
    assert chip.isVisible()
    assert chip.x() == 0
    assert chip.fontMetrics().horizontalAdvance(chip.text()) <= chip.width() < 400


def test_a_section_longer_than_the_card_wraps(qtbot: QtBot) -> None:
    _window, shown = head(qtbot, LONG, 500)
    chip = shown._section_below
    assert chip.isVisible()
    assert chip.width() <= 500
    assert chip.height() >= chip.heightForWidth(chip.width())


@pytest.mark.parametrize("size", [QSize(1024, 768), QSize(1366, 768)])
def test_a_bar_stands_nearer_to_its_own_section_than_to_the_next(qtbot: QtBot, size: QSize) -> None:
    screen = ResultScreen(texts_for("ky"), Look())
    screen.set_view(s.result_view(True, False, None))
    window: QWidget = wear(screen, size.width(), size.height(), Look())
    qtbot.addWidget(window)
    QApplication.processEvents()
    for (title, _points, bar), (following, _, _) in zip(screen._lines, screen._lines[1:], strict=False):
        above = bar.y() - (title.y() + title.height())
        painted = Look().gap(8)
        assert following.y() - (bar.y() + painted) > above


def test_the_hour_never_stands_alone_on_a_second_line() -> None:
    for language in ("ky", "ru"):
        screen = CodeScreen(texts_for(language), Look())
        screen.set_view(s.code_view())
        assert screen.place.text().endswith(",\u00a009:54")


@pytest.mark.parametrize("look", [Look(), Look(100, True), Look(200)], ids=["calm", "contrast", "large"])
@pytest.mark.parametrize("kind", [PrimaryButton, DangerPrimaryButton])
def test_a_filled_button_with_the_keys_has_a_ring_that_stands_out(qtbot: QtBot, kind: type[Button], look: Look) -> None:
    button = kind("Ооба, бул мен")
    window = wear(button, 400, 200, look)
    qtbot.addWidget(window)
    ring = QColor(getattr(look.palette, kind.focus_ring))
    button.clearFocus()
    assert button.grab().toImage().pixelColor(button.width() // 2, 4) != ring
    button.setFocus()
    QApplication.processEvents()
    assert button.grab().toImage().pixelColor(button.width() // 2, 4) == ring
