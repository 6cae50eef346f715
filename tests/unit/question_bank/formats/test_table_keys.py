"""Tables whose keys are not a plain letter: words, numbers, marks, and answers that stand in one cell or in rows."""

import pytest

from question_bank.formats import table
from question_bank.formats.foreign import ForeignQuestion
from question_bank.formats.table_columns import Column, Named, named
from tests.unit.question_bank.formats.rules import reason, words

HEAD = ("Вопрос", "Вариант 1", "Вариант 2", "Вариант 3", "Вариант 4", "Правильный ответ")
DIGITS = ("Сколько человек в группе?", "2", "3", "4", "5", "4")
CITIES = ("Какой город столица?", "Ош", "Бишкек", "Нарын", "Талас", "Бишкек")


def rows(*given: tuple[str, ...], head: tuple[str, ...] = HEAD) -> tuple[ForeignQuestion, ...]:
    return table.read([head, *given])


def one(*cells: str, head: tuple[str, ...] = HEAD) -> ForeignQuestion:
    (question,) = rows(cells, head=head)
    return question


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Варианты ответов", Named(Column.OPTIONS)),
        ("Правильный", Named(Column.KEY)),
        ("Неправильный ответ 2", Named(None, "2", is_wrong=True)),
        ("Дистрактор 1", Named(None, "1", is_wrong=True)),
        ("Туура эмес жооп 1", Named(None, "1", is_wrong=True)),
        ("Неверный вариант", Named(None, "", is_wrong=True)),
        ("Ответ 1 (верный)", Named(None, "1", is_right=True)),
        ("Вариант А - правильный", Named(None, "А", is_right=True)),
        ("Верный ответ", Named(Column.KEY)),
        ("Answer 2 - max 75 characters", Named(None, "2")),
        ("Correct answer(s) - choose at least one", Named(Column.KEY)),
        ("Что верно", None),
    ],
)
def test_headings_of_other_programs_and_hands(heading: str, what: Named | None) -> None:
    assert named(heading) == what


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("Бишкек", {1}),
        ("бишкек.", {1}),
        ("2", {1}),
        ("Б", {1}),
        ("Б) Бишкек", {1}),
        ("2. Бишкек", {1}),
    ],
)
def test_the_key_may_be_a_letter_a_number_or_the_words_of_the_answer(key: str, right: set[int]) -> None:
    assert one(*CITIES[:-1], key).keys == right


def test_several_right_answers_may_be_named_by_their_words_line_by_line() -> None:
    question = one("Какие это города?", "Ош", "Бишкек", "Нарын", "", "Ош\nНарын", "несколько", head=(*HEAD, "Тип"))
    assert question.keys == {0, 2}
    assert reason(one("Какие это города?", "Ош", "Бишкек", "Нарын", "", "Ош\nЛондон")) == "key_unknown"


def test_a_key_of_words_that_two_answers_have_is_not_guessed() -> None:
    assert reason(one("Какой это город?", "Ош", "ош.", "Нарын", "", "ОШ")) == "key_unknown"


def test_a_number_that_is_an_answer_and_the_place_of_another_is_not_guessed() -> None:
    assert reason(one(*DIGITS)) == "key_two_ways"
    assert one("Сколько их?", "1", "2", "3", "4", "3").keys == {2}  # both say the same


def test_the_other_rows_of_a_file_tell_whether_a_number_is_a_place_or_the_words() -> None:
    by_words = rows(DIGITS, CITIES, ("Что это за год?", "1945", "1948", "", "", "1948"))
    assert [question.keys for question in by_words] == [{2}, {1}, {1}]
    by_place = rows(DIGITS, (*CITIES[:-1], "2"))
    assert [question.keys for question in by_place] == [{3}, {1}]
    both = rows(DIGITS, CITIES, (*CITIES[:-1], "2"))
    assert [reason(question) for question in both] == ["key_two_ways", "", ""]


def test_a_number_among_keys_of_words_is_an_answer_that_is_not_there() -> None:
    strange = ("Сколько это?", "5", "6", "7", "", "3")
    assert [reason(question) for question in rows(strange, CITIES)] == ["key_two_ways", ""]
    many = [(f"Город {number}?", *CITIES[1:]) for number in range(10)]
    assert [reason(question) for question in rows(strange, *many)] == ["key_unknown", *[""] * 10]
    assert one(*strange).keys == {2}


@pytest.mark.parametrize("mark", ["*{}", "{} *", "+{}", "{}+", "{} (верно)"])
def test_the_right_answer_may_be_marked_in_its_cell_where_no_key_is_written(mark: str) -> None:
    right = mark.format("Бишкек")
    found = rows(("Столица?", "Ош", right, "Нарын"), ("Знак суммы?", "*", "+", "-"), head=HEAD[:-1])
    assert words(found[0]) == ["Столица?", "Ош", "Бишкек", "Нарын"]
    assert found[0].keys == {1}
    assert reason(found[1]) == "no_key"
    assert one("Столица?", "Ош", right, "Нарын", "", "1").keys == {0}  # a key says more


# --- answers elsewhere ---


def test_the_right_answer_may_stand_before_the_wrong_ones() -> None:
    head = ("Вопрос", "Правильный ответ", "Неправильный ответ 1", "Неправильный ответ 2")
    question = one("Столица?", "Бишкек", "Ош", "Нарын", head=head)
    assert (words(question), question.keys) == (["Столица?", "Бишкек", "Ош", "Нарын"], {0})
    assert reason(one("Какая столица?", "", "Ош", "Нарын", head=head)) == "no_key"
    mixed = one("Столица?", "Ош", "Бишкек", "2", "Нарын", head=("Вопрос", "А", "Б", "Ключ", "Дистрактор"))
    assert [note.facts for note in mixed.remarks] == [{"column": "Дистрактор"}]


def test_the_heading_of_an_answer_may_say_that_it_is_the_right_one() -> None:
    head = ("Вопрос", "Ответ 1 (верный)", "Ответ 2", "Ответ 3")
    assert one("Столица?", "Бишкек", "Ош", "Нарын", head=head).keys == {0}
    assert one("Столица?", "Бишкек", "Ош", "2", head=(*head[:-1], "Ключ")).keys == {1}
    last = ("Вопрос", "Ответ 1", "Ответ 2", "Ответ 3 (верный)")
    assert reason(one("Какая столица?", "Бишкек", "Ош", head=last)) == "no_key"


IN_ONE = ("№", "Вопрос", "Варианты ответов", "Ответ")


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("А) Ош\nБ) Бишкек\nВ) Нарын", "Б"),
        ("A. Ош B. Бишкек C. Нарын", "B"),
        ("1) Ош; 2) Бишкек; 3) Нарын", "2"),
        ("Ош\nБишкек\nНарын", "Бишкек"),
        ("Ош; Бишкек; Нарын", "2"),
        ("Ош | Бишкек | Нарын", "Б"),
        ("- Ош\n- Бишкек\n- Нарын", "Бишкек"),
        ("Ош\n*Бишкек\nНарын", ""),
        ("а) Ош\n*б) Бишкек\nв) Нарын", ""),
    ],
)
def test_all_answers_may_stand_in_one_cell(cell: str, key: str) -> None:
    question = one("1", "Столица?", cell, key, head=IN_ONE)
    assert [text.strip("; ") for text in words(question)] == ["Столица?", "Ош", "Бишкек", "Нарын"]
    assert question.keys == {1}


def test_an_empty_cell_of_answers_has_none() -> None:
    assert reason(one("1", "Какая столица?", "", "Б", head=IN_ONE)) in ("one_option", "key_unknown")


def test_each_answer_may_have_a_row_of_its_own() -> None:
    found = rows(
        ("1", "Столица?", "Ош", ""),
        ("", "", "Бишкек", "+"),
        ("", "", "Нарын", ""),
        ("2", "Озеро?", "а) Чу", "б"),
        ("", "Озеро?", "б) Иссык-Куль", ""),
        ("3", "Река?", "Ош; Чу", "Чу"),
        head=IN_ONE,
    )
    assert [(question.line, words(question), question.keys) for question in found] == [
        (2, ["Столица?", "Ош", "Бишкек", "Нарын"], {1}),
        (5, ["Озеро?", "Чу", "Иссык-Куль"], {1}),
        (7, ["Река?", "Ош", "Чу"], {1}),
    ]


def test_a_formula_without_a_value_is_refused_where_it_is_read() -> None:
    formula = table.FORMULA + "=B2*2"
    found = one("Сколько это?", "2", "3", formula, "", "1")
    assert (reason(found), found.refused and found.refused.facts) == ("formula", {"formula": "=B2*2"})
    assert found.words == "Сколько это?"
    beside = one("1", "Кто это?", "я", "ты", "1", formula, head=("№", "Вопрос", "Ответ 1", "Ответ 2", "Ключ", "Балл"))
    assert (reason(beside), beside.keys) == ("", {0})
    below = rows(("1", "Кто это?", "я", "+"), ("", "", formula, ""), head=IN_ONE)
    assert [reason(question) for question in below] == ["formula"]


def test_a_number_that_waits_for_its_question_is_no_row() -> None:
    found = rows(("1", "Кто это?", "я; ты", "1"), ("2", "", "", ""), ("3",), head=IN_ONE)
    assert [question.line for question in found] == [2]


@pytest.mark.parametrize(
    "heads",
    [
        [("№", "Вопросы", "Варианты ответов", "", "", "Правильный ответ (буква)"), ("", "", "А", "Б", "В")],
        [("№", "Вопрос", "Варианты ответа", "", "", "Ответ"), ("", "", "1", "2", "3", "")],
        [("№ вопроса", "Вопрос", "Варианты ответа", "", "", "Ключ")],
        [("№", "Вопрос", "Ответ №1", "Ответ №2", "Ответ №3", "№ правильного ответа")],
    ],
)
def test_one_heading_may_stand_above_the_columns_of_all_answers(heads: list[tuple[str, ...]]) -> None:
    given = [("1", "Столица?", "Ош", "Бишкек", "Нарын", "2"), ("2", "Озеро?", "Чу", "Иссык-Куль", "", "2")]
    found = table.read([("Тест",), *heads, *given])
    assert [(question.line, question.keys) for question in found] == [(len(heads) + 2, {1}), (len(heads) + 3, {1})]
    assert words(found[0]) == ["Столица?", "Ош", "Бишкек", "Нарын"]


def test_the_last_heading_may_stand_above_marked_answers() -> None:
    found = rows(("Столица?", "Ош", "*Бишкек"), ("Озеро?", "*Сон-Куль", "Чу"), head=("Вопрос", "Ответы"))
    assert [question.keys for question in found] == [{1}, {0}]
    stray = rows(("Столица?", "Ош\n*Бишкек"), ("Озеро?", "*Сон-Куль; Чу"), ("Река?", "Чу; *Нарын", "", "проверить"),
                 head=("Вопрос", "Ответы"))  # fmt: skip
    assert [question.keys for question in stray] == [{1}, {0}, {1}]
    assert table.find_headings([("Вопрос", "Ответы")]) is not None
