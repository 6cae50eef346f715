"""Who opens the bank and who works with it: keys, passphrases, roles (security c2b).

One random master key stands for the bank folder; `keyring.json` holds it once per member and once for the envelope,
each time sealed under Argon2id of a passphrase. Every change of the staff is a line of the bank's chain.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from question_bank.model import Section
from question_bank.workflow import FourEyes, Person, Role
from resources import POLICY
from station import vault
from station.domain.errors import Reason, StationError
from station.services.access import NAME, read_keyring, write_keyring
from station.services.bank.bank import Bank
from station.store.bank import BankStore

LONGEST_NAME = 200
"""Bundles take no longer name, and none with letters that are not seen."""

ENVELOPE = Person(vault.RECOVERY, vault.RECOVERY, frozenset({Role.CUSTODIAN}))
"""Whoever opens the bank with the passphrase of the envelope: custody only, to let the staff in again."""


@dataclass(frozen=True)
class StaffPlan:
    """A member to enrol; an empty passphrase is replaced by a generated one."""

    id: str
    name: str
    roles: frozenset[Role]
    passphrase: str = ""


def database_key(master: bytes) -> bytes:
    """The key of the bank's database below the master key."""
    return vault.derive(master, "bank db")


def default_policy() -> FourEyes:
    """Which of author, reviewer and approver must differ, as the policy file says (R-24.2)."""
    plain = json.loads((POLICY / "bank.json").read_bytes())["four_eyes"]
    return FourEyes(**{name: bool(said["value"]) for name, said in plain.items()})


def create_bank(
    folder: Path,
    *,
    name: str,
    pc: str,
    sections: Sequence[Section],
    staff: Sequence[StaffPlan],
    now_ms: Callable[[], int],
    cost: vault.Cost | None = None,
    bank_id: str = "",
    mark: str = "",
    pc_id: str = "",
    policy: FourEyes | None = None,
) -> tuple[Bank, Mapping[str, str]]:
    """Make a bank folder; nobody is signed in yet. Returns the passphrases to print once: member -> passphrase, and
    "recovery" for the envelope.

    `now_ms` is the wall clock. `bank_id` and `mark` are given where a PC joins a bank that there is: ids of its
    questions carry the mark.
    Raises DATA_EXISTS (the folder is not empty), BANK_LAST_CUSTODIAN (no custodian among the staff), DISK_FULL,
    DISK_FAILED, DATA_READ_ONLY; nothing is left then.
    """
    if not any(Role.CUSTODIAN in person.roles for person in staff):
        raise StationError(Reason.BANK_LAST_CUSTODIAN)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StationError(Reason.DATA_EXISTS)
    was_there = folder.is_dir()
    master = vault.new_master_key()
    try:
        store = BankStore.create(folder, database_key(master), pc_id or secrets.token_hex(8), pc)
        try:
            bank = Bank(folder, store, now_ms, cost)
            passphrases = _let_in(folder, staff, master, cost)
            facts = {"bank": bank_id or secrets.token_hex(8), "name": name, "mark": mark}
            _first_settings(bank, facts, sections, staff, policy or default_policy())
        except BaseException:
            store.close()
            raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if was_there:
            folder.mkdir(exist_ok=True)
        raise
    return bank, passphrases


def _let_in(folder: Path, staff: Sequence[StaffPlan], master: bytes, cost: vault.Cost | None) -> dict[str, str]:
    passphrases = {person.id: person.passphrase or vault.new_passphrase() for person in staff}
    passphrases[vault.RECOVERY] = vault.new_passphrase()
    keyring = vault.Keyring(cost)
    for slot, passphrase in passphrases.items():
        keyring.add_slot(slot, passphrase, master)
    write_keyring(folder, keyring)
    return passphrases


def _first_settings(
    bank: Bank, facts: dict[str, Any], sections: Sequence[Section], staff: Sequence[StaffPlan], policy: FourEyes
) -> None:
    store, now, ring = bank.store, bank.now(), read_keyring(bank.folder)
    facts["slot"] = ring.slot_sha256(vault.RECOVERY)
    facts["policy"] = {name: getattr(policy, name) for name in FourEyes.__slots__}
    facts["sections"] = [{"id": one.id, "title": {"ky": one.title.ky, "ru": one.title.ru}} for one in sections]
    with store.act():
        for key in facts.keys() - {"slot"}:
            store.put_setting(key, facts[key])
        store.record("made", "", now, facts)
        for person in staff:
            member = Person(person.id, person.name, person.roles)
            store.put_staff(member, True, "", now, ring.sha256, ring.slot_sha256(member.id))


def open_bank(
    folder: Path, slot: str, passphrase: str, now: Callable[[], int], cost: vault.Cost | None = None
) -> Bank:
    """The bank of a folder, opened and signed in by `slot` ("recovery" is the envelope's).

    Raises PASSPHRASE_WRONG, DATA_MISSING, DATA_IN_USE, DATA_NEWER, DATA_DAMAGED, DATA_OLD_COPY, DATA_CONTRADICTS.
    """
    master = read_keyring(folder).unlock(slot, passphrase)
    bank = Bank(folder, BankStore.open(folder, database_key(master)), now, cost)
    try:
        _seat(bank, slot, master)
    except BaseException:
        bank.close()
        raise
    return bank


def sign_in(bank: Bank, slot: str, passphrase: str) -> Person:
    """Another member sits down; whoever was signed in leaves. Raises PASSPHRASE_WRONG: then nobody changes."""
    master = read_keyring(bank.folder).unlock(slot, passphrase)
    bank.leave()
    return _seat(bank, slot, master)


def sign_out(bank: Bank) -> None:
    """The person leaves; the bank stays open for the next one."""
    bank.leave()


def _seat(bank: Bank, slot: str, master: bytes) -> Person:
    if slot == vault.RECOVERY:
        person = ENVELOPE
        _refuse_old_slot(bank, person)
        with bank.store.act():
            bank.store.record("envelope_opened", slot, bank.now(), {})
    else:
        # A slot whose owner the chain does not know was put into the file by hand.
        found = next((person for person in bank.store.staff() if person.id == slot), None)
        if found is None:
            raise StationError(Reason.PASSPHRASE_WRONG)
        person = found
        _refuse_old_slot(bank, person)
    bank.person, bank.master = person, master
    return person


def _refuse_old_slot(bank: Bank, person: Person) -> None:
    """A passphrase that was replaced opens nothing here, also where an older keyring was put back.

    One case is none of that: the power went after the chain had the new slot and before the file had it. Then nothing
    stands in the chain after it, the new passphrase was never shown, and the old one counts again.
    Raises PASSPHRASE_WRONG.
    """
    said = bank.store.slots_of(person.id)
    keyring = read_keyring(bank.folder)
    slot = keyring.slot_sha256(person.id)
    if not said or slot == said[-1][1] or slot not in {one for _, one in said}:
        return
    if said[-1][0] != bank.store.head[0]:
        raise StationError(Reason.PASSPHRASE_WRONG)
    with bank.store.act():
        _note_slot(bank, person, "", keyring)


def _note_slot(bank: Bank, person: Person, by: str, keyring: vault.Keyring) -> None:
    slot = keyring.slot_sha256(person.id)
    if person.id == vault.RECOVERY:
        bank.store.record("envelope_renewed", by, bank.now(), {"slot": slot}, keyring.sha256)
    else:
        bank.store.put_staff(person, True, by, bank.now(), keyring.sha256, slot)


def slots(folder: Path) -> list[str]:
    """Who may sign in, by id. Raises DATA_MISSING, DATA_DAMAGED."""
    return read_keyring(folder).staff()


def enrol(bank: Bank, person: Person, passphrase: str = "") -> str:
    """Let a new member in, or one who left come back; returns the passphrase to print once.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (custodian), DATA_EXISTS (a member of that id is there).
    """
    custodian = bank.with_role(Role.CUSTODIAN)
    if person.id == vault.RECOVERY or any(one.id == person.id for one in bank.store.staff()):
        raise StationError(Reason.DATA_EXISTS)
    name = "".join(letter for letter in " ".join(person.name.split()) if letter.isprintable())[:LONGEST_NAME]
    if not person.id.isprintable() or not 0 < len(person.id) <= LONGEST_NAME:
        raise ValueError("an id that no bundle takes")
    return _with_new_passphrase(bank, replace(person, name=name or person.id), custodian, passphrase)


def new_passphrase(bank: Bank, member: str, passphrase: str = "") -> str:
    """A new passphrase for a member (also one's own) or for the envelope; the old one opens older copies only.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (custodian, but for one's own), DATA_MISSING (no such member).
    """
    who = bank.somebody()
    if who.id != member:
        bank.with_role(Role.CUSTODIAN)
    if member == vault.RECOVERY:
        return _with_new_passphrase(bank, ENVELOPE, who, passphrase)
    return _with_new_passphrase(bank, _member(bank, member), who, passphrase)


def _with_new_passphrase(bank: Bank, person: Person, by: Person, passphrase: str) -> str:
    chosen = passphrase or vault.new_passphrase()
    keyring = vault.Keyring.from_bytes((bank.folder / NAME).read_bytes(), bank.cost)
    keyring.add_slot(person.id, chosen, bank.key())
    with bank.store.act():
        _note_slot(bank, person, by.id, keyring)
    # The chain first: a slot without a member opens nothing, a member without a slot gets another passphrase.
    write_keyring(bank.folder, keyring)
    with bank.store.act():  # from here on the former slot is an old one
        bank.store.record("keyring", by.id, bank.now(), {}, keyring.sha256)
    return chosen


def remove(bank: Bank, member: str) -> None:
    """Take a member's slot and roles away; the name stays in the history.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (custodian), DATA_MISSING, BANK_LAST_CUSTODIAN.
    """
    custodian = bank.with_role(Role.CUSTODIAN)
    person = _member(bank, member)
    _must_leave_a_custodian(bank, replace(person, roles=frozenset()))
    keyring = read_keyring(bank.folder)
    keyring.remove_slot(member)
    # The slot first: if the power goes in between, the person is still named and cannot get in.
    write_keyring(bank.folder, keyring)
    with bank.store.act():
        bank.store.put_staff(person, False, custodian.id, bank.now(), keyring.sha256)
    if bank.person is not None and bank.person.id == member:
        bank.leave()


def set_roles(bank: Bank, member: str, roles: frozenset[Role]) -> Person:
    """Give a member other roles.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (custodian), DATA_MISSING, BANK_LAST_CUSTODIAN.
    """
    custodian = bank.with_role(Role.CUSTODIAN)
    person = replace(_member(bank, member), roles=roles)
    _must_leave_a_custodian(bank, person)
    with bank.store.act():
        bank.store.put_staff(person, True, custodian.id, bank.now(), read_keyring(bank.folder).sha256)
    if bank.person is not None and bank.person.id == member:
        bank.person = person
    return person


def _member(bank: Bank, member: str) -> Person:
    for person in bank.store.staff():
        if person.id == member:
            return person
    raise StationError(Reason.DATA_MISSING)


def _must_leave_a_custodian(bank: Bank, changed: Person) -> None:
    staff = [changed if person.id == changed.id else person for person in bank.store.staff()]
    can_open = read_keyring(bank.folder)  # people who came in a bundle open nothing until they get a passphrase here
    if not any(Role.CUSTODIAN in person.roles and person.id in can_open for person in staff):
        raise StationError(Reason.BANK_LAST_CUSTODIAN)
