"""Hems, necklines and sleeve ends without steps, and hems where the old one was.

Labels are (H, W) of `labels.Compact`; lengths are pixels of a canvas 768 wide.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.spread import nearest_index, open_, soften
from tryon.types import Keypoints, Labels, Mask

ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
_HEM_BLUR, _NECKLINE_BLUR, _POINT_BLUR = 9.0, 8.0, 4.0
HIPS = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
# From neck to hips: how much higher than the old one a hem may end that is meant to end there.
_STRIP = 0.35
# From neck to hips: a knee less than this below its hip is that of somebody who sits, and a garment
# that ends more than this above the hips is tucked in. How wide a notch of the photo's own outline
# may be to be smoothed away.
_SEATED, _TUCKED, _EVEN_OUTLINE = 0.3, 0.08, 5
# A step of a hem between two columns is no larger than this, or it is a sleeve's beside it; the
# shortest hem that is looked at; how far beside it its corners may hang.
_JUMP, SHORTEST_HEM, SIDE = 32, 80, 24
# How far over the trousers a garment hangs at least, from neck to hips; how far a hem slants at
# most, and how much higher its ends are, of half its width.
_WAISTBAND, _MOST_SLANT, _SAG = 0.06, 0.2, 0.06
# Half the width of the widest tie; one that hangs down is longer than twice that.
_TIE = 48


def smooth_hem(layout: Labels) -> Labels:
    """Draws the line between cloth and trousers without steps: each place goes to the majority."""
    return _majority(layout, Compact.LOWER, np.ones(layout.shape, bool))


def smooth_neckline(layout: Labels, pointed: bool) -> Labels:
    """Does the same where cloth gives way to the neck, finely enough to leave a V its point."""
    blur = _POINT_BLUR if pointed else _NECKLINE_BLUR
    return _majority(layout, Compact.NECK, np.ones(layout.shape, bool), blur)


def smooth_sleeves(layout: Labels, photo: Labels, hands: Mask) -> Labels:
    """Does the same where sleeves end; hands lie before the cloth and stay.

    What the photo shows as arm and what it shows as sleeve are smoothed each by itself, so that an
    arm across the trunk keeps the outline that the photo gives it.
    """
    smooth = layout.copy()
    for arm in ARMS:
        for shown in (arm, Compact.UPPER):
            smooth = _majority(smooth, arm, photo == shown)
    smooth[hands] = layout[hands]
    return smooth


def _majority(layout: Labels, beside: Compact, where: Mask, blur: float = _HEM_BLUR) -> Labels:
    """Gives each place of cloth or of its neighbour to the one of which there is more around."""
    smooth = layout.copy()
    sigma = blur * canvas_scale(layout.shape[1])
    # Far from the neighbour everything stays as it is.
    left, top, wide, high = cv2.boundingRect(((layout == beside) & where).astype(np.uint8))
    far = round(4 * sigma) + 1
    window = (
        slice(max(0, top - 2 * far), top + high + 2 * far),
        slice(max(0, left - 2 * far), left + wide + 2 * far),
    )
    if not wide:
        return smooth
    part = layout[window]
    both = is_any(part, (Compact.UPPER, beside)) & where[window]
    cloth = (both & (part == Compact.UPPER)).astype(np.float32)
    near = cv2.GaussianBlur(cloth, (0, 0), sigma)
    mostly = 2 * near > cv2.GaussianBlur(both.astype(np.float32), (0, 0), sigma)
    smooth[window][both] = np.where(mostly[both], Compact.UPPER, beside)
    return smooth


def hem_as_before(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns the layout without a strip of trousers where the old garment hung over them.

    What lies there nobody has seen, and a strip of it looks painted; a garment that ends so little
    higher may as well end where the old one did. A cropped one ends farther up.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without neck and hips nothing is changed.
    """
    strip = (photo == Compact.UPPER) & (layout == Compact.LOWER)
    if not strip.any() or not keypoints.found(Joint.NECK, *HIPS):
        return layout
    most = _STRIP * hips_and_trunk(keypoints)[1]
    hung = layout.copy()
    # What lies above a place is seen through arms.
    rows = np.where(is_any(layout, ARMS), 0, np.arange(len(layout))[:, None])
    last = np.maximum.accumulate(rows, 0)
    _, parts, stats, _ = cv2.connectedComponentsWithStats(strip.astype(np.uint8))
    for part in range(1, len(stats)):
        left, top, wide, high = stats[part, :4]
        window = (slice(max(0, top - 1), top + high), slice(left, left + wide))
        own = parts[window] == part
        heights = own.sum(0)
        first = own.argmax(0)
        columns = left + np.arange(wide)
        over = last[np.maximum(window[0].start + first - 1, 0), columns]
        above = layout[over, columns] == Compact.UPPER
        if np.median(heights) <= most and above.mean() > 0.5:
            hung[window][own] = Compact.UPPER
    return hung


def lower_garment_kept(
    layout: Labels, photo: Labels, keypoints: Keypoints, *, outerwear: bool = False
) -> Labels:
    """Returns the layout with the lower garment before the new one where it stays so.

    How far a garment hangs over trousers or a skirt the network tells by the garment. But who wore
    the old one tucked in goes on doing so, unless it is a coat; and where a garment lies in a lap
    the network has not seen.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without neck and hips nothing is changed.
        outerwear: Whether the new garment is a coat or a jacket.
    """
    if not keypoints.found(Joint.NECK, *HIPS):
        return layout
    hips, trunk = hips_and_trunk(keypoints)
    tucked = is_tucked(photo, hips, trunk) and not outerwear
    if not tucked and not _sits(keypoints, hips, trunk):
        return layout
    outline = _EVEN_OUTLINE * canvas_scale(photo.shape[1])
    shown = soften(photo == Compact.LOWER, outline) > 0.5
    kept = layout.copy()
    kept[shown & (layout == Compact.UPPER)] = Compact.LOWER
    return kept


def is_tucked(photo: Labels, hips: NDArray[np.float32], trunk: float) -> bool:
    """Whether the old garment ends clearly above the hips, or nowhere above a lower one."""
    left, right = np.sort(np.rint(hips[:, 0]).astype(int))
    ends = _ends_over(photo)[max(0, left) : right + 1]
    shown = ends[ends >= 0]
    return not shown.size or float(hips[:, 1].mean() - np.median(shown)) > _TUCKED * trunk


def _sits(keypoints: Keypoints, hips: NDArray[np.float32], trunk: float) -> bool:
    """Whether a knee is hardly below its hip."""
    return any(
        keypoints.found(knee) and keypoints.xy[knee][1] - hip[1] < _SEATED * trunk
        for knee, hip in zip((Joint.LEFT_KNEE, Joint.RIGHT_KNEE), hips, strict=True)
    )


def level_hem(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with a hem that lies level over the trousers, and as wide as they are.

    The network lets it sag and slant and rounds its corners off. A garment that covers hardly more
    of the trousers than their waistband ends above it, where the old one did.

    Takes what all of `settling_rules` do; needs neck and hips.
    """
    if not keypoints.found(Joint.NECK, *HIPS):
        return layout
    hips, trunk = hips_and_trunk(keypoints)
    scale = canvas_scale(layout.shape[1])
    over = (layout == Compact.UPPER) & (photo == Compact.LOWER) & ~settled
    columns, hem = hem_of(layout, hips, scale)
    if not over.any() or len(columns) < SHORTEST_HEM * scale:
        return layout
    level = layout.copy()
    if np.median(over[:, columns].sum(0)) < _WAISTBAND * trunk:
        level[over] = Compact.LOWER
        return level
    slant = slope(hips, photo, columns, hem)
    away = columns - float(columns.mean())
    middle = float(np.median(hem - slant * away))
    across = np.arange(layout.shape[1]) - float(columns.mean())
    half = max(1.0, float(np.ptp(columns)) / 2)
    line = middle + slant * across - _SAG * half * np.clip(across / half, -1, 1) ** 2
    above = np.arange(len(layout))[:, None] <= line
    # Above it there is none of the trousers, not even where the old garment lay over them.
    covered = is_any(photo, (Compact.LOWER, Compact.UPPER)) & ~settled
    level[covered & above & (layout == Compact.LOWER)] = Compact.UPPER
    # Farther aside hang sleeves.
    own = np.abs(across) <= half + SIDE * scale
    hanging = (photo == Compact.LOWER) & ~settled & ~above & own
    level[hanging & (layout == Compact.UPPER)] = Compact.LOWER
    return level


def slope(
    hips: NDArray[np.float32], photo: Labels, columns: NDArray[np.intp], hem: NDArray[np.intp]
) -> float:
    """Returns how far a hem slants: the middle one of hips, old hem, and what the network drew."""
    slopes = [slope_of(hips)]
    old = _ends_over(photo)[columns]
    for places, ends in ((columns[old >= 0], old[old >= 0]), (columns, hem)):
        slopes.append(float(np.polyfit(places, ends, 1)[0]) if len(places) > 1 else 0.0)
    return float(np.clip(np.median(slopes), -_MOST_SLANT, _MOST_SLANT))


def slope_of(hips: NDArray[np.float32]) -> float:
    """Returns how far hips (2, 2) slant, rows a column."""
    across, down = (float(length) for length in hips[1] - hips[0])
    slant = down / across if abs(across) > 1 else 0.0
    return float(np.clip(slant, -_MOST_SLANT, _MOST_SLANT))


def hips_and_trunk(keypoints: Keypoints) -> tuple[NDArray[np.float32], float]:
    """Returns both hips (2, 2), and how far they are from the neck, in pixels."""
    hips = keypoints.xy[list(HIPS)]
    return hips, float(np.hypot(*(hips.mean(0) - keypoints.xy[Joint.NECK])))


def hem_of(
    layout: Labels, hips: NDArray[np.float32], scale: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns the columns (n,) in which the trunk's cloth ends over trousers, and its last rows."""
    ends = _ends_over(layout)
    columns = _run_around(ends, round(float(hips[:, 0].mean())), _JUMP * scale)
    return columns, ends[columns]


def _ends_over(labels: Labels) -> NDArray[np.intp]:
    """Returns (W,) the last row of cloth above trousers in each column, -1 without one."""
    ends = (labels[:-1] == Compact.UPPER) & (labels[1:] == Compact.LOWER)
    last = len(ends) - 1 - ends[::-1].argmax(0)
    return np.where(ends.any(0), last, -1)


def _run_around(ends: NDArray[np.intp], middle: int, jump: float) -> NDArray[np.intp]:
    """Returns the columns around a middle one whose ends follow each other without a jump."""
    seen = np.flatnonzero(ends >= 0)
    if not seen.size:
        return seen
    runs = np.split(seen, 1 + np.flatnonzero(np.abs(np.diff(ends[seen])) > jump))
    return min(runs, key=lambda run: float(np.abs(run - middle).min()))


def without_old_ties(
    layout: Labels, photo: Labels, cloth_mask: Mask, keypoints: Keypoints
) -> Labels:
    """Returns the layout without cloth that hangs from its hem as a tie of the old garment did.

    Args:
        layout: (H, W) compact classes in a new garment whose sleeves end above the hips.
        photo: (H, W) compact classes of the photo.
        cloth_mask: (H, W) the product: where something hangs down from its hem, that is its own.
        keypoints: In pixels of `layout`; without both hips nothing is changed.
    """
    if not keypoints.found(*HIPS) or not cloth_mask.any():
        return layout
    rows = np.flatnonzero(cloth_mask.any(1))
    lower_half = np.arange(len(layout))[:, None] > (rows[0] + rows[-1]) / 2
    if _hanging(cloth_mask, lower_half).any():
        return layout
    hips = keypoints.xy[list(HIPS)]
    above = _TIE * canvas_scale(layout.shape[1])
    below = np.arange(len(layout))[:, None] > hips[:, 1].min() - above
    tie = _hanging(layout == Compact.UPPER, below) & (photo == Compact.UPPER)
    others = ~is_any(layout, (Compact.UPPER, Compact.HAIR, Compact.FACE))
    cut = layout.copy()
    cut[tie] = layout[nearest_index(others)][tie]
    return cut


def _hanging(cloth: Mask, where: Mask) -> Mask:
    """Returns what of a garment hangs down narrowly, in rows (H, 1)."""
    radius = _TIE * canvas_scale(cloth.shape[1])
    narrow = Islands(cloth & ~open_(cloth, radius) & where)
    hanging = np.zeros(cloth.shape, bool)
    for part in narrow.parts(narrow.areas > radius**2, 0):
        high, wide = part.own.shape
        if high > max(2 * radius, wide):
            hanging[part.window] |= part.own
    return hanging
