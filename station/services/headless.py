"""A whole day without a screen: invented candidates go through the same services, in moved time (R-24.10)."""

import heapq
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from station.domain.attempt import State
from station.domain.errors import StationError
from station.domain.hall import Standing
from station.services import exam, papers, proctoring, registration, results, sample
from station.services.headless_appeals import appeals_outcome, play_appeals, wait_for_hours
from station.services.moved_clock import MovedClock
from station.services.station import Station

_TICK_MS = 10_000
_HEARTBEAT_MS = 60_000


@dataclass(frozen=True)
class Role:
    """How a candidate's day goes: comes, absent, waits (never begins), withdraws, is interrupted, pauses, runs out of
    time, mistypes; and how much the candidate knows, in per cent."""

    kind: str
    knows: int


def roles(count: int, random: Random) -> list[Role]:
    """A believable hall: about one in twelve absent, a few incidents, most sit the test."""
    kinds = ["absent"] * (count // 12)
    for kind in ("waits", "withdraws", "interrupted", "pauses", "runs_out", "mistypes"):
        kinds += [kind] * (count // 20)
    kinds += ["comes"] * (count - len(kinds))
    random.shuffle(kinds)
    return [Role(kind, random.randint(35, 95)) for kind in kinds]


def play(
    station: Station,
    clock: MovedClock,
    passphrases: dict[str, str],
    out: Path,
    seed: int,
    commission: Mapping[str, str] | None = None,
    appeals: int = 0,
) -> dict[str, object]:
    """Play the day on a built demo hall; PDFs go to `out`/protocols. Returns the content of results.json.

    `appeals` candidates, as many as there are results, file an application; `commission` are its passphrases.
    """
    random = Random(seed)
    folder = out / "protocols"
    folder.mkdir(parents=True, exist_ok=True)
    cast = list(zip(station.hall.candidates, roles(len(station.hall.candidates), random), strict=True))
    queue: list[tuple[int, int, Iterator[int]]] = []
    actors: list[_Actor] = []
    for number, (candidate, role) in enumerate(cast):
        actor = _Actor(station, candidate, f"{number + 1:02d}", role, Random(random.getrandbits(64)), folder)
        heapq.heappush(queue, (clock.mono_ms() + number * 20_000, number, actor.day()))
        actors.append(actor)
    _run(station, clock, queue)
    codes = {actor.candidate: actor.code for actor in actors}
    play_appeals(station, clock, codes, dict(commission or {}), appeals, partial(_save, station, folder))
    for candidate, _role in cast:
        if station.candidate(candidate).standing is Standing.LISTED:
            registration.mark_absent(station, candidate)
    _save(station, folder, results.make(station, results.draft_attendance(station)).number)
    wait_for_hours(station, clock)
    proctoring.close_session(station)
    _save(station, folder, results.make(station, results.draft_summary(station)).number)
    return outcome(station) | ({"appeals": appeals_outcome(station)} if appeals else {})


def _run(station: Station, clock: MovedClock, queue: list[tuple[int, int, Iterator[int]]]) -> None:
    beaten = clock.mono_ms()
    while queue:
        due, number, day = heapq.heappop(queue)
        while clock.mono_ms() < due:
            clock.move(min(_TICK_MS, due - clock.mono_ms()))
            for overdue in exam.tick(station):
                exam.finish(station, overdue, "time")
            if clock.mono_ms() - beaten >= _HEARTBEAT_MS:
                exam.heartbeat(station)
                beaten = clock.mono_ms()
        pause = next(day, None)
        if pause is not None:
            heapq.heappush(queue, (clock.mono_ms() + pause, number, day))


def _save(station: Station, folder: Path, number: str) -> None:
    name = f"{number}.pdf"
    (folder / name).write_bytes(results.pdf_of(station, number))
    results.saved_as_file(station, number, name)


@dataclass
class _Actor:
    """One candidate and the proctor's acts around them, as a script that yields how long to wait (ms)."""

    station: Station
    candidate: str
    seat: str
    role: Role
    random: Random
    folder: Path
    code: str = ""

    def day(self) -> Iterator[int]:
        """From the door to the protocol in hand."""
        station, me = self.station, self.candidate
        if self.role.kind == "absent":
            return
        registration.mark_document_seen(station, me)
        if self.role.kind == "withdraws":
            registration.withdraw(station, me, "Арыз № 1")
            return
        yield 30_000
        self.code = registration.issue_code(station, me).code
        if self.role.kind == "waits":
            return
        yield self.random.randint(300, 900) * 1000
        yield from self._way_to_start(self.code)
        yield from self._answer()
        if station.attempt(me).state is State.RUNNING:
            exam.finish(station, me)
        if station.attempt(me).state is State.FINISHED:
            yield 1_000
            exam.result_shown(station, me)
            document = results.make_protocol(station, me)
            _save(station, self.folder, document.number)
            yield 60_000
            results.hand_over(station, me)

    def _way_to_start(self, code: str) -> Iterator[int]:
        station, me = self.station, self.candidate
        if self.role.kind == "mistypes":
            yield from self._mistype(code)
        exam.enter_code(station, code, self.seat)
        yield 15_000
        exam.confirm_identity(station, me)
        yield 90_000
        exam.acknowledge_rules(station, me)
        yield 60_000
        exam.start(station, me)

    def _mistype(self, code: str) -> Iterator[int]:
        last = code[-1]
        wrong = code[:-1] + str((int(last) + 1) % 10)
        try:
            exam.enter_code(self.station, wrong, self.seat)
        except StationError:
            yield 5_000

    def _answer(self) -> Iterator[int]:
        station, me = self.station, self.candidate
        attempt = station.attempt(me)
        pace = 110_000 if self.role.kind == "runs_out" else 45_000
        if len(attempt.paper) <= 10:
            pace = 120_000 if self.role.kind == "runs_out" else 30_000
        for number, item in enumerate(attempt.paper):
            yield int(pace * self.random.uniform(0.5, 1.6))
            if station.attempt(me).state is not State.RUNNING:
                return
            exam.show(station, me, item.question)
            if self.random.random() < 0.97:
                exam.answer(station, me, item.question, self._choice(item.question, item.version))
            if self.random.random() < 0.06:
                exam.flag(station, me, item.question, True)
            if number == len(attempt.paper) // 2:
                yield from self._half_way()

    def _choice(self, question: str, version: int) -> frozenset[str]:
        asked = self.station.hall.question(question, version)
        if self.random.randint(1, 100) <= self.role.knows:
            return asked.key
        return frozenset({self.random.choice([option.id for option in asked.options])})

    def _half_way(self) -> Iterator[int]:
        station, me = self.station, self.candidate
        if self.role.kind == "pauses":
            proctoring.pause(station, me, "Электр энергиясы өчүп калды")
            yield 240_000
            proctoring.resume(station, me)
        if self.role.kind == "interrupted":
            act = papers.next_number(station, "I")
            proctoring.interrupt(station, me, "illness", "Талапкердин ден соолугу начарлады", act)
            now = station.now().legal_ms
            draft = results.draft_incident(
                station,
                {
                    "kind": "health",
                    "started_ms": now,
                    "affected": ((me, station.attempt(me).remaining_at(station.now()) // 1000, None),),
                    "description": "Талапкердин ден соолугу начарлады, тестирлөө үзгүлтүккө учурады.",
                    "measures": "Медициналык кызматкер чакырылды.",
                },
            )
            _save(station, self.folder, results.make(station, draft).number)


def outcome(station: Station) -> dict[str, object]:
    """What results.json says; the totals reconcile: registered is the sum of the next five (R-24.10)."""
    totals = station.hall.totals()
    attempts = []
    for found in station.hall.candidates.values():
        attempt = found.attempt
        if attempt is None:
            continue
        scored = attempt.score is not None
        post, organisation = papers.vacancy_of(station.hall, found)
        attempts.append(
            {
                "candidate": found.id,
                "vacancy": f"{post.ky}, {organisation.ky}",
                "score": attempt.score.total if attempt.score else None,
                "max_score": len(attempt.paper) * attempt.points,
                "threshold": attempt.threshold,
                "verdict": ("meets" if attempt.meets else "does_not_meet") if scored else None,
                "protocol": f"protocols/{found.protocol}.pdf" if found.protocol else None,
            }
        )
    names = ("finished", "absent", "not_started", "withdrawn", "interrupted")
    return {
        "totals": {
            "registered": totals["listed"],
            **{name: totals[name] for name in names},
            "passed": sum(
                found.attempt is not None and bool(found.attempt.meets) for found in station.hall.candidates.values()
            ),
        },
        "attempts": attempts,
    }


def run(
    out: Path,
    today_ms: int,
    candidates: int,
    seed: int,
    form: str,
    program: str,
    say: Callable[[str], None],
    appeals: int = 0,
) -> None:
    """Build a demo hall in `out`, play the day, write results.json and say one line of totals."""
    clock = MovedClock(today_ms)
    random = Random(seed)
    hall = sample.build(out, clock, random.randrange, candidates=candidates, seed=seed, form=form, program=program)
    try:
        content = play(hall.station, clock, hall.passphrases, out, seed, hall.commission, appeals)
    finally:
        hall.station.store.close()
    (out / "results.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    totals = hall.station.hall.totals()
    parts = " + ".join(
        f"{name} {totals[name]}" for name in ("finished", "absent", "not_started", "withdrawn", "interrupted")
    )
    passed = content["totals"]["passed"]  # type: ignore[index]
    say(f"listed {totals['listed']} = {parts}; passed {passed}")
