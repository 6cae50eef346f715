"""Before the day: a session's data folder is made, staff get their passphrases, the approved list is taken in."""

import hashlib
import itertools
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import protocols
from question_bank.blueprint import shortages
from question_bank.model import Bank, Question
from question_bank.package import BankDamaged, parse_bank, question_to
from station import spreadsheet, vault
from station.domain import events as e
from station.domain.admitted import DryRun, Person, Vacancy, document_key, dry_run
from station.domain.admitted_columns import Rows
from station.domain.admitted_head import Head
from station.domain.clock import Clock
from station.domain.deadlines import local
from station.domain.errors import Reason, StationError
from station.domain.events import UnknownEvent
from station.domain.form import TestForm, open_form
from station.domain.journal import canonical
from station.domain.policy import policy_from
from station.services import draws, exam, review
from station.services.access import check_passphrase, read_keyring, write_keyring
from station.services.results import remake_missing
from station.services.showing import check_can_be_shown
from station.services.station import Below, LegalTime, Station
from station.store import BALLAST_BYTES, Recovery, Store, StoreKeys, Verdict, library_versions, refusing

_OF_A_STOPPED_STATION = ("station_started", "data_recovered", "data_decided", "backup_made", "backup_restored")


def store_keys(master: bytes) -> StoreKeys:
    """The store's keys below a master key."""
    return StoreKeys.of(master, vault.derive)


@dataclass(frozen=True)
class StaffPlan:
    """A staff member to enrol; an empty passphrase is replaced by a generated one."""

    id: str
    name: str
    role: str
    passphrase: str = ""


@dataclass(frozen=True)
class SessionPlan:
    """All that a session is made of. `settings`: hall, station (numbers), seat, authority, institution, organiser,
    place, hall_name (ky, ru), opens_ms, closes_ms (legal), training, program."""

    session: str
    settings: Mapping[str, Any]
    form: bytes
    bank_manifest: bytes
    bank_files: Mapping[str, bytes]
    policy: Mapping[str, Any]
    staff: Sequence[StaffPlan]
    earlier: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A new data folder and the passphrases to print once: staff id -> passphrase, and "recovery" for the envelope."""

    station: Station
    passphrases: Mapping[str, str]


def read_bank(manifest: bytes, files: Mapping[str, bytes]) -> Bank:
    """The bank of a release. Raises DATA_DAMAGED naming the file or question."""
    try:
        return parse_bank(manifest, files)
    except BankDamaged as damaged:
        raise StationError(Reason.DATA_DAMAGED, where=damaged.where) from None


def create_session(
    folder: Path,
    plan: SessionPlan,
    clock: Clock,
    below: Below,
    cost: vault.Cost | None = None,
    ballast_bytes: int = BALLAST_BYTES,
) -> Prepared:
    """Make a data folder: keys, database, sidecar; form, policy and question snapshot in its first entries.

    Raises FORM_DAMAGED, DATA_DAMAGED (also for a question that may not be shown), FORM_SECTION_SHORT (R-21.2),
    DRAW_IMPOSSIBLE, DATA_EXISTS, DATA_READ_ONLY, DISK_FULL, DISK_FAILED; nothing is left then, so that the next try is
    not refused for the rest of this one. The seed of all papers comes from `below`.
    """
    form = open_form(plan.form)
    bank = read_bank(plan.bank_manifest, plan.bank_files)
    policy_from(plan.policy)
    for part in bank.sections:
        if part.id not in form.counts and part.id not in form.zero_sections:
            raise StationError(Reason.FORM_SECTION_ZERO, section=part.id)
    check_can_be_shown(_asked(bank, form))
    for section, (needed, present) in shortages(bank, form.counts).items():
        raise StationError(Reason.FORM_SECTION_SHORT, section=section, needed=needed, present=present)
    seed = draws.new_seed(below)
    draws.check_possible(_asked(bank, form), form, seed)
    if folder.exists() and not folder.is_dir():
        raise StationError(Reason.FILE_NOT_WRITTEN)
    if folder.exists() and any(folder.iterdir()):
        raise StationError(Reason.DATA_EXISTS)
    with refusing():
        folder.mkdir(parents=True, exist_ok=True)
    try:
        return _filled(folder, plan, form, bank, seed, clock, below, cost, ballast_bytes)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _filled(
    folder: Path,
    plan: SessionPlan,
    form: TestForm,
    bank: Bank,
    seed: bytes,
    clock: Clock,
    below: Below,
    cost: vault.Cost | None,
    ballast_bytes: int,
) -> Prepared:
    """Keys, database and sidecar in an empty folder, and the first entries."""
    master = vault.new_master_key()
    keyring = vault.Keyring(cost)
    passphrases = {staff.id: staff.passphrase or vault.new_passphrase() for staff in plan.staff}
    passphrases[vault.RECOVERY] = vault.new_passphrase()
    for slot, passphrase in passphrases.items():
        keyring.add_slot(slot, passphrase, master)
    write_keyring(folder, keyring)
    name = f"{int(plan.settings['station']):02d}"
    store = Store.create(
        folder, store_keys(master), vault.seal, vault.open_sealed, station=name, ballast_bytes=ballast_bytes
    )
    try:
        station = Station(folder, store, clock, _legal_now(clock), name, master, below)
        station.started_at = station.now()
        draw = draws.committed(seed, plan.session, master)
        station.record(*_first_events(plan, form, bank, draw, keyring))
        store.checkpoint()
    except BaseException:
        store.close()
        raise
    _watch_clock(station)
    return Prepared(station, passphrases)


def _first_events(
    plan: SessionPlan, form: TestForm, bank: Bank, draw: e.DrawCommitted, keyring: vault.Keyring
) -> list[e.Event]:
    """The session with its form and policy, the seed it commits itself to, the snapshot of every question it can show,
    its staff."""
    release = {
        "version": bank.version,
        "sha256": hashlib.sha256(plan.bank_manifest).hexdigest(),
        "act": bank.approved_by_act,
    }
    return [
        e.SessionCreated(plan.session, plan.settings, form.content, form.sha256, release, plan.policy, plan.earlier),
        draw,
        *(e.QuestionFrozen(question_to(question)) for question in _asked(bank, form)),
        *(e.StaffEnrolled(staff.id, staff.name, staff.role, keyring.sha256) for staff in plan.staff),
    ]


def _asked(bank: Bank, form: TestForm) -> list[Question]:
    """Every question that a paper of this form may hold."""
    return [question for question in bank.questions.values() if form.counts.get(question.section)]


def _legal_now(clock: Clock) -> LegalTime:
    return LegalTime(clock.wall_ms(), clock.mono_ms())


def _watch_clock(station: Station) -> None:
    station.wall_offset_ms = station.clock.wall_ms() - station.clock.mono_ms()


@dataclass(frozen=True)
class Started:
    """An unlocked station, what its start healed, and whose tests were cut off."""

    station: Station
    recovery: Recovery
    suspended: tuple[str, ...]


def open_station(
    folder: Path,
    slot: str,
    passphrase: str,
    confirmed_wall_ms: int,
    clock: Clock,
    below: Below,
    program: str,
    ballast_bytes: int = BALLAST_BYTES,
) -> Started:
    """Unlock a data folder (or heal it, security c6) and put tests that were under way into suspension.

    `slot` is a staff id or "recovery"; the staff member confirmed that the wall clock shows `confirmed_wall_ms`.
    Raises PASSPHRASE_WRONG, DATA_* and LIBRARY_TOO_OLD.
    """
    master = check_passphrase(folder, slot, passphrase)
    store = Store.open(folder, store_keys(master), vault.seal, vault.open_sealed, ballast_bytes=ballast_bytes)
    station = Station(folder, store, clock, LegalTime(confirmed_wall_ms, clock.mono_ms()), store.station, master, below)
    try:
        try:
            station.hall.fold(store.entries())
        except UnknownEvent as newer:
            raise StationError(Reason.DATA_NEWER, found=newer.version, known=newer.known) from None
        if read_keyring(folder).sha256 != station.hall.keyring_sha256:
            raise StationError(Reason.DATA_DAMAGED, where="keyring.json")
        station.started_at = station.now()
        alive_ms = _last_sign_of_life(station)
        recovery = store.recovery
        role = station.hall.staff[slot].role if slot in station.hall.staff else slot
        station.record(e.StationStarted(program, library_versions(), slot, confirmed_wall_ms), by=slot, role=role)
        if recovery.anything:
            station.record(e.DataRecovered(recovery.kind.value, recovery.entries, ", ".join(recovery.kept)))
        if recovery.kind is Verdict.DATABASE_REBUILT:
            remake_missing(station)
        check_scores(station)
        draws.check_seed(station)
        suspended = tuple(exam.suspend_after_stop(station, alive_ms))
        review.close_after_stop(station)
        _watch_clock(station)
        station.staff = station.hall.staff.get(slot)
    except BaseException:
        store.close()
        raise
    return Started(station, recovery, suspended)


def _last_sign_of_life(station: Station) -> int:
    """Legal time of the last entry of a working station; a copy of a stopped one or a start cut off is none."""
    for seq in range(station.hall.seq, 0, -1):
        (entry,) = station.store.entries_at([seq])
        if entry.kind not in _OF_A_STOPPED_STATION:
            return entry.legal_ms
    return 0


def check_scores(station: Station) -> None:
    """Recompute every stored score from its answers. Raises SCORE_DIFFERS (security c6: the station stops)."""
    for found in station.hall.candidates.values():
        for attempt in (*found.earlier, found.attempt):
            if attempt is None or attempt.score is None:
                continue
            again = exam.scored(station.hall, attempt, attempt.used_ms)
            first = attempt.first_score or attempt.score
            meets = attempt.meets if attempt.first_score is None else attempt.first_meets
            if (again.score, again.maximum, again.meets) != (first.total, first.maximum, meets):
                raise StationError(Reason.SCORE_DIFFERS)
            if attempt.first_score is not None and not review.is_recounted(station, attempt):
                raise StationError(Reason.SCORE_DIFFERS)


def look_through_list(
    station: Station, data: bytes, name: str, typed: Head, drop_columns: Collection[str] = ()
) -> DryRun:
    """The dry run of an admitted list: nothing is written, every fault is named (R-19.1, R-19.3, R-24.12)."""
    return look_through_table(station, spreadsheet.read_table(data, name).rows, typed, drop_columns)


def look_through_table(station: Station, rows: Rows, typed: Head, drop_columns: Collection[str] = ()) -> DryRun:
    """The dry run of a table that was read already."""
    existing = {
        document_key(person.series, person.number): (found.list_number, found.row)
        for found in station.hall.candidates.values()
        for person in (station.person(found.id),)
    }
    policy = station.policy
    return dry_run(
        rows,
        typed,
        existing,
        rows_limit=policy.list_rows_limit,
        second_vacancy_allowed=policy.second_vacancy_allowed,
        drop_columns=drop_columns,
        unprintable=protocols.unprintable,
        today=f"{local(station.now().legal_ms, policy.utc_offset_minutes):%Y-%m-%d}",
    )


def admit_list(station: Station, data: bytes, dry: DryRun) -> int:
    """Take in a list whose dry run is clean, whole or not at all; returns how many candidates it added.

    Raises the dry run's first fault; LIST_ALREADY_IMPORTED for the same number and date; SESSION_CLOSED.
    """
    rows = dry.accepted()
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    if any((old.number, old.date) == (dry.head.number, dry.head.date) for old in station.hall.lists):
        raise StationError(Reason.LIST_ALREADY_IMPORTED)
    vacancies = _named_vacancies(station, dry.vacancies)
    listed: list[e.Event] = []
    keys: dict[str, bytes] = {}
    for number, row in enumerate(rows, len(station.hall.candidates) + 1):
        candidate = f"C{number:04d}"
        keys[candidate] = vault.new_master_key()
        sealed = _seal_person(keys[candidate], candidate, row.person)
        vacancy = vacancies[Vacancy(row.vacancy, row.organisation).key][0]
        listed.append(
            e.CandidateListed(candidate, dry.head.number, row.row, vacancy, row.language, row.consent, sealed, row.seat)
        )
    station.record_staff(
        e.ListAdmitted(
            dry.head.number,
            dry.head.date,
            dry.head.approver,
            hashlib.sha256(data).hexdigest(),
            tuple(
                (name, vacancy.post, vacancy.organisation, vacancy.budget_level) for name, vacancy in vacancies.values()
            ),
            len(rows),
            dry.dropped_columns,
        ),
        *listed,
        person_keys=keys,
    )
    station.store.checkpoint()
    return len(rows)


def _named_vacancies(station: Station, listed: Sequence[Vacancy]) -> dict[tuple[str, str], tuple[str, Vacancy]]:
    """The list's vacancies with their ids: one that an earlier list brought keeps the id it has."""
    known = {
        Vacancy(post, organisation).key: name
        for earlier in station.hall.lists
        for name, post, organisation, _budget in earlier.vacancies
    }
    fresh = (f"V{number}" for number in itertools.count(len(known) + 1))
    return {vacancy.key: (known.get(vacancy.key) or next(fresh), vacancy) for vacancy in listed}


def _seal_person(key: bytes, candidate: str, person: Person) -> str:
    return vault.seal(key, canonical(person.to_plain()).encode(), candidate.encode()).hex()
