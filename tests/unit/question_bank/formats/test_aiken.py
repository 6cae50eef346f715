"""Aiken as people write it."""

from question_bank.formats import aiken
from question_bank.model import Kind
from tests.unit.question_bank.formats.rules import notes, reason, words


def test_questions_with_latin_and_cyrillic_letters_and_several_lines() -> None:
    text = """1. Столица
Кыргызстана?
А. Ош
Б. Бишкек
В) Нарын
ОТВЕТ: Б

What?
A) one
b) two
 two more
C) three
ANSWER: B, c
FEEDBACK: because
Следующий без пустой
A. x
B. y
answer: b
"""
    first, second, third = aiken.read(text)
    assert (first.line, words(first), first.keys) == (1, ["Столица\nКыргызстана?", "Ош", "Бишкек", "Нарын"], {1})
    assert (second.line, second.keys, second.kind) == (8, {1, 2}, Kind.MULTIPLE)
    assert words(second)[2] == "two\ntwo more"
    assert notes(second) == ["feedback_left"]
    assert (third.line, third.keys, third.kind) == (15, {1}, Kind.SINGLE)


def test_the_answer_may_repeat_the_words() -> None:
    (question,) = aiken.read("Вопрос\nА) да\nБ) нет\nЖООП: Б) нет")
    assert question.keys == {1}


def test_letters_of_the_other_keyboard_count_by_their_look_only_where_nothing_else_is_meant() -> None:
    (question,) = aiken.read("Вопрос\nA) да\nB) нет\nОТВЕТ: В")
    assert question.keys == {1}  # there is no third option that a Cyrillic letter could mean
    (question,) = aiken.read("Вопрос\nА) да\nБ) нет\nВ) может быть\nANSWER: B")
    assert reason(question) == "key_ambiguous"
    (question,) = aiken.read("Вопрос\nА) да\nВ) нет\nС) может быть\nANSWER: C")
    assert question.keys == {2}


def test_blank_lines_between_options_do_not_end_a_question() -> None:
    (question,) = aiken.read("Вопрос\n\nА) да\n\nБ) нет\n\nОТВЕТ: А")
    assert (words(question), question.keys) == (["Вопрос", "да", "нет"], {0})


def test_what_is_missing_is_told_with_its_line() -> None:
    text = (
        "Без ответа\nA. x\nB. y\n\nДругой\nA. x\nB. y\nANSWER: D\n\nпросто текст\nANSWER: A\n\nANSWER: B\n\nконец\nA. x"
    )
    found = aiken.read(text)
    assert [(question.line, reason(question)) for question in found] == [
        (1, "no_key"),
        (5, "key_unknown"),
        (10, "not_a_question"),
        (13, "no_stem"),
        (15, "no_key"),
    ]
    assert [question.words for question in found][:2] == ["Без ответа", "Другой"]


def test_an_empty_answer_line_is_no_key() -> None:
    (question,) = aiken.read("Вопрос\nA. x\nB. y\nANSWER:")
    assert reason(question) == "no_key"


def test_a_stem_that_begins_like_an_option_is_a_stem() -> None:
    (question,) = aiken.read("А. С. Пушкин – кто он?\nПоэт какой страны?\nА) России\nБ) Франции\nОтвет: А")
    assert words(question)[0] == "А. С. Пушкин – кто он?\nПоэт какой страны?"
    (question,) = aiken.read("Кто это?\nС. Эйзенштейн – кто?\nА) режиссёр\nБ) актёр\nОтвет: А")
    assert words(question)[0] == "Кто это?\nС. Эйзенштейн – кто?"


# --- as teachers write them ---


def test_a_number_within_the_stem_is_part_of_it() -> None:
    (question,) = aiken.read("2) В ячейке записано =2*$A1. Что будет?\nА) 1\nБ) 2\nОтвет: Б")
    assert words(question)[0] == "В ячейке записано =2*$A1. Что будет?"


def test_options_may_have_numbers() -> None:
    text = (
        "1. Столица?\n1) Ош\n2) Бишкек\nПравильный ответ: 2\n2. Порядок:\n1) ключ\n2) замок\nА) 1, 2\nБ) 2, 1\nОТВЕТ Б"
    )
    first, second = aiken.read(text)
    assert (words(first), first.keys) == (["Столица?", "Ош", "Бишкек"], {1})
    assert (words(second), second.keys) == (["Порядок:\n1) ключ\n2) замок", "1, 2", "2, 1"], {1})


def test_a_number_that_does_not_follow_is_no_option() -> None:
    (question,) = aiken.read("Год?\n1) 1991\n2) 1993\n12) это не вариант\n3. и это нет\nОтвет: 1")
    assert words(question)[2] == "1993\n12) это не вариант\n3. и это нет"


def test_the_answer_may_be_named_by_its_words() -> None:
    (question,) = aiken.read("Столица?\nA) город Ош в долине\nB) город Бишкек\nANSWER: Город Бишкек.")
    assert question.keys == {1}
    (question,) = aiken.read("Столица?\nA) Ош\nB) ош\nANSWER: ОШ.")
    assert reason(question) == "key_two_ways"


def test_two_answer_lines_contradict_each_other() -> None:
    (question,) = aiken.read("Это так?\nА) да\nБ) нет\nОтвет: А\nОтвет: Б")
    assert reason(question) == "two_keys"


def test_a_sign_before_the_letter_marks_the_right_answer() -> None:
    texts = ("1. Это так?\n*а) да\nб) нет", "2. А это?\nа) да\n+б) нет", "3. И это?\nа) да *\nб) нет")
    found = aiken.read("\n\n".join((*texts, "4. Ключа нет?\nа) да\nб) нет")))
    assert [(words(question)[1:], question.keys) for question in found[:3]] == [
        (["да", "нет"], {0}),
        (["да", "нет"], {1}),
        (["да", "нет"], {0}),
    ]
    assert reason(found[3]) == "no_key"


def test_a_sign_and_an_answer_line_must_say_the_same() -> None:
    (same,) = aiken.read("Это так?\n*А) да\nБ) нет\nОтвет: А")
    assert same.keys == {0}
    (other,) = aiken.read("Это так?\n*А) да\nБ) нет\nОтвет: Б")
    assert reason(other) == "two_keys"


def test_answers_may_have_signs_alone() -> None:
    text = "# Это так?\n+ да,\nконечно\n- нет\n# А это?\n- да\n+ нет\n\nДиалог:\n- Кто?\n- Я!\nА) он\nБ) она\nОтвет: А"
    first, second, third = aiken.read(text)
    assert (words(first), first.keys) == (["Это так?", "да,\nконечно", "нет"], {0})
    assert (second.line, words(second), second.keys) == (5, ["А это?", "да", "нет"], {1})
    assert words(third) == ["Диалог:\n- Кто?\n- Я!", "он", "она"]


def test_the_files_of_russian_testing_programs_are_read() -> None:
    first, second = aiken.read("I: 1\nS: Это так?\n+: да\n-: нет\n\nI: 2\nS: А это?\n-: да\n+: нет")
    assert (first.line, words(first), first.keys) == (2, ["Это так?", "да", "нет"], {0})
    assert (words(second), second.keys) == (["А это?", "да", "нет"], {1})


def test_options_may_stand_behind_the_stem_in_one_line() -> None:
    (question,) = aiken.read("1. Столица – это а) Ош б) Бишкек в) п. Чу\nОтвет: б")
    assert (words(question), question.keys) == (["Столица – это", "Ош", "Бишкек", "п. Чу"], {1})
    (question,) = aiken.read("а) Ош б) Бишкек\nОтвет: б")
    assert reason(question) == "not_a_question"


def test_what_is_aiken_is_told_by_answer_lines_or_marks() -> None:
    assert aiken.is_aiken("Кто?\nА) я\nБ) ты\nЖООП: А")
    assert aiken.is_aiken("Кто?\n- я\n+ ты")
    assert not aiken.is_aiken("Кто?\nА) я\nБ) ты")
