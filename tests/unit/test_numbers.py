"""Numbers of documents and verification codes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.domain.numbers import (
    CROCKFORD,
    DocumentKind,
    DocumentNumber,
    document_number,
    typed_verification_code,
    verification_code,
)

numbers = st.builds(
    DocumentNumber,
    st.sampled_from(DocumentKind),
    st.integers(1, 120),
    st.integers(1, 120),
    st.integers(2000, 9999),
    st.integers(1, 12000),
)
hashes = st.binary(min_size=32, max_size=32)


def test_a_number_names_kind_hall_station_year_and_running_number() -> None:
    assert document_number(DocumentKind.CANDIDATE_PROTOCOL, 2, 1, 2026, 147) == "P-02-01-2026-0147"
    assert document_number(DocumentKind.APPEAL_PROTOCOL, 2, 1, 2026, 12345) == "AP-02-01-2026-12345"


@given(numbers)
def test_the_printed_form_reads_back(number: DocumentNumber) -> None:
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "part", [(0, 1, 2026, 1), (1, 0, 2026, 1), (1, 1, 1999, 1), (1, 1, 10000, 1), (1, 1, 2026, 0)]
)
def test_a_number_that_cannot_be_printed_is_refused(part: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="document number"):
        document_number(DocumentKind.CODE_SLIP, *part)


@pytest.mark.parametrize("text", ["", "P-2-1-2026-147", "X-02-01-2026-0147", "P-002-01-2026-0147",
                                  "P-00-01-2026-0147", "p-02-01-2026-0147", "P-02-01-2026-0147 ",
                                  "P-02-01-2026-00147"])  # fmt: skip
def test_a_foreign_spelling_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError):
        DocumentNumber.parse(text)


@given(hashes)
def test_the_code_is_the_first_60_bits_of_the_hash(sha256: bytes) -> None:
    value = 0
    for char in verification_code(sha256).replace("-", ""):
        value = value << 5 | CROCKFORD.index(char)
    assert value == int.from_bytes(sha256, "big") >> 196


def test_a_known_hash_has_a_known_code() -> None:
    assert verification_code(hashlib.sha256(b"abc").digest()) == "Q9W1-DFWF-077Y"


def test_only_a_whole_hash_makes_a_code() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        verification_code(bytes(31))


@given(hashes, st.sampled_from(["", " ", "-", "–", "\u00a0"]), st.booleans())
def test_a_typed_code_reads_as_printed_whatever_case_and_dashes(
    sha256: bytes, between: str, lower: bool
) -> None:
    code = verification_code(sha256)
    typed = code.replace("-", between)
    assert typed_verification_code(typed.lower() if lower else typed) == code


def test_confusable_letters_read_as_what_was_printed() -> None:
    assert typed_verification_code("o1il-OOLI-0000") == "0111-0011-0000"


def test_letters_of_a_cyrillic_keyboard_read_as_the_latin_ones() -> None:
    cyrillic = "\u0430\u0412\u0415\u041a-\u041c\u041d\u041e\u0420-\u0421\u0422\u0423\u0425"
    assert typed_verification_code(cyrillic) == "ABEK-MH0P-CTYX"


@pytest.mark.parametrize(
    "typed", ["", "7KQ4-M9TD-2FH", "7KQ4-M9TD-2FHXX", "7KQ4-M9TD-2FHU", "7KQ4-M9TD-2FHЖ"]  # mixed on purpose
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert typed_verification_code(typed) is None
