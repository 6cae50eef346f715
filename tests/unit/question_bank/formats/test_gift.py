"""GIFT as other systems and people write it."""

import pytest

from question_bank.formats import gift
from question_bank.formats.encoding import decode
from question_bank.formats.foreign import Fault, ForeignQuestion, Remark, Said
from question_bank.model import Kind
from tests.unit.question_bank.formats.rules import notes, reason, words

MOODLE_EXPORT = """\
// question: 0  name: Switch category to $course$/top/По умолчанию для Право/Раздел 1
$CATEGORY: $course$/top/По умолчанию для Право/Раздел 1


// question: 12  name: В1
// [id:Q-12] [tag:difficulty:3] [tag:сложный]
::В1::[html]<p>Сколько будет 2 + 2 \\= ?</p>{
\t=<p>4</p>#<p>Верно\\: 4</p>
\t~<p>5</p>
\t~%-25%<p>x<sup>2</sup></p>
\t####<p>Общий отзыв</p>
}


// question: 13  name: В2
::В2::[moodle]Что верно?\\nВыберите два.{
\t~%50%первое
\t~%50%второе
\t~%-100%третье
}
"""


def one(text: str) -> ForeignQuestion:
    questions = gift.read(decode(text.encode()))
    assert len(questions) == 1
    return questions[0]


def test_an_export_of_moodle_keeps_category_id_tags_formatting_and_line() -> None:
    first, second = gift.read(MOODLE_EXPORT)
    assert (first.line, first.id, first.category, first.difficulty) == (7, "Q-12", ("Раздел 1",), "3")
    assert first.is_rich
    assert words(first) == ["<p>Сколько будет 2 + 2 = ?</p>", "<p>4</p>", "<p>5</p>", "<p>x<sup>2</sup></p>"]
    assert first.keys == {0}
    assert first.notes == Said(either="Общий отзыв")
    assert first.words == "Сколько будет 2 + 2 = ?"
    assert notes(first) == ["tags_left", "feedback_left", "partial_credit"]
    assert (second.line, second.kind, second.keys, second.is_rich) == (16, Kind.MULTIPLE, {0, 1}, False)
    assert words(second) == ["Что верно?\nВыберите два.", "первое", "второе", "третье"]


def test_hand_written_questions_need_no_blank_lines_between_them() -> None:
    text = "::A:: Первый {=a ~b}\n::B:: Второй {\n=a\n~b\n}\nТретий {=a ~b}\nЧетвёртый\n{=a\n~b}\n// конец"
    assert [(q.line, words(q)[0], q.keys) for q in gift.read(text)] == [
        (1, "Первый", {0}),
        (2, "Второй", {0}),
        (6, "Третий", {0}),
        (7, "Четвёртый", {0}),
    ]


def test_windows_line_ends_marks_and_old_encodings_are_read() -> None:
    text = "Кто директор?\r\n{=Айбек\r\n~Бакыт}\r\n"
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("cp1251")):
        (question,) = gift.read(decode(data))
        assert words(question) == ["Кто директор?", "Айбек", "Бакыт"]


def test_blank_lines_within_a_question_do_not_end_it() -> None:
    question = one("Вопрос\n\n{\n=да\n\n~нет\n\n~не\nзнаю\n\n}")
    assert words(question) == ["Вопрос", "да", "нет", "не\nзнаю"]
    question = one("Вопрос {\n=да\n\nесли так\n\n~нет}")
    assert words(question) == ["Вопрос", "да\nесли так", "нет"]


def test_a_missing_brace_spoils_its_own_question_only() -> None:
    broken, sound = gift.read("Первый {\n=a\n~b\n\n::Второй:: Вопрос {=a ~b}")
    assert (broken.refused, sound.refused) == (Remark(Fault.BRACES), None)
    broken, sound = gift.read("Первый {\n=a\n~b\n::Второй:: Вопрос {=a ~b}")
    assert (broken.refused, sound.line) == (Remark(Fault.BRACES), 4)
    broken, sound = gift.read("Первый {\n=a\n~b\n\nВторой {=a ~b}")
    assert (broken.refused, sound.line) == (Remark(Fault.BRACES), 5)
    broken, sound = gift.read("Первый {\n=a\n~b\n\n// [id:x]\nВторой {=a ~b}")
    assert (broken.refused, sound.id) == (Remark(Fault.BRACES), "x")
    broken, sound = gift.read("Первый {=a ~b}}\n\nВторой {=a ~b}")
    assert (broken.refused, sound.refused) == (Remark(Fault.BRACES), None)
    assert one("Первый {\n=a\n~b\n").refused == Remark(Fault.BRACES)
    broken, stray = gift.read("Первый {\n=a\n~b\n\nи слова")
    assert (broken.refused, stray.refused) == (Remark(Fault.BRACES), Remark(Fault.NOT_A_QUESTION))
    broken, second = gift.read("Первый {=a\n$CATEGORY: Два\nВторой {=a ~b}")
    assert (broken.refused, second.category) == (Remark(Fault.BRACES), ("Два",))


def test_comments_belong_to_the_question_after_them() -> None:
    first, second = gift.read("// [id:a]\nПервый {=a ~b}\n// [id:b]\nВторой {=a\n// между\n~b}")
    assert (first.id, second.id) == ("a", "b")
    assert words(second) == ["Второй", "a", "b"]
    assert one("// [id:a\\]b] [tag:x\\]y]\nПервый {=a ~b}").id == "a]b"


def test_braces_of_formulas_are_no_answers() -> None:
    question = one("Сила $\\frac{F}{m}$ и x^{2}, где \\\\vec{T}\n{=a_{1} ~b ~c}")
    assert words(question) == ["Сила $\\frac{F}{m}$ и x^{2}, где \\vec{T}", "a_{1}", "b", "c"]
    assert words(one("Верно, что $a \\neq b$? {=да ~нет}"))[0] == "Верно, что $a \\neq b$?"


def test_text_behind_the_answers_leaves_a_gap() -> None:
    assert words(one("Столица — {=Бишкек ~Ош}."))[0] == "Столица — _____."
    assert words(one("Столица {=Бишкек ~Ош} стоит\nна реке Ала-Арча."))[0] == "Столица _____ стоит\nна реке Ала-Арча."
    assert words(one("Столица {=Бишкек ~Ош}\n."))[0] == "Столица _____."


def test_text_without_answers_is_told() -> None:
    heading, question = gift.read("Раздел первый\n\nВопрос {=a ~b}")
    assert heading.refused == Remark(Fault.NOT_A_QUESTION)
    assert heading.words == "Раздел первый"
    question, heading, _other = gift.read("Вопрос {=a ~b}\nРаздел второй\n\nДругой {=a ~b}")
    assert (question.refused, heading.line) == (None, 2)
    assert reason(one("{=a ~b}")) == "no_stem"


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("", Fault.TYPE_ESSAY),
        ("####отзыв", Fault.TYPE_ESSAY),
        ("#5:1", Fault.TYPE_NUMERICAL),
        ("#\n=1:0\n=%50%2:1", Fault.TYPE_NUMERICAL),
        ("=Ош -> юг =Талас -> север", Fault.TYPE_MATCHING),
        ("=Бишкек =бишкек", Fault.TYPE_SHORT_ANSWER),
        ("слова", Fault.TYPE_SHORT_ANSWER),
        ("1:MULTICHOICE:=a~b", Fault.TYPE_CLOZE),
        ("~a ~b", Fault.NO_KEY),
        ("~%50%a ~b", Fault.NO_KEY),
        ("=a =b ~c", Fault.TWO_KEYS),
        ("=%100%a ~%100%b =c", Fault.TWO_KEYS),
    ],
)
def test_what_the_test_does_not_have_is_refused_by_its_name(answers: str, fault: Fault) -> None:
    refused = one(f"Вопрос {{{answers}}}").refused
    assert refused is not None
    assert refused.fault is fault


def test_one_option_no_words_and_empty_options_are_refused() -> None:
    assert reason(one("Вопрос {~%100%a}")) == "one_option"
    assert reason(one("Вопрос {=a ~}")) == "empty_option"
    assert reason(one("Вопрос {=a ~b ~b}")) == "equal_options"
    assert reason(one(f"Вопрос {{=a {' '.join(f'~{number}' for number in range(8))}}}")) == "too_many_options"


@pytest.mark.parametrize(
    ("answer", "keys"), [("T", 0), ("TRUE", 0), ("false", 1), ("F#нет#да", 1), ("ВЕРНО", 0), ("Ложь", 1)]
)
def test_true_and_false_become_a_choice_of_two(answer: str, keys: int) -> None:
    question = one(f"Земля круглая?{{{answer}}}")
    assert question.keys == {keys}
    assert [option.ru for option in question.options] == ["Верно", "Неверно"]
    assert "true_false" in notes(question)
    assert ("feedback_left" in notes(question)) is ("#" in answer)


def test_signs_within_answers_are_text_where_moodle_would_spoil_the_question() -> None:
    question = one("Формула {\n~E=mc2\n=E=mc^2\n~E=m\n}")
    assert (words(question), question.keys) == (["Формула", "E=mc2", "E=mc^2", "E=m"], {1})
    assert notes(question) == ["signs_as_text"]
    question = one("Формула {~a=1 =b=2 ~c=3}")
    assert (words(question), question.keys) == (["Формула", "a=1", "b=2", "c=3"], {1})
    assert words(one("Вопрос {~Grant~Jefferson=no one}")) == ["Вопрос", "Grant", "Jefferson", "no one"]
    assert words(one("Вопрос {первый ~второй =третий}")) == ["Вопрос", "первый", "второй", "третий"]


def test_signs_within_tags_are_no_answers() -> None:
    question = one("Вопрос {=<a href=\"x?y=1\">a</a> ~<b class='z'>b</b> ~<i>c</i>}")
    assert question.keys == {0}
    assert len(question.options) == 3


def test_a_text_that_is_only_a_tag_is_meant_letter_for_letter() -> None:
    question = one("Какой тег <b>жирный</b>? {=<br> ~<hr> ~текст &lt;b&gt;}")
    assert words(question)[1:] == ["&lt;br&gt;", "&lt;hr&gt;", "текст &lt;b&gt;"]
    assert words(one("Какой тег? {=<br> ~<hr>}")) == ["Какой тег?", "<br>", "<hr>"]
    assert words(one("Если x<y и y>z? {=да ~нет}"))[0] == "Если x<y и y>z?"


def test_forms_of_text_are_minded() -> None:
    question = one("[plain]Тег <b>? {=[markdown]**да** ~[html]<p>нет</p> ~[moodle]a<br>b}")
    assert words(question) == ["Тег <b>?", "**да**", "нет", "a\nb"]
    assert notes(question) == ["markdown_kept"]


def test_both_languages_are_read_from_marks() -> None:
    question = one(
        '[html]<span lang\\="ky" class\\="multilang">Ким?</span><span lang\\="ru" class\\="multilang">Кто?</span>'
        "{=\\{mlang ky\\}ал\\{mlang\\}\\{mlang ru\\}он\\{mlang\\}\\{mlang en\\}he\\{mlang\\} ~42}"
    )
    assert question.stem == Said("Ким?", "Кто?")
    assert question.options == (Said("ал", "он"), Said(either="42"))
    assert question.remarks == (Remark(Fault.LANGUAGE_LEFT, {"language": "en"}),)


def test_weights_of_several_answers() -> None:
    question = one("Вопрос {~%33.33333%a ~%33,33333%b ~%33.33333%c ~%-100%d}")
    assert (question.kind, question.keys) == (Kind.MULTIPLE, {0, 1, 2})
    assert notes(question) == ["partial_credit"]
    question = one("Вопрос {=a ~%50%b ~c}")
    assert (question.kind, question.keys, notes(question)) == (Kind.SINGLE, {0}, ["partial_credit"])
    question = one("// [tag:all-or-nothing] [tag:formatted]\nВопрос {~%100%a ~%-100%b}")
    assert (question.kind, question.keys, notes(question)) == (Kind.MULTIPLE, {0}, [])
    assert question.is_rich


def test_empty_braces_within_the_words_are_no_answers() -> None:
    question, essay = gift.read("Что значат { } в C? {=блок ~массив}\n\nОпишите { } программу {}")
    assert (words(question), question.keys) == (["Что значат { } в C?", "блок", "массив"], {0})
    assert reason(essay) == "type_essay"
