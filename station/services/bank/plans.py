"""The plan of a new bank: its name, its first PC, its sections, its people."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from question_bank.model import Bilingual, Section, is_section_id
from question_bank.workflow import Role
from station.domain.errors import Reason, StationError
from station.services.bank.bundle import LONGEST_PC
from station.services.bank.custody import StaffPlan
from station.vault import RECOVERY


@dataclass(frozen=True)
class BankPlan:
    """What `station bank create` makes."""

    name: str
    pc: str
    sections: tuple[Section, ...]
    staff: tuple[StaffPlan, ...]


def read_plan(path: Path) -> BankPlan:
    """The plan of a file, see docs/bank-plan-example.json. Raises FILE_NOT_READ, DATA_DAMAGED naming the field."""
    try:
        plain = json.loads(path.read_bytes())
    except OSError:
        raise StationError(Reason.FILE_NOT_READ, file=path.name) from None
    except (ValueError, RecursionError):
        raise StationError(Reason.DATA_DAMAGED, where=path.name) from None
    try:
        return _plan(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        field = str(error).strip("'\"")[:80]
        raise StationError(Reason.DATA_DAMAGED, where=f"{path.name}: {field}") from error


def _plan(plain: Any) -> BankPlan:
    sections = tuple(Section(_text(one, "id"), _both(one["title"])) for one in plain["sections"])
    staff = tuple(
        StaffPlan(_text(one, "id"), _text(one, "name"), frozenset(map(Role, one["roles"]))) for one in plain["staff"]
    )
    for name, ids in (("sections", [one.id for one in sections]), ("staff", [one.id for one in staff])):
        if not ids or len(set(ids)) < len(ids):
            raise ValueError(name)
    if not all(is_section_id(one.id) for one in sections):
        raise ValueError("sections")
    if RECOVERY in {one.id for one in staff}:
        raise ValueError("staff")
    return BankPlan(_text(plain, "name"), _text(plain, "pc", LONGEST_PC), sections, staff)


def _both(plain: Any) -> Bilingual:
    return Bilingual(_text(plain, "ky"), _text(plain, "ru"))


def _text(plain: Any, field: str, longest: int = 200) -> str:
    """What bundles and papers take as a name: visible letters on one line."""
    text = plain[field]
    if not isinstance(text, str) or not text.strip().isprintable() or not 0 < len(text.strip()) <= longest:
        raise ValueError(field)
    return text.strip()
