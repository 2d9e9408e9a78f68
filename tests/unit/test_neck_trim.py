"""The trim of a drawn product's neckline, on the neckline of a drawn layout."""

import cv2
import numpy as np
import pytest

from tryon.labels import Compact
from tryon.pictures.coordinates import from_edge
from tryon.pipelines.compact.neck_trim import find_trim, lay_trim

SIZE = (1024, 768)
CLOTH, TRIM, INSIDE = (20, 30, 70), (240, 240, 235), (90, 90, 95)
WIDTH = 16


def ellipse(half_width, depth, top=200):
    """What of the canvas an opening below a row is, half an ellipse around the middle."""
    drawn = np.zeros(SIZE, np.uint8)
    cv2.ellipse(drawn, (384, top), (half_width, depth), 0, 0, 180, 1, -1)
    return drawn > 0


def ringer(light=CLOTH):
    """A dark T-shirt, its front, its inner back; around that its trim, over the light cloth."""
    cloth = np.full((*SIZE, 3), 246, np.uint8)
    cloth[200:900, 150:620] = light
    garment = np.zeros(SIZE, bool)
    garment[200:900, 150:620] = True
    cloth[ellipse(110 + WIDTH, 90 + WIDTH)] = TRIM
    back = ellipse(110, 90) & garment
    cloth[back] = INSIDE
    return cloth, garment & ~back, back


def test_a_trim_is_as_wide_as_it_is_drawn_and_what_goes_on_is_none():
    cloth, front, back = ringer()
    trim = find_trim(cloth, front, back)
    assert trim is not None
    assert trim.width == pytest.approx(WIDTH, abs=2)
    assert np.abs(trim.colours - TRIM).max() < 2
    assert find_trim(cloth, front | back, np.zeros_like(back)) is None
    plain, front, back = ringer(light=TRIM)
    assert find_trim(plain, front, back) is None
    # A print that begins farther down is beside no trim: the cloth goes on at its sides.
    plain[320:, 330:440] = (200, 20, 20)
    assert find_trim(plain, front, back) is None


def test_a_trim_lies_along_the_neckline_as_wide_on_both_sides_and_nowhere_else():
    cloth, front, back = ringer()
    trim = find_trim(cloth, front, back)
    assert trim is not None
    layout = np.zeros(SIZE, np.uint8)
    layout[200:900, 150:620] = Compact.UPPER
    # The person's neckline is wider and less deep than where the flow leads.
    neck = ellipse(150, 60)
    layout[neck] = Compact.NECK
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    flow = np.stack(
        [from_edge(columns) / SIZE[1] * 2 - 1, from_edge(rows) / SIZE[0] * 2 - 1]
    ).astype(np.float32)
    laid = lay_trim(cloth, cloth, front, flow, layout, trim)
    light = (np.abs(laid.astype(int) - TRIM).max(2) < 40) & (layout == Compact.UPPER)
    assert light[:, 384].sum() == pytest.approx(WIDTH, abs=3)
    for side in (light[206, :384], light[206, 385:]):
        assert side.sum() == pytest.approx(WIDTH, abs=4)
    deep = np.zeros_like(light)
    deep[285:500, 250:520] = True
    assert not (light & deep).any()
    assert (laid[500:] == cloth[500:]).all()
