"""Pictures as other people make them: each file here is built by the test itself."""

import base64
import io

import pytest
from PIL import Image, ImageFilter

from station import pictures
from station.domain.errors import Reason, StationError
from station.pictures import SafePicture, make_safe


def png(image: Image.Image, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", **options)
    return target.getvalue()


def jpeg(image: Image.Image, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", **options)
    return target.getvalue()


def svg(body: str = "", head: str = 'width="400" height="200"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>{body}</svg>'
    ).encode()


def noise(width: int = 1000, height: int = 800) -> Image.Image:
    one = Image.effect_noise((width, height), 90)
    return Image.merge("RGB", (one, one.transpose(Image.Transpose.ROTATE_180), one)).filter(ImageFilter.GaussianBlur(1))


def refusal(data: bytes, name: str) -> StationError:
    with pytest.raises(StationError) as caught:
        make_safe(data, name)
    assert caught.value.facts["picture"] == name
    return caught.value


def opened(picture: SafePicture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return image


LINE = '<line x1="20" y1="20" x2="300" y2="150" stroke="black" stroke-width="9"/>'
EXIF = Image.Exif()
EXIF[0x0112] = 6  # lies on its side
EXIF[0x010F] = "Camera of Asanov"

FILES = (
    ("plan.png", png(Image.new("RGB", (300, 200), "red"))),
    ("grey.png", png(Image.new("L", (300, 200), 7))),
    ("dots.png", png(Image.new("1", (300, 200)))),
    ("deep.png", png(Image.new("I;16", (30, 20), 40_000))),
    ("few.png", png(Image.new("P", (300, 200), 3), transparency=3)),
    ("clear.png", png(Image.new("RGBA", (300, 200), (0, 0, 0, 0)))),
    ("named.png", png(Image.new("RGB", (30, 20)), dpi=(72, 72), icc_profile=b"profile of Asanov")),
    ("photo.jpg", jpeg(noise(), quality=95, exif=EXIF)),
    ("print.jpeg", jpeg(Image.new("CMYK", (30, 20), (9, 9, 9, 9)))),
    ("large.png", png(noise(1200, 900))),
    ("wide.png", png(Image.new("RGB", (4000, 60), "blue"))),
    ("drawing.svg", svg(LINE)),
)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _data in FILES])
def test_a_picture_is_made_safe_once_and_stays_the_same_ever_after(name: str, data: bytes) -> None:
    made = make_safe(data, name)
    assert make_safe(made.data, made.name) == made
    assert make_safe(data, name) == made
    image = opened(made)
    assert image.size == (made.width, made.height)
    assert b"Asanov" not in made.data
    assert max(image.size) <= pictures.SIDE
    assert len(made.data) <= pictures.SIZE
    assert image.mode in ("L", "RGB")
    assert made.name.startswith("img-")
    assert made.name.endswith({"image/png": ".png", "image/jpeg": ".jpg"}[made.media])


def test_nothing_that_the_camera_wrote_stays() -> None:
    made = make_safe(jpeg(Image.new("RGB", (40, 20), "red"), exif=EXIF, comment=b"secret") + b"PK\3\4trailing", "a.jpg")
    assert b"Asanov" not in made.data
    assert b"secret" not in made.data
    assert b"trailing" not in made.data
    assert (made.width, made.height) == (20, 40)  # and it stands upright without its note
    assert not opened(made).getexif()


def test_a_photograph_that_hides_bytes_among_its_dots_or_behind_them_is_written_anew() -> None:
    made = make_safe(jpeg(noise(200, 100)), "a.jpg").data
    for spoilt in (made + b"PK", made[:-2] + b"\xff\xfe\0\4PK" + made[-2:]):
        again = make_safe(spoilt, "a.jpg").data
        assert again != spoilt
        assert b"PK\xff" not in again
        assert not again.endswith(b"PK")


def test_transparent_ground_is_white_paper() -> None:
    image = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    image.putpixel((3, 3), (0, 0, 0, 255))
    made = opened(make_safe(png(image), "lines.png")).convert("RGB")
    assert made.getpixel((0, 0)) == (255, 255, 255)
    assert made.getpixel((3, 3)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.png", b"no picture"),
        ("empty.png", b""),
        ("photo.png", jpeg(Image.new("RGB", (9, 9)))),
        ("photo.jpg", png(Image.new("RGB", (9, 9)))),
        ("plan.svg", png(Image.new("RGB", (9, 9)))),
        ("plan.png", svg(LINE)),
        ("moving.gif", b"GIF89a"),
        ("picture.exe", png(Image.new("RGB", (9, 9)))),
        ("cut.png", png(noise(90, 90))[:2000]),
        ("cut.jpg", jpeg(noise(90, 90))[:900]),
        ("page.svg", b"<html><body/></html>"),
        ("broken.svg", b"<svg"),
        ("sizeless.svg", svg(LINE, head="")),
        ("flat.svg", svg(LINE, head='width="0" height="9"')),
        ("odd.svg", svg(LINE, head='width="9parsec" height="9"')),
        ("packed.svg", b"\x1f\x8b\x08rest"),
    ],
)
def test_a_wrong_kind_is_refused_also_under_the_right_name(name: str, data: bytes) -> None:
    assert refusal(data, name).reason is Reason.PICTURE_BAD


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bytes.png", b"\x89PNG\r\n\x1a\n" + bytes(5 << 20)),
        ("wide.png", png(Image.new("L", (5000, 20)))),
        ("bomb.png", png(Image.new("1", (30_000, 30_000)))),
        ("tall.jpg", jpeg(Image.new("L", (20, 5000)))),
        ("vast.svg", svg(LINE, head='width="100000" height="100000"')),
    ],
)
def test_a_picture_that_is_too_large_is_refused_with_the_limits(name: str, data: bytes) -> None:
    refused = refusal(data, name)
    assert refused.reason is Reason.PICTURE_TOO_LARGE
    assert refused.facts == {"picture": name, "limit_mib": 5, "limit_pixels": 4096}


EMBEDDED = base64.b64encode(png(Image.new("RGB", (4, 4), "red"))).decode()


@pytest.mark.parametrize(
    "body",
    [
        "<script>1</script>",
        "<foreignObject><p/></foreignObject>",
        '<image href="http://elsewhere/a.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="../a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        f'<use href="data:image/png;base64,{EMBEDDED}"/>',
        '<use href="other.svg#part"/>',
        '<rect onclick="act()" width="3" height="3"/>',
        '<rect style="fill:url(http://elsewhere#a)" width="3" height="3"/>',
        '<rect style="fill:u\\72l(http://elsewhere#a)" width="3" height="3"/>',
        '<rect fill="url(/*)*/http://elsewhere)" width="3" height="3"/>',
        "<style>@import 'http://elsewhere/a.css';</style>",
        "<style>@im/**/port 'x'; p{background:url('x')}</style>",
        '<g xml:base="http://elsewhere/"/>',
        "<g>" * 300 + "</g>" * 300,
    ],
)
def test_a_drawing_with_scripts_or_anything_from_outside_is_refused(body: str) -> None:
    assert refusal(svg(body), "a.svg").reason is Reason.PICTURE_BAD


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://elsewhere"> %a;]>',
    ],
)
def test_a_drawing_with_entities_is_refused(head: str) -> None:
    assert refusal(head.encode() + svg("<text>x</text>"), "a.svg").reason is Reason.PICTURE_BAD


def test_a_drawing_that_would_take_all_memory_is_refused_and_the_program_lives_on() -> None:
    layers = '<g opacity="0.9">' * 60 + '<rect x="-9e5" y="-9e5" width="2e6" height="2e6"/>' + "</g>" * 60
    assert refusal(svg(layers, head='width="1600" height="1600"'), "a.svg").reason is Reason.PICTURE_BAD


def test_a_drawing_is_painted_with_letters_marks_and_inner_references() -> None:
    body = (
        '<defs><marker id="m" markerWidth="9" markerHeight="9"><path d="M0,0 L9,5 L0,9 z"/></marker></defs>'
        f"""<g transform="scale(1)">{LINE.replace("/>", ' marker-end="url(#m)"/>')}</g>"""
        '<text x="20" y="190" font-family="Arial" font-size="40">Өңү</text>'
        f'<image x="350" y="10" width="40" height="40" href="data:image/png;base64,{EMBEDDED}"/>'
    )
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    made = make_safe(doctype + svg(body), "plan.svg")
    image = opened(made).convert("RGB")
    assert (made.media, image.size) == ("image/png", (800, 400))
    assert round(opened(made).info["dpi"][0]) == pictures.DENSE_DPI
    assert image.getpixel((740, 60)) == (255, 0, 0)  # what was embedded
    letters = image.crop((40, 300, 240, 400)).histogram()[0]
    assert letters > 200  # black dots where the words stand
    assert image.getpixel((790, 390)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ('font-family="Arial"', "Inter"),
        ('style="font-family:Calibri,Arial;fill:black"', "Inter"),
        ("font-family=\"'Times New Roman'\"", "Liberation Serif"),
        ('style="font-family: Courier New"', "Liberation Mono"),
        ('class="t"', "Inter"),
    ],
)
def test_letters_of_a_drawing_are_our_own_whatever_it_asks_for(asked: str, ours: str) -> None:
    def drawn(how: str) -> bytes:
        style = "<style>.t { font-family: Verdana; }</style>"
        return make_safe(svg(f'{style}<text x="9" y="90" font-size="50" {how}>Өңүт</text>'), "a.svg").data

    assert drawn(asked) == drawn(f'font-family="{ours}"')


def test_a_drawing_without_a_size_takes_that_of_its_view_box_and_never_grows_beyond_the_limit() -> None:
    assert make_safe(svg(LINE, 'viewBox="0 0 100 50"'), "a.svg").width == 200
    assert make_safe(svg(LINE, 'viewBox="0,0,100,50" width="100%" height="100%"'), "a.svg").height == 100
    assert make_safe(svg(LINE, 'width="10cm" height="5cm"'), "a.svg").width == 756
    assert make_safe(svg(LINE, 'width="9000" height="30"'), "a.svg").width == pictures.SIDE
