"""R-24.10: whatever happens in the hall, every listed person is accounted for once, and only once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from station.domain import events as e
from station.domain.hall import Hall, Standing
from tests.unit.domain.builders import Book, attempt_started, opened, slip

WHOM = ("C0001", "C0002", "C0003")
FATES = ("finished", "absent", "not_started", "withdrawn", "interrupted", "open")


@dataclass
class Day:
    """A hall whose proctor keeps an own tally of everybody's fate, apart from the fold."""

    book: Book = field(default_factory=opened)
    tally: dict[str, str] = field(default_factory=lambda: dict.fromkeys(WHOM, "open"))
    slips: dict[str, int] = field(default_factory=dict)
    last_slip: int = 0

    def __post_init__(self) -> None:
        self.hall = Hall().fold(self.book.entries)

    def write(self, fate: str, who: str, *happened: e.Event) -> None:
        """Something happened to `who`, whose fate is now this one."""
        self.book.ms += 1000
        self.hall.fold(self.book.write(*happened))
        self.tally[who] = fate

    def issue(self, who: str) -> None:
        """A code, the first or another one."""
        self.last_slip += 1
        number = slip(self.last_slip)
        self.slips[who] = self.last_slip
        self.write(self.tally[who], who, e.CodeIssued(who, number, number))

    def cancel(self, who: str) -> None:
        """The code dies."""
        self.write("not_started", who, e.CodeCancelled(who, slip(self.slips.pop(who)), "lost"))

    def withdraw(self, who: str) -> None:
        """An application to withdraw; a living code dies with it."""
        if who in self.slips:
            self.cancel(who)
        self.write("withdrawn", who, e.Withdrawn(who, "3"))

    def begin(self, who: str) -> None:
        """The test begins."""
        earlier = self.hall.candidates[who].attempt
        self.write("open", who, attempt_started(who, 1 if earlier is None else earlier.number + 1))

    def end(self, who: str, how: str) -> None:
        """The test ends with a score."""
        parts = (("S1", 2, 0, 0), ("S2", 2, 0, 0))
        self.write("finished", who, e.Finished(who, 1, how), e.Scored(who, 1, 0, 4, 2, False, parts, 1))

    def decide(self, who: str, way: str, fate: str) -> None:
        """A numbered decision on an interruption."""
        self.write(fate, who, e.InterruptionDecided(who, 1, "12", "why", way))

    def interrupt(self, who: str) -> None:
        """Stopped without a verdict."""
        self.write("interrupted", who, e.Interrupted(who, 1, "incident", "why", ""))


Deed = Callable[[Day, str], None]


def come(day: Day, who: str) -> None:
    """Came and showed the document."""
    day.write("not_started", who, e.DocumentSeen(who, "P1"))


def admit(day: Day, who: str) -> None:
    """The code was right, the name too."""
    happened = (e.Admitted(who, slip(day.slips[who]), "A1"), e.IdentityConfirmed(who))
    day.write("not_started", who, *happened)


def resume(day: Day, who: str) -> None:
    """Staff allowed it and the candidate entered the code again."""
    day.write("open", who, e.ResumeAllowed(who, 1, ""), e.Resumed(who, 1))


def score_what_is_stored(day: Day, who: str) -> None:
    """The third way: the decision, then the score, in one go."""
    day.decide(who, "score", "interrupted")
    day.end(who, "decision")


def new_paper(day: Day, who: str) -> None:
    """The second way: another code, another paper."""
    day.decide(who, "new_paper", "interrupted")
    day.issue(who)
    day.begin(who)


DEEDS: dict[Standing, Sequence[Deed]] = {
    Standing.LISTED: (
        come,
        come,
        lambda day, who: day.write("absent", who, e.MarkedAbsent(who)),
        Day.withdraw,
    ),
    Standing.ABSENT: (
        lambda day, who: day.write("open", who, e.AbsenceUndone(who, "late")),
        lambda day, who: None,
    ),
    Standing.CAME: (
        Day.issue,
        Day.issue,
        lambda day, who: day.write("open", who, e.DocumentSeenUndone(who, "wrong row")),
        Day.withdraw,
    ),
    Standing.CODE_ISSUED: (admit, admit, admit, Day.cancel, Day.issue, Day.withdraw),
    Standing.ADMITTED: (Day.begin, Day.begin, Day.begin, Day.cancel, Day.withdraw),
    Standing.IN_PROGRESS: (
        lambda day, who: day.write("open", who, e.Paused(who, 1, "noise")),
        lambda day, who: day.write("open", who, e.HeartbeatGap(who, 1, 5)),
        lambda day, who: day.end(who, "candidate"),
        Day.interrupt,
    ),
    Standing.PAUSED: (resume, resume, Day.interrupt),
    Standing.INTERRUPTED: (
        lambda day, who: day.decide(who, "resume", "open"),
        new_paper,
        score_what_is_stored,
        lambda day, who: None,
    ),
    Standing.FINISHED: (lambda day, who: None,),
    Standing.WITHDRAWN: (lambda day, who: None,),
}
DAYS = st.lists(st.tuples(st.sampled_from(WHOM), st.integers(0, 11)), max_size=40)


def played(choices: list[tuple[str, int]]) -> Day:
    """A day on which these people did what their standing let them."""
    day = Day()
    for who, choice in choices:
        lawful = DEEDS[day.hall.candidates[who].standing]
        lawful[choice % len(lawful)](day, who)
    return day


@given(DAYS)
def test_R_24_10_listed_is_the_sum_of_all_fates_after_everything_that_happens(
    choices: list[tuple[str, int]],
) -> None:
    day = Day()
    for who, choice in choices:
        lawful = DEEDS[day.hall.candidates[who].standing]
        lawful[choice % len(lawful)](day, who)
        totals = day.hall.totals()
        assert totals["listed"] == len(WHOM) == sum(totals[fate] for fate in FATES)


@given(DAYS)
def test_R_24_10_the_totals_are_those_of_a_tally_kept_by_hand(choices: list[tuple[str, int]]) -> None:
    day = played(choices)
    by_hand = Counter(day.tally.values())
    assert day.hall.totals() == {"listed": len(WHOM)} | {fate: by_hand[fate] for fate in FATES}


@given(DAYS)
def test_R_24_10_the_totals_are_the_same_when_read_back_from_the_stored_bytes(
    choices: list[tuple[str, int]],
) -> None:
    day = played(choices)
    assert day.book.hall() == day.hall


@given(DAYS)
def test_R_24_10_nothing_is_open_once_everybody_is_marked_and_no_test_runs(
    choices: list[tuple[str, int]],
) -> None:
    day = played(choices)
    for who in WHOM:
        match day.hall.candidates[who].standing:
            case Standing.LISTED:
                day.write("absent", who, e.MarkedAbsent(who))
            case Standing.IN_PROGRESS:
                day.end(who, "time")
            case Standing.PAUSED:
                day.interrupt(who)
            case _:
                continue
    assert day.hall.totals()["open"] == 0


def test_R_24_10_a_listed_person_without_a_mark_is_open() -> None:
    assert Day().hall.totals() == {
        "listed": 3,
        "finished": 0,
        "absent": 0,
        "not_started": 0,
        "withdrawn": 0,
        "interrupted": 0,
        "open": 3,
    }
