"""docs/requirements.md says what the tests say today."""

from pathlib import Path

import pytest

from tests import requirements_table
from tests.requirements_table import DOCUMENT, Requirement, requirements, shortened, table, unknown


def test_the_table_of_requirements_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == table(), "run `make requirements`"


def test_the_table_is_the_same_where_the_regulation_is_not_at_hand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(requirements_table, "REGULATION", tmp_path / "absent.md")
    assert DOCUMENT.read_text("utf-8") == table()


def test_no_test_names_a_requirement_that_does_not_exist() -> None:
    assert unknown() == {}


def test_every_article_of_the_day_of_the_test_is_in_the_table() -> None:
    numbers = {str(number) for number in requirements()}
    assert {"R-2.1", "R-10.3", "R-19.1", "R-22.5", "R-24.12", "R-26.1", "R-28.1", "R-A4.2"} <= numbers


def test_articles_come_in_order_and_annexes_last() -> None:
    numbers = [("A4", 1), ("9", 2), ("24", 11), ("24", 2)]
    ordered = sorted((Requirement(*number) for number in numbers), key=lambda number: number.order)
    assert [str(number) for number in ordered] == ["R-9.2", "R-24.2", "R-24.11", "R-A4.1"]


def test_a_long_statement_is_cut_at_a_word_and_closes_its_code_mark() -> None:
    assert shortened("As art. 26 says, one line. More follows.") == "As art. 26 says, one line"
    cut = shortened("says `" + "сөз " * 60)
    assert cut.endswith(" …`")
    assert cut.count("`") == 2
