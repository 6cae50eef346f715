"""Which words of two texts differ. Pure: no widget."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `is_changed` where the other side does not have it."""

    text: str
    is_changed: bool


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in runs: what only `before` has is changed on the left, what only `after` has on the right."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_same = how == "equal"
        _add(left, "".join(old[old_from:old_to]), not is_same)
        _add(right, "".join(new[new_from:new_to]), not is_same)
    return tuple(left), tuple(right)


def _add(side: list[Piece], text: str, is_changed: bool) -> None:
    if text:
        side.append(Piece(text, is_changed))


def as_html(runs: tuple[Piece, ...], colour: str, ground: str, decoration: str) -> str:
    """Changed runs coloured and with `decoration` (underline or line-through); the words escaped."""
    made = []
    for piece in runs:
        said = escape(piece.text, quote=False).replace("\n", "<br>")
        if piece.is_changed and piece.text.strip():
            style = f"color:{colour};background-color:{ground};text-decoration:{decoration}"
            made.append(f'<span style="{style}">{said}</span>')
        else:
            made.append(said)
    return "".join(made)
