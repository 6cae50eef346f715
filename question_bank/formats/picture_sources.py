"""Pictures of a question in a foreign file: which ones its texts show, and where their bytes are."""

import base64
import binascii
import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

_SRC = re.compile(r"(<img\b[^<>]*?\ssrc\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]+\s*;\s*base64\s*,(.*)", re.IGNORECASE | re.DOTALL)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def named(source: str) -> str:
    """The name in a file's list of what a `src` says: without Moodle's mark, percent signs, folder tricks."""
    name = unquote(_PLUGIN_FILE.sub("", html.unescape(source), count=1)).partition("?")[0]
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def is_outside(source: str) -> bool:
    """Whether a `src` is an address: such a picture is never fetched."""
    return _OUTSIDE.match(html.unescape(source).strip()) is not None


def with_sources(text: str, change: Callable[[str], str]) -> str:
    """The HTML with the `src` of every image changed."""

    def changed(img: re.Match[str]) -> str:
        source = img[2] if img[2] is not None else img[3] if img[3] is not None else img[4]
        return f'{img[1]}"{html.escape(change(source))}"'

    return _SRC.sub(changed, text)


def sources_of(text: str) -> list[str]:
    """The `src` of every image of the HTML, in their order."""
    return [html.unescape(img[2] or img[3] or img[4] or "") for img in _SRC.finditer(text)]


def decoded(text: str) -> bytes | None:
    """The bytes of base64, blanks within left out; None where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


class Album:
    """Collects the pictures of one question's texts, each under a name of its own that the texts then use."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.bad: list[str] = []
        self.shown: set[str] = set()

    def put(self, text: str, files: Mapping[str, bytes]) -> str:
        """The text with the names of the album; `files` are those that stand beside this text."""
        return with_sources(text, lambda source: self._name(source, files)) if "<img" in text.lower() else text

    def _name(self, source: str, files: Mapping[str, bytes]) -> str:
        if found := _DATA.match(html.unescape(source).strip()):
            data = decoded(found[1])
            if data is None:
                self.bad.append("data")
            return self._added("picture", data or b"")
        if is_outside(source):
            return source
        name = named(source)
        data = files.get(name)
        if data is None:
            return name
        self.shown.add(name)
        return self._added(name, data)

    def _added(self, name: str, data: bytes) -> str:
        """A name for these bytes: the same for the same, another for others of the same name."""
        base, dot, ending = name.rpartition("/")[2].rpartition(".")
        if not dot:
            base, ending = ending, ""
        free, number = f"{base}{dot}{ending}", 1
        while self.pictures.get(free, data) != data:
            number += 1
            free = f"{base}-{number}{dot}{ending}"
        self.pictures[free] = data
        return free
