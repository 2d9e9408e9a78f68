"""Masks and colours that spread: the small operations the synthesis is made of."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.types import Image, Mask

# How near the ground's colour, in grey levels, a place is taken for ground, and the largest share
# of a garment that may be: one in the ground's own colour, or striped with it, has far more.
_ALIKE, _FEW_ALIKE = 14, 0.02
# White cloth on white ground: what is ground is told where that is of one colour to so many grey
# levels on such a share of it, as shops cut it out. Cloth is not, on a disc of this radius: of six
# white garments at most 5 pixels but in notches and beside the outline.
_EXACT, _EXACT_DISC, _EXACT_SHARE = 1.5, 1.0, 0.99
# A notch is at least this share of the garment's height, and so many times as high as wide: those
# of sleeves that hang straight down, 0.35 and 10; flowers and lace at an edge, 0.06 at most.
_NOTCH_HEIGHT, _NOTCH_SLENDER = 0.1, 3.0
# How far the colours of a plain garment lie from its median, on average.
_PLAIN = 22.0
Plane = NDArray[np.float32]

# How much of a product photo's outline is not the garment's own colour, of a canvas 768 wide.
_RIM = 6


def erode(mask: Mask, radius: float) -> Mask:
    """Returns the mask without its outer `radius` pixels; the picture's border does not eat it."""
    size = 2 * max(0, round(radius)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    inner: Mask = cv2.erode(mask.astype(np.uint8), kernel) > 0
    return inner


def dilate(mask: Mask, radius: float) -> Mask:
    """Returns the mask with `radius` pixels more all round; a large disc costs no more."""
    outer: Mask = distance_to(mask, exact=True) <= max(0, round(radius))
    return outer


def close_(mask: Mask, radius: float) -> Mask:
    """Returns the mask with all that no disc of this radius beside it reaches into."""
    closed: Mask = ~dilate(~dilate(mask, radius), radius)
    return closed


def is_plain(colours: Plane) -> bool:
    """Returns whether cloth of these colours (N, 3), 0 to 255, has one colour and no pattern."""
    return bool(np.abs(colours - np.median(colours, 0)).mean() <= _PLAIN)


def smooth_planes(planes: Plane, sigma: float) -> Plane:
    """Returns planes (C, H, W), each blurred by `sigma` pixels."""
    return np.stack([cv2.GaussianBlur(plane, (0, 0), sigma) for plane in planes])


def open_(mask: Mask, radius: float) -> Mask:
    """Returns what of a mask a disc of this radius fits into."""
    reach = 2 * round(radius) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    opened: Mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    return opened


def even_edge(mask: Mask, sigma: float, even: float, narrowest: float | None = None) -> Plane:
    """Returns the mask as `soften` does, its steps of a pixel evened out over `even` pixels.

    A label map's outline goes in steps, which a narrow edge shows as teeth. What is too narrow for
    that keeps them: into which no disc of the radius `narrowest` fits, or of twice `even`.
    """
    wide = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), even)
    edge = np.clip((wide - 0.5) * np.float32(even / sigma) + 0.5, 0, 1)
    narrow = dilate(mask & ~open_(mask, narrowest or 2 * even), even)
    evened: Plane = np.where(narrow, soften(mask, sigma), edge)
    return evened


def soften(mask: Mask, sigma: float) -> Plane:
    """Returns the mask as float32 from 0 to 1 with a Gaussian edge."""
    soft: Plane = mask.astype(np.float32)
    if sigma > 0:
        soft = cv2.GaussianBlur(soft, (0, 0), sigma)
    return soft


def nearest_index(source: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns (H, W) row and column of each pixel's nearest source pixel; source is not empty."""
    _, nearest = cv2.distanceTransformWithLabels(
        (~source).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    ys, xs = np.nonzero(source)
    order = np.zeros(int(nearest.max()) + 1, np.intp)
    order[nearest[ys, xs]] = np.arange(len(ys))
    index = order[nearest]
    return ys[index], xs[index]


def fill_nearest(picture: Plane, source: Mask, hole: Mask, blur: float) -> Plane:
    """Fills a hole with the nearest source colours, blurred by `blur` so that no streaks show.

    Args:
        picture: (H, W, 3) float32.
        source: (H, W) where colours may be taken from; an empty one changes nothing.
        hole: (H, W) what to fill.
        blur: Sigma in pixels.

    Returns:
        (H, W, 3) float32, a new array.
    """
    filled = picture.copy()
    if not hole.any() or not source.any():
        return filled
    rows, columns = nearest_index(source)
    # Colours are fetched and blurred around the hole alone: a Gaussian ends at four sigmas.
    window = window_around(hole, 4 * blur + 1)
    carried = picture[rows[window], columns[window]]
    if blur > 0:
        carried = cv2.GaussianBlur(carried, (0, 0), blur)
    inside = hole[window]
    filled[window][inside] = carried[inside]
    return filled


def filled_smoothly(plane: Plane, seen: Mask) -> Plane:
    """Returns a plane (H, W, C) as it is where it is seen, and smoothly between that elsewhere.

    Source: Gortler and others, "The Lumigraph" (1996), pull and push: means of what is seen at
    ever coarser sizes, and finer ones over them again.
    """
    weight = seen.astype(np.float32)
    if seen.all() or min(seen.shape) < 2:
        return plane
    size = (-(-seen.shape[1] // 2), -(-seen.shape[0] // 2))
    share = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    total = cv2.resize(plane * weight[..., None], size, interpolation=cv2.INTER_AREA)
    coarse = filled_smoothly(total / np.maximum(share, 1e-6)[..., None], share > 0)
    between = cv2.resize(coarse, seen.shape[::-1], interpolation=cv2.INTER_LINEAR)
    filled: Plane = np.where(seen[..., None], plane, between)
    return filled


def run_on(cloth: Image, front: Mask) -> Image:
    """Lets the garment's cloth run on past its edge, so that no background is ever sampled.

    As in a mirror at the edge: a colour that runs on alone is a streak where a warp reads far out.

    Args:
        cloth: (H, W, 3) the product photo.
        front: (H, W) bool, the outer side of the garment.

    Returns:
        (H, W, 3) uint8.
    """
    inner = surely_cloth(cloth, front)
    return mirrored(cloth, inner) if inner.any() else cloth.copy()


def surely_cloth(cloth: Image, front: Mask) -> Mask:
    """Returns (H, W) what shows the garment's own cloth.

    Studio light makes a bright rim, which a warp may stretch to a stripe: it goes with the edge,
    but not from straps and other thin parts, of which nothing would be left.

    Args:
        cloth: (H, W, 3) the product photo.
        front: (H, W) bool, the outer side of the garment.
    """
    scale = canvas_scale(cloth.shape[1])
    front = front & ~_ground_within(cloth, front)
    body = erode(front, _RIM * scale)
    inner = body | (erode(front, 3 * scale) & ~dilate(body, (_RIM + 1) * scale))
    return inner if inner.any() else front


def mirrored(picture: Image, inner: Mask) -> Image:
    """Returns a picture (H, W, 3) that goes on outside of a mask as in a mirror at its edge.

    Where the mirror shows nothing of it, by its nearest colour. The mask is not empty.
    """
    extended = picture.copy()
    rows, columns = np.nonzero(~inner)
    nearest = [plane[rows, columns] for plane in nearest_index(inner)]
    height, width = inner.shape
    y = np.clip(2 * nearest[0] - rows, 0, height - 1)
    x = np.clip(2 * nearest[1] - columns, 0, width - 1)
    far, near = y * width + x, nearest[0] * width + nearest[1]
    source = np.where(inner.ravel()[far], far, near)
    extended[rows, columns] = picture.reshape(-1, 3)[source]
    return extended


def _ground_within(cloth: Image, front: Mask) -> Mask:
    """Returns what of a garment's mask is its photo's ground: a notch between sleeve and trunk.

    It leads to the ground; a label or a letter does not. A garment in the ground's own colour has
    none that could be told but on a ground of one colour to the bit.
    """
    nothing = np.zeros_like(front)
    if front.all() or not front.any():
        return nothing
    ground = np.median(cloth[~front], 0)
    away = np.abs(cloth - ground).max(2)
    scale = canvas_scale(cloth.shape[1])
    exact = open_(away < _EXACT, _EXACT_DISC * scale)
    alike = [away < _ALIKE]
    beyond = erode(~front, _RIM * scale)
    if np.count_nonzero(exact & beyond) > _EXACT_SHARE * np.count_nonzero(beyond):
        alike.append(exact)
    for found in alike:
        within = _leading_out(found & front, ~front)
        # A notch's narrow mouth is blurred: it leads out but for a pixel or two.
        bridged = _leading_out(dilate(found, 1) & front, ~front) & found
        within |= _upright(bridged & ~within, front)
        if np.count_nonzero(within) < _FEW_ALIKE * np.count_nonzero(front):
            return dilate(within, 2) & front if within.any() else nothing
    return nothing


def _leading_out(within: Mask, outside: Mask) -> Mask:
    """Returns what of a mask reaches what is outside."""
    _, parts = cv2.connectedComponents((within | outside).astype(np.uint8))
    leads = np.zeros(int(parts.max()) + 1, bool)
    leads[np.unique(parts[outside])] = True
    reaching: Mask = within & leads[parts]
    return reaching


def _upright(within: Mask, front: Mask) -> Mask:
    """Returns the parts of a mask that are as upright and long as a notch beside a sleeve."""
    _, parts, boxes, _ = cv2.connectedComponentsWithStats(within.astype(np.uint8))
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    long = height > _NOTCH_HEIGHT * np.count_nonzero(front.any(1))
    notches: Mask = (long & (height > _NOTCH_SLENDER * width))[parts] & within
    return notches


def window_around(mask: Mask, margin: float, step: int = 1) -> tuple[slice, slice]:
    """Returns the rows and columns around a mask, from one multiple of `step` to another.

    They may end beyond the picture; of an empty mask it is the whole picture.
    """
    if not mask.any():
        return slice(None), slice(None)
    reach = round(margin)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    first, last = (
        (
            max(0, int(found[0]) - reach) // step * step,
            -(-(int(found[-1]) + reach + 1) // step) * step,
        )
        for found in (rows, columns)
    )
    return slice(*first), slice(*last)
