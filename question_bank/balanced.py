"""Composing papers, "balanced/1": every paper follows from the committed seed and its number, by SHA-256 alone (R-3.1).

`docs/drawing.md` describes it for whoever writes his own; `docs/recompute_papers.py` is such a second program. Nothing
here may change: another way of drawing is another algorithm with another name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from question_bank.balanced_steps import Line, Search, into_band
from question_bank.draw import PaperRow
from question_bank.model import Question

ALGORITHM = "balanced/1"
SEED_BYTES = 32
ROUNDS = 8

TOO_FEW, ENEMIES, BAND = "too_few", "enemies", "band"


class DrawImpossible(Exception):
    """No paper meets the form: `what` is too_few, enemies or band, `section` where; all sections for the band."""

    def __init__(self, section: str, what: str) -> None:
        super().__init__(section, what)
        self.section = section
        self.what = what


@dataclass(frozen=True, slots=True)
class Drawable:
    """What drawing knows of a question: never a text, never a key. `weight` is its difficulty in hundredths."""

    id: str
    version: int
    section: str
    weight: int
    options: tuple[str, ...]
    enemies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """A composed paper: its number in the session, rows of id, version and option order, SHA-256 over them (hex)."""

    number: int
    rows: tuple[PaperRow, ...]
    sha256: str


def drawable(question: Question) -> Drawable:
    """What drawing may know of a question."""
    options = tuple(option.id for option in question.options)
    return Drawable(question.id, question.version, question.section, question.weight, options, question.enemies)


def commitment(seed: bytes) -> str:
    """What is published before the session: SHA-256 of the 32 bytes of the seed, hex."""
    return sha256(seed).hexdigest()


def paper_sha256(number: int, rows: Iterable[PaperRow]) -> str:
    """SHA-256 over a paper's number, and the ids, versions and option order of its questions in their order, hex."""
    said: list[str | int] = [ALGORITHM, "paper", number]
    for question, version, options in rows:
        said += (question, version, len(options), *options)
    return sha256(_fields(*said)).hexdigest()


def count_in(exposure: dict[str, int], rows: Iterable[PaperRow]) -> None:
    """Count a paper's questions into `exposure`."""
    for question, _version, _options in rows:
        exposure[question] = exposure.get(question, 0) + 1


def enemies_of(pool: Mapping[str, Drawable]) -> dict[str, tuple[Drawable, ...]]:
    """Who must not meet whom, both ways, whichever of the two says so; ids that are not in the pool mean nothing."""
    found: dict[str, dict[str, Drawable]] = {}
    for question in pool.values():
        for name in question.enemies:
            if name in pool and name != question.id:
                found.setdefault(question.id, {})[name] = pool[name]
                found.setdefault(name, {})[question.id] = question
    return {name: tuple(others.values()) for name, others in found.items()}


@lru_cache(maxsize=1 << 16)  # the same few thousand ids are hashed again and again
def _field(value: str | int | bytes) -> bytes:
    """A netstring: the length in bytes in decimal digits, ":", the bytes, ","."""
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"%d:%b," % (len(data), data)


def _fields(*values: str | int | bytes) -> bytes:
    """Netstrings, one after the other."""
    return b"".join(map(_field, values))


class Drawing:
    """The papers of one session. `counts`: questions per section in the form's order; `band`: least and greatest mean
    weight of a paper in hundredths, both allowed.

    Raises ValueError for a seed of another length or an id that stands twice in the pool; DrawImpossible where a
    section has fewer questions than the form asks for (R-21.2).
    """

    def __init__(
        self, pool: Iterable[Drawable], counts: Mapping[str, int], band: tuple[int, int] | None, seed: bytes
    ) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("a seed has 32 bytes")
        self.counts = {section: count for section, count in counts.items() if count}
        asked = [question for question in pool if question.section in self.counts]
        self.pool = {question.id: question for question in asked}
        if len(self.pool) != len(asked):
            raise ValueError("an id stands twice in the pool")
        self.present = dict.fromkeys(self.counts, 0)
        for question in asked:
            self.present[question.section] += 1
        for section, count in self.counts.items():
            if self.present[section] < count:
                raise DrawImpossible(section, TOO_FEW)
        self.enemies = enemies_of(self.pool)
        total = sum(self.counts.values())
        self.band = (band[0] * total, band[1] * total) if band is not None else None
        self._seed = seed
        self._decks: dict[tuple[int, int], dict[str, list[Drawable]]] = {}
        self._first: tuple[Drawable, ...] | None = None

    def paper(self, number: int, exposure: Mapping[str, int]) -> Paper:
        """Paper `number` (1, 2, ...); `exposure`: in how many of the papers before it a question stands.

        Where all its rounds fail it has the questions of the first paper: who is let in gets a paper that meets the
        form. Raises DrawImpossible; never once `check` has passed.
        """
        rows = tuple(self._placed(number, self._composed(exposure) or self.check()))
        return Paper(number, rows, paper_sha256(number, rows))

    def papers(self, count: int) -> Iterator[Paper]:
        """Papers 1 to `count`, each knowing those before it. Raises DrawImpossible."""
        exposure: dict[str, int] = {}
        for number in range(1, count + 1):
            drawn = self.paper(number, exposure)
            count_in(exposure, drawn.rows)
            yield drawn

    def check(self) -> tuple[Drawable, ...]:
        """The questions of the first paper. Raises DrawImpossible where there is none: then no form can be met."""
        if self._first is None:
            self._first = self._composed({})
        if self._first is None:
            raise self._impossible()
        return self._first

    def _impossible(self) -> DrawImpossible:
        """Why the first paper fails: enemies, where its first round finds no questions whatever they weigh."""
        search = Search(self.counts, self.present, self.enemies)
        if search.first(_Order(self, {}, 0).lines()) is None:
            return DrawImpossible(search.short or ", ".join(self.counts), ENEMIES)
        return DrawImpossible(", ".join(self.counts), BAND)

    def _composed(self, exposure: Mapping[str, int]) -> tuple[Drawable, ...] | None:
        """The questions of a paper, in no particular order; None where every round fails."""
        for turn in range(ROUNDS):
            order = _Order(self, exposure, turn)
            chosen = Search(self.counts, self.present, self.enemies).first(order.lines())
            if chosen is not None and self.band is not None:
                chosen = into_band(chosen, self.band, self.enemies, order)
            if chosen is not None:
                return chosen
        return None

    def _placed(self, number: int, chosen: Iterable[Drawable]) -> Iterator[PaperRow]:
        """Section after section, in it the questions by rank, the options of each by rank."""
        place = _fields(ALGORITHM, "place", self._seed, number)
        option = _fields(ALGORITHM, "option", self._seed, number)
        by_section: dict[str, list[Drawable]] = {section: [] for section in self.counts}
        for question in chosen:
            by_section[question.section].append(question)
        for held in by_section.values():
            for question in sorted(held, key=lambda one: self.rank(place, one.id)):
                head = option + _field(question.id)
                shown = sorted(question.options, key=lambda name: self.rank(head, name))
                yield question.id, question.version, tuple(shown)

    def rank(self, head: bytes, name: str) -> bytes:
        """The 32 bytes by which names are ordered under a head; the smallest comes first."""
        return sha256(head + _field(name)).digest()

    def head_of(self, exposure: int, turn: int) -> bytes:
        """The head of the ranks of all questions of that exposure in a round."""
        return _fields(ALGORITHM, "question", self._seed, exposure, turn)

    def deck(self, exposure: int, turn: int) -> dict[str, list[Drawable]]:
        """All questions by their ranks for that exposure: section by section, and under "" together."""
        if (exposure, turn) not in self._decks:
            head = self.head_of(exposure, turn)
            shuffled = sorted(self.pool.values(), key=lambda question: self.rank(head, question.id))
            deck = self._decks[exposure, turn] = {"": shuffled, **{section: [] for section in self.counts}}
            for question in shuffled:
                deck[question.section].append(question)
        return self._decks[exposure, turn]


class _Order:
    """The order in which a round looks at the questions: least exposed first, those of equal exposure by rank."""

    def __init__(self, drawing: Drawing, exposure: Mapping[str, int], turn: int) -> None:
        self._drawing, self._exposure, self._turn = drawing, exposure, turn
        self._levels = sorted(
            {*exposure.values()} if drawing.pool.keys() <= exposure.keys() else {0, *exposure.values()}
        )

    def lines(self) -> dict[str, Line[Drawable]]:
        """The order within each section."""
        return {section: Line(self._of(section)) for section in self._drawing.counts}

    def __iter__(self) -> Iterator[Drawable]:
        return self._of("")

    def _of(self, part: str) -> Iterator[Drawable]:
        for level in self._levels:
            for question in self._drawing.deck(level, self._turn)[part]:
                if self._exposure.get(question.id, 0) == level:
                    yield question

    def rank(self, question: Drawable) -> bytes:
        """The question's rank among those of its exposure."""
        head = self._drawing.head_of(self._exposure.get(question.id, 0), self._turn)
        return self._drawing.rank(head, question.id)
