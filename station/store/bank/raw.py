"""Whole tables as they stand, for `verify`."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from station.store.bank.contents import Content, Contents


class RawLine(NamedTuple):
    """A line of the list as it stands, but for the count of findings."""

    question: str
    version: int
    values: tuple[Any, ...]


class Raw(Contents):
    """Reading everything."""

    def pc_numbers(self) -> dict[int, str]:
        """Id by number of every PC."""
        return dict(self._c.execute("SELECT number, id FROM pc"))

    def every_content(self) -> Iterator[Content]:
        """Every version, read page by page so that others may be asked in between."""
        yield from self._paged("version", "(question, version) > (?, ?)", "question, version", ("", 0))

    def every_former(self) -> Iterator[Content]:
        """Every former content."""
        marks = "(question, version, sha256) > (?, ?, ?)"
        yield from self._paged("former", marks, "question, version, sha256", ("", 0, ""))

    def _paged(self, table: str, above: str, order: str, last: tuple[Any, ...]) -> Iterator[Content]:
        query = f"SELECT question, version, sha256, content FROM {table} WHERE {above} ORDER BY {order} LIMIT 200"
        while page := self._c.execute(query, last).fetchall():
            yield from (Content(*row) for row in page)
            last = page[-1][: len(last)]

    def missing_versions(self) -> list[tuple[str, int]]:
        """Versions that have steps and no content."""
        query = (
            "SELECT DISTINCT question, version FROM step s WHERE pc_seq IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM version v WHERE v.question = s.question AND v.version = s.version)"
        )
        return list(self._c.execute(query))

    def every_line(self) -> Iterator[RawLine]:
        """The list as it stands."""
        query = (
            "SELECT question, version, state, section, topic, kind, difficulty, author, authors, reviewer, changed_ms,"
            " is_used, is_gone, approved, stem_ky, stem_ru FROM current c LEFT JOIN face f ON f.number = c.number"
            " WHERE question > ? ORDER BY question LIMIT 200"
        )
        last = ""
        while page := self._c.execute(query, (last,)).fetchall():
            yield from (RawLine(row[0], row[1], row[1:]) for row in page)
            last = page[-1][0]

    def unlisted(self) -> list[str]:
        """Questions that have no line."""
        query = (
            "SELECT DISTINCT question FROM version v"
            " WHERE NOT EXISTS (SELECT 1 FROM current c WHERE c.question = v.question)"
        )
        return [row[0] for row in self._c.execute(query)]

    def every_listed(self) -> Iterator[tuple[str, int, str]]:
        """Question, number in the list and content of each line."""
        query = (
            "SELECT c.question, c.number, v.content FROM current c JOIN version v"
            " ON v.question = c.question AND v.version = c.version WHERE c.number > ? ORDER BY c.number LIMIT 200"
        )
        last = 0
        while page := self._c.execute(query, (last,)).fetchall():
            yield from page
            last = page[-1][1]

    def searched(self) -> dict[int, int]:
        """By number of the line, the sum of `hash` over the words by which the search finds it."""
        self._c.execute("CREATE VIRTUAL TABLE temp.searched USING fts5vocab('main', 'words', 'instance')")
        try:
            sums: dict[int, int] = {}
            for term, number in self._c.execute("SELECT term, doc FROM temp.searched"):
                sums[number] = sums.get(number, 0) + hash(term)
            return sums
        finally:
            self._c.execute("DROP TABLE temp.searched")

    def raw_settings(self) -> dict[str, str]:
        """JSON by name of what is kept about the bank."""
        return dict(self._c.execute("SELECT name, value FROM meta"))

    def raw_conflicts(self, question: str, version: int) -> dict[str, str]:
        """Hash by id of the PC of what is set aside of a version."""
        query = (
            "SELECT p.id, c.sha256 FROM conflict c LEFT JOIN pc p ON p.number = c.pc"
            " WHERE c.question = ? AND c.version = ?"
        )
        return dict(self._c.execute(query, (question, version)))

    def raw_staff(self) -> dict[str, tuple[str, str, int]]:
        """Everybody who works or worked with the bank."""
        rows = self._c.execute("SELECT id, name, roles, is_here FROM staff")
        return {name: (full, roles, is_here) for name, full, roles, is_here in rows}

    def document_hashes(self) -> dict[str, str]:
        """Hash of every document by kind and id."""
        rows = self._c.execute("SELECT kind, id, json FROM document")
        return {f"{kind}/{name}": hashlib.sha256(text.encode()).hexdigest() for kind, name, text in rows}

    def raw_measured(self) -> dict[str, list[list[Any]]]:
        """What each session showed."""
        query = "SELECT session, question, version, asked, correct FROM measured ORDER BY session, question, version"
        return self._grouped(query)

    def raw_releases(self) -> dict[str, list[list[Any]]]:
        """The versions of each release and their hashes."""
        query = (
            "SELECT u.release, u.question, u.version, v.sha256 FROM used u JOIN version v"
            " ON v.question = u.question AND v.version = u.version ORDER BY u.release, u.question"
        )
        return self._grouped(query)

    def _grouped(self, query: str) -> dict[str, list[list[Any]]]:
        grouped: dict[str, list[list[Any]]] = {}
        for name, *rest in self._c.execute(query):
            grouped.setdefault(name, []).append(rest)
        return grouped
