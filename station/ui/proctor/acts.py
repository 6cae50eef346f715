"""The acts of a candidate's card: which are offered, and where the keys go when they change."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QApplication

from station.ui.widgets.buttons import Button


def show_acts(buttons: Mapping[str, Button], offered: Sequence[str]) -> None:
    """Show the acts that are offered. Where the act that had the keys is gone, the first one gets them.

    Qt would hand them to the next button: after "Mark the document" that is the withdrawal.
    """
    had_keys = QApplication.focusWidget()
    gone = any(button is had_keys and act not in offered for act, button in buttons.items())
    for act, button in buttons.items():
        button.setVisible(act in offered)
    first = next((button for act, button in buttons.items() if act in offered), None)
    if gone and first is not None:
        first.setFocus()
