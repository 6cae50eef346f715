"""A bank release: what its manifest promises, or nothing at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.package import BankDamaged, parse_bank, question_from, question_to
from tests.unit.question_bank.builders import question, questions, release, repacked, section_file

HELD = questions({"S1": 2, "S2": 1})


def test_a_release_gives_back_the_bank_that_was_packed() -> None:
    read = parse_bank(*release(*HELD))
    assert (read.version, read.approved_by_act) == ("2026-1", "No 1")
    assert [section.id for section in read.sections] == ["S1", "S2"]
    assert read.questions == {item.id: item for item in HELD}


def test_R_21_2_a_question_takes_the_section_of_its_file() -> None:
    read = parse_bank(*release(*HELD))
    sections = {item.id: item.section for item in read.questions.values()}
    assert sections == {"S1-001": "S1", "S1-002": "S1", "S2-001": "S2"}


def test_R_21_2_a_question_of_a_section_that_the_bank_does_not_have_is_refused() -> None:
    content = section_file("S1", [])
    content["questions"] = [question_to(question("Q9", "S9"))]
    with pytest.raises(BankDamaged) as refusal:
        parse_bank(*repacked(content))
    assert refusal.value.where == "Q9"


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_R_24_1_a_file_with_any_changed_byte_is_refused_by_name(place: int, mask: int) -> None:
    manifest, files = release(*HELD)
    damaged = bytearray(files["S1.json"])
    damaged[place % len(damaged)] ^= mask
    with pytest.raises(BankDamaged) as refusal:
        parse_bank(manifest, files | {"S1.json": bytes(damaged)})
    assert refusal.value.where == "S1.json"


def test_R_24_1_a_missing_file_is_refused() -> None:
    manifest, files = release(*HELD)
    del files["S2.json"]
    with pytest.raises(BankDamaged):
        parse_bank(manifest, files)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff",
        b"[]",
        b"5",
        b"{}",
        b"[" * 100_000,
        json.dumps({"sections": 5}).encode(),
        json.dumps({"sections": [], "files": []}).encode(),
        json.dumps({"sections": [{"id": "S1", "title": "no languages"}], "files": {}}).encode(),
        json.dumps({"sections": [], "files": {}}).encode(),
    ],
)
def test_bytes_that_are_no_manifest_are_refused(manifest: bytes) -> None:
    with pytest.raises(BankDamaged):
        parse_bank(manifest, {})


@pytest.mark.parametrize(
    "content", [[], 5, {}, {"questions": 5, "section": "S1"}, {"questions": [5], "section": "S1"}]
)
def test_a_file_that_holds_no_questions_is_refused_though_its_checksum_fits(content: Any) -> None:
    with pytest.raises(BankDamaged):
        parse_bank(*repacked(content))


def test_the_same_question_twice_is_refused() -> None:
    with pytest.raises(BankDamaged) as refusal:
        parse_bank(*repacked(section_file("S1", [question(), question()])))
    assert refusal.value.where == "S1-001"


def test_a_question_survives_its_plain_form() -> None:
    asked = question(key="bd", options="dcba")
    assert question_from(question_to(asked)) == asked
    assert question_from(json.loads(json.dumps(question_to(asked)))) == asked


def test_a_section_written_in_the_question_stands_before_the_files() -> None:
    assert question_from(question_to(question(section="S2")), "S1").section == "S2"


@pytest.mark.parametrize("name", ["id", "version", "stem", "options", "key", "source"])
def test_a_question_that_lacks_a_field_is_refused(name: str) -> None:
    plain = {key: value for key, value in question_to(question()).items() if key != name}
    with pytest.raises(BankDamaged) as refusal:
        question_from(plain)
    assert refusal.value.where == ("?" if name == "id" else "S1-001")


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ("abcd", ""),  # nothing is right
        ("abcd", "e"),  # the key names no option
        ("abcd", "ae"),
        ("abca", "a"),  # two options of one identity
        ("a", "a"),  # no choice
        ("abcdefghi", "a"),  # more than a screen shows
    ],
)
def test_a_question_whose_key_and_options_do_not_fit_is_refused(options: str, key: str) -> None:
    with pytest.raises(BankDamaged) as refusal:
        question_from(question_to(question(options=options, key=key)))
    assert refusal.value.where == "S1-001"


@pytest.mark.parametrize("options", ["ab", "abcdefgh"])
def test_two_to_eight_options_are_a_question(options: str) -> None:
    assert len(question_from(question_to(question(options=options))).options) == len(options)
