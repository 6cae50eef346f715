"""Test forms in a real encrypted bank: drafted, held against its questions, approved once and for good."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sql

from question_bank.model import Bilingual
from question_bank.workflow import Act as Step
from station.domain.errors import Reason, StationError
from station.domain.form import Act, open_form
from station.domain.form_spec import FormSpec, SectionPlan
from station.services.bank import editing, forms
from tests.services.bank.pcs import Pc, first_pc, question

ACT, ORDER = Act("order", "117", "2026-10-05"), Act("order", "118", "2026-10-06")
SPEC = FormSpec(
    title=Bilingual("Кичи форма", "Малая форма"),
    sections=(SectionPlan("S1", 2), SectionPlan("S2", 1)),
    minutes=10,
    threshold=2,
    paragraphs=(Bilingual("Эреже", "Правило"),),
)


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    """A PC with an empty bank."""
    made = first_pc(tmp_path / "bank")
    yield made
    made.bank.close()


@pytest.fixture
def stocked(pc: Pc) -> Pc:
    """A bank with two approved questions in S1 and one in S2."""
    for words, section in (("Бир", "S1"), ("Эки", "S1"), ("Үч", "S2")):
        name = editing.new_question(pc.as_("asel").bank, question(words, section)).question.id
        editing.act(pc.bank, name, 1, Step.SENT)
        pc.approve(name)
    return pc


def refusal(act: Any, *arguments: Any) -> tuple[Reason, dict[str, Any]]:
    """Why it is refused."""
    with pytest.raises(StationError) as refused:
        act(*arguments)
    return refused.value.reason, dict(refused.value.facts)


def test_drafts_get_ids_are_written_over_and_taken_away(pc: Pc) -> None:
    bank = pc.as_("asel").bank
    first, second = forms.save(bank, SPEC), forms.save(bank, FormSpec())
    assert (first.id, second.id) == ("form-1", "form-2")
    assert forms.save(bank, replace(first, minutes=20)).id == "form-1"
    assert forms.draft(bank, "form-1").minutes == 20
    forms.remove(bank, "form-2")
    assert [draft.id for draft in forms.drafts(bank)] == ["form-1"]
    assert refusal(forms.draft, bank, "form-2") == (Reason.FORM_UNKNOWN, {"form": "form-2"})
    assert forms.save(bank, FormSpec()).id == "form-3", "an id is never given twice"


def test_a_new_form_begins_as_the_main_form_with_the_sections_that_the_bank_has(pc: Pc) -> None:
    begun = forms.suggested(pc.bank)
    assert (begun.id, begun.points, begun.minutes, begun.threshold) == ("", 1, 120, 48)
    assert [(plan.id, plan.count) for plan in begun.sections] == [("S1", 12), ("S2", 16)]
    assert begun.paragraphs


def test_only_authors_and_approvers_write_drafts(pc: Pc) -> None:
    assert refusal(forms.save, pc.as_("damir").bank, SPEC)[0] is Reason.BANK_ROLE
    assert forms.save(pc.as_("chynara").bank, SPEC).id == "form-1"


def test_R_22_1_an_approved_form_is_a_hashed_package_with_the_number_and_date_of_its_act(stocked: Pc) -> None:
    name = forms.save(stocked.as_("asel").bank, SPEC).id
    form = forms.approve(stocked.as_("chynara").bank, name, ACT, ORDER)
    assert (form.act, form.order.act, form.questions, form.threshold) == (ACT, ORDER, 3, 2)
    assert form.titles["S1"] == Bilingual("Укук", "Право")
    package = forms.package(stocked.bank, name)
    assert open_form(package) == form
    assert forms.approved(stocked.bank) == (form,)
    assert forms.drafts(stocked.bank) == ()
    stocked.bank.store.verify()


def test_one_act_may_approve_form_and_order(stocked: Pc) -> None:
    name = forms.save(stocked.as_("chynara").bank, SPEC).id
    assert forms.approve(stocked.bank, name, ACT).order.act == ACT


def test_R_22_2_an_approved_form_is_never_edited_only_copied(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    name = forms.save(bank, SPEC).id
    form = forms.approve(bank, name, ACT)
    refused = (Reason.FORM_APPROVED, {"form": name})
    assert refusal(forms.save, bank, replace(SPEC, id=name, threshold=1)) == refused
    assert refusal(forms.remove, bank, name) == refused
    assert refusal(forms.draft, bank, name) == refused
    assert refusal(forms.approve, bank, name, Act("order", "999", "2026-11-01")) == refused
    copied = forms.copy(bank, name)
    assert copied == replace(SPEC, id="form-2")
    forms.save(bank, replace(copied, threshold=1))
    assert forms.approved(bank) == (form,)
    assert forms.copy(bank, "form-2").threshold == 1


def test_R_22_2_a_form_changed_in_the_database_fails_its_checksum(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    name = forms.save(bank, SPEC).id
    forms.approve(bank, name, ACT)
    text = forms.package(bank, name).replace('"threshold": 2', '"threshold": 1')
    with pytest.raises(sql.IntegrityError):
        bank.store.put_document("form", name, text)
    trigger = bank.store._c.execute("SELECT sql FROM sqlite_schema WHERE name = 'form_is_final'").fetchone()[0]
    bank.store._c.execute("DROP TRIGGER form_is_final")
    bank.store._c.execute("UPDATE document SET json = ? WHERE kind = 'form' AND id = ?", (text, name))
    bank.store._c.execute(trigger)
    assert refusal(forms.package, bank, name)[0] is Reason.FORM_DAMAGED
    assert refusal(forms.approved, bank)[0] is Reason.FORM_DAMAGED
    assert refusal(bank.store.verify) == (Reason.DATA_DAMAGED, {"where": f"document: form/{name}"})


def test_R_22_1_only_an_approver_approves(stocked: Pc) -> None:
    name = forms.save(stocked.as_("asel").bank, SPEC).id
    assert refusal(forms.approve, stocked.bank, name, ACT) == (Reason.BANK_ROLE, {"role": "approver"})


def test_R_21_2_a_form_that_the_bank_cannot_fill_is_refused_with_all_sections_that_lack_questions(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    more = replace(SPEC, sections=(SectionPlan("S1", 5), SectionPlan("S2", 4)))
    name = forms.save(bank, more).id
    assert refusal(forms.approve, bank, name, ACT) == (Reason.FORM_BANK_SHORT, {"sections": "S1 5 / 2, S2 4 / 1"})
    assert [draft.id for draft in forms.drafts(bank)] == [name], "it stays a draft"


def test_R_21_2_a_section_without_questions_needs_its_mark(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    left_out = forms.save(bank, replace(SPEC, sections=(SectionPlan("S1", 2),))).id
    assert refusal(forms.approve, bank, left_out, ACT) == (Reason.FORM_SECTION_ZERO, {"section": "S2"})
    marked = forms.save(bank, replace(SPEC, sections=(SectionPlan("S1", 2), SectionPlan("S2", 0)))).id
    assert forms.approve(bank, marked, ACT).zero_sections == ("S2",)


def test_a_section_that_the_bank_does_not_have_is_refused(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    name = forms.save(bank, replace(SPEC, sections=(*SPEC.sections, SectionPlan("S9", 0)))).id
    assert refusal(forms.approve, bank, name, ACT) == (Reason.FORM_INCOMPLETE, {"field": "sections"})


def test_a_band_that_no_paper_reaches_is_refused(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    name = forms.save(bank, replace(SPEC, band=(400, 500))).id
    assert forms.supply_of(bank, forms.draft(bank, name)).reach == (300, 300)
    assert refusal(forms.approve, bank, name, ACT) == (Reason.DRAW_IMPOSSIBLE, {"section": "S1, S2", "what": "band"})


def test_enemies_that_leave_too_few_are_refused(pc: Pc) -> None:
    names = ["S1-0001", "S1-0002"]
    for name in names:
        made = replace(question(name), enemies=frozenset(names) - {name})
        written = editing.new_question(pc.as_("asel").bank, made).question.id
        assert written == name
        editing.act(pc.bank, name, 1, Step.SENT)
        pc.approve(name)
    bank = pc.as_("chynara").bank
    draft = forms.save(bank, replace(SPEC, sections=(SectionPlan("S1", 2), SectionPlan("S2", 0)))).id
    assert refusal(forms.approve, bank, draft, ACT) == (Reason.DRAW_IMPOSSIBLE, {"section": "S1", "what": "enemies"})


def test_an_unfinished_draft_is_kept_but_not_approved(stocked: Pc) -> None:
    bank = stocked.as_("chynara").bank
    name = forms.save(bank, replace(SPEC, minutes=0)).id
    assert refusal(forms.approve, bank, name, ACT) == (Reason.FORM_INCOMPLETE, {"field": "minutes"})
    assert refusal(forms.approve, bank, name, Act("order", "", "2026-10-05"))[0] is Reason.FORM_INCOMPLETE


def test_a_form_that_is_not_there_is_named(pc: Pc) -> None:
    bank = pc.as_("chynara").bank
    for act in (forms.draft, forms.package, forms.copy, forms.remove):
        assert refusal(act, bank, "form-7") == (Reason.FORM_UNKNOWN, {"form": "form-7"})
