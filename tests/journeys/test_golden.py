"""Data folders of every release are opened, verified and folded by the present program."""

import json
import shutil
from pathlib import Path

import pytest

from question_bank.workflow import State
from station.cli import PROGRAM
from station.services import headless, sample
from station.services.bank import custody, editing, forms
from station.services.headless_appeals import appeals_outcome
from station.services.preparation import open_station
from station.services.verification import verify
from tests.builders import FakeClock
from tests.make_golden import BALLAST, GOLDEN

BANKS = sorted(path.parent.name for path in GOLDEN.glob("*/question-bank"))
RELEASES = sorted(path.name for path in GOLDEN.iterdir()) if GOLDEN.is_dir() else []

BANK_STATES = (225, 11, 10, 1)
"""Questions approved, in review, in draft and retired, as every golden bank has them."""


@pytest.mark.parametrize("release", RELEASES)
def test_the_data_of_an_earlier_release_is_intact_and_tells_the_same_results(release: str, tmp_path: Path) -> None:
    hall = tmp_path / "hall"
    shutil.copytree(GOLDEN / release, hall)
    slots = sample.read_staff_file(hall / "staff.json")
    report = verify(hall / "data", slots, ballast_bytes=BALLAST)
    assert report.findings == []
    clock = FakeClock(wall_ms=1_795_420_000_000)
    started = open_station(hall / "data", *slots[0], clock.wall_ms(), clock, lambda _n: 0, "test", BALLAST)
    try:
        told = json.loads((hall / "results.json").read_text("utf-8"))
        assert appeals_outcome(started.station) == told.pop("appeals", [])
        assert headless.outcome(started.station) == told
    finally:
        started.station.store.close()


@pytest.mark.parametrize("release", BANKS)
def test_the_question_bank_of_an_earlier_release_is_intact_and_goes_on(release: str, tmp_path: Path) -> None:
    folder = tmp_path / "question-bank"
    shutil.copytree(GOLDEN / release / "question-bank", folder)
    person, passphrase = sample.read_staff_file(folder / "staff.json")[0]
    bank = custody.open_bank(folder / "bank", person, passphrase, FakeClock(wall_ms=1_795_420_000_000).wall_ms)
    try:
        bank.store.verify()
        found = bank.state().counts
        assert (found[State.APPROVED], found[State.IN_REVIEW], found[State.DRAFT], found[State.RETIRED]) == BANK_STATES
        assert [form.id for form in forms.approved(bank)] == ["short-10"]
        newer = editing.new_version(bank, "S1-001")
        assert newer.versions == (1, 2)
        bank.store.verify()
    finally:
        bank.close()


def test_the_present_release_has_its_golden_data() -> None:
    assert PROGRAM.removeprefix("station ") in RELEASES
    assert PROGRAM.removeprefix("station ") in BANKS
