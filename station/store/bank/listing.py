"""The list: filters, search, pages, counts. One statement finds, one fetches the page's faces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from question_bank.plain import search_words
from question_bank.workflow import State
from station.store.bank.base import Base
from station.store.bank.contents import AUTHORS_APART, Content

ORDERS = {
    "id": "c.question",
    "changed": "c.changed_ms DESC, c.question",
    "section": "c.section, c.topic, c.question",
    "difficulty": "c.difficulty, c.question",
    "state": "c.state, c.question",
}
_RELEVANT = 2000
"""Up to so many hits are put in order by where their words stand; more than that nobody reads through."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; empty fields do not filter. Values as in `station.services.bank.facts.Query`.

    `me`: who may review (`may_review`) and approve (`may_approve`) what waits; None where that is not asked.
    """

    text: str = ""
    sections: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    topic: str = ""
    difficulty: frozenset[int] = frozenset()
    author: str = ""
    import_id: str = ""
    finding: str = ""
    waits_for: str = ""
    may_review: bool = False
    may_approve: bool = False
    order: str = "id"


class Listed(NamedTuple):
    """A line of the list with its short stems."""

    question: str
    version: int
    state: str
    section: str
    topic: str
    kind: str
    difficulty: int
    stem_ky: str
    stem_ru: str
    author: str
    changed_ms: int
    findings: int
    is_used: int


_FACES = (
    "SELECT c.number, c.question, c.version, c.state, c.section, c.topic, c.kind, c.difficulty, f.stem_ky, f.stem_ru,"
    " c.author, c.changed_ms, c.findings, c.is_used FROM current c JOIN face f ON f.number = c.number"
)


def match_of(text: str) -> str:
    """The words as the index is asked: each a beginning, all of them."""
    return " AND ".join(f'"{word}"*' for word in search_words(text))


class Listing(Base):
    """Finding."""

    def page(self, wanted: Filter, offset: int, limit: int) -> tuple[int, list[Listed]]:
        """How many questions fit, and the lines of one page of them."""
        found, values = self._statement(wanted)
        if wanted == Filter():
            # The whole list is what the desk shows most; its count is kept by an index.
            total = sum(self.counts().values())
            query = f"SELECT c.number {found} ORDER BY c.question LIMIT ? OFFSET ?"
            numbers = [row[0] for row in self._c.execute(query, (limit, offset))]
        elif wanted.order == "relevance" and wanted.text:
            total, numbers = self._by_relevance(found, values, wanted.text, offset, limit)
        else:
            order = ORDERS.get(wanted.order, ORDERS["id"])
            query = (
                f"WITH hit AS MATERIALIZED (SELECT c.number AS number {found})"
                f" SELECT (SELECT count(*) FROM hit), c.number FROM hit JOIN current c ON c.number = hit.number"
                f" ORDER BY {order} LIMIT ? OFFSET ?"
            )
            rows = self._c.execute(query, (*values, limit, offset)).fetchall()
            total, numbers = (rows[0][0], [row[1] for row in rows]) if rows else (0, [])
            if not rows and offset:
                total = self._c.execute(f"SELECT count(*) {found}", values).fetchone()[0]
        return total, self._faces(numbers)

    def _faces(self, numbers: list[int]) -> list[Listed]:
        rows = self._c.execute(f"{_FACES} WHERE c.number IN ({', '.join('?' * len(numbers))})", numbers)
        by_number = {row[0]: Listed(*row[1:]) for row in rows}
        return [by_number[number] for number in numbers]

    def _statement(self, wanted: Filter) -> tuple[str, list[object]]:
        """FROM and WHERE of a filter, and their values."""
        match = match_of(wanted.text)
        source, parts, values = "FROM current c", [], list[object]()
        if match:
            source = "FROM words w JOIN current c ON c.number = w.rowid"
            parts.append("w.words MATCH ?")
            values.append(match)
        for part, its in _conditions(wanted):
            parts.append(part)
            values += its
        if wanted.waits_for:
            parts.append(self._waiting(wanted, values))
        if State.RETIRED.value not in wanted.states:
            parts.append("+c.is_gone = 0")  # the plus: no index, it holds for nearly all
        return f"{source} WHERE {' AND '.join(parts) or '1'}", values

    def _waiting(self, wanted: Filter, values: list[object]) -> str:
        """In review, and this person may do what comes next under the policy."""
        policy: Mapping[str, bool] = self.setting("policy", {})
        mine = f"instr('{AUTHORS_APART}' || c.authors || '{AUTHORS_APART}', ?) > 0"
        marked = f"{AUTHORS_APART}{wanted.waits_for}{AUTHORS_APART}"
        choices = []
        if wanted.may_review:
            choices.append("c.reviewer = ''" + (f" AND NOT {mine}" if policy.get("author_reviewer", True) else ""))
            values += [marked] * policy.get("author_reviewer", True)
        if wanted.may_approve:
            choice = "c.reviewer <> ''"
            if policy.get("author_approver", True):
                choice += f" AND NOT {mine}"
                values.append(marked)
            if policy.get("reviewer_approver", True):
                choice += " AND c.reviewer <> ?"
                values.append(wanted.waits_for)
            choices.append(choice)
        return f"c.state = 'in_review' AND ({' OR '.join(f'({choice})' for choice in choices) or '0'})"

    def _by_relevance(
        self, found: str, values: list[object], text: str, offset: int, limit: int
    ) -> tuple[int, list[int]]:
        """Questions whose id is what was typed first, then those with more of the words in the stem."""
        total = int(self._c.execute(f"SELECT count(*) {found}", values).fetchone()[0])
        if total > _RELEVANT:
            query = f"SELECT c.number {found} ORDER BY c.question LIMIT ? OFFSET ?"
            return total, [row[0] for row in self._c.execute(query, (*values, limit, offset))]
        words = search_words(text)
        numbers = [row[0] for row in self._c.execute(f"SELECT c.number {found} ORDER BY c.question", values)]
        lines = self._faces(numbers)

        def away(at: int) -> tuple[bool, int]:
            line = lines[at]
            stems = [f" {' '.join(search_words(stem))}" for stem in (line.stem_ky, line.stem_ru)]
            there = max(sum(f" {word}" in stem for word in words) for stem in stems)
            return line.question.casefold() != text.strip().casefold(), -there

        order = sorted(range(total), key=away)
        return total, [numbers[at] for at in order[offset : offset + limit]]

    def contents(self, wanted: Filter | None) -> Iterator[tuple[Content, str]]:
        """The newest versions that fit, with their states, by question; read page by page."""
        found, values = self._statement(wanted or Filter())
        numbers = [row[0] for row in self._c.execute(f"SELECT c.number {found} ORDER BY c.question", values)]
        query = (
            "SELECT v.question, v.version, v.sha256, v.content, c.state FROM current c"
            " JOIN version v ON v.question = c.question AND v.version = c.version WHERE c.number IN ({})"
            " ORDER BY c.question"
        )
        for at in range(0, len(numbers), 200):
            part = numbers[at : at + 200]
            for row in self._c.execute(query.format(", ".join("?" * len(part))), part).fetchall():
                yield Content(*row[:4]), row[4]

    def ids(self, wanted: Filter) -> list[str]:
        """The ids of all questions that fit, in order."""
        found, values = self._statement(wanted)
        return [row[0] for row in self._c.execute(f"SELECT c.question {found} ORDER BY c.question", values)]

    def counts(self) -> dict[str, int]:
        """How many questions stand in each state."""
        return dict(self._c.execute("SELECT state, count(*) FROM current WHERE is_gone = 0 GROUP BY state"))

    def topics(self) -> tuple[str, ...]:
        """Every topic that a question has."""
        query = "SELECT DISTINCT topic FROM current INDEXED BY listed WHERE is_gone = 0 AND topic <> '' ORDER BY topic"
        return tuple(row[0] for row in self._c.execute(query))

    def count(self, wanted: Filter) -> int:
        """How many questions fit."""
        found, values = self._statement(wanted)
        return int(self._c.execute(f"SELECT count(*) {found}", values).fetchone()[0])


def _conditions(wanted: Filter) -> Iterator[tuple[str, list[object]]]:
    for column, chosen in (
        ("section", wanted.sections), ("state", wanted.states), ("kind", wanted.kinds),
        ("difficulty", wanted.difficulty),
    ):  # fmt: skip
        if chosen:
            yield f"c.{column} IN ({', '.join('?' * len(chosen))})", list(chosen)
    if wanted.topic:
        yield "c.topic = ?", [wanted.topic]
    if wanted.author:
        marked = f"{AUTHORS_APART}{wanted.author}{AUTHORS_APART}"
        yield f"instr('{AUTHORS_APART}' || c.authors || '{AUTHORS_APART}', ?) > 0", [marked]
    if wanted.import_id:
        its = "SELECT s.question FROM import i JOIN step s ON s.seq BETWEEN i.first AND i.last WHERE i.id = ?"
        yield f"c.question IN ({its})", [wanted.import_id]
    if wanted.finding == "any":
        yield "c.findings > 0", []
    elif wanted.finding:
        yield "c.question IN (SELECT question FROM finding WHERE what = ?)", [wanted.finding]
