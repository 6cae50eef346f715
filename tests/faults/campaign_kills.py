"""The heavy campaign of kills, run by hand: python -m tests.faults.campaign_kills [kills] [folder]."""

import collections
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.kills import kill_once
from tests.store.data_folder import DataFolder


def main() -> None:
    """Kill, start, compare; a new folder every 25 kills. Stops at the first loss."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    where = sys.argv[2] if len(sys.argv) > 2 else None
    source, healed, confirmed, under_way = random.Random(), collections.Counter[str](), 0, 0
    with tempfile.TemporaryDirectory(dir=where) as base:
        for number in range(kills):
            folder = DataFolder(Path(base) / f"data-{number // 25}")
            killed = kill_once(folder, source)
            healed[killed.healed.value] += 1
            under_way += killed.found > killed.confirmed
            if number % 25 == 24 or number == kills - 1:
                confirmed += killed.found
                assert folder.inspect().intact
                print(f"{number + 1} kills, {confirmed} entries, {dict(healed)}", flush=True)
    print(
        f"0 confirmed entries lost in {kills} kills; {under_way} kills fell between commit and confirmation"
    )


if __name__ == "__main__":
    main()
