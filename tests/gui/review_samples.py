"""Reviews for the commission's screens, made by the real services: a test that was really sat, an application, keys."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from question_bank.model import Question
from station.domain import scoring
from station.domain.attempt import Attempt
from station.services import exam, proctoring, results, review, sample
from station.services.preparation import create_session
from station.services.review import Reviewed
from station.ui.commission.view import ReviewView
from tests.builders import FakeClock
from tests.rich import with_rich
from tests.services.appealing import enter_commission, file, open_review
from tests.services.hall import BALLAST, COST, ONE, OPEN, Day, admit, created, plan_for

REMARK = "Эки жооп тең туура сыяктуу, суроону кайра карап көрсөңүздөр."


@dataclass
class Sat:
    """A day with one open review."""

    day: Day
    reviewed: Reviewed

    @property
    def view(self) -> ReviewView:
        """As the screens take it."""
        return ReviewView(self.reviewed)


def opened_hall(folder: Path, form: str = "10") -> Day:
    """A session in which everybody of the list may come; `form` "80" has the whole bank, "rich" the four questions of
    `tests.rich` first."""
    clock = FakeClock()
    if form in ("10", "rich"):
        plan = plan_for(clock)
        day = created(folder, clock, with_rich(plan) if form == "rich" else plan)
    else:
        passphrases = {name: f"{name} 1234" for name, _full, _role in sample.STAFF}
        plan = sample.session_plan(clock, form, "station test", passphrases, (bytes(32).hex(), "000000000098"))
        made = create_session(folder, plan, clock, Random(5).randrange, COST, BALLAST)
        day = Day(folder, made.station, clock, dict(made.passphrases))
        OPEN.append(day)
        day.sign_in()
    admit(day)
    proctoring.open_session(day.station)
    return day


def reviewed(folder: Path, form: str = "10") -> Sat:
    """A lively attempt: changes, flags, a remark, a pause, another language and larger letters; one left unanswered."""
    day = opened_hall(folder, form)
    attempt = day.sit(ONE)
    station, clock = day.station, day.clock
    exam.change_view(station, ONE, 100, False, 1366, 768)
    for place in range(len(attempt.paper)):
        clock.advance(31_000 + place * 700)
        exam.show(station, ONE, attempt.paper[place].question)
        clock.advance(9_000)
        if place == len(attempt.paper) - 2:
            continue
        day.answer(place, ONE, right=place % 4 != 1)
        if place % 5 == 2:
            clock.advance(4_000)
            day.answer(place, ONE, right=place % 2 == 1)
        if place in (2, 6):
            exam.flag(station, ONE, attempt.paper[place].question, True)
        if place == 2:
            exam.remark(station, ONE, attempt.paper[place].question, REMARK)
        if place == 4:
            _rest(day, attempt)
    clock.advance(20_000)
    exam.show(station, ONE, attempt.paper[2].question)
    exam.finish(station, ONE)
    exam.result_shown(station, ONE)
    clock.advance(11 * 60_000)
    enter_commission(day)
    appeal = file(day)
    return Sat(day, open_review(day, appeal))


def _rest(day: Day, attempt: Attempt) -> None:
    """A pause, then the other language and larger letters."""
    station = day.station
    proctoring.pause(station, ONE, "Электр энергиясы өчүп калды | Отключение электроэнергии")
    day.clock.advance(95_000)
    proctoring.resume(station, ONE, day.second())
    exam.change_language(station, ONE, "ru")
    exam.change_view(station, ONE, 125, False, 1366, 768)
    day.clock.advance(5_000)
    exam.show(station, ONE, attempt.paper[3].question)
    exam.change_language(station, ONE, "ky")


def never_right_for_the_second(question: Question, answer: frozenset[str] | None) -> bool:
    """A wrong rule, as a bad release might have brought it: questions whose number ends in an odd digit never count."""
    return answer == question.key and question.id[-1] not in "13579"


def decided_papers(sat: Sat) -> None:
    """Make the papers of the decision that was taken."""
    results.make_decision_papers(sat.day.station, sat.reviewed.appeal.number)
    sat.reviewed = review.reviewed(sat.day.station, sat.reviewed.appeal.number)


__all__ = ["REMARK", "Sat", "never_right_for_the_second", "reviewed", "scoring"]
