"""Taking back what was done in this sitting: by further steps, never by deleting; up to 50 acts deep."""

from question_bank.workflow import UNDONE_BY, Act, Person
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank, Done
from station.services.bank.steps import Wording, put, rewrite


def undo(bank: Bank) -> str:
    """Take back the last act of this sitting (a bulk act whole); returns which act it was.

    Raises BANK_NOT_SIGNED_IN, BANK_NOTHING_TO_UNDO, BANK_CHANGED_MEANWHILE (question) where somebody did something to
    it since: then nothing is taken back and the act can no longer be undone.
    """
    person = bank.somebody()
    if not bank.sitting.done:
        raise StationError(Reason.BANK_NOTHING_TO_UNDO)
    done = bank.sitting.done.pop()
    with bank.store.act():
        last = [_take_back(bank, done, place, person) for place in reversed(done.steps)]
    bank.sitting.last.update(last)
    return done.act.value


def _take_back(bank: Bank, done: Done, place: tuple[str, int, int], person: Person) -> tuple[tuple[str, int], int]:
    question, version, seq = place
    rows = bank.store.history(question, version)
    expected = bank.sitting.last.get((question, version), seq)
    if rows[-1].seq != expected or rows[-1].person != person.id:
        raise StationError(Reason.BANK_CHANGED_MEANWHILE, question=question)
    now = rows[-1].sha256
    for act in UNDONE_BY[done.act]:
        if act is Act.EDITED:
            over = next(row for row in rows if row.seq == seq).over
            content = bank.store.content(question, version, over)
            assert content is not None, "every former content is kept"
            rewrite(bank, content, now, person)
        else:
            put(bank, question, version, act, person, now, Wording())
    bank.store.relist(question)
    return (question, version), bank.store.history(question, version)[-1].seq
