"""The attempt as a row of moments: what the commission's slider moves along (R-35.2, R-35.3).

Each step is the attempt after one entry, by the very `apply` that served the candidate's screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from station.domain import events as e
from station.domain.attempt import Attempt, State, apply, started
from station.domain.journal import Entry


@dataclass(frozen=True)
class Step:
    """One entry of the attempt and how the candidate's screen stood after it.

    `used_ms` is test time; `question` the question on the screen; `width`, `height` the window in pixels, 0 before it
    was told; `is_saved` whether the screen had shown an answer as saved since the candidate sat down.
    """

    seq: int
    event: e.Event
    legal_ms: int
    used_ms: int
    attempt: Attempt
    width: int = 0
    height: int = 0
    is_saved: bool = False

    @property
    def question(self) -> str:
        """The question on the screen."""
        return self.attempt.current


def steps(entries: Sequence[Entry]) -> tuple[Step, ...]:
    """The steps of one attempt, from its entries in order, the start first. Raises ValueError for anything else."""
    made: list[Step] = []
    attempt: Attempt | None = None
    width = height = 0
    is_saved = False
    for entry in entries:
        event = e.event_of(entry.kind, entry.version, entry.body)
        if attempt is None:
            if not isinstance(event, e.AttemptStarted):
                raise ValueError("an attempt begins with its start")
            attempt = started(event, entry.at)
        else:
            was, attempt = attempt.state, apply(attempt, event, entry.at)
            is_saved = _is_saved(is_saved, was, event)
        if isinstance(event, e.ViewChanged):
            width, height = event.width, event.height
        made.append(Step(entry.seq, event, entry.legal_ms, attempt.used_ms, attempt, width, height, is_saved))
    return tuple(made)


def _is_saved(before: bool, was: State, event: e.Event) -> bool:
    """After a stop the candidate sits down anew: nothing was saved under these eyes yet."""
    if isinstance(event, e.Resumed) and was is State.SUSPENDED:
        return False
    return before or isinstance(event, (e.OptionSet, e.OptionCleared))
