"""Every kind of event, as it is stored for years."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.domain import events as e
from station.domain.journal import Entry, canonical
from tests.unit.domain.builders import Book, attempt_started, event_in

# What journals of the first release hold. A kind may join this list; none may leave it.
STORED_KINDS = """
    session_created question_frozen staff_enrolled station_started data_recovered data_decided staff_signed_in
    staff_sign_in_failed desk_locked session_opened session_closed clock_jumped bug_recorded
    backup_made backup_restored list_admitted candidate_listed document_seen document_seen_undone
    marked_absent absence_undone withdrawn code_issued code_cancelled code_tried seat_unlocked
    admitted identity_confirmed identity_refused rules_acknowledged attempt_started question_shown
    option_set option_cleared flag_set remark_made language_changed view_changed paused
    resume_allowed resumed heartbeat_gap time_extended interrupted interruption_decided finished
    scored result_shown result_shown_again document_made document_printed print_failed
    number_cancelled protocol_handed_over incident_recorded code_refused
    commission_approved appeal_refused appeal_filed review_refused review_opened review_closed appeal_decided
    score_corrected draw_committed draw_revealed
"""

TEXTS = st.text(st.sampled_from('aZ9 ңөү№\n"\\\u0301é'), max_size=6)
INTEGERS = st.integers(-(2**63), 2**63)
PLAIN = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "ё"]), inner, max_size=3)
    ),
    max_leaves=6,
)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {str: TEXTS, int: INTEGERS, bool: st.booleans(), Any: PLAIN}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        if inner[-1] is ...:
            return st.lists(values_of(inner[0]), max_size=3).map(tuple)
        return st.tuples(*(values_of(item) for item in inner))
    assert get_origin(hint) is Mapping
    return st.dictionaries(st.sampled_from(["a", "b", "ё"]), values_of(inner[1]), max_size=3)


def events_of(kind: str) -> st.SearchStrategy[e.Event]:
    """Events of that kind, of any lawful content."""
    cls = e.KINDS[kind]
    hints = get_type_hints(cls)
    return st.builds(cls, **{field.name: values_of(hints[field.name]) for field in fields(cls)})


@pytest.mark.parametrize("kind", sorted(e.KINDS))
@settings(max_examples=25)  # for each of some fifty kinds
@given(data=st.data())
def test_R_6_2_an_event_of_every_kind_comes_back_from_its_stored_bytes(
    kind: str, data: st.DataObject
) -> None:
    event = data.draw(events_of(kind))
    entry = Book().write(event)[0]
    back = event_in(Entry.decode(entry.encode()))
    assert (type(back), back.kind()) == (type(event), kind)
    assert back.body() == event.body()
    assert event_in(entry) == back


def test_what_comes_back_equals_what_was_written_where_texts_are_composed() -> None:
    happened = attempt_started()
    assert event_in(Book().write(happened)[0]) == happened


@pytest.mark.parametrize("kind", STORED_KINDS.split())
def test_a_kind_that_journals_hold_is_never_renamed(kind: str) -> None:
    assert e.KINDS[kind].kind() == kind


def test_only_events_that_can_happen_have_a_stored_name() -> None:
    assert "event" not in e.KINDS
    assert "attempt_event" not in e.KINDS


def test_a_body_is_canonical_json_of_the_fields() -> None:
    body = e.OptionSet("C0001", 1500, "S1-001", ("b", "a")).body()
    assert body == '{"candidate":"C0001","options":["b","a"],"question":"S1-001","used_ms":1500}'


def test_lists_come_back_as_values_that_nobody_can_change() -> None:
    incident = e.IncidentRecorded("I-1", {"persons": ["C0001"], "times": {"at": [1, 2]}})
    back = e.event_of("incident_recorded", 1, incident.body())
    assert back == e.IncidentRecorded("I-1", {"persons": ("C0001",), "times": {"at": (1, 2)}})


def test_a_field_that_an_older_body_does_not_have_takes_its_default() -> None:
    body = canonical({"candidate": "C1", "list_number": "7", "row": 1, "vacancy": "V1", "language": "ky",
                      "consent": True, "sealed": "00"})  # fmt: skip
    back = e.event_of("candidate_listed", 1, body)
    assert isinstance(back, e.CandidateListed)
    assert back.seat == ""


@pytest.mark.parametrize(("kind", "version"), [("lottery_drawn", 1), ("paused", 2), ("attempt_event", 1)])
def test_a_kind_or_version_of_a_later_program_is_refused(kind: str, version: int) -> None:
    with pytest.raises(ValueError, match=kind):
        e.event_of(kind, version, json.dumps({}))
