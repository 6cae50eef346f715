"""What is chosen in a list of which only a part has been read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from station.services.bank.facts import Found, Query


@dataclass(frozen=True, slots=True)
class Chosen:
    """`ids` stand in pages that the list has read; each of `slices` is a query whose one page holds further ones.
    `whole`, where there is one, means everything that fits it; there are `count` questions."""

    count: int
    ids: tuple[str, ...] = ()
    slices: tuple[Query, ...] = ()
    whole: Query | None = None


def ids_of(
    chosen: Chosen, search: Callable[[Query], Found], all_ids: Callable[[Query], Iterable[str]]
) -> tuple[str, ...]:
    """All ids, each once; `search` (`finding.search`) and `all_ids` (`finding.ids`) read what the list has not seen."""
    if chosen.whole is not None:
        return tuple(all_ids(chosen.whole))
    found = list(chosen.ids)
    for piece in chosen.slices:
        found += [row.id for row in search(piece).rows]
    return tuple(dict.fromkeys(found))
