"""An import is one commit: whole or not at all, whatever happens to it; and it can be undone whole."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from question_bank.model import Bilingual, Question
from question_bank.workflow import Act, State
from station.domain.errors import Reason, StationError
from station.services.bank import copies, custody, editing, finding, many
from station.services.bank.facts import ImportDone, Query
from station.services.progress import Cancelled, Progress
from tests.builders import MORNING_MS
from tests.services.bank.one_bank import (
    AUTHOR,
    COST,
    PASSPHRASES,
    REVIEWER,
    SECOND,
    Desk,
    a_desk,
    question,
    with_words,
)

ROOT = Path(__file__).resolve().parents[3]


def take(desk: Desk, *questions: Question, who: str = AUTHOR) -> ImportDone:
    """An import of these questions."""
    return editing.write_many(desk.sit(who), [questions], import_file="a.xlsx", format="xlsx", refused=1)


def refused(act: Callable[[], object]) -> StationError:
    """The refusal of an act."""
    with pytest.raises(StationError) as error:
        act()
    return error.value


def test_new_questions_are_drafts_with_ids_of_their_sections(desk: Desk) -> None:
    done = take(desk, question("Бир"), question("Эки", "S2"), question("Үч", name="Q-1"))
    assert (done.taken, done.changed, done.refused, done.file, done.by) == (3, 0, 1, "a.xlsx", "Асел Токтогулова")
    rows = finding.search(desk.bank, Query(import_id=done.id)).rows
    assert [(row.id, row.state) for row in rows] == [
        ("Q-1", State.DRAFT), ("S1-0001", State.DRAFT), ("S2-0001", State.DRAFT),
    ]  # fmt: skip
    assert finding.history(desk.bank, "S1-0001")[0].file == "a.xlsx"
    assert list(many.imports(desk.bank)) == [done]


def test_a_backup_is_written_before_an_import(desk: Desk) -> None:
    desk.draft("Мурунку")
    take(desk, question("Бир"))
    (copy,) = copies.copies(desk.folder)
    assert copy.steps == desk.bank.store.head[0] - 2  # without the question and the note of the import


def test_drafts_are_edited_equal_ones_left_and_approved_ones_get_a_new_version(desk: Desk) -> None:
    approved = desk.approved("Бекитилген")
    same, changed = desk.draft("Ошол"), desk.draft("Өзгөргөн")
    newer = question("Жаңы редакция", name=approved)
    done = take(desk, same.question, with_words(changed, "Жаңы"), newer, question("Жаңы суроо"))
    assert (done.taken, done.changed) == (1, 2)
    assert len(finding.history(desk.bank, same.question.id)) == 1
    assert finding.opened(desk.bank, changed.question.id).question.stem.ky == "Жаңы"
    assert finding.opened(desk.bank, approved).versions == (1, 2)


def test_what_is_in_review_is_not_touched_and_then_nothing_is(desk: Desk) -> None:
    name = desk.sent()
    head = desk.bank.store.head
    error = refused(lambda: take(desk, question("Жаңы"), question("Башка", name=name)))
    assert error.reason is Reason.BANK_STATE
    assert desk.bank.store.head == head
    assert desk.bank.state().questions == 1


def test_one_unknown_section_refuses_the_whole(desk: Desk) -> None:
    error = refused(lambda: take(desk, question("Бир"), question("Эки", "S7")))
    assert error.reason is Reason.BANK_INCOMPLETE
    assert desk.bank.state().questions == 0
    assert take(desk, question("Бир")).taken == 1
    assert finding.opened(desk.bank, "S1-0001").question.stem.ky == "Бир?"


def test_one_question_twice_in_one_file_is_written_twice(desk: Desk) -> None:
    done = take(desk, question("Бир", name="Q-1"), question("Эки", name="Q-1"))
    assert (done.taken, done.changed) == (1, 1)
    assert finding.opened(desk.bank, "Q-1").question.stem.ky == "Эки?"


def test_only_an_author_takes_in(desk: Desk) -> None:
    assert refused(lambda: take(desk, question(), who=REVIEWER)).reason is Reason.BANK_ROLE


def test_a_cancelled_import_leaves_the_bank_as_it_was(desk: Desk) -> None:
    desk.draft("Мурунку")
    head = desk.bank.store.head
    progress = Progress(lambda done, _total: progress.cancel() if done else None)
    parts = [(question(f"Суроо {number}"),) for number in range(5)]
    with pytest.raises(Cancelled):
        editing.write_many(desk.bank, parts, import_file="a", format="xlsx", progress=progress, total=5)
    assert desk.bank.store.head == head
    assert finding.search(desk.bank, Query()).total == 1
    assert list(many.imports(desk.bank)) == []
    assert desk.draft().question.id == "S1-0002"


def test_a_bug_in_the_middle_of_an_import_leaves_the_bank_as_it_was(desk: Desk) -> None:
    def parts() -> object:
        yield (question("Бир"),)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        editing.write_many(desk.sit(AUTHOR), parts(), import_file="a", format="xlsx")  # type: ignore[arg-type]
    assert desk.bank.state().questions == 0


@pytest.mark.parametrize("parts", [1, 7, 19, 20])
def test_R_24_1_kill_9_in_an_import_leaves_all_of_it_or_nothing(tmp_path: Path, parts: int) -> None:
    """The last kill falls into the commit or just before it; what was there before is there in any case."""
    desk = a_desk(tmp_path / "bank")
    before = desk.approved("Мурунку")
    desk.bank.close()
    command = [sys.executable, "-m", "tests.services.bank.import_child", str(desk.folder), "2000"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        seen = [child.stdout.readline().strip() for _ in range(parts)]
        child.kill()
    assert seen == ["part"] * parts
    bank = custody.open_bank(desk.folder, AUTHOR, PASSPHRASES[AUTHOR], lambda: MORNING_MS, COST)
    bank.store.verify()
    taken = [done.taken for done in many.imports(bank)]
    assert taken in ([], [2000])
    assert bank.state().questions == 1 + sum(taken)
    assert finding.search(bank, Query(text="суроо")).total == sum(taken)
    assert finding.opened(bank, before).standing.state is State.APPROVED
    bank.close()


def test_R_24_1_an_import_that_was_confirmed_survives_kill_9(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "bank")
    desk.bank.close()
    command = [sys.executable, "-m", "tests.services.bank.import_child", str(desk.folder), "200"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        while child.stdout.readline().strip() != "done":
            continue
        child.kill()
    bank = custody.open_bank(desk.folder, AUTHOR, PASSPHRASES[AUTHOR], lambda: MORNING_MS, COST)
    bank.store.verify()
    assert bank.state().questions == 200
    bank.close()


# --- undo of a whole import ---


def test_an_undone_import_is_gone_from_the_list_and_gave_back_what_it_changed(desk: Desk) -> None:
    approved, changed = desk.approved("Бекитилген"), desk.draft("Мурунку")
    done = take(desk, with_words(changed, "Жаңы"), question("Жаңы редакция", name=approved), question("Жаңы суроо"))
    head = desk.bank.store.head[0]
    undone = editing.undo_many(desk.bank, done.id)
    assert (undone.is_undone, undone.can_undo) == (True, False)
    rows = finding.search(desk.bank, Query()).rows
    assert [(row.id, row.version, row.state) for row in rows] == [
        (approved, 1, State.APPROVED), (changed.question.id, 1, State.DRAFT),
    ]  # fmt: skip
    assert finding.opened(desk.bank, changed.question.id).question == changed.question
    assert desk.bank.store.head[0] > head, "by further steps, never by deleting"
    assert len(copies.copies(desk.folder)) == 2
    assert refused(lambda: editing.undo_many(desk.bank, done.id)).reason is Reason.IMPORT_UNKNOWN


def test_a_question_that_stood_twice_in_a_file_gets_back_what_it_said_before_the_file(desk: Desk) -> None:
    draft = desk.draft("Мурунку").question
    parts = [(question("Бир", name=name),) for name in (draft.id, draft.id, "S1-0077", "S1-0077")]
    parts[1], parts[3] = (question("Эки", name=draft.id),), (question("Эки", name="S1-0077"),)
    done = editing.write_many(desk.bank, parts, import_file="twice.xlsx", format="xlsx")
    editing.undo_many(desk.bank, done.id)
    assert finding.opened(desk.bank, draft.id).question == draft
    assert [row.id for row in finding.search(desk.bank, Query()).rows] == [draft.id]
    desk.bank.store.verify()


def test_an_unknown_import_is_not_undone(desk: Desk) -> None:
    desk.sit(AUTHOR)
    assert refused(lambda: editing.undo_many(desk.bank, "nothing")).reason is Reason.IMPORT_UNKNOWN


def _send(desk: Desk) -> None:
    editing.act(desk.sit(AUTHOR), "S1-0001", 1, Act.SENT)


def _edit(desk: Desk) -> None:
    opened = finding.opened(desk.sit(SECOND), "S1-0001")
    words = Bilingual("Оңдолгон", "Исправлено")
    editing.write(desk.bank, replace(opened.question, stem=words), opened.sha256)


def _approve(desk: Desk) -> None:
    desk.lead_to_approval("S1-0001", 1)


@pytest.mark.parametrize("went_on", [_send, _edit, _approve])
def test_an_import_of_which_one_question_went_on_is_not_undone(desk: Desk, went_on: Callable[[Desk], None]) -> None:
    done = take(desk, question("Бир"), question("Эки"))
    assert next(many.imports(desk.bank)).can_undo
    went_on(desk)
    assert not next(many.imports(desk.bank)).can_undo
    head = desk.sit(AUTHOR).store.head
    error = refused(lambda: editing.undo_many(desk.bank, done.id))
    assert (error.reason, error.facts) == (Reason.IMPORT_NOT_UNDOABLE, {"question": "S1-0001"})
    assert desk.bank.store.head == head


def test_a_cancelled_undo_of_an_import_leaves_the_import(desk: Desk) -> None:
    done = take(desk, *(question(f"Суроо {number}") for number in range(250)))
    progress = Progress(lambda at, _total: progress.cancel() if at else None)
    with pytest.raises(Cancelled):
        editing.undo_many(desk.bank, done.id, progress)
    assert desk.bank.state().questions == 250
    assert next(many.imports(desk.bank)) == done
