"""Undo of a sitting's acts: by further steps, whole bulks at once, never over what somebody else did."""

from pathlib import Path

import pytest

from question_bank.workflow import Act, FourEyes, Role, State
from station.domain.errors import Reason, StationError
from station.services.bank import custody, editing, finding, undo
from station.services.bank.bank import MOST_UNDONE
from station.services.bank.custody import StaffPlan
from tests.services.bank.one_bank import (
    APPROVER,
    AUTHOR,
    COST,
    DATE,
    REVIEWER,
    SECOND,
    SECTIONS,
    Desk,
    question,
    with_words,
)


def refusal(desk: Desk) -> Reason:
    """Why nothing is undone."""
    with pytest.raises(StationError) as error:
        undo.undo(desk.bank)
    return error.value.reason


def stem(desk: Desk, name: str = "S1-0001") -> str:
    """The Kyrgyz stem of the newest version."""
    return finding.opened(desk.bank, name).question.stem.ky


def test_edits_are_undone_one_by_one_by_further_edits(desk: Desk) -> None:
    opened = desk.draft("Бир")
    for words in ("Эки", "Үч", "Төрт"):
        opened = editing.write(desk.bank, with_words(opened, words), opened.sha256)
    seen = []
    for _ in range(3):
        assert undo.undo(desk.bank) == "edited"
        seen.append(stem(desk))
    assert seen == ["Үч", "Эки", "Бир?"]
    acts = [line.act for line in finding.history(desk.bank, "S1-0001")]
    assert acts == [Act.CREATED] + [Act.EDITED] * 6


def test_the_last_undo_discards_the_draft_itself(desk: Desk) -> None:
    desk.draft()
    assert undo.undo(desk.bank) == "created"
    assert desk.bank.state().questions == 0
    assert refusal(desk) is Reason.BANK_NOTHING_TO_UNDO


def test_sending_is_undone_by_taking_it_back(desk: Desk) -> None:
    name = desk.sent()
    assert undo.undo(desk.bank) == "sent"
    assert finding.opened(desk.bank, name).standing.state is State.DRAFT


def test_a_bulk_review_is_undone_whole(desk: Desk) -> None:
    names = [desk.sent(f"Суроо {number}") for number in range(3)]
    editing.bulk(desk.sit(REVIEWER), names, Act.REVIEWED)
    assert desk.bank.state().can_undo == "reviewed"
    assert undo.undo(desk.bank) == "reviewed"
    standings = [finding.opened(desk.bank, name).standing for name in names]
    assert {(one.state, one.reviewer) for one in standings} == {(State.IN_REVIEW, "")}
    assert desk.bank.state().can_undo == ""
    assert desk.bank.state().waiting == 3


def test_a_return_is_undone_by_sending_it_again(desk: Desk) -> None:
    name = desk.sent()
    editing.act(desk.sit(REVIEWER), name, 1, Act.RETURNED, comment="Ката бар")
    undo.undo(desk.bank)
    assert finding.opened(desk.bank, name).standing.state is State.IN_REVIEW


def test_R_24_2_undoing_a_review_leaves_nothing_to_approve(desk: Desk) -> None:
    name = desk.reviewed()
    undo.undo(desk.bank)
    with pytest.raises(StationError) as error:
        editing.act(desk.sit(APPROVER), name, 1, Act.APPROVED, number="1", date=DATE)
    assert error.value.reason is Reason.BANK_NOT_REVIEWED


@pytest.mark.parametrize("act", [Act.APPROVED, Act.RETIRED])
def test_R_24_1_an_approval_and_a_retirement_are_not_undone(desk: Desk, act: Act) -> None:
    name = desk.reviewed()
    desk.approve(name, 1)
    if act is Act.RETIRED:
        editing.act(desk.bank, name, 1, Act.RETIRED, comment="Эскирди")
    assert desk.bank.state().can_undo == ""
    assert refusal(desk) is Reason.BANK_NOTHING_TO_UNDO


def test_R_24_1_what_led_to_an_approval_is_not_undone_by_whoever_may_do_all_of_it(tmp_path: Path) -> None:
    staff = (StaffPlan("one", "Баары", frozenset(Role), "1"),)
    bank, _ = custody.create_bank(
        tmp_path / "all", name="", pc="1", sections=SECTIONS, staff=staff, now_ms=lambda: 1, cost=COST,
        policy=FourEyes(author_reviewer=False, author_approver=False, reviewer_approver=False),
    )  # fmt: skip
    custody.sign_in(bank, "one", "1")
    name, other = (editing.new_question(bank, question(words)).question.id for words in ("Бир", "Эки"))
    opened = finding.opened(bank, name)
    editing.write(bank, with_words(opened, "Үч"), opened.sha256)
    for act in (Act.SENT, Act.REVIEWED, Act.APPROVED):
        editing.act(bank, name, 1, act, number="1", date=DATE)
    assert undo.undo(bank) == "created"  # the other question; nothing of the approved one is left to undo
    with pytest.raises(StationError) as error:
        undo.undo(bank)
    assert error.value.reason is Reason.BANK_NOTHING_TO_UNDO
    assert [step.act for step in bank.store.history(name)] == ["created", "edited", "sent", "reviewed", "approved"]
    assert bank.store.history(other)[-1].act == "discarded"
    bank.store.verify()
    bank.close()


def test_what_another_person_touched_since_is_not_undone(desk: Desk) -> None:
    opened = desk.draft()
    sitting = desk.bank.sitting
    desk.sit(SECOND)
    editing.write(desk.bank, with_words(opened, "Болоттуку"), opened.sha256)
    desk.sit(AUTHOR)
    desk.bank.sitting = sitting
    assert refusal(desk) is Reason.BANK_CHANGED_MEANWHILE
    assert stem(desk) == "Болоттуку"


def test_a_bulk_of_which_one_went_on_is_not_undone_at_all(desk: Desk) -> None:
    names = [desk.draft(f"Суроо {number}").question.id for number in range(3)]
    editing.bulk(desk.bank, names, Act.SENT)
    sitting = desk.bank.sitting
    editing.act(desk.sit(REVIEWER), names[1], 1, Act.REVIEWED)
    desk.sit(AUTHOR)
    desk.bank.sitting = sitting
    head = desk.bank.store.head
    assert refusal(desk) is Reason.BANK_CHANGED_MEANWHILE
    assert desk.bank.store.head == head


def test_whoever_signs_out_leaves_nothing_to_undo(desk: Desk) -> None:
    desk.draft()
    custody.sign_out(desk.bank)
    assert refusal(desk) is Reason.BANK_NOT_SIGNED_IN
    desk.sit(AUTHOR)
    assert refusal(desk) is Reason.BANK_NOTHING_TO_UNDO


def test_undo_goes_fifty_acts_deep(desk: Desk) -> None:
    opened = desk.draft("Бир")
    for number in range(MOST_UNDONE + 1):
        opened = editing.write(desk.bank, with_words(opened, f"Суроо {number}"), opened.sha256)
    for _ in range(MOST_UNDONE):
        undo.undo(desk.bank)
    assert refusal(desk) is Reason.BANK_NOTHING_TO_UNDO
    assert stem(desk) == "Суроо 0"
