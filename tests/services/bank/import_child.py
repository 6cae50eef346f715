"""A program that takes an import in until it is killed: `python -m tests.services.bank.import_child FOLDER COUNT`.

Prints "part" before each part of a hundred questions and "done" after the commit.
"""

import sys
from pathlib import Path

from station.services.bank import custody, editing
from station.services.progress import Progress
from tests.builders import MORNING_MS
from tests.services.bank.one_bank import AUTHOR, COST, PASSPHRASES, question

PART = 100


def main() -> None:
    """Open, import, tell."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    bank = custody.open_bank(folder, AUTHOR, PASSPHRASES[AUTHOR], lambda: MORNING_MS, COST)
    parts = [tuple(question(f"Суроо {number + at}") for at in range(PART)) for number in range(0, count, PART)]
    progress = Progress(lambda _done, _total: print("part", flush=True))
    editing.write_many(bank, parts, import_file="big.xlsx", format="xlsx", progress=progress, total=count)
    print("done", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
