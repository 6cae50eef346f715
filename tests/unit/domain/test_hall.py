"""The session as the fold of its journal."""

import json
from dataclasses import fields, replace

import pytest

from question_bank.model import Question
from station.domain import attempt as decisions
from station.domain import events as e
from station.domain.attempt import Attempt, State
from station.domain.hall import Candidate, Code, CodeState, Hall, Staff, Standing
from station.domain.journal import Draft, link
from station.domain.scoring import score
from tests.unit.domain.builders import (
    MINUTE,
    QUESTIONS,
    Book,
    admitted,
    attempt_started,
    begun,
    moment,
    opened,
    policy,
    prepared,
    slip,
)

WHO = "C0001"


def standing(book: Book, candidate: str = WHO) -> Standing:
    """Where the candidate stands, told from the stored bytes."""
    return book.hall().candidates[candidate].standing


def sitting() -> Book:
    """The first candidate's test is under way."""
    book = opened()
    admitted(book)
    book.write(attempt_started())
    return book


def ended() -> Book:
    """The first candidate answered one question rightly and finished."""
    book = sitting()
    book.ms = 4 * MINUTE
    book.write(
        e.OptionSet(WHO, MINUTE, "S1-001", ("a",)),
        e.Finished(WHO, 4 * MINUTE, "candidate"),
        e.Scored(WHO, 4 * MINUTE, 1, 4, 2, False, (("S1", 2, 1, 1), ("S2", 2, 0, 0)), 1),
        e.ResultShown(WHO),
    )
    return book


def attempt_of(book: Book, candidate: str = WHO) -> Attempt:
    """The candidate's attempt, told from the stored bytes."""
    attempt = book.hall().candidates[candidate].attempt
    assert attempt is not None
    return attempt


# --- the frame ----------------------------------------------------------------------------------------------


def test_an_empty_journal_is_an_empty_hall() -> None:
    assert Hall().fold([]) == Hall()


def test_R_22_1_the_first_entry_brings_form_threshold_profile_and_bank() -> None:
    hall = prepared().hall()
    assert hall.form is not None
    assert (hall.form.threshold, hall.form.questions) == (2, 4)
    assert hall.policy == policy()
    assert hall.session == "2026-03-02-1"
    assert dict(hall.settings) == {"hall": 1, "station": 1}
    assert hall.earlier == (("old", "aa", "01", ("bb", "cc")),)
    assert hall.bank == {"version": "2026-1"}


def test_the_hall_knows_the_place_in_the_journal_that_it_was_folded_to() -> None:
    book = prepared()
    book.ms = MINUTE
    last = book.write(e.StaffSignedIn("P1"))[0]
    hall = book.hall()
    assert (hall.seq, hall.head, hall.last_at) == (last.seq, last.hash, moment(MINUTE))


def test_questions_come_from_the_snapshot_only() -> None:
    hall = prepared().hall()
    assert hall.question("S2-001", 3) == QUESTIONS[2]
    with pytest.raises(KeyError):
        hall.question("S2-001", 1)


def test_a_paper_is_shown_in_the_attempts_own_order() -> None:
    hall = prepared().hall()
    turned = begun(paper=(("S2-002", 1, ("b", "a")), ("S1-001", 1, ("d", "c", "b", "a"))))
    assert [item.id for item in hall.paper(turned)] == ["S2-002", "S1-001"]


def test_staff_and_the_keyrings_last_hash_are_known() -> None:
    hall = prepared().hall()
    assert hall.staff["H1"] == Staff("H1", "Асанова А.", "head")
    assert hall.keyring_sha256 == "bb"


def test_a_session_opens_and_closes_once_each() -> None:
    book = prepared()
    assert (book.hall().opened_at, book.hall().closed_at) == (None, None)
    book.write(e.SessionOpened("H1", "", ""))
    book.ms = MINUTE
    book.write(e.SessionClosed("H1", {}))
    assert (book.hall().opened_at, book.hall().closed_at) == (moment(), moment(MINUTE))


# --- registration -------------------------------------------------------------------------------------------


def test_R_19_1_the_list_stands_with_its_number_date_and_approver() -> None:
    admitted_list = prepared().hall().lists[0]
    assert (admitted_list.number, admitted_list.date, admitted_list.approver) == (
        "7",
        "2026-02-20",
        "Директор",
    )


def test_a_listed_candidate_keeps_the_lists_row_and_seat_and_is_only_listed() -> None:
    candidate = prepared().hall().candidates["C0002"]
    assert (candidate.row, candidate.vacancy, candidate.language, candidate.consent) == (2, "V1", "ky", True)
    assert (candidate.seat, candidate.sealed, candidate.standing) == ("A1", "00", Standing.LISTED)


def test_R_24_3_who_came_is_known_with_the_employee_who_checked_the_document() -> None:
    book = prepared()
    book.write(e.DocumentSeen(WHO, "P1"))
    candidate = book.hall().candidates[WHO]
    assert (candidate.standing, candidate.seen_by, candidate.came_at) == (Standing.CAME, "P1", moment())
    book.write(e.DocumentSeenUndone(WHO, "another person"))
    candidate = book.hall().candidates[WHO]
    assert (candidate.standing, candidate.seen_by) == (Standing.LISTED, "")


def test_R_24_3_an_absence_is_marked_and_taken_back() -> None:
    book = prepared()
    book.write(e.MarkedAbsent(WHO))
    assert standing(book) is Standing.ABSENT
    book.write(e.AbsenceUndone(WHO, "late"))
    assert standing(book) is Standing.LISTED


def test_R_24_3_who_shows_a_document_is_absent_no_more() -> None:
    book = prepared()
    book.write(e.MarkedAbsent(WHO), e.DocumentSeen(WHO, "P1"))
    assert standing(book) is Standing.CAME


def test_who_withdrew_is_withdrawn_whatever_came_before() -> None:
    book = opened()
    admitted(book)
    book.write(e.CodeCancelled(WHO, slip(1), "withdrawn"), e.Withdrawn(WHO, "application 3"))
    assert standing(book) is Standing.WITHDRAWN
    assert book.hall().candidates[WHO].withdrawn == "application 3"


# --- codes --------------------------------------------------------------------------------------------------


def test_R_24_4_an_issued_code_is_known_by_its_slip_and_keyed_hash_only() -> None:
    book = prepared()
    book.write(e.DocumentSeen(WHO, "P1"), e.CodeIssued(WHO, slip(1), "verifier 1"))
    hall = book.hall()
    assert standing(book) is Standing.CODE_ISSUED
    assert hall.code_of(WHO) == Code(WHO, slip(1), "verifier 1", CodeState.ISSUED)
    assert hall.code_of("C0002") is None
    assert hall.numbers["T"] == 1


def test_R_24_4_the_start_of_the_test_uses_the_code_up() -> None:
    book = opened()
    admitted(book)
    assert book.hall().codes[slip(1)].state is CodeState.ISSUED
    book.write(attempt_started())
    assert book.hall().codes[slip(1)].state is CodeState.USED
    code = book.hall().code_of(WHO)
    assert code is not None
    assert code.slip == slip(1)


def test_R_24_4_a_reissue_cancels_the_old_code_and_asks_for_everything_anew() -> None:
    book = opened()
    admitted(book)
    book.write(e.CodeCancelled(WHO, slip(1), "lost"), e.CodeIssued(WHO, slip(2), "verifier 2"))
    hall = book.hall()
    assert hall.codes[slip(1)].state is CodeState.CANCELLED
    assert hall.code_of(WHO) == Code(WHO, slip(2), "verifier 2")
    assert (hall.candidates[WHO].standing, hall.candidates[WHO].confirmed) == (Standing.CODE_ISSUED, False)
    assert (hall.reissued, hall.numbers["T"]) == (1, 2)


def test_R_24_4_a_cancelled_code_is_nobodys_living_code() -> None:
    book = opened()
    admitted(book)
    book.write(e.CodeCancelled(WHO, slip(1), "session closed"))
    assert book.hall().code_of(WHO) is None
    assert standing(book) is Standing.CAME


def test_R_24_4_cancelling_an_old_slip_leaves_the_new_one_alive() -> None:
    book = opened()
    admitted(book)
    book.write(e.CodeIssued(WHO, slip(2), "verifier 2"), e.CodeCancelled(WHO, slip(1), "lost"))
    assert book.hall().code_of(WHO) == Code(WHO, slip(2), "verifier 2")


def test_a_code_whose_slip_is_marked_but_dead_is_not_living() -> None:
    hall = prepared().hall()
    hall.candidates[WHO] = replace(hall.candidates[WHO], slip=slip(1))
    hall.codes[slip(1)] = Code(WHO, slip(1), "verifier 1", CodeState.CANCELLED)
    assert hall.code_of(WHO) is None


def test_R_24_9_this_is_not_me_kills_the_code() -> None:
    book = opened()
    book.write(
        e.DocumentSeen(WHO, "P1"),
        e.CodeIssued(WHO, slip(1), "verifier 1"),
        e.Admitted(WHO, slip(1), "A1"),
        e.IdentityRefused(WHO, slip(1)),
    )
    assert book.hall().code_of(WHO) is None
    assert standing(book) is Standing.CAME


def test_R_24_9_identity_and_rules_are_confirmed_one_after_the_other() -> None:
    book = opened()
    book.write(e.DocumentSeen(WHO, "P1"), e.CodeIssued(WHO, slip(1), "v"), e.Admitted(WHO, slip(1), "B2"))
    candidate = book.hall().candidates[WHO]
    assert (candidate.standing, candidate.seat) == (Standing.ADMITTED, "B2")
    assert (candidate.confirmed, candidate.rules_read) == (False, False)
    book.write(e.IdentityConfirmed(WHO), e.RulesAcknowledged(WHO, "118", "ee"))
    candidate = book.hall().candidates[WHO]
    assert (candidate.confirmed, candidate.rules_read) == (True, True)


def test_jumps_of_the_clock_are_counted_for_the_staff() -> None:
    book = opened()
    book.write(e.ClockJumped(60_000), e.ClockJumped(-60_000))
    assert book.hall().clock_jumps == 2


def test_R_24_8_wrong_codes_are_counted_per_seat_with_their_moments() -> None:
    book = opened()
    book.write(e.CodeTried("A1"), e.CodeTried("B2"))
    book.ms = MINUTE
    book.write(e.CodeTried("A1"))
    assert book.hall().tries == {"A1": (moment(), moment(MINUTE)), "B2": (moment(),)}


def test_R_24_8_a_right_code_that_may_not_come_in_now_takes_only_its_own_try_back() -> None:
    book = opened()
    book.write(e.CodeIssued(WHO, slip(1), "v"), e.CodeTried("A1"))
    book.ms = MINUTE
    book.write(e.CodeTried("A1"), e.CodeRefused("A1", slip(1), "resume_needs_staff"))
    assert book.hall().tries == {"A1": (moment(),)}
    assert book.hall().about[WHO][-1] == book.hall().seq


def test_R_24_8_a_right_code_or_the_staff_ends_the_count() -> None:
    book = opened()
    book.write(e.CodeTried("A1"), e.CodeTried("B2"), e.SeatUnlocked("B2", "P1"), e.SeatUnlocked("C3", "P1"))
    admitted(book, seat="A1")
    assert book.hall().tries == {}


# --- tests --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ([], Standing.IN_PROGRESS),
        ([e.Paused(WHO, 1, "noise")], Standing.PAUSED),
        ([e.HeartbeatGap(WHO, 1, 1)], Standing.PAUSED),
        ([e.Interrupted(WHO, 1, "illness", "ill", "")], Standing.INTERRUPTED),
        ([e.Finished(WHO, 1, "candidate")], Standing.FINISHED),
    ],
)
def test_the_standing_follows_the_test(happened: list[e.Event], expected: Standing) -> None:
    book = sitting()
    book.write(*happened)
    assert standing(book) is expected


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_a_test_has_its_standing(state: State) -> None:
    candidate = prepared().hall().candidates[WHO]
    assert isinstance(replace(candidate, attempt=replace(begun(), state=state)).standing, Standing)


def test_a_seat_knows_whose_test_is_under_way_there() -> None:
    book = sitting()
    running = book.hall().running("A1")
    assert running is not None
    assert running.id == WHO
    assert book.hall().running("B2") is None
    book.write(e.Finished(WHO, 1, "candidate"))
    assert book.hall().running("A1") is None


def test_R_6_1_the_stored_score_is_recomputed_from_the_stored_attempt() -> None:
    hall, attempt = ended().hall(), attempt_of(ended())
    assert attempt.score == score(hall.paper(attempt), attempt.answers, attempt.points, attempt.rule)
    assert attempt.score is not None
    assert attempt.score.total == 1


def test_R_25_3_the_first_showing_of_the_result_is_kept() -> None:
    book = ended()
    book.ms = 9 * MINUTE
    book.write(e.ResultShownAgain(WHO))
    assert attempt_of(book).result_shown_at == moment(4 * MINUTE)


def test_R_24_11_a_new_paper_keeps_the_old_attempt_beside_the_new_one() -> None:
    book = sitting()
    book.write(
        e.OptionSet(WHO, 1, "S1-001", ("a",)),
        e.Interrupted(WHO, 1, "incident", "power", "4"),
        e.InterruptionDecided(WHO, 1, "12", "power", "new_paper"),
    )
    assert standing(book) is Standing.INTERRUPTED
    book.write(e.CodeCancelled(WHO, slip(1), "new paper"), e.CodeIssued(WHO, slip(2), "verifier 2"))
    book.write(e.Admitted(WHO, slip(2), "A1"), attempt_started(number=2))
    candidate = book.hall().candidates[WHO]
    assert candidate.attempt is not None
    assert (candidate.attempt.number, candidate.attempt.answers) == (2, {})
    assert [attempt.answers for attempt in candidate.earlier] == [{"S1-001": frozenset("a")}]
    assert candidate.standing is Standing.IN_PROGRESS


def test_R_24_11_each_of_the_three_ways_ends_where_it_must() -> None:
    ways = {"resume": Standing.PAUSED, "new_paper": Standing.INTERRUPTED, "score": Standing.FINISHED}
    for way, expected in ways.items():
        book = sitting()
        book.write(e.Interrupted(WHO, 1, "incident", "power", "4"))
        book.write(decisions.decide(attempt_of(book), "12", "power", way))
        if way == "score":
            book.write(decisions.finish(attempt_of(book), "decision", book.now))
        assert standing(book) is expected


def test_a_test_can_begin_without_a_living_code() -> None:
    book = opened()
    book.write(attempt_started("C0003"))
    assert standing(book, "C0003") is Standing.IN_PROGRESS


def test_the_steps_of_an_attempt_are_the_entries_that_a_replay_needs() -> None:
    book = ended()
    book.write(e.StaffSignedIn("P1"), e.ResultShownAgain(WHO))
    hall = book.hall()
    kinds = [book.entries[seq - 1].kind for seq in hall.steps[WHO]]
    assert kinds == ["attempt_started", "option_set", "finished", "scored", "result_shown"]
    named = [book.entries[seq - 1].kind for seq in hall.about[WHO]]
    assert named[0] == "candidate_listed"
    assert named[-2:] == ["result_shown", "result_shown_again"]


@pytest.mark.parametrize("event", [e.OptionSet(WHO, 1, "S1-001", ("a",)), e.ResultShown(WHO)])
def test_an_answer_or_result_without_a_test_is_a_bug_and_is_told(event: e.Event) -> None:
    book = opened()
    book.write(event)
    with pytest.raises(ValueError, match="without an attempt"):
        book.hall()


def test_an_entry_of_a_later_program_is_refused() -> None:
    entry = link(Draft("lottery_drawn", 1, "{}", "P1", "proctor", moment()), 1, bytes(32), "01")
    with pytest.raises(ValueError, match="lottery_drawn"):
        Hall().fold([entry])


# --- documents ----------------------------------------------------------------------------------------------


def made(number: str, document: str = "protocol", subject: str = WHO) -> e.DocumentMade:
    """A document that was made of the journal's first entry."""
    return e.DocumentMade(document, number, subject, "aa", "bb", 1, "cc", moment().legal_ms)


def test_a_protocol_belongs_to_its_candidate() -> None:
    book = ended()
    book.write(made("P-01-01-2026-0001"), made("V-01-01-2026-0001", "summary", ""))
    hall = book.hall()
    assert hall.candidates[WHO].protocol == "P-01-01-2026-0001"
    assert (hall.documents["P-01-01-2026-0001"].made_at, hall.documents["V-01-01-2026-0001"].subject) == (
        book.now,
        "",
    )


def test_R_26_2_prints_and_marked_copies_are_counted() -> None:
    book = ended()
    number = "P-01-01-2026-0001"
    book.write(made(number))
    for copy in (0, 1, 2, 1):
        book.write(e.DocumentPrinted(number, "printer", copy, "job"))
    document = book.hall().documents[number]
    assert (document.prints, document.copies) == (4, 2)


def test_a_print_of_a_paper_that_is_never_stored_changes_no_document() -> None:
    book = ended()
    book.write(e.DocumentPrinted(slip(1), "printer", 0, "job"))
    assert book.hall().documents == {}


def test_numbers_run_on_per_kind_spoilt_ones_and_incidents_too() -> None:
    book = ended()
    book.write(
        made("P-01-01-2026-0001"),
        e.NumberCancelled("P-01-01-2026-0003", "paper jam"),
        e.NumberCancelled("P-01-01-2026-0002", "paper jam"),
        e.IncidentRecorded("I-01-01-2026-0001", {"what": "power"}),
    )
    hall = book.hall()
    assert hall.numbers == {"T": 1, "P": 3, "I": 1}
    assert hall.spoilt == ["P-01-01-2026-0003", "P-01-01-2026-0002"]
    assert [incident.facts["what"] for incident in hall.incidents] == ["power"]


def test_R_24_7_the_handing_over_is_kept_with_its_moment() -> None:
    book = ended()
    book.ms = 7 * MINUTE
    book.write(e.ProtocolHandedOver(WHO, "P-01-01-2026-0001"))
    assert book.hall().candidates[WHO].handed_over_at == moment(7 * MINUTE)


# --- privacy and repetition ---------------------------------------------------------------------------------


def test_R_9_2_a_candidate_holds_no_personal_data_in_the_open() -> None:
    names = {field.name for field in fields(Candidate)}
    assert not names & {"name", "full_name", "document", "birth_date", "health", "conviction", "citizenship"}


def test_folding_in_parts_gives_the_same_hall_as_folding_at_once() -> None:
    entries = ended().reread()
    assert Hall().fold(entries[:9]).fold(entries[9:]) == Hall().fold(entries)


def test_R_6_2_the_live_fold_and_the_fold_of_the_stored_bytes_are_one() -> None:
    book = ended()
    assert Hall().fold(book.entries) == book.hall()


def test_the_snapshot_holds_the_very_questions_that_were_frozen() -> None:
    frozen: list[Question] = list(prepared().hall().questions.values())
    assert frozen == list(QUESTIONS)
    assert "key" in json.loads(prepared().entries[1].body)["question"]


def test_R_3_1_the_commitment_the_papers_in_their_order_and_the_revealed_seed_are_known() -> None:
    book = opened()
    book.write(draw := e.DrawCommitted("balanced/1", "ab" * 32, "00"))
    admitted(book)
    book.write(first := attempt_started(paper_number=1, paper_sha256="cd" * 32))
    hall = book.hall()
    assert (hall.draw, hall.revealed, hall.papers) == (draw, None, [first])
    book.write(e.Interrupted(WHO, 0, "illness", "reason", "1"))
    book.write(e.InterruptionDecided(WHO, 0, "5", "reason", "new_paper"))
    book.write(second := attempt_started(number=2, paper_number=2))
    book.write(revealed := e.DrawRevealed("ef" * 32))
    assert (book.hall().papers, book.hall().revealed) == ([first, second], revealed)


def test_a_test_of_an_earlier_release_has_a_paper_without_number_and_hash() -> None:
    book = sitting()
    (begun_paper,) = book.hall().papers
    assert (begun_paper.paper_number, begun_paper.paper_sha256) == (0, "")
    assert book.hall().draw is None
