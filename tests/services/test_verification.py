"""`verify`: what it finds, and that it never writes (R-6.1, R-6.2, security c6)."""

import json
from pathlib import Path

import pytest

from station import cli
from station.domain.errors import Reason
from station.domain.journal import Entry
from station.services import exam, preparation, proctoring, results, sample
from station.services.verification import Finding, verify
from station.store import BALLAST_BYTES
from tests.services.hall import (
    HEAD,
    ONE,
    TWO,
    Day,
    forged,
    refused,
    unlocked,
    verified,
    with_fields,
)


@pytest.fixture
def played(day: Day) -> Day:
    """Two finished tests with their protocols, one failed with five points."""
    day.finish(ONE, 5)
    results.make_protocol(day.station, ONE)
    day.finish(TWO, 8, "02")
    results.make_protocol(day.station, TWO)
    return day


def whats(findings: list[Finding]) -> set[str]:
    """What was found."""
    return {finding.what for finding in findings}


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of every file."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "ballast"]
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_R_6_1_an_intact_day_verifies_and_nothing_is_written(played: Day) -> None:
    played.station.store.close()
    before = files(played.folder)
    report = verified(played.folder, played.passphrases)
    assert report.findings == []
    assert report.intact
    assert (report.attempts, report.documents, report.files) == (2, 2, 5)
    assert (report.entries, report.head) == (played.station.hall.seq, played.station.hall.head.hex())
    assert files(played.folder) == before


def test_a_folder_left_by_a_kill_is_healed_by_a_start_and_verifies_then(played: Day) -> None:
    played.code("C0003")
    killed = played.killed()
    unlocked(killed, played.clock, played.passphrases).station.store.close()
    assert verified(killed, played.passphrases).findings == []


def answer_of(who: str, nth: int, day: Day) -> Entry:
    """The `nth` answer that the candidate gave."""
    return [entry for entry in day.entries("option_set") if f'"candidate":"{who}"' in entry.body][nth]


def forged_score(entry: Entry) -> str | None:
    """ONE's five points become nine."""
    if entry.kind != "scored" or f'"candidate":"{ONE}"' not in entry.body:
        return None
    return with_fields(entry, score=9, meets=True)


def test_R_6_1_a_score_typed_in_with_every_key_stops_the_station_and_is_found(played: Day, tmp_path: Path) -> None:
    folder = forged(played, tmp_path / "forged", forged_score)
    with refused(Reason.SCORE_DIFFERS):
        unlocked(folder, played.clock, played.passphrases)
    findings = verified(folder, played.passphrases).findings
    assert {"score_differs", "document_head_differs", "document_record_differs"} <= whats(findings)
    differing = next(finding for finding in findings if finding.what == "score_differs")
    assert differing.facts == {"stored": 9, "recomputed": 5}
    assert ONE in differing.where


def test_R_6_1_an_answer_changed_with_every_key_stops_the_station_and_is_found(played: Day, tmp_path: Path) -> None:
    target = answer_of(ONE, 0, played)
    wrong = sorted(played.choice(ONE, 0, right=False))

    def change(entry: Entry) -> str | None:
        return with_fields(entry, options=wrong) if entry.seq == target.seq else None

    folder = forged(played, tmp_path / "forged", change)
    with refused(Reason.SCORE_DIFFERS):
        unlocked(folder, played.clock, played.passphrases)
    assert {"score_differs", "document_head_differs"} <= whats(verified(folder, played.passphrases).findings)


def test_R_6_1_answers_and_score_changed_together_are_found_by_the_paper(played: Day, tmp_path: Path) -> None:
    attempt = played.attempt()
    assert attempt.score is not None
    row = attempt.paper[0]
    section = played.station.hall.question(row.question, row.version).section
    parts = [(p.section, p.asked, p.correct - (p.section == section), p.points - (p.section == section))
             for p in attempt.score.sections]  # fmt: skip
    target = answer_of(ONE, 0, played).seq
    wrong = sorted(played.choice(ONE, 0, right=False))

    def change(entry: Entry) -> str | None:
        if entry.seq == target:
            return with_fields(entry, options=wrong)
        if entry.kind == "scored" and f'"candidate":"{ONE}"' in entry.body:
            return with_fields(entry, score=4, sections=parts)
        return None

    folder = forged(played, tmp_path / "forged", change)
    unlocked(folder, played.clock, played.passphrases).station.store.close()
    report = verified(folder, played.passphrases)
    assert whats(report.findings) == {"document_head_differs", "document_record_differs"}
    assert not report.intact


def test_an_entry_that_fits_nowhere_is_named_and_ends_the_reading(played: Day, tmp_path: Path) -> None:
    seq = played.last("scored").seq
    folder = forged(played, tmp_path / "forged", lambda e: '{"unknown":1}' if e.seq == seq else None)
    report = verified(folder, played.passphrases)
    assert f"entry {seq}" in {finding.where for finding in report.findings}
    assert "entry_unreadable" in whats(report.findings)
    assert report.entries == seq - 1


def test_a_flipped_bit_a_cut_sidecar_and_a_foreign_file_are_found(played: Day) -> None:
    played.station.store.close()
    for name, change, what in (
        ("station.db", lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], "damaged"),
        ("sidecar/journal.side", lambda data: data[:9000], "damaged"),
        ("notes.txt", lambda data: b"hello", "unknown_file"),
        ("keyring.json", lambda data: data.replace(b"\n", b"\n\n", 1), "keyring_differs"),
    ):
        path = played.folder / name
        good = path.read_bytes() if path.exists() else None
        path.write_bytes(change(good or b""))
        report = verified(played.folder, played.passphrases)
        assert not report.intact
        assert what in whats(report.findings), (name, report.findings)
        path.unlink() if good is None else path.write_bytes(good)
    assert verified(played.folder, played.passphrases).intact


def test_pdf_files_beside_the_data_are_compared(played: Day) -> None:
    folder = played.folder.parent / "protocols"
    folder.mkdir()
    number = played.candidate(ONE).protocol
    results.save(played.station, number, folder / f"{number}.pdf")
    (folder / "P-02-01-2026-0099.pdf").write_bytes(b"%PDF")
    played.station.store.close()
    report = verified(played.folder, played.passphrases)
    assert [(f.where, f.what) for f in report.findings] == [("P-02-01-2026-0099.pdf", "file_unknown")]
    (folder / "P-02-01-2026-0099.pdf").unlink()
    paper = folder / f"{number}.pdf"
    paper.write_bytes(paper.read_bytes().replace(b"PDF-1", b"PDF-2", 1))
    report = verified(played.folder, played.passphrases)
    assert [(f.where, f.what) for f in report.findings] == [(paper.name, "document_pdf_differs")]


def test_nobody_verifies_without_a_passphrase_or_a_keyring(played: Day, tmp_path: Path) -> None:
    played.station.store.close()
    with refused(Reason.PASSPHRASE_WRONG):
        verify(played.folder, [(HEAD, "0000 0000")])
    with refused(Reason.DATA_MISSING):
        verify(tmp_path, [(HEAD, played.passphrases[HEAD])])


def test_the_command_says_intact_or_what_differs_and_judges_by_its_exit_code(
    played: Day, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.write_staff_file(played.folder.parent / "staff.json", played.passphrases)
    played.station.store.close()
    with (played.folder / "ballast").open("r+b") as file:
        file.truncate(BALLAST_BYTES)
    command = ["verify", str(played.folder), "--staff", str(played.folder.parent / "staff.json")]
    for language in ("ky", "ru", "en"):
        assert cli.main(["--language", language, *command]) == 0
    assert "Intact." in capsys.readouterr().out
    (played.folder / "notes.txt").write_text("hello")
    assert cli.main(["--language", "en", *command]) == 1
    said = capsys.readouterr().out
    assert "notes.txt" in said
    assert "NOT intact." in said


def test_R_6_2_every_act_of_the_day_is_an_entry_of_one_chain(played: Day) -> None:
    played.station.store.close()
    again = unlocked(played.folder, played.clock, played.passphrases)
    again.sit("C0003", "03")
    proctoring.pause(again.station, "C0003", "дарыгер")
    proctoring.resume(again.station, "C0003")
    exam.finish(again.station, "C0003")
    results.save(again.station, again.candidate(ONE).protocol, again.folder.parent / "p.pdf")
    kinds = {entry.kind for entry in again.entries()}
    assert {
        "code_issued", "admitted", "identity_confirmed", "rules_acknowledged", "attempt_started", "option_set",
        "paused", "resumed", "finished", "scored", "result_shown", "document_made", "document_printed",
    } <= kinds  # fmt: skip
    entries = again.entries()
    assert [entry.prev for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert json.loads(again.last("paused").body)["reason"] == "дарыгер"


def test_R_6_1_no_service_takes_a_score_or_an_answer_from_staff() -> None:
    for module in (proctoring, preparation, results):
        names = [name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__]
        assert not [name for name in names if name.startswith(("set_score", "edit_", "change_answer", "answer"))]
