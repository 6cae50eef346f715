"""The data folder of a release, kept for ever: `python -m tests.make_golden VERSION` writes tests/data/golden/VERSION.

Every later program must open it and verify it (tests/journeys/test_golden.py). Made once per release, never again.
"""

import json
import sys
from pathlib import Path
from random import Random

from station import vault
from station.services import headless, sample
from station.services.moved_clock import MovedClock

GOLDEN = Path(__file__).parent / "data" / "golden"
BALLAST = 4096
DAY_MS = 1_795_330_800_000  # 2026-11-22, a morning in Bishkek


def make(version: str) -> Path:
    """A day of six candidates with the short form, three of whom appeal."""
    out = GOLDEN / version
    clock = MovedClock(DAY_MS)
    hall = sample.build(
        out, clock, Random(6).randrange, candidates=6, seed=6, form="10", program=f"station {version}",
        cost=vault.Cost(64, 1, 1), ballast_bytes=BALLAST,
    )  # fmt: skip
    try:
        content = headless.play(hall.station, clock, hall.passphrases, out, 6, hall.commission, 3)
    finally:
        hall.station.store.close()
    for path in (out / "protocols").glob("*.pdf"):
        path.unlink()
    (out / "protocols").rmdir()
    (out / "results.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return out


if __name__ == "__main__":
    print(make(sys.argv[1]))
