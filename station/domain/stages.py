"""Which of the candidate's screens may follow which, as one table. The flow is tested without a display."""

from enum import Enum


class Stage(Enum):
    """The screens of the candidate's way."""

    UNLOCK = "unlock"
    CODE = "code"
    IDENTITY = "identity"
    RULES = "rules"
    PRACTICE = "practice"
    WAIT = "wait"
    QUESTION = "question"
    REVIEW = "review"
    RESULT = "result"
    DONE = "done"
    PAUSED = "paused"
    LOCKED = "locked"
    STOPPED = "stopped"


class Happening(Enum):
    """What moves a candidate on."""

    UNLOCKED = "unlocked"
    CODE_ACCEPTED = "code accepted"
    CODE_RESUMES = "code of a test that was under way"
    THIS_IS_ME = "identity confirmed"
    THIS_IS_NOT_ME = "identity refused"
    RULES_ACCEPTED = "rules accepted"
    PRACTISED = "practice done or skipped"
    START = "start"
    TO_REVIEW = "to review"
    TO_QUESTION = "to a question"
    FINISHED = "finished"
    RESULT_LEFT = "result left"
    SEAT_LEFT = "seat left"
    PAUSE = "pause"
    RESUME = "resume"
    INTERRUPTED = "interrupted"
    TOO_MANY_CODES = "too many wrong codes"
    STAFF_FREES = "staff freed the seat"
    STATION_STOPS = "station stops"


_TABLE: dict[tuple[Stage, Happening], Stage] = {
    (Stage.UNLOCK, Happening.UNLOCKED): Stage.CODE,
    (Stage.CODE, Happening.CODE_ACCEPTED): Stage.IDENTITY,
    (Stage.CODE, Happening.CODE_RESUMES): Stage.QUESTION,
    (Stage.CODE, Happening.TOO_MANY_CODES): Stage.LOCKED,
    (Stage.CODE, Happening.FINISHED): Stage.RESULT,
    (Stage.LOCKED, Happening.STAFF_FREES): Stage.CODE,
    (Stage.IDENTITY, Happening.THIS_IS_ME): Stage.RULES,
    (Stage.IDENTITY, Happening.THIS_IS_NOT_ME): Stage.LOCKED,
    (Stage.RULES, Happening.RULES_ACCEPTED): Stage.PRACTICE,
    (Stage.PRACTICE, Happening.PRACTISED): Stage.WAIT,
    (Stage.WAIT, Happening.START): Stage.QUESTION,
    (Stage.QUESTION, Happening.TO_REVIEW): Stage.REVIEW,
    (Stage.REVIEW, Happening.TO_QUESTION): Stage.QUESTION,
    (Stage.QUESTION, Happening.TO_QUESTION): Stage.QUESTION,
    (Stage.REVIEW, Happening.FINISHED): Stage.RESULT,
    (Stage.QUESTION, Happening.FINISHED): Stage.RESULT,
    (Stage.RESULT, Happening.RESULT_LEFT): Stage.DONE,
    (Stage.DONE, Happening.SEAT_LEFT): Stage.CODE,
    (Stage.QUESTION, Happening.INTERRUPTED): Stage.LOCKED,
    (Stage.REVIEW, Happening.INTERRUPTED): Stage.LOCKED,
    (Stage.QUESTION, Happening.PAUSE): Stage.PAUSED,
    (Stage.REVIEW, Happening.PAUSE): Stage.PAUSED,
    (Stage.PAUSED, Happening.RESUME): Stage.QUESTION,
    (Stage.PAUSED, Happening.INTERRUPTED): Stage.LOCKED,
    (Stage.PAUSED, Happening.FINISHED): Stage.RESULT,
}


def next_stage(stage: Stage, happening: Happening) -> Stage:
    """The screen after `happening`. Raises ValueError for a step the regulation's way does not have."""
    if happening is Happening.STATION_STOPS:
        return Stage.STOPPED
    try:
        return _TABLE[stage, happening]
    except KeyError:
        raise ValueError(f"{happening.name} cannot happen on {stage.name}") from None
