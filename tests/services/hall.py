"""A hall for tests: the real store on a real disk, moved time, seeded chance; `Day` drives it as people do."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest

from station import vault
from station.domain import events as e
from station.domain.admitted_head import Head
from station.domain.attempt import Attempt
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate, Standing
from station.domain.journal import Draft, Entry
from station.services import exam, preparation, proctoring, registration, sample, verification
from station.services.preparation import SessionPlan, Started, create_session, open_station, store_keys
from station.services.station import Station
from station.services.verification import Report
from station.store import Store
from tests.builders import FakeClock

BALLAST = 64 << 10
COST = vault.Cost(64, 1, 1)
PROGRAM = "station test"
HEAD, PROCTOR, SECOND = sample.HEAD, sample.PROCTOR, sample.SECOND
ONE, TWO, THREE, FOUR, FIVE, NO_CONSENT = (f"C{number:04d}" for number in range(1, 7))
MINUTE_MS = 60_000

HEADINGS = (
    "Фамилиясы, аты, атасынын аты", "Документтин сериясы", "Документтин номери", "Бош кызмат орду",
    "Билим берүү уюму", "Тили", "Жеке маалыматтарды иштеп чыгууга макулдук", "Каржылоо булагы",
)  # fmt: skip
SCHOOL, LYCEUM = "№ 12 мектеп, Ош шаары", "№ 3 лицей, Нарын шаары"
PEOPLE = (
    ("Өмүралиева Гүлмира Бекболотовна", "ID", "1000001", "Директор", SCHOOL, "кыргызча", "ооба", "жергиликтүү"),
    ("Сыдыков Нурлан Үмөтович", "AN", "1000002", "Директор", SCHOOL, "орусча", "ооба", "жергиликтүү"),
    ("Түмөнбаев Чыңгыз Алмазович", "ID", "1000003", "Директор", LYCEUM, "кыргызча", "ооба", "жергиликтүү"),
    ("Бейшеналиева Чолпон Канатовна", "ID", "1000004", "Директор", LYCEUM, "кыргызча", "ооба", "жергиликтүү"),
    ("Абдыкадыров Эрмек Жолдошович", "ID", "1000005", "Директор", LYCEUM, "орусча", "ооба", "жергиликтүү"),
    ("Исакова Мээрим Таалаевна", "AN", "1000006", "Директор", SCHOOL, "кыргызча", "жок", "жергиликтүү"),
)
LIST_HEAD = Head("7", "2026-02-27", "Эшимов Т. К.")


def refused(reason: Reason, **facts: str | int) -> "pytest.RaisesExc[StationError]":
    """A refusal with this reason and these facts."""
    return pytest.raises(
        StationError, check=lambda e: e.reason is reason and facts.items() <= e.facts.items()
    )


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A CSV file as a secretary sends it."""
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(headings)
    sheet.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def plan_for(clock: FakeClock, code: str = "", form: str = "10") -> SessionPlan:
    """The plan of the sample session, the staff's passphrases being their ids."""
    key = bytes(range(32)).hex()
    passphrases = {name: f"{name} 1234" for name, _full, _role in sample.STAFF}
    plan = sample.session_plan(clock, form, PROGRAM, passphrases, (key, code or "000000000098"))
    return shortened(plan)


def shortened(plan: SessionPlan) -> SessionPlan:
    """The plan with five questions of each section: a start reads every question again."""
    manifest, files = json.loads(plan.bank_manifest), {}
    for name, data in plan.bank_files.items():
        content = json.loads(data)
        files[name] = json.dumps(content | {"questions": content["questions"][:5]}, ensure_ascii=False).encode()
        manifest["files"][name] = hashlib.sha256(files[name]).hexdigest()
    return replace(plan, bank_files=files, bank_manifest=json.dumps(manifest).encode())


@dataclass
class Day:
    """An unlocked data folder and what one needs to play a day in it."""

    folder: Path
    station: Station
    clock: FakeClock
    passphrases: dict[str, str]
    started: Started | None = None
    codes: dict[str, str] = field(default_factory=dict)

    # --- people ---

    def candidate(self, who: str = ONE) -> Candidate:
        """How the candidate stands."""
        return self.station.candidate(who)

    def standing(self, who: str = ONE) -> Standing:
        """The state the desk shows."""
        return self.candidate(who).standing

    def attempt(self, who: str = ONE) -> Attempt:
        """The candidate's attempt."""
        return self.station.attempt(who)

    def sign_in(self, who: str = HEAD) -> None:
        """Open the desk."""
        proctoring.sign_in(self.station, who, self.passphrases[who])

    def second(self, who: str = PROCTOR) -> str:
        """Another person types the own passphrase."""
        return proctoring.second_person(self.station, who, self.passphrases[who])

    # --- the candidate's way ---

    def code(self, who: str = ONE) -> str:
        """Document seen, code issued."""
        if self.standing(who) is Standing.LISTED:
            registration.mark_document_seen(self.station, who)
        self.codes[who] = registration.issue_code(self.station, who).code
        return self.codes[who]

    def enter(self, who: str = ONE, seat: str = "01") -> Candidate:
        """Type the code, a new one if there is none yet."""
        return exam.enter_code(self.station, self.codes.get(who) or self.code(who), seat)

    def ready(self, who: str = ONE, seat: str = "01") -> None:
        """Up to the rules."""
        self.enter(who, seat)
        exam.confirm_identity(self.station, who)
        exam.acknowledge_rules(self.station, who)

    def sit(self, who: str = ONE, seat: str = "01") -> Attempt:
        """Up to the first question."""
        self.ready(who, seat)
        return exam.start(self.station, who)

    def choice(self, who: str, number: int, right: bool = True) -> frozenset[str]:
        """The key of the paper's `number`-th question, or something else."""
        row = self.attempt(who).paper[number]
        key = self.station.hall.question(row.question, row.version).key
        return key if right else frozenset({next(option for option in row.options if option not in key)})

    def answer(self, number: int, who: str = ONE, right: bool = True) -> Attempt:
        """Answer the paper's `number`-th question."""
        question = self.attempt(who).paper[number].question
        return exam.answer(self.station, who, question, self.choice(who, number, right))

    def answer_first(self, count: int, who: str = ONE, right: bool = True) -> None:
        """Answer the first `count` questions."""
        for number in range(count):
            self.answer(number, who, right)

    def finish(self, who: str = ONE, right: int = 10, seat: str = "01") -> Attempt:
        """Sit the whole test with that many right answers; the result stands on the screen."""
        self.sit(who, seat)
        self.answer_first(right, who)
        exam.finish(self.station, who)
        return exam.result_shown(self.station, who)

    def settle(self) -> None:
        """Whoever is only listed did not come."""
        for who in self.station.hall.candidates:
            if self.standing(who) is Standing.LISTED:
                registration.mark_absent(self.station, who)

    # --- time and disk ---

    def hour_over(self) -> None:
        """Time passes until nobody can file an appeal in time any more; the program sleeps through it."""
        self.clock.advance(61 * MINUTE_MS)

    def run(self, seconds: int, every: int = 1) -> list[str]:
        """Time passes with the program running: a tick a second, a heartbeat every five."""
        over: list[str] = []
        for second in range(every, seconds + 1, every):
            self.clock.advance(every * 1000)
            over = exam.tick(self.station)
            if second % 5 == 0:
                exam.heartbeat(self.station)
        return over

    def remaining(self, who: str = ONE) -> int:
        """Milliseconds left now."""
        return self.attempt(who).remaining_at(self.station.now())

    def entries(self, kind: str = "") -> list[Entry]:
        """The journal, or its entries of a kind."""
        return [entry for entry in self.station.store.entries() if not kind or entry.kind == kind]

    def last(self, kind: str) -> Entry:
        """The newest entry of a kind."""
        return self.entries(kind)[-1]

    def killed(self, name: str = "killed") -> Path:
        """The folder as a process leaves it that is killed now."""
        target = self.folder.with_name(name)
        shutil.copytree(self.folder, target)
        return target

    def restart(self, off_ms: int = 20_000, slot: str = HEAD, folder: Path | None = None) -> "Day":
        """The power is cut now and comes back after `off_ms`; `slot` unlocks the station."""
        folder = folder or self.killed(f"after-{self.station.hall.seq}")
        self.clock.reboot(off_ms)
        return unlocked(folder, self.clock, self.passphrases, slot, dict(self.codes))

    def again(self, slot: str = HEAD) -> "Day":
        """Closed in order and started again, the machine staying on."""
        self.station.store.close()
        return unlocked(self.folder, self.clock, self.passphrases, slot, dict(self.codes))

    def verified(self) -> Report:
        """What `verify` says of the closed folder."""
        self.station.store.close()
        return verified(self.folder, self.passphrases)


OPEN: list[Day] = []
"""Every hall that a test opened; closed when it ends."""


def unlocked(
    folder: Path, clock: FakeClock, passphrases: dict[str, str], slot: str = HEAD, codes: dict[str, str] | None = None
) -> Day:
    """A started station."""
    started = open_station(
        folder, slot, passphrases[slot], clock.wall_ms(), clock, Random(5).randrange, PROGRAM, ballast_bytes=BALLAST
    )
    day = Day(folder, started.station, clock, passphrases, started, codes or {})
    OPEN.append(day)
    return day


def created(folder: Path, clock: FakeClock, plan: SessionPlan) -> Day:
    """A new data folder, its head signed in; no list yet."""
    made = create_session(folder, plan, clock, Random(5).randrange, COST, BALLAST)
    day = Day(folder, made.station, clock, dict(made.passphrases))
    OPEN.append(day)
    day.sign_in()
    return day


def admit(day: Day, rows: Iterable[Sequence[str]] = PEOPLE, head: Head = LIST_HEAD) -> int:
    """Take a list in."""
    data = table(rows)
    return preparation.admit_list(
        day.station, data, preparation.look_through_list(day.station, data, "list.csv", head)
    )


def verified(folder: Path, passphrases: dict[str, str]) -> Report:
    """`verify` on a closed folder."""
    return verification.verify(folder, list(passphrases.items()), BALLAST)


def master_of(day: Day) -> bytes:
    """The master key: what a forger with a passphrase has."""
    return day.station.master


def forged(day: Day, target: Path, change: Callable[[Entry], str | None]) -> Path:
    """A folder that somebody with every key wrote anew: the whole chain from entry 1, with some bodies changed.

    `change` gives the new body of an entry, None to leave it as it is, "" to leave it out.
    """
    keys = store_keys(master_of(day))
    target.mkdir()
    shutil.copy(day.folder / "keyring.json", target)
    store = Store.create(target, keys, vault.seal, vault.open_sealed, station="01", ballast_bytes=BALLAST)
    with store:
        people = {who: day.station.store.person_key(who) for who in day.station.hall.candidates}
        store.put_person_keys({who: key for who, key in people.items() if key is not None})
        drafts = []
        for entry in day.station.store.entries():
            changed = change(entry)
            if changed == "":
                continue
            body = changed or entry.body
            drafts.append(Draft(entry.kind, entry.version, body, entry.actor, entry.role, entry.at))
        store.append(drafts)
        for document in day.station.hall.documents.values():
            pdf = day.station.store.blob(document.pdf_sha256)
            if pdf is not None:
                store.put_blob(document.pdf_sha256, pdf)
    return target


def with_fields(entry: Entry, **changed: object) -> str:
    """The entry's body with some fields changed."""
    event = e.event_of(entry.kind, entry.version, entry.body)
    plain = json.loads(event.body()) | changed
    return e.event_of(entry.kind, entry.version, json.dumps(plain)).body()
