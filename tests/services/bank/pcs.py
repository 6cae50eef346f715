"""Two or three PCs of one bank, each with a real encrypted folder, who exchange bundles."""

from dataclasses import dataclass, replace
from pathlib import Path

from question_bank.model import Bilingual, Option, Question, Section
from question_bank.workflow import Act, Role
from station import vault
from station.services.bank import custody, editing, exchange, finding, peers
from station.services.bank.bank import Bank
from station.services.bank.custody import StaffPlan
from station.services.bank.facts import BundleLook, Opened
from tests.builders import MORNING_MS

COST = vault.Cost(64, 1, 1)
SECTIONS = (Section("S1", Bilingual("Укук", "Право")), Section("S2", Bilingual("Башкаруу", "Управление")))
STAFF = (
    StaffPlan("asel", "Асел Токтогулова", frozenset({Role.AUTHOR}), "1"),
    StaffPlan("bakyt", "Бакыт Асанов", frozenset({Role.REVIEWER}), "2"),
    StaffPlan("chynara", "Чынара Исаева", frozenset({Role.APPROVER}), "3"),
    StaffPlan("damir", "Дамир Усупов", frozenset({Role.CUSTODIAN}), "4"),
)


def question(words: str = "Суроо", section: str = "S1") -> Question:
    """A whole question with these words in it."""
    options = tuple(Option(name, Bilingual(f"{words} {name} ky", f"{words} {name} ru")) for name in "abc")
    both = Bilingual(f"{words}?", f"{words} (ru)?")
    return Question("", 1, section, both, options, frozenset("a"), Bilingual("Мыйзам, 5", "Закон, 5"))


@dataclass
class Pc:
    """A PC and its open bank."""

    bank: Bank
    minute: int = 0

    def as_(self, person: str) -> "Pc":
        """That person sits down."""
        passphrase = next((plan.passphrase for plan in STAFF if plan.id == person), f"of {person}")
        custody.sign_in(self.bank, person, passphrase)
        return self

    @property
    def id(self) -> str:
        """What the other PCs know it by."""
        return peers.own_keys(self.bank).public.sha256

    def write(self, words: str = "Суроо") -> str:
        """A new question in review; its id."""
        made = editing.new_question(self.as_("asel").bank, question(words))
        editing.act(self.bank, made.question.id, 1, Act.SENT)
        return made.question.id

    def draft(self, words: str = "Суроо") -> str:
        """A new draft; its id."""
        return editing.new_question(self.as_("asel").bank, question(words)).question.id

    def edit(self, name: str, words: str) -> Opened:
        """Other words for a draft."""
        found = finding.opened(self.as_("asel").bank, name)
        stem = Bilingual(f"{words}?", f"{words} (ru)?")
        return editing.write(self.bank, replace(found.question, stem=stem), found.sha256)

    def act(self, name: str, what: Act, version: int = 0) -> None:
        """The act of the person whose it is, upon the newest version."""
        person = {Act.SENT: "asel", Act.REVIEWED: "bakyt", Act.RETURNED: "bakyt", Act.DISCARDED: "asel"}
        self.as_(person.get(what, "chynara"))
        found = version or finding.line_of(self.bank, name).version
        editing.act(self.bank, name, found, what, number="7", date="2026-03-02", comment="сунуш")

    def approve(self, name: str) -> None:
        """Review and approval of what is in review."""
        self.act(name, Act.REVIEWED)
        self.act(name, Act.APPROVED)

    def stand(self, name: str) -> tuple[str, str]:
        """State and Kyrgyz stem of the newest version."""
        found = finding.opened(self.bank, name)
        return found.standing.state.value, found.question.stem.ky

    def bundle_for(self, other: "Pc", only: tuple[str, ...] = ()) -> bytes:
        """A bundle, made by the custodian."""
        return exchange.make(self.as_("damir").bank, other.id, only).data

    def look(self, data: bytes) -> BundleLook:
        """What it would bring."""
        return exchange.look(self.as_("damir").bank, data, "bundle.kgtb")

    def take(self, data: bytes) -> BundleLook:
        """Look and take in."""
        found = self.look(data)
        return exchange.take(self.bank, data, found.token, "bundle.kgtb")

    def give(self, other: "Pc", only: tuple[str, ...] = ()) -> BundleLook:
        """Make a bundle and have the other take it in."""
        return other.take(self.bundle_for(other, only))

    def contents(self) -> dict[tuple[str, int], set[str]]:
        """Every content that is kept, of every version."""
        store = self.bank.store
        kept: dict[tuple[str, int], set[str]] = {}
        for content in (*store.every_content(), *store.every_former()):
            kept.setdefault((content.question, content.version), set()).add(content.sha256)
        return kept

    def everything(self) -> object:
        """What must be equal at two PCs that exchanged: steps, contents, standings, conflicts."""
        store = self.bank.store
        steps = {told.place: told.step for pc in store.pcs() for told in store.steps_after(pc, 0)}
        kept = self.contents()
        stands = {place: store.settled(*place) for place in kept}
        aside = {(one.question, one.version, one.pc, one.sha256) for one in store.conflicts()}
        return steps, kept, {place: (one.standing, one.aside) for place, one in stands.items()}, aside

    def mark(self) -> object:
        """What changes when anything in the bank changes."""
        return self.bank.store.head, self.bank.name, self.bank.id, self.bank.store.pcs()


class Clock:
    """Each look is a second later."""

    def __init__(self, ms: int = MORNING_MS) -> None:
        self.ms = ms

    def __call__(self) -> int:
        """Now."""
        self.ms += 1000
        return self.ms


def first_pc(folder: Path, name: str = "ПК 1") -> Pc:
    """The PC where the bank was made."""
    bank, _ = custody.create_bank(
        folder, name="Борбордук банк", pc=name, sections=SECTIONS, staff=STAFF, now_ms=Clock(), cost=COST
    )
    return Pc(bank).as_("damir")


def waiting_pc(folder: Path, name: str = "ПК 2", mark: str = "B") -> Pc:
    """A PC that waits for its first bundle; its people have the same passphrases."""
    bank, _ = custody.create_bank(
        folder, name="", pc=name, sections=(), staff=STAFF, now_ms=Clock(MORNING_MS - 77_000), cost=COST,
        bank_id=peers.JOINING, mark=mark,
    )  # fmt: skip
    return Pc(bank).as_("damir")


def meet(one: Pc, other: Pc) -> None:
    """Each adds the other by key file and fingerprint."""
    for mine, theirs in ((one, other), (other, one)):
        data = peers.introduction(theirs.as_("damir").bank)
        fingerprint = peers.look_at_introduction(mine.as_("damir").bank, data).fingerprint
        peers.add_pc(mine.bank, data, fingerprint)


def two_pcs(folder: Path) -> tuple[Pc, Pc]:
    """A bank on two PCs, empty."""
    one, two = first_pc(folder / "1"), waiting_pc(folder / "2")
    meet(one, two)
    one.give(two)
    return one, two
