"""The papers of the question bank: the report on its health, the sheet of a test form."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import protocols
from protocols.bank_facts import (
    BankReport,
    FindingGroup,
    FindingLine,
    FormSection,
    FormSheet,
    LongestLine,
    PlaceLine,
    SectionLine,
)
from protocols.facts import Act, ActKind
from question_bank.model import Bilingual, Language
from station.domain.errors import Reason, StationError
from tests.unit.protocols.reading import fonts, pages, size_mm, text
from tests.unit.protocols.samples import SECTIONS, at

LINE = FindingLine(
    "S1-0007", "Окуучулардын билимин баалоонун максаты кайсы?", "Бир да жооп туура деп белгиленген эмес."
)


def report(**changes: Any) -> BankReport:
    """A report in Kyrgyz with one finding."""
    values: dict[str, Any] = {
        "language": Language.KY,
        "bank": "Улуттук суроолор базасы",
        "pc": "Борбордук ПК",
        "made_at": at(11, 47),
        "by": "Асанова Гүлмира Бекболотовна",
        "questions": 249,
        "faults": 1,
        "doubts": 0,
        "hints": 0,
        "longest": (LongestLine(Language.KY, 42, 25, 13), LongestLine(Language.RU, 20, 25, 3)),
        "places": tuple(PlaceLine(letter, 25, 25) for letter in "АБВГ"),
        "sections": (SectionLine("S1", "Кесиптик даярдык", 4, 3, 36, 2), SectionLine("S9", "", 1, 0, 0, 0)),
        "groups": (FindingGroup("Бүтө элек суроолор", "оңдоо керек", (LINE,), 1),),
    }
    return BankReport(**{**values, **changes})


ACTS = {
    "act": Act(ActKind.ORDER, "117", date(2026, 10, 5)),
    "order_act": Act(ActKind.RESOLUTION, "118", date(2026, 10, 6)),
    "sha256": "0f" * 32,
}


def sheet(**changes: Any) -> FormSheet:
    """The sheet of an approved form of 80 questions."""
    values: dict[str, Any] = {
        "id": "main-80",
        "title": Bilingual("Негизги тестирлөө, 80 суроо", "Основное тестирование, 80 вопросов"),
        "bank": "Улуттук суроолор базасы",
        "day": date(2026, 11, 26),
        "sections": tuple(
            FormSection(f"S{number}", title, count)
            for number, (title, count) in enumerate(zip(SECTIONS, (12, 16, 10, 14, 10, 9, 9), strict=True), 1)
        ),
        "points": 1,
        "maximum": 80,
        "minutes": 120,
        "threshold": 48,
        "order": (Bilingual("Тестирлөө компьютерде өткөрүлөт.", "Тестирование проводится на компьютере."),),
        **ACTS,
    }
    return FormSheet(**{**values, **changes})


def test_the_report_says_whose_bank_was_examined_when_and_by_whom() -> None:
    content = text(protocols.render_bank_report(report(form="Негизги тестирлөө")))
    for words in (
        "СУРООЛОР БАЗАСЫН ТЕКШЕРҮҮНҮН ЖЫЙЫНТЫГЫ", "Улуттук суроолор базасы", "Борбордук ПК",
        "2026-жылдын 22-ноябры, 11:47", "Асанова Гүлмира Бекболотовна", "Негизги тестирлөө", "249",
        "оңдоо керек – 1, карап чыгуу керек – 0, кеңештер – 0",
    ):  # fmt: skip
        assert words in content


def test_the_report_shows_the_figures_of_the_bank() -> None:
    content = text(protocols.render_bank_report(report()))
    assert "S1 · Кесиптик даярдык 4 3 36 2" in content
    assert "S9 1 0 0 0" in content
    assert "Бардыгы 5 3 36 2" in content
    assert "кыргызча 42 25 13" in content
    assert "Г 25 25" in content


def test_each_finding_stands_under_its_check_with_question_and_stem() -> None:
    content = text(protocols.render_bank_report(report()))
    assert "Бүтө элек суроолор – 1 (оңдоо керек)" in content
    assert "S1-0007" in content
    assert "Окуучулардын билимин баалоонун" in content
    own = FindingGroup("Форма", "оңдоо керек", (FindingLine("", "", "Бөлүмдө суроолор жетишпейт."),), 1)
    assert "бүт база Бөлүмдө суроолор жетишпейт." in text(protocols.render_bank_report(report(groups=(own,))))


def test_the_report_speaks_russian_too() -> None:
    pdf = protocols.render_bank_report(report(language=Language.RU, groups=()))
    content = text(pdf)
    assert "ОТЧЁТ О ПРОВЕРКЕ БАЗЫ ВОПРОСОВ" in content
    assert "22 ноября 2026 года, 11:47" in content
    assert "Ничего не найдено." in content
    assert "Страница 1 из 1" in content
    assert size_mm(pdf) == (210, 297)
    assert all(fonts(pdf).values())


def test_hundreds_of_findings_repeat_their_title_and_number_the_pages() -> None:
    lines = tuple(replace(LINE, question=f"S1-{number:04d}", words=f"Сан {number}.") for number in range(300))
    group = FindingGroup("Бүтө элек суроолор", "оңдоо керек", lines, 412)
    found = pages(protocols.render_bank_report(report(groups=(group,))))
    assert len(found) > 10
    for number, page in enumerate(found, 1):
        assert f"{number}-бет, бардыгы {len(found)}" in page
        assert ("Бүтө элек суроолор – 412" in page) == ("S1-0" in page)
    assert "Дагы 112 кемчилик бул жерде басылган жок" in found[-1]
    everything = " ".join(found)
    assert all(line.question in everything for line in lines)


def test_questions_of_which_the_same_is_said_are_listed_by_their_ids_alone() -> None:
    lines = tuple(replace(LINE, question=f"S1-{number:04d}") for number in range(300))
    found = pages(protocols.render_bank_report(report(groups=(FindingGroup("Бүтө элек", "кеңеш", lines, 300),))))
    assert len(found) < 4
    assert "S1-0299" in found[-1]
    assert "".join(found).count(LINE.words) == 1


def test_a_sign_that_no_font_has_does_not_stop_the_report() -> None:
    line = replace(LINE, stem="Белги 😀 кайсы?")
    group = FindingGroup("Бүтө элек суроолор", "оңдоо керек", (line,), 1)
    assert "Белги ? кайсы?" in text(protocols.render_bank_report(report(groups=(group,))))


def test_an_empty_bank_has_a_report() -> None:
    empty = report(sections=(), places=(), longest=(), groups=(), questions=0, faults=0, by="")
    assert "Бардыгы 0 0 0 0" in text(protocols.render_bank_report(empty))


def test_R_22_1_the_sheet_names_acts_hash_and_all_numbers_of_the_form() -> None:
    content = text(protocols.render_form_sheet(sheet()))
    for words in (
        "ТЕСТИРЛӨӨНҮН ФОРМАСЫ", "ФОРМА ТЕСТИРОВАНИЯ", "Негизги тестирлөө, 80 суроо",
        "2026-жылдын 5-октябрындагы № 117 буйругу менен бекитилген",
        "утверждён постановлением уполномоченного органа от 6 октября 2026 года № 118",
        "0f0f0f0f 0f0f0f0f", "main-80", "Босого балл Пороговый балл 48", "Время тестирования, минут 120",
        "Бардыгы | Итого 80",
        "S7 · Маалыматтык технологиялар", "Тестирлөө компьютерде өткөрүлөт.", "Тестирование проводится на компьютере.",
        "белгиленген эмес",
    ):  # fmt: skip
        assert words in content
    assert "ДОЛБООР" not in content


def test_R_21_2_minima_band_and_sections_without_questions_are_shown() -> None:
    sections = (FormSection("S1", SECTIONS[0], 12, minimum=6), FormSection("S2", SECTIONS[1], 0))
    content = text(protocols.render_form_sheet(sheet(sections=sections, band=(250, 350))))
    assert "12 6" in content
    assert "Бул бөлүмдөн суроо берилбейт" in content
    assert "2,50 – 3,50" in content


def test_R_22_1_a_draft_is_marked_on_every_page_and_names_no_act() -> None:
    order = (Bilingual("Эреже. " * 60, "Правило. " * 60),) * 6
    found = pages(protocols.render_form_sheet(sheet(act=None, order_act=None, sha256="", order=order)))
    assert len(found) > 1
    assert all("ДОЛБООР – БЕКИТИЛГЕН ЭМЕС | ПРОЕКТ – НЕ УТВЕРЖДЕНО" in page for page in found)
    assert "SHA-256" not in " ".join(found)
    assert "№ 117" not in " ".join(found)


@pytest.mark.parametrize("missing", ["act", "order_act", "sha256"])
def test_acts_and_hash_come_together(missing: str) -> None:
    with pytest.raises(ValueError, match="all of them"):
        sheet(**{missing: "" if missing == "sha256" else None})


def test_the_same_facts_give_the_same_bytes() -> None:
    assert protocols.render_form_sheet(sheet()) == protocols.render_form_sheet(sheet())
    assert protocols.render_bank_report(report()) == protocols.render_bank_report(report())


def test_a_sheet_with_a_sign_that_no_font_has_is_refused() -> None:
    with pytest.raises(StationError) as refusal:
        protocols.render_form_sheet(sheet(title=Bilingual("😀", "форма")))
    assert refusal.value.reason is Reason.GLYPH_MISSING
