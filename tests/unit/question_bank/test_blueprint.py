"""Whether a bank can fill a form."""

import json

import pytest

from question_bank.blueprint import shortages
from question_bank.model import Bank
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
