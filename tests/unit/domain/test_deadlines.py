"""The appeal hour (art. 33) and the year of art. 28."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.domain.deadlines import MINUTE_MS, appeal_until_ms, legal_ms, local, may_return_on
from tests.builders import MORNING_MS
from tests.unit.domain.builders import policy

BISHKEK = 360
INSTANTS = st.integers(0, 4_102_444_800_000)  # to the year 2100


def test_legal_time_is_read_as_the_clock_on_the_wall_shows_it() -> None:
    assert local(MORNING_MS, BISHKEK) == datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - a wall clock has no zone mark


@given(INSTANTS, st.integers(-720, 840))
def test_local_time_leads_back_to_the_very_millisecond(instant: int, offset: int) -> None:
    assert legal_ms(local(instant, offset), offset) == instant


@given(INSTANTS)
def test_R_33_2_an_application_is_in_time_through_the_very_minute_that_is_printed(shown: int) -> None:
    minutes = policy().appeal_minutes
    until = appeal_until_ms(shown, minutes)
    hour_over = shown + minutes * MINUTE_MS
    assert until % MINUTE_MS == 0
    assert until <= hour_over < until + MINUTE_MS


@pytest.mark.parametrize(
    ("shown", "printed"), [("10:20:00.000", "11:20"), ("10:20:00.001", "11:20"), ("10:20:59.999", "11:20")]
)
def test_R_33_2_the_hour_is_rounded_up_to_the_end_of_its_minute(shown: str, printed: str) -> None:
    result_shown = legal_ms(datetime.fromisoformat(f"2026-03-02 {shown}"), BISHKEK)
    until = appeal_until_ms(result_shown, policy().appeal_minutes)
    assert f"{local(until, BISHKEK):%H:%M}" == printed


@pytest.mark.parametrize(
    ("tested", "first_day"),
    [
        (date(2026, 3, 2), date(2027, 3, 3)),  # the anniversary itself is still barred
        (date(2024, 2, 29), date(2025, 3, 1)),  # 29 February counts as the 28th
        (date(2024, 2, 28), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2023, 3, 1), date(2024, 3, 2)),
        (date(2026, 12, 31), date(2028, 1, 1)),
    ],
)
def test_R_28_1_a_failed_candidate_may_return_the_day_after_the_anniversary(
    tested: date, first_day: date
) -> None:
    assert may_return_on(tested, policy().retake_years) == first_day


def test_R_28_1_a_leap_day_keeps_its_day_where_the_year_has_one() -> None:
    assert may_return_on(date(2024, 2, 29), 4) == date(2028, 3, 1)


@given(st.dates(date(2000, 1, 1), date(2200, 12, 31)))
def test_R_28_1_a_whole_year_has_always_passed_and_never_two_days_more(tested: date) -> None:
    waited = may_return_on(tested, 1) - tested
    assert timedelta(days=366) <= waited <= timedelta(days=367)
