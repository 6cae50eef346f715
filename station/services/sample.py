"""The demo hall: sample bank and form, an admitted list of invented people, staff whose passphrases lie in a file.

Everything it prints carries the training mark: a demo paper can never pass for a real one.
"""

import csv
import io
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from resources import POLICY, SAMPLE
from station import vault
from station.domain import codes
from station.domain.admitted_head import Head
from station.domain.appeal import Seat
from station.domain.clock import Clock
from station.domain.deadlines import legal_ms, local
from station.services import commission, preparation, proctoring, registration
from station.services.commission import Member
from station.services.preparation import SessionPlan, StaffPlan
from station.services.station import Below, Station
from station.store import BALLAST_BYTES

OFFSET_MINUTES = 360
HEAD, PROCTOR, SECOND = "asanov", "kasymova", "usupova"
STAFF = (
    (HEAD, "Асанов Бакыт Токтогулович", "head"),
    (PROCTOR, "Касымова Айнура Турдубековна", "proctor"),
    (SECOND, "Усупова Гүлнара Маратовна", "proctor"),
)
COMMISSION = (
    ("Осмонова Гүлзат Кубанычбековна", "chair"),
    ("Исаев Тимур Болотович", "member"),
    ("Садырова Назира Эркиновна", "member"),
)
_VACANCIES = (
    ("Директор", "№ 12 жалпы орто билим берүү мектеби, Ош шаары", "жергиликтүү"),
    ("Директор", "№ 5 мектеп-гимназия, Бишкек шаары", "жергиликтүү"),
    ("Директор", "№ 3 мектеп-лицей, Нарын шаары", "жергиликтүү"),
    ("Директор", "Республикалык мектеп-интернат, Талас шаары", "республикалык"),
)
_SURNAMES = (
    "Асанов", "Жумабеков", "Токтогулов", "Мамытов", "Сыдыков", "Ибраимов", "Өмүралиев", "Бакиров", "Абдыкадыров",
    "Эсенов", "Кадыров", "Осмонов", "Үсөнов", "Бейшеналиев", "Чолпонов", "Жээнбеков", "Исаков",
    "Молдобаев", "Сатаров", "Түмөнбаев",
)  # fmt: skip
_MEN = (
    "Эрмек",
    "Нурлан",
    "Бакыт",
    "Тилек",
    "Үсөн",
    "Азамат",
    "Мирлан",
    "Улан",
    "Өмүрбек",
    "Данияр",
    "Чыңгыз",
    "Талант",
)
_WOMEN = (
    "Гүлмира",
    "Айнура",
    "Чолпон",
    "Назгүл",
    "Жылдыз",
    "Бермет",
    "Айгүл",
    "Мээрим",
    "Нургүл",
    "Анара",
    "Төлгөнай",
    "Сайкал",
)
_FATHERS = (
    "Бекболот",
    "Өмүрбек",
    "Сапар",
    "Кубанычбек",
    "Ырысбек",
    "Жолдош",
    "Алмаз",
    "Таалай",
    "Ысак",
    "Үмөт",
    "Канат",
    "Болот",
)
_HEADINGS = (
    "Фамилиясы, аты, атасынын аты", "Документтин сериясы", "Документтин номери", "Бош кызмат орду", "Билим берүү уюму",
    "Тили", "Жеке маалыматтарды иштеп чыгууга макулдук", "Каржылоо булагы",
)  # fmt: skip


@dataclass(frozen=True)
class DemoHall:
    """A demo hall, ready: its unlocked station, the passphrases of staff and commission (by member id), the code of an
    earlier session to try."""

    station: Station
    passphrases: dict[str, str]
    earlier_code: str
    commission: dict[str, str]


def admitted_list(candidates: int, seed: int) -> bytes:
    """A CSV list of invented people, as a secretary would send it."""
    random = Random(seed)
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(_HEADINGS)
    names: set[str] = set()
    for number in range(candidates):
        name = _name(random)
        while name in names and len(names) < 4000:
            name = _name(random)
        names.add(name)
        post, organisation, budget = _VACANCIES[number % len(_VACANCIES)]
        language = "орусча" if random.random() < 0.25 else "кыргызча"
        series = "ID" if random.random() < 0.7 else "AN"
        sheet.writerow(
            (name, series, f"{1_000_000 + number * 7919 % 8_999_999:07d}", post, organisation, language, "ооба", budget)
        )
    return text.getvalue().encode("utf-8-sig")


def _name(random: Random) -> str:
    surname, father = random.choice(_SURNAMES), random.choice(_FATHERS)
    if random.random() < 0.6:
        return f"{surname}а {random.choice(_WOMEN)} {father}овна"
    return f"{surname} {random.choice(_MEN)} {father}ович"


def session_plan(
    clock: Clock, form: str, program: str, passphrases: dict[str, str], earlier: tuple[str, str]
) -> SessionPlan:
    """The demo session of today, 08:00 to 20:00 in Bishkek, or around the present hour outside of it."""
    now = local(clock.wall_ms(), OFFSET_MINUTES)
    opens = now.replace(hour=8, minute=0, second=0, microsecond=0)
    closes = opens + timedelta(hours=12)
    if not opens <= now <= closes:
        opens = now.replace(minute=0, second=0, microsecond=0)
        closes = opens + timedelta(hours=12)
    session = f"{now:%Y-%m-%d}/1"
    key, code = earlier
    old = codes.verifier(bytes.fromhex(key), f"{now:%Y-%m-%d}/0", "01", code)
    bank = SAMPLE / "bank"
    return SessionPlan(
        session=session,
        settings={
            "hall": 2,
            "station": 1,
            "seat": "01",
            "authority": {
                "ky": "Билим берүү жана илим жаатындагы ыйгарым укуктуу мамлекеттик орган (үлгү)",
                "ru": "Уполномоченный государственный орган в области образования и науки (образец)",
            },
            "institution": {"ky": "Ведомствого караштуу мекеме (үлгү)", "ru": "Подведомственное учреждение (образец)"},
            "organiser": {"ky": "Ведомствого караштуу мекеме (үлгү)", "ru": "Подведомственное учреждение (образец)"},
            "place": {
                "ky": "Бишкек шаары, Үлгү көчөсү 1, № 2 тестирлөө залы",
                "ru": "город Бишкек, улица Образцовая, 1, зал тестирования № 2",
            },
            "hall_name": {"ky": "№ 2 тестирлөө залы", "ru": "Зал тестирования № 2"},
            "opens_ms": legal_ms(opens, OFFSET_MINUTES),
            "closes_ms": legal_ms(closes, OFFSET_MINUTES),
            "training": True,
            "program": program,
        },
        form=(SAMPLE / f"form-{form}.json").read_bytes(),
        bank_manifest=(bank / "manifest.json").read_bytes(),
        bank_files={path.name: path.read_bytes() for path in bank.glob("S*.json")},
        policy=json.loads((POLICY / "kg-2024.json").read_bytes()),
        staff=[StaffPlan(name, full, role, passphrases.get(name, "")) for name, full, role in STAFF],
        earlier=((f"{now:%Y-%m-%d}/0", key, "01", (old,)),),
    )


def build(
    folder: Path,
    clock: Clock,
    below: Below,
    *,
    candidates: int = 24,
    seed: int = 0,
    form: str = "80",
    program: str = "",
    cost: vault.Cost | None = None,
    ballast_bytes: int = BALLAST_BYTES,
) -> DemoHall:
    """Make `folder`/data with a demo session, its list taken in, the session open; write `folder`/staff.json.

    Where that fails (a full disk) nothing is left: the same command may be tried again.
    """
    earlier = (vault.new_master_key().hex(), codes.code_from(below(10**codes.RANDOM_DIGITS)))
    chosen = {name: demo_passphrase(below) for name, _full, _role in STAFF}
    plan = session_plan(clock, form, program, chosen, earlier)
    made = preparation.create_session(folder / "data", plan, clock, below, cost, ballast_bytes)
    passphrases = dict(made.passphrases)
    try:
        _take_list(made.station, passphrases[HEAD], candidates, seed)
        members = _enter_commission(made.station, below, cost)
        write_staff_file(folder / "staff.json", passphrases, members)
        proctoring.open_session(made.station)
    except BaseException:
        made.station.store.close()
        shutil.rmtree(folder / "data", ignore_errors=True)
        (folder / "staff.json").unlink(missing_ok=True)
        raise
    return DemoHall(made.station, passphrases, earlier[1], {member.id: member.passphrase for member in members})


def _enter_commission(station: Station, below: Below, cost: vault.Cost | None) -> tuple[Member, ...]:
    """The commission of an invented order, entered before the session (R-34.1)."""
    ordered = local(station.clock.wall_ms(), OFFSET_MINUTES) - timedelta(days=5)
    seats = [Seat(name, role) for name, role in COMMISSION]
    passphrases = [demo_passphrase(below) for _seat in seats]
    return commission.enter(station, "14-к", f"{ordered:%Y-%m-%d}", seats, cost=cost, passphrases=passphrases)


def _take_list(station: Station, passphrase: str, candidates: int, seed: int) -> None:
    proctoring.sign_in(station, HEAD, passphrase)
    data = admitted_list(candidates, seed)
    today = local(station.clock.wall_ms(), OFFSET_MINUTES)
    head = Head("7", f"{today - timedelta(days=3):%Y-%m-%d}", "Эшимов Т. К.")
    preparation.admit_list(station, data, preparation.look_through_list(station, data, "list.csv", head))


def build_on_screen(folder: Path, clock: Clock, candidates: int, seed: int, form: str, program: str) -> Station:
    """A demo hall for the kiosk: two candidates have their codes already; `folder`/demo.json shows them on screen."""
    hall = build(folder, clock, secrets.randbelow, candidates=candidates, seed=seed, form=form, program=program)
    station = hall.station
    shown = []
    for language in ("ky", "ru"):
        found = next((c for c in station.hall.candidates.values() if c.language == language and not c.slip), None)
        if found is None:
            continue
        registration.mark_document_seen(station, found.id)
        code = registration.issue_code(station, found.id).code
        shown.append({"name": station.person(found.id).full_name, "code": codes.grouped(code)})
    shown.append({"name": "мурдагы сессия / прошлая сессия", "code": codes.grouped(hall.earlier_code)})
    proctoring.lock_desk(station, "demo")
    (folder / "demo.json").write_text(json.dumps({"codes": shown}, ensure_ascii=False, indent=1), "utf-8")
    return station


def demo_passphrase(below: Below) -> str:
    """Short, because every newcomer has to type it; only demo data is behind it."""
    return f"{below(10_000):04d} {below(10_000):04d}"


def write_staff_file(path: Path, passphrases: dict[str, str], members: Sequence[Member] = ()) -> None:
    """What the demo's staff and commission type. Only demo folders have such a file."""
    people: Sequence[dict[str, str]] = [
        {"id": name, "name": full, "role": role, "passphrase": passphrases[name]} for name, full, role in STAFF
    ]
    content = {
        "staff": people,
        "commission": [asdict(member) for member in members],
        "recovery": passphrases[vault.RECOVERY],
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)


def read_staff_file(path: Path) -> list[tuple[str, str]]:
    """Slot and passphrase of everyone in a staff file. Raises OSError, ValueError, KeyError, TypeError."""
    content = json.loads(path.read_text("utf-8"))
    if not content["staff"]:
        raise ValueError("nobody")
    return [(person["id"], person["passphrase"]) for person in content["staff"]]


def read_commission(path: Path) -> dict[str, str]:
    """Member id and passphrase of the commission in a staff file. Raises OSError, ValueError, KeyError, TypeError."""
    return {member["id"]: member["passphrase"] for member in json.loads(path.read_text("utf-8"))["commission"]}
