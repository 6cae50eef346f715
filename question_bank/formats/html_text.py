"""Texts of foreign files: HTML or not, in one language or two. Plain text made HTML comes back letter for letter.

Languages stand in spans as Moodle's multi-language filter reads them (`<span lang="ky" class="multilang">`), or in the
marks of its successor (`{mlang ky}...{mlang}`); what stands outside them is said in every language.
"""

import html
import re
from collections.abc import Iterable
from enum import Enum

from question_bank.formats.foreign import Said

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^<>]*)?)/?>|<!--.*?-->", re.DOTALL)
_NAMES = (
    "a abbr address article aside audio b big blockquote button caption center cite code col colgroup dd del dfn dl dt"
    " em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr i iframe img input ins kbd label li"
    " link main map mark math meta nav noscript object ol option pre q s samp script section select small source strike"
    " strong style sub sup svg table tbody td textarea tfoot th thead title tr tt u ul var video"
)
_BLOCKS = frozenset({"p", "div"})
_NEUTRAL = _BLOCKS | {"br", "span", "html", "body"}
_KNOWN = _NEUTRAL | frozenset(_NAMES.split())
_SPAN_EDGE = re.compile(r"<span(?:\s[^<>]*)?>|</span\s*>", re.IGNORECASE)
_OF_LANGUAGE = re.compile(
    r"<span(?=[^<>]*\sclass\s*=\s*[\"']?multilang)[^<>]*\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
_MLANG = re.compile(r"\{\s*mlang(?:\s+([\w ,-]+?))?\s*\}", re.IGNORECASE)
_LITERAL_MLANG = re.compile(r"\{(?=\s*mlang)", re.IGNORECASE)
_CODES = {"ky": "ky", "kg": "ky", "kir": "ky", "kir-kg": "ky", "ky-kg": "ky", "ru": "ru", "rus": "ru", "ru-ru": "ru"}
_EVERYBODY_ELSE = "other"
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]")


class Form(Enum):
    """What a file says about one text."""

    PLAIN = "plain"
    HTML = "html"
    AUTO = "auto"  # Moodle's own: HTML where there are tags, and every line end counts
    MARKDOWN = "markdown"


# --- HTML and plain text ---


def harmless(text: str) -> str:
    """Without the signs that no font shows and no XML file may hold."""
    return _NOT_XML.sub("", text)


def is_html(text: str) -> bool:
    """Whether a text has tags that HTML knows: "a < b" has none, "<br>" is one."""
    return "<" in text and any(tag[2] and tag[2].lower() in _KNOWN for tag in TAG.finditer(text))


def is_formatted(text: str) -> bool:
    """Whether HTML says more than its words and lines do: bold, a table, a picture ..."""
    return "<" in text and any(tag[2] and tag[2].lower() in _KNOWN - _NEUTRAL for tag in TAG.finditer(text))


def from_plain(text: str) -> str:
    """Plain text as HTML that `to_plain` gives back letter for letter; blanks that HTML would drop are written out."""
    made = html.escape(harmless(text), quote=False).replace("\xa0", "&#160;").replace("\t", "&#9;")
    made = re.sub(r"^ | $|(?<= ) |(?<=\n) | (?=\n)", "&#32;", made).replace("\r", "&#13;")
    made = re.sub(r"^\n+|\n+$", lambda ends: "&#10;" * len(ends[0]), made)
    return made.replace("\n", "<br>")


def to_plain(text: str) -> str:
    """The words of HTML: one line for each paragraph and line, entities resolved, blanks made one."""
    made = _BLANKS.sub(" ", text.replace("&nbsp;", " "))
    if "<" not in made and "&" not in made:
        return made.strip(" ")
    made = TAG.sub(_as_line_end, made)
    made = re.sub(r" *[\f\v](?: *[\f\v])*", _line_ends, made).strip("\v ")
    made = re.sub(" *\v *", "\v", re.sub(" +", " ", made)).replace("\v", "\n")
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), made)


def _as_line_end(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    if name and name not in _KNOWN:
        return tag[0]
    return "\v" if name == "br" else "\f" if name in _BLOCKS else ""


def _line_ends(found: re.Match[str]) -> str:
    """The edges of paragraphs make one line end, whatever stands between them; otherwise each `<br>` counts."""
    return "\v" if "\f" in found[0] else "\v" * found[0].count("\v")


def settled(texts: Iterable[tuple[str, Form]], is_rich: bool = False) -> tuple[bool, list[str]]:
    """Whether the texts of a question are formatted, or said to be, and each of them so: all HTML then, else all plain.

    A text that is nothing but tags ("Which tag is it? <br>") is meant letter for letter.
    """
    given = [_given(text.strip(), form) for text, form in texts]
    if is_rich or any(form is Form.HTML and is_formatted(text) for text, form in given):
        return True, [text if form is Form.HTML else from_plain(text) for text, form in given]
    return False, [to_plain(text) if form is Form.HTML else text for text, form in given]


def _given(text: str, form: Form) -> tuple[str, Form]:
    """A text, and whether it is HTML or plain."""
    if form is not Form.AUTO or not text:
        return text, Form.HTML if form is Form.HTML else Form.PLAIN
    if not is_html(text) and not _ENTITY.search(text):
        return text, Form.PLAIN
    if text and not to_plain(text).strip() and "<img" not in text.lower():
        return text, Form.PLAIN
    return text.replace("\n", "<br>"), Form.HTML


# --- languages ---


def joined(ky: str, ru: str) -> str:
    """Both languages of an HTML text in one: as they are where they are equal, else each in a span of its own."""
    return _LITERAL_MLANG.sub("&#123;", ky) if ky == ru else marked(ky, ru)


def marked(ky: str, ru: str) -> str:
    """Both languages of an HTML text in spans, also where they are equal; an empty one is left out."""
    return "".join(
        f'<span lang="{code}" class="multilang">{_LITERAL_MLANG.sub("&#123;", text)}</span>'
        for code, text in (("ky", ky), ("ru", ru))
        if text
    )


def parted(text: str) -> tuple[Said, frozenset[str]]:
    """The languages of a text, and the codes in it of languages that are not ours.

    What stands between the parts belongs to each; a language without a part of its own has no text, however much of
    it is shared, unless the file has one for everybody else.
    """
    if "mlang" not in text.lower() and "multilang" not in text:
        return Said(either=text), frozenset()
    parts = _segments(text)
    seen = {code for codes, _words in parts for code in codes}
    others = frozenset(seen - {"ky", "ru", _EVERYBODY_ELSE})
    if not seen & {"ky", "ru"}:
        return Said(either="".join(words for _codes, words in parts)), others
    shared = "".join(words for codes, words in parts if not codes)
    if not to_plain(shared).strip() and not is_formatted(shared):
        parts = [(codes, words) for codes, words in parts if codes]
    return Said(_said(parts, "ky", seen), _said(parts, "ru", seen)), others


def _said(parts: list[tuple[frozenset[str], str]], language: str, seen: set[str]) -> str:
    wanted = language if language in seen else _EVERYBODY_ELSE
    if wanted not in seen:
        return ""
    return "".join(words for codes, words in parts if not codes or wanted in codes)


def _segments(text: str) -> list[tuple[frozenset[str], str]]:
    """A text cut at its marks: the languages of each part (none: shared) and its words."""
    marks = _spans(text) if "multilang" in text else []
    marks = marks or _mlang_marks(text)
    parts, place = [], 0
    for begin, end, codes, words in marks:
        parts.append((frozenset[str](), text[place:begin]))
        parts.append((frozenset(_code(code) for code in codes.split(",")), words))
        place = end
    parts.append((frozenset(), text[place:]))
    return parts


def _mlang_marks(text: str) -> list[tuple[int, int, str, str]]:
    """Begin, end, languages and words of each part between an opening mark and the closing one after it."""
    found: list[tuple[int, int, str, str]] = []
    opened: re.Match[str] | None = None
    for mark in _MLANG.finditer(text):
        if mark[1]:
            opened = opened or mark
        elif opened:
            found.append((opened.start(), mark.end(), opened[1], text[opened.end() : mark.start()]))
            opened = None
    return found


def _code(written: str) -> str:
    code = written.strip().lower().replace("_", "-")
    return _CODES.get(code, code)


def _spans(text: str) -> list[tuple[int, int, str, str]]:
    """Begin, end, language and words of each outermost span of a language; spans within it stay with its words."""
    found: list[tuple[int, int, str, str]] = []
    begin = inner = depth = 0
    language = ""
    for edge in _SPAN_EDGE.finditer(text):
        if edge[0].startswith("</"):
            depth = max(0, depth - 1)
            if language and not depth:
                found.append((begin, edge.end(), language, text[inner : edge.start()]))
                language = ""
            continue
        mark = _OF_LANGUAGE.match(edge[0])
        if not language and mark:
            language, begin, inner, depth = mark[1], edge.start(), edge.end(), 0
        if language:
            depth += 1
    return found
