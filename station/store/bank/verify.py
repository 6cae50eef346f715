"""Whether a bank is what its steps say: pages, chain, contents, caches.

Whoever changes a row with the right key, past the triggers, is found here: the chain covers every step, a step names
the hash of the content it brought, and everything else is compared with what the steps come to.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from question_bank.content import question_of, sha256_of
from question_bank.package import BankDamaged
from question_bank.plain import search_text, short_text, words_of
from station.domain.journal import canonical
from station.store.bank.chain import GENESIS, Row, continues
from station.store.bank.contents import AUTHORS_APART
from station.store.bank.database import BankDatabase
from station.store.bank.records import Import, Records

FINAL = "form"
"""The kind of documents that are never written again."""
SETTINGS = ("bank", "name", "mark", "sections", "policy")
_OF_THE_BANK = ("made", "joined", "sections", "restored")


def differences(store: Records, database: BankDatabase) -> Iterator[str]:
    """What is not as it should be, one place each: nothing in a sound bank. What follows a damaged page is not read."""
    found = database.check() or database.check_schema()
    yield from found
    if not found:
        yield from _chain(store)
        yield from _contents(store)
        yield from _list(store)
        yield from _search(store)
        yield from _settings(store)
        yield from _records(store)


def _chain(store: Records) -> Iterator[str]:
    seq, prev, pcs = 0, GENESIS, store.pc_numbers()
    for row in store.rows():
        if row.pc not in pcs or not continues(row, prev, seq, pcs[row.pc]):
            yield f"step {seq + 1}"
            return
        seq, prev = row.seq, row.hash
    if (seq, prev) != store.head:
        yield f"step {seq + 1}"


def _contents(store: Records) -> Iterator[str]:
    """Every version says what its steps say was last written, to the letter, and no version is missing."""
    for content in store.every_content():
        place = f"{content.question} v{content.version}"
        settled = store.settled(content.question, content.version)
        standing = settled.standing
        if sha256_of(content.content) != content.sha256 or standing is None or standing.sha256 != content.sha256:
            yield place
            continue
        if store.raw_conflicts(content.question, content.version) != dict(settled.aside):
            yield f"conflict: {place}"
        try:
            question = question_of(content.content)
        except BankDamaged:
            yield place
        else:
            if (question.id, question.version) != (content.question, content.version):
                yield place
    for content in store.every_former():
        if sha256_of(content.content) != content.sha256:
            yield f"{content.question} v{content.version}: {content.sha256}"
    yield from (f"{question} v{version}" for question, version in store.missing_versions())


def _list(store: Records) -> Iterator[str]:
    """The list is what steps and contents come to."""
    for found in store.every_line():
        line = store.line(found.question)
        content = store.version(found.question, found.version)
        if line is None or content is None:
            yield f"list: {found.question}"
            continue
        question, standing = question_of(content.content), line.standing
        should = (
            line.version, standing.state.value, question.section, question.topic, question.kind.value,
            question.difficulty, line.author, AUTHORS_APART.join(sorted(standing.authors)), standing.reviewer,
            line.changed_ms, int(store.is_used(question.id)), int(line.is_gone), line.approved,
            short_text(question.stem.ky, question.is_rich), short_text(question.stem.ru, question.is_rich),
        )  # fmt: skip
        if found.values != should:
            yield f"list: {found.question}"
    yield from (f"list: {question}" for question in store.unlisted())


def _search(store: Records) -> Iterator[str]:
    """Every line is found by its words and by no others."""
    found = store.searched()
    for question, number, content in store.every_listed():
        words = set(words_of(search_text(question_of(content))))
        if found.pop(number, 0) != sum(map(hash, words)):
            yield f"search: {question}"
    yield from (f"search: {number}" for number in sorted(found))


def _settings(store: Records) -> Iterator[str]:
    """What the bank is, as the chain says that it was made, joined and restored: also who must differ from whom."""
    said: dict[str, Any] = {}
    here = 0
    for row in store.rows():
        if not row.is_about_a_question:
            here = row.pc  # what is no act on a question was done at this PC
            if row.act in _OF_THE_BANK:
                said |= {name: value for name, value in json.loads(row.comment).items() if name in SETTINGS}
    found = store.raw_settings()
    for name, value in said.items():
        if found.get(name) != canonical(value):
            yield f"setting: {name}"
    if here and found.get("here") != str(here):
        yield "setting: here"


def _records(store: Records) -> Iterator[str]:
    """Staff, documents, imports, measured answers and releases are those that the chain names."""
    last: dict[tuple[str, str], tuple[Row, dict[str, Any]]] = {}
    for row in store.rows():
        if not row.is_about_a_question:
            facts = json.loads(row.comment)
            name = _name(row.act, facts)
            if row.act == "document" and facts["kind"] == FINAL and (row.act, name) in last:
                yield f"document: {name}"  # an approved form is written once, however good its new checksum
            last[row.act, name] = row, facts
    staff = {f["id"]: (f["name"], canonical(f["roles"]), int(f["is_here"])) for f in _of(last, "staff")}
    yield from _unlike("staff", staff, store.raw_staff())
    said = {name: row.sha256 for (act, name), (row, _) in last.items() if act == "document"}
    yield from _unlike("document", said, store.document_hashes())
    said = {name: row.sha256 for (act, name), (row, _) in last.items() if act == "measured"}
    yield from _unlike("measured", said, {name: _hash(rows) for name, rows in store.raw_measured().items()})
    said = {name: row.sha256 for (act, name), (row, _) in last.items() if act == "released"}
    yield from _unlike("release", said, {name: _hash(rows) for name, rows in store.raw_releases().items()})
    undone = {facts["id"] for facts in _of(last, "import_undone")}
    done = {
        facts["id"]: (*(facts[name] for name in Import._fields[:-1]), int(facts["id"] in undone))
        for facts in _of(last, "imported")
    }
    yield from _unlike("import", done, {one.id: tuple(one) for one in store.imports()})


def _name(act: str, facts: dict[str, Any]) -> str:
    if act == "document":
        return f"{facts['kind']}/{facts['id']}"
    return str(facts.get("id") or facts.get("session") or facts.get("release") or "")


def _of(last: dict[tuple[str, str], tuple[Row, dict[str, Any]]], wanted: str) -> list[dict[str, Any]]:
    return [facts for (act, _), (_, facts) in last.items() if act == wanted]


def _unlike(what: str, said: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for name in sorted(said.keys() | found.keys()):
        if said.get(name) != found.get(name):
            yield f"{what}: {name}"


def _hash(rows: list[list[Any]]) -> str:
    return hashlib.sha256(canonical(rows).encode()).hexdigest()
