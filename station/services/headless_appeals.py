"""The appeals of the day that is played without a screen: one after the other, through the services of the desk."""

from collections.abc import Callable, Mapping
from typing import Any

from station.domain.appeal import Decision, hour_ends_ms
from station.domain.attempt import Attempt
from station.domain.hall import Standing
from station.services import appeals, results, review
from station.services import commission as members
from station.services.appeals import LateAdmission
from station.services.commission import Attendance
from station.services.moved_clock import MovedClock
from station.services.review import Presence
from station.services.station import Station

_MINUTE_MS = 60_000
# What becomes of an application, in turn: most are reviewed; one candidate does not come back, one comes too late.
_KINDS = ("reviewed", "reviewed", "absent", "late")
_GROUND = "Жыйынтыгым менен макул эмесмин."
_REASON = "Сакталган жооптор ачкычтар менен кайра салыштырылды, балл дал келди."
_CORRECTED = "Кайра эсептөөдө башка балл чыкты."
_NOT_COME = "Талапкер арызды кароого келген жок."
_ILL = "Оорусуна байланыштуу келген жок."


def play_appeals(
    station: Station,
    clock: MovedClock,
    codes: Mapping[str, str],
    passphrases: Mapping[str, str],
    count: int,
    save: Callable[[str], None],
) -> None:
    """`count` candidates, as many as have a result, file, some of them late; the commission decides on each.

    `codes` are the candidates' own, `passphrases` the commission's by member id; `save` takes a document's number.
    """
    finished = [found for found in station.hall.candidates.values() if found.standing is Standing.FINISHED]
    finished.sort(key=lambda found: -_ends(station, found.attempt))  # the last to finish has most of the hour left
    wishes = [(found.id, _KINDS[number % len(_KINDS)]) for number, found in enumerate(finished[:count])]
    let_in = LateAdmission(passphrases.get("K1", ""), "Талапкер медициналык жардам алып жаткан.")
    filed = [(_filed(station, who, codes[who], let_in), kind) for who, kind in wishes if kind != "late"]
    late = [who for who, kind in wishes if kind == "late"]
    if late:
        wait_for_hours(station, clock)
    filed += [(_filed(station, who, codes[who], let_in), "reviewed") for who in late]
    for number, kind in filed:
        save(results.make_application(station, number).number)
        clock.move(2 * _MINUTE_MS)
        _considered(station, clock, number, kind, codes, passphrases, save)


def _ends(station: Station, attempt: Attempt | None) -> int:
    ends = hour_ends_ms(attempt, station.policy.appeal_minutes) if attempt is not None else None
    return ends or 0


def _filed(station: Station, who: str, code: str, let_in: LateAdmission) -> str:
    paper = appeals.paper_codes(station, who)[appeals.PROTOCOL]
    is_over = station.now().legal_ms >= _ends(station, station.attempt(who))
    return appeals.file(station, who, code, paper, _GROUND, let_in if is_over else None).number


def _considered(
    station: Station,
    clock: MovedClock,
    number: str,
    kind: str,
    codes: Mapping[str, str],
    passphrases: Mapping[str, str],
    save: Callable[[str], None],
) -> None:
    people = [member.id for member in members.members(station.hall)]
    here, away = people[:2], people[2:]
    attendance = Attendance(
        passphrases[people[0]], people[1], passphrases[people[1]], tuple(here), dict.fromkeys(away, _ILL)
    )
    if kind == "absent":
        decision = Decision("not_considered", _NOT_COME, "absent", votes_for=len(here))
        review.decide_unseen(station, number, attendance, decision)
        for document in results.make_decision_papers(station, number):
            save(document.number)
        return
    candidate = review.find(station, number).filed.candidate
    shown = review.open_review(station, number, attendance, Presence(codes[candidate]))
    clock.move(5 * _MINUTE_MS)
    same = shown.recount.agrees
    review.decide(
        station,
        number,
        Decision("unchanged" if same else "corrected", _REASON if same else _CORRECTED, votes_for=len(here)),
    )
    for document in results.make_decision_papers(station, number):
        save(document.number)
    if not same:
        save(station.candidate(candidate).protocol)
    review.close_review(station, number, "decided")


def wait_for_hours(station: Station, clock: MovedClock) -> None:
    """Time passes until nobody can file in time any more."""
    attempts = (found.attempt for found in station.hall.candidates.values() if found.attempt is not None)
    last = max((_ends(station, attempt) for attempt in attempts), default=0)
    clock.move(max(0, last - station.now().legal_ms))


def appeals_outcome(station: Station) -> list[dict[str, Any]]:
    """What results.json says of the appeals, in the order in which they were filed."""
    return [
        {
            "candidate": appeal.filed.candidate,
            "decision": appeal.decided.decision,
            "before": appeal.decided.before,
            "after": appeal.decided.after,
            "protocol": f"protocols/{appeal.protocol}.pdf",
        }
        for appeal in station.hall.appeals.values()
        if appeal.decided is not None
    ]
