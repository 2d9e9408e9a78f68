"""Straps lead over the shoulders, and what hangs on them covers them."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import SKIN_CLASSES, Compact, Joint, is_any
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.hidden_arms import body_size, outer_side, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame
from tryon.pipelines.compact.spread import close_, nearest_index, open_
from tryon.types import Keypoints, Labels, Mask, Neckline, Sleeve

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
# In widths of the shoulders: how far a strap rises above the middle of the neckline, how far below
# its highest place it still is its end, and how far short of the shoulder's line it may be drawn.
_RISE, _STRAP_END, _SHORT_OF = 0.15, 0.06, 0.3
# How far short of it a garment is that surely hangs on the shoulders, and where it does, on the way
# from the middle of the neck to the shoulder joint.
_COVERED, _STRAP_PLACE = 0.5, (0.55, 0.9)
# In the same widths: how wide a strap is that the network lost, and how long it may be.
_STRAP_WIDTH, _HUNG = 0.05, 0.8
# In widths of the shoulders: how thick cloth lies on a shoulder and how far its round reaches from
# the joint; beyond that, how much farther from the arm cloth may hang for every pixel.
_CLOTH, _ROUND, _HANGING = 0.03, 0.35, 0.35

# How far beyond the joints a sleeveless garment's shoulders reach, in the same widths; where a
# shoulder lies across it and how much of it counts; from which gap on it is bare, and how much of
# it has to be; and at which share of its height a product's shoulders are as wide as they get.
_OVER_JOINT, _SHOULDER_PLACES, _SHOULDER_PART = 0.06, (0.14, 0.86), 0.1
_BARE, _BARE_SHARE, _SHOULDER_ROW = 0.2, 0.4, 0.06
# How deep a V and a round neck are where nothing is seen of the product's inner back.
_V_DEPTH, _ROUND_DEPTH = 0.4, 0.12
# What is as high as the highest, and half the width of a neck, in the same widths.
_LEVEL, _NECK = 0.01, 0.18
# Half the height of a rim that is left above an inner back, in widths of the canvas.
_RIM = 0.012
# In widths of the shoulders: how far above the joints a shoulder's top may be, and how far above
# the middle of a shoulder the neckline begins.
_TOP, _SLOPE = 0.35, 0.08
# Where down a product, of its height, its shoulders and its trunk are measured, and below which
# share of the trunk's width shoulders are bare: a racerback has 0.6, six other tops with a round
# neckline or a V had 0.95 and more.
_SHOULDER_ROWS, _TRUNK_ROWS, _BARED = (0.06, 0.1, 0.15), (0.4, 0.5, 0.6, 0.7), 0.75
# In widths of the shoulders: how near the joints an outline is a shoulder's and how far below them,
# and the radius of the disc that rolls over its round.
_NEAR_JOINT, _BELOW_JOINT, _ROLLING = 0.35, 0.1, 0.4
# Along an arm (1 the elbow): in which steps a sleeve is followed, above which place cloth is the
# shoulder's, and where a sleeve ends of which nothing is seen.
_STEP, _LEAST_SLEEVE, _USUAL_SLEEVE = 0.05, 0.25, 0.5


def reach_shoulders(
    layout: Labels, keypoints: Keypoints, settled: Mask, neckline: Neckline
) -> Labels:
    """Returns the layout with straps that lead over the shoulder where they end just below it.

    A strap is what rises high above the middle of the neckline; a bandeau has none. A garment with
    a round neckline or a V hangs on the shoulders, and one on straps by two, whatever the network
    saw.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
        neckline: The new garment's.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    led = layout.copy()
    ends = keypoints.xy[list(_SHOULDERS)]
    middle = ends.mean(0)
    wide = float(np.hypot(*(ends[1] - ends[0])))
    cloth = layout == Compact.UPPER
    tops = np.where(cloth.any(0), cloth.argmax(0), layout.shape[0])
    centre = tops[int(np.clip(middle[0], 0, layout.shape[1] - 1))]
    sides = []
    for end in ends:
        left, right = sorted((float(middle[0]), float(end[0])))
        columns = np.arange(max(0, round(left)), min(layout.shape[1], round(right) + 1))
        if columns.size < 2:
            return layout
        peak = tops[columns].min()
        strap = columns[tops[columns] < peak + _STRAP_END * wide]
        way = (columns - middle[0]) / (end[0] - middle[0])
        band = columns[(way > _STRAP_PLACE[0]) & (way < _STRAP_PLACE[1])]
        place = int(band[len(band) // 2]) if band.size else int(strap[0])
        sides.append((peak, strap, band, _bare_above(layout, settled, tops[place], place)))
    most = _SHORT_OF * wide
    hangs = neckline in ("round", "v", "high", "collar") and all(gap >= most for *_, gap in sides)
    for peak, strap, band, _ in sides:
        rises = centre - peak >= _RISE * wide
        columns, farthest = strap, most
        if hangs:
            columns, farthest = band, _COVERED * wide
        elif neckline == "straps" and not rises:
            narrow = round(_STRAP_WIDTH * wide / 2)
            middle_of_band = len(band) // 2
            columns = band[max(0, middle_of_band - narrow) : middle_of_band + narrow + 1]
            farthest = _HUNG * wide
        elif not rises:
            continue
        for column in columns:
            gap = _bare_above(layout, settled, tops[column], column)
            if 0 < gap < farthest:
                led[tops[column] - gap : tops[column], column] = Compact.UPPER
    return led


def cover_shoulders(
    layout: Labels, keypoints: Keypoints, front: Mask, settled: Mask, neckline: Neckline
) -> Labels:
    """Returns the layout with cloth on both shoulders where the network left one of them bare.

    For a sleeveless garment on no straps. Laid flat it may be a box, which the network takes for a
    bandeau; its neckline is laid between the shoulders as the product has it.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        front: (H, W) bool, the product but for its inner back.
        settled: (H, W) what must not change: hands, hair, face.
        neckline: The product's.
    """
    cloth = layout == Compact.UPPER
    if not keypoints.found(*_SHOULDERS) or not front.any() or not cloth.any():
        return layout
    ends = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(ends[1] - ends[0])))
    left, right = np.sort(ends[:, 0]) + np.array([-1, 1]) * _OVER_JOINT * wide
    columns = np.arange(max(0, round(left)), min(layout.shape[1], round(right) + 1))
    across = (columns - left) / (right - left)
    sides = [abs(across - place) < _SHOULDER_PART for place in _SHOULDER_PLACES]
    bare = is_any(layout, SKIN_CLASSES) & ~settled
    highest = max(0, round(float(ends[:, 1].min()) - _TOP * wide))
    tops = np.where(cloth.any(0), cloth.argmax(0), layout.shape[0])[columns]
    lines = np.array([_first_of(bare[:y, x]) for x, y in zip(columns, tops, strict=True)])
    # Beside the garment the armhole leads from its corner to the end of the shoulder.
    there = np.flatnonzero(tops < highest + (_TOP + _HUNG) * wide)
    if not there.size or not all(side.any() for side in sides):
        return layout
    for beside in (np.arange(there[0]), np.arange(there[-1] + 1, len(columns))):
        lines[beside] = highest + bare[highest:, columns[beside]].argmax(0)
        corner, end = (there[0], 0) if beside.size and beside[0] == 0 else (there[-1], -1)
        tops[beside] = np.interp(
            np.abs(beside - corner), [0, max(1, len(beside))], [tops[corner], lines[end]]
        )
    # What the network has covered counts, and where it covers nothing what is nearest to that.
    own = np.clip(np.arange(len(columns)), there[0], there[-1])
    gaps = (tops - lines)[own]
    if max(float((gaps[side] > _BARE * wide).mean()) for side in sides) < _BARE_SHARE:
        return layout
    # The shoulders are the person's, the neckline between them is the product's.
    cut = _upper_edge(front, across)
    neck = _between_peaks(cut)
    cut[neck] = np.maximum(cut[neck], _least_opening(np.linspace(-1, 1, len(neck)), neckline))
    cut *= right - left
    rise = np.minimum(cut, _SLOPE * wide)
    shoulder = float(np.mean([np.median(lines[side] - rise[side]) for side in sides]))
    begins = lines.copy()
    begins[neck] = np.maximum(begins[neck], np.round(shoulder + cut[neck]).astype(int))
    covered = layout.copy()
    for x, begin, top in zip(columns, begins, tops, strict=True):
        covered[begin:top, x][bare[begin:top, x]] = Compact.UPPER
    return covered


def bares_shoulders(mask: Mask, sleeve: Sleeve, neckline: Neckline) -> bool:
    """Returns whether a sleeveless product (H, W) is far narrower at its shoulders than below.

    Like a racerback, which leads from the neck to the arms' pits. Below a collar it is not told: a
    hood is narrower than any shoulders.
    """
    rows = np.flatnonzero(mask.any(1))
    if sleeve != "sleeveless" or neckline not in ("round", "v") or not rows.size:
        return False
    shoulders, trunk = (
        [float(np.ptp(np.flatnonzero(mask[rows[round(place * (len(rows) - 1))]]))) for place in at]
        for at in (_SHOULDER_ROWS, _TRUNK_ROWS)
    )
    return max(shoulders) < _BARED * float(np.median(trunk))


def round_shoulders(
    layout: Labels, photo: Labels, keypoints: Keypoints, *, covered: bool = False
) -> Labels:
    """Returns the layout without steps in shoulders where the old garment lay on them.

    Under a sleeve the network draws neck and arm beside each other, and each ends as it will.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        covered: Whether the new garment covers the shoulders.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    joints = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(joints[1] - joints[0])))
    body = is_any(layout, (*SKIN_CLASSES, Compact.UPPER) if covered else SKIN_CLASSES)
    even = close_(body, _ROLLING * wide)
    rows, columns = np.ogrid[: layout.shape[0], : layout.shape[1]]
    near = np.zeros(layout.shape, bool)
    for x, y in joints:
        here = np.hypot(columns - x, rows - y) < _NEAR_JOINT * wide
        near |= here & (rows < y + _BELOW_JOINT * wide)
    step = even & near & (layout == Compact.BACKGROUND) & (photo == Compact.UPPER)
    rounded = layout.copy()
    if step.any():
        rounded[step] = layout[nearest_index(body)][step]
    return rounded


def join_sleeves(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with cloth from the shoulders to sleeves that begin below them.

    Args:
        layout: (H, W) compact classes in a new garment with sleeves.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.
    """
    joined = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        outwards = aside * np.float32(outer_side(keypoints, joints))
        near = (outwards > 0) & (outwards < usual_half_width(along, size))
        end = _end_of_sleeve(along, near & (layout == Compact.UPPER), near & (layout == arm))
        joined[(layout == arm) & ~settled & (along < end)] = Compact.UPPER
    return joined


def _end_of_sleeve(along: NDArray[np.float32], cloth: Mask, bare: Mask) -> float:
    """Returns where along an arm its sleeve ends, as usual if the network drew none.

    Args:
        along: (H, W), see `arm_frame`.
        cloth: (H, W) cloth on its outer half, beside which no trunk lies.
        bare: (H, W) what of that is bare.
    """
    edges = np.arange(0.0, 2.0 + _STEP, _STEP)
    more = np.histogram(along[cloth], edges)[0] > np.histogram(along[bare], edges)[0]
    changes = np.flatnonzero(np.diff(np.pad(more.astype(int), 1)))
    for first, last in zip(changes[::2], changes[1::2], strict=True):
        if edges[first] < 1 and edges[last] > _LEAST_SLEEVE:
            return float(edges[last])
    return _USUAL_SLEEVE


def _between_peaks(edge: NDArray[np.float64]) -> NDArray[np.intp]:
    """Returns the places between an edge's highest on the left and on the right, both inmost.

    At least those of the neck, where the edge is level.
    """
    middle, neck = len(edge) // 2, round(_NECK * len(edge))
    left, right = (np.flatnonzero(half <= half.min() + _LEVEL) for half in np.split(edge, [middle]))
    return np.arange(
        min(int(left[-1]), middle - neck), max(middle + int(right[0]), middle + neck) + 1
    )


def _least_opening(across: NDArray[np.float64], neckline: Neckline) -> NDArray[np.float64]:
    """Returns how deep a neck is open at least, from -1 to 1 across it, whatever hides the back."""
    if neckline == "v":
        return _V_DEPTH * (1 - np.abs(across))
    return (_ROUND_DEPTH if neckline == "round" else 0.0) * np.sqrt(1 - across**2)


def _first_of(above: Mask) -> int:
    """Returns where the run of true places begins that ends a column, its length without one."""
    return 0 if above.all() else len(above) - int(above[::-1].argmin())


def _upper_edge(front: Mask, across: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns how far below its highest place a product begins at some shares of its width.

    In its widths, which are those of its shoulders.
    """
    # What is left of the back's own edge above the inner back is no front.
    solid = open_(front, _RIM * front.shape[1])
    front = solid if solid.any() else front
    rows = np.flatnonzero(front.any(1))
    shoulder = front[rows[round(_SHOULDER_ROW * (len(rows) - 1))]]
    first, last = np.flatnonzero(shoulder)[[0, -1]]
    places = np.clip(np.round(first + across * (last - first)).astype(int), first, last)
    tops = np.where(front.any(0), front.argmax(0), front.shape[0])[places]
    edge: NDArray[np.float64] = (tops - rows[0]) / max(1.0, float(last - first))
    return edge


def _bare_above(layout: Labels, settled: Mask, top: int, column: int) -> int:
    """Returns how many places of skin lie above a garment's top in a column, 0 under the face."""
    above = layout[:top, column]
    bare = is_any(above, SKIN_CLASSES) & ~settled[:top, column]
    gap = len(bare) if bare.all() else int(bare[::-1].argmin())
    return 0 if gap < len(above) and above[-gap - 1] == Compact.FACE else gap


def close_to_shoulders(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns the layout with cloth that lies on the photo's shoulders instead of above them.

    The network knows bodies and draws an average one: a hand's breadth beside this one's shoulders
    it sees nothing wrong. Farther from the shoulder joints cloth may hang farther from the arm.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    joints = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(joints[1] - joints[0])))
    height, width = layout.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    from_joint = np.min([np.hypot(columns - x, rows - y) for x, y in joints], axis=0)
    ease = _CLOTH * wide + _HANGING * np.maximum(0, from_joint - _ROUND * wide)
    beside = distance_to(photo != Compact.BACKGROUND, exact=True)
    closed = layout.copy()
    closed[(layout == Compact.UPPER) & (beside > ease)] = Compact.BACKGROUND
    return closed
