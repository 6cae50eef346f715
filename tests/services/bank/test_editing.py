"""Writing and deciding: versions, states, four eyes, and an approved question attacked through every path."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from question_bank.model import Bilingual, Kind, Option, Picture
from question_bank.workflow import Act, Role, State
from station.domain.errors import Reason, StationError
from station.services.bank import custody, editing, finding, undo
from station.services.bank.facts import Query
from station.services.progress import Cancelled, Progress
from tests.services.bank.one_bank import (
    APPROVER,
    AUTHOR,
    CUSTODIAN,
    DATE,
    REVIEWER,
    SECOND,
    Desk,
    question,
    with_words,
)


def refused(act: Callable[[], object]) -> Reason:
    """Why an act is refused."""
    with pytest.raises(StationError) as error:
        act()
    return error.value.reason


def test_a_question_gets_the_next_id_of_its_section(desk: Desk) -> None:
    assert [desk.draft(section=section).question.id for section in ("S1", "S2", "S1")] == [
        "S1-0001", "S2-0001", "S1-0002",
    ]  # fmt: skip


def test_ids_go_on_after_a_new_start(desk: Desk) -> None:
    desk.draft()
    desk.again()
    assert desk.draft().question.id == "S1-0002"


def test_a_given_id_is_kept_and_taken_once(desk: Desk) -> None:
    bank = desk.sit(AUTHOR)
    assert editing.new_question(bank, question(name="Q-7")).question.id == "Q-7"
    assert refused(lambda: editing.new_question(bank, question(name="Q-7"))) is Reason.DATA_EXISTS


def test_a_question_of_no_section_is_refused(desk: Desk) -> None:
    bank = desk.sit(AUTHOR)
    assert refused(lambda: editing.new_question(bank, question(section="S9"))) is Reason.BANK_INCOMPLETE
    opened = desk.draft()
    moved = replace(opened.question, section="S9")
    assert refused(lambda: editing.write(bank, moved, opened.sha256)) is Reason.BANK_INCOMPLETE


def test_nobody_writes_without_signing_in(desk: Desk) -> None:
    assert refused(lambda: editing.new_question(desk.bank, question())) is Reason.BANK_NOT_SIGNED_IN
    opened = desk.draft()
    custody.sign_out(desk.bank)
    assert refused(lambda: editing.write(desk.bank, opened.question, "")) is Reason.BANK_NOT_SIGNED_IN
    assert refused(lambda: editing.act(desk.bank, "S1-0001", 1, Act.SENT)) is Reason.BANK_NOT_SIGNED_IN
    assert refused(lambda: editing.bulk(desk.bank, ["S1-0001"], Act.SENT)) is Reason.BANK_NOT_SIGNED_IN


def test_a_draft_is_edited_and_every_former_content_stays(desk: Desk) -> None:
    opened = desk.draft()
    for words in ("Экинчи", "Үчүнчү"):
        opened = editing.write(desk.bank, with_words(opened, words), opened.sha256)
    assert opened.question.stem.ky == "Үчүнчү"
    assert {one.stem.ky for one in finding.former(desk.bank, "S1-0001", 1)} == {"Кайсы жооп туура?", "Экинчи"}
    assert [line.act for line in opened.history] == [Act.CREATED, Act.EDITED, Act.EDITED]


def test_writing_what_stands_there_is_no_act(desk: Desk) -> None:
    opened = desk.draft()
    assert len(editing.write(desk.bank, opened.question, opened.sha256).history) == 1


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(desk: Desk) -> None:
    first = desk.draft()
    editing.write(desk.sit(SECOND), with_words(first, "Болоттуку"), first.sha256)
    bank = desk.sit(AUTHOR)
    late = with_words(first, "Аселдики")
    assert refused(lambda: editing.write(bank, late, first.sha256)) is Reason.BANK_CHANGED_MEANWHILE
    assert finding.opened(bank, "S1-0001").question.stem.ky == "Болоттуку"


def test_formatted_text_is_made_safe_whoever_hands_it_in(desk: Desk) -> None:
    html = '<p onclick="x()">Эки<script>alert(1)</script></p>'
    rich = replace(question(), is_rich=True, stem=Bilingual(html, html))
    assert editing.new_question(desk.sit(AUTHOR), rich).question.stem.ky == "<p>Эки</p>"


def test_a_picture_that_nobody_made_safe_does_not_come_in(desk: Desk) -> None:
    held = replace(question(), pictures=(Picture("a.png", "image/png", b"no picture"),))
    bank = desk.sit(AUTHOR)
    assert refused(lambda: editing.new_question(bank, held)) is Reason.PICTURE_BAD


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("stem_ky", lambda q: replace(q, stem=Bilingual("  ", "a"))),
        ("stem_ru", lambda q: replace(q, stem=Bilingual("a", ""))),
        ("option_ky", lambda q: replace(q, options=(Option("b", Bilingual("", "x")), *q.options[2:]))),
        ("option_ru", lambda q: replace(q, options=(Option("b", Bilingual("x", "")), *q.options[2:]))),
        ("options", lambda q: replace(q, options=q.options[1:2])),
        ("options", lambda q: replace(q, options=(Option("x", q.options[1].text), *q.options))),
        ("key", lambda q: replace(q, key=frozenset())),
        ("key", lambda q: replace(q, key=frozenset("ab"))),
        ("source", lambda q: replace(q, source=Bilingual("", " "))),
        ("stem_ky", lambda q: replace(q, is_rich=True, stem=Bilingual("<p></p>", "<p>a</p>"))),
        ("picture", lambda q: replace(q, is_rich=True, stem=Bilingual('<p><img src="a.png" alt=""></p>', "<p>a</p>"))),
    ],
)
def test_only_a_whole_question_is_sent_to_review(desk: Desk, field: str, broken: Callable[..., object]) -> None:
    bank = desk.sit(AUTHOR)
    made = editing.new_question(bank, broken(question()))  # type: ignore[arg-type]
    with pytest.raises(StationError) as error:
        editing.act(bank, made.question.id, 1, Act.SENT)
    assert error.value.reason is Reason.BANK_INCOMPLETE
    assert error.value.facts == {"question": "S1-0001", "field": field}
    assert finding.opened(bank, "S1-0001").standing.state is State.DRAFT


def test_several_right_answers_are_whole_in_a_multiple_choice(desk: Desk) -> None:
    held = replace(question(), kind=Kind.MULTIPLE, key=frozenset("ab"))
    made = editing.new_question(desk.sit(AUTHOR), held)
    assert editing.act(desk.bank, made.question.id, 1, Act.SENT) is not None


def test_R_24_2_the_history_says_who_did_what_when_by_which_act(desk: Desk) -> None:
    name = desk.approved()
    opened = finding.opened(desk.bank, name)
    assert [(line.act, line.by, line.number, line.date, line.pc) for line in opened.history] == [
        (Act.CREATED, "Асел Токтогулова", "", "", "1"),
        (Act.SENT, "Асел Токтогулова", "", "", "1"),
        (Act.REVIEWED, "Чынара Исаева", "", "", "1"),
        (Act.APPROVED, "Дамир Усупов", "12", DATE, "1"),
    ]
    assert sorted(line.at_ms for line in opened.history) == [line.at_ms for line in opened.history]
    assert (opened.standing.number, opened.standing.date) == ("12", DATE)


def test_R_24_2_author_reviewer_and_approver_are_three_persons(desk: Desk) -> None:
    name = desk.sent(by=SECOND)
    bank = desk.sit(SECOND)
    assert refused(lambda: editing.act(bank, name, 1, Act.REVIEWED)) is Reason.BANK_SAME_PERSON
    custody.set_roles(desk.sit(CUSTODIAN), REVIEWER, frozenset({Role.REVIEWER, Role.APPROVER}))
    bank = desk.sit(REVIEWER)
    editing.act(bank, name, 1, Act.REVIEWED)
    own = refused(lambda: editing.act(bank, name, 1, Act.APPROVED, number="1", date=DATE))
    assert own is Reason.BANK_SAME_PERSON


@pytest.mark.parametrize(
    ("number", "date"), [("", DATE), ("12", ""), ("12", "1.2.2026"), (" ", DATE), ("12", "20260201")]
)
def test_R_24_2_an_approval_names_number_and_date_of_its_act(desk: Desk, number: str, date: str) -> None:
    name = desk.reviewed()
    bank = desk.sit(APPROVER)
    act = refused(lambda: editing.act(bank, name, 1, Act.APPROVED, number=number, date=date))
    assert act is Reason.BANK_ACT_NUMBER
    assert finding.opened(bank, name).standing.state is State.IN_REVIEW


def test_R_24_1_a_newer_version_stands_beside_the_approved_one_until_it_is_approved_itself(desk: Desk) -> None:
    name = desk.approved()
    opened = editing.new_version(desk.sit(AUTHOR), name)
    assert (opened.question.version, opened.versions, opened.standing.state) == (2, (1, 2), State.DRAFT)
    editing.write(desk.bank, with_words(opened, "Жаңысы"), opened.sha256)
    (held,) = finding.questions(desk.bank, states={State.APPROVED})
    assert held[0].version == 1
    desk.lead_to_approval(name, 2)
    (held,) = finding.questions(desk.bank, states={State.APPROVED})
    assert (held[0].version, held[0].stem.ky) == (2, "Жаңысы")
    assert finding.opened(desk.bank, name, 1).standing.state is State.RETIRED
    assert finding.opened(desk.bank, name, 1).question.stem.ky == "Кайсы жооп туура?"
    last = finding.history(desk.bank, name)[-1]
    assert (last.act, last.version, last.number, last.date) == (Act.RETIRED, 1, "12", DATE)


def test_a_second_draft_of_one_question_is_refused(desk: Desk) -> None:
    name = desk.approved()
    editing.new_version(desk.sit(AUTHOR), name)
    assert refused(lambda: editing.new_version(desk.bank, name)) is Reason.BANK_STATE


def test_a_retired_question_gets_a_new_version(desk: Desk) -> None:
    name = desk.approved()
    editing.act(desk.bank, name, 1, Act.RETIRED, comment="Норма өзгөрдү")
    assert list(finding.questions(desk.bank, states={State.APPROVED})) == []
    assert editing.new_version(desk.sit(AUTHOR), name).question.version == 2


def test_a_discarded_draft_leaves_the_list_and_stays_in_the_bank(desk: Desk) -> None:
    name = desk.draft().question.id
    assert editing.act(desk.bank, name, 1, Act.DISCARDED) is None
    assert finding.search(desk.bank, Query()).total == 0
    assert finding.search(desk.bank, Query(states=frozenset({State.RETIRED}))).total == 1
    assert finding.opened(desk.bank, name).question.stem.ky == "Кайсы жооп туура?"
    assert refused(lambda: editing.new_version(desk.bank, name)) is Reason.BANK_STATE


def test_a_discarded_newer_version_gives_way_to_the_approved_one(desk: Desk) -> None:
    name = desk.approved()
    editing.new_version(desk.sit(AUTHOR), name)
    opened = editing.act(desk.bank, name, 2, Act.DISCARDED)
    assert opened is not None
    assert (opened.question.version, opened.standing.state) == (1, State.APPROVED)
    assert editing.new_version(desk.bank, name).question.version == 3


ATTACKS: list[tuple[str, Callable[[Desk, str], object]]] = [
    ("write", lambda d, n: editing.write(d.sit(AUTHOR), with_words(finding.opened(d.bank, n), "Башка"),
                                         finding.opened(d.bank, n).sha256)),
    ("write as approver", lambda d, n: editing.write(d.sit(APPROVER), with_words(finding.opened(d.bank, n), "Башка"),
                                                     finding.opened(d.bank, n).sha256)),
    ("edited as an act", lambda d, n: editing.act(d.sit(AUTHOR), n, 1, Act.EDITED)),
    ("created as an act", lambda d, n: editing.act(d.sit(AUTHOR), n, 1, Act.CREATED)),
    ("sent", lambda d, n: editing.act(d.sit(AUTHOR), n, 1, Act.SENT)),
    ("returned", lambda d, n: editing.act(d.sit(APPROVER), n, 1, Act.RETURNED, comment="-")),
    ("taken back", lambda d, n: editing.act(d.sit(AUTHOR), n, 1, Act.RETURNED)),
    ("reviewed", lambda d, n: editing.act(d.sit(REVIEWER), n, 1, Act.REVIEWED)),
    ("approved again", lambda d, n: editing.act(d.sit(APPROVER), n, 1, Act.APPROVED, number="2", date=DATE)),
    ("discarded", lambda d, n: editing.act(d.sit(AUTHOR), n, 1, Act.DISCARDED)),
    ("undone", lambda d, n: undo.undo(d.bank)),
    ("undone by the author", lambda d, n: undo.undo(d.sit(AUTHOR))),
    ("made anew", lambda d, n: editing.new_question(d.sit(AUTHOR), question("Башка", name=n))),
]  # fmt: skip


@pytest.mark.parametrize(("attack"), [attack for _, attack in ATTACKS], ids=[name for name, _ in ATTACKS])
def test_R_24_1_an_approved_version_is_never_edited_in_place(desk: Desk, attack: Callable[[Desk, str], object]) -> None:
    name = desk.approved()
    before = desk.bank.store.version(name, 1)
    with pytest.raises(StationError):
        attack(desk, name)
    assert desk.bank.store.version(name, 1) == before
    assert finding.opened(desk.bank, name).standing.state is State.APPROVED
    assert [one.act for one in finding.history(desk.bank, name)][-1] is Act.APPROVED


def test_R_24_1_an_import_over_an_approved_question_makes_a_new_version(desk: Desk) -> None:
    name = desk.approved()
    before = desk.bank.store.version(name, 1)
    done = editing.write_many(
        desk.sit(AUTHOR), [(question("Башка", name=name),)], import_file="a.xlsx", format="xlsx"
    )  # fmt: skip
    assert (done.taken, done.changed) == (0, 1)
    assert desk.bank.store.version(name, 1) == before
    assert finding.opened(desk.bank, name).standing.state is State.DRAFT
    (held,) = finding.questions(desk.bank, states={State.APPROVED})
    assert held[0].version == 1


def test_a_bulk_act_reaches_those_it_may_and_tells_of_the_others(desk: Desk) -> None:
    names = [desk.sent(f"Суроо {number}") for number in range(3)]
    own, draft = desk.sent("Болоттуку", by=SECOND), desk.draft().question.id
    done = editing.bulk(desk.sit(SECOND), [*names, own, draft, "S1-9999", names[0]], Act.REVIEWED)
    assert done.done == tuple(names)
    assert [(name, reason) for name, reason, _ in done.refused] == [
        (own, "bank_same_person"), (draft, "bank_state"), ("S1-9999", "bank_question_unknown"),
    ]  # fmt: skip
    assert desk.bank.state().counts[State.IN_REVIEW] == 4


def test_a_cancelled_bulk_act_does_nothing(desk: Desk) -> None:
    names = [desk.sent(f"Суроо {number}") for number in range(3)]
    progress = Progress(lambda done, _total: progress.cancel() if done == 1 else None)
    head = desk.sit(REVIEWER).store.head
    with pytest.raises(Cancelled):
        editing.bulk(desk.bank, names, Act.REVIEWED, progress=progress)
    assert desk.bank.store.head == head
    assert finding.opened(desk.bank, names[0]).standing.reviewer == ""


def test_what_waits_for_a_person_is_what_that_person_may_do(desk: Desk) -> None:
    desk.sent("Биринчи"), desk.sent("Экинчи", by=SECOND), desk.reviewed("Үчүнчү"), desk.draft("Төртүнчү")
    waiting = {who: desk.sit(who).state().waiting for who in (AUTHOR, SECOND, REVIEWER, APPROVER, CUSTODIAN)}
    assert waiting == {AUTHOR: 0, SECOND: 1, REVIEWER: 2, APPROVER: 1, CUSTODIAN: 0}
    found = finding.search(desk.bank, Query(waits_for=REVIEWER))
    assert [row.id for row in found.rows] == ["S1-0001", "S1-0002"]


def test_the_acts_of_a_person_are_those_that_are_not_refused(desk: Desk) -> None:
    name = desk.approved()
    assert finding.opened(desk.sit(AUTHOR), name).acts == {Act.CREATED}
    assert finding.opened(desk.sit(APPROVER), name).acts == {Act.RETIRED}
    assert finding.opened(desk.sit(CUSTODIAN), name).acts == frozenset()
    custody.sign_out(desk.bank)
    assert finding.opened(desk.bank, name).acts == frozenset()
