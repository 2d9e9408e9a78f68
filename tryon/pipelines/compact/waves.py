"""Takes long waves and steps out of outlines that are drawn anew before the wall.

Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.spread import dilate, open_
from tryon.types import Labels, Mask

Curve = NDArray[np.float64]

_TUBES = (Compact.UPPER, Compact.LEFT_ARM, Compact.RIGHT_ARM)
# How long a wave keeps three quarters of its height. One of 150 pixels keeps half, one of 100 a
# seventh; a round of 40 pixels radius loses two and a half. On 46 layouts the squares of second
# differences 9 pixels apart fell to a ninth; the median of the largest shifts was under 3 pixels.
_WAVE = 190.0
# Between points of a curve.
_STEP = 3.0
# An outline moves no farther: what would, is no wave.
_MOST = 9.0
# Between the chords of this length before and after a point, at corners, elbows and shoulders. A
# wave of 100 pixels that is 10 high has 25 degrees.
_CHORD, _BEND = 30.0, np.deg2rad(42)
# How near another class or the frame of the picture is where it bounds an outline.
_TOUCH = 2
# How far from neck, face and hair outlines are left to collars and necklines.
_COLLAR = 40
# Half the width of strips that differ from the photo and are still the same, and how near to an
# outline the photo has to be the same to show it.
_SAME, _NEAR = 2, 3
# Along how much of an outline at least it shows an arm and the garment: where a new outline crosses
# an old one nothing is shown, and an old garment's is none of the new one's.
_SHOWN_ARM, _SHOWN_GARMENT = 30.0, 60.0
# How much of what is shown beside a new outline has a say in its direction, and how much of a say.
_BESIDE, _HELD = 12.0, 1e6
# Shorter outlines are no waves.
_SHORTEST = 45.0


def without_waves(layout: Labels, photo: Labels, settled: Mask) -> Labels:
    """Returns the layout with even outlines of garment and arms before the wall.

    Source: P. H. C. Eilers, "A perfect smoother" (2003): a curve near the points with the least
    squares of its second differences.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        settled: (H, W) what must not change: hands, hair, face, other people.

    Returns:
        (H, W) uint8, a new array.
    """
    scale = canvas_scale(layout.shape[1])
    wall = layout == Compact.BACKGROUND
    head = dilate(is_any(layout, (Compact.NECK, Compact.FACE, Compact.HAIR)), _COLLAR * scale)
    anew = open_(layout != photo, _SAME * scale)
    shown = ~dilate(anew, (_SAME + _NEAR) * scale)
    # The frame of the picture is no outline.
    frame = np.pad(np.zeros((wall.shape[0] - 2, wall.shape[1] - 2), bool), 1, constant_values=True)
    even = layout.copy()
    for label in _TUBES:
        own = layout == label
        other = _touched((~own & ~wall) | settled | frame) | head
        outlines, _ = cv2.findContours(
            own.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
        )
        for outline in outlines:
            points = outline[:, 0].astype(float)
            if len(points) < 2 * _SHORTEST * scale:
                continue
            x, y = outline[:, 0].T
            bound = other[y, x]
            shortest = _SHOWN_GARMENT if label == Compact.UPPER else _SHOWN_ARM
            there = _lasting(shown[y, x], shortest * scale)
            curve = _evened(points, bound, there, scale)
            if curve is None:
                continue
            before, after = _filled(points, wall.shape), _filled(curve, wall.shape)
            even[after & ~before & ~settled & wall] = label
            even[before & ~after & ~settled & own] = Compact.BACKGROUND
    return even


def _touched(mask: Mask) -> Mask:
    """Returns a mask with `_TOUCH` pixels more all round."""
    square = np.ones((2 * _TOUCH + 1,) * 2, np.uint8)
    wide: Mask = cv2.dilate(mask.astype(np.uint8), square) > 0
    return wide


def _filled(curve: Curve, shape: tuple[int, ...]) -> Mask:
    """Returns what a closed curve (N, 2) holds, its own pixels too; 16 steps to a pixel."""
    plane = np.zeros(shape, np.uint8)
    cv2.fillPoly(plane, [np.rint(curve * 16).astype(np.int32)], 1, shift=4)
    return plane > 0


def _evened(points: Curve, bound: Mask, shown: Mask, scale: float) -> Curve | None:
    """Returns the closed curve (N, 2) evened out, or None if nothing of it may be.

    Args:
        points: (N, 2) x and y of the outline's pixels in order.
        bound: (N,) where it is not one with the wall, or may not change.
        shown: (N,) where the photo shows it.
        scale: Of the canvas.
    """
    start = int(bound.argmax())
    points = np.roll(points, -start, axis=0)
    bound, shown = (np.roll(flags, -start) for flags in (bound, shown))
    bent = _bends(points, scale)
    parts: list[Curve] = []
    changed = False
    for first, last in _runs(bound):
        run, held = points[first:last], (bent | shown)[first:last]
        for a, b in _runs(held):
            if bound[first] or held[a] or b - a < _SHORTEST * scale:
                parts.append(run[a:b])
                continue
            more = int(_BESIDE * scale)
            c, d = max(a - more, 0), min(b + more, len(run))
            parts.append(_smooth(run[c:d], held[c:d], a - c, d - b, scale))
            changed = True
    return np.concatenate(parts) if changed else None


def _runs(flags: Mask) -> Iterator[tuple[int, int]]:
    """Gives where each row of equal flags begins and ends."""
    ends = np.flatnonzero(np.diff(flags.astype(np.int8))) + 1
    yield from zip([0, *ends], [*ends, len(flags)], strict=True)


def _lasting(flags: Mask, shortest: float) -> Mask:
    """Returns the flags (N,) without the rows of them that are shorter."""
    lasting = flags.copy()
    for first, last in _runs(flags):
        lasting[first:last] &= last - first > shortest
    return lasting


def _bends(points: Curve, scale: float) -> Mask:
    """Returns (N,) where the closed outline (N, 2) turns as no wave does."""
    reach = min(round(_CHORD * scale), len(points) // 3)
    before = points - np.roll(points, reach, 0)
    after = np.roll(points, -reach, 0) - points
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    bent: Mask = np.abs(np.arctan2(cross, (before * after).sum(1))) > _BEND
    return bent


def _smooth(run: Curve, held: Mask, before: int, after: int, scale: float) -> Curve:
    """Returns the points of a run but its first and last ones, evened out."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(run, axis=0).T))])
    places = np.linspace(0, along[-1], max(round(along[-1] / (_STEP * scale)), 8) + 1)
    curve = np.stack([np.interp(places, along, column) for column in run.T], 1)
    weights = np.where(np.interp(places, along, held) > 0.5, _HELD, 1.0)
    weights[[0, -1]] = _HELD
    differences = np.diff(np.eye(len(places)), 2, axis=0)
    bending = differences.T @ differences
    strength = (_WAVE / _STEP / (2 * np.pi)) ** 4
    while True:
        system = np.diag(weights) + strength * bending
        even = np.linalg.solve(system, weights[:, None] * curve)
        # Once more for what is left: rounds stay as round.
        even += np.linalg.solve(system, weights[:, None] * (curve - even))
        if np.hypot(*(even - curve).T).max() <= _MOST * scale:
            break
        strength /= 2
    inner = (places >= along[before]) & (places <= along[len(run) - 1 - after])
    evened: Curve = even[inner]
    return evened
