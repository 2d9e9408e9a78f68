"""Masks and colours that spread."""

import cv2
import numpy as np

from tryon.pipelines.compact.spread import (
    close_,
    even_edge,
    fill_nearest,
    filled_smoothly,
    nearest_index,
    run_on,
)

SIZE = (256, 192)


def product(cloth: int, notch: int, begin: int) -> tuple[np.ndarray, np.ndarray]:
    """A garment on a white ground whose mask wrongly holds the notch between sleeve and trunk."""
    picture = np.full((*SIZE, 3), 245, np.uint8)
    mask = np.zeros(SIZE, bool)
    mask[60:200, 40:150] = True
    picture[mask] = cloth
    picture[begin : begin + notch, 60:64] = 245
    return picture, mask


def test_the_photos_ground_in_a_notch_is_never_sampled():
    picture, mask = product(cloth=20, notch=10, begin=190)
    assert run_on(picture, mask).max() <= 24
    picture, mask = product(cloth=20, notch=50, begin=150)
    assert run_on(picture, mask).max() <= 24


def test_a_long_notch_is_ground_though_its_mouth_is_blurred_and_a_short_bright_spot_is_not():
    picture, mask = product(cloth=20, notch=0, begin=0)
    picture[140:199, 90:94] = 245
    picture[199, 90:94] = 200
    picture[190:199, 120:128] = 245
    picture[199, 120:128] = 200
    shown = run_on(picture, mask)
    assert shown[145:199, 88:96].max() <= 24
    assert shown[194, 124].min() > 200


def test_the_notch_of_white_cloth_is_told_where_the_ground_is_of_one_colour_to_the_bit():
    picture, mask = product(cloth=251, notch=40, begin=160)
    noise = np.random.default_rng(0).integers(0, 3, SIZE).astype(np.uint8)
    picture[picture == 251] += np.repeat(noise[..., None], 3, 2)[picture == 251]
    assert run_on(picture, mask)[mask].min() >= 251
    uneven = np.where(mask[..., None], picture, picture + 2 * noise[..., None])
    assert run_on(uneven, mask)[mask].min() == 245  # here nothing tells


def test_a_garment_in_the_grounds_colour_and_white_letters_and_stripes_stay():
    picture, mask = product(cloth=244, notch=10, begin=190)
    assert (run_on(picture, mask)[70:190, 50:140] >= 243).all()
    printed, mask = product(cloth=20, notch=10, begin=120)
    assert run_on(printed, mask)[125, 61].min() > 200
    striped, mask = product(cloth=20, notch=140, begin=60)
    assert run_on(striped, mask)[130, 61].min() > 200


def test_cloth_runs_on_past_its_edge_as_in_a_mirror_and_no_colour_as_a_streak():
    picture = np.full((*SIZE, 3), 245, np.uint8)
    mask = np.zeros(SIZE, bool)
    mask[60:200, 40:150] = True
    picture[mask] = 90
    picture[60:200, 48:54] = 20  # a stripe near the left edge
    extended = run_on(picture, mask)
    row = extended[130, :, 0]
    assert (row[54:140] == picture[130, 54:140, 0]).all()
    dark = np.flatnonzero(row[:45] < 50)
    assert 4 <= dark.size <= 7 and np.ptp(dark) == dark.size - 1
    assert set(np.unique(extended)) == {20, 90}


def test_spread_around_a_hole_is_the_blur_of_the_whole_picture():
    rng = np.random.default_rng(2)
    picture = rng.uniform(0, 255, (90, 80, 3)).astype(np.float32)
    source = rng.random((90, 80)) < 0.3
    hole = np.zeros_like(source)
    hole[40:52, 30:38] = True
    rows, columns = nearest_index(source)
    plain = cv2.GaussianBlur(picture[rows, columns], (0, 0), 3.0)
    assert np.abs(fill_nearest(picture, source, hole, 3.0)[hole] - plain[hole]).max() < 1e-3


def test_spread_takes_the_nearest_colour_and_leaves_its_input_alone():
    picture = np.zeros((20, 20, 3), np.float32)
    picture[:, :5] = 50
    picture[:, 15:] = 150
    source = np.zeros((20, 20), bool)
    source[:, :5] = source[:, 15:] = True
    filled = fill_nearest(picture, source, ~source, 0)
    assert (filled[:, 6] == 50).all() and (filled[:, 13] == 150).all()
    assert (picture[:, 6] == 0).all()
    assert (fill_nearest(picture, np.zeros_like(source), ~source, 0) == picture).all()


def test_what_is_not_seen_lies_smoothly_between_what_is():
    rows, columns = np.mgrid[:37, :52].astype(np.float32)
    slope = np.stack([rows, columns, rows + columns], 2)
    seen = np.zeros((37, 52), bool)
    seen[:, :6] = seen[:, -6:] = seen[:5] = seen[-5:] = True
    filled = filled_smoothly(np.where(seen[..., None], slope, np.float32(-500)), seen)
    assert (filled[seen] == slope[seen]).all()
    assert filled.min() >= slope.min() and filled.max() <= slope.max()
    assert np.abs(np.diff(filled, axis=1)).max() < 4
    assert np.abs(filled - slope).mean() < 2
    one = np.zeros_like(seen)
    one[20, 11] = True
    assert np.allclose(filled_smoothly(slope, one), slope[20, 11])
    assert (filled_smoothly(slope, np.ones_like(seen)) == slope).all()


def test_a_corner_is_closed_and_an_outline_that_bulges_stays():
    step = np.zeros(SIZE, bool)
    step[100:200, 40:90] = step[80:200, 90:150] = True
    closed = close_(step, 20)
    assert closed[95:100, 85:90].all() and not closed[80:84, 40:80].any()
    assert (closed[200:] == step[200:]).all() and (closed & step == step).all()


def test_a_slanting_strap_has_even_edges_where_it_is_asked_for():
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    for slant in (0.07, 0.1, 0.15):
        strap = np.abs((columns - 60) * np.cos(slant) - (rows - 20) * np.sin(slant)) <= 4
        toothed, even = (_off_a_line(even_edge(strap, 1.1, 3, narrow)) for narrow in (None, 3))
        assert even < 0.7 * toothed, slant


def _off_a_line(alpha: np.ndarray) -> float:
    """Returns how far, in pixels, a strap's left edge lies off the line that fits it best."""
    rows = np.arange(60, 200)
    left = (alpha[rows] >= 0.5).argmax(1)
    low, high = alpha[rows, left - 1], alpha[rows, left]
    edge = left - (high - 0.5) / (high - low)
    return float(np.std(edge - np.polyval(np.polyfit(rows, edge, 1), rows)))
