"""The candidate's way, walked without a display."""

import pytest

from station.domain.stages import Happening, Stage, next_stage

STEPS = list(Happening)


def ways_from(stage: Stage, without: frozenset[Happening] = frozenset()) -> dict[Happening, Stage]:
    """Where one can go from a screen."""
    ways = {}
    for happening in set(STEPS) - without:
        try:
            ways[happening] = next_stage(stage, happening)
        except ValueError:
            continue
    return ways


def reachable(begin: Stage, without: frozenset[Happening] = frozenset()) -> set[Stage]:
    """All screens that can follow."""
    found, waiting = {begin}, [begin]
    while waiting:
        new = set(ways_from(waiting.pop(), without).values()) - found
        found |= new
        waiting += new
    return found


def test_every_screen_can_be_reached_from_the_locked_station() -> None:
    assert reachable(Stage.UNLOCK) == set(Stage)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.STOPPED])
def test_no_screen_is_a_dead_end_every_way_leads_back_to_the_code(stage: Stage) -> None:
    assert Stage.CODE in reachable(stage, frozenset({Happening.STATION_STOPS}))


def test_every_happening_has_its_place() -> None:
    assert {happening for stage in Stage for happening in ways_from(stage)} == set(Happening)


@pytest.mark.parametrize("stage", [Stage.QUESTION, Stage.REVIEW])
def test_R_25_1_the_result_is_one_step_from_the_question_and_from_the_review(stage: Stage) -> None:
    assert next_stage(stage, Happening.FINISHED) is Stage.RESULT


@pytest.mark.parametrize("missing", [Happening.THIS_IS_ME, Happening.RULES_ACCEPTED, Happening.START])
def test_R_24_9_no_question_is_shown_before_this_is_me_the_rules_and_the_start(missing: Happening) -> None:
    assert Stage.QUESTION not in reachable(Stage.UNLOCK, frozenset({missing, Happening.CODE_RESUMES}))


def test_R_24_5_a_code_whose_test_was_under_way_leads_straight_back_to_the_question() -> None:
    assert next_stage(Stage.CODE, Happening.CODE_RESUMES) is Stage.QUESTION


@pytest.mark.parametrize("stage", [Stage.RESULT, Stage.DONE])
def test_R_25_4_from_the_result_no_question_is_reached_without_a_code(stage: Stage) -> None:
    by_code = frozenset({Happening.CODE_ACCEPTED, Happening.CODE_RESUMES})
    assert not {Stage.QUESTION, Stage.REVIEW} & reachable(stage, by_code)


def test_somebody_else_waits_for_the_staff_and_gets_no_further() -> None:
    assert next_stage(Stage.IDENTITY, Happening.THIS_IS_NOT_ME) is Stage.LOCKED


def test_R_24_8_a_seat_that_too_many_wrong_codes_locked_is_freed_by_staff_only() -> None:
    assert next_stage(Stage.CODE, Happening.TOO_MANY_CODES) is Stage.LOCKED
    assert set(ways_from(Stage.LOCKED)) == {Happening.STAFF_FREES, Happening.STATION_STOPS}


@pytest.mark.parametrize("stage", [Stage.QUESTION, Stage.REVIEW, Stage.PAUSED])
def test_R_24_11_staff_can_interrupt_a_test_on_every_screen_of_it(stage: Stage) -> None:
    assert next_stage(stage, Happening.INTERRUPTED) is Stage.LOCKED


@pytest.mark.parametrize("stage", list(Stage))
def test_the_station_can_stop_on_every_screen_and_stays_stopped(stage: Stage) -> None:
    assert next_stage(stage, Happening.STATION_STOPS) is Stage.STOPPED
    assert set(ways_from(Stage.STOPPED)) == {Happening.STATION_STOPS}


def test_the_plain_way_of_a_candidate() -> None:
    steps = [
        Happening.UNLOCKED,
        Happening.CODE_ACCEPTED,
        Happening.THIS_IS_ME,
        Happening.RULES_ACCEPTED,
        Happening.PRACTISED,
        Happening.START,
        Happening.TO_QUESTION,
        Happening.PAUSE,
        Happening.RESUME,
        Happening.TO_REVIEW,
        Happening.TO_QUESTION,
        Happening.TO_REVIEW,
        Happening.FINISHED,
        Happening.RESULT_LEFT,
        Happening.SEAT_LEFT,
    ]
    stage = Stage.UNLOCK
    for step in steps:
        stage = next_stage(stage, step)
    assert stage is Stage.CODE


def test_a_step_that_the_way_does_not_have_is_a_bug_and_says_which() -> None:
    with pytest.raises(ValueError, match="START cannot happen on CODE"):
        next_stage(Stage.CODE, Happening.START)
