import numpy as np
import pytest

from tryon.misalignment.inspection import (
    MOST_SPOTS,
    Window,
    compared,
    count_pixels,
    find_spots,
    inspect,
    pixel_window,
)
from tryon.misalignment.overlays import (
    ALIGNED_RGB,
    CLOSED_RGB,
    MISALIGNED_RGB,
    OPENED_RGB,
    change_layer,
    layers,
    outline,
    tint,
)

HEIGHT, WIDTH = 1024, 768


def drawn(*boxes, value=255, size=(HEIGHT, WIDTH)):
    """A mask with boxes (top, left, height, width) in it."""
    mask = np.zeros(size, np.uint8)
    for top, left, high, wide in boxes:
        mask[top : top + high, left : left + wide] = value
    return mask


def test_known_masks_have_known_areas():
    seen = inspect(drawn((400, 200, 300, 300)), drawn((300, 200, 100, 300), (700, 200, 10, 100)))
    assert seen.size == (HEIGHT, WIDTH)
    assert seen.misaligned_pixels == 31_000
    assert seen.clothing_pixels == 121_000
    assert seen.ratio == pytest.approx(31 / 121)
    assert [spot.pixels for spot in seen.spots] == [30_000, 1_000]
    assert [spot.share for spot in seen.spots] == pytest.approx([30 / 31, 1 / 31])


def test_soft_masks_are_summed_but_spots_are_solid():
    soft = drawn((0, 0, 10, 10), value=51) + drawn((100, 100, 10, 10), value=204)
    assert count_pixels(soft) == 100
    assert [spot.pixels for spot in find_spots(soft)] == [100]


def test_nothing_misaligned_and_nothing_at_all():
    empty = drawn()
    assert inspect(drawn((0, 0, 50, 50)), empty).ratio == 0
    nothing = inspect(empty, empty)
    assert (nothing.ratio, nothing.clothing_pixels, nothing.spots) == (0, 0, ())


def test_masks_of_two_sizes_are_refused():
    with pytest.raises(ValueError, match="size"):
        inspect(drawn(), drawn(size=(512, 384)))


def test_spots_come_by_size_and_only_the_worst():
    boxes = [(40 * number, 10, 10 + number, 20) for number in range(MOST_SPOTS + 3)]
    spots = find_spots(drawn(*boxes, (900, 700, 2, 2)))
    heights = [10 + number for number in range(MOST_SPOTS + 3)]
    assert [spot.pixels for spot in spots] == [
        20 * h for h in sorted(heights)[: -MOST_SPOTS - 1 : -1]
    ]
    # A speck of 4 of 204 pixels is a spot, one of 4 of 404 is the ragged edge of the mask.
    assert len(find_spots(drawn((0, 0, 10, 20), (900, 700, 2, 3)))) == 2
    assert len(find_spots(drawn((0, 0, 20, 20), (900, 700, 2, 2)))) == 1


def test_corners_connect():
    assert len(find_spots(drawn((100, 100, 20, 20), (120, 120, 20, 20)))) == 1
    assert len(find_spots(drawn((100, 100, 20, 20), (121, 121, 20, 20)))) == 2


def test_the_number_stands_in_the_thickest_part_of_a_bent_spot():
    # An L whose centre lies outside it; the foot is thicker.
    mask = drawn((100, 100, 500, 8), (560, 100, 40, 300))
    (spot,) = find_spots(mask)
    column, row = round(spot.place[0] * WIDTH), round(spot.place[1] * HEIGHT)
    assert mask[row, column] == 255
    assert 570 <= row <= 590


def test_a_spot_along_the_border_is_thickest_at_its_middle_not_at_the_border():
    (spot,) = find_spots(drawn((0, 300, 60, 60)))
    assert spot.place == pytest.approx((330 / WIDTH, 30 / HEIGHT), abs=0.003)


@pytest.mark.parametrize(
    ("box", "share"),
    [((500, 300, 20, 20), 0.16), ((200, 300, 300, 20), 1.3 * 300 / 1024), ((0, 0, 1024, 9), 0.5)],
)
def test_windows_hold_their_spot_and_stay_in_the_picture(box, share):
    mask = drawn(box)
    (spot,) = find_spots(mask)
    window = spot.window
    assert window.share == pytest.approx(share)
    assert 0 <= window.left <= 1 - window.share and 0 <= window.top <= 1 - window.share
    seen = mask[pixel_window(window, mask.shape)]
    assert seen.any()
    if share < 0.5:
        assert (seen > 0).sum() == spot.pixels


def test_pixel_windows_never_leave_the_picture():
    rows, columns = pixel_window(Window(0.84, 0.84, 0.16), (101, 77))
    assert rows.stop <= 101 and columns.stop <= 77
    assert (rows.stop - rows.start, columns.stop - columns.start) == (16, 12)


def test_tints_are_as_opaque_as_the_mask():
    laid = tint(np.array([[0, 128, 255]], np.uint8), MISALIGNED_RGB)
    assert (laid[..., :3] == MISALIGNED_RGB).all()
    assert laid[0, :, 3].tolist() == [0, 128, 255]
    assert tint(np.array([[False, True]]), ALIGNED_RGB)[0, :, 3].tolist() == [0, 255]


def test_misaligned_is_the_orange_of_the_papers_figure():
    red, green, blue = MISALIGNED_RGB
    assert red > 240 and 90 < green < 170 and blue < 60


def test_outlines_are_drawn_inside_the_mask_and_at_the_border():
    mask = drawn((0, 0, 200, 200))
    drawn_line = outline(mask, ALIGNED_RGB)[..., 3] > 0
    assert not drawn_line[mask == 0].any()
    assert drawn_line[0, 100] and drawn_line[100, 0] and drawn_line[199, 100]
    assert not drawn_line[100, 100]


def test_layers_of_different_places_are_all_seen():
    left, right = drawn((0, 0, 9, 9)), drawn((0, 20, 9, 9))
    both = layers(tint(left, MISALIGNED_RGB), tint(right, ALIGNED_RGB))
    assert tuple(both[3, 3]) == (*MISALIGNED_RGB, 255)
    assert tuple(both[3, 23]) == (*ALIGNED_RGB, 255)
    assert both[50, 50, 3] == 0


def test_a_change_says_what_was_closed_and_what_was_opened():
    before = drawn((200, 0, 100, 100)), drawn((100, 0, 100, 100))
    after = drawn((150, 0, 150, 100)), drawn((100, 0, 50, 100), (300, 0, 25, 100))
    change = compared(before, after)
    assert (change.before, change.after) == (0.5, pytest.approx(7.5 / 22.5))
    assert np.flatnonzero(change.closed.any(1)).tolist() == list(range(150, 200))
    assert np.flatnonzero(change.opened.any(1)).tolist() == list(range(300, 325))
    layer = change_layer(change)
    assert tuple(layer[160, 50]) == (*CLOSED_RGB, 255)
    assert tuple(layer[310, 50]) == (*OPENED_RGB, 255)
    assert layer[120, 50, 3] == 0


def test_runs_at_two_sizes_can_be_compared():
    small = drawn((100, 0, 50, 50), size=(512, 384)), drawn((50, 0, 50, 50), size=(512, 384))
    large = drawn((200, 0, 100, 100)), drawn((100, 0, 100, 100))
    change = compared(small, large)
    assert change.closed.shape == (HEIGHT, WIDTH)
    assert change.before == change.after
    assert not change.closed.any() and not change.opened.any()
