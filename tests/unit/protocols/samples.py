"""Facts of a plausible hall day, for the tests of documents."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from protocols.facts import (
    Act,
    ActKind,
    Affected,
    AttendanceRow,
    AttendanceSheet,
    CandidateProtocol,
    CodeSlip,
    Ending,
    Ground,
    Header,
    IncidentAct,
    IncidentDecision,
    IncidentKind,
    ListAct,
    MaskedDocument,
    Person,
    RowState,
    SectionResult,
    SummaryProtocol,
    SummaryRow,
    VacancyGround,
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


def attendance(count: int = 24, **changes: Any) -> AttendanceSheet:
    """A registration sheet: every seventh person absent."""
    rows = tuple(
        AttendanceRow(
            candidate=f"Асанова Гүлмира Бекболотовна {number}",
            document=f"ID {1000000 + number}",
            vacancy=Bilingual(f"{VACANCY.ky}, {ORGANISATION.ky}", f"{VACANCY.ru}, {ORGANISATION.ru}"),
            seat=str(number),
            arrived_at=None if number % 7 == 0 else time(9, number % 60),
            absent=number % 7 == 0,
        )
        for number in range(1, count + 1)
    )
    values: dict[str, Any] = {
        "header": header(number="K-02-01-2026-0001"),
        "lists": (ListAct("3", date(2026, 11, 15)),),
        "rows": rows,
        "registrar": Person("Сыдыков Нурлан Эркин уулу"),
        "responsible": Person("Токтогулова Айнура Сапаровна"),
    }
    return AttendanceSheet(**{**values, **changes})


def summary(count: int = 24, **changes: Any) -> SummaryProtocol:
    """A summary in which every state occurs."""
    states = [RowState.FINISHED] * 6 + [
        RowState.ABSENT,
        RowState.NOT_STARTED,
        RowState.WITHDRAWN,
        RowState.INTERRUPTED,
    ]
    rows = []
    for number in range(1, count + 1):
        state = states[number % len(states)]
        name = f"Асанова Гүлмира Бекболотовна {number}"
        vacancy = Bilingual(f"{VACANCY.ky}, {ORGANISATION.ky}", f"{VACANCY.ru}, {ORGANISATION.ru}")
        if state is RowState.FINISHED:
            points = 20 + number % 30
            paper = f"P-02-01-2026-{number:04d}"
            rows.append(SummaryRow(name, vacancy, state, paper, points, 30, points >= 30))
        else:
            rows.append(SummaryRow(name, vacancy, state))
    values: dict[str, Any] = {
        "header": header(number="V-02-01-2026-0001"),
        "hall": Bilingual("№ 2 зал", "зал № 2"),
        "form": Bilingual("50 суроо, 90 мүнөт", "50 вопросов, 90 минут"),
        "threshold": 30,
        "lists": (ListAct("3", date(2026, 11, 15)), ListAct("4", date(2026, 11, 18))),
        "started_at": at(10, 0),
        "ended_at": at(13, 5),
        "rows": tuple(rows),
        "responsible": Person("Токтогулова Айнура Сапаровна"),
        "software": "station 0.1.0",
        "bank_version": "2026.2",
        "bank_sha256": "0f" * 32,
        "incident_acts": ("I-02-01-2026-0001",),
        "reissued_codes": 1,
        "spoilt_numbers": ("P-02-01-2026-0003",),
        "destroyed_slips": 22,
        "grounds": (VacancyGround(VACANCY, Ground.ALL_BELOW),),
        "proctors": (Person("Сыдыков Нурлан Эркин уулу"), Person("Ким Елена")),
    }
    return SummaryProtocol(**{**values, **changes})


def incident(**changes: Any) -> IncidentAct:
    """A power cut that touched two candidates."""
    values: dict[str, Any] = {
        "header": header(number="I-02-01-2026-0001", basis=None),
        "incident": IncidentKind.POWER,
        "started_at": at(10, 31),
        "ended_at": at(10, 43),
        "affected": (
            Affected("Асанова Гүлмира Бекболотовна", "14", 4512, 4512),
            Affected("Ж. Бакыт Эркин уулу", "15", 309, 309),
        ),
        "description": "Залда электр энергиясы өчүп калды.\nСтанция кайра иштетилди, жооптор сакталган.",
        "measures": "Тестирлөө убактылуу токтотулду; калган убакыт сакталды.",
        "entries": (412, 413, 419),
        "author": Person("Сыдыков Нурлан Эркин уулу"),
        "responsible": Person("Токтогулова Айнура Сапаровна"),
        "decision": IncidentDecision.CONTINUE,
        "decision_basis": "Жоболордун 24-пункту",
        "witnesses": (Person("Ким Елена"),),
    }
    return IncidentAct(**{**values, **changes})
