"""The demo bank: the sample's questions, written and approved by demo staff whose passphrases lie in a file."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from question_bank.model import Question, Section
from question_bank.package import parse_bank
from question_bank.workflow import Act, Role
from resources import SAMPLE
from station import vault
from station.domain.clock import Clock
from station.domain.deadlines import local
from station.services.bank import custody, editing
from station.services.bank.bank import Bank
from station.services.bank.custody import StaffPlan
from station.services.bank.sample_rich import rich_questions
from station.services.sample import OFFSET_MINUTES, demo_passphrase
from station.services.station import Below
from station.store.disk import replace_file

AUTHOR, SECOND, REVIEWER, APPROVER, CUSTODIAN = "jumabekova", "isakov", "sydykov", "osmonova", "toktogulov"
STAFF = (
    (AUTHOR, "Жумабекова Чолпон Сапаровна", frozenset({Role.AUTHOR})),
    (SECOND, "Исаков Мирлан Таалаевич", frozenset({Role.AUTHOR, Role.REVIEWER})),
    (REVIEWER, "Сыдыков Нурлан Алмазович", frozenset({Role.REVIEWER})),
    (APPROVER, "Осмонова Гүлмира Кубанычбековна", frozenset({Role.APPROVER})),
    (CUSTODIAN, "Токтогулов Данияр Ырысбекович", frozenset({Role.CUSTODIAN})),
)
_NAME = "Суроолор базасы (үлгү) / База вопросов (образец)"
_DAY = 86_400_000


@dataclass(frozen=True)
class DemoBank:
    """A demo bank, open, its author signed in, and everybody's passphrase."""

    bank: Bank
    passphrases: dict[str, str]


class _Past:
    """The wall clock while the demo is made: its acts lie in the weeks before today."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.days_ago, self._ticks = clock, 0, 0

    def now(self) -> int:
        """The clock's time; while the demo is made each look is a second later than the one before."""
        if not self.days_ago:
            return self.clock.wall_ms()
        self._ticks += 1
        return self.clock.wall_ms() - self.days_ago * _DAY + self._ticks * 1000


def build(folder: Path, clock: Clock, below: Below, *, cost: vault.Cost | None = None) -> DemoBank:
    """Make `folder`/bank and `folder`/staff.json. Where that fails nothing is left: the command may be tried again."""
    past = _Past(clock)
    sample = parse_bank(*_release())
    staff = [StaffPlan(name, full, roles, demo_passphrase(below)) for name, full, roles in STAFF]
    past.days_ago = 60
    bank, passphrases = custody.create_bank(
        folder / "bank", name=_NAME, pc="1", sections=sample.sections, staff=staff, now_ms=past.now, cost=cost
    )
    try:
        _fill(bank, past, sample.sections, list(sample.questions.values()), dict(passphrases))
        _write_staff_file(folder / "staff.json", dict(passphrases))
        past.days_ago = 0
        custody.sign_in(bank, AUTHOR, passphrases[AUTHOR])
    except BaseException:
        bank.close()
        shutil.rmtree(folder / "bank", ignore_errors=True)
        (folder / "staff.json").unlink(missing_ok=True)
        raise
    return DemoBank(bank, dict(passphrases))


def _release() -> tuple[bytes, dict[str, bytes]]:
    place = SAMPLE / "bank"
    return (place / "manifest.json").read_bytes(), {path.name: path.read_bytes() for path in place.glob("S*.json")}


def _fill(
    bank: Bank, past: _Past, sections: Iterable[Section], questions: list[Question], passphrases: dict[str, str]
) -> None:
    """Weeks of work, through the same acts as on the desk."""
    names = [question.id for question in questions]
    by_second = set(names[3::4])
    drafts, waiting, reviewed = names[5::40], names[9::40], names[14::60]
    approved = [name for name in names if name not in {*drafts, *waiting, *reviewed}]

    def sit(who: str, days_ago: int) -> None:
        past.days_ago = days_ago
        custody.sign_in(bank, who, passphrases[who])

    for who, own in ((SECOND, by_second), (AUTHOR, set(names) - by_second)):
        sit(who, 56)
        part = tuple(_estimated(question) for question in questions if question.id in own)
        editing.write_many(bank, [part], import_file="sample.xlsx", format="xlsx", total=len(part))
    sit(AUTHOR, 50)
    editing.bulk(bank, [*approved, *reviewed, *waiting], Act.SENT)
    sit(REVIEWER, 45)
    editing.bulk(bank, [*approved, *reviewed], Act.REVIEWED)
    sit(APPROVER, 40)
    act = local(past.now(), OFFSET_MINUTES)
    editing.bulk(bank, approved, Act.APPROVED, number="115", date=f"{act:%Y-%m-%d}")
    sit(APPROVER, 20)
    withdrawn = local(past.now(), OFFSET_MINUTES) - timedelta(days=1)
    why = f"Ченемдик акт өзгөрдү / Норма изменилась ({withdrawn:%d.%m.%Y})"
    editing.act(bank, approved[20], 1, Act.RETIRED, comment=why)
    sit(AUTHOR, 12)
    _newer_versions(bank, approved)
    for question in rich_questions():
        editing.new_question(bank, question)


def _estimated(question: Question) -> Question:
    """With an author's estimate: the more words a question has, the harder it was found."""
    words = len(question.stem.ru.split()) + sum(len(option.text.ru.split()) for option in question.options)
    return replace(question, difficulty=min(5, 1 + words // 14))


def _newer_versions(bank: Bank, approved: list[str]) -> None:
    """A newer version of an approved question as a draft, and another one in review."""
    for name, is_sent in ((approved[2], False), (approved[40], True)):
        opened = editing.new_version(bank, name)
        question = opened.question
        source = replace(question.source, ky=f"{question.source.ky} (2026)", ru=f"{question.source.ru} (2026)")
        opened = editing.write(bank, replace(question, source=source), opened.sha256)
        if is_sent:
            editing.act(bank, name, opened.question.version, Act.SENT)


def _write_staff_file(path: Path, passphrases: dict[str, str]) -> None:
    """What the demo's staff type. Only demo folders have such a file."""
    people = [
        {"id": name, "name": full, "roles": sorted(roles), "passphrase": passphrases[name]}
        for name, full, roles in STAFF
    ]
    content = {"staff": people, "recovery": passphrases[vault.RECOVERY]}
    replace_file(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


