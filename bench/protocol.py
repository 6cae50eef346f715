"""The candidate's protocol, warm, against a minimal page with the same embedded faces."""

import cProfile
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from bench import hall
from bench.figure import RUNS, Figure, Sides, in_turn, print_profile
from protocols import fonts, render, warm_up
from protocols.facts import Facts
from protocols.fonts import Face
from station.services import exam, results

_PAGES = 15
_FACES = (Face.REGULAR, Face.BOLD, Face.ITALIC)
_LETTERS = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_ALPHABET = f"{_LETTERS} {_LETTERS.upper()} 0123456789 .,:;/№()«»–-"


def minimal_page() -> bytes:
    """One page, the alphabet once in each face: what embedding costs, and nothing else."""
    fonts.register()
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, initialFontName=Face.REGULAR.value)
    for line, face in enumerate(_FACES):
        canvas.setFont(face.value, 8)
        canvas.drawString(40, 780 - 20 * line, _ALPHABET)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _facts(folder: Path) -> Facts:
    station = hall.build(folder / "hall", candidates=2)
    candidate = next(iter(station.hall.candidates))
    hall.seated(station, candidate)
    for row in station.attempt(candidate).paper[::2]:
        exam.answer(station, candidate, row.question, frozenset({row.options[0]}))
    exam.finish(station, candidate)
    exam.result_shown(station, candidate)
    facts = results.draft_protocol(station, candidate).facts
    station.store.close()
    return facts


def measure(folder: Path) -> Iterator[Sides]:
    """A protocol of a candidate with seven sections, again and again."""
    facts = _facts(folder)
    warm_up()
    faces = render(facts).count(b"/FontFile2")
    if faces != len(_FACES) or minimal_page().count(b"/FontFile2") != faces:
        raise RuntimeError(f"the protocol embeds {faces} faces: the minimal page must have the same")
    for _ in range(RUNS):
        yield in_turn(_PAGES, partial(render, facts), minimal_page)


def profile(folder: Path) -> None:
    """Where a protocol's time goes."""
    facts = _facts(folder)
    render(facts)
    with cProfile.Profile() as seen:
        for _ in range(_PAGES):
            render(facts)
    print_profile(seen, _PAGES, "protocol")


FIGURE = Figure(
    "protocol", "candidate's protocol, warm", "page with its three faces", "ms", 2.0, measure, profile
)
