"""A release holds what is approved, nothing else, and a session is prepared from it (R-24.1, R-24.2)."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank.model import Bank
from question_bank.package import parse_bank
from station.domain.errors import Reason, StationError
from station.services.bank import editing, finding, release
from station.services.progress import Cancelled, Progress
from station.store.bank import base
from tests.services.bank.one_bank import APPROVER, AUTHOR, DATE, Desk, question, with_words


def refused(act: Callable[[], object]) -> Reason:
    """Why an act is refused."""
    with pytest.raises(StationError) as error:
        act()
    return error.value.reason


def read(folder: Path) -> Bank:
    """The release of a folder, as the preparation of a session reads it."""
    files = {path.name: path.read_bytes() for path in folder.glob("*.json") if path.name != "manifest.json"}
    return parse_bank((folder / "manifest.json").read_bytes(), files)


def test_R_24_2_only_approved_versions_are_released_under_their_act(desk: Desk, tmp_path: Path) -> None:
    names = [desk.approved(f"Суроо {number}") for number in range(2)]
    desk.draft(), desk.sent(), desk.reviewed()
    opened = editing.new_version(desk.sit(AUTHOR), names[0])
    editing.write(desk.bank, with_words(opened, "Али бекитиле элек"), opened.sha256)
    manifest = release.write(desk.sit(APPROVER), tmp_path / "release", number="115", date="2026-10-01")
    bank = read(tmp_path / "release")
    assert sorted(bank.questions) == names
    assert {one.version for one in bank.questions.values()} == {1}
    assert (bank.version, bank.approved_by_act) == ("2026.10-1", "№ 115, 2026-10-01")
    assert [section.id for section in bank.sections] == ["S1", "S2"]
    assert manifest["version"] == "2026.10-1"
    assert bank.questions[names[1]] == finding.opened(desk.bank, names[1]).question


def test_a_released_question_is_used_from_then_on(desk: Desk, tmp_path: Path) -> None:
    name = desk.approved()
    assert not finding.opened(desk.bank, name).is_used
    release.write(desk.sit(APPROVER), tmp_path / "release", number="115", date=DATE)
    assert finding.opened(desk.bank, name).is_used
    assert [one["act"] for one in release.releases(desk.bank)] == [f"№ 115, {DATE}"]


def test_what_sessions_showed_goes_along_as_measured_difficulty(desk: Desk, tmp_path: Path) -> None:
    often, seldom = desk.approved("Көп"), desk.approved("Аз")
    desk.bank.store.put_measured("2026-01-10/1", [(often, 1, 40, 10), (seldom, 1, 3, 0)])
    release.write(desk.sit(APPROVER), tmp_path / "release", number="115", date=DATE)
    measured = {name: one.measured for name, one in read(tmp_path / "release").questions.items()}
    assert measured == {often: 400, seldom: 0}


def test_releases_of_one_month_are_numbered(desk: Desk, tmp_path: Path) -> None:
    desk.approved()
    versions = [
        release.write(desk.sit(APPROVER), tmp_path / name, number="1", date=DATE)["version"] for name in ("a", "b")
    ]
    assert versions == ["2026.02-1", "2026.02-2"]
    act = refused(lambda: release.write(desk.bank, tmp_path / "x", number="1", date=DATE, version="2026.02-1"))
    assert act is Reason.DATA_EXISTS


def test_a_release_needs_an_approver_an_act_and_something_approved(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    assert refused(lambda: release.write(desk.sit(APPROVER), folder, number="1", date=DATE)) is Reason.DATA_MISSING
    desk.approved()
    assert refused(lambda: release.write(desk.bank, folder, number="", date=DATE)) is Reason.BANK_ACT_NUMBER
    assert refused(lambda: release.write(desk.bank, folder, number="1", date="soon")) is Reason.BANK_ACT_NUMBER
    assert refused(lambda: release.write(desk.sit(AUTHOR), folder, number="1", date=DATE)) is Reason.BANK_ROLE
    assert not folder.exists()


def test_a_folder_with_something_in_it_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    desk.approved()
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "letter.txt").write_text("x")
    act = refused(lambda: release.write(desk.bank, tmp_path / "release", number="1", date=DATE))
    assert act is Reason.DATA_EXISTS
    assert [path.name for path in (tmp_path / "release").iterdir()] == ["letter.txt"]


def test_a_cancelled_release_marks_nothing_as_used(desk: Desk, tmp_path: Path) -> None:
    name = desk.approved()
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        release.write(desk.bank, tmp_path / "release", number="1", date=DATE, progress=progress)
    assert not (tmp_path / "release").exists()
    assert not finding.opened(desk.bank, name).is_used


def test_sections_without_approved_questions_have_no_file(desk: Desk, tmp_path: Path) -> None:
    desk.approved()
    editing.new_question(desk.sit(AUTHOR), question("Башкаруу", "S2"))
    release.write(desk.sit(APPROVER), tmp_path / "release", number="1", date=DATE)
    assert sorted(path.name for path in (tmp_path / "release").iterdir()) == ["S1.json", "manifest.json"]


def test_a_release_that_was_edited_and_given_a_new_manifest_is_not_the_banks(desk: Desk, tmp_path: Path) -> None:
    desk.approved()
    folder = tmp_path / "release"
    release.write(desk.sit(APPROVER), folder, number="7", date=DATE)
    assert release.is_ours(desk.bank, folder)
    section, manifest = folder / "S1.json", folder / "manifest.json"
    written, said = section.read_bytes(), manifest.read_bytes()
    changed = written.replace(b'"b"\n', b'"c"\n')
    assert changed != written
    section.write_bytes(changed)
    assert not release.is_ours(desk.bank, folder)
    sums = [hashlib.sha256(data).hexdigest().encode() for data in (written, changed)]
    manifest.write_bytes(said.replace(*sums))
    parse_bank(manifest.read_bytes(), {"S1.json": changed})  # sound in itself: only the bank can tell
    assert not release.is_ours(desk.bank, folder)
    assert not release.is_ours(desk.bank, tmp_path / "nowhere")


def test_a_release_that_the_chain_knows_stays_in_its_folder_though_the_disk_is_full_just_then(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.approved()

    def refuse(_path: Path, _data: bytes) -> None:
        raise StationError(Reason.DISK_FULL)

    monkeypatch.setattr(base, "replace_file", refuse)  # the head beside the database; the release is written by others
    release.write(desk.sit(APPROVER), tmp_path / "release", number="7", date=DATE)
    assert release.is_ours(desk.bank, tmp_path / "release")
