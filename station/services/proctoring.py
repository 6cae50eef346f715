"""What staff do around the tests: sign in, open, pause, resume, interrupt, decide, close (arts. 22, 24; Q-23)."""

from station.domain import appeal as rules
from station.domain import attempt as decisions
from station.domain import events as e
from station.domain.attempt import Attempt, State
from station.domain.errors import Reason, StationError
from station.domain.hall import CodeState, Staff
from station.services import draws, exam
from station.services.access import check_passphrase
from station.services.station import Station


def sign_in(station: Station, staff: str, passphrase: str) -> Staff:
    """Open the desk. A refused passphrase is recorded and raises PASSPHRASE_WRONG."""
    _check(station, staff, passphrase)
    station.staff = station.hall.staff[staff]
    station.record_staff(e.StaffSignedIn(staff))
    return station.staff


def _check(station: Station, staff: str, passphrase: str) -> None:
    try:
        check_passphrase(station.folder, staff, passphrase)
    except StationError as refusal:
        if refusal.reason is Reason.PASSPHRASE_WRONG:
            station.record(e.StaffSignInFailed(staff))
        raise


def second_person(station: Station, staff: str, passphrase: str) -> str:
    """The id of another staff member who typed the own passphrase (security c3).

    Raises SECOND_PERSON_SAME for the one who is signed in.
    """
    if staff == station.signed_in.id:
        raise StationError(Reason.SECOND_PERSON_SAME)
    _check(station, staff, passphrase)
    return staff


def lock_desk(station: Station, how: str) -> None:
    """Leave the desk, by key or by idle time."""
    if station.staff is not None:
        station.record_staff(e.DeskLocked(station.staff.id, how))
        station.staff = None


def schedule_window(station: Station) -> tuple[int, int]:
    """When the session may be opened, legal ms: the approved hours, widened by the tolerance (R-22.3)."""
    tolerance = station.policy.schedule_tolerance_minutes * 60_000
    return int(station.settings["opens_ms"]) - tolerance, int(station.settings["closes_ms"]) + tolerance


def open_session(station: Station, shift_act: str = "", second: str = "") -> None:
    """Let codes start tests. Outside the approved window only with an incident act's number and a second person."""
    if station.hall.opened_at is not None:
        raise StationError(Reason.SESSION_ALREADY_OPEN)
    if not station.hall.lists:
        raise StationError(Reason.LIST_EMPTY)
    opens, closes = schedule_window(station)
    inside = opens <= station.now().legal_ms <= closes
    if not inside and not shift_act.strip():
        raise StationError(Reason.OUTSIDE_SCHEDULE, opens=opens, closes=closes)
    if not inside and not second:
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    free = station.free_mib
    if free < station.policy.free_disk_mib:
        raise StationError(Reason.DISK_SPACE_LOW, free_mib=free, needed_mib=station.policy.free_disk_mib)
    station.record_staff(e.SessionOpened(station.signed_in.id, second, shift_act.strip()))
    station.store.checkpoint()


def pause(station: Station, candidate: str, reason: str) -> Attempt:
    """Stop a running test's clock."""
    now = station.now()
    staff = station.signed_in
    paused = decisions.pause(station.attempt(candidate), reason, now)
    station.record(paused, by=staff.id, role=staff.role, at=now)
    return station.attempt(candidate)


def pause_by_station(station: Station, candidate: str, reason: str) -> Attempt:
    """Stop the clock because the station itself cannot go on (a full disk, a desk opened over the test)."""
    now = station.now()
    station.record(decisions.pause(station.attempt(candidate), reason, now), at=now)
    return station.attempt(candidate)


def resume(station: Station, candidate: str, second: str = "") -> Attempt:
    """A paused test goes on; a suspended one is allowed to, once its candidate enters the code again (R-24.5)."""
    attempt = station.attempt(candidate)
    if attempt.state is State.SUSPENDED:
        station.record_staff(decisions.allow_resume(attempt, second, station.policy.long_break_ms))
    else:
        station.record_staff(decisions.resume(attempt))
    return station.attempt(candidate)


def interrupt(station: Station, candidate: str, ground: str, reason: str, act: str) -> Attempt:
    """Stop a test without a verdict (R-24.10, R-24.11)."""
    now = station.now()
    staff = station.signed_in
    event = decisions.interrupt(station.attempt(candidate), ground, reason, act, now)
    station.record(event, by=staff.id, role=staff.role, at=now)
    return station.attempt(candidate)


def decide_interruption(station: Station, candidate: str, number: str, reason: str, way: str) -> Attempt:
    """The numbered decision on an interrupted test; scoring what is stored happens in the same commit (R-24.11).

    In a closed session nothing can go on any more: only scoring is left then. Raises SESSION_CLOSED otherwise.
    """
    if station.hall.closed_at is not None and way != "score":
        raise StationError(Reason.SESSION_CLOSED)
    attempt = station.replayed(candidate)
    now = station.now()
    staff = station.signed_in
    happened: list[e.Event] = [decisions.decide(attempt, number, reason, way)]
    if way == "score":
        finished = decisions.finish(attempt, "decision", now)
        happened += [finished, exam.scored(station.hall, attempt, finished.used_ms)]
    station.record(*happened, by=staff.id, role=staff.role, at=now)
    return station.attempt(candidate)


def extend_time(station: Station, candidate: str, minutes: int, act: str, second: str) -> Attempt:
    """Add minutes under an act, by two persons (security c3)."""
    if minutes <= 0 or not act.strip():
        raise StationError(Reason.DECISION_NUMBER_NEEDED)
    if not second:
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    attempt = station.attempt(candidate)
    if attempt.state in (State.FINISHED, State.INTERRUPTED):
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    now = station.now()
    station.record_staff(e.TimeExtended(candidate, attempt.used_at(now), minutes * 60_000, act.strip(), second))
    return station.attempt(candidate)


def unlock_seat(station: Station, seat: str, second: str = "") -> None:
    """Lift the lock after too many wrong codes; one or two persons by policy (R-24.8)."""
    if station.policy.persons_to_unlock_seat > 1 and not second:
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    station.record_staff(e.SeatUnlocked(seat, station.signed_in.id))


def close_session(station: Station) -> dict[str, int]:
    """End the session once everybody is accounted for (R-24.10) and no appeal can come or waits (R-27.3).

    Unused codes die; the seed of the papers is revealed. Returns the totals.
    """
    if station.hall.closed_at is not None:
        raise StationError(Reason.SESSION_CLOSED)
    if station.hall.opened_at is None:
        raise StationError(Reason.SESSION_NOT_OPEN)
    totals = station.hall.totals()
    if totals["open"]:
        raise StationError(Reason.SESSION_NOT_RECONCILED, open=totals["open"])
    if rules.keeps_open(
        (found.attempt for found in station.hall.candidates.values() if found.attempt is not None),
        station.hall.appeals.values(),
        station.now().legal_ms,
        station.policy.appeal_minutes,
    ):
        raise StationError(Reason.APPEAL_HOUR_RUNS)
    unused = [code for code in station.hall.codes.values() if code.state is CodeState.ISSUED]
    cancelled = [e.CodeCancelled(code.candidate, code.slip, "session closed") for code in unused]
    closed = e.SessionClosed(station.signed_in.id, totals)
    station.record_staff(closed, *cancelled, *draws.reveal(station))
    station.store.checkpoint()
    return totals
