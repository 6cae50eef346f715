"""Numbers and denials of a text and its translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.health.negation import denied_in_one, may_deny
from question_bank.health.numbers import differing
from question_bank.health.text import folded


@pytest.mark.parametrize(
    ("ky", "ru"),
    [
        ("5-класста 32 окуучу бар", "В 5 классе 32 ученика"),
        ("3,5 пайыз", "3.5 процента"),
        ("10 000 сом", "10000 сомов"),
        ("10\u00a0000 сом", "10 000 сомов"),
        ("1,2,3", "1, 2, 3"),
        ("саат 09.00дө", "в 9:00"),
        ("2 жыл ичинде", "в течение двух лет"),
        ("эки жыл ичинде", "в течение 2 лет"),
        ("он беш күн", "15 дней"),
        ("XX кылымда", "в 20 веке"),
        ("20-кылымда", "в XX веке"),
        ("2024-жылдын 1-июнунда", "1 июня 2024 года"),
        ("Жобонун № 4 тиркемеси, 7-пункт", "Пункт 7 приложения № 4"),
        ("кырк", "сорок"),
        ("IV тиркеме", "приложение 4"),
        ("100 балл", "сто баллов"),
    ],
)
def test_the_same_numbers_written_otherwise_are_no_finding(ky: str, ru: str) -> None:
    assert differing(ky, ru) == ([], [])


@pytest.mark.parametrize(
    ("ky", "ru", "only_ky", "only_ru"),
    [
        ("15 күндө", "в течение 51 дня", ["15"], ["51"]),
        ("3,5 пайыз", "35 процентов", ["3,5"], ["35"]),
        ("3 жана 7", "3", ["7"], []),
        ("күндө", "в течение 10 дней", [], ["10"]),
        ("2-берене", "статья 3", ["2"], ["3"]),
        ("1,5", "5,1", ["1,5"], ["5,1"]),
        ("15 киши", "пятьдесят человек", ["15"], []),
    ],
)
def test_other_numbers_are_named_each_on_its_side(ky: str, ru: str, only_ky: list[str], only_ru: list[str]) -> None:
    assert differing(ky, ru) == (only_ky, only_ru)


@given(st.lists(st.integers(0, 10**9), max_size=6), st.randoms())
def test_the_order_of_numbers_does_not_matter(numbers: list[int], chance: object) -> None:
    shuffled = list(numbers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert differing(" жана ".join(map(str, numbers)), " и ".join(map(str, shuffled))) == ([], [])


@given(st.integers(101, 999), st.integers(101, 999))
def test_two_numbers_differ_or_are_equal(one: int, other: int) -> None:
    assert (differing(f"{one} сом", f"{other} сомов") == ([], [])) is (one == other)


@pytest.mark.parametrize(
    ("ky", "ru"),
    [
        ("Төмөнкүлөрдүн кайсынысы укукка кирбейт?", "Что из перечисленного не относится к правам?"),
        ("Кайсы иш милдет эмес?", "Какое дело не является обязанностью?"),
        ("Кимдер гана эмес, кайсылар да катышат?", "Кто ещё участвует, кроме них?"),
        ("3 күндөн кечиктирбестен", "Не позднее 3 дней"),
        ("Документ жок болсо эмне кылат?", "Что делать, если документа нет?"),
        ("Кайсы чечим мыйзамсыз?", "Какое решение не соответствует закону?"),
        ("Мектептен башка ким катышат?", "Кто участвует, кроме школы?"),
        ("Эмерек али жеткириле элек", "Мебель ещё не поставлена"),
        ("Токтон ажыратылбаган компьютер", "Компьютер под напряжением"),
        ("Кайсы ой туура эмес?", "Какое мнение ошибочно?"),
        ("Эң аз дегенде 5 киши", "Не менее 5 человек"),
        ("Тарбия жана баалоо, тапшырма", "Воспитание и оценивание, задание"),
        ("Бюджеттен тышкары каражат", "Внебюджетные средства"),
        ("Негизги программадан тышкары", "Сверх основной программы"),
        ("Катышпаган адам", "Лицо, пропустившее занятие"),
    ],
)
def test_what_both_languages_deny_each_in_its_way_is_no_finding(ky: str, ru: str) -> None:
    assert denied_in_one(folded(ky), folded(ru)) is None


@pytest.mark.parametrize(
    ("ky", "ru", "language", "word"),
    [
        ("Төмөнкүлөрдүн кайсынысы укукка кирет?", "Что из перечисленного не относится к правам?", "ru", "не"),
        ("Төмөнкүлөрдүн кайсынысы укукка кирбейт?", "Что из перечисленного относится к правам?", "ky", "кирбейт"),
        ("Кайсы иш милдет эмес?", "Какое дело является обязанностью?", "ky", "эмес"),
        ("Мыйзамда каралбаган жаза кайсы?", "Какое наказание предусмотрено законом?", "ky", "каралбаган"),
        ("Кайсы пикир туура?", "Какое мнение неверно?", "ru", "неверно"),
        ("Мектептен тышкары ким катышат?", "Кто участвует вместе со школой?", "ky", "тышкары"),
        ("Ким катыша алат?", "Кто участвует, кроме школы?", "ru", "кроме"),
        ("Окуучуну чыгарууга болот", "Ученика нельзя исключить", "ru", "нельзя"),
    ],
)
def test_a_denial_that_the_other_language_lost_is_found(ky: str, ru: str, language: str, word: str) -> None:
    assert may_deny(folded(ky), folded(ru))
    assert denied_in_one(folded(ky), folded(ru)) == (language, word)


def test_texts_that_deny_nothing_are_not_looked_at_twice() -> None:
    assert not may_deny("окуучу китепти окуйт", "ученик читает книгу")
