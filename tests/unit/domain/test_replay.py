"""The attempt as a row of moments, and the hall's fold of an appeal."""

import pytest

from station.domain import events as e
from station.domain import replay
from station.domain.attempt import State
from station.domain.errors import Reason
from station.domain.hall import Hall
from tests.unit.domain.builders import MINUTE, Book, admitted, attempt_started, opened

ME = "C0001"


def sat() -> Book:
    """A test with a change, a stop of the station and a finish."""
    book = opened()
    admitted(book)
    book.write(attempt_started())
    book.ms = MINUTE
    book.write(e.ViewChanged(ME, MINUTE, 125, True, 1366, 768))
    book.write(e.OptionSet(ME, MINUTE, "S1-001", ("b",)))
    book.ms = 2 * MINUTE
    book.write(e.OptionSet(ME, 2 * MINUTE, "S1-001", ("a",)), e.QuestionShown(ME, 2 * MINUTE, "S1-002"))
    book.write(e.HeartbeatGap(ME, 2 * MINUTE, 20_000), e.ResumeAllowed(ME, 2 * MINUTE), e.Resumed(ME, 2 * MINUTE))
    book.ms = 3 * MINUTE
    book.write(e.OptionSet(ME, 3 * MINUTE, "S1-002", ("b", "d")), e.OptionCleared(ME, 3 * MINUTE, "S1-002"))
    book.write(e.Finished(ME, 3 * MINUTE, "candidate"))
    book.write(e.Scored(ME, 3 * MINUTE, 1, 4, 2, False, (("S1", 2, 1, 1), ("S2", 2, 0, 0)), 1), e.ResultShown(ME))
    return book


def steps(book: Book) -> tuple[replay.Step, ...]:
    """The steps of the candidate's attempt as the services cut them out of the journal."""
    wanted = set(Hall().fold(book.reread()).steps[ME])
    return replay.steps([entry for entry in book.reread() if entry.seq in wanted])


def test_R_35_2_the_last_step_is_the_attempt_that_was_scored() -> None:
    book = sat()
    assert steps(book)[-1].attempt == book.hall().candidates[ME].attempt


def test_R_35_3_every_step_tells_question_window_time_and_what_stood_chosen() -> None:
    made = steps(sat())
    first, view, chosen, changed, turned = made[:5]
    assert (first.question, first.width, first.height, first.used_ms) == ("S1-001", 0, 0, 0)
    assert (view.width, view.height, view.attempt.font_percent) == (1366, 768, 125)
    assert chosen.attempt.answers == {"S1-001": {"b"}}
    assert changed.attempt.answers == {"S1-001": {"a"}}
    assert (turned.question, turned.used_ms, turned.width) == ("S1-002", 2 * MINUTE, 1366)
    assert [step.seq for step in made] == sorted(step.seq for step in made)


def test_R_35_3_an_attempt_knows_how_often_and_when_each_answer_was_changed() -> None:
    book = sat()
    attempt = book.hall().candidates[ME].attempt
    assert attempt is not None
    times = {question: count for question, (count, _ms) in attempt.changed.items()}
    assert times == {"S1-001": 2, "S1-002": 2}
    assert attempt.changed["S1-002"][1] - attempt.changed["S1-001"][1] == MINUTE


def test_after_a_stop_nothing_was_saved_yet_under_the_candidates_eyes() -> None:
    saved = [step.is_saved for step in steps(sat())]
    kinds = [type(step.event).__name__ for step in steps(sat())]
    resumed = kinds.index("Resumed")
    assert not any(saved[:2])
    assert all(saved[2:resumed])
    assert not saved[resumed]
    assert all(saved[resumed + 1 :])


def test_a_pause_leaves_the_mark_and_a_new_paper_has_steps_of_its_own() -> None:
    book = opened()
    admitted(book)
    book.write(attempt_started(), e.OptionSet(ME, 0, "S1-001", ("a",)), e.Paused(ME, 0, "desk"), e.Resumed(ME, 0))
    assert steps(book)[3].is_saved
    book.write(e.Interrupted(ME, 0, "incident", "ток", ""), e.InterruptionDecided(ME, 0, "1", "ток", "new_paper"))
    assert steps(book)[-1].attempt.state is State.INTERRUPTED
    book.write(attempt_started(number=2), e.OptionSet(ME, 0, "S1-002", ("a",)))
    second = steps(book)
    assert not second[0].is_saved
    assert second[-1].attempt.answers == {"S1-002": {"a"}}


def test_entries_that_do_not_begin_with_a_start_are_no_attempt() -> None:
    with pytest.raises(ValueError, match="begins with its start"):
        replay.steps(sat().reread())
    assert replay.steps([]) == ()


# --- the hall --------------------------------------------------------------------------------------------------------


NUMBER = "A-01-01-2026-0001"


def made(document: str, number: str, subject: str) -> e.DocumentMade:
    """A document of that kind."""
    return e.DocumentMade(document, number, subject, "aa", "bb", 1, "cc", 0)


def appealed() -> Book:
    """An application, one review cut off, one to the end, a corrected score and its papers."""
    book = sat()
    book.write(made("protocol", "P-01-01-2026-0001", ME))
    book.write(e.CommissionApproved("14", "2026-02-27", (("K1", "О.", "chair"), ("K2", "Б.", "member")), "{}"))
    book.write(e.AppealRefused(ME, Reason.APPEAL_PAPER_CODE.value), e.AppealRefused("C0002", Reason.APPEAL_LATE.value))
    book.write(e.AppealFiled(NUMBER, ME, 1, "P-01-01-2026-0001", "protocol", ""))
    book.write(e.ReviewRefused(NUMBER, Reason.KEY_WITHOUT_CANDIDATE.value))
    opening = e.ReviewOpened(NUMBER, ME, "K1", "K2", ("K1", "K2"), (), "H1", "code")
    book.write(opening, e.ReviewClosed(NUMBER, ME, "stop"), opening)
    book.write(
        e.AppealDecided(NUMBER, ME, "corrected", "", "эсеп", 1, 2, "K1", "K2", ("K1", "K2"), (), True, 2, 0),
        e.ScoreCorrected(ME, 3 * MINUTE, NUMBER, 2, 4, 2, True, (("S1", 2, 2, 2), ("S2", 2, 0, 0))),
    )
    book.write(made("protocol", "P-01-01-2026-0002", ME), made("appeal_protocol", "AP-01-01-2026-0001", NUMBER))
    book.write(made("key_sheet", "S-01-01-2026-0001", NUMBER), made("appeal_application", NUMBER, NUMBER))
    book.write(e.ReviewClosed(NUMBER, ME, "decided"))
    return book


def test_R_33_4_the_hall_knows_the_application_its_reviews_its_decision_and_its_papers() -> None:
    hall = appealed().hall()
    appeal = hall.appeals[NUMBER]
    assert (appeal.filed.candidate, appeal.filed_by, appeal.decided_by) == (ME, "P1", "P1")
    assert len(appeal.reviews) == 2
    assert appeal.review is None
    assert appeal.decided is not None
    assert hall.seq > appeal.decided_seq > 0
    assert (appeal.protocol, appeal.key_sheet) == ("AP-01-01-2026-0001", "S-01-01-2026-0001")
    assert hall.numbers == {"T": 1, "P": 2, "A": 1, "AP": 1, "S": 1}
    assert hall.commission is not None
    assert list(hall.late_wishes) == ["C0002"]


def test_R_26_3_a_corrected_score_stands_beside_the_first_and_its_protocol_replaces_the_old_one() -> None:
    hall = appealed().hall()
    attempt = hall.candidates[ME].attempt
    assert attempt is not None
    assert attempt.score is not None
    assert attempt.first_score is not None
    assert (attempt.first_score.total, attempt.first_meets) == (1, False)
    assert (attempt.score.total, attempt.meets) == (2, True)
    assert hall.candidates[ME].protocol == "P-01-01-2026-0002"
    assert hall.documents["P-01-01-2026-0001"].superseded_by == "P-01-01-2026-0002"
    assert hall.documents["P-01-01-2026-0002"].superseded_by == ""


def test_a_second_correction_keeps_the_very_first_score() -> None:
    book = appealed()
    book.write(e.ScoreCorrected(ME, 3 * MINUTE, NUMBER, 3, 4, 2, True, (("S1", 2, 2, 2), ("S2", 2, 1, 1))))
    attempt = book.hall().candidates[ME].attempt
    assert attempt is not None
    assert attempt.score is not None
    assert attempt.first_score is not None
    assert (attempt.first_score.total, attempt.first_meets, attempt.score.total) == (1, False, 3)


def test_R_6_2_the_appeal_folds_the_same_from_its_stored_bytes() -> None:
    book = appealed()
    assert Hall().fold(book.entries) == book.hall()
