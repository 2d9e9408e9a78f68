"""What pipelines begin and end with: inputs at one size, and the way back to the photo.

`WorkingInputs` and `Agnostic` are the parser-based pipelines'; the rest is for all.
"""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL.Image import Resampling
from torch import Tensor

from tryon.errors import NonFiniteOutput
from tryon.labels import Lip
from tryon.pictures.canvas import changed_area, paste_back, to_canvas
from tryon.pictures.coordinates import CANVAS_SIZE, canvas_scale, resized
from tryon.pictures.resampling import resampled
from tryon.preprocess.agnostic import (
    agnostic_mask,
    greyed,
    parse_agnostic,
    pose_map,
)
from tryon.preprocess.known_body import known_body
from tryon.preprocess.unchanged import fixed_pixels, kept_pixels
from tryon.stages import Stage
from tryon.types import (
    UNTOUCHED,
    GarmentInput,
    Image,
    Intermediates,
    Keypoints,
    Labels,
    Mask,
    Neckline,
    PersonInput,
    Size,
    Sleeve,
)

_T = TypeVar("_T", bound=np.generic)
# The first six fields of `WorkingInputs`.
_Resized = tuple[Image, Labels, Keypoints, Image, Mask, Image]

# With these begin the pipelines that predict a layout.
LAYOUT_STAGES = (
    Stage("agnostic", ("parse_map", "pose_map", "repaint"), ("agnostic_image", "parse_agnostic")),
    Stage("segmentation", ("parse_agnostic", "pose_map", "cloth"), ("predicted_parse",)),
)
# How far beyond what was repainted the painted picture is taken, and how softly it ends.
_SEAM_GROWTH, _SEAM_BLUR = 6, 4.0


@dataclass(frozen=True)
class WorkingInputs:
    """Person and garment at the working size, as every stage needs them.

    `repaint` (H, W) is what the user adds to the area that is painted anew, `keep` what is taken
    out of it; `fixed` is all that a picture may not change, see `fixed_pixels`. `inner_back` (H, W)
    is where the product shows its inner back, where that is known before any stage.
    """

    image: Image
    labels: Labels
    keypoints: Keypoints
    cloth: Image
    cloth_mask: Mask
    pose_map: Image
    sleeve: Sleeve
    neckline: Neckline
    fixed: Mask
    repaint: Mask | None = None
    keep: Mask | None = None
    outerwear: bool = False
    inner_back: Mask | None = None

    @property
    def size(self) -> Size:
        """The working size (height, width)."""
        height, width = self.labels.shape
        return height, width


@dataclass(frozen=True)
class Agnostic:
    """What is left of the person without the garment; `area` (H, W) is what is painted anew."""

    pose_map: Image
    parse_agnostic: Labels
    agnostic_image: Image
    area: Mask


def at_working_size(
    person: PersonInput, garment: GarmentInput, size: Size, *, published: bool = False
) -> WorkingInputs:
    """Brings person and garment to the working size.

    Args:
        person: Who.
        garment: What.
        size: (height, width).
        published: Resample as VITON-HD's data loader does, for the networks trained behind it:
            bilinear, and the nearest pixel for labels and masks.

    Raises:
        PoseIncomplete: Pose or parse map of the person are not known.
    """
    if size == CANVAS_SIZE:
        resize = _at_canvas_size
    else:
        resize = _at_published_size if published else _at_size
    return WorkingInputs(
        *resize(person, garment, size),
        sleeve=garment.sleeve,
        neckline=garment.neckline,
        fixed=fixed_pixels(person, size),
        repaint=_mask_at_size(person.repaint, size),
        keep=kept_pixels(person, size),
        outerwear=garment.outerwear,
    )


def _at_canvas_size(person: PersonInput, garment: GarmentInput, size: Size) -> _Resized:
    labels, keypoints = known_body(person)
    drawn = person.pose_map if person.pose_map is not None else pose_map(keypoints, size)
    return person.image, labels, keypoints, garment.image, garment.cloth_mask, drawn


def _at_size(person: PersonInput, garment: GarmentInput, size: Size) -> _Resized:
    labels, keypoints = known_body(person)
    height, width = size
    mask = cv2.resize(
        garment.cloth_mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA
    )
    keypoints = resized(keypoints, canvas_scale(width))
    drawn = pose_map(keypoints, size)
    if person.pose_map is not None:
        drawn = cv2.resize(person.pose_map, (width, height)).astype(np.uint8)
    return (
        to_canvas(person.photo, person.box, size),
        at_size(labels, size),
        keypoints,
        cv2.resize(garment.image, (width, height), interpolation=cv2.INTER_AREA),
        mask >= 0.5,
        drawn,
    )


def _at_published_size(person: PersonInput, garment: GarmentInput, size: Size) -> _Resized:
    """Resizes as the published data loader would, from the canvas."""
    labels, keypoints = known_body(person)
    at_canvas = person.pose_map
    small = resized(keypoints, canvas_scale(size[1]))
    return (
        resampled(person.image, size, Resampling.BILINEAR),
        resampled(labels, size, Resampling.NEAREST),
        small,
        resampled(garment.image, size, Resampling.BILINEAR),
        resampled(garment.cloth_mask.astype(np.uint8), size, Resampling.NEAREST) > 0,
        pose_map(small, size)
        if at_canvas is None
        else resampled(at_canvas, size, Resampling.BILINEAR),
    )


def make_agnostic(inputs: WorkingInputs) -> Agnostic:
    """Takes the garment away, and with it what the user said is to be painted anew.

    What is to be kept stays in the label map, too: the networks build around it.
    """
    remaining = parse_agnostic(inputs.labels, inputs.keypoints)
    area = agnostic_mask(inputs.labels, inputs.keypoints)
    if inputs.repaint is not None:
        remaining[inputs.repaint] = Lip.BACKGROUND
        area |= inputs.repaint
    if inputs.keep is not None:
        remaining[inputs.keep] = inputs.labels[inputs.keep]
        area &= ~inputs.keep
    return Agnostic(inputs.pose_map, remaining, greyed(inputs.image, area), area)


def steps_before_layout(inputs: WorkingInputs, agnostic: Agnostic) -> Intermediates:
    """Returns what is shown of the steps up to the layout; a pipeline adds its own to them."""
    return Intermediates(
        parse_map=inputs.labels,
        pose_map=agnostic.pose_map,
        agnostic_image=agnostic.agnostic_image,
        parse_agnostic=agnostic.parse_agnostic,
        cloth=inputs.cloth,
        cloth_mask=to_bytes(inputs.cloth_mask.astype(np.float32)),
    )


def keep_photo(inputs: WorkingInputs, canvas: Image) -> Image:
    """Returns the canvas with the photo's own pixels where they are to be kept."""
    if inputs.keep is None:
        return canvas
    kept: Image = np.where(inputs.keep[..., None], inputs.image, canvas)
    return kept


def at_size(labels: Labels, size: Size) -> Labels:
    """Returns labels (H, W) at another size (height, width), each pixel the nearest one's."""
    nearest: Labels = cv2.resize(labels, size[::-1], interpolation=cv2.INTER_NEAREST)
    return nearest


def changed_labels(labels: NDArray[_T], changes: Labels, table: NDArray[_T]) -> NDArray[_T]:
    """Lays a user's changes over labels.

    Args:
        labels: (H, W), classes of a pipeline's own.
        changes: (1024, 768) LIP-20, `UNTOUCHED` where nothing was changed.
        table: (20,) the pipeline's class of each LIP-20 label.

    Returns:
        (H, W), a new array.
    """
    small = at_size(changes, (labels.shape[0], labels.shape[1]))
    changed = small != UNTOUCHED
    result = labels.copy()
    result[changed] = table[small[changed]]
    return result


def _mask_at_size(mask: Mask | None, size: Size) -> Mask | None:
    return None if mask is None else at_size(mask.astype(np.uint8), size) > 0


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
    scale = canvas_scale(canvas.shape[1])
    reach = 2 * round(_SEAM_GROWTH * scale) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    grown = cv2.dilate(area.astype(np.float32), kernel)
    weight = cv2.GaussianBlur(grown, (0, 0), _SEAM_BLUR * scale)[..., None]
    photo = image.astype(np.float32)
    composed = np.rint(photo + (canvas - photo) * weight).astype(np.uint8)
    fixed = fixed_pixels(person, (composed.shape[0], composed.shape[1]))
    composed[fixed] = image[fixed]
    return paste_back(person.photo, person.box, composed, changed_area(image, composed, fixed))


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
