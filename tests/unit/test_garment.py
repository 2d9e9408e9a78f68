"""Garments drawn on plain backgrounds: mask, framing, background, shape."""

import warnings

import cv2
import numpy as np
import pytest

from tests.support.drawn_garments import HEIGHT, WIDTH, photo_of, top_mask
from tests.support.strap_tops import strap_top
from tryon.errors import GarmentMaskEmpty
from tryon.preprocess.garment import cut_out
from tryon.preprocess.garment_placing import BACKGROUND, place
from tryon.preprocess.garment_shape import describe
from tryon.types import Mask


def overlap(first: Mask, second: Mask) -> float:
    return float((first & second).sum() / (first | second).sum())


@pytest.mark.parametrize(
    ("colour", "background", "noise", "least"),
    [
        ((150, 30, 40), 255, 0.0, 0.99),
        ((20, 20, 22), 246, 2.0, 0.99),
        ((25, 25, 28), 60, 1.0, 0.98),
        ((250, 250, 250), 240, 0.0, 0.97),
    ],
)
def test_the_mask_on_even_backgrounds(
    colour: tuple[int, int, int], background: int, noise: float, least: float
) -> None:
    mask = top_mask(sleeve=200)
    found = cut_out(photo_of(mask, colour, background, noise))
    assert found.plain
    assert overlap(found.mask, mask) > least


def test_white_on_a_ground_that_is_one_colour_to_the_bit() -> None:
    mask = top_mask(sleeve=200)
    weave = np.random.default_rng(0).normal(0, 1.2, mask.shape)
    # As shops have it: the cloth is a level or two from the ground, here more and there less.
    level = np.where(np.arange(HEIGHT)[:, None] % 400 < 200, 4.0, 0.3) + weave
    grey = np.where(mask, BACKGROUND + level, BACKGROUND)
    photo = np.repeat(np.rint(grey)[..., None], 3, 2).astype(np.uint8)
    photo[300:700, 330:440] = (200, 30, 40)  # a print
    _, packed = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 95])
    decoded = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    for picture in (photo, decoded):
        found = cut_out(picture)
        assert found.exact
        # Less a rim of half a block, which may be compression's.
        assert overlap(found.mask, mask) > 0.92
    assert not cut_out(photo_of(mask, (250, 250, 250), BACKGROUND, noise=1.0)).exact


def test_a_colour_that_ran_out_in_compression_does_not_bridge_the_gap_beside_a_sleeve() -> None:
    drawing = top_mask().astype(np.uint8)
    for side in (-1, 1):
        shoulder, elbow, cuff = (
            (384 + side * x, y) for x, y in ((130, 240), (232, 320), (232, 780))
        )
        cv2.line(drawing, shoulder, elbow, (1,), 80)
        cv2.line(drawing, elbow, cuff, (1,), 80)
    mask = drawing > 0
    photo = photo_of(mask, (205, 10, 20), BACKGROUND)
    # Blocks of 4 x 4 pixels around it are faintly red, up to 8 pixels away.
    faint = np.random.default_rng(0).random((HEIGHT // 4, WIDTH // 4)) < 0.8
    ran = np.kron(faint, np.ones((4, 4), bool))
    ran &= cv2.dilate(drawing, np.ones((17, 17), np.uint8)) > 0
    photo[ran & ~mask] = (BACKGROUND + 3, BACKGROUND - 7, BACKGROUND - 6)
    found = cut_out(photo)
    assert found.exact
    assert overlap(found.mask, mask) > 0.985


def test_a_shadow_below_the_hem_is_no_cloth_but_a_light_band_is() -> None:
    mask = top_mask(sleeve=200)
    photo = photo_of(mask, (40, 70, 130), 246).astype(np.float32)
    below = np.roll(mask, 40, 0) & ~mask
    depth = cv2.GaussianBlur(below.astype(np.float32), (0, 0), 28)[..., None]
    shaded = np.where(mask[..., None], photo, photo - 24 * depth).astype(np.uint8)
    assert overlap(cut_out(shaded).mask, mask) > 0.985
    # A band at the hem that is nearly as light as the wall ends as sharply as cloth does.
    trimmed = photo.astype(np.uint8)
    trimmed[mask & (np.arange(HEIGHT)[:, None] > 770)] = 234
    assert overlap(cut_out(trimmed).mask, mask) > 0.985


def test_stripes_in_the_backgrounds_colour_are_no_holes() -> None:
    mask = top_mask(sleeve=200)
    photo = photo_of(mask, (20, 20, 60), 250)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((31, 31), np.uint8)) > 0
    stripes = inner & (np.arange(HEIGHT)[:, None] % 60 < 25)
    photo[stripes] = 250
    assert overlap(cut_out(photo).mask, mask) > 0.98


def test_a_collar_in_the_backgrounds_colour_is_cloth_but_the_gap_under_an_arm_is_not() -> None:
    mask = top_mask(sleeve=330)
    photo = photo_of(mask, (20, 20, 60), 246)
    neck = (WIDTH // 2, 200)
    cv2.ellipse(photo, neck, (70, 50), 0, 0, 360, (60, 60, 90), cv2.FILLED)  # the inner back
    cv2.ellipse(photo, neck, (85, 66), 0, 25, 155, (246, 246, 246), 24)
    gap = np.zeros((HEIGHT, WIDTH), bool)
    gap[470:515, 572:590] = True
    # Compression's traces bridge the gap a little.
    photo[540:560, 564:622] = 244
    found = cut_out(photo).mask
    collar = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(collar, neck, (85, 66), 0, 30, 150, (1,), 6)
    assert found[collar > 0].mean() > 0.95
    assert not mask[gap].any() and not found[gap].any()


def test_what_fills_the_photo_has_no_outline_to_measure() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (256, 192, 3)).astype(np.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not cut_out(noise).plain


def test_contrast_tells_light_on_light() -> None:
    mask = top_mask()
    assert cut_out(photo_of(mask, (250, 250, 250), 240)).contrast < 12
    assert cut_out(photo_of(mask, (90, 30, 40), 240)).contrast > 60


@pytest.mark.parametrize("value", [0, 128, 255])
def test_nothing_to_see_is_refused(value: int) -> None:
    with pytest.raises(GarmentMaskEmpty):
        cut_out(np.full((300, 200, 3), value, np.uint8))


def test_an_uneven_background_is_told() -> None:
    mask = top_mask(sleeve=200)
    photo = photo_of(mask, (150, 30, 40), 250)
    wall = np.random.default_rng(0).integers(0, 256, (HEIGHT // 16, WIDTH // 16, 3), np.uint8)
    wall = np.kron(wall, np.ones((16, 16, 1), np.uint8))
    photo = np.where(mask[..., None], photo, wall)
    found = cut_out(photo)
    assert not found.plain


def test_a_well_framed_garment_stays_where_it_is_on_the_data_sets_grey() -> None:
    mask = top_mask(sleeve=200)
    photo = photo_of(mask, (150, 30, 40), 255)
    placed = place(photo, mask)
    assert placed.image.shape == (1024, 768, 3)
    np.testing.assert_array_equal(placed.mask, mask)
    outside = ~(cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    assert (placed.image[outside] == BACKGROUND).all()
    inside = cv2.erode(mask.astype(np.uint8), np.ones((11, 11), np.uint8)) > 0
    assert np.abs(placed.image[inside].astype(int) - photo[inside]).max() <= 1


@pytest.mark.parametrize(("height", "width", "shift"), [(1024, 1600, 300), (1400, 768, 0)])
def test_other_photos_are_centred_and_fill_the_canvas(height: int, width: int, shift: int) -> None:
    mask = top_mask(sleeve=200, shift=shift, height=height, width=width)
    placed = place(photo_of(mask, (150, 30, 40), 255), mask)
    rows, columns = np.flatnonzero(placed.mask.any(1)), np.flatnonzero(placed.mask.any(0))
    assert abs(rows[0] + rows[-1] - 1023) <= 4
    assert abs(columns[0] + columns[-1] - 767) <= 4
    fill = max((np.ptp(rows) + 1) / 1024, (np.ptp(columns) + 1) / 768)
    assert fill == pytest.approx(0.88, abs=0.01)


def test_an_empty_mask_cannot_be_placed() -> None:
    with pytest.raises(GarmentMaskEmpty):
        place(np.zeros((100, 100, 3), np.uint8), np.zeros((100, 100), bool))


@pytest.mark.parametrize(
    ("length", "sleeve"), [(0, "sleeveless"), (180, "short"), (400, "elbow"), (640, "long")]
)
def test_sleeves(length: int, sleeve: str) -> None:
    mask = top_mask(sleeve=length)
    shape = describe(photo_of(mask, (150, 30, 40), 246), mask)
    assert shape.sleeve == sleeve
    assert shape.category == "upper"


def test_straps() -> None:
    mask = top_mask()
    mask[200:330] = False
    for x in (270, 480):
        mask[180:330, x : x + 14] = True
    shape = describe(photo_of(mask, (150, 30, 40), 246), mask)
    assert shape.neckline == "straps" and shape.narrow_top
    box = np.zeros_like(mask)
    box[200:800, 200:560] = True
    assert not describe(photo_of(box, (150, 30, 40), 246), box).narrow_top


def test_a_standing_collar() -> None:
    mask = top_mask(sleeve=180)
    mask[150:260, 320:450] = True
    assert describe(photo_of(mask, (150, 30, 40), 246), mask).neckline == "high"


def test_trousers_and_long_dresses_are_no_tops() -> None:
    trousers = np.zeros((HEIGHT, WIDTH), bool)
    trousers[100:420, 230:540] = True
    trousers[420:900, 220:370] = True
    trousers[420:900, 400:550] = True
    assert describe(photo_of(trousers, (30, 40, 80), 246), trousers).category == "trousers"
    dress = np.zeros((HEIGHT, WIDTH), bool)
    dress[60:980, 220:540] = True
    assert describe(photo_of(dress, (30, 40, 80), 246), dress).category == "dress"


def test_long_sleeves_below_the_hem_are_no_legs() -> None:
    mask = top_mask(sleeve=640)
    mask[600:, 204:564] = False
    assert describe(photo_of(mask, (30, 40, 80), 246), mask).category == "upper"


def test_the_upper_end_of_a_gap_between_sleeve_and_trunk_is_ground_whatever_its_white():
    photo = np.full((400, 300, 3), 245, np.uint8)
    photo[60:360, 90:210] = 35
    photo[60:300, 40:80] = photo[60:300, 220:260] = 35
    photo[60:120, 40:260] = 35  # the shoulders join them
    photo[120:150, 80:90] = photo[120:150, 210:220] = 255  # the ground as it was before
    photo[330:350, 120:150] = photo[340:360, 160:200] = 255  # flowers, one at the hem
    photo[60:70, 130:170] = 245  # a neckline
    photo[70:78, 140:160] = 255  # and a flower at it
    mask = cut_out(photo).mask
    assert not mask[125:145, 82:88].any() and not mask[125:145, 212:218].any()
    assert mask[335:358, 122:198].all()
    assert mask[72:76, 142:158].all()


def test_straps_of_a_top_that_lies_aslant_are_straps_and_one_alone_is_none() -> None:
    cloth, mask = strap_top(10)
    mask[:66, :192] = False
    assert describe(cloth, mask).neckline == "straps"
    mask[:120, :192] = False
    assert describe(cloth, mask).neckline != "straps"
