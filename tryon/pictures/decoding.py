"""From a judged picture file to upright sRGB pixels, here or in a process that can be ended.

Decoders cannot be interrupted. What an ordinary photo costs is done here, at once. Everything
that can cost more is decoded in a process of its own, which is killed when nobody waits for it any
more, when its time is up, or when it takes too much memory. So are AVIF and HEIC, whose decoders
are large, young and often attacked.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import PIL.Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.Image import Resampling, Transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from tryon.errors import Cancelled, ImageTooLarge, TryOnError, UnreadableImage
from tryon.pictures.colour_profiles import as_srgb
from tryon.pictures.picture_files import (
    MAX_PIXELS,
    SAVE_AS,
    PictureFile,
    check_exif,
    check_size,
    damaged,
    orientation,
    picture_file,
)
from tryon.types import Size

Pixels = PIL.Image.Image

# What is decoded at once, in a second or two: pixels times scans (a phone's 12 megapixels are often
# written in ten scans, its 50 in one), and bytes.
ORDINARY_PIXELS = 150_000_000
_ORDINARY_BYTES = 48 * 2**20
_ORDINARY_PROFILE_BYTES = 2**16  # cameras' have 500 to 4,000, those with tables half a million
MAX_SECONDS = 20.0
# A JPEG's decoder halves a picture as it reads it, in a quarter of the time and memory. So it is
# halved, not reduced to the last pixel, where that leaves this much of what is wanted.
_HALF_IS_ENOUGH = 0.9
# Of address space, of which the largest AVIF takes a third.
_MAX_MEMORY = 4 * 2**30
_POLL_SECONDS = 0.05
_ROOT = Path(__file__).resolve().parents[2]

_UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_ERRORS = {kind.__name__: kind for kind in (ImageTooLarge, UnreadableImage)}


@dataclass(frozen=True)
class Decoded:
    """A picture.

    Attributes:
        picture: Upright, sRGB, of mode RGB or RGBA.
        size: (height, width) it had before it was reduced, upright.
        frames: How many there are, of which this is the first.
    """

    picture: Pixels
    size: Size
    frames: int = 1


def decode(
    data: bytes,
    name: str,
    cancelled: Callable[[], bool] | None = None,
    most_pixels: int = MAX_PIXELS,
) -> Decoded:
    """Decodes a picture file's first frame.

    Args:
        data: The whole file.
        name: What messages call it, "The person photo".
        cancelled: Asked while another process decodes; True ends it. May raise, which ends it too.
        most_pixels: A picture with more is reduced to about so many.

    Raises:
        UnreadableImage: Not one of the formats, damaged, or it takes too long.
        ImageTooLarge: More bytes or pixels than the limits.
        Cancelled: `cancelled()` was true.
    """
    file = picture_file(data, name)
    if _is_ordinary(file):
        return _decode_here(file, name, most_pixels)
    return _decode_apart(data, name, cancelled, most_pixels)


def decode_opened(picture: Pixels, name: str, most_pixels: int) -> Decoded:
    """Returns an image that somebody opened, or made, as `decode` returns a file's.

    Raises:
        UnreadableImage: It is damaged or too small.
        ImageTooLarge: More pixels than the limits.
    """
    check_size((picture.height, picture.width), name)
    frames, about = int(getattr(picture, "n_frames", 1)), picture.info
    try:
        picture.load()
        profile, exif = about.get("icc_profile") or b"", about.get("exif") or b""
        whole = upright(flattened(picture, profile), orientation(exif))
        return Decoded(reduced(whole, most_pixels), (whole.height, whole.width), frames)
    except Exception as error:  # decoders raise a dozen unrelated kinds on damaged data
        raise damaged(name) from error


def flattened(picture: Pixels, profile: bytes) -> Pixels:
    """Returns a decoded picture of any mode as RGB or RGBA, its colours as sRGB."""
    if picture.mode.startswith("I"):
        # 0..65535 to 0..255; Pillow's own conversion would clip at 255.
        picture = picture.convert("I").point(lambda value: value / 257 + 0.5).convert("L")
    transparent = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa")
    if not transparent:
        plain = as_srgb(_in_mode(picture, "RGB", "L", "CMYK"), profile)
        return _in_mode(plain, "RGB")
    flat = picture.convert("RGBA")
    if profile:
        colours = flat.convert("L" if picture.mode in ("L", "LA") else "RGB")
        mended = as_srgb(colours, profile).convert("RGB")
        mended.putalpha(flat.getchannel("A"))
        return mended
    return flat


def upright(picture: Pixels, turn: int) -> Pixels:
    """Turns a picture as its EXIF orientation, 1 to 8, says."""
    return picture.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else picture


def reduced(picture: Pixels, most_pixels: int) -> Pixels:
    """Returns a picture with at most so many pixels and the same aspect; a small one as it is."""
    width, height = picture.size
    if width * height <= most_pixels:
        return picture
    scale = (most_pixels / (width * height)) ** 0.5
    size = max(1, int(width * scale)), max(1, int(height * scale))
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def _in_mode(picture: Pixels, wanted: str, *others: str) -> Pixels:
    """Converts a picture unless it is in one of the modes; Pillow would copy it all the same."""
    return picture if picture.mode in (wanted, *others) else picture.convert(wanted)


def open_header(file: PictureFile, name: str) -> PIL.Image.Image:
    """Has the format's own reader read the header; no pixel is decoded yet.

    `PIL.Image.open` would try other formats, start programs for some of them, and warn on its own
    about sizes that are refused here anyway.

    Raises:
        UnreadableImage: It makes no sense, or the picture is too small.
        ImageTooLarge: More pixels than the limits.
    """
    try:
        picture = _reader(file)(io.BytesIO(file.data))
    except Exception as error:  # header parsers raise a dozen unrelated kinds on damaged data
        raise UnreadableImage(f"{name} is damaged: its header makes no sense.", SAVE_AS) from error
    check_size((picture.height, picture.width), name)
    return picture


def _reader(file: PictureFile) -> Callable[[IO[bytes]], PIL.Image.Image]:
    if file.kind == "JPEG":
        return JpegImageFile
    if file.kind == "PNG":
        return PngImageFile
    if file.kind == "WebP":
        return WebPImageFile
    if file.kind == "AVIF":
        return AvifImageFile
    # Loads libheif, and only the process that decodes HEIC is to.
    from pillow_heif import HeifImageFile, options

    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    reader: Callable[[IO[bytes]], PIL.Image.Image] = HeifImageFile
    return reader


def _is_ordinary(file: PictureFile) -> bool:
    if file.size is None:
        return False
    height, width = file.size
    small = len(file.profile) <= _ORDINARY_PROFILE_BYTES and len(file.data) <= _ORDINARY_BYTES
    return small and height * width * file.scans <= ORDINARY_PIXELS


def _decode_here(file: PictureFile, name: str, most_pixels: int) -> Decoded:
    picture = open_header(file, name)
    if file.size is not None and file.size != (picture.height, picture.width):
        raise damaged(name)
    frames, profile, turn = file.frames, file.profile, file.orientation
    if file.size is None:
        exif = picture.info.get("exif") or b""
        check_exif(len(exif), name)
        profile, turn = picture.info.get("icc_profile") or b"", orientation(exif)
    if file.kind == "AVIF":
        frames = int(getattr(picture, "n_frames", 1))
    width, height = picture.size
    try:
        if _HALF_IS_ENOUGH * most_pixels <= width * height / 4 <= most_pixels:
            picture.draft(None, (width // 2, height // 2))  # for other formats this does nothing
        picture.load()
        small = upright(reduced(flattened(picture, profile), most_pixels), turn)
    except Exception as error:  # decoders raise a dozen unrelated kinds on damaged data
        raise damaged(name) from error
    return Decoded(small, (width, height) if turn >= 5 else (height, width), frames)


def _decode_apart(
    data: bytes, name: str, cancelled: Callable[[], bool] | None, most_pixels: int
) -> Decoded:
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
            given.write(data)
            given.seek(0)
            command = [sys.executable, "-m", "tryon.pictures.decoding", name, str(most_pixels)]
            process = subprocess.Popen(
                command, cwd=_ROOT, stdin=given, stdout=made, stderr=subprocess.DEVNULL
            )
            try:
                _wait(process, name, cancelled)
            finally:
                process.kill()
                process.wait()
            made.seek(0)
            return _received(made, name)
    except OSError as error:
        raise UnreadableImage(
            f"{name} cannot be decoded now: there is no room for it.",
            "Make room in the folder for temporary files, or save the photo as an ordinary JPEG.",
        ) from error


def _wait(
    process: "subprocess.Popen[bytes]", name: str, cancelled: Callable[[], bool] | None
) -> None:
    deadline = time.monotonic() + MAX_SECONDS
    while True:
        try:
            process.wait(_POLL_SECONDS)
            return
        except subprocess.TimeoutExpired:
            pass
        if cancelled is not None and cancelled():
            raise Cancelled("Reading the photo was cancelled.")
        if time.monotonic() > deadline:
            raise UnreadableImage(
                f"{name} took longer than {MAX_SECONDS:.0f} seconds to decode.",
                "Make it smaller, or save it as an ordinary JPEG.",
            )


def _received(made: IO[bytes], name: str) -> Decoded:
    """Reads what `main` wrote; a process that ended early wrote less."""
    try:
        about = json.loads(made.readline())
        if "error" in about:
            raise _ERRORS[about["error"]](about["message"], about["hint"])
        width, height = about["width"], about["height"]
        check_size((height, width), name)
        picture = PIL.Image.frombytes(about["mode"], (width, height), made.read())
        before = about["before"]
        return Decoded(picture, (int(before[0]), int(before[1])), int(about["frames"]))
    except (ValueError, LookupError, TypeError) as error:
        raise damaged(name) from error


def main() -> None:
    """Decodes standard input and writes a line of JSON and the pixels to standard output."""
    _limit_resources()
    name, most_pixels, out = sys.argv[1], int(sys.argv[2]), sys.stdout.buffer
    try:
        file = picture_file(sys.stdin.buffer.read(), name)
        decoded = _decode_here(file, name, most_pixels)
    except TryOnError as error:
        about = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        out.write(json.dumps(about).encode() + b"\n")
        return
    width, height = decoded.picture.size
    told: dict[str, object] = {
        "mode": decoded.picture.mode,
        "width": width,
        "height": height,
        "before": decoded.size,
        "frames": decoded.frames,
    }
    out.write(json.dumps(told).encode() + b"\n")
    out.write(decoded.picture.tobytes())


def _limit_resources() -> None:
    """Bounds memory, and processor time for the case that nobody is left to end this process."""
    if sys.platform == "win32":
        return
    import resource  # there is none on Windows

    for what, most in (
        (resource.RLIMIT_AS, _MAX_MEMORY),
        (resource.RLIMIT_CPU, round(4 * MAX_SECONDS)),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))


if __name__ == "__main__":
    main()
