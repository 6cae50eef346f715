"""The write-ahead log of SQLite, frame by frame to the end of the file.

SQLite stops reading at the first frame that does not fit and says nothing (security, finding 1); here it is
said. Format: https://www.sqlite.org/fileformat2.html#walformat
"""

import struct
from pathlib import Path

_HEADER = struct.Struct(">IIIIIIII")  # magic, format, page size, checkpoint, salt 1, salt 2, checksum 1, checksum 2
_FRAME = struct.Struct(">IIIIII")  # page, pages after the commit or 0, salt 1, salt 2, checksum 1, checksum 2
_MAGIC = 0x377F0682  # the last bit says in which byte order the checksums were taken
_WORD = 0xFFFFFFFF


def _checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    one, two = start
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & _WORD
        two = (two + second + one) & _WORD
    return one, two


def first_fault(path: Path) -> int | None:
    """The offset of the first byte range that is not a sound frame of a finished commit; None where all is
    sound.

    An empty or missing log is sound.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        header = file.read(_HEADER.size)
        if not header:
            return None
        if len(header) < _HEADER.size:
            return 0
        magic, _, page_size, _, *rest = _HEADER.unpack(header)
        salts, order = rest[:2], ">" if magic & 1 else "<"
        sums = _checksum(header[:24], order, (0, 0))
        if magic & ~1 != _MAGIC or list(sums) != rest[2:] or not 512 <= page_size <= 65536:
            return 0
        committed, at = _HEADER.size, _HEADER.size
        while frame := file.read(_FRAME.size + page_size):
            if len(frame) < _FRAME.size + page_size:
                return committed
            _, pages, *found = _FRAME.unpack_from(frame)
            sums = _checksum(frame[:8], order, sums)
            sums = _checksum(frame[_FRAME.size :], order, sums)
            if found != [*salts, *sums]:
                return committed
            at += len(frame)
            if pages:
                committed = at
        return None if committed == at else committed
