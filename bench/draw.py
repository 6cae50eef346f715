"""All papers of a large session: 360 papers of 80 questions from 5,000, on one thread."""

import cProfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from bench.figure import RUNS, Figure, Sides, ms_of, print_profile
from question_bank.balanced import Drawable, Drawing, count_in

PAPERS = 360
_POOL = 5000
_COUNTS = {"S1": 12, "S2": 16, "S3": 10, "S4": 14, "S5": 10, "S6": 9, "S7": 9}
_BAND = (280, 320)
_WITH_ENEMIES = 0.2  # the share of questions that name another as an enemy


def pool(size: int = _POOL) -> list[Drawable]:
    """Questions of all difficulties, some with enemies in any section."""
    random, sections = Random(7), list(_COUNTS)
    names = [(f"{sections[number % 7]}-{number // 7 + 1:04}", sections[number % 7]) for number in range(size)]
    return [
        Drawable(
            name, 1, section, random.randint(100, 500), ("a", "b", "c", "d"),
            frozenset({random.choice(names)[0]} if random.random() < _WITH_ENEMIES else ()),
        )
        for name, section in names
    ]  # fmt: skip


def _drawn(questions: list[Drawable], seed: bytes) -> None:
    exposure: dict[str, int] = {}
    for paper in Drawing(questions, _COUNTS, _BAND, seed).papers(PAPERS):
        count_in(exposure, paper.rows)
    asked = PAPERS * sum(_COUNTS.values())
    if sum(exposure.values()) != asked or max(exposure.values()) > 2 * asked // len(questions) + 2:
        raise RuntimeError("the papers are not what was asked for")


def measure(_folder: Path) -> Iterator[Sides]:
    """Another seed each run; counts, enemies, the band and the exposure are kept in all."""
    questions = pool()
    for run in range(RUNS):
        seed = bytes([run]) * 32
        yield Sides(ms_of(partial(_drawn, questions, seed)))


def profile(_folder: Path) -> None:
    """Where drawing's time goes."""
    questions = pool()
    with cProfile.Profile() as seen:
        _drawn(questions, bytes(32))
    print_profile(seen, 1, f"{PAPERS} papers from {_POOL} questions")


FIGURE = Figure("draw", f"{PAPERS} papers of 80 from {_POOL} questions", "", "ms", 5000, measure, profile)
