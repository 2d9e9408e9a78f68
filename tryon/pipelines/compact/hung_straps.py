"""Thin straps, which no network here can see: measured on the product, hung over the shoulders.

A strap is two or three pixels of the networks' 512x384. On the product it is plain to see, and on
the person it leads from the garment's edge to the top of the shoulder, as the other one does.
Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tryon.labels import SKIN_CLASSES, Compact, Joint, is_any
from tryon.pictures.coordinates import canvas_scale, to_unit
from tryon.pipelines.compact.product_straps import ProductStrap, ProductStraps
from tryon.pipelines.compact.spread import close_, nearest_index, open_
from tryon.types import Image, Keypoints, Labels, Mask

Field = NDArray[np.float32]
Point = NDArray[np.float32]

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
# Between which places straps begin on the garment and lie on the shoulders, on the way from the
# middle of the neck to the joint. Chosen by eye, on 35 pictures of three tops.
_FOOT, _ON_SHOULDER = (0.6, 0.8), (0.5, 0.67)
# Below the shoulder joints, in shares of their distance: above this there is no cloth but straps;
# here the garment is as wide as at their feet. And how thick cloth is that is no strap, and how far
# above the joints a shoulder's top may be.
_HIGHEST, _CHEST, _THICK, _TOP = 0.1, 0.5, 0.06, 0.35
# In the same shares: how wide the part of the middle is at which the layout tells how far down the
# neckline leads, and how round the corners are in which straps meet the garment.
_MIDDLE, _CORNER = 0.1, 0.09
# How steeply, at least, the armhole falls from the strap's foot.
_ARMHOLE = 2.0
_LEAST_HALF_WIDTH = 4.0
# Half the width of the widest strap on a product that is too narrow to show more than one colour.
_NARROW = 7


@dataclass(frozen=True)
class Strap:
    """A strap, as it lies on the person.

    Attributes:
        product: The same one on the product.
        foot: (x, y) float32 where it begins.
        top: (x, y) float32 where it ends, on the shoulder.
    """

    product: ProductStrap
    foot: Point
    top: Point


@dataclass(frozen=True)
class Hung:
    """How a garment hangs on two straps.

    Attributes:
        straps: The one on the picture's left, and the other one.
        half: Half the width of either, in pixels.
        product: What they and the edge between them are on the product.
    """

    straps: tuple[Strap, Strap]
    half: float
    product: ProductStraps


def find_straps(layout: Labels, keypoints: Keypoints, product: ProductStraps) -> Hung | None:
    """Finds how a garment hangs on its straps.

    The networks draw the two sides unlike each other; both straps begin and end as far from the
    neck, the line between their feet is as aslant as the shoulders, and as high as the layout has
    the middle of the neckline below it.

    Args:
        layout: (H, W) compact classes in the new garment; thin cloth in it is not looked at.
        keypoints: In pixels of `layout`.
        product: The garment's straps.

    Returns:
        None where no shoulder is known, or no garment.
    """
    if not keypoints.found(Joint.NECK, *_SHOULDERS):
        return None
    body = _body(layout, keypoints)
    shoulders = np.array(sorted(keypoints.xy[list(_SHOULDERS)].tolist()), np.float32)
    neck = shoulders.mean(0)
    across = shoulders[1] - shoulders[0]
    wide = float(np.hypot(*across))
    chest = int(np.clip(round(float(neck[1]) + _CHEST * wide), 0, len(body) - 1))
    columns = np.flatnonzero(body[chest])
    if not columns.size or across[0] <= 0:
        return None
    left, right = float(columns[0]), float(columns[-1])
    ways = [
        (left + strap.share * (right - left) - neck[0]) / (shoulder[0] - neck[0])
        for strap, shoulder in zip((product.left, product.right), shoulders, strict=True)
    ]
    way = float(np.clip(np.mean(ways), *_FOOT))
    feet = [neck + way * (shoulder - neck) for shoulder in shoulders]
    apart = float(feet[1][0] - feet[0][0])
    middle = neck[0] + np.array([-0.5, 0.5]) * _MIDDLE * wide
    tops = body[:, round(middle[0]) : round(middle[1]) + 1]
    if not tops.any():
        return None
    edge = float(np.median(tops.argmax(0)[tops.any(0)]))
    lowered = edge - apart * float(product.edge[len(product.edge) // 2]) - float(neck[1])
    lowered = max(lowered, _HIGHEST * wide)
    straps = []
    for strap, shoulder, foot in zip((product.left, product.right), shoulders, feet, strict=True):
        x = float(neck[0] + np.clip(way, *_ON_SHOULDER) * (shoulder[0] - neck[0]))
        highest = min(float(shoulder[1]), float(neck[1])) - _TOP * wide
        y = max(highest, _shoulder_line(layout, x, float(foot[1]) + lowered))
        lower = foot + np.array([0, lowered], np.float32)
        straps.append(Strap(strap, lower, np.array([x, y], np.float32)))
    least = _LEAST_HALF_WIDTH * canvas_scale(layout.shape[1])
    half = max(least, product.half * apart / product.apart)
    return Hung((straps[0], straps[1]), half, product)


def hang(layout: Labels, keypoints: Keypoints, hung: Hung, settled: Mask) -> Labels:
    """Returns the layout (H, W) with a garment on these straps and with no other cloth above it.

    Between the straps the garment ends as the product does.
    """
    drawn = layout.copy()
    edge = _upper_edge(layout.shape[1], hung)
    rows = np.arange(len(layout))[:, None]
    rest, cloth = is_any(layout, SKIN_CLASSES), layout == Compact.UPPER
    feet = [strap.foot for strap in hung.straps]
    between = np.zeros(layout.shape, bool)
    between[:, round(float(feet[0][0])) : round(float(feet[1][0])) + 1] = True
    # What the networks took for arm there is chest.
    drawn[(cloth | rest) & between & (rows < edge) & ~settled] = Compact.NECK
    above = cloth & ~between & (rows < edge) & ~settled
    if above.any() and rest.any():
        drawn[above] = layout[nearest_index(rest)][above]
    body = _body(layout, keypoints)
    lacking = (rows >= edge) & (rows <= body.argmax(0)) & body.any(0)
    drawn[between & lacking & rest & ~settled] = Compact.UPPER
    worn = drawn == Compact.UPPER
    for strap in hung.straps:
        worn |= _places(layout.shape, strap, hung.half)[2]
    corner = _CORNER * float(np.hypot(*(feet[1] - feet[0])))
    near = rows < max(float(foot[1]) for foot in feet) + 4 * corner
    drawn[(worn | (close_(worn, corner) & near)) & is_any(drawn, SKIN_CLASSES) & ~settled] = (
        Compact.UPPER
    )
    return drawn


def flow_along(flow: Field, hung: Hung) -> Field:
    """Returns the flow (2, H, W), from -1 to 1, leading along every strap to the product's own."""
    led = flow.copy()
    height, width = flow.shape[1:]
    for strap in hung.straps:
        middle = strap.product.middle
        along, aside, here = _places((height, width), strap, hung.half)
        here &= along > 0
        steps = along[here] * (len(middle) - 1)
        x, y = (np.interp(steps, np.arange(len(middle)), middle[:, k]) for k in (0, 1))
        x = x + aside[here] / hung.half * hung.product.half
        led[0][here] = to_unit(x, width)
        led[1][here] = to_unit(y, height)
    return led


def in_their_colour(cloth: Image, hung: Hung) -> Image:
    """Returns the warped cloth (H, W, 3) with narrow straps of one colour, which is their own.

    On the product they are as wide as its outline is blurred, and a scrap of a print.
    """
    if hung.product.half > _NARROW * canvas_scale(cloth.shape[1]):
        return cloth
    dyed = cloth.copy()
    for strap in hung.straps:
        along, _, here = _places(cloth.shape[:2], strap, hung.half + 2)
        dyed[here & (along > 0)] = np.rint(hung.product.colour).astype(np.uint8)
    return dyed


def _upper_edge(width: int, hung: Hung) -> Field:
    """Returns (W,) in which row a garment begins: between its straps, and beside them."""
    feet = np.stack([strap.foot for strap in hung.straps])
    columns = np.arange(width, dtype=np.float32)
    steps = np.linspace(feet[0, 0], feet[1, 0], len(hung.product.edge))
    apart = feet[1, 0] - feet[0, 0]
    line = np.interp(columns, feet[:, 0], feet[:, 1])
    beside = np.maximum(np.maximum(feet[0, 0] - columns, columns - feet[1, 0]), 0)
    edge: Field = line + apart * np.interp(columns, steps, hung.product.edge) + _ARMHOLE * beside
    return edge


def _places(size: tuple[int, ...], strap: Strap, half: float) -> tuple[Field, Field, Mask]:
    """Returns (H, W) how far along a strap every place is, 0 to 1, how far aside, and the strap."""
    rows, columns = np.mgrid[: size[0], : size[1]].astype(np.float32)
    way = strap.top - strap.foot
    length = max(float(np.hypot(*way)), 1.0)
    x, y = columns - strap.foot[0], rows - strap.foot[1]
    along = (x * way[0] + y * way[1]) / length**2
    aside = (x * -way[1] + y * way[0]) / length
    # A strap begins within the garment and ends behind the shoulder.
    beyond = 3 * half / length
    here = (np.abs(aside) <= half) & (along >= -beyond) & (along <= 1 + beyond)
    return np.clip(along, 0, 1), aside, here


def _body(layout: Labels, keypoints: Keypoints) -> Mask:
    """Returns the garment (H, W) without its narrow parts, and without what covers shoulders."""
    shoulders = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(shoulders[1] - shoulders[0])))
    highest = round(float(shoulders[:, 1].mean()) + _HIGHEST * wide)
    below = np.arange(len(layout))[:, None] > highest
    return open_((layout == Compact.UPPER) & below, _THICK * wide)


def _shoulder_line(layout: Labels, x: float, below: float) -> float:
    """Returns the row where skin begins above a place: the top of the shoulder, or its hair.

    The picture's first one where hair lies on the garment itself, which hides the strap.
    """
    column = layout[: int(below), int(np.clip(round(x), 0, layout.shape[1] - 1))]
    bare = is_any(column, (*SKIN_CLASSES, Compact.UPPER))[::-1]
    steps = len(bare) if bare.all() else int(bare.argmin())
    return float(len(column) - steps) if steps else 0.0
