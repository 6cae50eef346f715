"""What must hold for every file of the tree, whoever wrote it."""

import ast
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py", ".po", ".json", ".toml", ".md", ".sql", ".qss", ".svg", ".sh", ".txt", ".lock", ".csv", ".ini",
    ".cfg", ".conf", ".service", "",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]{2,}")
# Escapes such as \n stick to the word behind them in source text.
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|[nrtx])")
# A range of a pattern, as in [A-Za-z]: two words that only look like one.
RANGE = re.compile(r"\w-\w")
# How a test says that such a word is its input.
ON_PURPOSE = "# mixed on purpose"
# A user's home or a folder of the machine the text was written on; samples speak of the user "hall".
MACHINE_PATH = re.compile(r"(?<![\w.~/])(/home/(?!hall\b)\w+|/root/|/work/|/Users/\w+|[A-Z]:\\Users\\\w+)|\.library/")


def tracked() -> list[Path]:
    """Files of the project: what git tracks, or without git everything that is not made."""
    try:
        command = ["git", "ls-files"]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        skipped = {".venv", ".git", "build", "dist", "demo-hall"}
        return [
            path
            for path in ROOT.rglob("*")
            if path.is_file() and not skipped & set(path.relative_to(ROOT).parts) and "cache" not in str(path)
        ]
    return [path for name in names.splitlines() if (path := ROOT / name).is_file()]


def lines() -> Iterator[tuple[str, str]]:
    """Every line of every text file, with its place."""
    for path in tracked():
        if path.suffix in TEXT:
            try:
                text = path.read_text("utf-8")
            except UnicodeDecodeError:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def scripts(word: str) -> set[str]:
    """The alphabets that a word takes its letters from."""
    return {unicodedata.name(letter, "?").split()[0] for letter in word}


def test_no_word_mixes_cyrillic_with_latin_letters() -> None:
    mixed = [
        f"{place} {word}"
        for place, line in lines()
        if ON_PURPOSE not in line
        for word in WORD.findall(RANGE.sub(" ", ESCAPE.sub(" ", line)))
        if {"CYRILLIC", "LATIN"} <= scripts(word)
    ]
    assert mixed == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    here = Path(__file__).name
    found = [f"{place} {line}" for place, line in lines() if here not in place and MACHINE_PATH.search(line)]
    assert found == []


def test_the_lock_holds_hashes_for_every_package_and_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    assert "find-links" not in lock
    for block in re.split(r"\n(?=[a-z])", lock):
        assert "==" in block.splitlines()[0], block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_version_of_the_project_file_stands_in_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = re.findall(r'^    "([A-Za-z0-9_-]+==[\d.]+)"', project, re.MULTILINE)
    assert len(wanted) > 15
    assert [pin for pin in wanted if f"\n{pin.lower()} " not in f"\n{lock}"] == []


CORE = sorted(path for room in ("station/domain", "question_bank") for path in (ROOT / room).rglob("*.py"))
# import-linter keeps out the modules; these need no import or come with one that is allowed.
IMPURE = {"open", "input", "print", "now", "today", "utcnow", "getenv", "hash", "id", "eval", "exec"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_reads_no_file_and_no_clock(path: Path) -> None:
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    assert called & IMPURE == set()


def test_the_catalogues_of_other_tools_that_record_hosts_are_not_tracked() -> None:
    assert not {"uv.lock", "pylock.toml"} & {path.name for path in tracked()}
