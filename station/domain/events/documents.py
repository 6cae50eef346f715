"""Documents, their printing, incidents (arts. 24 to 26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from station.domain.events.base import Event


@dataclass(frozen=True)
class DocumentMade(Event):
    """A numbered document: the hash of what it says and of its PDF. `subject` is a candidate id, an incident's number
    or ""; it was made of the journal up to `head_seq`, and prints `made_ms` (legal, a full minute) as its time."""

    document: str
    number: str
    subject: str
    record_sha256: str
    pdf_sha256: str
    head_seq: int
    head: str
    made_ms: int


@dataclass(frozen=True)
class DocumentPrinted(Event):
    """Sent to a printer's queue or saved as a file; copy 0 is the original, n the n-th marked copy (R-26.2)."""

    number: str
    target: str
    copy: int
    job: str
    reason: str = ""


@dataclass(frozen=True)
class PrintFailed(Event):
    """The printer refused; the document stands and can be printed later."""

    number: str
    target: str


@dataclass(frozen=True)
class NumberCancelled(Event):
    """A spoilt document number: the row has no gaps."""

    number: str
    reason: str


@dataclass(frozen=True)
class ProtocolHandedOver(Event):
    """The candidate took the paper (R-24.7)."""

    candidate: str
    number: str


@dataclass(frozen=True)
class IncidentRecorded(Event):
    """An incident act (document 12); `facts` holds its fields, persons by candidate id."""

    number: str
    facts: Mapping[str, Any]
