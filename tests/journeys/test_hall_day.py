"""A whole hall day through the command line, and what is left of it."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from station import cli
from station.services import sample
from station.services.preparation import open_station
from station.services.station import Station
from tests.builders import FakeClock

MEETS = "Топтолгон балл квалификациялык талаптарга жооп берет"
DOES_NOT_MEET = "Топтолгон балл квалификациялык талаптарга жооп бербейт"
CANDIDATES = 24


def play(out: Path, seed: int = 4) -> dict[str, Any]:
    """A short day; the content of its results.json."""
    size = ["--candidates", str(CANDIDATES), "--seed", str(seed)]
    assert cli.main(["demo", "--headless", "--short", "--out", str(out), *size]) == 0
    content: dict[str, Any] = json.loads((out / "results.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a played day."""
    folder = tmp_path_factory.mktemp("day")
    play(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def results(out: Path) -> dict[str, Any]:
    """Its results.json."""
    content: dict[str, Any] = json.loads((out / "results.json").read_text("utf-8"))
    return content


def opened(out: Path, copy: Path) -> Station:
    """The day's station, started again in a copy of its folder."""
    shutil.copytree(out / "data", copy)
    slots = dict(sample.read_staff_file(out / "staff.json"))
    clock = FakeClock(wall_ms=4_000_000_000_000)
    return open_station(copy, "asanov", slots["asanov"], clock.wall_ms(), clock, lambda _n: 0, "test").station


def test_R_24_10_the_totals_reconcile(results: dict[str, Any]) -> None:
    totals = results["totals"]
    assert set(totals) == {
        "registered", "finished", "absent", "not_started", "withdrawn", "interrupted", "passed"
    }  # fmt: skip
    parts = ("finished", "absent", "not_started", "withdrawn", "interrupted")
    assert totals["registered"] == CANDIDATES == sum(totals[part] for part in parts)
    assert all(totals[part] for part in parts)
    assert totals["passed"] == sum(one["verdict"] == "meets" for one in results["attempts"])
    assert len(results["attempts"]) == totals["finished"] + totals["interrupted"]


def test_R_24_10_the_same_seed_plays_the_same_day_and_says_its_totals(
    out: Path, results: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(tmp_path / "again") == results
    (line,) = capsys.readouterr().out.splitlines()
    totals = results["totals"]
    assert line == (
        f"listed {totals['registered']} = finished {totals['finished']} + absent {totals['absent']} + "
        f"not_started {totals['not_started']} + withdrawn {totals['withdrawn']} + "
        f"interrupted {totals['interrupted']}; passed {totals['passed']}"
    )
    first, second = opened(out, tmp_path / "one"), opened(tmp_path / "again", tmp_path / "two")
    try:
        for name, found in first.hall.candidates.items():
            other = second.hall.candidates[name]
            assert (found.attempt is None) == (other.attempt is None)
            if found.attempt is not None and other.attempt is not None:
                assert found.attempt.paper == other.attempt.paper
                assert found.attempt.answers == other.attempt.answers
                assert found.attempt.score == other.attempt.score
    finally:
        first.store.close()
        second.store.close()
        shutil.rmtree(tmp_path)


def test_another_seed_plays_another_day(results: dict[str, Any], tmp_path: Path) -> None:
    assert play(tmp_path / "other", seed=5) != results
    shutil.rmtree(tmp_path / "other")


def test_R_26_1_R_26_2_every_finished_test_has_a_protocol_with_its_one_statement_byte_for_byte(
    out: Path, results: dict[str, Any]
) -> None:
    finished = [one for one in results["attempts"] if one["score"] is not None]
    assert len(finished) == results["totals"]["finished"]
    for one in finished:
        pages = pypdf.PdfReader(io.BytesIO((out / one["protocol"]).read_bytes())).pages
        assert len(pages) == 1
        said = re.sub(r"\s+", " ", pages[0].extract_text()).encode()
        meets = one["score"] >= one["threshold"]
        assert one["verdict"] == ("meets" if meets else "does_not_meet")
        assert (said.count(MEETS.encode()), said.count(DOES_NOT_MEET.encode())) == ((1, 0) if meets else (0, 1))
        assert f"{one['score']} / {one['max_score']}".encode() in said


def test_R_24_11_an_interrupted_test_has_neither_score_nor_verdict_nor_protocol(results: dict[str, Any]) -> None:
    open_ones = [one for one in results["attempts"] if one["score"] is None]
    assert len(open_ones) == results["totals"]["interrupted"] == 1
    assert (open_ones[0]["verdict"], open_ones[0]["protocol"]) == (None, None)


def test_R_24_6_R_24_3_the_papers_of_the_session_lie_beside_the_protocols(out: Path, results: dict[str, Any]) -> None:
    names = sorted(path.name for path in (out / "protocols").iterdir())
    kinds = {kind: sum(name.startswith(kind) for name in names) for kind in "PKVI"}
    assert kinds == {"P": results["totals"]["finished"], "K": 1, "V": 1, "I": 1}
    assert sum(kinds.values()) == len(names)


def test_R_6_1_R_6_2_verify_says_intact_in_every_language_and_finds_a_changed_protocol(
    out: Path, results: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("ky", "ru", "en"):
        assert cli.main(["--language", language, "verify", str(out / "data")]) == 0
    assert capsys.readouterr().out.endswith("Intact.\n")
    path = out / next(one["protocol"] for one in results["attempts"] if one["protocol"])
    good = path.read_bytes()
    path.write_bytes(good + b"\n")
    try:
        assert cli.main(["--language", "en", "verify", str(out / "data"), "--staff", str(out / "staff.json")]) == 1
        assert path.stem in capsys.readouterr().out
    finally:
        path.write_bytes(good)


def test_R_9_2_no_name_stands_in_clear_in_the_days_data(out: Path) -> None:
    names = [row.split(";")[0] for row in sample.admitted_list(CANDIDATES, 4).decode("utf-8-sig").splitlines()[1:]]
    assert len(names) == CANDIDATES
    for path in (out / "data").rglob("*"):
        if path.is_file() and path.name != "ballast":
            content = path.read_bytes()
            assert not [name for name in names if name.encode() in content]


def test_a_folder_that_holds_something_is_refused(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--language", "ru", "demo", "--headless", "--out", str(out)]) == 1
    assert capsys.readouterr().err
    assert cli.main(["demo", "--headless"]) == 2


def test_a_copy_of_the_day_is_made_and_brought_back_by_commands(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(out, tmp_path / "day")
    data, copy, back = tmp_path / "day" / "data", tmp_path / "copy.kgb", tmp_path / "day" / "back"
    staff = ["--staff", str(tmp_path / "day" / "staff.json")]
    assert cli.main(["--language", "en", "backup", str(data), str(copy), *staff]) == 0
    assert cli.main(["--language", "en", "restore", str(copy), str(back), *staff]) == 0
    assert cli.main(["--language", "en", "verify", str(back), *staff]) == 0
    copy.write_bytes(copy.read_bytes()[:-1])
    capsys.readouterr()
    assert cli.main(["--language", "en", "restore", str(copy), str(back), *staff]) == 1
    assert capsys.readouterr().err
    shutil.rmtree(tmp_path / "day")
