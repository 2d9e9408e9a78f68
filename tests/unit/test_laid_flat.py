"""Drawn tops that lie flat, and what is left of their width."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.support.drawn_garments import BLUE, HEIGHT, RED, WIDTH, photo_of, top_mask
from tryon.pipelines.compact.laid_flat import rounded
from tryon.preprocess.garment_shape import find_trunk
from tryon.types import GarmentInput, Mask


def lying(width: float, noise: float = 12.0, sleeve: int = 120) -> GarmentInput:
    """A top of which the trunk is so many times as wide as it is tall, on a rough floor."""
    mask = cv2.resize(top_mask(sleeve).astype(np.uint8), None, fx=width / 0.58, fy=1)
    middle = mask.shape[1] // 2
    mask = np.pad(mask, ((0, 0), (WIDTH, WIDTH)))[:, middle + WIDTH // 2 : middle + 3 * WIDTH // 2]
    photo = photo_of(mask > 0, RED, 150, noise)
    photo[480:560, 350:418] = BLUE
    image = np.where(mask[..., None] > 0, photo, 246).astype(np.uint8)
    return GarmentInput(photo, image, mask > 0, "short", "round")


def trunk_share(mask: Mask) -> float:
    trunk = find_trunk(mask)
    return trunk.width / (trunk.bottom - trunk.top)


@pytest.mark.parametrize(("wide", "left"), [(0.63, 0.55), (0.75, 0.55), (0.95, 0.65)])
def test_a_wide_trunk_becomes_as_wide_as_shops_show_it_but_keeps_two_thirds(wide, left):
    flat = lying(wide)
    assert trunk_share(flat.cloth_mask) == pytest.approx(wide, abs=0.03)
    worn = rounded(flat)
    assert trunk_share(worn.cloth_mask) == pytest.approx(left, abs=0.03)
    assert worn.cloth_mask.shape == (HEIGHT, WIDTH)
    around = cv2.dilate(worn.cloth_mask.astype(np.uint8), np.ones((5, 5))) == 0
    assert (worn.image[around] > 200).all()


def test_a_print_in_the_middle_stays_as_wide_as_it_is_and_sleeves_stay_as_long():
    flat = lying(0.75)
    worn = rounded(flat)
    blue = [(np.abs(g.image[520].astype(int) - BLUE) < 20).all(1).sum() for g in (flat, worn)]
    assert blue[1] == pytest.approx(blue[0], rel=0.1)
    reach = []
    for garment in (flat, worn):
        trunk = find_trunk(garment.cloth_mask)
        reach.append(trunk.left[300] - np.flatnonzero(garment.cloth_mask.any(0))[0])
    assert reach[1] == pytest.approx(reach[0], abs=25)


def test_what_shops_show_what_is_worn_and_what_is_narrow_stays():
    for kept in (lying(0.5), lying(0.75, noise=0), replace(lying(0.75), worn=True)):
        assert rounded(kept) is kept
    empty = replace(lying(0.75), cloth_mask=np.zeros((HEIGHT, WIDTH), bool))
    assert rounded(empty) is empty
