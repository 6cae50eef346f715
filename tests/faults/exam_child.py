"""A test that runs until it is killed: `python -m tests.faults.exam_child FOLDER CODE SEED`.

It opens the folder as staff do, lets the cut-off candidate go on, and tells every acknowledged step in one JSON line.
"""

import json
import secrets
import sys
from pathlib import Path
from random import Random

from station.platform import MachineClock
from station.services import exam, proctoring, sample
from station.services.preparation import open_station
from station.services.station import Station

BALLAST = 64 << 10


def say(**told: object) -> None:
    """One line that the parent reads: what the candidate could see as saved by now."""
    print(json.dumps(told), flush=True)


def opened(folder: Path) -> Station:
    """The station, unlocked by the head of the demo's staff."""
    staff = dict(sample.read_staff_file(folder / "staff.json"))
    clock = MachineClock()
    return open_station(
        folder / "data", sample.HEAD, staff[sample.HEAD], clock.wall_ms(), clock, secrets.randbelow, "test", BALLAST
    ).station


def go_on(station: Station, code: str) -> str:
    """The candidate enters the code: for the first time, or again after the proctor's look."""
    candidate = next(iter(station.hall.candidates))
    if station.candidate(candidate).attempt is None:
        exam.enter_code(station, code, "01")
        exam.confirm_identity(station, candidate)
        exam.acknowledge_rules(station, candidate)
        exam.start(station, candidate)
    else:
        proctoring.resume(station, candidate, sample.PROCTOR)
        exam.enter_code(station, code, "01")
    return candidate


def main(folder: Path, code: str, seed: int) -> None:
    """Answer, flag and turn the pages for ever."""
    station, random = opened(folder), Random(seed)
    candidate = go_on(station, code)
    say(ready=True)
    while True:
        attempt = station.attempt(candidate)
        row = random.choice(attempt.paper)
        shown = exam.show(station, candidate, row.question)
        say(shown=shown.current, left=shown.remaining_at(station.now()))
        option = random.choice(row.options)
        exam.answer(station, candidate, row.question, frozenset({option}))
        say(question=row.question, option=option)
        on = random.random() < 0.5
        exam.flag(station, candidate, row.question, on)
        say(flag=row.question, on=on)
        if random.random() < 0.1:
            exam.heartbeat(station)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
