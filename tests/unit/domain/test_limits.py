"""What people type fits on paper: too long a text is refused before it stands in the journal."""

from dataclasses import replace
from typing import Any

import pytest

from station.domain import events as e
from station.domain import limits
from station.domain.errors import Reason, StationError

DECIDED = e.AppealDecided(
    "A-1",
    "C1",
    "unchanged",
    "",
    "y",
    1,
    1,
    "K1",
    "K2",
    ("K1", "K2"),
    (("K3", "y"),),
    True,
    2,
    0,
    "y",
    "y",
    ((1, "y", "y"),),
)
OPENED = e.ReviewOpened("A-1", "C1", "K1", "K2", ("K1", "K2"), (("K3", "y"),), "S1", "chair", "y")
APPROVED = e.CommissionApproved("14", "2026-01-01", (("K1", "y", "chair"),), "")
TOO_LONG: list[tuple[e.Event, dict[str, Any], int]] = [
    (e.Paused("C1", 1, "y"), {"reason": "x"}, limits.REASON),
    (e.Interrupted("C1", 1, "illness", "y", "1"), {"act": "x"}, limits.NUMBER),
    (e.InterruptionDecided("C1", 1, "1", "y", "score"), {"number": "x"}, limits.NUMBER),
    (e.InterruptionDecided("C1", 1, "1", "y", "score"), {"reason": "x"}, limits.REASON),
    (e.SessionOpened("S1", "S2", "1"), {"shift_act": "x"}, limits.NUMBER),
    (e.Withdrawn("C1", "1"), {"document": "x"}, limits.REASON),
    (e.ListAdmitted("7", "2026-01-01", "y", "", (), 0), {"number": "x"}, limits.NUMBER),
    (e.ListAdmitted("7", "2026-01-01", "y", "", (), 0), {"approver": "x"}, limits.NAME),
    (APPROVED, {"order_number": "x"}, limits.NUMBER),
    (APPROVED, {"members": (("K1", "x", "chair"),)}, limits.NAME),
    (e.AppealFiled("A-1", "C1", 1, "P", "protocol", "", "K1", "y"), {"admitted_reason": "x"}, limits.REASON),
    (OPENED, {"presence_reason": "x"}, limits.REASON),
    (OPENED, {"absent": (("K3", "x"),)}, limits.REASON),
    (DECIDED, {"reason": "x"}, 1000),
    (DECIDED, {"separate_opinion": "x"}, 1000),
    (DECIDED, {"proposal": "x"}, 1000),
    (DECIDED, {"absent": (("K3", "x"),)}, limits.REASON),
    (DECIDED, {"remarks": ((1, "y", "y"), (2, "x", "y"))}, limits.REMARK),
    (DECIDED, {"remarks": ((1, "y", "x"),)}, 500),
    (e.IncidentRecorded("I-1", {}), {"facts": {"description": "x"}}, limits.DESCRIPTION),
    (e.IncidentRecorded("I-1", {}), {"facts": {"description": "y", "measures": "x"}}, limits.DESCRIPTION),
    (e.IncidentRecorded("I-1", {}), {"facts": {"measures": None, "decision_basis": "x"}}, limits.REASON),
]


def grown(value: Any, length: int) -> Any:
    """Every "x" of a value as a text of that length."""
    if isinstance(value, dict):
        return {name: grown(item, length) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(grown(item, length) for item in value)
    return "ж" * length if value == "x" else value


@pytest.mark.parametrize(("event", "typed", "limit"), TOO_LONG)
def test_a_text_of_its_longest_is_taken_and_one_letter_more_is_not(
    event: e.Event, typed: dict[str, Any], limit: int
) -> None:
    limits.check(event)
    limits.check(replace(event, **grown(typed, limit)))
    with pytest.raises(StationError) as refused:
        limits.check(replace(event, **grown(typed, limit + 1)))
    assert refused.value.reason is Reason.TEXT_TOO_LONG
    assert refused.value.facts == {"length": limit + 1, "limit": limit}


def test_what_nobody_typed_is_not_measured() -> None:
    limits.check(e.QuestionFrozen({"stem": "ж" * 5000}))
