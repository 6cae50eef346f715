"""Numbers that stand on paper: document numbers and verification codes (documents.md, rules common to
all).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_GROUP = 4
_BITS = 5
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_.]+")
# What a reader or a Cyrillic keyboard makes of a printed character. Code points, since the letters look
# alike: I, L, O as Crockford says; then Cyrillic A, Ve, Ie, Ka, Em, En, O, Er, Es, Te, U, straight U, Ha.
_CONFUSABLE = str.maketrans(
    "ILO\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u04ae\u0425",
    "110ABEKMH0PCTYYX",
)
_NUMBER = re.compile(r"([A-Z]{1,2})-([0-9]{2,})-([0-9]{2,})-([0-9]{4})-([0-9]{4,})")


class DocumentKind(StrEnum):
    """The first letters of a document's number."""

    CODE_SLIP = "T"
    ATTENDANCE_SHEET = "K"
    CANDIDATE_PROTOCOL = "P"
    SUMMARY_PROTOCOL = "V"
    RANKING_LIST = "R"
    ADDITIONAL_TEST_NOTICE = "Q"
    APPEAL_APPLICATION = "A"
    APPEAL_PROTOCOL = "AP"
    KEY_SHEET = "S"
    HANDOVER_REGISTER = "H"
    ARCHIVE_ACT = "AR"
    DESTRUCTION_ACT = "D"
    INCIDENT_ACT = "I"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document's number, taken apart. `str()` gives the printed form, `P-02-01-2026-0147`.

    Raises ValueError for a part that cannot be printed: hall, station and running number count from 1.
    """

    kind: DocumentKind
    hall: int
    station: int
    year: int
    running: int

    def __post_init__(self) -> None:
        if min(self.hall, self.station, self.running) < 1 or not 2000 <= self.year <= 9999:
            raise ValueError("not a document number")

    def __str__(self) -> str:
        return f"{self.kind}-{self.hall:02d}-{self.station:02d}-{self.year}-{self.running:04d}"

    @staticmethod
    def parse(text: str) -> "DocumentNumber":
        """The number of its printed form. Raises ValueError for anything else."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise ValueError("not a document number")
        kind, *parts = match.groups()
        number = DocumentNumber(DocumentKind(kind), *map(int, parts))
        if str(number) != text:
            raise ValueError("not the printed form")
        return number


def document_number(kind: DocumentKind, hall: int, station: int, year: int, running: int) -> str:
    """`P-02-01-2026-0147` for the 147th paper of its kind on that station in that year. Raises ValueError."""
    return str(DocumentNumber(kind, hall, station, year, running))


def verification_code(sha256: bytes) -> str:
    """The first 60 bits of a record's SHA-256 in Crockford's base 32, `7KQ4-M9TD-2FHX`.

    Raises ValueError unless 32 bytes are given.
    """
    if len(sha256) != 32:
        raise ValueError("not a SHA-256")
    value = int.from_bytes(sha256[:8], "big") >> (64 - _BITS * CODE_LENGTH)
    return _grouped("".join(CROCKFORD[value >> shift & 31] for shift in range(55, -1, -_BITS)))


def typed_verification_code(text: str) -> str | None:
    """The printed form of a code as somebody typed it, or None if it cannot be one.

    Case, blanks and dashes are free; I and L read as 1, O as 0, Cyrillic letters as the Latin ones they look
    like.
    """
    code = _SEPARATORS.sub("", text).upper().translate(_CONFUSABLE)
    if len(code) != CODE_LENGTH or any(char not in CROCKFORD for char in code):
        return None
    return _grouped(code)


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
