"""A test form before its approval (art. 22)."""

import json
from dataclasses import replace
from typing import Any

import pytest

from question_bank.model import Bilingual, Section
from resources import SAMPLE
from station.domain.errors import Reason, StationError
from station.domain.form import Act, form_from, open_form, pack_form
from station.domain.form_spec import (
    FormSpec,
    SectionPlan,
    check,
    check_act,
    content_of,
    spec_from,
    spec_of,
    spec_to,
)

ACT, ORDER = Act("order", "117", "2026-10-05"), Act("resolution", " 118 ", "2026-10-06")
SECTIONS = {name: Section(name, Bilingual(f"{name} ky", f"{name} ru")) for name in ("S1", "S2")}
WHOLE = FormSpec(
    id="form-1",
    title=Bilingual("Форма", "Форма теста"),
    sections=(SectionPlan("S1", 3, 1), SectionPlan("S2", 0)),
    points=2,
    minutes=60,
    threshold=4,
    band=(250, 350),
    paragraphs=(Bilingual("Эреже", "Правило"),),
)


def refusal(spec: FormSpec) -> tuple[Reason, Any]:
    """Why it is refused."""
    with pytest.raises(StationError) as refused:
        check(spec)
    return refused.value.reason, refused.value.facts["field"]


def test_R_22_1_a_whole_specification_becomes_a_form_that_opens() -> None:
    check(WHOLE)
    form = open_form(pack_form(content_of(WHOLE, SECTIONS, ACT, ORDER)))
    assert (dict(form.counts), dict(form.minima), form.zero_sections) == ({"S1": 3, "S2": 0}, {"S1": 1}, ("S2",))
    assert (form.points, form.minutes, form.threshold, form.band) == (2, 60, 4, (250, 350))
    assert (form.act, form.order.act) == (ACT, Act("resolution", "118", "2026-10-06"))
    assert (form.navigation, form.languages, form.titles["S1"].ru) == ("free", ("ky", "ru"), "S1 ru")
    assert form.maximum == WHOLE.maximum == 6
    assert form.blueprint == WHOLE.blueprint


def test_a_form_copied_into_a_draft_says_the_same_but_for_its_acts_and_its_id() -> None:
    form = form_from(content_of(WHOLE, SECTIONS, ACT, ORDER))
    assert spec_of(form) == WHOLE
    assert spec_of(form).copy() == replace(WHOLE, id="")


def test_a_plain_form_leaves_out_what_it_does_not_set() -> None:
    plain = replace(WHOLE, sections=(SectionPlan("S1", 3),), band=None, threshold=3)
    content = content_of(plain, SECTIONS, ACT, ORDER)
    assert "zero_sections" not in content
    assert "band" not in content
    assert "minimum" not in content["sections"][0]
    assert spec_of(form_from(content)) == plain


@pytest.mark.parametrize("spec", [WHOLE, FormSpec(), replace(WHOLE, band=None)])
def test_a_draft_comes_back_from_its_plain_form(spec: FormSpec) -> None:
    assert spec_from(json.loads(json.dumps(spec_to(spec)))) == spec


@pytest.mark.parametrize("plain", [{}, [], None, spec_to(WHOLE) | {"band": [1]}, spec_to(WHOLE) | {"title": None}])
def test_what_is_no_draft_is_damage(plain: Any) -> None:
    with pytest.raises(StationError) as refused:
        spec_from(plain)
    assert refused.value.reason is Reason.FORM_DAMAGED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": Bilingual("Форма", " ")}, "title"),
        ({"sections": ()}, "sections"),
        ({"sections": (SectionPlan("S1", 1), SectionPlan("S1", 2))}, "sections"),
        ({"sections": (SectionPlan("S1", 0),)}, "counts"),
        ({"sections": (SectionPlan("S1", 5), SectionPlan("S2", -1))}, "counts"),
        ({"points": 0}, "points"),
        ({"sections": (SectionPlan("S1", 3, 7),)}, "minimum"),
        ({"sections": (SectionPlan("S1", 3, -1),)}, "minimum"),
        ({"minutes": 0}, "minutes"),
        ({"threshold": 0}, "threshold"),
        ({"threshold": 7}, "threshold"),
        ({"languages": ()}, "languages"),
        ({"band": (350, 250)}, "band"),
        ({"band": (50, 250)}, "band"),
        ({"paragraphs": ()}, "paragraphs"),
        ({"paragraphs": (Bilingual("Эреже", ""),)}, "paragraphs"),
    ],
)
def test_R_22_1_what_is_not_whole_is_refused_by_its_field(change: dict[str, Any], field: str) -> None:
    assert refusal(replace(WHOLE, **change)) == (Reason.FORM_INCOMPLETE, field)


def test_R_22_1_a_rule_that_the_screen_cannot_keep_is_refused_before_anybody_approves_it() -> None:
    assert refusal(replace(WHOLE, navigation="forward")) == (Reason.FORM_RULE_UNKNOWN, "navigation")
    assert refusal(replace(WHOLE, languages=("ky",))) == (Reason.FORM_RULE_UNKNOWN, "one_language")


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (Act("order", " ", "2026-10-05"), "number"),
        (Act("letter", "1", "2026-10-05"), "number"),
        (Act("order", "1", "2026-02-30"), "date"),
        (Act("order", "1", ""), "date"),
    ],
)
def test_R_22_1_an_act_has_a_kind_a_number_and_a_date(act: Act, field: str) -> None:
    check_act(ACT)
    with pytest.raises(StationError) as refused:
        check_act(act)
    assert (refused.value.reason, refused.value.facts["field"]) == (Reason.FORM_INCOMPLETE, field)


def test_the_form_that_travels_with_the_program_is_a_whole_draft() -> None:
    spec = spec_of(open_form((SAMPLE / "form-80.json").read_bytes()))
    check(spec)
    assert (spec.questions, spec.minutes, spec.threshold) == (80, 120, 48)
