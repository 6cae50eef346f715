"""kill -9 of a program that writes, over and over on one folder, and what the next start finds (A1)."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from station.domain.journal import verify_chain
from station.store import Verdict
from tests.store.data_folder import DataFolder

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Killed:
    """One kill: entries confirmed before it in all, entries found after it, what the start healed."""

    confirmed: int
    found: int
    healed: Verdict


def kill_once(folder: DataFolder, source: random.Random) -> Killed:
    """Start the writer, let it confirm a few entries, kill it a moment later, start again and compare."""
    command = [sys.executable, "-m", "tests.faults.store_writer", str(folder.path)]
    confirmed: dict[int, str] = {}
    wanted = source.randrange(1, 60)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            first, second, *_ = line.split()
            if first == "open":
                before = int(second)
            else:
                confirmed[int(first)] = second
            if len(confirmed) == wanted:
                # A random part of the next write goes by: the kill falls anywhere inside it.
                time.sleep(source.random() * 0.004)
                writer.kill()
                break
        for line in writer.stdout:
            if line.endswith("\n"):
                first, second, *_ = line.split()
                confirmed[int(first)] = second
    last = max(confirmed, default=before)
    with folder.open() as store:
        entries = list(store.entries())
        assert verify_chain(entries) == store.head
        for seq, digest in confirmed.items():
            assert entries[seq - 1].hash.hex() == digest
        assert last <= len(entries) <= last + 5  # at most the one commit that was under way
        return Killed(last, len(entries), store.recovery.kind)
