"""The course of an attempt, from the code to the score (arts. 24, 25)."""

from dataclasses import dataclass
from typing import ClassVar

from station.domain.events.base import Event

PaperRow = tuple[str, int, tuple[str, ...]]  # question id, version, option ids in the order shown


@dataclass(frozen=True)
class Admitted(Event):
    """The candidate's code was right (first entry or after a break)."""

    candidate: str
    slip: str
    seat: str


@dataclass(frozen=True)
class IdentityConfirmed(Event):
    """ "This is me" (R-24.9)."""

    candidate: str


@dataclass(frozen=True)
class IdentityRefused(Event):
    """ "This is not me": the code is cancelled and staff called."""

    candidate: str
    slip: str


@dataclass(frozen=True)
class RulesAcknowledged(Event):
    """The approved order of conduct was shown and accepted (R-22.5)."""

    candidate: str
    act: str
    sha256: str


@dataclass(frozen=True)
class AttemptStarted(Event):
    """The paper as drawn: question versions and option order by identity, with the rule that will score it.

    `paper_number` (from 1, in the order in which the session's papers were drawn) and `paper_sha256` since version 2;
    0 and "" where the session committed itself to no seed.
    """

    VERSION: ClassVar[int] = 2

    candidate: str
    number: int
    paper: tuple[PaperRow, ...]
    language: str
    budget_ms: int
    threshold: int
    points: int
    rule: int
    paper_number: int = 0
    paper_sha256: str = ""


@dataclass(frozen=True)
class AttemptEvent(Event):
    """Something within an attempt, `used_ms` of test time after its start."""

    candidate: str
    used_ms: int


@dataclass(frozen=True)
class QuestionShown(AttemptEvent):
    """This question stands on the screen."""

    question: str


@dataclass(frozen=True)
class OptionSet(AttemptEvent):
    """The answer is now these options."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class OptionCleared(AttemptEvent):
    """The answer was taken back."""

    question: str


@dataclass(frozen=True)
class FlagSet(AttemptEvent):
    """Marked to come back to, or unmarked."""

    question: str
    on: bool


@dataclass(frozen=True)
class RemarkMade(AttemptEvent):
    """The candidate's remark on a question; an empty text takes it back."""

    question: str
    text: str


@dataclass(frozen=True)
class LanguageChanged(AttemptEvent):
    """The candidate reads on in this language."""

    language: str


@dataclass(frozen=True)
class ViewChanged(AttemptEvent):
    """Font size (percent), contrast and window (pixels) of the candidate's screen."""

    font_percent: int
    high_contrast: bool
    width: int
    height: int


@dataclass(frozen=True)
class Paused(AttemptEvent):
    """The clock stands; the question is covered."""

    reason: str


@dataclass(frozen=True)
class ResumeAllowed(AttemptEvent):
    """The proctor confirmed the candidate after a stop of the station; `second` is the other person after a long one.

    The clock starts only when the candidate has entered the code again.
    """

    second: str = ""


@dataclass(frozen=True)
class Resumed(AttemptEvent):
    """The test goes on with the time it had."""


@dataclass(frozen=True)
class HeartbeatGap(AttemptEvent):
    """The program was not running for about `gap_ms`; that time is not charged (R-24.5)."""

    gap_ms: int


@dataclass(frozen=True)
class TimeExtended(AttemptEvent):
    """Minutes were added by two persons under an act."""

    added_ms: int
    act: str
    second: str


@dataclass(frozen=True)
class Interrupted(AttemptEvent):
    """Stopped without a verdict; `ground` is incident, illness or removal (R-24.11, Q-23)."""

    ground: str
    reason: str
    act: str


@dataclass(frozen=True)
class InterruptionDecided(AttemptEvent):
    """The numbered decision: resume, new_paper or score (R-24.11)."""

    number: str
    reason: str
    way: str


@dataclass(frozen=True)
class Finished(AttemptEvent):
    """No answer changes any more; `how` is candidate, time or decision."""

    how: str


@dataclass(frozen=True)
class Scored(AttemptEvent):
    """The score, in one commit with Finished. `sections`: (id, asked, correct, points)."""

    score: int
    maximum: int
    threshold: int
    meets: bool
    sections: tuple[tuple[str, int, int, int], ...]
    rule: int


@dataclass(frozen=True)
class ResultShown(Event):
    """The score stood on the candidate's screen for the first time; the appeal hour runs from here (R-25.3)."""

    candidate: str


@dataclass(frozen=True)
class ResultShownAgain(Event):
    """Staff showed the result once more."""

    candidate: str
