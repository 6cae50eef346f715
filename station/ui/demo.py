"""What only the demo shows: a strip under every screen, and the screen while its hall is made."""

import json
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import label


class DemoStrip(QWidget):
    """Accounts and the way out, on screen and not only on the terminal under a full-screen window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "strip")
        self._folder = folder
        self.words = label(role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(self.words)
        self.read()

    def read(self) -> None:
        """Show the accounts and their key as soon as the demo folder has them."""
        parts = ["ҮЛГҮ", "Ctrl+Q: чыгуу/выход"]
        try:
            content = json.loads((self._folder / "staff.json").read_text("utf-8"))
            accounts = [f"{person['id']} {person['passphrase']}" for person in content["staff"]]
            members = [f"{one['name'].split()[0]} {one['passphrase']}" for one in content.get("commission", [])]
        except (OSError, ValueError, KeyError):
            accounts, members = [], []
        if accounts:
            parts += ["Ctrl+F12: кызматкерлер/сотрудники", *accounts]
        if members:
            parts += ["комиссия (төрага/председатель биринчи)", *members]
        # a passphrase is not torn apart where the strip takes a second line
        self.words.setText("  ·  ".join(part.replace(" ", "\u00a0") for part in parts))


class BusyBar(QWidget):
    """Something is under way, nobody knows how long: a piece of the bar goes round while it is on the screen."""

    _STEP_MS, _STEPS = 40, 60

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setInterval(self._STEP_MS)
        self._timer.timeout.connect(self._move)

    def sizeHint(self) -> QSize:
        """Ten pixels high at 100 %."""
        return QSize(120, look_of(self).gap(10))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._timer.stop()

    def _move(self) -> None:
        self._place = (self._place + 1) % self._STEPS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and piece."""
        palette, height, width = look_of(self).palette, float(self.height()), float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
        piece = width / 4
        left = (width + piece) * self._place / self._STEPS - piece
        begin, end = max(0.0, left), min(width, left + piece)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(QRectF(begin, 0, end - begin, height), height / 2, height / 2)


class PreparingScreen(QWidget):
    """Shown for the seconds in which keys, database and list of the demo hall are made."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = label(texts.get("The demo hall is being prepared…"), "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card, page = Card(620), Page()
        card.body.addWidget(words)
        card.body.addWidget(BusyBar())
        page.add(card)
        QVBoxLayout(self).addWidget(page)
