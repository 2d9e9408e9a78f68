"""What pipelines begin, compare and end with: inputs at one size, Eq. 3 and 4, the way back.

`Dressing` and `Agnostic` are the parser-based pipelines'; the rest is for all.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.errors import NonFiniteOutput, PoseIncomplete
from tryon.images import CANVAS_SIZE, paste_back, to_canvas
from tryon.preprocess.agnostic import agnostic_image, parse_agnostic, pose_map
from tryon.types import GarmentInput, Image, Keypoints, Labels, Mask, PersonInput, Size, Sleeve

_REFERENCE_WIDTH = 768
# How far beyond what was repainted the painted picture is taken, and how softly it ends.
_SEAM_GROWTH, _SEAM_BLUR = 6, 4.0


@dataclass(frozen=True)
class Dressing:
    """Person and garment at the working size, as every stage needs them."""

    image: Image
    labels: Labels
    keypoints: Keypoints
    cloth: Image
    cloth_mask: Mask
    pose_map: Image
    sleeve: Sleeve

    @property
    def size(self) -> Size:
        """The working size (height, width)."""
        height, width = self.labels.shape
        return height, width


@dataclass(frozen=True)
class Agnostic:
    """What is left of the person without the garment."""

    pose_map: Image
    parse_agnostic: Labels
    agnostic_image: Image


@dataclass(frozen=True)
class Misalignment:
    """Where the warped garment and the predicted clothing disagree, float32 0 to 1 (H, W).

    Attributes:
        align: Clothing that the warped garment covers (Eq. 3).
        misalign: Clothing that it leaves uncovered (Eq. 4).
        ratio: Misaligned pixels over clothing pixels.

    Source: VITON-HD Eq. 3 and Eq. 4.
    """

    align: NDArray[np.float32]
    misalign: NDArray[np.float32]
    ratio: float


def dressing_room(person: PersonInput, garment: GarmentInput, size: Size) -> Dressing:
    """Brings person and garment to the working size.

    Raises:
        PoseIncomplete: Pose or parse map of the person are not known.
    """
    if person.keypoints is None or person.parse_map is None:
        raise PoseIncomplete(
            "Pose and body parts of this person are not known.",
            "Use a photo of one person from head to hips, or the pipeline rmgn, which needs "
            "neither.",
        )
    height, width = size
    labels, keypoints = person.parse_map.labels, person.keypoints
    if size == CANVAS_SIZE:
        return Dressing(
            person.image,
            labels,
            keypoints,
            garment.image,
            garment.cloth_mask,
            person.pose_map if person.pose_map is not None else pose_map(keypoints, size),
            garment.sleeve,
        )
    step = height / CANVAS_SIZE[0]
    # Pixel centres are whole numbers: the corner of the first pixel lies at -0.5.
    shift = (step - 1) / 2
    mask = cv2.resize(
        garment.cloth_mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA
    )
    keypoints = keypoints.transformed((step, step), (shift, shift))
    drawn = pose_map(keypoints, size)
    if person.pose_map is not None:
        drawn = cv2.resize(person.pose_map, (width, height)).astype(np.uint8)
    return Dressing(
        image=to_canvas(person.photo, person.box, size),
        labels=cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST),
        keypoints=keypoints,
        cloth=cv2.resize(garment.image, (width, height), interpolation=cv2.INTER_AREA),
        cloth_mask=mask >= 0.5,
        pose_map=drawn,
        sleeve=garment.sleeve,
    )


def undress(dressing: Dressing) -> Agnostic:
    """Takes the garment away."""
    return Agnostic(
        dressing.pose_map,
        parse_agnostic(dressing.labels, dressing.keypoints),
        agnostic_image(dressing.image, dressing.labels, dressing.keypoints),
    )


def compare(clothing: Mask, warped_mask: NDArray[np.float32]) -> Misalignment:
    """Compares the predicted clothing (H, W) with the warped garment's mask (H, W), 0 to 1."""
    wanted = clothing.astype(np.float32)
    misalign = np.maximum(wanted - warped_mask, 0)
    ratio = float(misalign.sum() / max(float(wanted.sum()), 1.0))
    return Misalignment(wanted * warped_mask, misalign, ratio)


def checked(values: Tensor) -> Tensor:
    """Returns a network's output as it is.

    Raises:
        NonFiniteOutput: Some of it is not a number.
    """
    if not torch.isfinite(values).all():
        raise NonFiniteOutput(
            "The network gave numbers that are not numbers.", "Try the CPU, or other photos."
        )
    return values


def paste_area(person: PersonInput, image: Image, canvas: Image, area: Mask) -> Image:
    """Puts a repainted area back into the photo with a soft seam; everything else stays.

    Args:
        person: Whose photo.
        image: (H, W, 3) the photo on the canvas, as it was.
        canvas: (H, W, 3) the painted picture.
        area: (H, W) what was repainted.

    Returns:
        The photo at its own resolution.
    """
    scale = canvas.shape[1] / _REFERENCE_WIDTH
    reach = 2 * round(_SEAM_GROWTH * scale) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    grown = cv2.dilate(area.astype(np.float32), kernel)
    weight = cv2.GaussianBlur(grown, (0, 0), _SEAM_BLUR * scale)[..., None]
    photo = image.astype(np.float32)
    composed = np.rint(photo + (canvas - photo) * weight).astype(np.uint8)
    return paste_back(person.photo, person.box, composed, (composed != image).any(2))


def as_tensor(
    picture: NDArray[np.uint8] | NDArray[np.float32], device: torch.device, dtype: torch.dtype
) -> Tensor:
    """Returns (1, C, H, W): RGB bytes as -1 to 1, a mask (H, W) as it is."""
    values = torch.from_numpy(np.ascontiguousarray(picture)).to(device)
    if picture.ndim == 2:
        return values[None, None].to(dtype)
    channels = values.permute(2, 0, 1)[None].float() / 127.5 - 1
    return channels.to(dtype)


def as_picture(painted: Tensor) -> Image:
    """Returns (H, W, 3) uint8 of (1, 3, H, W); truncated, as the published programs do."""
    levels = ((painted[0].float() + 1) / 2 * 255).clamp(0, 255)
    picture: Image = levels.to(torch.uint8).permute(1, 2, 0).contiguous().cpu().numpy()
    return picture


def to_bytes(soft: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Returns values from 0 to 1 as uint8."""
    levels: NDArray[np.uint8] = np.clip(np.rint(soft * 255), 0, 255).astype(np.uint8)
    return levels
