"""What the commission's screens are filled with: one open review and how its moments are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from protocols.wording import initials
from question_bank.model import OPTION_LETTERS
from station.domain import events as e
from station.domain.appeal import CHAIR
from station.domain.deadlines import local
from station.domain.replay import Step
from station.services.review import Reviewed, ReviewedQuestion


class Kind(StrEnum):
    """What the list of questions can be narrowed to, in the order of the keys 0 to 5."""

    ALL = "all"
    WRONG = "wrong"
    CHANGED = "changed"
    FLAGGED = "flagged"
    UNANSWERED = "unanswered"
    REMARKED = "remarked"


def is_kind(question: ReviewedQuestion, kind: Kind) -> bool:
    """Whether the question belongs to that kind. An answer set once was not changed, nor one of two options set by two
    presses."""
    match kind:
        case Kind.ALL:
            return True
        case Kind.WRONG:
            return bool(question.answer) and not question.is_right
        case Kind.CHANGED:
            return question.changes > max(1, len(question.answer))
        case Kind.FLAGGED:
            return question.is_flagged
        case Kind.UNANSWERED:
            return not question.answer
        case Kind.REMARKED:
            return bool(question.remark)


def counts(questions: tuple[ReviewedQuestion, ...]) -> dict[Kind, int]:
    """How many questions there are of each kind."""
    return {kind: sum(is_kind(question, kind) for question in questions) for kind in Kind}


def letters(question: ReviewedQuestion, options: frozenset[str]) -> str:
    """The letters under which these options stood on the screen, "" for none."""
    return "".join(OPTION_LETTERS[place] for place, (option, _) in enumerate(question.options) if option in options)


@dataclass(frozen=True)
class ReviewView:
    """One open review; `offset_minutes` is the hall's distance from UTC."""

    reviewed: Reviewed
    offset_minutes: int = 360

    def local(self, legal_ms: int) -> datetime:
        """A moment as the hall's clock showed it."""
        return local(legal_ms, self.offset_minutes)

    def clock(self, legal_ms: int) -> str:
        """`11:47`."""
        return f"{self.local(legal_ms):%H:%M}"

    def exact(self, legal_ms: int) -> str:
        """`11:47:02`."""
        return f"{self.local(legal_ms):%H:%M:%S}"

    @property
    def chair(self) -> str:
        """The chair's name."""
        return next((member.name for member in self.reviewed.members if member.role == CHAIR), "")

    @property
    def chair_initials(self) -> str:
        """`Осмонова Г.К.`."""
        given, _, surname = initials(self.chair).partition(" ")
        return f"{surname} {given}" if "." in given else self.chair

    @property
    def present(self) -> int:
        """How many of the commission sit there."""
        review = self.reviewed.appeal.review
        return len(review.opened.present) if review is not None else 0

    def number_of(self, question: str) -> int:
        """The question's place in the paper, from 1."""
        return next(asked.number for asked in self.reviewed.questions if asked.id == question)


def question_of(step: Step) -> str:
    """The question that the step's event is about, "" for one about the whole attempt."""
    event = step.event
    if isinstance(event, e.AttemptStarted):
        return step.question
    found = getattr(event, "question", "")
    return found if isinstance(found, str) else ""


def steps_of(steps: tuple[Step, ...]) -> Mapping[str, tuple[int, ...]]:
    """For each question the places of its steps: its own events, and what happened to the test while it was shown."""
    found: dict[str, list[int]] = {}
    for place, step in enumerate(steps):
        about = question_of(step)
        if isinstance(step.event, e.Finished):
            for row in step.attempt.paper:
                found.setdefault(row.question, []).append(place)
        elif about or isinstance(step.event, _WHILE_SHOWN):
            found.setdefault(about or step.question, []).append(place)
    return {question: tuple(places) for question, places in found.items()}


_WHILE_SHOWN = (e.LanguageChanged, e.Paused, e.Resumed, e.HeartbeatGap, e.Interrupted)
