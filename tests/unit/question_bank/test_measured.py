"""How hard questions turned out to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.measured import LEAST_ASKED, measured_weight, tally


@pytest.mark.parametrize(
    ("asked", "right", "weight"),
    [(30, 30, 100), (30, 0, 500), (100, 50, 300), (100, 99, 104), (100, 25, 400), (60, 1, 493), (30, 7, 407)],
)
def test_the_fewer_answer_rightly_the_harder_it_is(asked: int, right: int, weight: int) -> None:
    assert measured_weight(asked, right) == weight


@pytest.mark.parametrize("asked", [0, 1, LEAST_ASKED - 1])
def test_fewer_than_thirty_askings_measure_nothing(asked: int) -> None:
    assert measured_weight(asked, 0) == 0


@given(st.integers(LEAST_ASKED, 5000).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(1, asked))))
def test_one_right_answer_more_never_makes_it_harder(counts: tuple[int, int]) -> None:
    asked, right = counts
    assert 100 <= measured_weight(asked, right) <= measured_weight(asked, right - 1) <= 500


def test_answers_are_counted_per_question_and_version() -> None:
    answers = [("B", 1, True), ("A", 2, False), ("A", 1, True), ("A", 2, True), ("A", 2, True)]
    assert tally(answers) == (("A", 1, 1, 1), ("A", 2, 3, 2), ("B", 1, 1, 1))
    assert tally([]) == ()
