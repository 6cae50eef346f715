"""What differs by system: the boot clock, the identity of a boot, hardening of the process.

Linux was run; the Windows branches are written after its documentation and untried until someone ran them.
"""

import ctypes
import sys
import time
import uuid
from pathlib import Path

_PR_SET_DUMPABLE = 4


class MachineClock:
    """The machine's own clocks (station.domain.clock.Clock)."""

    def __init__(self) -> None:
        self._boot = _boot_id()

    def boot_id(self) -> str:
        """The kernel's id of this boot; elsewhere the second of boot."""
        return self._boot

    def mono_ms(self) -> int:
        """Milliseconds since boot; counts through suspend, which time.monotonic does not on Linux."""
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def wall_ms(self) -> int:
        """System clock, UTC epoch."""
        return time.time_ns() // 1_000_000


def _boot_id() -> str:
    kernel = Path("/proc/sys/kernel/random/boot_id")
    if kernel.exists():
        return kernel.read_text().strip()
    # untried: a second of boot is enough to tell two boots apart, and stays the same within one
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str((time.time_ns() - time.monotonic_ns()) // 10_000_000_000)))


def harden_process() -> None:
    """No core dumps and no other process of the same user reading our memory (security finding 6); best effort."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
