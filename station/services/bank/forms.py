"""Test forms in the bank: drafts that are edited, approved packages that stand for good (art. 22, R-22.1, R-22.2)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from protocols.bank_facts import FormSection, FormSheet
from protocols.facts import Act as PrintedAct
from protocols.facts import ActKind
from question_bank.blueprint import Supply, supply
from question_bank.model import NOTHING, Bilingual
from question_bank.workflow import Role
from resources import SAMPLE
from station.domain.errors import Reason, StationError
from station.domain.form import Act, TestForm, form_from, open_form, pack_form
from station.domain.form_spec import FormSpec, check, check_act, content_of, spec_from, spec_of, spec_to
from station.services.bank.bank import Bank
from station.services.bank.pool import approved_pool

DRAFTERS = (Role.AUTHOR, Role.APPROVER)
"""Who may write drafts of forms."""
_DRAFT, _APPROVED = "form_draft", "form"
_REMOVED = "null"
_IDS = "form-"


def suggested(bank: Bank) -> FormSpec:
    """What a new form begins with: the main form of 80 questions, 120 minutes and threshold 48, as far as the bank has
    its sections (R-21.1). Everything in it can be changed; only an approval makes a form of it."""
    main = spec_of(open_form((SAMPLE / "form-80.json").read_bytes())).copy()
    known = {section.id for section in bank.sections()}
    return replace(main, sections=tuple(plan for plan in main.sections if plan.id in known))


def drafts(bank: Bank) -> tuple[FormSpec, ...]:
    """Forms that nobody has approved yet, by id."""
    kept = bank.store.documents(_DRAFT).values()
    return tuple(spec_from(json.loads(text)) for text in kept if text != _REMOVED)


def approved(bank: Bank) -> tuple[TestForm, ...]:
    """Forms that stand, by id. Raises FORM_DAMAGED where one fails its checksum (R-22.2)."""
    return tuple(open_form(text) for text in bank.store.documents(_APPROVED).values())


def draft(bank: Bank, form: str) -> FormSpec:
    """A draft. Raises FORM_APPROVED for an approved form, FORM_UNKNOWN."""
    text = bank.store.document(_DRAFT, form)
    if text is not None and text != _REMOVED:
        return spec_from(json.loads(text))
    if bank.store.document(_APPROVED, form) is not None:
        raise StationError(Reason.FORM_APPROVED, form=form)
    raise StationError(Reason.FORM_UNKNOWN, form=form)


def package(bank: Bank, form: str) -> str:
    """The hashed package of an approved form, as it goes to the stations. Raises FORM_UNKNOWN, FORM_DAMAGED."""
    text = bank.store.document(_APPROVED, form)
    if text is None:
        raise StationError(Reason.FORM_UNKNOWN, form=form)
    open_form(text)
    return text


def save(bank: Bank, spec: FormSpec) -> FormSpec:
    """Write a draft, however unfinished; without an id it is a new one. Returns it with its id.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (author or approver), FORM_APPROVED: an approved form is never edited.
    """
    person = _drafter(bank)
    taken = bank.store.documents(_DRAFT).keys() | bank.store.documents(_APPROVED).keys()
    if spec.id and bank.store.document(_APPROVED, spec.id) is not None:
        raise StationError(Reason.FORM_APPROVED, form=spec.id)
    name = spec.id or next(one for number in range(1, len(taken) + 2) if (one := f"{_IDS}{number}") not in taken)
    named = spec_from({**spec_to(spec), "id": name})
    text = json.dumps(spec_to(named), ensure_ascii=False)
    bank.store.put_document(_DRAFT, name, text, person, bank.now())
    return named


def copy(bank: Bank, form: str) -> FormSpec:
    """A new draft that says what a draft or an approved form says; its acts stay behind.

    Raises FORM_UNKNOWN, and as `save`.
    """
    text = bank.store.document(_APPROVED, form)
    spec = spec_of(open_form(text)) if text is not None else draft(bank, form)
    return save(bank, spec.copy())


def remove(bank: Bank, form: str) -> None:
    """Take a draft away. Raises as `draft`, BANK_NOT_SIGNED_IN, BANK_ROLE."""
    person = _drafter(bank)
    draft(bank, form)
    bank.store.put_document(_DRAFT, form, _REMOVED, person, bank.now())


def supply_of(bank: Bank, spec: FormSpec) -> Supply:
    """What the approved questions of the bank can give to it."""
    return supply(approved_pool(bank), spec.blueprint)


def approve(bank: Bank, form: str, act: Act, order: Act | None = None) -> TestForm:
    """Approve a draft by its act, and its order of conduct by `order` (by the same act where there is none): from now
    on it is a hashed package that nobody edits (R-22.1).

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (approver), FORM_UNKNOWN, FORM_APPROVED, FORM_INCOMPLETE, FORM_RULE_UNKNOWN,
    FORM_SECTION_ZERO (a section of the bank without questions and without its mark), FORM_BANK_SHORT naming all
    sections that lack questions (R-21.2), DRAW_IMPOSSIBLE (enemies, band).
    """
    person = bank.with_role(Role.APPROVER)
    spec = draft(bank, form)
    check(spec)
    check_act(act)
    check_act(order or act)
    titles = {section.id: section for section in bank.sections()}
    if any(plan.id not in titles for plan in spec.sections):
        raise StationError(Reason.FORM_INCOMPLETE, field="sections")
    for section in titles.keys() - {plan.id for plan in spec.sections}:
        raise StationError(Reason.FORM_SECTION_ZERO, section=section)
    _must_suffice(supply_of(bank, spec), spec)
    content = content_of(spec, titles, act, order or act)
    made = form_from(content)
    with bank.store.act():
        bank.store.put_document(_APPROVED, form, pack_form(content), person.id, bank.now())
        bank.store.put_document(_DRAFT, form, _REMOVED, person.id, bank.now())
    return made


def sheet_of(form: TestForm, bank: str, day: date) -> FormSheet:
    """An approved form as it is printed."""
    spec = spec_of(form)
    act, order = _printed(form.act), _printed(form.order.act)
    return replace(_sheet(spec, form.titles, bank, day), act=act, order_act=order, sha256=form.sha256)


def draft_sheet(bank: Bank, spec: FormSpec, day: date) -> FormSheet:
    """A draft as it is printed, marked as one."""
    titles = {section.id: section.title for section in bank.sections()}
    return _sheet(spec, titles, bank.name, day)


def _sheet(spec: FormSpec, titles: Mapping[str, Bilingual], bank: str, day: date) -> FormSheet:
    sections = (FormSection(plan.id, titles.get(plan.id, NOTHING), plan.count, plan.minimum) for plan in spec.sections)
    return FormSheet(
        id=spec.id,
        title=spec.title,
        bank=bank,
        day=day,
        sections=tuple(sections),
        points=spec.points,
        maximum=spec.maximum,
        minutes=spec.minutes,
        threshold=spec.threshold,
        order=spec.paragraphs,
        band=spec.band,
    )


def _printed(act: Act) -> PrintedAct:
    return PrintedAct(ActKind(act.kind), act.number, date.fromisoformat(act.date))


def told(held: Supply) -> str:
    """All sections that lack questions, as FORM_BANK_SHORT names them: `S1 36 / 12, S2 48 / 16`, needed / present."""
    return ", ".join(f"{lack.section} {lack.needed} / {lack.present}" for lack in held.lacks)


def _must_suffice(held: Supply, spec: FormSpec) -> None:
    if any(not lack.by_enemies for lack in held.lacks):
        raise StationError(Reason.FORM_BANK_SHORT, sections=told(held))
    sections = ", ".join(plan.id for plan in spec.sections if plan.count)
    if held.lacks or held.enemies_meet:
        named = ", ".join(lack.section for lack in held.lacks) or sections
        raise StationError(Reason.DRAW_IMPOSSIBLE, section=named, what="enemies")
    if not held.is_in_band:
        raise StationError(Reason.DRAW_IMPOSSIBLE, section=sections, what="band")


def _drafter(bank: Bank) -> str:
    person = bank.somebody()
    if not person.roles.intersection(DRAFTERS):
        raise StationError(Reason.BANK_ROLE, role=Role.AUTHOR.value)
    return person.id
