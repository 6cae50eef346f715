"""An export of a journal, written line by line from what the format says and from nothing in the station."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

WHO = "C0001"
OPTIONS = ("a", "b", "c", "d")
MORNING_MS = 1_772_420_400_000
STEP_MS = 1000

Row = tuple[str, int, list[str]]


def spelt(value: object, sort_keys: bool = False) -> str:
    """JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)


def hash_of(line: bytes) -> str:
    """The link that the next entry must name."""
    return hashlib.sha256(b"KGTJ1\0" + line).hexdigest()


def legal_ms(seq: int) -> int:
    """The legal time of an entry of an export: a second each."""
    return MORNING_MS + seq * STEP_MS


@dataclass
class Export:
    """The lines so far. `add` writes any entry, the other methods the kinds that are counted."""

    lines: list[bytes] = field(default_factory=list)

    def add(self, kind: str, body: object) -> "Export":
        """One entry more; a `body` that is a text is taken as it is."""
        seq = len(self.lines) + 1
        prev = hash_of(self.lines[-1]) if self.lines else "0" * 64
        text = body if isinstance(body, str) else spelt(body, sort_keys=True)
        row = [seq, prev, "boot-1", seq * STEP_MS, MORNING_MS, legal_ms(seq), "Өмүралиева Г.", "candidate", "01",
               kind, 1, text]  # fmt: skip
        self.lines.append(spelt(row).encode())
        return self

    def session(self, inclusive: bool | None = True, minima: Mapping[str, int] | None = None) -> "Export":
        """The frame; None leaves the rule of the threshold out."""
        values = {} if inclusive is None else {"threshold_inclusive": {"value": inclusive, "article": "28"}}
        sections = [{"id": name, "count": 1, "minimum": least} for name, least in (minima or {}).items()]
        form = {"id": "main", "sections": [*sections, {"id": "S9", "count": 0}]}
        return self.add("session_created", {"session": "1", "form": form, "policy": {"values": values}})

    def question(
        self,
        name: str,
        key: Iterable[str],
        section: str = "S1",
        version: int = 1,
        options: Iterable[str] = OPTIONS,
    ) -> "Export":
        """A frozen question."""
        shown = [{"id": option, "text": {"ky": f"Жооп {option}"}} for option in options]
        question = {"id": name, "version": version, "section": section, "options": shown, "key": list(key)}
        return self.add("question_frozen", {"question": question})

    def start(
        self, paper: Iterable[str | Row], number: int = 1, threshold: int = 1, points: int = 1, who: str = WHO
    ) -> "Export":
        """An attempt opens; a question by its name alone is version 1."""
        rows: list[Any] = [[row, 1, list(OPTIONS)] if isinstance(row, str) else list(row) for row in paper]
        return self.add(
            "attempt_started",
            {"candidate": who, "number": number, "paper": rows, "language": "ky", "budget_ms": 60_000,
             "threshold": threshold, "points": points, "rule": 1},
        )  # fmt: skip

    def answer(self, question: str, *options: str, who: str = WHO) -> "Export":
        """The answer is now exactly these options."""
        return self.add("option_set", {"candidate": who, "used_ms": 1, "question": question, "options": options})

    def clear(self, question: str, who: str = WHO) -> "Export":
        """The answer is taken back."""
        return self.add("option_cleared", {"candidate": who, "used_ms": 1, "question": question})

    def finish(self, who: str = WHO) -> "Export":
        """The attempt is over."""
        return self.add("finished", {"candidate": who, "used_ms": 1, "how": "candidate"})

    def state(self, score: object, meets: object, who: str = WHO) -> "Export":
        """What the first scorer said."""
        return self.add(
            "scored",
            {"candidate": who, "used_ms": 1, "score": score, "maximum": 9, "threshold": 1, "meets": meets,
             "sections": [["S1", 9, 9, 9]], "rule": 1},
        )  # fmt: skip
