"""Facts of a plausible hall day, for the tests of documents."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from protocols.facts import (
    Act,
    ActKind,
    CandidateProtocol,
    CodeSlip,
    Ending,
    Header,
    MaskedDocument,
    Person,
    SectionResult,
)
from question_bank.model import Bilingual, Language

BISHKEK = timezone(timedelta(hours=6))
MEETS = Bilingual(
    "Топтолгон балл квалификациялык талаптарга жооп берет",
    "Набранный балл соответствует квалификационным требованиям",
)
MEETS_NOT = Bilingual(
    "Топтолгон балл квалификациялык талаптарга жооп бербейт",
    "Набранный балл не соответствует квалификационным требованиям",
)
SECTIONS = (
    Bilingual("Кесиптик даярдык", "Профессиональная подготовка"),
    Bilingual(
        "Билим берүү жаатындагы ченемдик укуктук актылар", "Нормативные правовые акты в сфере образования"
    ),
    Bilingual("Психология", "Психология"),
    Bilingual("Билим берүүдөгү башкаруу", "Управление в образовании"),
    Bilingual("Билим берүүнү каржылоо", "Финансирование образования"),
    Bilingual(
        "Мамлекеттик мекемелердин жана коомдук уюмдардын ыйгарым укуктары жана функциялары",
        "Полномочия и функции государственных учреждений и общественных организаций",
    ),
    Bilingual("Маалыматтык технологиялар", "Информационные технологии"),
)
VACANCY = Bilingual("Мектеп директору", "Директор школы")
ORGANISATION = Bilingual(
    "№ 12 Ж. Баласагын атындагы орто мектеп, Ош ш.", "Средняя школа № 12 имени Ж. Баласагына, г. Ош"
)


def at(hour: int, minute: int) -> datetime:
    """A minute of the hall day."""
    return datetime(2026, 11, 22, hour, minute, tzinfo=BISHKEK)


def header(**changes: Any) -> Header:
    """A header of 22 November 2026."""
    values: dict[str, Any] = {
        "authority": Bilingual(
            "Кыргыз Республикасынын Билим берүү жана илим министрлиги",
            "Министерство образования и науки Кыргызской Республики",
        ),
        "institution": Bilingual(
            "Билим берүүнүн сапатын баалоо жана маалымат технологиялардын улуттук борбору",
            "Национальный центр оценки качества образования и информационных технологий",
        ),
        "number": "P-02-01-2026-0147",
        "session": "2026-11-22/1",
        "place": Bilingual("Бишкек ш., Түркөй көчөсү, 5, № 2 зал", "г. Бишкек, ул. Тюркёй, 5, зал № 2"),
        "made_at": at(11, 47),
        "station": "01",
        "seq": 1234,
        "head": "ab12" * 16,
        "basis": Act(ActKind.ORDER, "417/1", date(2026, 10, 5)),
    }
    return Header(**{**values, **changes})


def protocol(points: tuple[int, ...] = (6, 8, 6, 7, 4, 3, 4), **changes: Any) -> CandidateProtocol:
    """A protocol of 50 questions, threshold 30; the statement follows the points."""
    questions = (8, 10, 7, 10, 5, 5, 5)
    meets = sum(points) >= 30
    values: dict[str, Any] = {
        "header": header(),
        "candidate": "Асанова Гүлмира Бекболотовна",
        "document": MaskedDocument.of("ID", "1234417"),
        "vacancy": VACANCY,
        "organisation": ORGANISATION,
        "language": Language.KY,
        "started_at": at(10, 2),
        "finished_at": at(11, 47),
        "ending": Ending.BY_CANDIDATE,
        "bank_version": "2026.2",
        "sections": tuple(
            SectionResult(title, count, right, right)
            for title, count, right in zip(SECTIONS, questions, points, strict=True)
        ),
        "points": sum(points),
        "max_points": 50,
        "threshold": 30,
        "meets": meets,
        "statement": MEETS if meets else MEETS_NOT,
        "retake_from": None if meets else date(2027, 11, 23),
        "appeal_until": at(12, 47),
        "responsible": Person("Токтогулова Айнура Сапаровна"),
    }
    return CandidateProtocol(**{**values, **changes})


FAILED = (2, 3, 4, 2, 1, 1, 2)


def slip(**changes: Any) -> CodeSlip:
    """A code slip."""
    values: dict[str, Any] = {
        "header": header(number="T-02-01-2026-0007", basis=None),
        "candidate": "Асанова Гүлмира Бекболотовна",
        "vacancy": VACANCY,
        "starts_at": at(10, 0),
        "hall": Bilingual("№ 2 зал", "зал № 2"),
        "seat": "14",
        "entry_code": "482771306467",
    }
    return CodeSlip(**{**values, **changes})
