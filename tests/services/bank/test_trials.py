"""Papers on trial: each is proved against the form, whoever composed it (R-3.1)."""

from dataclasses import replace

import pytest

from question_bank.balanced import SEED_BYTES, Drawable
from station.domain.errors import Reason, StationError
from station.domain.form_spec import FormSpec, SectionPlan
from station.services.bank import trials
from station.services.bank.trials import trial_of
from station.services.progress import Cancelled, Progress
from tests.services.bank.one_bank import APPROVER, Desk

SEED = bytes(range(SEED_BYTES))
SPEC = FormSpec("form-1", sections=(SectionPlan("S1", 3), SectionPlan("S2", 2), SectionPlan("S3", 0)))
POOL = [Drawable(f"{section}-{n}", 1, section, 200 + 20 * n, ("a", "b")) for section in ("S1", "S2") for n in range(9)]


def test_R_3_1_every_paper_has_the_forms_counts_and_the_table_proves_it() -> None:
    trial = trial_of(POOL, SPEC, 12, SEED)
    assert [paper.number for paper in trial.papers] == list(range(1, 13))
    assert {paper.counts for paper in trial.papers} == {(3, 2)}
    assert all(paper.faults == () for paper in trial.papers)
    assert trial.seed == SEED.hex()


def test_the_same_seed_gives_the_same_papers() -> None:
    assert trial_of(POOL, SPEC, 5, SEED) == trial_of(POOL, SPEC, 5, SEED)
    assert trial_of(POOL, SPEC, 5, SEED) != trial_of(POOL, SPEC, 5, bytes(SEED_BYTES))


def test_what_papers_share_and_how_often_a_question_comes_back_is_counted() -> None:
    trial = trial_of(POOL[:3] + POOL[9:11], SPEC, 4, SEED)
    assert {paper.most_shared for paper in trial.papers} == {5}
    assert trial.repeats == 4


def test_the_mean_difficulty_lies_in_the_band() -> None:
    trial = trial_of(POOL, replace(SPEC, band=(270, 290)), 8, SEED)
    assert all(270 <= paper.difficulty <= 290 and not paper.faults for paper in trial.papers)


def test_the_proof_asks_the_paper_and_not_the_algorithm(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = [replace(POOL[0], enemies=frozenset({"S1-1"})), *POOL[1:]]
    rows = tuple((name, 1, ("a", "b")) for name in ("S1-0", "S1-1", "S2-0"))

    def papers(_drawing: object, _count: int) -> list[trials.Paper]:
        return [trials.Paper(1, rows, "ff")]

    monkeypatch.setattr(trials.Drawing, "papers", papers)
    (paper,) = trial_of(apart, replace(SPEC, band=(300, 400)), 1, SEED).papers
    assert paper.faults == ("section", "difficulty", "enemies")
    assert paper.counts == (2, 1)


def test_what_cannot_be_drawn_is_refused_with_its_section() -> None:
    with pytest.raises(StationError) as refused:
        trial_of(POOL[:2], SPEC, 1, SEED)
    assert refused.value.reason is Reason.DRAW_IMPOSSIBLE
    assert refused.value.facts == {"section": "S1", "what": "too_few"}


def test_it_can_be_cancelled() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        trial_of(POOL, SPEC, 3, SEED, progress)


def test_R_24_1_only_approved_questions_are_drawn(desk: Desk) -> None:
    spec = FormSpec("form-1", sections=(SectionPlan("S1", 1),))
    desk.approved()
    desk.reviewed("Башка суроо")
    assert trials.draw(desk.again(APPROVER), spec, 3).repeats == 3, "one alone may stand in a paper"
