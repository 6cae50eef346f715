"""The approved test form (art. 22): sections, counts, points, minutes, threshold and the order of conduct.

One hashed package that nobody in the hall can edit (R-22.1, R-22.2, R-22.5).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from question_bank.blueprint import Band, Blueprint
from question_bank.model import EASIEST, HARDEST, Bilingual
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical

ACT_KINDS = ("order", "resolution", "decision", "disposition")
FREE = "free"
"""The one rule of navigation that the candidate's screen has: to any question, back and forth, any may be left out."""
BOTH_LANGUAGES = ("ky", "ru")
"""What the candidate's screen offers; a form for one language would be a rule that it does not have."""


@dataclass(frozen=True)
class Act:
    """An approving act: kind (order, resolution, decision or disposition), number, ISO date."""

    kind: str
    number: str
    date: str


@dataclass(frozen=True)
class Order:
    """The order of conduct, approved with its own act; paragraphs in both languages (R-22.5)."""

    act: Act
    paragraphs: tuple[Bilingual, ...]
    sha256: str


@dataclass(frozen=True)
class TestForm:
    """One form for a whole session: everybody gets the same counts, minutes and threshold (R-3.1)."""

    __test__ = False  # not a pytest class

    id: str
    title: Bilingual
    counts: Mapping[str, int]
    titles: Mapping[str, Bilingual]
    minima: Mapping[str, int]
    zero_sections: tuple[str, ...]
    points: int
    minutes: int
    threshold: int
    act: Act
    order: Order
    sha256: str
    content: Mapping[str, Any]
    band: Band | None = None
    navigation: str = FREE
    languages: tuple[str, ...] = BOTH_LANGUAGES

    @property
    def blueprint(self) -> Blueprint:
        """What its papers are drawn to."""
        return Blueprint(self.counts, self.band)

    @property
    def questions(self) -> int:
        """How many questions a paper has."""
        return sum(self.counts.values())

    @property
    def maximum(self) -> int:
        """Points for all right answers."""
        return self.questions * self.points

    @property
    def budget_ms(self) -> int:
        """Test time in milliseconds."""
        return self.minutes * 60_000


def pack_form(content: Mapping[str, Any]) -> str:
    """The package text of a form's content, with its checksum."""
    return json.dumps(
        {"format": "station-form", "version": 1, "content": content, "sha256": _sha(content)},
        ensure_ascii=False,
        indent=1,
    )


def open_form(text: str | bytes) -> TestForm:
    """The form of a package. Raises FORM_DAMAGED where checksum or fields do not hold, FORM_SECTION_ZERO for a section
    at 0 without its explicit mark (R-21.2), FORM_RULE_UNKNOWN for a rule that the candidate's screen does not have."""
    try:
        package = json.loads(text)
        if (
            package["format"] != "station-form"
            or package["version"] != 1
            or package["sha256"] != _sha(package["content"])
        ):
            raise StationError(Reason.FORM_DAMAGED)
        return form_from(package["content"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise StationError(Reason.FORM_DAMAGED) from error


def form_from(content: Mapping[str, Any]) -> TestForm:
    """The form of its content, as the session's first entry carries it. Raises as `open_form`."""
    sections = content["sections"]
    form = TestForm(
        id=content["id"],
        title=_both(content["title"]),
        counts={item["id"]: item["count"] for item in sections},
        titles={item["id"]: _both(item["title"]) for item in sections},
        minima={item["id"]: item["minimum"] for item in sections if item.get("minimum")},
        zero_sections=tuple(content.get("zero_sections", ())),
        points=content["points"],
        minutes=content["minutes"],
        threshold=content["threshold"],
        act=_act(content["act"]),
        order=Order(
            _act(content["order"]["act"]),
            tuple(_both(item) for item in content["order"]["paragraphs"]),
            _sha(content["order"]),
        ),
        sha256=_sha(content),
        content=content,
        band=_band(content.get("band")),
        navigation=content.get("navigation", FREE),
        languages=tuple(content.get("languages", BOTH_LANGUAGES)),
    )
    _must_be_kept(form)
    for section, count in form.counts.items():
        if count == 0 and section not in form.zero_sections:
            raise StationError(Reason.FORM_SECTION_ZERO, section=section)
    if (
        not 0 <= form.threshold <= form.maximum
        or form.minutes <= 0
        or form.points <= 0
        or min(form.counts.values()) < 0
    ):
        raise StationError(Reason.FORM_DAMAGED)
    if len(form.counts) != len(sections):
        raise StationError(Reason.FORM_DAMAGED)
    return form


def _must_be_kept(form: TestForm) -> None:
    """What was approved is kept to the letter: a rule that the screen does not have is refused, not passed over."""
    if form.navigation != FREE:
        raise StationError(Reason.FORM_RULE_UNKNOWN, field="navigation")
    if sorted(form.languages) != sorted(BOTH_LANGUAGES):
        raise StationError(Reason.FORM_RULE_UNKNOWN, field="one_language")


def _sha(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _both(plain: Mapping[str, str]) -> Bilingual:
    return Bilingual(plain["ky"], plain["ru"])


def _band(plain: Any) -> Band | None:
    if plain is None:
        return None
    low, high = plain
    if not (isinstance(low, int) and isinstance(high, int) and EASIEST * 100 <= low <= high <= HARDEST * 100):
        raise ValueError(plain)
    return low, high


def _act(plain: Mapping[str, Any]) -> Act:
    if plain["kind"] not in ACT_KINDS:
        raise ValueError(plain["kind"])
    return Act(plain["kind"], plain["number"], date.fromisoformat(plain["date"]).isoformat())
