"""Documents 7 and 8: application and protocol of a technical appeal (arts. 33-36)."""

import dataclasses
import io
import re
from datetime import timedelta
from typing import Any

import pypdf
import pytest

import protocols
from protocols import facts as f
from tests.unit.protocols.appeal_samples import (
    LONG_NAME,
    NAMES,
    appeal,
    application,
    corrected,
    count,
    key_sheet,
    member,
    not_considered,
)
from tests.unit.protocols.reading import pages, size_mm, text
from tests.unit.protocols.samples import at, header

OPTION = re.compile(rb"0 G 0\.8 w [\d.]+ ([\d.]+) ([\d.]+) \2 re S( 1\.4 w)?")
FIVE_LONG = tuple(f.CommissionMember(LONG_NAME, present=True) for _ in range(5))


def ticks(pdf: bytes) -> list[bool]:
    """The drawn boxes of the first page from above, and whether each is crossed."""
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    found = sorted(OPTION.findall(content.get_data()), key=lambda box: -float(box[0]))
    return [bool(cross) for _, _, cross in found]


# document 7


def test_R_33_4_an_application_has_a_number_the_exact_time_and_lines_to_sign() -> None:
    content = text(protocols.render(application()))
    for words in (
        "ТЕХНИКАЛЫК АПЕЛЛЯЦИЯГА АРЫЗ",
        "ЗАЯВЛЕНИЕ НА ТЕХНИЧЕСКУЮ АПЕЛЛЯЦИЮ",
        "№ A-02-01-2026-0003",
        "Техникалык комиссияга (төрагасы: А.С. Токтогулова)",
        "В техническую комиссию (председатель: А.С. Токтогулова)",
        "Кимден | От кого: Асанова Гүлмира Бекболотовна, ID ••••• 417",
        "11:47 12:47 12:21 ооба | да",
        "Арызды кабыл алдым",
        "Заявление принято",
        "(Н.Э. Сыдыков)",
    ):
        assert words in content


def test_R_33_4_the_application_asks_in_the_words_of_the_article_in_both_languages() -> None:
    content = text(protocols.render(application()))
    assert (
        "Мен, Асанова Гүлмира Бекболотовна, 2026-жылдын 22-ноябрында өткөрүлгөн тестирлөөнүн жыйынтыктары менен "
        "(№ P-02-01-2026-0147 протокол, топтолгон балл – 29) макул эмесмин. Жыйынтыгымды, жоопторумду жана алынган "
        "баллдардын ылайык келишин тесттин ачкычтары боюнча менин көзүмчө текшерүүңүздөрдү суранам." in content
    )
    assert (
        "Я, Асанова Гүлмира Бекболотовна, выражаю несогласие с результатами тестирования, проведённого 22 ноября "
        "2026 года (протокол № P-02-01-2026-0147, набранный балл – 29). Прошу в моём присутствии проверить по ключам "
        "теста мой результат, мои ответы и соответствие полученных баллов." in content
    )


def test_a_ground_is_printed_if_given_and_never_asked_for() -> None:
    label = "Макул эместигимдин себеби (көрсөтүү милдеттүү эмес) | Причина несогласия (указывать необязательно):"
    given = text(protocols.render(application(ground="Балл кошулган эмес.\nКайра эсептелсин.")))
    assert f"{label} Балл кошулган эмес. Кайра эсептелсин." in given
    assert label in text(protocols.render(application()))


def test_R_33_2_a_late_application_says_so_and_why_the_chair_let_it_in() -> None:
    late = application(filed_at=at(12, 48), in_time=False)
    refused = text(protocols.render(late))
    assert "12:47 12:48 жок | нет" in refused
    assert "төрагасынын чечими" not in refused
    admitted = text(protocols.render(dataclasses.replace(late, admitted_reason="Лифт токтоп калган.")))
    assert "Мөөнөтү өткөндөн кийин берилген арыз техникалык комиссиянын төрагасынын чечими менен кароого" in admitted
    assert "принято к рассмотрению решением председателя технической комиссии." in admitted
    assert "Себеби | Причина: Лифт токтоп калган." in admitted
    assert "Председатель технической комиссии" in admitted


def test_R_33_2_the_sixtieth_minute_is_in_time_to_its_end() -> None:
    assert application(filed_at=at(12, 47) + timedelta(seconds=59)).in_time
    with pytest.raises(ValueError, match="contradict"):
        application(filed_at=at(12, 48))


def test_an_hour_over_midnight_names_both_days() -> None:
    after = at(0, 5).replace(day=23)
    facts = application(finished_at=at(23, 40), until=at(0, 40).replace(day=23), filed_at=after)
    content = text(protocols.render(facts))
    assert "2026-жылдын 22-ноябры, 23:40" in content
    assert "2026-жылдын 23-ноябры, 00:05" in content


@pytest.mark.parametrize("ground", ["", "Балл кошулган эмес деп эсептейм. " * 30])
def test_an_application_is_one_page_whatever_the_names(ground: str) -> None:
    long = f.Person(LONG_NAME)
    marked = header(number="A-02-01-2026-0003", basis=None, made_at=at(12, 55), training=True, marks=f.Marks(2))
    facts = application(header=marked, candidate=LONG_NAME, chair=long, receiver=long, ground=ground)
    pdf = protocols.render(facts)
    (content,) = pages(pdf)
    assert LONG_NAME in content
    assert size_mm(pdf) == (210, 297)


def test_a_ground_longer_than_the_page_bars_nobody_from_an_appeal() -> None:
    found = pages(protocols.render(application(ground=" ".join(f"сөз{n}" for n in range(1200)))))
    assert len(found) > 1
    assert all(f"сөз{n}" in " ".join(found) for n in range(1200))
    assert "Заявление принято" in found[-1]
    assert "Время подачи" in found[-1]


# document 8


def test_R_35_6_the_protocol_states_decision_reason_scores_and_who_was_present() -> None:
    content = text(protocols.render(appeal()))
    for words in (
        "ТЕХНИКАЛЫК КОМИССИЯНЫН АПЕЛЛЯЦИЯГА АРЫЗДЫ КАРОО ПРОТОКОЛУ",
        "ПРОТОКОЛ РАССМОТРЕНИЯ ТЕХНИЧЕСКОЙ КОМИССИЕЙ ЗАЯВЛЕНИЯ НА АПЕЛЛЯЦИЮ",
        "Комиссиянын курамы ведомствого караштуу мекеменин 2026-жылдын 10-ноябрындагы № 88 буйругу менен бекитилген.",
        "Состав комиссии утверждён приказом подведомственного учреждения от 10 ноября 2026 года № 88.",
        "Токтогулова Айнура Сапаровна",
        "Асанова Гүлмира Бекболотовна – катышты | присутствует",
        "Талапкердин 2026-жылдын 22-ноябрындагы № A-02-01-2026-0003 арызы. Талапкер: Асанова Гүлмира Бекболотовна; "
        "арыз берилген убакыт: 12:21.",
        "Заявление кандидата от 22 ноября 2026 года № A-02-01-2026-0003. Кандидат: Асанова Гүлмира Бекболотовна; "
        "время подачи: 12:21.",
        "№ P-02-01-2026-0147",
        "Балл өзгөртүүсүз калтырылсын | Балл оставить без изменения",
        f"Чечимдин негизи | Основание решения: {appeal().reason}",
        "Балл до / после рассмотрения: 29 / 29",
        "Добуш берүү | Голосование: макул 5, каршы 0 | за 5, против 0",
        "Өзгөчө пикир | Особое мнение: жок | нет",
    ):
        assert words in content
    for number, name in enumerate(NAMES[:4], 1):
        assert f"{number}. {name}" in content
    assert "Предложение учреждению" not in content
    assert "№ вопроса" not in content


def test_R_35_6_chair_and_every_member_have_a_line_to_sign_and_the_absent_cannot_sign_later() -> None:
    members = (*(member(number) for number in range(4)), member(4, present=False, absence="эмгек өргүүсүндө"))
    content = text(protocols.render(appeal(members=members)))
    signing = content[content.index("Окончание срока хранения") :]
    for words in ("(А.С. Токтогулова)", "(Б.Ж. Осмонов)", "(Е.В. Ким)", "катышкан жок отсутствует (А.С. Мамытова)"):
        assert words in signing
    assert signing.count("кол белги | подпись") == 6  # chair, four members, candidate
    assert signing.count("катышкан жок") == 1
    assert "5. Мамытова Айгүл Сапаровна – катышкан жок | отсутствует (себеби | причина: эмгек өргүүсүндө)" in content


def test_the_candidate_may_sign_that_he_knows_the_protocol() -> None:
    content = text(protocols.render(appeal()))
    assert "Протокол менен тааныштым (талапкер)" in content
    assert "С протоколом ознакомлен(а) (кандидат)" in content


def test_R_35_1_the_keys_were_shown_before_the_candidate_or_the_sentence_is_not_printed() -> None:
    ky = "Талапкердин көзүнчө электрондук каражаттын экранынан анын жыйынтыгы, жооптору жана тесттин ачкычтары"
    ru = "В присутствии кандидата на экране электронного средства показаны его результат, ответы и ключи теста"
    shown = text(protocols.render(appeal()))
    assert f"{ky} көрсөтүлдү (14:30–15:02)." in shown
    assert f"{ru} (14:30–15:02)." in shown
    assert "Жумалиев Тилек Асанович" in shown
    nothing = text(protocols.render(not_considered()))
    for words in (ky, ru, "Каралды", "Рассмотрено", "Жумалиев", "По результатам пересчёта", "цепочка"):
        assert words not in nothing
    assert "Асанова Гүлмира Бекболотовна – катышкан жок | отсутствует" in nothing


def test_R_35_1_presence_marked_by_the_chair_gives_his_reason() -> None:
    content = text(protocols.render(appeal(presence_reason="Код жазылган талон жоголгон.")))
    assert "Талапкердин катышканын анын коду киргизилбестен техникалык комиссиянын төрагасы белгиледи." in content
    assert "Присутствие кандидата отмечено председателем технической комиссии без ввода кода кандидата." in content
    assert "Себеби | Причина: Код жазылган талон жоголгон." in content


def test_R_35_2_stored_and_recomputed_figures_stand_side_by_side() -> None:
    same = text(protocols.render(appeal()))
    assert "Суроолордун саны / Количество вопросов 50 50 ооба | да" in same
    assert "Туура жооптор / Правильные ответы 29 29 ооба | да" in same
    other = text(protocols.render(corrected()))
    assert "Топтолгон балл / Набранный балл 29 30 жок | нет" in other
    assert "жооп бербейт | не соответствует жооп берет | соответствует жок | нет" in other


def test_the_checked_chain_is_told_in_one_small_line() -> None:
    content = text(protocols.render(appeal()))
    assert "жазуулардын саны – 1234, жазуулардын чынжыры бузулган эмес." in content
    assert "количество записей – 1234, цепочка записей не нарушена." in content
    assert "цепочка" not in text(protocols.render(appeal(entries=0)))


@pytest.mark.parametrize(
    ("facts", "taken"),
    [(appeal(), 0), (corrected(), 1), (not_considered(), 2)],
    ids=["unchanged", "corrected", "not considered"],
)
def test_R_35_6_exactly_one_of_three_drawn_boxes_is_crossed(facts: f.AppealProtocol, taken: int) -> None:
    pdf = protocols.render(facts)
    assert ticks(pdf) == [number == taken for number in range(3)]
    for words in ("Балл өзгөртүүсүз калтырылсын | ", "Балл оңдолсун", "Арыз кароосуз калтырылсын"):
        assert words in text(pdf)


@pytest.mark.parametrize(
    ("ground", "ky", "ru"),
    [
        (f.NotConsidered.LATE, "мөөнөтү өтүп кетти", "пропуск срока"),
        (f.NotConsidered.ABSENT, "талапкер катышкан жок", "отсутствие кандидата"),
        (
            f.NotConsidered.OUT_OF_SCOPE,
            "техникалык апелляциянын чегинен чыгат",
            "выход за пределы технической апелляции",
        ),
    ],
)
def test_an_application_left_without_consideration_says_why(ground: f.NotConsidered, ky: str, ru: str) -> None:
    content = text(protocols.render(not_considered(ground)))
    assert f"Арыз кароосуз калтырылсын (себеби: {ky}) | Заявление оставить без рассмотрения (причина: {ru})" in content


def test_R_26_3_a_corrected_score_names_the_old_protocol_and_the_new() -> None:
    content = text(protocols.render(corrected()))
    assert "Балл оңдолсун: 29 → 30 | Балл исправить: 29 → 30" in content
    assert "№ P-02-01-2026-0147 протоколдун ордуна № P-02-01-2026-0199 протокол берилди." in content
    assert "Вместо протокола № P-02-01-2026-0147 выдан протокол № P-02-01-2026-0199." in content
    assert "ордуна" not in text(protocols.render(appeal()))


def test_remarks_proposal_and_opinion_are_told_in_the_words_they_were_given_in() -> None:
    facts = corrected()
    content = text(protocols.render(facts))
    for remark in facts.remarks:
        assert f"{remark.number} {remark.candidate} {remark.commission}" in content
    assert f"Предложение учреждению по тестовому вопросу: {facts.proposal}" in content
    assert f"Өзгөчө пикир | Особое мнение: {facts.separate_opinion}" in content


def test_R_36_1_protocol_and_key_sheet_say_until_when_they_are_kept() -> None:
    year = "Сактоо мөөнөтүнүн аякташы | Окончание срока хранения: 2027-жылдын 22-ноябры | 22 ноября 2027 года"
    assert year in text(protocols.render(appeal()))
    assert year in text(protocols.render(key_sheet()))
    assert "22 ноября 2031 года" in text(protocols.render(corrected()))


@pytest.mark.parametrize(
    "facts",
    [
        appeal(),
        corrected(),
        not_considered(),
        appeal(members=tuple(member(number) for number in range(5))),
        corrected(members=tuple(member(number) for number in range(5)), remarks=()),
        not_considered(f.NotConsidered.OUT_OF_SCOPE, members=tuple(member(number) for number in range(5))),
        appeal(header=header(number="AP-02-01-2026-0002", basis=None, training=True, marks=f.Marks(2))),
    ],
)
def test_the_usual_protocol_is_one_page(facts: f.AppealProtocol) -> None:
    assert len(pages(protocols.render(facts))) == 1


def test_many_remarks_and_long_names_run_over_pages_without_losing_a_word() -> None:
    remarks = tuple(f.AppealRemark(n, f"эскертүү{n} " * 20, f"корутунду{n}") for n in range(1, 31))
    facts = corrected(remarks=remarks, members=FIVE_LONG, candidate=LONG_NAME, reason="Негиз. " * 400)
    found = pages(protocols.render(facts))
    everything = " ".join(found)
    assert len(found) > 2
    assert everything.count("Негиз.") == 400
    for n in range(1, 31):
        assert everything.count(f"эскертүү{n} ") == 20
        assert f"корутунду{n}" in everything
    for page in found:
        heads = page.count("Суроонун № / № вопроса")
        assert heads == (1 if "эскертүү" in page else 0)
    assert "Окончание срока хранения" in found[-1]


@pytest.mark.parametrize(
    "contradiction",
    [
        {"after": 30},
        {"new_protocol": "P-02-01-2026-0199"},
        {"ground": f.NotConsidered.LATE},
        {"decision": f.AppealDecision.CORRECTED},
        {"decision": f.AppealDecision.NOT_CONSIDERED},
        {"members": tuple(member(n % 5) for n in range(6))},
        {"votes_for": 6},
        {"votes_against": -1},
        {"candidate_present": False},
        {"candidate_present": False, "shown_from": None, "shown_to": None, "presence_reason": "Код жоголгон."},
        {"shown_to": None},
        {"shown_to": at(14, 29)},
        {"stored": None},
        {"stored": None, "recomputed": None},
        {"stored": count(points=28)},
        {"reason": " "},
    ],
)
def test_a_protocol_that_contradicts_itself_is_a_bug(contradiction: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        appeal(**contradiction)


def test_other_facts_that_cannot_be_true_are_bugs() -> None:
    with pytest.raises(ValueError, match="before the test ended"):
        application(filed_at=at(11, 46))
    with pytest.raises(ValueError, match="only a late"):
        application(admitted_reason="Лифт токтоп калган.")
    with pytest.raises(ValueError, match="present and absent"):
        member(0, absence="ооруп калды")
    with pytest.raises(ValueError, match="present and absent"):
        not_considered(candidate_present=True)
    with pytest.raises(ValueError, match="counts"):
        count(correct=49)
