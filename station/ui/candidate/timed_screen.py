"""What the screens of a running test share: the clock, the announcements and the way to the end."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.ui.candidate.clock import ClockLabel, announced
from station.ui.candidate.screen import CandidateScreen
from station.ui.theme import Look
from station.ui.widgets.notice import Notice

NOTICE_SECONDS = 30


class TimedScreen(CandidateScreen):
    """Shows the time left and notices above the page. A notice goes by itself after half a minute."""

    def __init__(self, texts: Texts, look: Look | None = None, page: QWidget | None = None) -> None:
        super().__init__(texts, look, page)
        self.clock = ClockLabel(texts)
        self.top.add_middle(self.clock)
        self._remaining: int | None = None
        self._notice_until: int | None = None
        self._notice_words: Callable[[], tuple[str, str]] | None = None
        self.notice = Notice("info", can_close=True)
        self.notice.hide()
        self.notice.closed.connect(self._put_notice_away)
        self._middle.insertWidget(0, self.notice)

    def set_remaining(self, seconds: int, announce: bool = True) -> None:
        """Show the time left; at 30, 10, 5 and 1 minutes say so. The shell calls it about once a second."""
        before, self._remaining = self._remaining, seconds
        self.clock.set_remaining(seconds)
        minutes = announced(before, seconds) if announce else None
        if minutes is not None:
            self._announce(lambda: self._warning(minutes))
        elif self._notice_until is not None and seconds <= self._notice_until:
            self._put_notice_away()

    def announce_extension(self, minutes: int) -> None:
        """Say that time was granted; call it after `set_remaining` with the new time."""
        self._announce(lambda: self._extension(minutes))

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.clock.set_texts(self._texts)
        self._say_notice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow bar shows the time without its word."""
        super().resizeEvent(event)
        self.clock.set_compact(self.width() < self._look.px(800))

    def restyle(self, look: Look) -> None:
        """Margins and the clock's form."""
        super().restyle(look)
        self.clock.set_compact(self.width() < look.px(800))

    def _warning(self, minutes: int) -> tuple[str, str]:
        said = self._texts.get("{n} min left until the end of the test.").format(n=minutes)
        return said, "info" if minutes > 10 else "warn"

    def _extension(self, minutes: int) -> tuple[str, str]:
        return self._texts.get("Additional time was granted: {n} min.").format(n=minutes), "ok"

    def _announce(self, words: Callable[[], tuple[str, str]]) -> None:
        self._notice_words = words
        self._notice_until = (self._remaining or 0) - NOTICE_SECONDS
        self._say_notice()
        self.notice.show()

    def _say_notice(self) -> None:
        if self._notice_words is not None:
            text, kind = self._notice_words()
            self.notice.show_words(text, kind=kind, close_words=self._texts.get("Close the notice"))

    def _put_notice_away(self) -> None:
        had_focus = self.notice.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.notice.hide()
        self._notice_words = None
        self._notice_until = None
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
