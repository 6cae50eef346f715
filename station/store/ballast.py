"""Room on the disk kept back for the worst moment: given free when the disk is full (security c7)."""

import shutil
from pathlib import Path

from station.store.disk import Disk

NAME = "ballast"
BALLAST_BYTES = 64 << 20


class Ballast:
    """The file of zeros.

    `free` gives its room to the journal, `refill` takes it again when there is plenty.
    """

    def __init__(self, folder: Path, size: int, disk: Disk) -> None:
        self._path, self._size, self._disk = folder / NAME, size, disk

    @property
    def present(self) -> bool:
        """Whether the whole room is kept back."""
        try:
            return self._path.stat().st_size == self._size
        except FileNotFoundError:
            return False

    def free(self) -> bool:
        """Give the room free. False where there was none left. Raises OSError."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True

    def refill(self) -> bool:
        """Take the room again if twice of it is free; say whether it is kept back now. Raises OSError."""
        if self.present:
            return True
        if shutil.disk_usage(self._path.parent).free < 2 * self._size:
            return False
        self._path.unlink(missing_ok=True)
        fd = self._disk.open(self._path, create=True)
        try:
            if self._size:
                self._disk.allocate(fd, 0, self._size)
        finally:
            self._disk.close(fd)
        self._disk.sync_folder(self._path.parent)
        return True
