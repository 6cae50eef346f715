"""The sealed second copy: its records, its segments, and what a reader can say about any damage (security c6)."""

import errno
import itertools
import os
import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest

from station import vault
from station.domain.errors import Reason, StationError
from station.domain.journal import GENESIS, link
from station.store import Disk, Verdict
from station.store.batch import Batch
from station.store.records import FORMAT, HEADER_BYTES, SECTOR, Header, Kind, likely_control, place
from station.store.sidecar import CHUNK, Sidecar
from station.store.survey import Survey, Tail, survey
from tests.store.data_folder import KEYS, DataFolder, crashed, draft, flip


def batches(count: int, size: int = 100) -> list[Batch]:
    """Commits of one entry each, one chain."""
    made, prev = [], GENESIS
    for number in range(1, count + 1):
        entry = link(draft(number, "x" * size), number, prev, "01")
        made.append(Batch(number, (entry.encode(),)))
        prev = entry.hash
    return made


def built(path: Path, commits: list[Batch]) -> Path:
    """A sidecar file with these commits."""
    Sidecar.build(path, commits, KEYS, vault.seal, Disk())[0].close()
    return path


def read(path: Path) -> Survey:
    """What the file says."""
    found = survey(path, KEYS, vault.open_sealed)
    assert found is not None
    return found


def headers(path: Path) -> list[tuple[int, Header]]:
    """Every record's place and header."""
    data, found, at = path.read_bytes(), [], 0
    while (at := data.find(b"KGTS", at)) >= 0:
        header = Header.unpack(data[at : at + HEADER_BYTES])
        assert header is not None
        found.append((at, header))
        at += HEADER_BYTES
    return found


def test_a_file_gives_back_the_commits_in_order(tmp_path: Path) -> None:
    commits, given = batches(30), list[Batch]()
    path = built(tmp_path / "journal.side", commits)
    found = survey(path, KEYS, vault.open_sealed, given.append)
    assert given == commits
    assert found is not None
    assert found.whole
    assert (found.tail, found.needed, found.notes) == (Tail.CLEAN, 30, [])


def test_every_start_has_its_own_salt_and_no_nonce_comes_twice_under_one_key(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.create().close()
    for number in range(5):
        with folder.open() as store:
            store.append([draft(number)])
    data, salts, counters = folder.sidecar.read_bytes(), [], Counter[tuple[bytes, int]]()
    for at, header in headers(folder.sidecar):
        if header.kind is Kind.SEGMENT:
            salts.append(data[at + HEADER_BYTES : at + HEADER_BYTES + 32])
        counters[salts[-1], header.counter] += 1
    assert len(set(salts)) == len(salts) == 7  # the empty file, the first start, five more
    assert max(counters.values()) == 1


def test_a_control_record_never_lies_across_a_sector_border(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with folder.create() as store:
        for number in range(150):
            store.append([draft(number, "x" * number)])
            store.checkpoint()
    assert read(folder.sidecar).whole
    controls = [(at, header) for at, header in headers(folder.sidecar) if header.kind is not Kind.BATCH]
    assert len(controls) > 150
    for at, header in controls:
        assert at // SECTOR == (at + HEADER_BYTES + header.length - 1) // SECTOR
    assert place(512, 100) == 512
    assert place(500, 100) == 512
    assert place(412, 100) == 412


def test_the_room_is_taken_ahead_and_grows_with_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.side"
    sidecar, trace = Sidecar.build(path, [], KEYS, vault.seal, Disk())
    assert path.stat().st_size == CHUNK
    for batch in batches(40, 60_000):
        head = (trace.seq, trace.hash)
        trace.take(batch)
        sidecar.reserve(batch)
        sidecar.append(batch, head)
    sidecar.close()
    sidecar.close()
    assert path.stat().st_size == 3 * CHUNK
    assert read(path).whole


def test_a_record_moved_doubled_or_taken_out_is_seen(tmp_path: Path) -> None:
    path = built(tmp_path / "journal.side", batches(5))
    data = path.read_bytes()
    places = [at for at, _ in headers(path)]
    records = [data[a:b] for a, b in itertools.pairwise(places)]
    start, one, two, three, four = records
    for order in ([start, one, three, four], [start, two, one, three], [start, one, one, two], [one, two]):
        path.write_bytes(b"".join(order).ljust(CHUNK, b"\0"))
        assert not read(path).whole
        assert read(path).tail is not Tail.CLEAN


def test_a_segment_of_another_file_is_not_taken(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one", batches(3)), built(tmp_path / "other", batches(3))
    first, second = one.read_bytes(), other.read_bytes()
    at = headers(one)[2][0]
    assert at == headers(other)[2][0]
    one.write_bytes(first[:at] + second[at:])
    found = read(one)
    assert found.trace.batch == 1
    assert found.needed == 3


@pytest.mark.parametrize("number", range(1, 6))
def test_damage_of_one_record_leaves_word_of_all_later_ones(tmp_path: Path, number: int) -> None:
    path = built(tmp_path / "journal.side", batches(5))
    at, _ = headers(path)[number]
    for offset in (2, 50, HEADER_BYTES + 20):
        flip(path, at + offset)
        found = read(path)
        assert found.trace.batch == number - 1
        assert found.needed == 5
        assert found.tail is (Tail.TORN if number == 5 else Tail.DAMAGED)
        flip(path, at + offset)


def test_a_checkpoint_behind_damage_still_counts(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with folder.create() as store:
        for number in range(4):
            store.append([draft(number)])
            store.checkpoint()
    at = next(at for at, header in headers(folder.sidecar) if header.batch == 2)
    flip(folder.sidecar, at + 20)
    found = read(folder.sidecar)
    assert (found.trace.batch, found.needed, found.checkpoint) == (1, 4, 4)


def test_stray_bits_among_the_zeros_are_not_taken_for_a_lost_commit(tmp_path: Path) -> None:
    path = built(tmp_path / "journal.side", batches(3))
    end = read(path).end
    for offset in (end + 40, end + 5000, CHUNK - 1):
        flip(path, offset)
        found = read(path)
        assert (found.tail, found.needed) == (Tail.DAMAGED, 3)
        flip(path, offset)


def test_a_record_whose_first_sector_never_came_is_a_torn_one(tmp_path: Path) -> None:
    commits = batches(4, 3000)
    path = built(tmp_path / "journal.side", commits)
    data, at = path.read_bytes(), headers(path)[4][0]
    border = at + SECTOR - at % SECTOR
    path.write_bytes(data[:at] + bytes(border - at) + data[border:])
    found = read(path)
    assert (found.tail, found.trace.batch, found.needed) == (Tail.TORN, 3, 4)


def test_a_medium_that_cannot_read_the_file_makes_it_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashed(tmp_path)
    size = folder.sidecar.stat().st_size
    real = os.read

    def dying(fd: int, length: int) -> bytes:
        if os.fstat(fd).st_size == size:
            raise OSError(errno.EIO, "bad sector")
        return real(fd, length)

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", dying)
        found = read(folder.sidecar)
        assert found.tail is Tail.DAMAGED
        with folder.open() as store:
            assert store.recovery.kind is Verdict.SIDECAR_REBUILT
            assert store.head[0] == 12


def test_a_file_of_a_newer_program_is_refused_as_newer(tmp_path: Path) -> None:
    path = built(tmp_path / "journal.side", batches(1))
    header = Header(Kind.SEGMENT, 60, 0, 0, 0, CHUNK, GENESIS, version=FORMAT + 1)
    path.write_bytes(header.pack().ljust(CHUNK, b"\0"))
    with pytest.raises(StationError) as refused:
        read(path)
    assert refused.value.reason is Reason.DATA_NEWER
    assert refused.value.facts == {"found": FORMAT + 1, "known": FORMAT}


def test_a_header_is_read_as_written_and_no_other_bytes_are_one() -> None:
    header = Header(Kind.CHECKPOINT, 28, 7, 3, 9, CHUNK, bytes(range(32)))
    data = header.pack()
    assert Header.unpack(data + b"more") == header
    assert Header.unpack(data[:-1]) is None
    assert all(Header.unpack(data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]) is None for n in range(len(data)))
    unknown = Header.unpack(_with_magic(data, b"KGTSxxxx"))
    assert unknown is None


def _with_magic(data: bytes, magic: bytes) -> bytes:
    """The header under another magic, its checksum right."""
    fields = magic + data[8 : HEADER_BYTES - 4]
    return fields + struct.pack(">I", zlib.crc32(fields))


def test_only_what_is_close_to_a_control_record_passes_for_one() -> None:
    for kind in (Kind.SEGMENT, Kind.CHECKPOINT):
        assert likely_control(bytes([kind.value[0] ^ 0b101]) + kind.value[1:])
    assert not likely_control(Kind.BATCH.value)
    assert not likely_control(bytes(8))
    assert not likely_control(b"")


@pytest.mark.parametrize("fails", ["write", "move"])
def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path, fails: str) -> None:
    class Broken(Disk):
        """A disk on which one act fails."""

        def write(self, fd: int, data: bytes, offset: int) -> None:
            """Write or fail."""
            if fails == "write":
                raise OSError(errno.EIO, "broken")
            super().write(fd, data, offset)

        def move(self, source: Path, target: Path) -> None:
            """Move or fail."""
            raise OSError(errno.EIO, "broken")

    path = built(tmp_path / "journal.side", batches(3))
    before = path.read_bytes()
    with pytest.raises(OSError, match="broken"):
        Sidecar.build(path, batches(5), KEYS, vault.seal, Broken())
    assert path.read_bytes() == before
