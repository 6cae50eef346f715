"""What the desk's screens are filled with."""

from pathlib import Path

import pytest

from station.domain.admitted_head import Head
from station.domain.errors import Reason
from station.services import desk, exam, overview, registration
from tests.services.hall import LIST_HEAD, ONE, PEOPLE, PROCTOR, Day, refused, table
from tests.services.printers import Queue, queue

__all__ = ["queue"]


def test_a_snapshot_holds_the_session_everybody_and_the_chosen_ones_journal(day: Day) -> None:
    day.sign_in(PROCTOR)
    registration.mark_document_seen(day.station, ONE)
    seen = desk.snapshot(day.station, ONE)
    assert seen.session == overview.session(day.station)
    assert len(seen.lines) == 6
    assert seen.journal[0].kind == "document_seen"
    assert seen.seen_by == day.station.hall.staff[PROCTOR].name
    assert seen.staff is not None
    assert seen.staff.id == PROCTOR
    nobody = desk.snapshot(day.station, "")
    assert (nobody.journal, nobody.seen_by) == ((), "")


def test_R_19_1_the_import_screen_gets_checksum_and_dry_run_and_nothing_is_written(empty: Day) -> None:
    data = table(PEOPLE)
    before = empty.station.hall.seq
    looked = desk.look_through(empty.station, data, "list.csv", LIST_HEAD, ())
    assert looked.dry.clean
    assert len(looked.dry.rows) == 6
    assert len(looked.sha256) == 64
    assert (looked.name, looked.data, looked.sheets_left) == ("list.csv", data, ())
    assert empty.station.hall.seq == before


def test_a_list_file_that_cannot_be_read_or_is_too_big_is_told(tmp_path: Path) -> None:
    with refused(Reason.LIST_UNREADABLE):
        desk.read_list_file(tmp_path / "missing.xlsx")
    with refused(Reason.LIST_UNREADABLE):
        desk.read_list_file(tmp_path)
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate((20 << 20) + 1)
    with refused(Reason.LIST_UNREADABLE):
        desk.read_list_file(big)
    good = tmp_path / "list.csv"
    good.write_bytes(table(PEOPLE))
    assert desk.read_list_file(good) == table(PEOPLE)


def test_the_template_is_a_list_that_the_program_reads(empty: Day, tmp_path: Path) -> None:
    desk.write_template(tmp_path / "template.xlsx")
    data = desk.read_list_file(tmp_path / "template.xlsx")
    looked = desk.look_through(empty.station, data, "template.xlsx", Head("", "", ""), ())
    assert {problem.reason for problem in looked.dry.problems} <= {
        Reason.LIST_EMPTY, Reason.LIST_NO_NUMBER_OR_DATE
    }  # fmt: skip
    with refused(Reason.FILE_NOT_WRITTEN):
        desk.write_template(tmp_path / "missing" / "template.xlsx")


def test_R_25_1_a_result_is_shown_again_to_a_finished_candidate_only(day: Day) -> None:
    day.sit()
    with refused(Reason.NOT_ALLOWED_NOW, state="in_progress"):
        desk.result_again(day.station, ONE)
    day.answer_first(7)
    exam.finish(day.station, ONE)
    who, outcome = desk.result_again(day.station, ONE)
    assert who.name == PEOPLE[0][0]
    assert outcome.attempt.score is not None
    assert outcome.attempt.score.total == 7


def test_printers_are_named_with_the_default_one(queue: Queue) -> None:
    assert desk.printer_names() == (("Hall",), "Hall")


def test_without_a_print_system_there_is_no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desk.printer_names() == ((), "")


def test_R_24_7_R_26_2_one_action_makes_and_prints_the_protocol_in_its_copies(day: Day, queue: Queue) -> None:
    day.finish()
    number = desk.print_protocol(day.station, ONE, "Hall")
    assert number == day.candidate().protocol
    assert f"-n {day.station.policy.protocol_copies}" in queue.words(0)
    with refused(Reason.REASON_NEEDED):
        desk.print_protocol(day.station, ONE, "Hall")


def test_a_protocol_is_saved_under_its_number_in_a_folder_or_as_named(day: Day, tmp_path: Path) -> None:
    day.finish()
    out = tmp_path / "out"
    out.mkdir()
    number = desk.save_protocol(day.station, ONE, out)
    desk.save_protocol(day.station, ONE, tmp_path / "other.pdf")
    assert (out / f"{number}.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()
