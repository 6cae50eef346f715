"""The print port without a print system: what programs say, and programs that say nothing."""

from pathlib import Path

import pytest

from station import printing
from station.domain.errors import Reason, StationError
from station.printing import JobState, Printer, PrinterState


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on the path, for programs that speak as CUPS does."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    write(tmp_path, "lp", "echo 'request id is Hall-7 (1 file(s))'")
    write(
        tmp_path,
        "lpstat",
        "cat <<'END'\nprinter Hall is idle.  enabled since now\nHall accepting requests since now\nEND",
    )
    return tmp_path


def write(folder: Path, name: str, script: str) -> None:
    """A program of that name."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_states_of_queues_are_read_from_what_lpstat_says(programs: Path) -> None:
    says = """cat <<'END'
printer Busy now printing Busy-12.  enabled since Sun Nov 22 10:00:00 2026
printer Off disabled since Sun Nov 22 10:00:00 2026 -
	Paused
printer Full is idle.  enabled since Sun Nov 22 10:00:00 2026
Busy accepting requests since Sun Nov 22 10:00:00 2026
Off accepting requests since Sun Nov 22 10:00:00 2026
Full not accepting requests since Sun Nov 22 10:00:00 2026 -
	Rejecting Jobs
system default destination: Off
END"""
    write(programs, "lpstat", says)
    assert printing.printers() == [
        Printer("Busy", False, PrinterState.PRINTING),
        Printer("Full", False, PrinterState.REJECTING),
        Printer("Off", True, PrinterState.STOPPED),
    ]


def test_a_job_id_comes_back_and_the_document_went_in(programs: Path) -> None:
    write(
        programs,
        "lp",
        f"cat > {programs}/sent; echo \"$@\" > {programs}/words; echo 'request id is Hall-7 (1 file(s))'",
    )
    assert printing.send(b"%PDF-1.4 content", "Hall", "P-02-01-2026-0147", 2) == "Hall-7"
    assert (programs / "sent").read_bytes() == b"%PDF-1.4 content"
    words = (programs / "words").read_text().strip()
    assert words == "-d Hall -n 2 -t P-02-01-2026-0147 -o sides=one-sided -o print-scaling=none"


def test_R_25_1_a_hung_print_system_is_left_in_time(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "SEND_SECONDS", 0.2)
    write(programs, "lp", "exec sleep 600")
    with pytest.raises(StationError) as refusal:
        printing.send(b"%PDF-1.4", "Hall", "P-02-01-2026-0147")
    assert refusal.value.reason is Reason.PRINTER_FAILED
    assert refusal.value.facts == {"printer": "Hall"}


def test_a_refusing_lp_is_a_failed_printer(programs: Path) -> None:
    write(programs, "lp", "echo 'lp: Destination is not accepting jobs.' >&2; exit 1")
    with pytest.raises(StationError) as refusal:
        printing.send(b"%PDF-1.4", "Hall", "P-02-01-2026-0147")
    assert refusal.value.reason is Reason.PRINTER_FAILED


def test_no_copies_are_a_bug(programs: Path) -> None:
    with pytest.raises(ValueError, match="copies"):
        printing.send(b"%PDF-1.4", "Hall", "P-02-01-2026-0147", 0)


def test_a_machine_without_a_print_system_has_no_printers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not printing.available()
    assert printing.printers() == []
    assert printing.job_state("Hall-7") is JobState.UNKNOWN
    printing.cancel("Hall-7")
    with pytest.raises(StationError) as refusal:
        printing.send(b"%PDF-1.4", "Hall", "P-02-01-2026-0147")
    assert refusal.value.reason is Reason.NO_PRINTER


def test_windows_is_untried_and_says_so(monkeypatch: pytest.MonkeyPatch, programs: Path) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert not printing.available()
    assert printing.printers() == []


@pytest.mark.parametrize(
    ("lines", "waiting", "state"),
    [
        ("", "", JobState.UNKNOWN),
        ("Hall-70 root 1024 now\n\tAlerts: job-completed-with-errors", "", JobState.UNKNOWN),
        ("Hall-7 root 1024 now\n\tAlerts: none", "Hall-7 root 1024 now", JobState.WAITING),
        ("Hall-7 root 1024 now\n\tAlerts: processing-to-stop-point", "", JobState.ENDED),
        (
            "Hall-7 root 1024 now\n\tAlerts: job-completed-with-errors",
            "Hall-7 root 1024 now",
            JobState.FAILED,
        ),
        (
            "Hall-7 root 1024 now\n\tAlerts: none\nHall-8 root 1024 now\n\tAlerts: aborted-by-system",
            "",
            JobState.ENDED,
        ),
    ],
)
def test_a_job_is_told_from_its_own_lines(programs: Path, lines: str, waiting: str, state: JobState) -> None:
    (programs / "all").write_text(lines)
    (programs / "waiting").write_text(waiting)
    write(
        programs,
        "lpstat",
        f'case "$*" in *not-completed*) cat {programs}/waiting;; *all*) cat {programs}/all;; esac',
    )
    assert printing.job_state("Hall-7") is state


def test_a_job_at_the_printer_is_printing(programs: Path) -> None:
    write(programs, "lpstat", "echo 'printer Hall now printing Hall-7.  enabled since now'")
    assert printing.job_state("Hall-7") is JobState.PRINTING
