"""What the examination says of a question alone."""

from dataclasses import replace

import pytest

from question_bank.health import Check, Severity
from question_bank.health.single import letters
from question_bank.model import Bilingual, Kind, Option, Picture
from tests.unit.question_bank.health.builders import ask, found_in, one


def test_a_finished_question_in_both_languages_has_no_finding() -> None:
    assert found_in(ask()) == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"key": ""}, "no_key"),
        ({"key": "x"}, "key_unknown"),
        ({"key": "ab"}, "several_keys"),
        ({"options": ()}, "few_options"),
        (
            {"options": tuple(Option(f"{n}", Bilingual(f"а{n}б", f"в{n}г")) for n in range(9)), "key": "1"},
            "many_options",
        ),
        ({"options": (Option("a", Bilingual("бир", "раз")), Option("a", Bilingual("эки", "два")))}, "key_unknown"),
    ],
)
def test_what_a_kiosk_could_not_show_or_score_is_a_fault(changes: dict[str, object], what: str) -> None:
    values = {**changes, "key": frozenset(str(changes.get("key", "a")))}
    finding = next(item for item in found_in(replace(ask(), **values), check=Check.UNFINISHED) if item.what == what)
    assert finding.severity is Severity.FAULT


def test_several_keys_are_right_where_several_may_be_chosen() -> None:
    assert found_in(ask(key="ab", kind=Kind.MULTIPLE)) == ()


def test_a_question_without_text_or_with_an_empty_option_is_unfinished() -> None:
    finding = one(Check.UNFINISHED, ask("", ""))
    assert finding.what == "no_text"
    finding = one(Check.UNFINISHED, ask("Суроо кайсы?", "Вопрос какой?", ("бир", "раз"), ("", " "), ("үч", "три")))
    assert (finding.what, finding.facts["options"]) == ("empty_option", "Б")


@pytest.mark.parametrize(("ky", "ru", "missing"), [("Суроо", "", "ru"), ("", "Вопрос", "ky"), ("  ", "Вопрос", "ky")])
def test_a_text_in_one_language_only_lacks_its_translation(ky: str, ru: str, missing: str) -> None:
    finding = one(Check.MISSING_TRANSLATION, ask(ky, ru))
    assert (finding.severity, finding.language) == (Severity.FAULT, missing)
    assert (finding.facts["stem"], finding.facts["options"]) == (1, "")


def test_a_question_without_a_single_russian_word_is_one_finding_that_names_all() -> None:
    finding = one(Check.MISSING_TRANSLATION, ask("Суроо", "", ("бир", ""), ("эки", "")))
    assert (finding.language, finding.facts["stem"], finding.facts["options"]) == ("ru", 1, "А, Б")
    assert found_in(ask("Суроо", "", ("бир", ""), ("эки", "")), check=Check.PARITY_OPTIONS) == ()


def test_an_option_that_one_language_lacks_makes_the_counts_differ() -> None:
    finding = one(Check.PARITY_OPTIONS, ask("Суроо", "Вопрос", ("бир", "раз"), ("эки", "два"), ("үч", "")))
    assert (finding.severity, finding.language) == (Severity.FAULT, "ru")
    assert (finding.facts["ky"], finding.facts["ru"], finding.facts["options"]) == (3, 2, "В")


def test_a_stem_that_reads_the_same_in_both_languages_was_not_translated() -> None:
    finding = one(Check.MISSING_TRANSLATION, ask(*["Какой орган утверждает порядок проведения конкурса?"] * 2))
    assert (finding.severity, finding.what) == (Severity.DOUBT, "same")
    assert found_in(ask("=SUM(A1:A9)", "=SUM(A1:A9)")) == ()


def test_options_that_are_equal_are_a_fault_and_options_that_are_alike_a_doubt() -> None:
    equal = one(Check.DUPLICATE_OPTIONS, ask("Суроо", "Вопрос", ("бир", "раз"), ("бир", "два"), ("үч", "три")))
    assert (equal.severity, equal.language, equal.facts["options"]) == (Severity.FAULT, "ky", "А, Б")
    alike = one(Check.DUPLICATE_OPTIONS, ask("Суроо", "Вопрос", ("бир", "Приём."), ("эки", "два"), ("үч", "прием")))
    assert (alike.severity, alike.language, alike.facts["options"]) == (Severity.DOUBT, "ru", "А, В")


def test_an_option_missing_in_one_language_only_is_no_duplicate_of_another() -> None:
    texts = (("бир", "раз"), ("", "два"), ("", "три"))
    assert found_in(ask("Суроо", "Вопрос", *texts), check=Check.DUPLICATE_OPTIONS) == ()


def test_formatted_options_are_told_apart_by_what_stands_high_and_by_their_pictures() -> None:
    powers = (("x<sup>2</sup>", "x<sup>2</sup>"), ("x<sub>2</sub>", "x<sub>2</sub>"), ("<b>x</b>", "<b>x</b>"))
    assert found_in(ask("Даража кайсы?", "Где степень?", *powers, is_rich=True)) == ()
    bold = (("<b>x</b>", "<b>x</b>"), ("x", "y"), ("z", "z"))
    assert one(Check.DUPLICATE_OPTIONS, ask("Тамга", "Буква", *bold, is_rich=True)).facts["options"] == "А, Б"
    shown = (Picture("1.png", "image/png", b"1"), Picture("2.png", "image/png", b"2"))
    drawn = (('<img src="1.png">', "<img src='1.png'>"), ('<img alt="" src="2.png"/>', '<img src="2.png">'))
    assert found_in(ask("Айлана кайсы?", "Где круг?", *drawn, is_rich=True, pictures=shown)) == ()


def test_a_picture_that_is_not_there_is_a_fault_and_one_that_nobody_names_a_doubt() -> None:
    stem = '<p>Бул эмне?</p><img src="map.png">', "<p>Что это?</p>"
    kept = (Picture("other.png", "image/png", b"2"),)
    missing, unused = found_in(ask(*stem, is_rich=True, pictures=kept), check=Check.DEAD_PICTURES)
    assert (missing.what, missing.severity, missing.facts["picture"]) == ("missing", Severity.FAULT, "map.png")
    assert (unused.what, unused.severity, unused.facts["picture"]) == ("unused", Severity.DOUBT, "other.png")


def test_plain_text_names_no_picture_whatever_it_looks_like() -> None:
    question = ask('<img src="a.png"> эмнени көрсөтөт?', 'Что выводит <img src="a.png">?')
    assert found_in(question) == ()


def test_words_that_point_at_a_picture_where_there_is_none_are_doubtful() -> None:
    finding = one(Check.DEAD_PICTURES, ask("Геометриялык фигураны атагыла.", "Какая фигура изображена на рисунке?"))
    assert (finding.what, finding.language, finding.facts["picture"]) == ("spoken", "ru", "на рисунке")
    assert one(Check.DEAD_PICTURES, ask("Сүрөттө эмне көрсөтүлгөн?", "Что показано?")).language == "ky"


def test_a_picture_alone_is_text_enough() -> None:
    shown = (Picture("1.png", "image/png", b"1"),)
    question = ask('<img src="1.png">', '<img src="1.png">', is_rich=True, pictures=shown)
    assert found_in(question) == ()


def test_without_a_source_in_either_language_nobody_can_check_the_key() -> None:
    assert one(Check.MISSING_SOURCE, ask(source=Bilingual(" ", ""))).severity is Severity.DOUBT
    assert found_in(ask(source=Bilingual("", "Учебник"))) == ()


def test_a_question_that_nobody_weighed_is_a_hint_unless_sessions_measured_it() -> None:
    assert one(Check.NO_DIFFICULTY, ask(difficulty=0)).severity is Severity.HINT
    assert found_in(ask(difficulty=0, measured=240)) == ()


def test_a_key_that_the_eye_sees_to_be_the_longest_is_a_hint() -> None:
    options = (("кыска жооп", "краткий и очень подробный ответ"), ("узун жооп", "краткий ответ"), ("жооп", "ответ"))
    finding = one(Check.LONGEST_IS_KEY, ask("Суроо", "Вопрос", *options))
    assert (finding.severity, finding.language) == (Severity.HINT, "ru")
    assert (finding.facts["key"], finding.facts["next"]) == (31, 13)


def test_a_longest_option_that_is_not_the_key_gives_nothing_away() -> None:
    options = (("бир", "да"), ("узун жооп, абдан узун", "длинный ответ, очень длинный"))
    assert found_in(ask("Суроо", "Вопрос", *options)) == ()
    assert found_in(ask("Суроо", "Вопрос", *options, key="ab", kind=Kind.MULTIPLE)) == ()


def test_words_without_exception_hint_where_only_key_or_only_distractors_have_them() -> None:
    options = (("дайыма ката", "да"), ("жок", "нет"), ("мүмкүн", "может быть"))
    finding = one(Check.CUE_WORDS, ask("Суроо", "Вопрос", *options, key="b"))
    assert (finding.language, finding.what, finding.facts["words"]) == ("ky", "distractors", "дайыма")
    finding = one(Check.CUE_WORDS, ask("Суроо", "Вопрос", *options, key="a"))
    assert (finding.what, finding.severity) == ("key", Severity.HINT)
    both_sides = (("дайыма ката", "да"), ("дайыма туура", "может быть"))
    assert found_in(ask("Суроо", "Вопрос", *both_sides)) == ()


def test_an_option_that_speaks_of_the_others_is_doubtful() -> None:
    options = (("бир", "раз"), ("эки", "два"), ("Жогоруда айтылгандардын баары", "Все перечисленные"))
    found = found_in(ask("Суроо", "Вопрос", *options), check=Check.ALL_OF_ABOVE)
    assert [(item.language, item.what, item.facts["option"]) for item in found] == [
        ("ky", "all", "В"),
        ("ru", "all", "В"),
    ]
    assert found[0].severity is Severity.DOUBT


def test_numbers_and_denials_are_compared_text_by_text() -> None:
    options = (("12 жыл", "12 лет"), ("14 жыл", "15 лет"))
    finding = one(Check.PARITY_NUMBERS, ask("Канча жыл?", "Сколько лет?", *options))
    assert (finding.severity, finding.language) == (Severity.DOUBT, "")
    assert (finding.facts["place"], finding.facts["ky"], finding.facts["ru"]) == ("Б", "14", "15")
    finding = one(Check.PARITY_NEGATION, ask("Кайсы укук камсыз кылынат?", "Какое право не обеспечивается?"))
    assert (finding.severity, finding.language) == (Severity.DOUBT, "ru")
    assert (finding.facts["place"], finding.facts["word"]) == ("", "не")


def test_options_beyond_the_last_letter_are_counted() -> None:
    assert letters([0, 7, 8]) == "А, З, 9"
