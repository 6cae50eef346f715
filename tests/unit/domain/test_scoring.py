"""Scores: integers, by identity, from answers, key and rule alone (R-6.1)."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.model import Question
from station.domain.scoring import RULE, Score, SectionScore, meets, score
from tests.unit.domain.builders import QUESTIONS, policy
from tests.unit.question_bank.builders import question

RIGHT = {item.id: item.key for item in QUESTIONS}
ANSWERS = st.fixed_dictionaries(
    {}, optional={item.id: st.frozensets(st.sampled_from("abcd"), min_size=1) for item in QUESTIONS}
)
POINTS = st.integers(1, 5)
ORDERS = st.randoms(use_true_random=False)


def shuffled(paper: tuple[Question, ...], order: Random) -> list[Question]:
    """The paper with questions and options in another order."""
    turned = [replace(item, options=tuple(order.sample(item.options, len(item.options)))) for item in paper]
    return order.sample(turned, len(turned))


def total(points: int, **sections: int) -> Score:
    """A score of that many points."""
    return Score(points, 10, tuple(SectionScore(name, 5, got, got) for name, got in sections.items()))


@given(ANSWERS, POINTS)
def test_R_6_1_a_score_is_one_right_set_of_options_times_the_points(
    answers: dict[str, frozenset[str]], points: int
) -> None:
    right = [name for name in answers if answers[name] == RIGHT[name]]
    assert score(QUESTIONS, answers, points).total == len(right) * points


@given(ANSWERS, POINTS, ORDERS)
def test_R_6_1_the_order_of_questions_and_options_changes_no_score(
    answers: dict[str, frozenset[str]], points: int, order: Random
) -> None:
    assert score(shuffled(QUESTIONS, order), answers, points) == score(QUESTIONS, answers, points)


@given(ANSWERS, POINTS)
def test_R_21_3_the_points_of_the_sections_add_up_to_the_total(
    answers: dict[str, frozenset[str]], points: int
) -> None:
    result = score(QUESTIONS, answers, points)
    assert sum(part.points for part in result.sections) == result.total
    assert sum(part.asked for part in result.sections) == len(QUESTIONS)
    assert [part.section for part in result.sections] == ["S1", "S2"]
    assert 0 <= result.total <= result.maximum == len(QUESTIONS) * points


def test_R_21_3_each_section_tells_asked_correct_and_points() -> None:
    answers = {"S1-001": frozenset("a"), "S2-001": frozenset("a"), "S1-002": frozenset("bd")}
    assert score(QUESTIONS, answers, 2).sections == (SectionScore("S1", 2, 2, 4), SectionScore("S2", 2, 0, 0))


def test_all_right_answers_give_the_maximum() -> None:
    result = score(QUESTIONS, RIGHT, 3)
    assert result.total == result.maximum == 12


def test_R_25_4_unanswered_questions_score_nothing() -> None:
    assert score(QUESTIONS, {}, 1).total == 0
    assert score(QUESTIONS, {"S1-001": frozenset()}, 1).total == 0


@pytest.mark.parametrize("chosen", ["b", "d", "abd", "bcd", "abcd", "ac", ""])
def test_several_right_options_score_all_or_nothing(chosen: str) -> None:
    asked = question(key="bd")
    assert score([asked], {asked.id: frozenset(chosen)}, 1).total == 0
    assert score([asked], {asked.id: frozenset("db")}, 1).total == 1


def test_answers_to_questions_that_were_not_asked_count_for_nothing() -> None:
    assert score(QUESTIONS[:1], RIGHT, 1).total == 1


def test_R_6_1_a_rule_that_this_program_does_not_know_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="2"):
        score(QUESTIONS, RIGHT, 1, rule=RULE + 1)


@pytest.mark.parametrize(("points", "passes"), [(4, False), (5, True), (6, True)])
def test_R_26_1_the_threshold_itself_passes(points: int, passes: bool) -> None:
    """Q-1: not less than the threshold; the profile says so."""
    assert meets(total(points), 5, {}, policy().threshold_inclusive) is passes


@pytest.mark.parametrize(("points", "passes"), [(5, False), (6, True)])
def test_the_other_reading_of_the_threshold_is_a_setting(points: int, passes: bool) -> None:
    assert meets(total(points), 5, {}, inclusive=False) is passes


@given(st.integers(0, 10), st.integers(0, 10))
def test_R_3_1_the_same_points_and_threshold_always_get_the_same_statement(
    points: int, threshold: int
) -> None:
    one, other = total(points, S1=points), total(points, S2=points)
    assert meets(one, threshold, {}) == meets(other, threshold, {}) == (points >= threshold)


@pytest.mark.parametrize(
    ("minima", "passes"),
    [
        ({}, True),
        ({"S1": 3}, True),
        ({"S1": 4}, False),
        ({"S1": 3, "S2": 4}, True),
        ({"S1": 3, "S2": 5}, False),
        ({"S9": 1}, False),
    ],
)
def test_R_21_3_section_minima_count_only_where_the_form_sets_them(
    minima: dict[str, int], passes: bool
) -> None:
    assert meets(total(7, S1=3, S2=4), 5, minima) is passes


def test_R_21_3_section_minima_never_replace_the_threshold() -> None:
    assert not meets(total(4, S1=2, S2=2), 5, {"S1": 1})
