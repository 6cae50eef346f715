"""From a question of a file to a draft of the bank, or to the reason why not."""

from dataclasses import replace

import pytest

from question_bank.formats.compare import fingerprints, is_same, merged, seen_by
from question_bank.formats.foreign import NOTES, Fault, FileRefused, ForeignQuestion, Remark, Said, remark
from question_bank.formats.places import Places
from question_bank.formats.settle import common_language, settle
from question_bank.model import NOTHING, Bilingual, Kind, Option, Picture, Question
from tests.unit.question_bank.formats.rules import SECTIONS, reason, rules, settled


def foreign(words: str = "Кто это?", *options: str, **more: object) -> ForeignQuestion:
    """A question that says no language; the first option is right."""
    said = tuple(Said(either=option) for option in (options or ("я", "ты")))
    question = ForeignQuestion(3, words, stem=Said(either=words), options=said, keys=frozenset({0}))
    return replace(question, **more)  # type: ignore[arg-type]


def made(question: ForeignQuestion, language: str = "ru") -> Question:
    found = settled(question, language)
    assert found.question is not None, found.refused
    return found.question


def test_a_text_without_a_language_is_in_the_one_that_the_person_says() -> None:
    assert made(foreign()).stem == Bilingual("", "Кто это?")
    assert made(foreign(), "ky").stem == Bilingual("Кто это?", "")
    bilingual = foreign(stem=Said("Бул ким?", "Кто это?"))
    assert made(bilingual).options[0].text == Bilingual("я", "я")
    assert made(replace(bilingual, notes=Said(either="да"), source=Said("", "Закон"))).notes == Bilingual("да", "да")


def test_the_language_of_each_question_is_told_or_asked_for() -> None:
    sure = settle(foreign("Кто из них директор?"), rules())
    assert sure.question is not None
    assert sure.question.stem.ky == ""
    kyrgyz = settle(foreign("Бул ким болот?", "мен", "сен"), rules())
    assert kyrgyz.question is not None
    assert kyrgyz.question.stem.ru == ""
    unsure = foreign("Манас", "Ош", "Чу")
    assert settle(unsure, rules()).refused == Remark(Fault.LANGUAGE_UNSURE)
    formula = settle(foreign("2 + 2 = ?", "4", "5"), rules())  # nothing in it is of either language
    assert formula.notes == (remark(Fault.LANGUAGE_NEITHER, language="ru"),)
    assumed = settle(unsure, rules(others="ru"))
    assert assumed.notes == (remark(Fault.LANGUAGE_ASSUMED, language="ru"),)


def test_the_language_of_a_file_is_that_of_nearly_all_its_questions() -> None:
    russian, kyrgyz = foreign("Кто из них директор?"), foreign("Бул ким болот?", "мен", "сен")
    assert common_language([russian, foreign("HTML", "a", "b"), russian.refusing(Fault.NO_KEY)]) == "ru"
    assert common_language([russian, kyrgyz]) == ""
    assert common_language([*[russian] * 20, kyrgyz]) == "ru"
    assert common_language([kyrgyz]) == "ky"
    assert common_language([]) == ""


def test_lost_and_garbled_letters_are_refused() -> None:
    assert reason(foreign("Б?л?м кайсы?"), "ky") == "letters_lost"
    assert reason(foreign("Вопрос".encode().decode("cp1251"))) == "garbled"


def test_what_is_formatted_stays_so_and_what_is_not_becomes_plain() -> None:
    rich = foreign("<p>Что <b>это</b>?</p>", "<p>a</p>", "b", is_rich=True)
    assert made(rich).is_rich
    plain = foreign("<p>Что это? &lt;</p>", "<p>a</p>", "b", is_rich=True)
    assert made(plain) == replace(made(plain), is_rich=False, stem=Bilingual("", "Что это? <"))
    assert made(replace(plain, is_said_rich=True)).is_rich
    assert reason(foreign("<p> </p>", "a", "b", is_rich=True)) == "no_stem"
    assert reason(foreign("Что <b>это</b>?", "<i></i>", "b", is_rich=True)) == "empty_option"


def test_what_cleaning_takes_away_is_noted() -> None:
    strict = replace(rules("ru"), clean=lambda text, _names: (text, ("script",)))
    found = settle(foreign("Что <b>это</b>?", "a", "b", is_rich=True), strict)
    assert found.notes == (remark(Fault.HTML_REMOVED, what="script"),)


def test_the_same_picture_under_two_names_comes_once() -> None:
    def one_name(data: bytes, _name: str) -> Picture | Remark:
        return Picture("one.png", "image/png", data)

    question = foreign(
        '<img src="a.png"> <img src="b.png">', "a", "b", is_rich=True, pictures={"a.png": b"P", "b.png": b"P"},
        descriptions={"a.png": Said(either="план")},
    )  # fmt: skip
    found = settle(question, replace(rules("ru"), make_safe=one_name)).question
    assert found is not None
    assert found.pictures == (Picture("one.png", "image/png", b"P", Bilingual("", "план")),)


def test_the_first_reason_stays() -> None:
    question = foreign().refusing(Fault.NO_KEY).refusing(Fault.BRACES)
    assert reason(question) == "no_key"
    assert reason(foreign(keys=frozenset[int]())) == "no_key"
    assert Fault.NEW_VERSION in NOTES
    assert Fault.NO_KEY not in NOTES
    assert FileRefused(FileRefused.Why.BROKEN, 3).line == 3


def test_an_enemy_of_itself_is_none() -> None:
    assert made(foreign(id="A", enemies=("A", "B"))).enemies == {"B"}


# --- sections ---


@pytest.mark.parametrize(
    ("section", "category", "found"),
    [
        ("s1", (), ("S1", "")),
        ("основы права", (), ("S1", "")),
        ("Мектепти Башкаруу", (), ("S2", "")),
        ("S2 – Управление", (), ("S2", "")),
        ("Права", (), ("S2", "")),
        ("", ("Курс", "S1 Основы права", "Труд", "Отпуск"), ("S1", "Труд / Отпуск")),
        ("", ("Математика", "Дроби"), ("S2", "Дроби")),
        ("", ("Курс", "Тема"), ("S1", "Курс / Тема")),
        ("", (), ("S1", "")),
    ],
)
def test_sections_are_found_by_id_title_or_what_the_person_says(
    section: str, category: tuple[str, ...], found: tuple[str, str]
) -> None:
    places = Places(SECTIONS, "S1", {"Права": "S2", "Математика": "S2"})
    assert places.of(foreign(section=section, category=category)) == found


def test_a_whole_path_may_mean_a_section() -> None:
    places = Places(SECTIONS, "", {"Курс/Тема": "S2"})
    assert places.of(foreign(category=("Курс", "Тема"), topic="t")) == ("S2", "t")


def test_unknown_sections_are_refused() -> None:
    places = Places(SECTIONS)
    assert places.of(foreign(section="S9")) == remark(Fault.SECTION_UNKNOWN, section="S9")
    assert places.of(foreign(category=("Курс", "Тема"))) == remark(Fault.SECTION_UNKNOWN, section="Тема")
    assert places.of(foreign()) == remark(Fault.SECTION_MISSING)
    assert settle(foreign(section="S9"), rules("ru")).refused == remark(Fault.SECTION_UNKNOWN, section="S9")


# --- beside the bank's ---


def question(ky: str = "Ким?", ru: str = "Кто?", *texts: tuple[str, str], key: str = "a") -> Question:
    options = texts or (("мен", "я"), ("сен", "ты"))
    return Question(
        "Q", 1, "S1", Bilingual(ky, ru),
        tuple(Option(name, Bilingual(*text)) for name, text in zip("abcdefgh", options, strict=False)),
        frozenset(key), Bilingual("Мыйзам", "Закон"), topic="t", difficulty=3, measured=250,
    )  # fmt: skip


def test_options_keep_their_identity_by_their_words() -> None:
    theirs = question("Ким?", "Кто?", ("сен", "ты"), ("мен", "я"), key="b")
    together = merged(question(), theirs)
    assert [option.id for option in together.options] == ["b", "a"]
    assert (together.key, together.measured) == ({"a"}, 250)
    theirs = question("Ким?", "Кто?", ("мен", "я"), ("биз", "мы"), ("алар", "они"), key="c")
    together = merged(question(), theirs)
    assert ([option.id for option in together.options], together.key) == (["a", "b", "c"], {"c"})
    fewer = merged(question("", "", *[("x", "y"), ("1", "2"), ("3", "4")]), question("", "", ("3", "4"), ("5", "6")))
    assert [option.id for option in fewer.options] == ["c", "b"]


def test_a_language_that_the_file_does_not_have_stays() -> None:
    theirs = question("", "Кто там?", ("", "я"), ("", "он"))
    together = merged(question(), theirs)
    assert together.stem == Bilingual("Ким?", "Кто там?")
    assert [option.text for option in together.options] == [Bilingual("мен", "я"), Bilingual("сен", "он")]
    together = merged(question(), question("Ким ал?", "", ("мен", ""), ("ал", "")))
    assert together.stem == Bilingual("Ким ал?", "Кто?")
    more = merged(question(), question("", "Кто?", ("", "я"), ("", "он"), ("", "мы")))
    assert more.stem == Bilingual("", "Кто?")


def test_fields_without_a_column_stay() -> None:
    theirs = replace(question(), topic="", source=NOTHING, difficulty=0)
    assert merged(question(), theirs, {"topic", "source"}) == replace(question(), difficulty=0)


def test_blanks_at_the_ends_and_version_numbers_make_no_other_question() -> None:
    other = replace(question(" Ким?", "Кто?\r\n"), version=7, notes=NOTHING)
    assert is_same(question(), other)
    assert not is_same(question(), question("Ким?", "Кто? "[:-1] + "!"))


def test_a_format_without_pictures_sees_their_descriptions() -> None:
    rich = replace(
        question('<img src="a.png" alt="план &amp; дом">', '<img src="a.png"> где?'), is_rich=True,
        pictures=(Picture("a.png", "image/png", b"P", Bilingual("", "план")), Picture("b.png", "image/png", b"P")),
    )  # fmt: skip
    assert seen_by(rich, has_pictures=False).stem == Bilingual("[план &amp; дом]", "[a.png] где?")
    assert [picture.name for picture in seen_by(rich, has_pictures=True).pictures] == ["a.png"]
    assert seen_by(question(), has_pictures=False) == question()
    dead = replace(question("<img> x", "y"), is_rich=True)
    assert seen_by(dead, has_pictures=False).stem.ky == " x"


def test_fingerprints_tell_the_same_question_in_one_language() -> None:
    one = fingerprints(question("", "Кто  это?", ("", "я"), ("", "ты")))
    both = fingerprints(question("Ким?", "Кто это?", ("мен", "ты"), ("сен", "я"), key="b"))
    assert len(one) == 1
    assert one[0] in both
    assert one[0] not in fingerprints(question("", "Кто это?", ("", "я"), ("", "ты"), key="b"))
    assert fingerprints(replace(question(), kind=Kind.MULTIPLE, key=frozenset("z")))
