"""What is wrong with the photos: what is judged alike in both, and what shows only with both."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import PoseIncomplete, TryOnError
from tryon.preprocess.stance import hand_at_chest_in_sleeve
from tryon.types import GarmentInput, Image, Notice, PersonInput, Subject

# Pixels of a photo's shorter side.
SMALL_PHOTO = 400
# The Laplacian of brightness (0 to 255) at the sharpest edges, where a torso is 250 pixels long:
# sharp photos of pale clothes reach 35, most 80 and more; blurred by 5 pixels they reach 12.
_BLURRED = 16.0
# Mean difference, of 255 levels, below which two photos reduced to 32 x 32 are the same.
_SAME_IMAGE = 3.0


@dataclass(frozen=True)
class Diagnosis:
    """What was found.

    Attributes:
        notices: Warnings; the run goes on.
        refusal: Why the run cannot go on, if it cannot.
    """

    notices: tuple[Notice, ...] = ()
    refusal: TryOnError | None = None

    def accepted(self) -> tuple[Notice, ...]:
        """Returns the warnings, or raises the refusal."""
        if self.refusal is not None:
            raise self.refusal
        return self.notices


def examine_pair(person: PersonInput, garment: GarmentInput) -> Diagnosis:
    """Judges what only shows when both photos are known."""
    parse_map, joints = person.parse_map, person.keypoints
    bared = garment.sleeve != "long"
    if bared and parse_map and joints and hand_at_chest_in_sleeve(parse_map.labels, joints):
        # Two hands folded below the chin came out well in long sleeves, in pieces in short ones.
        return Diagnosis(refusal=sleeve_unseen())
    if not _same_image(person.photo, garment.photo):
        return Diagnosis()
    notice = Notice(
        "same_image",
        "Both photos are the same.",
        "Put the photo of the garment you want to try on in the garment's place.",
        "garment",
    )
    return Diagnosis((notice,))


def sleeve_unseen() -> PoseIncomplete:
    """Returns the refusal where an arm that is bent up in a sleeve would have to be seen."""
    return PoseIncomplete(
        "An arm is bent up in its sleeve, and how it looks without cannot be told.",
        "Use a photo with the arms hanging down.",
    )


def is_blurred(photo: Image, reach: float) -> bool:
    """Whether a subject looks out of focus.

    Args:
        photo: (H, W, 3) uint8 RGB.
        reach: A length of the subject in pixels, about a torso; sharpness is measured at the
            scale where it is 250 pixels, so that a large photo is not called blurred for its size.
    """
    scale = min(1.0, 250 / max(reach, 1.0))
    size = (max(8, round(photo.shape[1] * scale)), max(8, round(photo.shape[0] * scale)))
    small = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    detail = np.abs(cv2.Laplacian(grey, cv2.CV_32F))
    # The sharpest edges tell: most of a studio photo is smooth.
    return float(np.percentile(detail, 99.7)) < _BLURRED


def blurred(about: Subject) -> Notice:
    """Returns the warning for a photo that `is_blurred`."""
    return Notice(
        f"blurred_{about}",
        f"The {about} photo is blurred.",
        "Use a sharper photo: what is not in it cannot be in the result.",
        about,
    )


def _same_image(first: Image, second: Image) -> bool:
    small = [cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA) for image in (first, second)]
    apart = np.abs(small[0].astype(np.float32) - small[1].astype(np.float32)).mean()
    ratios = [image.shape[0] / image.shape[1] for image in (first, second)]
    return bool(apart < _SAME_IMAGE and abs(ratios[0] / ratios[1] - 1) < 0.02)
