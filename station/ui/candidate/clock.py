"""The time left: hh:mm:ss, calm until ten minutes, announced at 30, 10, 5 and 1."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import Texts
from station.ui.widgets.labels import IconLabel, label

ANNOUNCED_MINUTES = (30, 10, 5, 1)
CALM_SECONDS = 600


def clock_text(seconds: int) -> str:
    """Seconds as hh:mm:ss; never below zero."""
    left = max(0, seconds)
    return f"{left // 3600:02}:{left % 3600 // 60:02}:{left % 60:02}"


def announced(before: int | None, now: int) -> int | None:
    """The minutes to announce when the time left went from `before` to `now` seconds, or None.

    Of several marks passed at once the last counts; the first sight of the clock announces nothing.
    """
    if before is None:
        return None
    passed = [minutes for minutes in ANNOUNCED_MINUTES if now <= minutes * 60 < before]
    return min(passed) if passed else None


class ClockLabel(QWidget):
    """Icon, time and the word "left". Below ten minutes another icon and colour say so too."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._seconds: int | None = None
        self._is_calm = True
        self._icon = IconLabel("clock", "text", 22)
        self.time = label(role="clock", wraps=False)
        self._word = label(role="muted", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._icon, self.time, self._word):
            row.addWidget(part)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self._word.setText(texts.context("clock", "left"))
        self._name()

    def set_compact(self, is_compact: bool) -> None:
        """Leave the word out where the bar is narrow."""
        self._word.setVisible(not is_compact)

    def set_remaining(self, seconds: int) -> None:
        """Show the time left."""
        if seconds == self._seconds:
            return
        self._seconds = seconds
        self.time.setText(clock_text(seconds))
        is_calm = seconds > CALM_SECONDS
        if is_calm != self._is_calm:
            self._is_calm = is_calm
            self._icon.set_icon("clock" if is_calm else "warn", "text" if is_calm else "warn")
            self.time.setStyleSheet("" if is_calm else "font-weight: 700;")
        self._name()

    def _name(self) -> None:
        if self._seconds is not None:
            left = self._texts.get("Time left: {time}")
            self.setAccessibleName(left.format(time=clock_text(self._seconds)))
