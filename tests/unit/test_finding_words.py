"""What `station verify` found, in the reader's language down to the brackets."""

import re

import pytest

from resources.texts import texts_for
from station.services.verification import Finding
from station.store import Difference
from station.ui.finding_words import FACTS, PARTS, SENTENCES, sentence

# what the store can say about the inside of a file
INSIDE = (
    "nothing in it",
    "no right to read",
    "the medium cannot read the file",
    "the medium cannot read the file (5)",
    "a record cannot be read",
    "the file should have 1048576 bytes",
    "cipher: HMAC verification failed for page 6",
    "cipher: page of an unknown kind",
    "pages: *** in database main ***\nTree 5 page 4: btreeInitPage() returns error code 11",
    "unreadable",
    "file",
    "schema",
    "entries",
)


def test_every_difference_that_the_store_finds_has_a_sentence() -> None:
    assert {difference.value for difference in Difference} <= set(SENTENCES)


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("part", INSIDE)
def test_what_is_wrong_inside_a_file_is_told_in_the_readers_language(part: str, language: str) -> None:
    told = sentence(Finding("station.db", "damaged", {"part": part}), texts_for(language))
    assert not re.search("[A-Za-z]", told.removeprefix("station.db"))
    assert re.findall(r"\d+", told) == re.findall(r"\d+", part)[:1] * ("{number}" in used(part))


def used(part: str) -> str:
    """The sentence of a part."""
    return next(template for pattern, template in PARTS.items() if re.fullmatch(pattern, part, re.DOTALL))


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("name", FACTS)
def test_every_further_fact_is_named_in_the_readers_language(name: str, language: str) -> None:
    told = sentence(Finding("journal.side", "behind", {name: 77}), texts_for(language))
    assert "77" in told
    assert not re.search("[A-Za-z]", told.removeprefix("journal.side").replace("heartbeat", ""))


def test_an_entry_is_named_in_the_readers_language_with_its_candidate() -> None:
    finding = Finding("entry 12 C0001", "score_differs", {"stored": 7, "recomputed": 8})
    assert sentence(finding, texts_for("ky")).startswith("12-жазуу C0001: ")
    assert sentence(finding, texts_for("en")) == "Entry 12 C0001: the stored score is 7, the answers give 8"


def test_what_nobody_foresaw_is_still_told() -> None:
    assert sentence(Finding("station.db", "damaged", {"part": "odd"}), texts_for("en")).endswith("(odd)")
