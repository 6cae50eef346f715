"""The technical appeal: commission, hour, attendance, decision, keeping (arts. 33 to 36)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.domain import appeal as rules
from station.domain import events as e
from station.domain.appeal import Appeal, Decision, Seat
from station.domain.attempt import Attempt
from station.domain.deadlines import MINUTE_MS
from station.domain.errors import Reason, StationError
from tests.builders import MORNING_MS
from tests.unit.domain.builders import MINUTE, after, begun, moment, policy

CHAIR, MEMBER, OTHER = Seat("Осмонова Г. К.", "chair"), Seat("Бекова Б.", "member"), Seat("Исаев И.", "member")
THREE = (CHAIR, MEMBER, OTHER)
COMMISSION = e.CommissionApproved(
    "14", "2026-02-27", (("K1", "Осмонова Г. К.", "chair"), ("K2", "Бекова Б.", "member"), ("K3", "И.", "member")), "{}"
)
HOUR = policy().appeal_minutes


def refused(reason: Reason, **facts: str | int) -> "pytest.RaisesExc[StationError]":
    """A refusal with this reason and exactly these facts."""
    return pytest.raises(StationError, check=lambda error: (error.reason, dict(error.facts)) == (reason, facts))


def check(seats: Sequence[Seat], number: str = "14", day: str = "2026-02-27", **changes: object) -> None:
    """Enter this commission under a profile with these values."""
    rules.check_commission(number, day, seats, replace(policy(), **changes))  # type: ignore[arg-type]


def finished(ms: int = 0, shown_ms: int | None = 0) -> Attempt:
    """An attempt finished `ms` after the morning, its result shown at `shown_ms`."""
    ended = after(begun(), e.Finished("C0001", 0, "candidate"), ms)
    ended = after(ended, e.Scored("C0001", 0, 3, 4, 2, True, (("S1", 2, 2, 2), ("S2", 2, 1, 1)), 1), ms)
    return after(ended, e.ResultShown("C0001"), shown_ms) if shown_ms is not None else ended


def filed(candidate: str = "C0001", attempt: int = 1, admitted_by: str = "") -> Appeal:
    """An application of that candidate."""
    why = "кечикти" if admitted_by else ""
    return Appeal(e.AppealFiled("A-1", candidate, attempt, "P-1", "protocol", "", admitted_by, why), moment())


# --- the commission --------------------------------------------------------------------------------------------------


def test_R_34_1_a_chair_and_two_members_with_number_and_date_of_the_order_are_a_commission() -> None:
    check(THREE)


@pytest.mark.parametrize(
    ("number", "day", "field"), [(" ", "2026-02-27", "order_number"), ("14", "27.02.2026", "order_date")]
)
def test_R_34_1_an_order_without_number_or_date_is_refused(number: str, day: str, field: str) -> None:
    with refused(Reason.COMMISSION_INCOMPLETE, field=field):
        check(THREE, number, day)


@pytest.mark.parametrize(
    ("seats", "field"),
    [
        ((CHAIR, Seat("  ", "member")), "name"),
        ((CHAIR,), "member"),
        ((CHAIR, MEMBER, Seat(" бекова  Б.", "member")), "twice"),
    ],
)
def test_R_34_1_a_nameless_a_missing_or_a_doubled_member_is_refused(seats: tuple[Seat, ...], field: str) -> None:
    with refused(Reason.COMMISSION_INCOMPLETE, field=field):
        check(seats)


@pytest.mark.parametrize("seats", [(MEMBER, OTHER), (CHAIR, replace(MEMBER, role="chair"))])
def test_R_34_1_there_is_exactly_one_chair(seats: tuple[Seat, ...]) -> None:
    with refused(Reason.COMMISSION_CHAIR):
        check(seats)


def test_R_34_1_a_commission_of_six_is_refused_unless_the_policy_counts_the_chair_apart() -> None:
    six = (CHAIR, *(Seat(f"Мүчө {number}", "member") for number in range(5)))
    check(six[:5])
    with refused(Reason.COMMISSION_TOO_LARGE, limit=5):
        check(six)
    check(six, commission_limit_counts_chair=False)
    with refused(Reason.COMMISSION_TOO_LARGE, limit=5):
        check((*six, MEMBER), commission_limit_counts_chair=False)


def test_fewer_than_three_and_a_proctor_of_the_hall_are_doubts_and_no_obstacle() -> None:
    assert rules.doubts(THREE, ["Асанов Б."], policy()) == ()
    assert rules.doubts((CHAIR, MEMBER), ["Асанов Б."], policy()) == ("too_few",)
    assert rules.doubts(THREE, ["БЕКОВА  б."], policy()) == ("proctor_of_the_hall",)


# --- the hour --------------------------------------------------------------------------------------------------------


@given(st.integers(0, 6 * 60 * MINUTE))
def test_R_33_2_the_hour_runs_from_the_first_display_to_the_end_of_the_printed_minute(shown_ms: int) -> None:
    ends = rules.hour_ends_ms(finished(0, shown_ms), HOUR)
    assert ends is not None
    assert ends % MINUTE_MS == 0
    assert shown_ms + HOUR * MINUTE_MS < ends - MORNING_MS <= shown_ms + (HOUR + 1) * MINUTE_MS


def test_R_33_2_a_result_that_nobody_was_shown_counts_from_the_finish_until_it_is_shown() -> None:
    assert rules.hour_ends_ms(finished(5 * MINUTE, None), HOUR) == MORNING_MS + 66 * MINUTE_MS
    assert rules.hour_ends_ms(finished(5 * MINUTE, 90 * MINUTE), HOUR) == MORNING_MS + 151 * MINUTE_MS


def test_R_33_2_the_last_millisecond_of_the_minute_is_in_time_and_the_next_is_late() -> None:
    attempt = finished()
    rules.check_filing(attempt, [], MORNING_MS + 61 * MINUTE_MS - 1, HOUR)
    with refused(Reason.APPEAL_LATE, until=MORNING_MS + 60 * MINUTE_MS):
        rules.check_filing(attempt, [], MORNING_MS + 61 * MINUTE_MS, HOUR)


@pytest.mark.parametrize("attempt", [None, begun()])
def test_without_a_result_there_is_nothing_to_appeal(attempt: Attempt | None) -> None:
    with refused(Reason.APPEAL_NO_RESULT):
        rules.check_filing(attempt, [], MORNING_MS, HOUR)


def test_an_attempt_is_appealed_once_and_another_ones_application_stands_in_nobodys_way() -> None:
    rules.check_filing(finished(), [filed("C0002"), filed(attempt=2)], MORNING_MS, HOUR)
    with refused(Reason.APPEAL_TWICE):
        rules.check_filing(finished(), [filed()], MORNING_MS, HOUR)


def test_R_27_3_a_running_hour_or_an_open_application_keeps_the_session_open() -> None:
    decided = replace(filed(), decided=decision_event())
    over = MORNING_MS + 61 * MINUTE_MS
    assert rules.keeps_open([finished()], [], over - 1, HOUR)
    assert not rules.keeps_open([finished(), begun()], [decided], over, HOUR)
    assert rules.keeps_open([finished()], [filed()], over, HOUR)


def decision_event() -> e.AppealDecided:
    """A decision that left the score as it was."""
    return e.AppealDecided("A-1", "C0001", "unchanged", "", "дал келди", 3, 3, "K1", "K2", ("K1", "K2"), (), True, 2, 0)


def test_an_application_tells_whether_it_was_in_time_and_whether_its_keys_are_on_the_screen() -> None:
    opened = e.ReviewOpened("A-1", "C0001", "K1", "K2", ("K1", "K2"), (), "H1", "code")
    appeal = filed()
    assert (appeal.number, appeal.in_time, appeal.review) == ("A-1", True, None)
    assert not filed(admitted_by="K1").in_time
    review = rules.Review(opened, moment())
    assert replace(appeal, reviews=(review,)).review is review
    assert replace(appeal, reviews=(replace(review, closed_at=moment()),)).review is None


# --- the review ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chair", "member"), [("K2", "K3"), ("K1", "K1"), ("K1", "H1"), ("", "K2")])
def test_R_35_1_only_the_chair_and_one_member_open_the_keys(chair: str, member: str) -> None:
    with refused(Reason.COMMISSION_NEEDED):
        rules.check_attendance(COMMISSION, chair, member, ["K1", "K2", "K3"], {})


def test_R_35_1_everybody_is_marked_present_or_absent_with_a_reason() -> None:
    rules.check_attendance(COMMISSION, "K1", "K2", ["K1", "K2", "K3"], {})
    rules.check_attendance(COMMISSION, "K1", "K2", ["K1", "K2"], {"K3": "оорулуу"})


@pytest.mark.parametrize(
    ("present", "absent"),
    [
        (["K1", "K2"], {}),
        (["K1", "K3"], {"K2": "жок"}),
        (["K1", "K2", "K3"], {"K3": "оорулуу"}),
        (["K1", "K2", "K3", "H1"], {}),
        (["K1", "K2"], {"K3": " "}),
    ],
)
def test_R_35_1_marks_that_contradict_or_lack_somebody_are_refused(
    present: list[str], absent: Mapping[str, str]
) -> None:
    with refused(Reason.ATTENDANCE_INCOMPLETE):
        rules.check_attendance(COMMISSION, "K1", "K2", present, absent)


GOOD = Decision("unchanged", "Ачкыч менен дал келет", votes_for=3)


def judged(decision: Decision, before: int = 3, after: int = 3, is_there: bool = True) -> None:
    """Take the decision with three present."""
    rules.check_decision(decision, 3, is_there, before, after)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "better"}, "decision"),
        ({"reason": " "}, "reason"),
        ({"ground": "late"}, "ground"),
        ({"kind": "not_considered"}, "ground"),
        ({"kind": "not_considered", "ground": "unclear"}, "ground"),
        ({"votes_for": 0}, "votes"),
        ({"votes_for": 2, "votes_against": 2}, "votes"),
        ({"votes_for": 4, "votes_against": -1}, "votes"),
        ({"votes_for": 1, "votes_against": 2}, "majority"),
    ],
)
def test_R_35_6_a_decision_that_lacks_something_is_not_taken(changes: Mapping[str, object], field: str) -> None:
    with refused(Reason.DECISION_INCOMPLETE, field=field):
        judged(replace(GOOD, **changes))  # type: ignore[arg-type]


def test_R_35_6_with_equal_votes_the_chairs_decides() -> None:
    judged(replace(GOOD, votes_for=1, votes_against=1))


def test_R_35_4_the_recount_alone_says_whether_the_score_changes() -> None:
    judged(GOOD)
    judged(replace(GOOD, kind="corrected"), 3, 4)
    with refused(Reason.DECISION_UNTRUE, before=3, after=3):
        judged(replace(GOOD, kind="corrected"))
    with refused(Reason.DECISION_UNTRUE, before=3, after=4):
        judged(GOOD, 3, 4)


@pytest.mark.parametrize("ground", rules.GROUNDS)
def test_an_application_is_left_without_consideration_on_one_of_three_grounds(ground: str) -> None:
    judged(replace(GOOD, kind="not_considered", ground=ground), is_there=False)


def test_R_35_1_without_the_candidate_nothing_is_decided_on_the_score() -> None:
    with refused(Reason.KEY_WITHOUT_CANDIDATE):
        judged(GOOD, is_there=False)


@pytest.mark.parametrize(
    ("day", "is_changed", "kept"),
    [
        ("2026-03-02", False, "2027-03-02"),
        ("2026-03-02", True, "2031-03-02"),
        ("2028-02-29", False, "2029-02-28"),
    ],
)
def test_R_36_1_materials_are_kept_a_year_and_five_where_the_score_changed(
    day: str, is_changed: bool, kept: str
) -> None:
    assert rules.keep_until(date.fromisoformat(day), is_changed, policy()) == date.fromisoformat(kept)


def test_a_profile_older_than_the_appeal_lives_by_the_defaults() -> None:
    from station.domain.policy import policy_from
    from tests.unit.domain.builders import policy_plain

    plain = policy_plain()
    for name in ("commission_limit", "review_idle_seconds", "materials_years_changed"):
        del plain["values"][name]
    old = policy_from(plain)
    assert (old.commission_limit, old.review_idle_seconds, old.materials_years_changed) == (5, 180, 5)
    del plain["values"]["appeal_minutes"]
    with pytest.raises(KeyError):
        policy_from(plain)
