"""How many questions of which section a paper has, and whether a bank can fill it (R-21.2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from question_bank.balanced import BAND, SEED_BYTES, Drawable, DrawImpossible, Drawing
from question_bank.model import Bank

Band = tuple[int, int]
"""Least and greatest mean weight of a paper's questions, in hundredths, both allowed."""

_ANY_SEED = bytes(SEED_BYTES)
"""A set of questions that fits is proof enough, whichever it is; nobody's paper comes of it."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper is drawn to: questions per section in the order of the paper, and perhaps a band."""

    counts: Mapping[str, int]
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """A section that cannot give a paper its questions: there are too few, or too few that are not enemies."""

    section: str
    needed: int
    present: int
    by_enemies: bool = False


@dataclass(frozen=True, slots=True)
class Supply:
    """What a bank can give to a blueprint. `lacks`: all sections that fall short, in the paper's order. Where none
    does: `reach`, the least and the greatest mean weight of a paper (rounded outwards), and `is_in_band`, whether a
    paper lies in the band; `enemies_meet`: across the sections no paper can keep enemies apart."""

    lacks: tuple[Lack, ...]
    reach: Band | None = None
    is_in_band: bool = True
    enemies_meet: bool = False

    @property
    def suffices(self) -> bool:
        return not self.lacks and self.is_in_band and not self.enemies_meet


def shortages(bank: Bank, counts: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Sections with too few questions: section -> (needed, present)."""
    present = dict.fromkeys(counts, 0)
    for question in bank.questions.values():
        if question.section in present:
            present[question.section] += 1
    return {section: (need, present[section]) for section, need in counts.items() if present[section] < need}


def supply(pool: Collection[Drawable], blueprint: Blueprint) -> Supply:
    """Whether these questions can fill a paper: counts, enemies apart, difficulty within the band. `pool` has each id
    once."""
    counts = {section: count for section, count in blueprint.counts.items() if count}
    by_section: dict[str, list[Drawable]] = {section: [] for section in counts}
    for question in pool:
        if question.section in by_section:
            by_section[question.section].append(question)
    lacks = tuple(
        Lack(section, needed, len(by_section[section]), len(by_section[section]) >= needed)
        for section, needed in counts.items()
        if not _fits(by_section[section], {section: needed})
    )
    if lacks or not counts:
        return Supply(lacks)
    reach = _reach(by_section, counts)
    try:
        Drawing(pool, counts, blueprint.band, _ANY_SEED).check()
    except DrawImpossible as impossible:
        is_band = impossible.what == BAND
        return Supply((), reach, is_in_band=not is_band, enemies_meet=not is_band)
    return Supply((), reach)


def _fits(questions: Collection[Drawable], counts: Mapping[str, int]) -> bool:
    try:
        Drawing(questions, counts, None, _ANY_SEED).check()
    except DrawImpossible:
        return False
    return True


def _reach(by_section: Mapping[str, Collection[Drawable]], counts: Mapping[str, int]) -> Band:
    ordered = {section: sorted(question.weight for question in held) for section, held in by_section.items()}
    least = sum(sum(weights[: counts[section]]) for section, weights in ordered.items())
    most = sum(sum(weights[-counts[section] :]) for section, weights in ordered.items())
    total = sum(counts.values())
    return least // total, -(-most // total)
