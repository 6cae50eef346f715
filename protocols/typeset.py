"""Setting text: blocks that know their height before they are drawn.

Lengths are points, `top` is the upper edge of a block and grows upwards as in PDF. Built on the bare canvas:
a protocol is made while a candidate waits at the printer, and the general layout engine costs several times
as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from protocols.fonts import Face, plain, shown, width


class Align(Enum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True)
class Style:
    """Face, size, line distance as a multiple of the size, alignment, first-line indent, grey (0 is
    black).
    """

    face: Face = Face.REGULAR
    size: float = 12
    spacing: float = 1.25
    align: Align = Align.LEFT
    indent: float = 0
    grey: float = 0

    @property
    def leading(self) -> float:
        """Distance of two lines in points."""
        return self.size * self.spacing


# annex 4: 14 pt, 1.25, first line 1.25 cm in, justified
RUNNING = Style(size=14, align=Align.JUSTIFIED, indent=35.4)


class Block(Protocol):
    """Something with a height that can be drawn at a place."""

    @property
    def height(self) -> float:
        """Height in points."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space."""

    height: float

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line across `width`, grey 0.7 unless told."""

    width: float
    height: float = 0.5
    grey: float = 0.7

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """A filled hairline."""
        canvas.addLiteral(
            f"{self.grey} g {left:.2f} {top - self.height:.2f} {self.width:.2f} {self.height:.2f} re f"
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Wrapped lines of one style: (text, natural width, last of its paragraph)."""

    lines: tuple[tuple[str, float, bool], ...]
    style: Style
    width: float
    starts_paragraph: bool = True

    @property
    def height(self) -> float:
        """Lines times leading."""
        return len(self.lines) * self.style.leading

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """One text object for all lines."""
        style = self.style
        baseline = top - style.leading + (style.leading - style.size) / 2 + style.size * 0.22
        parts = [f"BT {style.grey} g"]
        for number, (line, natural, last) in enumerate(self.lines):
            indent = style.indent if number == 0 and self.starts_paragraph else 0.0
            free = self.width - indent - natural
            offset = indent
            if style.align is Align.CENTRE:
                offset += free / 2
            elif style.align is Align.RIGHT:
                offset += free
            elif style.align is Align.JUSTIFIED:
                blanks = 0 if last else line.count(" ")
                parts.append(f"{free / blanks if blanks else 0:.3f} Tw")
            parts.append(
                f"1 0 0 1 {left + offset:.2f} {baseline:.2f} Tm {shown(canvas, line, style.face, style.size)}"
            )
            baseline -= style.leading
        if style.align is Align.JUSTIFIED:
            parts.append("0 Tw")
        canvas.addLiteral(" ".join((*parts, "ET")))

    def split(self, room: float) -> tuple["Lines", "Lines"] | None:
        """Two parts of which the first fits the room, with at least two lines on either side; else None."""
        count = min(int(room / self.style.leading), len(self.lines) - 2)
        if count < 2:
            return None
        return (
            Lines(self.lines[:count], self.style, self.width, self.starts_paragraph),
            Lines(self.lines[count:], self.style, self.width, False),
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, crossed if `taken`: drawn, so no font needs to have the sign."""

    height: float
    taken: bool

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """The box, and a cross from corner to corner inside it."""
        side, inset = self.height, self.height * 0.18
        parts = [f"0 G 0.8 w {left:.2f} {top - side:.2f} {side:.2f} {side:.2f} re S"]
        if self.taken:
            low, high = top - side + inset, top - inset
            near, far = left + inset, left + side - inset
            parts.append(f"1.4 w {near:.2f} {low:.2f} m {far:.2f} {high:.2f} l S")
            parts.append(f"{near:.2f} {high:.2f} m {far:.2f} {low:.2f} l S")
        canvas.addLiteral(" ".join(parts))


@dataclass(frozen=True)
class Stack:
    """Blocks under each other, never parted by a page."""

    blocks: tuple[Block, ...]

    @cached_property
    def height(self) -> float:
        """Sum of the parts."""
        return sum(block.height for block in self.blocks)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Each under the one before."""
        for block in self.blocks:
            block.draw(canvas, left, top)
            top -= block.height


@dataclass(frozen=True)
class Beside:
    """Blocks beside each other at given offsets, upper edges level."""

    parts: tuple[tuple[float, Block], ...]

    @cached_property
    def height(self) -> float:
        """The highest part."""
        return max(block.height for _, block in self.parts)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Each at its offset."""
        for offset, block in self.parts:
            block.draw(canvas, left + offset, top)


@dataclass(frozen=True)
class Boxed:
    """A block in a frame with padding inside."""

    block: Block
    width: float
    padding: float
    line: float = 1.2

    @cached_property
    def height(self) -> float:
        """The block and its padding."""
        return self.block.height + 2 * self.padding

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Frame, then the block."""
        canvas.setLineWidth(self.line)
        canvas.setStrokeGray(0)
        canvas.rect(left, top - self.height, self.width, self.height, stroke=1, fill=0)
        self.block.draw(canvas, left + self.padding, top - self.padding)


@lru_cache(maxsize=4096)  # most texts of a paper are the same for every candidate
def paragraph(text: str, style: Style, room: float) -> Lines:
    """Wrap one paragraph to the width. Raises StationError(GLYPH_MISSING)."""
    return Lines(_wrapped(plain(text), style, room), style, room)


def paragraphs(text: str, style: Style, room: float) -> list[Lines]:
    """A text whose line ends part paragraphs."""
    return [paragraph(line, style, room) for line in text.splitlines() if line.strip()]


def single_line(text: str, style: Style, room: float, smallest: float) -> Lines:
    """The text on one line, set smaller (down to `smallest`) if it is too wide, wrapped if even that is too
    wide.
    """
    natural = width(plain(text), style.face, style.size)
    if natural > room:
        style = replace(style, size=max(smallest, style.size * room / natural * 0.999))
    return paragraph(text, style, room)


def _wrapped(text: str, style: Style, room: float) -> tuple[tuple[str, float, bool], ...]:
    blank = width(" ", style.face, style.size)
    lines: list[tuple[str, float, bool]] = []
    words: list[str] = []
    used, limit = 0.0, room - style.indent
    for word in _words(text, style, room):
        wide = width(word, style.face, style.size)
        if words and used + blank + wide > limit:
            lines.append((" ".join(words), used, False))
            words, used, limit = [], 0.0, room
        used += wide + (blank if words else 0)
        words.append(word)
    lines.append((" ".join(words), used, True))
    return tuple(lines)


def _words(text: str, style: Style, room: float) -> list[str]:
    """Pieces that a line end may part: `№ 5` stays whole, a dash or a bar does not begin a line."""
    pieces: list[str] = []
    for word in text.split(" "):
        if pieces and (pieces[-1].endswith("№") or word in ("–", "|", "/", "·")):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return [part for piece in pieces for part in _cut(piece, style, room)]


def _cut(word: str, style: Style, room: float) -> Sequence[str]:
    """A word wider than the whole line is cut where the line ends; nothing is lost, nothing runs out of the
    page.
    """
    limit = room - style.indent
    if width(word, style.face, style.size) <= limit:
        return (word,)
    parts = [""]
    for char in word:
        if parts[-1] and width(parts[-1] + char, style.face, style.size) > limit:
            parts.append("")
        parts[-1] += char
    return parts
