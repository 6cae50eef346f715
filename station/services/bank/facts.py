"""The values that the bank's services give and take; screens show them and ask for them. No behaviour here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from question_bank.model import Question, Section
from question_bank.workflow import Act, Person, Role, Standing, State

ANY_FINDING = "any"
"""A value of `Query.finding`: any finding at all."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows. Empty fields do not filter. `text` is searched in both languages, by beginnings of words,
    all of which must occur, in ids, sources and topics too. `finding`: ids of `health.Check` (only questions that have
    it as of the last check). `order`: id, changed, section, difficulty, state or relevance."""

    text: str = ""
    sections: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    kinds: frozenset[str] = frozenset()
    topic: str = ""
    difficulty: frozenset[int] = frozenset()
    author: str = ""
    import_id: str = ""
    finding: str = ""
    waits_for: str = ""  # staff id: what that person may review or approve now
    order: str = "id"
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list: its newest version. Stems are plain text, one line, at most 200 letters."""

    id: str
    version: int
    state: State
    section: str
    topic: str
    kind: str
    difficulty: int
    stem_ky: str
    stem_ru: str
    author: str
    changed_ms: int
    findings: int
    is_used: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list; `total` questions fit the query."""

    rows: tuple[QuestionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act in a question's life. `by` is the person's name; `pc` names the bank's PC where it happened."""

    at_ms: int
    act: Act
    version: int
    by: str
    number: str = ""
    date: str = ""
    comment: str = ""
    pc: str = ""
    file: str = ""  # of an import


@dataclass(frozen=True, slots=True)
class Opened:
    """A question as the editor opens it. `versions` are all that exist, oldest first; `acts` what the person signed in
    may do now; `sha256` must be given back when it is written."""

    question: Question
    standing: Standing
    sha256: str
    versions: tuple[int, ...]
    history: tuple[HistoryLine, ...]
    acts: frozenset[Act]
    measured_asked: int = 0
    measured_right: int = 0
    is_used: bool = False
    conflict: str = ""  # the PC whose other content of the same version was set aside, "" without one


@dataclass(frozen=True, slots=True)
class BulkDone:
    """A bulk act: question ids it reached, and those refused with a reason's value and its facts."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str, Mapping[str, str | int]], ...] = ()


@dataclass(frozen=True, slots=True)
class BankState:
    """What the desk's head shows."""

    name: str
    pc: str
    person: Person | None
    sections: tuple[Section, ...]
    counts: Mapping[State, int]
    questions: int
    topics: tuple[str, ...] = ()
    staff: tuple[Person, ...] = ()
    can_undo: str = ""  # words id of the last act of this sitting that can be undone, "" where none
    waiting: int = 0  # questions that wait for the person signed in


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became, or would become, of one question of a file. `line` counts from 1 (a sheet's row, the line of a text
    or of an XML file at which the question begins). `outcome`: taken, changed, same or refused. `reason` is "" or a
    value of `formats.foreign.Fault`, with the facts its sentence names; a taken row may carry notes of that kind."""

    line: int
    question: str
    words: str
    outcome: str
    reason: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    notes: tuple[tuple[str, Mapping[str, str | int]], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportLook:
    """The dry run: every row of the file accounted for. `token` binds it to the state of the bank it was made for;
    `changes` are the questions that taking it in writes, as `many.write_many` wants them."""

    file: str
    format: str
    rows: tuple[ImportRow, ...]
    token: str
    changes: tuple[Question, ...] = field(default=(), repr=False)

    def count(self, outcome: str) -> int:
        """Rows of that outcome."""
        return sum(row.outcome == outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportDone:
    """An import that was taken in, as the list of imports shows it."""

    id: str
    file: str
    format: str
    at_ms: int
    by: str
    taken: int
    changed: int
    refused: int
    is_undone: bool = False
    can_undo: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format cannot carry, told before the export: a value of `formats.foreign.Carried` and how many questions
    have it."""

    what: str
    questions: int


@dataclass(frozen=True, slots=True)
class KnownPc:
    """Another PC of the bank. `id`: hash of its keys; `pc`: its number in the bank. Counts of bundles both ways;
    moments are 0 where there was none. `unseen`: questions with something that it has not seen yet."""

    id: str
    pc: str
    fingerprint: str
    added_ms: int
    added_by: str
    sent: int = 0
    sent_ms: int = 0
    received: int = 0
    received_ms: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """What the exchange screen shows. `fingerprint`: six groups of five digits of this PC, to be read aloud;
    `conflicts`: ids of questions of which another PC's content is set aside."""

    pc: str
    fingerprint: str
    known: tuple[KnownPc, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntroductionLook:
    """Who a file says it comes from; believed only after the fingerprint was compared by voice. `is_known`: added
    already. `bank_name` is "" of a PC that belongs to no bank yet."""

    pc: str
    fingerprint: str
    bank_name: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A bundle, ready to be saved under `name`."""

    name: str
    data: bytes
    questions: int
    steps: int


@dataclass(frozen=True, slots=True)
class MetDecision:
    """A step of another PC that does not count here, because the question went on meanwhile."""

    question: str
    version: int
    act: Act
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class BundleLook:
    """What a bundle would bring; nothing is written. `decisions`: reviews, returns, approvals, retirements that count.
    `conflicts`: questions of which a content would be set aside. `is_skipped`: an earlier bundle of that PC was never
    taken in (nothing is missing: every bundle holds all that this PC has not confirmed). `given`: names of people known
    here and roles in which they acted elsewhere though no custodian of this PC gave them."""

    token: str
    file: str
    from_pc: str
    made_ms: int
    purpose: str
    new_questions: tuple[str, ...] = ()
    new_versions: int = 0
    edits: int = 0
    decisions: int = 0
    unapplied: tuple[MetDecision, ...] = ()
    conflicts: tuple[str, ...] = ()
    new_staff: tuple[str, ...] = ()
    is_skipped: bool = False
    given: tuple[tuple[str, tuple[Role, ...]], ...] = ()
