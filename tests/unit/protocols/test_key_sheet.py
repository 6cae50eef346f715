"""Document 9, the answers-vs-key sheet, and what the three papers of an appeal have in common."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

import protocols
from protocols import facts as f
from protocols.stamp import Stamp, stamp
from station.domain.errors import Reason, StationError
from tests.unit.protocols.appeal_samples import NAMES, appeal, application, corrected, key_sheet, not_considered
from tests.unit.protocols.reading import decoded_qrs, fonts, pages, size_mm, text
from tests.unit.protocols.samples import SECTIONS

PAPERS = [application(), appeal(), corrected(), not_considered(), key_sheet(50)]


def test_R_35_2_the_key_sheet_sets_every_answer_against_its_key_without_question_texts() -> None:
    facts = key_sheet()
    content = text(protocols.render(facts))
    for words in (
        "ЖООПТОРДУ ТЕСТТИН АЧКЫЧТАРЫ МЕНЕН САЛЫШТЫРУУ БАРАКЧАСЫ",
        "ЛИСТ СВЕРКИ ОТВЕТОВ С КЛЮЧАМИ ТЕСТА",
        "№ P-02-01-2026-0147",
        "№ A-02-01-2026-0003",
        "2026-11-22/1-0147",
        "3c" * 32,
        "1 S2-003 / 1 S2 Б (C) Б (C) 1 10:01:00 ооба | да",
        "4 S5-012 / 1 S5 А (B) Б (C) 0 10:04:00 жок | нет",
        "11 S5-033 / 1 S5 – Б (C) 0 – жок | нет",
        f"Бардыгы | Итого Балл: {facts.points} / 80",
        "(А.С. Токтогулова)",
        "(Ж.Ө. Абдыкадырова)",
    ):
        assert words in content


def test_eighty_rows_repeat_head_and_mark_on_every_page() -> None:
    pdf = protocols.render(key_sheet(80))
    found = pages(pdf)
    assert size_mm(pdf) == (210, 297)
    assert len(found) == 3
    for page in found:
        assert "Комиссия үчүн гана. Көчүрмөсү берилбейт. | Только для комиссии. Копия не выдаётся." in page
        assert page.count("Талапкердин жообу / Ответ кандидата") == 1
        assert page.count("Время последнего изменения ответа") == 1
    rows = re.findall(r"\b(\d+) S\d-\d+ / 1 ", " ".join(found))
    assert rows == [str(number) for number in range(1, 81)]


def test_sections_by_their_titles_are_set_on_the_wide_sheet() -> None:
    rows = tuple(dataclasses.replace(row, section=SECTIONS[row.number % 7].ky) for row in key_sheet().rows)
    pdf = protocols.render(key_sheet(rows=rows))
    assert size_mm(pdf) == (297, 210)
    assert text(pdf).count("Билим берүүдөгү башкаруу") == 12


@pytest.mark.parametrize(
    "contradiction",
    [
        {"points": 1},
        {"max_points": 1},
        {"rows": key_sheet(2).rows[:1] * 2, "points": 2},
        {"key_sha256": "3C" * 32},
        {"members": tuple(f.Person(name) for name in (*NAMES, "Асанов Бакыт"))},
    ],
)
def test_a_key_sheet_that_contradicts_itself_is_a_bug(contradiction: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        key_sheet(**contradiction)


@pytest.mark.parametrize("facts", PAPERS, ids=lambda facts: facts.kind)
def test_each_paper_is_repeatable_embedded_marked_and_carries_its_code(facts: f.Facts) -> None:
    pdf = protocols.render(facts)
    assert pdf == protocols.render(facts)
    assert all(fonts(pdf).values())
    assert all(facts.code in page for page in pages(pdf))
    copy = facts.marked(f.Marks(copy=1))
    assert copy.code == facts.code
    assert all("КӨЧҮРМӨ № 1 | КОПИЯ № 1" in page for page in pages(protocols.render(copy)))
    training = dataclasses.replace(facts, header=dataclasses.replace(facts.header, training=True))  # type: ignore[type-var]
    assert all("УЧЕБНЫЙ РЕЖИМ" in page for page in pages(protocols.render(training)))


@pytest.mark.parametrize(
    ("facts", "score"),
    [(application(), "29"), (appeal(), "29"), (corrected(), "29-30"), (key_sheet(50), "35/50")],
    ids=lambda item: getattr(item, "kind", item),
)
def test_a_foreign_decoder_reads_number_head_and_score(facts: f.Facts, score: str, tmp_path: Path) -> None:
    (decoded,) = decoded_qrs(protocols.render(facts), tmp_path)
    read = Stamp.read(decoded)
    assert read == stamp(facts)
    assert (read.number, read.head, read.score) == (facts.header.number, "ab12" * 16, score)


@pytest.mark.parametrize(
    "facts",
    [
        application(ground="Балл 中"),
        appeal(reason="Балл 中"),
        corrected(remarks=(f.AppealRemark(1, "中", "жок"),)),
        key_sheet(1, rows=(f.KeyRow(1, "S1-001", "S1", "中", "А", 0, None, matches=False),), points=0),
    ],
    ids=lambda facts: facts.kind,
)
def test_a_letter_that_the_font_lacks_stops_the_print_and_is_named(facts: f.Facts) -> None:
    with pytest.raises(StationError) as refusal:
        protocols.render(facts)
    assert refusal.value.reason is Reason.GLYPH_MISSING
    assert refusal.value.facts["glyph"] == "中 (U+4E2D)"
