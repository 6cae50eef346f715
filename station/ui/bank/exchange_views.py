"""What the exchange tab shows: this PC and the known ones, a bundle that was read, two contents that met."""

from dataclasses import dataclass

from question_bank.model import Question
from station.services.bank.facts import BundleLook, ExchangeState


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two PCs wrote the same version at once: `stands` is in the bank, `aside` is what `pc` had written, its content
    of the hash `sha256`."""

    question: str
    version: int
    sha256: str
    pc: str
    stands: Question
    aside: Question


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """`chosen`: questions chosen in the list, to be sent for review. `may_exchange`: the person is a custodian.
    `look`: a bundle that was read; `refusal`: why it was not. `conflict`: the contents of the chosen one of
    `state.conflicts`, None until they are read. `start`: where choosing a file begins."""

    start: str
    state: ExchangeState
    chosen: int = 0
    look: BundleLook | None = None
    refusal: str = ""
    conflict: Conflict | None = None
    may_exchange: bool = True
    is_busy: bool = False
    offset_minutes: int = 360
