"""What only the training bank shows: its accounts, a strip with the way out, the screen while it is made."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from question_bank.workflow import Role
from resources.texts import Texts
from station.ui.bank.sign_in import Account
from station.ui.demo import BusyBar
from station.ui.widgets.card import Card, Page
from station.ui.widgets.labels import label

_STAFF = "staff.json"


def accounts_of(folder: Path) -> Mapping[str, Account]:
    """The accounts of the training bank in that folder, by id; empty while it is being made."""
    try:
        staff = json.loads((folder / _STAFF).read_text("utf-8"))["staff"]
        return {
            one["id"]: Account(one["name"], frozenset(map(Role, one["roles"])), one["passphrase"]) for one in staff
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


class BankStrip(QWidget):
    """Under every screen: that this is training, and the way out of a full screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "strip")
        words = label(role="small")
        words.setText("ҮЛГҮ  ·  ПРИМЕР  ·  Ctrl+L: кулпулоо/закрыть стол  ·  Ctrl+Q: чыгуу/выход")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(words)


class PreparingScreen(QWidget):
    """Shown while keys and questions of the training bank are made."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = label(texts.get("The training bank is being prepared…"), "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card, page = Card(620), Page()
        card.body.addWidget(words)
        card.body.addWidget(BusyBar())
        page.add(card)
        QVBoxLayout(self).addWidget(page)
