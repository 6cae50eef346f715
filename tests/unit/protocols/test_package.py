"""The package as a whole: words, names, cost of import."""

import re
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest

import protocols
from protocols import appeal_wording, wording
from protocols.stamp import Stamp
from question_bank.model import Bilingual
from tests.unit.protocols.samples import protocol


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Bilingual):
        yield from (value.ky, value.ru)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, tuple):
        yield from (text for item in value for text in _texts(item))


NAMED = [
    value
    for module in (wording, appeal_wording)
    for name, value in vars(module).items()
    if not name.startswith("__")
]
ALL_WORDS = [text for value in NAMED for text in _texts(value)]


def test_no_word_mixes_cyrillic_with_latin_letters() -> None:
    assert len(ALL_WORDS) > 100
    for text in ALL_WORDS:
        for word in re.findall(r"\w+", re.sub(r"\{\w+\}|SHA-256", "", text)):
            assert not re.search("[A-Za-z]", word), text


def test_both_languages_name_the_same_fields() -> None:
    for value in NAMED:
        if isinstance(value, Bilingual):
            assert sorted(re.findall(r"\{\w+\}", value.ky)) == sorted(re.findall(r"\{\w+\}", value.ru))


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Асанова Гүлмира Бекболотовна", "Г.Б. Асанова"),
        ("Сыдыков Нурлан Эркин уулу", "Н.Э. Сыдыков"),
        ("Эркин уулу Бакыт", "Б. Эркин уулу"),
        ("Эркин кызы Айгүл", "А. Эркин кызы"),
        ("Ким Елена", "Е. Ким"),
        ("Г.Б. Асанова", "Г.Б. Асанова"),
        ("Асанова", "Асанова"),
    ],
)
def test_a_signature_is_decoded_as_initials_and_surname(name: str, signed: str) -> None:
    assert wording.initials(name) == signed


def test_importing_the_package_does_not_load_reportlab() -> None:
    check = "import sys, protocols; sys.exit('reportlab' in sys.modules or 'segno' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check]).returncode == 0


def test_warming_up_parses_every_font() -> None:
    protocols.warm_up()
    from reportlab.pdfbase import pdfmetrics

    assert "LiberationSerif-Italic" in pdfmetrics.getRegisteredFontNames()


def test_only_documents_are_rendered() -> None:
    with pytest.raises(TypeError, match="not a document"):
        protocols.render("protocol")  # type: ignore[arg-type]


def test_a_record_says_what_paper_it_is_in_text_and_whole_numbers() -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            for item in value.values():
                check(item)
        elif isinstance(value, list):
            for item in value:
                check(item)
        else:
            assert value is None or isinstance(value, (str, int))

    record = protocol().record()
    check(record)
    assert record["paper"] == "candidate_protocol"
    assert record["header"]["made_at"] == "2026-11-22T11:47:00+06:00"
    assert "marks" not in record["header"]


def test_a_stamp_with_a_separator_inside_is_refused() -> None:
    with pytest.raises(ValueError, match="separator"):
        Stamp("P-02-01-2026-0147", "2026:1", 1, "00" * 32, "").text()


@pytest.mark.parametrize(
    "text", ["", "KGT2:P:S:1:" + "00" * 32 + ":", "KGT1:P:S:1:00:", "https://example.org"]
)
def test_a_foreign_qr_is_not_a_stamp(text: str) -> None:
    with pytest.raises(ValueError, match="not a stamp"):
        Stamp.read(text)


def test_a_head_that_is_not_a_hash_is_a_bug() -> None:
    from tests.unit.protocols.samples import header

    with pytest.raises(ValueError, match="64 hex"):
        header(head="AB12" * 16)
