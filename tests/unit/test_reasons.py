"""Every refusal has its words in every language of its reader."""

import re
from string import Formatter

import pytest

from question_bank.workflow import Act, Role
from question_bank.workflow import State as BankState
from resources.texts import STAFF_LANGUAGES, texts_for
from station.domain.attempt import State
from station.domain.errors import Reason, StationError
from station.domain.hall import Standing
from station.ui.reason_words import WORDS
from station.ui.reason_words_appeal import FIELDS
from station.ui.reason_words_bank import ACTS, BANK_FIELDS, BANK_STATES, DRAWS, ROLES
from station.ui.reasons import STATES, words_for, words_of_error

PARTS = ("title", "happened", "kept", "to_do")
FACTS: dict[Reason, set[str]] = {
    Reason.CODE_WAIT: {"seconds"},
    Reason.LIST_WRONG_ENCODING: {"row"},
    Reason.LIST_TOO_LARGE: {"rows", "limit"},
    Reason.LIST_DATE_BAD: {"value"},
    Reason.LIST_DATE_AHEAD: {"value"},
    Reason.LIST_COLUMN_MISSING: {"column"},
    Reason.LIST_COLUMN_UNKNOWN: {"column", "cell"},
    Reason.LIST_COLUMN_FORBIDDEN: {"column", "cell"},
    Reason.LIST_COLUMN_TWICE: {"column"},
    Reason.LIST_CELL_EMPTY: {"row", "column"},
    Reason.LIST_CELL_BAD: {"row", "column", "value"},
    Reason.LIST_DUPLICATE_DOCUMENT: {"row", "other_row"},
    Reason.LIST_SECOND_VACANCY: {"row", "other_row"},
    Reason.FORM_SECTION_SHORT: {"section", "needed", "present"},
    Reason.FORM_SECTION_ZERO: {"section"},
    Reason.OUTSIDE_SCHEDULE: {"opens", "closes"},
    Reason.SESSION_NOT_RECONCILED: {"open"},
    Reason.NOT_ALLOWED_NOW: {"state"},
    Reason.APPEAL_LATE: {"until"},
    Reason.APPEAL_UNKNOWN: {"number"},
    Reason.COMMISSION_TOO_LARGE: {"limit"},
    Reason.COMMISSION_INCOMPLETE: {"field"},
    Reason.DECISION_INCOMPLETE: {"field"},
    Reason.DECISION_UNTRUE: {"before", "after"},
    Reason.BANK_ROLE: {"role"},
    Reason.BANK_STATE: {"state", "act"},
    Reason.BANK_SAME_PERSON: {"person"},
    Reason.BANK_INCOMPLETE: {"question", "field"},
    Reason.BANK_QUESTION_UNKNOWN: {"question"},
    Reason.BANK_CHANGED_MEANWHILE: {"question"},
    Reason.BANK_USED: {"question"},
    Reason.IMPORT_WRONG_KIND: {"file"},
    Reason.IMPORT_NO_HEADINGS: {"file"},
    Reason.IMPORT_UNSUPPORTED: {"file", "kind"},
    Reason.IMPORT_BROKEN: {"file", "line"},
    Reason.IMPORT_UNSAFE: {"file"},
    Reason.IMPORT_TOO_LARGE: {"file", "limit_mib"},
    Reason.IMPORT_ENCODING: {"line"},
    Reason.IMPORT_SECTION_UNKNOWN: {"section", "known"},
    Reason.IMPORT_UNKNOWN: {"number"},
    Reason.IMPORT_NOT_UNDOABLE: {"question"},
    Reason.PICTURE_BAD: {"picture"},
    Reason.PICTURE_TOO_LARGE: {"picture", "limit_mib", "limit_pixels"},
    Reason.BUNDLE_UNKNOWN_SENDER: {"fingerprint"},
    Reason.BUNDLE_NEWER: {"found", "known"},
    Reason.BUNDLE_TOO_LARGE: {"limit_mib"},
    Reason.BUNDLE_GAP: {"pc"},
    Reason.BUNDLE_CONTRADICTS: {"pc"},
    Reason.BUNDLE_NOTHING_NEW: {"pc"},
    Reason.BUNDLE_PC_TAKEN: {"pc"},
    Reason.FORM_APPROVED: {"form"},
    Reason.FORM_INCOMPLETE: {"field"},
    Reason.FORM_RULE_UNKNOWN: {"field"},
    Reason.FORM_BANK_SHORT: {"sections"},
    Reason.FORM_UNKNOWN: {"form"},
    Reason.DRAW_IMPOSSIBLE: {"section", "what"},
    Reason.GLYPH_MISSING: {"glyph", "font"},
    Reason.TEXT_UNPRINTABLE: {"glyph"},
    Reason.TEXT_TOO_LONG: {"length", "limit"},
    Reason.PRINTER_FAILED: {"printer"},
    Reason.FILE_NOT_READ: {"file"},
    Reason.DATA_NEWER: {"found", "known"},
    Reason.DATA_DAMAGED: {"where"},
    Reason.DATA_CONTRADICTS: {"seq"},
    Reason.DISK_SPACE_LOW: {"free_mib", "needed_mib"},
}


def fields_of(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_no_reason_is_without_words() -> None:
    assert set(WORDS) == set(Reason)


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.name)
@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_reason_speaks_every_language_with_the_same_fields(reason: Reason, language: str) -> None:
    texts = texts_for(language)
    for part in PARTS:
        message = getattr(WORDS[reason], part)
        if not message:
            continue
        said = texts.get(message)
        assert fields_of(said) == fields_of(message)
        assert language == "en" or said != message
        assert language == "en" or re.search("[а-яА-Я]", said)


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.name)
@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_the_facts_of_a_reason_are_enough_for_its_sentence(reason: Reason, language: str) -> None:
    facts = {name: f"<{name}>" for name in FACTS.get(reason, set())}
    words = words_for(texts_for(language), reason, facts)
    assert words.title
    assert words.happened
    assert words.kept or words.to_do
    assert "{" not in words.text
    assert all(fact in words.text for fact in facts.values())


def test_R_24_8_code_errors_are_worded_as_the_glossary_has_them() -> None:
    ky, ru = texts_for("ky"), texts_for("ru")
    assert words_for(ky, Reason.CODE_WRONG, {}).text == "Код туура эмес. Текшерип, кайра киргизиңиз."
    assert words_for(ky, Reason.CODE_DIGITS, {}).text == "Код туура эмес терилди. Цифраларды текшериңиз."
    assert words_for(ky, Reason.CODE_USED, {}).text == "Бул код мурда колдонулган. Кызматкерге кайрылыңыз."
    assert words_for(ru, Reason.CODE_CANCELLED, {}).text == "Этот код аннулирован. Обратитесь к сотруднику."
    other = words_for(ru, Reason.CODE_OTHER_SESSION, {}).text
    assert other == "Этот код относится к другой сессии. Обратитесь к сотруднику."


def test_R_33_2_refusals_of_the_appeal_are_worded_as_the_regulation_asks() -> None:
    said = {
        Reason.APPEAL_LATE: "Апелляцияга арыз берүүнүн бир сааттык мөөнөтү бүттү.",
        Reason.APPEAL_NOT_OWN: "Арызды талапкер жеке өзү тариздейт.",
        Reason.KEY_WITHOUT_CANDIDATE: "Тесттин ачкычтары талапкердин көзүнчө гана көрсөтүлөт.",
        Reason.COMMISSION_TOO_LARGE: "Комиссиянын курамы 5 адамдан ашпоого тийиш.",
        Reason.APPEAL_HOUR_RUNS: "Апелляцияга арыз берүү мөөнөтү бүтө элек же арыз каралып жатат.",
    }
    for reason, words in said.items():
        assert words_for(texts_for("ky"), reason, {"until": "12:47", "limit": 5}).happened == words


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_what_is_missing_is_named_in_the_language_of_the_refusal(field: str, language: str) -> None:
    for reason in (Reason.COMMISSION_INCOMPLETE, Reason.DECISION_INCOMPLETE):
        assert not re.search("[a-z]", words_for(texts_for(language), reason, {"field": field}).text)


def test_a_raised_refusal_names_its_facts() -> None:
    error = StationError(Reason.LIST_DUPLICATE_DOCUMENT, row=4, other_row=9)
    assert words_of_error(texts_for("en"), error).happened == "Rows 4 and 9 have the same identity document."


@pytest.mark.parametrize("state", [*Standing, *State, *STATES])
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_candidates_state_is_named_in_the_language_of_the_refusal(state: str, language: str) -> None:
    said = words_for(texts_for(language), Reason.NOT_ALLOWED_NOW, {"state": str(state)}).happened
    assert not re.search("[a-z]", said)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_R_24_2_the_facts_of_the_bank_are_named_in_the_language_of_the_refusal(language: str) -> None:
    texts = texts_for(language)
    assert (set(ROLES), set(BANK_STATES), set(ACTS)) == (set(Role), set(BankState), set(Act))
    refused = [words_for(texts, Reason.BANK_ROLE, {"role": role}) for role in ROLES]
    refused += [words_for(texts, Reason.BANK_STATE, {"state": s, "act": a}) for s in BANK_STATES for a in ACTS]
    refused += [words_for(texts, Reason.FORM_INCOMPLETE, {"field": field}) for field in BANK_FIELDS]
    refused += [words_for(texts, Reason.DRAW_IMPOSSIBLE, {"section": "1", "what": what}) for what in DRAWS]
    assert not any(re.search("[a-z]", words.text) for words in refused)


def test_a_missing_fact_is_a_bug_of_ours_not_a_sentence_with_a_hole() -> None:
    with pytest.raises(KeyError):
        words_for(texts_for("ky"), Reason.CODE_WAIT, {})
