"""The regulation profile: every number and wording that the regulation or our default fixes, each with its article.

A later edition is a new profile; old sessions keep theirs, because the session's first entry carries it whole.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from question_bank.model import Bilingual


@dataclass(frozen=True)
class Policy:
    """Values of one profile; units are in the names (minutes, seconds, ms, years)."""

    profile: str
    act_name: Bilingual
    statement_meets: Bilingual
    statement_does_not_meet: Bilingual
    threshold_inclusive: bool
    appeal_minutes: int
    retake_years: int
    utc_offset_minutes: int
    free_code_tries: int
    code_delays_seconds: tuple[int, ...]
    code_tries_until_lock: int
    persons_to_unlock_seat: int
    schedule_tolerance_minutes: int
    long_break_ms: int
    charged_gap_ms: int
    clock_jump_ms: int
    result_screen_seconds: int
    practice_questions: int
    announce_minutes: tuple[int, ...]
    calm_until_minutes: int
    not_saved_after_ms: int
    heartbeat_ms: int
    desk_idle_seconds: int
    second_vacancy_allowed: bool
    list_rows_limit: int
    protocol_copies: int
    free_disk_mib: int
    articles: Mapping[str, str]
    # Values that came with the technical appeal: a session prepared before it lives by these.
    commission_limit: int = 5
    commission_limit_counts_chair: bool = True
    commission_least: int = 3
    late_appeal_by_chair: bool = True
    review_idle_seconds: int = 180
    materials_years: int = 1
    materials_years_changed: int = 5
    appeal_copies: int = 2

    def statement(self, meets: bool) -> Bilingual:
        """The one statement of art. 26."""
        return self.statement_meets if meets else self.statement_does_not_meet


def policy_from(plain: Mapping[str, Any]) -> Policy:
    """The policy of its plain form: {"profile": ..., "values": {name: {"value": ..., "article": ...}}}.

    Values younger than the profile take their defaults. Raises KeyError for any other missing value and ValueError for
    one that this program does not know.
    """
    values = plain["values"]
    known = {field.name: field.default is MISSING for field in fields(Policy)}
    names = {name for name, is_needed in known.items() if is_needed or name in values} - {"profile", "articles"}
    if unknown := set(values) - names:
        raise ValueError(f"unknown policy values: {sorted(unknown)}")
    return Policy(
        profile=plain["profile"],
        articles={name: values[name]["article"] for name in names},
        **{name: _value(values[name]["value"]) for name in names},
    )


def _value(plain: Any) -> Any:
    if isinstance(plain, Mapping):
        return Bilingual(plain["ky"], plain["ru"])
    return tuple(plain) if isinstance(plain, (list, tuple)) else plain
