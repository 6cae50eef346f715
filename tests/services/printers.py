"""Programs that speak as CUPS does, first on the path: what goes to a queue is written to a file."""

from pathlib import Path

import pytest


class Queue:
    """A queue named Hall; `sent` lists the documents that it took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.works(True)
        _program(
            folder,
            "lp",
            f'n=$(ls {folder}/*.pdf 2>/dev/null | wc -l); echo "$@" > {folder}/$n.words\n'
            f"cat > {folder}/$n.part; mv {folder}/$n.part {folder}/$n.pdf\n"  # a test sees a document when it is whole
            'echo "request id is Hall-$n (1 file(s))"',
        )

    def works(self, on: bool) -> None:
        """Switch the printer on or off."""
        state = "is idle.  enabled" if on else "disabled"
        said = f"printer Hall {state} since now\\nHall accepting requests since now\\n"
        _program(self.folder, "lpstat", f"printf '{said}system default destination: Hall\\n'")

    @property
    def sent(self) -> list[bytes]:
        """The documents, in order."""
        return [path.read_bytes() for path in sorted(self.folder.glob("*.pdf"))]

    def words(self, number: int) -> str:
        """The options of a job."""
        return (self.folder / f"{number}.words").read_text()


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Queue:
    """A printer that is on."""
    folder = tmp_path / "queue"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return Queue(folder)
