"""From a picture file, whatever wrote it, to upright sRGB pixels.

Conventions: images are upright uint8 RGB (H, W, 3), sizes (height, width).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from tryon.errors import UnreadableImage
from tryon.pictures.decoding import Decoded, decode, decode_opened, open_header
from tryon.pictures.picture_files import (
    MAX_FILE_BYTES,
    MAX_PIXELS,
    damaged,
    picture_file,
    too_many_bytes,
)
from tryon.types import Image, IsCancelled, Labels, Mask, Notice, Subject

ImageSource = str | Path | bytes | PIL.Image.Image | NDArray[np.uint8]

# A photo is worked on, and kept, at up to so many pixels: all of what a phone calls 12 megapixels
# (up to 12.6), and a largest photo halved. The canvas has 0.8 million, the largest screens 8 to 9.
WORKING_PIXELS = MAX_PIXELS // 4


@dataclass(frozen=True)
class DecodedImage:
    """An image file's pixels.

    Attributes:
        rgb: (H, W, 3) uint8, upright, transparency laid on white.
        alpha: (H, W) bool, the opaque pixels; None for an image without transparency.
        notices: What the user should know about how it was read.
    """

    rgb: Image
    alpha: Mask | None
    notices: tuple[Notice, ...]


def read_image(
    source: ImageSource, about: Subject, cancelled: IsCancelled | None = None
) -> DecodedImage:
    """Reads a JPEG, PNG, WebP, AVIF or HEIC file by its content, or takes a decoded image.

    The file's structure is judged before any pixel is decoded. Orientation and colour profile are
    applied: the pixels are sRGB, and those of a file without a profile are the file's own. All
    other metadata is dropped. 16-bit values are scaled to 8. A photo of more than
    `WORKING_PIXELS` is reduced to about so many, with a notice where it is the person's. The
    caller's image or array is never changed.

    Args:
        source: A path, the bytes of a file, a PIL image, or a uint8 array: RGB (H, W, 3),
            RGBA (H, W, 4) or grey (H, W).
        about: Which photo it is. A "result" is never reduced.
        cancelled: Asked now and then while a file that is no ordinary photo is decoded.

    Raises:
        UnreadableImage: Not one of the formats, damaged, too small, too slow, or no such file.
        ImageTooLarge: More bytes or pixels than the limits.
        Cancelled: `cancelled()` was true.
    """
    name = _called(about)
    most_pixels = MAX_PIXELS if about == "result" else WORKING_PIXELS
    if isinstance(source, np.ndarray):
        decoded = decode_opened(_from_array(source, name), name, most_pixels)
    elif isinstance(source, PIL.Image.Image):
        decoded = decode_opened(source, name, most_pixels)
    else:
        decoded = decode(_file_bytes(source, name), name, cancelled, most_pixels)
    picture, notices = decoded.picture, _reading_notices(decoded, name, about)
    if picture.mode == "RGB":
        return DecodedImage(np.array(picture), None, notices)
    opacity = np.array(picture.getchannel("A"))
    white = PIL.Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    alpha = None if opacity.min() == 255 else opacity >= 128
    return DecodedImage(np.array(white), alpha, notices)


def read_indices(source: str | Path | bytes) -> Labels:
    """Reads the numbers that a palette or grey PNG holds, which `read_image` turns into colours.

    Args:
        source: A path or the bytes of a file.

    Returns:
        (H, W) uint8, as they lie in the file.

    Raises:
        UnreadableImage: It is no such PNG, damaged, too small, or there is no such file.
        ImageTooLarge: More bytes or pixels than the limits.
    """
    name = _called("result")
    file = picture_file(_file_bytes(source, name), name)
    picture = open_header(file, name)
    if file.kind != "PNG" or picture.mode not in ("P", "L"):
        raise UnreadableImage(
            f"{name} is no PNG, or holds colours instead of numbers.",
            "Give a PNG with a palette or of greys.",
        )
    try:
        picture.load()
    except Exception as error:  # decoders raise a dozen unrelated kinds on damaged data
        raise damaged(name) from error
    return np.array(picture)


def _reading_notices(decoded: Decoded, name: str, about: Subject) -> tuple[Notice, ...]:
    notices = []
    if decoded.frames > 1:
        notices.append(
            Notice(
                "animated",
                f"{name} is an animation; its first frame was taken.",
                "Use a still photo to choose the moment yourself.",
                about,
            )
        )
    width, height = decoded.picture.size
    if about == "person" and decoded.size != (height, width):
        notices.append(
            Notice(
                "reduced",
                f"{name} is {decoded.size[1]} × {decoded.size[0]} pixels, more than are worked "
                f"on; the result has {width} × {height}.",
                "That is plenty for any screen. To choose the size yourself, reduce it before.",
                about,
            )
        )
    return tuple(notices)


def _called(about: Subject) -> str:
    return f"The {about} photo" if about != "result" else "The image"


def _file_bytes(source: str | Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    path = Path(source)
    try:
        if not path.is_file():
            raise UnreadableImage(
                f"{name} was not found: there is no such file.", "Check the path and its spelling."
            )
        if path.stat().st_size > MAX_FILE_BYTES:
            raise too_many_bytes(name)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise UnreadableImage(
            f"{name} cannot be opened.", "Check that the file exists and may be read."
        ) from error


def _from_array(array: NDArray[np.uint8], name: str) -> PIL.Image.Image:
    channels = array.shape[2] if array.ndim == 3 else 1
    if array.dtype != np.uint8 or array.ndim not in (2, 3) or channels not in (1, 3, 4):
        raise UnreadableImage(
            f"{name} is an array of {array.dtype} with shape {array.shape}.",
            "Give a uint8 array of shape (height, width, 3), red first.",
        )
    return PIL.Image.fromarray(array[..., 0] if array.ndim == 3 and channels == 1 else array)
