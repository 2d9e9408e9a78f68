"""The connected parts of a mask and their rims, worked out by hand."""

import numpy as np

from tryon.pictures.distance import distance_to
from tryon.pictures.islands import Islands, most_common, rim_of


def drawn():
    """A 3x3 part in a corner and a single pixel that touches it at its own corner."""
    mask = np.zeros((8, 9), bool)
    mask[:3, :3] = True
    mask[3, 3] = True
    mask[6, 7] = True
    return mask


def test_parts_that_touch_at_a_corner_are_one_unless_only_sides_count():
    assert Islands(drawn()).areas.tolist() == [10, 1]
    assert sorted(Islands(drawn(), connectivity=4).areas) == [1, 1, 9]
    assert Islands(drawn()).largest.tolist() == [True, False]
    nothing = Islands(np.zeros((4, 4), bool))
    assert nothing.areas.size == 0
    assert list(nothing.parts(~nothing.largest, 2)) == []


def test_a_rim_is_what_lies_around_a_part_as_far_as_the_picture_goes():
    labels = np.arange(72, dtype=np.uint8).reshape(8, 9)
    large, small = Islands(drawn()).parts(np.ones(2, bool), 1)
    assert (large.area, small.area) == (10, 1)
    assert sorted(small.around(labels)) == [51, 52, 53, 60, 62, 69, 70, 71]
    assert 70 not in large.around(labels)
    assert (rim_of(drawn(), 1)[large.window][: len(large.rim)] == large.rim).all()
    small.give_to(7, labels)
    assert labels[6, 7] == 7
    assert labels[6, 6] == 60


def test_of_labels_that_are_as_many_the_least_counts():
    assert most_common(np.array([5, 2, 2, 5, 9], np.uint8)) == 2


def test_distances_are_zero_within_the_mask_and_grow_away_from_it():
    away = distance_to(drawn(), exact=True)
    assert (away[drawn()] == 0).all()
    np.testing.assert_allclose(away[0, 3:6], [1, 2, 3])
    assert abs(distance_to(drawn())[0, 8] - away[0, 8]) < 0.15


def test_exact_distances_are_the_roots_of_whole_numbers_to_the_last_digit():
    mask = np.random.default_rng(0).random((60, 47)) < 0.002
    rows, columns = np.nonzero(mask)
    y, x = np.mgrid[:60, :47][..., None]
    squares = ((y - rows) ** 2 + (x - columns) ** 2).min(-1)
    assert (distance_to(mask, exact=True) == np.sqrt(squares.astype(np.float32))).all()
    assert (distance_to(np.zeros((3, 4), bool), exact=True) > 1e18).all()
