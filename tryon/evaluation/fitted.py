"""Warps fitted to a single photo, without a network: TPS of any number of points, and a flow.

VITON-HD's Fig. 13 shows that the misalignment stays whatever the warp. There each is a trained
network; here each is fitted to the very photo it is compared with, so that it shows how far such a
warp could go and not how well a network finds it.

Convention: grids are those of `tryon.models.tps`.

Source: VITON-HD Eq. 2, 11 and 12, B.1 and Fig. 13.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL.Image import Resampling
from torch import Tensor
from torch.nn import functional as F

from tryon.labels import UPPER_LABELS, is_any
from tryon.models.tps import TpsGrid, warp
from tryon.pictures.canvas import to_canvas
from tryon.pictures.resampling import resampled
from tryon.types import GarmentInput, PersonInput, Size

# (height, width) warps are fitted at, that of the paper's warping modules.
FITTED_AT: Size = (256, 192)
# Steps of the optimiser.
STEPS = 150
# In grid units: a pixel or two of 192 at the beginning.
_RATE = 0.015
# Source: VITON-HD A.3 (lambda_const). What it weighs is counted in distances between neighbours
# here, so that it is equally strict with grids of any number of points and with a flow.
_STIFFNESS = 0.04
# (height, width) of the flow's coarsest layer, doubled up to half of `FITTED_AT`.
_COARSEST: Size = (16, 12)
_LAYERS = 4
# What lies around the garment, of pictures from -1 to 1.
_WHITE = 1.0


@dataclass(frozen=True)
class Worn:
    """A garment and how it is worn in a photo, at `FITTED_AT`.

    Attributes:
        cloth: (1, 3, H, W) from -1 to 1, white around the garment.
        cloth_mask: (1, 1, H, W) 0 or 1.
        worn: (1, 3, H, W) the clothing of the photo, white around it: the paper's I_c.
        clothing: (1, 1, H, W) 0 or 1, where that is: its S_c.
    """

    cloth: Tensor
    cloth_mask: Tensor
    worn: Tensor
    clothing: Tensor


def worn_garment(person: PersonInput, garment: GarmentInput) -> Worn | None:
    """Prepares a person in the garment of the product photo; None where no clothing is known."""
    if person.parse_map is None:
        return None
    labels = resampled(person.parse_map.labels, FITTED_AT, Resampling.NEAREST)
    clothing = _mask(is_any(labels, UPPER_LABELS))
    mask = _mask(resampled(garment.cloth_mask.astype(np.uint8), FITTED_AT, Resampling.NEAREST) > 0)
    if not clothing.any() or not mask.any():
        return None
    photo = _picture(to_canvas(person.photo, person.box, FITTED_AT))
    cloth = _picture(resampled(garment.image, FITTED_AT, Resampling.BILINEAR))
    return Worn(_on_white(cloth, mask), mask, _on_white(photo, clothing), clothing)


def fit_tps(target: Worn, points: int, size: Size, steps: int = STEPS) -> Tensor:
    """Fits a thin-plate spline of points x points control points.

    Args:
        target: The garment, and how it is worn.
        points: Along each side; 5 in the paper's network, 10 and 20 in Fig. 13.
        size: (height, width) of the grid.
        steps: Of the descent.

    Returns:
        (1, height, width, 2) float32.
    """
    tps = TpsGrid(points, span=1.0)
    still = tps.control_points(torch.zeros(1, 2 * points * points))
    spacing = 2 / (points - 1)
    control = _from_boxes(target, still).requires_grad_()

    def theta() -> Tensor:
        # Listed column by column, all x and then all y.
        return (control - still).permute(0, 3, 2, 1).reshape(1, -1)

    def bending() -> Tensor:
        """How unequal the distances to neighbours are, in distances: Eq. 12 without its roots."""
        rows, columns = control.diff(n=2, dim=1), control.diff(n=2, dim=2)
        return (rows.abs().mean() + columns.abs().mean()) / spacing

    _descend(target, [control], lambda: tps(theta(), FITTED_AT), bending, steps)
    with torch.inference_mode():
        return _read_out(tps(theta(), FITTED_AT), size)


def fit_flow(target: Worn, size: Size, steps: int = STEPS) -> Tensor:
    """Fits a place to read from for every pixel, smooth by its total variation as ClothFlow's.

    Args:
        target: The garment, and how it is worn.
        size: (height, width) of the grid.
        steps: Of the descent.

    Returns:
        (1, height, width, 2) float32.
    """
    start = _from_boxes(target, _identity(FITTED_AT))
    # A sum of layers, so that far movements are found on the coarse ones.
    layers = [
        torch.zeros(1, 2, _COARSEST[0] << layer, _COARSEST[1] << layer, requires_grad=True)
        for layer in range(_LAYERS)
    ]
    pixel = torch.tensor([2 / FITTED_AT[1], 2 / FITTED_AT[0]])

    def offset() -> Tensor:
        enlarged = [F.interpolate(layer, FITTED_AT, mode="bilinear") for layer in layers]
        return torch.stack(enlarged).sum(0).permute(0, 2, 3, 1)

    def variation() -> Tensor:
        pixels = offset() / pixel
        return pixels.diff(dim=1).abs().mean() + pixels.diff(dim=2).abs().mean()

    _descend(target, layers, lambda: start + offset(), variation, steps)
    with torch.inference_mode():
        return _read_out(start + offset(), size)


def _read_out(grid: Tensor, size: Size) -> Tensor:
    """Returns a fitted grid at another size (height, width)."""
    return F.interpolate(grid.permute(0, 3, 1, 2), size, mode="bilinear").permute(0, 2, 3, 1)


def _descend(
    target: Worn,
    values: Sequence[Tensor],
    grid: Callable[[], Tensor],
    strain: Callable[[], Tensor],
    steps: int,
) -> None:
    """Moves values until the garment, read through their grid, looks as it is worn."""
    garment = torch.cat([target.cloth, target.cloth_mask], 1)
    wanted = torch.cat([target.worn, target.clothing], 1)
    optimiser = torch.optim.Adam(values, _RATE)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        optimiser.zero_grad()
        # White clothes tell by their mask alone where they are: it counts as much as a colour.
        apart = (warp(garment, grid()) - wanted).abs().mean()
        loss = apart + _STIFFNESS * strain()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        optimiser.step()
        slower.step()


def _from_boxes(target: Worn, places: Tensor) -> Tensor:
    """Returns places (..., 2) of the photo as places of the garment, from box to box."""
    (photo_middle, photo_half), (cloth_middle, cloth_half) = (
        _box(mask) for mask in (target.clothing, target.cloth_mask)
    )
    moved: Tensor = (places - photo_middle) / photo_half * cloth_half + cloth_middle
    return moved


def _box(mask: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the middle and half the sides of a mask's box as (x, y), in grid units."""
    inside = _identity(FITTED_AT)[0][mask[0, 0] > 0]
    low, high = inside.amin(0), inside.amax(0)
    return (low + high) / 2, ((high - low) / 2).clamp(min=0.05)


def _identity(size: Size) -> Tensor:
    """Returns (1, H, W, 2): every pixel's own place."""
    still = torch.eye(2, 3)[None]
    return F.affine_grid(still, [1, 1, *size], align_corners=False)


def _on_white(picture: Tensor, mask: Tensor) -> Tensor:
    return picture * mask + _WHITE * (1 - mask)


def _picture(image: NDArray[np.uint8]) -> Tensor:
    return torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


def _mask(mask: NDArray[np.bool_]) -> Tensor:
    return torch.from_numpy(mask.astype(np.float32))[None, None]
