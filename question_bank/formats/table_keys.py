"""Which answers of a row of a table are right: by letter or number, by their words, or marked in place.

Letters and words can contradict each other, as "4" where the answers are 2, 3, 4 and 5: then the rows of the file where
only one of the two makes sense decide, and without such the row is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.formats import keys
from question_bank.formats.foreign import Fault, Remark, Said, remark
from question_bank.formats.marks import Style, style_of

YES = frozenset(["+", "*", "v", "x", "х", "✓", "✔", "√", "да", "верно", "истина", "true", "1", "ооба", "туура", "yes"])
"""What stands beside the right answer in a table with a row for each."""

_MANY = 9


@dataclass(frozen=True, slots=True)
class Written:
    """What a row says of its key: the cell, the options, and the labels that stand before these in their cell."""

    cell: str
    options: tuple[Said, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Habits:
    """How the rows of a file say their keys, told from all of them."""

    alphabet: str
    own_alphabet: str
    by_words: bool | None
    style: Style | None

    def places(self, written: Written) -> frozenset[int] | Remark:
        """The places of the right answers, or why there are none."""
        letters, words, key = self._by_letters(written), _by_words(written), written.cell[:20]
        if words is None:
            if isinstance(letters, Remark) or self.by_words is False or not _may_be_words(written):
                return letters
            return remark(Fault.KEY_UNKNOWN if self.by_words else Fault.KEY_TWO_WAYS, key=key)
        if isinstance(letters, Remark) or letters == words or self.by_words:
            return words
        return letters if self.by_words is False else remark(Fault.KEY_TWO_WAYS, key=key)

    def _by_letters(self, written: Written) -> frozenset[int] | Remark:
        right = set()
        for letter in keys.letters_of(written.cell):
            place = self._place(letter, written.labels)
            if place == -1:
                return remark(Fault.KEY_AMBIGUOUS, key=letter)
            if place is None or place >= len(written.options) or not written.options[place]:
                return remark(Fault.KEY_UNKNOWN, key=letter[:20])
            right.add(place)
        return frozenset(right) if right else remark(Fault.NO_KEY)

    def _place(self, letter: str, labels: Sequence[str]) -> int | None:
        if labels and not letter.isdecimal():
            return keys.place_among(letter, labels)
        place = keys.place_of(letter, self.alphabet)
        is_own = letter in self.own_alphabet  # typed as the headings are
        return keys.place_of(letter, self.own_alphabet) if place == -1 and not self.alphabet and is_own else place


def _may_be_words(written: Written) -> bool:
    """Whether a number may be meant as an answer that is not there: all answers are numbers."""
    texts = [part for option in written.options for part in option.parts() if part]
    return written.cell.strip().isdecimal() and all(text.strip(" .;").isdecimal() for text in texts)


def _by_words(written: Written) -> frozenset[int] | None:
    """The places of the answers whose words the cell says, one or several line by line; None where it does not."""
    if not written.cell:
        return None
    texts = [option.parts() for option in written.options]
    whole = keys.named_by_words(written.cell, texts)
    if whole is not None and whole >= 0:
        return frozenset({whole})
    lines = [line for line in written.cell.split("\n") if line.strip()]
    found = [keys.named_by_words(line, texts) for line in lines] if len(lines) > 1 else [None]
    if None not in found and -1 not in found:
        return frozenset(place for place in found if place is not None)
    label, words = keys.with_words(written.cell)  # "Б) Бишкек"
    return _by_words(Written(words, written.options)) if label else None


def habits_of(rows: Sequence[Written], own_alphabet: str) -> Habits:
    """What the rows of a file have in common."""
    alphabet = keys.alphabet_of(row.cell for row in rows)
    plain = Habits(alphabet, own_alphabet, None, None)
    told = {True: 0, False: 0}
    for row in rows:
        letters, words = plain._by_letters(row), _by_words(row)
        if (words is None) == (not isinstance(letters, Remark)):
            told[words is not None] += 1
    by_words = next((way for way in told if told[way] > told[not way] * _MANY), None)
    style = style_of([row.options for row in rows if not row.cell])
    return Habits(alphabet, own_alphabet, by_words, style)
