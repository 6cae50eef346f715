"""Composed papers by command, and the program in docs/ that recomputes them knowing nothing of ours (R-3.1)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from resources import SAMPLE
from station import cli
from station.domain.form import pack_form
from tests.make_golden import GOLDEN
from tests.recompute import PROGRAM, VECTOR
from tests.services.bank.one_bank import CUSTODIAN, PASSPHRASES, a_desk


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A headless day of thirteen candidates with the short form."""
    out = tmp_path_factory.mktemp("day") / "day"
    command = ["demo", "--headless", "--short", "--candidates", "13", "--seed", "11", "--out", str(out)]
    assert cli.main(command) == 0
    return out


def said(capsys: pytest.CaptureFixture[str], *command: object, code: int = 0, language: str = "en") -> str:
    """What a command prints."""
    assert cli.main(["--language", language, *(str(part) for part in command)]) == code
    return capsys.readouterr().out


def table(capsys: pytest.CaptureFixture[str], day: Path) -> dict[str, Any]:
    """The published table of a day."""
    told: dict[str, Any] = json.loads(said(capsys, "draw", "show", day / "data", "--json"))
    return told


def recomputed(told: dict[str, Any] | Path, folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """The program of docs/ on a published table, in a folder and an interpreter that know nothing of the station."""
    path = folder / "draw.json"
    if isinstance(told, Path):
        path = told
    else:
        path.write_text(json.dumps(told), "utf-8")
    command = [sys.executable, "-I", str(PROGRAM), str(path), *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_R_3_1_a_stand_alone_program_recomputes_every_paper_of_a_day(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = table(capsys, played)
    assert len(told["papers"]) >= 10
    done = recomputed(told, tmp_path, "--commitment", told["commitment"].upper())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len(told['papers'])} papers recomputed from the seed, all equal")


def test_R_3_1_the_stand_alone_program_names_what_differs(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(table(capsys, played))
    changes: list[tuple[str, str]] = []
    told = json.loads(good)
    told["papers"][3]["questions"][0][2].reverse()
    changes.append((json.dumps(told), f"paper 4 ({told['papers'][3]['candidate']}): it is not the paper"))
    told = json.loads(good)
    told["papers"][0]["sha256"] = "0" * 64
    changes.append((json.dumps(told), "its SHA-256 is not that of the paper"))
    told = json.loads(good)
    told["papers"][1]["threshold"] -= 1
    changes.append((json.dumps(told), "its minutes or its threshold are not the form's"))
    told = json.loads(good)
    told["papers"][2]["questions"][0] = told["papers"][2]["questions"][1]
    changes.append((json.dumps(told), "its questions are not different questions of the pool"))
    told = json.loads(good)
    told["papers"][2]["number"] = 9
    changes.append((json.dumps(told), "its number should be 3"))
    told = json.loads(good)
    told["seed"] = "11" * 32
    changes.append((json.dumps(told), "the seed does not fit the commitment"))
    for changed, sentence in changes:
        done = recomputed(json.loads(changed), tmp_path)
        assert done.returncode == 1
        assert sentence in done.stdout
        assert done.stderr == ""
    done = recomputed(json.loads(good), tmp_path, "--commitment", "00" * 32)
    assert (done.returncode, done.stdout) == (1, "the seed does not fit the commitment\n")


def test_a_file_of_something_else_is_told_by_the_stand_alone_program(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"algorithm": "random/1"}')
    for path in (tmp_path / "other.json", tmp_path / "missing.json", PROGRAM):
        done = recomputed(path, tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
    assert recomputed(VECTOR, tmp_path).returncode == 0


def test_before_the_close_the_seed_is_not_told_and_nothing_can_be_recomputed(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = table(capsys, played) | {"seed": None}
    done = recomputed(told, tmp_path)
    assert (done.returncode, done.stdout) == (1, "the seed is not yet revealed: the session is not closed\n")


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_table_is_told_in_every_language_with_a_line_for_each_paper(
    played: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    told = table(capsys, played)
    lines = said(capsys, "draw", "show", played / "data", language=language).splitlines()
    for paper in told["papers"]:
        (line,) = (line for line in lines if paper["sha256"] in line)
        assert str(paper["number"]) in line
        assert paper["candidate"] in line
    assert any(told["commitment"] in line for line in lines)
    assert any(told["seed"] in line for line in lines)
    if language == "en":
        assert lines[-1] == "Every paper meets the form."


def test_the_same_demo_seed_draws_the_same_papers_from_the_same_seed(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["demo", "--headless", "--short", "--candidates", "13", "--seed", "11", "--out", str(tmp_path / "again")]
    assert cli.main(command) == 0
    capsys.readouterr()
    one, two = table(capsys, played), table(capsys, tmp_path / "again")
    assert (one["seed"], one["papers"]) == (two["seed"], two["papers"])


def test_the_papers_of_an_earlier_release_are_told_to_have_come_from_chance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall = tmp_path / "hall"
    shutil.copytree(GOLDEN / "0.2.0", hall)
    (hall / "data" / "ballast").write_bytes(bytes(8 << 20))
    lines = said(capsys, "draw", "show", hall / "data").splitlines()
    assert lines[0] == "This session committed itself to no seed: its papers came from chance."
    assert table(capsys, hall)["algorithm"] is None


def test_a_form_is_tried_out_on_a_release_with_papers_that_are_nobodys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, release = SAMPLE / "form-80.json", SAMPLE / "bank"
    command = ("form", "draw", form, "--bank-release", release, "--papers", 5, "--seed", "ab" * 32)
    told = json.loads(said(capsys, *command, "--json"))
    assert [(paper["number"], paper["candidate"]) for paper in told["papers"]] == [(n, "") for n in range(1, 6)]
    assert recomputed(told, tmp_path).returncode == 0
    lines = said(capsys, *command).splitlines()
    assert sum("meets the form" in line for line in lines) == 5 + 1
    for wrong in ("ab", "zz" * 32):
        with pytest.raises(SystemExit):
            cli.main(["form", "draw", str(form), "--bank-release", str(release), "--seed", wrong])
    for count in ("0", "5001"):
        with pytest.raises(SystemExit):
            cli.main(["form", "draw", str(form), "--bank-release", str(release), "--papers", count])


def test_a_form_that_the_release_cannot_fill_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads((SAMPLE / "form-10.json").read_bytes())["content"]
    (tmp_path / "hard.json").write_text(pack_form(content | {"band": [480, 500]}), "utf-8")
    content["sections"] = content["sections"][:2]
    (tmp_path / "less.json").write_text(pack_form(content | {"threshold": 1}), "utf-8")
    for name, sentence in (("hard.json", "The papers cannot be drawn"), ("less.json", "section")):
        assert cli.main(["--language", "en", "form", "draw", str(tmp_path / name),
                         "--bank-release", str(SAMPLE / "bank"), "--papers", "3"]) == 1  # fmt: skip
        told = capsys.readouterr().err
        assert sentence in told.lower() or sentence in told
        assert "Traceback" not in told


def test_prepare_prints_the_commitment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Path(__file__).parents[2] / "docs" / "plan-example.json"
    form, bank = SAMPLE / "form-10.json", SAMPLE / "bank"
    out = said(capsys, "prepare", tmp_path / "data", "--plan", plan, "--form", form, "--bank", bank)
    label, value = out.splitlines()[-1].split(": ")
    assert label == "Commitment of the draw (SHA-256)"
    assert len(bytes.fromhex(value)) == 32


def test_the_answers_of_a_session_are_counted_into_a_bank_by_command(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_desk(tmp_path / "bank").bank.close()
    staff = tmp_path / "staff.json"
    staff.write_text(json.dumps({"staff": [{"id": CUSTODIAN, "passphrase": PASSPHRASES[CUSTODIAN]}]}))
    command = ("bank", "learn", played / "data", "--bank", tmp_path / "bank", "--staff", staff)
    done = json.loads(said(capsys, *command, "--json"))
    assert (done["again"], done["questions"], done["attempts"] > 5, done["unknown"] > 10) == (False, 0, True, True)
    lines = said(capsys, *command).splitlines()
    assert lines[0].startswith("Session ")
    assert lines[1:] == [f"Questions that this bank does not have: {done['unknown']}"]
