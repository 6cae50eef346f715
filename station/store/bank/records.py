"""What stands beside the questions: staff, imports, releases, findings, measured difficulty, documents, conflicts."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from question_bank.merge import Told, unbroken
from question_bank.workflow import Person, Role, Step
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from station.store.bank.chain import COLUMNS, Row, link
from station.store.bank.contents import Content, told_of
from station.store.bank.raw import Raw

ENVELOPE = "recovery"
"""Whose slot it is where the chain names nobody."""


class Import(NamedTuple):
    """An import; its steps are those from first to last."""

    id: str
    file: str
    format: str
    at_ms: int
    person: str
    taken: int
    changed: int
    refused: int
    first: int
    last: int
    is_undone: int


class Measured(NamedTuple):
    """How often a session asked a version of a question and how often it was answered rightly."""

    question: str
    version: int
    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Content of a version that another PC wrote and that does not stand here."""

    question: str
    version: int
    pc: str
    sha256: str
    content: str


class Records(Raw):
    """Small tables; every writing is inside `act` and, but for caches, a line of the chain."""

    # --- staff ---

    def staff(self, *, everybody: bool = False) -> tuple[Person, ...]:
        """Who works with the bank, by id; with `everybody` also who left."""
        query = "SELECT id, name, roles FROM staff WHERE is_here OR ? ORDER BY id"
        return tuple(
            Person(name, full, frozenset(Role(role) for role in json.loads(roles)))
            for name, full, roles in self._c.execute(query, (everybody,))
        )

    def roles_given(self) -> dict[str, frozenset[Role]]:
        """By id, every role that a custodian ever gave somebody here, or let in with a newcomer from another PC."""
        return self._roles_of("staff")

    def roles_had(self) -> dict[str, frozenset[Role]]:
        """By id, every role that somebody has or had, here or as other PCs told."""
        told = self._roles_of("had")
        return told | {one: roles | told.get(one, frozenset()) for one, roles in self.roles_given().items()}

    def _roles_of(self, act: str) -> dict[str, frozenset[Role]]:
        had: dict[str, frozenset[Role]] = {}
        for row in self.records(act):
            facts = json.loads(row.comment)
            had[facts["id"]] = had.get(facts["id"], frozenset()) | {Role(role) for role in facts["roles"]}
        return had

    def slots_of(self, member: str) -> list[tuple[int, str]]:
        """Every slot of the keyring that the chain names as that member's: step and hash, the one that counts last."""
        rows = [*self.records("made"), *self.records("staff"), *self.records("envelope_renewed")]
        found = ((row.seq, json.loads(row.comment)) for row in sorted(rows))
        return [(seq, facts["slot"]) for seq, facts in found if "slot" in facts and facts.get("id", ENVELOPE) == member]

    def put_staff(
        self, person: Person, is_here: bool, by: str, at_ms: int, keyring_sha256: str, slot: str = ""
    ) -> None:
        """Enrol, change or remove a member; `keyring_sha256` is the hash of the keyring after it, `slot` that of the
        member's slot where it is another one from now on."""
        roles = sorted(role.value for role in person.roles)
        self._c.execute(
            "INSERT OR REPLACE INTO staff (id, name, roles, is_here) VALUES (?, ?, ?, ?)",
            (person.id, person.name, canonical(roles), int(is_here)),
        )
        facts = {"id": person.id, "name": person.name, "roles": roles, "is_here": is_here}
        self.record("staff", by, at_ms, facts | ({"slot": slot} if slot else {}), keyring_sha256)

    # --- imports ---

    def put_import(self, done: Import) -> None:
        """Note an import and close its row of steps."""
        self.record("imported", done.person, done.at_ms, dict(zip(Import._fields, done, strict=True)))
        places = ", ".join("?" * len(done))
        self._c.execute(f"INSERT INTO import ({', '.join(Import._fields)}) VALUES ({places})", done)

    def imports(self) -> tuple[Import, ...]:
        """All imports, the newest first."""
        query = f"SELECT {', '.join(Import._fields)} FROM import ORDER BY first DESC, id"
        return tuple(Import(*row) for row in self._c.execute(query))

    def imported(self, import_id: str) -> Import:
        """One import. Raises KeyError."""
        found = next((one for one in self.imports() if one.id == import_id), None)
        if found is None:
            raise KeyError(import_id)
        return found

    def gone_on(self, done: Import) -> Iterator[str]:
        """Questions of an import to which something was done since."""
        query = (
            "SELECT s.question FROM step s WHERE s.seq BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM step t"
            " WHERE t.question = s.question AND t.version >= s.version AND t.seq > ?) ORDER BY s.question"
        )
        for row in self._c.execute(query, (done.first, done.last, done.last)):
            yield row[0]

    def end_import(self, import_id: str, by: str, at_ms: int, reason: str = "") -> None:
        """It is undone."""
        self._c.execute("UPDATE import SET is_undone = 1 WHERE id = ?", (import_id,))
        self.record("import_undone", by, at_ms, {"id": import_id, "reason": reason})

    # --- releases and use ---

    def put_release(
        self, release: str, versions: Sequence[Content], facts: dict[str, object], by: str, at_ms: int
    ) -> None:
        """Note a release; its questions are used from now on."""
        rows = [(one.question, one.version, release) for one in versions]
        self._c.executemany("INSERT OR IGNORE INTO used (question, version, release) VALUES (?, ?, ?)", rows)
        self._c.executemany("UPDATE current SET is_used = 1 WHERE question = ?", ((row[0],) for row in rows))
        said = canonical([[one.question, one.version, one.sha256] for one in versions])
        self.record("released", by, at_ms, dict(facts), hashlib.sha256(said.encode()).hexdigest())

    def put_measured(
        self, session: str, rows: Iterable[tuple[str, int, int, int]], by: str = "", at_ms: int = 0
    ) -> None:
        """What a session showed (question, version, asked, right); what it was noted with before is replaced."""
        measured = sorted(Measured(*row) for row in rows)
        self._c.execute("DELETE FROM measured WHERE session = ?", (session,))
        self._c.executemany(
            "INSERT INTO measured (session, question, version, asked, correct) VALUES (?, ?, ?, ?, ?)",
            ((session, *row) for row in measured),
        )
        self._c.executemany("UPDATE current SET is_used = 1 WHERE question = ?", ((row.question,) for row in measured))
        said = canonical([list(row) for row in measured])
        self.record("measured", by, at_ms, {"session": session}, hashlib.sha256(said.encode()).hexdigest())

    def measured(self, question: str, version: int | None = None) -> tuple[int, int]:
        """How often it was asked and answered rightly, in all sessions and versions or in one version."""
        query = "SELECT coalesce(sum(asked), 0), coalesce(sum(correct), 0) FROM measured WHERE question = ?"
        values: list[object] = [question]
        if version is not None:
            query, values = query + " AND version = ?", [question, version]
        asked, right = self._c.execute(query, values).fetchone()
        return asked, right

    def all_measured(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Asked and right by question and version."""
        query = "SELECT question, version, sum(asked), sum(correct) FROM measured GROUP BY question, version"
        return {(question, version): (asked, right) for question, version, asked, right in self._c.execute(query)}

    def sessions(self) -> tuple[str, ...]:
        """Sessions whose answers were taken in."""
        return tuple(row[0] for row in self._c.execute("SELECT DISTINCT session FROM measured ORDER BY session"))

    # --- findings of the last check; a cache, no line of the chain ---

    def put_findings(self, findings: Iterable[tuple[str, str, str]]) -> None:
        """Replace what the last check found: question id, what (id of a check), facts (JSON). An act of its own."""
        with self.act():
            self._c.execute("DELETE FROM finding")
            self._c.executemany("INSERT INTO finding (question, what, facts) VALUES (?, ?, ?)", findings)
            self._c.execute(
                "UPDATE current SET findings = (SELECT count(*) FROM finding f WHERE f.question = current.question)"
            )

    def findings(self, question: str = "") -> tuple[tuple[str, str, str], ...]:
        """What the last check found, of all questions or of one."""
        query = "SELECT question, what, facts FROM finding WHERE ?1 = '' OR question = ?1 ORDER BY question, rowid"
        return tuple(self._c.execute(query, (question,)))

    # --- documents ---

    def put_document(self, kind: str, name: str, text: str, by: str = "", at_ms: int = 0) -> None:
        """Keep a JSON text under its kind and id; what stood there is replaced."""
        with self.act():
            self._c.execute("INSERT OR REPLACE INTO document (kind, id, json) VALUES (?, ?, ?)", (kind, name, text))
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            self.record("document", by, at_ms, {"kind": kind, "id": name}, sha256)

    def document(self, kind: str, name: str) -> str | None:
        """A JSON text, or None."""
        row = self._c.execute("SELECT json FROM document WHERE kind = ? AND id = ?", (kind, name)).fetchone()
        return row[0] if row else None

    def documents(self, kind: str) -> dict[str, str]:
        """All JSON texts of a kind by id."""
        return dict(self._c.execute("SELECT id, json FROM document WHERE kind = ? ORDER BY id", (kind,)))

    # --- exchange with other PCs ---

    def steps_after(self, pc: str, seq: int) -> tuple[Told, ...]:
        """The acts on questions of one PC whose numbers are above `seq`, in order."""
        number = next((number for number, (name, _) in self._pcs.items() if name == pc), None)
        query = f"SELECT {COLUMNS} FROM step WHERE pc = ? AND pc_seq > ? ORDER BY pc_seq"
        return told_of(self, (Row(*row) for row in self._c.execute(query, (number, seq))))

    def held(self) -> dict[str, int]:
        """By id of the PC, up to which number every one of its acts is here."""
        query = "SELECT pc_seq FROM step WHERE pc = ? ORDER BY pc_seq"
        return {
            name: unbroken(row[0] for row in self._c.execute(query, (number,)))
            for number, (name, _) in self._pcs.items()
        }

    def acts_at(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Step]:
        """Those of these acts (id of the PC, number) that are here."""
        numbers = {name: number for number, (name, _) in self._pcs.items()}
        query = f"SELECT {COLUMNS} FROM step WHERE pc = ? AND pc_seq = ?"
        found = {}
        for pc, seq in places:
            row = self._c.execute(query, (numbers.get(pc), seq)).fetchone()
            if row is not None:
                found[pc, seq] = Row(*row).step
        return found

    def told(self, question: str, version: int) -> tuple[Told, ...]:
        """Every act on a version with its place among the acts of all PCs."""
        return told_of(self, self.history(question, version))

    def take_in(self, contents: Iterable[Content], steps: Iterable[Told], conflicts: Iterable[Conflict]) -> None:
        """Take in what other PCs did. Inside `act`; their PCs are known (`put_pc`).

        `contents` are what each version says now that the steps are together: new versions, and other content for
        drafts. `conflicts` are all that the bank has for the versions named in `contents`, `steps` and itself: others
        of these versions end. The list is made anew for every question touched.
        Raises DATA_CONTRADICTS where approved content would be replaced, or a PC's number is taken.
        """
        touched: dict[str, None] = {}
        ended: dict[tuple[str, int], None] = {}
        for told in steps:
            self._take_step(told)
            touched[told.step.question] = ended[told.step.question, told.step.version] = None
        for content in contents:
            now = self.version(content.question, content.version)
            if now is None:
                self.put_versions([content])
            elif now.sha256 != content.sha256:
                self.replace_version(content)
            touched[content.question] = ended[content.question, content.version] = None
        self._c.executemany("DELETE FROM conflict WHERE question = ? AND version = ?", ended)
        for conflict in conflicts:
            self._put_conflict(conflict)
        for question in touched:
            self.relist(question)

    def _take_step(self, told: Told) -> None:
        number = next((number for number, (name, _) in self._pcs.items() if name == told.pc), None)
        if number is None or told.pc == self.pc_id:
            raise StationError(Reason.DATA_CONTRADICTS, seq=told.seq)
        row = link(self._hash, self._seq + 1, told.step, number, told.pc, told.seq)
        self._seq, self._hash = row.seq, row.hash
        self._put_rows([row])

    def _put_conflict(self, conflict: Conflict) -> None:
        self.put_former(Content(conflict.question, conflict.version, conflict.sha256, conflict.content))
        number = next(number for number, (name, _) in self._pcs.items() if name == conflict.pc)
        self._c.execute(
            "INSERT OR REPLACE INTO conflict (question, version, pc, sha256) VALUES (?, ?, ?, ?)",
            (conflict.question, conflict.version, number, conflict.sha256),
        )

    def end_conflict(self, question: str, version: int, sha256: str) -> None:
        """Somebody looked at it and decided; what was set aside stays among the former contents."""
        self._c.execute(
            "DELETE FROM conflict WHERE question = ? AND version = ? AND sha256 = ?", (question, version, sha256)
        )

    def conflicts(self, question: str = "") -> tuple[Conflict, ...]:
        """What was set aside, of all questions or of one."""
        query = (
            "SELECT c.question, c.version, c.pc, c.sha256, f.content FROM conflict c JOIN former f"
            " ON f.question = c.question AND f.version = c.version AND f.sha256 = c.sha256"
            " WHERE ?1 = '' OR c.question = ?1 ORDER BY c.question, c.version, c.pc"
        )
        return tuple(
            Conflict(name, version, self._pc(pc), sha256, content)
            for name, version, pc, sha256, content in self._c.execute(query, (question,))
        )
