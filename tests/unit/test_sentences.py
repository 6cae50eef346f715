"""Every sentence that the code says stands in every language of its reader, and nothing else stands there.

What is looked up through a table is caught by the guard in conftest.py when a test shows it.
"""

from collections import defaultdict

import pytest

from station.ui.reason_words import WORDS
from tests.sentences import (
    LANGUAGES,
    ROOT,
    fields,
    known,
    said_in,
    sources,
    strings_of_the_code,
    translations,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_the_code_says_is_translated(language: str) -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{line} {message.id}"
        for path in sources()
        for line, message in said_in(path)
        if message.id and (message.context, message.id) not in known(language)
    ]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_refusal_is_translated(language: str) -> None:
    sentences = {part for w in WORDS.values() for part in (w.title, w.happened, w.kept, w.to_do)}
    assert sorted(part for part in sentences if part and ("", part) not in known(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_waits_for_a_reader(language: str) -> None:
    open_ones = [e.message.id for e in translations(language) if e.fuzzy or not all(map(str.strip, e.forms))]
    assert open_ones == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_translation_has_the_fields_of_its_sentence(language: str) -> None:
    wrong = [
        (entry.message.id, form)
        for entry in translations(language)
        for form in entry.forms
        if fields(form) != fields(entry.message.id) | fields(entry.message.plural)
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "forms"), [("ky", 2), ("ru", 3)])
def test_every_plural_has_the_forms_of_its_language(language: str, forms: int) -> None:
    assert [e.message.id for e in translations(language) if e.message.plural and len(e.forms) != forms] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_is_translated_one_way_in_all_catalogues(language: str) -> None:
    said = defaultdict(set)
    for entry in translations(language):
        said[entry.message.context, entry.message.id].add(entry.forms)
    assert {message: forms for message, forms in said.items() if len(forms) > 1} == {}


def test_both_languages_translate_the_same_sentences() -> None:
    kyrgyz, russian = ({(e.domain, e.message) for e in translations(language)} for language in LANGUAGES)
    assert kyrgyz ^ russian == set()


def test_the_catalogues_hold_no_sentence_that_nobody_says() -> None:
    said = strings_of_the_code()
    stale = sorted({f"{e.domain}: {e.message.id}" for e in translations("ky") if e.message.id not in said})
    assert stale == []
