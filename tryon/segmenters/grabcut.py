"""The built-in segmenter: GrabCut from clicks, a box or a rough mask, without any weights.

It works on a reduced picture, and once more on the object's own window where that is much
smaller; the outline is then snapped to the edges of the full picture.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.colour_cut import cut_by_colour
from tryon.pictures.coordinates import from_edge
from tryon.preprocess.refine import refine
from tryon.segmenters.base import Prompt, Reading, check_prompt
from tryon.types import Image, Mask

_SIDE = 176
_FIRST_ITERATIONS, _CLOSER_ITERATIONS = 2, 1
# What is like a click and joined to it may be the object: Lab distances from the click's colour.
_LIKE = (26.0, 9.0, 9.0)
_SEED = 0.012
_MARGIN = 0.2
# An object whose window is smaller than this share of the picture is cut a second time, closer.
_SMALL = 0.6

Window = tuple[int, int, int, int]


class GrabCut:
    """See `Segmenter`. Holds nothing, needs nothing, and always gives the same answer."""

    name = "grabcut"
    title = "GrabCut (built in)"

    def read(self, picture: Image) -> Reading:
        """See `Segmenter`; there is nothing to get ready."""
        return Reading(0.0, 0)

    def forget(self, unused_s: float = 0) -> None:
        """See `Segmenter`; there is nothing to let go of."""

    def find(self, picture: Image, prompt: Prompt) -> Mask:
        """See `Segmenter`."""
        check_prompt(prompt, picture)
        height, width = picture.shape[:2]
        window = _first_window(prompt, (height, width))
        found = _cut(picture, prompt, prompt.prior, window, _FIRST_ITERATIONS)
        closer = _around(found, window, prompt)
        if _area(closer) < _SMALL**2 * _area(window):
            rough = np.zeros((height, width), bool)
            rough[_rows_columns(window)] = _enlarged(found, window)
            window = closer
            found = _cut(picture, prompt, rough, window, _CLOSER_ITERATIONS)
        mask = np.zeros((height, width), bool)
        part = picture[_rows_columns(window)]
        mask[_rows_columns(window)] = refine(found.astype(np.uint8), part) > 0
        return mask


def _first_window(prompt: Prompt, size: tuple[int, int]) -> Window:
    """Returns (left, top, right, bottom) of what has to be looked at, in whole pixels."""
    height, width = size
    if prompt.box is None:
        return 0, 0, width, height
    left, top, right, bottom = prompt.box
    x, y = _MARGIN * (right - left) + 8, _MARGIN * (bottom - top) + 8
    return (
        max(0, int(left - x)),
        max(0, int(top - y)),
        min(width, int(right + x) + 1),
        min(height, int(bottom + y) + 1),
    )


def _around(found: Mask, window: Window, prompt: Prompt) -> Window:
    """Returns the window, inside another, of what was found there and of all clicks."""
    left, top, right, bottom = window
    across, down = (right - left) / found.shape[1], (bottom - top) / found.shape[0]
    rows, columns = np.flatnonzero(found.any(1)), np.flatnonzero(found.any(0))
    x = [float(place[0]) for place in prompt.points]
    y = [float(place[1]) for place in prompt.points]
    if rows.size:
        x += [left + columns[0] * across, left + (columns[-1] + 1) * across]
        y += [top + rows[0] * down, top + (rows[-1] + 1) * down]
    if not x:
        return window
    reach = _MARGIN * max(max(x) - min(x), max(y) - min(y)) + 0.03 * max(right - left, bottom - top)
    return (
        max(left, int(min(x) - reach)),
        max(top, int(min(y) - reach)),
        min(right, int(max(x) + reach) + 1),
        min(bottom, int(max(y) + reach) + 1),
    )


def _rows_columns(window: Window) -> tuple[slice, slice]:
    left, top, right, bottom = window
    return slice(top, bottom), slice(left, right)


def _enlarged(found: Mask, window: Window) -> Mask:
    size = window[2] - window[0], window[3] - window[1]
    large: Mask = cv2.resize(found.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    return large


def _area(window: Window) -> int:
    return (window[2] - window[0]) * (window[3] - window[1])


def _cut(
    picture: Image, prompt: Prompt, prior: Mask | None, window: Window, iterations: int
) -> Mask:
    """Cuts the object out inside a window, at a reduced size, at which it is returned."""
    left, top = window[:2]
    part = picture[_rows_columns(window)]
    scale = min(1.0, _SIDE / max(part.shape[:2]))
    size = max(2, round(part.shape[1] * scale)), max(2, round(part.shape[0] * scale))
    small: Image = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    to_small = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
    points = np.asarray(prompt.points, np.float64).reshape(-1, 2)
    places = from_edge(points - (left, top)) * to_small
    seeds = np.clip(places.astype(int), 0, np.array(size) - 1)
    positive = np.asarray(prompt.positive, bool)

    state = np.full(size[::-1], cv2.GC_PR_BGD, np.uint8)
    if prior is not None:
        state[_small_mask(prior[_rows_columns(window)], size)] = cv2.GC_PR_FGD
    elif prompt.box is not None:
        corners = from_edge(np.asarray(prompt.box).reshape(2, 2) - (left, top)) * to_small
        (x0, y0), (x1, y1) = np.rint(corners).astype(int)
        state[:] = cv2.GC_BGD
        state[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = cv2.GC_PR_FGD
        if not positive.any():
            # Else an object that goes on outside the box is told to be background.
            reach = max(1, (x1 - x0) // 6), max(1, (y1 - y0) // 6)
            centre = (int(x0 + x1) // 2, int(y0 + y1) // 2)
            cv2.ellipse(state, centre, reach, 0, 0, 360, (cv2.GC_FGD,), -1)
    alike = _alike(small, seeds, positive)
    if prompt.box is None or prior is not None:
        state[alike > 0] = cv2.GC_PR_FGD
    state[alike < 0] = cv2.GC_PR_BGD
    radius = max(1, round(_SEED * max(size)))
    for (x, y), on_object in zip(seeds.tolist(), positive.tolist(), strict=True):
        cv2.circle(state, (x, y), radius, cv2.GC_FGD if on_object else cv2.GC_BGD, -1)
    return _joined(_grab(small, state, iterations), seeds[positive])


def _small_mask(mask: Mask, size: tuple[int, int]) -> Mask:
    cover = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    small: Mask = cover >= 0.5
    return small


def _alike(small: Image, seeds: NDArray[np.int_], positive: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Returns 1 where a picture is like a positive click and joined to it, -1 like a negative."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2LAB)
    height, width = small.shape[:2]
    alike = np.zeros((height, width), np.int8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (1 << 8)
    # The positive ones last: where both reach, the object wins.
    for wanted, value in ((False, -1), (True, 1)):
        for seed in seeds[positive == wanted]:
            x, y = int(seed[0]), int(seed[1])
            reached = np.zeros((height + 2, width + 2), np.uint8)
            cv2.floodFill(lab, reached, (x, y), (0, 0, 0), _LIKE, _LIKE, flags)
            alike[reached[1:-1, 1:-1] > 0] = value
    return alike


def _grab(small: Image, state: NDArray[np.uint8], iterations: int) -> Mask:
    """Runs GrabCut; where one side has no pixel at all it has nothing to tell apart."""
    front: Mask = (state == cv2.GC_FGD) | (state == cv2.GC_PR_FGD)
    if front.all() or not front.any():
        return front
    return cut_by_colour(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), state, iterations)


def _joined(found: Mask, seeds: NDArray[np.int_]) -> Mask:
    """Keeps what is joined to a positive click, and of a box alone its largest piece."""
    _, islands, statistics, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    if not found.any():
        return found
    if len(seeds):
        wanted = np.unique(islands[seeds[:, 1], seeds[:, 0]])
    else:
        wanted = np.array([1 + int(statistics[1:, cv2.CC_STAT_AREA].argmax())])
    joined: Mask = np.isin(islands, wanted[wanted > 0])
    return joined
