"""The technical appeal: the commission, the application, the review, the decision (arts. 33 to 36)."""

from dataclasses import dataclass

from station.domain.events.base import Event
from station.domain.events.course import AttemptEvent

MemberRow = tuple[str, str, str]  # member id, full name, role: chair or member
AbsenceRow = tuple[str, str]  # member id, reason


@dataclass(frozen=True)
class CommissionApproved(Event):
    """The institution's order named the commission (art. 34). `keyring`: what checks the members' passphrases.

    It stands in the entry and not in a file of its own, so that one commit brings the commission whole. It opens no
    database: a member of the commission cannot start the station. `second` is the other person where the session had
    already been opened; `warnings` are the doubts that were shown and accepted (Q-11).
    """

    order_number: str
    order_date: str
    members: tuple[MemberRow, ...]
    keyring: str
    second: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppealRefused(Event):
    """Somebody wanted to file and was refused; `why` is the reason's name (R-33.2: the attempt is journalled)."""

    candidate: str
    why: str


@dataclass(frozen=True)
class AppealFiled(Event):
    """An application was registered under its number (R-33.4); `sealed` holds the candidate's ground, "" for none.

    `paper` says which of the candidate's papers showed the right verification code: protocol or receipt.
    `admitted_by` and `admitted_reason` belong to a late one that the chair let in (Q-3).
    """

    number: str
    candidate: str
    attempt: int
    protocol: str
    paper: str
    sealed: str
    admitted_by: str = ""
    admitted_reason: str = ""


@dataclass(frozen=True)
class ReviewRefused(Event):
    """The keys were asked for without what art. 35 asks; `why` is the reason's name."""

    number: str
    why: str


@dataclass(frozen=True)
class ReviewOpened(Event):
    """From here the keys of this one attempt are on the screen (R-35.1, R-35.5).

    `presence`: how the candidate's presence was confirmed, code or chair (then with a reason). `operator` is the
    employee at the screen, `member` the one who typed a passphrase beside the chair.
    """

    number: str
    candidate: str
    chair: str
    member: str
    present: tuple[str, ...]
    absent: tuple[AbsenceRow, ...]
    operator: str
    presence: str
    presence_reason: str = ""


@dataclass(frozen=True)
class ReviewClosed(Event):
    """The keys are hidden again; `how`: desk, idle, stop (the station went down) or decided."""

    number: str
    candidate: str
    how: str


@dataclass(frozen=True)
class AppealDecided(Event):
    """The commission's decision (R-35.6): unchanged, corrected or not_considered, then with its ground.

    `remarks`: (place of the question in the paper, the candidate's remark, the commission's conclusion).
    """

    number: str
    candidate: str
    decision: str
    ground: str
    reason: str
    before: int
    after: int
    chair: str
    member: str
    present: tuple[str, ...]
    absent: tuple[AbsenceRow, ...]
    candidate_present: bool
    votes_for: int
    votes_against: int
    separate_opinion: str = ""
    proposal: str = ""
    remarks: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class ScoreCorrected(AttemptEvent):
    """The recount of the appeal is the score from now on (R-35.2); the first one stays in its `Scored`.

    `sections`: (id, asked, correct, points). Written in one commit with the decision; nobody types a point.
    """

    appeal: str
    score: int
    maximum: int
    threshold: int
    meets: bool
    sections: tuple[tuple[str, int, int, int], ...]
