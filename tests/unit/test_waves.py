"""Long waves and steps go out of outlines before the wall that are drawn anew."""

import numpy as np
import pytest

from tryon.labels import Compact
from tryon.pipelines.compact.waves import without_waves

SIZE = (1024, 768)
ROWS, COLUMNS = np.mgrid[: SIZE[0], : SIZE[1]]
EMPTY = np.zeros(SIZE, np.uint8)
NOTHING = np.zeros(SIZE, bool)


def garment(right: np.ndarray | float) -> np.ndarray:
    """A garment whose right side is at these columns, one a row."""
    edge = np.broadcast_to(right, SIZE[:1])[:, None]
    inside = (ROWS > 200) & (ROWS < 800) & (COLUMNS > 150) & (edge >= COLUMNS)
    return np.where(inside, Compact.UPPER, EMPTY).astype(np.uint8)


def waved(length: float, height: float) -> np.ndarray:
    """A garment whose right side has waves, from crest to trough twice this high."""
    return garment(500 + height * np.sin(2 * np.pi * np.arange(SIZE[0]) / length))


def right_side(layout: np.ndarray, rows: slice = slice(300, 700)) -> np.ndarray:
    return SIZE[1] - 1 - (layout[rows] == Compact.UPPER)[:, ::-1].argmax(1)


@pytest.mark.parametrize("length", [60, 80, 100])
def test_long_waves_of_a_new_outline_go_and_its_place_stays(length):
    layout = waved(length, 4)
    even = without_waves(layout, EMPTY, NOTHING)
    assert np.ptp(right_side(layout)) == 8
    assert np.ptp(right_side(even)) <= 2
    assert abs(right_side(even).mean() - 500) < 1


def test_a_step_between_two_parts_of_an_outline_becomes_a_slope():
    layout = garment(np.where(np.arange(SIZE[0]) < 500, 500, 508))
    even = right_side(without_waves(layout, EMPTY, NOTHING))
    assert np.abs(np.diff(even)).max() <= 1
    assert even[0] == 500
    assert even[-1] == 508
    assert np.abs(even - right_side(layout)).max() <= 5


def test_what_the_photo_shows_stays_and_the_rest_goes_on_from_it():
    layout = waved(100, 4)
    photo = np.where(ROWS > 500, layout, EMPTY).astype(np.uint8)
    even = without_waves(layout, photo, NOTHING)
    assert (even[510:] == layout[510:]).all()
    assert np.ptp(right_side(even, slice(300, 450))) <= 3
    assert np.abs(np.diff(right_side(even))).max() <= 1


def test_an_outline_that_is_the_photos_but_for_a_pixel_or_two_stays():
    photo = waved(100, 4)
    layout = garment(502 + 4 * np.sin(2 * np.pi * np.arange(SIZE[0]) / 100))
    assert (without_waves(layout, photo, NOTHING)[220:780] == layout[220:780]).all()


def test_corners_and_what_is_settled_stay():
    layout = garment(500)
    assert (without_waves(layout, EMPTY, NOTHING) == layout).all()
    layout = waved(100, 4)
    assert (without_waves(layout, EMPTY, ~NOTHING) == layout).all()


def test_a_shoulder_loses_less_than_a_pixel():
    away = np.hypot(ROWS - 400, COLUMNS - 400)
    layout = np.where(away < 70, Compact.UPPER, EMPTY).astype(np.uint8)
    even = without_waves(layout, EMPTY, NOTHING)
    assert (away < 69).sum() < (even > 0).sum() < (away < 71).sum()


def test_outlines_beside_neck_and_other_classes_stay():
    layout = waved(60, 4)
    layout[(COLUMNS > 480) & (COLUMNS <= 520) & (layout == 0)] = Compact.LOWER
    assert (without_waves(layout, EMPTY, NOTHING)[220:780] == layout[220:780]).all()
    layout = waved(60, 4)
    layout[:, 530:540] = Compact.NECK
    assert (without_waves(layout, EMPTY, NOTHING)[220:780] == layout[220:780]).all()


def test_a_bared_arm_is_evened_too_and_an_empty_layout_stays_empty():
    arm = np.where(waved(80, 4) > 0, Compact.LEFT_ARM, EMPTY).astype(np.uint8)
    even = without_waves(arm, EMPTY, NOTHING)
    assert set(np.unique(even)) == {Compact.BACKGROUND, Compact.LEFT_ARM}
    assert np.ptp(right_side(np.where(even > 0, Compact.UPPER, 0))) <= 2
    assert not without_waves(EMPTY, EMPTY, NOTHING).any()


def test_waves_scale_with_the_canvas():
    even = without_waves(waved(80, 4)[::2, ::2], EMPTY[::2, ::2], NOTHING[::2, ::2])
    rows = even[150:350] == Compact.UPPER
    assert np.ptp(rows[:, ::-1].argmax(1)) <= 2


@pytest.mark.parametrize(("label", "stays"), [(Compact.LEFT_ARM, True), (Compact.UPPER, False)])
def test_a_short_part_that_the_photo_shows_holds_an_arm_and_no_garment(label, stays):
    """45 pixels of an outline: of an arm they are skin, of a garment another one's edge."""
    layout = np.where(waved(80, 4) > 0, label, EMPTY).astype(np.uint8)
    photo = np.where(abs(ROWS - 500) < 26, layout, EMPTY).astype(np.uint8)
    even = without_waves(layout, photo, NOTHING)
    assert (even[485:516] == layout[485:516]).all() == stays
