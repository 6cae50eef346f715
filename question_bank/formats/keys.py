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


# --- answers in one text, answers named by their words ---

_LABEL = re.compile(r"(?<![^\s;,])([*+]?)(?:([A-HА-ЗСН])|(\d\d?))\s?([.)])(?=\s*[^\s\d]|\s+\S)", re.IGNORECASE)
_WITH_WORDS = re.compile(r"([^\W_]\d?)\s?[.)]\s*(\S.*)", re.DOTALL)


def with_words(cell: str) -> tuple[str, str]:
    """Label and words of a key like "Б) Бишкек"; a key without either has no label."""
    found = _WITH_WORDS.fullmatch(cell.strip())
    return (found[1], found[2]) if found else ("", cell)


def listed(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What stands before the answers of a text, their labels and their words: "а) Ош б) Нарын", "1. Ош" line by line.

    No labels where the text lists nothing from the first letter or number on; a label that is not the next one in
    its alphabet belongs to the words before it, a sign before a label ("*а)") to those behind it.
    """
    best: list[re.Match[str]] = []
    for begin, first in enumerate(found := list(_LABEL.finditer(text))):
        if first[3] != "1" and folded(first[2] or "") != "A":
            continue
        for alphabet in (CYRILLIC, LATIN, _NUMBERS):
            taken = _sequence(found[begin:], alphabet)
            best = taken if len(taken) > max(1, len(best)) else best
    if not best:
        return text, (), ()
    ends = [label.start() for label in best[1:]] + [len(text)]
    words = (label[1] + text[label.end() : end].strip(" \n\t") for label, end in zip(best, ends, strict=True))
    return text[: best[0].start()].strip(), tuple((label[2] or label[3]).upper() for label in best), tuple(words)


_NUMBERS = tuple(str(number) for number in range(1, 13))


def _sequence(found: Sequence[re.Match[str]], alphabet: Sequence[str]) -> list[re.Match[str]]:
    """The labels that follow one another in an alphabet, all with the sign of the first behind them."""
    taken: list[re.Match[str]] = []
    for label in found:
        if len(taken) < len(alphabet) and label[4] == found[0][4]:
            wanted = alphabet[len(taken)]
            if label[3] == wanted or folded(label[2] or "") == folded(wanted):
                taken.append(label)
    return taken


def named_by_words(words: str, options: Sequence[Sequence[str]]) -> int | None:
    """The place of the answer with these words (each answer may have several texts); -1 where more than one has them.

    The same words count first, then those that differ in case, blanks, or a point at their end.
    """
    wanted = words.strip()
    places = [place for place, texts in enumerate(options) if any(text and text.strip() == wanted for text in texts)]
    if not places:
        wanted = _loose(words)
        lead = wanted[:1]  # most texts begin with another letter: quicker
        places = [
            place
            for place, texts in enumerate(options)
            if lead and any(text and _lead(text) == lead and _loose(text) == wanted for text in texts)
        ]
    if not places:
        return None
    return places[0] if len(places) == 1 else -1


def _lead(text: str) -> str:
    return text.lstrip(" .;,\n\t\xa0")[:1].casefold().replace("ё", "е")


def _loose(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .;,")
