"""The review before the commission (art. 35): keys on the screen, the independent recount, the decision.

The keys leave this module only while a review of that application is open. It opens with chair, member and candidate,
and closes by hand, after idle minutes, or when the station goes down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from question_bank.model import Bilingual, Kind, Picture
from station import rescore
from station.domain import appeal as rules
from station.domain import codes, replay
from station.domain import events as e
from station.domain.appeal import Appeal, Decision, Review
from station.domain.attempt import Attempt
from station.domain.errors import Reason, StationError
from station.domain.hall import Hall
from station.domain.journal import Entry
from station.domain.replay import Step
from station.services import appeals, commission, exam, kiosk
from station.services.commission import Attendance
from station.services.kiosk import ShownQuestion
from station.services.station import Station

BY_CODE, BY_CHAIR = "code", "chair"


@dataclass(frozen=True)
class Presence:
    """How the candidate's presence is confirmed: the own code, or the chair's mark with a reason (R-35.1)."""

    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReviewedQuestion:
    """One question of the paper with the answer, the key and the points; options in the order the candidate saw.

    `points` is what the recount gives; `changes` counts how often the answer was set or taken back.
    """

    number: int
    id: str
    version: int
    section: Bilingual
    stem: Bilingual
    options: tuple[tuple[str, Bilingual], ...]
    answer: frozenset[str]
    key: frozenset[str]
    points: int
    is_right: bool
    is_flagged: bool
    changes: int
    remark: str
    source: Bilingual
    kind: Kind = Kind.SINGLE
    is_rich: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Recount:
    """The independent scorer's result beside what is in force; `entries` is the verified chain's length."""

    stored: int
    recomputed: int
    maximum: int
    threshold: int
    meets: bool
    answered: int
    correct: int
    entries: int
    head: str

    @property
    def agrees(self) -> bool:
        """Whether the points in force are those of the recount."""
        return self.stored == self.recomputed


@dataclass(frozen=True)
class Reviewed:
    """All that the commission's screen shows of one open review."""

    appeal: Appeal
    name: str
    seat: str
    language: str
    members: tuple[commission.Member, ...]
    questions: tuple[ReviewedQuestion, ...]
    steps: tuple[Step, ...]
    paper: tuple[ShownQuestion, ...]
    recount: Recount
    attempt: Attempt
    ground: str


def open_review(station: Station, number: str, attendance: Attendance, presence: Presence) -> Reviewed:
    """Show the keys of this one attempt (R-35.1). Every refusal is journalled.

    Raises COMMISSION_*, ATTENDANCE_INCOMPLETE, PASSPHRASE_WRONG, KEY_WITHOUT_CANDIDATE, REVIEW_ALREADY_OPEN,
    TEXT_TOO_LONG.
    """
    operator = station.signed_in
    appeal = find(station, number)
    try:
        if open_number(station):
            raise StationError(Reason.REVIEW_ALREADY_OPEN)
        head = commission.check_attendance(station, attendance)
        how = _check_presence(station, appeal, presence)
    except StationError as refusal:
        station.record(e.ReviewRefused(number, refusal.reason.value), by=operator.id, role=operator.role)
        raise
    station.record_staff(
        e.ReviewOpened(
            number,
            appeal.filed.candidate,
            head,
            attendance.member,
            attendance.present,
            tuple(attendance.absent.items()),
            operator.id,
            how,
            " ".join(presence.reason.split()) if how == BY_CHAIR else "",
        )
    )
    return reviewed(station, number)


def _check_presence(station: Station, appeal: Appeal, presence: Presence) -> str:
    """ "In the candidate's presence": his own code, or the chair's word with a reason."""
    if presence.reason.strip() and not presence.code.strip():
        return BY_CHAIR
    code = codes.normalise(presence.code)
    if not code:
        raise StationError(Reason.KEY_WITHOUT_CANDIDATE)
    if not codes.has_good_digits(code):
        raise StationError(Reason.CODE_DIGITS)
    owner = exam.find_code(station, code)
    if owner is None or owner.candidate != appeal.filed.candidate:
        raise StationError(Reason.KEY_WITHOUT_CANDIDATE)
    return BY_CODE


def find(station: Station, number: str) -> Appeal:
    """The application of that number. Raises NOT_ALLOWED_NOW where there is none."""
    try:
        return station.hall.appeals[number]
    except KeyError:
        raise StationError(Reason.NOT_ALLOWED_NOW, state="no application") from None


def open_number(station: Station) -> str:
    """The application whose keys are on the screen, "" for none: only one attempt is ever open (R-35.5)."""
    return next((appeal.number for appeal in station.hall.appeals.values() if appeal.review is not None), "")


def current(station: Station, number: str) -> tuple[Appeal, Review]:
    """The application and its open review. Raises REVIEW_NOT_OPEN."""
    appeal = find(station, number)
    if appeal.review is None:
        raise StationError(Reason.REVIEW_NOT_OPEN)
    return appeal, appeal.review


def reviewed(station: Station, number: str) -> Reviewed:
    """What the open review shows. Raises REVIEW_NOT_OPEN."""
    appeal, _review = current(station, number)
    candidate = appeal.filed.candidate
    station.replayed(candidate)
    return assemble(
        station.hall,
        appeal,
        station.store.entries(),
        station.store.entries_at(station.hall.steps[candidate]),
        station.person(candidate).full_name,
        appeals.ground_in(station)(appeal),
    )


def assemble(
    hall: Hall, appeal: Appeal, entries: Iterable[Entry], own: Sequence[Entry], name: str, ground: str
) -> Reviewed:
    """The review of an appeal from the hall's fold, all its `entries` and the attempt's `own` ones.

    Raises DATA_DAMAGED where the chain does not hold.
    """
    found = hall.candidates[appeal.filed.candidate]
    attempt = found.attempt
    assert attempt is not None
    count = _counted(entries, attempt.candidate, attempt.number)
    return Reviewed(
        appeal=appeal,
        name=name,
        seat=found.seat,
        language=attempt.language,
        members=commission.members(hall),
        questions=questions(hall, attempt, count),
        steps=replay.steps(own),
        paper=kiosk.paper_of(hall, attempt),
        recount=beside(attempt, count),
        attempt=attempt,
        ground=ground,
    )


def recount(station: Station, candidate: str) -> rescore.Recount:
    """The second scorer's count of the candidate's attempt over the exported entries. Raises DATA_DAMAGED."""
    return _counted(station.store.entries(), candidate, station.attempt(candidate).number)


def _counted(entries: Iterable[Entry], candidate: str, number: int) -> rescore.Recount:
    try:
        return rescore.recount((entry.encode() for entry in entries), candidate, number)
    except rescore.ChainDoesNotHold as broken:
        raise StationError(Reason.DATA_DAMAGED, where=f"entry {broken.seq}") from None


def is_recounted(station: Station, attempt: Attempt) -> bool:
    """Whether a corrected score is the one that the recount of the same attempt gives."""
    assert attempt.score is not None
    count = _counted(station.store.entries(), attempt.candidate, attempt.number)
    return (count.total, count.meets) == (attempt.score.total, attempt.meets)


def beside(attempt: Attempt, count: rescore.Recount) -> Recount:
    """The recount beside the points in force."""
    assert attempt.score is not None
    return Recount(
        attempt.score.total,
        count.total,
        count.maximum,
        count.threshold,
        count.meets,
        count.answered,
        count.correct,
        count.entries,
        count.head,
    )


def questions(hall: Hall, attempt: Attempt, count: rescore.Recount) -> tuple[ReviewedQuestion, ...]:
    """The paper question by question, answers against keys."""
    assert hall.form is not None
    titles = hall.form.titles
    rows = []
    for row, scored in zip(attempt.paper, count.questions, strict=True):
        asked = hall.question(row.question, row.version)
        rows.append(
            ReviewedQuestion(
                number=scored.number,
                id=asked.id,
                version=asked.version,
                section=titles[asked.section],
                stem=asked.stem,
                options=tuple((option, asked.option(option).text) for option in row.options),
                answer=attempt.answers.get(asked.id, frozenset()),
                key=asked.key,
                points=scored.points,
                is_right=scored.is_right,
                is_flagged=asked.id in attempt.flags,
                changes=attempt.changed[asked.id][0] if asked.id in attempt.changed else 0,
                remark=attempt.remarks.get(asked.id, ""),
                source=asked.source,
                kind=asked.kind,
                is_rich=asked.is_rich,
                pictures=asked.pictures,
            )
        )
    return tuple(rows)


def close_review(station: Station, number: str, how: str) -> None:
    """Hide the keys; `how` is desk or idle. Nothing to do where they are hidden already."""
    appeal = find(station, number)
    if appeal.review is not None:
        staff = station.staff  # a desk that locked itself meanwhile must not keep the closing out of the journal
        by, role = (staff.id, staff.role) if staff is not None else ("station", "station")
        station.record(e.ReviewClosed(number, appeal.filed.candidate, how), by=by, role=role)


def close_after_stop(station: Station) -> None:
    """At a start: a review that the stop cut off is over; it opens again only with everybody present."""
    number = open_number(station)
    if number:
        station.record(e.ReviewClosed(number, find(station, number).filed.candidate, "stop"))


def decide(station: Station, number: str, decision: Decision) -> Appeal:
    """The commission's decision in the open review (R-35.4, R-35.6): the recount alone can move a score.

    Raises REVIEW_NOT_OPEN, APPEAL_DECIDED, DECISION_INCOMPLETE, DECISION_UNTRUE, TEXT_TOO_LONG.
    """
    appeal, review = current(station, number)
    opened = review.opened
    return _decided(station, appeal, decision, opened.chair, opened.member, opened.present, opened.absent, True)


def decide_unseen(station: Station, number: str, attendance: Attendance, decision: Decision) -> Appeal:
    """Leave an application without consideration and without a key: the candidate is absent, it was late, or it asks
    for what a technical appeal is not (Q-15). Raises as `decide`, and KEY_WITHOUT_CANDIDATE for any other decision."""
    appeal = find(station, number)
    head = commission.check_attendance(station, attendance)
    absent = tuple(attendance.absent.items())
    is_there = attendance.is_candidate_here and decision.ground not in ("", "absent")
    return _decided(station, appeal, decision, head, attendance.member, attendance.present, absent, is_there)


def _decided(
    station: Station,
    appeal: Appeal,
    decision: Decision,
    head: str,
    member: str,
    present: tuple[str, ...],
    absent: tuple[tuple[str, str], ...],
    is_candidate_there: bool,
) -> Appeal:
    if appeal.decided is not None:
        raise StationError(Reason.APPEAL_DECIDED)
    candidate = appeal.filed.candidate
    attempt = station.replayed(candidate)
    assert attempt.score is not None
    before = attempt.score.total
    count = recount(station, candidate)
    after = count.total if decision.kind != "not_considered" else before
    rules.check_decision(decision, len(present), is_candidate_there, before, after)
    happened: list[e.Event] = [
        e.AppealDecided(
            number=appeal.number,
            candidate=candidate,
            decision=decision.kind,
            ground=decision.ground,
            reason=decision.reason.strip(),
            before=before,
            after=after,
            chair=head,
            member=member,
            present=present,
            absent=absent,
            candidate_present=is_candidate_there,
            votes_for=decision.votes_for,
            votes_against=decision.votes_against,
            separate_opinion=decision.separate_opinion.strip(),
            proposal=decision.proposal.strip(),
            remarks=decision.remarks,
        )
    ]
    if decision.kind == "corrected":
        happened.append(_corrected(attempt, appeal.number, count))
    station.record_staff(*happened)
    station.store.checkpoint()
    return station.hall.appeals[appeal.number]


def _corrected(attempt: Attempt, number: str, count: rescore.Recount) -> e.ScoreCorrected:
    return e.ScoreCorrected(
        candidate=attempt.candidate,
        used_ms=attempt.used_ms,
        appeal=number,
        score=count.total,
        maximum=count.maximum,
        threshold=count.threshold,
        meets=count.meets,
        sections=count.sections,
    )
