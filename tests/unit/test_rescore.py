"""The second count: what it verifies, what it counts, and what it does not let itself be told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.rescore import ChainDoesNotHold, NothingToScore, Recount, recount, recount_all
from tests.unit.rescore_export import OPTIONS, WHO, Export, Row, hash_of, legal_ms, spelt

THREE = ("q1", "q2", "q3")


def export(inclusive: bool | None = True, minima: dict[str, int] | None = None) -> Export:
    """A session with three questions: two in S1, the third in S2 with two right options."""
    made = Export().session(inclusive, minima)
    return made.question("q1", "a").question("q2", "b").question("q3", ("a", "c"), section="S2")


def finished() -> Export:
    """q1 right, q2 wrong, q3 unanswered."""
    return export().start(THREE).answer("q1", "a").answer("q2", "c").finish()


def right(count: Recount) -> list[bool]:
    """Which questions were right, in the order of the paper."""
    return [question.is_right for question in count.questions]


# --- what is counted ---


def test_R_35_2_a_count_names_every_question_its_answer_its_key_and_its_points() -> None:
    count = recount(finished().lines, WHO)
    assert (count.candidate, count.number) == (WHO, 1)
    assert (count.total, count.maximum, count.answered, count.correct) == (1, 3, 2, 1)
    assert count.sections == (("S1", 2, 1, 1), ("S2", 1, 0, 0))
    first, second, third = count.questions
    assert (first.number, first.question, first.version, first.section) == (1, "q1", 1, "S1")
    assert (first.answered, first.key, first.is_right, first.points) == (("a",), ("a",), True, 1)
    assert (second.answered, second.key, second.is_right, second.points) == (("c",), ("b",), False, 0)
    assert (third.number, third.answered, third.key, third.points) == (3, (), ("a", "c"), 0)


def test_R_35_2_a_count_names_the_chain_that_it_rests_on() -> None:
    made = finished()
    count = recount(made.lines, WHO)
    assert (count.entries, count.head) == (len(made.lines), hash_of(made.lines[-1]))


def test_R_35_2_entries_past_the_attempt_are_verified_too() -> None:
    made = finished().add("desk_locked", {"how": "key"})
    assert recount(made.lines, WHO).entries == len(made.lines)
    made.lines[-1] += b" "
    with pytest.raises(ChainDoesNotHold) as broken:
        recount(made.lines, WHO)
    assert broken.value.seq == len(made.lines)


def test_R_35_2_lines_are_taken_from_a_file_as_it_is_read(tmp_path: Path) -> None:
    made = finished()
    file = tmp_path / "journal.txt"
    file.write_bytes(b"".join(line + b"\n" for line in made.lines))
    with file.open("rb") as lines:
        assert recount(lines, WHO) == recount(made.lines, WHO)


def test_R_35_2_unanswered_is_zero_points_and_not_answered() -> None:
    count = recount(export().start(THREE).finish().lines, WHO)
    assert (count.total, count.answered, right(count)) == (0, 0, [False] * 3)


def test_R_35_2_an_empty_choice_is_unanswered_even_under_an_empty_key() -> None:
    made = Export().session().question("q1", ()).start(["q1"]).answer("q1").finish()
    count = recount(made.lines, WHO)
    assert (count.total, count.answered) == (0, 0)


def test_R_35_2_an_answer_taken_back_does_not_count_and_one_given_again_does() -> None:
    made = export().start(THREE).answer("q1", "a").clear("q1").answer("q2", "b").clear("q2").answer("q2", "b")
    count = recount(made.finish().lines, WHO)
    assert (right(count), count.answered) == ([False, True, False], 1)


def test_R_35_2_only_the_last_choice_counts() -> None:
    made = export().start(THREE).answer("q1", "b").answer("q1", "a").answer("q2", "b").answer("q2", "a").finish()
    assert right(recount(made.lines, WHO)) == [True, False, False]


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [
        ("ac", True), ("ca", True), ("aac", True), ("a", False), ("c", False), ("abc", False), ("bd", False),
        ("abcd", False), ("", False),
    ],
)  # fmt: skip
def test_R_35_2_several_right_options_count_all_or_nothing(chosen: str, is_right: bool) -> None:
    count = recount(export().start(THREE, points=5).answer("q3", *chosen).finish().lines, WHO)
    assert right(count)[2] is is_right
    assert count.total == (5 if is_right else 0)


def test_R_35_2_an_answer_after_the_finish_is_ignored() -> None:
    made = finished()
    before = recount(made.lines, WHO)
    after = recount(made.answer("q2", "b").clear("q1").answer("q3", "a", "c").lines, WHO)
    assert replace(after, entries=before.entries, head=before.head) == before


def test_R_35_2_an_answer_to_a_question_that_is_not_on_the_paper_is_ignored() -> None:
    count = recount(export().start(["q1"]).answer("q2", "b").answer("q1", "a").finish().lines, WHO)
    assert (count.total, count.maximum, count.answered) == (1, 1, 1)


def test_R_35_2_answers_before_an_attempt_and_of_others_are_ignored() -> None:
    made = export().answer("q1", "a").clear("q1").finish().state(3, True).start(THREE).start(THREE, who="C0002")
    made.answer("q1", "a", who="C0002").answer("q2", "b").finish().finish("C0002")
    assert right(recount(made.lines, WHO)) == [False, True, False]
    assert right(recount(made.lines, "C0002")) == [True, False, False]
    assert recount(made.lines, WHO).stated_total is None


def test_R_35_2_the_version_on_the_paper_is_the_one_that_counts() -> None:
    made = Export().session().question("q1", "a").question("q1", "b", version=2)
    rows: list[Row] = [("q1", 2, list(OPTIONS))]
    made.start(rows).answer("q1", "b").finish()
    (question,) = recount(made.lines, WHO).questions
    assert (question.version, question.key, question.is_right) == (2, ("b",), True)


def test_R_35_2_a_key_frozen_after_the_attempt_was_opened_does_not_count_for_it() -> None:
    made = export().start(THREE).question("q1", "d").answer("q1", "a").finish()
    assert right(recount(made.lines, WHO))[0]


def test_R_35_3_the_time_of_the_last_change_is_the_legal_time_of_its_entry() -> None:
    made = export().start(THREE).answer("q1", "a")
    made.answer("q2", "b").answer("q1", "b")
    changed = legal_ms(len(made.lines))
    taken_back = legal_ms(len(made.clear("q2").lines))
    count = recount(made.finish().answer("q1", "a").lines, WHO)
    assert [question.changed_ms for question in count.questions] == [changed, taken_back, None]


# --- threshold and minima ---


@pytest.mark.parametrize(
    ("inclusive", "threshold", "meets"),
    [
        (True, 1, True), (True, 2, False), (True, 0, True), (None, 1, True), (None, 2, False),
        (False, 1, False), (False, 0, True),
    ],
)  # fmt: skip
def test_R_35_2_the_threshold_is_read_as_the_policy_of_the_session_says(
    inclusive: bool | None, threshold: int, meets: bool
) -> None:
    made = export(inclusive).start(THREE, threshold=threshold).answer("q1", "a").finish()
    count = recount(made.lines, WHO)
    assert (count.meets, count.threshold, count.total) == (meets, threshold, 1)


def test_R_35_2_without_a_frame_the_threshold_itself_suffices() -> None:
    assert recount(Export().question("q1", "a").start(["q1"]).answer("q1", "a").finish().lines, WHO).meets


@pytest.mark.parametrize(
    ("minima", "meets"),
    [
        ({}, True), ({"S1": 2}, True), ({"S1": 3}, False), ({"S2": 1}, False), ({"S1": 1, "S2": 1}, False),
        ({"S2": 0}, True), ({"S3": 1}, False),
    ],
)  # fmt: skip
def test_R_21_3_section_minima_of_the_form_count_in_the_second_count_too(minima: dict[str, int], meets: bool) -> None:
    made = export(minima=minima).start(THREE, threshold=2, points=2).answer("q1", "a").finish()
    assert recount(made.lines, WHO).meets is meets


def test_R_21_3_reached_minima_never_replace_the_threshold() -> None:
    made = export(minima={"S1": 1}).start(THREE, threshold=2).answer("q1", "a").finish()
    assert not recount(made.lines, WHO).meets


# --- what was stated ---


@pytest.mark.parametrize("score", [0, 1, 2, 3, -7, 10**9])
@pytest.mark.parametrize("meets", [True, False])
def test_R_6_1_a_stated_score_never_changes_the_count(score: int, meets: bool) -> None:
    silent = recount(finished().lines, WHO)
    told = recount(finished().state(score, meets).lines, WHO)
    assert (told.stated_total, told.stated_meets) == (score, meets)
    assert replace(told, stated_total=None, stated_meets=None, entries=silent.entries, head=silent.head) == silent


def test_R_6_1_a_score_stated_before_the_finish_changes_nothing_either() -> None:
    made = export().start(THREE).state(3, True).answer("q1", "a").finish()
    count = recount(made.lines, WHO)
    assert (count.total, count.stated_total) == (1, 3)


def test_R_6_1_the_last_statement_of_the_attempt_is_carried_along() -> None:
    count = recount(finished().state(3, True).state(1, False).lines, WHO)
    assert (count.stated_total, count.stated_meets) == (1, False)


def test_R_6_1_a_statement_that_is_no_number_is_none_and_the_count_stands() -> None:
    for score, meets in [("1", "yes"), (1.0, 1), (True, None), ([], {})]:
        count = recount(finished().state(score, meets).lines, WHO)
        assert (count.total, count.stated_total, count.stated_meets) == (1, None, None)
    assert recount(finished().add("scored", {"candidate": WHO}).lines, WHO).stated_total is None


# --- which attempt ---


def interrupted() -> Export:
    """An attempt that was broken off with q1 right, then a second one with q2 and q3 right."""
    made = export().start(THREE).answer("q1", "a").add("interrupted", {"candidate": WHO, "used_ms": 5})
    made.start(THREE, number=2, threshold=2).answer("q2", "b").answer("q3", "c", "a")
    return made.finish().state(2, True)


def test_R_35_2_a_new_attempt_after_an_interrupted_one_begins_without_answers() -> None:
    count = recount(interrupted().lines, WHO)
    assert (count.number, count.total, right(count)) == (2, 2, [False, True, True])
    assert recount(interrupted().lines, WHO, 2) == count
    assert recount_all(interrupted().lines) == (count,)


def test_R_35_2_an_attempt_that_was_never_finished_is_not_scored() -> None:
    for number in (1, 3, 0):
        with pytest.raises(NothingToScore):
            recount(interrupted().lines, WHO, number)
    with pytest.raises(NothingToScore):
        recount(finished().start(THREE, number=2).lines, WHO)


def test_R_35_2_an_earlier_finished_attempt_keeps_what_it_had() -> None:
    made = finished().state(1, True).start(THREE, number=2).answer("q2", "b").answer("q1", "d").finish().state(2, False)
    first, second = recount_all(made.lines)
    assert recount(made.lines, WHO, 1) == first
    assert recount(made.lines, WHO) == second
    assert (first.number, first.total, first.stated_total) == (1, 1, 1)
    assert (second.number, second.total, second.stated_total) == (2, 1, 2)


def test_R_35_2_nobody_and_nothing_is_not_scored() -> None:
    with pytest.raises(NothingToScore):
        recount(finished().lines, "C9999")
    with pytest.raises(NothingToScore):
        recount([], WHO)
    assert recount_all([]) == ()


def test_R_35_2_all_finished_attempts_come_in_the_order_in_which_they_were_opened() -> None:
    made = export()
    for who in ("C0003", "C0001", "C0002"):
        made.start(THREE, who=who)
    for who in ("C0001", "C0003"):
        made.answer("q1", "a", who=who).finish(who)
    counts = recount_all(made.lines)
    assert [count.candidate for count in counts] == ["C0003", "C0001"]
    assert all(recount(made.lines, count.candidate) == count for count in counts)


# --- the chain ---

LINES = finished().state(1, True).add("desk_locked", {"how": "key"}).lines
HEAD = hash_of(LINES[-1])


def broken_at(lines: list[bytes]) -> int | None:
    """Where the chain is found broken; None if it holds."""
    try:
        recount_all(lines)
    except ChainDoesNotHold as broken:
        return broken.seq
    return None


def all_flips() -> Iterator[tuple[int, int]]:
    """Every byte of every line."""
    return ((seq, at) for seq, line in enumerate(LINES, 1) for at in range(len(line)))


def flipped(seq: int, at: int, bits: int) -> list[bytes]:
    """The lines with some bits of one byte turned over."""
    lines = list(LINES)
    line = bytearray(lines[seq - 1])
    line[at] ^= bits
    lines[seq - 1] = bytes(line)
    return lines


def assert_found(lines: list[bytes], seq: int) -> None:
    """A changed entry is found at itself or at the next one; the last one has no next, only the head tells."""
    found = broken_at(lines)
    if found is None:
        assert seq == len(LINES)
        assert recount(lines, WHO).head != HEAD
    else:
        assert found in (seq, seq + 1)


def test_R_6_1_one_flipped_bit_of_any_byte_is_found() -> None:
    for seq, at in all_flips():
        assert_found(flipped(seq, at, 1), seq)


@given(place=st.sampled_from(list(all_flips())), bits=st.integers(1, 255))
def test_R_6_1_any_flipped_byte_of_any_line_is_found(place: tuple[int, int], bits: int) -> None:
    assert_found(flipped(*place, bits), place[0])


@given(seq=st.integers(1, len(LINES) - 3), count=st.integers(1, 3))
def test_R_6_1_lines_left_out_are_found(seq: int, count: int) -> None:
    assert broken_at([*LINES[: seq - 1], *LINES[seq - 1 + count :]]) == seq


def test_R_6_1_lines_taken_off_the_end_show_in_length_and_head() -> None:
    rest = recount(LINES[:-2], WHO)
    assert (rest.entries, rest.head) == (len(LINES) - 2, hash_of(LINES[-3]))
    assert recount(LINES, WHO).entries == len(LINES)


@given(pair=st.lists(st.integers(0, len(LINES) - 1), min_size=2, max_size=2, unique=True).map(sorted))
def test_R_6_1_swapped_lines_are_found(pair: list[int]) -> None:
    first, second = pair
    lines = list(LINES)
    lines[first], lines[second] = lines[second], lines[first]
    assert broken_at(lines) == first + 1


@given(seq=st.integers(1, len(LINES)), source=st.integers(1, len(LINES)))
def test_R_6_1_a_line_put_in_twice_is_found(seq: int, source: int) -> None:
    # Twice side by side, it is the second one that does not hold.
    assert broken_at([*LINES[: seq - 1], LINES[source - 1], *LINES[seq - 1 :]]) == seq + (source == seq)


def test_R_6_1_a_journal_that_begins_elsewhere_is_found() -> None:
    assert broken_at(LINES[1:]) == 1
    row = json.loads(LINES[0])
    assert broken_at([spelt([row[0], "1" + row[1][1:], *row[2:]]).encode(), *LINES[1:]]) == 1


def test_R_6_1_a_gap_in_the_numbers_is_found_even_where_the_hashes_fit() -> None:
    row = json.loads(Export().session().lines[0])
    for seq in (0, 2, -1, True, 1.0, "1", None):
        assert broken_at([spelt([seq, *row[1:]]).encode()]) == 1


NOT_ENTRIES = [
    b"", b"\n", b"[]", b"{}", b"null", b"1", b'"text"', b"[1,2", b"\xff\xfe", b"[" * 100_000, LINES[0] + b" ",
    b" " + LINES[0], LINES[0] + LINES[0], LINES[0] + b"\n\n", LINES[0] + b"\r\n", LINES[0].replace(b",", b", ", 1),
    LINES[0][:-1] + b",1]", b"\xef\xbb\xbf" + LINES[0], LINES[0].replace(b'"boot-1"', b"null"),
    LINES[0].replace(b'"boot-1"', rb'"\u0062oot-1"'), LINES[0].replace(b'"boot-1"', rb'"\ud800"'),
    LINES[0].replace(b",1,", b",true,"), LINES[0].replace(b",1,", b",1.0,"), LINES[0].replace(b",1,", b",NaN,"),
]  # fmt: skip


@pytest.mark.parametrize("line", NOT_ENTRIES, ids=range(len(NOT_ENTRIES)))
def test_R_6_1_a_line_that_is_no_entry_in_its_one_spelling_breaks_the_chain_there(line: bytes) -> None:
    assert broken_at([line]) == 1
    assert broken_at([*LINES, line]) == len(LINES) + 1


UNREADABLE: list[tuple[str, object]] = [
    ("question_frozen", "no object"),
    ("question_frozen", "[]"),
    ("session_created", "{} {}"),
    ("session_created", "{} "),
    ("question_frozen", {}),
    ("question_frozen", {"question": []}),
    ("question_frozen", {"question": {"id": "q1", "version": True, "section": "S1", "key": ["a"]}}),
    ("question_frozen", {"question": {"id": "q1", "version": 1, "section": "S1", "key": "a"}}),
    ("question_frozen", {"question": {"id": "q1", "version": 1, "section": "S1", "key": [1]}}),
    ("session_created", {"policy": {"values": {"threshold_inclusive": {"value": "yes"}}}}),
    ("session_created", {"policy": [], "form": {}}),
    ("session_created", {"form": {"sections": ["S1"]}}),
    ("session_created", {"form": {"sections": [{"id": "S1", "minimum": 1.5}]}}),
    ("attempt_started", {"candidate": WHO, "number": 2, "paper": [["q9", 1, []]], "threshold": 1, "points": 1}),
    ("attempt_started", {"candidate": WHO, "number": 2, "paper": [["q1", 2, []]], "threshold": 1, "points": 1}),
    ("attempt_started", {"candidate": WHO, "number": 2, "paper": [["q1"]], "threshold": 1, "points": 1}),
    ("attempt_started", {"candidate": WHO, "number": 2, "paper": [], "threshold": "1", "points": 1}),
    ("option_set", {"candidate": WHO, "question": "q1", "options": "a"}),
    ("option_set", {"candidate": WHO, "question": "q1", "options": [["a"]]}),
    ("option_set", {"candidate": [], "question": "q1", "options": ["a"]}),
    ("option_cleared", {"candidate": WHO, "question": 1}),
    ("finished", {}),
    ("scored", "null"),
]


@pytest.mark.parametrize(("kind", "body"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_R_6_1_a_counted_entry_that_cannot_be_read_is_never_guessed_at(kind: str, body: object) -> None:
    made = export().start(THREE).add(kind, body)
    assert broken_at(made.finish().lines) == len(made.lines) - 1


KINDS = ("session_created", "question_frozen", "attempt_started", "option_set", "option_cleared", "finished", "scored")
FIELDS = (
    "candidate", "question", "questions", "options", "paper", "number", "form", "policy", "values", "sections", "id",
    "key", "threshold", "points", "minimum", "score", "version", "value", "threshold_inclusive", "section",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from([WHO, "q1", "S1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=12,
)


@given(kind=st.sampled_from(KINDS), body=JSON)
def test_R_6_1_whatever_stands_in_an_entry_there_is_a_count_or_a_named_refusal(kind: str, body: object) -> None:
    lines = export().start(THREE).add(kind, spelt(body)).finish().lines
    assert broken_at(lines) in (None, len(lines) - 1)


def test_R_6_1_other_kinds_are_chained_but_never_read() -> None:
    made = export().start(THREE).add("flag_set", "no object at all")
    made.add("score_corrected", {"candidate": WHO, "score": 3})
    assert recount(made.answer("q1", "a").finish().lines, WHO).total == 1


# --- against an oracle, over any course ---


Frame = tuple[bool, int, int, dict[str, int]]
"""Whether the threshold suffices, the threshold, points of a question, section minima."""


class Question(NamedTuple):
    """A question of an invented bank."""

    name: str
    section: str
    key: frozenset[str]


class Act(NamedTuple):
    """Something in a course: what, who, which question of the bank, which options."""

    what: str
    who: str
    question: int
    options: frozenset[str]


WHOSE = ("C0001", "C0002")
KEYS = st.frozensets(st.sampled_from(OPTIONS), min_size=1, max_size=3)
BANKS = st.lists(st.tuples(st.sampled_from(["S1", "S2", "S3"]), KEYS), min_size=1, max_size=5).map(
    lambda drawn: [Question(f"q{number}", *both) for number, both in enumerate(drawn)]
)
COURSES = st.lists(
    st.builds(
        Act,
        st.sampled_from(["start", "set", "set", "right", "right", "right", "clear", "finish", "state"]),
        st.sampled_from(WHOSE),
        st.integers(0, 4),
        st.frozensets(st.sampled_from(OPTIONS)),
    ),
    max_size=30,
)
MINIMA = st.dictionaries(st.sampled_from(["S1", "S2"]), st.integers(0, 4))
FRAMES = st.tuples(st.booleans(), st.integers(0, 6), st.integers(1, 3), MINIMA)


def written(bank: list[Question], course: list[Act], frame: Frame) -> list[bytes]:
    """The course as an export."""
    inclusive, threshold, points, minima = frame
    made = Export().session(inclusive, minima)
    for question in bank:
        made.question(question.name, sorted(question.key), question.section)
    opened = dict.fromkeys(WHOSE, 0)
    for act in course:
        question = bank[act.question % len(bank)]
        match act.what:
            case "start":
                opened[act.who] += 1
                names = [question.name for question in bank]
                made.start(names, opened[act.who], threshold, points, act.who)
            case "set":
                made.answer(question.name, *sorted(act.options), who=act.who)
            case "right":
                made.answer(question.name, *sorted(question.key), who=act.who)
            case "clear":
                made.clear(question.name, act.who)
            case "finish":
                made.finish(act.who)
            case _:
                made.state(act.question, bool(act.options), act.who)
    return made.lines


def expected(bank: list[Question], course: list[Act], frame: Frame, who: str) -> dict[int, tuple[int, bool]]:
    """Number of each finished attempt to total and verdict: for every attempt and question the course is gone through
    from its start to its finish again."""
    inclusive, threshold, points, minima = frame
    own = [act for act in course if act.who == who]
    starts = [at for at, act in enumerate(own) if act.what == "start"]
    found = {}
    for number, begin in enumerate(starts, 1):
        end = starts[number] if number < len(starts) else len(own)
        finish = next((at for at in range(begin, end) if own[at].what == "finish"), None)
        if finish is None:
            continue
        gained = {question.section: 0 for question in bank} | dict.fromkeys(minima, 0)
        for place, question in enumerate(bank):
            answers = [
                {"set": act.options, "right": question.key, "clear": frozenset()}[act.what]
                for act in own[begin:finish]
                if act.question % len(bank) == place and act.what in ("set", "right", "clear")
            ]
            if answers and answers[-1] == question.key:
                gained[question.section] += points
        total = sum(gained.values())
        passes = total > threshold or (inclusive and total == threshold)
        found[number] = total, passes and not [name for name in minima if gained[name] < minima[name]]
    return found


@given(BANKS, COURSES, FRAMES)
def test_R_6_1_the_count_equals_what_going_through_the_course_by_hand_gives(
    bank: list[Question], course: list[Act], frame: Frame
) -> None:
    course = [Act("start", who, 0, frozenset()) for who in WHOSE] + course
    course += [Act("finish", WHOSE[0], 0, frozenset())]
    lines = written(bank, course, frame)
    counts = recount_all(lines)
    for who in WHOSE:
        wanted = expected(bank, course, frame, who)
        assert {count.number: (count.total, count.meets) for count in counts if count.candidate == who} == wanted
    for count in counts:
        assert recount(lines, count.candidate, count.number) == count
        assert count.maximum == len(bank) * frame[2]
        assert count.total == sum(question.points for question in count.questions) == count.correct * frame[2]
        assert count.total == sum(points for _, _, _, points in count.sections)
        assert count.correct == sum(correct for _, _, correct, _ in count.sections)
        assert len(bank) == sum(asked for _, asked, _, _ in count.sections)


@given(BANKS, st.lists(st.frozensets(st.sampled_from(OPTIONS)), min_size=5, max_size=5), st.integers())
def test_R_6_1_the_order_of_questions_options_keys_and_answers_changes_nothing(
    bank: list[Question], answers: list[frozenset[str]], seed: int
) -> None:
    chosen = {question.name: answer for question, answer in zip(bank, answers, strict=False)}

    def counted(random: Random | None) -> Recount:
        def turned(items: list[str]) -> list[str]:
            return random.sample(items, len(items)) if random else items

        made = Export().session(minima={"S1": 1})
        by_name = {question.name: question for question in bank}
        for name in turned(list(by_name)):
            made.question(name, turned(sorted(by_name[name].key)), by_name[name].section, options=turned(list(OPTIONS)))
        made.start([(name, 1, turned(list(OPTIONS))) for name in turned(list(by_name))], threshold=2)
        for name in turned(list(by_name)):
            made.answer(name, *turned(sorted(chosen[name])))
        return recount(made.finish().lines, WHO)

    plain, mixed = counted(None), counted(Random(seed))
    same = replace(mixed, questions=plain.questions, head=plain.head)
    assert same == plain
    in_order, by_name = (
        {question.question: replace(question, number=0, changed_ms=None) for question in count.questions}
        for count in (plain, mixed)
    )
    assert in_order == by_name


@given(BANKS, COURSES, FRAMES, st.integers(0, 9))
def test_R_6_1_a_wrong_statement_anywhere_in_the_course_changes_no_count(
    bank: list[Question], course: list[Act], frame: Frame, at: int
) -> None:
    told = [*course[:at], Act("state", WHO, 99, frozenset("a")), *course[at:]]

    def bare(acts: list[Act]) -> list[tuple[str, int, int, bool, list[bool]]]:
        counts = recount_all(written(bank, acts, frame))
        return [(count.candidate, count.number, count.total, count.meets, right(count)) for count in counts]

    assert bare(told) == bare(course)
