"""Colours as a file's ICC profile means them, as sRGB."""

import io

import PIL.Image
from PIL import ImageChops, ImageCms

from tryon.pictures.picture_files import MAX_PROFILE_BYTES

# Levels of 255. Profiles of sRGB itself differ from each other by rounding.
_SAME = 2
_STEPS = 9
_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def as_srgb(picture: PIL.Image.Image, profile: bytes) -> PIL.Image.Image:
    """Converts a picture to sRGB, relative to its white, black kept black.

    Args:
        picture: RGB, L or CMYK.
        profile: ICC profile of these values; may be empty, damaged or of another kind of picture.

    Returns:
        An RGB picture; the one given where its profile is that of sRGB, or of no use.
    """
    if not profile or len(profile) > MAX_PROFILE_BYTES:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _MODES.get(source.profile.xcolor_space) != picture.mode:
            return picture
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            picture.mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if picture.mode != "CMYK" and _changes_nothing(transform, picture.mode):
            return picture
        return _converted(picture, transform)
    except (ImageCms.PyCMSError, OSError, ValueError):  # no profile: colours as they are
        return picture


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Tries colours from all over the cube."""
    levels = [round(255 * step / (_STEPS - 1)) for step in range(_STEPS)]
    colours = bytes(level for r in levels for g in levels for b in levels for level in (r, g, b))
    probe = PIL.Image.frombytes("RGB", (_STEPS**2, _STEPS), colours).convert(mode)
    difference = ImageChops.difference(probe.convert("RGB"), _converted(probe, transform))
    return max(difference.tobytes()) <= _SAME


def _converted(picture: PIL.Image.Image, transform: ImageCms.ImageCmsTransform) -> PIL.Image.Image:
    made = PIL.Image.new("RGB", picture.size)
    transform.apply(picture, made)
    return made
