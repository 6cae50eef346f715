"""What the desk sees: states, times and papers, no digit of a code and no answer."""

from dataclasses import asdict

from station.domain.errors import Reason
from station.domain.hall import Standing
from station.services import exam, overview, proctoring, registration, results
from tests.services.hall import MINUTE_MS, NO_CONSENT, ONE, PEOPLE, TWO, Day, refused


def test_a_line_shows_person_vacancy_and_state_before_anything_happened(day: Day) -> None:
    line = overview.candidate(day.station, ONE)
    assert (line.name, line.document, line.language, line.list_number) == (PEOPLE[0][0], "ID 1000001", "ky", "7")
    assert line.vacancy == "Директор, № 12 мектеп, Ош шаары"
    assert (line.standing, line.slip) == (Standing.LISTED, "")
    assert (line.came_ms, line.remaining_ms, line.score) == (None, None, None)
    assert overview.candidate(day.station, NO_CONSENT).consent is False
    assert [one.id for one in overview.candidates(day.station)] == list(day.station.hall.candidates)


def test_a_running_test_shows_progress_and_time_but_no_answer_and_no_code(day: Day) -> None:
    code = day.code()
    day.sit()
    day.answer_first(4)
    day.run(30)
    line = overview.candidate(day.station, ONE)
    assert (line.standing, line.answered, line.questions) == (Standing.IN_PROGRESS, 4, 10)
    assert line.remaining_ms == 15 * MINUTE_MS - 30_000
    assert code not in str(asdict(line))
    assert line.slip.startswith("T-")


def test_pause_suspension_and_interruption_are_told_apart(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    assert overview.candidate(day.station, ONE).pause_reason == "дарыгер"
    after = day.restart(off_ms=2 * MINUTE_MS)
    line = overview.candidate(after.station, ONE)
    assert (line.needs_resume, line.resume_allowed) == (True, False)
    assert line.gap_ms == 2 * MINUTE_MS
    proctoring.resume(after.station, ONE)
    assert overview.candidate(after.station, ONE).resume_allowed
    proctoring.interrupt(after.station, ONE, "illness", "ден соолук", "I-1")
    proctoring.decide_interruption(after.station, ONE, "№ 5", "макул", "score")
    line = overview.candidate(after.station, ONE)
    assert (line.ground, line.interrupted_act, line.decision, line.way) == ("illness", "I-1", "№ 5", "score")


def test_R_25_2_a_finished_test_shows_its_hour_and_what_became_of_its_paper(day: Day) -> None:
    day.finish(right=8)
    shown = day.clock.wall_ms()
    line = overview.candidate(day.station, ONE)
    assert (line.score, line.maximum, line.meets, line.remaining_ms) == (8, 10, True, None)
    assert line.appeal_until_ms == shown + 60 * MINUTE_MS
    assert line.appeal_minutes_left == 61  # the minute that holds the end of the hour counts whole
    day.clock.advance(61 * MINUTE_MS)
    assert overview.candidate(day.station, ONE).appeal_minutes_left == 0
    results.make_protocol(day.station, ONE)
    results.hand_over(day.station, ONE)
    line = overview.candidate(day.station, ONE)
    assert line.protocol == day.candidate().protocol
    assert (line.prints, line.copies, line.handed_over_ms) == (0, 0, day.clock.wall_ms())


def test_the_session_line_shows_window_form_lists_and_totals(day: Day) -> None:
    line = overview.session(day.station)
    assert line.opened_ms is not None
    assert line.closed_ms is None
    assert line.window == proctoring.schedule_window(day.station)
    assert (line.threshold, line.questions, line.minutes) == (6, 10, 15)
    assert line.form_act[0]
    assert line.lists == (("7", "2026-02-27", 6),)
    assert line.totals["listed"] == line.totals["open"] == 6
    assert line.training


def test_R_24_8_a_locked_seat_is_shown(day: Day) -> None:
    for _ in range(10):
        day.clock.advance(exam.wait_seconds(day.station, "03") * 1000)
        with refused(Reason.CODE_WRONG):
            exam.enter_code(day.station, "000000000098", "03")
    assert overview.session(day.station).locked_seats == ("03",)


def test_R_6_2_the_journal_of_a_candidate_shows_acts_newest_first_and_no_answers(day: Day) -> None:
    registration.mark_document_seen(day.station, ONE)
    registration.undo_document_seen(day.station, ONE, "ката")
    day.sit()
    day.answer_first(3)
    day.sit(TWO, "02")
    lines = overview.journal_of(day.station, ONE)
    assert [line.kind for line in lines][:4] == [
        "attempt_started", "rules_acknowledged", "identity_confirmed", "admitted"
    ]  # fmt: skip
    assert [line.seq for line in lines] == sorted((line.seq for line in lines), reverse=True)
    assert "option_set" not in {line.kind for line in lines}
    assert all("sealed" not in line.facts for line in lines)
    assert next(line for line in lines if line.kind == "document_seen_undone").facts["reason"] == "ката"
    assert len(overview.journal_of(day.station, ONE, limit=2)) == 2
    assert all(line.facts.get("candidate", ONE) == ONE for line in lines)


def test_R_24_8_a_right_code_that_was_not_let_in_stands_in_its_candidates_journal_alone(day: Day) -> None:
    day.sit()
    proctoring.pause(day.station, ONE, "дарыгер")
    day.sit(TWO, "02")
    with refused(Reason.RESUME_NEEDS_STAFF):
        exam.enter_code(day.station, day.codes[ONE], "01")
    line = overview.journal_of(day.station, ONE)[0]
    assert (line.kind, line.facts["seat"], line.facts["reason"]) == ("code_refused", "01", "resume_needs_staff")
    assert "code_refused" not in {line.kind for line in overview.journal_of(day.station, TWO)}
