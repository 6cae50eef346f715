"""Wordings that help a candidate who knows nothing."""

import pytest

from question_bank.health.phrases import absolute_words, refers_to_options, speaks_of_picture
from question_bank.health.text import folded
from question_bank.model import Language

KY, RU = Language.KY, Language.RU


@pytest.mark.parametrize(
    "text",
    [
        "Все перечисленное", "Всё вышеперечисленное", "Все ответы верны", "все вышеуказанные варианты",
        "Все варианты верны.", "Верны все ответы", "Всё верно",
        "все выше перечисленное", "Все названные органы", "Правильны все варианты",
        "Оба ответа верны", "Все перечисленные ответы верны", "Верно все перечисленное",
    ],
)  # fmt: skip
def test_all_of_the_above_in_russian(text: str) -> None:
    assert refers_to_options(folded(text), RU) == "all"


@pytest.mark.parametrize(
    "text",
    [
        "Ничего из перечисленного", "Ни один из перечисленных", "Ни один ответ не верен", "Нет правильного ответа",
        "Нет верного варианта", "Правильного ответа нет", "Ни одно из названных", "Все ответы неверны",
        "Ни один из них",
    ],
)  # fmt: skip
def test_none_of_the_above_in_russian(text: str) -> None:
    assert refers_to_options(folded(text), RU) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Жогоруда айтылгандардын баары", "Бардык жооптор туура", "Жооптордун баары туура", "Баары туура",
        "Жогорудагылардын баары", "Аталгандардын бардыгы", "Жогоруда көрсөтүлгөндөрдүн баары туура",
        "Саналгандардын баары", "Бардык варианттар туура", "Экөө тең туура",
    ],
)  # fmt: skip
def test_all_of_the_above_in_kyrgyz(text: str) -> None:
    assert refers_to_options(folded(text), KY) == "all"


@pytest.mark.parametrize(
    "text",
    [
        "Туура жооп жок", "Жогорудагылардын эч бири", "Жогоруда айтылгандардын эч бири туура эмес",
        "Эч бири туура эмес",
        "Жооптордун эч бири", "Туура жообу жок", "Бардык жооптор туура эмес",
    ],
)  # fmt: skip
def test_none_of_the_above_in_kyrgyz(text: str) -> None:
    assert refers_to_options(folded(text), KY) == "none"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("А и Б", RU),
        ("Верны ответы а, б и в", RU),
        ("варианты 1 и 3", RU),
        ("а) жана б)", KY),
        ("А, Б жана В туура", KY),
    ],
)
def test_letters_of_other_options(text: str, language: Language) -> None:
    assert refers_to_options(folded(text), language) == "others"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Все формы насилия", RU), ("Всех учеников школы", RU), ("Ни в коем случае не соглашаться", RU),
        ("Провести для всех кандидатов дополнительное тестирование", RU), ("Нет, не включается", RU),
        ("Всем поровну", RU), ("Бардык мугалимдер", KY),
        ("Баарына бирдей критерийлер", KY), ("Эч кимди сабакка киргизбөө", KY), ("Жок", KY),
        ("Экинчи орун", KY), ("а" * 91, RU), ("", KY), ("Айтылган сөздөр", KY),
    ],
)  # fmt: skip
def test_options_of_their_own_are_left_alone(text: str, language: Language) -> None:
    assert refers_to_options(folded(text), language) == ""


def test_words_without_exception_are_found_as_whole_words() -> None:
    assert absolute_words("он всегда и везде прав, только не все это видят", RU) == ["всегда", "только", "все"]
    assert absolute_words("дайыма, эч качан жана гана: баары бардык жерде", KY) == [
        "дайыма", "эч качан", "гана", "баары", "бардык",
    ]  # fmt: skip
    assert absolute_words("всенародный, толькошний, весёлый", RU) == []
    assert absolute_words("бир гана адам", KY) == []


def test_only_what_points_at_a_picture_speaks_of_one() -> None:
    assert speaks_of_picture("что показано на схеме?", RU) == "на схеме"
    assert speaks_of_picture("сүрөттө эмне тартылган?", KY) == "сүрөттө эмне"
    assert speaks_of_picture("кто рисунки любит?", RU) == ""
