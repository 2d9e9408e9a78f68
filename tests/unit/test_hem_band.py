"""The rim of a knit, of another colour than its trunk, above trousers of nearly that colour."""

import numpy as np
import pytest

from tests.support.people import draw_person, standing_pose
from tryon.labels import Lip
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.hem_band import hem_band
from tryon.preprocess.parsing import parse
from tryon.types import Image, Mask

HEM = 290
NAVY, BLACK, WHITE = (20, 20, 44), (44, 38, 44), (238, 238, 240)
Colour = tuple[int, int, int]


def draw_knit(end: int, collar: Colour = NAVY, trousers: Colour = BLACK) -> Image:
    """A white top with a collar, from row HEM to `end` a navy band, then trousers."""
    image, _ = draw_person(upper=WHITE, lower=trousers, hem=HEM)
    image[145:157, 142:242], image[HEM:end, 142:242] = collar, NAVY
    return image


def band_of(image: Image) -> Mask:
    """The band where the line of the waist lies at HEM."""
    upper, lower = np.zeros((2, *image.shape[:2]), bool)
    upper[145:HEM, 142:242], lower[HEM:400, 142:242] = True, True
    return hem_band(image, upper, lower, standing_pose())


@pytest.mark.parametrize("end", [306, 320])
def test_a_band_below_the_waist_line_has_the_colour_of_the_collar(end: int) -> None:
    expected = np.zeros((512, 384), bool)
    expected[HEM:end, 142:242] = True
    np.testing.assert_array_equal(band_of(draw_knit(end)), expected)


def test_its_shaded_ends_are_its_own() -> None:
    image = draw_knit(320)
    image[HEM:320, 238:242] = BLACK
    band = band_of(image)
    assert band[HEM:320, 142:242].all()
    assert not band[320:].any()


@pytest.mark.parametrize(
    ("end", "collar", "trousers"),
    [(295, NAVY, BLACK), (318, WHITE, BLACK), (318, NAVY, NAVY), (360, NAVY, BLACK)],
    ids=["a shadow", "a colour that the top does not have", "one colour", "a skirt over trousers"],
)
def test_what_else_lies_below_a_top_is_no_band(end: int, collar: Colour, trousers: Colour) -> None:
    assert not band_of(draw_knit(end, collar, trousers)).any()


@pytest.mark.parametrize("end", [308, 320])
def test_the_parse_map_gives_the_band_of_a_striped_knit_with_such_cuffs_to_it(end: int) -> None:
    image, classes = draw_person(upper=WHITE, lower=BLACK, hem=HEM, sleeves=True)
    # Seen from afar stripes are no longer of the colour of the yarn.
    image[160:HEM, 142:242][np.arange(HEM - 160) // 3 % 2 == 0] = (100, 100, 112)
    cuffs = classes[BodyClass.CLOTHES] > 0
    cuffs[:240], cuffs[HEM:], cuffs[:, 142:242] = False, False, False
    image[cuffs], image[HEM:end, 142:242] = NAVY, NAVY
    column = parse(image, classes, standing_pose())[:, 192]
    assert abs(int(np.flatnonzero(column == Lip.UPPER)[-1]) - end) <= 3
    assert abs(int(np.flatnonzero(column == Lip.PANTS)[0]) - end) <= 3
