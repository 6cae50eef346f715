"""Came, seen, absent, withdrawn, and the codes (art. 24 items 3 and 4)."""

from pathlib import Path

import pytest

from station.domain import codes
from station.domain.admitted_head import Head
from station.domain.errors import Reason
from station.domain.hall import CodeState, Standing
from station.services import exam, proctoring, registration
from tests.services.hall import FIVE, NO_CONSENT, ONE, PEOPLE, PROCTOR, TWO, Day, admit, created, plan_for, refused


def test_R_24_3_who_saw_the_document_and_when_stands_in_the_journal(day: Day) -> None:
    day.sign_in(PROCTOR)
    found = registration.mark_document_seen(day.station, ONE)
    assert found.standing is Standing.CAME
    assert found.seen_by == PROCTOR
    assert found.came_at is not None
    assert found.came_at.legal_ms == day.clock.wall_ms()
    entry = day.last("document_seen")
    assert (entry.actor, entry.role) == (PROCTOR, "proctor")


def test_R_24_3_a_wrong_mark_is_taken_back_with_a_reason(day: Day) -> None:
    registration.mark_document_seen(day.station, ONE)
    with refused(Reason.REASON_NEEDED):
        registration.undo_document_seen(day.station, ONE, "  ")
    assert registration.undo_document_seen(day.station, ONE, "башка адам").standing is Standing.LISTED
    assert "башка адам" in day.last("document_seen_undone").body


def test_a_mark_stays_once_a_code_was_issued(day: Day) -> None:
    day.code()
    with refused(Reason.NOT_ALLOWED_NOW, state="code_issued"):
        registration.undo_document_seen(day.station, ONE, "ката")


def test_R_24_3_an_absence_is_marked_and_undone_with_a_reason(day: Day) -> None:
    assert registration.mark_absent(day.station, ONE).standing is Standing.ABSENT
    with refused(Reason.NOT_ALLOWED_NOW, state="absent"):
        registration.mark_document_seen(day.station, ONE)
    with refused(Reason.REASON_NEEDED):
        registration.undo_absence(day.station, ONE, "")
    assert registration.undo_absence(day.station, ONE, "кечигип келди").standing is Standing.LISTED
    registration.mark_document_seen(day.station, ONE)


def test_who_came_cannot_be_marked_absent(day: Day) -> None:
    registration.mark_document_seen(day.station, ONE)
    with refused(Reason.NOT_ALLOWED_NOW, state="came"):
        registration.mark_absent(day.station, ONE)


def test_R_24_4_a_code_has_twelve_digits_with_check_digits_and_only_its_keyed_hash_is_kept(day: Day) -> None:
    code = day.code()
    assert len(code) == 12
    assert codes.has_good_digits(code)
    kept = day.station.hall.code_of(ONE)
    assert kept is not None
    assert kept.verifier == codes.verifier(day.station.code_key, day.station.hall.session, "01", code)
    assert all(code not in entry.body for entry in day.entries())


def test_R_24_4_a_code_opens_no_other_data_folder(day: Day, tmp_path: Path) -> None:
    code = day.code()
    other = created(tmp_path / "other", day.clock, plan_for(day.clock))
    admit(other)
    proctoring.open_session(other.station)
    with refused(Reason.CODE_WRONG):
        exam.enter_code(other.station, code, "01")


def test_R_24_4_a_new_code_needs_a_reason_and_kills_the_old_one(day: Day) -> None:
    old = day.code()
    with refused(Reason.REASON_NEEDED):
        registration.issue_code(day.station, ONE)
    new = registration.issue_code(day.station, ONE, "талон жоголду")
    assert new.code != old
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, old, "01")
    assert exam.enter_code(day.station, new.code, "01").id == ONE
    assert day.station.hall.reissued == 1
    assert "талон жоголду" in day.last("code_cancelled").body


def test_a_code_needs_the_document_seen_first(day: Day) -> None:
    with refused(Reason.DOCUMENT_NOT_SEEN):
        registration.issue_code(day.station, ONE)


def test_R_10_3_without_consent_on_file_no_code_is_issued(day: Day) -> None:
    registration.mark_document_seen(day.station, NO_CONSENT)
    with refused(Reason.NO_CONSENT):
        registration.issue_code(day.station, NO_CONSENT)
    assert day.entries("code_issued") == []


def test_R_19_2_R_12_1_R_6_3_a_person_not_on_the_list_gets_no_code_and_no_reason_of_stage_one(day: Day) -> None:
    with refused(Reason.NOT_ON_LIST) as refusal:
        registration.issue_code(day.station, "C0099")
    assert refusal.value.facts == {}
    for act in (registration.mark_document_seen, registration.mark_absent, exam.confirm_identity, exam.start):
        with refused(Reason.NOT_ON_LIST):
            act(day.station, "C0099")
    assert registration.find(day.station, "Жумабеков") == []


def test_a_withdrawal_needs_its_application_and_kills_the_code(day: Day) -> None:
    code = day.code()
    with refused(Reason.REASON_NEEDED):
        registration.withdraw(day.station, ONE, " ")
    assert registration.withdraw(day.station, ONE, "Арыз № 3").standing is Standing.WITHDRAWN
    with refused(Reason.CODE_CANCELLED):
        exam.enter_code(day.station, code, "01")
    with refused(Reason.NOT_ALLOWED_NOW, state="withdrawn"):
        registration.issue_code(day.station, ONE)


def test_nobody_withdraws_from_a_test_that_began(day: Day) -> None:
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="in_progress"):
        registration.withdraw(day.station, ONE, "Арыз № 3")


def test_a_withdrawal_at_the_screen_keeps_the_test_from_starting(day: Day) -> None:
    day.ready()
    registration.withdraw(day.station, ONE, "Арыз № 3")
    with refused(Reason.NOT_CONFIRMED):
        exam.start(day.station, ONE)


def test_a_locked_desk_registers_nobody(day: Day) -> None:
    proctoring.lock_desk(day.station, "key")
    before = day.station.hall.seq
    with refused(Reason.NOT_ALLOWED_NOW, state="locked"):
        registration.mark_document_seen(day.station, ONE)
    with refused(Reason.NOT_ALLOWED_NOW, state="locked"):
        registration.mark_absent(day.station, ONE)
    assert day.station.hall.seq == before


def test_after_the_close_no_mark_changes_the_totals(day: Day) -> None:
    day.code(TWO)
    day.settle()
    totals = proctoring.close_session(day.station)
    with refused(Reason.SESSION_CLOSED):
        registration.undo_absence(day.station, ONE, "келди")
    with refused(Reason.SESSION_CLOSED):
        registration.withdraw(day.station, TWO, "Арыз № 4")
    with refused(Reason.SESSION_CLOSED):
        registration.issue_code(day.station, TWO, "жаңы")
    assert day.station.hall.totals() == totals


def test_codes_of_a_hall_differ_and_slips_are_numbered(day: Day) -> None:
    issued = []
    for who in (ONE, TWO, FIVE):
        registration.mark_document_seen(day.station, who)
        issued.append(registration.issue_code(day.station, who))
    assert len({one.code for one in issued}) == 3
    assert [int(one.slip.rsplit("-", 1)[1]) for one in issued] == [1, 2, 3]
    assert {day.station.hall.codes[one.slip].state for one in issued} == {CodeState.ISSUED}


@pytest.mark.parametrize("text", ["сыдыков", "AN1000002", "an 1000002", "нурлан ү"])
def test_staff_find_a_person_by_name_or_document(day: Day, text: str) -> None:
    assert [found.id for found in registration.find(day.station, text)] == [TWO]


def test_an_empty_search_shows_everybody_in_the_lists_order(day: Day) -> None:
    assert [found.id for found in registration.find(day.station, "")] == list(day.station.hall.candidates)


def test_R_19_2_only_a_supplementary_list_adds_people(day: Day) -> None:
    before = set(day.station.hall.candidates)
    row = ("Жумабеков Тилек Сапарович", "ID", "2000001", *PEOPLE[0][3:])
    assert admit(day, [row], Head("8", "2026-03-01", "Эшимов Т. К.")) == 1
    (new,) = set(day.station.hall.candidates) - before
    assert day.candidate(new).list_number == "8"
    day.code(new)
    assert len(day.entries("candidate_listed")) == len(PEOPLE) + 1
