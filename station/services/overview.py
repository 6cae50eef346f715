"""What the desk shows: frozen values read from the fold on the core thread, safe to hand to screens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from station.domain import events as e
from station.domain.appeal import Appeal, hour_ends_ms
from station.domain.attempt import Attempt
from station.domain.deadlines import MINUTE_MS, appeal_until_ms
from station.domain.hall import Candidate, Document, Staff, Standing
from station.services import appeal_papers, commission, papers
from station.services.commission import Member
from station.services.proctoring import schedule_window
from station.services.station import Station


@dataclass(frozen=True)
class CandidateLine:
    """One candidate as the desk sees him: no digit of a code, no answer, no key."""

    id: str
    seat: str
    name: str
    document: str
    vacancy: str
    language: str
    consent: bool
    list_number: str
    slip: str
    standing: Standing
    came_ms: int | None
    answered: int
    questions: int
    remaining_ms: int | None
    pause_reason: str
    needs_resume: bool
    resume_allowed: bool
    gap_ms: int
    ground: str
    interrupted_act: str
    decision: str
    way: str
    score: int | None
    maximum: int | None
    meets: bool | None
    finished_ms: int | None
    appeal_until_ms: int | None
    appeal_minutes_left: int | None
    protocol: str
    prints: int
    copies: int
    handed_over_ms: int | None


@dataclass(frozen=True)
class SessionLine:
    """The session as the desk sees it; times are legal ms."""

    session: str
    opened_ms: int | None
    closed_ms: int | None
    window: tuple[int, int]
    form_title: Mapping[str, str]
    form_act: tuple[str, str]
    threshold: int
    questions: int
    minutes: int
    lists: tuple[tuple[str, str, int], ...]
    staff: tuple[Staff, ...]
    free_mib: int
    needed_mib: int
    now_ms: int
    totals: Mapping[str, int]
    locked_seats: tuple[str, ...]
    documents: tuple[Document, ...]
    training: bool
    clock_jumps: int = 0
    has_commission: bool = True
    draw: str = ""  # the commitment of the papers' seed, hex
    seed: str = ""  # once the session is closed


@dataclass(frozen=True)
class JournalLine:
    """One entry about a candidate: when, what kind, by whom, and its plain facts."""

    seq: int
    legal_ms: int
    kind: str
    actor: str
    facts: Mapping[str, str | int]


def candidates(station: Station) -> tuple[CandidateLine, ...]:
    """Every candidate, in the order of the lists."""
    return tuple(candidate(station, found) for found in station.hall.candidates)


def candidate(station: Station, name: str) -> CandidateLine:
    """One candidate."""
    found = station.candidate(name)
    person = station.person(name)
    attempt = found.attempt
    post, organisation = papers.vacancy_of(station.hall, found)
    now = station.now()
    document = station.hall.documents.get(found.protocol)
    until = _appeal_until(station, attempt)
    return CandidateLine(
        id=found.id,
        seat=found.seat,
        name=person.full_name,
        document=person.document,
        vacancy=", ".join(part for part in (post.ky, organisation.ky) if part),
        language=found.language,
        consent=found.consent,
        list_number=found.list_number,
        slip=found.slip,
        standing=found.standing,
        came_ms=found.came_at.legal_ms if found.came_at else None,
        answered=len(attempt.answers) if attempt else 0,
        questions=len(attempt.paper) if attempt else 0,
        remaining_ms=attempt.remaining_at(now) if attempt and attempt.finished_at is None else None,
        pause_reason=attempt.pause_reason if attempt else "",
        needs_resume=attempt is not None and attempt.state == "suspended",
        resume_allowed=attempt is not None and attempt.resume_allowed,
        gap_ms=attempt.gap_ms if attempt else 0,
        ground=attempt.interruption.ground if attempt and attempt.interruption else "",
        interrupted_act=attempt.interruption.act if attempt and attempt.interruption else "",
        decision=attempt.decision.number if attempt and attempt.decision else "",
        way=attempt.decision.way if attempt and attempt.decision else "",
        score=attempt.score.total if attempt and attempt.score else None,
        maximum=attempt.score.maximum if attempt and attempt.score else None,
        meets=attempt.meets if attempt else None,
        finished_ms=attempt.finished_at.legal_ms if attempt and attempt.finished_at else None,
        appeal_until_ms=until,
        appeal_minutes_left=max(0, (until + MINUTE_MS - now.legal_ms) // MINUTE_MS) if until is not None else None,
        protocol=found.protocol,
        prints=document.prints if document else 0,
        copies=document.copies if document else 0,
        handed_over_ms=found.handed_over_at.legal_ms if found.handed_over_at else None,
    )


def _appeal_until(station: Station, attempt: Attempt | None) -> int | None:
    if attempt is None or attempt.result_shown_at is None:
        return None
    return appeal_until_ms(attempt.result_shown_at.legal_ms, station.policy.appeal_minutes)


def session(station: Station) -> SessionLine:
    """The session."""
    hall, form, policy = station.hall, station.form, station.policy
    return SessionLine(
        session=hall.session,
        opened_ms=hall.opened_at.legal_ms if hall.opened_at else None,
        closed_ms=hall.closed_at.legal_ms if hall.closed_at else None,
        window=schedule_window(station),
        form_title={"ky": form.title.ky, "ru": form.title.ru},
        form_act=(form.act.number, form.act.date),
        threshold=form.threshold,
        questions=form.questions,
        minutes=form.minutes,
        lists=tuple((listed.number, listed.date, listed.candidates) for listed in hall.lists),
        staff=tuple(hall.staff.values()),
        free_mib=station.free_mib,
        needed_mib=policy.free_disk_mib,
        now_ms=station.now().legal_ms,
        totals=hall.totals(),
        locked_seats=tuple(seat for seat, tries in hall.tries.items() if len(tries) >= policy.code_tries_until_lock),
        documents=tuple(hall.documents.values()),
        training=bool(hall.settings.get("training", False)),
        clock_jumps=hall.clock_jumps,
        has_commission=hall.commission is not None,
        draw=hall.draw.commitment if hall.draw else "",
        seed=hall.revealed.seed if hall.revealed else "",
    )


def journal_of(station: Station, name: str, limit: int = 40) -> tuple[JournalLine, ...]:
    """The latest staff and course entries about a candidate, newest first; answers are not among them."""
    quiet = {
        "question_shown",
        "option_set",
        "option_cleared",
        "flag_set",
        "view_changed",
        "language_changed",
        "remark_made",
    }
    lines = []
    for entry in station.store.entries_at(station.hall.about.get(name, [])):
        if entry.kind in quiet:
            continue
        event = e.event_of(entry.kind, entry.version, entry.body)
        facts = {key: value for key, value in vars(event).items() if isinstance(value, (str, int)) and key != "sealed"}
        lines.append(JournalLine(entry.seq, entry.legal_ms, entry.kind, entry.actor, facts))
    return tuple(reversed(lines[-limit:]))


@dataclass(frozen=True)
class AppealLine:
    """A finished candidate as the appeals tab sees him; times are legal ms, `until_ms` is the minute that is printed.

    `minutes_left` is None once the hour is over. `number` "" before an application; `decision` "" before there is one.
    """

    candidate: str
    name: str
    seat: str
    score: int
    maximum: int
    meets: bool
    finished_ms: int
    until_ms: int
    minutes_left: int | None
    was_late: bool
    protocol: str
    number: str = ""
    filed_ms: int = 0
    is_in_time: bool = True
    application_prints: int = 0
    is_open: bool = False
    decision: str = ""
    ground: str = ""
    before: int = 0
    after: int = 0
    appeal_protocol: str = ""
    appeal_protocol_prints: int = 0
    key_sheet: str = ""
    keep_until: str = ""


@dataclass(frozen=True)
class CommissionLine:
    """The commission of the order; `warnings` are the doubts that were accepted."""

    order_number: str
    order_date: str
    members: tuple[Member, ...]
    warnings: tuple[str, ...]


def commission_line(station: Station) -> CommissionLine | None:
    """The approved commission, None before an order was entered."""
    found = station.hall.commission
    if found is None:
        return None
    return CommissionLine(found.order_number, found.order_date, commission.members(station.hall), found.warnings)


def appeals(station: Station) -> tuple[AppealLine, ...]:
    """Every finished candidate: those whose application waits first, then the running hours, shortest first."""
    now = station.now().legal_ms
    by_candidate = {appeal.filed.candidate: appeal for appeal in station.hall.appeals.values()}
    lines = [
        _appeal_line(station, found, by_candidate.get(found.id), now)
        for found in station.hall.candidates.values()
        if found.attempt is not None and found.attempt.score is not None
    ]
    return tuple(sorted(lines, key=lambda line: (not line.number or bool(line.decision), line.until_ms)))


def _appeal_line(station: Station, found: Candidate, appeal: Appeal | None, now_ms: int) -> AppealLine:
    attempt, documents, policy = found.attempt, station.hall.documents, station.policy
    assert attempt is not None and attempt.score is not None and attempt.finished_at is not None
    ends = hour_ends_ms(attempt, policy.appeal_minutes)
    assert ends is not None
    line = AppealLine(
        candidate=found.id,
        name=station.person(found.id).full_name,
        seat=found.seat,
        score=attempt.score.total,
        maximum=attempt.score.maximum,
        meets=bool(attempt.meets),
        finished_ms=attempt.finished_at.legal_ms,
        until_ms=ends - MINUTE_MS,
        minutes_left=max(1, -(-(ends - MINUTE_MS - now_ms) // MINUTE_MS)) if now_ms < ends else None,
        was_late=found.id in station.hall.late_wishes,
        protocol=found.protocol,
    )
    if appeal is None:
        return line
    decided = appeal.decided
    prints = {number: documents[number].prints for number in (appeal.number, appeal.protocol) if number in documents}
    return replace(
        line,
        number=appeal.number,
        filed_ms=appeal.filed_at.legal_ms,
        is_in_time=appeal.in_time,
        application_prints=prints.get(appeal.number, 0),
        is_open=appeal.review is not None,
        decision=decided.decision if decided else "",
        ground=decided.ground if decided else "",
        before=decided.before if decided else 0,
        after=decided.after if decided else 0,
        appeal_protocol=appeal.protocol,
        appeal_protocol_prints=prints.get(appeal.protocol, 0),
        key_sheet=appeal.key_sheet,
        keep_until=appeal_papers.kept_until(station.hall, appeal).isoformat() if decided else "",
    )
