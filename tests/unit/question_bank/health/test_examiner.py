"""What only the whole bank can tell."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.blueprint import Blueprint
from question_bank.health import (
    Check,
    Examiner,
    Figures,
    Finding,
    Longest,
    Place,
    Report,
    Severity,
    figures_from,
    figures_to,
    finding_from,
    finding_to,
    severity_of,
)
from question_bank.model import Kind, Question
from question_bank.package import parse_bank
from question_bank.workflow import State
from resources import SAMPLE
from tests.unit.question_bank.builders import questions
from tests.unit.question_bank.health.builders import ask, examined, found_in, one, report

APPROVED = State.APPROVED


def keyed(letters: str, options: int = 4) -> list[Question]:
    """Questions with their keys in these places, and texts that nothing else can be said of."""
    texts = tuple((f"жооп {n}", f"ответ {n}") for n in "бвгдежзи"[:options])
    return [
        ask(f"{chr(1072 + n)} ким?", f"{chr(1072 + n)} кто?", *texts, name=f"S1-{n:04d}", key=letter)
        for n, letter in enumerate(letters)
    ]


def test_an_empty_bank_has_no_finding_and_divides_nothing_by_zero() -> None:
    empty = report()
    assert (empty.questions, empty.findings, empty.checks) == (0, (), {})
    assert empty.figures.longest["ky"] == Longest(0, 0, 0, 0)
    assert empty.figures.longest["ky"].share == empty.figures.longest["ky"].expected_share == 0
    assert empty.figures.places == ()


def test_questions_are_counted_by_section_and_state_and_by_difficulty() -> None:
    held = [
        (ask(name="S1-0001"), State.DRAFT),
        (ask(name="S1-0002", measured=449), APPROVED),
        (ask(name="S1-0003", measured=500, difficulty=1), State.RETIRED),
        (ask(name="S9-0001", section="S9", difficulty=0), APPROVED),
    ]
    figures = examined(held).figures
    assert figures.sections == {
        "S1": {"draft": 1, "approved": 1, "retired": 1},
        "S2": {},
        "S9": {"approved": 1},
    }
    assert figures.difficulties == {0: 1, 3: 1, 4: 1}


def test_a_section_that_the_bank_does_not_have_is_a_fault() -> None:
    finding = one(Check.UNKNOWN_SECTION, ask(section="S9"))
    assert (finding.severity, finding.facts["section"]) == (Severity.FAULT, "S9")


def test_enemies_must_exist_be_others_and_know_it() -> None:
    held = [
        (ask(name="A", enemies=frozenset({"A", "B", "C", "D", "X"})), APPROVED),
        (ask("Биринчи суроо", "Первый вопрос", name="B", enemies=frozenset("A")), APPROVED),
        (ask("Экинчи китеп", "Другая книга", name="C"), APPROVED),
        (ask("Үчүнчү эреже", "Третье правило", name="D"), State.RETIRED),
    ]
    found = [item for item in examined(held).findings if item.check is Check.ENEMIES]
    assert [(item.what, item.facts["enemy"], item.severity) for item in found] == [
        ("itself", "A", Severity.FAULT),
        ("one_sided", "C", Severity.DOUBT),
        ("unknown", "X", Severity.FAULT),
    ]


def test_a_key_that_repeats_a_rare_word_of_the_stem_is_a_hint() -> None:
    options = (("демөөрчүнүн макулдугу", "согласие спонсора"), ("министрдин буйругу", "приказ министра"))
    finding = one(Check.KEY_ECHO, ask("Демөөрчү каражат берди. Эмне керек?", "Дали средства. Что нужно?", *options))
    assert (finding.language, finding.facts["words"], finding.severity) == ("ky", "демөөрчүнүн", Severity.HINT)
    repeated = (*options[:1], ("демөөрчүнүн каты", "письмо министра"))
    assert found_in(ask("Демөөрчү каражат берди. Эмне керек?", "Дали средства.", *repeated), check=Check.KEY_ECHO) == ()


def test_a_common_word_in_the_key_gives_nothing_away() -> None:
    options = (("мугалимдин өзү", "сам"), ("министр", "министр"))
    held = [
        ask(f"Мугалим {word} иш кылды?", f"Что {word}?", *options, name=word) for word in ("кечээ", "бүгүн", "эртең")
    ]
    assert found_in(*held, check=Check.KEY_ECHO) == ()


def test_several_keys_make_no_echo_and_have_no_place() -> None:
    many = ask("Демөөрчү ким?", "Кто такой спонсор?", ("демөөрчү", "спонсор"), ("ата", "отец"), key="ab",
               kind=Kind.MULTIPLE)  # fmt: skip
    assert found_in(many) == ()
    assert report(many).figures.places == ()


def test_the_share_of_longest_keys_is_counted_per_language_against_chance() -> None:
    telling = (("узун жооп", "да"), ("жооп", "ответ"))
    found = report(ask("Суроо", "Вопрос", *telling), ask("Дагы", "Ещё", *telling, name="S1-0002", key="b"))
    assert found.figures.longest == {"ky": Longest(2, 1, 1, 1), "ru": Longest(2, 1, 0, 1)}
    assert (found.figures.longest["ky"].share, found.figures.longest["ky"].expected_share) == (50, 50)


def test_a_bank_whose_longest_options_are_mostly_keys_is_doubtful_as_a_whole() -> None:
    texts = (("бул узун жооп", "ответ"), ("жооп а", "ответы"), ("жооп б", "ответик"), ("жооп в", "ответище"))
    held = [ask(f"{n} ким {n}", f"{n} кто {n}", *texts, name=f"S1-{n:04d}") for n in range(20)]
    bank = [item for item in found_in(*held, check=Check.LONGEST_IS_KEY) if not item.question]
    assert [(item.language, item.severity, item.facts["share"], item.facts["expected"]) for item in bank] == [
        ("ky", Severity.DOUBT, 100, 25)
    ]
    assert not [item for item in found_in(*held[:19], check=Check.LONGEST_IS_KEY) if not item.question]


def test_keys_that_crowd_in_one_place_are_doubtful() -> None:
    finding = one(Check.KEY_POSITIONS, *keyed("b" * 20 + "abcd" * 5))
    assert (finding.question, finding.severity) == ("", Severity.DOUBT)
    assert (finding.facts["option"], finding.facts["share"], finding.facts["expected"]) == ("Б", 62, 25)


def test_keys_are_even_where_chance_alone_explains_their_places() -> None:
    assert found_in(*keyed("abcd" * 10), check=Check.KEY_POSITIONS) == ()
    assert found_in(*keyed("a" * 8 + "b" * 4 + "c" * 4 + "d" * 4), check=Check.KEY_POSITIONS) == ()
    assert found_in(*keyed("b" * 19), check=Check.KEY_POSITIONS) == ()


def test_places_are_expected_by_the_number_of_options() -> None:
    figures = report(*keyed("ab", 2), *keyed("abcd")[2:]).figures
    assert figures.places == (Place(0, 1, 2), Place(1, 1, 2), Place(2, 1, 0), Place(3, 1, 0))


def test_R_21_2_every_section_that_is_short_for_the_form_is_named() -> None:
    blueprint = Blueprint({"S1": 3, "S2": 2, "S3": 1})
    held = [(question, APPROVED) for question in questions({"S1": 3, "S2": 1})]
    held.append((ask(name="S3-0001", section="S3"), State.DRAFT))
    short = [item for item in examined(held, blueprint=blueprint).findings if item.check is Check.FORM_SHORT]
    assert [(item.facts["section"], item.facts["needed"], item.facts["present"], item.what) for item in short] == [
        ("S2", 2, 1, "few"),
        ("S3", 1, 0, "few"),
    ]
    assert {item.severity for item in short} == {Severity.FAULT}


def test_enemies_can_make_a_section_short_or_the_whole_form_impossible() -> None:
    foes = [ask(f"Суроо {n}", f"Вопрос {n}", name=n, enemies=frozenset("AB") - {n}) for n in "AB"]
    found = examined([(foe, APPROVED) for foe in foes], blueprint=Blueprint({"S1": 2})).findings
    (short,) = [item for item in found if item.check is Check.FORM_SHORT]
    assert (short.what, short.facts["needed"], short.facts["present"]) == ("enemies", 2, 2)
    apart = [foes[0], ask("Суроо B", "Вопрос B", name="B", section="S2", enemies=frozenset("A"))]
    found = examined([(foe, APPROVED) for foe in apart], blueprint=Blueprint({"S1": 1, "S2": 1})).findings
    assert [item.what for item in found if item.check is Check.FORM_SHORT] == ["enemies_meet"]


def test_a_band_that_no_paper_reaches_is_a_fault() -> None:
    held = [(ask(f"Суроо {n}", f"Вопрос {n}", name=n, difficulty=2), APPROVED) for n in "ABC"]
    found = examined(held, blueprint=Blueprint({"S1": 2}, (250, 350))).findings
    (band,) = [item for item in found if item.check is Check.FORM_BAND]
    assert band.severity is Severity.FAULT
    assert band.facts == {"low": 250, "high": 350, "least": 200, "most": 200}
    assert not [
        item for item in examined(held, blueprint=Blueprint({"S1": 2}, (100, 200))).findings if not item.question
    ]


def test_the_findings_come_in_the_order_of_the_checks_and_are_counted() -> None:
    found = report(ask(key=""), ask("Суроо", "", name="S1-0002", difficulty=0))
    assert list(found.checks) == [Check.UNFINISHED, Check.MISSING_TRANSLATION, Check.NO_DIFFICULTY]
    assert [found.count(severity) for severity in Severity] == [2, 0, 1]


def test_the_end_of_the_examination_tells_how_far_it_is_over_both_languages() -> None:
    heard: list[tuple[int, int]] = []
    examiner = Examiner(["S1"])
    examiner.take(ask(), APPROVED)
    examiner.close(lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 16)
    assert heard[-1] == (16, 16)
    assert heard == sorted(heard)


@pytest.mark.parametrize("check", Check)
def test_every_check_has_a_weight(check: Check) -> None:
    assert severity_of(check) in Severity


@given(st.sampled_from(Check), st.sampled_from(Severity), st.text(), st.dictionaries(st.text(), st.integers()))
def test_a_finding_comes_back_from_its_plain_form(
    check: Check, severity: Severity, name: str, facts: dict[str, int]
) -> None:
    finding = Finding(check, severity, name, "ky", facts)
    assert finding_from(json.loads(json.dumps(finding_to(finding)))) == finding


def test_figures_come_back_from_their_plain_form() -> None:
    figures = report(*keyed("abcd"), ask(section="S9", name="x")).figures
    assert figures_from(json.loads(json.dumps(figures_to(figures)))) == figures
    assert figures_from(figures_to(Figures())) == Figures()


def test_the_sample_bank_has_neither_faults_nor_doubts() -> None:
    folder = SAMPLE / "bank"
    files = {path.name: path.read_bytes() for path in folder.glob("S*.json")}
    bank = parse_bank((folder / "manifest.json").read_bytes(), files)
    examiner = Examiner([section.id for section in bank.sections])
    for question in bank.questions.values():
        examiner.take(question, APPROVED)
    found: Report = examiner.close()
    assert found.questions == 244
    assert [item for item in found.findings if item.severity is not Severity.HINT] == []
