"""Commands that are refused: in words, with the exit code, and without leaving anything behind."""

import io
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from station import cli


def said(capsys: pytest.CaptureFixture[str], *command: object) -> str:
    """What a refused command tells on the console, in English."""
    assert cli.main(["--language", "en", *(str(part) for part in command)]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("place", ["file", "file/under", "n" * 300])
def test_a_demo_in_an_impossible_place_is_refused_in_words(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    told = said(capsys, "demo", "--headless", "--short", "--candidates", 1, "--out", tmp_path / place)
    assert "could not be written in the chosen place" in told


def test_a_demo_without_room_is_refused_and_the_same_command_works_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    command = ["demo", "--headless", "--short", "--candidates", "1", "--out", str(tmp_path / "day")]
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: usage(2 << 30, 0, 70 << 20))
        assert "has 70 M" in said(capsys, *command)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert cli.main(command) == 0


def test_a_folder_that_holds_something_else_is_called_not_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert "The folder is not empty." in said(capsys, "demo", "--headless", "--out", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_verify_of_a_file_of_a_folder_for_a_keyring_and_of_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staff = tmp_path / "staff.json"
    staff.write_text('{"staff": [{"id": "a", "passphrase": "1"}]}')
    for place in (staff, tmp_path / "missing"):
        assert "holds no station" in said(capsys, "verify", place, "--staff", staff)
    (tmp_path / "keyring.json").mkdir()
    assert "Place: keyring.json" in said(capsys, "verify", tmp_path, "--staff", staff)


def test_a_staff_file_that_names_nobody_is_no_staff_file(tmp_path: Path) -> None:
    staff = tmp_path / "s.json"
    staff.write_text('{"staff": []}')
    with pytest.raises(SystemExit, check=lambda ended: ended.code == 2):
        cli.main(["verify", str(tmp_path), "--staff", str(staff)])


@pytest.mark.parametrize("stdin", [io.StringIO(""), None])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_without_a_terminal_one_line_says_how_else_to_sign_in(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    stdin: io.StringIO | None,
    language: str,
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(SystemExit, check=lambda ended: ended.code == 2):
        cli.main(["--language", language, "verify", str(tmp_path)])
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert "--staff" in told.err


def test_a_closed_input_says_the_same_to_a_script(tmp_path: Path) -> None:
    for stdin in (subprocess.DEVNULL, None):
        command = [sys.executable, "-m", "station", "--language", "en", "verify", str(tmp_path)]
        shell = command if stdin is not None else ["sh", "-c", '"$@" <&-', "sh", *command]
        done = subprocess.run(shell, stdin=stdin, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("No terminal to ask in")
        assert len(done.stderr.splitlines()) == 1


def test_who_leaves_the_prompt_at_a_terminal_is_told_nothing_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert said(capsys, "verify", tmp_path) == "\n"
