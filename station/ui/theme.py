"""The look of every screen: palette, fonts, sizes and the one style sheet, following scale and contrast."""

import re
from dataclasses import dataclass, fields, replace
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from resources import FONTS, THEME

FAMILY = "Inter"
SCALES = (100, 110, 125, 150, 175, 200)
_PROPERTY = "stationLook"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by meaning. Text holds 7:1 on its ground where it is content, 4.5:1 elsewhere (tested)."""

    ground: str = "#f1f5f9"
    card: str = "#ffffff"
    line: str = "#d3dce5"
    edge: str = "#76879a"
    text: str = "#16202b"
    muted: str = "#4d5b69"
    accent: str = "#14508f"
    accent_hover: str = "#0f4076"
    accent_pressed: str = "#0b3260"
    on_accent: str = "#ffffff"
    soft: str = "#e6eef8"
    track: str = "#eef2f6"
    ok: str = "#0e5530"
    ok_soft: str = "#e3f3e9"
    warn: str = "#6b3d00"
    warn_soft: str = "#fff1dc"
    flag: str = "#e8960c"
    danger: str = "#8c1416"
    danger_soft: str = "#fdeaea"
    faint: str = "#cbd5df"
    scrim: str = "rgba(16, 26, 38, 150)"
    focus: str = "#16202b"


CALM = Palette()
HIGH_CONTRAST = Palette(
    ground="#000000",
    card="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffd83d",
    accent_hover="#ffe680",
    accent_pressed="#ffffff",
    on_accent="#000000",
    soft="#2b2b2b",
    track="#3a3a3a",
    ok="#86f2a6",
    ok_soft="#00240f",
    warn="#ffd083",
    warn_soft="#2a1a00",
    flag="#ffa62b",
    danger="#ffb3ad",
    danger_soft="#330705",
    faint="#5a5a5a",
    scrim="rgba(0, 0, 0, 220)",
    focus="#ffffff",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How large and how strong the screen is drawn. `scale_percent` is 100 to 200."""

    scale_percent: int = 100
    high_contrast: bool = False

    @property
    def palette(self) -> Palette:
        """The colours of this look."""
        return HIGH_CONTRAST if self.high_contrast else CALM

    def px(self, base: float) -> int:
        """Pixels of letters and touch targets: grows with the scale."""
        return round(base * self.scale_percent / 100)

    def gap(self, base: float) -> int:
        """Pixels of empty space: grows half as fast, so that large letters keep their room."""
        return round(base * (100 + (self.scale_percent - 100) * 0.4) / 100)

    @property
    def larger(self) -> "Look":
        """One step larger, or the same at the end."""
        return replace(self, scale_percent=next((s for s in SCALES if s > self.scale_percent), SCALES[-1]))

    @property
    def smaller(self) -> "Look":
        """One step smaller, or the same at the end."""
        return replace(self, scale_percent=next((s for s in reversed(SCALES) if s < self.scale_percent), SCALES[0]))

    def font(self, base: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The screen's font in `base` pixels at 100 %."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(base))
        font.setWeight(weight)
        return font


@cache
def load_fonts() -> None:
    """Make the bundled faces known to Qt, once. Raises FileNotFoundError where one is missing or broken."""
    for style in ("Regular", "SemiBold", "Bold"):
        path = FONTS / f"Inter-{style}.otf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


@cache
def _template() -> str:
    return (THEME / "station.qss").read_text("utf-8")


@cache
def style_sheet(look: Look) -> str:
    """The one style sheet. In the template `$name` is a colour, `@18` a scaled size, `~12` a scaled gap."""
    sheet = _template()
    for field in sorted((field.name for field in fields(Palette)), key=len, reverse=True):
        sheet = sheet.replace(f"${field}", getattr(look.palette, field))
    sheet = re.sub(r"@(\d+)", lambda match: f"{look.px(int(match[1]))}px", sheet)
    return re.sub(r"~(\d+)", lambda match: f"{look.gap(int(match[1]))}px", sheet)


def apply(target: QApplication | QWidget, look: Look) -> None:
    """Dress `target` and everything in it. Widgets that paint themselves read the look with `look_of`."""
    load_fonts()
    target.setProperty(_PROPERTY, look)
    target.setStyleSheet(style_sheet(look))


def look_of(widget: QWidget) -> Look:
    """The look that the widget's window wears, else the nearest dressed ancestor."""
    # Asked for each painted cell, so the window, where it nearly always stands, comes before the walk.
    found = widget.window().property(_PROPERTY)
    if isinstance(found, Look):
        return found
    step: QObject | None = widget
    while step is not None:
        found = step.property(_PROPERTY)
        if isinstance(found, Look):
            return found
        step = step.parent()
    application = QApplication.instance()
    found = application.property(_PROPERTY) if application is not None else None
    return found if isinstance(found, Look) else Look()
