"""From a score to paper (arts. 24 to 26, 28)."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from protocols import render
from station.domain.errors import Reason
from station.services import exam, proctoring, registration, results
from tests.services.hall import MINUTE_MS, ONE, PEOPLE, PROCTOR, TWO, Day, refused, unlocked
from tests.services.printers import Queue, queue
from tests.unit.protocols.reading import pages, text

__all__ = ["queue"]

MEETS = "Топтолгон балл квалификациялык талаптарга жооп берет"
DOES_NOT_MEET = "Топтолгон балл квалификациялык талаптарга жооп бербейт"


def statement_of(pdf: bytes) -> list[str]:
    """The statements of art. 26 that a paper holds."""
    said = text(pdf)
    return [MEETS] * said.count(MEETS) + [DOES_NOT_MEET] * said.count(DOES_NOT_MEET)


# --- the candidate's protocol ---


@pytest.mark.parametrize(
    ("right", "statement"),
    [(6, MEETS), (5, DOES_NOT_MEET), (10, MEETS), (0, DOES_NOT_MEET)],
    ids=["threshold", "one less", "all", "none"],
)
def test_R_26_1_R_26_2_every_finished_test_has_a_protocol_with_exactly_one_statement(
    day: Day, right: int, statement: str
) -> None:
    day.finish(right=right)
    pdf = results.pdf_of(day.station, results.make_protocol(day.station, ONE).number)
    assert statement_of(pdf) == [statement]
    assert len(pages(pdf)) == 1


def test_R_22_1_R_24_6_the_protocol_prints_the_act_of_the_form_the_threshold_and_the_points(day: Day) -> None:
    day.finish(right=7)
    made = results.make_protocol(day.station, ONE)
    said = text(results.pdf_of(day.station, made.number))
    form = day.station.form
    assert form.act.number in said
    assert made.number in said
    assert PEOPLE[0][0] in said
    assert f"{form.threshold}" in said
    assert PEOPLE[0][2] not in said  # the document's number stands masked
    assert made.number.startswith("P-02-01-2026-")


def test_R_5_1_the_heads_of_papers_come_from_the_session_not_from_the_code(day: Day) -> None:
    day.finish()
    said = text(results.pdf_of(day.station, results.make_protocol(day.station, ONE).number))
    for name in ("authority", "institution"):
        assert day.station.settings[name]["ky"].split("(")[0].strip().casefold() in said.casefold()


def test_R_28_1_a_failed_protocol_prints_the_first_day_of_return_a_passed_one_does_not(day: Day) -> None:
    day.finish(ONE, 2)
    day.finish(TWO, 9, "02")
    failed = text(results.pdf_of(day.station, results.make_protocol(day.station, ONE).number))
    passed = text(results.pdf_of(day.station, results.make_protocol(day.station, TWO).number))
    assert "2027-жылдын 3-марты" in failed or "03.03.2027" in failed
    assert "2027" not in passed


def test_R_21_3_the_protocol_shows_every_section(day: Day) -> None:
    day.finish(right=4)
    said = text(results.pdf_of(day.station, results.make_protocol(day.station, ONE).number))
    for title in day.station.form.titles.values():
        assert title.ky in said


def test_a_protocol_is_made_once(day: Day) -> None:
    day.finish()
    made = results.make_protocol(day.station, ONE)
    assert results.make_protocol(day.station, ONE) == made
    assert len(day.entries("document_made")) == 1


def test_no_protocol_before_the_score(day: Day) -> None:
    with refused(Reason.NOT_ALLOWED_NOW):
        results.make_protocol(day.station, ONE)
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="in_progress"):
        results.make_protocol(day.station, ONE)
    proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "")
    with refused(Reason.NOT_ALLOWED_NOW, state="interrupted"):
        results.make_protocol(day.station, ONE)
    assert day.station.hall.documents == {}


def test_R_24_11_the_protocol_of_a_decided_interruption_names_the_decision(day: Day) -> None:
    day.sit()
    day.answer_first(7)
    proctoring.interrupt(day.station, ONE, "illness", "ден соолук", "")
    proctoring.decide_interruption(day.station, ONE, "№ 5-чечим", "талапкер макул", "score")
    said = text(results.pdf_of(day.station, results.make_protocol(day.station, ONE).number))
    assert "5-чечим" in said


def test_R_6_1_before_a_print_the_score_is_folded_anew_from_disk(day: Day) -> None:
    attempt = day.finish(right=3)
    better = replace(attempt, meets=True)
    day.station.hall.candidates[ONE] = replace(day.candidate(), attempt=better)
    with refused(Reason.SCORE_DIFFERS):
        results.make_protocol(day.station, ONE)


def test_R_6_2_a_document_is_journalled_with_the_hash_of_what_it_says_and_of_its_bytes(day: Day) -> None:
    day.finish()
    made = results.make_protocol(day.station, ONE)
    pdf = results.pdf_of(day.station, made.number)
    assert hashlib.sha256(pdf).hexdigest() == made.pdf_sha256
    assert made.head_seq == day.last("document_made").seq - 1
    assert made.head == day.last("document_made").prev.hex()


def test_a_protocol_drawn_on_another_thread_while_the_day_goes_on_stays_true(day: Day) -> None:
    day.finish(ONE)
    draft = results.draft_protocol(day.station, ONE)
    pdf = render(draft.facts)
    registration.mark_document_seen(day.station, TWO)
    day.clock.advance(3 * MINUTE_MS)
    made = results.keep(day.station, draft, pdf)
    assert results.pdf_of(day.station, made.number) == pdf
    assert results.copy_of(day.station, made.number)[1] == 1
    assert day.verified().findings == []


def test_two_protocols_drawn_at_once_get_two_numbers(day: Day) -> None:
    day.finish(ONE)
    day.finish(TWO, seat="02")
    slow = results.draft_protocol(day.station, ONE)
    quick = results.make_protocol(day.station, TWO)
    assert slow.facts.header.number == quick.number
    kept = results.keep(day.station, slow, render(slow.facts))
    assert kept.number != quick.number
    assert (day.candidate(ONE).protocol, day.candidate(TWO).protocol) == (kept.number, quick.number)
    assert results.keep(day.station, slow, render(slow.facts)) == kept
    assert day.verified().findings == []


# --- printing ---


def test_R_24_7_the_original_goes_to_the_printer_in_its_copies(day: Day, queue: Queue) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    assert results.print_original(day.station, number, "Hall", 2) == "Hall-0"
    assert queue.sent == [results.pdf_of(day.station, number)]
    assert "-n 2" in queue.words(0)
    assert day.station.hall.documents[number].prints == 1


def test_an_original_is_repeated_only_with_a_reason_and_is_the_same_paper(day: Day, queue: Queue) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    results.print_original(day.station, number, "Hall", 1)
    with refused(Reason.REASON_NEEDED):
        results.print_original(day.station, number, "Hall", 1, " ")
    results.print_original(day.station, number, "Hall", 1, "чыккан жок")
    assert queue.sent[0] == queue.sent[1]
    assert "чыккан жок" in day.last("document_printed").body


def test_R_26_2_each_copy_is_marked_with_its_ordinal(day: Day, queue: Queue) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    results.print_original(day.station, number, "Hall", 1)
    for _ in range(2):
        results.print_copy(day.station, number, "Hall")
    assert "КӨЧҮРМӨ" not in text(queue.sent[0])
    assert "КӨЧҮРМӨ № 1" in text(queue.sent[1])
    assert "КӨЧҮРМӨ № 2" in text(queue.sent[2])
    assert day.station.hall.documents[number].copies == 2
    assert statement_of(queue.sent[2]) == statement_of(queue.sent[0])
    again = day.again()
    results.print_copy(again.station, number, "Hall")
    assert "КӨЧҮРМӨ № 3" in text(queue.sent[3])


def test_R_25_1_a_broken_printer_leaves_result_and_document_as_they_are(day: Day, queue: Queue) -> None:
    attempt = day.finish()
    made = results.make_protocol(day.station, ONE)
    queue.works(False)
    with refused(Reason.PRINTER_FAILED):
        results.print_original(day.station, made.number, "Hall", 1)
    with refused(Reason.NO_PRINTER):
        results.print_original(day.station, made.number, "Foyer", 1)
    assert (day.attempt(), day.station.hall.documents[made.number]) == (attempt, made)
    assert [entry.actor for entry in day.entries("print_failed")] == ["asanov", "asanov"]
    queue.works(True)
    results.print_original(day.station, made.number, "Hall", 1)
    assert len(queue.sent) == 1


def test_from_a_locked_desk_nothing_reaches_the_printer(day: Day, queue: Queue) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    proctoring.lock_desk(day.station, "key")
    with refused(Reason.NOT_ALLOWED_NOW, state="locked"):
        results.print_original(day.station, number, "Hall", 1)
    assert queue.sent == []


def test_a_number_that_nobody_made_has_no_paper(day: Day, queue: Queue) -> None:
    for act in (
        lambda: results.pdf_of(day.station, "P-02-01-2026-0099"),
        lambda: results.copy_of(day.station, "P-02-01-2026-0099"),
        lambda: results.print_original(day.station, "P-02-01-2026-0099", "Hall", 1),
    ):
        with refused(Reason.NOT_ALLOWED_NOW, state="no document"):
            act()


def test_an_original_is_saved_as_a_file_and_that_is_journalled(day: Day, tmp_path: Path) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    results.save(day.station, number, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == results.pdf_of(day.station, number)
    assert '"target":"file out.pdf"' in day.last("document_printed").body
    before = day.station.hall.seq
    with refused(Reason.FILE_NOT_WRITTEN):
        results.save(day.station, number, tmp_path / "missing" / "out.pdf")
    assert day.station.hall.seq == before


def test_R_24_4_a_slip_shows_the_code_and_is_kept_nowhere(day: Day, queue: Queue, tmp_path: Path) -> None:
    registration.mark_document_seen(day.station, ONE)
    issued = registration.issue_code(day.station, ONE)
    pdf = results.slip_pdf(day.station, issued)
    shown = f"{issued.code[:4]} {issued.code[4:8]} {issued.code[8:]}"
    assert shown in text(pdf)
    assert PEOPLE[0][0] in text(pdf)
    results.print_slip(day.station, issued.slip, pdf, "Hall")
    results.save_slip(day.station, issued.slip, pdf, tmp_path / "slip.pdf")
    assert day.station.store.blob(hashlib.sha256(pdf).hexdigest()) is None
    assert day.station.hall.documents == {}
    assert len(day.entries("document_printed")) == 2


def test_R_24_7_the_hand_over_is_journalled_with_its_time_and_needs_a_protocol(day: Day) -> None:
    day.finish()
    with refused(Reason.NOT_ALLOWED_NOW, state="no protocol"):
        results.hand_over(day.station, ONE)
    number = results.make_protocol(day.station, ONE).number
    day.clock.advance(MINUTE_MS)
    day.sign_in(PROCTOR)
    results.hand_over(day.station, ONE)
    handed = day.candidate().handed_over_at
    assert handed is not None
    assert handed.legal_ms == day.clock.wall_ms()
    entry = day.last("protocol_handed_over")
    assert (entry.actor, number in entry.body) == (PROCTOR, True)


# --- the session's papers ---


def test_R_24_3_the_attendance_sheet_says_who_came_and_who_did_not(day: Day, queue: Queue) -> None:
    day.code(ONE)
    registration.mark_absent(day.station, TWO)
    number = results.print_paper(day.station, "attendance", "Hall")
    said = text(queue.sent[0])
    assert number.startswith("K-")
    assert all(row[0] in said for row in PEOPLE)
    assert "09:00" in said
    assert "келген жок" in said.casefold()


def test_R_24_10_the_summary_is_refused_while_somebody_is_open_and_then_reconciles(day: Day) -> None:
    day.finish(ONE, 9)
    day.sit(TWO, "02")
    with refused(Reason.SESSION_NOT_RECONCILED, open=5):
        results.make_paper(day.station, "summary")
    exam.finish(day.station, TWO)
    results.make_protocol(day.station, ONE)
    day.settle()
    day.hour_over()
    proctoring.close_session(day.station)
    made = results.make_paper(day.station, "summary")
    said = text(results.pdf_of(day.station, made.number))
    assert made.number.startswith("V-")
    assert day.candidate(ONE).protocol in said
    assert day.station.form.act.number in said


def test_an_incident_gets_its_number_and_its_act(day: Day) -> None:
    day.sit()
    made = results.make_incident(
        day.station,
        {
            "kind": "health",
            "started_ms": day.station.now().legal_ms,
            "affected": ((ONE, 600, None),),
            "description": "Талапкердин ден соолугу начарлады.",
            "measures": "Дарыгер чакырылды.",
        },
    )
    assert made.number.startswith("I-")
    said = text(results.pdf_of(day.station, made.number))
    assert "Дарыгер чакырылды." in said
    assert PEOPLE[0][0] in said
    assert day.station.hall.incidents[0].number == made.number
    assert day.verified().findings == []


# --- a rebuilt database ---


def test_R_26_2_after_a_rebuilt_database_every_paper_is_there_byte_for_byte(day: Day) -> None:
    day.finish(ONE, 9)
    results.make_protocol(day.station, ONE)
    results.make_paper(day.station, "attendance")
    day.finish(TWO, 2, "02")
    draft = results.draft_protocol(day.station, TWO)
    registration.mark_document_seen(day.station, "C0003")
    results.keep(day.station, draft, render(draft.facts))
    originals = {number: results.pdf_of(day.station, number) for number in day.station.hall.documents}
    day.station.store.close()
    (day.folder / "station.db").unlink()
    again = unlocked(day.folder, day.clock, day.passphrases)
    kept = {
        number: again.station.store.blob(document.pdf_sha256)
        for number, document in again.station.hall.documents.items()
    }
    assert kept == originals
    assert again.verified().findings == []


def test_a_paper_whose_bytes_are_gone_is_drawn_again_the_same(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    original = results.pdf_of(day.station, number)
    monkeypatch.setattr(day.station.store, "blob", lambda _sha256: None)
    assert results.pdf_of(day.station, number) == original


def test_a_paper_that_would_say_something_else_now_is_refused(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.finish()
    number = results.make_protocol(day.station, ONE).number
    day.station.hall.settings = {**day.station.hall.settings, "place": {"ky": "Башка", "ru": "Другое"}}
    monkeypatch.setattr("station.services.papers.hall_at", lambda station, _seq: station.hall)
    with refused(Reason.DATA_DAMAGED, where=number):
        results.copy_of(day.station, number)


def test_R_9_2_the_place_of_personal_data_on_papers_is_the_paper_only(day: Day) -> None:
    day.finish()
    results.make_protocol(day.station, ONE)
    assert all(PEOPLE[0][0] not in entry.body for entry in day.entries())
