"""The regulation profile that travels with the program."""

import pytest

from question_bank.model import Bilingual
from station.domain.policy import Policy, policy_from
from tests.unit.domain.builders import policy, policy_plain

# Letter for letter from the regulation's text: articles 26 and 2.
MEETS = "Топтолгон балл квалификациялык талаптарга жооп берет"
DOES_NOT_MEET = "Топтолгон балл квалификациялык талаптарга жооп бербейт"
NAME_OF_THE_ACT = (
    "Мамлекеттик жана муниципалдык жалпы билим берүү уюмдарынын жетекчилерин конкурстук тандоону жүргүзүү "
    "жана мамлекеттик жана муниципалдык жалпы билим берүү уюмдарынын жетекчилеринин кызмат орундарына "
    "резервди түзүү жөнүндө жобо"
)


def with_value(name: str, value: object) -> Policy:
    """The profile with one value of another edition."""
    plain = policy_plain()
    plain["values"][name]["value"] = value
    return policy_from(plain)


def test_R_26_1_the_two_statements_are_those_of_the_article_byte_for_byte() -> None:
    assert policy().statement(True).ky.encode() == MEETS.encode()
    assert policy().statement(False).ky.encode() == DOES_NOT_MEET.encode()


def test_R_26_1_each_statement_has_its_russian_translation_beside_it() -> None:
    assert policy().statement(True).ru == "Набранный балл соответствует квалификационным требованиям"
    assert policy().statement(False).ru == "Набранный балл не соответствует квалификационным требованиям"


def test_R_2_1_the_act_is_named_as_article_2_names_it() -> None:
    assert policy().act_name.ky.encode() == NAME_OF_THE_ACT.encode()


def test_R_2_1_the_name_of_the_act_is_configurable_data() -> None:
    assert with_value("act_name", {"ky": "Жаңы жобо", "ru": "Новое положение"}).act_name == Bilingual(
        "Жаңы жобо", "Новое положение"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appeal_minutes", 60),
        ("retake_years", 1),
        ("threshold_inclusive", True),
        ("free_code_tries", 5),
        ("code_delays_seconds", (15, 30, 60, 120, 240)),
        ("code_tries_until_lock", 10),
        ("second_vacancy_allowed", False),
    ],
)
def test_the_numbers_of_the_articles_and_our_defaults_stand_in_the_profile(name: str, value: object) -> None:
    assert getattr(policy(), name) == value


def test_every_value_names_the_article_that_it_comes_from() -> None:
    profile = policy()
    assert profile.profile == "kg-2024"
    assert set(profile.articles) == set(policy_plain()["values"])
    assert all(profile.articles.values())


def test_a_later_edition_is_a_new_profile_not_a_new_program() -> None:
    assert with_value("appeal_minutes", 90).appeal_minutes == 90
    assert with_value("code_delays_seconds", [1, 2]).code_delays_seconds == (1, 2)


def test_a_profile_that_lacks_a_value_is_refused() -> None:
    plain = policy_plain()
    del plain["values"]["retake_years"]
    with pytest.raises(KeyError, match="retake_years"):
        policy_from(plain)


def test_a_profile_with_a_value_that_this_program_does_not_know_is_refused() -> None:
    plain = policy_plain()
    plain["values"]["lottery"] = {"value": True, "article": "none"}
    with pytest.raises(ValueError, match="lottery"):
        policy_from(plain)
