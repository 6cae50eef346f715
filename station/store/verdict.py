"""The start rule: what database and sidecar, laid side by side, mean (security c6). Pure."""

from enum import Enum

from station.domain.errors import Reason, StationError
from station.store.batch import Trace, parted_at
from station.store.survey import Survey, Tail


class Verdict(Enum):
    """What the start has to do."""

    EQUAL = "equal"
    SIDECAR_CAUGHT_UP = "sidecar_caught_up"  # the honest crash: committed, not yet in the sidecar
    RECOVERED = "recovered"  # the database lost its log: the missing commits come back from the sidecar
    DATABASE_REBUILT = "database_rebuilt"
    SIDECAR_REBUILT = "sidecar_rebuilt"


class Trust(Enum):
    """What two persons may decide where the start refuses: which of the two files is believed."""

    SIDECAR = "sidecar"
    DATABASE = "database"


def judge(database: Trace | None, sidecar: Survey | None, where: str = "station.db", proven: int = 0) -> Verdict:
    """What to do. `sidecar` None: missing or empty. `database` None: missing or damaged; `where` names what,
    `proven` is the highest commit that can still be seen in it.

    Raises DATA_DAMAGED, DATA_OLD_COPY, DATA_CONTRADICTS; then nothing may be changed.
    """
    if database is None:
        # One more than the sidecar was never confirmed; still more were lost with the sidecar.
        if sidecar is not None and sidecar.whole and proven <= sidecar.trace.batch + 1:
            return Verdict.DATABASE_REBUILT
        raise StationError(Reason.DATA_DAMAGED, where=where)
    if sidecar is None:
        return Verdict.SIDECAR_REBUILT
    kept = sidecar.trace
    if not kept.starts(database) and not database.starts(kept):
        raise StationError(Reason.DATA_CONTRADICTS, seq=_seq_near(database, kept))
    if database.batch < sidecar.checkpoint:
        raise StationError(Reason.DATA_OLD_COPY)
    if sidecar.tail is Tail.CLEAN and sidecar.segments:
        return _lengths(database, kept)
    if sidecar.tail is Tail.TORN and database.batch == kept.batch + 1 == sidecar.needed:
        return Verdict.SIDECAR_CAUGHT_UP
    if database.batch >= sidecar.needed:
        return Verdict.SIDECAR_REBUILT
    # The sidecar knew of commits that it cannot give back and the database does not have.
    raise StationError(Reason.DATA_DAMAGED, where="journal.side")


def _lengths(database: Trace, kept: Trace) -> Verdict:
    if database.batch == kept.batch:
        return Verdict.EQUAL
    if database.batch < kept.batch:
        return Verdict.RECOVERED
    if database.batch == kept.batch + 1:
        return Verdict.SIDECAR_CAUGHT_UP
    return Verdict.SIDECAR_REBUILT


def _seq_near(one: Trace, other: Trace) -> int:
    """A seq for the message: exact where commits hold one entry each."""
    return min(parted_at(one, other), one.seq, other.seq) or 1


def decided(trust: Trust, database: Trace | None, sidecar: Survey | None) -> Verdict:
    """What the two persons' decision means.

    Raises DATA_DAMAGED where the believed file has nothing to give.
    """
    if trust is Trust.SIDECAR:
        if sidecar is None or not sidecar.segments:
            raise StationError(Reason.DATA_DAMAGED, where="journal.side")
        return Verdict.DATABASE_REBUILT
    if database is None:
        raise StationError(Reason.DATA_DAMAGED, where="station.db")
    return Verdict.SIDECAR_REBUILT
