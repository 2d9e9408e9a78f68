"""Photos as phones and cameras write them: other colour spaces, AVIF and HEIC."""

import io
import struct

import numpy as np
import PIL.Image
import pillow_heif
import pytest
from PIL import ImageCms

from tests.support.encoding import encoded
from tryon.errors import Cancelled, UnreadableImage
from tryon.pictures.colour_profiles import as_srgb
from tryon.pictures.picture_files import MAX_PROFILE_BYTES
from tryon.pictures.reading import read_image

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# The corners of Display P3, adapted to the D50 of ICC profiles. Source: SMPTE EG 432-1.
P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
D50 = (0.9642, 1.0, 0.8249)


def fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def profile(space: bytes, **tags: bytes) -> bytes:
    """A small ICC profile, version 2, of a display."""
    at, table, content = 128 + 4 + 12 * len(tags), b"", b""
    for name, body in tags.items():
        table += name.encode() + struct.pack(">II", at + len(content), len(body))
        content += body + bytes(-len(body) % 4)
    size = at + len(content)
    head = struct.pack(">I4s4s4s4s4s", size, bytes(4), b"\2\x10\0\0", b"mntr", space, b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(fixed, D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + content


def xyz(place: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, place))


def gamma(power: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(power * 256)) + b"\0\0"


def display(corners: tuple[tuple[float, ...], ...], power: float) -> bytes:
    tags = dict(zip(("rXYZ", "gXYZ", "bXYZ"), map(xyz, corners), strict=True))
    curves = {f"{channel}TRC": gamma(power) for channel in "rgb"}
    return profile(b"RGB ", wtpt=xyz(D50), **tags, **curves)


WIDE = display(P3, 2.2)
DARK_GREY = profile(b"GRAY", wtpt=xyz(D50), kTRC=gamma(1.0))


def noise(channels: int = 3) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (96, 80, channels), np.uint8).squeeze()


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("WEBP", {"lossless": True})])
def test_a_photo_without_profile_and_one_of_srgb_stay_as_they_are(
    kind: str, options: dict[str, object]
) -> None:
    picture = PIL.Image.fromarray(noise())
    for data in (
        encoded(picture, kind, **options),
        encoded(picture, kind, icc_profile=SRGB, **options),
    ):
        assert np.array_equal(read_image(data, "person").rgb, noise())


def test_a_jpeg_without_profile_is_what_its_decoder_gives() -> None:
    data = encoded(PIL.Image.fromarray(noise()), "JPEG", quality=90)
    assert np.array_equal(
        read_image(data, "person").rgb, np.array(PIL.Image.open(io.BytesIO(data)))
    )


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {"quality": 98}), ("WEBP", {"lossless": True}), ("AVIF", {})],
)
@pytest.mark.parametrize("held", [(220, 120, 100), (90, 160, 80)])
def test_colours_of_a_wide_display_are_converted(
    kind: str, options: dict[str, object], held: tuple[int, int, int]
) -> None:
    expected = seen_as_srgb(held)
    assert np.abs(np.subtract(expected, held)).max() > 8
    data = encoded(PIL.Image.new("RGB", (80, 96), held), kind, icc_profile=WIDE, **options)
    rgb = read_image(data, "person").rgb
    assert np.abs(rgb.reshape(-1, 3).mean(0) - expected).max() <= 3


def seen_as_srgb(held: tuple[int, int, int]) -> np.ndarray:
    """Goes by the definitions: the display's light, by way of XYZ, to sRGB's code values."""
    srgb = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141))
    light = (np.array(held) / 255) ** 2.2 @ np.array(P3) @ np.linalg.inv(np.array(srgb))
    light = light.clip(0, 1)
    curve = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return 255 * curve


def test_see_through_pictures_keep_their_mask() -> None:
    rgba = np.dstack([noise(), np.where(np.indices((96, 80))[0] < 40, 0, 255).astype(np.uint8)])
    picture = PIL.Image.fromarray(rgba)
    plain = read_image(encoded(picture, "PNG"), "garment")
    converted = read_image(encoded(picture, "PNG", icc_profile=WIDE), "garment")
    assert converted.alpha is not None and plain.alpha is not None
    assert np.array_equal(converted.alpha, plain.alpha)
    assert (converted.rgb[:40] == 255).all()
    assert np.abs(converted.rgb[40:].astype(int) - plain.rgb[40:]).max() > 8


def test_greys_and_inks_follow_their_profiles() -> None:
    grey = encoded(PIL.Image.new("L", (80, 80), 60), "PNG", icc_profile=DARK_GREY)
    rgb = read_image(grey, "person").rgb
    assert 125 < rgb[0, 0, 0] < 140  # linear light of 60 / 255
    assert rgb[0, 0, 0] == rgb[0, 0, 1] == rgb[0, 0, 2]
    inks = PIL.Image.new("CMYK", (80, 80), (0, 200, 200, 0))
    plain = read_image(encoded(inks, "JPEG"), "person").rgb
    assert np.array_equal(read_image(encoded(inks, "JPEG", icc_profile=WIDE), "person").rgb, plain)


@pytest.mark.parametrize(
    "useless",
    [b"no profile", WIDE[:200], DARK_GREY, WIDE + bytes(MAX_PROFILE_BYTES), b"\0" * 128],
    ids=["text", "cut off", "of greys", "huge", "zeros"],
)
def test_profiles_of_no_use_leave_the_colours_alone(useless: bytes) -> None:
    picture = PIL.Image.fromarray(noise())
    assert np.array_equal(np.array(as_srgb(picture, useless)), noise())


def test_a_profile_that_unpacks_without_end_is_none() -> None:
    picture = PIL.Image.fromarray(noise())
    data = encoded(picture, "PNG", icc_profile=WIDE + bytes(50 * 2**20))
    assert len(data) < 200_000
    assert np.array_equal(read_image(data, "person").rgb, noise())


def test_a_large_profile_is_worked_off_apart() -> None:
    padded = display(P3, 2.2) + bytes(100_000)
    padded = struct.pack(">I", len(padded)) + padded[4:]
    picture = PIL.Image.new("RGB", (80, 96), (220, 120, 100))
    small, large = (encoded(picture, "PNG", icc_profile=each) for each in (WIDE, padded))
    assert np.array_equal(read_image(small, "person").rgb, read_image(large, "person").rgb)
    read_image(small, "person", lambda: True)
    with pytest.raises(Cancelled):
        read_image(large, "person", lambda: True)


def test_pil_images_bring_their_profile() -> None:
    picture = PIL.Image.new("RGB", (80, 96), (220, 120, 100))
    reopened = PIL.Image.open(io.BytesIO(encoded(picture, "PNG", icc_profile=WIDE)))
    rgb = read_image(reopened, "person").rgb
    assert np.abs(rgb[0, 0] - seen_as_srgb((220, 120, 100))).max() <= 2


# AVIF and HEIC


def smooth() -> PIL.Image.Image:
    y, x = np.mgrid[0:96, 0:128]
    return PIL.Image.fromarray(np.stack([2 * x, 255 - 2 * y, x + y], 2).astype(np.uint8))


def encoded_heic(picture: PIL.Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(picture).save(buffer, quality=95, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
@pytest.mark.parametrize("turn", [1, 6])
def test_avif_and_heic_are_read_upright(kind: str, turn: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = turn
    lying = smooth() if turn == 1 else smooth().transpose(PIL.Image.Transpose.ROTATE_90)
    if kind == "AVIF":
        data = encoded(lying, "AVIF", quality=95, exif=exif)
    else:
        data = encoded_heic(lying, exif=exif.tobytes())
    decoded = read_image(data, "person")
    assert decoded.rgb.shape == (96, 128, 3)
    assert np.abs(decoded.rgb.astype(int) - np.array(smooth())).mean() < 4
    assert decoded.alpha is None and not decoded.notices


def test_see_through_and_moving_avif() -> None:
    rgba = smooth().convert("RGBA")
    rgba.paste((0, 0, 0, 0), (0, 0, 40, 96))
    decoded = read_image(encoded(rgba, "AVIF", quality=95), "garment")
    assert decoded.alpha is not None
    assert abs(decoded.alpha.mean() - 88 / 128) < 0.02
    moving = encoded(smooth(), "AVIF", save_all=True, append_images=[smooth().rotate(180)])
    decoded = read_image(moving, "garment")
    assert np.abs(decoded.rgb.astype(int) - np.array(smooth())).mean() < 4
    assert [notice.code for notice in decoded.notices] == ["animated"]


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_damaged_and_tiny_ones_are_refused(kind: str) -> None:
    def made(picture: PIL.Image.Image) -> bytes:
        return encoded(picture, "AVIF") if kind == "AVIF" else encoded_heic(picture)

    good = made(smooth())
    for data in (good[: len(good) // 2], good[:60], made(smooth().resize((32, 32)))):
        with pytest.raises(UnreadableImage, match="The person photo"):
            read_image(data, "person")
