"""Facts of documents 7, 8 and 9, read from the journal's fold like those of every other paper (`papers`)."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from protocols import facts as f
from question_bank.model import OPTION_LETTERS, Question
from station.domain import appeal as rules
from station.domain.appeal import CHAIR, Appeal
from station.domain.attempt import Attempt, PaperItem
from station.domain.deadlines import appeal_until_ms, local
from station.domain.errors import Reason, StationError
from station.domain.hall import Hall
from station.domain.journal import canonical
from station.domain.scoring import Score
from station.services.sheets import Sheet

GroundOf = Callable[[Appeal], str]


def application(sheet: Sheet, number: str, ground_of: GroundOf) -> f.AppealApplication:
    """Document 7 (art. 33)."""
    hall, appeal = sheet.hall, sheet.hall.appeals[number]
    candidate = appeal.filed.candidate
    attempt, person, policy = _attempt(hall, appeal), sheet.person(candidate), hall.policy
    assert policy is not None and attempt.finished_at is not None and attempt.score is not None
    shown = attempt.result_shown_at or attempt.finished_at
    finished = _minute(sheet, attempt.finished_at.legal_ms)
    return f.AppealApplication(
        header=sheet.header(with_basis=False),
        chair=f.Person(_name_of_chair(hall)),
        candidate=person.full_name,
        document=f.MaskedDocument.of(person.series, person.number),
        tested_on=finished.date(),
        protocol=appeal.filed.protocol,
        points=(attempt.first_score or attempt.score).total,
        ground=ground_of(appeal),
        finished_at=finished,
        until=sheet.local(appeal_until_ms(shown.legal_ms, policy.appeal_minutes)),
        filed_at=_minute(sheet, appeal.filed_at.legal_ms),
        in_time=appeal.in_time,
        admitted_reason=appeal.filed.admitted_reason,
        receiver=f.Person(hall.staff[appeal.filed_by].name if appeal.filed_by in hall.staff else ""),
    )


def appeal_protocol(sheet: Sheet, number: str) -> f.AppealProtocol:
    """Document 8 (art. 35). Raises NOT_ALLOWED_NOW before the decision."""
    hall, appeal = sheet.hall, sheet.hall.appeals[number]
    decided, decided_at, commission = appeal.decided, appeal.decided_at, hall.commission
    if decided is None or decided_at is None or commission is None:
        raise StationError(Reason.NOT_ALLOWED_NOW, state="no decision")
    attempt = _attempt(hall, appeal)
    assert attempt.score is not None
    absent = dict(decided.absent)
    people = {
        member: f.CommissionMember(name, member not in absent, absent.get(member, ""))
        for member, name, _role in commission.members
    }
    chair = next(member for member, _name, role in commission.members if role == CHAIR)
    review = appeal.reviews[-1] if appeal.reviews else None
    is_seen = review is not None and decided.decision != "not_considered"
    current = hall.candidates[decided.candidate].protocol
    return f.AppealProtocol(
        header=sheet.header(with_basis=False),
        order_number=commission.order_number,
        order_day=date.fromisoformat(commission.order_date),
        chair=people.pop(chair),
        members=tuple(people.values()),
        candidate=sheet.person(decided.candidate).full_name,
        candidate_present=decided.candidate_present,
        presence_reason=review.opened.presence_reason if review and decided.candidate_present else "",
        operator=f.Person(_operator(hall, appeal)),
        application=number,
        application_day=_minute(sheet, appeal.filed_at.legal_ms).date(),
        filed_at=_minute(sheet, appeal.filed_at.legal_ms),
        shown_from=_minute(sheet, review.opened_at.legal_ms) if review and decided.candidate_present else None,
        shown_to=_minute(sheet, decided_at.legal_ms) if review and decided.candidate_present else None,
        stored=_count(attempt, attempt.first_score or attempt.score, attempt.first_meets) if is_seen else None,
        recomputed=_count(attempt, attempt.score, None) if is_seen else None,
        entries=appeal.decided_seq - 1 if is_seen else 0,
        remarks=tuple(f.AppealRemark(*remark) for remark in decided.remarks),
        decision=f.AppealDecision(decided.decision),
        ground=f.NotConsidered(decided.ground) if decided.ground else None,
        before=decided.before,
        after=decided.after,
        reason=decided.reason,
        proposal=decided.proposal,
        votes_for=decided.votes_for,
        votes_against=decided.votes_against,
        separate_opinion=decided.separate_opinion,
        protocol=appeal.filed.protocol,
        new_protocol=current if decided.decision == "corrected" else "",
        keep_until=kept_until(hall, appeal),
    )


def key_sheet(sheet: Sheet, number: str) -> f.KeySheet:
    """Document 9: letters as the candidate saw them, the bank's in brackets where the order was another."""
    hall, appeal = sheet.hall, sheet.hall.appeals[number]
    if appeal.decided is None or hall.commission is None:
        raise StationError(Reason.NOT_ALLOWED_NOW, state="no decision")
    attempt = _attempt(hall, appeal)
    absent = dict(appeal.decided.absent)
    present = [(name, role) for member, name, role in hall.commission.members if member not in absent]
    rows = tuple(
        _key_row(sheet, attempt, place, row, hall.question(row.question, row.version))
        for place, row in enumerate(attempt.paper, 1)
    )
    return f.KeySheet(
        header=sheet.header(with_basis=False),
        attempt=f"{attempt.candidate}/{attempt.number}",
        protocol=appeal.filed.protocol,
        application=number,
        bank_version=str(hall.bank["version"]),
        key_sha256=keys_sha256(hall, attempt),
        rows=rows,
        points=sum(row.points for row in rows),
        max_points=len(rows) * attempt.points,
        chair=f.Person(_name_of_chair(hall)),
        members=tuple(f.Person(name) for name, role in present if role != CHAIR),
        keep_until=kept_until(hall, appeal),
    )


def _key_row(sheet: Sheet, attempt: Attempt, place: int, row: PaperItem, asked: Question) -> f.KeyRow:
    answer = attempt.answers.get(row.question, frozenset())
    is_right = answer == asked.key
    changed = attempt.changed.get(row.question)
    return f.KeyRow(
        number=place,
        question=f"{row.question} / {row.version}",
        section=asked.section,
        answer=letters(row, asked, answer),
        key=letters(row, asked, asked.key),
        points=attempt.points if is_right else 0,
        changed_at=sheet.local(changed[1]).replace(microsecond=0) if changed else None,
        matches=is_right,
    )


def letters(row: PaperItem, asked: Question, options: frozenset[str]) -> str:
    """`Б` as it stood on the screen, `Б (В)` where the bank has that option at another place; "" for no answer."""
    bank = [option.id for option in asked.options]
    shown = "".join(OPTION_LETTERS[place] for place, option in enumerate(row.options) if option in options)
    there = "".join(OPTION_LETTERS[bank.index(option)] for option in row.options if option in options)
    return shown if shown == there else f"{shown} ({there})"


def keys_sha256(hall: Hall, attempt: Attempt) -> str:
    """Hash of the paper's keys, so that the sheet names the very keys it was compared with."""
    plain = [[row.question, row.version, sorted(hall.question(row.question, row.version).key)] for row in attempt.paper]
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def kept_until(hall: Hall, appeal: Appeal) -> date:
    """Until when the commission's materials on this appeal are kept, counted from the decision's day (R-36.1, Q-19)."""
    assert hall.policy is not None and appeal.decided is not None and appeal.decided_at is not None
    day = local(appeal.decided_at.legal_ms, hall.policy.utc_offset_minutes).date()
    return rules.keep_until(day, appeal.decided.decision == "corrected", hall.policy)


def outcome(appeal: Appeal) -> str:
    """The decision in a few words, for the summary's column."""
    if appeal.decided is None:
        return "каралууда | рассматривается"
    if appeal.decided.decision == "corrected":
        return f"{appeal.decided.before} → {appeal.decided.after}"
    is_left = appeal.decided.decision == "unchanged"
    return "өзгөртүүсүз | без изменения" if is_left else "кароосуз | без рассмотрения"


def _attempt(hall: Hall, appeal: Appeal) -> Attempt:
    attempt = hall.candidates[appeal.filed.candidate].attempt
    assert attempt is not None
    return attempt


def _count(attempt: Attempt, score: Score, meets: bool | None) -> f.AppealCount:
    correct = sum(part.correct for part in score.sections)
    stands = attempt.meets if meets is None else meets
    return f.AppealCount(len(attempt.paper), len(attempt.answers), correct, score.total, bool(stands))


def _name_of_chair(hall: Hall) -> str:
    members = hall.commission.members if hall.commission is not None else ()
    return next((name for _member, name, role in members if role == CHAIR), "")


def _operator(hall: Hall, appeal: Appeal) -> str:
    name = appeal.reviews[-1].opened.operator if appeal.reviews else appeal.decided_by
    return hall.staff[name].name if name in hall.staff else ""


def _minute(sheet: Sheet, legal_ms: int) -> datetime:
    return sheet.local(legal_ms).replace(second=0, microsecond=0)
