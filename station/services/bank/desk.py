"""What the bank's desk asks for in one look at the core thread, and the small acts around files, people and paper."""

import itertools
import json
from dataclasses import dataclass
from pathlib import Path

from question_bank.health import Finding, finding_from
from question_bank.workflow import Person, Role
from station import printing
from station.domain.errors import Reason, StationError
from station.services.bank import custody, finding
from station.services.bank.bank import Bank
from station.services.bank.bundle import LARGEST_MIB
from station.services.bank.facts import BankState, Opened
from station.store import replace_file

_LARGEST = LARGEST_MIB << 20
_CYRILLIC = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_LATIN = "a b v g d e e j z i y k l m n n o o p r s t u u f h ts ch sh sch _ y _ e yu ya"
_LETTERS = dict(zip(_CYRILLIC, _LATIN.split(), strict=True))


@dataclass(frozen=True)
class Page:
    """A question as the editor needs it: with the desk's head, the findings of the last check, the Kyrgyz stem (or the
    Russian one) of each enemy that is here, and everybody's name."""

    opened: Opened
    state: BankState
    findings: tuple[Finding, ...]
    enemies: dict[str, str]
    names: dict[str, str]


def page(bank: Bank, question: str, version: int | None = None) -> Page:
    """One question. Raises BANK_QUESTION_UNKNOWN."""
    return around(bank, finding.opened(bank, question, version))


def around(bank: Bank, opened: Opened) -> Page:
    """What stands beside a question that is open already."""
    question = opened.question
    findings = tuple(
        finding_from({**json.loads(facts), "question": name})
        for name, _what, facts in (bank.store.findings(question.id) if question.id else ())
    )
    enemies = {}
    for name in sorted(question.enemies):
        try:
            stem = finding.opened(bank, name).question.stem
        except StationError:
            continue
        enemies[name] = stem.ky or stem.ru
    return Page(opened, bank.state(), findings, enemies, bank.names())


def enrol(bank: Bank, name: str, roles: frozenset[Role]) -> tuple[str, str]:
    """Let a person in under an id made of the name; returns name and passphrase, which is shown once.

    The PC's mark stands in the id, so that people who are enrolled on two PCs at once are two. Raises as
    `custody.enrol`.
    """
    mark = str(bank.store.setting("mark", "")).lower()
    front = "-".join(filter(None, (slug_of(name), mark)))
    taken = {person.id for person in bank.store.staff(everybody=True)}
    numbered = (front if number == 1 else f"{front}-{number}" for number in itertools.count(1))
    person = Person(next(one for one in numbered if one not in taken), name, roles)
    return name, custody.enrol(bank, person)


def slug_of(name: str) -> str:
    """The first word of a name in Latin letters; "person" where it has none."""
    for word in name.casefold().split():
        letters = "".join(_LETTERS.get(letter, letter) for letter in word)
        plain = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())[:20]
        if plain:
            return plain
    return "person"


def renew(bank: Bank, member: str) -> tuple[str, str]:
    """A new passphrase for a member; name and passphrase. Raises as `custody.new_passphrase`."""
    return bank.names().get(member, member), custody.new_passphrase(bank, member)


def read_file(path: Path) -> bytes:
    """A file that came from elsewhere. Raises FILE_NOT_READ (file), BUNDLE_TOO_LARGE (limit_mib)."""
    try:
        if path.stat().st_size > _LARGEST:
            raise StationError(Reason.BUNDLE_TOO_LARGE, limit_mib=LARGEST_MIB)
        return path.read_bytes()
    except OSError:
        raise StationError(Reason.FILE_NOT_READ, file=path.name) from None


def write_file(path: Path, data: bytes) -> None:
    """A file that leaves the bank, written beside and put in place. Raises FILE_NOT_WRITTEN."""
    try:
        replace_file(path, data)
    except (StationError, OSError):
        raise StationError(Reason.FILE_NOT_WRITTEN) from None


def print_paper(pdf: bytes, title: str) -> str:
    """Send a paper to the system's default queue, as the hall's desk does; returns the queue.

    Raises NO_PRINTER, PRINTER_FAILED (printer).
    """
    from station.services.desk import printer_names  # the hall's desk and all that it needs: only to print

    _known, printer = printer_names()
    if not printer:
        raise StationError(Reason.NO_PRINTER)
    printing.send(pdf, printer, title)
    return printer


def note_fault(bank: Bank, mark: str) -> None:
    """Record a fault of the program in the bank's chain, as long as the disk takes it."""
    with bank.store.act():
        person = bank.person.id if bank.person is not None else ""
        bank.store.record("program_fault", person, bank.now(), {"mark": mark[:400]})
