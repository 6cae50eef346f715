"""The technical commission (arts. 34, 35): entered from the institution's order, checked by passphrase, never alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from station import vault
from station.domain import appeal as rules
from station.domain import events as e
from station.domain.appeal import CHAIR, Seat
from station.domain.deadlines import local
from station.domain.errors import Reason, StationError
from station.domain.hall import Hall
from station.services.station import Station


@dataclass(frozen=True)
class Member:
    """Somebody of the commission; `passphrase` only right after the order was entered, for its owner alone."""

    id: str
    name: str
    role: str
    passphrase: str = ""


@dataclass(frozen=True)
class Attendance:
    """Who of the commission sits there: chair and one member by passphrase, the rest marked (R-35.1, Q-11).

    `present` are member ids, chair and member among them; `absent` maps the others to a reason. `is_candidate_here`
    counts only where no review confirms it: nobody is printed as present who was not seen.
    """

    chair_passphrase: str
    member: str
    member_passphrase: str
    present: tuple[str, ...]
    absent: Mapping[str, str]
    is_candidate_here: bool = False


def doubts(station: Station, seats: Sequence[Seat]) -> tuple[str, ...]:
    """What speaks against these people without forbidding them (Q-11, a member who is a proctor of this hall)."""
    return rules.doubts(seats, (staff.name for staff in station.hall.staff.values()), station.policy)


def enter(
    station: Station,
    order_number: str,
    order_date: str,
    seats: Sequence[Seat],
    second: str = "",
    cost: vault.Cost | None = None,
    passphrases: Sequence[str] = (),
) -> tuple[Member, ...]:
    """Take in the institution's order (R-34.1); a later order replaces it until the first review.

    Belongs before the session; afterwards it needs a second person, for a forgotten order must not cost candidates
    their right. Returns the members with their new passphrases, which are kept nowhere else.
    Raises COMMISSION_* and SECOND_PERSON_NEEDED.
    """
    rules.check_commission(order_number, order_date, seats, station.policy)
    if date.fromisoformat(order_date) > local(station.now().legal_ms, station.policy.utc_offset_minutes).date():
        raise StationError(Reason.COMMISSION_INCOMPLETE, field="order_date")
    if any(appeal.reviews or appeal.decided for appeal in station.hall.appeals.values()):
        raise StationError(Reason.COMMISSION_AT_WORK)
    if station.hall.opened_at is not None and not second:
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    keyring = vault.Keyring(cost)
    secret = vault.derive(station.master, "commission")
    made = []
    for number, seat in enumerate(sorted(seats, key=lambda seat: seat.role != CHAIR)):
        passphrase = passphrases[number] if passphrases else vault.new_passphrase()
        member = Member(f"K{number + 1}", " ".join(seat.name.split()), seat.role, passphrase)
        keyring.add_slot(member.id, passphrase, secret)
        made.append(member)
    station.record_staff(
        e.CommissionApproved(
            order_number.strip(),
            order_date,
            tuple((member.id, member.name, member.role) for member in made),
            keyring.to_bytes().decode(),
            second,
            doubts(station, seats),
        )
    )
    return tuple(made)


def approved(station: Station) -> e.CommissionApproved:
    """The commission of this session. Raises COMMISSION_MISSING (R-34.2)."""
    if station.hall.commission is None:
        raise StationError(Reason.COMMISSION_MISSING)
    return station.hall.commission


def members(hall: Hall) -> tuple[Member, ...]:
    """The commission, its chair first; empty before an order was entered."""
    return tuple(Member(*row) for row in hall.commission.members) if hall.commission is not None else ()


def chair(station: Station) -> Member:
    """The chair. Raises COMMISSION_MISSING."""
    approved(station)
    return next(member for member in members(station.hall) if member.role == CHAIR)


def unlock(approved: e.CommissionApproved, member: str, passphrase: str) -> None:
    """Raises PASSPHRASE_WRONG unless it is that member's own passphrase."""
    vault.Keyring.from_bytes(approved.keyring.encode()).unlock(member, passphrase)


def check_member(station: Station, member: str, passphrase: str) -> None:
    """`unlock`; a failure is journalled and says whose passphrase it was (facts: member)."""
    try:
        unlock(approved(station), member, passphrase)
    except StationError as refusal:
        station.record(e.StaffSignInFailed(member))
        raise StationError(refusal.reason, member=member) from None


def check_attendance(station: Station, attendance: Attendance) -> str:
    """Both passphrases and all marks; returns the chair's id. Raises what is missing (R-35.1)."""
    commission = approved(station)
    head = chair(station).id
    rules.check_attendance(commission, head, attendance.member, attendance.present, attendance.absent)
    check_member(station, head, attendance.chair_passphrase)
    check_member(station, attendance.member, attendance.member_passphrase)
    return head
