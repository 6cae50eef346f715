"""Drawing a paper from a seed."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.draw import draw_paper
from tests.unit.question_bank.builders import question, questions

SEEDS = st.integers(0, 2**63 - 1)
SPARE = {"S1": 9, "S2": 6, "S3": 4}
BANK = questions(SPARE)
COUNTS = st.fixed_dictionaries({section: st.integers(0, most) for section, most in SPARE.items()})


@given(COUNTS, SEEDS)
def test_R_3_1_every_paper_has_exactly_the_forms_counts_per_section(
    counts: dict[str, int], seed: int
) -> None:
    drawn = Counter(name.split("-")[0] for name, _, _ in draw_paper(BANK, counts, seed))
    assert drawn == Counter({section: count for section, count in counts.items() if count})


@given(COUNTS, SEEDS)
def test_no_question_stands_twice_on_a_paper(counts: dict[str, int], seed: int) -> None:
    names = [name for name, _, _ in draw_paper(BANK, counts, seed)]
    assert len(set(names)) == len(names)


@given(COUNTS, SEEDS)
def test_every_question_shows_each_of_its_options_once(counts: dict[str, int], seed: int) -> None:
    by_id = {item.id: item for item in BANK}
    for name, version, options in draw_paper(BANK, counts, seed):
        assert version == by_id[name].version
        assert sorted(options) == sorted(option.id for option in by_id[name].options)


@given(SEEDS, st.randoms(use_true_random=False))
def test_one_seed_draws_one_paper_in_whatever_order_the_bank_comes(seed: int, order: Random) -> None:
    shuffled = list(BANK)
    order.shuffle(shuffled)
    counts = {"S1": 4, "S2": 3, "S3": 2}
    assert draw_paper(shuffled, counts, seed) == draw_paper(BANK, counts, seed)


@given(SEEDS)
def test_sections_follow_each_other_as_the_form_lists_them(seed: int) -> None:
    sections = [name.split("-")[0] for name, _, _ in draw_paper(BANK, {"S3": 2, "S1": 3, "S2": 2}, seed)]
    assert sections == ["S3"] * 2 + ["S1"] * 3 + ["S2"] * 2


def test_different_seeds_draw_different_papers() -> None:
    counts = {"S1": 4, "S2": 3, "S3": 2}
    assert len({draw_paper(BANK, counts, seed) for seed in range(50)}) == 50


def test_every_question_and_every_option_order_has_its_chance() -> None:
    seen: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for seed in range(600):
        for name, _, options in draw_paper(BANK, {"S2": 2}, seed):
            seen[name] += 1
            first[options[0]] += 1
    assert len(seen) == SPARE["S2"]
    assert all(100 < count < 300 for count in seen.values())
    assert all(200 < first[option] < 400 for option in "abcd")


def test_a_section_that_the_form_does_not_name_gives_no_question() -> None:
    assert draw_paper([question("X-1", "X"), question("S1-001")], {"S1": 1}, 7)[0][0] == "S1-001"


@pytest.mark.parametrize("counts", [{"S1": 10}, {"S9": 1}])
def test_R_21_2_a_section_with_too_few_questions_is_never_drawn_short(counts: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        draw_paper(BANK, counts, 1)
