"""Where a garment ends at the neck: its inner back, its cut, its collar."""

import cv2
import numpy as np
import pytest

from tryon.labels import Compact
from tryon.pipelines.compact.collar import lay_collar, lay_opening
from tryon.pipelines.compact.inner_back import inner_back
from tryon.pipelines.compact.layout_rules import reconcile
from tryon.pipelines.compact.neckline import cloth_logits, is_pointed, straps
from tryon.pipelines.compact.warp import warp

SIZE = (256, 192)
NAVY, LINING = (20, 30, 90), (150, 150, 160)


def polygon(*corners):
    mask = np.zeros(SIZE, np.uint8)
    cv2.fillPoly(mask, [np.array(corners, np.int32)], 1)
    return mask > 0


SHIRT = polygon((40, 40), (152, 40), (152, 200), (40, 200))
V_NECK = polygon((66, 40), (126, 40), (96, 90))
SCOOP = cv2.ellipse(np.zeros(SIZE, np.uint8), (96, 40), (34, 46), 0, 0, 180, 1, -1) > 0


def overlap(first, second):
    return (first & second).sum() / (first | second).sum()


def distance_of(mask):
    inside, outside = (
        cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, 5) for side in (mask, ~mask)
    )
    return inside - outside


def worn(neck):
    """The softmax (8, H, W) of a layout network that is sure of a shirt with this neckline."""
    labels = np.where(SHIRT, np.where(neck, Compact.NECK, Compact.UPPER), Compact.BACKGROUND)
    certain = (labels[None] == np.arange(8)[:, None, None]).astype(np.float32)
    return np.stack([cv2.GaussianBlur(plane, (0, 0), 2) for plane in certain])


def bare(logits):
    return SHIRT & (logits < 0)


def product(lining=LINING):
    rng = np.random.default_rng(3)
    picture = np.full((*SIZE, 3), 245, np.uint8)
    picture[SHIRT], picture[V_NECK] = NAVY, lining
    noise = rng.normal(0, 3, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def guessed(mask, sure=2.0):
    """The log odds of a network that answers on a coarse grid."""
    coarse = cv2.resize(mask.astype(np.float32), (24, 32), interpolation=cv2.INTER_AREA)
    fine = cv2.resize(coarse, SIZE[::-1], interpolation=cv2.INTER_CUBIC)
    return (12 * (fine - 0.5)).clip(-7, sure).astype(np.float32)


def test_the_inner_back_ends_where_the_colours_change():
    logits = guessed(np.roll(V_NECK, 4, 0))
    assert overlap(SHIRT & (logits > 0), V_NECK) < 0.85
    assert overlap(inner_back(product(), SHIRT, logits), V_NECK) > 0.95


def test_a_guess_that_missed_a_part_is_completed():
    logits = guessed(V_NECK & (np.arange(SIZE[0])[:, None] < 82))
    assert overlap(inner_back(product(), SHIRT, logits), V_NECK) > 0.95


def test_no_inner_back_is_found_where_none_is_supposed():
    assert not inner_back(product(), SHIRT, np.full(SIZE, -3, np.float32)).any()


def test_a_guess_on_plain_cloth_is_mostly_dropped():
    back = inner_back(product(lining=NAVY), SHIRT, guessed(V_NECK))
    assert back.sum() < 0.4 * V_NECK.sum()


def test_where_only_a_label_was_found_the_opening_is_what_lies_between_the_corners():
    crescent = cv2.ellipse(np.zeros(SIZE, np.uint8), (96, 32), (24, 17), 0, 0, 180, 1, -1) > 0
    shirt = SHIRT | polygon((68, 32), (74, 32), (74, 40), (68, 40))  # the neckline's corners
    shirt |= polygon((118, 32), (124, 32), (124, 40), (118, 40))
    white = np.full((*SIZE, 3), 250, np.uint8)
    label = polygon((88, 40), (104, 40), (104, 49), (88, 49))
    white[label] = 40
    found = inner_back(white, shirt, np.where(label, 4, -6).astype(np.float32))
    assert overlap(found, crescent & shirt) > 0.7
    # A deep one is no half ellipse, and one that was found stays as it is.
    deep = polygon((88, 40), (104, 40), (104, 110), (88, 110))
    white[deep] = 40
    slot = inner_back(white, shirt, np.where(deep, 4, -6).astype(np.float32))
    assert overlap(slot, deep) > 0.9
    whole = inner_back(product(), SHIRT, guessed(V_NECK))
    assert overlap(whole, V_NECK) > 0.95


def test_a_trim_of_another_colour_stays_the_fronts():
    rng = np.random.default_rng(4)
    shirt = np.full((1024, 768, 3), 245, np.uint8)
    mask = np.zeros((1024, 768), bool)
    mask[160:800, 160:608] = True
    shirt[mask] = 235
    opening, inside = (
        cv2.ellipse(np.zeros(mask.shape, np.uint8), (384, 160), axes, 0, 0, 180, 1, -1) > 0
        for axes in ((120, 80), (104, 64))
    )
    shirt[opening] = (30, 80, 170)  # the trim
    shirt[inside] = 190
    shirt = np.clip(shirt + rng.normal(0, 3, shirt.shape), 0, 255).astype(np.uint8)
    logits = np.where(opening & mask, 4, -6).astype(np.float32)
    assert overlap(inner_back(shirt, mask, logits), inside & mask) > 0.9
    shirt[opening & mask] = 190  # no trim at all
    assert overlap(inner_back(shirt, mask, logits), opening & mask) > 0.9


def test_what_no_colour_tells_from_the_front_and_has_a_torn_outline_is_no_inner_back():
    torn = SCOOP.copy()
    for column in range(64, 130, 14):
        torn[48:84, column : column + 7] = False
    sure, never = np.float32(4), np.float32(-6)
    assert not inner_back(product(lining=NAVY), SHIRT, np.where(torn, sure, never)).any()
    whole = inner_back(product(lining=NAVY), SHIRT, np.where(SCOOP, sure, never))
    assert overlap(whole, SCOOP) > 0.9


def test_a_garment_that_is_all_inner_back_is_left_to_the_network():
    logits = np.full(SIZE, 4, np.float32)
    assert overlap(inner_back(product(), SHIRT, logits), SHIRT) > 0.99


def bend(mask):
    """How far the widths of rows below the shoulders are from a straight wedge."""
    widths = mask[58:88].sum(1)
    rows = np.arange(len(widths))
    return np.abs(widths - np.polyval(np.polyfit(rows, widths, 1), rows)).max()


def logits_of_a_v(pointed):
    """The logits of a V neck whose layout, and dense flow with it, is a scoop."""
    distance, scooped = distance_of(SHIRT & ~V_NECK), distance_of(SHIRT & ~SCOOP)
    return cloth_logits(worn(SCOOP), scooped, distance, V_NECK.astype(np.float32), pointed)


@pytest.mark.parametrize("pointed", [True, False])
def test_a_v_neck_stays_a_v_though_the_layout_draws_a_scoop(pointed):
    assert bend(SCOOP) > 8
    assert bend(bare(logits_of_a_v(pointed))) < 3


def test_what_is_known_for_a_v_keeps_its_point_in_the_layout():
    photo = np.where(SHIRT, Compact.UPPER, Compact.BACKGROUND).astype(np.uint8)
    rounded, pointed = (
        reconcile(worn(SCOOP), photo, np.zeros_like(photo), logits_of_a_v(known), pointed=known)
        == Compact.NECK
        for known in (False, True)
    )
    assert overlap(pointed[58:], V_NECK[58:]) > overlap(rounded[58:], V_NECK[58:]) + 0.05


@pytest.mark.parametrize("shift", [(6, 0), (0, 5), (-5, 4)])
def test_the_cut_is_moved_to_where_the_layout_has_it(shift):
    moved = np.roll(V_NECK, shift, (1, 0)) & SHIRT
    distance = distance_of(SHIRT & ~V_NECK)
    logits = cloth_logits(
        worn(moved), distance_of(SHIRT & ~moved), distance, V_NECK.astype(np.float32)
    )
    assert overlap(bare(logits), moved) > overlap(V_NECK, moved) + 0.05


def test_without_an_inner_back_the_dense_flow_decides():
    distance = distance_of(SHIRT & ~SCOOP)
    nothing = np.zeros(SIZE, np.float32)
    logits = cloth_logits(worn(SCOOP), distance, distance_of(SHIRT & ~V_NECK), nothing)
    assert (np.abs(logits) <= 3).all()
    assert (bare(logits) == (SHIRT & (distance < 0))).all()


def test_a_neck_that_the_network_does_not_see_is_open_where_tps_lays_it():
    closed = distance_of(SHIRT)
    back = V_NECK.astype(np.float32)
    logits = cloth_logits(worn(np.zeros(SIZE, bool)), closed, distance_of(SHIRT & ~V_NECK), back)
    assert overlap(bare(logits) & SHIRT, V_NECK) > 0.9


def test_a_bare_belly_is_no_neckline():
    belly = polygon((60, 170), (132, 170), (132, 200), (60, 200))
    distance = distance_of(SHIRT & ~V_NECK)
    logits = cloth_logits(worn(V_NECK | belly), distance, distance, V_NECK.astype(np.float32))
    assert (logits[170:200, 64:128] > 0).all()


def test_the_collar_lies_along_the_neckline():
    size = (512, 384)
    neck, shirt = (cv2.resize(x.astype(np.uint8), size[::-1]) > 0 for x in (SCOOP, SHIRT))
    collar = shirt & ~neck & (cv2.distanceTransform((~neck).astype(np.uint8), cv2.DIST_L2, 5) < 6)
    rows, columns = np.indices(size).astype(np.float32)
    # The flow lies six pixels too low: the collar would hang inside the cloth below.
    flow = np.stack([(columns + 0.5) / size[1] * 2 - 1, (rows + 6.5) / size[0] * 2 - 1])
    layout = np.where(shirt, np.where(neck, Compact.NECK, Compact.UPPER), 0).astype(np.uint8)
    bent = lay_collar(flow, layout, distance_of(shirt & ~neck))

    def seen(field):
        x, y = ((field[i] + 1) / 2 * size[1 - i] - 0.5 for i in (0, 1))
        warped = cv2.remap(collar.astype(np.float32), x, y, cv2.INTER_LINEAR) > 0.5
        return overlap(warped & shirt & ~neck, collar)

    assert seen(flow) < 0.6
    assert seen(bent) > 0.7
    assert np.abs(bent - flow)[:, 300:].max() < 1e-4


def test_edges_far_apart_are_left_alone():
    layout = np.where(SHIRT, np.where(SCOOP, Compact.NECK, Compact.UPPER), 0).astype(np.uint8)
    rows, columns = np.indices(SIZE).astype(np.float32)
    flow = np.stack([(columns + 0.5) / SIZE[1] * 2 - 1, (rows + 40.5) / SIZE[0] * 2 - 1])
    assert (lay_collar(flow, layout, distance_of(SHIRT & ~SCOOP)) == flow).all()


def flow_beside(layout, across, down):
    """The flow (2, H, W) that lays a garment so many pixels too far to the left and too high."""
    height, width = layout.shape
    rows, columns = np.indices(layout.shape).astype(np.float32)
    places = (columns + 0.5 + across) / width, (rows + 0.5 + down) / height
    return np.stack(places) * 2 - 1


@pytest.mark.parametrize(("across", "down"), [(0, -20), (0, 20), (14, -14)])
def test_an_opening_that_lies_elsewhere_is_moved_to_the_neckline_with_its_band(across, down):
    size = (512, 384)
    neck, shirt = (cv2.resize(x.astype(np.uint8), size[::-1]) > 0 for x in (SCOOP, SHIRT))
    layout = np.where(shirt, np.where(neck, Compact.NECK, Compact.UPPER), 0).astype(np.uint8)
    band = shirt & ~neck & (cv2.distanceTransform((~neck).astype(np.uint8), cv2.DIST_L2, 5) < 10)
    flow = flow_beside(layout, across, down)
    # The neck's corners, where a moved garment ends too early, tell nothing.
    below = np.arange(size[0])[:, None] > 110

    def seen(field):
        laid = lay_collar(field, layout, distance_of(shirt & ~neck))
        warped = warp(band.astype(np.float32), laid) > 0.5
        return overlap(warped & shirt & ~neck & below, band & below)

    moved = lay_opening(flow, layout, neck & shirt)
    assert seen(flow) < 0.5
    assert seen(moved) > 0.75
    assert np.abs(moved - flow)[:, 400:].max() < 1e-2


@pytest.mark.parametrize(("down", "opening"), [(0, SCOOP), (70, SCOOP), (0, SCOOP & False)])
def test_an_opening_that_lies_right_or_nowhere_near_is_left_alone(down, opening):
    layout = np.where(SHIRT, np.where(SCOOP, Compact.NECK, Compact.UPPER), 0).astype(np.uint8)
    flow = flow_beside(layout, 0, down)
    assert (lay_opening(flow, layout, opening & SHIRT) == flow).all()


def test_thin_straps_lie_over_the_skin_and_the_skin_beside_them_stays():
    thin = polygon((64, 40), (68, 40), (68, 90), (64, 90))
    top = polygon((48, 88), (144, 88), (144, 200), (48, 200))
    found = straps(distance_of(top | thin))
    assert overlap(found, thin & ~top) > 0.8
    shoulders = SHIRT & ~top
    labels = np.where(top, Compact.UPPER, np.where(shoulders, Compact.NECK, 0)).astype(np.uint8)
    certain = (labels[None] == np.arange(8)[:, None, None]).astype(np.float32)
    nothing = np.zeros(SIZE, np.uint8)
    layout = reconcile(certain, labels, nothing, sleeve="sleeveless", straps=found)
    assert (layout[found & shoulders] == Compact.UPPER).all()
    assert (layout[shoulders & ~found & (np.arange(SIZE[0])[:, None] < 80)] == Compact.NECK).all()


def test_a_garment_with_shoulders_has_no_straps():
    assert not straps(distance_of(SHIRT & ~V_NECK)).any()
    assert not straps(np.full(SIZE, -5, np.float32)).any()


def opening(depths):
    """An inner back from row 100 down, as deep as told in every column from 300 on."""
    back = np.zeros((1024, 768), bool)
    for column, depth in enumerate(depths):
        back[100 : 101 + int(depth), 300 + column] = True
    return back


def test_a_v_is_told_from_a_scoop_a_round_neck_and_a_slit():
    across = np.abs(np.linspace(-1, 1, 160))
    assert is_pointed(opening(110 * (1 - across)))
    assert not is_pointed(opening(110 * np.sqrt(1 - across**2)))  # a scoop
    assert not is_pointed(opening(40 * (1 - across)))  # shallow
    assert not is_pointed(opening(50 * (1 - across[:40])))  # a mock collar's
    assert not is_pointed(np.zeros((1024, 768), bool))
