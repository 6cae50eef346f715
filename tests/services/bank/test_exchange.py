"""Bundles between PCs: sent for review, decided elsewhere, nothing lost, what met is shown (R-24.1, R-24.2)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from question_bank.workflow import Act, Role, State
from station.domain.errors import Reason, StationError
from station.services.bank import copies, custody, editing, exchange, finding, peers
from station.services.bank.arrival import Table
from station.services.bank.bundle import Bundle, Header, pack, read_header, unpack
from station.services.progress import Cancelled, Progress
from tests.builders import MORNING_MS
from tests.services.bank.pcs import COST, Clock, Pc, first_pc, meet, question, two_pcs, waiting_pc


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Pc]]:
    """A bank on two PCs."""
    one, two = two_pcs(tmp_path)
    yield one, two
    one.bank.close()
    two.bank.close()


def refusal(work: Callable[[], object]) -> StationError:
    """Why it is refused."""
    with pytest.raises(StationError) as refused:
        work()
    return refused.value


# --- joining ---


def test_a_new_pc_joins_the_bank_by_its_first_bundle(tmp_path: Path) -> None:
    one, two = first_pc(tmp_path / "1"), waiting_pc(tmp_path / "2")
    name = one.write()
    one.approve(name)
    meet(one, two)
    found = one.give(two)
    assert found.new_questions == (name,)
    assert (two.bank.id, two.bank.name, two.bank.sections()) == (one.bank.id, one.bank.name, one.bank.sections())
    assert two.stand(name) == ("approved", "Суроо?")
    assert two.everything() == one.everything()
    two.bank.store.verify()


def test_a_waiting_pc_makes_no_bundle(tmp_path: Path) -> None:
    one, two = first_pc(tmp_path / "1"), waiting_pc(tmp_path / "2")
    meet(one, two)
    assert refusal(lambda: two.bundle_for(one)).reason is Reason.BUNDLE_OTHER_BANK


def test_numbers_of_questions_made_on_two_pcs_at_once_never_meet(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    made = {one.write("бир"), two.write("эки"), one.write("үч"), two.write("төрт")}
    assert made == {"S1-0001", "S1-B0001", "S1-0002", "S1-B0002"}


def test_a_pc_is_added_only_under_the_fingerprint_that_was_heard(tmp_path: Path) -> None:
    one, two = first_pc(tmp_path / "1"), waiting_pc(tmp_path / "2")
    data = peers.introduction(two.bank)
    found = peers.look_at_introduction(one.bank, data)
    assert (found.pc, found.bank_name, found.is_known) == ("ПК 2", "", False)
    other = exchange.state(one.bank).fingerprint
    assert refusal(lambda: peers.add_pc(one.bank, data, other)).reason is Reason.BUNDLE_UNKNOWN_SENDER
    peers.add_pc(one.bank, data, found.fingerprint)
    assert peers.look_at_introduction(one.bank, data).is_known
    assert [known.fingerprint for known in exchange.state(one.bank).known] == [exchange.state(two.bank).fingerprint]


@pytest.mark.parametrize(("name", "mark"), [("ПК 1", "C"), ("ПК 3", ""), ("ПК 2", "C"), ("ПК 3", "B")])
def test_a_pc_with_the_name_or_the_mark_of_another_is_not_added(
    pcs: tuple[Pc, Pc], tmp_path: Path, name: str, mark: str
) -> None:
    three = waiting_pc(tmp_path / "3", name, mark)
    data = peers.introduction(three.bank)
    found = refusal(lambda: peers.look_at_introduction(pcs[0].as_("damir").bank, data))
    assert found.reason is Reason.BUNDLE_PC_TAKEN


def test_the_own_key_file_and_that_of_another_bank_are_refused(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    one = pcs[0].as_("damir")
    own = peers.introduction(one.bank)
    assert refusal(lambda: peers.look_at_introduction(one.bank, own)).reason is Reason.BUNDLE_PC_TAKEN
    foreign = peers.introduction(first_pc(tmp_path / "x", "ПК 9").bank)
    assert refusal(lambda: peers.look_at_introduction(one.bank, foreign)).reason is Reason.BUNDLE_OTHER_BANK


def test_a_removed_pc_is_not_believed_and_can_be_added_again(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    two.write()
    data = two.bundle_for(one)
    peers.remove_pc(one.as_("damir").bank, two.id)
    assert exchange.state(one.bank).known == ()
    assert refusal(lambda: one.look(data)).reason is Reason.BUNDLE_UNKNOWN_SENDER
    assert refusal(lambda: exchange.make(one.bank, two.id)).reason is Reason.DATA_MISSING
    meet(one, two)
    assert one.take(data).new_questions


@pytest.mark.parametrize("person", ["asel", "bakyt", "chynara"])
def test_only_a_custodian_exchanges(pcs: tuple[Pc, Pc], person: str) -> None:
    one, two = pcs
    one.write()
    data, key = one.bundle_for(two), peers.introduction(two.as_("damir").bank)
    token = two.look(data).token
    one.as_(person)
    two.as_(person)
    for work in (
        lambda: exchange.make(one.bank, two.id),
        lambda: exchange.take(two.bank, data, token),
        lambda: peers.add_pc(one.bank, key, ""),
        lambda: peers.remove_pc(one.bank, two.id),
        lambda: exchange.keep_ours(one.bank, "S1-0001", 1, ""),
        lambda: exchange.take_theirs(one.bank, "S1-0001", 1, ""),
    ):
        assert refusal(work).reason is Reason.BANK_ROLE


# --- the way there and back ---


def test_sent_for_review_and_decided_there_the_decision_comes_back(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = one.write()
    other = one.write("Башка")
    assert one.give(two, (name,)).new_questions == (name,)
    assert refusal(lambda: two.stand(other)).reason is Reason.BANK_QUESTION_UNKNOWN
    two.approve(name)
    found = two.give(one)
    assert (found.decisions, found.new_questions, found.conflicts) == (2, (), ())
    assert one.stand(name) == ("approved", "Суроо?")
    lines = finding.opened(one.bank, name).history
    assert [(line.act, line.pc) for line in lines[2:]] == [(Act.REVIEWED, "ПК 2"), (Act.APPROVED, "ПК 2")]
    assert lines[-1].by == "Чынара Исаева"
    one.give(two)
    assert one.everything() == two.everything()


def test_what_a_pc_confirmed_to_hold_is_not_sent_again(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    assert exchange.state(one.as_("damir").bank).known[0].unseen == 1
    first = exchange.make(one.bank, two.id)
    again = exchange.make(one.bank, two.id)
    assert (first.steps, again.steps) == (2, 2)  # the first may be on a stick that was lost
    two.take(again.data)
    one.take(two.bundle_for(one))
    assert exchange.state(one.bank).known[0].unseen == 0
    found = exchange.make(one.bank, two.id)  # it says what was taken in
    assert (found.steps, found.questions) == (0, 0)
    two.take(found.data)
    refused = refusal(lambda: exchange.make(one.bank, two.id))
    assert (refused.reason, refused.facts) == (Reason.BUNDLE_NOTHING_NEW, {"pc": "ПК 2"})


def test_chosen_questions_without_news_make_no_bundle(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = one.write()
    one.give(two)
    two.give(one)
    assert refusal(lambda: one.bundle_for(two, (name,))).reason is Reason.BUNDLE_NOTHING_NEW


def test_people_travel_with_their_roles_and_open_nothing_without_a_passphrase_given_here(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    from question_bank.workflow import Person

    custody.enrol(one.as_("damir").bank, Person("eldar", "Элдар Мамытов", frozenset({Role.CUSTODIAN})), "of eldar")
    assert one.give(two).new_staff == ("Элдар Мамытов",)
    assert "eldar" in {person.id for person in two.bank.store.staff()}
    assert refusal(lambda: two.as_("eldar")).reason is Reason.PASSPHRASE_WRONG
    two.as_("damir")
    custody.new_passphrase(two.bank, "eldar", "of eldar")
    two.as_("eldar")


def test_three_pcs_pass_on_what_they_learned(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    one, two = pcs
    three = waiting_pc(tmp_path / "3", "ПК 3", "C")
    meet(two, three)
    name = one.write()
    one.give(two)
    two.give(three)
    three.approve(name)
    three.give(two)
    two.give(one)
    assert one.stand(name)[0] == "approved"
    assert {line.pc for line in finding.opened(one.bank, name).history} == {"ПК 1", "ПК 3"}
    one.give(two)
    two.give(three)
    assert one.everything() == two.everything() == three.everything()
    for pc in (one, two, three):
        pc.bank.store.verify()


def test_a_backup_is_written_before_anything_is_taken_in(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    before = len(copies.copies(two.bank.folder))
    one.give(two)
    assert len(copies.copies(two.bank.folder)) == before + 1


def test_a_cancelled_bundle_leaves_the_bank_as_it_was(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    data = one.bundle_for(two)
    token, before = two.look(data).token, two.mark()
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        exchange.take(two.bank, data, token, progress=progress)
    assert two.mark() == before
    assert two.take(data).new_questions


def test_a_bank_that_changed_since_the_look_takes_nothing_in(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    data = one.bundle_for(two)
    token = two.look(data).token
    two.draft("Арада")
    two.as_("damir")
    assert refusal(lambda: exchange.take(two.bank, data, token)).reason is Reason.IMPORT_STALE


def test_a_pc_restored_from_a_backup_gets_its_later_work_back_from_the_others(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    two.as_("damir")
    copy = copies.write(two.bank).name
    lost = two.write("Кийинки")
    two.give(one)
    two.bank.close()
    two.bank = copies.restore(two.bank.folder, copy, "damir", "4", Clock())
    assert refusal(lambda: two.stand(lost)).reason is Reason.BANK_QUESTION_UNKNOWN
    new = two.write("Калыбына келгенден кийин")
    assert (lost, new) == ("S1-B0001", "S1-BR0001")
    assert refusal(lambda: one.give(two)).reason is Reason.BUNDLE_GAP  # the other does not know of the restoring yet
    assert two.give(one).new_questions == (new,)
    assert one.give(two).new_questions == (lost,)
    assert one.everything() == two.everything()


# --- what met ---


def both_edit(one: Pc, two: Pc) -> str:
    """A draft that both PCs edited at once; both have exchanged."""
    name = one.draft()
    one.give(two)
    two.edit(name, "Экинчинин сөзү")
    one.edit(name, "Биринчинин сөзү")
    assert two.give(one).conflicts == (name,)
    one.give(two)
    return name


def test_of_two_edits_at_once_both_are_kept_and_both_pcs_see_the_same(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = both_edit(one, two)
    assert one.stand(name) == two.stand(name)
    assert one.everything() == two.everything()
    conflict, pc, stands, aside = exchange.conflicts(one.bank, name)[0]
    assert {stands.stem.ky, aside.stem.ky} == {"Биринчинин сөзү?", "Экинчинин сөзү?"}
    assert finding.opened(one.bank, name).conflict == pc
    assert exchange.state(one.as_("damir").bank).conflicts == (name,)
    assert conflict.version == 1


@pytest.mark.parametrize("how", ["keep", "take"])
def test_a_conflict_in_a_draft_ends_at_both_pcs(pcs: tuple[Pc, Pc], how: str) -> None:
    one, two = pcs
    name = both_edit(one, two)
    one.as_("damir")
    conflict, _pc, stands, aside = exchange.conflicts(one.bank, name)[0]
    if how == "keep":
        exchange.keep_ours(one.bank, name, 1, conflict.sha256)
    else:
        assert exchange.take_theirs(one.bank, name, 1, conflict.sha256) == 1
    wanted = (stands if how == "keep" else aside).stem.ky
    assert one.stand(name) == ("draft", wanted)
    one.give(two)
    for pc in (one, two):
        assert (pc.stand(name)[1], exchange.conflicts(pc.bank, name)) == (wanted, ())
        pc.bank.store.verify()
    assert len(one.contents()[name, 1]) == 3
    refused = refusal(lambda: exchange.keep_ours(one.as_("damir").bank, name, 1, conflict.sha256))
    assert refused.reason is Reason.BANK_CHANGED_MEANWHILE


def approved_and_edited(one: Pc, two: Pc) -> str:
    """In review at both; PC 1 approves it while PC 2 returns and edits it; PC 1 has taken that in."""
    name = one.write()
    one.give(two)
    two.act(name, Act.RETURNED)
    two.edit(name, "Кайра жазылган")
    one.approve(name)
    found = two.give(one)
    assert found.conflicts == (name,)
    assert [(met.act, met.by) for met in found.unapplied] == [(Act.RETURNED, "Бакыт Асанов")]
    return name


def test_R_24_1_an_approval_is_not_taken_back_by_another_pc(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = approved_and_edited(one, two)
    assert one.stand(name) == ("approved", "Суроо?")
    one.give(two)
    assert two.stand(name) == ("approved", "Суроо?")
    assert one.everything() == two.everything()
    for pc in (one, two):
        pc.bank.store.verify()


@pytest.mark.parametrize("how", ["keep", "take"])
def test_R_24_1_a_conflict_with_an_approved_version_ends_without_touching_it(pcs: tuple[Pc, Pc], how: str) -> None:
    one, two = pcs
    name = approved_and_edited(one, two)
    one.as_("damir")
    conflict = exchange.conflicts(one.bank, name)[0][0]
    before = one.bank.store.version(name, 1)
    if how == "keep":
        exchange.keep_ours(one.bank, name, 1, conflict.sha256)
        assert one.stand(name) == ("approved", "Суроо?")
    else:
        assert exchange.take_theirs(one.bank, name, 1, conflict.sha256) == 2
        assert one.stand(name) == ("draft", "Кайра жазылган?")
    one.give(two)
    for pc in (one, two):
        assert pc.bank.store.version(name, 1) == before
        standing = pc.bank.store.standing(name, 1)
        assert standing is not None
        assert (standing.state, standing.authors) == (State.APPROVED, {"asel"})
        assert exchange.conflicts(pc.bank, name) == ()
        pc.bank.store.verify()
    assert one.everything() == two.everything()


def test_what_was_set_aside_does_not_become_a_draft_while_a_newer_version_is_in_work(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = approved_and_edited(one, two)
    editing.new_version(one.as_("asel").bank, name)
    conflict = exchange.conflicts(one.as_("damir").bank, name)[0][0]
    refused = refusal(lambda: exchange.take_theirs(one.bank, name, 1, conflict.sha256))
    assert refused.reason is Reason.BANK_STATE


def test_a_review_of_words_that_changed_meanwhile_is_told_and_does_not_count(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = one.write()
    one.give(two)
    one.act(name, Act.RETURNED)
    one.edit(name, "Жаңы сөз")
    one.act(name, Act.SENT)
    two.act(name, Act.REVIEWED)
    two.act(name, Act.RETURNED)
    two.edit(name, "Башка сөз")
    two.act(name, Act.SENT)
    two.act(name, Act.REVIEWED)
    found = two.give(one)
    assert Act.REVIEWED in {met.act for met in found.unapplied}
    assert found.conflicts == (name,)
    one.give(two)
    assert one.everything() == two.everything()


def test_R_24_1_versions_approved_as_two_things_stay_and_both_pcs_see_the_conflict(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = one.write()
    one.give(two)
    two.act(name, Act.RETURNED)
    two.edit(name, "Башкача")
    two.act(name, Act.SENT)
    two.approve(name)
    one.approve(name)
    two.give(one)
    one.give(two)
    assert one.stand(name) == ("approved", "Суроо?")
    assert two.stand(name) == ("approved", "Башкача?")
    for pc in (one, two):
        assert [words.stem.ky for _one, _pc, _stands, words in exchange.conflicts(pc.bank, name)] != []
        pc.bank.store.verify()


def test_two_pcs_that_wrote_and_decided_at_random_end_equal_and_lose_nothing(pcs: tuple[Pc, Pc]) -> None:
    random = Random(4)
    names = [pcs[0].draft("Баштапкы")]
    pcs[0].give(pcs[1])
    for round_ in range(60):
        pc, other = random.sample(pcs, 2)
        known = [name for name in names if pc.bank.store.versions(name)]
        name, act = random.choice(known), random.choice([*Act, Act.EDITED, "give", "new", "version"])
        try:
            if act == "give":
                pc.give(other)
            elif act == "new":
                names.append(pc.draft(f"Суроо {round_}"))
            elif act == "version":
                editing.new_version(pc.as_("asel").bank, name)
            elif act is Act.EDITED:
                pc.edit(name, f"Сөз {round_}")
            elif act is not Act.CREATED:
                pc.act(name, act)
        except StationError:
            continue
    written = {place: pcs[0].contents().get(place, set()) | pcs[1].contents().get(place, set())
               for place in {*pcs[0].contents(), *pcs[1].contents()}}  # fmt: skip
    for _ in range(2):
        pcs[0].give(pcs[1])
        pcs[1].give(pcs[0])
    assert pcs[0].everything() == pcs[1].everything()
    assert pcs[0].contents() == written
    assert len(pcs[0].bank.store.conflicts()) > 0
    for pc in pcs:
        pc.bank.store.verify()


# --- what is refused; the bank unchanged ---


def opened(data: bytes, one: Pc, two: Pc) -> Bundle:
    """The bundle as the second PC sees it, unjudged."""
    header, sealed = read_header(data, {one.id: peers.own_keys(one.bank).public})
    return unpack(data, header, sealed, peers.own_keys(two.bank))


def forged(data: bytes, one: Pc, two: Pc, **fields: object) -> bytes:
    """The same bundle with another header, signed by its sender as if it meant it."""
    bundle = opened(data, one, two)
    header = replace(bundle.header, bundle="0" * 32, **fields)  # type: ignore[arg-type]
    return packed(one, two, header, dict(bundle.table), bundle.parts)


def packed(one: Pc, two: Pc, header: Header, table: dict[str, object], parts: dict[str, bytes] | object) -> bytes:
    """A bundle of any table, well signed and sealed."""
    assert isinstance(parts, dict)
    return pack(header, table, parts.values(), peers.own_keys(one.bank), peers.own_keys(two.bank).public)


MUTATIONS = ("magic", "version", "length", "header", "body", "tag", "signer", "signature", "cut", "longer", "empty")


def mutated(data: bytes, how: str) -> bytes:
    """The file, changed in one of its regions."""
    place = {"magic": 1, "version": 5, "length": 8, "header": 40, "body": len(data) // 2, "tag": len(data) - 105,
             "signer": len(data) - 80, "signature": len(data) - 3}  # fmt: skip
    if how in place:
        at = place[how]
        return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
    return {"cut": data[:-1], "longer": data + b"\0", "empty": b""}[how]


@pytest.mark.parametrize("how", MUTATIONS)
def test_a_changed_bundle_is_refused_and_the_bank_is_as_it_was(pcs: tuple[Pc, Pc], how: str) -> None:
    one, two = pcs
    one.write()
    data = one.bundle_for(two)
    two.as_("damir")
    before = two.mark()
    for work in (lambda: two.look(mutated(data, how)), lambda: exchange.take(two.bank, mutated(data, how), "")):
        found = refusal(work).reason
        assert found.value.startswith("bundle_"), found
    assert two.mark() == before
    assert two.take(data).new_questions


def test_the_same_bundle_twice_an_older_one_and_one_for_another_pc_are_refused(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    one, two = pcs
    three = waiting_pc(tmp_path / "3", "ПК 3", "C")
    meet(one, three)
    meet(two, three)
    one.write()
    older, newer = one.bundle_for(two), one.bundle_for(two)
    for_three = one.bundle_for(three)
    assert two.take(newer).is_skipped is not False
    before = two.mark()
    assert refusal(lambda: two.look(newer)).reason is Reason.BUNDLE_TWICE
    assert refusal(lambda: two.look(older)).reason is Reason.BUNDLE_OLDER
    assert refusal(lambda: two.look(for_three)).reason is Reason.BUNDLE_NOT_FOR_US
    assert two.mark() == before


def test_a_bundle_that_skips_one_says_so(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    one.bundle_for(two)
    assert two.look(one.bundle_for(two)).is_skipped


def test_a_bundle_of_another_bank_is_refused(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    data = forged(one.bundle_for(two), one, two, bank="another")
    assert refusal(lambda: two.look(data)).reason is Reason.BUNDLE_OTHER_BANK


def test_a_bundle_that_builds_on_what_is_not_here_is_refused(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    one, two = pcs
    one.write()
    bundle = opened(one.bundle_for(two), one, two)
    table = {**bundle.table, "after": {one.bank.store.pc_id: 99}}
    data = packed(one, two, replace(bundle.header, bundle="0" * 32), table, bundle.parts)
    found = refusal(lambda: two.look(data))
    assert (found.reason, found.facts) == (Reason.BUNDLE_GAP, {"pc": "ПК 1"})


def test_a_mark_that_two_pcs_have_is_found_when_they_first_hear_of_each_other(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    bundle = opened(one.bundle_for(two), one, two)
    table = {**bundle.table, "marks": {"B": "somebody else"}}
    data = packed(one, two, replace(bundle.header, bundle="0" * 32), table, bundle.parts)
    assert refusal(lambda: two.look(data)).reason is Reason.BUNDLE_PC_TAKEN


Change = Callable[[dict[str, object], Pc], None]


def _steps(table: dict[str, object]) -> list[list[object]]:
    steps = table["steps"]
    assert isinstance(steps, list)
    return steps


def _set(row: int, column: int, value: object) -> Change:
    def change(table: dict[str, object], _one: Pc) -> None:
        _steps(table)[row][column] = value

    return change


def _put(name: str, value: object) -> Change:
    return lambda table, _one: table.update({name: value})


TABLES: dict[str, tuple[Change, Reason]] = {
    "a field more": (_put("more", 1), Reason.BUNDLE_DAMAGED),
    "steps that are no list": (_put("steps", 1), Reason.BUNDLE_DAMAGED),
    "a step too short": (lambda table, _one: _steps(table)[0].pop() and None, Reason.BUNDLE_DAMAGED),
    "an act that is none": (_set(0, 2, "burned"), Reason.BUNDLE_DAMAGED),
    "a version below 1": (_set(0, 4, 0), Reason.BUNDLE_DAMAGED),
    "a number that is a text": (_set(0, 1, "1"), Reason.BUNDLE_DAMAGED),
    "a number that is a truth": (_set(0, 4, True), Reason.BUNDLE_DAMAGED),
    "a tick of 0": (_set(0, 12, 0), Reason.BUNDLE_DAMAGED),
    "a name that is empty": (_set(0, 3, ""), Reason.BUNDLE_DAMAGED),
    "a name with a line break": (_set(0, 3, "S1-0001\n"), Reason.BUNDLE_DAMAGED),
    "a hash that is none": (_set(0, 7, "zz"), Reason.BUNDLE_DAMAGED),
    "a former hash that is none": (_set(0, 11, "zz"), Reason.BUNDLE_DAMAGED),
    "a person nobody named": (_set(0, 5, "ghost"), Reason.BUNDLE_DAMAGED),
    "a PC nobody named": (_set(0, 0, "ghost"), Reason.BUNDLE_DAMAGED),
    "a role that is none": (_put("staff", [["x", "X", ["king"]]]), Reason.BUNDLE_DAMAGED),
    "a policy that is none": (_put("policy", {"author_reviewer": 1}), Reason.BUNDLE_DAMAGED),
    "no beginning": (lambda table, _one: _steps(table).pop(0) and None, Reason.BUNDLE_DAMAGED),
    "no contents": (_put("contents", []), Reason.BUNDLE_GAP),
    "a content of another question": (_put("contents", [["S1-0009", 1, "0" * 64]]), Reason.BUNDLE_DAMAGED),
    "a step of the receiver": (
        lambda table, one: _set(1, 0, next(pc for pc in table["pcs"] if pc != one.bank.store.pc_id))(table, one),  # type: ignore[attr-defined]
        Reason.BUNDLE_CONTRADICTS,
    ),
    "an approval without a review": (
        lambda table, _one: _steps(table)[1].__setitem__(slice(None), _approval(table, 1)), Reason.BUNDLE_CONTRADICTS
    ),
    "an approval without its act": (_set(1, 2, "approved"), Reason.BUNDLE_DAMAGED),
    "a decision about other content than it names": (_set(1, 7, "0" * 64), Reason.BUNDLE_DAMAGED),
    "a time beyond every calendar": (_set(1, 6, 1 << 52), Reason.BUNDLE_DAMAGED),
    "a person who is the envelope": (
        lambda table, _one: table["staff"].append(["recovery", "X", ["approver"]]), Reason.BUNDLE_DAMAGED  # type: ignore[attr-defined]
    ),
    "a step left out": (lambda table, _one: _steps(table).pop() and None, Reason.BUNDLE_DAMAGED),
    "R-24.2 a question sent by somebody who is no author": (_set(1, 5, "damir"), Reason.BUNDLE_CONTRADICTS),
    "R-24.2 roles that are none": (_put("had", {"damir": ["king"]}), Reason.BUNDLE_DAMAGED),
}


def _approval(table: dict[str, object], row: int) -> list[object]:
    """The step as an approval by its act."""
    step = list(_steps(table)[row])
    step[2], step[5], step[8], step[9] = "approved", "chynara", "7", "2026-03-02"
    return step


@pytest.mark.parametrize("kind", TABLES)
def test_a_bundle_that_no_pc_of_ours_can_have_made_is_refused_though_it_is_well_signed(
    pcs: tuple[Pc, Pc], kind: str
) -> None:
    one, two = pcs
    two.draft("Экинчи ПКнын суроосу")
    two.give(one)
    one.write()
    bundle = opened(one.bundle_for(two), one, two)
    table = {name: [list(row) for row in value] if name == "steps" else value for name, value in bundle.table.items()}
    change, reason = TABLES[kind]
    change(table, one)
    data = packed(one, two, replace(bundle.header, bundle="0" * 32), table, bundle.parts)
    two.as_("damir")
    before = two.mark()
    assert refusal(lambda: two.look(data)).reason is reason
    assert two.mark() == before


APPROVAL = 3
"""The row of the approval where a question was written, sent, reviewed and approved."""


def _approved_by(
    pcs: tuple[Pc, Pc], who: str, *newcomers: list[object], had: dict[str, list[str]] | None = None
) -> bytes:
    """A bundle of an approved question whose approval names somebody else, well signed by the first PC."""
    one, two = pcs
    one.approve(one.write())
    bundle = opened(one.bundle_for(two), one, two)
    table = {name: [list(row) for row in value] if name in ("steps", "staff") else value
             for name, value in bundle.table.items()}  # fmt: skip
    table["staff"] += newcomers
    table["had"] |= had or {}
    table["steps"][APPROVAL][5] = who
    return packed(one, two, replace(bundle.header, bundle="0" * 32), table, bundle.parts)


@pytest.mark.parametrize("who", ["damir", "bakyt", "asel"])
def test_R_24_2_an_approval_by_somebody_who_never_was_an_approver_is_refused(pcs: tuple[Pc, Pc], who: str) -> None:
    data = _approved_by(pcs, who)
    before = pcs[1].as_("damir").mark()
    assert refusal(lambda: pcs[1].look(data)).reason is Reason.BUNDLE_CONTRADICTS
    assert pcs[1].mark() == before


def test_R_24_2_an_approval_by_a_newcomer_without_the_role_is_refused(pcs: tuple[Pc, Pc]) -> None:
    data = _approved_by(pcs, "eldar", ["eldar", "Элдар Мамытов", ["custodian"]], had={"eldar": ["custodian"]})
    assert refusal(lambda: pcs[1].look(data)).reason is Reason.BUNDLE_CONTRADICTS


def test_R_24_2_a_role_that_nobody_gave_here_is_shown_before_the_bundle_is_taken_in_and_is_not_given_by_it(
    pcs: tuple[Pc, Pc],
) -> None:
    one, two = pcs
    custody.set_roles(one.as_("damir").bank, "bakyt", frozenset({Role.REVIEWER, Role.AUTHOR}))
    editing.new_question(one.as_("bakyt").bank, question("Бакыттыкы"))
    found = one.give(two)
    assert found.given == (("Бакыт Асанов", (Role.AUTHOR,)),)
    (bakyt,) = (person for person in two.bank.store.staff() if person.id == "bakyt")
    assert bakyt.roles == {Role.REVIEWER}


def test_whoever_changed_roles_did_what_they_did_also_for_pcs_that_hear_of_it_later(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    one, two = pcs
    name = one.write()
    custody.set_roles(one.as_("damir").bank, "asel", frozenset({Role.REVIEWER}))
    one.give(two)
    three = waiting_pc(tmp_path / "3", "ПК 3", "C")
    custody.set_roles(three.as_("damir").bank, "asel", frozenset())
    meet(two, three)
    assert two.give(three).new_questions == (name,)
    three.bank.store.verify()


def test_a_bank_put_back_to_an_older_day_with_its_head_is_found_by_the_other_pc(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    one, two = pcs
    one.write("Бир")
    one.bank.close()
    folder = one.bank.folder
    old = {name: (folder / name).read_bytes() for name in ("bank.db", "head.json")}
    one.bank = custody.open_bank(folder, "damir", "4", Clock(MORNING_MS + 10**6), COST)
    one.write("Эки")
    one.give(two)
    one.bank.close()
    for name, data in old.items():
        (folder / name).write_bytes(data)
    one.bank = custody.open_bank(folder, "damir", "4", Clock(MORNING_MS + 10**7), COST)
    one.bank.store.verify()  # the older bank is sound in itself
    name = two.write("Үч")
    assert refusal(lambda: two.give(one)).reason in (Reason.BUNDLE_GAP, Reason.BUNDLE_CONTRADICTS)
    one.write("Башка эки")
    before = two.as_("damir").mark()
    assert refusal(lambda: one.give(two)).reason is Reason.BUNDLE_CONTRADICTS
    assert two.mark()[0] == before[0]  # type: ignore[index]
    assert two.stand(name)[0] == "in_review"


def test_R_24_1_a_bundle_made_before_a_retirement_brings_nothing_back(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    name = one.write()
    one.approve(name)
    one.give(two)
    one.draft("Башка")
    older = one.bundle_for(two)
    two.act(name, Act.RETIRED)
    two.take(older)
    assert two.stand(name)[0] == "retired"
    two.give(one)
    assert one.stand(name)[0] == "retired"


def test_another_step_under_a_number_that_is_here_is_a_contradiction(pcs: tuple[Pc, Pc]) -> None:
    one, two = pcs
    one.write()
    data = one.bundle_for(two)
    two.take(data)
    bundle = opened(one.bundle_for(two), one, two)
    table = {**bundle.table, "steps": [[*row[:10], "another comment", *row[11:]] for row in bundle.table["steps"]]}
    forged_ = packed(one, two, replace(bundle.header, bundle="0" * 32), table, bundle.parts)
    found = refusal(lambda: two.look(forged_))
    assert (found.reason, found.facts) == (Reason.BUNDLE_CONTRADICTS, {"pc": "ПК 1"})


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<p>", "<script>x</script><p>"),
        lambda text: text.replace('"stem"', ' "stem"'),
        lambda text: text.replace('"version":1', '"version":2'),
        lambda text: text.replace('"S1"', '"S1","x":1'),
        lambda text: text[:-1],
    ],
    ids=["script", "spelling", "version", "field", "cut"],
)
def test_contents_that_are_not_in_their_one_form_or_not_harmless_are_refused(
    pcs: tuple[Pc, Pc], change: Callable[[str], str]
) -> None:
    import hashlib

    from tests.services.bank.pcs import question

    one, two = pcs
    rich = replace(question(), is_rich=True)
    rich = replace(rich, stem=replace(rich.stem, ky="<p>Суроо</p>", ru="<p>Вопрос</p>"))
    editing.new_question(one.as_("asel").bank, rich)
    bundle = opened(one.bundle_for(two), one, two)
    name, version, sha256 = bundle.table["contents"][0]
    text = change(bundle.parts[sha256].decode()).encode()
    bad = hashlib.sha256(text).hexdigest()
    steps = [[bad if value == sha256 else value for value in row] for row in bundle.table["steps"]]
    table = {**bundle.table, "contents": [[name, version, bad]], "steps": steps}
    data = packed(one, two, replace(bundle.header, bundle="0" * 32), table, {bad: text})
    before = two.as_("damir").mark()
    assert refusal(lambda: two.look(data)).reason is Reason.BUNDLE_DAMAGED
    assert two.mark() == before


def test_keys_that_were_changed_on_disk_are_told(pcs: tuple[Pc, Pc]) -> None:
    one = pcs[0]
    one.bank.store.put_document("exchange_keys", "own", '{"kept":"00"}')
    assert refusal(lambda: exchange.state(one.bank)).reason is Reason.DATA_DAMAGED


def test_the_table_has_one_plain_form() -> None:
    assert set(Table.__dataclass_fields__) >= {"steps", "contents", "after", "holds"}
