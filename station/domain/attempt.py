"""One candidate's attempt: the fold of its events, and the decisions that make new ones.

`apply` is the only place that knows what an event does; it serves the live screen, the resume after a power cut and the
commission's replay. Decisions are pure: they look at an attempt and return an event or raise a refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from station.domain import events as e
from station.domain.clock import Moment
from station.domain.errors import Reason, StationError
from station.domain.scoring import Score, SectionScore


class State(StrEnum):
    """Where an attempt stands. SUSPENDED: the station went down; a proctor must resume it."""

    RUNNING = "running"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question of the paper and the order its options are shown in."""

    question: str
    version: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class Attempt:
    """All that is true of an attempt after some entry. Times: `used_ms` of test time, `*_at` moments of entries."""

    candidate: str
    number: int
    paper: tuple[PaperItem, ...]
    language: str
    budget_ms: int
    threshold: int
    points: int
    rule: int
    started_at: Moment
    state: State = State.RUNNING
    used_ms: int = 0
    running_since: Moment | None = None
    current: str = ""
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    changed: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # question: times changed, the last legal ms
    flags: frozenset[str] = frozenset()
    remarks: Mapping[str, str] = field(default_factory=dict)
    font_percent: int = 100
    high_contrast: bool = False
    pause_reason: str = ""
    stopped_at: Moment | None = None
    gap_ms: int = 0
    resume_allowed: bool = False
    interruption: e.Interrupted | None = None
    decision: e.InterruptionDecided | None = None
    finished_at: Moment | None = None
    finished_how: str = ""
    score: Score | None = None
    meets: bool | None = None
    result_shown_at: Moment | None = None
    first_score: Score | None = None  # set once an appeal corrected it: what the candidate was shown on the day
    first_meets: bool | None = None

    def used_at(self, at: Moment) -> int:
        """Test time consumed at `at`, never more than the budget."""
        used = self.used_ms
        if self.running_since is not None and self.running_since.boot == at.boot:
            used += max(0, at.mono_ms - self.running_since.mono_ms)
        return min(used, self.budget_ms)

    def remaining_at(self, at: Moment) -> int:
        """Milliseconds left at `at`."""
        return self.budget_ms - self.used_at(at)

    def item(self, question: str) -> PaperItem:
        """The paper's row of that question. Raises UNKNOWN_QUESTION."""
        for row in self.paper:
            if row.question == question:
                return row
        raise StationError(Reason.UNKNOWN_QUESTION)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Questions without an answer, in the paper's order."""
        return tuple(row.question for row in self.paper if row.question not in self.answers)


def started(event: e.AttemptStarted, at: Moment) -> Attempt:
    """The attempt that an AttemptStarted opens."""
    return Attempt(
        candidate=event.candidate,
        number=event.number,
        paper=tuple(PaperItem(*row) for row in event.paper),
        language=event.language,
        budget_ms=event.budget_ms,
        threshold=event.threshold,
        points=event.points,
        rule=event.rule,
        started_at=at,
        running_since=at,
        current=event.paper[0][0],
    )


def apply(attempt: Attempt, event: e.Event, at: Moment) -> Attempt:
    """The attempt after `event`, written at `at`. Events of no meaning to an attempt leave it as it is."""
    clock: dict[str, Any] = {}  # one new value per event, not two: every score is folded anew before it is shown
    if isinstance(event, e.AttemptEvent):
        running = at if attempt.running_since is not None else None
        clock = {"used_ms": event.used_ms, "running_since": running}
    match event:
        case e.QuestionShown(question=question):
            return replace(attempt, **clock, current=question)
        case e.OptionSet(question=question, options=options):
            answers = {**attempt.answers, question: frozenset(options)}
            return replace(attempt, **clock, answers=answers, changed=_changed(attempt, question, at))
        case e.OptionCleared(question=question):
            others = {key: value for key, value in attempt.answers.items() if key != question}
            return replace(attempt, **clock, answers=others, changed=_changed(attempt, question, at))
        case e.FlagSet(question=question, on=on):
            return replace(attempt, **clock, flags=attempt.flags | {question} if on else attempt.flags - {question})
        case e.RemarkMade(question=question, text=text):
            kept = {key: value for key, value in attempt.remarks.items() if key != question}
            return replace(attempt, **clock, remarks={**kept, question: text} if text else kept)
        case e.LanguageChanged(language=language):
            return replace(attempt, **clock, language=language)
        case e.ViewChanged(font_percent=percent, high_contrast=contrast):
            return replace(attempt, **clock, font_percent=percent, high_contrast=contrast)
        case e.ResultShown():
            return replace(attempt, **clock, result_shown_at=attempt.result_shown_at or at)
        case _:
            return _apply_course(replace(attempt, **clock), event, at)


def _apply_course(attempt: Attempt, event: e.Event, at: Moment) -> Attempt:
    """Events that move the attempt from one state to another."""
    match event:
        case e.Paused(reason=reason):
            return replace(attempt, state=State.PAUSED, running_since=None, pause_reason=reason, stopped_at=at)
        case e.HeartbeatGap(gap_ms=gap):
            return replace(
                attempt, state=State.SUSPENDED, running_since=None, stopped_at=at, gap_ms=gap, resume_allowed=False
            )
        case e.ResumeAllowed():
            return replace(attempt, resume_allowed=True)
        case e.Resumed():
            return replace(
                attempt,
                state=State.RUNNING,
                running_since=at,
                pause_reason="",
                stopped_at=None,
                gap_ms=0,
                resume_allowed=False,
            )
        case e.TimeExtended(added_ms=added):
            return replace(attempt, budget_ms=attempt.budget_ms + added)
        case e.Interrupted():
            return replace(
                attempt,
                state=State.INTERRUPTED,
                running_since=None,
                interruption=event,
                decision=None,  # an earlier decision settled an earlier interruption
                stopped_at=at,
                resume_allowed=False,
            )
        case e.InterruptionDecided(way=way):
            state = State.SUSPENDED if way == "resume" else attempt.state
            return replace(attempt, decision=event, state=state)
        case e.Finished(how=how):
            return replace(attempt, state=State.FINISHED, running_since=None, finished_at=at, finished_how=how)
        case e.Scored():
            return replace(attempt, score=_score_of(event), meets=event.meets)
        case e.ScoreCorrected():
            return replace(
                attempt,
                score=_score_of(event),
                meets=event.meets,
                first_score=attempt.first_score or attempt.score,
                first_meets=attempt.meets if attempt.first_score is None else attempt.first_meets,
            )
        case _:
            return attempt


def _changed(attempt: Attempt, question: str, at: Moment) -> dict[str, tuple[int, int]]:
    times = attempt.changed[question][0] if question in attempt.changed else 0
    return {**attempt.changed, question: (times + 1, at.legal_ms)}


def _score_of(event: e.Scored | e.ScoreCorrected) -> Score:
    return Score(event.score, event.maximum, tuple(SectionScore(*part) for part in event.sections))


# --- decisions -------------------------------------------------------------------------------------------------------


def running(attempt: Attempt, at: Moment) -> int:
    """Check that the candidate may act now; returns the test time used. Raises the refusal that fits the state."""
    if attempt.state is State.FINISHED:
        raise StationError(Reason.ALREADY_FINISHED)
    if attempt.state is not State.RUNNING:
        raise StationError(Reason.PAUSED)
    if attempt.remaining_at(at) <= 0:
        raise StationError(Reason.TIME_OVER)
    return attempt.used_at(at)


def show(attempt: Attempt, question: str, at: Moment) -> e.QuestionShown:
    """Go to a question of the paper."""
    used = running(attempt, at)
    attempt.item(question)
    return e.QuestionShown(attempt.candidate, used, question)


def answer(attempt: Attempt, question: str, options: frozenset[str], at: Moment) -> e.OptionSet | e.OptionCleared:
    """Choose these options; none at all takes the answer back. Raises UNKNOWN_OPTION for an option not shown."""
    used = running(attempt, at)
    if not options <= set(attempt.item(question).options):
        raise StationError(Reason.UNKNOWN_OPTION)
    if not options:
        return e.OptionCleared(attempt.candidate, used, question)
    return e.OptionSet(attempt.candidate, used, question, tuple(sorted(options)))


def flag(attempt: Attempt, question: str, on: bool, at: Moment) -> e.FlagSet:
    """Mark or unmark a question; the answer stays as it is."""
    used = running(attempt, at)
    attempt.item(question)
    return e.FlagSet(attempt.candidate, used, question, on)


def remark(attempt: Attempt, question: str, text: str, at: Moment) -> e.RemarkMade:
    """Leave a remark for the institution (document 8, table B)."""
    used = running(attempt, at)
    attempt.item(question)
    return e.RemarkMade(attempt.candidate, used, question, text.strip())


def pause(attempt: Attempt, reason: str, at: Moment) -> e.Paused:
    """Stop the clock. Raises REASON_NEEDED without a reason, NOT_ALLOWED_NOW where nothing runs."""
    if not reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    if attempt.state is not State.RUNNING:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    return e.Paused(attempt.candidate, attempt.used_at(at), reason.strip())


def allow_resume(attempt: Attempt, second: str, long_break_ms: int) -> e.ResumeAllowed:
    """Confirm the candidate after a stop of the station. Raises SECOND_PERSON_NEEDED after a long one (c2b)."""
    if attempt.state is not State.SUSPENDED:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    if attempt.gap_ms > long_break_ms and not second:
        raise StationError(Reason.SECOND_PERSON_NEEDED)
    return e.ResumeAllowed(attempt.candidate, attempt.used_ms, second)


def resume(attempt: Attempt) -> e.Resumed:
    """Let a paused test, or a suspended one that staff allowed, go on with the time it had (R-24.5)."""
    if attempt.state is State.SUSPENDED and not attempt.resume_allowed:
        raise StationError(Reason.RESUME_NEEDS_STAFF)
    if attempt.state not in (State.PAUSED, State.SUSPENDED):
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    return e.Resumed(attempt.candidate, attempt.used_ms)


def interrupt(attempt: Attempt, ground: str, reason: str, act: str, at: Moment) -> e.Interrupted:
    """Stop without a verdict (Q-23: the station never fails a person by itself)."""
    if not reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    if attempt.state in (State.FINISHED, State.INTERRUPTED):
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    return e.Interrupted(attempt.candidate, attempt.used_at(at), ground, reason.strip(), act.strip())


def decide(attempt: Attempt, number: str, reason: str, way: str) -> e.InterruptionDecided:
    """Take the numbered decision on an interrupted attempt: resume, new_paper or score (R-24.11)."""
    if attempt.state is not State.INTERRUPTED or attempt.decision is not None:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=attempt.state.value)
    if not number.strip():
        raise StationError(Reason.DECISION_NUMBER_NEEDED)
    if not reason.strip():
        raise StationError(Reason.REASON_NEEDED)
    if way not in ("resume", "new_paper", "score"):
        raise ValueError(way)
    return e.InterruptionDecided(attempt.candidate, attempt.used_ms, number.strip(), reason.strip(), way)


def finish(attempt: Attempt, how: str, at: Moment) -> e.Finished:
    """End the attempt: by the candidate, by time, or by the decision to score what is stored. Once only."""
    if attempt.state is State.FINISHED:
        raise StationError(Reason.ALREADY_FINISHED)
    allowed = attempt.state is State.INTERRUPTED if how == "decision" else attempt.state is State.RUNNING
    if not allowed:
        raise StationError(Reason.PAUSED)
    return e.Finished(attempt.candidate, attempt.used_at(at), how)
