"""What is wrong with a garment photo, in plain sentences, and what to do about it."""

import numpy as np

from tryon.errors import UnsupportedCategory
from tryon.preprocess.garment import CutOut
from tryon.preprocess.garment_kind import GarmentKind
from tryon.preprocess.garment_shape import Category
from tryon.preprocess.photo_checks import SMALL_PHOTO, Diagnosis, blurred, is_blurred
from tryon.types import Image, Notice

# Below this contrast, see `CutOut`, it is told that the mask may be wrong.
_LOW_CONTRAST = 12.0
# By quarter turns clockwise that would set it upright.
_LIES = {1: "lies on its side", 2: "is upside down", 3: "lies on its side"}
_TURN = {1: "a quarter to the right", 2: "by half", 3: "a quarter to the left"}
_NO_TOP: dict[Category, str] = {
    "trousers": "trousers",
    "shorts": "shorts",
    "skirt": "a skirt",
    "shoes": "shoes",
    "hat": "a hat",
}
_NAMELESS = "something else than a top"


def examine_garment(
    photo: Image,
    found: CutOut,
    kind: GarmentKind,
    worn: bool,
    turns: int = 0,
) -> Diagnosis:
    """Judges a garment photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        found: The garment in it.
        kind: What it looks like.
        worn: Whether somebody wears it.
        turns: Quarter turns clockwise by which it would probably stand upright.
    """
    no_top = _NO_TOP.get(kind.category)
    words = no_top if no_top and kind.named else _NAMELESS
    if no_top and kind.sure and not worn:
        refusal = UnsupportedCategory(
            f"This looks like {words}; only tops can be tried on yet.",
            "Choose a photo of a top. If it is one, lay it flat so that its outline shows."
            + (f" If it {_LIES[turns]}, turn the photo {_TURN[turns]}." if turns else ""),
            "--category upper, if it is a top.",
        )
        return Diagnosis(refusal=refusal)
    notices = []
    if turns:
        notices.append(
            _garment_notice(
                "garment_turned",
                f"The garment probably {_LIES[turns]}: it is put on as it lies in the photo.",
                f"If so, turn the photo {_TURN[turns]}.",
            )
        )
    if worn:
        notices.append(
            _garment_notice(
                "worn_garment",
                "The garment is worn by somebody; it was cut out of that photo.",
                "A photo of the garment alone on a plain background works better. If this is the "
                "person to dress, swap the two photos.",
            )
        )
    elif kind.category == "dress":
        notices.append(
            _garment_notice(
                "dress",
                "This looks like a dress; dresses cannot be tried on yet, so it is used as a top.",
                "Choose a photo of a top for a true result.",
            )
        )
    elif kind.category != "upper":
        notices.append(
            _garment_notice(
                "perhaps_no_top",
                f"This may be {words}; it is used as a top.",
                "If it is no top, choose another photo.",
            )
        )
    if not found.plain and not worn:
        notices.append(
            _garment_notice(
                "busy_background",
                "The background of the garment photo is uneven; the mask may be wrong.",
                "Check the garment mask, or use a photo on a plain background.",
            )
        )
    elif found.contrast < _LOW_CONTRAST and not worn:
        notices.append(
            _garment_notice(
                "low_contrast_garment",
                "The garment hardly differs from its background; parts of it may be missing.",
                "Check the garment mask, or use a photo on a background of another colour.",
            )
        )
    if min(photo.shape[:2]) < SMALL_PHOTO:
        notices.append(
            _garment_notice(
                "small_garment",
                f"The garment photo is small ({photo.shape[1]} × {photo.shape[0]} pixels).",
                "Use a larger photo: prints and fabric will look sharper.",
            )
        )
    if is_blurred(photo, 0.5 * float(np.sqrt(found.mask.sum()))):
        notices.append(blurred("garment"))
    return Diagnosis(tuple(notices))


def _garment_notice(code: str, message: str, hint: str) -> Notice:
    return Notice(code, message, hint, "garment")
