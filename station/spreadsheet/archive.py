"""An .xlsx is a foreign archive of foreign XML: it is looked through before any library opens it."""

import io
import zipfile

from station.domain.errors import Reason, StationError

PARTS, UNPACKED, RATIO = 2_000, 64 << 20, 300
_TABLE = "xl/workbook.xml"


class UnsafeArchive(Exception):
    """A bomb, a path out of the archive, a DOCTYPE."""


def inspect(data: bytes) -> None:
    """Refuse (LIST_UNREADABLE) a bomb, a foreign archive, and XML with a DOCTYPE, before a library sees them."""
    try:
        if not is_table(data):
            raise StationError(Reason.LIST_UNREADABLE)
        look_through(data, UNPACKED)
    except UnsafeArchive as error:
        raise StationError(Reason.LIST_UNREADABLE) from error


def names_of(data: bytes) -> list[str]:
    """The names of an archive's parts. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [part.filename for part in archive.infolist()]


def is_table(data: bytes) -> bool:
    """Whether an archive says that it is an .xlsx. Raises zipfile.BadZipFile."""
    return _TABLE in names_of(data)


def look_through(data: bytes, unpacked_limit: int, xml_too: bool = True) -> None:
    """Raises UnsafeArchive for an archive that unpacks to more than it may, has too many, hidden or wandering parts,
    or (`xml_too`) XML with a DOCTYPE; and whatever zipfile and the XML parser raise for a damaged one."""
    import defusedxml
    import defusedxml.ElementTree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        is_bomb = unpacked > unpacked_limit or unpacked > RATIO * max(len(data), 4096)
        is_hidden = any(part.flag_bits & 1 for part in parts)
        if len(parts) > PARTS or is_bomb or is_hidden or any(_wanders(part.filename) for part in parts):
            raise UnsafeArchive
        for part in parts if xml_too else ():
            if part.filename.endswith((".xml", ".rels", ".vml")):
                try:
                    with archive.open(part) as file:
                        for _, element in defusedxml.ElementTree.iterparse(file, forbid_dtd=True):
                            element.clear()
                except defusedxml.DefusedXmlException as error:
                    raise UnsafeArchive from error


def _wanders(name: str) -> bool:
    """A name that leads out of the archive's own folder."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ":" in plain or ".." in plain.split("/")
