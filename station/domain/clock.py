"""Time as values: what a clock tells and what an entry stores. Reading the real clock is `station.platform`'s."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant, told four ways (security c8).

    boot: id of this boot of the machine; mono_ms: boot clock, counts through suspend; wall_ms: system clock, UTC
    epoch, may be wrong; legal_ms: UTC epoch, wall time confirmed by staff plus boot clock: the time that is printed.
    """

    boot: str
    mono_ms: int
    wall_ms: int
    legal_ms: int


class Clock(Protocol):
    """The machine's clocks, read-only."""

    def boot_id(self) -> str:
        """The same text until the machine boots again."""

    def mono_ms(self) -> int:
        """Milliseconds since boot, suspend included."""

    def wall_ms(self) -> int:
        """System clock, milliseconds UTC epoch."""
