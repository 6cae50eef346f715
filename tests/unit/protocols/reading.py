"""Reading a finished PDF back: its text, its fonts, its QR."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest


def pages(pdf: bytes) -> list[str]:
    """The text of every page, blanks and line ends made single blanks."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """The text of the whole document."""
    return " ".join(pages(pdf))


def size_mm(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font that any page names, and whether its file is inside."""
    found = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor
    return found


def decoded_qrs(pdf: bytes, folder: Path) -> list[str]:
    """What a foreign decoder reads on the first page at 300 dpi. Skips where there is none."""
    program = shutil.which("zbarimg")
    if program is None:
        pytest.skip("zbarimg (Debian: zbar-tools) is not installed")
    picture = folder / "page.png"
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=300 / 72).to_pil().save(picture)
    document.close()
    result = subprocess.run(
        [program, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True,
        text=True,
    )
    return result.stdout.split("\n")[:-1]
