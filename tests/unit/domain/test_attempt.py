"""One candidate's attempt: what may be done when, and what it leaves behind."""

from collections.abc import Callable

import pytest

from station.domain import attempt as decisions
from station.domain import events as e
from station.domain.attempt import Attempt, PaperItem, State
from station.domain.clock import Moment
from station.domain.errors import Reason, StationError
from station.domain.scoring import Score, SectionScore
from tests.unit.domain.builders import MINUTE, PAPER, after, attempt_started, begun, moment

HOUR = 60 * MINUTE
WHO = "C0001"

Act = Callable[[Attempt, Moment], e.Event]
ACTS_OF_THE_CANDIDATE: dict[str, Act] = {
    "show": lambda attempt, at: decisions.show(attempt, "S1-002", at),
    "answer": lambda attempt, at: decisions.answer(attempt, "S1-001", frozenset("b"), at),
    "take back": lambda attempt, at: decisions.answer(attempt, "S1-001", frozenset(), at),
    "flag": lambda attempt, at: decisions.flag(attempt, "S1-001", True, at),
    "remark": lambda attempt, at: decisions.remark(attempt, "S1-001", "?", at),
}
acts = pytest.mark.parametrize("act", ACTS_OF_THE_CANDIDATE.values(), ids=ACTS_OF_THE_CANDIDATE.keys())


def refused(decide: Callable[[], object]) -> StationError:
    """The refusal that the decision meets."""
    with pytest.raises(StationError) as refusal:
        decide()
    return refusal.value


def answered() -> Attempt:
    """Two answers after two minutes."""
    attempt = after(begun(), e.OptionSet(WHO, MINUTE, "S1-001", ("a",)), MINUTE)
    return after(attempt, e.OptionSet(WHO, 2 * MINUTE, "S2-002", ("a",)), 2 * MINUTE)


def paused() -> Attempt:
    """Paused after three minutes."""
    return after(answered(), e.Paused(WHO, 3 * MINUTE, "noise"), 3 * MINUTE)


def suspended(gap_ms: int = MINUTE) -> Attempt:
    """The station was down; three minutes were used."""
    return after(answered(), e.HeartbeatGap(WHO, 3 * MINUTE, gap_ms), 5 * MINUTE)


def interrupted() -> Attempt:
    """Interrupted after three minutes."""
    return after(answered(), e.Interrupted(WHO, 3 * MINUTE, "illness", "ill", "5"), 3 * MINUTE)


def finished() -> Attempt:
    """Finished by the candidate after four minutes."""
    return after(answered(), e.Finished(WHO, 4 * MINUTE, "candidate"), 4 * MINUTE)


# --- the beginning ------------------------------------------------------------------------------------------


def test_an_attempt_begins_with_its_paper_its_whole_time_and_no_answers() -> None:
    attempt = begun()
    assert attempt.paper == tuple(PaperItem(*row) for row in PAPER)
    assert (attempt.state, attempt.current, attempt.language) == (State.RUNNING, "S1-001", "ky")
    assert attempt.remaining_at(moment()) == HOUR
    assert attempt.unanswered == ("S1-001", "S1-002", "S2-001", "S2-002")


def test_R_3_1_time_and_threshold_are_those_of_the_form_that_the_start_recorded() -> None:
    attempt = begun(budget_ms=90, threshold=3, points=2, rule=1)
    assert (attempt.budget_ms, attempt.threshold, attempt.points, attempt.rule) == (90, 3, 2, 1)


def test_a_question_is_found_with_the_order_of_its_options() -> None:
    assert begun().item("S1-001").options == ("c", "a", "b", "d")


def test_a_question_of_another_paper_is_not_found() -> None:
    assert refused(lambda: begun().item("S9-001")).reason is Reason.UNKNOWN_QUESTION


# --- time ---------------------------------------------------------------------------------------------------


def test_time_runs_with_the_boot_clock_and_ends_at_the_budget() -> None:
    attempt = begun()
    assert attempt.used_at(moment(MINUTE)) == MINUTE
    assert attempt.remaining_at(moment(HOUR - 1)) == 1
    assert attempt.remaining_at(moment(HOUR)) == attempt.remaining_at(moment(2 * HOUR)) == 0


def test_a_changed_system_clock_moves_no_test() -> None:
    later = moment(MINUTE)
    jumped = Moment(later.boot, later.mono_ms, later.wall_ms + 3 * HOUR, later.legal_ms)
    assert begun().used_at(jumped) == MINUTE


def test_time_never_runs_backwards_and_never_across_a_reboot() -> None:
    attempt = answered()
    assert attempt.used_at(moment(0)) == 2 * MINUTE
    assert attempt.used_at(moment(HOUR, "boot-2")) == 2 * MINUTE


def test_a_pause_costs_no_time() -> None:
    attempt = paused()
    assert attempt.used_at(moment(HOUR)) == 3 * MINUTE
    resumed = after(attempt, decisions.resume(attempt), HOUR)
    assert resumed.used_at(moment(HOUR + MINUTE)) == 4 * MINUTE


def test_added_time_is_added_to_what_is_left() -> None:
    attempt = after(answered(), e.TimeExtended(WHO, 2 * MINUTE, 5 * MINUTE, "9", "H1"), 2 * MINUTE)
    assert attempt.remaining_at(moment(2 * MINUTE)) == 63 * MINUTE
    assert attempt.state is State.RUNNING


# --- the candidate's acts -----------------------------------------------------------------------------------


def test_going_to_a_question_makes_it_the_current_one() -> None:
    event = decisions.show(begun(), "S2-001", moment(MINUTE))
    assert event == e.QuestionShown(WHO, MINUTE, "S2-001")
    assert after(begun(), event, MINUTE).current == "S2-001"


def test_an_answer_is_stored_by_the_identity_of_its_options() -> None:
    event = decisions.answer(begun(), "S1-002", frozenset("db"), moment(MINUTE))
    assert event == e.OptionSet(WHO, MINUTE, "S1-002", ("b", "d"))
    attempt = after(begun(), event, MINUTE)
    assert attempt.answers == {"S1-002": frozenset("bd")}
    assert attempt.unanswered == ("S1-001", "S2-001", "S2-002")


def test_a_later_answer_replaces_the_earlier_one() -> None:
    attempt = answered()
    changed = after(
        attempt, decisions.answer(attempt, "S1-001", frozenset("d"), moment(3 * MINUTE)), 3 * MINUTE
    )
    assert changed.answers == {"S1-001": frozenset("d"), "S2-002": frozenset("a")}


def test_no_option_at_all_takes_the_answer_back() -> None:
    attempt = answered()
    event = decisions.answer(attempt, "S1-001", frozenset(), moment(3 * MINUTE))
    assert event == e.OptionCleared(WHO, 3 * MINUTE, "S1-001")
    assert after(attempt, event, 3 * MINUTE).answers == {"S2-002": frozenset("a")}


def test_an_option_that_the_question_does_not_show_is_refused() -> None:
    refusal = refused(lambda: decisions.answer(begun(), "S2-002", frozenset("ac"), moment()))
    assert refusal.reason is Reason.UNKNOWN_OPTION


@pytest.mark.parametrize(
    "act",
    [
        lambda attempt: decisions.show(attempt, "S9-001", moment()),
        lambda attempt: decisions.answer(attempt, "S9-001", frozenset("a"), moment()),
        lambda attempt: decisions.flag(attempt, "S9-001", True, moment()),
        lambda attempt: decisions.remark(attempt, "S9-001", "?", moment()),
    ],
)
def test_R_35_5_nothing_can_be_done_with_a_question_of_another_paper(
    act: Callable[[Attempt], object],
) -> None:
    assert refused(lambda: act(begun())).reason is Reason.UNKNOWN_QUESTION


def test_a_flag_is_set_and_taken_away_and_leaves_the_answer_as_it_is() -> None:
    attempt = answered()
    marked = after(attempt, decisions.flag(attempt, "S1-001", True, moment(3 * MINUTE)), 3 * MINUTE)
    assert (set(marked.flags), marked.answers) == ({"S1-001"}, attempt.answers)
    unmarked = after(marked, decisions.flag(marked, "S1-001", False, moment(4 * MINUTE)), 4 * MINUTE)
    assert unmarked.flags == frozenset()


def test_a_remark_is_kept_replaced_and_taken_back() -> None:
    attempt = after(begun(), decisions.remark(begun(), "S1-001", "  typo \n", moment()))
    assert attempt.remarks == {"S1-001": "typo"}
    attempt = after(attempt, decisions.remark(attempt, "S1-001", "no key", moment()))
    attempt = after(attempt, decisions.remark(attempt, "S1-002", "long", moment()))
    assert attempt.remarks == {"S1-001": "no key", "S1-002": "long"}
    assert after(attempt, decisions.remark(attempt, "S1-001", " ", moment())).remarks == {"S1-002": "long"}


def test_R_35_2_language_and_view_are_kept_for_the_commissions_replay() -> None:
    attempt = after(begun(), e.LanguageChanged(WHO, MINUTE, "ru"), MINUTE)
    attempt = after(attempt, e.ViewChanged(WHO, MINUTE, 150, True, 1920, 1080), MINUTE)
    assert (attempt.language, attempt.font_percent, attempt.high_contrast) == ("ru", 150, True)


@acts
@pytest.mark.parametrize("stopped", [paused, suspended, interrupted])
def test_while_the_clock_stands_nothing_can_be_done(act: Act, stopped: Callable[[], Attempt]) -> None:
    assert refused(lambda: act(stopped(), moment(6 * MINUTE))).reason is Reason.PAUSED


@acts
def test_R_25_4_after_the_finish_nothing_can_be_done(act: Act) -> None:
    assert refused(lambda: act(finished(), moment(5 * MINUTE))).reason is Reason.ALREADY_FINISHED


@acts
def test_R_25_4_after_the_last_millisecond_nothing_can_be_done(act: Act) -> None:
    assert isinstance(act(begun(), moment(HOUR - 1)), e.AttemptEvent)
    assert refused(lambda: act(begun(), moment(HOUR))).reason is Reason.TIME_OVER


# --- pause, stop of the station, resume ---------------------------------------------------------------------


def test_a_pause_keeps_its_reason_and_moment() -> None:
    event = decisions.pause(answered(), " noise ", moment(3 * MINUTE))
    assert event == e.Paused(WHO, 3 * MINUTE, "noise")
    attempt = after(answered(), event, 3 * MINUTE)
    assert (attempt.state, attempt.pause_reason, attempt.stopped_at) == (
        State.PAUSED,
        "noise",
        moment(3 * MINUTE),
    )


def test_a_pause_needs_a_reason() -> None:
    assert refused(lambda: decisions.pause(begun(), " ", moment())).reason is Reason.REASON_NEEDED


@pytest.mark.parametrize("stopped", [paused, suspended, interrupted, finished])
def test_only_a_running_test_can_be_paused(stopped: Callable[[], Attempt]) -> None:
    refusal = refused(lambda: decisions.pause(stopped(), "noise", moment()))
    assert (refusal.reason, refusal.facts) == (Reason.NOT_ALLOWED_NOW, {"state": stopped().state.value})


def test_R_24_5_after_a_stop_of_the_station_the_test_stands_with_the_time_it_had() -> None:
    attempt = suspended()
    assert (attempt.state, attempt.gap_ms) == (State.SUSPENDED, MINUTE)
    assert attempt.used_at(moment(HOUR)) == 3 * MINUTE
    assert attempt.answers == answered().answers


def test_R_24_5_a_suspended_test_goes_on_only_when_staff_allowed_it() -> None:
    attempt = suspended()
    assert refused(lambda: decisions.resume(attempt)).reason is Reason.RESUME_NEEDS_STAFF
    allowed = after(attempt, decisions.allow_resume(attempt, "", 5 * MINUTE), 6 * MINUTE)
    assert allowed.state is State.SUSPENDED
    resumed = after(allowed, decisions.resume(allowed), 7 * MINUTE)
    assert (resumed.state, resumed.gap_ms, resumed.stopped_at) == (State.RUNNING, 0, None)
    assert resumed.used_at(moment(8 * MINUTE)) == 4 * MINUTE


def test_a_second_stop_takes_the_permission_to_resume_away() -> None:
    attempt = suspended()
    allowed = after(attempt, decisions.allow_resume(attempt, "", 5 * MINUTE))
    stopped = after(allowed, e.HeartbeatGap(WHO, 3 * MINUTE, MINUTE))
    assert refused(lambda: decisions.resume(stopped)).reason is Reason.RESUME_NEEDS_STAFF


def test_a_long_break_needs_a_second_person() -> None:
    long = suspended(5 * MINUTE + 1)
    refusal = refused(lambda: decisions.allow_resume(long, "", 5 * MINUTE))
    assert refusal.reason is Reason.SECOND_PERSON_NEEDED
    assert decisions.allow_resume(long, "H1", 5 * MINUTE) == e.ResumeAllowed(WHO, 3 * MINUTE, "H1")
    assert decisions.allow_resume(suspended(5 * MINUTE), "", 5 * MINUTE).second == ""


@pytest.mark.parametrize("other", [begun, paused, interrupted, finished])
def test_only_a_suspended_test_needs_the_permission(other: Callable[[], Attempt]) -> None:
    assert refused(lambda: decisions.allow_resume(other(), "", MINUTE)).reason is Reason.NOT_ALLOWED_NOW


@pytest.mark.parametrize("other", [begun, interrupted, finished])
def test_only_a_standing_test_can_be_resumed(other: Callable[[], Attempt]) -> None:
    assert refused(lambda: decisions.resume(other())).reason is Reason.NOT_ALLOWED_NOW


# --- interruption -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stands", [begun, paused, suspended])
def test_R_24_11_an_interruption_stops_the_clock_and_gives_no_verdict(stands: Callable[[], Attempt]) -> None:
    event = decisions.interrupt(stands(), "removal", " phone ", " 5 ", moment(5 * MINUTE))
    assert (event.ground, event.reason, event.act) == ("removal", "phone", "5")
    attempt = after(stands(), event, 5 * MINUTE)
    assert (attempt.state, attempt.score, attempt.meets, attempt.interruption) == (
        State.INTERRUPTED,
        None,
        None,
        event,
    )
    assert attempt.used_at(moment(HOUR)) == event.used_ms


def test_R_24_11_an_interruption_needs_a_reason() -> None:
    refusal = refused(lambda: decisions.interrupt(begun(), "illness", "", "", moment()))
    assert refusal.reason is Reason.REASON_NEEDED


@pytest.mark.parametrize("ended", [interrupted, finished])
def test_R_24_11_what_has_ended_cannot_be_interrupted(ended: Callable[[], Attempt]) -> None:
    refusal = refused(lambda: decisions.interrupt(ended(), "illness", "ill", "", moment()))
    assert refusal.reason is Reason.NOT_ALLOWED_NOW


def test_R_24_11_the_decision_needs_a_number_and_a_reason() -> None:
    stands = interrupted()
    number = refused(lambda: decisions.decide(stands, " ", "reason", "resume"))
    assert number.reason is Reason.DECISION_NUMBER_NEEDED
    assert refused(lambda: decisions.decide(stands, "12", " ", "resume")).reason is Reason.REASON_NEEDED
    with pytest.raises(ValueError, match="lottery"):
        decisions.decide(stands, "12", "reason", "lottery")


def test_R_24_11_the_first_way_resumes_with_the_time_and_the_answers_it_had() -> None:
    attempt = after(interrupted(), decisions.decide(interrupted(), "12", "well again", "resume"), 9 * MINUTE)
    assert attempt.state is State.SUSPENDED
    assert refused(lambda: decisions.resume(attempt)).reason is Reason.RESUME_NEEDS_STAFF
    attempt = after(attempt, decisions.allow_resume(attempt, "", MINUTE), 9 * MINUTE)
    attempt = after(attempt, decisions.resume(attempt), 10 * MINUTE)
    assert (attempt.state, attempt.answers) == (State.RUNNING, answered().answers)
    assert attempt.used_at(moment(11 * MINUTE)) == 4 * MINUTE


def test_R_24_11_the_second_way_leaves_it_interrupted_for_a_new_paper() -> None:
    event = decisions.decide(interrupted(), " 12 ", " power ", "new_paper")
    assert event == e.InterruptionDecided(WHO, 3 * MINUTE, "12", "power", "new_paper")
    attempt = after(interrupted(), event)
    assert (attempt.state, attempt.decision, attempt.meets) == (State.INTERRUPTED, event, None)


def test_R_24_11_the_third_way_scores_what_is_stored() -> None:
    decided = after(interrupted(), decisions.decide(interrupted(), "12", "left", "score"), 9 * MINUTE)
    event = decisions.finish(decided, "decision", moment(9 * MINUTE))
    assert event == e.Finished(WHO, 3 * MINUTE, "decision")
    attempt = after(decided, event, 9 * MINUTE)
    assert (attempt.state, attempt.finished_how, attempt.answers) == (
        State.FINISHED,
        "decision",
        answered().answers,
    )


def test_R_24_11_one_interruption_is_decided_once() -> None:
    decided = after(interrupted(), decisions.decide(interrupted(), "12", "power", "new_paper"))
    refusal = refused(lambda: decisions.decide(decided, "13", "other", "score"))
    assert refusal.reason is Reason.NOT_ALLOWED_NOW


def test_R_24_11_a_second_interruption_is_decided_anew() -> None:
    attempt = after(interrupted(), decisions.decide(interrupted(), "12", "well again", "resume"), 9 * MINUTE)
    attempt = after(attempt, decisions.interrupt(attempt, "illness", "ill again", "", moment()), 10 * MINUTE)
    assert attempt.decision is None
    assert decisions.decide(attempt, "13", "ill for long", "score").number == "13"


def test_R_24_11_an_earlier_permission_to_resume_does_not_outlive_the_interruption() -> None:
    attempt = suspended()
    attempt = after(attempt, decisions.allow_resume(attempt, "", 5 * MINUTE))
    attempt = after(attempt, decisions.interrupt(attempt, "illness", "ill", "", moment()))
    attempt = after(attempt, decisions.decide(attempt, "12", "well again", "resume"))
    assert refused(lambda: decisions.resume(attempt)).reason is Reason.RESUME_NEEDS_STAFF


@pytest.mark.parametrize("other", [begun, paused, suspended, finished])
def test_R_24_11_only_an_interruption_can_be_decided(other: Callable[[], Attempt]) -> None:
    assert refused(lambda: decisions.decide(other(), "12", "why", "resume")).reason is Reason.NOT_ALLOWED_NOW


# --- the end ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["candidate", "time"])
def test_a_running_test_ends_by_its_candidate_or_by_time(how: str) -> None:
    event = decisions.finish(answered(), how, moment(HOUR + 5))
    assert event == e.Finished(WHO, HOUR, how)
    attempt = after(answered(), event, HOUR + 5)
    assert (attempt.state, attempt.finished_how) == (State.FINISHED, how)
    assert (attempt.finished_at, attempt.used_ms) == (moment(HOUR + 5), HOUR)


@pytest.mark.parametrize("how", ["candidate", "time", "decision"])
def test_R_25_4_a_test_ends_once(how: str) -> None:
    assert refused(lambda: decisions.finish(finished(), how, moment())).reason is Reason.ALREADY_FINISHED


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (paused, "candidate"),
        (suspended, "time"),
        (interrupted, "candidate"),
        (interrupted, "time"),
        (begun, "decision"),
        (paused, "decision"),
    ],
)
def test_a_standing_test_is_ended_by_nobody_but_a_decision_on_an_interruption(
    other: Callable[[], Attempt], how: str
) -> None:
    assert refused(lambda: decisions.finish(other(), how, moment())).reason is Reason.PAUSED


def test_R_6_1_the_score_is_taken_from_its_event_and_from_nowhere_else() -> None:
    event = e.Scored(WHO, 4 * MINUTE, 1, 4, 2, False, (("S1", 2, 1, 1), ("S2", 2, 0, 0)), 1)
    attempt = after(finished(), event, 4 * MINUTE)
    assert attempt.score == Score(1, 4, (SectionScore("S1", 2, 1, 1), SectionScore("S2", 2, 0, 0)))
    assert attempt.meets is False


def test_R_25_3_only_the_first_showing_of_the_result_anchors_the_appeal_hour() -> None:
    attempt = after(finished(), e.ResultShown(WHO), 4 * MINUTE + 500)
    assert attempt.result_shown_at == moment(4 * MINUTE + 500)
    assert after(attempt, e.ResultShown(WHO), HOUR).result_shown_at == moment(4 * MINUTE + 500)


def test_an_event_of_another_part_of_the_session_leaves_the_attempt_as_it_is() -> None:
    attempt = answered()
    for event in (e.StaffSignedIn("P1"), e.ResultShownAgain(WHO), attempt_started()):
        assert after(attempt, event, HOUR) == attempt
