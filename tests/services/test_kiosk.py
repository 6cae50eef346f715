"""What the candidate's screens may know: everything but the key (arts. 24, 25)."""

from dataclasses import asdict

import pytest

from station.domain.attempt import State
from station.domain.errors import Reason
from station.domain.numbers import verification_code
from station.services import exam, kiosk, proctoring
from tests.services.hall import MINUTE_MS, ONE, PEOPLE, TWO, Day, refused


def test_R_24_9_after_the_code_the_screen_shows_name_and_vacancy_only(day: Day) -> None:
    who = kiosk.enter(day.station, day.code(), "04")
    assert (who.name, who.post.ky, who.seat, who.language) == (PEOPLE[0][0], "Директор", "04", "ky")
    assert who.organisation.ky == "№ 12 мектеп, Ош шаары"
    assert who.attempt is None
    assert PEOPLE[0][2] not in str(asdict(who))


def test_R_24_5_after_a_resume_the_entrance_brings_the_running_test(day: Day) -> None:
    day.sit()
    after = day.restart()
    assert [one.candidate for one in kiosk.waiting_attempts(after.station)] == [ONE]
    proctoring.resume(after.station, ONE)
    assert kiosk.waiting_attempts(after.station) == ()
    who = kiosk.enter(after.station, day.codes[ONE], "01")
    assert who.attempt is not None
    assert who.attempt.paper == day.attempt().paper


def test_R_25_2_the_paper_on_the_screen_holds_no_key_and_keeps_the_order(day: Day) -> None:
    day.ready()
    attempt, shown = kiosk.begin(day.station, ONE, "ru")
    assert attempt.language == "ru"
    assert [question.id for question in shown] == [row.question for row in attempt.paper]
    assert [tuple(option for option, _text in question.options) for question in shown] == [
        row.options for row in attempt.paper
    ]
    fields = {"id", "section", "stem", "options", "kind", "is_rich", "pictures"}
    assert all(set(asdict(question)) == fields for question in shown)


def test_R_25_2_the_outcome_has_points_threshold_time_hour_and_receipt(day: Day) -> None:
    day.sit()
    day.answer_first(6)
    outcome = kiosk.finish(day.station, ONE, "candidate")
    assert outcome.attempt.score is not None
    assert (outcome.attempt.score.total, outcome.attempt.threshold, outcome.attempt.meets) == (6, 6, True)
    assert outcome.attempt.finished_at is not None
    assert outcome.appeal_until_ms is None
    shown = kiosk.show_result(day.station, ONE)
    assert shown.appeal_until_ms == day.clock.wall_ms() + 60 * MINUTE_MS
    assert shown.receipt == outcome.receipt == verification_code(day.last("scored").hash)
    day.clock.advance(7 * MINUTE_MS)
    assert kiosk.show_result(day.station, ONE) == shown


def test_a_pulse_tells_that_the_time_is_over(day: Day) -> None:
    assert kiosk.pulse(day.station, "") == kiosk.Pulse(None, False)
    day.sit()
    for _ in range(day.station.form.minutes * 6 - 1):
        day.clock.advance(10_000)
        assert not kiosk.pulse(day.station, ONE).is_over
    day.clock.advance(10_000)
    pulse = kiosk.pulse(day.station, ONE)
    assert pulse.is_over
    assert pulse.attempt == day.attempt()


def test_the_time_of_a_disk_that_refused_is_not_charged(day: Day) -> None:
    day.sit()
    day.run(20)
    frozen = day.attempt().used_at(day.station.now())
    day.run(30)
    assert kiosk.after_disk(day.station, ONE, frozen).used_ms == frozen
    assert day.remaining() == 15 * MINUTE_MS - 20_000
    assert [entry.kind for entry in day.entries()[-2:]] == ["paused", "resumed"]


def test_a_disk_that_comes_back_wakes_no_test_that_was_stopped_or_has_ended(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    assert kiosk.after_disk(day.station, ONE, 0).state is State.PAUSED
    proctoring.resume(day.station, ONE)
    exam.finish(day.station, ONE)
    before = day.station.hall.seq
    assert kiosk.after_disk(day.station, ONE, 0).state is State.FINISHED
    assert day.station.hall.seq == before


@pytest.mark.parametrize("stopped", [False, True])
def test_a_desk_opened_over_a_test_stops_its_clock_once(day: Day, stopped: bool) -> None:
    day.sit()
    if stopped:
        proctoring.pause(day.station, ONE, "дарыгер")
    attempt = kiosk.pause_for_desk(day.station, ONE)
    assert attempt.state is State.PAUSED
    assert attempt.pause_reason == ("дарыгер" if stopped else "desk")
    assert len(day.entries("paused")) == 1


def test_a_candidate_without_a_test_has_no_outcome(day: Day) -> None:
    with refused(Reason.NOT_ALLOWED_NOW, state="listed"):
        kiosk.outcome(day.station, TWO)
