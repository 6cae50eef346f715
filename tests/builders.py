"""Things that many tests need, ready-made, each with plain defaults."""

from station.domain.clock import Moment

# 2026-03-02 09:00:00 in Bishkek (UTC+6).
MORNING_MS = 1_772_420_400_000


class FakeClock:
    """The clock of `station.domain.clock.Clock`, moved by hand: time passes only when a test says so."""

    def __init__(self, wall_ms: int = MORNING_MS, mono_ms: int = 600_000, boot: str = "boot-1") -> None:
        self._wall_ms = wall_ms
        self._mono_ms = mono_ms
        self._boot = boot
        self._boots = 1

    def boot_id(self) -> str:
        """The same text until `reboot`."""
        return self._boot

    def mono_ms(self) -> int:
        """Milliseconds since the machine started."""
        return self._mono_ms

    def wall_ms(self) -> int:
        """What the system clock says, right or wrong."""
        return self._wall_ms

    def advance(self, ms: int) -> None:
        """Time passes: both clocks go on."""
        self._mono_ms += ms
        self._wall_ms += ms

    def set_wall(self, ms: int) -> None:
        """Somebody sets the system clock; the boot clock does not care."""
        self._wall_ms = ms

    def reboot(self, off_ms: int = 60_000) -> None:
        """The power is gone for `off_ms`; the machine then counts from zero under a new boot id."""
        self._boots += 1
        self._boot = f"boot-{self._boots}"
        self._mono_ms = 0
        self._wall_ms += off_ms

    def moment(self, legal_ms: int | None = None) -> Moment:
        """Now, as an entry stores it; the legal time is the system clock's unless given."""
        legal_ms = self._wall_ms if legal_ms is None else legal_ms
        return Moment(self._boot, self._mono_ms, self._wall_ms, legal_ms)
