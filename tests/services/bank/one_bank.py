"""One PC's bank in a temporary folder: five members, two sections, a clock that goes on a second per look."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from question_bank.model import Bilingual, Option, Question, Section
from question_bank.workflow import Act, Role
from station import vault
from station.services.bank import custody, editing
from station.services.bank.bank import Bank
from station.services.bank.custody import StaffPlan
from station.services.bank.facts import Opened
from tests.builders import MORNING_MS

COST = vault.Cost(64, 1, 1)
SECTIONS = (Section("S1", Bilingual("Укук", "Право")), Section("S2", Bilingual("Башкаруу", "Управление")))
AUTHOR, SECOND, REVIEWER, APPROVER, CUSTODIAN = "asel", "bolot", "chynara", "damir", "elnura"
STAFF = (
    StaffPlan(AUTHOR, "Асел Токтогулова", frozenset({Role.AUTHOR}), "1"),
    StaffPlan(SECOND, "Болот Асанов", frozenset({Role.AUTHOR, Role.REVIEWER}), "2"),
    StaffPlan(REVIEWER, "Чынара Исаева", frozenset({Role.REVIEWER}), "3"),
    StaffPlan(APPROVER, "Дамир Усупов", frozenset({Role.APPROVER}), "4"),
    StaffPlan(CUSTODIAN, "Элнура Садырова", frozenset({Role.CUSTODIAN}), "5"),
)
PASSPHRASES = {plan.id: plan.passphrase for plan in STAFF}
DATE = "2026-02-01"


def question(words: str = "Кайсы жооп туура", section: str = "S1", name: str = "") -> Question:
    """A whole question with these words in it."""
    options = tuple(Option(one, Bilingual(f"{words} {one} ky", f"{words} {one} ru")) for one in "abcd")
    stem = Bilingual(f"{words}?", f"{words} (ru)?")
    return Question(name, 1, section, stem, options, frozenset("b"), Bilingual("Мыйзам, 5", "Закон, 5"))


@dataclass
class Desk:
    """A bank that is open, and shorthand for what people do at it."""

    bank: Bank
    folder: Path
    recovery: str = ""
    seconds: list[int] = field(default_factory=lambda: [0])

    def sit(self, who: str) -> Bank:
        """That member sits down."""
        custody.sign_in(self.bank, who, PASSPHRASES[who])
        return self.bank

    def draft(self, words: str = "Кайсы жооп туура", *, by: str = AUTHOR, section: str = "S1") -> Opened:
        """A new draft."""
        return editing.new_question(self.sit(by), question(words, section))

    def sent(self, words: str = "Кайсы жооп туура", *, by: str = AUTHOR) -> str:
        """A new question in review; its id."""
        name = self.draft(words, by=by).question.id
        editing.act(self.bank, name, 1, Act.SENT)
        return name

    def reviewed(self, words: str = "Кайсы жооп туура", *, by: str = AUTHOR) -> str:
        """A new question that waits for its approval; its id."""
        name = self.sent(words, by=by)
        editing.act(self.sit(REVIEWER), name, 1, Act.REVIEWED)
        return name

    def approved(self, words: str = "Кайсы жооп туура", *, by: str = AUTHOR) -> str:
        """A new question that is approved; its id."""
        name = self.reviewed(words, by=by)
        self.approve(name, 1)
        return name

    def approve(self, name: str, version: int) -> None:
        """Approve what was reviewed."""
        editing.act(self.sit(APPROVER), name, version, Act.APPROVED, number="12", date=DATE)

    def lead_to_approval(self, name: str, version: int, *, by: str = AUTHOR) -> None:
        """Send, review and approve a draft."""
        editing.act(self.sit(by), name, version, Act.SENT)
        editing.act(self.sit(REVIEWER), name, version, Act.REVIEWED)
        self.approve(name, version)

    def again(self, who: str = AUTHOR) -> Bank:
        """Close, and open anew."""
        self.bank.close()
        self.bank = custody.open_bank(self.folder, who, PASSPHRASES[who], self._now, COST)
        return self.bank

    def _now(self) -> int:
        self.seconds[0] += 1
        return MORNING_MS + self.seconds[0] * 1000


def a_desk(folder: Path, staff: Iterable[StaffPlan] = STAFF) -> Desk:
    """A new bank; nobody has signed in."""
    desk = Desk.__new__(Desk)
    desk.seconds, desk.folder = [0], folder
    desk.bank, passphrases = custody.create_bank(
        folder, name="Сыноо банкы", pc="1", sections=SECTIONS, staff=tuple(staff), cost=COST, now_ms=desk._now
    )
    desk.recovery = passphrases[vault.RECOVERY]
    return desk


def with_words(opened: Opened, words: str) -> Question:
    """The question with another stem."""
    return replace(opened.question, stem=Bilingual(words, f"{words} (ru)"))
