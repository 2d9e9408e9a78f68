"""Keeps a dense flow off the gap between the product's sleeve and trunk.

Where sleeve and trunk lie beside each other on the person, the flow stretches the gap between them
over the cloth: slits, eyes and torn prints. A real garment has its side there and its sleeve, which
meet in a fold: each side's own flow goes on up to one line between them, and where that reads past
the product's edge, the cloth beside it is stretched a little, so that the edge comes to the fold.

Convention: flows are (2, H, W) float32, x and y; in units for the two public functions, in
pixels of the product photo within.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale, to_pixels, to_unit
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.spread import dilate, nearest_index, open_, soften
from tryon.pipelines.compact.warp import warp
from tryon.types import Image, Labels, Mask

Field = NDArray[np.float32]

# In pixels of a canvas 768 wide. Soft edges show the flow so far outside of the garment.
_OUTSIDE = 4
# So near a gap the flow is stretched already: that it is computed at a quarter of the canvas shows.
_STRETCHED = 8
# How far beside the inner back a neckline lies: twice the rim that is not surely cloth.
_NECK = 12
# How far outlines are evened out: white stripes that are taken for the product's ground fray it.
_CALM = 5.0
# Half the width of the widest gap that is led past, by eye on 14 pairs: a forearm that the flow
# cannot find is wider, and from its rim nothing is told. Towards those it fades over the second.
_WIDEST, _FADE = 16.0, 24.0
# Where neighbours of the grid below read places so far apart, sleeve and trunk meet.
_TORN = 16.0
# How softly that fold is drawn and how far beside it. Shaded as well, it was a smudge.
_SOFT, _BESIDE = 1.0, 2.0
# How far into the cloth it is stretched: of a shift this share is left, 1 / e, so far from it.
_GIVES = 60.0
# The flow's own grid. After 200 rounds half of the shifts of three pairs lay within 1.3 pixels of
# those after 1600, 95 of a hundred within 4; they take 0.4 s. The last four only even out.
_GRID, _ROUNDS, _DAMPED, _EVEN = 4, 200, 0.7, 4


def led_past_notches(flow: Field, inner: Mask, back: Mask, layout: Labels) -> Field:
    """Returns a flow that reads nothing of what lies under the product's cloth, but for wide gaps.

    Args:
        flow: (2, H, W) from -1 to 1.
        inner: (H, W) what of the product photo is surely cloth, see `spread.surely_cloth`.
        back: (H, W) the inner back in the product photo.
        layout: (H, W) compact classes in the new garment.

    Returns:
        (2, H, W) from -1 to 1, a new array.
    """
    height, width = layout.shape
    garment = dilate(layout == Compact.UPPER, _OUTSIDE * canvas_scale(width))
    if not (garment.any() and inner.any()):
        return flow.copy()
    pixels = np.stack([to_pixels(flow[0], width), to_pixels(flow[1], height)])
    # Under cloth: drawn in along the outer sides, stripes had teeth where they were in a mirror. A
    # neckline has rules of its own (`neck_trim.py`).
    under = np.logical_or.accumulate(inner, 0) & ~dilate(back, _NECK * canvas_scale(width))
    cloth = soften(inner | ~under, _CALM * canvas_scale(width)) > 0.5
    unseen = garment & ~(warp(cloth.astype(np.float32), flow) > 0.5)
    wide = open_(unseen, _WIDEST * canvas_scale(width))
    pixels = _gone_on(pixels, garment, unseen, wide)
    pixels = _drawn_in(pixels, garment & ~wide, cloth)
    led: Field = np.where(
        garment, np.stack([to_unit(pixels[0], width), to_unit(pixels[1], height)]), flow
    ).astype(np.float32)
    return led


def with_folds(cloth: Image, flow: Field, layout: Labels) -> Image:
    """Returns warped cloth (H, W, 3) softened along the line where its sleeve and trunk meet.

    Read through a flow that jumps there, that line goes in steps of a pixel.

    Args:
        cloth: (H, W, 3) the garment on its place.
        flow: (2, H, W) from -1 to 1, what that was read through.
        layout: (H, W) compact classes in the new garment.
    """
    height, width = layout.shape
    scale = canvas_scale(width)
    garment = layout == Compact.UPPER
    x, y = to_pixels(flow[0], width), to_pixels(flow[1], height)
    fold = np.zeros_like(garment)
    for here, next_ in ((np.s_[:-1], np.s_[1:]), (np.s_[:, :-1], np.s_[:, 1:])):
        apart = np.hypot(x[next_] - x[here], y[next_] - y[here]) > _TORN * scale
        fold[here] |= apart & garment[here] & garment[next_]
    if not fold.any():
        return cloth
    near = np.exp(-((distance_to(fold, exact=True) / (_BESIDE * scale)) ** 2))[..., None]
    soft = cv2.GaussianBlur(cloth, (0, 0), _SOFT * scale).astype(np.float32)
    folded: Image = np.rint(cloth + (soft - cloth) * near).astype(np.uint8)
    return folded


def _gone_on(flow: Field, garment: Mask, unseen: Mask, wide: Mask) -> Field:
    """Returns the flow as each side's own goes on into a gap: straight on, from the nearest side.

    What the flow does before the edge it does beyond it, the other way round: a place beyond is as
    far from the edge's as that is from its mirror's.
    """
    scale = canvas_scale(garment.shape[1])
    sure = garment & (soften(garment & ~dilate(unseen, _STRETCHED * scale), _CALM * scale) > 0.5)
    sure &= ~unseen
    if not sure.any():
        return flow
    rows, columns = np.nonzero(garment & ~sure)
    edge = tuple(plane[rows, columns] for plane in nearest_index(sure))
    height, width = sure.shape
    mirror = (
        np.clip(2 * edge[0] - rows, 0, height - 1),
        np.clip(2 * edge[1] - columns, 0, width - 1),
    )
    share = np.clip(distance_to(wide)[rows, columns] / (_FADE * scale), 0, 1) * sure[mirror]
    straight = 2 * flow[:, edge[0], edge[1]] - flow[:, mirror[0], mirror[1]]
    gone_on = flow.copy()
    gone_on[:, rows, columns] += (straight - flow[:, rows, columns]) * share.astype(np.float32)
    return gone_on


@dataclass(frozen=True)
class _Sheet:
    """The garment's places on a grid, P of them, and which of their neighbours they hang on.

    Attributes:
        held: (h, w) the grid's places that are garment, in whose order all others are.
        neighbours: (4, P) which places lie below, above, right and left.
        hangs: (4, P) 1 where they hang together with those, 0 where they do not.
    """

    held: Mask
    neighbours: NDArray[np.intp]
    hangs: Field


def _sheet(flow: Field, garment: Mask, torn: float) -> _Sheet:
    numbers = np.cumsum(garment).reshape(garment.shape) - 1
    rows, columns = np.nonzero(garment)
    neighbours, hangs = [], []
    for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        row = (rows + down).clip(0, garment.shape[0] - 1)
        column = (columns + right).clip(0, garment.shape[1] - 1)
        inside = (row == rows + down) & (column == columns + right) & garment[row, column]
        apart = np.hypot(*(flow[:, row, column] - flow[:, rows, columns]))
        neighbours.append(np.where(inside, numbers[row, column], 0))
        hangs.append((inside & (apart < torn)).astype(np.float32))
    return _Sheet(garment, np.stack(neighbours), np.stack(hangs))


def _drawn_in(flow: Field, garment: Mask, cloth: Mask) -> Field:
    """Returns the flow shifted so that it reads no place past the product's edge.

    A sheet is drawn in at its edge and gives way by and by: of all shifts that lead every place
    into the cloth the smoothest and smallest, found by relaxation with every round's places led
    back.
    """
    scale = canvas_scale(garment.shape[1])
    step = max(1, round(_GRID * scale))
    grid = slice(step // 2, None, step)
    coarse, held = flow[:, grid, grid], garment[grid, grid]
    sheet = _sheet(coarse, held, _TORN * scale)
    weight = (step / (_GIVES * scale)) ** 2 + sheet.hangs.sum(0)
    nearest = np.stack(nearest_index(cloth)[::-1]).astype(np.float32)
    height, width = cloth.shape
    read = coarse[:, held]
    shift = np.zeros_like(read)
    for left in reversed(range(_ROUNDS)):
        pulled = sum(
            hangs * shift[:, there]
            for there, hangs in zip(sheet.neighbours, sheet.hangs, strict=True)
        )
        shift += (pulled / weight - shift) * np.float32(_DAMPED)
        # The last rounds even out what an outline's pixels make of it.
        if left >= _EVEN:
            place = read + shift
            column = np.clip(np.rint(place[0]), 0, width - 1).astype(np.intp)
            row = np.clip(np.rint(place[1]), 0, height - 1).astype(np.intp)
            past = np.flatnonzero(~cloth[row, column])
            shift[:, past] += nearest[:, row[past], column[past]] - place[:, past]
    drawn = np.zeros_like(coarse)
    drawn[:, held] = shift
    return flow + _between(drawn, flow, garment, step)


def _between(shift: Field, flow: Field, garment: Mask, step: int) -> Field:
    """Returns a grid's shifts at every pixel of the garment, none mixed with one across a fold."""
    grid = slice(step // 2, None, step)
    coarse, held = flow[:, grid, grid], garment[grid, grid]
    rows, columns = np.nonzero(garment)
    y, x = (rows - step // 2) / step, (columns - step // 2) / step
    torn = _TORN * canvas_scale(garment.shape[1])
    here = flow[:, rows, columns]
    total = np.zeros(here.shape)
    weights = np.full(len(rows), 1e-30)
    for down in (0, 1):
        for right in (0, 1):
            row, column = np.floor(y).astype(np.intp) + down, np.floor(x).astype(np.intp) + right
            near = (1 - np.abs(y - row)) * (1 - np.abs(x - column)) + 1e-3
            row, column = row.clip(0, held.shape[0] - 1), column.clip(0, held.shape[1] - 1)
            apart = np.hypot(*(coarse[:, row, column] - here)) / torn
            share = near * held[row, column] * np.exp(-(apart**2))
            total += share * shift[:, row, column]
            weights += share
    between = np.zeros_like(flow)
    between[:, rows, columns] = total / weights
    return between
