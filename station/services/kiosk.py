"""What the candidate's screens may know, as frozen values: no key leaves the core thread.

Field lesson: keys leaked inside the candidate's data.
"""

from dataclasses import dataclass

from question_bank.model import Bilingual, Kind, Picture
from station.domain import events as e
from station.domain.attempt import Attempt, State
from station.domain.deadlines import appeal_until_ms
from station.domain.hall import Candidate, Hall
from station.domain.numbers import verification_code
from station.services import exam, papers, proctoring
from station.services.station import Station


@dataclass(frozen=True)
class Entrance:
    """Who stands before the screen after a good code. `attempt` is set where a test goes on."""

    candidate: str
    name: str
    post: Bilingual
    organisation: Bilingual
    language: str
    seat: str
    attempt: Attempt | None


@dataclass(frozen=True)
class ShownQuestion:
    """A question as the candidate may see it: options in the paper's order, without the key."""

    id: str
    section: Bilingual
    stem: Bilingual
    options: tuple[tuple[str, Bilingual], ...]
    kind: Kind = Kind.SINGLE
    is_rich: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A finished attempt with what the result screen adds to it."""

    attempt: Attempt
    receipt: str
    appeal_until_ms: int | None


@dataclass(frozen=True)
class Pulse:
    """What a second brought: the attempt as it stands now, whether its time is over, a jump of the system clock."""

    attempt: Attempt | None
    is_over: bool


def enter(station: Station, typed: str, seat: str) -> Entrance:
    """`exam.enter_code`, and who it is."""
    return entrance(station, exam.enter_code(station, typed, seat))


def entrance(station: Station, found: Candidate) -> Entrance:
    """The candidate's data for the screen."""
    post, organisation = papers.vacancy_of(station.hall, found)
    live = found.attempt is not None and found.attempt.state is State.RUNNING
    name = station.person(found.id).full_name
    return Entrance(found.id, name, post, organisation, found.language, found.seat, found.attempt if live else None)


def paper(station: Station, candidate: str) -> tuple[ShownQuestion, ...]:
    """The candidate's paper, without keys."""
    return paper_of(station.hall, station.attempt(candidate))


def paper_of(hall: Hall, attempt: Attempt) -> tuple[ShownQuestion, ...]:
    """An attempt's paper as its candidate saw it, from the session's snapshot."""
    assert hall.form is not None
    titles = hall.form.titles
    shown = []
    for row in attempt.paper:
        question = hall.question(row.question, row.version)
        options = tuple((option, question.option(option).text) for option in row.options)
        shown.append(
            ShownQuestion(
                question.id,
                titles[question.section],
                question.stem,
                options,
                question.kind,
                question.is_rich,
                question.pictures,
            )
        )
    return tuple(shown)


def begin(station: Station, candidate: str, language: str) -> tuple[Attempt, tuple[ShownQuestion, ...]]:
    """Start the test; the attempt and its paper."""
    attempt = exam.start(station, candidate, language)
    return attempt, paper(station, candidate)


def finish(station: Station, candidate: str, how: str) -> Outcome:
    """Finish and score."""
    exam.finish(station, candidate, how)
    return outcome(station, candidate)


def show_result(station: Station, candidate: str) -> Outcome:
    """The score was painted: anchor the appeal hour, or note that it was shown again."""
    exam.result_shown(station, candidate)
    return outcome(station, candidate)


def outcome(station: Station, candidate: str) -> Outcome:
    """The result with its receipt: 60 bits of the score entry's hash, so that a rolled-back station is found out."""
    attempt = station.attempt(candidate)
    latest_first = (station.store.entries_at([seq])[0] for seq in reversed(station.hall.steps[candidate]))
    scored = next(entry for entry in latest_first if entry.kind == "scored")
    until = None
    if attempt.result_shown_at is not None:
        until = appeal_until_ms(attempt.result_shown_at.legal_ms, station.policy.appeal_minutes)
    return Outcome(attempt, verification_code(scored.hash), until)


def pulse(station: Station, candidate: str) -> Pulse:
    """Once a second: notice gaps, jumps and the end of time."""
    overdue = exam.tick(station)
    if not candidate:
        return Pulse(None, False)
    return Pulse(station.candidate(candidate).attempt, candidate in overdue)


def after_disk(station: Station, candidate: str, used_ms: int) -> Attempt:
    """The disk takes entries again: the time since it refused is not charged (the clock stood at `used_ms`).

    A test that staff stopped meanwhile, or that ended, stays as it is.
    """
    attempt = station.attempt(candidate)
    if attempt.state is not State.RUNNING:
        return attempt
    used = min(max(attempt.used_ms, used_ms), attempt.budget_ms)
    station.record(e.Paused(candidate, used, "disk"), e.Resumed(candidate, used))
    return station.attempt(candidate)


def pause_for_desk(station: Station, candidate: str) -> Attempt:
    """Staff opened the desk over a running test: its clock stands until they resume it."""
    attempt = station.attempt(candidate)
    if attempt.state is State.RUNNING:
        return proctoring.pause_by_station(station, candidate, "desk")
    return attempt


def waiting_attempts(station: Station) -> tuple[Entrance, ...]:
    """Tests that a stop of the station cut off and that no one has let go on yet."""
    return tuple(
        entrance(station, found)
        for found in station.hall.candidates.values()
        if found.attempt is not None and found.attempt.state is State.SUSPENDED and not found.attempt.resume_allowed
    )
