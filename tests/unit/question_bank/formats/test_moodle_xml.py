"""Moodle XML as Moodle writes it, and as somebody hostile would."""

import base64

import pytest

from question_bank.formats import moodle_xml
from question_bank.formats.foreign import FileRefused, ForeignQuestion, Said
from question_bank.model import Kind
from tests.unit.question_bank.formats.rules import notes, reason, settled, words

PNG = base64.b64encode(b"P one").decode()
OTHER = base64.b64encode(b"P two").decode()


def quiz(*questions: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return "\n".join([head, "<quiz>", *questions, "</quiz>"]).encode()


def choice(stem: str, *answers: str, more: str = "", kind: str = "multichoice", form: str = "html") -> str:
    return (
        f'<question type="{kind}"><name><text>имя</text></name>'
        f'<questiontext format="{form}"><text><![CDATA[{stem}]]></text></questiontext>'
        f"{more}{''.join(answers)}</question>"
    )


def answer(text: str, fraction: str = "0", more: str = "", form: str = "") -> str:
    said = f' format="{form}"' if form else ""
    return f'<answer fraction="{fraction}"{said}><text><![CDATA[{text}]]></text>{more}</answer>'


def file(name: str, data: str = PNG, path: str = "/") -> str:
    return f'<file name="{name}" path="{path}" encoding="base64">{data}</file>'


def one(*parts: str) -> ForeignQuestion:
    (question,) = moodle_xml.read(quiz(*parts))
    return question


RIGHT, WRONG = answer("да", "100"), answer("нет")


def test_a_question_with_everything() -> None:
    more = (
        f"{file('a b.png')}"
        "<generalfeedback format='html'><text>&lt;p&gt;Отзыв&lt;/p&gt;</text></generalfeedback>"
        "<idnumber>Q1</idnumber><single>false</single>"
        "<tags><tag><text>difficulty:4</text></tag><tag><text>enemy:Q2</text></tag><tag><text>важный</text></tag></tags>"
    )
    category = (
        '<question type="category"><category><text>$course$/top/Право/Труд // отпуск</text></category></question>'
    )
    stem = (
        '<p><span lang="ky" class="multilang">Сүрөт <b>кайсы</b>?</span>'
        '<span class="multilang" lang="ru">Какая <b>картинка</b>?</span></p>'
    )
    question = one(
        category,
        choice(
            stem,
            answer("{mlang ky}бир{mlang}{mlang ru}один{mlang}", "50", "<feedback><text>да</text></feedback>"),
            answer("2", "50"),
            answer("3", "-100"),
            more=more,
        ),
    )
    assert (question.line, question.id, question.category) == (4, "Q1", ("Право", "Труд / отпуск"))
    assert question.stem == Said("Сүрөт <b>кайсы</b>?", "Какая <b>картинка</b>?")
    assert question.options == (Said("бир", "один"), Said(either="2"), Said(either="3"))
    assert (question.kind, question.keys, question.is_rich) == (Kind.MULTIPLE, {0, 1}, True)
    assert (question.difficulty, question.enemies, question.notes) == ("4", ("Q2",), Said(either="Отзыв"))
    assert notes(question) == ["tags_left", "feedback_left", "partial_credit"]


def test_pictures_are_found_beside_their_text_and_told_apart_by_their_bytes() -> None:
    stem = '<img src="@@PLUGINFILE@@/a%20b.png?time=1"> и <img src="@@PLUGINFILE@@/sub/c.png">'
    question = one(
        '<question type="multichoice"><name><text/></name>'
        f"<questiontext format='html'><text><![CDATA[{stem}]]></text>{file('a b.png')}{file('c.png', OTHER, '/sub/')}"
        f"{file('unused.pdf')}</questiontext>",
        answer('<img src="@@PLUGINFILE@@/a b.png">', "100", file("a b.png", OTHER)),
        answer('<img src="@@PLUGINFILE@@/c.png">', "0", file("c.png", OTHER)),
        "</question>",
    )
    assert question.pictures == {"a b.png": b"P one", "c.png": b"P two", "a b-2.png": b"P two"}
    assert words(question) == [
        '<img src="a b.png"> и <img src="c.png">',
        '<img src="a b-2.png">',
        '<img src="c.png">',
    ]
    assert notes(question) == ["files_left"]
    made = settled(question).question
    assert made is not None
    assert [picture.data for picture in made.pictures] == [b"P one", b"P two", b"P two"]


def test_pictures_in_the_text_itself_and_of_old_files_are_read() -> None:
    question = one(choice(f'<img src="data:image/png;base64,{PNG}"> где?', RIGHT, WRONG))
    assert question.pictures == {"picture": b"P one"}
    old = f"<image>pics/old.png</image><image_base64>{PNG}</image_base64>"
    question = one(choice("где?", RIGHT, WRONG, more=old))
    assert question.pictures == {"old.png": b"P one"}
    assert words(question)[0] == 'где?<br><img src="old.png">'


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("@@PLUGINFILE@@/no.png", "picture_missing"),
        ("http://example.org/a.png", "picture_outside"),
        ("//example.org/a.png", "picture_outside"),
        ("file:///etc/passwd", "picture_outside"),
        ("data:image/png;base64,%%%", "picture_bad"),
        ("../../../etc/passwd", "picture_missing"),
        ("", "picture_missing"),
    ],
)
def test_a_picture_that_is_not_there_is_refused(source: str, fault: str) -> None:
    assert reason(one(choice(f"Что <b>здесь</b>? <img src='{source}'>", RIGHT, WRONG))) == fault


def test_broken_and_bad_pictures_are_refused() -> None:
    stem = '<img src="@@PLUGINFILE@@/a.png"> что?'
    text = f"<questiontext format='html'><text><![CDATA[{stem}]]></text>{{}}</questiontext>"
    question = one(f"<question type='multichoice'>{text.format(file('a.png', '*'))}{RIGHT}{WRONG}</question>")
    assert reason(question) == "picture_bad"
    data = base64.b64encode(b"no picture").decode()
    question = one(f"<question type='multichoice'>{text.format(file('a.png', data))}{RIGHT}{WRONG}</question>")
    assert reason(question) == "picture_bad"


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("essay", "type_essay"),
        ("matching", "type_matching"),
        ("numerical", "type_numerical"),
        ("shortanswer", "type_short_answer"),
        ("cloze", "type_cloze"),
        ("description", "type_description"),
        ("ddwtos", "type_other"),
        ("", "type_other"),
    ],
)
def test_other_types_are_refused_by_name(kind: str, fault: str) -> None:
    assert reason(one(choice("Вопрос", RIGHT, WRONG, kind=kind))) == fault


def test_true_and_false_become_a_choice_of_two() -> None:
    question = one(choice("Круглая ли Земля?", answer("true"), answer("false", "100"), kind="truefalse"))
    assert (question.keys, [option.ru for option in question.options]) == ({1}, ["Верно", "Неверно"])
    assert notes(question) == ["true_false"]
    question = one(choice("Круглая ли Земля?", answer("true", "100"), answer("false"), kind="truefalse"))
    assert question.keys == {0}
    assert reason(one(choice("Круглая?", answer("true"), kind="truefalse"))) == "no_key"
    assert reason(one(choice("Круглая?", answer("может", "100"), kind="truefalse"))) == "no_key"


def test_keys_follow_the_weights() -> None:
    assert reason(one(choice("Кто?", RIGHT, answer("он", "100")))) == "two_keys"
    assert reason(one(choice("Кто?", answer("я", "50"), answer("он")))) == "no_key"
    assert reason(one(choice("Кто?", answer("я", "много"), answer("он")))) == "no_key"
    question = one(choice("Кто?", RIGHT, answer("он", "33,3"), more="<hint><text>подсказка</text></hint>"))
    assert (question.keys, notes(question)) == ({0}, ["feedback_left", "partial_credit"])
    question = one(choice("Кто?", RIGHT, answer("он", "100"), answer("ты"), kind="multichoiceset"))
    assert (question.kind, question.keys, notes(question)) == (Kind.MULTIPLE, {0, 1}, [])


def test_texts_of_every_form() -> None:
    answers = answer("a < b", "100", form="plain_text"), answer("<p>c</p>", form="html")
    question = one(choice("Строка\nдругая <i>x</i>", *answers, form="moodle_auto_format"))
    assert words(question) == ["Строка<br>другая <i>x</i>", "a &lt; b", "<p>c</p>"]
    bare = "<questiontext>Без текста внутри</questiontext>"
    question = one(f"<question type='multichoice'>{bare}", RIGHT, WRONG, "</question>")
    assert words(question)[0] == "Без текста внутри"
    assert reason(one("<question type='multichoice'>", RIGHT, WRONG, "</question>")) == "no_stem"


def refused(data: bytes) -> tuple[str, int]:
    with pytest.raises(FileRefused) as caught:
        moodle_xml.read(data)
    return caught.value.why.value, caught.value.line


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<quiz><question type='multichoice'><questiontext><text>&b;</text></questiontext></question></quiz>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<quiz><question type='multichoice'><questiontext><text>&x;</text></questiontext></question></quiz>"
)


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, '<!DOCTYPE quiz SYSTEM "http://example.org/x.dtd"><quiz/>', f"<quiz>{'<a>' * 100}"]
)
def test_entities_outside_references_and_endless_depth_are_unsafe(text: str) -> None:
    assert refused(text.encode()) == ("unsafe", 0)


def test_broken_xml_is_told_with_its_line() -> None:
    assert refused(b"<?xml version='1.0'?>\n<quiz>\n<question>\n</quiz>") == ("broken", 4)
    assert (
        refused(quiz(choice("a&nbsp;b", RIGHT, WRONG)).replace(b"<![CDATA[", b"").replace(b"]]>", b""))[0] == "broken"
    )


def test_xml_of_another_kind_is_told() -> None:
    assert refused(b"<assessmentItem/>") == ("wrong_kind", 0)


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<?xml version="1.0" encoding="UTF-8"?>'),
        ("utf-8-sig", '<?xml version="1.0" encoding="UTF-8"?>'),
        ("utf-16", '<?xml version="1.0"\nencoding="UTF-16"?>'),
        ("cp1251", '<?xml version="1.0" encoding="windows-1251"?>'),
        ("cp1251", '<?xml version="1.0" encoding="UTF-8"?>'),
        ("koi8-r", '<?xml version="1.0" encoding="KOI8-R"?>'),
        ("utf-8", ""),
    ],
)
def test_files_in_every_encoding_are_read(encoding: str, head: str) -> None:
    data = quiz(choice("Какой город – столица?", RIGHT, WRONG), head=head).decode().replace("–", "-").encode(encoding)
    (question,) = moodle_xml.read(data)
    assert words(question)[0] == "Какой город - столица?"
    assert question.line == 3 + head.count("\n")


def test_mixed_encodings_are_told_with_their_line() -> None:
    good, bad = choice("Первый вопрос", RIGHT, WRONG), choice("Второй вопрос", RIGHT, WRONG)
    data = quiz(good).replace(b"</quiz>", bad.encode("cp1251") + b"\n</quiz>")
    assert refused(data) == ("encoding", 4)
    assert refused(b'<?xml version="1.0" encoding="iso-8859-5"?>\n\xff\0') == ("encoding", 2)
