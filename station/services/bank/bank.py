"""The open bank: its store, who sits at it, and what that person did since signing in."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from question_bank.model import Bilingual, Section
from question_bank.workflow import UNDONE_BY, Act, Person, Role, State
from station import vault
from station.domain.errors import Reason, StationError
from station.services.bank.facts import BankState
from station.store.bank import BankStore, Filter

MOST_UNDONE = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One act that can be undone; a bulk act is one. `steps`: question, version, the act's number in the chain."""

    act: Act
    steps: tuple[tuple[str, int, int], ...]


@dataclass
class Sitting:
    """What a person did since signing in."""

    done: deque[Done] = field(default_factory=lambda: deque(maxlen=MOST_UNDONE))
    last: dict[tuple[str, int], int] = field(default_factory=dict)
    """The number of the last own step of each version touched: whoever came in between is seen by it."""

    def note(self, done: Done) -> None:
        """Keep an act in mind; what cannot be undone ends the row of what came before it on the same versions."""
        for question, version, seq in done.steps:
            self.last[question, version] = seq
        if done.act in UNDONE_BY:
            self.done.append(done)
            return
        ended = {place[:2] for place in done.steps}
        kept = (one for one in self.done if ended.isdisjoint(place[:2] for place in one.steps))
        self.done = deque(kept, maxlen=MOST_UNDONE)


class Bank:
    """A bank folder that is open: `store` its data, `person` who is signed in or None, `now` the wall clock in ms.

    Every call comes from the thread that opened it. `master` is here only while somebody is signed in: enrolling a
    member and writing a backup need it.
    """

    def __init__(self, folder: Path, store: BankStore, now: Callable[[], int], cost: vault.Cost | None = None) -> None:
        self.folder, self.store, self.now, self.cost = folder, store, now, cost
        self.person: Person | None = None
        self.master: bytes | None = None
        self.sitting = Sitting()

    def close(self) -> None:
        """Sign out and let go of every file. Twice is no error."""
        self.leave()
        self.store.close()

    def leave(self) -> None:
        """Nobody is signed in; what was done stays done, and cannot be undone by a key any more."""
        self.person = self.master = None
        self.sitting = Sitting()

    def somebody(self) -> Person:
        """Who is signed in. Raises BANK_NOT_SIGNED_IN."""
        if self.person is None:
            raise StationError(Reason.BANK_NOT_SIGNED_IN)
        return self.person

    def with_role(self, role: Role) -> Person:
        """Who is signed in, if that person has the role. Raises BANK_NOT_SIGNED_IN, BANK_ROLE."""
        person = self.somebody()
        if role not in person.roles:
            raise StationError(Reason.BANK_ROLE, role=role.value)
        return person

    def key(self) -> bytes:
        """The master key. Raises BANK_NOT_SIGNED_IN."""
        if self.master is None:
            raise StationError(Reason.BANK_NOT_SIGNED_IN)
        return self.master

    @property
    def name(self) -> str:
        """What the bank is called."""
        return str(self.store.setting("name", ""))

    @property
    def id(self) -> str:
        """The random id that every PC of the bank shares."""
        return str(self.store.setting("bank", ""))

    def sections(self) -> tuple[Section, ...]:
        """The sections that questions belong to (R-21.2)."""
        plain = self.store.setting("sections", ())
        return tuple(Section(one["id"], Bilingual(one["title"]["ky"], one["title"]["ru"])) for one in plain)

    def names(self) -> dict[str, str]:
        """Name by id of everybody who works or worked with the bank."""
        return {person.id: person.name for person in self.store.staff(everybody=True)}

    def state(self) -> BankState:
        """What the desk's head shows."""
        counts = self.store.counts()
        person, waiting = self.person, 0
        if person is not None:
            waiting = self.store.count(waiting_for(person))
        return BankState(
            name=self.name,
            pc=self.store.pc_name,
            person=person,
            sections=self.sections(),
            counts={state: counts.get(state.value, 0) for state in State},
            questions=sum(counts.values()),
            topics=self.store.topics(),
            staff=self.store.staff(),
            can_undo=self.sitting.done[-1].act.value if self.sitting.done else "",
            waiting=waiting,
        )


def waiting_for(person: Person) -> Filter:
    """What that person may review or approve now."""
    return Filter(
        waits_for=person.id,
        may_review=Role.REVIEWER in person.roles,
        may_approve=Role.APPROVER in person.roles,
    )
