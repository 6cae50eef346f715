"""Times as the desk shows and takes them: legal ms (UTC epoch) and the office's offset in minutes on one side,
"22.11.2026" and "09:54" on the other."""

import datetime
import re


def _local(ms: int, offset_minutes: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone(datetime.timedelta(minutes=offset_minutes)))


def hour(ms: int | None, offset_minutes: int) -> str:
    """ "09:54", or "" for None."""
    return "" if ms is None else f"{_local(ms, offset_minutes):%H:%M}"


def day(ms: int | None, offset_minutes: int) -> str:
    """ "22.11.2026", or "" for None."""
    return "" if ms is None else f"{_local(ms, offset_minutes):%d.%m.%Y}"


def day_and_hour(ms: int | None, offset_minutes: int) -> str:
    """ "22.11.2026, 09:54", or "" for None."""
    return "" if ms is None else f"{day(ms, offset_minutes)}, {hour(ms, offset_minutes)}"


def moment_of(day_text: str, hour_text: str, offset_minutes: int) -> int | None:
    """UTC epoch ms of a typed day and hour; None where one of them is none."""
    date = re.fullmatch(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*", day_text)
    time = re.fullmatch(r"\s*(\d{1,2})[:.](\d{2})\s*", hour_text)
    if date is None or time is None:
        return None
    zone = datetime.timezone(datetime.timedelta(minutes=offset_minutes))
    try:
        found = datetime.datetime(int(date[3]), int(date[2]), int(date[1]), int(time[1]), int(time[2]), tzinfo=zone)
    except ValueError:
        return None
    return int(found.timestamp() * 1000)


def iso_as_day(iso: str) -> str:
    """ "22.11.2026" of "2026-11-22"; anything else as it is."""
    return ".".join(reversed(iso.split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else iso


def iso_of(day_text: str) -> str:
    """ "2026-11-22" of a typed "22.11.2026"; "" where it is no day."""
    found = moment_of(day_text, "00:00", 0)
    return "" if found is None else f"{_local(found, 0):%Y-%m-%d}"


def left(ms: int | None) -> str:
    """Remaining time as hh:mm:ss, rounded up to the second; a dash for None."""
    if ms is None:
        return "—"
    seconds = -(-max(0, ms) // 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
