"""A durable answer through the station (decide, commit, sidecar, fold) against a write with fsync."""

import cProfile
import itertools
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import hall
from bench.figure import RUNS, Figure, Sides, in_turn, print_profile
from station.services import exam
from station.services.station import Station

_ANSWERS = 240
_PAGE = 4096


def _answering(station: Station, candidate: str) -> Callable[[], object]:
    """Answers question after question, each time another option."""
    paper = station.attempt(candidate).paper
    wanted = itertools.cycle([(row.question, place) for place in (0, 1, 2) for row in paper])

    def answer() -> None:
        question, place = next(wanted)
        options = next(row.options for row in paper if row.question == question)
        exam.answer(station, candidate, question, frozenset({options[place]}))

    return answer


def measure(folder: Path) -> Iterator[Sides]:
    """Each run has a candidate of its own and a raw file of its own."""
    station = hall.build(folder / "hall")
    for run, candidate in enumerate(list(station.hall.candidates)[:RUNS]):
        hall.seated(station, candidate)
        raw = os.open(folder / f"raw-{run}", os.O_RDWR | os.O_CREAT)
        page = secrets.token_bytes(_PAGE)

        def write(raw: int = raw, page: bytes = page) -> None:
            os.write(raw, page)
            os.fsync(raw)

        yield in_turn(_ANSWERS, _answering(station, candidate), write)
        os.close(raw)
        exam.finish(station, candidate)
        station.store.checkpoint()
    station.store.close()


def profile(folder: Path) -> None:
    """Where an answer's time goes."""
    station = hall.build(folder / "hall")
    candidate = next(iter(station.hall.candidates))
    hall.seated(station, candidate)
    answer = _answering(station, candidate)
    with cProfile.Profile() as seen:
        for _ in range(_ANSWERS):
            answer()
    print_profile(seen, _ANSWERS, "durable answer")
    station.store.close()


FIGURE = Figure(
    "answer", "answer through the station", "4 KiB write and fsync", "ms", 3.5, measure, profile
)
