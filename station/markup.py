"""Formatted text of questions: a small part of HTML, made safe in one place. What comes from outside is never trusted.

Allowed: p br b strong i em u sub sup ul ol li table thead tbody tr th td (with colspan and rowspan) and img, whose src
is the bare name of a picture of the question. No style, class, link, script, comment, address or data of any kind.
"""

import html as entities
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

_TAGS = frozenset(
    {"p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "img"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt"}}
_AS_PARAGRAPHS = frozenset(
    {"div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "aside", "header", "footer", "address"}
    | {"blockquote", "pre", "center", "figure", "figcaption", "dl", "dt", "dd", "caption"}
)
_WITHOUT_CONTENT = frozenset(
    ("script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "head", "title")
)
_MERELY_MARKS = frozenset(("html", "body", "span"))
"""Tags that say nothing by themselves: their loss is no loss."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}\Z")
_IMG = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_SRC, _ALT = re.compile(r' src="([^"]*)"'), re.compile(r' alt="([^"]*)"')
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;)*</p>")
_BLOCK = re.compile(rf"<(/?)(?:{'|'.join(sorted(_AS_PARAGRAPHS))})>")
_SPAN, _DEPTH, _TABLES, _ROUNDS = 50, 24, 2, 8


def clean(html: str, names: Mapping[str, str] | None = None) -> str:
    """The allowed part of `html`, well-formed; cleaning it again changes nothing.

    Headings and other blocks become paragraphs, so that no words run together. `names` says which picture of the
    question a foreign `src` stands for (where given, no other picture is there); an image without one gives way to its
    alt text. Nesting deeper than a page needs (or a table three deep) costs the text its formatting, never its words.
    """
    made = _cleaned(html, names)
    for _round in range(_ROUNDS):
        again = _cleaned(made, None)
        if again == made and not _is_too_deep(made):
            return made
        made = again
    return to_rich(plain(made, is_rich=True))


def is_clean(html: str) -> bool:
    """Whether `html` is what `clean` gives, letter for letter."""
    return clean(html) == html


def to_rich(text: str) -> str:
    """Plain text as formatted text: an empty line parts paragraphs, any other line end is a `<br>`."""
    parts = (part.strip() for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")))
    made = "".join(f"<p>{entities.escape(part, quote=False)}</p>".replace("\n", "<br>") for part in parts if part)
    return _cleaned(made, None)


def plain(text: str, is_rich: bool) -> str:
    """What a reader hears: text without formatting, one line per paragraph, item or row; cells parted by " | ".

    A picture is named by its alt text in square brackets, a raised part by "^". Plain text is given back as it is.
    """
    if not is_rich:
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.said()


def picture_names(html: str) -> tuple[str, ...]:
    """Names of the pictures that clean `html` shows, each once, in their order."""
    return tuple(source for source in sources(html) if _NAME.match(source))


def sources(html: str) -> tuple[str, ...]:
    """What the images of any HTML, clean or not, name as their source, each once, in their order."""
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()
    return tuple(dict.fromkeys(scanner.sources))


def removed(html: str, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What cleaning takes away, sorted, each once: names of tags, "@" and the name of an attribute, "comment",
    "img" for an image without a picture of the question. Headings that become paragraphs are not named."""
    scanner = _Scanner(names)
    scanner.feed(html)
    scanner.close()
    found = set(scanner.removed)
    if _is_too_deep(html):
        found.add("nesting")
    return tuple(sorted(found))


# --- cleaning ---


def _cleaned(html: str, names: Mapping[str, str] | None) -> str:
    # First what is well-formed, then blocks to paragraphs in it, then what that made well-formed again.
    made = _passed(_flat(html), _TAGS | _AS_PARAGRAPHS, lambda source: _name_of(source, names))
    made = _passed(_BLOCK.sub(r"<\1p>", made), _TAGS, lambda name: name)
    return _EMPTY.sub("", _IMG.sub(_with_picture, made)).strip()


def _name_of(source: str, names: Mapping[str, str] | None) -> str | None:
    """The picture of the question that a source stands for; None where it stands for none."""
    name = names.get(source, source) if names is not None else source
    if names is not None and name not in names.values():
        return None
    return name if _NAME.match(name) else None


def _passed(html: str, tags: frozenset[str], name_of: Callable[[str], str | None]) -> str:
    import nh3  # comes with the first formatted text: the kiosk starts without it

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "src":
            return name_of(value)
        if attribute == "alt":
            return " ".join(value.split())
        return value if re.fullmatch(r"[1-9][0-9]?", value) and 1 < int(value) <= _SPAN else None

    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(_WITHOUT_CONTENT),
        attributes={tag: set(allowed) for tag, allowed in _ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes=set(),
        link_rel=None,
    )


def _flat(html: str) -> str:
    """Without the signs that no font shows and XML forbids."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]", "", html)


def _with_picture(found: re.Match[str]) -> str:
    """An image with its attributes in one order, or its alt text where it has no picture."""
    source, alt = _SRC.search(found[1]), _ALT.search(found[1])
    words = entities.unescape(alt[1]) if alt else ""
    if source is None:
        return entities.escape(words, quote=False)
    return f'<img src="{source[1]}"' + (f' alt="{alt[1]}"' if alt and words else "") + ">"


def _is_too_deep(html: str) -> bool:
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()
    return scanner.deepest > _DEPTH or scanner.deepest_table > _TABLES


class _Scanner(HTMLParser):
    """Goes once through any HTML and notes what cleaning will not keep."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self._names = names
        self.removed: set[str] = set()
        self.sources: list[str] = []
        self.deepest = self.deepest_table = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS | _AS_PARAGRAPHS | _MERELY_MARKS:
            self.removed.add(tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "img" and not any(name == "src" for name, _value in attrs):
            self.removed.add("img")
        if tag not in ("br", "img", "p"):
            self._open.append(tag)
            self.deepest = max(self.deepest, len(self._open))
            self.deepest_table = max(self.deepest_table, self._open.count("table"))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if tag == "img" and name == "src":
            self.sources.append(value)
            if _name_of(value, self._names) is None:
                self.removed.add("img")
        elif name not in _ATTRIBUTES.get(tag, ()):
            self.removed.add(f"@{name}")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_comment(self, data: str) -> None:
        self.removed.add("comment")


class _Reader(HTMLParser):
    """Says clean formatted text in plain lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._lists: list[int] = []  # 0 for a list of dots, else the next number
        self._in_cell = False
        self._raised: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("td", "th"):
            self._line = f"{self._line.rstrip()} | " if self._line.strip() else ""
            self._in_cell = True
        elif tag == "li":
            self._end_line()
            number = self._lists[-1] if self._lists else 0
            self._line = f"{number}. " if number else "• "
            if number:
                self._lists[-1] += 1
        elif tag in ("ul", "ol"):
            self._end_line()
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "sup":
            self._raised = len(self._line)
        elif tag == "img" and given.get("alt"):
            self._line += f" [{given['alt']}] "
        elif tag in ("p", "br", "table", "tr"):
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False
        elif tag == "sup" and self._raised is not None:
            before, raised = self._line[: self._raised], self._line[self._raised :].strip()
            self._raised = None
            if raised:
                self._line = f"{before}^{raised}" if len(raised) == 1 or raised.isdigit() else f"{before}^({raised})"
        elif tag in ("ul", "ol"):
            self._end_line()
            if self._lists:
                self._lists.pop()
        elif tag in ("p", "table", "tr", "li"):
            self._end_line()

    def handle_data(self, data: str) -> None:
        self._line += re.sub(r"\s+", " ", data)

    def _end_line(self) -> None:
        if self._in_cell or re.fullmatch(r"\s*(?:•|\d+\.)\s*", self._line):
            self._line = f"{self._line.rstrip()} "  # a paragraph within a cell or at the head of an item goes on in it
            return
        self._raised = None
        if line := " ".join(self._line.split()):
            self._lines.append(line)
        self._line = ""

    def said(self) -> str:
        self._in_cell = False
        self._end_line()
        if line := " ".join(self._line.split()):
            self._lines.append(line)
        return "\n".join(self._lines)
