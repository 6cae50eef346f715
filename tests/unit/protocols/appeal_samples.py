"""Facts of a plausible technical appeal, for the tests of its documents."""

from datetime import date
from typing import Any

from protocols import facts as f
from tests.unit.protocols.samples import at, header

LONG_NAME = "Абдыкадырова-Токтомаматова Гүлмира-Айымкан Жеңишбековна"
NAMES = (
    "Осмонов Бакыт Жумабекович",
    "Ким Елена Викторовна",
    "Сыдыков Нурлан Эркин уулу",
    "Абдыкадырова Жеңишгүл Өмүрбековна",
    "Мамытова Айгүл Сапаровна",
)
SECTIONS = ("S1", "S2", "S3", "S4", "S5", "S6", "S7")


def application(**changes: Any) -> f.AppealApplication:
    """An application in time, without a ground."""
    values: dict[str, Any] = {
        "header": header(number="A-02-01-2026-0003", basis=None, made_at=at(12, 21)),
        "chair": f.Person("Токтогулова Айнура Сапаровна"),
        "candidate": "Асанова Гүлмира Бекболотовна",
        "document": f.MaskedDocument.of("ID", "1234417"),
        "tested_on": date(2026, 11, 22),
        "protocol": "P-02-01-2026-0147",
        "points": 29,
        "ground": "",
        "finished_at": at(11, 47),
        "until": at(12, 47),
        "filed_at": at(12, 21),
        "in_time": True,
        "admitted_reason": "",
        "receiver": f.Person("Сыдыков Нурлан Эркин уулу"),
    }
    return f.AppealApplication(**{**values, **changes})


def count(**changes: Any) -> f.AppealCount:
    """The figures of an attempt of 50 questions, threshold 30."""
    return f.AppealCount(**{"questions": 50, "answered": 48, "correct": 29, "points": 29, "meets": False, **changes})


def member(number: int, **changes: Any) -> f.CommissionMember:
    """A member of the commission by number."""
    return f.CommissionMember(**{"name": NAMES[number], "present": True, **changes})


def appeal(**changes: Any) -> f.AppealProtocol:
    """A review that changed nothing: chair and four members."""
    values: dict[str, Any] = {
        "header": header(number="AP-02-01-2026-0002", basis=None, made_at=at(15, 10)),
        "order_number": "88",
        "order_day": date(2026, 11, 10),
        "chair": f.CommissionMember("Токтогулова Айнура Сапаровна", present=True),
        "members": tuple(member(number) for number in range(4)),
        "candidate": "Асанова Гүлмира Бекболотовна",
        "candidate_present": True,
        "presence_reason": "",
        "operator": f.Person("Жумалиев Тилек Асанович"),
        "application": "A-02-01-2026-0003",
        "application_day": date(2026, 11, 22),
        "filed_at": at(12, 21),
        "shown_from": at(14, 30),
        "shown_to": at(15, 2),
        "stored": count(),
        "recomputed": count(),
        "entries": 1234,
        "remarks": (),
        "decision": f.AppealDecision.UNCHANGED,
        "ground": None,
        "before": 29,
        "after": 29,
        "reason": "Сакталган жооптор тесттин ачкычтары менен салыштырылды, алынган балл ылайык келет.",
        "proposal": "",
        "votes_for": 5,
        "votes_against": 0,
        "separate_opinion": "",
        "protocol": "P-02-01-2026-0147",
        "new_protocol": "",
        "keep_until": date(2027, 11, 22),
    }
    return f.AppealProtocol(**{**values, **changes})


def corrected(**changes: Any) -> f.AppealProtocol:
    """A review that found one point more, with two remarks and a vote against."""
    values: dict[str, Any] = {
        "recomputed": count(correct=30, points=30, meets=True),
        "remarks": (
            f.AppealRemark(7, "Жообум туура деп эсептейм.", "Ачкыч боюнча жооп туура; балл эсептелген эмес."),
            f.AppealRemark(31, "Суроонун эки жообу тең туура.", "Жооп ачкычка ылайык келбейт."),
        ),
        "decision": f.AppealDecision.CORRECTED,
        "after": 30,
        "reason": "Кайра эсептөөдө 7-суроонун баллы кошулган.",
        "proposal": "31-суроонун мазмуну кайра каралсын.",
        "votes_for": 4,
        "votes_against": 1,
        "separate_opinion": "Ким Е.В.: 31-суроо да эсепке алынсын.",
        "new_protocol": "P-02-01-2026-0199",
        "keep_until": date(2031, 11, 22),
    }
    return appeal(**{**values, **changes})


def not_considered(ground: f.NotConsidered = f.NotConsidered.ABSENT, **changes: Any) -> f.AppealProtocol:
    """An application left without consideration: no key shown, nothing recomputed."""
    values: dict[str, Any] = {
        "candidate_present": ground is not f.NotConsidered.ABSENT,
        "shown_from": None,
        "shown_to": None,
        "stored": None,
        "recomputed": None,
        "entries": 0,
        "decision": f.AppealDecision.NOT_CONSIDERED,
        "ground": ground,
        "reason": "Талапкер белгиленген убакта комиссиянын отурумуна келген жок.",
    }
    return appeal(**{**values, **changes})


def key_sheet(questions: int = 80, **changes: Any) -> f.KeySheet:
    """A sheet of that many questions: every fourth answer wrong, every eleventh not given."""
    found = []
    for number in range(1, questions + 1):
        given = number % 11 != 0
        right = given and number % 4 != 0
        answer = ("Б (C)" if right else "А (B)") if given else ""
        section = SECTIONS[number % 7]
        code = f"{section}-{number * 3:03d} / 1"
        changed = at(10 + number // 60, number % 60) if given else None
        found.append(f.KeyRow(number, code, section, answer, "Б (C)", int(right), changed, right))
    points = sum(row.points for row in found)
    values: dict[str, Any] = {
        "header": header(number="S-02-01-2026-0002", basis=None, made_at=at(15, 5)),
        "attempt": "2026-11-22/1-0147",
        "protocol": "P-02-01-2026-0147",
        "application": "A-02-01-2026-0003",
        "bank_version": "2026.2",
        "key_sha256": "3c" * 32,
        "rows": tuple(found),
        "points": points,
        "max_points": questions,
        "chair": f.Person("Токтогулова Айнура Сапаровна"),
        "members": tuple(f.Person(name) for name in NAMES[:4]),
        "keep_until": date(2027, 11, 22),
    }
    return f.KeySheet(**{**values, **changes})
