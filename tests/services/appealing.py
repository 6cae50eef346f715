"""Appeals for tests: a commission with known passphrases, an application, an open review."""

from datetime import date

from station.domain.appeal import Appeal, Decision, Seat
from station.services import appeals, commission, results, review
from station.services.appeals import LateAdmission
from station.services.commission import Attendance, Member
from station.services.review import Presence, Reviewed
from tests.services.hall import COST, ONE, PROCTOR, Day

CHAIR, MEMBER, THIRD = "K1", "K2", "K3"
SEATS = (
    Seat("Осмонова Гүлзат Кубанычбековна", "chair"),
    Seat("Исаев Тимур Болотович", "member"),
    Seat("Садырова Назира Эркиновна", "member"),
)
SECRETS = {CHAIR: "1111 1111", MEMBER: "2222 2222", THIRD: "3333 3333"}
ALL = (CHAIR, MEMBER, THIRD)
KEPT = Decision("unchanged", "Жооптор ачкычтар менен дал келет", votes_for=3)
CORRECTED = Decision("corrected", "Кайра эсептөөдө башка балл чыкты", votes_for=3)
ABSENT = Decision("not_considered", "Талапкер келген жок", "absent", votes_for=3)
GROUND = "Ырыскүл эжеге жооптор туура эсептелбеген сыяктуу"


def enter_commission(day: Day, seats: tuple[Seat, ...] = SEATS, second: str = PROCTOR) -> tuple[Member, ...]:
    """The order of the institution, entered by two where the session is open already."""
    who = day.second(second) if day.station.hall.opened_at is not None else ""
    return commission.enter(
        day.station, "14-к", "2026-02-27", seats, who, COST, list(SECRETS.values()) + ["4444 4444"] * 4
    )


def paper_code(day: Day, who: str = ONE) -> str:
    """The verification code on the candidate's protocol, which is made where it is missing."""
    results.make_protocol(day.station, who)
    return appeals.paper_codes(day.station, who)[appeals.PROTOCOL]


def file(day: Day, who: str = ONE, late: LateAdmission | None = None, ground: str = GROUND) -> Appeal:
    """The candidate files with the own code and paper."""
    return appeals.file(day.station, who, day.codes[who], paper_code(day, who), ground, late)


def attendance(member: str = MEMBER, secrets: dict[str, str] | None = None) -> Attendance:
    """All three sit there."""
    known = secrets or SECRETS
    return Attendance(known[CHAIR], member, known[member], ALL, {})


def open_review(day: Day, appeal: Appeal, who: str = ONE) -> Reviewed:
    """The candidate types the own code, chair and member their passphrases."""
    return review.open_review(day.station, appeal.number, attendance(), Presence(day.codes[who]))


def appealed(day: Day, right: int = 7) -> Appeal:
    """A commission, a finished test, an application."""
    enter_commission(day)
    day.finish(ONE, right)
    return file(day)


def day_of(text: str) -> date:
    """`2026-03-02`."""
    return date.fromisoformat(text)
