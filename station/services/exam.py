"""What a candidate does: enter the code, confirm, read the rules, answer, finish (arts. 24, 25).

Every function returns after its events are on disk; what it returns is what the screen may show as saved.
"""

import json
from dataclasses import replace
from typing import Any

from station.domain import attempt as decisions
from station.domain import codes
from station.domain import events as e
from station.domain.attempt import Attempt, State
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate, Code, CodeState, Hall
from station.domain.journal import canonical
from station.domain.scoring import RULE, meets, score
from station.services import draws
from station.services.station import Station


def wait_seconds(station: Station, seat: str) -> int:
    """Seconds until the next code may be tried at `seat`. Raises SEAT_LOCKED after too many wrong ones (R-24.8).

    After a reboot the delay counts from the start of the station: a reboot shortens nothing.
    """
    tries, policy = station.hall.tries.get(seat, ()), station.policy
    wrong = len(tries)
    if not wrong:
        return 0
    if wrong >= policy.code_tries_until_lock:
        raise StationError(Reason.SEAT_LOCKED)
    now = station.now()
    since = tries[-1] if tries[-1].boot == now.boot or station.started_at is None else station.started_at
    left_ms = codes.delay_after(wrong, policy.free_code_tries, policy.code_delays_seconds) * 1000
    return max(0, -((now.mono_ms - since.mono_ms - left_ms) // 1000))


def enter_code(station: Station, typed: str, seat: str) -> Candidate:
    """Admit the owner of the code at `seat`, or let a test that was under way go on (R-24.4, R-24.5, R-24.8).

    A typing fault is charged to nobody; every other try is counted on disk before the code is compared. A right code
    whose candidate may not come in now was no guess: the try is taken back, the wrong ones before it stay.
    """
    if (seconds := wait_seconds(station, seat)) > 0:
        raise StationError(Reason.CODE_WAIT, seconds=seconds)
    code = codes.normalise(typed)
    if not codes.has_good_digits(code):
        raise StationError(Reason.CODE_DIGITS)
    if station.hall.opened_at is None:
        raise StationError(Reason.SESSION_NOT_OPEN)  # nothing is compared, so nothing is charged: people come early
    station.record(e.CodeTried(seat))
    found = find_code(station, code)
    if found is None:
        raise StationError(Reason.CODE_OTHER_SESSION if _is_of_earlier_session(station, code) else Reason.CODE_WRONG)
    if found.state is CodeState.CANCELLED:
        raise StationError(Reason.CODE_CANCELLED)
    candidate = station.candidate(found.candidate)
    try:
        happened = _let_in(station, candidate, found, seat)
    except StationError as refusal:
        if refusal.reason is not Reason.CODE_USED:
            station.record(e.CodeRefused(seat, found.slip, refusal.reason.value))
        raise
    station.record_candidate(candidate.id, e.Admitted(candidate.id, found.slip, seat), *happened)
    return station.candidate(candidate.id)


def _let_in(station: Station, candidate: Candidate, code: Code, seat: str) -> list[e.Event]:
    """What a right code brings about besides the admission. Raises why its candidate may not come in now."""
    other = station.hall.running(seat)
    if other is not None and other.id != candidate.id:
        raise StationError(Reason.ANOTHER_TEST_RUNS)
    if code.state is CodeState.USED:
        return [_reentered(station, candidate)]
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    return []


def _reentered(station: Station, candidate: Candidate) -> e.Event:
    attempt = station.attempt(candidate.id)
    if attempt.state is State.INTERRUPTED and attempt.decision is None:
        raise StationError(Reason.RESUME_NEEDS_STAFF)  # the decision may still be that this code goes on
    if attempt.state in (State.FINISHED, State.INTERRUPTED):
        raise StationError(Reason.CODE_USED)
    if attempt.state is State.RUNNING:
        raise StationError(Reason.ANOTHER_TEST_RUNS)
    if attempt.state is State.PAUSED:
        raise StationError(Reason.RESUME_NEEDS_STAFF)
    return decisions.resume(attempt)


def find_code(station: Station, code: str) -> Code | None:
    """The issued code of these twelve digits, known by its keyed hash; all are compared, whatever the first says."""
    wanted = codes.verifier(station.code_key, station.hall.session, station.name, code)
    found = None
    for known in station.hall.codes.values():
        if codes.same(known.verifier, wanted):
            found = known
    return found


def _is_of_earlier_session(station: Station, code: str) -> bool:
    return any(
        codes.same(known, codes.verifier(bytes.fromhex(key), session, name, code))
        for session, key, name, verifiers in station.hall.earlier
        for known in verifiers
    )


def confirm_identity(station: Station, candidate: str) -> Candidate:
    """ "This is me" (R-24.9)."""
    _at_the_screen(station, candidate)
    station.record_candidate(candidate, e.IdentityConfirmed(candidate))
    return station.candidate(candidate)


def refuse_identity(station: Station, candidate: str) -> None:
    """ "This is not me": the code dies, staff must look."""
    found = _at_the_screen(station, candidate)
    if found.attempt is not None and not _may_start_anew(found.attempt):
        raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
    station.record_candidate(candidate, e.IdentityRefused(candidate, found.slip))


def _at_the_screen(station: Station, candidate: str) -> Candidate:
    """The candidate whose living code was entered. Raises NOT_ALLOWED_NOW for anybody else, also at a second click."""
    found = station.candidate(candidate)
    if found.admitted_at is None:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
    return found


def acknowledge_rules(station: Station, candidate: str) -> Candidate:
    """The candidate read and accepted the approved order of conduct (R-22.5)."""
    _at_the_screen(station, candidate)
    order = station.form.order
    station.record_candidate(candidate, e.RulesAcknowledged(candidate, order.act.number, order.sha256))
    return station.candidate(candidate)


def start(station: Station, candidate: str, language: str = "") -> Attempt:
    """Draw the paper and start the clock. Refused before identity, rules and an open session (R-24.9, R-22.5)."""
    found, form = station.candidate(candidate), station.form
    if station.hall.opened_at is None:
        raise StationError(Reason.SESSION_NOT_OPEN)
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    if found.admitted_at is None or not found.confirmed:
        raise StationError(Reason.NOT_CONFIRMED)
    if not found.rules_read:
        raise StationError(Reason.RULES_NOT_ACKNOWLEDGED)
    if found.attempt is not None and not _may_start_anew(found.attempt):
        raise StationError(Reason.CODE_USED)
    number = len(found.earlier) + (2 if found.attempt is not None else 1)
    paper = draws.next_paper(station)
    station.record_candidate(
        candidate,
        e.AttemptStarted(
            candidate, number, paper.rows, language or found.language, form.budget_ms, form.threshold, form.points,
            RULE, paper.number, paper.sha256,
        ),
    )  # fmt: skip
    return station.attempt(candidate)


def _may_start_anew(attempt: Attempt) -> bool:
    return attempt.state is State.INTERRUPTED and attempt.decision is not None and attempt.decision.way == "new_paper"


def show(station: Station, candidate: str, question: str) -> Attempt:
    """Go to a question."""
    now = station.now()
    station.record_candidate(candidate, decisions.show(station.attempt(candidate), question, now), at=now)
    return station.attempt(candidate)


def answer(station: Station, candidate: str, question: str, options: frozenset[str]) -> Attempt:
    """Choose options; the returned attempt is on disk."""
    now = station.now()
    station.record_candidate(candidate, decisions.answer(station.attempt(candidate), question, options, now), at=now)
    return station.attempt(candidate)


def flag(station: Station, candidate: str, question: str, on: bool) -> Attempt:
    """Mark or unmark a question."""
    now = station.now()
    station.record_candidate(candidate, decisions.flag(station.attempt(candidate), question, on, now), at=now)
    return station.attempt(candidate)


def remark(station: Station, candidate: str, question: str, text: str) -> Attempt:
    """Leave a remark on a question."""
    now = station.now()
    station.record_candidate(candidate, decisions.remark(station.attempt(candidate), question, text, now), at=now)
    return station.attempt(candidate)


def change_language(station: Station, candidate: str, language: str) -> Attempt:
    """Read on in the other language; the order stays."""
    now = station.now()
    attempt = _unfinished(station, candidate)
    station.record_candidate(candidate, e.LanguageChanged(candidate, attempt.used_at(now), language), at=now)
    return station.attempt(candidate)


def change_view(
    station: Station, candidate: str, font_percent: int, high_contrast: bool, width: int, height: int
) -> Attempt:
    """Keep how the candidate sees the screen: the commission's replay shows the same."""
    now = station.now()
    attempt = _unfinished(station, candidate)
    station.record_candidate(
        candidate, e.ViewChanged(candidate, attempt.used_at(now), font_percent, high_contrast, width, height), at=now
    )
    return station.attempt(candidate)


def _unfinished(station: Station, candidate: str) -> Attempt:
    """The attempt; after its end nothing that the protocol says may change. Raises ALREADY_FINISHED."""
    attempt = station.attempt(candidate)
    if attempt.state is State.FINISHED:
        raise StationError(Reason.ALREADY_FINISHED)
    return attempt


def finish(station: Station, candidate: str, how: str = "candidate") -> Attempt:
    """End and score in one commit; the sheet is folded anew from disk first (R-24.6, R-25.1, R-25.4)."""
    now = station.now()
    attempt = station.replayed(candidate)
    finished = decisions.finish(attempt, how, now)
    station.record_candidate(candidate, finished, scored(station.hall, attempt, finished.used_ms), at=now)
    return station.attempt(candidate)


def scored(hall: Hall, attempt: Attempt, used_ms: int) -> e.Scored:
    """The score event of an attempt's answers against the snapshot's keys."""
    form, policy = hall.form, hall.policy
    assert form is not None and policy is not None
    result = score(hall.paper(attempt), attempt.answers, attempt.points, attempt.rule)
    return e.Scored(
        attempt.candidate,
        used_ms,
        result.total,
        result.maximum,
        attempt.threshold,
        meets(result, attempt.threshold, form.minima, policy.threshold_inclusive),
        tuple((part.section, part.asked, part.correct, part.points) for part in result.sections),
        attempt.rule,
    )


def result_shown(station: Station, candidate: str) -> Attempt:
    """The score stands on the screen; the first time anchors the appeal hour (R-25.3)."""
    attempt = station.attempt(candidate)
    if attempt.state is not State.FINISHED:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    again = attempt.result_shown_at is not None
    station.record_candidate(candidate, e.ResultShownAgain(candidate) if again else e.ResultShown(candidate))
    return station.attempt(candidate)


def tick(station: Station) -> list[str]:
    """Once a second: notice clock jumps and time in which the program did not run.

    Returns the candidates whose time is over.

    A gap (suspend, stopped process) is not charged: the attempt is suspended at the last tick (security c8).
    """
    mono, policy = station.clock.mono_ms(), station.policy
    before, station.ticked_mono_ms = station.ticked_mono_ms, mono
    offset = station.clock.wall_ms() - mono
    if abs(offset - station.wall_offset_ms) > policy.clock_jump_ms:
        jump, station.wall_offset_ms = offset - station.wall_offset_ms, offset
        station.record(e.ClockJumped(jump))
    live = [c.attempt for c in station.hall.candidates.values() if c.attempt and c.attempt.state is State.RUNNING]
    now = station.now()
    if before and mono - before > policy.charged_gap_ms:
        for attempt in live:
            used = attempt.used_at(replace(now, mono_ms=before))
            station.record(e.HeartbeatGap(attempt.candidate, used, mono - before))
        return []
    return [attempt.candidate for attempt in live if attempt.remaining_at(now) <= 0]


def heartbeat(station: Station) -> None:
    """Overwrite the heartbeat slot: after a power cut no more than this interval is given back."""
    now = station.now()
    used = {
        c.id: c.attempt.used_at(now)
        for c in station.hall.candidates.values()
        if c.attempt and c.attempt.state is State.RUNNING
    }
    station.store.heartbeat(canonical({"used": used, "legal_ms": now.legal_ms}).encode())


def suspend_after_stop(station: Station, last_entry_ms: int) -> list[str]:
    """At start: every test under way stands still, with the time of its last entry or heartbeat.

    `last_entry_ms` is the legal time of the last entry before the stop: the gap counts from there or the heartbeat.
    A paused one too: whoever sits down now must be looked at and must enter the code again. One that an earlier stop
    suspended needs a new permission, and the breaks add up: two short ones may make a long one.
    """
    gaps = []
    slot = station.store.last_heartbeat()
    beat: dict[str, Any] = json.loads(slot) if slot else {"used": {}, "legal_ms": 0}
    now = station.now()
    for found in list(station.hall.candidates.values()):
        if found.attempt is None or found.attempt.state in (State.FINISHED, State.INTERRUPTED):
            continue
        alive = max(int(beat["legal_ms"]), last_entry_ms)
        beaten = int(beat["used"].get(found.id, 0)) if found.attempt.state is State.RUNNING else 0
        used = min(found.attempt.budget_ms, max(found.attempt.used_ms, beaten))
        gap = found.attempt.gap_ms + max(0, now.legal_ms - alive)
        gaps.append(e.HeartbeatGap(found.id, used, gap))
    station.record(*gaps, at=now)
    return [gap.candidate for gap in gaps]
