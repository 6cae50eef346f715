"""Documents 2, 4 and 12: registration sheet, summary, incident act."""

import dataclasses
from datetime import date, time

import pytest

import protocols
from protocols.facts import (
    Act,
    ActKind,
    AttendanceRow,
    Facts,
    Ground,
    IncidentDecision,
    IncidentKind,
    ListAct,
    Marks,
    RowState,
    SummaryRow,
    VacancyGround,
)
from station.domain.errors import Reason, StationError
from tests.unit.protocols.reading import fonts, pages, size_mm, text
from tests.unit.protocols.samples import VACANCY, at, attendance, header, incident, summary


def test_R_24_3_the_sheet_lists_everybody_with_full_documents_and_arrival() -> None:
    content = text(protocols.render(attendance(8)))
    assert "ID 1000001" in content
    assert "09:03" in content
    assert "келген жок / неявка" in content
    assert "Тизмеде: 8; келди: 7; келген жок: 1" in content
    assert "По списку: 8; явились: 7; не явились: 1" in content


def test_counts_are_left_to_the_hand_while_somebody_is_unmarked() -> None:
    rows = (*attendance(2).rows, AttendanceRow("Асанов Б.", "ID 1", VACANCY, "3"))
    content = text(protocols.render(attendance(rows=rows)))
    assert "Тизмеде: 3; келди: ____; келген жок: ____" in content


def test_R_19_1_one_list_or_several_are_named_by_number_and_date() -> None:
    one = text(protocols.render(attendance(2)))
    assert "талапкерлердин 2026-жылдын 15-ноябрындагы № 3 тизмесине ылайык" in one
    assert (
        "Согласно списку кандидатов, допущенных ко второму этапу конкурса, от 15 ноября 2026 года № 3" in one
    )
    two = text(
        protocols.render(
            attendance(2, lists=(ListAct("3", date(2026, 11, 15)), ListAct("4", date(2026, 7, 1))))
        )
    )
    assert "15-ноябрындагы № 3, 2026-жылдын 1-июлундагы № 4 тизмелерине ылайык" in two


def test_nobody_both_came_and_stayed_away() -> None:
    with pytest.raises(ValueError, match="came and absent"):
        AttendanceRow("Асанов Б.", "ID 1", VACANCY, "3", time(9, 0), absent=True)


@pytest.mark.parametrize("facts", [attendance(300), summary(300)], ids=["attendance", "summary"])
def test_hundreds_of_rows_repeat_the_head_and_number_the_pages(facts: Facts) -> None:
    pdf = protocols.render(facts)
    found = pages(pdf)
    assert size_mm(pdf) == (297, 210)
    assert len(found) > 30
    for number, page in enumerate(found, 1):
        assert f"{number}-бет, бардыгы {len(found)} | Страница {number} из {len(found)}" in page
        assert f"Документ № {facts.header.number} · Сессия 2026-11-22/1" in page
        assert facts.code in page
        rows = page.count("Асанова Гүлмира")
        assert page.count("Ф.А.А. / Ф.И.О.") == (1 if rows else 0)
        assert page.count("Мектеп директору, № 12") == rows
        assert page.count("Бекболотовна") == rows
    assert "".join(found).count("Асанова Гүлмира") == 300


def test_a_row_higher_than_a_page_is_refused() -> None:
    row = dataclasses.replace(attendance(1).rows[0], candidate="Асанова " * 300)
    with pytest.raises(StationError) as refusal:
        protocols.render(attendance(rows=(row,)))
    assert refusal.value.reason is Reason.DOCUMENT_DOES_NOT_FIT


def test_R_24_10_the_summary_reconciles_and_shows_every_state() -> None:
    facts = summary(20)
    content = text(protocols.render(facts))
    counted = sum(facts.count(state) for state in RowState)
    assert counted == len(facts.rows) == 20
    assert "Тизмеде: 20; келди: 16; келген жок: 2; аяктады: 12; үзгүлтүккө учурады: 2;" in content
    for words in ("тестирлөөнү баштаган жок", "талапкерлигин алып койду", "тестирлөө үзгүлтүккө учурады"):
        assert words in content
    assert "соответствует" in content


def test_an_unfinished_test_has_neither_points_nor_verdict() -> None:
    with pytest.raises(ValueError, match="finished test"):
        SummaryRow("Асанова Г.", VACANCY, RowState.INTERRUPTED, points=3, threshold=30, meets=False)
    with pytest.raises(ValueError, match="finished test"):
        SummaryRow("Асанова Г.", VACANCY, RowState.FINISHED, "P-02-01-2026-0001", points=3)


@pytest.mark.parametrize(
    ("ground", "ky", "ru"),
    [
        (Ground.ALL_ABSENT, "бардык талапкерлер келбей калышты", "ни один кандидат не явился"),
        (
            Ground.ALL_BELOW,
            "талапкерлер босого баллды топтой албай калышты",
            "кандидаты не набрали пороговый балл",
        ),
    ],
)
def test_R_30_1_the_ground_stands_per_vacancy(ground: Ground, ky: str, ru: str) -> None:
    content = text(protocols.render(summary(3, grounds=(VacancyGround(VACANCY, ground),))))
    assert f"Мектеп директору боюнча: {ky}; Жобонун 30-пунктунда каралган негиз бар." in content
    assert (
        f"По вакантной должности «Директор школы»: {ru}; имеется основание, предусмотренное пунктом 30"
        in content
    )


def test_the_summary_names_program_bank_journal_and_papers() -> None:
    content = text(protocols.render(summary(3)))
    for value in (
        "station 0.1.0",
        "0f" * 32,
        "ab12" * 16,
        "I-02-01-2026-0001",
        "P-02-01-2026-0003",
        "2026.2",
    ):
        assert value in content
    nothing = text(protocols.render(summary(3, incident_acts=(), spoilt_numbers=())))
    assert "Акты об инцидентах: жок | нет" in nothing


def test_R_3_1_the_summary_names_the_commitment_of_the_draw_and_after_the_close_its_seed() -> None:
    facts = summary(draw_commitment="ab" * 32)
    content = text(protocols.render(facts))
    assert f"Тандоо милдеттенмеси, SHA-256 | Обязательство выборки, SHA-256: {'ab' * 32}" in content
    assert "Начальное значение" not in content
    content = text(protocols.render(summary(draw_commitment="ab" * 32, draw_seed="cd" * 32)))
    assert f"Тандоонун баштапкы мааниси | Начальное значение выборки: {'cd' * 32}" in content
    assert facts.record()["draw_commitment"] == "ab" * 32
    assert "draw_commitment" not in summary().record()  # papers of earlier sessions keep their codes


def test_other_kinds_of_acts_have_their_own_words() -> None:
    act = Act(ActKind.RESOLUTION, "79", date(2024, 2, 22))
    content = text(protocols.render(summary(2, header=header(basis=act))))
    assert "2024-жылдын 22-февралындагы № 79 токтому менен бекитилген." in content
    assert "утверждены постановлением уполномоченного органа от 22 февраля 2024 года № 79." in content


def test_an_incident_act_says_what_happened_and_what_was_decided() -> None:
    content = text(protocols.render(incident()))
    assert "Окуянын түрү: электр энергиясы өчүп калды" in content
    assert "Вид инцидента: отключение электроэнергии" in content
    assert "2026-жылдын 22-ноябры, 10:31 / 10:43" in content
    assert "1:15:12" in content
    assert "05:09" in content
    assert "№ 412, № 413, № 419" in content
    assert "тестирлөө улантылсын" in content
    assert "Күбөлөр | Свидетели: 2." in content
    assert "Отказ от подписи" not in content


def test_an_undecided_act_leaves_the_decision_to_the_hand() -> None:
    facts = incident(decision=None, ended_at=None, affected=(), entries=(), measures="", signing_refused=True)
    content = text(protocols.render(facts))
    assert "10:31 / ____" in content
    assert content.count("□") == len(IncidentDecision)
    assert "Кол коюудан баш тартты | Отказ от подписи" in content


def test_an_incident_over_midnight_names_both_days() -> None:
    facts = incident(started_at=at(23, 50), ended_at=at(0, 10).replace(day=23))
    content = text(protocols.render(facts))
    assert "2026-жылдын 22-ноябры, 23:50 / 2026-жылдын 23-ноябры, 00:10" in content


@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_of_incident_has_words(kind: IncidentKind) -> None:
    assert protocols.render(incident(incident=kind)).startswith(b"%PDF")


def test_a_long_description_runs_over_pages_without_losing_a_word() -> None:
    words = " ".join(f"сөз{number}" for number in range(1500))
    found = pages(protocols.render(incident(description=words)))
    assert len(found) > 2
    everything = " ".join(found)
    assert all(f"сөз{number}" in everything for number in range(1500))


@pytest.mark.parametrize("facts", [attendance(3), summary(3), incident()], ids=lambda facts: facts.kind)
def test_each_paper_is_repeatable_embedded_and_marked(facts: Facts) -> None:
    pdf = protocols.render(facts)
    assert pdf == protocols.render(facts)
    assert all(fonts(pdf).values())
    copy = protocols.render(facts.marked(Marks(copy=1)))
    assert all("КӨЧҮРМӨ № 1 | КОПИЯ № 1" in page for page in pages(copy))
