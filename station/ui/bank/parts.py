"""Small things that several screens of the bank's desk are made of."""

from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.widgets.card import Card


def card_of(*parts: QWidget, stretches: bool = False, padding: int = 20) -> Card:
    """A card with these under each other; `stretches`: spare height stays below them."""
    card = Card(padding=padding)
    for part in parts:
        card.body.addWidget(part)
    if stretches:
        card.body.addStretch(1)
    return card


def panel_of(*parts: QWidget) -> Card:
    """A quiet panel within a card; spare height stays below its parts."""
    card = Card(padding=16, role="panel")
    for part in parts:
        card.body.addWidget(part)
    card.body.addStretch(1)
    return card


def clear_of(*parts: QWidget) -> Card:
    """Parts under each other without a frame."""
    card = Card(padding=0, role="clear")
    for part in parts:
        card.body.addWidget(part)
    return card


def ask_where(over: QWidget, texts: Texts, title: str, ending: str, name: str, start: str) -> FileChooser:
    """Ask for a place to save `name` + `ending`; the chooser is open when it is given back, its `given(str)` tells."""
    chooser = FileChooser(
        over, texts, title, texts.get("Save the file"), (ending,), start, name + ending, usual_places()
    )
    chooser.open()
    return chooser


def ask_which(
    over: QWidget, texts: Texts, title: str, endings: tuple[str, ...], start: str, act: str = "Read the file"
) -> FileChooser:
    """Ask for a file to read; the chooser is open when it is given back, its `given(str)` tells."""
    chooser = FileChooser(over, texts, title, texts.get(act), endings, start, places=usual_places())
    chooser.open()
    return chooser
