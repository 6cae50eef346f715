"""The code screen at work: a code goes to the core, a refusal comes back with its waiting time (R-24.8)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from station.domain.clock import Clock
from station.domain.errors import Reason, StationError
from station.services import exam, kiosk
from station.services.kiosk import Entrance
from station.services.station import Station
from station.ui.candidate.code_screen import CodeScreen, CodeView, DemoNote, Refusal
from station.ui.core import Worker
from station.ui.shelf import Shelf
from station.ui.views import Frame

REFUSALS = {
    Reason.CODE_WRONG, Reason.CODE_DIGITS, Reason.CODE_USED, Reason.CODE_CANCELLED, Reason.CODE_OTHER_SESSION,
    Reason.SESSION_NOT_OPEN, Reason.SESSION_CLOSED, Reason.ANOTHER_TEST_RUNS, Reason.RESUME_NEEDS_STAFF,
    Reason.NOT_ALLOWED_NOW, Reason.DISK_FULL, Reason.DATA_READ_ONLY,
}  # fmt: skip


class CodeEntry(QObject):
    """Signals: `accepted(object)` the `Entrance` of a good code; `seat_locked()`; `staff_requested()`;
    `failed(object)` an error that stops the station."""

    accepted = Signal(object)
    seat_locked = Signal()
    staff_requested = Signal()
    failed = Signal(object)

    def __init__(
        self, shelf: Shelf, core: Worker, station: Station, clock: Clock, frame: Frame, legal_now: Callable[[], int],
        notes: tuple[DemoNote, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(shelf)
        self._shelf, self._core, self._station, self._clock, self._frame = shelf, core, station, clock, frame
        self._legal_now, self._notes = legal_now, notes
        self._seat = str(frame.settings["seat"])
        self._refusal: Refusal | None = None
        self._wait_until_ms = 0
        self._is_checking = False

    @property
    def screen(self) -> CodeScreen:
        """The code screen as things stand."""
        screen = self._shelf.get(CodeScreen, self._connect)
        self.tick()
        return screen

    def _connect(self, screen: CodeScreen) -> None:
        screen.code_entered.connect(self._enter)
        screen.staff_requested.connect(self.staff_requested)

    def tick(self) -> None:
        """Once a second: the hour and the waiting time. While a code is being checked the screen rests."""
        if not self._is_checking:
            self._shelf.get(CodeScreen, self._connect).set_view(self._view())

    def forget(self) -> None:
        """The next candidate sees no refusal of the last one."""
        self._refusal, self._wait_until_ms = None, 0

    def refuse(self, error: StationError) -> None:
        """Say a refusal that came later than at the code."""
        self._refusal = Refusal(error.reason, error.facts)
        self.tick()

    def _view(self) -> CodeView:
        now = self._legal_now()
        left_ms = self._wait_until_ms - self._clock.mono_ms() if self._wait_until_ms else 0
        return CodeView(
            seat=self._seat,
            hall=self._frame.both("hall_name"),
            date=self._frame.day(now),
            time=self._frame.clock(now),
            refusal=self._refusal,
            wait_seconds=max(0, -(-left_ms // 1000)),
            notes=self._notes,
        )

    def _enter(self, code: str) -> None:
        self._is_checking = True
        self._core.call(self._entered, self._refused, kiosk.enter, self._station, code, self._seat)

    def _entered(self, who: Entrance) -> None:
        self._is_checking = False
        self.forget()
        self.tick()
        self.accepted.emit(who)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            self._end(partial(self.failed.emit, error))
        elif error.reason is Reason.SEAT_LOCKED:
            self._end(self.seat_locked.emit)
        elif error.reason is Reason.CODE_WAIT:
            self._waits(int(error.facts["seconds"]))
        elif error.reason in REFUSALS:
            self._refusal = Refusal(error.reason, error.facts)
            self._core.call(self._waits, self._refused, exam.wait_seconds, self._station, self._seat)
        else:
            self._end(partial(self.failed.emit, error))

    def _waits(self, seconds: int) -> None:
        self._wait_until_ms = self._clock.mono_ms() + seconds * 1000 if seconds else 0
        self._end(self.tick)

    def _end(self, then: Callable[[], None]) -> None:
        self._is_checking = False
        self.tick()
        then()
