"""A session's plan from the institution's files."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from resources import SAMPLE
from station import cli
from station.domain.deadlines import legal_ms
from station.domain.errors import Reason
from station.services.plans import read_plan
from tests.builders import FakeClock
from tests.services.hall import created, refused

ROOT = Path(__file__).resolve().parents[2]
FORM, BANK = SAMPLE / "form-10.json", SAMPLE / "bank"


def plan(tmp_path: Path, change: Callable[[dict[str, Any]], object] = lambda plain: None) -> Path:
    """The example of the guide, somewhat changed."""
    plain = json.loads((ROOT / "docs" / "plan-example.json").read_text("utf-8"))
    change(plain)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plain), "utf-8")
    return path


def test_R_5_1_R_5_2_names_of_the_body_the_institution_and_the_organiser_come_from_the_plan(
    tmp_path: Path, clock: FakeClock
) -> None:
    made = read_plan(plan(tmp_path), FORM, BANK, "station 1")
    day = created(tmp_path / "data", clock, made)
    for name in ("authority", "institution", "organiser"):
        assert set(day.station.settings[name]) == {"ky", "ru"}
    assert day.station.settings["organiser"]["ru"] == "Наименование организатора"
    assert "Наименование организатора" in day.entries("session_created")[0].body


def test_R_22_3_the_approved_hours_are_local_time(tmp_path: Path) -> None:
    settings = read_plan(plan(tmp_path), FORM, BANK, "station 1").settings
    assert settings["opens_ms"] == legal_ms(datetime.fromisoformat("2026-12-05T09:00"), 360)
    assert settings["closes_ms"] == legal_ms(datetime.fromisoformat("2026-12-05T18:00"), 360)
    assert settings["training"] is False


def test_R_2_1_the_profile_with_the_name_of_the_act_goes_into_the_session(tmp_path: Path, clock: FakeClock) -> None:
    made = read_plan(plan(tmp_path), FORM, BANK, "station 1")
    assert made.policy["profile"] == "kg-2024"
    policy = created(tmp_path / "data", clock, made).station.policy
    assert policy.act_name.ky.startswith("Мамлекеттик жана муниципалдык жалпы билим берүү уюмдарынын")
    assert policy.act_name.ky.endswith("жөнүндө жобо")


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("organiser"),
        lambda plain: plain["authority"].pop("ru"),
        lambda plain: plain.update(opens="кечинде"),
        lambda plain: plain.update(hall="экинчи"),
        lambda plain: plain.update(staff=[]),
        lambda plain: plain["staff"].pop(0),
        lambda plain: plain["staff"].pop(1),
        lambda plain: plain["staff"][1].update(role="chair"),
        lambda plain: plain.update(staff="asanov"),
    ],
)
def test_a_plan_that_does_not_fit_is_named(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    with refused(Reason.DATA_DAMAGED) as refusal:
        read_plan(plan(tmp_path, change), FORM, BANK, "station 1")
    where = str(refusal.value.facts["where"])
    assert where.startswith("plan.json: ")
    assert where.removeprefix("plan.json: ") in ("organiser", "authority", "opens", "hall", "staff")


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_command_names_a_missing_file_and_a_bad_field_in_the_readers_language(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = plan(tmp_path, lambda plain: plain.update(opens="кечинде"))
    for path, named in ((tmp_path / "missing.json", str(tmp_path / "missing.json")), (bad, "plan.json: opens")):
        command = ["prepare", str(tmp_path / "data"), "--plan", str(path), "--form", str(FORM), "--bank", str(BANK)]
        assert cli.main(["--language", language, *command]) == 1
        told = capsys.readouterr().err
        assert named in told
        assert not re.search("[A-Za-z]{2}", told.replace(named, ""))


def test_missing_or_torn_files_are_named(tmp_path: Path) -> None:
    torn = tmp_path / "torn.json"
    torn.write_text('{"session": ', "utf-8")
    with refused(Reason.DATA_DAMAGED, where="torn.json, 1:13"):
        read_plan(torn, FORM, BANK, "station 1")
    torn.write_bytes(b"\xff\xff\xff")
    with refused(Reason.DATA_DAMAGED, where="torn.json"):
        read_plan(torn, FORM, BANK, "station 1")
    missing = tmp_path / "missing"
    for files, named in (
        ((missing, FORM, BANK), missing),
        ((plan(tmp_path), missing, BANK), missing),
        ((plan(tmp_path), tmp_path, BANK), tmp_path),
        ((plan(tmp_path), FORM, missing), missing / "manifest.json"),
    ):
        with refused(Reason.FILE_NOT_READ, file=str(named)):
            read_plan(*files, "station 1")
    profile = tmp_path / "profile.json"
    profile.write_text('{"profile": "x", "values": {}}', "utf-8")
    with refused(Reason.DATA_DAMAGED):
        read_plan(plan(tmp_path), FORM, BANK, "station 1", profile)
