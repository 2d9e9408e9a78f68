"""Files that are small to send and dear to open: refused by their structure, or decoded apart."""

import io
import os
import struct
import subprocess
import time
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tryon.errors import Cancelled, TryOnError, UnreadableImage
from tryon.pictures import decoding
from tryon.pictures.picture_files import MAX_SCANS, orientation, picture_file
from tryon.pictures.reading import read_image, read_indices
from tryon.ui.wording.sentences import recognised

PICTURE = PIL.Image.effect_mandelbrot((96, 128), (-2, -1.5, 1, 1.5), 50).convert("RGB")
MB = 2**20


def encoded(kind: str, picture: PIL.Image.Image = PICTURE, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def with_segments(*bodies: bytes, code: int = 0xE1) -> bytes:
    """A JPEG with segments behind its first marker."""
    jpeg = encoded("JPEG")
    parts = [bytes([0xFF, code]) + struct.pack(">H", len(body) + 2) + body for body in bodies]
    return jpeg[:2] + b"".join(parts) + jpeg[2:]


def with_chunks(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with chunks in front of its pixels."""
    png = encoded("PNG")
    made = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    ]
    return png[:33] + b"".join(made) + png[33:]


def greedy_exif(entries: int, block: int) -> bytes:
    """Each of its entries claims the whole of one block behind them."""
    at = 8 + 2 + 12 * entries + 4
    rows = b"".join(
        struct.pack("<HHII", 0x9000 + number, 7, block, at) for number in range(entries)
    )
    return b"II*\0\x08\0\0\0" + struct.pack("<H", entries) + rows + bytes(4 + block)


def many_scans(count: int, picture: PIL.Image.Image = PICTURE) -> bytes:
    """A progressive JPEG whose last scan is there again and again."""
    jpeg = encoded("JPEG", picture, progressive=True, quality=50)
    start = jpeg.rindex(b"\xff\xda")
    return jpeg[:start] + jpeg[start:-2] * count + jpeg[-2:]


GREEDY = greedy_exif(1500, 300_000)
HOSTILE = {
    "EXIF in many segments": with_segments(
        *(b"Exif\0\0" + GREEDY[at : at + 65_000] for at in range(0, len(GREEDY), 65_000))
    ),
    "EXIF in a PNG": with_chunks((b"eXIf", GREEDY)),
    "EXIF in a WebP": encoded("WEBP", exif=b"Exif\0\0" + GREEDY),
    "many small EXIF segments": with_segments(*[b"Exif\0\0" + bytes(20)] * 5_000),
    "many small segments": with_segments(*[b"http://x"] * 30_000),
    "comments": with_segments(*[b""] * 30_000, code=0xFE),
    "many chunks": with_chunks(*[(b"tEXt", b"a\0b")] * 30_000),
    "2,000 scans": many_scans(2_000),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_refused_at_once_and_without_memory(data: bytes) -> None:
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(UnreadableImage, match="far more than a photo") as refused:
        read_image(data, "person")
    seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 2
    assert peak < len(data) * 4 + 20 * MB
    assert recognised(refused.value.message)[0].startswith("too_much_")
    assert read_image(encoded("PNG"), "person").rgb.shape == (128, 96, 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_largest_exif_that_is_let_in_takes_little_memory(kind: str) -> None:
    exif = b"Exif\0\0" + greedy_exif(2_700, 32_000)
    tracemalloc.start()
    read_image(encoded(kind, exif=exif), "person")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * MB


def test_resource_blocks_of_an_editor_are_not_even_looked_at() -> None:
    blocks = b"Photoshop 3.0\0" + b"8BIM\0\0\0\0\0\0\0\0" * 5_000
    start = time.process_time()
    read_image(with_segments(*[blocks] * 200, code=0xED), "person")
    assert time.process_time() - start < 1


def test_a_depth_cameras_many_large_segments_are_read() -> None:
    part = b"http://ns.adobe.com/xmp/extension/\0" + bytes(65_000)
    assert read_image(with_segments(*[part] * 100), "person").rgb.shape == (128, 96, 3)


def test_what_stands_behind_the_picture_is_no_part_of_it() -> None:
    motion_photo = encoded("JPEG") + b"\xff\xda\0\x02" * 500 + bytes(1000)
    assert np.array_equal(
        read_image(motion_photo, "person").rgb, read_image(encoded("JPEG"), "person").rgb
    )


def test_scans_up_to_the_limit_are_read_and_counted_in_front_of_the_end_only() -> None:
    ordinary = encoded("JPEG", progressive=True)
    assert picture_file(ordinary, "It").scans == 10
    assert picture_file(many_scans(MAX_SCANS - 9), "It").scans == MAX_SCANS
    with pytest.raises(UnreadableImage, match="100 scans"):
        picture_file(many_scans(MAX_SCANS - 8), "It")


@pytest.fixture(scope="module")
def slow() -> bytes:
    """48 megapixels, 100 times over."""
    flat = PIL.Image.new("RGB", (6000, 8000), "grey")
    return many_scans(MAX_SCANS - 9, flat)


def test_many_scans_of_a_large_picture_end_when_nobody_waits_any_more(slow: bytes) -> None:
    asked = time.monotonic()

    def cancelled() -> bool:
        return time.monotonic() > asked + 0.2

    with pytest.raises(Cancelled):
        read_image(slow, "person", cancelled)
    assert time.monotonic() - asked < 3
    assert not _children()


def test_the_runs_time_limit_ends_it_too(slow: bytes) -> None:
    def cancelled() -> bool:
        raise TryOnError("The run took too long and was stopped.")

    with pytest.raises(TryOnError, match="too long"):
        read_image(slow, "person", cancelled)
    assert not _children()


def test_a_picture_that_takes_too_long_is_refused(
    slow: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "MAX_SECONDS", 0.3)
    with pytest.raises(UnreadableImage, match="took longer"):
        read_image(slow, "person")
    assert not _children()


def _children() -> str:
    """Returns the decoding processes that are still there."""
    listed = subprocess.run(["ps", "-eo", "ppid,stat,args"], capture_output=True, text=True)
    own = [line for line in listed.stdout.splitlines() if line.split()[0] == str(os.getpid())]
    return "\n".join(line for line in own if "tryon.pictures.decoding" in line)


def test_decoded_apart_a_picture_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    see_through = PICTURE.copy()
    see_through.putalpha(PIL.Image.linear_gradient("L").resize(PICTURE.size))
    files = [
        encoded("JPEG", exif=exif),
        encoded("PNG", see_through),
        encoded("WEBP", save_all=True, append_images=[PIL.Image.new("RGB", PICTURE.size)]),
        encoded("JPEG", PIL.Image.new("L", (6000, 8000), "grey"), exif=exif),
    ]
    here = [read_image(data, "person") for data in files]
    assert [notice.code for notice in here[-1].notices] == ["reduced"]
    monkeypatch.setattr(decoding, "ORDINARY_PIXELS", 0)
    for data, expected in zip(files, here, strict=True):
        apart = read_image(data, "person")
        assert np.array_equal(apart.rgb, expected.rgb)
        assert (apart.alpha is None) == (expected.alpha is None)
        assert apart.alpha is None or np.array_equal(apart.alpha, expected.alpha)
        assert apart.notices == expected.notices
    with pytest.raises(UnreadableImage, match="The garment photo is damaged: it ends early"):
        read_image(encoded("JPEG")[:900], "garment")


def test_a_decoder_that_dies_costs_one_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "ORDINARY_PIXELS", 0)
    monkeypatch.setattr(decoding.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableImage, match="damaged"):
        read_image(encoded("PNG"), "person")
    monkeypatch.setattr(decoding.sys, "executable", "/nowhere")
    with pytest.raises(UnreadableImage, match="cannot be decoded now"):
        read_image(encoded("PNG"), "person")


def test_a_header_that_says_another_size_than_the_decoder_is_refused() -> None:
    jpeg = encoded("JPEG")
    at = jpeg.index(b"\xff\xc0")
    length = struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    frame = jpeg[at : at + 2 + length]
    twice = frame[:5] + struct.pack(">HH", 2000, 2000) + frame[9:]
    with pytest.raises(UnreadableImage, match="damaged"):
        read_image(jpeg[:at] + twice + jpeg[at:], "person")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("kind", "layout"), [(3, "HHIHH"), (4, "HHII")])
def test_orientation_is_read_in_both_byte_orders_and_both_widths(
    order: str, kind: int, layout: str
) -> None:
    values = (0x0112, kind, 1, 6) + ((0,) if kind == 3 else ())
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    exif = head + struct.pack(order + "H", 1) + struct.pack(order + layout, *values)
    assert orientation(exif) == orientation(b"Exif\0\0" + exif) == 6
    assert orientation(exif[:-6]) == 1
    assert orientation(exif.replace(b"\x06", b"\x09")) == 1


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0", b"II*\0\xff\xff\xff\x7f", b"MM", b"\xff" * 99])
def test_what_is_no_exif_says_upright(exif: bytes) -> None:
    assert orientation(exif) == 1


def test_a_picture_called_png_starts_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a program started"))
    path = tmp_path / "align_mask.png"
    path.write_bytes(encoded("EPS"))
    for read in (lambda: read_image(path, "person"), lambda: read_indices(path)):
        with pytest.raises(UnreadableImage, match="an EPS file"):
            read()


def test_indices_are_the_files_own_numbers() -> None:
    numbers = PIL.Image.new("P", (96, 128), 5)
    numbers.putpalette([200, 10, 10] * 6)
    assert (read_indices(encoded("PNG", numbers)) == 5).all()
    for data in (encoded("PNG"), encoded("JPEG", PICTURE.convert("L"))):
        with pytest.raises(UnreadableImage, match="no PNG, or holds colours"):
            read_indices(data)
    with pytest.raises(UnreadableImage, match="damaged"):
        read_indices(encoded("PNG", PICTURE.convert("L"))[:-400])
