"""Document 3, the protocol of a candidate (arts. 26, 28)."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import protocols
from protocols.facts import Ending, Marks, MaskedDocument
from protocols.stamp import Stamp, stamp
from question_bank.model import Bilingual, Language
from station.domain.errors import Reason, StationError
from tests.unit.protocols.reading import decoded_qrs, fonts, pages, size_mm, text
from tests.unit.protocols.samples import FAILED, header, protocol

MEETS = "Топтолгон балл квалификациялык талаптарга жооп берет".encode()
MEETS_NOT = "Топтолгон балл квалификациялык талаптарга жооп бербейт".encode()
LONG_NAME = "Абдыкадырова-Токтомаматова Гүлмира-Айымкан Жеңишбековна " * 2
LONG_ORGANISATION = Bilingual(
    "Ысык-Көл облусунун Жети-Өгүз районундагы Ж. Баласагын атындагы улуттук спорттук мектеп-интернаты",
    "Национальная спортивная школа-интернат имени Ж. Баласагына Джети-Огузского района",
)


def test_R_26_1_a_met_threshold_prints_the_first_statement_letter_for_letter() -> None:
    content = text(protocols.render(protocol())).encode()
    assert content.count(MEETS) == 1
    assert MEETS_NOT not in content
    assert "Набранный балл соответствует квалификационным требованиям".encode() in content


def test_R_26_1_a_missed_threshold_prints_the_second_statement_letter_for_letter() -> None:
    content = text(protocols.render(protocol(FAILED))).encode()
    assert content.count(MEETS_NOT) == 1
    assert MEETS not in content
    assert "Набранный балл не соответствует квалификационным требованиям".encode() in content


def test_R_26_2_every_later_print_is_marked_as_a_copy_with_its_ordinal() -> None:
    facts = protocol()
    assert "КӨЧҮРМӨ" not in text(protocols.render(facts))
    copy = facts.marked(Marks(copy=2))
    assert "КӨЧҮРМӨ № 2 | КОПИЯ № 2" in text(protocols.render(copy))
    assert copy.code == facts.code


def test_R_26_3_a_replaced_protocol_names_its_successor() -> None:
    content = text(protocols.render(protocol().marked(Marks(superseded_by="P-02-01-2026-0199"))))
    assert "Күчүн жоготкон. № P-02-01-2026-0199 протокол менен алмаштырылган" in content
    assert "Утратил силу. Заменён протоколом № P-02-01-2026-0199" in content


def test_R_26_3_a_protocol_issued_instead_of_another_says_so_under_its_number() -> None:
    facts = protocol(header=header(number="P-02-01-2026-0199"), replaces="P-02-01-2026-0147")
    content = text(protocols.render(facts))
    assert "№ P-02-01-2026-0199 № P-02-01-2026-0147 протоколдун ордуна берилди" in content
    assert "Выдан вместо протокола № P-02-01-2026-0147" in content
    assert "ордуна" not in text(protocols.render(protocol()))


def test_R_26_3_a_protocol_that_replaces_none_keeps_the_record_and_the_code_it_always_had() -> None:
    facts = protocol()
    assert "replaces" not in facts.record()
    assert facts.code == "D635-6HRS-9T29"
    instead = dataclasses.replace(facts, replaces="P-02-01-2026-0146")
    assert instead.record() == {**facts.record(), "replaces": "P-02-01-2026-0146"}
    assert instead.code != facts.code


def test_a_training_paper_says_that_it_has_no_force() -> None:
    content = text(protocols.render(protocol(header=header(training=True))))
    assert "ҮЙРӨТҮҮ РЕЖИМИ – ЮРИДИКАЛЫК КҮЧҮ ЖОК" in content
    assert "УЧЕБНЫЙ РЕЖИМ – НЕ ИМЕЕТ ЮРИДИЧЕСКОЙ СИЛЫ" in content


def test_R_28_1_a_failed_protocol_names_the_first_day_of_renewed_participation() -> None:
    failed = text(protocols.render(protocol(FAILED)))
    assert "Кайра катышууга мүмкүн болгон биринчи күн: 2027-жылдын 23-ноябры." in failed
    assert "Первый день возможного повторного участия: 23 ноября 2027 года." in failed
    assert "28-пункт" not in text(protocols.render(protocol()))


def test_R_21_3_points_of_every_section_stand_beside_the_total() -> None:
    content = text(protocols.render(protocol()))
    assert "Бардыгы / Итого 50 38 38" in content
    assert "Топтолгон балл: 38 / 50" in content
    assert "Босого балл: 30" in content
    for section in protocol().sections:
        assert section.title.ky in content
        assert section.title.ru in content


def test_R_22_1_the_approving_act_is_printed() -> None:
    content = text(protocols.render(protocol()))
    assert "2026-жылдын 5-октябрындагы № 417/1 буйругу менен бекитилген." in content
    assert "приказом уполномоченного органа от 5 октября 2026 года № 417/1." in content


def test_R_5_1_authority_and_institution_come_from_the_facts_in_both_languages() -> None:
    content = text(protocols.render(protocol()))
    for name in (header().authority, header().institution):
        assert name.ky in content
        assert name.ru in content


def test_the_hour_of_appeal_ends_at_the_printed_minute() -> None:
    content = text(protocols.render(protocol()))
    assert "Акыркы убактысы: 12:47." in content
    assert "Крайний срок: 12:47." in content


def test_kyrgyz_letters_and_signs_are_text() -> None:
    content = text(protocols.render(protocol(candidate="Ңурсултан Өмүр «Үсөн» ңөү–№")))
    assert all(char in content for char in "ҢңӨөҮү№«»–")


def test_only_series_and_three_digits_of_the_document_are_printed() -> None:
    content = text(protocols.render(protocol(document=MaskedDocument.of("ID", "1234567"))))
    assert "ID ••••• 567" in content
    assert "34567" not in content
    with pytest.raises(ValueError, match="three digits"):
        MaskedDocument("ID", "1234567")


@pytest.mark.parametrize("points", [(6, 8, 6, 7, 4, 3, 4), FAILED])
def test_it_is_one_a4_page_however_many_marks_it_bears(points: tuple[int, ...]) -> None:
    marked = header(training=True, marks=Marks(3, "P-02-01-2026-0199"))
    facts = protocol(points, header=marked, replaces="P-02-01-2026-0146")
    pdf = protocols.render(facts)
    assert len(pages(pdf)) == 1
    assert size_mm(pdf) == (210, 297)


def test_long_names_wrap_and_stay_on_the_page() -> None:
    facts = protocol(FAILED, candidate=LONG_NAME, organisation=LONG_ORGANISATION)
    (content,) = pages(protocols.render(facts))
    assert LONG_NAME.strip() in content
    assert LONG_ORGANISATION.ky in content
    assert "1-бет, бардыгы 1 | Страница 1 из 1" in content


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 120), st.integers(1, 120), st.booleans())
def test_names_of_any_plausible_length_give_one_page(name: int, post: int, failed: bool) -> None:
    points = FAILED if failed else (6, 8, 6, 7, 4, 3, 4)
    facts = protocol(points, candidate="Ө" * name, vacancy=Bilingual("Щ" * post, "Ж" * post))
    assert len(pages(protocols.render(facts))) == 1


def test_what_cannot_fit_is_refused_instead_of_a_second_page() -> None:
    with pytest.raises(StationError) as refusal:
        protocols.render(protocol(candidate="Асанова " * 400))
    assert refusal.value.reason is Reason.DOCUMENT_DOES_NOT_FIT


@pytest.mark.parametrize("strange", ["中", "😀", "\u0001"])
def test_a_letter_that_the_font_lacks_stops_the_print_and_is_named(strange: str) -> None:
    with pytest.raises(StationError) as refusal:
        protocols.render(protocol(candidate=f"Асанова {strange}"))
    assert refusal.value.reason is Reason.GLYPH_MISSING
    assert refusal.value.facts == {
        "glyph": f"{strange} (U+{ord(strange):04X})",
        "font": "LiberationSerif-Regular",
    }


def test_hidden_characters_of_a_spreadsheet_do_not_stop_the_print() -> None:
    content = text(protocols.render(protocol(candidate="Аса\u00adно\u200bва\u00a0Гүл\u2011Мира")))  # mixed on purpose
    assert "Асанова Гүл-Мира" in content


def test_the_same_facts_give_the_same_bytes() -> None:
    assert protocols.render(protocol()) == protocols.render(protocol())
    assert protocols.render(protocol()) != protocols.render(protocol(candidate="Асанова Г."))


def test_every_font_is_embedded() -> None:
    found = fonts(protocols.render(protocol()))
    assert found
    assert all(found.values()), found


def test_a_foreign_decoder_reads_number_session_head_and_score(tmp_path: Path) -> None:
    facts = protocol()
    (decoded,) = decoded_qrs(protocols.render(facts), tmp_path)
    expected = Stamp("P-02-01-2026-0147", "2026-11-22/1", 1234, "ab12" * 16, "38/50")
    assert Stamp.read(decoded) == expected == stamp(facts)


def test_the_verification_code_follows_what_the_paper_says() -> None:
    facts = protocol()
    assert facts.code in text(protocols.render(facts))
    assert facts.code != protocol(candidate="Асанова Гүлмира Бекболотовн").code
    assert facts.code != protocol(header=header(seq=1235)).code


def test_a_test_scored_by_decision_names_the_decision() -> None:
    facts = protocol(ending=Ending.BY_DECISION, decision="7")
    content = text(protocols.render(facts))
    assert "үзгүлтүккө учурады, № 7 чечим | прервано, решение № 7" in content


def test_language_and_time_out_stand_in_both_languages() -> None:
    content = text(protocols.render(protocol(language=Language.RU, ending=Ending.TIME_OVER)))
    assert "орус тили | русский язык" in content
    assert "убакыт бүттү | по истечении времени" in content


@pytest.mark.parametrize(
    "contradiction",
    [
        {"points": 37},
        {"retake_from": date(2027, 11, 23)},
        {"threshold": 39},
        {"decision": "7"},
        {"ending": Ending.BY_DECISION},
    ],
)
def test_facts_that_contradict_each_other_are_a_bug(contradiction: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        dataclasses.replace(protocol(), **contradiction)  # type: ignore[arg-type]
