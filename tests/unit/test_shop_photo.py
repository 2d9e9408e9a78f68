"""What is a shop's photo."""

import numpy as np

from tryon.preprocess.shop_photo import is_of_shop


def test_one_colour_all_around_is_a_shops_and_a_ground_with_a_grain_is_not() -> None:
    photo = np.full((120, 90, 3), 243, np.uint8)
    photo[30:110, 20:70] = (30, 60, 90)
    assert is_of_shop(photo)
    photo[110:, 40:46] = (30, 60, 90)  # a hem that is cut off
    assert is_of_shop(photo)
    grain = np.random.default_rng(3).integers(-12, 13, photo.shape)
    assert not is_of_shop((photo + grain).clip(0, 255).astype(np.uint8))
