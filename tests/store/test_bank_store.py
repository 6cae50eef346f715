"""The bank's database: what its triggers refuse, what `verify` finds, what opening finds."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sql

from question_bank.content import content_of, sha256_of
from question_bank.merge import Told
from question_bank.workflow import Act, Person, Role, Step
from station.domain.errors import Reason, StationError
from station.store.bank import BankStore, Conflict, Content, base
from station.store.bank.chain import COLUMNS, GENESIS, PLACES, link
from station.store.bank.database import BankDatabase
from tests.unit.question_bank.builders import question

KEY = bytes(range(32))


def content(name: str, version: int = 1, key: str = "a") -> Content:
    """A version; another key makes other content."""
    text = content_of(question(name, name[:2], key=key, version=version))
    return Content(name, version, sha256_of(text), text)


def put(store: BankStore, made: Content, *acts: Act) -> None:
    """A version and its life."""
    with store.act():
        store.put_versions([made])
        store.append([Step(Act.CREATED, made.question, made.version, "a", 1, made.sha256, tick=1)])
        for tick, act in enumerate(acts, 2):
            by = {Act.REVIEWED: "r", Act.APPROVED: "p", Act.RETIRED: "p"}.get(act, "a")
            said = ("5", "2026-01-01", "-")
            store.append([Step(act, made.question, made.version, by, tick, made.sha256, *said, made.sha256, tick)])
        store.relist(made.question)


APPROVED = (Act.SENT, Act.REVIEWED, Act.APPROVED)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BankStore]:
    """A bank with an approved question, a retired one, one in review and a draft."""
    made = BankStore.create(tmp_path / "bank", KEY, "pc-1", "1")
    put(made, content("S1-0001"), *APPROVED)
    put(made, content("S1-0002"), *APPROVED, Act.RETIRED)
    put(made, content("S1-0003"), Act.SENT)
    put(made, content("S1-0004"))
    with made.act():
        made.put_staff(Person("a", "Author", frozenset({Role.AUTHOR})), True, "", 1, "00")
        made.put_document("form", "F-1", '{"count":80}', "p", 5)
        made.put_measured("2026-01-01/1", [("S1-0001", 1, 40, 20)], "p", 6)
        made.put_release("2026.01-1", [content("S1-0001")], {"release": "2026.01-1"}, "p", 7)
    made.verify()
    yield made
    made.close()


# --- direct SQL with the key, past every service ---

WITH_TRIGGERS = [
    "UPDATE version SET content = '{}' WHERE question = 'S1-0001'",
    "UPDATE version SET sha256 = '%s' WHERE question = 'S1-0001'" % ("0" * 64),
    "UPDATE version SET content = '{}', sha256 = '%s' WHERE question = 'S1-0002'" % ("0" * 64),
    "UPDATE version SET content = '{}', sha256 = '%s' WHERE question = 'S1-0003'" % ("0" * 64),
    "UPDATE version SET version = 2 WHERE question = 'S1-0001'",
    "UPDATE version SET question = 'S1-0009' WHERE question = 'S1-0004'",
    "UPDATE OR REPLACE version SET question = 'S1-0001' WHERE question = 'S1-0004'",
    "DELETE FROM version WHERE question = 'S1-0001'",
    "DELETE FROM version WHERE question = 'S1-0004'",
    "DELETE FROM version",
    "INSERT OR REPLACE INTO version SELECT question, version, sha256, '{}' FROM version WHERE question = 'S1-0001'",
    "REPLACE INTO version VALUES ('S1-0001', 1, '%s', '{}')" % ("0" * 64),
    "UPDATE step SET person = 'x' WHERE seq = 1",
    "DELETE FROM step WHERE seq = 1",
    "DELETE FROM step WHERE seq = (SELECT max(seq) FROM step)",
    "INSERT OR REPLACE INTO step SELECT * FROM step WHERE seq = 1",
    "INSERT INTO step SELECT seq + 1000, hash, act, question, version, person, at_ms, sha256, over, tick, number, date,"
    " comment, pc, pc_seq + 1000 FROM step WHERE seq = 1",
    "UPDATE former SET content = '{}'",
    "DELETE FROM former",
]  # fmt: skip


@pytest.mark.parametrize("statement", WITH_TRIGGERS)
def test_R_24_1_no_statement_changes_what_is_approved_or_what_happened(store: BankStore, statement: str) -> None:
    edit(store, "S1-0004")  # there is something formerly written as well
    before = store.version("S1-0001", 1)
    with pytest.raises((sql.IntegrityError, AssertionError)), store.act():
        store._c.execute(statement)
    assert store.version("S1-0001", 1) == before
    store.verify()


def edit(store: BankStore, name: str, key: str = "b") -> None:
    """Edit a version by its step and its content."""
    old, new = store.version(name, 1), content(name, key=key)
    assert old is not None
    with store.act():
        store.append([Step(Act.EDITED, name, 1, "a", 9, new.sha256, over=old.sha256, tick=9)])
        store.replace_version(new)
        store.relist(name)


@pytest.mark.parametrize("name", ["S1-0001", "S1-0002", "S1-0003"])
def test_R_24_1_not_even_a_forged_step_edits_what_is_no_draft(store: BankStore, name: str) -> None:
    with pytest.raises(sql.IntegrityError):
        edit(store, name)
    store.verify()


def test_a_draft_is_edited_and_its_former_content_kept(store: BankStore) -> None:
    edit(store, "S1-0004")
    assert store.formers("S1-0004", 1) == (content("S1-0004"),)
    assert store.content("S1-0004", 1, content("S1-0004").sha256) == content("S1-0004")
    assert store.content("S1-0004", 1, "0" * 64) is None
    store.verify()


def test_other_content_needs_the_step_that_brought_it(store: BankStore) -> None:
    with pytest.raises(sql.IntegrityError), store.act():
        store.replace_version(content("S1-0004", key="b"))
    store.verify()


# --- somebody with the key who drops the triggers ---


def behind(store: BankStore, *statements: str) -> None:
    """Change rows past the program, as somebody does who has the key and takes the triggers away for a moment."""
    triggers = store._c.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        store._c.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        store._c.execute(statement)
    for _, text in triggers:
        store._c.execute(text)


def text_of(name: str, key: str) -> str:
    """Content with another key, as SQL text, and its hash."""
    made = content(name, key=key)
    return f"content = '{made.content}', sha256 = '{made.sha256}'"


BEHIND = [
    "UPDATE version SET content = replace(content, '\"key\":[\"a\"]', '\"key\":[\"b\"]') WHERE question = 'S1-0001'",
    f"UPDATE version SET {text_of('S1-0001', 'b')} WHERE question = 'S1-0001'",
    f"UPDATE version SET {text_of('S1-0004', 'c')} WHERE question = 'S1-0004'",
    "DELETE FROM version WHERE question = 'S1-0003'",
    "UPDATE step SET person = 'x' WHERE seq = 2",
    "UPDATE step SET at_ms = 77 WHERE act = 'approved'",
    "UPDATE step SET number = '6' WHERE act = 'approved'",
    "UPDATE step SET comment = 'x' WHERE seq = 4",
    "DELETE FROM step WHERE seq = 3",
    "DELETE FROM step WHERE seq = (SELECT max(seq) FROM step)",
    "UPDATE current SET state = 'approved' WHERE question = 'S1-0003'",
    "UPDATE current SET approved = 1 WHERE question = 'S1-0004'",
    "UPDATE current SET reviewer = 'r' WHERE question = 'S1-0003'",
    "UPDATE current SET authors = 'nobody' WHERE question = 'S1-0003'",
    "UPDATE current SET is_used = 0 WHERE question = 'S1-0001'",
    "UPDATE face SET stem_ky = 'x' WHERE number = 1",
    "DELETE FROM current WHERE question = 'S1-0001'",
    "UPDATE staff SET roles = '[\"approver\",\"author\"]'",
    "INSERT INTO staff VALUES ('x', 'X', '[\"approver\"]', 1)",
    "DELETE FROM staff",
    "UPDATE document SET json = '{\"count\":10}'",
    "DELETE FROM document",
    "UPDATE measured SET correct = 39",
    "DELETE FROM measured",
    "DELETE FROM used",
    "INSERT INTO import VALUES ('i', 'f', 'xlsx', 1, 'a', 1, 0, 0, 1, 2, 0)",
    "UPDATE pc SET id = 'pc-2'",
    "INSERT INTO former VALUES ('S1-0004', 1, '%s', '{}')" % ("0" * 64),
    "UPDATE words SET text = 'elsewhere' WHERE rowid = 1",
    "DELETE FROM words WHERE rowid = 1",
    "INSERT INTO words (rowid, text) VALUES (99, 'nowhere')",
    "INSERT INTO conflict VALUES ('S1-0004', 1, 1, '%s')" % ("0" * 64),
    "UPDATE meta SET value = '2' WHERE name = 'here'",
]


@pytest.mark.parametrize("statement", BEHIND)
def test_R_24_1_a_row_changed_with_the_key_is_found(store: BankStore, statement: str) -> None:
    behind(store, statement)
    with pytest.raises(StationError) as error:
        store.verify()
    assert error.value.reason is Reason.DATA_DAMAGED
    assert error.value.facts["where"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET json = '{}' WHERE kind = 'form'",
        "UPDATE document SET kind = 'form' WHERE kind = 'form_draft'",
        "DELETE FROM document WHERE kind = 'form'",
        "INSERT OR REPLACE INTO document VALUES ('form', 'F-1', '{}')",
        "INSERT OR IGNORE INTO document VALUES ('form', 'F-1', '{}')",
    ],
)
def test_R_22_2_no_statement_changes_an_approved_form(store: BankStore, statement: str) -> None:
    store.put_document("form_draft", "F-1", "null", "p", 8)
    with pytest.raises(sql.IntegrityError), store.act():
        store._c.execute(statement)
    with pytest.raises(sql.IntegrityError):
        store.put_document("form", "F-1", '{"count":10}', "p", 9)
    assert store.document("form", "F-1") == '{"count":80}'
    store.verify()


def test_R_22_2_a_form_written_anew_is_found_though_step_and_checksum_are_good(store: BankStore) -> None:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'document'"
    triggers = store._c.execute(query).fetchall()
    for name, _ in triggers:
        store._c.execute(f"DROP TRIGGER {name}")
    store.put_document("form", "F-1", '{"count":10}', "p", 9)
    for _, text in triggers:
        store._c.execute(text)
    with pytest.raises(StationError) as error:
        store.verify()
    assert error.value.facts == {"where": "document: form/F-1"}


def test_a_bank_of_the_first_format_gets_the_triggers_of_the_second(store: BankStore) -> None:
    query = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'document'"
    for (name,) in store._c.execute(query).fetchall():
        store._c.execute(f"DROP TRIGGER {name}")
    store._c.execute("PRAGMA user_version = 1")
    store.close()
    again = BankStore.open(store.folder, KEY)
    with pytest.raises(sql.IntegrityError):
        again.put_document("form", "F-1", '{"count":10}', "p", 9)
    again.verify()
    again.close()


def test_a_trigger_that_was_taken_away_is_found(store: BankStore) -> None:
    store._c.execute("DROP TRIGGER version_is_final")
    with pytest.raises(StationError):
        store.verify()
    folder = store.folder
    store.close()
    with pytest.raises(StationError) as error:
        BankStore.open(folder, KEY)
    assert error.value.reason is Reason.DATA_DAMAGED


def test_the_list_is_a_cache_that_can_be_made_anew(store: BankStore) -> None:
    behind(store, "DELETE FROM face", "UPDATE current SET state = 'approved', section = 'S7'")
    store.rebuild()
    store.verify()
    assert store.counts() == {"approved": 1, "draft": 1, "in_review": 1, "retired": 1}


# --- opening ---


def reopened(store: BankStore, *statements: str) -> Reason | None:
    """Why the bank does not open after these statements behind the program, None where it does."""
    behind(store, *statements)
    folder = store.folder
    store.close()
    try:
        BankStore.open(folder, KEY).close()
    except StationError as error:
        return error.reason
    return None


def test_the_end_of_the_chain_is_followed_at_each_opening(store: BankStore) -> None:
    assert reopened(store, "UPDATE step SET person = 'x' WHERE act = 'approved'") is Reason.DATA_DAMAGED


def test_steps_cut_off_are_seen_at_the_head_outside(store: BankStore) -> None:
    cut = "DELETE FROM step WHERE seq > (SELECT max(seq) - 2 FROM step)"
    assert reopened(store, cut) is Reason.DATA_OLD_COPY


def test_an_older_copy_of_the_database_is_not_opened(store: BankStore, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "old.db", KEY)
    put(store, content("S1-0005"))
    folder = store.folder
    store.close()
    (folder / "bank.db").write_bytes((tmp_path / "old.db").read_bytes())
    with pytest.raises(StationError) as error:
        BankStore.open(folder, KEY)
    assert error.value.reason is Reason.DATA_OLD_COPY


@pytest.mark.parametrize("text", [None, "", "{}", '{"seq": 1, "hash": "00"}', '{"seq": 0, "hash": "00"}'])
def test_a_bank_without_its_head_or_with_another_is_not_opened(store: BankStore, text: str | None) -> None:
    head = store.folder / "head.json"
    head.unlink() if text is None else head.write_text(text)
    assert reopened(store) is Reason.DATA_CONTRADICTS


def test_a_crash_between_the_commit_and_the_head_is_healed(store: BankStore) -> None:
    before = (store.folder / "head.json").read_bytes()
    put(store, content("S1-0005"))
    (store.folder / "head.json").write_bytes(before)
    assert reopened(store) is None
    said = json.loads((store.folder / "head.json").read_bytes())
    assert said["seq"] == store.head[0]


@pytest.mark.parametrize(("refusal", "goes_on"), [(Reason.DISK_FULL, True), (Reason.DISK_FAILED, False)])
def test_what_is_committed_is_told_as_done_though_the_head_could_not_be_written(
    store: BankStore, monkeypatch: pytest.MonkeyPatch, refusal: Reason, goes_on: bool
) -> None:
    def refuse(_path: Path, _data: bytes) -> None:
        raise StationError(refusal)

    monkeypatch.setattr(base, "replace_file", refuse)
    put(store, content("S1-0005"))
    monkeypatch.undo()
    if goes_on:
        put(store, content("S1-0006"))
    else:
        with pytest.raises(StationError):
            put(store, content("S1-0006"))
    store.close()
    again = BankStore.open(store.folder, KEY)
    assert again.version("S1-0005", 1) == content("S1-0005")
    again.verify()
    again.close()


def test_a_wrong_key_opens_nothing(store: BankStore) -> None:
    folder = store.folder
    store.close()
    with pytest.raises(StationError) as error:
        BankStore.open(folder, bytes(32))
    assert error.value.reason is Reason.DATA_DAMAGED


def test_a_newer_format_is_told(store: BankStore) -> None:
    store._c.execute("PRAGMA user_version = 99")
    folder = store.folder
    store.close()
    with pytest.raises(StationError) as error:
        BankStore.open(folder, KEY)
    assert (error.value.reason, error.value.facts["found"]) == (Reason.DATA_NEWER, 99)


def test_a_bank_is_made_once(store: BankStore) -> None:
    folder = store.folder
    store.close()
    with pytest.raises(StationError) as error:
        BankStore.create(folder, KEY, "pc-1", "1")
    assert error.value.reason is Reason.DATA_EXISTS


def test_the_settings_hold_that_keep_what_was_confirmed(store: BankStore) -> None:
    assert store._c.execute("PRAGMA journal_mode").fetchone()[0] == "persist"
    assert store._c.execute("PRAGMA synchronous").fetchone()[0] == 3
    assert store._c.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert store._c.execute("PRAGMA recursive_triggers").fetchone()[0] == 1


def test_a_refused_act_leaves_head_and_numbers_as_they_were(store: BankStore) -> None:
    head = store.head

    def fail() -> None:
        with store.act():
            store.put_versions([content("S1-0009")])
            store.append([Step(Act.CREATED, "S1-0009", 1, "a", 1, content("S1-0009").sha256, tick=1)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.head == head
    assert store.new_id("S1") == "S1-0005"
    put(store, content("S1-0005"))
    store.verify()


def test_a_closed_store_takes_nothing(store: BankStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StationError), store.act():
        pass


# --- the chain ---


def test_the_chain_is_that_arithmetic_from_its_first_step(store: BankStore) -> None:
    """Recomputed here from the stored columns alone, with json instead of the store's own spelling."""
    prev = GENESIS
    for row in store._c.execute(f"SELECT {COLUMNS} FROM step ORDER BY seq"):
        seq, stored, *said, _pc, pc_seq = row
        text = json.dumps([seq, prev.hex(), *said, "pc-1", pc_seq], ensure_ascii=False, separators=(",", ":"))
        prev = hashlib.sha256(b"KGTB1\0" + text.encode()).digest()
        assert prev == stored
    assert prev == store.head[1]


# --- other PCs ---


def told(seq: int, act: Act, made: Content, over: str = "", by: str = "b", tick: int = 1) -> Told:
    """A step of another PC."""
    return Told("pc-2", seq, Step(act, made.question, made.version, by, 50 + seq, made.sha256, over=over, tick=tick))


def test_what_another_pc_wrote_is_taken_in_with_its_numbers(store: BankStore) -> None:
    made = content("S1-B001")
    steps = [told(1, Act.CREATED, made), told(2, Act.SENT, made, made.sha256, tick=2)]
    with store.act():
        store.put_pc("pc-2", "2")
        store.take_in([made], steps, [])
    assert store.steps_after("pc-2", 0) == tuple(steps)
    assert store.steps_after("pc-2", 1) == tuple(steps[1:])
    assert store.steps_after("pc-9", 0) == ()
    assert store.version("S1-B001", 1) == made
    assert store.counts()["in_review"] == 2
    store.verify()


def test_what_does_not_stand_is_set_aside_and_shown(store: BankStore) -> None:
    other = content("S1-0004", key="c")
    with store.act():
        store.put_pc("pc-2", "2")
        conflict = Conflict("S1-0004", 1, "pc-2", other.sha256, other.content)
        store.take_in([], [told(1, Act.CREATED, other)], [conflict])
    assert store.conflicts("S1-0004") == (conflict,)
    assert store.version("S1-0004", 1) == content("S1-0004")
    assert store.content("S1-0004", 1, other.sha256) == other
    with store.act():
        stands = content("S1-0004").sha256
        store.append([Step(Act.EDITED, "S1-0004", 1, "a", 99, stands, over=other.sha256, tick=9)])
        store.end_conflict("S1-0004", 1, other.sha256)
        store.relist("S1-0004")
    assert store.conflicts() == ()
    store.verify()


@pytest.mark.parametrize("pc", ["pc-1", "pc-9"])
def test_steps_of_this_pc_or_of_an_unknown_one_are_not_taken_in(store: BankStore, pc: str) -> None:
    made = content("S1-B001")
    with pytest.raises(StationError), store.act():
        store.take_in([made], [Told(pc, 99, told(1, Act.CREATED, made).step)], [])
    assert store.version("S1-B001", 1) is None
    store.verify()


def test_R_24_1_what_comes_from_elsewhere_does_not_replace_approved_content(store: BankStore) -> None:
    other = content("S1-0001", key="c")
    with store.act():
        store.put_pc("pc-2", "2")
    with pytest.raises(sql.IntegrityError), store.act():
        store.take_in([other], [told(1, Act.EDITED, other, content("S1-0001").sha256, tick=99)], [])
    assert store.version("S1-0001", 1) == content("S1-0001")
    store.verify()


# --- documents ---


def test_documents_are_kept_by_kind_and_id(store: BankStore) -> None:
    store.put_document("form", "F-2", "{}", "p", 8)
    for text in ('{"count":50}', '{"count":60}'):
        store.put_document("form_draft", "F-1", text, "p", 9)
    assert store.document("form_draft", "F-1") == '{"count":60}'
    assert store.document("form", "F-9") is None
    assert store.documents("form") == {"F-1": '{"count":80}', "F-2": "{}"}
    assert store.documents("draft") == {}
    store.verify()


def test_an_insert_of_a_step_by_hand_must_continue_the_chain(store: BankStore) -> None:
    """The trigger lets it follow; `verify` sees that its hash is nobody's."""
    seq, _ = store.head
    made = content("S1-0004")
    row = link(bytes(32), seq + 1, Step(Act.SENT, "S1-0004", 1, "a", 1, made.sha256), 1, "pc-1", 99)
    store._c.execute(f"INSERT INTO step ({COLUMNS}) VALUES ({PLACES})", row)
    with pytest.raises(StationError):
        store.verify()


def test_one_connection_at_a_time_reads_and_writes(store: BankStore) -> None:
    with pytest.raises(StationError) as error:
        BankDatabase.open(store.folder / "bank.db", KEY)
    assert error.value.reason is Reason.DATA_IN_USE
