"""A new PC is made ready for a bank that exists elsewhere: keys and a custodian, and nothing else yet."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.workflow import Role
from station import vault
from station.services.bank import custody, peers
from station.services.bank.custody import StaffPlan
from station.services.bank.desk import slug_of, write_file

_MARK = re.compile("[A-Z]{1,3}")


@dataclass(frozen=True)
class Ready:
    """A PC that waits for its first bundle: passphrases to print once, and the fingerprint to read aloud."""

    passphrases: Mapping[str, str]
    fingerprint: str


def is_mark(mark: str) -> bool:
    """Whether it can stand in numbers of questions: one to three capital letters A to Z."""
    return _MARK.fullmatch(mark) is not None


def is_name(text: str, longest: int = 200) -> bool:
    """What other PCs take as the name of a PC or a person: visible letters on one line."""
    return text.isprintable() and len(text.strip()) > 0 and len(text) <= longest


def make_ready(
    folder: Path, *, pc: str, mark: str, custodian: str, key: Path, now_ms: Callable[[], int],
    cost: vault.Cost | None = None,
) -> Ready:  # fmt: skip
    """Make the folder and write the key file of this PC.

    Raises as `custody.create_bank`; FILE_NOT_WRITTEN for the key file, which the desk can write as well.
    """
    member = f"{slug_of(custodian)}-{mark.lower()}"
    staff = (StaffPlan(member, custodian, frozenset({Role.CUSTODIAN})),)
    bank, passphrases = custody.create_bank(
        folder, name="", pc=pc, sections=(), staff=staff, now_ms=now_ms, cost=cost, bank_id=peers.JOINING, mark=mark
    )
    try:
        custody.sign_in(bank, member, passphrases[member])
        write_file(key, peers.introduction(bank))
        return Ready(passphrases, peers.own_keys(bank).public.fingerprint)
    finally:
        bank.close()
