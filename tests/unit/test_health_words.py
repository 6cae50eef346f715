"""What the examination of the bank found, in the reader's language."""

import re
from itertools import product
from string import Formatter

import pytest

from question_bank.health import Check, Finding, Severity, found
from resources.texts import texts_for
from station.ui.bank.health_words import CHECKS, SENTENCES, WEIGHTS, finding_words

NUMBERS = {"count", "stem", "per_cent", "key", "next", "share", "expected", "needed", "present", "low", "high", "least",
           "most"}  # fmt: skip


def finding(check: Check, what: str) -> Finding:
    """A finding with all the facts that its sentence names."""
    named = {name for _, name, _, _ in Formatter().parse(SENTENCES[check, what]) if name}
    facts = {name: 300 if name in NUMBERS else "Б" for name in named - {"language", "where", "place"}}
    more = {"stem": 1, "options": "А, Б"} if "where" in named else {}
    placed = {"place": "Б"} if "place" in named else {}
    return found(check, "S1-0001", "ru", **{**({"what": what} if what else {}), **facts, **more, **placed})


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize(("check", "what"), SENTENCES)
def test_every_variant_of_every_check_is_told_in_the_readers_language(check: Check, what: str, language: str) -> None:
    told = finding_words(texts_for(language), finding(check, what))
    assert not re.search("[A-Za-z{}]", told)
    assert told[0].upper() == told[0]


def test_every_check_and_every_weight_has_a_title() -> None:
    assert set(CHECKS) == set(Check) == {check for check, _ in SENTENCES}
    assert set(WEIGHTS) == set(Severity)
    for language, words in product(("ky", "ru"), (*CHECKS.values(), *WEIGHTS.values())):
        assert not re.search("[A-Za-z]", texts_for(language).get(words))


def test_what_has_no_translation_is_named_with_its_place() -> None:
    english = texts_for("en")
    told = found(Check.MISSING_TRANSLATION, "Q", "ru", what="missing", stem=1, options="А, Б")
    assert finding_words(english, told) == "Russian: the text is missing: the question, options А, Б."
    told = found(Check.MISSING_TRANSLATION, "Q", "ky", what="missing", stem=1, options="")
    assert finding_words(english, told) == "Kyrgyz: the text is missing: the question."
    told = found(Check.PARITY_NUMBERS, "Q", place="", ky="5", ru="")
    assert finding_words(english, told) == "The question's text: numbers only in Kyrgyz: 5; only in Russian: –."
    told = found(Check.FORM_BAND, low=250, high=350, least=400, most=400)
    assert "from 2,50 to 3,50" in finding_words(english, told)
