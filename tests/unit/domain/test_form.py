"""The approved test form (art. 22)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.blueprint import Blueprint
from resources import SAMPLE
from station.domain.errors import Reason, StationError
from station.domain.form import Act, open_form, pack_form
from tests.unit.domain.builders import MINUTE, act, form_content, section

PACKED = pack_form(form_content())


def refusal_of(content: Any) -> StationError:
    """Why a form of this content is refused, though its checksum fits."""
    with pytest.raises(StationError) as refusal:
        open_form(pack_form(content))
    return refusal.value


def changed(**fields: Any) -> Any:
    """The package with some of its outer fields written otherwise."""
    return json.dumps(json.loads(PACKED) | fields)


def test_R_22_1_a_form_tells_its_act_and_all_its_numbers() -> None:
    form = open_form(PACKED)
    assert (form.id, form.title.ky, form.title.ru) == ("form-4", "Форма", "Форма теста")
    assert form.act == Act("order", "117", "2026-02-02")
    assert dict(form.counts) == {"S1": 2, "S2": 2}
    assert {name: title.ru for name, title in form.titles.items()} == {"S1": "S1 ru", "S2": "S2 ru"}
    assert (form.questions, form.maximum, form.threshold, form.budget_ms) == (4, 4, 2, 60 * MINUTE)


def test_the_maximum_counts_the_points_of_every_question() -> None:
    assert open_form(pack_form(form_content(points=3, threshold=12))).maximum == 12


def test_a_package_may_come_as_text_or_as_bytes() -> None:
    assert open_form(PACKED.encode()) == open_form(PACKED)


def test_R_22_1_the_checksum_is_of_the_content_not_of_its_layout() -> None:
    compact = json.dumps(json.loads(PACKED), separators=(",", ":"))
    assert open_form(compact).sha256 == open_form(PACKED).sha256 == json.loads(PACKED)["sha256"]


def test_R_22_2_any_other_content_has_another_checksum() -> None:
    assert open_form(pack_form(form_content(threshold=3))).sha256 != open_form(PACKED).sha256


@given(st.integers(0, len(PACKED) - 1), st.sampled_from('0123456789abcS Ө{}[]"'))
def test_R_22_2_a_changed_file_never_opens_as_another_form(place: int, letter: str) -> None:
    text = PACKED[:place] + letter + PACKED[place + 1 :]
    try:
        form = open_form(text)
    except StationError as refusal:
        assert refusal.reason is Reason.FORM_DAMAGED  # noqa: PT017 - a change of the layout alone is no refusal
    else:
        assert form == open_form(PACKED)


def test_R_22_2_a_lower_threshold_typed_into_the_file_fails_its_checksum() -> None:
    assert '"threshold": 2' in PACKED
    with pytest.raises(StationError) as refusal:
        open_form(PACKED.replace('"threshold": 2', '"threshold": 1'))
    assert refusal.value.reason is Reason.FORM_DAMAGED


@pytest.mark.parametrize(
    "text",
    [
        "",
        b"\xff\xfe",
        "5",
        "[]",
        "{}",
        "[" * 100_000,
        changed(format="station-bank"),
        changed(version=2),
        changed(sha256="0" * 64),
        changed(content=None),
        changed(content={"threshold": 0.5}),
    ],
)
def test_R_22_2_what_is_no_form_package_is_refused(text: str | bytes) -> None:
    with pytest.raises(StationError) as refusal:
        open_form(text)
    assert refusal.value.reason is Reason.FORM_DAMAGED


@pytest.mark.parametrize("name", sorted(form_content()))
def test_R_22_1_a_form_that_lacks_a_field_is_refused(name: str) -> None:
    content = form_content()
    del content[name]
    assert refusal_of(content).reason is Reason.FORM_DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        {"sections": []},
        {"sections": "S1"},
        {"sections": [section("S1", -1), section("S2", 5)]},
        {"sections": [section("S1", 2), section("S1", 2)]},
        {"sections": [section("S1", "2")]},  # type: ignore[arg-type]
        {"points": 0},
        {"points": -1},
        {"points": "1"},
        {"minutes": 0},
        {"minutes": None},
        {"threshold": -1},
        {"threshold": 5},
        {"title": {"ky": "Форма"}},
        {"act": act() | {"kind": "letter"}},
        {"act": act() | {"date": "2026-02-30"}},
        {"act": act() | {"date": 20260202}},
        {"order": {"act": act(), "paragraphs": ["Эреже"]}},
    ],
)
def test_R_22_1_a_form_whose_fields_do_not_hold_is_refused(change: dict[str, Any]) -> None:
    assert refusal_of(form_content(**change)).reason is Reason.FORM_DAMAGED


@pytest.mark.parametrize("threshold", [0, 4])
def test_a_threshold_from_nothing_to_the_maximum_is_lawful(threshold: int) -> None:
    assert open_form(pack_form(form_content(threshold=threshold))).threshold == threshold


def test_R_21_2_a_section_at_zero_is_refused_by_name() -> None:
    refusal = refusal_of(form_content(sections=[section("S1", 4), section("S5", 0)]))
    assert refusal.reason is Reason.FORM_SECTION_ZERO
    assert refusal.facts == {"section": "S5"}


def test_R_21_2_a_section_at_zero_is_lawful_with_its_explicit_mark_in_the_approved_form() -> None:
    sections = [section("S1", 4), section("S5", 0)]
    form = open_form(pack_form(form_content(sections=sections, zero_sections=["S5"])))
    assert form.counts["S5"] == 0


def test_R_21_3_section_minima_are_off_until_the_form_sets_them() -> None:
    assert dict(open_form(PACKED).minima) == {}
    sections = [section("S1", 2, minimum=1), section("S2", 2, minimum=0)]
    assert dict(open_form(pack_form(form_content(sections=sections))).minima) == {"S1": 1}


def test_R_22_5_the_order_of_conduct_has_its_own_act_and_checksum() -> None:
    order = open_form(PACKED).order
    assert (order.act.number, [text.ky for text in order.paragraphs]) == ("118", ["Эреже"])
    other = form_content(order={"act": act("118"), "paragraphs": [{"ky": "Башка эреже", "ru": "Правило"}]})
    assert open_form(pack_form(other)).order.sha256 != order.sha256


@pytest.mark.parametrize(("name", "questions"), [("form-10.json", 10), ("form-80.json", 80)])
def test_the_sample_forms_open(name: str, questions: int) -> None:
    assert open_form((SAMPLE / name).read_bytes()).questions == questions


def test_a_form_may_state_a_band_of_difficulty_in_hundredths() -> None:
    assert open_form(PACKED).band is None
    assert open_form(pack_form(form_content(band=[250, 350]))).band == (250, 350)


@pytest.mark.parametrize("band", [[350, 250], [99, 300], [300, 501], [300], [100, 200, 300], "34", 300])
def test_a_band_that_is_no_band_is_a_damaged_form(band: Any) -> None:
    assert refusal_of(form_content(band=band)).reason is Reason.FORM_DAMAGED


def test_R_22_1_navigation_is_free_and_both_languages_are_offered_where_a_form_says_nothing() -> None:
    form = open_form(PACKED)
    assert (form.navigation, form.languages) == ("free", ("ky", "ru"))
    said = open_form(pack_form(form_content(navigation="free", languages=["ru", "ky"])))
    assert said.sha256 != form.sha256


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"navigation": "forward"}, "navigation"),
        ({"navigation": None}, "navigation"),
        ({"languages": ["ky"]}, "one_language"),
        ({"languages": []}, "one_language"),
        ({"languages": ["ky", "ru", "en"]}, "one_language"),
    ],
)
def test_R_22_1_a_rule_that_the_screen_cannot_keep_is_refused_by_name(rule: dict[str, Any], field: str) -> None:
    refusal = refusal_of(form_content(**rule))
    assert (refusal.reason, refusal.facts) == (Reason.FORM_RULE_UNKNOWN, {"field": field})


def test_a_form_is_the_blueprint_of_its_papers() -> None:
    form = open_form(pack_form(form_content(band=[250, 350])))
    assert form.blueprint == Blueprint({"S1": 2, "S2": 2}, (250, 350))


def test_R_22_2_forms_of_before_keep_their_hashes() -> None:
    known = {
        "form-10.json": json.loads((SAMPLE / "form-10.json").read_bytes())["sha256"],
        "form-80.json": json.loads((SAMPLE / "form-80.json").read_bytes())["sha256"],
    }
    assert {name: open_form((SAMPLE / name).read_bytes()).sha256 for name in known} == known
