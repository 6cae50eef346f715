"""Papers drawn on trial to a form, each with the proof that it meets the form (R-3.1); nothing of them is kept."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from question_bank.balanced import ALGORITHM, SEED_BYTES, Drawable, DrawImpossible, Drawing, Paper, enemies_of
from station.domain.errors import Reason, StationError
from station.domain.form_spec import FormSpec
from station.services.bank.bank import Bank
from station.services.bank.pool import approved_pool
from station.services.progress import Progress

SECTION, DIFFICULTY, ENEMIES = "section", "difficulty", "enemies"


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """How a paper meets the form: questions per section in the form's order, mean difficulty in hundredths, the most
    questions that it shares with another paper. `faults`: what it does not meet (section, difficulty, enemies)."""

    number: int
    sha256: str
    counts: tuple[int, ...]
    difficulty: int
    most_shared: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """Papers drawn from `seed` (hex); `repeats`: in how many of them the most frequent question stands."""

    seed: str
    algorithm: str
    papers: tuple[TrialPaper, ...]
    repeats: int = 0


def draw(bank: Bank, spec: FormSpec, papers: int, progress: Progress | None = None) -> Trial:
    """Draw that many papers from the approved questions, from a seed that nobody has seen before.

    Raises BANK_NOT_SIGNED_IN, DRAW_IMPOSSIBLE (section, what), Cancelled.
    """
    bank.somebody()
    pool = approved_pool(bank)
    return trial_of(pool, spec, papers, secrets.token_bytes(SEED_BYTES), progress)


def trial_of(
    pool: Sequence[Drawable], spec: FormSpec, papers: int, seed: bytes, progress: Progress | None = None
) -> Trial:
    """The trial of a pool and a seed. The proof asks the paper and the form only, never the algorithm.

    Raises DRAW_IMPOSSIBLE (section, what), Cancelled.
    """
    told = progress or Progress()
    drawn: list[Paper] = []
    try:
        for paper in Drawing(pool, spec.blueprint.counts, spec.band, seed).papers(papers):
            drawn.append(paper)
            told.at(len(drawn), papers)
    except DrawImpossible as impossible:
        raise StationError(Reason.DRAW_IMPOSSIBLE, section=impossible.section, what=impossible.what) from None
    chosen = [frozenset(question for question, _version, _options in paper.rows) for paper in drawn]
    shared = [0] * len(drawn)
    for (one, ids), (other, others) in combinations(enumerate(chosen), 2):
        common = len(ids & others)
        shared[one], shared[other] = max(shared[one], common), max(shared[other], common)
    known = {question.id: question for question in pool}
    enemies = {name: {other.id for other in others} for name, others in enemies_of(known).items()}
    proofs = tuple(
        _proof(paper, [known[name] for name in sorted(ids)], spec, enemies, most)
        for paper, ids, most in zip(drawn, chosen, shared, strict=True)
    )
    repeats = max((sum(name in ids for ids in chosen) for name in set().union(*chosen)), default=0)
    return Trial(seed.hex(), ALGORITHM, proofs, repeats)


def _proof(
    paper: Paper, questions: Sequence[Drawable], spec: FormSpec, enemies: Mapping[str, set[str]], most_shared: int
) -> TrialPaper:
    ids = {question.id for question in questions}
    total = sum(question.weight for question in questions)
    planned = [plan for plan in spec.sections if plan.count]
    counts = tuple(sum(question.section == plan.id for question in questions) for plan in planned)
    faults = []
    if counts != tuple(plan.count for plan in planned) or len(questions) != spec.questions:
        faults.append(SECTION)
    if spec.band and not spec.band[0] * len(questions) <= total <= spec.band[1] * len(questions):
        faults.append(DIFFICULTY)
    if any(enemies.get(name, set()) & ids for name in ids):
        faults.append(ENEMIES)
    mean = round(total / len(questions)) if questions else 0
    return TrialPaper(paper.number, paper.sha256, counts, mean, most_shared, tuple(faults))
