"""What a question is."""

import dataclasses

import pytest

from question_bank.model import Bilingual, Language
from tests.unit.question_bank.builders import both, question


def test_a_text_answers_in_the_language_asked_by_name_or_by_value() -> None:
    text = Bilingual("Суроо", "Вопрос")
    assert text[Language.KY] == text["ky"] == "Суроо"
    assert text[Language.RU] == text["ru"] == "Вопрос"


def test_an_option_is_found_by_its_identity_whatever_its_place() -> None:
    asked = question(options="dbca")
    assert asked.option("a").text == both("option a of S1-001")


def test_an_option_that_the_question_does_not_have_is_not_found() -> None:
    with pytest.raises(KeyError):
        question(options="ab").option("c")


def test_a_version_of_a_question_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        question().version = 2  # type: ignore[misc]
