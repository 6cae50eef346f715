"""Staff around the tests: sign in, open, pause, interrupt, decide, extend, close (arts. 22, 24; Q-23)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from station.domain.attempt import State
from station.domain.errors import Reason
from station.domain.hall import CodeState, Standing
from station.services import exam, proctoring, registration, results
from station.services.station import Station
from tests.services.hall import HEAD, MINUTE_MS, NO_CONSENT, ONE, PROCTOR, SECOND, THREE, TWO, Day, refused

HOUR_MS = 60 * MINUTE_MS


# --- the desk ---


def test_R_6_2_signing_in_failing_and_leaving_are_journalled(day: Day) -> None:
    proctoring.lock_desk(day.station, "key")
    with refused(Reason.PASSPHRASE_WRONG):
        proctoring.sign_in(day.station, PROCTOR, "0000 0000")
    assert day.station.staff is None
    day.sign_in(PROCTOR)
    proctoring.lock_desk(day.station, "idle")
    proctoring.lock_desk(day.station, "idle")
    kinds = [entry.kind for entry in day.entries()[-4:]]
    assert kinds == ["desk_locked", "staff_sign_in_failed", "staff_signed_in", "desk_locked"]
    assert day.last("staff_signed_in").actor == PROCTOR


def test_a_passphrase_of_somebody_else_or_of_nobody_opens_no_desk(day: Day) -> None:
    proctoring.lock_desk(day.station, "key")
    with refused(Reason.PASSPHRASE_WRONG):
        proctoring.sign_in(day.station, PROCTOR, day.passphrases[HEAD])
    with refused(Reason.PASSPHRASE_WRONG):
        proctoring.sign_in(day.station, "nobody", day.passphrases[HEAD])
    assert day.station.staff is None


def test_the_second_person_is_another_one_with_the_own_passphrase(day: Day) -> None:
    assert day.second(PROCTOR) == PROCTOR
    with refused(Reason.SECOND_PERSON_SAME):
        proctoring.second_person(day.station, HEAD, day.passphrases[HEAD])
    with refused(Reason.PASSPHRASE_WRONG):
        proctoring.second_person(day.station, PROCTOR, day.passphrases[HEAD])
    assert day.last("staff_sign_in_failed").body == f'{{"staff":"{PROCTOR}"}}'


# --- the schedule ---


@pytest.mark.parametrize(
    ("shift_ms", "inside"),
    [(-90 * MINUTE_MS, True), (-90 * MINUTE_MS - 1, False), (11 * HOUR_MS + 30 * MINUTE_MS, True),
     (11 * HOUR_MS + 30 * MINUTE_MS + 1, False)],
)  # fmt: skip
def test_R_22_3_the_session_opens_only_in_its_window_with_the_tolerance(
    listed: Day, shift_ms: int, inside: bool
) -> None:
    # 09:00 now, approved from 08:00 to 20:00, tolerance 30 minutes.
    opens, closes = proctoring.schedule_window(listed.station)
    assert closes - opens == 13 * HOUR_MS
    listed.station.legal = type(listed.station.legal)(listed.clock.wall_ms() + shift_ms, listed.clock.mono_ms())
    listed.station.hall.last_at = None
    if inside:
        proctoring.open_session(listed.station)
        assert listed.station.hall.opened_at is not None
    else:
        with refused(Reason.OUTSIDE_SCHEDULE, opens=opens, closes=closes):
            proctoring.open_session(listed.station)
        assert listed.station.hall.opened_at is None


def test_R_22_3_a_shift_of_time_needs_an_incident_act_and_a_second_person(listed: Day) -> None:
    listed.clock.advance(12 * HOUR_MS)
    with refused(Reason.OUTSIDE_SCHEDULE):
        proctoring.open_session(listed.station, "  ")
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.open_session(listed.station, "I-02-01-2026-0001")
    proctoring.open_session(listed.station, "I-02-01-2026-0001", listed.second())
    body = listed.last("session_opened").body
    assert "I-02-01-2026-0001" in body
    assert PROCTOR in body


def test_a_session_without_a_list_does_not_open(empty: Day) -> None:
    with refused(Reason.LIST_EMPTY):
        proctoring.open_session(empty.station)


def test_a_session_opens_once(day: Day) -> None:
    with refused(Reason.SESSION_ALREADY_OPEN):
        proctoring.open_session(day.station)


def test_a_session_does_not_open_on_a_nearly_full_disk(listed: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Station, "free_mib", property(lambda _self: 1023))
    with refused(Reason.DISK_SPACE_LOW, free_mib=1023, needed_mib=1024):
        proctoring.open_session(listed.station)


def test_R_22_4_the_threshold_stays_from_the_first_code_to_the_last_score(day: Day) -> None:
    approved = day.station.form.threshold
    day.code(TWO)
    day.finish(ONE)
    again = day.restart()
    again.finish(THREE, seat="03")
    assert again.station.form.threshold == approved
    assert {again.attempt(who).threshold for who in (ONE, THREE)} == {approved}
    assert len(again.entries("session_created")) == 1


# --- pause and resume ---


def test_R_24_5_a_pause_stops_the_clock_and_the_answers(day: Day) -> None:
    day.sit()
    day.run(30)
    with refused(Reason.REASON_NEEDED):
        proctoring.pause(day.station, ONE, " ")
    proctoring.pause(day.station, ONE, "дарыгер")
    left = day.remaining()
    day.run(300)
    assert (day.standing(), day.remaining()) == (Standing.PAUSED, left)
    acts: list[Callable[[], object]] = [
        lambda: day.answer(0),
        lambda: exam.finish(day.station, ONE),
        lambda: exam.show(day.station, ONE, day.attempt().paper[1].question),
    ]
    for act in acts:
        with refused(Reason.PAUSED):
            act()
    proctoring.resume(day.station, ONE)
    day.run(10)
    assert day.remaining() == left - 10_000
    assert day.last("paused").actor == HEAD


def test_R_24_5_the_candidate_alone_resumes_nothing(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(day.station, day.codes[ONE], "01")
    assert day.attempt().state is State.PAUSED


def test_a_pause_and_a_resume_need_something_to_stop_or_go_on(day: Day) -> None:
    with refused(Reason.NOT_ALLOWED_NOW, state="listed"):
        proctoring.pause(day.station, ONE, "дарыгер")
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="running"):
        proctoring.resume(day.station, ONE)
    exam.finish(day.station, ONE)
    with refused(Reason.NOT_ALLOWED_NOW, state="finished"):
        proctoring.pause(day.station, ONE, "дарыгер")
    with refused(Reason.NOT_ALLOWED_NOW, state="finished"):
        proctoring.resume(day.station, ONE)


# --- more time ---


def test_time_is_added_by_two_persons_under_an_act(day: Day) -> None:
    day.sit()
    left = day.remaining()
    with refused(Reason.DECISION_NUMBER_NEEDED):
        proctoring.extend_time(day.station, ONE, 5, " ", day.second())
    with refused(Reason.DECISION_NUMBER_NEEDED):
        proctoring.extend_time(day.station, ONE, 0, "№ 4", day.second())
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.extend_time(day.station, ONE, 5, "№ 4", "")
    assert day.remaining() == left
    proctoring.extend_time(day.station, ONE, 5, "№ 4", day.second())
    assert day.remaining() == left + 5 * MINUTE_MS
    body = day.last("time_extended").body
    assert PROCTOR in body
    assert "№ 4" in body
    assert day.last("time_extended").actor == HEAD
    assert day.again().attempt().budget_ms == left + 5 * MINUTE_MS


def test_a_finished_test_gets_no_more_time(day: Day) -> None:
    day.finish()
    with refused(Reason.NOT_ALLOWED_NOW, state="finished"):
        proctoring.extend_time(day.station, ONE, 5, "№ 4", day.second())


# --- interruptions ---


def interrupted(day: Day, answered: int = 6) -> None:
    """A test that staff stopped after some right answers."""
    day.sit()
    day.answer_first(answered)
    day.run(60)
    proctoring.interrupt(day.station, ONE, "illness", "ден соолугу начарлады", "I-02-01-2026-0001")


def test_R_24_11_an_interrupted_test_has_no_verdict_before_a_numbered_decision(day: Day) -> None:
    interrupted(day)
    attempt = day.attempt()
    assert (attempt.state, attempt.score, attempt.meets) == (State.INTERRUPTED, None, None)
    with refused(Reason.PAUSED):
        day.answer(7)
    with refused(Reason.PAUSED):
        exam.finish(day.station, ONE)
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(day.station, day.codes[ONE], "01")
    with refused(Reason.NOT_ALLOWED_NOW):
        exam.result_shown(day.station, ONE)
    with refused(Reason.DECISION_NUMBER_NEEDED):
        proctoring.decide_interruption(day.station, ONE, " ", "себеп", "score")
    with refused(Reason.REASON_NEEDED):
        proctoring.decide_interruption(day.station, ONE, "№ 5", "", "score")
    with refused(Reason.REASON_NEEDED):
        proctoring.interrupt(day.station, ONE, "illness", "", "")


def test_R_24_11_decided_to_resume_the_test_goes_on_with_its_time(day: Day) -> None:
    interrupted(day)
    left = day.remaining()
    proctoring.decide_interruption(day.station, ONE, "№ 5", "дарыгер уруксат берди", "resume")
    day.run(100)
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(day.station, day.codes[ONE], "01")
    proctoring.resume(day.station, ONE)
    exam.enter_code(day.station, day.codes[ONE], "01")
    assert (day.standing(), day.remaining(), len(day.attempt().answers)) == (Standing.IN_PROGRESS, left, 6)


def test_R_24_11_decided_for_a_new_paper_a_new_code_starts_it_with_full_time(day: Day) -> None:
    interrupted(day)
    with refused(Reason.NOT_ALLOWED_NOW, state="interrupted"):
        registration.issue_code(day.station, ONE, "жаңы вариант")
    first = proctoring.decide_interruption(day.station, ONE, "№ 5", "монитор бузулду", "new_paper")
    with refused(Reason.REASON_NEEDED):
        registration.issue_code(day.station, ONE)
    new = registration.issue_code(day.station, ONE, "жаңы вариант").code
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, day.codes[ONE], "01")
    exam.enter_code(day.station, new, "02")
    with refused(Reason.NOT_CONFIRMED):
        exam.start(day.station, ONE)
    exam.confirm_identity(day.station, ONE)
    second = exam.start(day.station, ONE)
    assert (second.number, second.answers, second.remaining_at(day.station.now())) == (2, {}, first.budget_ms)
    assert second.paper != first.paper
    assert day.candidate().earlier == (first,)
    exam.finish(day.station, ONE)
    with refused(Reason.CODE_USED):
        exam.start(day.station, ONE)


def test_the_code_of_a_new_paper_can_be_refused_by_a_stranger_too(day: Day) -> None:
    interrupted(day)
    proctoring.decide_interruption(day.station, ONE, "№ 5", "монитор бузулду", "new_paper")
    exam.enter_code(day.station, registration.issue_code(day.station, ONE, "жаңы вариант").code, "01")
    exam.refuse_identity(day.station, ONE)
    assert day.standing() is Standing.INTERRUPTED
    again = registration.issue_code(day.station, ONE).code
    assert exam.enter_code(day.station, again, "01").id == ONE


def test_R_24_11_decided_to_score_what_is_stored_counts_in_the_same_commit(day: Day) -> None:
    interrupted(day)
    scored = proctoring.decide_interruption(day.station, ONE, "№ 5", "талапкер макул", "score")
    assert scored.score is not None
    assert (scored.score.total, scored.meets, scored.finished_how) == (6, True, "decision")
    assert [entry.kind for entry in day.entries()[-3:]] == ["interruption_decided", "finished", "scored"]
    assert exam.result_shown(day.station, ONE).result_shown_at is not None


def test_R_24_11_a_decision_is_taken_once_and_only_on_an_interruption(day: Day) -> None:
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="running"):
        proctoring.decide_interruption(day.station, ONE, "№ 5", "себеп", "resume")
    proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "")
    proctoring.decide_interruption(day.station, ONE, "№ 5", "себеп", "new_paper")
    with refused(Reason.NOT_ALLOWED_NOW, state="interrupted"):
        proctoring.decide_interruption(day.station, ONE, "№ 6", "башка", "score")


def test_R_26_2_a_number_or_reason_that_no_document_can_print_is_refused_before_it_is_journalled(day: Day) -> None:
    day.sit()
    before = day.station.hall.seq
    for act in (
        lambda: proctoring.pause(day.station, ONE, "чырак 李"),
        lambda: proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "№ 李"),
        lambda: results.draft_incident(day.station, {"kind": "health", "started_ms": 1, "description": "李"}),
    ):
        with refused(Reason.TEXT_UNPRINTABLE, glyph="李 (U+674E)"):
            act()
    assert day.station.hall.seq == before
    proctoring.interrupt(day.station, ONE, "illness", "Ден соолук – начар («жугуштуу»)", "№ 5-К")
    with refused(Reason.TEXT_UNPRINTABLE):
        proctoring.decide_interruption(day.station, ONE, "№ 5 李", "макул", "score")
    proctoring.decide_interruption(day.station, ONE, "№ 5", "макул", "score")
    assert results.make_protocol(day.station, ONE).number


def test_a_paused_or_cut_off_test_can_be_interrupted_a_finished_one_cannot(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "")
    assert day.standing() is Standing.INTERRUPTED
    day.finish(TWO, seat="02")
    with refused(Reason.NOT_ALLOWED_NOW, state="finished"):
        proctoring.interrupt(day.station, TWO, "illness", "ден соолук", "")


def test_an_interruption_survives_a_restart_without_being_suspended(day: Day) -> None:
    interrupted(day)
    again = day.restart()
    assert again.attempt() == day.attempt()


# --- the close ---


def test_R_24_10_the_session_closes_only_when_everybody_is_accounted_for(day: Day) -> None:
    day.sit(ONE)
    with refused(Reason.SESSION_NOT_RECONCILED, open=6):
        proctoring.close_session(day.station)
    exam.finish(day.station, ONE)
    day.code(TWO)
    registration.mark_document_seen(day.station, THREE)
    registration.withdraw(day.station, THREE, "Арыз № 3")
    day.settle()
    day.hour_over()
    totals = proctoring.close_session(day.station)
    assert totals == {
        "listed": 6, "finished": 1, "absent": 3, "not_started": 1, "withdrawn": 1, "interrupted": 0, "open": 0
    }  # fmt: skip
    assert totals["listed"] == sum(count for name, count in totals.items() if name != "listed")
    assert day.standing(NO_CONSENT) is Standing.ABSENT


def test_R_24_10_a_paused_test_keeps_the_session_open(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    day.settle()
    with refused(Reason.SESSION_NOT_RECONCILED, open=1):
        proctoring.close_session(day.station)


def test_R_24_10_at_the_close_unused_codes_die_and_nothing_starts_any_more(day: Day) -> None:
    day.finish(ONE)
    unused = day.code(TWO)
    day.ready(THREE, "03")
    day.settle()
    day.hour_over()
    totals = proctoring.close_session(day.station)
    assert totals["not_started"] == 2
    states = {code.candidate: code.state for code in day.station.hall.codes.values()}
    assert states == {ONE: CodeState.USED, TWO: CodeState.CANCELLED, THREE: CodeState.CANCELLED}
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, unused, "02")
    with refused(Reason.SESSION_CLOSED):
        exam.start(day.station, THREE)
    with refused(Reason.SESSION_CLOSED):
        proctoring.close_session(day.station)
    with refused(Reason.SESSION_ALREADY_OPEN):
        proctoring.open_session(day.station)
    assert day.station.hall.totals() == totals


def test_R_24_11_after_the_close_an_interrupted_test_can_only_be_scored(day: Day) -> None:
    interrupted(day)
    day.settle()
    proctoring.close_session(day.station)
    for way in ("resume", "new_paper"):
        with refused(Reason.SESSION_CLOSED):
            proctoring.decide_interruption(day.station, ONE, "№ 5", "себеп", way)
    assert proctoring.decide_interruption(day.station, ONE, "№ 5", "себеп", "score").meets is True


def test_a_session_that_never_opened_is_not_closed(listed: Day) -> None:
    with refused(Reason.SESSION_NOT_OPEN):
        proctoring.close_session(listed.station)


def test_two_persons_unlock_a_seat_where_the_policy_says_so(day: Day) -> None:
    day.station.hall.policy = replace(day.station.policy, persons_to_unlock_seat=2)
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.unlock_seat(day.station, "01")
    proctoring.unlock_seat(day.station, "01", day.second(SECOND))
