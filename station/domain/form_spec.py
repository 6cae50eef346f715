"""A test form before its approval: what is edited, what makes it whole, and the content of its package (art. 22)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from question_bank.blueprint import Band, Blueprint
from question_bank.model import EASIEST, HARDEST, NOTHING, Bilingual, Section
from station.domain.errors import Reason, StationError
from station.domain.form import ACT_KINDS, BOTH_LANGUAGES, FREE, Act, TestForm


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Questions of a section in a paper, and the points that it must bring (0: no minimum). No questions is lawful only
    where it is marked: the plan stands in the form with its 0 (R-21.2)."""

    id: str
    count: int
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A specification as it is edited. `band`: least and greatest mean difficulty of a paper, in hundredths from 100 to
    500. `paragraphs`: the order of conduct."""

    id: str = ""
    title: Bilingual = NOTHING
    sections: tuple[SectionPlan, ...] = ()
    points: int = 1
    minutes: int = 0
    threshold: int = 0
    languages: tuple[str, ...] = BOTH_LANGUAGES
    band: Band | None = None
    navigation: str = FREE
    paragraphs: tuple[Bilingual, ...] = ()

    @property
    def questions(self) -> int:
        """How many a paper has."""
        return sum(plan.count for plan in self.sections)

    @property
    def maximum(self) -> int:
        """Points for all right answers."""
        return self.questions * self.points

    @property
    def blueprint(self) -> Blueprint:
        """What its papers are drawn to."""
        return Blueprint({plan.id: plan.count for plan in self.sections}, self.band)

    def copy(self) -> "FormSpec":
        """The same as a new draft."""
        return replace(self, id="")


def spec_of(form: TestForm) -> FormSpec:
    """The specification of an approved form, without its acts: what a new draft begins with."""
    return FormSpec(
        id=form.id,
        title=form.title,
        sections=tuple(SectionPlan(name, count, form.minima.get(name, 0)) for name, count in form.counts.items()),
        points=form.points,
        minutes=form.minutes,
        threshold=form.threshold,
        languages=form.languages,
        band=form.band,
        navigation=form.navigation,
        paragraphs=form.order.paragraphs,
    )


def spec_to(spec: FormSpec) -> dict[str, Any]:
    """The plain form of a draft."""
    return {
        "id": spec.id,
        "title": _plain(spec.title),
        "sections": [{"id": plan.id, "count": plan.count, "minimum": plan.minimum} for plan in spec.sections],
        "points": spec.points,
        "minutes": spec.minutes,
        "threshold": spec.threshold,
        "languages": list(spec.languages),
        "band": list(spec.band) if spec.band else None,
        "navigation": spec.navigation,
        "paragraphs": [_plain(paragraph) for paragraph in spec.paragraphs],
    }


def spec_from(plain: Mapping[str, Any]) -> FormSpec:
    """The draft of its plain form. Raises FORM_DAMAGED for another."""
    try:
        return FormSpec(
            id=plain["id"],
            title=_both(plain["title"]),
            sections=tuple(SectionPlan(one["id"], one["count"], one["minimum"]) for one in plain["sections"]),
            points=plain["points"],
            minutes=plain["minutes"],
            threshold=plain["threshold"],
            languages=tuple(plain["languages"]),
            band=(plain["band"][0], plain["band"][1]) if plain["band"] else None,
            navigation=plain["navigation"],
            paragraphs=tuple(_both(paragraph) for paragraph in plain["paragraphs"]),
        )
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise StationError(Reason.FORM_DAMAGED) from error


def check(spec: FormSpec) -> None:
    """Whether the specification is whole and lawful in itself, whatever the bank holds.

    Raises FORM_INCOMPLETE naming the first field that is not, FORM_RULE_UNKNOWN.
    """
    for field, holds in _conditions(spec):
        if not holds:
            raise StationError(Reason.FORM_INCOMPLETE, field=field)
    if spec.navigation != FREE:
        raise StationError(Reason.FORM_RULE_UNKNOWN, field="navigation")
    if set(spec.languages) != set(BOTH_LANGUAGES):
        raise StationError(Reason.FORM_RULE_UNKNOWN, field="one_language")


def _conditions(spec: FormSpec) -> list[tuple[str, bool]]:
    plans, band = spec.sections, spec.band
    return [
        ("title", _in_both(spec.title)),
        ("sections", bool(plans) and len({plan.id for plan in plans}) == len(plans)),
        ("counts", all(plan.count >= 0 for plan in plans) and spec.questions > 0),
        ("points", spec.points >= 1),
        ("minimum", all(0 <= plan.minimum <= plan.count * spec.points for plan in plans)),
        ("minutes", spec.minutes >= 1),
        ("threshold", 1 <= spec.threshold <= spec.maximum),
        ("languages", bool(spec.languages)),
        ("band", band is None or EASIEST * 100 <= band[0] <= band[1] <= HARDEST * 100),
        ("paragraphs", bool(spec.paragraphs) and all(_in_both(paragraph) for paragraph in spec.paragraphs)),
    ]


def check_act(act: Act) -> None:
    """Whether the act has a known kind, a number and a date. Raises FORM_INCOMPLETE(number or date)."""
    if act.kind not in ACT_KINDS or not act.number.strip():
        raise StationError(Reason.FORM_INCOMPLETE, field="number")
    try:
        date.fromisoformat(act.date)
    except ValueError as error:
        raise StationError(Reason.FORM_INCOMPLETE, field="date") from error


def content_of(spec: FormSpec, titles: Mapping[str, Section], act: Act, order: Act) -> dict[str, Any]:
    """The content of the approved form's package. `titles`: the bank's sections by id, all those of the form."""
    sections = [
        {"id": plan.id, "count": plan.count, "title": _plain(titles[plan.id].title)}
        | ({"minimum": plan.minimum} if plan.minimum else {})
        for plan in spec.sections
    ]
    zero = [plan.id for plan in spec.sections if plan.count == 0]
    return {
        "id": spec.id,
        "title": _plain(spec.title),
        "sections": sections,
        **({"zero_sections": zero} if zero else {}),
        "points": spec.points,
        "minutes": spec.minutes,
        "threshold": spec.threshold,
        "navigation": spec.navigation,
        "languages": list(spec.languages),
        **({"band": list(spec.band)} if spec.band else {}),
        "act": _act(act),
        "order": {"act": _act(order), "paragraphs": [_plain(paragraph) for paragraph in spec.paragraphs]},
    }


def _act(act: Act) -> dict[str, str]:
    return {"kind": act.kind, "number": act.number.strip(), "date": act.date}


def _in_both(text: Bilingual) -> bool:
    return bool(text.ky.strip() and text.ru.strip())


def _plain(text: Bilingual) -> dict[str, str]:
    return {"ky": text.ky, "ru": text.ru}


def _both(plain: Mapping[str, str]) -> Bilingual:
    return Bilingual(plain["ky"], plain["ru"])
