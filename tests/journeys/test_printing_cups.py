"""Printing to a real CUPS queue, which the test starts itself: the station's own way from facts to a
produced file.
"""

import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

import protocols
from station import printing
from station.domain.errors import Reason, StationError
from station.printing import JobState, PrinterState
from tests.unit.protocols.reading import decoded_qrs, pages, size_mm
from tests.unit.protocols.samples import FAILED, protocol, slip

PPD = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
PATIENCE = 30.0

CUPSD = """
Listen {root}/cups.sock
LogLevel warn
Browsing Off
DefaultAuthType None
WebInterface No
ErrorPolicy stop-printer
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {root}/etc
ServerBin /usr/lib/cups
DataDir /usr/share/cups
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
SystemGroup root
FileDevice Yes
"""


@dataclass(frozen=True)
class Hall:
    """A running print system with one queue that writes files."""

    root: Path
    environment: dict[str, str]

    def administer(self, *command: str) -> None:
        """Run an administrator's command against this system."""
        subprocess.run(command, check=True, capture_output=True, env=self.environment, timeout=PATIENCE)

    def produced(self, job: str, title: str) -> bytes:
        """The file that came out for a job, once it is done; it is taken away."""
        until(lambda: printing.job_state(job) is JobState.ENDED)
        (found,) = _out().glob(f"{title}*-job_{job.rpartition('-')[2]}.pdf")
        content = found.read_bytes()
        found.unlink()
        return content


def _out() -> Path:
    """Where cups-pdf puts its files: by the machine's configuration and the account's home, not by HOME."""
    configured = re.findall(r"^Out (.+)$", Path("/etc/cups/cups-pdf.conf").read_text(), re.MULTILINE)
    folder = configured[-1] if configured else "/var/spool/cups-pdf/${USER}"
    return Path(folder.replace("${HOME}", pwd.getpwnam("root").pw_dir).replace("${USER}", "root"))


def _title() -> str:
    """A title that no other run uses."""
    return f"P-{secrets.token_hex(6)}"


def until(condition: Callable[[], bool]) -> None:
    """Wait for another program. Fails after PATIENCE."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up, "the print system did not get there"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def system() -> Iterator[Hall]:
    """An own cupsd in an own folder, so that the machine's queues are never touched."""
    if shutil.which("cupsd") is None or not Path("/usr/lib/cups/backend/cups-pdf").exists():
        pytest.skip(
            "CUPS with cups-pdf is not installed "
            "(Debian: cups cups-client cups-filters printer-driver-cups-pdf)"
        )
    if os.geteuid() != 0:
        pytest.skip("the cups-pdf backend runs only as root")
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    root.chmod(0o755)
    for name in ("etc/ppd", "cache", "state/certs", "spool/tmp"):
        (root / name).mkdir(parents=True)
    for name, content in (("cupsd.conf", CUPSD), ("cups-files.conf", FILES)):
        (root / "etc" / name).write_text(content.format(root=root))
    server = subprocess.Popen(
        ["cupsd", "-f", "-c", str(root / "etc/cupsd.conf"), "-s", str(root / "etc/cups-files.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    hall = Hall(root, {**os.environ, "CUPS_SERVER": str(root / "cups.sock"), "LC_ALL": "C"})
    try:
        until((root / "cups.sock").exists)
        hall.administer("lpadmin", "-p", "HallPDF", "-v", "cups-pdf:/", "-m", PPD, "-o", "PageSize=A4", "-E")
        hall.administer("lpadmin", "-p", "Spare", "-v", "cups-pdf:/", "-m", PPD, "-o", "PageSize=A4", "-E")
        hall.administer("lpadmin", "-d", "HallPDF")
        yield hall
    finally:
        server.terminate()
        server.wait(PATIENCE)
        shutil.rmtree(root)


@pytest.fixture
def hall(system: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """The system with its queues enabled, and this process pointed at it."""
    monkeypatch.setenv("CUPS_SERVER", system.environment["CUPS_SERVER"])
    yield system
    for queue in ("HallPDF", "Spare"):
        system.administer("cancel", "-a", queue)
        system.administer("cupsenable", queue)
        system.administer("cupsaccept", queue)


pytestmark = pytest.mark.printing


def test_the_queues_are_listed_with_the_default_one(hall: Hall) -> None:
    found = printing.printers()
    assert [(printer.name, printer.is_default) for printer in found] == [("HallPDF", True), ("Spare", False)]
    assert all(printer.state is PrinterState.READY for printer in found)


def test_a_protocol_comes_out_of_the_queue_as_the_page_that_was_sent(hall: Hall, tmp_path: Path) -> None:
    facts = protocol(FAILED)
    title = _title()
    job = printing.send(protocols.render(facts), "HallPDF", title, 1)
    assert job.startswith("HallPDF-")
    came_out = hall.produced(job, title)
    assert len(pages(came_out)) == 1
    assert size_mm(came_out) == (210, 297)
    assert decoded_qrs(came_out, tmp_path)[0].startswith("KGT1:P-02-01-2026-0147:")
    assert _unlike(came_out, protocols.render(facts)) < 0.01
    assert _unlike(came_out, protocols.render(protocol())) > 0.02


def test_two_copies_are_one_job(hall: Hall) -> None:
    title = _title()
    job = printing.send(protocols.render(protocol()), "HallPDF", title, 2)
    assert hall.produced(job, title)


def test_a_slip_on_larger_paper_keeps_its_scale(hall: Hall) -> None:
    title, pdf = _title(), protocols.render(slip())
    came_out = hall.produced(printing.send(pdf, "HallPDF", title, 1), title)
    assert size_mm(came_out) == (210, 297)
    assert _inked_mm(came_out) == pytest.approx(_inked_mm(pdf), abs=1)


def test_a_damaged_document_is_told_as_failed(hall: Hall) -> None:
    job = printing.send(b"%PDF-1.4 nothing", "HallPDF", _title(), 1)
    until(lambda: printing.job_state(job) not in (JobState.WAITING, JobState.PRINTING))
    assert printing.job_state(job) is JobState.FAILED
    for empty in _out().glob(f"*_PDF-job_{job.rpartition('-')[2]}.pdf"):
        empty.unlink()  # cups-pdf leaves an empty page without a title


def test_an_unknown_printer_is_named(hall: Hall) -> None:
    with pytest.raises(StationError) as refusal:
        printing.send(b"%PDF-1.4", "Elsewhere", "P-02-01-2026-0149", 1)
    assert refusal.value.reason is Reason.NO_PRINTER
    assert refusal.value.facts == {"printer": "Elsewhere"}


@pytest.mark.parametrize(
    ("command", "state"), [("cupsdisable", PrinterState.STOPPED), ("cupsreject", PrinterState.REJECTING)]
)
def test_a_queue_that_does_not_print_takes_no_original(hall: Hall, command: str, state: PrinterState) -> None:
    hall.administer(command, "HallPDF")
    assert printing.printers()[0].state is state
    with pytest.raises(StationError) as refusal:
        printing.send(protocols.render(protocol()), "HallPDF", "P-02-01-2026-0150", 1)
    assert refusal.value.reason is Reason.PRINTER_FAILED
    assert refusal.value.facts == {"printer": "HallPDF"}


def test_a_job_that_waits_can_be_taken_back(hall: Hall) -> None:
    title = _title()
    command = ["lp", "-d", "HallPDF", "-t", title, "-H", "hold"]
    subprocess.run(command, input=protocols.render(protocol()), check=True, capture_output=True)
    listing = subprocess.run(["lpstat", "-o", "HallPDF"], capture_output=True, text=True, check=True)
    job = listing.stdout.split()[0]
    assert printing.job_state(job) is JobState.WAITING
    printing.cancel(job)
    until(lambda: printing.job_state(job) is JobState.ENDED)
    assert not list(_out().glob(f"{title}*"))


def test_a_job_that_nobody_sent_is_unknown(hall: Hall) -> None:
    assert printing.job_state("HallPDF-99999") is JobState.UNKNOWN


def test_R_25_1_a_print_system_that_is_off_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not printing.available():
        pytest.skip("no lp here")
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    assert printing.printers() == []
    with pytest.raises(StationError) as refusal:
        printing.send(b"%PDF-1.4", "HallPDF", "P-02-01-2026-0151", 1)
    assert refusal.value.reason is Reason.NO_PRINTER


def _picture(pdf: bytes) -> Image.Image:
    """The first page in grey, 100 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=100 / 72).to_pil().convert("L")
    document.close()
    return picture


def _unlike(one: bytes, other: bytes) -> float:
    """Share of dots that clearly differ: some edges after the queue's conversion, much for another text."""
    pictures = (_picture(pdf).filter(ImageFilter.BoxBlur(2)) for pdf in (one, other))
    size = (827, 1169)
    difference = ImageChops.difference(*(picture.resize(size) for picture in pictures)).histogram()
    return sum(difference[48:]) / sum(difference)


def _inked_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height of what is printed."""
    left, top, right, bottom = _picture(pdf).point(lambda dot: 255 if dot < 160 else 0).getbbox() or (
        0,
        0,
        0,
        0,
    )
    return (right - left) * 0.254, (bottom - top) * 0.254
