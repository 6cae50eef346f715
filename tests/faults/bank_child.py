"""A bank at work until it is killed: `python -m tests.faults.bank_child FOLDER OTHER SEED`.

It opens the bank as staff do, does what a desk does in any order, and tells every acknowledged act in one JSON line.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from question_bank.model import Bilingual
from question_bank.workflow import Act, Role, State
from station.domain.errors import Reason, StationError
from station.platform import MachineClock
from station.services.bank import copies, custody, editing, exchange, finding, many, peers, release, undo
from station.services.bank.bank import Bank
from station.services.bank.custody import StaffPlan
from station.services.bank.facts import Query
from tests.services.bank.one_bank import COST, DATE, question

STAFF = (
    StaffPlan("a", "Автор", frozenset({Role.AUTHOR}), "1"),
    StaffPlan("r", "Рецензент", frozenset({Role.REVIEWER}), "2"),
    StaffPlan("p", "Бекитүүчү", frozenset({Role.APPROVER}), "3"),
    StaffPlan("c", "Сактоочу", frozenset({Role.CUSTODIAN}), "4"),
)
PASSPHRASES = {plan.id: plan.passphrase for plan in STAFF}
_REFUSED = (Reason.BANK_NOTHING_TO_UNDO, Reason.BANK_CHANGED_MEANWHILE, Reason.BUNDLE_NOTHING_NEW, Reason.DATA_MISSING)


def say(**told: object) -> None:
    """One line that the parent reads: what the program reported as done by now."""
    print(json.dumps(told), flush=True)


def opened(folder: Path) -> Bank:
    """The bank, opened by its custodian."""
    return custody.open_bank(folder, "c", PASSPHRASES["c"], MachineClock().wall_ms, COST)


class AtWork:
    """Two banks that exchange; only the first is looked at afterwards."""

    def __init__(self, folder: Path, other: Path, random: Random) -> None:
        self.folder, self.random = folder, random
        self.bank, self.other = opened(folder), opened(other)

    def sit(self, who: str) -> Bank:
        """That member sits down."""
        custody.sign_in(self.bank, who, PASSPHRASES[who])
        return self.bank

    def some(self, state: State, most: int = 3) -> list[str]:
        """Some questions that stand so."""
        rows = finding.search(self.bank, Query(states=frozenset({state}))).rows
        return self.random.sample([row.id for row in rows], min(most, len(rows)))

    def write(self) -> None:
        """A new question, and an edit of a draft."""
        editing.new_question(self.sit("a"), question(f"Суроо {self.random.random()}"))
        for name in self.some(State.DRAFT, 1):
            found = finding.opened(self.bank, name)
            stem = Bilingual(f"Башка {self.random.random()}", "Другое")
            editing.write(self.bank, replace(found.question, stem=stem), found.sha256)

    def bulk(self) -> None:
        """Drafts go to review, are reviewed and approved; now and then something is taken back."""
        editing.bulk(self.sit("a"), self.some(State.DRAFT, 9), Act.SENT)
        if self.random.random() < 0.3:
            undo.undo(self.bank)
        waiting = self.some(State.IN_REVIEW, 9)
        editing.bulk(self.sit("r"), waiting, Act.REVIEWED)
        editing.bulk(self.sit("p"), waiting, Act.APPROVED, number="7", date=DATE)

    def take_in(self) -> None:
        """An import, and sometimes its undo."""
        self.sit("a")
        parts = [tuple(question(f"Импорт {self.random.random()}") for _ in range(20)) for _ in range(3)]
        done = many.write_many(self.bank, parts, import_file="a.xlsx", format="xlsx")
        if self.random.random() < 0.5:
            many.undo_many(self.bank, done.id)

    def release(self) -> None:
        """A release."""
        folder = self.folder.with_name(f"release-{self.random.getrandbits(64):x}")
        release.write(self.sit("p"), folder, number="8", date=DATE)

    def exchange(self) -> None:
        """Something new at the other PC, and its bundle."""
        custody.sign_in(self.other, "a", PASSPHRASES["a"])
        editing.new_question(self.other, question(f"Башка ПК {self.random.random()}"))
        custody.sign_in(self.other, "c", PASSPHRASES["c"])
        self.sit("c")
        data = exchange.make(self.other, peers.own_keys(self.bank).public.sha256).data
        exchange.take(self.bank, data, exchange.look(self.bank, data, "b").token)

    def backup(self) -> None:
        """A backup."""
        copies.write(self.sit("c"))

    def passphrase(self) -> None:
        """Somebody comes and goes."""
        self.sit("c")
        if any(person.id == "g" for person in self.bank.store.staff()):
            custody.remove(self.bank, "g")
        else:
            custody.enrol(self.bank, replace(self.bank.somebody(), id="g", name="Конок"), "5")

    def go_on(self) -> None:
        """Work for ever."""
        acts = (self.write, self.write, self.bulk, self.take_in, self.release, self.exchange, self.backup)
        while True:
            act = self.random.choice((*acts, self.passphrase))
            say(begun=act.__name__)
            try:
                act()
            except StationError as error:
                if error.reason not in _REFUSED:
                    raise
            seq, head = self.bank.store.head
            say(seq=seq, head=head.hex(), releases=len(list(release.releases(self.bank))))


if __name__ == "__main__":
    AtWork(Path(sys.argv[1]), Path(sys.argv[2]), Random(int(sys.argv[3]))).go_on()
