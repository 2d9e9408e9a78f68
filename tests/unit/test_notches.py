"""A flow that reads the gap between the product's sleeve and trunk is led past it on both sides."""

import numpy as np

from tryon.labels import Compact
from tryon.pictures.coordinates import to_pixels, to_unit
from tryon.pipelines.compact.notches import led_past_notches, with_folds

SIZE = HEIGHT, WIDTH = 500, 768
LAYOUT = np.full(SIZE, Compact.UPPER, np.uint8)
# The product's notch, and where the person's sleeve and trunk lie beside each other: the flow
# stretches the one over the other.
NOTCH, GAP = slice(320, 444), slice(380, 404)
BEGIN = 150
NO_BACK = np.zeros(SIZE, bool)


def read_through(columns: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """A flow from the product's place that each column, and each row, of the person reads."""
    rows = np.arange(HEIGHT) if rows is None else rows
    x = np.broadcast_to(to_unit(columns, WIDTH), SIZE)
    y = np.broadcast_to(to_unit(rows, HEIGHT)[:, None], SIZE)
    return np.stack([x, y]).astype(np.float32)


def product(notch: slice = NOTCH) -> np.ndarray:
    inner = np.ones(SIZE, bool)
    inner[BEGIN:, notch] = False
    return inner


def stretched() -> np.ndarray:
    known = [0, GAP.start, GAP.stop, WIDTH - 1]
    seen = [NOTCH.start - GAP.start, NOTCH.start, NOTCH.stop, WIDTH - 1 + NOTCH.stop - GAP.stop]
    return read_through(np.interp(np.arange(WIDTH), known, seen))


def columns_read(flow: np.ndarray) -> np.ndarray:
    return to_pixels(flow[0], WIDTH)


def test_cloth_alone_is_read_up_to_one_fold_and_nothing_is_torn_or_smeared():
    flow = stretched()
    read = columns_read(led_past_notches(flow, product(), NO_BACK, LAYOUT))[BEGIN + 60 : -20]
    # To the grid that is reckoned on, of 4 pixels.
    assert not ((read > NOTCH.start + 3) & (read < NOTCH.stop - 4)).any()
    steps = np.diff(read[:, 250:550], axis=1)
    fold = steps > 20
    assert (fold.sum(1) == 1).all()
    assert np.isin(np.nonzero(fold)[1] + 250, np.arange(GAP.start + 6, GAP.stop - 6)).all()
    # Stretched a little over much cloth instead of much over a little; 1 is as in the product.
    assert steps[~fold].min() > 0.5 and steps[~fold].max() < 1.5
    # The product's edge is what is seen at the fold.
    place = np.argmax(fold, 1) + 250
    rows = np.arange(len(read))
    assert np.abs(read[rows, place] - NOTCH.start).max() < 4
    assert np.abs(read[rows, place + 1] - NOTCH.stop).max() < 4


def test_far_from_the_gap_and_outside_of_the_garment_the_flow_stays():
    flow = stretched()
    layout = LAYOUT.copy()
    layout[:, 700:] = Compact.BACKGROUND
    led = led_past_notches(flow, product(), NO_BACK, layout)
    moved = np.abs(columns_read(led) - columns_read(flow))
    assert moved[:, :100].max() < 1 and moved[:, 650:].max() < 1
    assert (led[:, :, 710:] == flow[:, :, 710:]).all()


def test_a_flow_that_reads_cloth_alone_stays_as_it_is():
    flow = read_through(np.arange(WIDTH) * 0.9)
    led = led_past_notches(flow, np.ones(SIZE, bool), NO_BACK, LAYOUT)
    assert np.abs(led - flow).max() < 1e-5


def test_wide_places_that_the_product_lacks_are_read_as_before():
    flow = read_through(np.arange(WIDTH))
    led = led_past_notches(flow, product(slice(300, 460)), NO_BACK, LAYOUT)
    assert np.abs(columns_read(led) - columns_read(flow))[300:, 340:420].max() < 1


def test_the_neck_and_the_outer_sides_are_no_notches():
    flow = stretched()
    open_neck = np.ones(SIZE, bool)
    open_neck[:BEGIN, NOTCH] = False
    assert np.abs(led_past_notches(flow, open_neck, NO_BACK, LAYOUT) - flow).max() < 1e-5
    below_its_band = np.ones(SIZE, bool)
    below_its_band[30:BEGIN, NOTCH] = False
    inner_back = ~below_its_band
    assert np.abs(led_past_notches(flow, below_its_band, inner_back, LAYOUT) - flow).max() < 1e-5
    side = np.ones(SIZE, bool)
    side[:, :40] = False
    assert np.abs(led_past_notches(flow, side, NO_BACK, LAYOUT) - flow).max() < 1e-5


def test_small_canvases_are_led_past_notches_too():
    small = stretched()[:, ::2, ::2]
    read = to_pixels(
        led_past_notches(small, product()[::2, ::2], NO_BACK[::2, ::2], LAYOUT[::2, ::2])[0],
        WIDTH // 2,
    )
    inside = read[BEGIN // 2 + 30 : -10]
    assert not ((inside > NOTCH.start / 2 + 2) & (inside < NOTCH.stop / 2 - 3)).any()


def test_the_fold_is_softened_and_nothing_else():
    flow = led_past_notches(stretched(), product(), NO_BACK, LAYOUT)
    cloth = np.where(columns_read(flow) < NOTCH.start + 20, 40, 200).astype(np.uint8)
    cloth = np.repeat(cloth[..., None], 3, 2)
    soft = with_folds(cloth, flow, LAYOUT)
    row = BEGIN + 100
    fold = int(np.argmax(np.diff(cloth[row, :, 0].astype(int)) > 0))
    assert 60 < soft[row, fold, 0] < soft[row, fold + 1, 0] < 180
    assert (soft[row, : fold - 8] == 40).all() and (soft[row, fold + 9 :] == 200).all()
    assert (soft[: BEGIN - 40] == cloth[: BEGIN - 40]).all()
