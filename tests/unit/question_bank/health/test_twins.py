"""Questions that ask nearly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.health import Check, Severity
from question_bank.health.twins import Twins
from question_bank.workflow import State
from tests.unit.question_bank.health.builders import ask, examined, found_in

KY = "Балдардын укуктары жөнүндө конвенцияга ылайык баланын билим алуусу эмнеге багытталууга тийиш?"
RU = "На что, согласно Конвенции о правах ребёнка, должно быть направлено образование ребёнка в школе?"


def twins_of(*questions: object) -> dict[str, tuple[str, str]]:
    """Question -> its twin and the language, "" for both."""
    found = found_in(*questions, check=Check.NEAR_DUPLICATE)  # type: ignore[arg-type]
    return {item.question: (str(item.facts["other"]), item.language) for item in found}


def test_a_question_and_its_copy_are_found_both_with_each_other() -> None:
    copies = ask(KY, RU, name="S1-0001"), ask(KY, RU, name="S1-0002"), ask(name="S1-0003")
    assert twins_of(*copies) == {"S1-0001": ("S1-0002", ""), "S1-0002": ("S1-0001", "")}


def test_a_word_more_other_endings_and_another_order_do_not_hide_a_twin() -> None:
    changed = "На что должно быть в школе направлено всё образование ребёнка согласно конвенциям о его правах?"
    assert twins_of(ask("Суроо", RU, name="A"), ask("Башка", changed, name="B")) == {"A": ("B", "ru"), "B": ("A", "ru")}


def test_a_twin_in_one_language_only_names_the_language() -> None:
    assert twins_of(ask(KY, "Первый", name="A"), ask(KY, "Второй", name="B")) == {"A": ("B", "ky"), "B": ("A", "ky")}


def test_a_question_is_no_twin_of_its_own_translation() -> None:
    assert twins_of(ask(RU, RU, name="A"), ask(name="B")) == {}


def test_other_questions_of_the_same_shape_are_no_twins() -> None:
    shape = "Кто согласно Положению утверждает {} конкурса?"
    texts = (("министр", "министр"), ("директор", "директор"), ("кеңеш", "кенеш"))
    things = ("график", "состав комиссии", "итоги второго этапа")
    asked = [ask(f"Суроо {thing}", shape.format(thing), *texts, name=thing) for thing in things]
    assert twins_of(*asked) == {}


def test_related_stems_with_the_same_options_are_twins() -> None:
    options = tuple((f"жооп {n}", text) for n, text in enumerate((
        "республиканский бюджет", "местный бюджет", "внебюджетные средства", "спонсорская помощь родителей",
    )))  # fmt: skip
    one = ask("Биринчи", "Из какого источника оплачивается ремонт крыши государственной школы?", *options, name="A")
    two = ask("Экинчи", "Откуда оплачивается текущий ремонт крыши государственной школы села?", *options, name="B")
    assert twins_of(one, two) == {"A": ("B", "ru"), "B": ("A", "ru")}
    assert twins_of(one, ask("Экинчи", two.stem.ru, name="B")) == {}


def test_a_short_stem_alone_makes_no_twins() -> None:
    stem = "Туура пикир кайсы?", "Какое мнение верно?"
    weather = ("аба суук", "воздух холодный"), ("суу ысык", "вода горячая")
    planets = ("жер тоголок", "земля круглая"), ("ай кара", "луна чёрная")
    assert twins_of(ask(*stem, *weather, name="A"), ask(*stem, *planets, name="B")) == {}
    assert set(twins_of(ask(*stem, *weather, name="A"), ask(*stem, *weather, name="B"))) == {"A", "B"}


def test_twins_that_are_enemies_never_meet_and_weigh_less() -> None:
    enemies = ask(KY, RU, name="A", enemies=frozenset("B")), ask(KY, RU, name="B", enemies=frozenset("A"))
    found = found_in(*enemies, check=Check.NEAR_DUPLICATE)
    assert {(item.severity, item.what) for item in found} == {(Severity.HINT, "enemy")}
    strangers = found_in(ask(KY, RU, name="A"), ask(KY, RU, name="B"), check=Check.NEAR_DUPLICATE)
    assert {item.severity for item in strangers} == {Severity.DOUBT}


def test_a_retired_question_is_nobodys_twin() -> None:
    found = examined([(ask(KY, RU, name="A"), State.APPROVED), (ask(KY, RU, name="B"), State.RETIRED)])
    assert (found.questions, found.findings) == (1, ())


def test_of_many_copies_each_has_a_twin() -> None:
    assert len(twins_of(*(ask(KY, RU, name=f"S1-{number:04d}") for number in range(30)))) == 30


def test_the_search_tells_how_far_it_is_and_ends_when_it_is_told_to() -> None:
    twins = Twins()
    for place in range(3):
        twins.take(place, ["word", f"own{place}"], [])
    twins.take(3, [], ["no stem"])
    heard: list[tuple[int, int]] = []
    twins.nearest(lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 24)
    assert heard[-1] == (24, 24)
    assert heard == sorted(heard)

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        twins.nearest(stop)


def test_the_search_knows_in_how_many_stems_a_word_stands() -> None:
    twins = Twins()
    twins.take(0, ["rare", "common", "common"], [])
    twins.take(1, ["common"], [])
    assert [twins.stems_with(word) for word in ("common", "rare", "unknown")] == [2, 1, 0]


WORDS = st.lists(st.text("абвгдежз", min_size=3, max_size=6), min_size=6, max_size=14, unique=True)


@given(WORDS, st.data())
def test_a_stem_with_one_word_less_of_ten_is_found_whatever_the_words(words: list[str], data: st.DataObject) -> None:
    twins = Twins()
    twins.take(7, words, [])
    twins.take(9, data.draw(st.permutations(words)), [])
    assert twins.nearest(lambda _done, _total: None)[7].place == 9
    assert twins.nearest(lambda _done, _total: None)[9].per_cent == 100


@given(WORDS)
def test_stems_without_a_common_word_are_never_twins(words: list[str]) -> None:
    twins = Twins()
    twins.take(0, words, ["а б в"])
    twins.take(1, [f"x{word}" for word in words], ["а б в"])
    assert twins.nearest(lambda _done, _total: None) == {}
