"""Questions in an open bank: what their versions say, what was done to them, and their line in the list."""

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from question_bank.content import question_of
from question_bank.merge import Settled, Told, settled
from question_bank.model import Question
from question_bank.plain import search_text, short_text
from question_bank.workflow import FourEyes, Standing, State
from station.store.bank.base import Base
from station.store.bank.chain import COLUMNS, Row

AUTHORS_APART = "\x1f"


class Content(NamedTuple):
    """What a version says: canonical JSON and its hash (hex)."""

    question: str
    version: int
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question's line in the list: its newest version that was not discarded (the last one where all were).

    `approved`: the version that enters papers, 0 where none does. `author` created the version.
    """

    version: int
    standing: Standing
    author: str
    changed_ms: int
    is_gone: bool
    approved: int


class Contents(Base):
    """Versions and their standing."""

    @property
    def policy(self) -> FourEyes:
        """Who must differ from whom."""
        return FourEyes(**self.setting("policy", {}))

    # --- reading ---

    def version(self, question: str, version: int) -> Content | None:
        """What a version says."""
        query = "SELECT question, version, sha256, content FROM version WHERE question = ? AND version = ?"
        row = self._c.execute(query, (question, version)).fetchone()
        return Content(*row) if row else None

    def versions(self, question: str) -> tuple[int, ...]:
        """The numbers of a question's versions, oldest first; empty where there is no such question."""
        rows = self._c.execute("SELECT version FROM version WHERE question = ? ORDER BY version", (question,))
        return tuple(row[0] for row in rows)

    def known(self, questions: Sequence[str]) -> set[str]:
        """Which of these questions are in the bank."""
        query = "SELECT question FROM current WHERE question IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self._c.execute(query, (json.dumps(questions),))}

    def content(self, question: str, version: int, sha256: str) -> Content | None:
        """What a version said under that hash, now or formerly, here or elsewhere."""
        now = self.version(question, version)
        if now is None or now.sha256 == sha256:
            return now
        query = "SELECT content FROM former WHERE question = ? AND version = ? AND sha256 = ?"
        row = self._c.execute(query, (question, version, sha256)).fetchone()
        return Content(question, version, sha256, row[0]) if row else None

    def formers(self, question: str, version: int) -> tuple[Content, ...]:
        """What a version said before, and what was set aside."""
        query = "SELECT question, version, sha256, content FROM former WHERE question = ? AND version = ?"
        return tuple(Content(*row) for row in self._c.execute(query, (question, version)))

    def history(self, question: str, version: int | None = None) -> tuple[Row, ...]:
        """Every act on a question, or on one version, in the order in which this bank learned of it."""
        query, values = f"SELECT {COLUMNS} FROM step WHERE question = ?", list[object]([question])
        if version is not None:
            query, values = query + " AND version = ?", [question, version]
        return tuple(Row(*row) for row in self._c.execute(query + " ORDER BY seq", values))

    def settled(self, question: str, version: int) -> Settled:
        """What the acts of all PCs on a version come to."""
        return self._settled(self.history(question, version), self.version(question, version))

    def standing(self, question: str, version: int) -> Standing | None:
        """Where a version stands; None where it does not exist."""
        return self.settled(question, version).standing

    def _settled(self, rows: Sequence[Row], now: Content | None) -> Settled:
        is_final = now is not None and any(row.act == "approved" and row.over == now.sha256 for row in rows)
        told = [row.told(self._pc(row.pc)) for row in rows]
        return settled(told, self.policy, now.sha256 if now is not None and is_final else "")

    def line(self, question: str) -> Line | None:
        """The question's line as its steps say; None where there is no such question."""
        lines = []
        for version, group in itertools.groupby(sorted(self.history(question), key=_by_version), key=_by_version):
            rows = list(group)
            now = self.version(question, version)
            standing = self._settled(rows, now).standing if now is not None else None
            if standing is not None:
                author = next(row.person for row in rows if row.act == "created")
                is_gone = standing.state is State.RETIRED and not standing.approver
                lines.append(Line(version, standing, author, rows[-1].at_ms, is_gone, 0))
        if not lines:
            return None
        line = next((line for line in reversed(lines) if not line.is_gone), lines[-1])
        approved = [line.version for line in lines if line.standing.state is State.APPROVED]
        return Line(line.version, line.standing, line.author, line.changed_ms, line.is_gone, max(approved, default=0))

    # --- writing; inside `act` ---

    def put_versions(self, contents: Iterable[Content]) -> None:
        """New versions; their steps may follow in the same act."""
        self._c.executemany(
            "INSERT OR ROLLBACK INTO version (question, version, sha256, content) VALUES (?, ?, ?, ?)", contents
        )

    def replace_version(self, content: Content) -> None:
        """Other content for a version whose step stands already; the former is kept.

        The triggers refuse it where the content is approved (sqlcipher3's IntegrityError: a bug of the caller).
        """
        self._c.execute(
            "UPDATE OR ROLLBACK version SET sha256 = ?, content = ? WHERE question = ? AND version = ?",
            (content.sha256, content.content, content.question, content.version),
        )

    def put_former(self, content: Content) -> None:
        """Keep content that does not stand."""
        query = "INSERT OR IGNORE INTO former (question, version, sha256, content) VALUES (?, ?, ?, ?)"
        self._c.execute(query, content)

    def relist(self, question: str, *, has_new_words: bool = True) -> None:
        """Make the question's line in list and search anew from its steps and its content.

        Without `has_new_words` its content is what it was: the search is left alone.
        """
        line = self.line(question)
        now = self.version(question, line.version) if line is not None else None
        if line is None or now is None:
            return
        number = self._number(question)
        if number is not None:
            self._c.execute("DELETE FROM current WHERE number = ?", (number,))
            if not has_new_words:
                self._put_rows_of_list([self._row(number, question_of(now.content), line, False)])
                return
            self._c.execute("DELETE FROM face WHERE number = ?", (number,))
            self._c.execute("DELETE FROM words WHERE rowid = ?", (number,))
        self._list([(question_of(now.content), line)], number or self._next_number(), is_new=False)

    def _next_number(self) -> int:
        return 1 + int(self._c.execute("SELECT max(number) FROM current").fetchone()[0] or 0)

    def _number(self, question: str) -> int | None:
        row = self._c.execute("SELECT number FROM current WHERE question = ?", (question,)).fetchone()
        return row[0] if row else None

    def list_new(self, lines: Sequence[tuple[Question, Line]]) -> None:
        """Put questions that are new to the bank into list and search."""
        self._list(lines, self._next_number(), is_new=True)

    def _list(self, lines: Sequence[tuple[Question, Line]], first: int, *, is_new: bool) -> None:
        rows, faces, words = [], [], []
        for at, (question, line) in enumerate(lines, first):
            rows.append(self._row(at, question, line, is_new))
            rich, stem = question.is_rich, question.stem
            faces.append((at, short_text(stem.ky, rich), short_text(stem.ru, rich)))
            words.append((at, search_text(question)))
        self._put_rows_of_list(rows)
        self._c.executemany("INSERT OR ROLLBACK INTO face VALUES (?, ?, ?)", faces)
        self._c.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)

    def _put_rows_of_list(self, rows: Sequence[tuple[object, ...]]) -> None:
        self._c.executemany(f"INSERT OR ROLLBACK INTO current VALUES ({', '.join('?' * 16)})", rows)

    def _row(self, number: int, question: Question, line: Line, is_new: bool) -> tuple[object, ...]:
        standing = line.standing
        findings, is_used = (0, 0) if is_new else (self._findings_of(question.id), self._is_used(question.id))
        return (
            number, question.id, line.version, standing.state.value, question.section, question.topic,
            question.kind.value, question.difficulty, line.author, AUTHORS_APART.join(sorted(standing.authors)),
            standing.reviewer, line.changed_ms, findings, is_used, int(line.is_gone), line.approved,
        )  # fmt: skip

    def _findings_of(self, question: str) -> int:
        return int(self._c.execute("SELECT count(*) FROM finding WHERE question = ?", (question,)).fetchone()[0])

    def _is_used(self, question: str) -> int:
        query = (
            "SELECT EXISTS (SELECT 1 FROM measured WHERE question = ?1)"
            " OR EXISTS (SELECT 1 FROM used WHERE question = ?1)"
        )
        return int(self._c.execute(query, (question,)).fetchone()[0])

    def is_used(self, question: str) -> bool:
        """Whether it was in a release or in a paper: then it stays for ever."""
        return bool(self._is_used(question))

    # --- ids ---

    def new_id(self, section: str) -> str:
        """The next free id of a section: "S3-0041"; with the mark of this PC where it has one: "S3-B0041".

        Ids of two PCs do not meet, because each PC but the first has a mark.
        """
        front = f"{section}-{self.setting('mark', '')}"
        if front not in self._highest:
            query = "SELECT DISTINCT question FROM version WHERE question >= ? AND question < ?"
            ids = (row[0][len(front) :] for row in self._c.execute(query, (front, front + "\U0010ffff")))
            self._highest[front] = max((int(rest) for rest in ids if rest.isascii() and rest.isdigit()), default=0)
        self._highest[front] += 1
        return f"{front}{self._highest[front]:04d}"

    def approved(self) -> Iterator[Content]:
        """Every version that enters papers, by question."""
        query = (
            "SELECT v.question, v.version, v.sha256, v.content FROM current c"
            " JOIN version v ON v.question = c.question AND v.version = c.approved WHERE c.question > ?"
            " ORDER BY c.question LIMIT 200"
        )
        last = ""
        while page := self._c.execute(query, (last,)).fetchall():
            yield from (Content(*row) for row in page)
            last = page[-1][0]


def _by_version(row: Row) -> int:
    return row.version


def told_of(store: Contents, rows: Iterable[Row]) -> tuple[Told, ...]:
    """The steps with their places among all PCs."""
    pcs = {number: name for number, (name, _) in store._pcs.items()}
    return tuple(row.told(pcs[row.pc]) for row in rows if row.is_about_a_question)
