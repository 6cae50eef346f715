"""What is chosen in a list of which only a part has been read."""

from collections.abc import Callable
from dataclasses import dataclass

from station.services.bank.facts import Found, Query


@dataclass(frozen=True, slots=True)
class Chosen:
    """`ids` stand in pages that the list has read; each of `slices` is a query whose one page holds further ones."""

    ids: tuple[str, ...]
    slices: tuple[Query, ...] = ()

    @property
    def count(self) -> int:
        """How many questions."""
        return len(self.ids) + sum(piece.limit for piece in self.slices)


def ids_of(chosen: Chosen, search: Callable[[Query], Found]) -> tuple[str, ...]:
    """All ids, each once; `search` reads the pages that the list has not seen."""
    found = list(chosen.ids)
    for piece in chosen.slices:
        found += [row.id for row in search(piece).rows]
    return tuple(dict.fromkeys(found))
