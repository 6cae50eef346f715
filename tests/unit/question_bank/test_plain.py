"""Questions as plain words: what the list shows and what the search knows."""

from dataclasses import replace

import pytest

from question_bank.model import Bilingual
from question_bank.plain import SHORT, folded, plain_text, search_text, search_words, short_text
from tests.unit.question_bank.builders import question


def test_formatted_text_is_read_as_its_words() -> None:
    html = "<p>Эки <b>сан</b></p><table><tr><td>1&nbsp;&lt;&nbsp;2</td></tr></table>"
    assert plain_text(html, is_rich=True) == "Эки сан 1 < 2"


def test_plain_text_keeps_its_angle_brackets() -> None:
    assert plain_text("a < b\n\tc > d", is_rich=False) == "a < b c > d"


@pytest.mark.parametrize("text", ["Бир\nэки", "Бир  эки", "x" * 300, "Бир\u00a0эки"])
def test_a_short_text_is_one_line_of_at_most_200_letters(text: str) -> None:
    short = short_text(text, is_rich=False)
    assert "\n" not in short
    assert "  " not in short
    assert len(short) <= SHORT


def test_an_ordinary_stem_is_shown_as_it_is() -> None:
    assert short_text("Кайсы берене?", is_rich=False) == "Кайсы берене?"


def test_a_short_text_of_formatted_text_has_no_tags() -> None:
    assert short_text("<p>Эки <b>сан</b></p>", is_rich=True) == "Эки сан"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ЁЛКА ёлка", ("елка",)),
        ("Өкүм, «ҮЙ» № 5", ("өкүм", "үй", "5")),
        ("S3-0041", ("s3", "0041")),
        ("и\u0306од", ("йод",)),
        (" … — ", ()),
        ('"OR" NOT *', ("or", "not")),
        ("tab\tnew\nline", ("tab", "new", "line")),
    ],
)
def test_words_are_compared_without_case_and_ё_as_е(text: str, words: tuple[str, ...]) -> None:
    assert search_words(text) == words


def test_what_is_typed_and_what_is_indexed_are_folded_alike() -> None:
    assert search_words(folded("Жобонун «№ 4» тиркемеси")) == search_words("Жобонун «№ 4» тиркемеси")


def test_a_question_is_found_by_everything_that_stands_in_it() -> None:
    held = replace(question("S1-0007"), topic="Бюджет", stem=Bilingual("Эмне?", "Что?"))
    words = set(search_words(search_text(held)))
    assert {"эмне", "что", "option", "source", "бюджет", "s1", "0007"} <= words


def test_tags_of_formatted_text_are_not_found() -> None:
    held = replace(question(), is_rich=True, stem=Bilingual("<table><tr><td>Сан</td></tr></table>", "<p>Число</p>"))
    words = set(search_words(search_text(held)))
    assert {"сан", "число"} <= words
    assert not words & {"table", "td", "p"}
