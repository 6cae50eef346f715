"""Moments, journals, forms, attempts and halls with plain defaults."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from question_bank.draw import PaperRow
from question_bank.model import Question
from question_bank.package import question_to
from resources import POLICY
from station.domain import events as e
from station.domain.attempt import Attempt, apply, started
from station.domain.clock import Moment
from station.domain.hall import Hall
from station.domain.journal import GENESIS, Draft, Entry, link, verify_chain
from station.domain.policy import Policy, policy_from
from tests.builders import MORNING_MS
from tests.unit.question_bank.builders import question

MINUTE = 60_000
PAPER: tuple[PaperRow, ...] = (
    ("S1-001", 1, ("c", "a", "b", "d")),
    ("S1-002", 1, ("a", "b", "c", "d")),
    ("S2-001", 3, ("d", "c", "b", "a")),
    ("S2-002", 1, ("b", "a")),
)
QUESTIONS: tuple[Question, ...] = (
    question("S1-001", "S1", key="a"),
    question("S1-002", "S1", key="bd"),
    question("S2-001", "S2", key="c", version=3),
    question("S2-002", "S2", key="b", options="ab"),
)


def moment(ms: int = 0, boot: str = "boot-1") -> Moment:
    """`ms` after the morning's beginning."""
    return Moment(boot, 600_000 + ms, MORNING_MS + ms, MORNING_MS + ms)


class Book:
    """A journal that grows by events; time passes only when a test says so."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.ms = 0
        self.boot = "boot-1"

    @property
    def now(self) -> Moment:
        """The moment of the next entry."""
        return moment(self.ms, self.boot)

    def write(self, *happened: e.Event, actor: str = "P1", role: str = "proctor") -> list[Entry]:
        """The entries of these events, linked to what stands before."""
        written = []
        for event in happened:
            prev = self.entries[-1].hash if self.entries else GENESIS
            draft = Draft(event.kind(), event.VERSION, event.body(), actor, role, self.now)
            self.entries.append(link(draft, len(self.entries) + 1, prev, "01"))
            written.append(self.entries[-1])
        return written

    def reread(self) -> list[Entry]:
        """The entries as they come back from their stored bytes."""
        back = [Entry.decode(entry.encode()) for entry in self.entries]
        assert verify_chain(back) == verify_chain(self.entries)
        return back

    def hall(self) -> Hall:
        """The session as it is folded from the stored bytes."""
        return Hall().fold(self.reread())


def event_in(entry: Entry) -> e.Event:
    """The event that an entry stores."""
    return e.event_of(entry.kind, entry.version, entry.body)


@cache
def policy_text() -> str:
    """The regulation profile that travels with the program."""
    return (POLICY / "kg-2024.json").read_text(encoding="utf-8")


def policy_plain() -> dict[str, Any]:
    """The profile's plain form, a fresh one each time."""
    return cast(dict[str, Any], json.loads(policy_text()))


def policy() -> Policy:
    """The profile of the regulation."""
    return policy_from(policy_plain())


def act(number: str = "117") -> dict[str, str]:
    """An approving act."""
    return {"kind": "order", "number": number, "date": "2026-02-02"}


def section(name: str, count: int, **more: Any) -> dict[str, Any]:
    """A section of a form's content."""
    return {"id": name, "count": count, "title": {"ky": f"{name} ky", "ru": f"{name} ru"}, **more}


def form_content(**changes: Any) -> dict[str, Any]:
    """The content of a form: two questions of S1, two of S2, one point each, two are enough."""
    return {
        "id": "form-4",
        "title": {"ky": "Форма", "ru": "Форма теста"},
        "sections": [section("S1", 2), section("S2", 2)],
        "points": 1,
        "minutes": 60,
        "threshold": 2,
        "act": act(),
        "order": {"act": act("118"), "paragraphs": [{"ky": "Эреже", "ru": "Правило"}]},
    } | changes


def session_created(form: Mapping[str, Any] | None = None) -> e.SessionCreated:
    """The frame of a session."""
    return e.SessionCreated(
        session="2026-03-02-1",
        settings={"hall": 1, "station": 1},
        form=form or form_content(),
        form_sha256="0" * 64,
        bank={"version": "2026-1"},
        policy=policy_plain(),
        earlier=(("old", "aa", "01", ("bb", "cc")),),
    )


def listed(candidate: str, row: int = 1) -> e.CandidateListed:
    """A person of the list."""
    return e.CandidateListed(candidate, "7", row, "V1", "ky", True, "00", seat="A1")


def attempt_started(candidate: str = "C0001", number: int = 1, **changes: Any) -> e.AttemptStarted:
    """The paper of four questions, an hour, two points are enough."""
    fields: dict[str, Any] = {
        "candidate": candidate,
        "number": number,
        "paper": PAPER,
        "language": "ky",
        "budget_ms": 60 * MINUTE,
        "threshold": 2,
        "points": 1,
        "rule": 1,
    }
    return e.AttemptStarted(**fields | changes)


def begun(at: Moment | None = None, **changes: Any) -> Attempt:
    """An attempt that has just begun."""
    return started(attempt_started(**changes), at or moment())


def after(attempt: Attempt, event: e.Event, ms: int = 0) -> Attempt:
    """The attempt after an event that was written `ms` after the beginning."""
    return apply(attempt, event, moment(ms))


def prepared() -> Book:
    """A session with its questions, a head and a proctor, one list and three people on it; not yet open."""
    book = Book()
    book.write(session_created())
    book.write(*(e.QuestionFrozen(question_to(item)) for item in QUESTIONS))
    book.write(
        e.StaffEnrolled("H1", "Асанова А.", "head", "aa"), e.StaffEnrolled("P1", "Бекова Б.", "proctor", "bb")
    )
    book.write(
        e.ListAdmitted("7", "2026-02-20", "Директор", "ff", (("V1", "директор", "№ 5 мектеп", ""),), 3)
    )
    book.write(*(listed(f"C{number:04d}", number) for number in (1, 2, 3)))
    return book


def opened() -> Book:
    """The prepared session, open."""
    book = prepared()
    book.write(e.SessionOpened("H1", "", ""))
    return book


def slip(number: int) -> str:
    """The number of a code slip."""
    return f"T-01-01-2026-{number:04d}"


def admitted(book: Book, candidate: str = "C0001", number: int = 1, seat: str = "A1") -> None:
    """The candidate came, got a code and stands before the rules."""
    book.write(
        e.DocumentSeen(candidate, "P1"),
        e.CodeIssued(candidate, slip(number), f"verifier {number}"),
        e.Admitted(candidate, slip(number), seat),
        e.IdentityConfirmed(candidate),
        e.RulesAcknowledged(candidate, "118", "ee"),
    )
