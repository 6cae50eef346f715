"""kill -9 in the middle of a bank's work, over and over on one bank: `python -m tests.faults.bank_kills [N]`.

Writing, bulk acts, imports and their undo, releases, bundles, backups, custody. After every kill the bank is opened,
looked through by `verify`, and compared with what was reported as done (R-24.1).
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from station.domain.errors import StationError
from station.platform import MachineClock
from station.services.bank import copies, custody, exchange, peers
from station.store.bank import BankStore
from tests.faults.bank_child import PASSPHRASES, STAFF, opened
from tests.services.bank.one_bank import COST, SECTIONS

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Told:
    """What the program reported, over all its lives."""

    seq: int = 0
    head: str = ""
    acts: int = 0
    releases: int = 0
    killed_in: Counter[str] = field(default_factory=Counter)


def make(folder: Path) -> None:
    """A bank on two PCs that know each other."""
    banks = []
    for name, mark in (("one", ""), ("two", "B")):
        bank, _ = custody.create_bank(
            folder / name, name="Банк", pc=name, sections=SECTIONS if not mark else (), staff=STAFF,
            now_ms=MachineClock().wall_ms, cost=COST, bank_id=peers.JOINING if mark else "", mark=mark,
        )  # fmt: skip
        custody.sign_in(bank, "c", PASSPHRASES["c"])
        banks.append(bank)
    one, two = banks
    for mine, theirs in ((one, two), (two, one)):
        data = peers.introduction(theirs)
        peers.add_pc(mine, data, peers.look_at_introduction(mine, data).fingerprint)
    data = exchange.make(one, peers.own_keys(two).public.sha256).data
    exchange.take(two, data, exchange.look(two, data, "b").token)
    for bank in banks:
        bank.close()


def kill_once(folder: Path, random: Random, told: Told) -> None:
    """Let the program work for some acts, kill it anywhere inside one."""
    command = [sys.executable, "-m", "tests.faults.bank_child", str(folder / "one"), str(folder / "two")]
    wanted, begun = random.randrange(1, 8), ""
    with subprocess.Popen(
        [*command, str(random.getrandbits(32))], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said = json.loads(line)
            if "begun" in said:
                begun = said["begun"]
                wanted -= 1
                if wanted <= 0:
                    time.sleep(random.random() * 0.25)
                    child.kill()
            else:
                told.seq, told.head, told.releases = said["seq"], said["head"], said["releases"]
                told.acts += 1
        if child.wait() != -9:
            raise AssertionError(f"the program ended by itself in {begun}")
    told.killed_in[begun] += 1


def compare(folder: Path, told: Told) -> list[str]:
    """What is lost or damaged after the restart; nothing is right."""
    faults = []
    try:
        bank = opened(folder / "one")
    except StationError as error:
        return [f"not opened: {error.reason} {error.facts}"]
    try:
        bank.store.verify()
        row = next(bank.store.rows(told.seq, told.seq), None) if told.seq else None
        if told.seq and (row is None or row.hash.hex() != told.head):
            faults.append(f"step {told.seq} was reported and is not there")
        if len(list(bank.store.records("released"))) < told.releases:
            faults.append("a release was reported and is not there")
        for copy in copies.copies(folder / "one"):
            store = BankStore.open(folder / "one" / copies.FOLDER / copy.name, custody.database_key(bank.key()))
            store.check_pages()
            store.close()
    except StationError as error:
        faults.append(f"{error.reason} {error.facts}")
    finally:
        bank.close()
    return faults


def campaign(times: int, folder: Path, seed: int) -> tuple[Told, list[str]]:
    """Kill so many times; returns what was reported and every fault."""
    random, told, faults = Random(seed), Told(), []
    make(folder)
    for number in range(times):
        kill_once(folder, random, told)
        faults += [f"kill {number + 1}: {fault}" for fault in compare(folder, told)]
    return told, faults


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as place:
        done, found = campaign(count, Path(place), seed=int(time.time()))
    print("\n".join(found))
    print(f"{count} kills, {done.acts} reported acts, {len(found)} faults; killed in {dict(done.killed_in)}")
    raise SystemExit(bool(found))
