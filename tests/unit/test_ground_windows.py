"""Windows to the ground within a garment's mask."""

import numpy as np

from tryon.preprocess.ground_windows import without_windows


def racerback() -> tuple[np.ndarray, np.ndarray]:
    """A red top on boards, with two armholes and a print in the boards' colour; its whole mask."""
    rng = np.random.default_rng(5)
    photo = (np.array((205, 180, 150)) + rng.integers(-9, 10, (640, 480, 3))).astype(np.uint8)
    mask = np.zeros((640, 480), bool)
    mask[120:560, 110:370] = True
    red = (np.array((180, 25, 40)) + rng.integers(-9, 10, (640, 480, 3))).clip(0, 255)
    holes = np.zeros_like(mask)
    holes[150:230, 145:170] = holes[150:230, 305:330] = True
    holes[380:410, 220:260] = True
    photo[mask & ~holes] = red[mask & ~holes]
    return photo, mask


def test_armholes_that_the_network_doubts_are_opened_and_a_print_is_not() -> None:
    photo, mask = racerback()
    cover = np.ones((160, 120), np.float32) * 0.999
    cover[36:60, 30:50] = 0.6
    cover[36:60, 72:90] = 0.95
    opened = without_windows(photo, mask, cover)
    assert not opened[160:220, 148:167].any() and not opened[160:220, 308:327].any()
    assert opened[380:410, 220:260].all()
    changed = mask & ~opened
    assert 0.9 < changed.sum() / (2 * 80 * 25) < 1.2
    assert (without_windows(photo, mask, np.ones_like(cover)) == mask).all()


def test_a_garment_in_the_grounds_own_colour_has_no_windows() -> None:
    photo, mask = racerback()
    photo[mask] = photo[:440, :260].reshape(-1, 3)
    cover = np.full((160, 120), 0.7, np.float32)
    assert (without_windows(photo, mask, cover) == mask).all()
    assert not without_windows(photo, np.zeros_like(mask), cover).any()
