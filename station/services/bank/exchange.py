"""Work goes from PC to PC of a bank in bundles: make one, look into one, take it in, settle what met (security c4).

Every PC has the whole bank. A bundle holds what the other PC has not confirmed to hold; taking it in unites steps
(`question_bank.merge`), so nothing is lost, and a bundle twice, late or in another order changes nothing.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from question_bank.content import question_of
from question_bank.merge import Told, next_tick
from question_bank.model import Question, Section
from question_bank.workflow import Act, Role, State, Step
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.services.access import read_keyring
from station.services.bank import copies, peers
from station.services.bank.arrival import REVIEW, WORK, Arrival, Table, judge
from station.services.bank.bank import Bank
from station.services.bank.bundle import SUFFIX, Bundle, Header, pack, read_header, unpack
from station.services.bank.facts import BundleLook, BundleMade, ExchangeState, KnownPc
from station.services.bank.peers import JOINING, Peer
from station.services.bank.steps import create, rewrite
from station.services.progress import Progress
from station.store.bank import Conflict, Content


def state(bank: Bank) -> ExchangeState:
    """This PC, the PCs it believes, what was set aside. Raises BANK_NOT_SIGNED_IN."""
    names = bank.names()
    known = tuple(
        KnownPc(
            name, peer.pc, peer.identity.fingerprint, peer.added_ms, names.get(peer.added_by, peer.added_by), peer.sent,
            peer.sent_ms, peer.received, peer.received_ms, len({told.step.question for told in _unseen(bank, peer)}),
        )
        for name, peer in peers.peers(bank).items()
        if not peer.is_removed
    )  # fmt: skip
    conflicts = tuple(dict.fromkeys(one.question for one in bank.store.conflicts()))
    return ExchangeState(bank.store.pc_name, peers.own_keys(bank).public.fingerprint, known, conflicts)


def _unseen(bank: Bank, peer: Peer) -> list[Told]:
    """What that PC has not confirmed to hold."""
    store = bank.store
    return [told for pc in store.pcs() for told in store.steps_after(pc, peer.holds.get(pc, 0))]


def make(bank: Bank, peer_id: str, only: Collection[str] = (), program: str = "") -> BundleMade:
    """A bundle for that PC: all that it has not confirmed to hold, or of the questions `only`.

    Raises BANK_ROLE (custodian), DATA_MISSING, BUNDLE_NOTHING_NEW (pc), BUNDLE_TOO_LARGE (limit_mib), BUNDLE_OTHER_BANK
    (this PC has not joined yet).
    """
    bank.with_role(Role.CUSTODIAN)
    if bank.id == JOINING:
        raise StationError(Reason.BUNDLE_OTHER_BANK)
    peer, keys = peers.peer_of(bank, peer_id), peers.own_keys(bank)
    steps = [told for told in _unseen(bank, peer) if not only or told.step.question in only]
    around = _around(bank)
    has_news = around != peer.sent_around or peer.received_ms > peer.sent_ms  # what was taken in is confirmed
    if not steps and (only or not has_news):
        raise StationError(Reason.BUNDLE_NOTHING_NEW, pc=peer.pc)
    contents = _contents(bank, steps)
    header = Header(
        bank=bank.id,
        issuer=keys.public.sha256,
        audience=peer_id,
        bundle=secrets.token_hex(16),
        # never lower than before, also where this PC was restored from a copy that knows of fewer bundles
        seq=max(peer.sent_seq + 1, bank.now() // 1000),
        prev=peer.sent_sha256,
        purpose=REVIEW if only else WORK,
        program=program,
        made_ms=bank.now(),
    )
    table = _table(bank, peer, steps, contents)
    data = pack(header, table.plain(), [one.content.encode() for one in contents], keys, peer.identity)
    sent = replace(
        peer,
        sent=peer.sent + 1,
        sent_seq=header.seq,
        sent_ms=header.made_ms,
        sent_sha256=hashlib.sha256(data).hexdigest(),
        sent_around=around,
    )
    peers.keep(bank, sent)
    name = f"{bank.store.pc_name}-{peer.pc}-{sent.sent:03d}{SUFFIX}"
    return BundleMade(name, data, len({told.step.question for told in steps}), len(steps))


def _around(bank: Bank) -> str:
    """Hash of what travels beside the questions."""
    staff = [[one.id, one.name, one.roles] for one in bank.store.staff(everybody=True)]
    return hashlib.sha256(canonical([staff, [_plain(one) for one in bank.sections()]]).encode()).hexdigest()


def _contents(bank: Bank, steps: list[Told]) -> list[Content]:
    """What the writing steps wrote, each once."""
    found: dict[tuple[str, int, str], Content] = {}
    for told in steps:
        step = told.step
        if step.act in (Act.CREATED, Act.EDITED):
            content = bank.store.content(step.question, step.version, step.sha256)
            if content is None or content.sha256 != step.sha256:
                raise StationError(Reason.DATA_DAMAGED, where=f"{step.question} v{step.version}")
            found[step.question, step.version, step.sha256] = content
    return list(found.values())


def _table(bank: Bank, peer: Peer, steps: list[Told], contents: list[Content]) -> Table:
    marks = {known.mark: name for name, known in peers.peers(bank).items()}
    marks[peers.mark_of(bank)] = peers.own_keys(bank).public.sha256
    return Table(
        bank_name=bank.name,
        policy=bank.store.policy,
        sections=bank.sections(),
        staff=bank.store.staff(everybody=True),
        had=bank.store.roles_had(),
        pcs=bank.store.pcs(),
        marks=marks,
        after=peer.holds,
        holds=bank.store.held(),
        steps=tuple(steps),
        contents=tuple((one.question, one.version, one.sha256) for one in contents),
    )


def look(bank: Bank, data: bytes, file: str, progress: Progress | None = None) -> BundleLook:
    """What a bundle would bring; nothing is written.

    Raises, in the order of the checks: BUNDLE_TOO_LARGE, BUNDLE_DAMAGED, BUNDLE_NEWER, BUNDLE_UNKNOWN_SENDER
    (fingerprint), BUNDLE_NOT_FOR_US, BUNDLE_OTHER_BANK, BUNDLE_TWICE, BUNDLE_OLDER, BUNDLE_PC_TAKEN (pc), BUNDLE_GAP
    (pc), BUNDLE_CONTRADICTS (pc); Cancelled.
    """
    bundle, peer = _opened(bank, data)
    arrived = judge(bank, bundle, progress or Progress())
    return _look(bank, bundle, peer, arrived, file)


def take(bank: Bank, data: bytes, token: str, file: str = "", progress: Progress | None = None) -> BundleLook:
    """Take in the bundle that was looked into (`token` is of that look); a backup is written before.

    Raises BANK_ROLE (custodian), IMPORT_STALE where the bank changed since the look, and as `look`; then the bank is as
    it was.
    """
    person = bank.with_role(Role.CUSTODIAN)
    progress = progress or Progress()
    bundle, peer = _opened(bank, data)
    arrived = judge(bank, bundle, progress)
    found = _look(bank, bundle, peer, arrived, file)
    if found.token != token:
        raise StationError(Reason.IMPORT_STALE)
    copies.write(bank)
    progress.at(1, 1)
    with bank.store.act():
        _join(bank, bundle, arrived)
        _take_in(bank, arrived, person.id)
        header = bundle.header
        received = replace(
            peer, received=peer.received + 1, received_seq=header.seq, received_ms=bank.now(),
            received_bundle=header.bundle, received_sha256=bundle.sha256, holds=dict(arrived.table.holds),
        )  # fmt: skip
        peers.keep(bank, received)
    return found


def _opened(bank: Bank, data: bytes) -> tuple[Bundle, Peer]:
    """The bundle, every check passed that needs no look at what is in the bank."""
    keys = peers.own_keys(bank)
    known = {name: peer for name, peer in peers.peers(bank).items() if not peer.is_removed}
    header, sealed = read_header(data, {name: peer.identity for name, peer in known.items()})
    if header.audience != keys.public.sha256:
        raise StationError(Reason.BUNDLE_NOT_FOR_US)
    if bank.id not in (header.bank, JOINING):
        raise StationError(Reason.BUNDLE_OTHER_BANK)
    peer = known[header.issuer]
    if header.bundle == peer.received_bundle:
        raise StationError(Reason.BUNDLE_TWICE)
    if header.seq <= peer.received_seq:
        raise StationError(Reason.BUNDLE_OLDER)
    bundle = unpack(data, header, sealed, keys)
    marks = bundle.table.get("marks")
    claimed = marks.get(peers.mark_of(bank)) if isinstance(marks, dict) else None
    if claimed not in (None, keys.public.sha256):
        raise StationError(Reason.BUNDLE_PC_TAKEN, pc=bank.store.pc_name)
    return bundle, peer


def _look(bank: Bank, bundle: Bundle, peer: Peer, arrived: Arrival, file: str) -> BundleLook:
    header = bundle.header
    return BundleLook(
        token=f"{bundle.sha256}/{bank.store.head[0]}",
        file=file,
        from_pc=peer.pc,
        made_ms=header.made_ms,
        purpose=header.purpose,
        new_questions=arrived.new_questions,
        new_versions=arrived.new_versions,
        edits=arrived.edits,
        decisions=arrived.decisions,
        unapplied=arrived.unapplied,
        conflicts=arrived.conflicts,
        new_staff=tuple(person.name for person in arrived.staff),
        is_skipped=bool(header.prev) and header.prev != peer.received_sha256,
        given=tuple((bank.names()[one], tuple(sorted(roles))) for one, roles in sorted(arrived.given.items())),
    )


def _join(bank: Bank, bundle: Bundle, arrived: Arrival) -> None:
    """The first bundle makes a waiting PC one of the bank; later ones bring sections that are not here."""
    store, table = bank.store, arrived.table
    if bank.id == JOINING:
        store.put_setting("bank", bundle.header.bank)
        store.put_setting("name", table.bank_name)
        store.put_setting("policy", asdict(table.policy))
        facts = {"bank": bundle.header.bank, "name": table.bank_name, "policy": asdict(table.policy)}
        store.record("joined", bank.somebody().id, bank.now(), facts)
    if arrived.sections:
        sections = [_plain(one) for one in (*bank.sections(), *arrived.sections)]
        store.put_setting("sections", sections)
        store.record("sections", bank.somebody().id, bank.now(), {"sections": sections})


def _plain(section: Section) -> dict[str, Any]:
    return {"id": section.id, "title": {"ky": section.title.ky, "ru": section.title.ru}}


def _take_in(bank: Bank, arrived: Arrival, by: str) -> None:
    store = bank.store
    for pc, name in arrived.table.pcs.items():
        if pc not in store.pcs():
            store.put_pc(pc, name)
    if arrived.staff:
        keyring = read_keyring(bank.folder).sha256
        for person in arrived.staff:  # they open this bank once a custodian gives them a passphrase here
            store.put_staff(person, True, by, bank.now(), keyring)
    had = store.roles_had()
    for who, roles in sorted(arrived.table.had.items()):
        if roles - had.get(who, frozenset()):  # whoever hears of it from here must be able to judge it, too
            store.record("had", by, bank.now(), {"id": who, "roles": sorted(role.value for role in roles)})
    store.take_in(arrived.stand, arrived.steps, arrived.aside)
    for content in arrived.former:
        store.put_former(content)


# --- what met ---


def conflicts(bank: Bank, question: str) -> tuple[tuple[Conflict, str, Question, Question], ...]:
    """What was set aside of a question: the conflict, the other PC's name, what stands, what that PC wrote."""
    pcs = bank.store.pcs()
    found = []
    for one in bank.store.conflicts(question):
        stands = bank.store.version(one.question, one.version)
        assert stands is not None, "a conflict is with what stands"
        found.append((one, pcs[one.pc], question_of(stands.content), question_of(one.content)))
    return tuple(found)


def keep_ours(bank: Bank, question: str, version: int, sha256: str) -> None:
    """What stands stays; the content of that hash, which was set aside, is put away and stays in the history.

    Raises BANK_ROLE (custodian), BANK_CHANGED_MEANWHILE (question) where it is not set aside any more.
    """
    with bank.store.act():
        _end(bank, _aside(bank, question, version, sha256))


def take_theirs(bank: Bank, question: str, version: int, sha256: str) -> int:
    """The content that was set aside becomes a draft: of this version where it is one, else of a new version.

    Returns the draft's version. Raises BANK_ROLE (custodian), BANK_CHANGED_MEANWHILE (question), BANK_STATE (a newer
    version is in work already).
    """
    one = _aside(bank, question, version, sha256)
    person, store = bank.somebody(), bank.store
    newest = store.versions(question)[-1]
    standing = store.standing(question, newest)
    assert standing is not None, "every version stands somewhere"
    with store.act():
        if standing.state is State.DRAFT and newest == version:
            rewrite(bank, Content(question, version, sha256, one.content), standing.sha256, person)
            store.end_conflict(question, version, sha256)
            return version
        if standing.state in (State.DRAFT, State.IN_REVIEW):
            raise StationError(Reason.BANK_STATE, state=standing.state.value, act=Act.CREATED.value)
        create(bank, replace(question_of(one.content), version=newest + 1, measured=0), person)
        _end(bank, one)
        return newest + 1


def _aside(bank: Bank, question: str, version: int, sha256: str) -> Conflict:
    bank.with_role(Role.CUSTODIAN)
    for one in bank.store.conflicts(question):
        if (one.version, one.sha256) == (version, sha256):
            return one
    raise StationError(Reason.BANK_CHANGED_MEANWHILE, question=question)


def _end(bank: Bank, one: Conflict) -> None:
    """An edit that leads from the content set aside to the one that stands: it ends the conflict at every PC."""
    store = bank.store
    stands = store.version(one.question, one.version)
    assert stands is not None, "a conflict is with what stands"
    tick = next_tick(row.step for row in store.history(one.question, one.version))
    store.append(
        [
            Step(
                Act.EDITED, one.question, one.version, bank.somebody().id, bank.now(), stands.sha256, over=one.sha256,
                tick=tick,
            )
        ]
    )  # fmt: skip
    store.end_conflict(one.question, one.version, one.sha256)
    store.relist(one.question)
