"""A garment photo: its background, and the mask of what stands out from it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.errors import GarmentMaskEmpty
from tryon.pictures.colour_cut import cut_by_colour
from tryon.preprocess.refine import refine
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# Pixels of the longer side that the rough mask is found at.
_WORKING_SIDE = 512
# A smaller share of the photo is no garment.
_SMALLEST_SHARE = 0.01
# A garment this near to its background, in Lab (0 to 255 a channel), has gaps in its outline.
_LIGHT_ON_LIGHT = 20.0
# In the same distance, below which a colour may still be background: on a ground without noise and
# at most, where the faintest trace counts, and in a shadow.
_TOLERANCE, _MOST_TOLERANCE, _FAINTEST, _DEEPEST_SHADOW = 2.5, 12.0, 0.8, 30.0
# The Sobel response along the outer edge of a shadow; a step of two grey levels has more.
_FADING = 8.0
# A bay's largest area, as a share of the garment's, and how much of its rim is the garment's.
_BAY, _ENCLOSED = 0.02, 0.6
# A background is even when most of the border is alike: so near in Lab, on such a share of it.
_ALIKE, _PLAIN_SHARE = 24.0, 0.6
# How far, as a share of the longer side, compression smears a sharp outline.
_BLOCK_SHARE = 0.018
# On a ground of one colour: on which share of its outline, two pixels outside, a strong garment has
# traces of compression, and how much of the mask is left without them at least. Of 36 products that
# are no light ones and pass the second one has .76, a shadow's, which goes before; the others .3 at
# most; a red blouse whose colour ran out .61.
_RAN_OUT, _STRONG_SHARE = 0.45, 0.9
# The border that tells the background, as a share of the longer side.
_RIM_SHARE = 0.015
# How much of the border has to be of one colour to the bit, and how much of a place not, to be the
# garment there: half of it at a straight outline, a little less inside white cloth.
_EXACT_SHARE, _DENSE = 0.98, 0.4


@dataclass(frozen=True)
class CutOut:
    """A garment told from its background.

    Attributes:
        mask: (H, W) bool, in pixels of the photo.
        contrast: Mean Lab distance (0 to about 300) of the garment's rim from the background.
        plain: Whether the background is even enough to trust it.
        exact: Whether the background is of one colour to the bit.
    """

    mask: Mask
    contrast: float
    plain: bool
    exact: bool = False


@dataclass(frozen=True)
class _Backdrop:
    """The background of a photo.

    Attributes:
        colour: (H, W, 3) float32 Lab.
        away: (H, W) float32, each pixel's Lab distance from it.
        noise: Its own spread.
        plain: Whether most of the border has this colour.
    """

    colour: Field
    away: Field
    noise: float
    plain: bool


def cut_out(photo: Image) -> CutOut:
    """Tells a garment from an even background, light on light included.

    The background's colour is a plane fitted to the photo's border; everything like it that is
    joined to the border is background.

    Args:
        photo: (H, W, 3) uint8 RGB.

    Raises:
        GarmentMaskEmpty: Nothing stands out.
    """
    scale = min(1.0, _WORKING_SIDE / max(photo.shape[:2]))
    size = (max(1, round(photo.shape[1] * scale)), max(1, round(photo.shape[0] * scale)))
    small = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    backdrop = _backdrop(lab)
    grain = _grain(photo, size)
    mask = _without_shadow(_rough_mask(backdrop, grain), backdrop)
    if grain.any():
        mask = _without_halo(mask, backdrop.away)
    _refuse_empty(mask)
    if not backdrop.plain:
        mask = _by_colour_models(small, mask)
        _refuse_empty(mask)
    rim = mask & ~(cv2.erode(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    contrast = float(backdrop.away[rim].mean())
    fine = refine(mask.astype(np.uint8), photo) > 0
    return CutOut(fine, contrast, backdrop.plain, bool(grain.any()))


def _refuse_empty(mask: Mask) -> None:
    if mask.mean() < _SMALLEST_SHARE:
        raise GarmentMaskEmpty(
            "The garment could not be told from its background.",
            "Use a photo of the garment alone on a plain background of another colour.",
        )


def without_holes(mask: Mask) -> Mask:
    """Fills what a (H, W) mask encloses: prints in the background's colour are no holes."""
    return _not_joined_to_border(~mask)


def _backdrop(lab: Field) -> _Backdrop:
    """Fits the background to the border of a (H, W, 3) Lab image."""
    height, width = lab.shape[:2]
    rim = max(2, round(_RIM_SHARE * max(height, width)))
    border = np.ones((height, width), bool)
    border[rim:-rim, rim:-rim] = False
    rows, columns = np.nonzero(border)
    colours = lab[border]
    usual = np.median(colours, axis=0)
    alike = np.linalg.norm(colours - usual, axis=1) < _ALIKE
    plain = bool(alike.mean() > _PLAIN_SHARE)
    if alike.sum() < 3:
        alike[:] = True

    def plane(x: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.float64]:
        return np.stack([np.ones(x.shape), x / width - 0.5, y / height - 0.5], axis=-1)

    fitted = np.linalg.lstsq(plane(columns, rows)[alike], colours[alike], rcond=None)[0]
    everywhere = np.mgrid[:height, :width]
    colour = (plane(everywhere[1], everywhere[0]) @ fitted).astype(np.float32)
    away = np.linalg.norm(lab - colour, axis=2)
    noise = float(np.percentile(away[border][alike], 90))
    return _Backdrop(colour, np.asarray(cv2.medianBlur(away, 3), np.float32), noise, plain)


def _grain(photo: Image, size: tuple[int, int]) -> Mask:
    """Returns (h, w) where a photo is not of one exact ground colour; nothing without such one.

    A shop's photo was cut out once and lies on one colour to the bit. White cloth on white differs
    from it by a level or two, but nearly everywhere.
    """
    rim = max(2, round(_RIM_SHARE * max(photo.shape[:2])))
    sides = photo[:rim], photo[-rim:], photo[:, :rim], photo[:, -rim:]
    border = np.concatenate([side.reshape(-1, 3) for side in sides])
    ground = np.median(border, axis=0).astype(np.uint8)
    if (border == ground).all(1).mean() < _EXACT_SHARE:
        return np.zeros((size[1], size[0]), bool)
    other = (photo != ground).any(2).astype(np.float32)
    reach = round(_BLOCK_SHARE * max(photo.shape[:2])) | 1
    dense = cv2.blur(other, (reach, reach)) > _DENSE
    # Compression leaves traces around every outline, too, as far as its blocks reach.
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    inside = cv2.erode(dense.astype(np.uint8), kernel)
    grain: Mask = cv2.resize(inside, size, interpolation=cv2.INTER_NEAREST) > 0
    return grain


def _rough_mask(backdrop: _Backdrop, grain: Mask) -> Mask:
    """What stands out from the background and is not joined to the border.

    Args:
        backdrop: What is known of the background.
        grain: (H, W) from `_grain`.
    """
    tolerance = min(_TOLERANCE + 2 * backdrop.noise, _MOST_TOLERANCE)
    mask = _tidy(_not_joined_to_border(backdrop.away < tolerance), backdrop.away)
    # On one exact colour the faintest difference is a trace of the garment (or of compression).
    traces = _not_joined_to_border(backdrop.away < _FAINTEST + 2 * backdrop.noise)
    if not mask.any():
        return mask
    if float(np.median(backdrop.away[mask])) > _LIGHT_ON_LIGHT:
        return mask | _light_trim(mask, traces)
    # Traces are enough to close gaps in a light garment's outline, not to draw it.
    reach = round(0.08 * max(mask.shape)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    padded = cv2.copyMakeBorder(
        mask.astype(np.uint8), reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=(0,)
    )
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)[reach:-reach, reach:-reach] > 0
    whole: Mask = mask | (closed & traces)
    return _tidy(whole | grain, backdrop.away) if grain.any() else whole


def _without_halo(mask: Mask, away: Field) -> Mask:
    """Takes off what compression left around a strong garment, if it did so all around.

    Colours are stored at half the resolution and in blocks, so a strong red runs out over the
    ground: the outline becomes ragged, and the gap between sleeve and trunk is bridged and filled.
    """
    strong = _tidy(_not_joined_to_border(away < _MOST_TOLERANCE), away)
    light = not mask.any() or float(np.median(away[mask])) <= _LIGHT_ON_LIGHT
    if light or strong.sum() < _STRONG_SHARE * mask.sum():
        return mask
    near, wide = (
        cv2.dilate(strong.astype(np.uint8), np.ones((side, side), np.uint8)) > 0 for side in (3, 5)
    )
    around = wide & ~near
    halo = around.any() and mask[around].mean() > _RAN_OUT
    return strong if halo else mask


def _light_trim(mask: Mask, traces: Mask) -> Mask:
    """Finds a white collar on a darker garment: a light band between its front and its inner back.

    Compression leaves traces along every sharp outline, but no farther than its blocks reach: what
    lies deeper within the traces is enclosed by cloth. Between sleeve and trunk such a gap is
    background; at the neck, with the back behind it, it is not.
    """
    block = 2 * round(_BLOCK_SHARE * max(mask.shape)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (block, block))
    deep = (cv2.erode(traces.astype(np.uint8), kernel) > 0) & ~mask
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    height, width = int(rows[-1] - rows[0]), int(columns[-1] - columns[0])
    neck = np.zeros_like(mask)
    neck[: rows[0] + height // 3, columns[0] + width // 4 : columns[-1] - width // 4] = True
    crumb = np.ones((3, 3), np.uint8)
    trim: Mask = cv2.morphologyEx((deep & neck).astype(np.uint8), cv2.MORPH_OPEN, crumb) > 0
    return trim


def _without_shadow(mask: Mask, backdrop: _Backdrop) -> Mask:
    """Gives the soft shadow around a garment back to the background.

    A shadow shows in the outline: it is blurred where that of the garment, found with a higher
    tolerance, is sharp; all round, or only where the shadow falls.
    """
    core = _tidy(_not_joined_to_border(backdrop.away < _DEEPEST_SHADOW), backdrop.away)
    if not core.any() or core.sum() < 0.8 * mask.sum():
        return mask
    across = cv2.Sobel(backdrop.away, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(backdrop.away, cv2.CV_32F, 0, 1)
    steepness = np.hypot(across, down)
    outline, core_outline = _outline(mask), _outline(core)
    if not (outline.any() and core_outline.any()):
        return mask
    soft = np.median(steepness[outline]) < 0.35 * np.median(steepness[core_outline])
    as_smooth = core_outline.sum() < 1.1 * outline.sum()
    if soft and as_smooth:
        return core
    # A part beyond the core that fades out is no cloth, nor is one that lies within it like a bay:
    # the ground between sleeve and trunk, in the shade of both.
    lit = mask.copy()
    _, parts = cv2.connectedComponents((mask & ~core).astype(np.uint8))
    for number in np.unique(parts[outline & (parts > 0)]):
        part = parts == number
        fades = np.median(steepness[outline & part]) < _FADING
        if fades or (part.sum() < _BAY * core.sum() and _is_bay(part, mask, core)):
            lit[part] = False
    return lit


def _is_bay(part: Mask, mask: Mask, core: Mask) -> bool:
    """Returns whether a part of a mask is the upper end of a gap, with the garment on both sides.

    Beside the neck, at hems and sides, where a pattern may be as light as the ground, it is not.
    """
    around = (cv2.dilate(part.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & ~part
    mouth = around & ~mask
    if not mouth.any() or core[around].mean() < _ENCLOSED:
        return False
    left = np.maximum.accumulate(core, 1)
    right = np.maximum.accumulate(core[:, ::-1], 1)[:, ::-1]
    between = float((left & right)[mouth].mean()) > _ENCLOSED
    return between and float(np.nonzero(mouth)[0].mean()) > float(np.nonzero(part)[0].mean())


def _outline(mask: Mask) -> Mask:
    outline: Mask = mask & ~(cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
    return outline


def _not_joined_to_border(background: Mask) -> Mask:
    _, islands = cv2.connectedComponents(background.astype(np.uint8), connectivity=4)
    edge = np.concatenate([islands[0], islands[-1], islands[:, 0], islands[:, -1]])
    joined = np.unique(edge[edge > 0])
    return ~np.isin(islands, joined)


def _tidy(mask: Mask, away: Field) -> Mask:
    """Drops crumbs, closes leaks of low contrast, fills holes."""
    crumb = np.ones((3, 3), np.uint8)
    solid = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, crumb)
    inside = solid > 0
    if inside.any() and float(np.median(away[inside])) < _LIGHT_ON_LIGHT:
        # The outline is there but broken.
        reach = max(3, round(0.02 * max(mask.shape))) | 1
        solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        solid = _not_joined_to_border(solid == 0).astype(np.uint8)
    count, islands, statistics, _ = cv2.connectedComponentsWithStats(solid)
    areas = statistics[1:, cv2.CC_STAT_AREA]
    if count == 1:
        return np.zeros(mask.shape, bool)
    kept = np.isin(islands, 1 + np.flatnonzero(areas >= 0.05 * areas.max()))
    return without_holes(kept)


def _by_colour_models(image: Image, mask: Mask) -> Mask:
    """Cuts the garment out of an uneven background by GrabCut, started from the rough mask."""
    height, width = mask.shape
    state = np.where(mask, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    rim = max(2, round(0.02 * max(height, width)))
    state[:rim], state[-rim:], state[:, :rim], state[:, -rim:] = (cv2.GC_BGD,) * 4
    centre = (slice(height // 3, 2 * height // 3), slice(2 * width // 5, 3 * width // 5))
    state[centre] = cv2.GC_FGD
    found = cut_by_colour(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), state, 3)
    _, islands, statistics, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    largest = 1 + int(statistics[1:, cv2.CC_STAT_AREA].argmax())
    return np.asarray(islands == largest)
