"""Whether a bank can fill a form."""

import json
from dataclasses import replace

import pytest

from question_bank.balanced import Drawable, drawable
from question_bank.blueprint import Blueprint, Lack, shortages, supply
from question_bank.model import Bank, Question
from question_bank.package import parse_bank
from resources import SAMPLE
from tests.unit.question_bank.builders import bank, question, questions

SECTIONS_OF_ART_21 = {
    "S1": "Кесиптик даярдык",
    "S2": "Билим берүү",
    "S3": "Психология",
    "S4": "Билим берүүдөгү башкаруу",
    "S5": "Билим берүүдөгү каржылоо",
    "S6": "Ыйгарым укуктар жана функциялар",
    "S7": "Маалыматтык технологиялар",
}


@pytest.fixture(scope="module")
def sample() -> Bank:
    """The bank that travels with the program."""
    folder = SAMPLE / "bank"
    files = {path.name: path.read_bytes() for path in folder.glob("S*.json")}
    return parse_bank((folder / "manifest.json").read_bytes(), files)


def test_R_21_2_a_bank_with_just_enough_questions_has_no_shortage() -> None:
    assert shortages(bank(*questions({"S1": 3, "S2": 2})), {"S1": 3, "S2": 2}) == {}


def test_R_21_2_every_short_section_is_named_with_what_it_needs_and_has() -> None:
    held = bank(*questions({"S1": 3, "S2": 2}))
    assert shortages(held, {"S1": 4, "S2": 2, "S3": 1}) == {"S1": (4, 3), "S3": (1, 0)}


def test_R_21_2_questions_of_a_section_that_the_form_does_not_ask_for_fill_no_other() -> None:
    assert shortages(bank(question(section="S9")), {"S1": 1}) == {"S1": (1, 0)}


def test_R_21_1_the_sample_bank_has_the_seven_sections_of_art_21_in_their_order(sample: Bank) -> None:
    titles = {section.id: section.title.ky for section in sample.sections}
    assert list(titles) == list(SECTIONS_OF_ART_21)
    for name, beginning in SECTIONS_OF_ART_21.items():
        assert titles[name].startswith(beginning)


def test_R_21_1_every_section_has_a_title_in_both_languages(sample: Bank) -> None:
    assert all(section.title.ky and section.title.ru for section in sample.sections)


@pytest.mark.parametrize("form", ["form-10.json", "form-80.json"])
def test_R_21_2_the_sample_bank_fills_both_sample_forms(sample: Bank, form: str) -> None:
    content = json.loads((SAMPLE / form).read_text(encoding="utf-8"))["content"]
    counts = {section["id"]: section["count"] for section in content["sections"]}
    assert list(counts) == list(SECTIONS_OF_ART_21)
    assert min(counts.values()) > 0
    assert shortages(sample, counts) == {}


def pool(*held: Question) -> list[Drawable]:
    """What drawing knows of these questions."""
    return [drawable(item) for item in held]


def test_R_21_2_a_supply_names_all_sections_that_lack_questions_in_the_papers_order() -> None:
    held = pool(*questions({"S1": 3, "S2": 2, "S9": 1}))
    found = supply(held, Blueprint({"S3": 1, "S2": 2, "S1": 4, "S4": 0}))
    assert found.lacks == (Lack("S3", 1, 0), Lack("S1", 4, 3))
    assert not found.suffices


def test_enough_questions_of_the_right_weight_suffice() -> None:
    held = pool(*(replace(item, difficulty=2 + number) for number, item in enumerate(questions({"S1": 2, "S2": 2}))))
    found = supply(held, Blueprint({"S1": 1, "S2": 1}, (300, 300)))
    assert (found.lacks, found.reach, found.suffices) == ((), (300, 400), True)


def test_a_band_out_of_reach_and_enemies_in_the_way_do_not_suffice() -> None:
    held = questions({"S1": 2, "S2": 1})
    found = supply(pool(*held), Blueprint({"S1": 1, "S2": 1}, (400, 500)))
    assert (found.reach, found.is_in_band, found.enemies_meet, found.suffices) == ((300, 300), False, False, False)
    hostile = [replace(item, enemies=frozenset({"S1-001", "S1-002"})) for item in held]
    assert supply(pool(*hostile), Blueprint({"S1": 2, "S2": 1})).lacks == (Lack("S1", 2, 2, by_enemies=True),)
    assert supply(pool(*hostile), Blueprint({"S1": 1, "S2": 1})).enemies_meet


def test_a_form_that_asks_for_nothing_lacks_nothing() -> None:
    assert supply([], Blueprint({"S1": 0})).suffices
