"""Dates and hours that the regulation counts: the appeal hour (art. 33) and the year of art. 28."""

from datetime import UTC, date, datetime, timedelta

MINUTE_MS = 60_000


def local(legal_ms: int, utc_offset_minutes: int) -> datetime:
    """Legal time as people read it on a clock, without a zone mark."""
    return datetime.fromtimestamp(legal_ms / 1000, UTC).replace(tzinfo=None) + timedelta(minutes=utc_offset_minutes)


def legal_ms(moment: datetime, utc_offset_minutes: int) -> int:
    """The inverse of `local`."""
    utc = (moment - timedelta(minutes=utc_offset_minutes)).replace(tzinfo=UTC)
    return (utc - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)  # a float can lose the last one


def appeal_until_ms(result_shown_ms: int, minutes: int) -> int:
    """The last minute in which an application is taken, as printed: the minute that holds result + hour (R-33.2).

    An application counts as in time while legal time is before the end of that very minute.
    """
    return (result_shown_ms + minutes * MINUTE_MS) // MINUTE_MS * MINUTE_MS


def may_return_on(test_day: date, years: int) -> date:
    """First day of renewed participation: the day after the anniversary; 29 February counts as the 28th (Q-6)."""
    try:
        anniversary = test_day.replace(year=test_day.year + years)
    except ValueError:
        anniversary = date(test_day.year + years, 2, 28)
    return anniversary + timedelta(days=1)
