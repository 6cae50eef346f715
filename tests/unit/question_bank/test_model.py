"""What a question is."""

import dataclasses

import pytest

from question_bank.model import Bilingual, Language, is_section_id
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


@pytest.mark.parametrize("name", ["S1", "Право", "a-b_2"])
def test_a_section_has_an_id_that_can_stand_in_the_name_of_a_file(name: str) -> None:
    assert is_section_id(name)


@pytest.mark.parametrize("name", ["", "../S1", "S1/x", "-S1", "S 1", "S1\n", ".", "S" * 21])
def test_an_id_of_a_section_leads_to_no_folder(name: str) -> None:
    assert not is_section_id(name)
