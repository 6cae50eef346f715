"""Who got which paper, and that each meets the form: ids, versions and numbers, never a text, never a key (R-3.1).

`docs/drawing.md` describes the plain form, from which `docs/recompute_papers.py` recomputes the papers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from question_bank import balanced
from question_bank.balanced import Drawable, DrawImpossible, Drawing, Paper, drawable, enemies_of
from question_bank.draw import PaperRow
from question_bank.model import Bank
from station import vault
from station.domain.errors import Reason, StationError
from station.domain.form import TestForm
from station.domain.hall import Hall
from station.services.access import open_with_any
from station.services.preparation import store_keys
from station.store import BALLAST_BYTES, inspect

FORMAT, VERSION = "station-draw", 1


@dataclass(frozen=True)
class PaperLine:
    """A paper and its measure against the form. `counts`: questions per section; `weight`: the sum of its questions'
    weights in hundredths; `exposure`: least and greatest number of earlier papers that had one of its questions."""

    number: int
    candidate: str
    list_number: str
    list_row: int
    attempt: int
    minutes: int
    threshold: int
    rows: tuple[PaperRow, ...]
    sha256: str
    counts: Mapping[str, int]
    weight: int
    exposure: tuple[int, int]
    is_in_band: bool
    are_enemies_apart: bool
    meets_the_form: bool

    @property
    def mean_weight(self) -> int:
        """Mean weight in hundredths, rounded to the nearer, a half upwards."""
        return (2 * self.weight + len(self.rows)) // (2 * len(self.rows))


@dataclass(frozen=True)
class DrawTable:
    """What anybody may know of a session's papers. `seed` is "" until the close, `commitment` and `algorithm` "" in a
    session of a release that committed itself to nothing. `exposure`: per section the least and the greatest number of
    papers that have one of its questions."""

    session: str
    station: str
    algorithm: str
    commitment: str
    seed: str
    form: TestForm
    bank: Mapping[str, Any]
    pool: tuple[Drawable, ...]
    papers: tuple[PaperLine, ...]
    exposure: Mapping[str, tuple[int, int]]

    def to_plain(self) -> dict[str, Any]:
        """The published form, for JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "session": self.session,
            "station": self.station,
            "algorithm": self.algorithm or None,
            "commitment": self.commitment or None,
            "seed": self.seed or None,
            "form": form_plain(self.form),
            "bank": {"version": self.bank["version"], "sha256": self.bank["sha256"]},
            "pool": pool_plain(self.pool),
            "exposure": {section: list(both) for section, both in self.exposure.items()},
            "papers": [paper_plain(line) for line in self.papers],
        }


def read(folder: Path, slots: Iterable[tuple[str, str]], ballast_bytes: int = BALLAST_BYTES) -> DrawTable:
    """The table of a data folder; nothing is written. Raises PASSPHRASE_WRONG, DATA_*."""
    _slot, master = open_with_any(folder, slots)
    seen = inspect(folder, store_keys(master), vault.open_sealed, ballast_bytes=ballast_bytes)
    try:
        hall = Hall().fold(seen.entries)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        raise StationError(Reason.DATA_DAMAGED, where="journal") from None
    if hall.form is None:
        raise StationError(Reason.DATA_DAMAGED, where="journal")
    return of_hall(hall, seen.entries[0].station)


def of_hall(hall: Hall, station: str) -> DrawTable:
    """The table of a session as it stands."""
    assert hall.form is not None
    pool = tuple(map(drawable, hall.questions.values()))
    lines = tuple(_begun_lines(hall, Measure(pool, hall.form)))
    exposure: dict[str, int] = {}
    for line in lines:
        balanced.count_in(exposure, line.rows)
    return DrawTable(
        session=hall.session,
        station=station,
        algorithm=hall.draw.algorithm if hall.draw else "",
        commitment=hall.draw.commitment if hall.draw else "",
        seed=hall.revealed.seed if hall.revealed else "",
        form=hall.form,
        bank=hall.bank,
        pool=pool,
        papers=lines,
        exposure=by_section(pool, hall.form, exposure),
    )


def preview(form: TestForm, bank: Bank, sha256: str, seed: bytes, papers: int) -> DrawTable:
    """The first `papers` papers that a session of that form, bank release (its manifest's SHA-256) and seed would draw;
    they are nobody's. Raises FORM_SECTION_ZERO, DRAW_IMPOSSIBLE."""
    for section in bank.sections:
        if section.id not in form.counts and section.id not in form.zero_sections:
            raise StationError(Reason.FORM_SECTION_ZERO, section=section.id)
    pool = tuple(drawable(one) for one in bank.questions.values() if form.counts.get(one.section))
    measure = Measure(pool, form)
    exposure: dict[str, int] = {}
    lines = []
    try:
        for paper in Drawing(pool, form.counts, form.band, seed).papers(papers):
            lines.append(measure.line(paper, ("", "", 0, 0), form.minutes, form.threshold))
            balanced.count_in(exposure, paper.rows)
    except DrawImpossible as impossible:
        raise StationError(Reason.DRAW_IMPOSSIBLE, section=impossible.section, what=impossible.what) from None
    return DrawTable(
        session="", station="", algorithm=balanced.ALGORITHM, commitment=balanced.commitment(seed), seed=seed.hex(),
        form=form, bank={"version": bank.version, "sha256": sha256}, pool=pool, papers=tuple(lines),
        exposure=by_section(pool, form, exposure),
    )  # fmt: skip


def _begun_lines(hall: Hall, measured: "Measure") -> Iterator[PaperLine]:
    for begun in hall.papers:
        found = hall.candidates[begun.candidate]
        paper = Paper(begun.paper_number, begun.paper, begun.paper_sha256)
        who = (begun.candidate, found.list_number, found.row, begun.number)
        yield measured.line(paper, who, begun.budget_ms // 60_000, begun.threshold)


class Measure:
    """Holds papers against the form, one after the other in the order in which they were drawn."""

    def __init__(self, pool: Iterable[Drawable], form: TestForm) -> None:
        self._pool = {question.id: question for question in pool}
        self._enemies = enemies_of(self._pool)
        self._form = form
        self._exposure: dict[str, int] = {}

    def line(self, paper: Paper, who: tuple[str, str, int, int], minutes: int, threshold: int) -> PaperLine:
        """The next paper's line; `who`: candidate, number and row of the list, attempt."""
        form, pool = self._form, self._pool
        names = [name for name, _version, _options in paper.rows]
        there = [pool[name] for name in names if name in pool]
        counts = {section: sum(q.section == section for q in there) for section in form.counts}
        weight = sum(question.weight for question in there)
        before = [self._exposure.get(name, 0) for name in names] or [0]
        balanced.count_in(self._exposure, paper.rows)
        is_in_band = form.band is None or form.band[0] * len(names) <= weight <= form.band[1] * len(names)
        apart = not any(enemy.id in names for name in names for enemy in self._enemies.get(name, ()))
        equal = (counts, len(names), len(set(names))) == (dict(form.counts), form.questions, form.questions)
        same = (minutes, threshold) == (form.minutes, form.threshold)
        candidate, list_number, list_row, attempt = who
        return PaperLine(
            number=paper.number, candidate=candidate, list_number=list_number, list_row=list_row, attempt=attempt,
            minutes=minutes, threshold=threshold, rows=paper.rows, sha256=paper.sha256, counts=counts, weight=weight,
            exposure=(min(before), max(before)), is_in_band=is_in_band, are_enemies_apart=apart,
            meets_the_form=is_in_band and apart and equal and same,
        )  # fmt: skip


def by_section(pool: Iterable[Drawable], form: TestForm, exposure: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Least and greatest exposure of the questions of each section that the form asks for."""
    held: dict[str, list[int]] = {section: [] for section, count in form.counts.items() if count}
    for question in pool:
        if question.section in held:
            held[question.section].append(exposure.get(question.id, 0))
    return {section: (min(times), max(times)) for section, times in held.items() if times}


def form_plain(form: TestForm) -> dict[str, Any]:
    """What of the form papers are drawn and measured by."""
    return {
        "id": form.id,
        "sha256": form.sha256,
        "minutes": form.minutes,
        "threshold": form.threshold,
        "points": form.points,
        "sections": [{"id": section, "count": count} for section, count in form.counts.items()],
        "band": list(form.band) if form.band else None,
    }


def pool_plain(pool: Iterable[Drawable]) -> list[dict[str, Any]]:
    """The questions without a word of them, by id."""
    return [
        {
            "id": question.id,
            "version": question.version,
            "section": question.section,
            "weight": question.weight,
            "options": sorted(question.options),
            "enemies": sorted(question.enemies),
        }
        for question in sorted(pool, key=lambda one: one.id)
    ]


def paper_plain(line: PaperLine) -> dict[str, Any]:
    """A line of the table, with its paper."""
    return {
        "number": line.number,
        "candidate": line.candidate,
        "list": line.list_number,
        "row": line.list_row,
        "attempt": line.attempt,
        "minutes": line.minutes,
        "threshold": line.threshold,
        "sha256": line.sha256,
        "questions": [[name, version, list(options)] for name, version, options in line.rows],
        "counts": dict(line.counts),
        "weight": line.weight,
        "exposure": list(line.exposure),
        "is_in_band": line.is_in_band,
        "are_enemies_apart": line.are_enemies_apart,
        "meets_the_form": line.meets_the_form,
    }
