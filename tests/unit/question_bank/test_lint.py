"""The bank's health: what would let a test-wise candidate guess."""

from dataclasses import replace

from question_bank.lint import health
from question_bank.model import Bilingual, Option, Question
from tests.unit.question_bank.builders import both, question


def with_options(asked: Question, *texts: tuple[str, str]) -> Question:
    """The question with options a, b, ... of these Kyrgyz and Russian texts."""
    options = tuple(Option(name, Bilingual(*text)) for name, text in zip("abcd", texts, strict=False))
    return replace(asked, options=options)


def test_an_empty_bank_has_no_shares_and_divides_nothing_by_zero() -> None:
    found = health([])
    assert (found.questions, found.longest_is_key, found.key_places) == (0, {"ky": 0, "ru": 0}, {})


def test_a_key_that_is_the_longest_option_is_counted_per_language() -> None:
    telling = with_options(question("1"), ("узун жооп", "да"), ("ооба", "длинный ответ"))
    plain = with_options(question("2"), ("ооба", "да"), ("узун жооп", "длинный ответ"))
    other = with_options(question("3"), ("ооба", "да"), ("узун жооп", "длинный ответ"))
    found = health([telling, plain, other])
    assert found.questions == 3
    assert found.longest_is_key == {"ky": 33, "ru": 0}


def test_a_key_that_shares_the_greatest_length_gives_nothing_away() -> None:
    even = with_options(question(), ("беш", "пять"), ("алты", "шест"), ("жети", "семь"))
    assert health([replace(even, key=frozenset("b"))]).longest_is_key == {"ky": 0, "ru": 0}


def test_the_places_of_the_keys_are_shares_of_all_questions() -> None:
    bank = [question(str(number), key=key) for number, key in enumerate("aaab")]
    assert health(bank).key_places == {0: 75, 1: 25}


def test_a_question_with_several_right_options_has_no_key_place() -> None:
    assert health([question(key="ab")]).key_places == {}


def test_options_that_read_alike_in_one_language_are_named() -> None:
    twins = with_options(question("twins"), ("Ооба", "да"), ("ооба ", "нет"))
    assert health([twins, question("fine")]).duplicate_options == ("twins",)


def test_stems_that_read_alike_in_one_language_are_named_both() -> None:
    one = replace(question("one"), stem=Bilingual("СУРОО", "первый"))
    two = replace(question("two"), stem=Bilingual("суроо", "второй"))
    three = replace(question("three"), stem=both("else"))
    assert health([one, two, three]).duplicate_stems == ("one", "two")
