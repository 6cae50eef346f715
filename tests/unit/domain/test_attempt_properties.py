"""Any course of an attempt, however wild: what holds after each step, and that the journal tells the same."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from station.domain import attempt as decisions
from station.domain import events as e
from station.domain.attempt import Attempt, State, apply, started
from station.domain.errors import StationError
from station.domain.journal import Entry
from station.domain.scoring import meets, score
from tests.unit.domain.builders import MINUTE, PAPER, QUESTIONS, Book, attempt_started, event_in

WHO = "C0001"
NAMES = [name for name, _, _ in PAPER]


@dataclass(frozen=True)
class Step:
    """Something that somebody tries, `ms` after the step before; an act of "" is one that fits the state."""

    act: str
    fitting: int
    ms: int
    question: str
    options: frozenset[str]
    word: str


@dataclass
class Course:
    """An attempt that lives beside its journal: refusals leave no entry."""

    book: Book = field(default_factory=Book)
    seen: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        event = attempt_started(budget_ms=10 * MINUTE)
        self.attempt = started(event, self.book.now)
        self.book.write(event)

    def take(self, *happened: e.Event) -> None:
        """Write and apply, as the live station does."""
        for entry in self.book.write(*happened):
            self.attempt = apply(self.attempt, event_in(entry), entry.at)
            self.seen.append(self.attempt)

    def play(self, steps: list[Step]) -> "Course":
        """Try every step; the lawful ones happen."""
        for step in steps:
            self.book.ms += step.ms
            try:
                fitting = FITTING[self.attempt.state]
                act = step.act or fitting[step.fitting % len(fitting)]
                self.take(*TRY[act](self, step))
            except StationError:
                continue
        return self


def change_view(course: Course, step: Step) -> list[e.Event]:
    """The services let a view change as long as the test is not finished."""
    used = decisions.running(course.attempt, course.book.now)
    return [
        e.LanguageChanged(WHO, used, step.word),
        e.ViewChanged(WHO, used, 150, step.ms > MINUTE, 800, 600),
    ]


def station_stops(course: Course, step: Step) -> list[e.Event]:
    """Power cut: a running test is suspended with what the last heartbeat knew."""
    used = course.attempt.used_at(course.book.now)
    course.book.boot += "'"
    return [e.HeartbeatGap(WHO, used, step.ms)] if course.attempt.state is State.RUNNING else []


def extend(course: Course, step: Step) -> list[e.Event]:
    """Minutes are added to a test that has not ended."""
    if course.attempt.state in (State.FINISHED, State.INTERRUPTED):
        return []
    return [e.TimeExtended(WHO, course.attempt.used_at(course.book.now), MINUTE, "9", "H1")]


def ended(course: Course, how: str) -> list[e.Event]:
    """Finish and score in one commit."""
    attempt = course.attempt
    finish = decisions.finish(attempt, how, course.book.now)
    result = score(QUESTIONS, attempt.answers, attempt.points, attempt.rule)
    parts = tuple((part.section, part.asked, part.correct, part.points) for part in result.sections)
    passed = meets(result, attempt.threshold, {})
    scored = e.Scored(WHO, finish.used_ms, result.total, result.maximum, 2, passed, parts, 1)
    return [finish, scored, e.ResultShown(WHO)]


Try = Callable[[Course, Step], list[e.Event]]
TRY: dict[str, Try] = {
    "show": lambda c, s: [decisions.show(c.attempt, s.question, c.book.now)],
    "answer": lambda c, s: [decisions.answer(c.attempt, s.question, s.options, c.book.now)],
    "answer more": lambda c, s: [decisions.answer(c.attempt, s.question, s.options | {"a"}, c.book.now)],
    "flag": lambda c, s: [decisions.flag(c.attempt, s.question, "a" in s.options, c.book.now)],
    "remark": lambda c, s: [decisions.remark(c.attempt, s.question, s.word, c.book.now)],
    "view": change_view,
    "pause": lambda c, s: [decisions.pause(c.attempt, s.word, c.book.now)],
    "station stops": station_stops,
    "allow": lambda c, s: [decisions.allow_resume(c.attempt, "H1" if s.options else "", 5 * MINUTE)],
    "resume": lambda c, s: [decisions.resume(c.attempt)],
    "extend": extend,
    "interrupt": lambda c, s: [decisions.interrupt(c.attempt, "incident", s.word, "", c.book.now)],
    "go on": lambda c, s: [decisions.decide(c.attempt, "12", s.word, "resume")],
    "new paper": lambda c, s: [decisions.decide(c.attempt, "12", s.word, "new_paper")],
    "finish": lambda c, s: ended(c, "candidate"),
    "time is over": lambda c, s: ended(c, "time") if c.attempt.remaining_at(c.book.now) <= 0 else [],
    "score what is stored": lambda c, s: [
        decisions.decide(c.attempt, "12", "left", "score"),
        *ended(c, "decision"),
    ],
}
CANDIDATE = ("show", "answer", "answer more", "flag", "remark", "view")
FITTING: dict[State, tuple[str, ...]] = {
    State.RUNNING: (*CANDIDATE, *CANDIDATE, "pause", "station stops", "extend", "interrupt", "time is over"),
    State.PAUSED: ("resume", "resume", "extend", "interrupt", "station stops"),
    State.SUSPENDED: ("allow", "resume", "allow", "resume", "interrupt"),
    State.INTERRUPTED: ("go on", "go on", "new paper", "score what is stored"),
    State.FINISHED: tuple(TRY),
}
STEPS = st.lists(
    st.builds(
        Step,
        st.just("") | st.just("") | st.just("") | st.sampled_from(sorted(TRY)),
        st.integers(0, 11),
        st.integers(0, 2 * MINUTE),
        st.sampled_from([*NAMES, "S9-001"]),
        st.frozensets(st.sampled_from("abcd"), max_size=2),
        st.sampled_from(["ky", "ru", "?\n\u0301", "why", "5", ""]),
    ),
    min_size=10,
    max_size=40,
)


@given(STEPS)
def test_used_time_only_grows_and_what_remains_is_never_negative(steps: list[Step]) -> None:
    course = Course()
    used = 0
    for step in steps:
        course.play([step])
        now = course.book.now
        assert used <= course.attempt.used_ms <= course.attempt.used_at(now) <= course.attempt.budget_ms
        assert course.attempt.remaining_at(now) >= 0
        used = course.attempt.used_ms


@given(STEPS)
def test_answers_flags_and_remarks_are_of_questions_and_options_that_were_shown(steps: list[Step]) -> None:
    for attempt in Course().play(steps).seen:
        shown = {row.question: set(row.options) for row in attempt.paper}
        assert all(options and options <= shown[name] for name, options in attempt.answers.items())
        assert {attempt.current, *attempt.flags, *attempt.remarks} <= set(shown)
        assert set(attempt.unanswered) == set(shown) - set(attempt.answers)


@given(STEPS)
def test_R_25_4_a_finished_attempt_never_changes_its_answers_nor_its_score(steps: list[Step]) -> None:
    ends = [attempt for attempt in Course().play(steps).seen if attempt.state is State.FINISHED]
    assert len({tuple(sorted(attempt.answers.items())) for attempt in ends}) <= 1
    assert len({attempt.score for attempt in ends if attempt.score is not None}) <= 1


@given(STEPS)
def test_R_24_11_no_verdict_stands_before_the_end(steps: list[Step]) -> None:
    for attempt in Course().play(steps).seen:
        assert (attempt.score is None) == (attempt.meets is None)
        assert attempt.score is None or attempt.state is State.FINISHED


@given(STEPS)
def test_R_6_1_the_score_is_that_of_the_answers_replayed_from_the_stored_bytes(steps: list[Step]) -> None:
    course = Course().play(steps)
    back = replayed(course.book.reread())
    if back.score is not None:
        assert back.score == score(QUESTIONS, back.answers, back.points, back.rule)
        assert back.meets == (back.score.total >= back.threshold)


@given(STEPS)
def test_R_6_2_the_replay_from_stored_bytes_is_the_live_attempt(steps: list[Step]) -> None:
    course = Course().play(steps)
    assert replayed(course.book.reread()) == course.attempt


@given(STEPS)
def test_the_clock_runs_in_a_running_test_and_in_no_other(steps: list[Step]) -> None:
    for attempt in Course().play(steps).seen:
        assert (attempt.running_since is not None) == (attempt.state is State.RUNNING)


def replayed(entries: list[Entry]) -> Attempt:
    """The attempt folded from entries alone."""
    first, *rest = entries
    begin = event_in(first)
    assert isinstance(begin, e.AttemptStarted)
    attempt = started(begin, first.at)
    for entry in rest:
        attempt = apply(attempt, event_in(entry), entry.at)
    return attempt
