"""RMGN with the published networks: a garment on a person of whom only the photo is known.

No pose, no parse map, nothing painted over. Where a parse map is known anyhow, it is compared with
the warped garment for the misalignment mask, and changes nothing else.

Tensors are (1, C, H, W) on the pipeline's device and stay there until the result is made.

Source: RMGN Sec. 4; the networks are `tryon.models.appearance_flow` and `tryon.models.rmgn`.
"""

from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tryon.cache import Cache, content_key
from tryon.config import Precision
from tryon.labels import UPPER_LABELS, is_any
from tryon.misalignment.equations import Misalignment, misalignment_of
from tryon.models import build
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.rmgn import BLOCKS, RegionalMaskGenerator, composite
from tryon.pictures.coordinates import to_pixels
from tryon.pipelines.base import Painted, Published
from tryon.pipelines.drawing import draw_arrows, draw_flow, draw_sheet
from tryon.pipelines.rmgn_inputs import Outfit, outfit_of
from tryon.pipelines.working_inputs import (
    as_picture,
    as_tensor,
    checked,
    paste_area,
    to_bytes,
)
from tryon.stages import Stage, StageClock
from tryon.types import (
    GarmentInput,
    Image,
    Intermediates,
    Labels,
    Mask,
    PersonInput,
    RunOptions,
    Size,
)
from tryon.weights.store import WeightStore

# Persons and garments whose features are kept: a lookbook of one person in many garments, or of one
# garment on many persons, pays for the common one once. At 512x384 a person is 141 MB and a garment
# 67 MB in float32, 416 MB in all; half of it in half precision, a quarter of it at 256x192.
_REMEMBERED = 2
# Levels by which a painted pixel may differ from the photo and still count as the same.
_SAME = 10.0
# At 384 pixels of width: the sigma of that comparison, and how wide what is new must be. Outlines,
# which the generator paints softer than they are, are narrower.
_SAME_BLUR, _LEAST_WIDTH = 2.0, 7


@dataclass(frozen=True)
class Warped:
    """The garment on the person, float32 whatever the networks' precision.

    Attributes:
        grid: (1, 2, H, W) where each pixel is read from, in `sample` units.
        cloth: (1, 3, H, W) from -1 to 1.
        edge: (1, 1, H, W) its mask, 0 to 1, soft: the "warped edge".
    """

    grid: Tensor
    cloth: Tensor
    edge: Tensor


@dataclass(frozen=True)
class Fused:
    """What the generator gives: raw (1, 4, H, W) and 18 regional masks (1, 1, h, w)."""

    raw: Tensor
    regional_masks: list[Tensor]


@dataclass(frozen=True)
class Composed:
    """The finished canvas and what it was composed of.

    Attributes:
        canvas: (H, W, 3).
        composite_mask: (H, W) float32 from 0 to 1; 1 keeps the warped garment.
        rendered: (H, W, 3) what the generator painted.
    """

    canvas: Image
    composite_mask: NDArray[np.float32]
    rendered: Image


class RmgnPipeline(Published):
    """Appearance flow, regional-mask fusion, composite. See `Pipeline`."""

    name = "rmgn"
    title = "RMGN (published networks)"
    sizes: tuple[Size, ...] = ((512, 384), (256, 192))
    stages: tuple[Stage, ...] = (
        Stage("warping", ("cloth",), ("warped_cloth", "warped_cloth_mask", "appearance_flow")),
        Stage(
            "synthesis", ("warped_cloth", "warped_cloth_mask"), ("regional_mask", "regional_masks")
        ),
        Stage(
            "compositing",
            ("warped_cloth", "regional_mask"),
            ("canvas", "composite_mask", "rendered_image", "misalignment_mask", "align_mask"),
        ),
    )
    weights: tuple[str, ...] = ("rmgn_warp", "rmgn_gen")
    ablations: tuple[str, ...] = ()
    needs_body = False
    seeded = False
    kinds: tuple[str, ...] = ()

    def __init__(
        self, store: WeightStore, device: torch.device, precision: Precision = "auto"
    ) -> None:
        super().__init__(store, device, precision)
        warp, generator = (
            build(key, store.state(key)).to(device, self._dtype) for key in self.weights
        )
        assert isinstance(warp, AppearanceFlow)
        assert isinstance(generator, RegionalMaskGenerator)
        self._warp, self._generator = warp, generator
        self._person_pyramids: Cache[list[Tensor]] = Cache(_REMEMBERED)
        self._person_attributes: Cache[list[Tensor]] = Cache(_REMEMBERED)
        self._cloth_pyramids: Cache[list[Tensor]] = Cache(_REMEMBERED)
        self.kept_of_photos = (
            self._person_pyramids,
            self._person_attributes,
            self._cloth_pyramids,
        )

    def run_stages(
        self, person: PersonInput, garment: GarmentInput, options: RunOptions, clock: StageClock
    ) -> Painted:
        """Runs all stages; see `Pipeline`.

        Nothing here is random, so `seed` changes nothing; nor is a layout predicted, so `layout`
        does not, either.
        """
        size = self.working_size(options)
        outfit = outfit_of(person, garment, size)
        with torch.inference_mode():
            warped = clock.once("warping", lambda: self.warping(outfit))
            fused = clock.once("synthesis", lambda: self.synthesis(outfit, warped))
            composed, image = clock.once(
                "compositing", lambda: self.composited(person, outfit, warped, fused)
            )
        edge = _plane(warped.edge)
        labels = _labels(person, size)
        misalignment = (
            None if labels is None else misalignment_of(is_any(labels, UPPER_LABELS), edge)
        )
        return Painted(
            image=image,
            canvas=composed.canvas,
            intermediates=_intermediates(
                self._masked(outfit), outfit, warped, fused, composed, labels, misalignment
            ),
            misalignment_ratio=None if misalignment is None else misalignment.ratio,
        )

    def warping(self, outfit: Outfit) -> Warped:
        """Stage 1: bends the garment onto the person, pixel by pixel.

        Raises:
            NonFiniteOutput: The network failed.

        Source: RMGN Sec. 4.1.
        """
        cloth, mask = self._masked(outfit), self._mask(outfit)
        person_pyramid = self._person_pyramids.get_or_make(
            content_key(outfit.image),
            partial(self._warp.person_pyramid, self._tensor(outfit.image)),
        )
        cloth_pyramid = self._cloth_pyramids.get_or_make(
            content_key(outfit.cloth, outfit.cloth_mask),
            partial(self._warp.cloth_pyramid, cloth),
        )
        grid = checked(self._warp.grid(person_pyramid, cloth_pyramid))
        return Warped(
            grid, self._warp.warp(cloth, grid), self._warp.warp(mask, grid, outside="zeros")
        )

    def synthesis(self, outfit: Outfit, warped: Warped) -> Fused:
        """Stage 2: paints the person in the warped garment, fusing both by regional masks.

        Raises:
            NonFiniteOutput: The network failed.

        Source: RMGN Sec. 4.2.
        """
        person = self._person_attributes.get_or_make(
            content_key(outfit.image),
            partial(self._generator.person_attributes, self._tensor(outfit.image)),
        )
        cloth = self._generator.cloth_attributes(warped.cloth, warped.edge)
        raw, masks = self._generator.decode(person, cloth)
        return Fused(checked(raw), masks)

    @staticmethod
    def compositing(warped: Warped, fused: Fused) -> Composed:
        """Stage 3: keeps the warped garment's own pixels where the generator asks for them."""
        canvas, mask, rendered = composite(fused.raw, warped.cloth, warped.edge)
        return Composed(as_picture(canvas), _plane(mask), as_picture(rendered))

    def composited(
        self, person: PersonInput, outfit: Outfit, warped: Warped, fused: Fused
    ) -> tuple[Composed, Image]:
        """Stage 3 as a whole: the canvas, and the photo with it."""
        composed = self.compositing(warped, fused)
        area = repainted(outfit.image, composed.canvas, _plane(warped.edge) > 0.5)
        return composed, paste_area(person, outfit.image, composed.canvas, area)

    def _masked(self, outfit: Outfit) -> Tensor:
        """Returns the garment; its background is 0, which is mid grey, as in training."""
        return self._tensor(outfit.cloth) * self._mask(outfit)

    def _mask(self, outfit: Outfit) -> Tensor:
        return self._tensor(outfit.cloth_mask.astype(np.float32))

    def _tensor(self, picture: NDArray[np.uint8] | NDArray[np.float32]) -> Tensor:
        # The networks take what they need in their own precision; a warp is done in float32.
        return as_tensor(picture, self._device, torch.float32)


def repainted(image: Image, canvas: Image, garment: Mask) -> Mask:
    """Finds what is new in the painted canvas: the garment, and what hangs together with it.

    The generator paints the whole picture anew, face and background as they were, but never quite.
    Where it means the same, the photo's own pixels are better, and this tells where.

    Args:
        image: (H, W, 3) the photo on the canvas.
        canvas: (H, W, 3) the painted picture.
        garment: (H, W) the warped garment.

    Returns:
        (H, W) bool.
    """
    apart = np.abs(canvas.astype(np.float32) - image).max(2)
    scale = canvas.shape[1] / 384
    apart = cv2.GaussianBlur(apart, (0, 0), _SAME_BLUR * scale)
    width = max(1, round(_LEAST_WIDTH * scale))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    new = cv2.morphologyEx((apart > _SAME).astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0
    _, parts = cv2.connectedComponents((new | garment).astype(np.uint8))
    area: Mask = np.isin(parts, np.unique(parts[garment]))
    return area


def _labels(person: PersonInput, size: Size) -> Labels | None:
    """Returns the parse map at the working size, None where there is none."""
    if person.parse_map is None:
        return None
    labels: Labels = cv2.resize(
        person.parse_map.labels, (size[1], size[0]), interpolation=cv2.INTER_NEAREST
    )
    return labels


def _plane(mask: Tensor) -> NDArray[np.float32]:
    """Returns (H, W) float32 of (1, 1, H, W)."""
    plane: NDArray[np.float32] = mask[0, 0].float().cpu().numpy()
    return plane


def _movement(grid: Tensor) -> NDArray[np.float32]:
    """Returns (2, H, W): how far, in pixels, what is seen at a pixel has moved to get there."""
    x, y = grid[0].float().cpu().numpy()
    height, width = x.shape
    columns, rows = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    return np.stack([columns - to_pixels(x, width), rows[:, None] - to_pixels(y, height)])


def _intermediates(
    cloth: Tensor,
    outfit: Outfit,
    warped: Warped,
    fused: Fused,
    composed: Composed,
    labels: Labels | None,
    misalignment: Misalignment | None,
) -> Intermediates:
    edge = _plane(warped.edge)
    movement, shown = _movement(warped.grid), edge > 0.5
    masks = [_plane(mask) for mask in fused.regional_masks]
    left = iter(masks)
    # A block has two fusions, and a third where its shortcut changes the width.
    columns = [
        [next(left) for _ in range(2 + (before != after))] for _, before, after, _, _ in BLOCKS
    ]
    return Intermediates(
        parse_map=labels,
        cloth=as_picture(cloth),
        cloth_mask=to_bytes(outfit.cloth_mask.astype(np.float32)),
        warped_cloth=as_picture(warped.cloth),
        warped_cloth_mask=to_bytes(edge),
        align_mask=None if misalignment is None else to_bytes(misalignment.align),
        misalignment_mask=None if misalignment is None else to_bytes(misalignment.misalign),
        appearance_flow=draw_arrows(draw_flow(movement, shown), movement, shown),
        regional_masks=draw_sheet(columns, outfit.size),
        regional_mask=to_bytes(masks[-1]),
        rendered_image=composed.rendered,
        composite_mask=to_bytes(composed.composite_mask),
    )
