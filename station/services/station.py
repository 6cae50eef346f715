"""The unlocked station: store, clock, keys and the fold of the journal. Services act on it, on one thread."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import protocols
from station import vault
from station.domain import events as e
from station.domain import limits
from station.domain.admitted import Person
from station.domain.attempt import Attempt, apply, started
from station.domain.clock import Clock, Moment
from station.domain.errors import Reason, StationError
from station.domain.form import TestForm
from station.domain.hall import Candidate, Hall, Staff
from station.domain.journal import Draft
from station.domain.policy import Policy
from station.store import Store

Below = Callable[[int], int]  # below(n): an unforeseeable number in 0 .. n-1; a seeded one in the demo


_NO_STAFF = ("station", "candidate")
_NEVER_ON_PAPER = (e.ListAdmitted, e.DocumentPrinted, e.PrintFailed)  # columns left out, names of files and printers


@dataclass(frozen=True)
class LegalTime:
    """Wall time confirmed by staff, carried on by the boot clock (security c8)."""

    confirmed_wall_ms: int
    mono_ms: int

    def at(self, mono_ms: int) -> int:
        """Legal time, UTC epoch ms, when the boot clock shows `mono_ms`."""
        return self.confirmed_wall_ms + mono_ms - self.mono_ms


@dataclass
class Station:
    """One unlocked data folder. `below` is the source of codes and papers; keys come from the vault."""

    folder: Path
    store: Store
    clock: Clock
    legal: LegalTime
    name: str
    master: bytes
    below: Below
    hall: Hall = field(default_factory=Hall)
    staff: Staff | None = None
    started_at: Moment | None = None
    people: dict[str, Person] = field(default_factory=dict)
    ticked_mono_ms: int = 0
    wall_offset_ms: int = 0

    def now(self) -> Moment:
        """This moment; legal time never runs behind the last entry."""
        mono = self.clock.mono_ms()
        legal = self.legal.at(mono)
        if self.hall.last_at is not None:
            legal = max(legal, self.hall.last_at.legal_ms)
        return Moment(self.clock.boot_id(), mono, self.clock.wall_ms(), legal)

    def record(
        self,
        *happened: e.Event,
        by: str = "station",
        role: str = "station",
        at: Moment | None = None,
        person_keys: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write the events (and new persons' keys) in one commit and take them in; back only when they are on disk.

        Raises DISK_FULL, DISK_FAILED, DATA_READ_ONLY, TEXT_UNPRINTABLE and TEXT_TOO_LONG (staff typed it); then nothing
        was taken in.
        """
        if role not in _NO_STAFF:
            must_fit_on_paper(happened)
        moment = at or self.now()
        drafts = [Draft(event.kind(), event.VERSION, event.body(), by, role, moment) for event in happened]
        self.hall.fold(self.store.append(drafts, person_keys))

    def record_staff(self, *happened: e.Event, person_keys: Mapping[str, bytes] | None = None) -> None:
        """Write events of the signed-in staff member. Raises NOT_ALLOWED_NOW at a locked desk."""
        staff = self.signed_in
        self.record(*happened, by=staff.id, role=staff.role, person_keys=person_keys)

    def record_candidate(self, candidate: str, *happened: e.Event, at: Moment | None = None) -> None:
        """Write events of a candidate."""
        self.record(*happened, by=candidate, role="candidate", at=at)

    @property
    def signed_in(self) -> Staff:
        """Who has the desk open."""
        if self.staff is None:
            raise StationError(Reason.NOT_ALLOWED_NOW, state="locked")
        return self.staff

    @property
    def form(self) -> TestForm:
        """The session's approved form."""
        assert self.hall.form is not None
        return self.hall.form

    @property
    def policy(self) -> Policy:
        """The session's regulation profile."""
        assert self.hall.policy is not None
        return self.hall.policy

    def candidate(self, candidate: str) -> Candidate:
        """The listed candidate of that id. Raises NOT_ON_LIST (R-19.2)."""
        try:
            return self.hall.candidates[candidate]
        except KeyError:
            raise StationError(Reason.NOT_ON_LIST) from None

    def attempt(self, candidate: str) -> Attempt:
        """The candidate's attempt. Raises NOT_ALLOWED_NOW before there is one."""
        found = self.candidate(candidate)
        if found.attempt is None:
            raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
        return found.attempt

    def replayed(self, candidate: str) -> Attempt:
        """The attempt folded anew from the stored entries.

        Raises SCORE_DIFFERS where it is not the one in memory: the station must stop (security c6).
        """
        live = self.attempt(candidate)
        first, *rest = self.store.entries_at(self.hall.steps[candidate])
        begin = e.event_of(first.kind, first.version, first.body)
        assert isinstance(begin, e.AttemptStarted)
        attempt = started(begin, first.at)
        for entry in rest:
            attempt = apply(attempt, e.event_of(entry.kind, entry.version, entry.body), entry.at)
        if attempt != live:
            raise StationError(Reason.SCORE_DIFFERS)
        return attempt

    def person(self, candidate: str) -> Person:
        """The candidate's personal data, opened with the key of that person."""
        if candidate not in self.people:
            listed = self.candidate(candidate)
            key = self.store.person_key(candidate)
            if key is None:
                raise StationError(Reason.DATA_DAMAGED, where=f"person {candidate}")
            plain = vault.open_sealed(key, bytes.fromhex(listed.sealed), candidate.encode())
            self.people[candidate] = Person.from_plain(json.loads(plain))
        return self.people[candidate]

    @property
    def free_mib(self) -> int:
        """Room left on the data folder's disk."""
        return shutil.disk_usage(self.folder).free >> 20

    @property
    def code_key(self) -> bytes:
        """The key of the code verifiers, of this data folder only."""
        return vault.derive(self.master, "code")

    @property
    def settings(self) -> Mapping[str, Any]:
        """Names and numbers that documents show, fixed at preparation."""
        return self.hall.settings


def must_fit_on_paper(happened: Iterable[e.Event]) -> None:
    """A reason or a number of staff stands in the journal for ever and on paper later: a sign that the font lacks, or a
    text without end, would keep a finished test from its protocol. Raises TEXT_UNPRINTABLE, TEXT_TOO_LONG."""
    for event in happened:
        limits.check(event)
        must_be_printable("" if isinstance(event, _NEVER_ON_PAPER) else event.body())


def must_be_printable(text: str) -> None:
    """Raises TEXT_UNPRINTABLE."""
    if not text.isascii() and (sign := protocols.unprintable(text)):
        raise StationError(Reason.TEXT_UNPRINTABLE, glyph=sign)
