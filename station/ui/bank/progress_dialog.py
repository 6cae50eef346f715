"""A long act: a bar with words, cancel where it is safe. What ends at once is never covered by it."""

from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.services.progress import Progress
from station.ui.widgets.bars import ShareBar
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label

APPEARS_AFTER_MS = 400
_TELL_EVERY_S = 0.05  # a worker that is done with a row each 10 µs must not flood the window with news


class ProgressDialog(Dialog):
    """Give `progress` to the worker, call `begin()`, and `finish()` when either ending has arrived.

    It appears 400 ms after `begin`. Cancel (or Escape) asks the worker to end early and waits for it: the dialog goes
    with `finish()`, not before. Signals: `cancel_asked()`, once.
    """

    cancel_asked = Signal()
    _told = Signal(int, int)

    def __init__(self, over: QWidget, texts: Texts, title: str, can_cancel: bool = True) -> None:
        buttons = (("cancel", texts.get("Cancel"), "secondary"),) if can_cancel else ()
        super().__init__(over, title, "", buttons, cancel="cancel" if can_cancel else "", width=560)
        self._texts, self._last = texts, 0.0
        self.progress = Progress(self._listen)
        self.bar, self.words = ShareBar(), label(role="muted")
        self.words.setText(texts.get("One moment …"))
        self.bar.setAccessibleName(title)
        for part in (self.bar, self.words):
            self.body.addWidget(part)
        self._told.connect(self._show)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.open)
        self._is_cancelled = False

    def begin(self) -> "ProgressDialog":
        """The worker has started."""
        self._timer.start(APPEARS_AFTER_MS)
        return self

    def finish(self) -> None:
        """It has ended, one way or the other."""
        self._timer.stop()
        if self.isHidden():
            self.window().removeEventFilter(self)
            self.deleteLater()
        else:
            super().answer("done")

    def answer(self, name: str) -> None:
        """Cancel asks the worker; the dialog waits for its end."""
        if name == "cancel" and not self._is_cancelled:
            self._is_cancelled = True
            self.progress.cancel()
            self.setFocus()  # a button that goes off hands the keys on, and not to the screen below
            self.button("cancel").setEnabled(False)
            self.words.setText(self._texts.get("Being cancelled; what was begun is taken back …"))
            self.cancel_asked.emit()

    def _listen(self, done: int, total: int) -> None:
        """On the worker's thread."""
        now = monotonic()
        if now - self._last >= _TELL_EVERY_S or done == total:
            self._last = now
            self._told.emit(done, total)

    def _show(self, done: int, total: int) -> None:
        self.bar.show_share(done, total)
        if total and not self._is_cancelled:
            told = self._texts.get("{done} of {total}").format(done=_grouped(done), total=_grouped(total))
            self.words.setText(f"{told} · {100 * done // total} %")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
