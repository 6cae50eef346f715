"""Taking questions in from a file of another program: the dry run, the act, its undo.

The dry run says of every question of the file what taking it in will do; taking in does exactly that, or nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from question_bank.content import question_of
from question_bank.formats.compare import Fingerprint, fingerprints, is_same, merged, seen_by
from question_bank.formats.foreign import Fault, Remark, remark
from question_bank.formats.places import Places
from question_bank.formats.settle import AUTO, Rules, Settled, common_language, settle
from question_bank.model import Picture, Question
from question_bank.workflow import Role, State
from station import markup, pictures, spreadsheet
from station.domain.errors import Reason, StationError
from station.services.bank import finding, many
from station.services.bank.bank import Bank
from station.services.bank.facts import ImportDone, ImportLook, ImportRow
from station.services.bank.import_files import WITH_PICTURES, read_file
from station.services.progress import Progress

_ID = re.compile(r"(?!\d+\Z)[^\W_][\w.\-]{0,39}")  # every file counts from 1: a bare number is no identity
_PART = 200
_TAKEN, _CHANGED, _SAME, _REFUSED = "taken", "changed", "same", "refused"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a file does not say: its `language` ("ky", "ru"; "" or "auto": question by question), the `section` of
    questions without one, and which section a name of the file means."""

    language: str = ""
    section: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


def look(
    bank: Bank, data: bytes, name: str, options: ImportOptions | None = None, progress: Progress | None = None
) -> ImportLook:
    """The dry run of a file called `name`; the bank is only read.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (author), IMPORT_SECTION_UNKNOWN (of the options),
    Cancelled, what `import_files.read_file` refuses.
    """
    bank.with_role(Role.AUTHOR)
    chosen = options or ImportOptions()
    known = {section.id for section in bank.sections()}
    for section in {chosen.section, *chosen.sections.values()} - known - {""}:
        raise StationError(Reason.IMPORT_SECTION_UNKNOWN, section=section, known=", ".join(sorted(known)))
    read = read_file(data, name)
    rules = Rules(
        places=Places(bank.sections(), chosen.section, {key: value for key, value in chosen.sections.items() if value}),
        clean=_clean,
        make_safe=_make_safe,
        language=chosen.language or AUTO,
        others=common_language(read.questions) if chosen.language in ("", AUTO) else "",
    )
    looking = _Looking(bank, read.format)
    for place, question in enumerate(read.questions):
        if progress is not None and not place % 50:
            progress.at(place, len(read.questions))
        looking.add(settle(question, rules))
    return ImportLook(name, read.format, tuple(looking.rows), _token(bank), tuple(looking.changes))


def take(bank: Bank, look: ImportLook, progress: Progress | None = None) -> ImportDone:
    """Take in what the dry run showed, in one commit, after a backup; nothing at all where nothing is new.

    Raises IMPORT_STALE (the bank changed since the dry run), BANK_NOT_SIGNED_IN, BANK_ROLE (author), Cancelled, what a
    backup and the disk refuse: then the bank is as it was.
    """
    person = bank.with_role(Role.AUTHOR)
    if look.token != _token(bank):
        raise StationError(Reason.IMPORT_STALE)
    refused = look.count(_REFUSED)
    if not look.changes:
        return ImportDone("", look.file, look.format, bank.now(), person.name, 0, 0, refused, can_undo=False)
    parts = (look.changes[at : at + _PART] for at in range(0, len(look.changes), _PART))
    return many.write_many(
        bank, parts, import_file=look.file, format=look.format, refused=refused, progress=progress,
        total=len(look.changes),
    )  # fmt: skip


def undo(bank: Bank, import_id: str, progress: Progress | None = None, reason: str = "") -> ImportDone:
    """Take a whole import back, after a backup; the reason is kept with it.

    Raises IMPORT_NOT_UNDOABLE (question), BANK_NOT_SIGNED_IN, BANK_ROLE (author), Cancelled.
    """
    return many.undo_many(bank, import_id, progress, reason)


def done(bank: Bank) -> tuple[ImportDone, ...]:
    """All imports, the newest first."""
    return tuple(many.imports(bank))


def template(bank: Bank | None = None) -> bytes:
    """The table to fill in, as .xlsx; with a bank its sections can be chosen in it."""
    return spreadsheet.write_question_template(bank.sections() if bank is not None else ())


def _token(bank: Bank) -> str:
    """Which state of the bank a dry run was made for: every change moves the chain's head."""
    seq, head = bank.store.head
    return f"{seq}-{hashlib.sha256(head).hexdigest()[:16]}"


def _clean(text: str, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    return markup.clean(text, names), tuple(name for name in markup.removed(text, names) if not name.startswith("@"))


def _make_safe(data: bytes, name: str) -> Picture | Remark:
    try:
        safe = pictures.make_safe(data, name)
    except StationError as error:
        fault = Fault.PICTURE_TOO_LARGE if error.reason is Reason.PICTURE_TOO_LARGE else Fault.PICTURE_BAD
        return Remark(fault, {**error.facts, "picture": name[:80]})
    return Picture(safe.name, safe.media, safe.data)


class _Looking:
    """Puts each question of a file beside what the bank has and what the file said before."""

    def __init__(self, bank: Bank, form: str) -> None:
        self._bank, self._has_pictures = bank, form in WITH_PICTURES
        self.rows: list[ImportRow] = []
        self.changes: list[Question] = []
        self._lines: dict[str, int] = {}
        self._words: dict[Fingerprint, int] = {}
        self._known: dict[Fingerprint, str] | None = None

    def add(self, settled: Settled) -> None:
        """One row for a question, and a change where taking in writes something."""
        question, notes = settled.question, list(settled.notes)
        if question is not None and question.id and not _ID.fullmatch(question.id):
            notes.append(remark(Fault.ID_NOT_KEPT, id=question.id[:40]))
            question = replace(question, id="")
        if question is None:
            outcome, refused, name = _REFUSED, settled.refused, settled.foreign.id
        elif question.id:
            outcome, refused, question = self._with_id(question, settled.foreign.line, settled.foreign.left_out, notes)
            name = settled.foreign.id
        else:
            outcome, refused, name = self._without_id(question, settled.foreign.line)
        if question is not None and outcome in (_TAKEN, _CHANGED):
            self.changes.append(question)
        self.rows.append(
            ImportRow(
                settled.foreign.line,
                name[:40],
                settled.foreign.words,
                outcome,
                refused.fault.value if refused else "",
                refused.facts if refused else {},
                tuple((note.fault.value, note.facts) for note in notes),
            )
        )

    def _with_id(
        self, theirs: Question, line: int, left_out: frozenset[str], notes: list[Remark]
    ) -> tuple[str, Remark | None, Question]:
        """Outcome, reason and what is written of a question that says which one it is."""
        if theirs.id in self._lines:
            return _REFUSED, remark(Fault.ID_TWICE, id=theirs.id, other_line=self._lines[theirs.id]), theirs
        self._lines[theirs.id] = line
        there = self._bank.store.line(theirs.id)
        if there is None or there.is_gone:
            return _TAKEN, None, replace(theirs, version=1)
        stored = self._bank.store.version(theirs.id, there.version)
        assert stored is not None
        whole = question_of(stored.content)
        ours = seen_by(whole, self._has_pictures)
        made = merged(ours, theirs, left_out)
        if is_same(made, ours):
            return _SAME, None, made
        state = there.standing.state
        if state in (State.IN_REVIEW, State.RETIRED):
            fault = Fault.IN_REVIEW if state is State.IN_REVIEW else Fault.RETIRED
            return _REFUSED, remark(fault, question=theirs.id), made
        if whole.pictures and not self._has_pictures:
            return _REFUSED, remark(Fault.PICTURES_AT_STAKE, question=theirs.id), made
        if state is State.APPROVED:
            notes.append(remark(Fault.NEW_VERSION, version=there.version))
        return _CHANGED, None, made

    def _without_id(self, theirs: Question, line: int) -> tuple[str, Remark | None, str]:
        """Outcome, reason and id of a question that is known, if at all, by its words."""
        prints = fingerprints(theirs)
        twice = next((self._words[one] for one in prints if one in self._words), 0)
        if twice:
            return _REFUSED, remark(Fault.QUESTION_TWICE, other_line=twice), ""
        self._words.update(dict.fromkeys(prints, line))
        if self._known is None:
            self._known = dict(self._all_known())
        found = {self._known.get(one, "") for one in prints}
        if len(found) == 1 and "" not in found:
            return _SAME, None, found.pop()
        return _TAKEN, None, ""

    def _all_known(self) -> Iterator[tuple[Fingerprint, str]]:
        for question, _state in finding.questions(self._bank):
            for one in fingerprints(seen_by(question, self._has_pictures)):
                yield one, question.id
