"""What only the demo shows: a strip under every screen, and the screen while its hall is made."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.widgets.labels import ElideLabel, label


class DemoStrip(QWidget):
    """Accounts and the way out, on screen and not only on the terminal under a full-screen window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "strip")
        self._folder = folder
        self.words = ElideLabel(role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(self.words)
        self.read()

    def read(self) -> None:
        """Show the accounts as soon as the demo folder has them."""
        parts = ["ҮЛГҮ · ДЕМО", "Ctrl+F12: кызматкерлер / сотрудники", "Ctrl+Q: чыгуу / выход"]
        try:
            staff = json.loads((self._folder / "staff.json").read_text("utf-8"))["staff"]
            parts += [f"{person['id']}: {person['passphrase']}" for person in staff]
        except (OSError, ValueError, KeyError):
            pass
        self.words.setText("   ·   ".join(parts))


class PreparingScreen(QWidget):
    """Shown for the seconds in which keys, database and list of the demo hall are made."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        words = label(texts.get("The demo hall is being prepared…"), "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
