"""What all papers share: acts, marks, the header, persons, and the record under the verification code."""

import hashlib
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Self

from question_bank.model import Bilingual
from station.domain.journal import canonical
from station.domain.numbers import verification_code

RECORD_FORMAT = 1
NOT_RECORDED = MappingProxyType({"recorded": False})
# A field that came after papers had been issued: their records, and so their codes, stay what they were.
RECORDED_IF_SET = MappingProxyType({"recorded_if_set": True})


class ActKind(StrEnum):
    """Kinds of acts of a state body."""

    ORDER = "order"
    RESOLUTION = "resolution"
    DECISION = "decision"
    DISPOSITION = "disposition"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a paper names: kind, number, date (art. 22)."""

    kind: ActKind
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class ListAct:
    """An approved list of admitted candidates: number and date of approval (R-19.1)."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Marks:
    """What a print says about itself: ordinal of the copy (0: the original, R-26.2), the number of the
    protocol that replaced this one ("" : in force, R-26.3)."""

    copy: int = 0
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What every paper shares: who issues it, its number, session and place, when it was made, the act it
    rests on (None on slips and acts), and where the journal stood: seq and head (64 hex digits)."""

    authority: Bilingual
    institution: Bilingual
    number: str
    session: str
    place: Bilingual
    made_at: datetime
    station: str
    seq: int
    head: str
    basis: Act | None = None
    training: bool = False
    marks: Marks = field(default=Marks(), metadata=NOT_RECORDED)

    def __post_init__(self) -> None:
        if len(self.head) != 64 or set(self.head) - set("0123456789abcdef"):
            raise ValueError("head is not 64 hex digits")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff who signs: full name, and the post if the paper's own words do not say it."""

    name: str
    post: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class MaskedDocument:
    """An identity document as protocols show it: series and the last three digits, nothing more."""

    series: str
    last_digits: str

    def __post_init__(self) -> None:
        if len(self.last_digits) > 3:
            raise ValueError("a protocol shows three digits at most")

    @staticmethod
    def of(series: str, number: str) -> "MaskedDocument":
        """The mask of a full number."""
        return MaskedDocument(series, number[-3:])


class Facts:
    """Base of the papers: each has a `header` and says its kind."""

    __slots__ = ()
    kind: ClassVar[str]
    header: Header

    @property
    def score(self) -> str:
        """For the QR: `38/50`, `38` where the paper names no maximum, `38-40` where it corrects; empty where it
        states no score."""
        return ""

    def marked(self, marks: Marks) -> Self:
        """The same paper as a later print of it: same record, same code, its marks on every page."""
        return replace(self, header=replace(self.header, marks=marks))  # type: ignore[type-var]

    def record(self) -> dict[str, Any]:
        """The paper's content: text, integers, lists and dictionaries only."""
        return {"paper": self.kind, "format": RECORD_FORMAT, **_plain(self)}

    def record_sha256(self) -> bytes:
        """SHA-256 of the canonical record."""
        return hashlib.sha256(canonical(self.record()).encode()).digest()

    @property
    def code(self) -> str:
        """The verification code in the footer, `7KQ4-M9TD-2FHX`."""
        return verification_code(self.record_sha256())


def _recorded(owner: Any, item: "Field[Any]") -> bool:
    if item.metadata.get("recorded_if_set"):
        return bool(getattr(owner, item.name))
    return bool(item.metadata.get("recorded", True))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value) if _recorded(value, item)}
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
