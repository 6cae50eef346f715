"""Dates on paper."""

from datetime import UTC, date, datetime, time

import pytest

from protocols import dates

STANDING = ["январы", "февралы", "марты", "апрели", "майы", "июну", "июлу", "августу", "сентябры", "октябры",
            "ноябры", "декабры"]  # fmt: skip
ON = ["январында", "февралында", "мартында", "апрелинде", "майында", "июнунда", "июлунда",
      "августунда", "сентябрында", "октябрында", "ноябрында", "декабрында"]  # fmt: skip
RUSSIAN = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
           "октября", "ноября", "декабря"]  # fmt: skip


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_three_kyrgyz_forms_and_one_russian(month: int) -> None:
    day = date(2026, month, 3)
    assert dates.ky(day) == f"2026-жылдын 3-{STANDING[month - 1]}"
    assert dates.ky_on(day) == f"2026-жылдын 3-{ON[month - 1]}"
    ending = "гы" if ON[month - 1].endswith("да") else "ги"
    assert dates.ky_of(day) == f"2026-жылдын 3-{ON[month - 1]}{ending}"
    assert dates.ru(day) == f"3 {RUSSIAN[month - 1]} 2026 года"


def test_the_example_of_the_rules_comes_out_letter_for_letter() -> None:
    day = datetime(2026, 11, 22, 11, 47, tzinfo=UTC)
    assert dates.ky(day) == "2026-жылдын 22-ноябры"
    assert f"{dates.ky_of(day)} № 5 буйругу" == "2026-жылдын 22-ноябрындагы № 5 буйругу"
    assert dates.ky_on(day) == "2026-жылдын 22-ноябрында"
    assert dates.ru(day) == "22 ноября 2026 года"


def test_times_are_hours_and_minutes_with_leading_zeros() -> None:
    assert dates.clock(datetime(2026, 1, 1, 9, 5, 59, tzinfo=UTC)) == "09:05"
    assert dates.clock(time(0, 0)) == "00:00"


def test_durations_name_hours_only_when_there_are_any() -> None:
    assert dates.duration(3909) == "1:05:09"
    assert dates.duration(309) == "05:09"
    with pytest.raises(ValueError, match="negative"):
        dates.duration(-1)
