"""Picture files: bad ones are refused in words, good ones read as they are meant."""

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tests.support.encoding import encoded
from tryon.errors import ImageTooLarge, TryOnError, UnreadableImage
from tryon.pictures import picture_files, reading
from tryon.pictures.reading import read_image


def gradient(height: int = 96, width: int = 80) -> np.ndarray:
    """A smooth picture that tells all four corners apart."""
    y, x = np.mgrid[0:height, 0:width]
    red, green = 255 * x / (width - 1), 255 * y / (height - 1)
    return np.stack([red, green, np.full_like(red, 60)], axis=2).astype(np.uint8)


def png_header(width: int, height: int, depth: int = 1) -> bytes:
    """A valid PNG whose few bytes claim any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    rows = zlib.compress(bytes(4096))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


PICTURE = PIL.Image.fromarray(gradient())
REFUSED = {
    "01 zero bytes": b"",
    "02 truncated JPEG": encoded(PICTURE, "JPEG")[:700],
    "02 truncated PNG": encoded(PICTURE, "PNG")[:-60],
    "02 truncated WebP": encoded(PICTURE, "WEBP")[:-60],
    "03 text": b"this is not a picture at all\n" * 20,
    "13 animated GIF": encoded(PICTURE, "GIF", save_all=True, append_images=[PICTURE]),
    "15 SVG": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "16 empty HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200),
    "16 film": b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + bytes(200),
    "17 multi-page TIFF": encoded(PICTURE, "TIFF", save_all=True, append_images=[PICTURE]),
    "18 EPS": encoded(PICTURE, "EPS"),
    "19 1x1": encoded(PIL.Image.new("RGB", (1, 1)), "PNG"),
    "header only": encoded(PICTURE, "PNG")[:20],
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_a_sentence_and_a_hint(data: bytes) -> None:
    with pytest.raises(UnreadableImage) as caught:
        read_image(data, "person")
    assert caught.value.message.startswith("The person photo ")
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "SVG", "film", "EPS"])
def test_refusal_names_the_format_and_what_is_read(kind: str) -> None:
    data = next(data for name, data in REFUSED.items() if kind in name)
    with pytest.raises(UnreadableImage, match=rf"{kind}.* JPEG, PNG, WebP, AVIF and HEIC are read"):
        read_image(data, "garment")


@pytest.mark.parametrize("size", [(30000, 30000), (13000, 13000), (60000, 1), (1, 60000)])
def test_huge_pictures_are_refused_by_their_header(size: tuple[int, int]) -> None:
    with pytest.raises(ImageTooLarge, match=f"{size[0]} × {size[1]}"):
        read_image(png_header(*size), "person")


def test_files_over_the_byte_limit_are_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reading, picture_files):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "big.png"
    path.write_bytes(bytes(1001))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    for source in (path, bytes(1001)):
        with pytest.raises(ImageTooLarge):
            read_image(source, "person")


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really_a_png.jpg"
    path.write_bytes(encoded(PICTURE, "PNG"))
    assert np.array_equal(read_image(path, "person").rgb, gradient())
    assert np.array_equal(read_image(str(path), "person").rgb, gradient())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_exif_orientation_is_applied(orientation: int, kind: str) -> None:
    upright = gradient()
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    data = encoded(PIL.Image.fromarray(np.ascontiguousarray(stored)), kind, exif=exif, quality=95)
    rgb = read_image(data, "person").rgb
    assert rgb.shape == upright.shape
    assert np.abs(rgb.astype(int) - upright).mean() < 3


def test_cmyk_jpeg_becomes_rgb() -> None:
    grey = PIL.Image.new("CMYK", (80, 80), (0, 0, 0, 128))
    rgb = read_image(encoded(grey, "JPEG", quality=95), "garment").rgb
    assert rgb.shape == (80, 80, 3)
    assert np.abs(rgb.astype(int) - 127).max() <= 3


def test_16_bit_grey_is_scaled_not_clipped() -> None:
    ramp = np.linspace(0, 65535, 80 * 96).reshape(96, 80).astype(np.uint16)
    rgb = read_image(encoded(PIL.Image.fromarray(ramp), "PNG"), "garment").rgb
    assert np.abs(rgb[..., 0].astype(float) - ramp / 257).max() <= 0.5
    assert np.array_equal(rgb[..., 0], rgb[..., 2])


def test_greyscale_gets_three_channels() -> None:
    rgb = read_image(encoded(PICTURE.convert("L"), "PNG"), "person").rgb
    assert np.array_equal(rgb[..., 0], np.array(PICTURE.convert("L")))


def test_palette_with_transparency_lies_on_white() -> None:
    picture = PIL.Image.new("P", (80, 80), 0)
    picture.putpalette([200, 10, 10, 0, 0, 250])
    picture.paste(1, (0, 0, 40, 80))
    decoded = read_image(encoded(picture, "PNG", transparency=1), "garment")
    assert decoded.rgb[0, 0].tolist() == [255, 255, 255]
    assert decoded.rgb[0, 79].tolist() == [200, 10, 10]
    assert decoded.alpha is not None
    assert decoded.alpha[0].tolist() == [False] * 40 + [True] * 40


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparent_garment_lies_on_white_and_gives_its_mask(kind: str) -> None:
    rgba = np.dstack([gradient(), np.zeros((96, 80), np.uint8)])
    rgba[20:70, 20:60, 3] = 255
    data = encoded(PIL.Image.fromarray(rgba), kind, lossless=True)
    decoded = read_image(data, "garment")
    assert decoded.alpha is not None
    assert np.array_equal(decoded.alpha, rgba[..., 3] == 255)
    assert (decoded.rgb[~decoded.alpha] == 255).all()
    assert np.array_equal(decoded.rgb[decoded.alpha], gradient()[decoded.alpha])


def test_half_transparent_pixels_are_blended() -> None:
    rgba = np.zeros((80, 80, 4), np.uint8)
    rgba[..., 3] = 128
    assert np.abs(read_image(rgba, "garment").rgb.astype(int) - 127).max() <= 1


def test_opaque_alpha_channel_is_no_mask() -> None:
    assert read_image(encoded(PICTURE.convert("RGBA"), "PNG"), "garment").alpha is None


def test_animated_webp_gives_its_first_frame_and_a_notice() -> None:
    other = PIL.Image.new("RGB", PICTURE.size, "black")
    data = encoded(PICTURE, "WEBP", save_all=True, append_images=[other], lossless=True)
    decoded = read_image(data, "garment")
    assert np.array_equal(decoded.rgb, gradient())
    (notice,) = decoded.notices
    assert (notice.code, notice.about) == ("animated", "garment")


def test_broken_colour_profile_is_ignored() -> None:
    rgb = read_image(encoded(PICTURE, "PNG", icc_profile=b"no profile at all"), "person").rgb
    assert np.array_equal(rgb, gradient())


def test_broken_exif_is_ignored() -> None:
    data = encoded(PICTURE, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f" + bytes(8), quality=95)
    assert read_image(data, "person").rgb.shape == gradient().shape


def test_position_and_comments_do_not_survive() -> None:
    exif = PIL.Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    decoded = read_image(encoded(PICTURE, "JPEG", exif=exif, comment=b"secret"), "person")
    assert type(decoded.rgb) is np.ndarray
    saved = encoded(PIL.Image.fromarray(decoded.rgb), "PNG")
    reopened = PIL.Image.open(io.BytesIO(saved))
    assert not reopened.getexif()
    assert not reopened.info


LARGE = PIL.Image.linear_gradient("L").resize((8160, 6120)).convert("RGB")


@pytest.mark.parametrize(
    "large",
    [encoded(LARGE, "JPEG"), encoded(LARGE, "WEBP", lossless=True, method=0), LARGE],
    ids=["JPEG", "WebP", "opened"],
)
def test_a_huge_photo_is_reduced_as_soon_as_it_is_decoded(large: reading.ImageSource) -> None:
    read = read_image(large, "person")
    height, width = read.rgb.shape[:2]
    assert 0.9 * reading.WORKING_PIXELS < height * width <= reading.WORKING_PIXELS
    assert height / width == pytest.approx(6120 / 8160, rel=1e-3)
    small = np.asarray(LARGE.resize((width, height), PIL.Image.Resampling.BOX))
    assert np.abs(read.rgb - small.astype(int)).max() <= 3
    (notice,) = read.notices
    assert (notice.code, notice.about) == ("reduced", "person")
    assert "8160 × 6120" in notice.message and f"{width} × {height}" in notice.message
    # Nothing of a garment's own size is ever given back; our own pictures are read as they are.
    assert read_image(large, "garment").notices == ()
    assert read_image(large, "result").rgb.shape == (6120, 8160, 3)


def test_the_size_of_a_turned_huge_photo_is_told_as_it_is_seen() -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    read = read_image(encoded(LARGE, "JPEG", exif=exif), "person")
    assert read.rgb.shape[0] > read.rgb.shape[1]
    assert "6120 × 8160" in read.notices[0].message


def test_a_photo_of_twelve_megapixels_is_worked_on_as_it_is() -> None:
    read = read_image(PIL.Image.new("RGB", (4096, 3072), "grey"), "person")
    assert (read.rgb.shape, read.notices) == ((3072, 4096, 3), ())


def test_a_huge_photo_takes_little_more_memory_than_a_large_one() -> None:
    code = (
        "import resource, sys; from tryon.pictures.reading import read_image;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "read_image(sys.stdin.buffer.read(), 'person');"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)"
    )
    data = encoded(LARGE, "JPEG")
    run = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    # Decoded whole, its pixels alone are 143 MiB, and they are there twice.
    assert int(run.stdout) < 140


def test_arrays_and_pil_images_are_taken_and_left_alone() -> None:
    array = gradient()
    decoded = read_image(array, "person")
    decoded.rgb[:] = 0
    assert np.array_equal(array, gradient())
    assert np.array_equal(read_image(PICTURE, "person").rgb, gradient())
    assert np.array_equal(np.array(PICTURE), gradient())


@pytest.mark.parametrize(
    "array",
    [np.zeros((80, 80, 3), np.float32), np.zeros((80, 80, 2), np.uint8), np.zeros(9, np.uint8)],
)
def test_other_arrays_are_refused(array: np.ndarray) -> None:
    with pytest.raises(UnreadableImage, match="array"):
        read_image(array, "person")


@pytest.mark.parametrize("name", ["missing.jpg", ".", "nul\0byte.png", "x" * 400])
def test_paths_that_cannot_be_read_are_refused_and_not_echoed(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableImage) as caught:
        read_image(tmp_path / name, "person")
    assert name.strip(".") == "" or name not in caught.value.message


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableImage):
        read_image(pipe, "person")


def test_after_a_bad_file_the_next_one_is_read() -> None:
    with pytest.raises(TryOnError):
        read_image(REFUSED["02 truncated JPEG"], "person")
    assert read_image(encoded(PICTURE, "PNG"), "person").rgb.shape == (96, 80, 3)
