"""Every second of the candidate's side: the beat, and what the core knows at it."""

from PySide6.QtCore import QObject, QTimer, Signal

from station.domain.errors import StationError
from station.services import exam, kiosk
from station.services.kiosk import Pulse
from station.services.station import Station
from station.ui.core import Worker
from station.ui.sitting import DISK_REASONS


class Heart(QObject):
    """Beats between `start` and `stop`, and asks the core for its pulse.

    Signals: `beat()` each second; `pulsed(object)` a `Pulse`; `failed(object)` an error that stops the station.
    """

    beat = Signal()
    pulsed = Signal(object)
    failed = Signal(object)

    def __init__(self, core: Worker, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._core, self._station = core, station
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.beat)
        self._is_out = False
        self._beats = 0

    def start(self) -> None:
        """Beat from now on."""
        self._second.start()

    def stop(self) -> None:
        """Beat no more."""
        self._second.stop()

    def ask(self, candidate: str) -> None:
        """Look at what the core knows of that candidate, "" for nobody; one question at a time."""
        self._beats += 1
        if not self._is_out:
            self._is_out = True
            self._core.call(self._answered, self._missed, _pulse, self._station, candidate, self._beats)

    def _answered(self, pulse: Pulse) -> None:
        self._is_out = False
        self.pulsed.emit(pulse)

    def _missed(self, error: Exception) -> None:
        """A full disk is told by the answer that meets it; a heartbeat may miss."""
        self._is_out = False
        if not (isinstance(error, StationError) and error.reason in DISK_REASONS):
            self.failed.emit(error)


def _pulse(station: Station, candidate: str, beats: int) -> Pulse:
    if beats * 1000 % station.policy.heartbeat_ms < 1000:
        exam.heartbeat(station)
    return kiosk.pulse(station, candidate)
