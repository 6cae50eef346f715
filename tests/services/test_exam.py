"""What a candidate does, from the code to the score (arts. 24, 25)."""

import errno
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from station.domain.attempt import State
from station.domain.errors import Reason
from station.domain.events import HeartbeatGap, event_of
from station.domain.hall import CodeState, Standing
from station.services import exam, proctoring, registration
from station.store import Disk
from tests.builders import FakeClock
from tests.services.conftest import EARLIER_CODE
from tests.services.hall import FOUR, HEAD, MINUTE_MS, ONE, PROCTOR, THREE, TWO, Day, refused, unlocked

WRONG = "000000000098"
"""Its check digits are good; nobody has it."""


def try_wrong(day: Day, times: int, seat: str = "01") -> None:
    """Wrong codes at a seat, each after the delay that the earlier ones cost."""
    for _ in range(times):
        day.clock.advance(exam.wait_seconds(day.station, seat) * 1000)
        with refused(Reason.CODE_WRONG):
            exam.enter_code(day.station, WRONG, seat)


# --- codes ---


def test_R_24_4_a_code_admits_its_owner_however_it_is_typed(day: Day) -> None:
    code = day.code()
    typed = f" {code[:4]}-{code[4:8]} {code[8:]} "
    found = exam.enter_code(day.station, typed, "05")
    assert (found.id, found.seat, found.standing) == (ONE, "05", Standing.ADMITTED)


@pytest.mark.parametrize("typed", ["", "1234", "123456789012", "48277130646A", "٤٨٢٧٧١٣٠٦٤٦٧", "4827713064670"])
def test_R_24_8_a_typing_fault_is_charged_to_nobody(day: Day, typed: str) -> None:
    before = day.station.hall.seq
    for _ in range(12):
        with refused(Reason.CODE_DIGITS):
            exam.enter_code(day.station, typed, "01")
    assert day.station.hall.seq == before
    assert exam.wait_seconds(day.station, "01") == 0


def test_R_24_8_each_kind_of_wrong_code_is_told(day: Day) -> None:
    with refused(Reason.CODE_WRONG):
        exam.enter_code(day.station, WRONG, "01")
    with refused(Reason.CODE_OTHER_SESSION):
        exam.enter_code(day.station, EARLIER_CODE, "01")
    cancelled = day.code(TWO)
    registration.issue_code(day.station, TWO, "талон жоголду")
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, cancelled, "01")
    day.finish()
    with refused(Reason.CODE_USED):
        exam.enter_code(day.station, day.codes[ONE], "01")


def test_R_24_4_a_code_starts_a_test_once(day: Day) -> None:
    day.sit()
    assert day.station.hall.codes[day.candidate().slip].state is CodeState.USED
    with refused(Reason.ANOTHER_TEST_RUNS):
        exam.enter_code(day.station, day.codes[ONE], "02")
    with refused(Reason.CODE_USED):
        exam.start(day.station, ONE)


def test_R_24_8_after_five_wrong_codes_the_delays_grow_and_at_ten_the_seat_locks(day: Day) -> None:
    delays = []
    for _ in range(10):
        delays.append(exam.wait_seconds(day.station, "01"))
        try_wrong(day, 1)
    assert delays == [0, 0, 0, 0, 0, 15, 30, 60, 120, 240]
    code = day.code()
    with refused(Reason.SEAT_LOCKED):
        exam.enter_code(day.station, code, "01")
    day.clock.advance(24 * 60 * MINUTE_MS)
    with refused(Reason.SEAT_LOCKED):
        exam.wait_seconds(day.station, "01")
    assert exam.enter_code(day.station, code, "02").id == ONE


def test_R_24_8_during_a_delay_even_the_right_code_waits_and_nothing_is_counted(day: Day) -> None:
    code = day.code()
    try_wrong(day, 6)
    before = day.station.hall.seq
    day.clock.advance(29_001)
    with refused(Reason.CODE_WAIT, seconds=1):
        exam.enter_code(day.station, code, "01")
    assert day.station.hall.seq == before
    day.clock.advance(999)
    exam.enter_code(day.station, code, "01")
    assert exam.wait_seconds(day.station, "01") == 0


def test_R_24_8_a_wrong_code_is_counted_on_disk_before_it_is_compared(day: Day) -> None:
    try_wrong(day, 1)
    assert day.entries()[-1].kind == "code_tried"


def test_R_24_8_delays_survive_a_restart_and_a_clock_set_forward(day: Day) -> None:
    try_wrong(day, 9)
    day.clock.advance(60_000)
    again = day.restart(off_ms=60 * MINUTE_MS)
    assert exam.wait_seconds(again.station, "01") == 240
    day.clock.set_wall(day.clock.wall_ms() + 24 * 60 * MINUTE_MS)
    day.clock.advance(239_000)
    assert exam.wait_seconds(again.station, "01") == 1
    try_wrong(again, 1)
    third = again.restart()
    with refused(Reason.SEAT_LOCKED):
        exam.wait_seconds(third.station, "01")


def test_R_24_8_delays_survive_a_program_that_starts_again_on_the_running_machine(day: Day) -> None:
    try_wrong(day, 5)
    day.clock.advance(5_000)
    assert exam.wait_seconds(day.again().station, "01") == 10


def test_R_24_8_staff_unlock_a_seat(day: Day) -> None:
    try_wrong(day, 10)
    proctoring.unlock_seat(day.station, "01")
    assert exam.wait_seconds(day.station, "01") == 0
    assert day.last("seat_unlocked").actor == HEAD


def test_R_24_8_a_right_code_of_a_test_that_may_not_go_on_yet_is_no_guess(day: Day) -> None:
    day.sit()
    try_wrong(day, 4)
    proctoring.pause(day.station, ONE, "дарыгер")
    for _ in range(12):
        with refused(Reason.RESUME_NEEDS_STAFF):
            day.enter()
    assert exam.wait_seconds(day.station, "01") == 0
    assert [entry.kind for entry in day.entries()[-2:]] == ["code_tried", "code_refused"]
    assert day.codes[ONE] not in day.last("code_refused").body
    try_wrong(day, 1)
    assert exam.wait_seconds(day.station, "01") == 15  # the four guesses before still count
    again = day.restart()
    again.clock.advance(15_000)
    for _ in range(6):
        with refused(Reason.RESUME_NEEDS_STAFF):
            again.enter()
    proctoring.resume(again.station, ONE)
    assert again.enter().attempt is not None
    assert exam.wait_seconds(again.station, "01") == 0


def test_R_24_8_a_right_code_at_a_seat_where_another_test_runs_is_no_guess(day: Day) -> None:
    day.sit(ONE, "01")
    for _ in range(11):
        with refused(Reason.ANOTHER_TEST_RUNS):
            day.enter(TWO, "01")
    assert exam.wait_seconds(day.station, "01") == 0


def test_R_24_8_R_24_11_while_an_interruption_is_undecided_its_code_waits_for_the_staff(day: Day) -> None:
    day.sit()
    proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "")
    with refused(Reason.RESUME_NEEDS_STAFF):
        day.enter()
    assert exam.wait_seconds(day.station, "01") == 0


def test_R_24_8_a_used_code_is_a_wrong_one_and_counts(day: Day) -> None:
    day.finish()
    for _ in range(5):
        with refused(Reason.CODE_USED):
            day.enter()
    assert exam.wait_seconds(day.station, "01") == 15


def test_R_24_8_before_the_session_opens_no_code_admits_anybody_and_early_comers_lock_no_seat(listed: Day) -> None:
    code = listed.code()
    for typed in [code, WRONG] * 6:
        with refused(Reason.SESSION_NOT_OPEN):
            exam.enter_code(listed.station, typed, "01")
    assert listed.standing() is Standing.CODE_ISSUED
    proctoring.open_session(listed.station)
    assert exam.enter_code(listed.station, code, "01").standing is Standing.ADMITTED


def test_a_second_candidate_cannot_take_a_seat_where_a_test_runs(day: Day) -> None:
    day.sit(ONE, "01")
    with refused(Reason.ANOTHER_TEST_RUNS):
        day.enter(TWO, "01")


# --- before the first question ---


def test_R_24_9_no_question_before_code_identity_rules_and_an_open_session(listed: Day) -> None:
    listed.code()
    with refused(Reason.SESSION_NOT_OPEN):
        exam.start(listed.station, ONE)
    proctoring.open_session(listed.station)
    with refused(Reason.NOT_CONFIRMED):
        exam.start(listed.station, ONE)
    listed.enter()
    with refused(Reason.NOT_CONFIRMED):
        exam.start(listed.station, ONE)
    exam.confirm_identity(listed.station, ONE)
    with refused(Reason.RULES_NOT_ACKNOWLEDGED):
        exam.start(listed.station, ONE)
    with refused(Reason.NOT_ALLOWED_NOW):
        exam.show(listed.station, ONE, "S1-001")
    assert listed.entries("attempt_started") == []
    exam.acknowledge_rules(listed.station, ONE)
    assert exam.start(listed.station, ONE).state is State.RUNNING


def test_R_22_5_the_order_of_conduct_is_acknowledged_with_its_act_and_journalled(day: Day) -> None:
    day.ready()
    order = day.station.form.order
    assert order.act.number
    assert order.paragraphs
    body = day.last("rules_acknowledged").body
    assert order.act.number in body
    assert order.sha256 in body
    assert day.last("rules_acknowledged").role == "candidate"


def test_R_24_9_this_is_not_me_kills_the_code_and_calls_the_staff(day: Day) -> None:
    code = day.code()
    day.enter()
    exam.refuse_identity(day.station, ONE)
    assert day.standing() is Standing.CAME
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, code, "01")
    with refused(Reason.NOT_CONFIRMED):
        exam.start(day.station, ONE)
    again = registration.issue_code(day.station, ONE)
    assert exam.enter_code(day.station, again.code, "01").id == ONE


def test_a_second_click_on_this_is_not_me_leaves_a_journal_that_opens_again(day: Day) -> None:
    day.enter()
    exam.refuse_identity(day.station, ONE)
    before = day.station.hall.seq
    for act in (exam.refuse_identity, exam.confirm_identity, exam.acknowledge_rules):
        with refused(Reason.NOT_ALLOWED_NOW, state="came"):
            act(day.station, ONE)
    assert day.station.hall.seq == before
    assert day.again().standing() is Standing.CAME


def test_identity_cannot_be_refused_after_the_start(day: Day) -> None:
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="in_progress"):
        exam.refuse_identity(day.station, ONE)


def test_R_3_1_everybody_gets_the_same_counts_minutes_and_threshold(day: Day) -> None:
    form = day.station.form
    for number, who in enumerate((ONE, TWO, THREE)):
        attempt = day.sit(who, f"{number:02d}")
        counts: dict[str, int] = {}
        for question in day.station.hall.paper(attempt):
            counts[question.section] = counts.get(question.section, 0) + 1
        assert counts == form.counts
        assert (attempt.budget_ms, attempt.threshold, attempt.points) == (form.budget_ms, form.threshold, form.points)


# --- answering ---


def test_R_24_5_an_answer_that_returned_is_on_disk(day: Day) -> None:
    attempt = day.sit()
    question = attempt.paper[0].question
    chosen = day.choice(ONE, 0)
    assert exam.answer(day.station, ONE, question, chosen).answers[question] == chosen
    entry = day.entries()[-1]
    assert (entry.kind, entry.actor) == ("option_set", ONE)
    after = unlocked(day.killed(), day.clock, day.passphrases)
    assert after.attempt().answers[question] == chosen


def test_an_answer_can_be_changed_taken_back_flagged_and_remarked(day: Day) -> None:
    first = day.sit().paper[0].question
    day.answer(0, right=False)
    day.answer(0, right=True)
    assert day.attempt().answers[first] == day.choice(ONE, 0)
    assert exam.answer(day.station, ONE, first, frozenset()).answers == {}
    assert exam.flag(day.station, ONE, first, True).flags == {first}
    assert exam.flag(day.station, ONE, first, False).flags == frozenset()
    assert exam.remark(day.station, ONE, first, " эки жооп туура ").remarks == {first: "эки жооп туура"}
    assert exam.change_language(day.station, ONE, "ru").language == "ru"
    assert exam.change_view(day.station, ONE, 125, True, 1024, 768).font_percent == 125


def test_a_foreign_question_or_option_is_refused(day: Day) -> None:
    attempt = day.sit()
    other = next(
        question.id for question in day.station.hall.questions.values()
        if question.id not in {row.question for row in attempt.paper}
    )
    before = day.station.hall.seq
    with refused(Reason.UNKNOWN_QUESTION):
        exam.answer(day.station, ONE, other, frozenset({"a"}))
    with refused(Reason.UNKNOWN_QUESTION):
        exam.show(day.station, ONE, other)
    with refused(Reason.UNKNOWN_OPTION):
        exam.answer(day.station, ONE, attempt.paper[0].question, frozenset({"z"}))
    assert day.station.hall.seq == before


# --- the end ---


def test_R_25_1_R_24_6_finish_scores_at_once_without_network_printer_or_proctor(day: Day) -> None:
    day.sit()
    day.answer_first(7)
    proctoring.lock_desk(day.station, "key")
    finished = exam.finish(day.station, ONE)
    assert finished.score is not None
    assert (finished.score.total, finished.score.maximum, finished.meets) == (7, 10, True)
    assert [entry.kind for entry in day.entries()[-2:]] == ["finished", "scored"]
    assert day.entries()[-1].seq == day.entries()[-2].seq + 1


def test_R_26_1_the_threshold_itself_passes_and_one_point_less_does_not(day: Day) -> None:
    threshold = day.station.form.threshold
    assert day.finish(ONE, threshold).meets is True
    assert day.finish(TWO, threshold - 1, "02").meets is False


def test_R_25_4_unanswered_questions_score_nothing(day: Day) -> None:
    assert day.finish(right=0).score.total == 0  # type: ignore[union-attr]


def test_R_21_3_points_per_section_stand_beside_the_total(day: Day) -> None:
    score = day.finish(right=10).score
    assert score is not None
    assert {part.section: part.asked for part in score.sections} == dict(day.station.form.counts)
    assert sum(part.points for part in score.sections) == score.total


def test_R_25_4_after_the_end_nothing_of_the_attempt_changes(day: Day) -> None:
    attempt = day.finish(right=3)
    question, before = attempt.paper[5].question, day.station.hall.seq
    acts: list[Callable[[], object]] = [
        lambda: exam.answer(day.station, ONE, question, day.choice(ONE, 5)),
        lambda: exam.answer(day.station, ONE, attempt.paper[0].question, frozenset()),
        lambda: exam.show(day.station, ONE, question),
        lambda: exam.flag(day.station, ONE, question, True),
        lambda: exam.remark(day.station, ONE, question, "ката"),
        lambda: exam.change_language(day.station, ONE, "ru"),
        lambda: exam.change_view(day.station, ONE, 150, False, 1024, 768),
        lambda: exam.finish(day.station, ONE),
        lambda: exam.finish(day.station, ONE, "time"),
    ]
    for act in acts:
        with refused(Reason.ALREADY_FINISHED):
            act()
    assert day.station.hall.seq == before
    assert day.attempt() == attempt


def test_R_25_1_time_out_ends_the_test_and_scores_what_is_stored(day: Day) -> None:
    day.sit()
    day.answer_first(6)
    assert day.run(day.station.form.minutes * 60 - 1) == []
    assert day.run(1) == [ONE]
    with refused(Reason.TIME_OVER):
        day.answer(7)
    finished = exam.finish(day.station, ONE, "time")
    assert finished.score is not None
    assert (finished.finished_how, finished.score.total, finished.meets) == ("time", 6, True)
    assert finished.used_ms == day.station.form.budget_ms


def test_R_25_3_the_first_display_is_journalled_and_anchors_the_hour(day: Day) -> None:
    shown = day.finish().result_shown_at
    assert shown is not None
    assert shown.legal_ms == day.clock.wall_ms()
    day.clock.advance(5 * MINUTE_MS)
    assert exam.result_shown(day.station, ONE).result_shown_at == shown
    assert len(day.entries("result_shown")) == len(day.entries("result_shown_again")) == 1


def test_R_25_3_no_result_is_shown_before_the_end(day: Day) -> None:
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="running"):
        exam.result_shown(day.station, ONE)


def test_R_6_1_the_score_comes_out_the_same_from_the_stored_entries(day: Day) -> None:
    attempt = day.finish(right=6)
    assert day.station.replayed(ONE) == attempt
    again = exam.scored(day.station.hall, day.station.replayed(ONE), attempt.used_ms)
    assert again == event_of("scored", 1, day.last("scored").body)


def test_R_6_1_the_station_stops_where_memory_and_journal_differ(day: Day) -> None:
    day.sit()
    day.answer_first(4)
    found = day.candidate()
    assert found.attempt is not None
    answers = {**found.attempt.answers, found.attempt.paper[9].question: day.choice(ONE, 9)}
    better = replace(found.attempt, answers=answers)
    day.station.hall.candidates[ONE] = replace(found, attempt=better)
    with refused(Reason.SCORE_DIFFERS):
        exam.finish(day.station, ONE)
    assert day.entries("finished") == []


# --- power cuts ---


def test_R_24_5_after_a_power_cut_the_test_goes_on_where_it_stood(day: Day) -> None:
    attempt = day.sit()
    day.answer_first(3)
    exam.flag(day.station, ONE, attempt.paper[1].question, True)
    exam.change_language(day.station, ONE, "ru")
    exam.show(day.station, ONE, attempt.paper[4].question)
    before = day.attempt()
    after = day.restart()
    assert after.started is not None
    assert after.started.suspended == (ONE,)
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(after.station, day.codes[ONE], "01")
    proctoring.resume(after.station, ONE)
    assert after.attempt().state is State.SUSPENDED
    exam.enter_code(after.station, day.codes[ONE], "01")
    resumed = after.attempt()
    assert resumed.state is State.RUNNING
    assert (resumed.current, resumed.paper, resumed.answers, resumed.flags, resumed.language) == (
        before.current, before.paper, before.answers, before.flags, "ru"
    )  # fmt: skip


@pytest.mark.parametrize("running_s", [1, 4, 5, 9, 59, 63, 611])
def test_R_24_5_a_power_cut_takes_no_time_away_and_gives_at_most_five_seconds(day: Day, running_s: int) -> None:
    day.sit()
    day.run(running_s)
    before = day.remaining()
    after = day.restart(off_ms=3 * MINUTE_MS)
    proctoring.resume(after.station, ONE)
    exam.enter_code(after.station, day.codes[ONE], "01")
    assert before <= after.remaining() <= before + 5_000


def test_R_24_5_time_does_not_run_while_the_candidate_waits_for_staff(day: Day) -> None:
    day.sit()
    day.run(60)
    after = day.restart()
    left = after.remaining()
    after.run(120)
    assert after.remaining() == left
    proctoring.resume(after.station, ONE)
    after.run(30)
    assert after.remaining() == left
    exam.enter_code(after.station, day.codes[ONE], "01")
    after.run(10)
    assert after.remaining() == left - 10_000


def test_R_24_5_a_break_above_five_minutes_needs_two_persons(day: Day) -> None:
    day.sit()
    day.run(60)
    after = day.restart(off_ms=5 * MINUTE_MS + 1)
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.resume(after.station, ONE)
    allowed = proctoring.resume(after.station, ONE, after.second())
    assert allowed.resume_allowed
    assert f'"second":"{PROCTOR}"' in after.last("resume_allowed").body


def test_R_24_5_a_break_of_five_minutes_needs_one_person(day: Day) -> None:
    day.sit()
    day.run(60)
    after = day.restart(off_ms=5 * MINUTE_MS)
    assert proctoring.resume(after.station, ONE).resume_allowed


def test_R_24_5_a_second_power_cut_takes_the_permission_back_and_breaks_add_up(day: Day) -> None:
    day.sit()
    day.run(60)
    once = day.restart(off_ms=2 * MINUTE_MS)
    left = once.remaining()
    proctoring.resume(once.station, ONE)
    twice = once.restart(off_ms=4 * MINUTE_MS)
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(twice.station, day.codes[ONE], "01")
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.resume(twice.station, ONE)
    proctoring.resume(twice.station, ONE, twice.second())
    exam.enter_code(twice.station, day.codes[ONE], "01")
    assert twice.remaining() == left


def test_a_paused_test_keeps_its_time_over_a_power_cut(day: Day) -> None:
    day.sit()
    day.run(60)
    proctoring.pause(day.station, ONE, "дарыгер")
    left = day.remaining()
    day.run(40)
    after = day.restart()
    assert after.remaining() == left
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(after.station, day.codes[ONE], "01")


def test_finished_tests_and_results_are_the_same_after_a_power_cut(day: Day) -> None:
    finished = day.finish(right=8)
    after = day.restart()
    assert after.attempt() == finished
    assert after.started is not None
    assert after.started.suspended == ()


def test_a_heartbeat_of_an_earlier_paper_charges_no_new_one(day: Day) -> None:
    day.sit()
    day.run(300)
    proctoring.interrupt(day.station, ONE, "equipment", "монитор өчтү", "")
    proctoring.decide_interruption(day.station, ONE, "№ 5", "жаңы вариант", "new_paper")
    day.codes[ONE] = registration.issue_code(day.station, ONE, "жаңы вариант").code
    exam.heartbeat(day.station)
    exam.enter_code(day.station, day.codes[ONE], "01")
    exam.confirm_identity(day.station, ONE)
    exam.start(day.station, ONE)
    day.clock.advance(2_000)
    assert day.restart().attempt().used_ms == 0


# --- clocks ---


@pytest.mark.parametrize("jump_ms", [-24 * 60 * MINUTE_MS, -3_000, 3_000, 60 * MINUTE_MS, 400_000_000_000])
def test_R_25_3_a_clock_set_back_or_forward_moves_neither_time_nor_the_hour(day: Day, jump_ms: int) -> None:
    day.sit()
    day.run(10)
    left, legal = day.remaining(), day.station.now().legal_ms
    day.clock.set_wall(day.clock.wall_ms() + jump_ms)
    assert day.remaining() == left
    assert day.run(10) == []
    assert day.remaining() == left - 10_000
    assert day.station.now().legal_ms == legal + 10_000
    jumps = day.entries("clock_jumped")
    assert [entry.body for entry in jumps] == [f'{{"delta_ms":{jump_ms}}}']
    exam.finish(day.station, ONE)
    shown = exam.result_shown(day.station, ONE).result_shown_at
    assert shown is not None
    assert shown.legal_ms == legal + 10_000


def test_a_clock_that_drifts_a_little_is_no_jump(day: Day) -> None:
    day.clock.set_wall(day.clock.wall_ms() + 1_999)
    day.run(3)
    assert day.entries("clock_jumped") == []


def test_R_24_5_a_suspended_machine_is_not_charged_and_staff_must_look(day: Day) -> None:
    day.sit()
    day.run(60)
    left = day.remaining()
    day.clock.advance(10 * MINUTE_MS)
    assert exam.tick(day.station) == []
    assert day.attempt().state is State.SUSPENDED
    assert day.remaining() == left
    gap = event_of("heartbeat_gap", 1, day.last("heartbeat_gap").body)
    assert isinstance(gap, HeartbeatGap)
    assert gap.gap_ms == 10 * MINUTE_MS
    with refused(Reason.PAUSED):
        day.answer(0)
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.resume(day.station, ONE)


def test_R_24_5_a_suspended_machine_near_the_end_gives_back_no_more_than_it_took(day: Day) -> None:
    day.sit()
    day.run(day.station.form.minutes * 60 - 10)
    assert day.remaining() == 10_000
    day.clock.advance(4 * MINUTE_MS)
    exam.tick(day.station)
    assert day.remaining() == 10_000


def test_a_short_hiccup_of_the_program_is_charged(day: Day) -> None:
    day.sit()
    day.run(10)
    left = day.remaining()
    day.clock.advance(15_000)
    exam.tick(day.station)
    assert day.attempt().state is State.RUNNING
    assert day.remaining() == left - 15_000


# --- a disk that refuses ---


class RefusingDisk(Disk):
    """A medium that takes no more room while `error` is set."""

    def __init__(self) -> None:
        self.error: int | None = None

    def allocate(self, fd: int, start: int, end: int) -> None:
        """As the real one, or the error."""
        if self.error is not None:
            raise OSError(self.error, "injected")
        super().allocate(fd, start, end)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> RefusingDisk:
    """What stores that open from now on write to."""
    made = RefusingDisk()
    monkeypatch.setattr("station.store.store.Disk", lambda: made)
    monkeypatch.setattr("station.store.sidecar.CHUNK", 4096)  # room is taken ahead in small steps: soon used up
    return made


def use_up_the_room(day: Day) -> None:
    """The room that the journal took ahead is gone: the next entries ask the disk for more."""
    exam.remark(day.station, ONE, day.attempt().paper[0].question, "x" * (1 << 20))


@pytest.mark.parametrize(("error", "reason"), [(errno.ENOSPC, Reason.DISK_FULL), (errno.EROFS, Reason.DATA_READ_ONLY)])
def test_R_24_5_an_answer_that_the_disk_refuses_is_told_not_taken_and_works_again_later(
    disk: RefusingDisk, day: Day, error: int, reason: Reason
) -> None:
    attempt = day.sit()
    exam.answer(day.station, ONE, attempt.paper[0].question, day.choice(ONE, 0))
    use_up_the_room(day)
    disk.error = error
    with refused(reason):
        while True:  # until the room that was taken ahead is used up
            before, seq = day.attempt(), day.station.hall.seq
            day.answer(1, right=seq % 2 == 0)
    assert day.attempt() == before
    assert (day.station.hall.seq, day.station.store.head[0]) == (seq, seq)
    disk.error = None
    answered = day.answer(2)
    assert answered.answers[attempt.paper[2].question] == day.choice(ONE, 2)
    after = unlocked(day.killed(), day.clock, day.passphrases)
    assert after.attempt().answers == answered.answers


def test_R_24_5_the_ballast_carries_a_full_disk_once(
    disk: RefusingDisk, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.sit()
    assert day.station.store.ballast_present
    use_up_the_room(day)
    disk.error = errno.ENOSPC
    free = day.station.store._ballast.free

    def freed() -> bool:
        disk.error = None  # the room that the ballast gave is there
        return free()

    monkeypatch.setattr(day.station.store._ballast, "free", freed)
    for number in range(20):
        day.answer(number % 10, right=bool(number % 3))
    assert not day.station.store.ballast_present
    assert day.attempt().answers


def test_R_24_5_after_a_sync_that_failed_the_station_takes_nothing_more(
    disk: RefusingDisk, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = day.sit()
    day.answer(0)

    def broken(fd: int) -> None:
        raise OSError(errno.EIO, "injected")

    monkeypatch.setattr(disk, "sync", broken)
    with refused(Reason.DISK_FAILED):
        day.answer(1)
    monkeypatch.undo()
    assert list(day.attempt().answers) == [attempt.paper[0].question]
    with refused(Reason.DISK_FAILED):
        day.answer(1)
    after = unlocked(day.killed(), day.clock, day.passphrases)
    assert after.attempt().answers[attempt.paper[0].question] == day.choice(ONE, 0)


# --- a process that is killed ---

KILLED = """
import os, signal, sys
from pathlib import Path
from random import Random
from station.services import exam, registration
from station.services.preparation import open_station
from tests.builders import FakeClock
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
clock = FakeClock()
station = open_station(folder, "asanov", passphrase, clock.wall_ms(), clock, Random(9).randrange, "p", 64 << 10).station
registration.mark_document_seen(station, "C0004")
code = registration.issue_code(station, "C0004").code
exam.enter_code(station, code, "01")
exam.confirm_identity(station, "C0004")
exam.acknowledge_rules(station, "C0004")
for number, row in enumerate(exam.start(station, "C0004").paper[:5]):
    clock.advance(20_000)
    exam.show(station, "C0004", row.question)
    exam.answer(station, "C0004", row.question, frozenset({row.options[0]}))
    print(code, row.question, row.options[0], flush=True)
exam.heartbeat(station)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_R_24_5_every_answer_shown_as_saved_before_a_kill_is_there_after_it(day: Day) -> None:
    day.station.store.close()
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(day.folder), day.passphrases[HEAD]], cwd=root, capture_output=True, text=True
    )
    assert ended.returncode == -9, ended.stderr
    acknowledged = [line.split() for line in ended.stdout.splitlines()]
    clock = FakeClock()
    clock.advance(100_000)
    clock.reboot()
    after = unlocked(day.folder, clock, day.passphrases)
    attempt = after.attempt(FOUR)
    assert {question: option for _code, question, option in acknowledged} == {
        question: next(iter(options)) for question, options in attempt.answers.items()
    }
    assert (attempt.current, attempt.used_ms, len(attempt.answers)) == (attempt.paper[4].question, 100_000, 5)
    proctoring.resume(after.station, FOUR)
    assert exam.enter_code(after.station, acknowledged[0][0], "01").standing is Standing.IN_PROGRESS
