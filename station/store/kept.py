"""The folder `damaged/`: copies of files that were found damaged are kept, never overwritten."""

import shutil
from pathlib import Path

from station.store.disk import Disk

FOLDER = "damaged"


class Kept:
    """Puts files aside under running numbers; `names` says which were put aside since."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder, self._disk = folder / FOLDER, disk
        self.names: list[str] = []

    def move(self, *paths: Path) -> None:
        """Take the files out of the way, in this order. What is not there is passed over. Raises OSError."""
        for path, target in self._pairs(paths):
            self._disk.move(path, target)

    def copy(self, *paths: Path) -> None:
        """Keep a copy and leave the files. Raises OSError."""
        for path, target in self._pairs(paths):
            shutil.copyfile(path, target)
            fd = self._disk.open(target)
            try:
                self._disk.sync(fd)
            finally:
                self._disk.close(fd)
            self._disk.sync_folder(self._folder)

    def path(self, name: str) -> Path:
        """Where a kept file lies."""
        return self._folder / name

    def _pairs(self, paths: tuple[Path, ...]) -> list[tuple[Path, Path]]:
        present = [path for path in paths if path.exists()]
        if not present:
            return []
        if not self._folder.is_dir():
            self._folder.mkdir(mode=0o700)
            self._disk.sync_folder(self._folder.parent)
        taken = [int(p.name[:4]) for p in self._folder.iterdir() if p.name[:4].isdigit()]
        number = max(taken, default=0) + 1
        pairs = [(path, self._folder / f"{number:04d}-{path.name}") for path in present]
        self.names += [target.name for _, target in pairs]
        return pairs
