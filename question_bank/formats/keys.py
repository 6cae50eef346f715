"""Which option a letter means. Latin and Cyrillic letters that look alike stand at different places: never guessed."""

import re
from collections.abc import Iterable, Sequence

CYRILLIC, LATIN = "АБВГДЕЖЗ", "ABCDEFGH"
_ALIKE = {"А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H"}
"""Cyrillic letters that cannot be told from Latin ones on paper."""

_TO_LATIN = str.maketrans(_ALIKE)
_CAN_BE_BOTH = {"B": (1, 2), "E": (4, 5)}
"""Letters, as Latin ones, that both alphabets have, at different places."""

_LETTERS = frozenset(CYRILLIC + LATIN + "СН")
_PARTS = re.compile(r"[\s,;.+/&|)(]+|\b(?:и|жана|and)\b", re.IGNORECASE)


def folded(letter: str) -> str:
    """A letter by its look: Latin where both alphabets have it."""
    return letter.upper().translate(_TO_LATIN)


def letters_of(cell: str) -> tuple[str, ...]:
    """The letters or numbers of a cell such as "А, В", "AB" or "1; 3", upper case; other words stay whole."""
    parts = [part.upper() for part in _PARTS.split(cell) if part]
    split = (tuple(part) if set(part) <= _LETTERS else (part,) for part in parts)
    return tuple(letter for letters in split for letter in letters)


def alphabet_of(cells: Iterable[str]) -> str:
    """The one alphabet whose letters the keys of a whole file use where the two differ, or "".

    "D" is only Latin, "Г" only Cyrillic; a letter that looks like both ("В") tells nothing.
    """
    written = {folded(letter) for cell in cells for letter in letters_of(cell)}
    latin, cyrillic = written & set("CDFGH"), written & set("БГДЖЗ")
    if bool(latin) == bool(cyrillic):
        return ""
    return LATIN if latin else CYRILLIC


def place_of(letter: str, alphabet: str) -> int | None:
    """The place that a letter or number means; -1 where the two alphabets would differ; None where it means none."""
    if letter.isdecimal():
        return int(letter) - 1 if 1 <= int(letter) <= len(LATIN) else None
    look = folded(letter)
    if len(look) != 1:
        return None
    if look in _CAN_BE_BOTH:
        latin, cyrillic = _CAN_BE_BOTH[look]
        return {LATIN: latin, CYRILLIC: cyrillic}.get(alphabet, -1)
    return next((known.index(look) for known in (LATIN, CYRILLIC) if look in known), None)


def place_among(letter: str, labels: Sequence[str]) -> int | None:
    """The place of a letter among the labels that stand before the options: the same letter, else one of its look.

    -1 where the place in the letter's own alphabet is another one: "B" among "А Б В Г" may be the second or the third.
    """
    if letter in labels:
        return labels.index(letter)
    looks = [folded(label) for label in labels]
    if folded(letter) not in looks:
        return None
    place = looks.index(folded(letter))
    own = next((known.index(letter) for known in (LATIN, CYRILLIC) if letter in known), place)
    return place if own == place or own >= len(labels) else -1
