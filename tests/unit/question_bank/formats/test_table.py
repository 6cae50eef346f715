"""Tables of questions as schools keep them."""

import pytest

from question_bank.formats import keys, table
from question_bank.formats.foreign import FileRefused, ForeignQuestion, Said
from question_bank.formats.table_columns import Column, Named, find_headings, named
from question_bank.model import Kind
from tests.unit.question_bank.formats.rules import notes, reason

PLAIN = ("№", "Раздел", "Вопрос", "Вариант A", "Вариант B", "Вариант C", "Вариант D", "Правильный ответ")


def rows(*given: tuple[str, ...], head: tuple[str, ...] = PLAIN) -> tuple[ForeignQuestion, ...]:
    return table.read([head, *given])


def one(*cells: str, head: tuple[str, ...] = PLAIN) -> ForeignQuestion:
    (question,) = rows(cells, head=head)
    return question


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Вариант А (кырг.)", Named(None, "А", "ky")),
        ("А варианты (кыргызча)\nВариант А (на кыргызском)", Named(None, "А", "ky")),
        ("Ответ 1", Named(None, "1")),
        ("Option B ru", Named(None, "B", "ru")),
        ("option_a_ky", Named(None, "A", "ky")),
        ("Вариант ответа Б", Named(None, "Б")),
        ("Жооп 3", Named(None, "3")),
        ("A", Named(None, "A")),
        ("Суроо (орусча) / Вопрос (рус.)", Named(Column.STEM, "", "ru")),
        ("stem ky", Named(Column.STEM, "", "ky")),
        ("ОТВЕТ", Named(Column.KEY)),
        ("Источник (русский)", Named(Column.SOURCE, "", "ru")),
        ("№ п/п", Named(Column.ROW_NUMBER)),
        ("1", None),
        ("Автор", None),
        ("", None),
    ],
)
def test_headings_are_read_in_three_languages(heading: str, what: Named | None) -> None:
    assert named(heading) == what


def test_a_plain_table_is_read_with_titles_above_it() -> None:
    first = ("1", "S1", "Кто?", "я", "ты", "он", "", "b")
    questions = table.read([("Вопросы 2026",), (), PLAIN, first, (), ("2", "S2", "Что?", "x", "y", "", "", "А")])
    assert [(q.line, q.section, q.keys, len(q.options)) for q in questions] == [(4, "S1", {1}, 3), (6, "S2", {0}, 2)]
    assert questions[0].stem == Said(either="Кто?")
    assert questions[0].left_out == {"topic", "difficulty", "source", "notes", "enemies", "kind"}


def test_both_languages_stand_in_columns_of_their_own() -> None:
    texts = ("Суроо (кыргызча)", "Вопрос (русский)", "А (кыргызча)", "А (рус)", "Б (кыргызча)", "Б (рус)")
    head = (*texts, "Ключ", "Тип", "Не вместе с", "Формат")
    question = one("Ким?", "Кто?", "мен", "я", "сен", "ты", "А; Б", "несколько", "S1-1, S1-2", "html", head=head)
    assert question.stem == Said("Ким?", "Кто?")
    assert question.options == (Said("мен", "я"), Said("сен", "ты"))
    assert (question.kind, question.keys, question.enemies) == (Kind.MULTIPLE, {0, 1}, ("S1-1", "S1-2"))
    assert (question.is_rich, question.words) == (True, "Ким?")


def test_what_is_no_table_of_questions_is_told() -> None:
    for given, why in (([("ФИО", "Дата")], "wrong_kind"), ([()], "empty"), ([("Ключ", "А", "Б")], "wrong_kind")):
        with pytest.raises(FileRefused) as caught:
            table.read(given)
        assert caught.value.why.value == why


def test_headings_again_on_every_page_are_no_questions() -> None:
    assert (
        len(rows(("1", "S1", "Кто?", "я", "ты", "", "", "A"), PLAIN, ("2", "S1", "Что?", "x", "y", "", "", "D"))) == 2
    )


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("1", "S1", "Кто?", "я", "ты", "", "", ""), "no_key"),
        (("1", "S1", "Кто?", "я", "ты", "", "", "A, B"), "two_keys"),
        (("1", "S1", "Кто?", "я", "ты", "", "", "D"), "key_unknown"),
        (("1", "S1", "Кто?", "я", "", "ты", "", "B"), "key_unknown"),
        (("1", "S1", "Кто?", "я", "ты", "", "", "он"), "key_unknown"),
        (("1", "S1", "Кто?", "я", "ты", "", "", "9"), "key_unknown"),
        (("1", "S1", "Кто?", "я", "", "", "", "A"), "one_option"),
        (("1", "S1", "Кто?", "я", "", "ты", "", "A"), "empty_option"),
        (("1", "S1", "Кто?", "я", "я", "", "", "A"), "equal_options"),
        (("1", "S9", "Кто?", "я", "ты", "", "", "A"), "section_unknown"),
        (("1", "S1", "", "я", "ты", "", "", "A"), "no_stem"),
        (("Раздел 1",), "not_a_question"),
    ],
)
def test_rows_that_are_no_sound_questions_are_refused(cells: tuple[str, ...], fault: str) -> None:
    assert reason(one(*cells)) == fault


def test_kinds_difficulties_and_formats_must_be_known() -> None:
    head = ("Вопрос", "А", "Б", "Ключ", "Тип", "Сложность", "Формат")
    assert reason(one("Кто это?", "я", "ты", "А", "эссе", "", "", head=head)) == "kind_unknown"
    assert reason(one("Кто это?", "я", "ты", "А", "один", "6", "", head=head)) == "difficulty_wrong"
    assert reason(one("Кто это?", "я", "ты", "А", "один", "3,0", "", head=head)) == ""
    assert reason(one("Кто это?", "я", "ты", "А", "один", "3", "docx", head=head)) == "format_unknown"
    assert reason(one("Кто это?", "я", "ты", "А", table.SINGLE, "3", "", head=head)) == ""


def test_columns_that_mean_nothing_are_told() -> None:
    head = ("Вопрос", "Автор", "А", "Б", "А", "Ключ", "Ключ", "")
    question = one("Кто?", "Асанов", "я", "ты", "он", "А", "", head=head)
    assert [note.facts for note in question.remarks] == [{"column": "Автор"}, {"column": "А"}]
    assert notes(one("Кто?", "", "я", "ты", "", "А", head=head)) == []


def test_more_options_than_a_question_may_have_are_told() -> None:
    head = ("Вопрос", *(f"Ответ {number}" for number in range(1, 11)), "Ключ")
    question = one("Кто это?", *"абвгдежзик", "3", head=head)
    assert reason(question) == "too_many_options"


# --- letters ---


def test_a_letter_that_looks_the_same_in_both_alphabets_is_never_guessed() -> None:
    # Cyrillic headings, a Latin B: the second of A, B, C or the third of the headings?
    head = ("Вопрос", "Вариант А", "Вариант Б", "Вариант В", "Ключ")
    assert reason(one("Кто это?", "я", "ты", "он", "B", head=head)) == "key_ambiguous"
    assert one("Кто это?", "я", "ты", "он", "В", head=head).keys == {2}
    latin = rows(("Кто это?", "я", "ты", "он", "B"), ("Что это?", "я", "ты", "он", "C"), head=head)
    assert [question.keys for question in latin] == [{1}, {2}]
    cyrillic = rows(("Кто это?", "я", "ты", "он", "B"), ("Что это?", "я", "ты", "он", "Б"), head=head)
    assert [question.keys for question in cyrillic] == [{2}, {1}]
    mixed = rows(*((f"Вопрос {key}?", "я", "ты", "он", key) for key in "BБC"), head=head)  # mixed on purpose
    assert [reason(question) for question in mixed] == ["key_ambiguous", "", ""]


def test_labels_of_options_may_be_mixed_letters_or_have_gaps() -> None:
    look_alike = find_headings([("Вопрос", "Вариант А", "Вариант В", "Вариант С", "Ключ")])
    assert look_alike is not None
    assert sorted(look_alike.options) == [(0, ""), (1, ""), (2, "")]
    gap = find_headings([("Вопрос", "Вариант A", "Вариант B", "Вариант D", "Ключ")])
    assert gap is not None
    assert sorted(gap.options) == [(0, ""), (1, ""), (3, "")]
    numbers = find_headings([("Вопрос", "Ответ 1", "Ответ 2", "Ключ")])
    assert numbers is not None
    assert numbers.alphabet == ""
    two = find_headings([("Question", "Option A", "Option B", "Key")])
    assert two is not None
    assert two.alphabet == keys.LATIN


def test_keys_are_written_in_many_ways() -> None:
    assert keys.letters_of("А, В") == ("А", "В")
    assert keys.letters_of("ab") == ("A", "B")
    assert keys.letters_of("1; 3 и 4") == ("1", "3", "4")
    assert keys.letters_of("Бишкек") == ("БИШКЕК",)
    assert keys.letters_of(" ") == ()
    assert [keys.place_of(letter, keys.CYRILLIC) for letter in "АБВГДЕЖЗ"] == list(range(8))
    assert [keys.place_of(letter, keys.LATIN) for letter in "ABCDEFGH"] == list(range(8))
    assert [keys.place_of(letter, "") for letter in ("B", "Я", "0", "12", "AB")] == [-1, None, None, None, None]
