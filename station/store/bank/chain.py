"""The acts of a bank as one hash chain: the arithmetic of `station.domain.journal` over the columns of `step`."""

import hashlib
import json
from typing import NamedTuple

from question_bank.merge import Told
from question_bank.workflow import Act, Step

GENESIS = bytes(32)
_DOMAIN = b"KGTB1\0"
_spelt = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ACTS = {act.value: act for act in Act}


class Row(NamedTuple):
    """A line of the chain as it is stored. `pc` is the number of the PC in this bank; `pc_seq` None for acts that are
    no acts on a question (custody, imports, releases, forms): their facts stand in `comment`, canonical JSON."""

    seq: int
    hash: bytes
    act: str
    question: str
    version: int
    person: str
    at_ms: int
    sha256: str
    over: str
    tick: int
    number: str
    date: str
    comment: str
    pc: int
    pc_seq: int | None

    @property
    def step(self) -> Step:
        """What it says about a question."""
        return Step(
            _ACTS[self.act], self.question, self.version, self.person, self.at_ms, self.sha256, self.number, self.date,
            self.comment, self.over, self.tick,
        )  # fmt: skip

    @property
    def is_about_a_question(self) -> bool:
        """Whether it is a step of the workflow."""
        return self.pc_seq is not None

    def told(self, pc: str) -> Told:
        """The step with its place among the steps of all PCs."""
        assert self.pc_seq is not None
        return Told(pc, self.pc_seq, self.step)


COLUMNS = ", ".join(Row._fields)
PLACES = ", ".join("?" * len(Row._fields))


def link(prev: bytes, seq: int, step: Step, pc: int, pc_id: str, pc_seq: int | None, act: str = "") -> Row:
    """The line that continues the chain at (seq - 1, prev); `act` where it is no act of the workflow."""
    named = act or step.act.value
    said = _spelt(
        [seq, prev.hex(), named, step.question, step.version, step.by, step.at_ms, step.sha256, step.over, step.tick,
         step.number, step.date, step.comment, pc_id, pc_seq]
    )  # fmt: skip
    return Row(
        seq, hashlib.sha256(_DOMAIN + said.encode()).digest(), named, step.question, step.version, step.by, step.at_ms,
        step.sha256, step.over, step.tick, step.number, step.date, step.comment, pc, pc_seq,
    )  # fmt: skip


def continues(row: Row, prev: bytes, seq: int, pc_id: str) -> bool:
    """Whether the stored line is the one that follows (seq, prev)."""
    said = _spelt([seq + 1, prev.hex(), *row[2:13], pc_id, row.pc_seq])
    return row.seq == seq + 1 and hashlib.sha256(_DOMAIN + said.encode()).digest() == row.hash
