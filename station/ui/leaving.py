"""The question before the program ends."""

from collections.abc import Callable

from resources.texts import Texts
from station.ui.shell import Shell


def confirm_leaving(shell: Shell, texts: Texts, leave: Callable[[], None]) -> None:
    """Ask whether the program shall end, then `leave`; nothing where another question stands already."""
    from station.ui.proctor.dialogs import ConfirmDialog  # not for the first screen's start

    if shell.dialog_open:
        return
    dialog = ConfirmDialog(
        shell,
        texts,
        texts.get("Leave the program?"),
        texts.get("Everything is saved. The next start needs a passphrase."),
        texts.get("Leave the program"),
    )
    dialog.given.connect(leave)
    dialog.open()
