"""The look: contrast, sizes, one sheet."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources import ICONS
from station.ui import theme
from station.ui.theme import CALM, HIGH_CONTRAST, SCALES, Look, Palette
from station.ui.widgets.icons import icon_pixmap

PALETTES = [pytest.param(CALM, id="calm"), pytest.param(HIGH_CONTRAST, id="high contrast")]


def contrast(one: str, other: str) -> float:
    """Ratio of two colours as WCAG 2 counts it."""

    def light(name: str) -> float:
        colour = QColor(name)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_content_holds_seven_to_one(palette: Palette) -> None:
    pairs = [
        (palette.text, palette.card),
        (palette.text, palette.ground),
        (palette.text, palette.soft),
        (palette.ok, palette.ok_soft),
        (palette.warn, palette.warn_soft),
        (palette.danger, palette.danger_soft),
        (palette.on_accent, palette.accent),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 7] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_everything_else_that_is_read_holds_four_and_a_half_to_one(palette: Palette) -> None:
    pairs = [
        (palette.muted, palette.card),
        (palette.muted, palette.ground),
        (palette.muted, palette.track),
        (palette.accent, palette.card),
        (palette.accent, palette.soft),
        (palette.ok, palette.ground),
        (palette.danger, palette.card),
        (palette.danger, palette.ground),
        (palette.on_accent, palette.accent_hover),
        (palette.on_accent, palette.accent_pressed),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_edges_of_controls_hold_three_to_one(palette: Palette) -> None:
    assert contrast(palette.edge, palette.card) >= 3
    assert contrast(palette.focus, palette.card) >= 3


@pytest.mark.parametrize("is_strong", [False, True])
@pytest.mark.parametrize("scale", SCALES)
def test_the_sheet_leaves_no_place_holder(scale: int, is_strong: bool) -> None:
    sheet = theme.style_sheet(Look(scale, is_strong))
    assert not re.search(r"[$@~]", sheet)
    assert f"font-size: {round(18 * scale / 100)}px" in sheet


def test_letters_go_from_100_to_200_percent_in_steps_and_stop_at_the_ends() -> None:
    look, seen = Look(), [100]
    while look.larger != look:
        look = look.larger
        seen.append(look.scale_percent)
    assert tuple(seen) == SCALES
    assert look.scale_percent == 200
    assert look.larger == look
    assert Look().smaller == Look()
    assert Look(150, True).smaller == Look(125, True)


def test_a_widget_finds_the_look_of_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    assert theme.look_of(inner) == Look()
    theme.apply(window, Look(150, True))
    assert theme.look_of(inner) == Look(150, True)


@pytest.mark.parametrize("name", sorted(path.stem for path in ICONS.glob("*.svg")))
def test_every_icon_can_be_drawn(qtbot: QtBot, name: str) -> None:
    image = icon_pixmap(name, "#14508f", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_unknown_icon_is_a_bug(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no such icon", "#000000", 24)
