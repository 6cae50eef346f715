"""Which letters bytes mean, and which letters got lost before they came here."""

import pytest

from question_bank.formats.encoding import decode, garbled, is_kyrgyz, is_russian, lost_letters
from question_bank.formats.foreign import FileRefused

RUSSIAN = "Какой город является столицей?\r\nВторая строка «с кавычками» № 5 – так\rТретья"
KYRGYZ = "Кайсы шаар борбор?\nБилим берүү жөнүндө мыйзам"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_kyrgyz_text_is_read(encoding: str) -> None:
    assert decode(KYRGYZ.encode(encoding)) == KYRGYZ


def line_refused(data: bytes) -> int:
    with pytest.raises(FileRefused) as caught:
        decode(data)
    assert caught.value.why is FileRefused.Why.ENCODING
    return caught.value.line


def test_mixed_encodings_are_refused_with_the_line_that_does_not_fit() -> None:
    utf, old = "Строка в UTF-8\n".encode(), "Строка в старой кодировке\n".encode("cp1251")
    assert line_refused(utf * 3 + old + utf) == 4
    assert line_refused(b"ascii\n" + old * 3 + utf) == 5
    assert line_refused(old + utf * 2) == 1
    assert line_refused(b"\xef\xbb\xbf" + old) == 1
    assert line_refused(utf + b"\xd0") == 2


def test_a_short_line_that_is_both_by_chance_mixes_nothing() -> None:
    text = "Строка в старой кодировке\nР»\nЕщё одна строка"
    assert decode(text.encode("cp1251")) == text


def test_other_encodings_are_refused() -> None:
    text = "Первая строка\nКакой Город Является Столицей Кыргызской Республики и почему именно он"
    assert line_refused(("ascii\n" + text).encode("koi8-r")) == 2
    assert line_refused(text.encode("cp866")) == 1
    assert line_refused("абв\n".encode("utf-16-le")) == 2
    assert line_refused("абв\nг".encode("utf-16") + b"\x00") == 2
    assert line_refused("первая\nвторая ".encode("cp1251") + b"\x98") == 2
    assert line_refused(b"PNG\nab\0") == 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Б?л?м кайсы", "Б?л"),
        ("Кандай ?зг?ч?", "зг?ч"),
        ("?згөч", "?згөч"),
        ("??? ????? ???", "???"),
        ("?????", "?????"),
        ("Мект\ufffdп", "Мект\ufffdп"),
        ("Бїлїм", "Бїлїм"),
        ("їйдө", "їйдө"),
    ],
)
def test_lost_letters_are_found(text: str, word: str) -> None:
    assert word in lost_letters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Как это называется?что",
        "Верно ли это???",
        "Это (?) так",
        "Что такое ??",
        "2 ? 3 = 6",
        "Глава І и глава ІІ",
        "Билим деген эмне?",
        "",
    ],
)
def test_signs_that_are_meant_are_no_lost_letters(text: str) -> None:
    assert lost_letters(text) == ""


def test_texts_read_in_a_wrong_encoding_before_are_found() -> None:
    assert garbled("Вопрос".encode().decode("cp1251"))
    assert garbled("Вопросы".encode("cp1251").decode("latin-1"))
    assert garbled("Какой вопрос?") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Столица Кыргызстана – какой город?", "ru"),
        ("Сколько будет 2 + 2?", "ru"),
        ("В парке «Жеңиш» нет памятника", "ru"),
        ("Парк «Жеңиш»", "ky"),
        ("Конституция Кыргызской Республики", "ru"),
        ("Кайсы шаар борбор болуп саналат?", "ky"),
        ("Мектепте окуу жылы качан башталат", "ky"),
        ("Билим берүү", "ky"),
        ("HTML", ""),
        ("", ""),
    ],
)
def test_languages_are_told_by_words_and_letters(text: str, language: str) -> None:
    assert (is_kyrgyz(text), is_russian(text)) == (language == "ky", language == "ru")
