"""Right answers that a teacher marked in place."""

import pytest

from question_bank.formats.foreign import Said
from question_bank.formats.marks import marked, style_of


def options(*texts: str) -> list[Said]:
    return [Said(either=text) for text in texts]


def read(*texts: str) -> tuple[list[str], frozenset[int]] | None:
    style = style_of([options(*texts)])
    found = marked(options(*texts), style) if style else None
    return ([option.either for option in found.options], found.keys) if found else None


@pytest.mark.parametrize(
    "texts",
    [
        ("Ош", "*Бишкек", "Нарын"),
        ("Ош", "Бишкек *", "Нарын"),
        ("Ош", "✓ Бишкек", "Нарын"),
        ("Ош", "+Бишкек", "Нарын"),
        ("- Ош", "+ Бишкек", "- Нарын"),
        ("-: Ош", "+: Бишкек", "-: Нарын"),
        ("Ош", "Бишкек+", "Нарын"),
        ("Ош-", "Бишкек+", "Нарын-"),
        ("Ош", "Бишкек (верно)", "Нарын"),
        ("Ош", "Бишкек [правильный ответ]", "Нарын"),
        ("Ош", "(+) Бишкек", "Нарын"),
        ("Ош", "[x] Бишкек", "Нарын"),
    ],
)
def test_a_mark_tells_the_right_answer_and_is_no_word_of_it(texts: tuple[str, ...]) -> None:
    assert read(*texts) == (["Ош", "Бишкек", "Нарын"], frozenset({1}))


@pytest.mark.parametrize(
    "texts",
    [
        ("Ош", "Бишкек"),
        ("*Ош", "*Бишкек"),  # all of them
        ("+", "*", "#"),  # signs that are all an answer says
        ("+5", "-5", "0"),  # numbers
        ("*Ош", "Бишкек (верно)"),  # two ways to mark at once
    ],
)
def test_without_a_mark_that_means_something_nothing_is_guessed(texts: tuple[str, ...]) -> None:
    assert read(*texts) is None


def test_answers_in_both_languages_are_marked_together() -> None:
    given = [Said("*Ош", "*Ош шаары"), Said("Нарын", "Нарын шаары"), Said()]
    style = style_of([given])
    assert style is not None
    found = marked(given, style)
    assert found is not None
    assert (found.options[0], found.keys) == (Said("Ош", "Ош шаары"), frozenset({0}))


def test_a_file_is_marked_in_one_way() -> None:
    marks = [options("*Ош", "Нарын"), options("Ош", "*Нарын"), options("1 +", "2")]
    style = style_of(marks)
    assert style is not None
    assert marked(marks[0], style) is not None
    assert marked(marks[2], style) is None
    assert style_of([]) is None
