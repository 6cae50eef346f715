"""Write docs/requirements.md, the table of requirements and the tests that prove them: `make requirements`.

The requirements are read from the regulation's folder where it stands beside the checkout, otherwise from the
table itself, so the tests' side can be renewed everywhere. A test proves R-24.8 by R_24_8 in its name or by
R-24.8 in its docstring.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "requirements.md"
REGULATION = ROOT.parent / "shared" / "regulation" / "requirements.md"

NUMBER = r"(A?\d+)\.(\d+)"
# A statement runs to the next one, or to the end of its line.
STATEMENT = re.compile(rf"(?<!\()\bR-{NUMBER} (?![,;)])(.+?)(?= R-{NUMBER} |$)", re.MULTILINE)
ROW = re.compile(rf"^\| R-{NUMBER} \| (.*?) \| (.*?) \|$", re.MULTILINE)
LONGEST = 140

HEAD = """# Requirements and the tests that prove them

Made by `make requirements` from the names and docstrings of the tests; a test holds it current.
Do not edit by hand. R-numbers are those of the regulation, article by article.
"""


class Requirement(NamedTuple):
    """R-24.8 is ("24", 8); annexes are ("A3", 1)."""

    article: str
    item: int

    def __str__(self) -> str:
        return f"R-{self.article}.{self.item}"

    @property
    def order(self) -> tuple[bool, int, int]:
        """Articles by number, then annexes."""
        return self.article.startswith("A"), int(self.article.removeprefix("A")), self.item

    @property
    def belongs_to_one_station(self) -> bool:
        """Arts. 2 to 26 and the date of renewed participation: one station on the day of the test."""
        return self == ("28", 1) or (not self.article.startswith("A") and 2 <= int(self.article) <= 26)


def requirements() -> dict[Requirement, str]:
    """Every requirement with the beginning of its statement."""
    found: dict[Requirement, str] = {}
    if REGULATION.is_file():
        for match in STATEMENT.finditer(REGULATION.read_text("utf-8")):
            found.setdefault(Requirement(match[1], int(match[2])), shortened(match[3]))
    else:
        for match in ROW.finditer(DOCUMENT.read_text("utf-8")):
            found[Requirement(match[1], int(match[2]))] = match[3]
    return dict(sorted(found.items(), key=lambda entry: entry[0].order))


def shortened(statement: str) -> str:
    """The first sentence, cut at a word, fit for a cell of a table."""
    first = re.split(r"(?<!art)\.\s| \|", statement, maxsplit=1)[0].strip().rstrip(".:;")
    if len(first) > LONGEST:
        first = first[:LONGEST].rsplit(" ", 1)[0] + " …"
    # A cut between two backticks would turn the rest of the table into code.
    return first + "`" if first.count("`") % 2 else first


def named_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[Requirement]:
    """The requirements that a test claims."""
    claims = re.findall(r"R_(A?\d+)_(\d+)", function.name)
    claims += re.findall(rf"\bR-{NUMBER}", ast.get_docstring(function) or "")
    return {Requirement(article, int(item)) for article, item in claims}


def proofs() -> dict[Requirement, list[str]]:
    """For every requirement, "file: test" of each test that claims it."""
    found: dict[Requirement, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for requirement in named_in(node):
                    found[requirement].append(f"{path.relative_to(ROOT / 'tests').as_posix()}: {node.name}")
    return found


def table() -> str:
    """The whole document."""
    wanted, proved = requirements(), proofs()
    tests = {number: "<br>".join(f"`{test}`" for test in sorted(proved.get(number, []))) for number in wanted}
    rows = [f"| {number} | {said} | {tests[number] or '–'} |" for number, said in wanted.items()]
    here = [number for number in wanted if number.belongs_to_one_station]
    bare = [str(number) for number in here if number not in proved]
    later = [str(number) for number in wanted if not number.belongs_to_one_station and number not in proved]
    return "\n".join([
        HEAD,
        f"Articles 2 to 26 and R-28.1 (one station, the day of the test): {len(here)} requirements, "
        f"{len(here) - len(bare)} named by a test.",
        "",
        f"Of these, not named by any test: {', '.join(bare) or 'none'}.",
        "",
        f"Of the other articles and the annexes, not named by any test: {', '.join(later) or 'none'}.",
        "",
        "| Number | Statement (beginning) | Tests |",
        "|---|---|---|",
        *rows,
        "",
    ])


def unknown() -> dict[str, list[str]]:
    """Tests that claim a number which the regulation does not have: a slip of the pen."""
    wanted = requirements()
    return {str(number): tests for number, tests in proofs().items() if number not in wanted}


if __name__ == "__main__":
    text = table()
    DOCUMENT.write_text(text, "utf-8")
    print(f"{DOCUMENT.relative_to(ROOT)}: {len(requirements())} requirements")
    if slips := unknown():
        print(f"Tests name requirements that do not exist: {slips}")
