"""A hall day with appeals through the command line, and what is left of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from station import cli
from tests.unit.protocols.reading import text

APPEALS = 5


def play(out: Path) -> dict[str, Any]:
    """A short day of twelve candidates, five of whom appeal; the content of its results.json."""
    size = ["--candidates", "12", "--seed", "9", "--appeals", str(APPEALS)]
    assert cli.main(["demo", "--headless", "--short", "--out", str(out), *size]) == 0
    content: dict[str, Any] = json.loads((out / "results.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a played day."""
    folder = tmp_path_factory.mktemp("appeals")
    play(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def results(out: Path) -> dict[str, Any]:
    """Its results.json."""
    content: dict[str, Any] = json.loads((out / "results.json").read_text("utf-8"))
    return content


def test_R_35_6_every_appeal_has_its_decision_its_scores_and_its_protocol(out: Path, results: dict[str, Any]) -> None:
    scores = {one["candidate"]: one["score"] for one in results["attempts"]}
    assert len(results["appeals"]) == APPEALS
    for one in results["appeals"]:
        assert set(one) == {"candidate", "decision", "before", "after", "protocol"}
        assert one["after"] == scores[one["candidate"]]
        assert one["decision"] in ("unchanged", "not_considered")
        said = text((out / one["protocol"]).read_bytes())
        assert "ТЕХНИКАЛЫК КОМИССИЯНЫН АПЕЛЛЯЦИЯГА АРЫЗДЫ КАРОО ПРОТОКОЛУ" in said
        assert "Сактоо мөөнөтү" in said
    assert {one["decision"] for one in results["appeals"]} == {"unchanged", "not_considered"}


def test_the_same_seed_plays_the_same_appeals(results: dict[str, Any], tmp_path: Path) -> None:
    assert play(tmp_path / "again") == results
    shutil.rmtree(tmp_path / "again")


def test_a_day_without_appeals_says_nothing_of_them(tmp_path: Path) -> None:
    assert cli.main(["demo", "--headless", "--short", "--out", str(tmp_path / "day"), "--candidates", "1"]) == 0
    assert "appeals" not in json.loads((tmp_path / "day" / "results.json").read_text("utf-8"))
    shutil.rmtree(tmp_path / "day")


def test_R_6_2_the_day_with_its_appeals_verifies(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--language", "en", "verify", str(out / "data")]) == 0
    assert capsys.readouterr().out.endswith("Intact.\n")


def test_R_35_2_an_archived_appeal_is_printed_question_by_question(
    out: Path, results: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--language", "en", "appeal", "show", str(out / "data"), "A-02-01-2026-0001"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Appeal A-02-01-2026-0001, candidate ")
    assert all(f"Question {number} (" in said for number in range(1, 11))
    first = results["appeals"][0]
    assert f"In force {first['after']} of 10, recounted {first['after']}, threshold 6" in said


def test_an_appeal_that_does_not_exist_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--language", "en", "appeal", "show", str(out / "data"), "A-02-01-2026-0099"]) == 1
    assert "A-02-01-2026-0099" in capsys.readouterr().err
