"""The acts of a bank as one hash chain: the arithmetic of `station.domain.journal` over the columns of `step`."""

import hashlib
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import NamedTuple

from question_bank.merge import Told
from question_bank.workflow import Act, Step

GENESIS = bytes(32)
_DOMAIN = b"KGTB1\0"
_quoted: Callable[[str], str] = encode_basestring
_Said = tuple[str, str, int, str, int, str, str, int, str, str, str]
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
    said = (
        named, step.question, step.version, step.by, step.at_ms, step.sha256, step.over, step.tick, step.number,
        step.date, step.comment,
    )  # fmt: skip
    return Row(seq, _hash(prev, seq, said, pc_id, pc_seq), *said, pc, pc_seq)


def continues(row: Row, prev: bytes, seq: int, pc_id: str) -> bool:
    """Whether the stored line is the one that follows (seq, prev)."""
    return row.seq == seq + 1 and _hash(prev, row.seq, row[2:13], pc_id, row.pc_seq) == row.hash


def _hash(prev: bytes, seq: int, said: _Said, pc_id: str, pc_seq: int | None) -> bytes:
    """SHA-256 over the JSON list of everything, written out by hand: json.dumps takes three times as long."""
    act, question, version, person, at_ms, sha256, over, tick, number, date, comment = said
    text = (
        f'[{seq},"{prev.hex()}",{_quoted(act)},{_quoted(question)},{version},{_quoted(person)},{at_ms},'
        f"{_quoted(sha256)},{_quoted(over)},{tick},{_quoted(number)},{_quoted(date)},{_quoted(comment)},"
        f"{_quoted(pc_id)},{'null' if pc_seq is None else pc_seq}]"
    )
    return hashlib.sha256(_DOMAIN + text.encode()).digest()
