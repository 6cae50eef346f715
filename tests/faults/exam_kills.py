"""kill -9 in the middle of a test, over and over on one data folder: `python -m tests.faults.exam_kills [N]`.

After every kill the station is opened as staff do and compared with what the candidate had seen as saved (R-24.5).
"""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from station import vault
from station.platform import MachineClock
from station.services import registration, sample
from tests.faults.exam_child import BALLAST, opened

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Seen:
    """What the candidate saw as saved, over all lives of the program."""

    answers: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    shown: str = ""
    left_ms: int = 0
    steps: int = 0

    def take(self, line: str) -> None:
        """One acknowledged step."""
        told = json.loads(line)
        self.steps += 1
        if "option" in told:
            self.answers[told["question"]] = told["option"]
        elif "flag" in told:
            self.flags[told["flag"]] = told["on"]
        elif "shown" in told:
            self.shown, self.left_ms = told["shown"], told["left"]


def make(folder: Path) -> str:
    """A small demo hall with one code issued; returns the code."""
    hall = sample.build(
        folder, MachineClock(), Random(1).randrange, candidates=1, form="10", program="test",
        cost=vault.Cost(64, 1, 1), ballast_bytes=BALLAST,
    )  # fmt: skip
    candidate = next(iter(hall.station.hall.candidates))
    registration.mark_document_seen(hall.station, candidate)
    code = registration.issue_code(hall.station, candidate).code
    hall.station.store.close()
    return code


def kill_once(folder: Path, code: str, random: Random, seen: Seen) -> None:
    """Let the program run for some steps, kill it anywhere inside the next one."""
    command = [sys.executable, "-m", "tests.faults.exam_child", str(folder), code, str(random.getrandbits(32))]
    wanted = seen.steps + random.randrange(2, 40)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        for line in child.stdout:
            seen.take(line)
            if seen.steps >= wanted:
                time.sleep(random.random() * 0.004)
                child.kill()
        child.wait()


def compare(folder: Path, seen: Seen) -> list[str]:
    """What is lost or different after the restart; nothing is right."""
    station = opened(folder)
    try:
        attempt = station.attempt(next(iter(station.hall.candidates)))
        left = attempt.remaining_at(station.now())
        faults = []
        # one step more than was told may be on disk: the kill fell between the commit and its acknowledgement
        wrong = [q for q, option in seen.answers.items() if attempt.answers.get(q) != frozenset({option})]
        turned = [q for q, on in seen.flags.items() if (q in attempt.flags) != on]
        if len(wrong) + len(turned) + (attempt.current != seen.shown) > 1:
            faults.append(f"lost: answers {wrong}, flags {turned}, question {attempt.current} for {seen.shown}")
        if not seen.left_ms - 2000 <= left <= seen.left_ms + 5000:
            faults.append(f"time: {left} ms left, {seen.left_ms} ms were shown")
        for question in wrong:
            seen.answers[question] = next(iter(attempt.answers[question]))
        for question in turned:
            seen.flags[question] = question in attempt.flags
        return faults
    finally:
        station.store.close()


def campaign(times: int, folder: Path, seed: int) -> tuple[int, list[str]]:
    """Kill so many times; returns the acknowledged steps and every fault."""
    random, seen, faults = Random(seed), Seen(), []
    code = make(folder)
    for number in range(times):
        kill_once(folder, code, random, seen)
        faults += [f"kill {number + 1}: {fault}" for fault in compare(folder, seen)]
    return seen.steps, faults


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as place:
        steps, found = campaign(count, Path(place) / "hall", seed=int(time.time()))
    print("\n".join(found))
    print(f"{count} kills, {steps} acknowledged steps, {len(found)} faults")
    raise SystemExit(bool(found))
