"""Many questions at once: an import is one commit, with a backup before it, and can be undone whole."""

import contextlib
import gc
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from question_bank.content import content_of, sha256_of
from question_bank.model import Question
from question_bank.workflow import Act, Person, Role, Standing, State, Step
from station.domain.errors import Reason, StationError
from station.services.bank import copies
from station.services.bank.bank import Bank
from station.services.bank.completeness import safe
from station.services.bank.facts import ImportDone
from station.services.bank.steps import Wording, create, next_version, put, rewrite
from station.services.progress import Progress
from station.store.bank import Content, Import, Line


def write_many(
    bank: Bank,
    changes: Iterable[tuple[Question, ...]],
    *,
    import_file: str,
    format: str,
    refused: int = 0,
    progress: Progress | None = None,
    total: int = 0,
    has_backup: bool = False,
) -> ImportDone:
    """Take in questions, part by part, in one commit: at any failure and at a cancel the bank is as it was.

    A question whose id is "" or unknown is new (ids are made from the section); one whose newest version is a draft is
    edited, one that is approved or retired gets a new version; equal content changes nothing. Numbers of versions in
    `changes` do not count. A backup is written before, unless the caller has done so. `progress` is told after each
    part: questions done of `total`.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (author), BANK_INCOMPLETE (section), BANK_STATE (in review), PICTURE_BAD,
    Cancelled, what a backup and the disk refuse.
    """
    person = bank.with_role(Role.AUTHOR)
    if not has_backup:
        copies.write(bank)
    work = _Work(bank, person, frozenset(section.id for section in bank.sections()))
    with _no_collection(), bank.store.act():
        first = bank.store.head[0] + 1
        for part in changes:
            if progress is not None:
                progress.at(work.seen, max(total, work.seen))
            work.take(part)
        done = Import(
            secrets.token_hex(6), import_file, format, bank.now(), person.id, work.taken, work.changed, refused, first,
            bank.store.head[0], 0,
        )  # fmt: skip
        bank.store.put_import(done)
    return shown(bank, done)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that an import makes refers to itself; looking for such rings takes a sixth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Work:
    """A running import."""

    bank: Bank
    person: Person
    sections: frozenset[str]
    seen: int = 0
    taken: int = 0
    changed: int = 0
    _known: set[str] = field(default_factory=set)

    def take(self, part: Sequence[Question]) -> None:
        """One part: what is new goes in by rows, what is there one by one."""
        store = self.bank.store
        there = store.known([question.id for question in part if question.id])
        new: list[Question] = []
        for given in part:
            if given.section not in self.sections:
                raise StationError(Reason.BANK_INCOMPLETE, question=given.id, field="section")
            question = safe(given) if given.is_rich or given.pictures else given
            if question.id in self._known:  # once more in the same file
                self._put(new)
                new = []
            if question.id in there or question.id in self._known:
                self._change(question)
            else:
                new.append(self._numbered(question))
        self._put(new)
        self.seen += len(part)

    def _numbered(self, question: Question) -> Question:
        name = question.id or self.bank.store.new_id(question.section)
        self._known.add(name)
        return _named(question, name)

    def _put(self, new: Sequence[Question]) -> None:
        at_ms, by = self.bank.now(), self.person.id
        line = Line(1, Standing(State.DRAFT, frozenset({by})), by, at_ms, False, 0)
        contents, steps, lines = [], [], []
        for question in new:
            content = content_of(question)
            sha256 = sha256_of(content)
            contents.append(Content(question.id, 1, sha256, content))
            steps.append(Step(Act.CREATED, question.id, 1, by, at_ms, sha256, tick=1))
            lines.append((question, line))
        store = self.bank.store
        store.put_versions(contents)
        store.append(steps)
        store.list_new(lines)
        self.taken += len(new)

    def _change(self, question: Question) -> None:
        store = self.bank.store
        line = store.line(question.id)
        assert line is not None
        if line.is_gone:  # an import of it was undone, and here it is again
            create(self.bank, replace(question, version=1 + max(store.versions(question.id)), measured=0), self.person)
            self.taken += 1
            return
        now = store.version(question.id, line.version)
        assert now is not None
        same = content_of(replace(question, version=line.version))
        if same == now.content:
            return
        if line.standing.state is State.DRAFT:
            sha256 = sha256_of(same)
            rewrite(self.bank, Content(question.id, line.version, sha256, same), line.standing.sha256, self.person)
        else:
            create(self.bank, next_version(self.bank, question, line.standing), self.person)
        self.changed += 1


def _named(question: Question, name: str) -> Question:
    """The first version of a question under that id; `dataclasses.replace` takes four times as long."""
    q = question
    return Question(
        name, 1, q.section, q.stem, q.options, q.key, q.source, q.kind, q.is_rich, q.pictures, q.topic, q.difficulty,
        q.measured, q.enemies, q.notes,
    )  # fmt: skip


def undo_many(bank: Bank, import_id: str, progress: Progress | None = None, reason: str = "") -> ImportDone:
    """Take back a whole import: its new questions are discarded (the history keeps them), others get their former
    content back. A backup is written before; the reason stands in the chain.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (author), IMPORT_UNKNOWN (also where it is undone already), IMPORT_NOT_UNDOABLE
    (question: what went on since), Cancelled.
    """
    person = bank.with_role(Role.AUTHOR)
    try:
        done = bank.store.imported(import_id)
    except KeyError:
        raise StationError(Reason.IMPORT_UNKNOWN, number=import_id) from None
    if done.is_undone:
        raise StationError(Reason.IMPORT_UNKNOWN, number=import_id)
    for question in bank.store.gone_on(done):
        raise StationError(Reason.IMPORT_NOT_UNDOABLE, question=question)
    copies.write(bank)
    with bank.store.act():
        count = done.last - done.first + 1
        rows = list(bank.store.rows(done.first, done.last))
        for at, row in enumerate(reversed(rows)):  # what a file says twice of one question is two steps
            if progress is not None and not at % 100:
                progress.at(at, count)
            _take_back(bank, row.step, person)
        bank.store.end_import(import_id, person.id, bank.now(), reason.strip())
    return shown(bank, bank.store.imported(import_id))


def _take_back(bank: Bank, step: Step, person: Person) -> None:
    if step.act is Act.EDITED:
        former = bank.store.content(step.question, step.version, step.over)
        assert former is not None, "every former content is kept"
        rewrite(bank, former, step.sha256, person)
    else:
        put(bank, step.question, step.version, Act.DISCARDED, person, step.sha256, Wording())
        bank.store.relist(step.question)


def shown(bank: Bank, done: Import) -> ImportDone:
    """An import as the list shows it."""
    can_undo = not done.is_undone and next(iter(bank.store.gone_on(done)), None) is None
    by = bank.names().get(done.person, done.person)
    return ImportDone(
        done.id, done.file, done.format, done.at_ms, by, done.taken, done.changed, done.refused, bool(done.is_undone),
        can_undo,
    )  # fmt: skip


def imports(bank: Bank) -> Iterator[ImportDone]:
    """All imports, the newest first."""
    for done in bank.store.imports():
        yield shown(bank, done)
