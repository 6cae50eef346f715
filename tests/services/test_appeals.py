"""Filing an appeal at the desk: the hour, the person, the paper, the number (art. 33)."""

import json

import pytest

from protocols import facts as f
from station.domain.appeal import Seat
from station.domain.errors import Reason
from station.services import appeals, commission, exam, kiosk, overview, proctoring, results, review
from station.services.appeals import LateAdmission
from tests.services.appealing import (
    ABSENT,
    CHAIR,
    GROUND,
    SEATS,
    SECRETS,
    appealed,
    attendance,
    enter_commission,
    file,
    open_review,
    paper_code,
)  # fmt: skip
from tests.services.hall import HEAD, MINUTE_MS, ONE, PROCTOR, TWO, Day, refused

# --- the commission --------------------------------------------------------------------------------------------------


def test_R_34_1_the_order_names_the_commission_before_the_session_and_one_person_enters_it(listed: Day) -> None:
    members = enter_commission(listed)
    assert [(member.id, member.role) for member in members] == [("K1", "chair"), ("K2", "member"), ("K3", "member")]
    assert [member.name for member in members] == [seat.name for seat in SEATS]
    assert listed.station.hall.commission is not None
    assert listed.last("commission_approved").actor == HEAD


def test_R_34_1_an_order_forgotten_until_the_session_is_open_needs_two_persons(day: Day) -> None:
    with refused(Reason.SECOND_PERSON_NEEDED):
        commission.enter(day.station, "14", "2026-02-27", SEATS)
    assert day.station.hall.commission is None
    enter_commission(day)
    assert json.loads(day.last("commission_approved").body)["second"] == PROCTOR


def test_R_34_1_an_order_of_tomorrow_or_with_six_people_is_refused(listed: Day) -> None:
    with refused(Reason.COMMISSION_INCOMPLETE, field="order_date"):
        commission.enter(listed.station, "14", "2026-03-03", SEATS)
    with refused(Reason.COMMISSION_TOO_LARGE, limit=5):
        commission.enter(listed.station, "14", "2026-03-02", [*SEATS, *(_member(n) for n in range(3))])
    assert listed.entries("commission_approved") == []


def _member(number: int) -> Seat:
    return Seat(f"Мүчө {number}", "member")


def test_a_member_who_is_a_proctor_of_this_hall_is_a_doubt_that_is_journalled(listed: Day) -> None:
    proctor = listed.station.hall.staff[PROCTOR].name
    enter_commission(listed, (SEATS[0], Seat(proctor, "member")))
    assert json.loads(listed.last("commission_approved").body)["warnings"] == ["too_few", "proctor_of_the_hall"]


def test_a_members_passphrase_is_generated_kept_nowhere_and_opens_no_station(empty: Day) -> None:
    members = commission.enter(empty.station, "14", "2026-02-27", SEATS)
    told = members[0].passphrase
    assert len(told.replace(" ", "")) == 24
    assert told not in empty.last("commission_approved").body
    commission.check_member(empty.station, CHAIR, told)
    with refused(Reason.PASSPHRASE_WRONG):
        commission.check_member(empty.station, CHAIR, members[1].passphrase)
    assert json.loads(empty.last("staff_sign_in_failed").body)["staff"] == CHAIR
    with refused(Reason.PASSPHRASE_WRONG):
        proctoring.sign_in(empty.station, CHAIR, told)


def test_a_later_order_replaces_the_commission_until_it_is_at_work(day: Day) -> None:
    appeal = appealed(day)
    enter_commission(day, SEATS[:2])
    assert len(commission.members(day.station.hall)) == 2
    enter_commission(day)
    open_review(day, appeal)
    with refused(Reason.COMMISSION_AT_WORK):
        enter_commission(day)


# --- the hour --------------------------------------------------------------------------------------------------------


def test_R_33_2_R_33_4_an_application_in_the_last_minute_gets_its_number_its_time_and_its_paper(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    code = paper_code(day)
    day.clock.advance(61 * MINUTE_MS - 1)
    appeal = appeals.file(day.station, ONE, day.codes[ONE], code)
    assert appeal.number == "A-02-01-2026-0001"
    assert appeal.in_time
    document = results.make_application(day.station, appeal.number)
    assert document.number == appeal.number
    assert results.make_application(day.station, appeal.number) == document


def test_R_33_2_a_minute_later_it_is_refused_journalled_and_shown_as_a_late_wish(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    code = paper_code(day)
    day.clock.advance(61 * MINUTE_MS)
    with refused(Reason.APPEAL_LATE):
        appeals.file(day.station, ONE, day.codes[ONE], code)
    assert json.loads(day.last("appeal_refused").body) == {"candidate": ONE, "why": "appeal_late"}
    (line,) = overview.appeals(day.station)
    assert (line.was_late, line.minutes_left, line.number) == (True, None, "")


def test_R_33_2_the_chair_lets_a_late_one_in_with_a_written_reason_only(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    paper_code(day)
    day.hour_over()
    with refused(Reason.REASON_NEEDED):
        file(day, late=LateAdmission(SECRETS[CHAIR], "  "))
    with refused(Reason.PASSPHRASE_WRONG):
        file(day, late=LateAdmission("9999 9999", "ооруп калды"))
    appeal = file(day, late=LateAdmission(SECRETS[CHAIR], "ооруп калды"))
    assert (appeal.in_time, appeal.filed.admitted_by, appeal.filed.admitted_reason) == (False, CHAIR, "ооруп калды")
    facts = results.draft_application(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealApplication)
    assert (facts.in_time, facts.admitted_reason) == (False, "ооруп калды")


def test_within_the_hour_nobody_is_let_in_as_late(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    with refused(Reason.NOT_ALLOWED_NOW):
        file(day, late=LateAdmission(SECRETS[CHAIR], "керек"))


@pytest.mark.parametrize("hours", [-3, 5])
def test_R_33_3_a_clock_set_back_or_forward_does_not_move_the_hour(day: Day, hours: int) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    paper_code(day)
    day.clock.set_wall(day.clock.wall_ms() + hours * 60 * MINUTE_MS)
    day.run(2)
    assert day.entries("clock_jumped")
    day.clock.advance(59 * MINUTE_MS)
    assert file(day).in_time


def test_R_33_3_the_hour_goes_on_over_a_power_cut(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    paper_code(day)
    day.clock.advance(30 * MINUTE_MS)
    later = day.restart(off_ms=29 * MINUTE_MS)
    assert overview.appeals(later.station)[0].minutes_left == 1
    assert file(later).in_time
    later.clock.advance(2 * MINUTE_MS)
    assert overview.appeals(later.station)[0].minutes_left is None


def test_R_33_5_the_desk_sees_the_minutes_of_every_finished_candidate_the_shortest_first(day: Day) -> None:
    day.finish(ONE, 7)
    day.clock.advance(10 * MINUTE_MS)
    day.finish(TWO, 2, "02")
    lines = overview.appeals(day.station)
    assert [(line.candidate, line.minutes_left, line.meets) for line in lines] == [(ONE, 50, True), (TWO, 60, False)]


# --- the person and the paper ----------------------------------------------------------------------------------------


def test_R_33_4_passed_and_failed_candidates_alike_may_file(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 10)
    day.finish(TWO, 0, "02")
    assert file(day, ONE).in_time
    assert file(day, TWO).number == "A-02-01-2026-0002"


def test_R_33_1_nobody_files_for_another(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    day.finish(TWO, 7, "02")
    with refused(Reason.APPEAL_NOT_OWN):
        appeals.file(day.station, ONE, day.codes[TWO], paper_code(day))
    with refused(Reason.APPEAL_PAPER_CODE):
        appeals.file(day.station, ONE, day.codes[ONE], paper_code(day, TWO))
    assert [json.loads(entry.body)["why"] for entry in day.entries("appeal_refused")] == [
        "appeal_not_own", "appeal_paper_code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "reason"), [("123", Reason.CODE_DIGITS), ("4827 7130 6467", Reason.CODE_WRONG)]
)
def test_R_33_1_a_mistyped_or_a_foreign_code_files_nothing(day: Day, code: str, reason: Reason) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    with refused(reason):
        appeals.file(day.station, ONE, code, paper_code(day))
    assert day.station.hall.appeals == {}


def test_R_33_1_a_station_rolled_back_behind_the_paper_is_found_by_the_papers_code(day: Day) -> None:
    enter_commission(day)
    day.sit()
    before = day.killed("yesterday")
    day.answer_first(7)
    exam.finish(day.station, ONE)
    exam.result_shown(day.station, ONE)
    on_paper = paper_code(day)
    back = day.restart(folder=before)
    proctoring.resume(back.station, ONE)
    back.enter(ONE)
    exam.finish(back.station, ONE)
    exam.result_shown(back.station, ONE)
    assert paper_code(back) != on_paper
    with refused(Reason.APPEAL_PAPER_CODE):
        appeals.file(back.station, ONE, back.codes[ONE], on_paper)


def test_without_a_printed_protocol_the_receipt_of_the_result_screen_is_good(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    receipt = kiosk.outcome(day.station, ONE).receipt
    appeal = appeals.file(day.station, ONE, day.codes[ONE], receipt.lower().replace("-", " "))
    assert appeal.filed.paper == appeals.RECEIPT


def test_a_second_application_is_refused(day: Day) -> None:
    appealed(day)
    with refused(Reason.APPEAL_TWICE):
        file(day)
    assert len(day.station.hall.appeals) == 1


def test_who_has_no_result_has_nothing_to_appeal(day: Day) -> None:
    enter_commission(day)
    day.sit()
    with refused(Reason.APPEAL_NO_RESULT):
        appeals.file(day.station, ONE, day.codes[ONE], "0000-0000-0000")


def test_at_a_locked_desk_nothing_is_filed(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    proctoring.lock_desk(day.station, "key")
    with refused(Reason.NOT_ALLOWED_NOW):
        file(day)


def test_the_candidates_words_are_sealed_and_stand_on_the_paper_only(day: Day) -> None:
    appeal = appealed(day)
    assert GROUND not in day.last("appeal_filed").body
    facts = results.draft_application(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealApplication)
    assert facts.ground == GROUND
    assert (facts.chair.name, facts.points, facts.protocol) == (SEATS[0].name, 7, day.candidate().protocol)


def test_an_application_without_a_ground_leaves_lines_to_write_on(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    appeal = file(day, ground="")
    facts = results.draft_application(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealApplication)
    assert facts.ground == ""


def test_without_a_commission_an_application_is_taken_all_the_same(day: Day) -> None:
    day.finish(ONE, 7)
    assert file(day).in_time


# --- the close -------------------------------------------------------------------------------------------------------


def test_R_27_3_the_session_stays_open_while_an_hour_runs_or_an_application_waits(day: Day) -> None:
    appeal = appealed(day)
    day.settle()
    with refused(Reason.APPEAL_HOUR_RUNS):
        proctoring.close_session(day.station)
    day.hour_over()
    with refused(Reason.APPEAL_HOUR_RUNS):
        proctoring.close_session(day.station)
    assert day.station.hall.closed_at is None
    review.decide_unseen(day.station, appeal.number, attendance(), ABSENT)
    assert proctoring.close_session(day.station)["finished"] == 1


def test_into_a_closed_session_the_chair_lets_no_late_one_in(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    paper_code(day)
    day.settle()
    day.hour_over()
    proctoring.close_session(day.station)
    with refused(Reason.SESSION_CLOSED):
        file(day, late=LateAdmission(SECRETS[CHAIR], "ооруп калды"))


def test_a_result_by_decision_after_the_close_can_still_be_appealed(day: Day) -> None:
    enter_commission(day)
    day.sit()
    day.answer_first(6)
    proctoring.interrupt(day.station, ONE, "incident", "ток өчтү", "")
    day.settle()
    proctoring.close_session(day.station)
    proctoring.decide_interruption(day.station, ONE, "№ 5", "ток өчтү", "score")
    assert file(day).in_time
