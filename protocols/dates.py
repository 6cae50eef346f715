"""Dates on paper. Kyrgyz in three forms from a table, never by adding endings to digits; Russian in one.

The program's locale is never asked: ky and ru short dates differ, paper has one form (documents.md, section
0).
"""

from datetime import date, datetime, time

# month: standing alone; "on" that day; before a noun or a number
_MONTHS_KY = (
    ("январы", "январында", "январындагы"),
    ("февралы", "февралында", "февралындагы"),
    ("марты", "мартында", "мартындагы"),
    ("апрели", "апрелинде", "апрелиндеги"),
    ("майы", "майында", "майындагы"),
    ("июну", "июнунда", "июнундагы"),
    ("июлу", "июлунда", "июлундагы"),
    ("августу", "августунда", "августундагы"),
    ("сентябры", "сентябрында", "сентябрындагы"),
    ("октябры", "октябрында", "октябрындагы"),
    ("ноябры", "ноябрында", "ноябрындагы"),
    ("декабры", "декабрында", "декабрындагы"),
)
_MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def ky(day: date) -> str:
    """Standing alone: `2026-жылдын 22-ноябры`."""
    return _ky(day, 0)


def ky_on(day: date) -> str:
    """On that day: `2026-жылдын 22-ноябрында`."""
    return _ky(day, 1)


def ky_of(day: date) -> str:
    """Before a noun or a number: `2026-жылдын 22-ноябрындагы` (№ 5 буйругу)."""
    return _ky(day, 2)


def ru(day: date) -> str:
    """`22 ноября 2026 года`, in every place of a sentence."""
    return f"{day.day} {_MONTHS_RU[day.month - 1]} {day.year} года"


def clock(at: datetime | time) -> str:
    """`11:47`: hours and minutes, seconds dropped."""
    return f"{at.hour:02d}:{at.minute:02d}"


def duration(seconds: int) -> str:
    """`1:05:09` or `05:09`. Raises ValueError for a negative one."""
    if seconds < 0:
        raise ValueError("a duration is not negative")
    hours, rest = divmod(seconds, 3600)
    return (f"{hours}:" if hours else "") + f"{rest // 60:02d}:{rest % 60:02d}"


def _ky(day: date, form: int) -> str:
    return f"{day.year}-жылдын {day.day}-{_MONTHS_KY[day.month - 1][form]}"
