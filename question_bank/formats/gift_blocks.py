"""A GIFT file cut into questions, however it was typed: without blank lines between them or with blank lines within,
with brackets of formulas, with one bracket too few. Every line lands in exactly one block.

Escaped signs stand as signs of their own (`MASKS`) from here on, so that a bare "=" or "{" always means something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from question_bank.formats.html_text import harmless

_SIGNS = ":#={}~"
_BACKSLASH, _NEW_LINE = "\ufdd0", "\ufdd1"
_MASKED = {sign: chr(0xFDD2 + place) for place, sign in enumerate(_SIGNS)}
_UNMASK = str.maketrans({mask: sign for sign, mask in _MASKED.items()} | {_BACKSLASH: "\\", _NEW_LINE: "\n"})
# A formula's command that begins with an n is no line end: \neq, \nu ...
_ESCAPED = re.compile(r"\\(?:([\\:#={}~])|n(?!eq\b|eg\b|e\b|u\b|i\b|ot\b|abla\b|mid\b|less\b))")
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>~]+))?)+\s*/?>")
_CATEGORY = re.compile(r"\s*\$CATEGORY\s*:\s*(.*)", re.IGNORECASE)
_TITLED = re.compile(r"\s*::.*::")
_ANSWERS = re.compile(
    r"\s*(?:[=~#%]|\Z|(?:T|TRUE|F|FALSE|ВЕРНО|НЕВЕРНО|ИСТИНА|ЛОЖЬ|ДА|НЕТ)\s*(?:#.*)?\Z)", re.IGNORECASE | re.DOTALL
)
_FORMULA = re.compile(r"(?:[\^_}\]]|[\\\ufdd0][a-zA-Z]+)\s?\Z")
_LITTLE = re.compile(r"[\s.,;:?!)»\"]{1,3}")


@dataclass
class Block:
    """The lines of one question without its comments. `line` is its first one's, from 1."""

    line: int
    category: str = ""
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    is_broken: bool = False
    has_answers: bool = False
    has_tail: bool = False

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines).strip()


def mask(text: str) -> str:
    """The text with its escaped signs, and the signs within HTML tags, put out of the way."""
    text = _ESCAPED.sub(lambda found: _masked(found[1]) if found[1] else _NEW_LINE, harmless(text))
    return _TAG.sub(lambda tag: "".join(_MASKED.get(sign, sign) for sign in tag[0]), text)


def _masked(sign: str) -> str:
    return _MASKED.get(sign, _BACKSLASH)


def unmask(text: str) -> str:
    """The text as it is meant."""
    return text.translate(_UNMASK)


def groups(text: str) -> tuple[tuple[int, int], ...]:
    """Begin and end of each outermost pair of braces; one that nothing closes is none."""
    found, depth, begin = [], 0, 0
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            begin = begin if depth else brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((begin, brace.end()))
    return tuple(found)


def answers_in(text: str) -> tuple[int, int] | None:
    """The first pair of braces that holds answers; those of a formula, `\\frac{a}{b}`, do not. An empty pair, as of a
    question with a free answer, counts only without another: "What do { } mean in C?"."""
    empty = None
    for begin, end in groups(text):
        inner = text[begin + 1 : end - 1]
        if _ANSWERS.match(inner) and not _FORMULA.search(text[max(0, begin - 40) : begin]):
            if inner.strip():
                return begin, end
            empty = empty or (begin, end)
    return empty


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file, masked, each with the category it stands under."""
    return _Cutter(mask(text).split("\n")).blocks()


class _Cutter:
    """Walks over the lines once; what comes next decides at a blank line and after a bracket."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._category = ""
        self._comments: list[str] = []
        self._block: Block | None = None
        self._depth = 0
        self._outside = 0  # the last line of the block that began outside of braces

    def blocks(self) -> Iterator[Block]:
        for place, line in enumerate(self._lines):
            stripped = line.strip()
            if stripped.startswith("//"):
                yield from self._after_answers()
                (self._block.comments if self._block else self._comments).append(stripped)
            elif named := _CATEGORY.fullmatch(line):
                yield from self._end()
                self._category, self._comments = unmask(named[1]), []
            elif not stripped:
                if not self._goes_on_after(place):
                    yield from self._end()
            else:
                if self._begins_at(place):
                    yield from self._end()
                self._add(place)
        yield from self._end()

    def _end(self) -> Iterator[Block]:
        if self._block:
            self._block.is_broken |= self._depth > 0
            yield self._block
        self._block, self._depth = None, 0

    def _after_answers(self) -> Iterator[Block]:
        """A comment right under a question belongs to the next one."""
        if self._block and self._block.has_answers and not self._depth:
            yield from self._end()

    def _add(self, place: int) -> None:
        if self._block is None:
            self._block = Block(place + 1, self._category, comments=self._comments)
            self._comments = []
        block, line = self._block, self._lines[place]
        if not self._depth:
            self._outside = len(block.lines)
        block.lines.append(line)
        for brace in re.finditer("[{}]", line):
            self._depth += 1 if brace[0] == "{" else -1
            if self._depth < 0:
                block.is_broken, self._depth = True, 0
        if not self._depth and "}" in line and not block.has_answers:
            part = "\n".join(block.lines[self._outside :])
            if answers := answers_in(part):
                block.has_answers, block.has_tail = True, bool(part[answers[1] :].strip())

    def _begins_at(self, place: int) -> bool:
        """Whether a new question begins at this line although no blank line parts it from the one before."""
        if self._block is None:
            return False
        line = self._lines[place]
        if _TITLED.match(line):
            return True
        if self._depth or not self._block.has_answers:
            return False
        if self._next_brace(place) == "{":
            return True
        return not self._block.has_tail and not _LITTLE.fullmatch(line)

    def _goes_on_after(self, place: int) -> bool:
        """Whether the question goes on after this blank line: its bracket is open, or opens only now."""
        following = next((line for at in range(place + 1, len(self._lines)) if (line := self._lines[at].strip())), "")
        if self._block is None or not following:
            return bool(self._block and self._depth)
        if not self._depth:
            return not self._block.has_answers and following.startswith("{")
        if _TITLED.match(following) or _CATEGORY.match(following) or following.startswith("//"):
            return False
        return following[0] in "=~}#" or self._next_brace(place + 1, beyond=True) == "}"

    def _next_brace(self, place: int, beyond: bool = False) -> str:
        """The first brace from this line on, up to the next blank line unless `beyond`."""
        for at in range(place, len(self._lines)):
            line = self._lines[at]
            if not line.strip() and not beyond:
                return ""
            if found := re.search("[{}]", line):
                return found[0]
        return ""
