"""Thin straps, which no network here can see: measured on the product, hung over the shoulders.

A strap is two or three pixels of the networks' 512x384. On the product it is plain to see, and on
the person it leads from the garment's edge straight to the top of the shoulder. Lengths are pixels
of a canvas 768 wide and are scaled with the width.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.coordinates import canvas_scale, to_unit
from tryon.pipelines.compact.spread import nearest_index, open_
from tryon.types import Keypoints, Labels, Mask

Field = NDArray[np.float32]
Point = NDArray[np.float32]

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_SKIN = (Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM)
# Half the width of the widest strap that is one, and how long a strap is at least, in shares of the
# garment's width on the product photo: of shops' strap tops 0.01 to 0.04, and 0.15 to 0.4.
_WIDEST, _SHORTEST = 0.05, 0.1
# How far down the garment, of its height, a strap may begin.
_LOWEST_FOOT = 0.35
# Between which places a strap lies on a shoulder, on the way from the middle of the neck to the
# joint; it leads there as straight up as it can.
_ON_SHOULDER = (0.55, 0.85)
# Below the shoulder joints, in shares of their distance: above this there is no cloth but straps;
# here the garment is as wide as at their feet. And how thick cloth is that is no strap, and how far
# above the joints a shoulder's top may be.
_HIGHEST, _CHEST, _THICK, _TOP = 0.1, 0.5, 0.06, 0.35
_LEAST_HALF_WIDTH = 1.6


@dataclass(frozen=True)
class Strap:
    """A strap, as it lies on the product and on the person.

    Attributes:
        middle: (n, 2) float32 (x, y) of its middle on the product, from its foot upwards.
        product_half: Half its width there, in pixels.
        foot: (x, y) float32 where it begins on the person.
        top: (x, y) float32 where it ends, on the shoulder.
        half: Half its width on the person, in pixels.
    """

    middle: Point
    product_half: float
    foot: Point
    top: Point
    half: float


def find_straps(layout: Labels, keypoints: Keypoints, cloth_mask: Mask) -> list[Strap]:
    """Finds the straps of a garment and where they lie on a person.

    Args:
        layout: (H, W) compact classes in the new garment; thin cloth in it is not looked at.
        keypoints: In pixels of `layout`.
        cloth_mask: (H, W) the garment on the product photo.

    Returns:
        One on each side; none at all where a side has none, or no shoulder is known.
    """
    product = _on_product(cloth_mask)
    if product is None or not keypoints.found(Joint.NECK, *_SHOULDERS):
        return []
    body = _body(layout, keypoints)
    if not body.any():
        return []
    tops = np.where(body.any(0), body.argmax(0), len(body))
    shoulders = keypoints.xy[list(_SHOULDERS)]
    neck = shoulders.mean(0)
    wide = float(np.hypot(*(shoulders[1] - shoulders[0])))
    chest = int(np.clip(round(float(neck[1]) + _CHEST * wide), 0, len(body) - 1))
    columns = np.flatnonzero(body[chest])
    if not columns.size:
        return []
    left, right = float(columns[0]), float(columns[-1])
    straps = []
    for (middle, half, share, width), shoulder in zip(
        product, sorted(shoulders.tolist()), strict=True
    ):
        x = left + share * (right - left)
        column = int(np.clip(round(x), 0, layout.shape[1] - 1))
        way = (x - neck[0]) / (shoulder[0] - neck[0])
        top_x = neck[0] + float(np.clip(way, *_ON_SHOULDER)) * (shoulder[0] - neck[0])
        top_y = _shoulder_line(layout, top_x, float(tops[column]))
        if tops[column] >= len(body) or top_y is None:
            return []
        top_y = max(top_y, min(float(shoulder[1]), float(neck[1])) - _TOP * wide)
        pixel = canvas_scale(layout.shape[1])
        straps.append(
            Strap(
                middle,
                half,
                np.array([x, float(tops[column])], np.float32),
                np.array([top_x, top_y], np.float32),
                max(_LEAST_HALF_WIDTH * pixel, half * (right - left) / width),
            )
        )
    return straps


def hang(layout: Labels, keypoints: Keypoints, straps: list[Strap], settled: Mask) -> Labels:
    """Returns the layout (H, W) with these straps, and no other narrow cloth above the garment."""
    hung = layout.copy()
    body = _body(layout, keypoints)
    rows = np.flatnonzero(body.any(1))
    above = np.arange(len(layout))[:, None] < rows[len(rows) // 2]
    narrow = (layout == Compact.UPPER) & ~body & above & ~settled
    rest = is_any(layout, _SKIN)
    if narrow.any() and rest.any():
        hung[narrow] = layout[nearest_index(rest)][narrow]
    for strap in straps:
        _, _, here = _places(layout.shape, strap)
        hung[here & is_any(hung, _SKIN) & ~settled] = Compact.UPPER
    return hung


def flow_along(flow: Field, straps: list[Strap]) -> Field:
    """Returns the flow (2, H, W), from -1 to 1, leading along every strap to the product's own."""
    led = flow.copy()
    height, width = flow.shape[1:]
    for strap in straps:
        along, aside, here = _places((height, width), strap)
        steps = along[here] * (len(strap.middle) - 1)
        x, y = (np.interp(steps, np.arange(len(strap.middle)), strap.middle[:, k]) for k in (0, 1))
        x = x + aside[here] / strap.half * strap.product_half
        led[0][here] = to_unit(x, width)
        led[1][here] = to_unit(y, height)
    return led


def _places(size: tuple[int, ...], strap: Strap) -> tuple[Field, Field, Mask]:
    """Returns (H, W) how far along a strap every place is, 0 to 1, how far aside, and the strap."""
    rows, columns = np.mgrid[: size[0], : size[1]].astype(np.float32)
    way = strap.top - strap.foot
    length = max(float(np.hypot(*way)), 1.0)
    x, y = columns - strap.foot[0], rows - strap.foot[1]
    along = (x * way[0] + y * way[1]) / length**2
    aside = (x * -way[1] + y * way[0]) / length
    # A strap begins within the garment and ends behind the shoulder.
    beyond = 3 * strap.half / length
    here = (np.abs(aside) <= strap.half) & (along >= -beyond) & (along <= 1 + beyond)
    return np.clip(along, 0, 1), aside, here


def _body(layout: Labels, keypoints: Keypoints) -> Mask:
    """Returns the garment (H, W) without its narrow parts, and without what covers shoulders."""
    shoulders = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(shoulders[1] - shoulders[0])))
    highest = round(float(shoulders[:, 1].mean()) + _HIGHEST * wide)
    below = np.arange(len(layout))[:, None] > highest
    return open_((layout == Compact.UPPER) & below, _THICK * wide)


def _shoulder_line(layout: Labels, x: float, below: float) -> float | None:
    """Returns the row where skin begins above a place: the top of the shoulder, or its hair."""
    column = layout[: int(below), int(np.clip(round(x), 0, layout.shape[1] - 1))]
    if not len(column):
        return None
    bare = is_any(column, (*_SKIN, Compact.UPPER))[::-1]
    steps = len(bare) if bare.all() else int(bare.argmin())
    return float(len(column) - steps) if steps else None


def _on_product(mask: Mask) -> list[tuple[Point, float, float, float]] | None:
    """Returns the straps of a product, left and right: middle, half width, where its foot is.

    The last two are the share of the garment's width at which it begins, and that width.
    """
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    if not columns.size:
        return None
    wide, high = float(columns[-1] - columns[0]), float(rows[-1] - rows[0])
    body = open_(mask, _WIDEST * wide)
    _, parts, stats, _ = cv2.connectedComponentsWithStats((mask & ~body).astype(np.uint8))
    found: dict[bool, tuple[int, tuple[Point, float, float, float]]] = {}
    for part in range(1, len(stats)):
        left, top, width, tall = stats[part, :4]
        if tall < _SHORTEST * wide or top + tall > rows[0] + _LOWEST_FOOT * high:
            continue
        strap = parts[top : top + tall, left : left + width] == part
        edges = _outer_edges(strap, on_left=left + width / 2 < (columns[0] + columns[-1]) / 2)
        middle = np.stack([left + edges.mean(1), np.arange(top, top + tall)], 1)[::-1]
        foot_y = min(int(top + tall + 0.1 * high), len(mask) - 1)
        across = np.flatnonzero(body[foot_y])
        if not across.size:
            continue
        share = (middle[0, 0] - across[0]) / max(1.0, float(across[-1] - across[0]))
        side = bool(share > 0.5)
        if side not in found or found[side][0] < tall:
            half = float(np.median(np.ptp(edges, axis=1) + 1)) / 2
            found[side] = (
                tall,
                (
                    middle.astype(np.float32),
                    half,
                    float(np.clip(share, 0, 1)),
                    float(across[-1] - across[0]),
                ),
            )
    if len(found) < 2:
        return None
    return [found[False][1], found[True][1]]


def _outer_edges(strap: Mask, on_left: bool) -> NDArray[np.intp]:
    """Returns (rows, 2): where in every row the outermost run of a strap begins and ends.

    A strap laid flat shows its back part beside the front one, further in.
    """
    seen = strap if on_left else strap[:, ::-1]
    first = seen.argmax(1)
    behind = np.arange(strap.shape[1]) >= first[:, None]
    gap = behind & ~seen
    last = np.where(gap.any(1), gap.argmax(1), strap.shape[1]) - 1
    edges = np.stack([first, last], 1)
    return edges if on_left else (strap.shape[1] - 1 - edges)[:, ::-1]
