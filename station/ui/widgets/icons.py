"""Icons: one-colour SVG files of resources/icons, drawn in the colour and size that the place asks for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import ICONS


@lru_cache(maxsize=64)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = (ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    if not renderer.isValid():
        raise ValueError(f"icon {name} is not an SVG")
    return renderer


def paint_icon(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw an icon into `box`. Raises FileNotFoundError for an unknown name."""
    _renderer(name, colour).render(painter, box)


@lru_cache(maxsize=256)
def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A square pixmap of `size` logical pixels."""
    # First what may fail: a painter left open on a pixmap that goes away takes the process with it.
    renderer = _renderer(name, colour)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int, disabled: str, room: int = 0) -> QIcon:
    """An icon for a button; `disabled` is its colour while the button is off.

    `room` pixels stay empty between icon and words: behind the icon, or before it where `room` is negative.
    """
    made = QIcon(_roomy(name, colour, size, room))
    made.addPixmap(_roomy(name, disabled, size, room), QIcon.Mode.Disabled)
    return made


def _roomy(name: str, colour: str, size: int, room: int) -> QPixmap:
    renderer = _renderer(name, colour)
    pixmap = QPixmap(size + abs(room), size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(max(0, -room), 0, size, size))
    painter.end()
    return pixmap
