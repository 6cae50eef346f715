"""The way to paper: the system's print queue, reached through its own commands `lpstat`, `lp` and `cancel`.

The document itself goes to the queue, not a picture of it. Every call ends within its time: a hung queue
never holds the station, and a result never waits for a printer (R-25.1).
Windows is untried: there is no queue of this kind, `available()` is False, nothing is sent and saving as a
file is the way to paper.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum

from station.domain.errors import Reason, StationError

LOOK_SECONDS = 5.0
SEND_SECONDS = 20.0
_PRINTER = re.compile(r"^printer (\S+) (is idle|now printing|disabled)", re.MULTILINE)
_REJECTING = re.compile(r"^(\S+) not accepting requests", re.MULTILINE)
_DEFAULT = re.compile(r"^system default destination: (\S+)$", re.MULTILINE)
_ACCEPTED = re.compile(r"^request id is (\S+) ")


class PrinterState(Enum):
    """What a queue says of itself. STOPPED keeps jobs without printing; REJECTING takes none."""

    READY = "ready"
    PRINTING = "printing"
    STOPPED = "stopped"
    REJECTING = "rejecting"


class JobState(Enum):
    """What became of a job. ENDED: it left the queue without an error; whether paper came out, and whole,
    only the person at the printer sees (CUPS tells a cancelled job no differently). UNKNOWN: the queue has
    no memory of it.
    """

    WAITING = "waiting"
    PRINTING = "printing"
    ENDED = "ended"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Printer:
    """A queue of this machine."""

    name: str
    is_default: bool
    state: PrinterState


def available() -> bool:
    """Whether this machine has a print system that the station can use."""
    return sys.platform != "win32" and shutil.which("lp") is not None and shutil.which("lpstat") is not None


def printers() -> list[Printer]:
    """The queues, by name; none if there is no print system or it does not run.

    Raises StationError(PRINTER_FAILED) if the print system hangs.
    """
    if not available():
        return []
    told = _run(["lpstat", "-p", "-a", "-d"], LOOK_SECONDS, printer="")
    rejecting = set(_REJECTING.findall(told))
    default = _DEFAULT.search(told)
    found = []
    for name, saying in _PRINTER.findall(told):
        state = PrinterState.PRINTING if saying == "now printing" else PrinterState.READY
        if saying == "disabled":
            state = PrinterState.STOPPED
        if name in rejecting:
            state = PrinterState.REJECTING
        found.append(Printer(name, default is not None and default[1] == name, state))
    return sorted(found, key=lambda printer: printer.name)


def send(pdf: bytes, printer: str, title: str, copies: int = 1) -> str:
    """Hand a document to a queue; returns the job's id. Unscaled and on one side (annex 4).

    A stopped queue is refused: it would keep the job and print a second original long after somebody has
    repeated it elsewhere. Raises StationError: NO_PRINTER for a queue that is not there, PRINTER_FAILED for
    one that is stopped, refuses or hangs; ValueError for copies below 1.
    """
    if copies < 1:
        raise ValueError("no copies")
    queue = next((item for item in printers() if item.name == printer), None)
    if queue is None:
        raise StationError(Reason.NO_PRINTER, printer=printer)
    if queue.state in (PrinterState.STOPPED, PrinterState.REJECTING):
        raise StationError(Reason.PRINTER_FAILED, printer=printer)
    options = ["-o", "sides=one-sided", "-o", "print-scaling=none"]
    command = ["lp", "-d", printer, "-n", str(copies), "-t", title, *options]
    accepted = _ACCEPTED.match(_run(command, SEND_SECONDS, printer, pdf))
    if accepted is None:
        raise StationError(Reason.PRINTER_FAILED, printer=printer)
    return accepted[1]


def job_state(job: str) -> JobState:
    """What became of a job that `send` returned. Raises StationError(PRINTER_FAILED) if the print system
    hangs.
    """
    printer = job.rpartition("-")[0]
    if not available():
        return JobState.UNKNOWN
    if f"now printing {job}." in _run(["lpstat", "-p", printer], LOOK_SECONDS, printer):
        return JobState.PRINTING
    told = _about(job, _run(["lpstat", "-l", "-W", "all", "-o", printer], LOOK_SECONDS, printer))
    if not told:
        return JobState.UNKNOWN
    # a job whose conversion failed stays in the queue, stopped: its alert says so, its place does not
    if "with-errors" in told or "aborted" in told:
        return JobState.FAILED
    waiting = _about(job, _run(["lpstat", "-W", "not-completed", "-o", printer], LOOK_SECONDS, printer))
    return JobState.WAITING if waiting else JobState.ENDED


def cancel(job: str) -> None:
    """Take a job out of its queue, so that it does not come out after its document was printed elsewhere.

    A job that has ended already is left as it is. Raises StationError(PRINTER_FAILED) if the print system
    hangs.
    """
    if available() and shutil.which("cancel") is not None:
        _run(["cancel", job], LOOK_SECONDS, job.rpartition("-")[0])


def _about(job: str, told: str) -> str:
    """The lines of a listing that speak of one job: its own and the indented ones under it."""
    lines = told.splitlines()
    for number, line in enumerate(lines):
        if line.split(maxsplit=1)[:1] == [job]:
            rest = lines[number + 1 :]
            until = next(
                (at for at, other in enumerate(rest) if not other.startswith((" ", "\t"))), len(rest)
            )
            return "\n".join((line, *rest[:until]))
    return ""


def _run(command: list[str], seconds: float, printer: str, document: bytes = b"") -> str:
    """What a command of the print system says on its standard output, in English whatever the machine
    speaks.
    """
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        ended = subprocess.run(command, input=document, capture_output=True, timeout=seconds, env=environment)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise StationError(Reason.PRINTER_FAILED, printer=printer) from error
    return ended.stdout.decode("utf-8", "replace")
