"""The result on the screen, its record, and the last words (art. 25)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from station.domain.clock import Clock
from station.domain.errors import StationError
from station.services import kiosk
from station.services.kiosk import Entrance, Outcome
from station.services.station import Station
from station.ui.candidate.screen import CandidateScreen
from station.ui.core import Worker
from station.ui.shelf import Shelf
from station.ui.sitting import DISK_REASONS, RETRY_MS
from station.ui.views import Frame, result_view

if TYPE_CHECKING:
    from station.ui.candidate.result_screen import ResultScreen

_DONE_SECONDS = 60


class Ending(QObject):
    """Holds the outcome that is shown.

    Signals: `result_left()` by the candidate or after the policy's time; `done_closed()` the same for the last words;
    `recorded(str)` the candidate whose display of the result is on disk; `failed(object)`.
    """

    result_left = Signal()
    done_closed = Signal()
    recorded = Signal(str)
    failed = Signal(object)

    def __init__(
        self, shelf: Shelf, core: Worker, station: Station, clock: Clock, frame: Frame, legal_now: Callable[[], int]
    ) -> None:
        super().__init__(shelf)
        self._shelf, self._core, self._station, self._clock, self._frame = shelf, core, station, clock, frame
        self._legal_now = legal_now
        self._who: Entrance | None = None
        self._outcome: Outcome | None = None
        self._until_ms: int | None = None
        self._is_result = False

    def take(self, who: Entrance, outcome: Outcome) -> None:
        """A result to show. It is recorded after it was painted: the appeal hour begins with what the candidate can
        read (R-25.3)."""
        self._who, self._outcome, self._is_result = who, outcome, True
        self._until_ms = self._clock.mono_ms() + self._frame.policy.result_screen_seconds * 1000
        QTimer.singleShot(0, self, partial(self._record, outcome.attempt.candidate))

    def forget(self) -> None:
        """The seat is free."""
        self._who = self._outcome = self._until_ms = None

    def _record(self, candidate: str) -> None:
        failed = partial(self._not_recorded, candidate)
        self._core.call(self._recorded, failed, kiosk.show_result, self._station, candidate)

    def _not_recorded(self, candidate: str, error: Exception) -> None:
        """The result stays on the screen; its record waits for room on the disk (R-25.1)."""
        if isinstance(error, StationError) and error.reason in DISK_REASONS:
            QTimer.singleShot(RETRY_MS, self, partial(self._record, candidate))
        else:
            self.failed.emit(error)

    def _recorded(self, outcome: Outcome) -> None:
        if self._outcome is not None and self._outcome.attempt.candidate == outcome.attempt.candidate:
            self._outcome = outcome
            self._refresh()
        self.recorded.emit(outcome.attempt.candidate)

    # --- screens ---

    def result_screen(self) -> CandidateScreen:
        """The result."""
        self._refresh()
        return self._result()

    def _result(self) -> "ResultScreen":
        from station.ui.candidate.result_screen import ResultScreen

        return self._shelf.get(ResultScreen, lambda made: made.left.connect(self.result_left))

    def _refresh(self) -> None:
        if self._outcome is not None and self._who is not None and self._is_result:
            now = self._legal_now()
            self._result().set_view(result_view(self._frame, self._who.name, self._outcome, now, self._seconds_left))

    @property
    def _seconds_left(self) -> int | None:
        return None if self._until_ms is None else max(0, (self._until_ms - self._clock.mono_ms()) // 1000)

    def done_screen(self) -> CandidateScreen:
        """The last words; they go by themselves."""
        from station.ui.candidate.still_screens import DoneScreen, DoneView

        assert self._outcome is not None
        if self._is_result:
            self._is_result = False
            self._until_ms = self._clock.mono_ms() + _DONE_SECONDS * 1000
        until = self._outcome.appeal_until_ms
        screen = self._shelf.get(DoneScreen, lambda made: made.closed.connect(self.done_closed))
        screen.set_view(DoneView(self._frame.clock(until) if until is not None else ""))
        return screen

    def tick(self) -> None:
        """Once a second: the seconds that are left, and the end of them."""
        self._refresh()
        if self._until_ms is not None and self._clock.mono_ms() >= self._until_ms:
            (self.result_left if self._is_result else self.done_closed).emit()
