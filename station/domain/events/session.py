"""The station, its staff and the session's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from station.domain.events.base import Event


@dataclass(frozen=True)
class SessionCreated(Event):
    """The session's fixed frame: form, order of conduct, threshold (art. 22), place and organiser (R-5.2).

    `settings` holds names and numbers shown on documents; `form` is the whole content of the approved form package.
    `earlier` names codes of earlier sessions on this machine: (session, code key hex, station, verifiers).
    """

    session: str
    settings: Mapping[str, Any]
    form: Mapping[str, Any]
    form_sha256: str
    bank: Mapping[str, Any]
    policy: Mapping[str, Any]
    earlier: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class DrawCommitted(Event):
    """The seed of all the session's papers is fixed (R-3.1). `commitment`: its SHA-256, hex, published before anybody
    sits; `sealed`: the seed itself under a key of the data folder, hex, until the close reveals it.
    """

    algorithm: str
    commitment: str
    sealed: str


@dataclass(frozen=True)
class DrawRevealed(Event):
    """The seed, hex, in one commit with the session's close: from here anybody can recompute every paper."""

    seed: str


@dataclass(frozen=True)
class QuestionFrozen(Event):
    """An immutable snapshot of one question version that the session can show."""

    question: Mapping[str, Any]


@dataclass(frozen=True)
class StaffEnrolled(Event):
    """A staff member got a slot in the keyring; `keyring_sha256` is the file's hash from then on."""

    staff: str
    name: str
    role: str
    keyring_sha256: str


@dataclass(frozen=True)
class StationStarted(Event):
    """The program was unlocked by `staff`, who confirmed the wall time (security c8)."""

    program: str
    libraries: Mapping[str, str]
    staff: str
    confirmed_wall_ms: int


@dataclass(frozen=True)
class DataRecovered(Event):
    """The start healed the data: `what` is the store's name of the case, `entries` how many entries came back."""

    what: str
    entries: int
    kept: str


@dataclass(frozen=True)
class DataDecided(Event):
    """Two persons decided which file is believed after a start was refused (security c3, c6).

    `why` is the refusal's name, `trusted` the file that is believed: database or sidecar. `lost` counts the entries
    that only the other file had; it lies among `kept`.
    """

    trusted: str
    why: str
    first: str
    second: str
    reason: str
    entries: int
    lost: int
    kept: str


@dataclass(frozen=True)
class StaffSignedIn(Event):
    """A desk was opened with a passphrase."""

    staff: str


@dataclass(frozen=True)
class StaffSignInFailed(Event):
    """A passphrase was refused."""

    staff: str


@dataclass(frozen=True)
class DeskLocked(Event):
    """The desk was left; `how` is key or idle."""

    staff: str
    how: str


@dataclass(frozen=True)
class SessionOpened(Event):
    """Codes may start tests from now on (R-22.3). `second` is the other person of a shift outside the window."""

    staff: str
    second: str
    shift_act: str


@dataclass(frozen=True)
class SessionClosed(Event):
    """No test may start any more; the totals reconcile (R-24.10)."""

    staff: str
    totals: Mapping[str, int]


@dataclass(frozen=True)
class ClockJumped(Event):
    """System clock minus boot clock changed by `delta_ms`; no test and no deadline moved (security c8)."""

    delta_ms: int


@dataclass(frozen=True)
class BugRecorded(Event):
    """An error of ours stopped the screen; the text is the traceback's last line, without personal data."""

    text: str


@dataclass(frozen=True)
class BackupMade(Event):
    """An encrypted copy left the station."""

    sha256: str


@dataclass(frozen=True)
class BackupRestored(Event):
    """The data folder came back from a copy whose head was (`head_seq`, `head`)."""

    sha256: str
    head_seq: int
    head: str
