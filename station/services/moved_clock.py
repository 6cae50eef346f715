"""A clock that a script moves on: the headless day passes in seconds."""

from station.domain.deadlines import legal_ms, local
from station.services import sample


class MovedClock:
    """A clock that the day's script moves on; starts at 08:40 of today's date in Bishkek."""

    def __init__(self, today_ms: int) -> None:
        start = local(today_ms, sample.OFFSET_MINUTES).replace(hour=8, minute=40, second=0, microsecond=0)
        self._wall = legal_ms(start, sample.OFFSET_MINUTES)
        self._mono = 1_000_000

    def boot_id(self) -> str:
        """One boot for the whole day."""
        return "headless"

    def mono_ms(self) -> int:
        """Milliseconds of the script."""
        return self._mono

    def wall_ms(self) -> int:
        """The moved wall clock."""
        return self._wall

    def move(self, ms: int) -> None:
        """Let time pass."""
        self._mono += ms
        self._wall += ms
