"""Hems, necklines and sleeve ends without steps, and hems where the old one was.

Labels are (H, W) of `labels.Compact`; lengths are pixels of a canvas 768 wide.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.spread import nearest_index, open_
from tryon.types import Keypoints, Labels, Mask

_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
_HEM_BLUR, _NECKLINE_BLUR, _POINT_BLUR = 9.0, 8.0, 4.0
_HIPS = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
# From neck to hips: how much higher than the old one a hem may end that is meant to end there.
_STRIP = 0.35
# A step of a hem between two columns is no larger than this, or it is a sleeve's beside it; the
# shortest hem that is evened; and how far it is moved at most.
_JUMP, _SHORTEST_HEM, _MOST_MOVED = 32, 80, 40
# Rounds of fitting, and from how many times the usual distance on a place has no say.
_ROUNDS, _STRAY = 4, 3.0
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
    for arm in _ARMS:
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
    if not strip.any() or not keypoints.found(Joint.NECK, *_HIPS):
        return layout
    trunk = keypoints.xy[list(_HIPS)].mean(0) - keypoints.xy[Joint.NECK]
    most = _STRIP * float(np.hypot(*trunk))
    hung = layout.copy()
    # What lies above a place is seen through arms.
    rows = np.where(is_any(layout, _ARMS), 0, np.arange(len(layout))[:, None])
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


def even_hem(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with a hem that runs evenly over the trousers, from side to side.

    The network lets it sag and rise. It never rises above the old one: what lies there nobody saw.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without both hips nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
    """
    if not keypoints.found(*_HIPS):
        return layout
    middle = round(float(keypoints.xy[list(_HIPS), 0].mean()))
    scale = canvas_scale(layout.shape[1])
    ends = _ends_over(layout, Compact.LOWER)
    columns = _run_around(ends, middle, _JUMP * scale)
    if len(columns) < _SHORTEST_HEM * scale:
        return layout
    hem = ends[columns]
    fitted = _even_curve(columns, hem)
    old = _ends_over(photo, Compact.LOWER)[columns]
    lowest = np.where(old >= 0, np.minimum(old, hem), 0)
    most = _MOST_MOVED * scale
    fitted = np.maximum(np.clip(fitted, hem - most, hem + most), lowest)
    level = np.round(fitted).astype(int)
    even = layout.copy()
    rows = np.arange(len(layout))[:, None]
    part, still = even[:, columns], settled[:, columns]
    longer = (rows > hem) & (rows <= level) & (part == Compact.LOWER) & ~still
    shorter = (rows > level) & (rows <= hem) & (part == Compact.UPPER) & ~still
    part[longer], part[shorter] = Compact.UPPER, Compact.LOWER
    even[:, columns] = part
    return even


def _ends_over(labels: Labels, below: Compact) -> NDArray[np.intp]:
    """Returns (W,) the last row of cloth above another class in each column, -1 without one."""
    ends = (labels[:-1] == Compact.UPPER) & (labels[1:] == below)
    last = len(ends) - 1 - ends[::-1].argmax(0)
    return np.where(ends.any(0), last, -1)


def _run_around(ends: NDArray[np.intp], middle: int, jump: float) -> NDArray[np.intp]:
    """Returns the columns around a middle one whose ends follow each other without a jump."""
    seen = np.flatnonzero(ends >= 0)
    if not seen.size:
        return seen
    runs = np.split(seen, 1 + np.flatnonzero(np.abs(np.diff(ends[seen])) > jump))
    return min(runs, key=lambda run: float(np.abs(run - middle).min()))


def _even_curve(columns: NDArray[np.intp], hem: NDArray[np.intp]) -> NDArray[np.float64]:
    """Returns (N,) rows of a parabola through a hem's, which few strays do not draw."""
    across = (columns - columns.mean()) / max(1.0, float(np.ptp(columns)))
    weights = np.ones(len(columns))
    curve = hem.astype(float)
    for _ in range(_ROUNDS):
        curve = np.polyval(np.polyfit(across, hem, 2, w=weights), across)
        away = np.abs(hem - curve)
        usual = max(1.0, _STRAY * float(np.median(away)))
        weights = np.clip(1 - (away / usual) ** 2, 1e-3, 1)
    return curve


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
    if not keypoints.found(*_HIPS) or not cloth_mask.any():
        return layout
    rows = np.flatnonzero(cloth_mask.any(1))
    lower_half = np.arange(len(layout))[:, None] > (rows[0] + rows[-1]) / 2
    if _hanging(cloth_mask, lower_half).any():
        return layout
    hips = keypoints.xy[list(_HIPS)]
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
