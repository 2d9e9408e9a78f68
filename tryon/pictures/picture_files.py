"""What the bytes of a picture file say before any decoder sees them, and every limit on them.

Decoders get the picture without its metadata: cameras, editors and attackers write whatever they
like there, and reading it can cost more than the picture itself.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tryon.errors import ImageTooLarge, TryOnError, UnreadableImage

Kind = Literal["JPEG", "PNG", "WebP", "AVIF", "HEIC"]

MAX_FILE_BYTES = 100 * 2**20
MAX_PIXELS = 52_000_000  # a phone's "50 megapixels" photo has up to 51
MAX_SIDE = 16_384
MIN_SIDE = 64
MAX_EXIF_BYTES = 2**16  # one JPEG segment, which is what the standard allows
MAX_SCANS = 100  # encoders write 10; every scan costs about as much as a whole picture
# Parts of a file: a 100 MB photo of a depth camera has 1,600, and PNG data come in parts of 8 KB.
MAX_PARTS = 20_000
MAX_PROFILE_BYTES = 4 * 2**20  # the largest profiles of printing presses have 3 MB

FORMATS = "JPEG, PNG, WebP, AVIF and HEIC are read"
SAVE_AS = "Save it as JPEG, PNG or WebP and try again."

# A marker of a JPEG that is not part of the pixels' own code.
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_START, _END, _ALONE, _SCAN, _ADOBE = 0xD8, 0xD9, 0x01, 0xDA, 0xEE
_APPLICATION, _COMMENT = range(0xE0, 0xF0), 0xFE
_NO_FRAMES = (0xC4, 0xC8, 0xCC)  # between the frame headers C0 to CF
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")

# What the first bytes of formats that are not read look like, so that the refusal can name them.
_REFUSED: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("a GIF file", lambda head: head.startswith(b"GIF8")),
    ("a TIFF file", lambda head: head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    ("a film", lambda head: head[4:8] == b"ftyp"),
    ("an EPS file", lambda head: head.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6"))),
    ("a PDF file", lambda head: head.startswith(b"%PDF")),
    ("a BMP file", lambda head: head.startswith(b"BM")),
    ("an SVG drawing", lambda head: b"<svg" in head.lower()),
    ("text, not an image", lambda head: head.lstrip()[:1] in (b"<", b"{")),
)


@dataclass(frozen=True)
class PictureFile:
    """A picture whose structure has been judged, and none of whose pixels has been decoded.

    Attributes:
        kind: The format, by content.
        data: The file, without metadata where it can be read without them.
        size: (height, width); None for AVIF and HEIC: of these only the decoder knows more.
        scans: How often a decoder goes over the picture.
        frames: How many pictures the file is known to hold.
        orientation: The EXIF tag, 1 to 8.
        profile: ICC colour profile.
    """

    kind: Kind
    data: bytes
    size: tuple[int, int] | None
    scans: int = 1
    frames: int = 1
    orientation: int = 1
    profile: bytes = b""


def picture_file(data: bytes, name: str) -> PictureFile:
    """Judges a file by its structure alone.

    Args:
        data: The whole file.
        name: What messages call it, "The person photo".

    Raises:
        UnreadableImage: None of the formats, damaged, or with more in it than a photo has.
        ImageTooLarge: More bytes or pixels than the limits.
    """
    if not data:
        raise UnreadableImage(f"{name} is an empty file.", "Choose another file.")
    if len(data) > MAX_FILE_BYTES:
        raise too_many_bytes(name)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data, name)
    if data.startswith(_PNG):
        return _png(data, name)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data, name)
    brands = _brands(data)
    if brands & {b"avif", b"avis"}:
        return PictureFile("AVIF", data, None)
    if brands & set(_HEIC_BRANDS):
        return PictureFile("HEIC", data, None)
    head = data[:512]
    kind = next((kind for kind, matches in _REFUSED if matches(head)), None)
    what = f"is {kind}" if kind else "is not an image this program reads"
    raise UnreadableImage(f"{name} {what}; {FORMATS}.", SAVE_AS)


def check_size(size: tuple[int, int], name: str) -> None:
    """Compares (height, width) with the limits.

    Raises:
        ImageTooLarge: Too many pixels.
        UnreadableImage: Too few.
    """
    height, width = size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise ImageTooLarge(
            f"{name} is {width} × {height} pixels; at most {MAX_PIXELS // 10**6} megapixels and "
            f"{MAX_SIDE} pixels a side are read.",
            "Make it smaller and try again; 2000 pixels a side are plenty.",
        )
    if min(width, height) < MIN_SIDE:
        raise UnreadableImage(
            f"{name} is only {width} × {height} pixels.",
            f"Use a photo of at least {MIN_SIDE} pixels a side, better 768 × 1024.",
        )


def check_exif(count: int, name: str) -> None:
    """Compares the bytes of a file's EXIF with the limit.

    Raises:
        UnreadableImage: There are more.
    """
    if count > MAX_EXIF_BYTES:
        raise _too_much(name, f"more than {MAX_EXIF_BYTES // 1024} KB of EXIF data")


def orientation(exif: bytes) -> int:
    """Returns the EXIF orientation, 1 to 8; 1 where there is none or the data make no sense.

    Only the first directory is looked through, so that nothing in the data decides what it costs.
    """
    tiff = exif.removeprefix(b"Exif\0\0")
    big = tiff.startswith(b"MM")
    if not big and not tiff.startswith(b"II"):
        return 1

    def number(at: int, count: int) -> int:
        return int.from_bytes(tiff[at : at + count], "big" if big else "little")

    first = number(4, 4)
    for entry in range(number(first, 2)):
        at = first + 2 + 12 * entry
        if at + 12 > len(tiff):
            break
        if number(at, 2) == 0x0112:
            found = number(at + 8, 4 if number(at + 2, 2) == 4 else 2)
            return found if 1 <= found <= 8 else 1
    return 1


def too_many_bytes(name: str) -> ImageTooLarge:
    """Returns the refusal of a file that is too large."""
    return ImageTooLarge(
        f"{name} is larger than {MAX_FILE_BYTES // 2**20} MB.", "Make it smaller and try again."
    )


def damaged(name: str) -> UnreadableImage:
    """Returns the refusal of a file whose pixels cannot be decoded."""
    return UnreadableImage(
        f"{name} is damaged: it ends early or its data make no sense.",
        "Open it in an image viewer and save it again, or take another photo.",
    )


def _too_much(name: str, what: str) -> TryOnError:
    return UnreadableImage(
        f"{name} has {what}, far more than a photo.",
        "Open it in an image viewer and save it again, or take a screenshot of it.",
    )


def _bad_header(name: str) -> UnreadableImage:
    return UnreadableImage(f"{name} is damaged: its header makes no sense.", SAVE_AS)


def _jpeg(data: bytes, name: str) -> PictureFile:
    kept, exif, profile, size = [data[:2]], [], [], None
    at, start, scans, parts, exif_bytes = 2, 2, 0, 0, 0
    while (found := _MARKER.search(data, at)) is not None:
        code, at = found[1][0], found.end()
        if code == _END:
            break
        if code in (_START, _ALONE):
            continue
        parts += 1
        if parts > MAX_PARTS:
            raise _too_much(name, f"more than {MAX_PARTS:,} segments")
        length = max(2, int.from_bytes(data[at : at + 2], "big"))
        body = data[at + 2 : at + length]
        at += length
        if code == _SCAN:
            scans += 1
            if scans > MAX_SCANS:
                raise _too_much(name, f"more than {MAX_SCANS} scans")
        elif 0xC0 <= code <= 0xCF and code not in _NO_FRAMES:
            size = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
            check_size(size, name)
        elif code == _COMMENT or (code in _APPLICATION and code != _ADOBE):
            kept.append(data[start : found.start()])
            start = at
            if code == 0xE1 and body.startswith(b"Exif"):
                exif_bytes += len(body)
                check_exif(exif_bytes, name)
                exif.append(body)
            elif code == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
                profile.append((body[12:13], body[14:]))
    if size is None:
        raise _bad_header(name)
    kept.append(data[start:])
    return PictureFile(
        "JPEG",
        b"".join(kept),
        size,
        scans=max(scans, 1),
        orientation=orientation(b"".join(exif)),
        profile=b"".join(part for _, part in sorted(profile)),
    )


def _png(data: bytes, name: str) -> PictureFile:
    kept, exif, profile, frames, size = [_PNG], b"", b"", 1, None
    for at, kind, body in _chunks(data, 8, "big", name):
        if kind == b"IHDR" and size is None:
            size = int.from_bytes(body[4:8], "big"), int.from_bytes(body[:4], "big")
            check_size(size, name)
        elif kind == b"eXIf":
            check_exif(len(body), name)
            exif = body
        elif kind == b"iCCP":
            profile = _inflated(body.partition(b"\0")[2][1:])
        elif kind == b"acTL":
            frames = int.from_bytes(body[:4], "big")
        if kind in _PNG_PIXELS:
            kept.append(data[at : at + 12 + len(body)])
    if size is None:
        raise _bad_header(name)
    return PictureFile(
        "PNG",
        b"".join(kept),
        size,
        frames=max(frames, 1),
        orientation=orientation(exif),
        profile=profile,
    )


def _inflated(packed: bytes) -> bytes:
    """Unpacks a profile; one that is damaged or too large is none."""
    try:
        unpacked = zlib.decompressobj().decompress(packed, MAX_PROFILE_BYTES + 1)
    except zlib.error:
        return b""
    return unpacked if len(unpacked) <= MAX_PROFILE_BYTES else b""


def _webp(data: bytes, name: str) -> PictureFile:
    exif, profile, frames, size = b"", b"", 0, None
    for _, kind, body in _chunks(data, 12, "little", name):
        if size is None:
            size = _webp_size(kind, body)
            if size is not None:
                check_size(size, name)
        if kind == b"EXIF":
            check_exif(len(exif) + len(body), name)
            exif += body
        elif kind == b"ICCP":
            profile = body
        frames += kind == b"ANMF"
    if size is None:
        raise _bad_header(name)
    return PictureFile(
        "WebP",
        data,
        size,
        frames=max(frames, 1),
        orientation=orientation(exif),
        profile=profile,
    )


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int] | None:
    if kind == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
        return height + 1, width + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return height, width
    return None


def _chunks(
    data: bytes, at: int, order: Literal["big", "little"], name: str
) -> Iterator[tuple[int, bytes, bytes]]:
    """Yields where each chunk of a PNG (big) or RIFF file (little) begins, its kind and content."""
    for _ in range(MAX_PARTS):
        if at + 8 > len(data):
            return
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        length = int.from_bytes(first if order == "big" else second, order)
        kind = second if order == "big" else first
        yield at, kind, data[at + 8 : at + 8 + length]
        # A PNG has a checksum behind each, a RIFF file a byte behind those of odd length.
        at += 8 + length + (4 if order == "big" else length % 2)
    raise _too_much(name, f"more than {MAX_PARTS:,} parts")


def _brands(data: bytes) -> set[bytes]:
    """Returns what an ISO media file says it can be read as."""
    if data[4:8] != b"ftyp":
        return set()
    head = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return {head[at : at + 4] for at in range(0, len(head), 4) if at != 4}
