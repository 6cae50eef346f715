"""Foreign pictures, opened in one place: bytes in, a small PNG or JPEG without secrets out. Nothing is ever fetched.

PNG and JPEG are decoded and written anew, so what is no picture in them (places, names, thumbnails, trailing files)
is gone. A drawing (SVG) is looked through and then painted by a child process that may neither last nor grow: it can
ask for more memory and time than there is, and the library that paints it then takes its process with it.
"""

import base64
import binascii
import hashlib
import io
import re
import subprocess
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, tostring

from resources import FONTS
from station.domain.errors import Reason, StationError

if TYPE_CHECKING:
    from PIL.Image import Image

LIMIT_MIB, LIMIT_PIXELS = 5, 4096
"""The largest file and the longest side that are looked at."""

SIDE, SIZE = 1600, 600_000
"""The longest side, in pixels, and the bytes of a picture that is safe."""

DENSE_DPI = 192
"""A PNG that says so has two pixels for each one of the screen: drawings do, for they shall stay sharp in the zoom."""

_QUALITIES = (88, 75, 60)
_SVG = "{http://www.w3.org/2000/svg}"
_SCRIPTS = frozenset({"script", "foreignobject", "handler", "listener"})
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*([a-z]*)\s*\Z")
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpeg|jpg);base64,", re.IGNORECASE)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"#\s])|javascript:|expression\(", re.IGNORECASE)
_FAMILY = re.compile(r"(font-family\s*:)([^;}]*)", re.IGNORECASE)
_PARTS, _DEPTH, _NOMINAL = 50_000, 200, 20_000
_PAINT_SECONDS, _PAINT_BYTES = 20, 2 << 30


@dataclass(frozen=True, slots=True)
class SafePicture:
    """A picture that may go into a question. `name` follows from its bytes; `media` is image/png or image/jpeg."""

    name: str
    media: str
    data: bytes
    width: int
    height: int


def make_safe(data: bytes, name: str) -> SafePicture:
    """The picture of a PNG, JPEG or SVG file called `name`, made safe; a safe one comes back as it is.

    Transparent parts become white, as paper is. Raises PICTURE_BAD (picture) for anything else, also for a picture of
    another kind than its name says; PICTURE_TOO_LARGE (picture, limit_mib, limit_pixels).
    """
    kind = _kind_of(data)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if kind is None or ending not in ("", *_ENDINGS[kind]):
        raise _bad(name)
    if len(data) > LIMIT_MIB << 20:
        raise _too_large(name)
    if kind == "SVG":
        data, kind = _painted(data, name), "PNG"
    image, dense = _decoded(data, kind, name)
    media, made = _encoded(image, kind, dense, data)
    width, height = _size_of(made)
    return SafePicture(_name_of(made, media), media, made, width, height)


def is_safe(data: bytes, name: str, media: str) -> bool:
    """Whether this may be a picture that `make_safe` has made: its name, kind, size and dots are looked at."""
    kind = {"image/png": "PNG", "image/jpeg": "JPEG"}.get(media)
    if kind is None or _kind_of(data) != kind or len(data) > SIZE or name != _name_of(data, media):
        return False
    try:
        image, _dense = _decoded(data, kind, name)
    except StationError:
        return False
    return max(image.size) <= SIDE


def _name_of(data: bytes, media: str) -> str:
    return f"img-{hashlib.sha256(data).hexdigest()[:16]}.{'png' if media == 'image/png' else 'jpg'}"


_ENDINGS = {"PNG": ("png",), "JPEG": ("jpg", "jpeg"), "SVG": ("svg",)}


def _bad(name: str) -> StationError:
    return StationError(Reason.PICTURE_BAD, picture=name[:80])


def _too_large(name: str) -> StationError:
    return StationError(Reason.PICTURE_TOO_LARGE, picture=name[:80], limit_mib=LIMIT_MIB, limit_pixels=LIMIT_PIXELS)


def _kind_of(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_markup = head.startswith(b"<") or data.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<"))
    return "SVG" if is_markup else None


# --- pictures of dots ---


def _decoded(data: bytes, kind: str, name: str) -> tuple["Image", bool]:
    """The first picture of the file, upright, in grey or colours, and whether it is dense."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of metadata that it cannot read: it is thrown away here
            with Image.open(io.BytesIO(data), formats=[kind]) as opened:
                if max(opened.size) > LIMIT_PIXELS:
                    raise _too_large(name)
                dense = kind == "PNG" and round(opened.info.get("dpi", (0, 0))[0]) == DENSE_DPI
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                dots = _on_white(upright)
                dots.info.clear()  # Pillow would write comments and colour profiles again
                return dots, dense
    except StationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _bad(name) from error
    except (EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError, ZeroDivisionError) as error:
        raise _bad(name) from error  # what Pillow lets through of its decoders on spoilt files


def _on_white(image: "Image") -> "Image":
    """Grey or coloured dots without transparency."""
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if has_alpha:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        ground.alpha_composite(clear)
        return ground.convert("L" if image.mode in ("1", "L", "LA", "La") else "RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _encoded(image: "Image", kind: str, dense: bool, data: bytes) -> tuple[str, bytes]:
    """Media type and bytes within SIDE and SIZE. What this has written before is written the same again."""
    image = _within(image, SIDE)
    if kind == "JPEG" and len(data) <= SIZE and _is_ours(data, image):
        return "image/jpeg", data
    while True:
        if kind == "PNG" and len(made := _png(image, dense)) <= SIZE:
            return "image/png", made
        for quality in _QUALITIES:
            if len(made := _jpeg(image, quality)) <= SIZE:
                return "image/jpeg", made
        image, dense = _within(image, round(max(image.size) * 0.8)), False


def _within(image: "Image", side: int) -> "Image":
    from PIL import Image

    longest = max(image.size)
    if longest <= side:
        return image
    width, height = (max(1, round(length * side / longest)) for length in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _png(image: "Image", dense: bool) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True, **({"dpi": (DENSE_DPI, DENSE_DPI)} if dense else {}))
    return target.getvalue()


def _jpeg(image: "Image", quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, subsampling=0)
    return target.getvalue()


def _is_ours(data: bytes, image: "Image") -> bool:
    """Whether `data` is a JPEG as this writes them: our tables and nothing but them and the dots, which were read.

    Written anew it would lose a little each time, and change its name with every export and import.
    """
    for quality in _QUALITIES:
        written = _jpeg(image, quality)
        dots = written.index(b"\xff\xda") + 2
        dots += int.from_bytes(written[dots : dots + 2], "big")
        if data[:dots] == written[:dots]:
            return re.fullmatch(rb"(?:[^\xff]|\xff\0)*\xff\xd9", data[dots:], re.DOTALL) is not None
    return False


def _size_of(data: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as made:
        return made.size


# --- drawings ---


def _painted(data: bytes, name: str) -> bytes:
    """A checked drawing as a dense PNG."""
    root = _checked(data, name)
    width, height = _nominal_size(root, name)
    scale = min(2.0, SIDE / max(width, height))
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    _give_letters(root)
    root.set("width", str(max(1, round(width * scale))))
    root.set("height", str(max(1, round(height * scale))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=tostring(root, "utf-8"),
            capture_output=True,
            timeout=_PAINT_SECONDS,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.SubprocessError as error:
        raise _bad(name) from error
    return _marked_dense(done.stdout)


def _checked(data: bytes, name: str) -> Element:
    """The drawing's tree: what is painted is this tree and not the file. Raises PICTURE_BAD."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
    except (DefusedXmlException, ParseError, ValueError, LookupError, RecursionError) as error:
        raise _bad(name) from error
    if root.tag != f"{_SVG}svg":
        raise _bad(name)
    waiting, parts = [(root, 1)], 0
    while waiting:
        part, depth = waiting.pop()
        parts += 1
        if parts > _PARTS or depth > _DEPTH or not _is_harmless(part):
            raise _bad(name)
        waiting.extend((child, depth + 1) for child in part)
    return root


def _is_harmless(part: Element) -> bool:
    kind = str(part.tag).rpartition("}")[2].lower()
    if kind in _SCRIPTS or (kind == "style" and _OUTSIDE.search(_without_escapes("".join(part.itertext())))):
        return False
    for full_name, value in part.attrib.items():
        attribute = full_name.rpartition("}")[2].lower()
        if attribute.startswith("on") or attribute in ("src", "base") or _OUTSIDE.search(_without_escapes(value)):
            return False
        if attribute == "href" and not value.strip().startswith("#"):
            if kind in ("a", "namespace"):
                continue  # a link of a drawing leads nowhere: nobody can press it
            if kind not in ("image", "feimage") or not _is_embedded(value):
                return False
    return True


def _give_letters(root: Element) -> None:
    """Name one of our own families behind each that the drawing asks for: the painter's own choice is any."""
    for part in root.iter():
        if "font-family" in part.attrib:
            part.set("font-family", _with_ours(part.attrib["font-family"]))
        if "style" in part.attrib:
            part.set("style", _FAMILY.sub(lambda found: found[1] + _with_ours(found[2]), part.attrib["style"]))
        if str(part.tag).endswith("}style") and part.text:
            part.text = _FAMILY.sub(lambda found: found[1] + _with_ours(found[2]), part.text)


def _with_ours(families: str) -> str:
    asked = families.lower().replace("sans-serif", "sans")
    if re.search(r"mono|courier|consol", asked):
        return f"{families}, monospace"
    return f"{families}, {'serif' if re.search('serif|times|georgia|cambria|roman', asked) else 'sans-serif'}"


def _without_escapes(style: str) -> str:
    """A style as its reader sees it: comments and escapes can hide a word."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda found: chr(min(int(found[1], 16), 0x10FFFF)), style)


def _is_embedded(value: str) -> bool:
    """A picture of dots within the drawing, of a size that is looked at."""
    if (start := _EMBEDDED.match(value)) is None:
        return False
    try:
        data = base64.b64decode(re.sub(r"\s+", "", value[start.end() :]), validate=True)
        kind = _kind_of(data)
        if kind not in ("PNG", "JPEG"):
            return False
        _decoded(data, kind, "")
    except (binascii.Error, ValueError, StationError):
        return False
    return True


def _nominal_size(root: Element, name: str) -> tuple[float, float]:
    """Pixels at 100 %: what the drawing says, else its view box."""
    box = [float(_plain_length(part, name)) for part in root.get("viewBox", "").replace(",", " ").split()[2:4]]
    sides = []
    for place, side in enumerate(("width", "height")):
        given = root.get(side, "").strip()
        if given and not given.endswith("%"):
            length = _plain_length(given, name)
        elif len(box) == 2:
            length = box[place]
        else:
            raise _bad(name)
        if length <= 0:
            raise _bad(name)
        if length > _NOMINAL:
            raise _too_large(name)
        sides.append(length)
    return sides[0], sides[1]


def _plain_length(given: str, name: str) -> float:
    found = _LENGTH.match(given)
    if found is None or found[2] not in _UNITS:
        raise _bad(name)
    return float(found[1]) * _UNITS[found[2]]


def _marked_dense(png: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as painted:
        painted.load()
        return _png(painted, dense=True)


def _paint() -> None:
    """The child process: a checked drawing comes on standard input, its PNG goes to standard output."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_PAINT_BYTES, _PAINT_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_PAINT_SECONDS, _PAINT_SECONDS))
    import resvg_py

    painted = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        background="#ffffff",
        skip_system_fonts=True,  # the same letters on every PC
        font_files=[str(path) for path in sorted(FONTS.glob("*.?tf"))],
        font_family="Inter",
        sans_serif_family="Inter",
        serif_family="Liberation Serif",
        monospace_family="Liberation Mono",
    )
    sys.stdout.buffer.write(painted)


if __name__ == "__main__":
    _paint()
