"""Plain text and HTML, one language and two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.formats.foreign import Said
from question_bank.formats.html_text import (
    Form,
    from_plain,
    harmless,
    is_formatted,
    is_html,
    joined,
    marked,
    parted,
    settled,
    to_plain,
)

TEXTS = st.text(st.sampled_from("aяң <>&;#/\"'{}=~:\\\n\t\r\xa0?!@$%*[]1"), max_size=30).map(  # mixed on purpose
    lambda text: text.replace("\r\n", "\n")
)


@given(TEXTS)
def test_plain_text_made_html_comes_back_letter_for_letter(text: str) -> None:
    assert to_plain(from_plain(text)) == text


@given(st.text(max_size=20))
def test_any_text_comes_back_but_for_signs_that_no_file_may_hold(text: str) -> None:
    assert to_plain(from_plain(text)) == harmless(text)


@given(TEXTS, TEXTS)
def test_both_languages_come_back(ky: str, ru: str) -> None:
    said, others = parted(joined(from_plain(ky), from_plain(ru)))
    if ky == ru:
        assert to_plain(said.either) == ky
    else:
        assert (to_plain(said.ky), to_plain(said.ru)) == (ky, ru)
    assert not others
    said, _others = parted(marked(from_plain(ky), from_plain(ru)))
    assert (to_plain(said.ky), to_plain(said.ru)) == (ky, ru)


def test_paragraphs_and_line_ends_become_lines() -> None:
    html = "<p>первый</p>\n<p>второй<br/>третий</p><div> </div> <br> x &lt;y&gt; 5&nbsp;м <!-- нет --><y>"
    assert to_plain(html) == "первый\nвторой\nтретий\nx <y> 5 м <y>"
    assert to_plain("a<br><br>b") == "a\n\nb"


def test_tags_are_told_from_signs() -> None:
    assert is_html("a<br>b")
    assert not is_html("если x<y и y>z, a < b")
    assert is_formatted("<b>x</b>")
    assert not is_formatted("<p>x<br>y</p><!-- z -->")


def test_texts_of_one_question_are_all_formatted_or_all_plain() -> None:
    assert settled([("<p>a</p>", Form.HTML), ("b & c", Form.PLAIN)]) == (False, ["a", "b & c"])
    assert settled([("<i>a</i>", Form.HTML), ("b & c", Form.PLAIN)]) == (True, ["<i>a</i>", "b &amp; c"])
    assert settled([("<p>a</p>", Form.HTML), ("b", Form.PLAIN)], is_rich=True) == (True, ["<p>a</p>", "b"])
    assert settled([("a &amp; b", Form.AUTO), ("<hr>", Form.AUTO), ("", Form.AUTO)]) == (False, ["a & b", "<hr>", ""])
    assert settled([("<img src='a'>", Form.AUTO)])[0]


def test_languages_in_spans_may_hold_spans_and_share_what_stands_around() -> None:
    text = (
        '<table><tr><td><span lang="ky" class="multilang">A <span style="x">b</span></span>'
        '<span class="multilang" lang="ru">B</span></td></tr></table></span>'
    )
    said, others = parted(text)
    assert said == Said(
        '<table><tr><td>A <span style="x">b</span></td></tr></table></span>',
        "<table><tr><td>B</td></tr></table></span>",
    )
    assert not others
    side_by_side = '<p><span lang="ky" class="multilang">A</span> <span lang="ru" class="multilang">B</span></p>'
    assert parted(side_by_side)[0] == Said("A", "B")


@pytest.mark.parametrize(
    ("text", "said", "others"),
    [
        ("x {mlang ky}A{mlang}{mlang ru}B{mlang} y", Said("x A y", "x B y"), set()),
        ("{mlang kg}A{mlang}{mlang other}B{mlang}", Said("A", "B"), set()),
        ("{mlang ky,ru}A{mlang}{mlang en}B{mlang}", Said("A", "A"), {"en"}),
        ("a {mlang} b {mlang ky}c{mlang} {mlang ru}", Said("a {mlang} b c {mlang ru}", ""), set()),
        ("{mlang ru_RU}B{mlang}", Said("", "B"), set()),
        ("{mlang en}A{mlang} b", Said(either="A b"), {"en"}),
        ('<span class="multilang">A</span>', Said(either='<span class="multilang">A</span>'), set()),
        ("A", Said(either="A"), set()),
    ],
)
def test_languages_in_marks(text: str, said: Said, others: set[str]) -> None:
    assert parted(text) == (said, others)
