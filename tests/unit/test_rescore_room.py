"""The second scorer's room: no import and no run of lines shared with the first. Files are compared as text."""

import ast
import io
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECOND = ROOT / "station" / "rescore.py"
FIRST = [ROOT / "station" / "domain" / name for name in ("scoring.py", "attempt.py", "hall.py")]
ALLOWED = {"collections", "collections.abc", "dataclasses", "hashlib", "json", "json.encoder", "typing"}
RUN = 6
LOADERS = {"__import__", "import_module", "exec", "eval", "compile", "open"}


def code_lines(text: str) -> list[str]:
    """Lines that do something, bare of indent, comment and docstring; blank ones are left out."""
    skipped: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            skipped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return [line.strip() for number, line in enumerate(lines, 1) if line.strip() and number not in skipped]


def longest_shared_run(ours: list[str], theirs: list[str]) -> list[str]:
    """The longest run of identical consecutive lines."""
    best: list[str] = []
    ending = [0] * (len(theirs) + 1)
    for at, line in enumerate(ours, 1):
        before, ending = ending, [0] * (len(theirs) + 1)
        for place, other in enumerate(theirs, 1):
            if line == other:
                ending[place] = before[place - 1] + 1
                if ending[place] > len(best):
                    best = ours[at - ending[place] : at]
    return best


def test_R_35_2_the_second_scorer_imports_the_named_part_of_the_standard_library_and_nothing_else() -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(SECOND.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module or "")
    assert imported <= ALLOWED


def test_R_35_2_the_second_scorer_loads_nothing_behind_the_imports() -> None:
    tree = ast.parse(SECOND.read_text("utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert names & LOADERS == set()


@pytest.mark.parametrize("first", FIRST, ids=lambda path: path.name)
def test_R_35_2_the_second_scorer_shares_no_run_of_lines_with_the_first(first: Path) -> None:
    shared = longest_shared_run(code_lines(SECOND.read_text("utf-8")), code_lines(first.read_text("utf-8")))
    assert len(shared) < RUN, shared


def test_a_shared_run_would_be_found_under_other_indents_and_comments() -> None:
    ours = "\n".join(f"a{number} = {number}" for number in range(9))
    theirs = '"""Doc."""\nif True:\n' + "\n".join(f"    a{number} = {number}  # other" for number in range(2, 9))
    assert longest_shared_run(code_lines(ours), code_lines(theirs)) == [f"a{n} = {n}" for n in range(2, 9)]
    assert longest_shared_run(code_lines(ours), ["b = 1"]) == []
