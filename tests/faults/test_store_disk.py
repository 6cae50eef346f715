"""A disk that is full, fails or takes no writing: nothing counts as saved that is not (A8, A9)."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.store import Disk, Store, Verdict
from station.store.database import Database
from tests.store.data_folder import KEYS, DataFolder, crashed, draft


class Failing(Disk):
    """A disk whose acts fail with `error` as long as it is set; `acts` says which."""

    def __init__(self, *acts: str) -> None:
        self.acts = acts
        self.error = 0
        self.calls = 0

    def _check(self, act: str) -> None:
        if self.error and act in self.acts:
            self.calls += 1
            raise OSError(self.error, os.strerror(self.error))

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """Write or fail."""
        self._check("write")
        super().write(fd, data, offset)

    def sync(self, fd: int) -> None:
        """Sync or fail."""
        self._check("sync")
        super().sync(fd)

    def allocate(self, fd: int, start: int, end: int) -> None:
        """Take room or fail."""
        self._check("allocate")
        super().allocate(fd, start, end)


def reason(act: Callable[[], object]) -> Reason:
    """Why it was refused."""
    with pytest.raises(StationError) as refused:
        act()
    return refused.value.reason


@pytest.mark.parametrize("act", ["sync", "write"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_A_9_a_sidecar_that_fails_after_the_commit_stops_the_store_for_good(
    tmp_path: Path, act: str, error: int
) -> None:
    folder, disk = DataFolder(tmp_path / "data"), Failing(act)
    store = folder.create(disk)
    store.append([draft(1)])
    disk.error = error
    assert reason(lambda: store.append([draft(2)])) is Reason.DISK_FAILED
    disk.error, calls = 0, disk.calls
    assert reason(lambda: store.append([draft(3)])) is Reason.DISK_FAILED
    assert reason(lambda: store.heartbeat(b"x")) is Reason.DISK_FAILED
    assert reason(store.checkpoint) is Reason.DISK_FAILED
    assert calls == 1, "a sync that failed is never tried again"
    assert store.head[0] == 1
    store.close()
    with folder.open() as again:
        assert [entry.seq for entry in again.entries()] == [1, 2]
        # Written but not synced, the record may be there or not; the answer is there in both cases.
        written = act == "sync"
        assert again.recovery.kind is (Verdict.EQUAL if written else Verdict.SIDECAR_CAUGHT_UP)
    assert folder.inspect().intact


def test_A_9_a_failing_medium_under_the_heartbeat_stops_the_store(tmp_path: Path) -> None:
    folder, disk = DataFolder(tmp_path / "data"), Failing("sync")
    store = folder.create(disk)
    disk.error = errno.EIO
    assert reason(lambda: store.heartbeat(b"x")) is Reason.DISK_FAILED
    disk.error = 0
    assert reason(lambda: store.append([draft(1)])) is Reason.DISK_FAILED
    store.close()
    assert folder.entries() == []


def test_A_8_room_for_the_sidecar_is_taken_before_the_commit(tmp_path: Path) -> None:
    """A full disk is told before anything was written, so the same answer can be given again."""
    folder, disk = DataFolder(tmp_path / "data"), Failing("allocate")
    big = draft(2, "x" * (1 << 20))
    with folder.create(disk) as store:
        store.append([draft(1)])
        disk.error = errno.ENOSPC
        assert reason(lambda: store.append([big])) is Reason.DISK_FULL
        assert not store.ballast_present
        assert store.head[0] == 1
        disk.error = 0
        store.append([big])
        assert store.head[0] == 2
        assert store.refill_ballast()
    assert [entry.seq for entry in folder.entries()] == [1, 2]
    assert folder.inspect().intact


def test_A_8_the_ballast_is_given_free_and_the_same_call_succeeds(tmp_path: Path) -> None:
    class FullOnce(Failing):
        """Full until the ballast is gone."""

        def _check(self, act: str) -> None:
            if (tmp_path / "data" / "ballast").exists():
                super()._check(act)

    folder, disk = DataFolder(tmp_path / "data"), FullOnce("allocate")
    with folder.create(disk) as store:
        disk.error = errno.ENOSPC
        store.append([draft(1, "x" * (1 << 20))])
        assert store.head[0] == 1
        assert not store.ballast_present


def test_A_9_an_error_of_the_database_s_own_writing_stops_the_store(tmp_path: Path) -> None:
    """The system refuses the log to grow: the library reports an I/O error, as a dying disk makes it do."""
    code = """
import resource, sys
from pathlib import Path
from station.domain.errors import StationError
from tests.store.data_folder import DataFolder, draft
store = DataFolder(Path(sys.argv[1])).open()
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
reasons = []
for number in range(60):
    try:
        store.append([draft(number)])
        print(store.head[0])
    except StationError as refused:
        reasons.append(refused.reason.value)
print(sorted(set(reasons)), len(reasons) > 30)
"""
    folder = DataFolder(tmp_path / "data")
    folder.create().close()
    done = subprocess.run([sys.executable, "-c", code, folder.path], capture_output=True, text=True)
    *confirmed, last = done.stdout.splitlines()
    assert last == "['disk_failed'] True", done
    assert done.stderr == ""
    assert [entry.seq for entry in folder.entries()] == list(range(1, len(confirmed) + 1))


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 2 MB."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_A_8_a_really_full_disk_loses_nothing_and_the_station_goes_on_when_there_is_room(mount: Path) -> None:
    folder, confirmed = DataFolder(mount / "data"), 0
    store = folder.create()
    refused = None
    while refused is None:
        try:
            store.append([draft(confirmed, "x" * 3000)])
            confirmed += 1
        except StationError as error:
            refused = error.reason
    assert refused is Reason.DISK_FULL
    assert not store.ballast_present
    assert store.head[0] == confirmed
    assert reason(lambda: store.append([draft(0, "x" * 30_000)])) is Reason.DISK_FULL
    copy = folder.copied(mount.parent / "as-it-lies")
    with copy.open() as other:
        assert other.head[0] == confirmed
    subprocess.run(["mount", "-o", "remount,size=8m", mount], check=True)
    store.append([draft(confirmed, "x" * 3000)])
    store.close()
    assert [entry.seq for entry in folder.entries()] == list(range(1, confirmed + 2))
    assert folder.inspect().intact


def test_A_8_a_start_on_a_full_disk_gives_the_ballast_free(mount: Path, tmp_path: Path) -> None:
    left = crashed(tmp_path).copied(mount / "left")
    left.database.unlink()  # making it anew needs room
    with contextlib.suppress(OSError), (mount / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(512)):
            pass
    with left.open() as store:
        assert store.head[0] == 12
        assert not store.ballast_present


def test_a_folder_that_takes_no_writing_is_refused_by_name_and_left_as_it_is(mount: Path) -> None:
    folder = DataFolder(mount / "data")
    with folder.create() as store:
        store.append([draft(1)])
    subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
    before = folder.files()
    assert reason(folder.open) is Reason.DATA_READ_ONLY
    assert reason(lambda: DataFolder(mount / "new").create()) is Reason.DATA_READ_ONLY
    assert folder.inspect().intact
    assert folder.files() == before


@pytest.mark.parametrize("mode", ["unclean", "damaged"])
def test_a_crashed_folder_that_takes_no_writing_is_refused_by_name(
    mount: Path, tmp_path: Path, mode: str
) -> None:
    left = crashed(tmp_path).copied(mount / "left")
    if mode == "damaged":
        left.wal.unlink()
    subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
    assert reason(left.open) is Reason.DATA_READ_ONLY


def test_a_full_disk_inside_the_database_rolls_back_and_is_told(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "a.db", KEYS.database)
    pages, _ = database.page_count()
    database._c.execute(f"PRAGMA max_page_count = {pages}")
    assert reason(lambda: database.put_blobs({"0" * 64: bytes(100_000)})) is Reason.DISK_FULL
    assert not database._c.in_transaction
    database._c.execute(f"PRAGMA max_page_count = {pages + 100}")
    database.put_blobs({"0" * 64: bytes(100_000)})
    database.close()


def test_a_sidecar_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StationError) as refused:
        Store.create(
            tmp_path / "data",
            KEYS,
            vault.seal,
            vault.open_sealed,
            station="01",
            sidecar_folder=tmp_path / "file" / "x",
        )
    assert refused.value.reason is Reason.FILE_NOT_WRITTEN
