"""The second count: attempts scored again from the exported journal alone, for the technical commission (R-35.2).

It shares no line and no import with the first count, so that one mistake cannot stand in both: it knows the stored
bytes, the standard library and the law. Nobody's earlier number goes into it; what the first count stated is only
carried along to be compared (R-6.1). Points are whole numbers, times are milliseconds of legal time.

The law as read here: an answer is right if and only if the chosen options are exactly the key; everything else, an
unanswered question included, is 0. A question counts as it was frozen when the attempt was opened.

What a chain cannot tell: nothing follows its last line, so a change in that line, or lines taken off the end, show
only in `Recount.entries` and `Recount.head`. Whoever asks holds these against what was printed or sealed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import JSONDecoder
from json.encoder import encode_basestring as quoted
from typing import Any

_PURPOSE = b"KGTJ1\x00"
_BEFORE_THE_FIRST = "0" * 64
# seq, prev, boot, mono_ms, wall_ms, legal_ms, actor, role, station, kind, version, body
_SHAPE = [int, str, str, int, int, int, str, str, str, str, int, str]
_decoder = JSONDecoder()


class ChainDoesNotHold(Exception):
    """The journal cannot be relied on from entry `seq` on: not an entry, not the next one, or not readable as its kind.

    The entry before it may be the one that was changed: its bytes then no longer give the hash that `seq` names.
    """

    def __init__(self, seq: int) -> None:
        super().__init__(f"the chain does not hold at entry {seq}")
        self.seq = seq


class NothingToScore(Exception):
    """The chain holds, but there is no such attempt or it was never finished."""


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question of the paper; `number` counts from 1. `answered` (empty: unanswered) and `key`: option ids, sorted.

    `changed_ms` is the legal time of the last change of this answer, taking it back included; None if never touched.
    """

    number: int
    question: str
    version: int
    section: str
    answered: tuple[str, ...]
    key: tuple[str, ...]
    is_right: bool
    points: int
    changed_ms: int | None


@dataclass(frozen=True, slots=True)
class Recount:
    """One finished attempt, counted anew. `meets`: the threshold and every section minimum of the form are reached.

    `sections` holds id, asked, correct and points, by id. `entries` and `head` (hex) are length and last hash of the
    verified chain. `stated_*` is what the first count said last of this attempt, None if it said nothing readable.
    """

    candidate: str
    number: int
    total: int
    maximum: int
    threshold: int
    meets: bool
    answered: int
    correct: int
    sections: tuple[tuple[str, int, int, int], ...]
    questions: tuple[QuestionScore, ...]
    entries: int
    head: str
    stated_total: int | None
    stated_meets: bool | None


def recount(lines: Iterable[bytes], candidate: str, number: int | None = None) -> Recount:
    """Count one attempt anew: the candidate's attempt `number`, or the latest (R-35.2).

    `lines` are the stored bytes of the entries from the first on; the newline that a file keeps at a line's end is no
    part of an entry. The whole chain is verified, also past the attempt.
    Raises ChainDoesNotHold at the first entry that does not hold; NothingToScore without such a finished attempt.
    """
    journal = _Journal()
    journal.read(lines)
    theirs = [sitting for sitting in journal.sittings if sitting.candidate == candidate]
    wanted = [sitting for sitting in theirs if number is None or sitting.number == number]
    if not wanted or not wanted[-1].is_finished:
        raise NothingToScore
    return _counted(wanted[-1], journal)


def recount_all(lines: Iterable[bytes]) -> tuple[Recount, ...]:
    """Count every finished attempt anew, in the order in which they were opened; one pass. Raises ChainDoesNotHold."""
    journal = _Journal()
    journal.read(lines)
    return tuple(_counted(sitting, journal) for sitting in journal.sittings if sitting.is_finished)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the session laid down before anybody sat: whether the threshold itself suffices; points per section."""

    threshold_suffices: bool
    minima: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question version as it was frozen."""

    question: str
    version: int
    section: str
    key: frozenset[str]


@dataclass(slots=True)
class _Sitting:
    """An attempt while the journal is read. `choices`: question id to chosen options and legal ms of the change."""

    candidate: str
    number: int
    asked: tuple[_Asked, ...]
    threshold: int
    points: int
    rules: _Rules
    choices: dict[str, tuple[frozenset[str], int]] = field(default_factory=dict)
    is_finished: bool = False
    stated_total: int | None = None
    stated_meets: bool | None = None


class _Journal:
    """Reads the lines one by one; keeps the head of the chain and what the counted kinds say, nothing else."""

    def __init__(self) -> None:
        self.entries = 0
        self.head = _BEFORE_THE_FIRST
        self.sittings: list[_Sitting] = []
        self._latest: dict[str, _Sitting] = {}
        self._frozen: dict[tuple[str, int], _Asked] = {}
        self._rules = _Rules(threshold_suffices=True, minima=())
        self._kinds: dict[str, Callable[[Mapping[str, Any], int], None]] = {
            "session_created": self._lay_down,
            "question_frozen": self._freeze,
            "attempt_started": self._open,
            "option_set": self._choose,
            "option_cleared": self._take_back,
            "finished": self._close,
            "scored": self._note_what_was_stated,
        }

    def read(self, lines: Iterable[bytes]) -> None:
        """Verify and take in every line. Raises ChainDoesNotHold; what was read before is then worth nothing."""
        for line in lines:
            seq = self.entries + 1
            stored = line.removesuffix(b"\n")
            try:
                row = _row(stored)
                if row[0] != seq or row[1] != self.head:
                    raise ValueError("not the next entry")
                if take_in := self._kinds.get(row[9]):
                    take_in(_object(row[11]), row[5])
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise ChainDoesNotHold(seq) from error
            self.entries = seq
            self.head = sha256(_PURPOSE + stored).hexdigest()

    def _lay_down(self, body: Mapping[str, Any], _at: int) -> None:
        suffices = _part(_part(_part(body, "policy"), "values"), "threshold_inclusive").get("value", True)
        sections = map(_members, _part(body, "form").get("sections", ()))
        minima = tuple((_text(item["id"]), _whole(item["minimum"])) for item in sections if item.get("minimum"))
        self._rules = _Rules(_flag(suffices), minima)

    def _freeze(self, body: Mapping[str, Any], _at: int) -> None:
        question = body["question"]
        name, version = _text(question["id"]), _whole(question["version"])
        self._frozen[name, version] = _Asked(name, version, _text(question["section"]), _texts(question["key"]))

    def _open(self, body: Mapping[str, Any], _at: int) -> None:
        sitting = _Sitting(
            candidate=_text(body["candidate"]),
            number=_whole(body["number"]),
            asked=tuple(self._frozen[name, version] for name, version, _shown in body["paper"]),
            threshold=_whole(body["threshold"]),
            points=_whole(body["points"]),
            rules=self._rules,
        )
        self.sittings.append(sitting)
        self._latest[sitting.candidate] = sitting

    def _choose(self, body: Mapping[str, Any], at: int) -> None:
        self._answer(body, _texts(body["options"]), at)

    def _take_back(self, body: Mapping[str, Any], at: int) -> None:
        self._answer(body, frozenset(), at)

    def _answer(self, body: Mapping[str, Any], options: frozenset[str], at: int) -> None:
        sitting = self._latest.get(body["candidate"])
        if sitting and not sitting.is_finished:
            sitting.choices[_text(body["question"])] = options, at

    def _close(self, body: Mapping[str, Any], _at: int) -> None:
        if sitting := self._latest.get(body["candidate"]):
            sitting.is_finished = True

    def _note_what_was_stated(self, body: Mapping[str, Any], _at: int) -> None:
        # Only carried along, so an unreadable statement must not keep the attempt from being counted.
        if sitting := self._latest.get(body["candidate"]):
            score, meets = body.get("score"), body.get("meets")
            sitting.stated_total = score if type(score) is int else None
            sitting.stated_meets = meets if type(meets) is bool else None


def _counted(sitting: _Sitting, journal: _Journal) -> Recount:
    questions = tuple(_judged(place, asked, sitting) for place, asked in enumerate(sitting.asked, 1))
    by_section: defaultdict[str, list[QuestionScore]] = defaultdict(list)
    for judged in questions:
        by_section[judged.section].append(judged)
    reached = {section: sum(one.points for one in those) for section, those in by_section.items()}
    total = sum(reached.values())
    rules = sitting.rules
    passes = total >= sitting.threshold if rules.threshold_suffices else total > sitting.threshold
    return Recount(
        candidate=sitting.candidate,
        number=sitting.number,
        total=total,
        maximum=len(questions) * sitting.points,
        threshold=sitting.threshold,
        meets=passes and all(reached.get(section, 0) >= minimum for section, minimum in rules.minima),
        answered=sum(bool(judged.answered) for judged in questions),
        correct=sum(judged.is_right for judged in questions),
        sections=tuple(
            (section, len(those), sum(one.is_right for one in those), reached[section])
            for section, those in sorted(by_section.items())
        ),
        questions=questions,
        entries=journal.entries,
        head=journal.head,
        stated_total=sitting.stated_total,
        stated_meets=sitting.stated_meets,
    )


def _judged(place: int, asked: _Asked, sitting: _Sitting) -> QuestionScore:
    chosen, changed_ms = sitting.choices.get(asked.question, (frozenset[str](), None))
    # Nothing chosen is never right, not even under a key that a broken bank left empty.
    is_right = bool(chosen) and chosen == asked.key
    return QuestionScore(
        number=place,
        question=asked.question,
        version=asked.version,
        section=asked.section,
        answered=tuple(sorted(chosen)),
        key=tuple(sorted(asked.key)),
        is_right=is_right,
        points=sitting.points if is_right else 0,
        changed_ms=changed_ms,
    )


def _row(stored: bytes) -> list[Any]:
    """The twelve fields of an entry. Raises ValueError unless the bytes are that list in its one spelling."""
    text = stored.decode()
    row: list[Any] = _decoder.raw_decode(text)[0]
    if type(row) is not list or [*map(type, row)] != _SHAPE:
        raise ValueError("not an entry")
    # Spelt again by hand: an encoder made anew for every line takes three times as long.
    seq, prev, boot, mono, wall, legal, actor, role, station, kind, version, body = row
    times = f"{quoted(boot)},{mono},{wall},{legal}"
    place = f"{quoted(actor)},{quoted(role)},{quoted(station)}"
    if text != f"[{seq},{quoted(prev)},{times},{place},{quoted(kind)},{version},{quoted(body)}]":
        raise ValueError("spelt otherwise")
    return row


def _object(text: str) -> Mapping[str, Any]:
    value, end = _decoder.raw_decode(text)
    if end != len(text):
        raise ValueError("not an object alone")
    return _members(value)


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object inside an object; empty where it is missing."""
    return _members(whole.get(name, {}))


def _members(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    return value


def _whole(value: object) -> int:
    # True is no number of points, and 1.0 no whole one.
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError("not yes or no")
    return value


def _texts(value: object) -> frozenset[str]:
    if type(value) is not list:
        raise ValueError("not a list")
    return frozenset(map(_text, value))
