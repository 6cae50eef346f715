"""The values that the bank's services give and take; screens show them and ask for them. No behaviour here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from question_bank.model import Question, Section
from question_bank.workflow import Act, Person, Standing, State


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows. Empty fields do not filter. `text` is searched in both languages, by beginnings of words,
    all of which must occur, in ids, sources and topics too. `finding`: ids of `lint.Check` (only questions that have
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
    """What became, or would become, of one question of a file. `line` counts from 1 (a sheet's row, a text's line, the
    place of a question in an XML file). `outcome`: taken, changed, same or refused. `reason` is "" or a value of
    `formats.foreign.Fault`, with the facts its sentence names; a taken row may carry notes of the same kind."""

    line: int
    question: str
    words: str
    outcome: str
    reason: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    notes: tuple[tuple[str, Mapping[str, str | int]], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportLook:
    """The dry run: every row of the file accounted for. `token` binds it to the state of the bank it was made for."""

    file: str
    format: str
    rows: tuple[ImportRow, ...]
    token: str

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
