"""The one spelling of a question: equal to the canonical JSON that everything else of the station hashes."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.content import content_of, question_of, sha256_of
from question_bank.model import Bilingual, Kind, Option, Picture, Question
from question_bank.package import BankDamaged, question_to
from station.domain.journal import canonical
from tests.unit.question_bank.builders import both, question

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["\n\u0301", '"\\', "и\u0306", "\u0301", "e\u0301\n", "\x00\x1f\x7f", "\u2028"]
)
BOTH = st.builds(Bilingual, TEXTS, TEXTS)
QUESTIONS = st.builds(
    Question,
    id=TEXTS,
    version=st.integers(1, 9),
    section=TEXTS,
    stem=BOTH,
    options=st.lists(st.builds(Option, TEXTS, BOTH), max_size=3).map(tuple),
    key=st.frozensets(st.sampled_from("abcd")),
    source=BOTH,
    kind=st.sampled_from(Kind),
    is_rich=st.booleans(),
    pictures=st.lists(st.builds(Picture, TEXTS, TEXTS, st.binary(max_size=8), BOTH), max_size=2).map(tuple),
    topic=TEXTS,
    difficulty=st.integers(0, 5),
    measured=st.integers(0, 500),
    enemies=st.frozensets(st.sampled_from(["S1-0001", "S1-0002", "S2-0001"])),
    notes=BOTH,
)


@given(QUESTIONS)
def test_the_content_is_the_canonical_json_of_the_question(given_question: Question) -> None:
    assert content_of(given_question) == canonical(question_to(given_question))


@given(QUESTIONS)
def test_a_question_comes_back_from_its_content_composed(given_question: Question) -> None:
    content = content_of(given_question)
    again = question_of(content)
    assert content_of(again) == content
    assert again.stem.ky == unicodedata.normalize("NFC", given_question.stem.ky)


def test_a_picture_keeps_its_bytes() -> None:
    picture = Picture("a.png", "image/png", b"\x89PNG\x00", both("chart"))
    held = replace(question(), pictures=(picture,))
    assert question_of(content_of(held)) == held


def test_an_unfinished_question_is_content_as_well() -> None:
    empty = Question("S1-0001", 1, "S1", Bilingual("", ""), (), frozenset(), Bilingual("", ""))
    assert question_of(content_of(empty)) == empty


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "[" * 100_000])
def test_what_is_no_content_is_refused(content: str) -> None:
    with pytest.raises(BankDamaged):
        question_of(content)


def test_the_hash_is_that_of_the_bytes() -> None:
    assert sha256_of("Суроо") == "fa1116dca7ae92a1c5a1d9f3f725d7373d50efb3d9139b765eb280624970a3f2"
