"""The PCs of a bank: the keys of this one, and what is known of the others (security c2, c4)."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from question_bank.workflow import Role
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.services.bank.bank import Bank
from station.services.bank.bundle import Introduction, introduce, introduced
from station.services.bank.facts import IntroductionLook
from station.vault import SealBroken
from station.vault.exchange import Identity, OwnKeys

JOINING = "joining"
"""The bank's id while a new PC waits for the first bundle."""

_KEYS, _PEERS = "exchange_keys", "pc"


@dataclass(frozen=True)
class Peer:
    """Another PC. `sent` and `received` count bundles, `*_seq` is the number and `*_sha256` the file's hash of the last
    one, `received_bundle` its id.

    `sent_around`: hash of staff and sections as they were sent. `holds`: by PC, up to which number that PC has
    confirmed to hold every act. A removed PC is kept and not believed.
    """

    pc: str
    mark: str
    sign_key: str
    seal_key: str
    added_ms: int
    added_by: str
    sent: int = 0
    sent_ms: int = 0
    sent_seq: int = 0
    sent_sha256: str = ""
    sent_around: str = ""
    received: int = 0
    received_ms: int = 0
    received_seq: int = 0
    received_bundle: str = ""
    received_sha256: str = ""
    holds: dict[str, int] = field(default_factory=dict)
    is_removed: bool = False

    @property
    def identity(self) -> Identity:
        """Its public keys."""
        return Identity(bytes.fromhex(self.sign_key), bytes.fromhex(self.seal_key))


def own_keys(bank: Bank) -> OwnKeys:
    """The keys of this PC, made when somebody first needs them. Raises BANK_NOT_SIGNED_IN, DATA_DAMAGED."""
    master = bank.key()
    kept = bank.store.document(_KEYS, "own")
    if kept is not None:
        try:
            return OwnKeys.from_kept(master, bytes.fromhex(json.loads(kept)["kept"]))
        except (SealBroken, ValueError, KeyError, TypeError) as error:
            raise StationError(Reason.DATA_DAMAGED, where=_KEYS) from error
    keys = OwnKeys.new()
    bank.store.put_document(_KEYS, "own", canonical({"kept": keys.kept(master).hex()}), bank.somebody().id, bank.now())
    return keys


def introduction(bank: Bank) -> bytes:
    """The key file of this PC, to be given to another one."""
    is_joining = bank.id == JOINING
    name = "" if is_joining else bank.name
    return introduce("" if is_joining else bank.id, name, bank.store.pc_name, mark_of(bank), own_keys(bank))


def mark_of(bank: Bank) -> str:
    """What stands in the numbers of questions made here, "" at the first PC."""
    return str(bank.store.setting("mark", ""))


def look_at_introduction(bank: Bank, data: bytes) -> IntroductionLook:
    """Who a key file says it comes from.

    Raises BUNDLE_DAMAGED, BUNDLE_NEWER, BUNDLE_OTHER_BANK, BUNDLE_PC_TAKEN (pc: name or mark of another PC).
    """
    told = _acceptable(bank, introduced(data))
    known = peers(bank).get(told.identity.sha256)
    is_known = known is not None and not known.is_removed
    return IntroductionLook(told.pc, told.identity.fingerprint, told.bank_name, is_known)


def add_pc(bank: Bank, data: bytes, fingerprint: str) -> None:
    """Believe that PC from now on. `fingerprint` is the one that was compared by voice.

    Raises BANK_ROLE (custodian), BUNDLE_UNKNOWN_SENDER where the file is not the one that was looked at, and as
    `look_at_introduction`.
    """
    person = bank.with_role(Role.CUSTODIAN)
    told = _acceptable(bank, introduced(data))
    if told.identity.fingerprint != fingerprint:
        raise StationError(Reason.BUNDLE_UNKNOWN_SENDER, fingerprint=told.identity.fingerprint)
    known = peers(bank).get(told.identity.sha256)
    if known is not None:
        peer = replace(known, pc=told.pc, mark=told.mark, is_removed=False)
    else:
        keys = told.identity
        peer = Peer(told.pc, told.mark, keys.sign_key.hex(), keys.seal_key.hex(), bank.now(), person.id)
    keep(bank, peer)


def remove_pc(bank: Bank, peer_id: str) -> None:
    """Believe it no more; what it sent stays. Raises BANK_ROLE (custodian), DATA_MISSING."""
    bank.with_role(Role.CUSTODIAN)
    keep(bank, replace(peer_of(bank, peer_id), is_removed=True))


def peers(bank: Bank) -> dict[str, Peer]:
    """Every other PC that was ever added, by `Identity.sha256`."""
    return {name: _peer(json.loads(text)) for name, text in bank.store.documents(_PEERS).items()}


def peer_of(bank: Bank, peer_id: str) -> Peer:
    """A PC that is believed. Raises DATA_MISSING."""
    peer = peers(bank).get(peer_id)
    if peer is None or peer.is_removed:
        raise StationError(Reason.DATA_MISSING)
    return peer


def keep(bank: Bank, peer: Peer) -> None:
    """Write what is known of that PC."""
    bank.store.put_document(_PEERS, peer.identity.sha256, canonical(asdict(peer)), bank.somebody().id, bank.now())


def _peer(plain: dict[str, Any]) -> Peer:
    return Peer(**plain)


def _acceptable(bank: Bank, told: Introduction) -> Introduction:
    """A PC of this bank, under a name and a mark of its own."""
    if told.bank != bank.id and told.bank and bank.id != JOINING:
        raise StationError(Reason.BUNDLE_OTHER_BANK)
    own = own_keys(bank).public.sha256
    others = [(name, peer.pc, peer.mark) for name, peer in peers(bank).items()]
    for name, pc, mark in [(own, bank.store.pc_name, mark_of(bank)), *others]:
        is_other = name != told.identity.sha256
        if (is_other and (pc == told.pc or mark == told.mark)) or (name == own and not is_other):
            raise StationError(Reason.BUNDLE_PC_TAKEN, pc=told.pc)
    return told
