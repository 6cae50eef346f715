"""An invented hall day for the desk's tests and its gallery: values only, no service runs."""

from dataclasses import replace

from resources.texts import Texts
from station.domain.admitted import Head, dry_run
from station.domain.hall import Staff, Standing
from station.services.commission import Member
from station.services.overview import AppealLine, CandidateLine, CommissionLine, JournalLine, SessionLine
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.appeals import AppealsScreen, AppealsView
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.frame import DeskFrame, DeskView
from station.ui.proctor.hall import HallScreen, HallView
from station.ui.proctor.import_screen import ImportScreen, ImportView, TakenList
from station.ui.proctor.protocols import ProtocolsScreen, ProtocolsView
from station.ui.proctor.session import SessionScreen, SessionView
from station.ui.proctor.unlock import Slot, UnlockView

NOW = 1_795_319_640_000  # 2026-11-22 09:54 in Bishkek
MINUTE = 60_000

BLANK = CandidateLine(
    id="C0001", seat="01", name="Асанова Гүлмира Бекболотовна", document="AN 1234567",
    vacancy="Директор, № 5 жалпы билим берүү мектеп-гимназиясы", language="ky", consent=True, list_number="5",
    slip="", standing=Standing.LISTED, came_ms=None, answered=0, questions=0, remaining_ms=None, pause_reason="",
    needs_resume=False, resume_allowed=False, gap_ms=0, ground="", interrupted_act="", decision="", way="",
    score=None, maximum=None, meets=None, finished_ms=None, appeal_until_ms=None, appeal_minutes_left=None,
    protocol="", prints=0, copies=0, handed_over_ms=None,
)  # fmt: skip

_RUNNING = {"standing": Standing.IN_PROGRESS, "questions": 80}
_DONE = {"standing": Standing.FINISHED, "questions": 80, "maximum": 80}
_PEOPLE: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "Асанова Гүлмира Бекболотовна",
        {
            **_DONE,
            "answered": 80,
            "score": 58,
            "meets": True,
            "protocol": "P-02-07-2026-0001",
            "prints": 1,
            "copies": 1,
            "finished_ms": NOW - 9 * MINUTE,
            "handed_over_ms": NOW - 2 * MINUTE,
        },
    ),
    ("Жумабеков Нурлан Өмүрбекович", {**_RUNNING, "answered": 41, "remaining_ms": 3_492_000}),
    ("Токтогулова Айнура Сапаровна", {**_RUNNING, "answered": 37, "remaining_ms": 3_460_000}),
    (
        "Мамытов Эрмек Кубанычевич",
        {
            "standing": Standing.PAUSED,
            "questions": 80,
            "answered": 22,
            "remaining_ms": 3_845_000,
            "pause_reason": "Электр энергиясы өчүп калды | Отключение электроэнергии",
        },
    ),
    (
        "Сыдыкова Чолпон Ырысбековна",
        {
            "standing": Standing.PAUSED,
            "questions": 80,
            "answered": 44,
            "remaining_ms": 3_331_000,
            "needs_resume": True,
            "gap_ms": 7 * MINUTE,
        },
    ),
    ("Ибраимов Тилек Жолдошович", {"standing": Standing.CODE_ISSUED}),
    (
        "Өмүралиева Назгүл Алмазовна",
        {
            **_DONE,
            "answered": 79,
            "score": 40,
            "meets": False,
            "protocol": "P-02-07-2026-0002",
            "finished_ms": NOW - 4 * MINUTE,
        },
    ),
    ("Бакиров Үсөн Таалайбекович", {"standing": Standing.ABSENT}),
    (
        "Абдыкадыров Бакыт Ысакович",
        {
            "standing": Standing.INTERRUPTED,
            "questions": 80,
            "answered": 18,
            "ground": "removal",
            "interrupted_act": "2",
        },
    ),
    ("Кыдыралиева Жаңылмырза Төлөгөновна", {"standing": Standing.CAME}),
    ("Петренко Алёна Владимировна", {"standing": Standing.LISTED, "consent": False, "language": "ru"}),
    ("Төрөбеков Мирбек Орозбекович", {"standing": Standing.WITHDRAWN}),
    ("Исмаилова Сайрагүл Кенешбековна", {"standing": Standing.ADMITTED}),
)


def people() -> tuple[CandidateLine, ...]:
    """Thirteen candidates in every state."""
    lines = []
    for number, (name, more) in enumerate(_PEOPLE, 1):
        has_slip = more["standing"] not in (
            Standing.LISTED,
            Standing.ABSENT,
            Standing.CAME,
            Standing.WITHDRAWN,
        )
        line = replace(
            BLANK,
            id=f"C{number:04}",
            seat=f"{number:02}",
            name=name,
            document=f"AN {1234567 + number * 7919}",
            slip=f"T-02-07-2026-{number:04}" if has_slip else "",
            came_ms=NOW - 20 * MINUTE if has_slip else None,
        )
        lines.append(replace(line, **more))  # type: ignore[arg-type]
    return tuple(lines)


JOURNAL = (
    JournalLine(19, NOW, "paused", "S1", {"reason": "Электр энергиясы өчүп калды | Отключение электроэнергии"}),
    JournalLine(15, NOW - 20 * MINUTE, "attempt_started", "C0004", {"number": 1}),
    JournalLine(14, NOW - 21 * MINUTE, "rules_acknowledged", "C0004", {"act": "12"}),
    JournalLine(13, NOW - 22 * MINUTE, "identity_confirmed", "C0004", {}),
    JournalLine(12, NOW - 23 * MINUTE, "admitted", "C0004", {"slip": "T-02-07-2026-0004"}),
    JournalLine(11, NOW - 30 * MINUTE, "code_issued", "S1", {"slip": "T-02-07-2026-0004"}),
    JournalLine(10, NOW - 31 * MINUTE, "document_seen", "S1", {"staff": "S1"}),
    JournalLine(4, NOW - 90 * MINUTE, "candidate_listed", "S1", {"list_number": "5", "row": 8}),
)

SESSION = SessionLine(
    session="2026-11-22/1", opened_ms=None, closed_ms=None, window=(NOW - 60 * MINUTE, NOW + 300 * MINUTE),
    form_title={"ky": "Негизги тестирлөө", "ru": "Основное тестирование"}, form_act=("118", "2026-10-30"),
    threshold=48, questions=80, minutes=120, lists=(("5", "2026-11-20", 13),),
    staff=(Staff("S1", "Касымова А. Т.", "head"), Staff("S2", "Осмонов Б. Ж.", "proctor")), free_mib=20480,
    needed_mib=1024, now_ms=NOW, totals={}, locked_seats=(), documents=(), training=True, draw="3fa1" * 16,
)  # fmt: skip

TOTALS = {
    "listed": 13, "finished": 2, "absent": 1, "not_started": 2, "withdrawn": 1, "interrupted": 1, "open": 6
}  # fmt: skip
SETTLED = {
    "listed": 13, "finished": 8, "absent": 2, "not_started": 1, "withdrawn": 1, "interrupted": 1, "open": 0
}  # fmt: skip

HEADING = (
    "№", "Фамилиясы, аты, атасынын аты", "Сериясы", "Номери", "Бош кызмат орду", "Билим берүү уюму", "Тили",
    "Макулдук",
)  # fmt: skip
_SCHOOL = "№ 5 жалпы билим берүү мектеп-гимназиясы"
_GOOD = (
    ("1", "Асанова Гүлмира Бекболотовна", "AN", "1234567", "Директор", _SCHOOL, "кыргызча", "ооба"),
    ("2", "Петренко Алёна Владимировна", "AN", "7654321", "Директор", _SCHOOL, "орусча", "жок"),
)
_BAD = (
    ("3", "", "AN", "1234567", "Директор", _SCHOOL, "англисче", "ооба", "Бишкек"),
    ("4", "Бакиров Үсөн Таалайбекович", "АН", "1112223", "Директор", _SCHOOL, "кыргызча", "ооба", "Ош"),
)


def import_view(*, clean: bool) -> ImportView:
    """A list looked through, with or without faults."""
    rows = [HEADING, *_GOOD] if clean else [(*HEADING, "Жашаган дареги"), *_GOOD, *_BAD]
    dry = dry_run(rows, Head("5", "2026-11-20", "Касымова А. Т.") if clean else Head("5"), {}, rows_limit=5000)
    return ImportView(
        "/", file_name="тизме-5.xlsx", sha256="5a1f0c" * 8, dry=dry, sheets_left=() if clean else ("Лист2",),
        lists=(TakenList("4", "2026-11-18", 11),),
    )  # fmt: skip


COMMISSION = CommissionLine(
    "14-к", "2026-11-17",
    (
        Member("K1", "Осмонова Гүлзат Кубанычбековна", "chair"), Member("K2", "Исаев Тимур Болотович", "member"),
        Member("K3", "Садырова Назира Эркиновна", "member"),
        Member("K4", "Жоробекова Жылдызкан Абдыманаповна", "member"),
    ),
    (),
)  # fmt: skip

_FILED = {"number": "A-02-07-2026-0003", "filed_ms": NOW - 12 * MINUTE}
_DECIDED = {
    **_FILED, "application_prints": 1, "appeal_protocol": "AP-02-07-2026-0001", "keep_until": "2027-11-22",
    "minutes_left": None, "until_ms": NOW - 20 * MINUTE, "finished_ms": NOW - 80 * MINUTE,
}  # fmt: skip
_APPEALS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Асанова Гүлмира Бекболотовна", {**_FILED}),
    ("Мамытов Эрмек Кубанычевич", {**_FILED, "number": "A-02-07-2026-0004", "is_in_time": False, "is_open": True}),
    ("Өмүралиева Назгүл Алмазовна", {"score": 40, "meets": False, "minutes_left": 7}),
    ("Жумабеков Нурлан Өмүрбекович", {}),
    ("Сыдыкова Чолпон Ырысбековна", {"minutes_left": None, "until_ms": NOW - 5 * MINUTE}),
    ("Токтогулова Айнура Сапаровна", {"minutes_left": None, "until_ms": NOW - 6 * MINUTE, "was_late": True}),
    ("Ибраимов Тилек Жолдошович", {**_DECIDED, "decision": "unchanged", "before": 58, "after": 58}),
    (
        "Кыдыралиева Жаңылмырза Төлөгөновна",
        {**_DECIDED, "decision": "corrected", "before": 58, "after": 59, "score": 59, "appeal_protocol_prints": 2},
    ),
    (
        "Петренко Алёна Владимировна",
        {**_DECIDED, "decision": "not_considered", "ground": "absent", "before": 58, "after": 58},
    ),
)


def appeals() -> tuple[AppealLine, ...]:
    """Nine finished candidates, one in every state of an appeal."""
    lines = []
    for place, (name, more) in enumerate(_APPEALS, 1):
        line = AppealLine(
            f"C{place:04}", name, f"{place:02}", 58, 80, True, NOW - 20 * MINUTE, NOW + 40 * MINUTE, 40 - place, False,
            f"P-02-07-2026-{place:04}",
        )  # fmt: skip
        lines.append(replace(line, **more))  # type: ignore[arg-type]
    return tuple(lines)


def appeals_view(chosen: str = "C0001", **more: object) -> AppealsView:
    """The tab of appeals with somebody chosen."""
    view = AppealsView(appeals(), COMMISSION, chosen, ("HallPDF",), "HallPDF", may_replace=False)
    return replace(view, **more)  # type: ignore[arg-type]


UNLOCK = UnlockView(
    (Slot("S1", "Касымова А. Т.", "head"), Slot("S2", "Осмонов Б. Ж.", "proctor"), Slot("recovery", "R", "recovery")),
    NOW,
)  # fmt: skip


def desk(texts: Texts, tab: str = "hall") -> DeskFrame:
    """The whole desk with all its tabs filled."""
    lines = people()
    finished = tuple(line for line in lines if line.standing is Standing.FINISHED)
    frame = DeskFrame(texts, DeskView("Касымова А. Т.", "2026-11-22/1", is_training=True))
    frame.add_screen("session", SessionScreen(texts, SessionView(SESSION, "№ 2 тестирлөө залы", "Бишкек ш.")))
    frame.add_screen("import", ImportScreen(texts, import_view(clean=False)))
    frame.add_screen(
        "admission", AdmissionScreen(texts, AdmissionView(lines, chosen="C0010", seen_by="Касымова А. Т."))
    )
    frame.add_screen("hall", HallScreen(texts, HallView(lines, "C0004", JOURNAL)))
    frame.add_screen("protocols", ProtocolsScreen(texts, ProtocolsView(finished, ("HallPDF",), "HallPDF", "C0001")))
    frame.add_screen("appeals", AppealsScreen(texts, appeals_view()))
    frame.add_screen("close", CloseScreen(texts, CloseView(TOTALS, lines, opened_ms=NOW)))
    frame.show_tab(tab)
    return frame
