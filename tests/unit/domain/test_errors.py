"""Refusals are values, not sentences."""

from station.domain.errors import Reason, StationError


def test_a_refusal_carries_its_reason_and_the_facts_of_its_sentence() -> None:
    refusal = StationError(Reason.CODE_WAIT, seconds=15)
    assert refusal.reason is Reason.CODE_WAIT
    assert refusal.facts == {"seconds": 15}
    assert "code_wait" in str(refusal)


def test_every_reason_is_known_by_one_name_of_its_own() -> None:
    assert all(reason.value == reason.name.lower() for reason in Reason)
