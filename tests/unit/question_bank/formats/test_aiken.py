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
