"""Formatted text: whatever comes in, only the small safe part goes on, and its words stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station import markup

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="http://elsewhere/a.png">',
    '<img src="//elsewhere/a.png">',
    '<img src="file:///etc/passwd">',
    '<img src="../../secret.png">',
    '<img src="data:image/png;base64,AAAA">',
    "<svg><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<p style="background:url(http://elsewhere)">x</p>',
    "<style>p{background:url(http://elsewhere)}</style>",
    '<iframe src="http://elsewhere"></iframe>',
    "<object data=x></object><embed src=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--><img src=x onerror=alert(1)>-->",
    '<table background="http://elsewhere"><td colspan="1000000">x</table>',
    "<b" + " x" * 500 + ">",
    "<b>" * 3000 + "x",
    "<table><tr><td>" * 9 + "deep",
    "<li>" * 300,
)
TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"]*\")*)>")
ALLOWED = {"p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "img"} | {
    *("table", "thead", "tbody", "tr", "th", "td")
}

TAGS = ("<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "</ul>")
MORE = ("<sup>2</sup>", "<h2>", "<br>", "&nbsp;", "&lt;", "<", ">", "&", '"', "\n", '<img src="img-1.png" alt="a>b">')
ODD = ("<p ", "<!--", "-->", "<![CDATA[", "<?", "</", "<td colspan=3>", "<th rowspan='0'>", "<pre>\n\n x", "<ol>")
pieces = st.one_of(st.sampled_from((*ATTACKS[:-3], *TAGS, *MORE, *ODD)), st.text(max_size=12))
documents = st.lists(pieces, max_size=14).map("".join)


def assert_is_safe(html: str) -> None:
    rest = TAG.sub("", html)
    assert "<" not in rest, rest
    for _closing, tag, attributes in TAG.findall(html):
        assert tag in ALLOWED
        for name, value in re.findall(r' ([a-z]+)="([^"]*)"', attributes):
            assert (tag, name) in {(cell, span) for cell in ("td", "th") for span in ("colspan", "rowspan")} | {
                ("img", "src"),
                ("img", "alt"),
            }
            if name == "src":
                assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", value)
            if name.endswith("span"):
                assert 2 <= int(value) <= 50


@pytest.mark.parametrize("attack", ATTACKS)
def test_R_10_2_an_attack_leaves_nothing_but_the_safe_part(attack: str) -> None:
    made = markup.clean(f"<p>before {attack} after</p>")
    assert_is_safe(made)
    assert markup.is_clean(made)
    assert markup.plain(made, is_rich=True).startswith("before")


@given(documents)
def test_what_was_cleaned_is_safe_and_cleaning_it_again_changes_nothing(html: str) -> None:
    made = markup.clean(html)
    assert_is_safe(made)
    assert markup.clean(made) == made
    assert markup.is_clean(made)
    assert markup.removed(made) == ()


@given(st.text())
def test_plain_text_as_formatted_text_is_clean_and_says_the_same_words(text: str) -> None:
    made = markup.to_rich(text)
    assert markup.is_clean(made)
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    said = markup.plain(made, is_rich=True)
    assert [sign for sign in said if sign.isalnum()] == [sign for sign in seen if sign.isalnum()]


@given(documents)
def test_every_reader_takes_any_text(html: str) -> None:
    markup.plain(html, is_rich=True)
    markup.removed(html)
    markup.sources(html)
    assert markup.plain(html, is_rich=False) == html


def test_blocks_become_paragraphs_so_that_no_words_run_together() -> None:
    made = markup.clean("<h1>Баш</h1><div>бир</div><div>эки</div>")
    assert made == "<p>Баш</p><p>бир</p><p>эки</p>"
    assert markup.plain(made, is_rich=True) == "Баш\nбир\nэки"
    assert markup.removed("<h1>Баш</h1><div>бир</div>") == ()


def test_lines_of_plain_text_stay_lines() -> None:
    made = markup.to_rich("бир\nэки\r\n\r\nүч < 4 & 5")
    assert made == "<p>бир<br>эки</p><p>үч &lt; 4 &amp; 5</p>"
    assert markup.plain(made, is_rich=True) == "бир\nэки\nүч < 4 & 5"


def test_a_table_a_list_and_a_formula_are_said_in_lines() -> None:
    html = (
        "<p>Таблица:</p><table><tr><th>Жыл</th><th>Саны</th></tr><tr><td><p>2024</p><p>март</p></td><td>7</td></tr>"
        "</table><ol><li>бир</li><li><p>эки</p><ul><li>үч</li></ul></li></ol>x<sup>2</sup> + y<sup>n+1</sup>, "
        'H<sub>2</sub>O <img src="img-1.png" alt="график">'
    )
    assert markup.plain(markup.clean(html), is_rich=True).split("\n") == [
        "Таблица:",
        "Жыл | Саны",
        "2024 март | 7",
        "1. бир",
        "2. эки",
        "• үч",
        "x^2 + y^(n+1), H2O [график]",
    ]


def test_a_picture_stays_only_by_a_name_of_the_question() -> None:
    html = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="чийме &quot;1&quot;"><img src="other.png" alt="башка"></p>'
    names = {"@@PLUGINFILE@@/a%20b.png": "img-00.png"}
    assert markup.sources(html) == ("@@PLUGINFILE@@/a%20b.png", "other.png")
    assert markup.clean(html, names) == '<p><img src="img-00.png" alt="чийме &quot;1&quot;">башка</p>'
    assert markup.removed(html, names) == ("img",)
    assert markup.picture_names(markup.clean(html, names)) == ("img-00.png",)
    assert markup.picture_names(markup.clean(html)) == ("other.png",)


def test_what_is_taken_away_is_named() -> None:
    html = '<p class="x"><a href="y">z</a><!-- note --><span lang="ru">q</span><script>1</script><img alt="x"></p>'
    assert markup.removed(html) == ("@class", "@href", "@lang", "a", "comment", "img", "script")
    assert markup.removed("<b>" * 40) == ("nesting",)


def test_too_deep_nesting_costs_the_formatting_and_no_word() -> None:
    made = markup.clean("<table><tr><td>бир " * 4 + "<b>эки</b>")
    assert "<table" not in made
    assert made.count("бир") == 4
    assert made.endswith("эки</p>")
