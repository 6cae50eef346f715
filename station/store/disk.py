"""What the store asks of the file system: write, sync, allocate, replace.

One class, so that a test can let it fail.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from station.domain.errors import Reason, StationError

if sys.platform != "win32":
    import fcntl

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_PLACE = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP}


def refusal(error: OSError) -> StationError:
    """The refusal that an error of the file system means: DISK_FULL, DATA_READ_ONLY, DISK_FAILED, or FILE_NOT_WRITTEN
    where nothing can ever stand in that place."""
    if error.errno in _FULL:
        return StationError(Reason.DISK_FULL)
    if error.errno in _CLOSED:
        return StationError(Reason.DATA_READ_ONLY)
    if error.errno in _NO_PLACE:
        return StationError(Reason.FILE_NOT_WRITTEN)
    return StationError(Reason.DISK_FAILED)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn every OSError inside into its refusal."""
    try:
        yield
    except OSError as error:
        raise refusal(error) from error


class Disk:
    """The real file system. Methods raise OSError."""

    def open(self, path: Path, *, create: bool = False) -> int:
        """A file for reading and writing, never inherited by other programs."""
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        if create:
            flags |= os.O_CREAT | os.O_EXCL
        return os.open(path, flags, 0o600)

    def close(self, fd: int) -> None:
        """Let go of a file."""
        os.close(fd)

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """Write all of `data` at `offset`."""
        os.lseek(fd, offset, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]

    def allocate(self, fd: int, start: int, end: int) -> None:
        """Make the file reach `end`, zeros from `start` on, the room taken for certain; sync its size."""
        if sys.platform != "win32" and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(fd, start, end - start)
        else:
            self.write(fd, bytes(end - start), start)
        os.fsync(fd)

    def cut(self, fd: int, end: int) -> None:
        """Drop everything from `end` on and sync."""
        os.ftruncate(fd, end)
        os.fsync(fd)

    def sync(self, fd: int) -> None:
        """Back only when the written bytes are on the medium."""
        if sys.platform == "win32":
            os.fsync(fd)
        else:
            os.fdatasync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Back only when new and renamed names in `folder` are on the medium."""
        if sys.platform == "win32":
            return
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def move(self, source: Path, target: Path) -> None:
        """Rename over `target` and make the new name durable in both folders."""
        source.replace(target)
        self.sync_folder(target.parent)
        if source.parent != target.parent:
            self.sync_folder(source.parent)

    def replace(self, path: Path, data: bytes) -> None:
        """Write beside, sync, replace: at any crash the file is the old one or the new one, whole."""
        beside = path.with_name(path.name + ".new")
        beside.unlink(missing_ok=True)
        fd = self.open(beside, create=True)
        try:
            self.write(fd, data, 0)
            self.sync(fd)
        finally:
            os.close(fd)
        self.move(beside, path)


def replace_file(path: Path, data: bytes) -> None:
    """Write a small file safely (keyring.json). Raises DISK_FULL, DATA_READ_ONLY, DISK_FAILED."""
    with refusing():
        Disk().replace(path, data)


class FolderLock:
    """One process at a time in a data folder.

    The lock lies on the folder itself: it leaves no file behind.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises DATA_IN_USE, DATA_MISSING."""
        self._fd: int | None = None
        if not folder.is_dir():
            raise StationError(Reason.DATA_MISSING)
        if sys.platform == "win32":
            return  # the database's own lock stands alone there
        with refusing():
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            raise StationError(Reason.DATA_IN_USE) from error
        self._fd = fd

    def release(self) -> None:
        """Give the folder free. Twice is no error."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
