"""Papers that must be one page: set as large as they fit, their free height given to the gaps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from protocols.layout import Pages
from protocols.typeset import Block, Gap

_WIDEST_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a page is set: size of the text and of the Russian lines, gap between parts."""

    size: float
    russian: float
    gap: float
    spacing: float = 1.08


def on_one_page(
    pages: Pages, densities: Sequence[Density], blocks: Callable[[Density], list[Block]]
) -> bytes | None:
    """The PDF at the first density that fits one page; None if none does."""
    for density in densities:
        content = blocks(density)
        free = pages.room - sum(block.height for block in content)
        if free >= 0:
            return pages.render(_stretched(content, free))
    return None


def _stretched(blocks: list[Block], free: float) -> list[Block]:
    """The same page with its free height given to the gaps between parts, as far as they look like gaps."""
    gaps = [block for block in blocks if isinstance(block, Gap)]
    more = free * 0.99 / len(gaps)
    return [
        Gap(min(block.height + more, max(block.height, _WIDEST_GAP))) if isinstance(block, Gap) else block
        for block in blocks
    ]
