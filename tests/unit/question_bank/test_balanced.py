"""Papers composed by a committed seed: what every one of them keeps, and that a second program gives the same."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import balanced_steps
from question_bank.balanced import (
    ALGORITHM,
    Drawable,
    DrawImpossible,
    Drawing,
    Paper,
    commitment,
    count_in,
    drawable,
    enemies_of,
    paper_sha256,
)
from tests.recompute import VECTOR, program, published
from tests.unit.question_bank.builders import question, questions

SEEDS = st.binary(min_size=32, max_size=32)
SECOND = program()
SPARE = {"S1": 9, "S2": 6, "S3": 4}
COUNTS = {"S1": 4, "S2": 3, "S3": 2}
Band = tuple[int, int]


def a_question(name: str, section: str = "S1", weight: int = 300, enemies: str = "") -> Drawable:
    """A question of four options; `enemies` are ids with blanks between."""
    return Drawable(name, 1, section, weight, ("a", "b", "c", "d"), frozenset(enemies.split()))


def a_pool(spare: Mapping[str, int] = SPARE, weights: Random | None = None) -> list[Drawable]:
    """So many questions per section, S1-1, S1-2, ...; of weight 300 or any."""
    return [
        a_question(f"{section}-{number}", section, weights.randint(100, 500) if weights else 300)
        for section, count in spare.items()
        for number in range(1, count + 1)
    ]


@st.composite
def pools(draw: st.DrawFn) -> list[Drawable]:
    """Pools of all weights in which some name enemies, their own id and unknown ones among them."""
    names = [f"{section}-{number}" for section, count in SPARE.items() for number in range(1, count + 1)]
    enemies = st.frozensets(st.sampled_from([*names, "X-9"]), max_size=2)
    return [
        Drawable(name, draw(st.integers(1, 3)), name[:2], draw(st.integers(100, 500)), ("a", "b", "c"), draw(enemies))
        for name in names
    ]


BANDS = st.none() | st.tuples(st.integers(100, 500), st.integers(0, 120)).map(lambda b: (b[0], min(500, sum(b))))


def drawn(pool: list[Drawable], seed: bytes, count: int = 6, band: Band | None = None) -> list[Paper]:
    """The first papers."""
    return list(Drawing(pool, COUNTS, band, seed).papers(count))


def names_of(paper: Paper) -> list[str]:
    """Ids in their places."""
    return [name for name, _version, _options in paper.rows]


# --- what every paper keeps ---


@settings(max_examples=60)
@given(pools(), BANDS, SEEDS)
def test_R_3_1_every_paper_meets_the_form_or_none_is_drawn(
    pool: list[Drawable], band: Band | None, seed: bytes
) -> None:
    by_id = {one.id: one for one in pool}
    try:
        papers = drawn(pool, seed, band=band)
    except DrawImpossible:
        return
    for paper in papers:
        names = names_of(paper)
        assert len(set(names)) == len(names) == sum(COUNTS.values())
        assert Counter(by_id[name].section for name in names) == COUNTS
        assert [by_id[name].section for name in names] == sorted(by_id[name].section for name in names)
        for name, version, options in paper.rows:
            assert version == by_id[name].version
            assert sorted(options) == sorted(by_id[name].options)
            assert not (by_id[name].enemies - {name}) & set(names)
        if band is not None:
            assert band[0] <= sum(by_id[name].weight for name in names) / len(names) <= band[1]
        assert paper.sha256 == paper_sha256(paper.number, paper.rows)
    assert [paper.number for paper in papers] == list(range(1, 7))


@settings(max_examples=40)
@given(pools(), BANDS, SEEDS)
def test_a_second_program_after_the_description_alone_draws_the_same_papers(
    pool: list[Drawable], band: Band | None, seed: bytes
) -> None:
    session = SECOND.Session(published(pool, COUNTS, band, seed))
    try:
        ours = drawn(pool, seed, band=band)
    except DrawImpossible:
        with pytest.raises(ValueError, match="no paper meets the form"):
            list(SECOND.papers(session, 6))
    else:
        theirs = list(SECOND.papers(session, 6))
        assert [[[name, version, list(order)] for name, version, order in paper.rows] for paper in ours] == theirs
        assert [paper.sha256 for paper in ours] == [SECOND.paper_hash(n, rows) for n, rows in enumerate(theirs, 1)]


@settings(max_examples=40)
@given(pools(), BANDS, SEEDS)
def test_once_the_first_paper_can_be_drawn_no_other_is_refused(
    pool: list[Drawable], band: Band | None, seed: bytes
) -> None:
    drawing = Drawing(pool, COUNTS, band, seed)
    try:
        drawing.check()
    except DrawImpossible:
        with pytest.raises(DrawImpossible):
            drawing.paper(1, {})
    else:
        assert len(list(drawing.papers(25))) == 25


@given(SEEDS, st.integers(1, 60))
def test_without_band_and_enemies_the_uses_of_a_sections_questions_differ_by_one_at_most(
    seed: bytes, count: int
) -> None:
    pool = a_pool()
    exposure = {one.id: 0 for one in pool}
    for paper in drawn(pool, seed, count):
        count_in(exposure, paper.rows)
    for section in COUNTS:
        times = [exposure[one.id] for one in pool if one.section == section]
        assert max(times) - min(times) <= 1


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_pool_may_come_in_any_order_with_its_options_in_any(seed: bytes, order: Random) -> None:
    pool = a_pool(weights=Random(3))
    shuffled = [
        Drawable(one.id, 1, one.section, one.weight, tuple(order.sample(one.options, 4)), one.enemies) for one in pool
    ]
    order.shuffle(shuffled)
    assert drawn(shuffled, seed, band=(250, 350)) == drawn(pool, seed, band=(250, 350))


@given(SEEDS)
def test_a_paper_depends_on_the_papers_before_it_and_not_on_who_draws_it(seed: bytes) -> None:
    pool, exposure = a_pool(), dict[str, int]()
    for paper in drawn(pool, seed):
        assert Drawing(pool, COUNTS, None, seed).paper(paper.number, exposure) == paper
        count_in(exposure, paper.rows)


def test_another_seed_draws_other_papers_in_other_orders() -> None:
    firsts = {drawn(a_pool(), bytes([number]) * 32, 1)[0].rows for number in range(50)}
    assert len(firsts) == 50
    orders = {rows[0][2] for rows in firsts}
    assert len(orders) > 10


def test_sections_stand_in_the_order_of_the_form_and_one_of_none_plays_no_part() -> None:
    drawing = Drawing(a_pool(), {"S3": 2, "S2": 0, "S1": 1}, None, bytes(32))
    assert [name[:2] for name in names_of(drawing.paper(1, {}))] == ["S3", "S3", "S1"]
    assert Drawing(a_pool(), {"S1": 0}, (100, 100), bytes(32)).paper(1, {}).rows == ()


def test_each_paper_shows_its_options_in_an_order_of_its_own() -> None:
    pool = [a_question("Q")]
    orders = {paper.rows[0][2] for paper in Drawing(pool, {"S1": 1}, None, bytes(32)).papers(60)}
    assert len(orders) > 15


# --- enemies ---


def test_enemies_are_kept_apart_across_sections_whichever_of_the_two_says_so() -> None:
    pool = [a_question("A1"), a_question("A2", enemies="B1 B2 A2 gone")]
    pool += [a_question("B1", "S2"), a_question("B2", "S2")]
    for number in range(30):
        (paper,) = Drawing(pool, {"S1": 1, "S2": 1}, None, bytes([number]) * 32).papers(1)
        assert "A2" not in names_of(paper)
    foes = enemies_of({one.id: one for one in pool})
    assert {name: {one.id for one in held} for name, held in foes.items()} == {
        "A2": {"B1", "B2"}, "B1": {"A2"}, "B2": {"A2"},
    }  # fmt: skip


def test_the_only_set_without_enemies_is_found_among_many_with_them() -> None:
    """Only A3 and A7 go together with a third of S1; A3 lets only B5 in."""
    firsts = {f"A{number}" for number in range(1, 9)}
    others = firsts - {"A3", "A7"}
    pool = [a_question(name, enemies=" ".join(others - {name}) if name in others else "") for name in sorted(firsts)]
    pool += [a_question(f"B{number}", "S2", enemies="A3" if number != 5 else "") for number in range(1, 9)]
    for number in range(20):
        (paper,) = Drawing(pool, {"S1": 3, "S2": 1}, None, bytes([number]) * 32).papers(1)
        assert {"A3", "A7"} < set(names_of(paper))
        assert names_of(paper)[-1] == "B5"


def test_too_many_enemies_are_told_with_their_section() -> None:
    pool = [a_question("A1", enemies="A2 A3"), a_question("A2", enemies="A3"), a_question("A3"), a_question("B1", "S2")]
    with pytest.raises(DrawImpossible) as refused:
        Drawing(pool, {"S2": 1, "S1": 2}, None, bytes(32)).check()
    assert (refused.value.section, refused.value.what) == ("S1", "enemies")


def test_a_search_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balanced_steps, "STEPS", 8)
    with pytest.raises(DrawImpossible) as refused:
        Drawing(a_pool(), COUNTS, None, bytes(32)).check()
    assert refused.value.what == "enemies"
    monkeypatch.setattr(balanced_steps, "STEPS", 9)
    assert len(Drawing(a_pool(), COUNTS, None, bytes(32)).check()) == 9


# --- the band ---


def test_a_hard_pool_gives_papers_of_middle_difficulty_as_long_as_it_can() -> None:
    pool = [a_question(f"Q{number}", weight=500 if number % 3 else 100) for number in range(30)]
    for paper in Drawing(pool, {"S1": 6}, (280, 320), bytes(32)).papers(20):
        assert Counter(pool[int(name[1:])].weight for name in names_of(paper)) == {500: 3, 100: 3}


def test_a_band_that_no_questions_meet_is_told_for_all_sections() -> None:
    pool = [a_question("A1", weight=400), a_question("A2", weight=420), a_question("B1", "S2", 500)]
    with pytest.raises(DrawImpossible) as refused:
        Drawing(pool, {"S1": 1, "S2": 1}, (100, 449), bytes(32)).check()
    assert (refused.value.section, refused.value.what) == ("S1, S2", "band")
    assert Drawing(pool, {"S1": 1, "S2": 1}, (100, 450), bytes(32)).check()


def test_where_every_round_of_a_paper_fails_it_has_the_questions_of_the_first_in_an_order_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing = Drawing(a_pool(), COUNTS, None, bytes(32))
    first = drawing.paper(1, {})
    assert {one.id for one in drawing.check()} == set(names_of(first))
    monkeypatch.setattr(balanced_steps, "STEPS", 0)
    again = drawing.paper(7, dict.fromkeys(names_of(first), 1))
    assert set(names_of(again)) == set(names_of(first))
    assert (again.rows, again.number) != (first.rows, 7)
    assert again.sha256 == paper_sha256(7, again.rows)


# --- what is refused ---


def test_R_21_2_too_few_questions_are_told_with_their_section() -> None:
    with pytest.raises(DrawImpossible) as refused:
        Drawing(a_pool(), {"S1": 9, "S2": 7}, None, bytes(32))
    assert (refused.value.section, refused.value.what) == ("S2", "too_few")


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_has_thirty_two_bytes(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Drawing(a_pool(), COUNTS, None, seed)


def test_an_id_that_stands_twice_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        Drawing([*a_pool(), a_question("S1-1")], COUNTS, None, bytes(32))


def test_drawing_knows_of_a_question_neither_text_nor_key() -> None:
    bank = questions({"S1": 1})
    assert drawable(bank[0]) == Drawable("S1-001", 1, "S1", 300, ("a", "b", "c", "d"))
    assert drawable(question(version=4)).version == 4


# --- fixed vectors ---


def vector() -> dict[str, Any]:
    """The worked example of docs/drawing.md."""
    told: dict[str, Any] = json.loads(VECTOR.read_text("utf-8"))
    return told


def test_the_worked_example_of_the_description_is_what_the_program_draws() -> None:
    told = vector()
    pool = [
        Drawable(
            one["id"], one["version"], one["section"], one["weight"], tuple(one["options"]), frozenset(one["enemies"])
        )
        for one in told["pool"]
    ]  # fmt: skip
    counts = {part["id"]: part["count"] for part in told["form"]["sections"]}
    low, high = told["form"]["band"]
    seed = bytes.fromhex(told["seed"])
    assert (told["algorithm"], told["commitment"]) == (ALGORITHM, commitment(seed))
    papers = Drawing(pool, counts, (low, high), seed).papers(4)
    assert [
        {"number": paper.number, "sha256": paper.sha256, "questions": [[n, v, list(o)] for n, v, o in paper.rows]}
        for paper in papers
    ] == [{name: paper[name] for name in ("number", "sha256", "questions")} for paper in told["papers"]]
    assert SECOND.differences(told, told["commitment"]) == []


def test_the_first_papers_hash_is_that_of_the_bytes_in_the_description() -> None:
    said = "10:balanced/1,5:paper,1:1,3:A-1,1:1,1:3,1:a,1:c,1:b,3:A-2,1:1,1:3,1:b,1:a,1:c,3:B-3,1:1,1:3,1:b,1:c,1:a,"
    assert hashlib.sha256(said.encode()).hexdigest() == vector()["papers"][0]["sha256"]
    assert f"    {said}\n" in VECTOR.with_name("drawing.md").read_text("utf-8")
    rows = [("A-1", 1, ("a", "c", "b")), ("A-2", 1, ("b", "a", "c")), ("B-3", 1, ("b", "c", "a"))]
    assert paper_sha256(1, rows) == hashlib.sha256(said.encode()).hexdigest()


def test_a_large_session_is_drawn_as_it_was_on_the_day_the_algorithm_was_fixed() -> None:
    random = Random(1)
    pool = [
        a_question(
            f"S{number % 7 + 1}-{number:04}", f"S{number % 7 + 1}", random.randint(100, 500),
            f"S{other % 7 + 1}-{other:04}" if (other := random.randrange(700)) % 5 == 0 else "",
        )
        for number in range(700)
    ]  # fmt: skip
    counts = {f"S{number}": 5 for number in range(1, 8)}
    hashes = "".join(paper.sha256 for paper in Drawing(pool, counts, (290, 310), bytes(range(32))).papers(60))
    assert hashlib.sha256(hashes.encode()).hexdigest() == (
        "cd4939a8966c0ca34f681b73dc66a50f2d7fced7cd79fae2353efebe2531c114"
    )
