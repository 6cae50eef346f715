"""The second count over a whole day's journal: 360 attempts scored again from lines that stand for an export."""

import cProfile
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from station import rescore

ATTEMPTS = 360
_BANK = 240
_QUESTIONS = 80
_SECTIONS = 7
_ENTRIES = 300  # of one attempt: shown, answered, marked, changed
_OPTIONS = ["a", "b", "c", "d"]
_MORNING_MS = 1_772_420_400_000


class _Journal:
    """Lines as the station stores them, each with the hash of the one before."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._prev = "0" * 64

    def add(self, kind: str, **body: object) -> None:
        """One entry more."""
        seq = len(self.lines) + 1
        row = [seq, self._prev, "3d6f0c1e-boot", seq * 97, _MORNING_MS + seq * 97, _MORNING_MS + seq * 97,
               str(body.get("candidate", "S1")), "candidate", "01", kind, 1, _json(body, sort_keys=True)]  # fmt: skip
        line = _json(row).encode()
        self._prev = hashlib.sha256(b"KGTJ1\0" + line).hexdigest()
        self.lines.append(line)


def _json(value: object, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)


def lines(attempts: int = ATTEMPTS) -> list[bytes]:
    """A day's journal: everybody begins, the answers of all come mixed, everybody finishes."""
    random, journal = Random(7), _Journal()
    journal.add("session_created", form={"sections": []}, policy={"values": {"threshold_inclusive": {"value": True}}})
    options = [{"id": name, "text": {"ky": "Жообу " * 5, "ru": "Ответ " * 5}} for name in _OPTIONS]
    bank = [f"S{number % _SECTIONS + 1}-{number:03}" for number in range(_BANK)]
    for name in bank:
        stem = {"ky": "Суроонун тексти " * 10, "ru": "Текст вопроса " * 10}
        question = {"id": name, "version": 1, "section": name[:2], "stem": stem, "options": options}
        journal.add("question_frozen", question={**question, "key": [random.choice(_OPTIONS)]})
    papers = {f"C{number:04}": random.sample(bank, _QUESTIONS) for number in range(1, attempts + 1)}
    for candidate, paper in papers.items():
        journal.add("attempt_started", candidate=candidate, number=1, language="ky", budget_ms=7_200_000,
                    threshold=48, points=1, rule=1, paper=[[name, 1, _OPTIONS] for name in paper])  # fmt: skip
    for place in range(_ENTRIES // 2):
        for candidate, paper in papers.items():
            about = {"candidate": candidate, "used_ms": place * 24_000, "question": paper[place % _QUESTIONS]}
            journal.add("question_shown", **about)
            journal.add("option_set", **about, options=[random.choice(_OPTIONS)])
    for candidate in papers:
        journal.add("finished", candidate=candidate, used_ms=3_600_000, how="candidate")
        journal.add("scored", candidate=candidate, used_ms=3_600_000, score=0, maximum=_QUESTIONS, threshold=48,
                    meets=False, sections=[], rule=1)  # fmt: skip
    return journal.lines


def _counted(journal: list[bytes], attempts: int) -> None:
    if len(rescore.recount_all(journal)) != attempts:
        raise RuntimeError("not every attempt was counted")


def measure(_folder: Path) -> Iterator[Sides]:
    """The same lines each run, read from memory: what is measured is the count, not the disk."""
    journal = lines()
    for _ in range(RUNS):
        yield Sides(ms_of(lambda: _counted(journal, ATTEMPTS)))


def profile(_folder: Path) -> None:
    """Where the second count's time goes."""
    journal = lines()
    with cProfile.Profile() as seen:
        _counted(journal, ATTEMPTS)
    print_profile(seen, 1, f"{ATTEMPTS} attempts, {len(journal)} entries")


FIGURE = Figure("rescore", f"{ATTEMPTS} attempts scored again", "", "ms", 2000, measure, profile)
