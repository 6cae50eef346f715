"""The review before the commission: who opens it, what it shows, how it ends, what it leaves (arts. 34 to 36)."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from protocols import facts as f
from question_bank.model import Question
from station.domain import scoring
from station.domain.appeal import Decision
from station.domain.errors import Reason
from station.services import exam, overview, proctoring, results, review
from station.services.commission import Attendance
from station.services.review import Presence
from tests.services.appealing import (
    ABSENT,
    CHAIR,
    CORRECTED,
    KEPT,
    MEMBER,
    SEATS,
    SECRETS,
    THIRD,
    appealed,
    attendance,
    enter_commission,
    file,
    open_review,
)  # fmt: skip
from tests.services.hall import HEAD, MINUTE_MS, ONE, TWO, Day, forged, refused, unlocked, verified, with_fields
from tests.services.printers import Queue, queue
from tests.unit.protocols.reading import text

__all__ = ["queue"]

# --- opening ---------------------------------------------------------------------------------------------------------


def test_R_35_1_chair_member_and_candidate_open_the_keys_and_their_names_are_journalled(day: Day) -> None:
    appeal = appealed(day)
    shown = open_review(day, appeal)
    entry = json.loads(day.last("review_opened").body)
    assert (entry["chair"], entry["member"], entry["operator"], entry["presence"]) == (CHAIR, MEMBER, HEAD, "code")
    assert review.open_number(day.station) == appeal.number
    assert len(shown.questions) == 10
    assert [question.key for question in shown.questions if question.is_right] == [
        question.answer for question in shown.questions if question.is_right
    ]


def test_R_34_2_without_an_approved_commission_no_review_opens(day: Day) -> None:
    day.finish(ONE, 7)
    appeal = file(day)
    with refused(Reason.COMMISSION_MISSING):
        open_review(day, appeal)
    assert json.loads(day.last("review_refused").body)["why"] == "commission_missing"
    with refused(Reason.REVIEW_NOT_OPEN):
        review.reviewed(day.station, appeal.number)


@pytest.mark.parametrize(
    ("presence", "reason"),
    [
        (Presence(), Reason.KEY_WITHOUT_CANDIDATE),
        (Presence("482771306467"), Reason.KEY_WITHOUT_CANDIDATE),
        (Presence("12"), Reason.CODE_DIGITS),
        (Presence("", "   "), Reason.KEY_WITHOUT_CANDIDATE),
    ],
)
def test_R_35_1_without_the_candidate_no_key_appears(day: Day, presence: Presence, reason: Reason) -> None:
    appeal = appealed(day)
    with refused(reason):
        review.open_review(day.station, appeal.number, attendance(), presence)
    assert day.entries("review_opened") == []


def test_R_35_1_another_candidates_code_is_not_the_presence_of_this_one(day: Day) -> None:
    appeal = appealed(day)
    other = day.code(TWO)
    with refused(Reason.KEY_WITHOUT_CANDIDATE):
        review.open_review(day.station, appeal.number, attendance(), Presence(other))


def test_R_35_1_the_chair_may_mark_the_presence_with_a_reason(day: Day) -> None:
    appeal = appealed(day)
    review.open_review(day.station, appeal.number, attendance(), Presence("", "талону жоголгон"))
    entry = json.loads(day.last("review_opened").body)
    assert (entry["presence"], entry["presence_reason"]) == ("chair", "талону жоголгон")


@pytest.mark.parametrize("wrong", [CHAIR, MEMBER])
def test_R_35_1_both_passphrases_are_asked_and_each_is_the_owners(day: Day, wrong: str) -> None:
    appeal = appealed(day)
    with refused(Reason.PASSPHRASE_WRONG):
        secrets = {**SECRETS, wrong: SECRETS[THIRD]}
        review.open_review(day.station, appeal.number, attendance(secrets=secrets), Presence(day.codes[ONE]))
    assert json.loads(day.last("staff_sign_in_failed").body)["staff"] == wrong


def test_R_35_1_the_chair_is_not_a_member_too(day: Day) -> None:
    appeal = appealed(day)
    with refused(Reason.COMMISSION_NEEDED):
        review.open_review(day.station, appeal.number, attendance(CHAIR), Presence(day.codes[ONE]))


def test_absent_members_are_marked_with_a_reason(day: Day) -> None:
    appeal = appealed(day)
    here = Attendance(SECRETS[CHAIR], MEMBER, SECRETS[MEMBER], (CHAIR, MEMBER), {THIRD: ""})
    with refused(Reason.ATTENDANCE_INCOMPLETE):
        review.open_review(day.station, appeal.number, here, Presence(day.codes[ONE]))
    told = Attendance(SECRETS[CHAIR], MEMBER, SECRETS[MEMBER], (CHAIR, MEMBER), {THIRD: "иш сапарда"})
    review.open_review(day.station, appeal.number, told, Presence(day.codes[ONE]))
    assert json.loads(day.last("review_opened").body)["absent"] == [[THIRD, "иш сапарда"]]


def test_R_35_5_only_one_attempt_is_open_at_a_time(day: Day) -> None:
    first = appealed(day)
    day.finish(TWO, 3, "02")
    second = file(day, TWO)
    open_review(day, first)
    with refused(Reason.REVIEW_ALREADY_OPEN):
        open_review(day, second, TWO)
    review.close_review(day.station, first.number, "desk")
    assert open_review(day, second, TWO).name == day.station.person(TWO).full_name


# --- showing ---------------------------------------------------------------------------------------------------------


def test_R_35_2_the_review_shows_the_very_order_the_answer_the_key_and_the_points(day: Day) -> None:
    appeal = appealed(day, right=7)
    shown = open_review(day, appeal)
    paper = day.attempt().paper
    assert [question.id for question in shown.questions] == [row.question for row in paper]
    for question, row in zip(shown.questions, paper, strict=True):
        assert tuple(option for option, _text in question.options) == row.options
        assert question.key == day.station.hall.question(row.question, row.version).key
    assert [question.points for question in shown.questions] == [1] * 7 + [0] * 3
    assert (shown.recount.stored, shown.recount.recomputed, shown.recount.agrees) == (7, 7, True)
    assert shown.recount.entries == day.station.hall.seq
    assert shown.recount.head == day.station.hall.head.hex()


def test_R_35_3_the_history_of_every_change_is_there(day: Day) -> None:
    enter_commission(day)
    day.sit()
    day.answer(0, right=False)
    day.clock.advance(30_000)
    day.answer(0)
    exam.flag(day.station, ONE, day.attempt().paper[1].question, True)
    exam.remark(day.station, ONE, day.attempt().paper[2].question, "Эки жооп туура")
    exam.change_language(day.station, ONE, "ru")
    exam.finish(day.station, ONE)
    exam.result_shown(day.station, ONE)
    shown = open_review(day, file(day))
    assert [question.changes for question in shown.questions[:2]] == [2, 0]
    assert (shown.questions[1].is_flagged, shown.questions[2].remark) == (True, "Эки жооп туура")
    kinds = [step.event.kind() for step in shown.steps]
    assert kinds == [
        "attempt_started", "option_set", "option_set", "flag_set", "remark_made", "language_changed", "finished",
        "scored", "result_shown",
    ]  # fmt: skip
    assert [step.used_ms for step in shown.steps[1:3]] == [0, 30_000]
    assert shown.steps[-1].attempt == day.attempt()


def test_R_35_4_no_service_of_the_review_takes_points(day: Day) -> None:
    fields = set(Decision.__dataclass_fields__)
    assert fields == {
        "kind", "reason", "ground", "votes_for", "votes_against", "separate_opinion", "proposal", "remarks",
    }  # fmt: skip


# --- closing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["desk", "idle"])
def test_R_35_5_closing_hides_the_keys_and_is_journalled(day: Day, how: str) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    review.close_review(day.station, appeal.number, how)
    assert json.loads(day.last("review_closed").body)["how"] == how
    with refused(Reason.REVIEW_NOT_OPEN):
        review.reviewed(day.station, appeal.number)
    with refused(Reason.REVIEW_NOT_OPEN):
        review.decide(day.station, appeal.number, KEPT)
    seq = day.station.hall.seq
    review.close_review(day.station, appeal.number, how)
    assert day.station.hall.seq == seq


def test_R_35_5_a_power_cut_in_the_middle_hides_the_keys_and_loses_nothing(day: Day) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    later = day.restart()
    assert json.loads(later.last("review_closed").body)["how"] == "stop"
    assert review.open_number(later.station) == ""
    with refused(Reason.REVIEW_NOT_OPEN):
        review.decide(later.station, appeal.number, KEPT)
    later.codes = dict(day.codes)
    open_review(later, appeal)
    assert review.decide(later.station, appeal.number, KEPT).decided is not None


# --- deciding --------------------------------------------------------------------------------------------------------


def test_R_35_6_a_decision_leaves_its_protocol_with_everything_that_art_35_asks(day: Day) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    day.clock.advance(4 * MINUTE_MS)
    remarks = ((3, "Эки жооп туура", "Мекемеге билдирилсин"),)
    decision = Decision("unchanged", "Дал келет", votes_for=2, votes_against=1, separate_opinion="Каршымын",
                        proposal="3-суроо каралсын", remarks=remarks)  # fmt: skip
    review.decide(day.station, appeal.number, decision)
    facts = results.draft_appeal_protocol(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealProtocol)
    assert (facts.decision, facts.ground, facts.reason) == (f.AppealDecision.UNCHANGED, None, "Дал келет")
    assert (facts.before, facts.after, facts.new_protocol) == (7, 7, "")
    assert facts.stored == facts.recomputed == f.AppealCount(10, 7, 7, 7, True)
    assert (facts.chair.name, [member.name for member in facts.members]) == (SEATS[0].name, [s.name for s in SEATS[1:]])
    assert (facts.votes_for, facts.votes_against, facts.separate_opinion) == (2, 1, "Каршымын")
    assert facts.remarks == (f.AppealRemark(*remarks[0]),)
    assert facts.shown_from is not None
    assert facts.shown_to is not None
    assert (facts.shown_to - facts.shown_from).seconds == 240
    assert facts.keep_until == date(2027, 3, 2)
    assert facts.operator.name == day.station.hall.staff[HEAD].name


def test_an_appeal_is_decided_once(day: Day) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    review.decide(day.station, appeal.number, KEPT)
    with refused(Reason.APPEAL_DECIDED):
        review.decide(day.station, appeal.number, KEPT)


def test_R_35_4_while_the_counts_agree_nobody_can_correct(day: Day) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    with refused(Reason.DECISION_UNTRUE, before=7, after=7):
        review.decide(day.station, appeal.number, CORRECTED)
    assert day.entries("appeal_decided") == []


def test_an_absent_candidates_application_is_left_without_a_key_on_the_screen(day: Day) -> None:
    appeal = appealed(day)
    review.decide_unseen(day.station, appeal.number, attendance(), ABSENT)
    facts = results.draft_appeal_protocol(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealProtocol)
    assert (facts.decision, facts.ground) == (f.AppealDecision.NOT_CONSIDERED, f.NotConsidered.ABSENT)
    assert (facts.candidate_present, facts.shown_from, facts.stored, facts.recomputed) == (False, None, None, None)
    assert day.entries("review_opened") == []


def test_a_candidate_who_left_between_two_openings_is_absent_on_paper(day: Day) -> None:
    appeal = appealed(day)
    open_review(day, appeal)
    review.close_review(day.station, appeal.number, "idle")
    review.decide_unseen(day.station, appeal.number, attendance(), ABSENT)
    facts = results.draft_appeal_protocol(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealProtocol)
    assert (facts.candidate_present, facts.shown_from) == (False, None)


@pytest.mark.parametrize("is_here", [True, False])
def test_R_35_6_without_a_review_the_candidate_is_present_on_paper_only_if_seen(day: Day, is_here: bool) -> None:
    appeal = appealed(day)
    decision = replace(ABSENT, ground="out_of_scope")
    review.decide_unseen(day.station, appeal.number, replace(attendance(), is_candidate_here=is_here), decision)
    facts = results.draft_appeal_protocol(day.station, appeal.number).facts
    assert isinstance(facts, f.AppealProtocol)
    assert facts.candidate_present is is_here


def test_nothing_on_the_score_is_decided_without_the_review(day: Day) -> None:
    appeal = appealed(day)
    with refused(Reason.KEY_WITHOUT_CANDIDATE):
        review.decide_unseen(day.station, appeal.number, attendance(), KEPT)


# --- a wrong rule ----------------------------------------------------------------------------------------------------

_WRONG_RULE = 900


def _never_right_for_the_second(question: Question, answer: frozenset[str] | None) -> bool:
    """A wrong rule, as a bad release might have brought it: questions whose number ends in an odd digit never count."""
    return answer == question.key and int(question.id[-1]) % 2 == 0


@pytest.fixture
def wrong_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """This release scores new attempts by a rule that is not the law's."""
    monkeypatch.setitem(scoring.RULES, _WRONG_RULE, _never_right_for_the_second)
    monkeypatch.setattr(exam, "RULE", _WRONG_RULE)


@pytest.mark.usefixtures("wrong_rule")
def test_R_35_2_R_26_3_a_score_by_a_wrong_rule_is_corrected_by_the_recount_alone(day: Day, tmp_path: Path) -> None:
    appeal = appealed(day, right=10)
    first = day.attempt().score
    assert first is not None
    assert first.total < 10
    old = day.candidate().protocol
    day = day.again()  # an intact chain: the start lets the station work
    shown = open_review(day, appeal)
    assert (shown.recount.stored, shown.recount.recomputed, shown.recount.agrees) == (first.total, 10, False)
    with refused(Reason.DECISION_UNTRUE, before=first.total, after=10):
        review.decide(day.station, appeal.number, KEPT)
    review.decide(day.station, appeal.number, CORRECTED)
    attempt = day.attempt()
    assert attempt.score is not None
    assert (attempt.score.total, attempt.meets, attempt.first_score) == (10, True, first)
    results.make_decision_papers(day.station, appeal.number)
    new = day.candidate().protocol
    assert new != old
    protocol = results.draft_appeal_protocol(day.station, appeal.number).facts
    assert isinstance(protocol, f.AppealProtocol)
    assert (protocol.before, protocol.after, protocol.protocol, protocol.new_protocol) == (first.total, 10, old, new)
    assert protocol.keep_until == date(2031, 3, 2)
    assert day.station.hall.documents[old].superseded_by == new
    later = day.again()
    assert later.attempt() == attempt
    review.close_review(later.station, appeal.number, "desk")
    assert later.verified().intact


@pytest.mark.usefixtures("wrong_rule")
def test_R_26_3_the_new_protocol_says_instead_of_which_and_a_copy_of_the_old_one_that_it_is_void(day: Day) -> None:
    appeal = appealed(day, right=10)
    old = day.candidate().protocol
    open_review(day, appeal)
    review.decide(day.station, appeal.number, CORRECTED)
    results.make_decision_papers(day.station, appeal.number)
    new = day.candidate().protocol
    assert results.make_protocol(day.station, ONE).number == new
    assert f"№ {old} протоколдун ордуна" in text(results.pdf_of(day.station, new))
    copy, ordinal = results.copy_of(day.station, old)
    assert ordinal == 1
    assert "Күчүн жоготкон" in text(copy)
    assert new in text(copy)
    line = next(line for line in overview.appeals(day.station) if line.candidate == ONE)
    assert (line.decision, line.after, line.protocol) == ("corrected", 10, new)


@pytest.mark.usefixtures("wrong_rule")
def test_a_corrected_score_that_no_recount_gives_stops_the_station_and_is_found(day: Day, tmp_path: Path) -> None:
    appeal = appealed(day, right=10)
    open_review(day, appeal)
    review.decide(day.station, appeal.number, CORRECTED)
    review.close_review(day.station, appeal.number, "desk")
    target = forged(
        day, tmp_path / "forged", lambda entry: with_fields(entry, score=9) if entry.kind == "score_corrected" else None
    )
    assert not verified(target, day.passphrases).intact
    with refused(Reason.SCORE_DIFFERS):
        unlocked(target, day.clock, day.passphrases)


# --- the sheet of keys -----------------------------------------------------------------------------------------------


def decided(day: Day) -> str:
    """An appeal decided in its open review, with its papers; the key sheet's number."""
    appeal = appealed(day)
    open_review(day, appeal)
    review.decide(day.station, appeal.number, KEPT)
    results.make_decision_papers(day.station, appeal.number)
    return day.station.hall.appeals[appeal.number].key_sheet


def test_the_key_sheet_has_letters_as_seen_and_no_text_of_a_question(day: Day) -> None:
    sheet = decided(day)
    appeal = next(iter(day.station.hall.appeals.values()))
    facts = results.draft_key_sheet(day.station, appeal.number).facts
    assert isinstance(facts, f.KeySheet)
    assert [row.points for row in facts.rows] == [1] * 7 + [0] * 3
    for row, item in zip(facts.rows, day.attempt().paper, strict=True):
        asked = day.station.hall.question(item.question, item.version)
        place = item.options.index(min(asked.key))
        assert row.key[0] == "АБВГ"[place]
        there = [option.id for option in asked.options].index(min(asked.key))
        assert row.key[1:] == ("" if there == place else f" ({'АБВГ'[there]})")
        assert row.answer == (row.key if row.matches else "")
        assert asked.stem.ky not in str(facts)
    assert (facts.points, facts.max_points, sheet[:2]) == (7, 10, "S-")


def test_the_key_sheet_leaves_no_printer_and_no_file_outside_the_review(day: Day, queue: Queue, tmp_path: Path) -> None:
    sheet = decided(day)
    results.print_original(day.station, sheet, "Hall", 1)
    assert len(queue.sent) == 1
    review.close_review(day.station, next(iter(day.station.hall.appeals)), "desk")
    with refused(Reason.REVIEW_NOT_OPEN):
        results.print_original(day.station, sheet, "Hall", 1, "чыккан жок")
    with refused(Reason.REVIEW_NOT_OPEN):
        results.save(day.station, sheet, tmp_path / "sheet.pdf")
    with refused(Reason.NOT_ALLOWED_NOW):
        results.print_copy(day.station, sheet, "Hall")
    assert len(queue.sent) == 1
    assert not (tmp_path / "sheet.pdf").exists()
    assert [json.loads(entry.body)["why"] for entry in day.entries("review_refused")] == [
        "review_not_open", "review_not_open", "not_allowed_now",
    ]  # fmt: skip


def test_outside_the_review_no_key_sheet_can_even_be_made(day: Day) -> None:
    appeal = appealed(day)
    with refused(Reason.REVIEW_NOT_OPEN):
        results.draft_key_sheet(day.station, appeal.number)


def test_papers_of_a_decision_are_made_once(day: Day) -> None:
    decided(day)
    count = len(day.station.hall.documents)
    results.make_decision_papers(day.station, next(iter(day.station.hall.appeals)))
    assert len(day.station.hall.documents) == count


# --- the archive -----------------------------------------------------------------------------------------------------


def test_R_36_1_the_desk_tells_until_when_the_materials_are_kept(day: Day) -> None:
    decided(day)
    (line,) = overview.appeals(day.station)
    assert line.keep_until == "2027-03-02"


def test_R_6_1_an_answer_changed_with_every_key_is_found_after_the_decision_too(day: Day, tmp_path: Path) -> None:
    decided(day)
    review.close_review(day.station, next(iter(day.station.hall.appeals)), "desk")
    last = day.last("option_set").seq
    target = forged(
        day, tmp_path / "forged", lambda entry: with_fields(entry, options=("d",)) if entry.seq == last else None
    )
    assert not verified(target, day.passphrases).intact


def test_a_day_with_appeals_verifies(day: Day) -> None:
    decided(day)
    day.finish(TWO, 2, "02")
    second = file(day, TWO)
    results.make_application(day.station, second.number)
    review.close_review(day.station, next(iter(day.station.hall.appeals)), "desk")
    review.decide_unseen(day.station, second.number, attendance(), ABSENT)
    results.make_decision_papers(day.station, second.number)
    report = day.verified()
    assert report.findings == []
    assert report.documents == 6


def test_the_summary_names_every_appeal_with_its_decision(day: Day) -> None:
    decided(day)
    review.close_review(day.station, next(iter(day.station.hall.appeals)), "desk")
    day.settle()
    day.hour_over()
    proctoring.close_session(day.station)
    facts = results.draft_summary(day.station).facts
    assert isinstance(facts, f.SummaryProtocol)
    assert [row.appeal for row in facts.rows if row.appeal] == ["A-02-01-2026-0001: өзгөртүүсүз | без изменения"]
