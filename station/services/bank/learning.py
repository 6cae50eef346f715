"""What a closed session showed of the bank's questions: how often each was asked and how often answered rightly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from question_bank.measured import tally
from station import vault
from station.domain.attempt import Attempt
from station.domain.errors import Reason, StationError
from station.domain.hall import Hall
from station.domain.scoring import RULES
from station.services.access import open_with_any
from station.services.bank.bank import Bank
from station.services.preparation import store_keys
from station.store import BALLAST_BYTES, inspect


@dataclass(frozen=True, slots=True)
class Learned:
    """What was counted: `attempts` with a score, `asked` and `right` over all their questions, `questions` of the bank
    whose counts changed, `unknown` versions that this bank does not have. `again`: the session had been counted
    before, and counts once."""

    session: str
    attempts: int
    questions: int
    asked: int
    right: int
    unknown: int
    again: bool


def learn(
    bank: Bank, folder: Path, slots: Iterable[tuple[str, str]], ballast_bytes: int = BALLAST_BYTES
) -> Learned:
    """Count the answers of a closed session's data folder into the bank; each station of a session counts once.

    Its questions are used from then on. Nothing is written into the data folder. Raises BANK_NOT_SIGNED_IN,
    PASSPHRASE_WRONG, SESSION_NOT_CLOSED, DATA_DAMAGED (also where anything in the folder differs) and other DATA_*.
    """
    person = bank.somebody()
    hall, station = _closed(folder, slots, ballast_bytes)
    session = f"{hall.session}/{int(hall.settings['hall']):02d}-{station}"
    counted = tally(_answers(hall))
    rows = [row for row in counted if row[1] in bank.store.versions(row[0])]
    again = session in bank.store.sessions()
    if rows:  # a session of another bank is no act of this one
        with bank.store.act():
            bank.store.put_measured(session, rows, person.id, bank.now())
    return Learned(
        session=session,
        attempts=len(list(_scored(hall))),
        questions=len({question for question, _version, _asked, _right in rows}),
        asked=sum(asked for _question, _version, asked, _right in rows),
        right=sum(right for _question, _version, _asked, right in rows),
        unknown=len(counted) - len(rows),
        again=again,
    )


def _closed(folder: Path, slots: Iterable[tuple[str, str]], ballast_bytes: int) -> tuple[Hall, str]:
    """The fold of a closed session and its station's name."""
    _slot, master = open_with_any(folder, slots)
    seen = inspect(folder, store_keys(master), vault.open_sealed, ballast_bytes=ballast_bytes)
    if seen.findings or not seen.entries:
        raise StationError(Reason.DATA_DAMAGED, where=seen.findings[0].where if seen.findings else "journal")
    try:
        hall = Hall().fold(seen.entries)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        raise StationError(Reason.DATA_DAMAGED, where="journal") from None
    if hall.form is None:
        raise StationError(Reason.DATA_DAMAGED, where="journal")
    if hall.closed_at is None:
        raise StationError(Reason.SESSION_NOT_CLOSED)
    return hall, seen.entries[0].station


def _scored(hall: Hall) -> Iterator[Attempt]:
    """Every attempt that has a score; one that was broken off and replaced by another says nothing of its questions."""
    for found in hall.candidates.values():
        for attempt in (*found.earlier, found.attempt):
            if attempt is not None and attempt.score is not None:
                yield attempt


def _answers(hall: Hall) -> Iterator[tuple[str, int, bool]]:
    """Question, version and whether the answer was right; what was left out was not right."""
    for attempt in _scored(hall):
        is_right = RULES[attempt.rule]
        for question in hall.paper(attempt):
            yield question.id, question.version, is_right(question, attempt.answers.get(question.id))
