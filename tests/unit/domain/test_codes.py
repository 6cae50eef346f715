"""Candidate codes (art. 24 item 4)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from station.domain import codes
from tests.unit.domain.builders import policy

NUMBERS = st.integers(0, 10**codes.RANDOM_DIGITS - 1)


@given(NUMBERS)
def test_R_24_4_a_code_is_twelve_digits_of_which_the_first_ten_are_random(number: int) -> None:
    code = codes.code_from(number)
    assert len(code) == codes.LENGTH
    assert code.isdigit()
    assert code.isascii()
    assert int(code[:10]) == number
    assert codes.has_good_digits(code)


@pytest.mark.parametrize("number", [-1, 10**10])
def test_R_24_4_a_number_outside_ten_digits_makes_no_code(number: int) -> None:
    with pytest.raises(ValueError):
        codes.code_from(number)


def test_R_24_4_a_code_is_printed_in_three_groups_of_four() -> None:
    assert codes.grouped("482771306467") == "4827 7130 6467"


@given(NUMBERS, st.integers(0, 11), st.integers(1, 9))
def test_R_24_8_every_wrong_digit_is_a_typing_fault(number: int, place: int, step: int) -> None:
    code = codes.code_from(number)
    wrong = str((int(code[place]) + step) % 10)
    assert not codes.has_good_digits(code[:place] + wrong + code[place + 1 :])


@given(NUMBERS, st.integers(0, 10))
def test_R_24_8_every_two_neighbours_changed_over_are_a_typing_fault(number: int, place: int) -> None:
    code = codes.code_from(number)
    assume(code[place] != code[place + 1])
    assert not codes.has_good_digits(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@given(NUMBERS, st.integers(0, 11))
def test_R_24_8_a_digit_left_out_or_typed_twice_is_a_typing_fault(number: int, place: int) -> None:
    code = codes.code_from(number)
    assert not codes.has_good_digits(code[:place] + code[place + 1 :])
    assert not codes.has_good_digits(code[:place] + code[place] + code[place:])


@pytest.mark.parametrize(
    "typed", ["", "4827713O6467", "４８２７７１３０６４６７", "+48277130646", "4827.7130646", "²" * 12]
)
def test_R_24_8_anything_but_twelve_plain_digits_is_a_typing_fault(typed: str) -> None:
    assert not codes.has_good_digits(codes.normalise(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "4827 7130 6467",
        "4827-7130-6467",
        "4827–7130–6467",
        " 48277130 6467\t",
        "4827\u00a07130\u00a06467",
        "482771306467",
    ],
)
def test_R_24_4_blanks_and_dashes_between_the_digits_are_allowed(typed: str) -> None:
    assert codes.normalise(typed) == "482771306467"


@given(NUMBERS)
def test_R_24_4_the_printed_code_is_the_code(number: int) -> None:
    code = codes.code_from(number)
    assert codes.normalise(codes.grouped(code)) == code


def test_R_24_4_the_verifier_is_keyed_and_bound_to_session_station_and_code() -> None:
    places = [("s1", "01", "1"), ("s2", "01", "1"), ("s1", "02", "1"), ("s1", "01", "2")]
    made = {codes.verifier(b"k" * 32, *place) for place in places} | {codes.verifier(b"l" * 32, *places[0])}
    assert len(made) == 5
    assert all(len(verifier) == 64 and "482771306467" not in verifier for verifier in made)
    assert codes.verifier(b"k" * 32, *places[0]) in made


def test_R_24_4_verifiers_are_the_same_only_when_all_of_them_is() -> None:
    one = codes.verifier(b"k" * 32, "s", "01", "482771306467")
    assert codes.same(one, one)
    assert not codes.same(one, one[:-1] + ("0" if one[-1] != "0" else "1"))


def test_R_24_8_after_five_wrong_codes_the_delays_grow_from_15_to_240_seconds() -> None:
    profile = policy()
    delays = [codes.delay_after(n, profile.free_code_tries, profile.code_delays_seconds) for n in range(11)]
    assert delays == [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 240]
    assert profile.code_tries_until_lock == 10


def test_R_24_8_the_counts_are_configurable() -> None:
    assert [codes.delay_after(wrong, 1, (2, 3)) for wrong in range(5)] == [0, 2, 3, 3, 3]
