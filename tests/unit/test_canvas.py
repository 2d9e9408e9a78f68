"""The way to the canvas and back."""

import numpy as np
import pytest

from tests.support.people import standing_pose
from tryon.mending.frame import Frame
from tryon.pictures.canvas import (
    canvas_box,
    changed_area,
    paste_back,
    photo_to_canvas,
    to_canvas,
)
from tryon.types import CanvasBox


@pytest.mark.parametrize(
    ("photo", "person"),
    [
        ((1024, 768), (100, 30, 700, 1020)),
        ((1000, 3000), (1400, 200, 1800, 900)),
        ((3000, 1000), (100, 1200, 900, 1500)),
        ((1920, 1080), (10, 50, 1070, 1900)),
        ((500, 2000), (20, 10, 1900, 490)),
        ((4000, 3000), (2500, 3000, 3000, 4000)),
        ((200, 300), (-50, -20, 900, 900)),
    ],
)
def test_the_box_keeps_the_whole_person_and_the_aspect(
    photo: tuple[int, int], person: tuple[float, float, float, float]
) -> None:
    box = canvas_box(photo, person)
    assert box.width / box.height == pytest.approx(3 / 4)
    assert box.left <= max(0, person[0])
    assert box.top <= max(0, person[1])
    assert box.left + box.width >= min(photo[1], person[2])
    assert box.top + box.height >= min(photo[0], person[3])
    if box.width <= photo[1]:
        assert box.left >= 0
        assert box.left + box.width <= photo[1]
    if box.height <= photo[0]:
        assert box.top >= 0
        assert box.top + box.height <= photo[0]


def test_a_photo_filled_by_its_person_is_taken_as_it_is() -> None:
    assert canvas_box((1024, 768), (150, 60, 640, 1024)) == CanvasBox(0, 0, 768, 1024)


def noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (height, width, 3), np.uint8)


def test_identity_box_copies_pixels() -> None:
    photo = noise(1024, 768)
    canvas = to_canvas(photo, CanvasBox(0, 0, 768, 1024))
    assert np.array_equal(canvas, photo)
    assert canvas is not photo
    back = paste_back(photo, CanvasBox(0, 0, 768, 1024), 255 - photo, np.ones((1024, 768), bool))
    assert np.array_equal(back, 255 - photo)


def test_beyond_the_photo_its_border_is_repeated() -> None:
    photo = noise(90, 120)
    canvas = to_canvas(photo, CanvasBox(-30, 10, 180, 240), (240, 180))
    assert np.array_equal(canvas[:80, 30:150], photo[10:])
    assert np.array_equal(canvas[:80, :30], np.repeat(photo[10:, :1], 30, axis=1))
    assert np.array_equal(canvas[80:, 30:150], np.repeat(photo[-1:], 160, axis=0))


@pytest.mark.parametrize("scale", [0.4, 1.0, 1.7, 3.2])
def test_a_point_of_the_photo_lands_where_the_box_says(scale: float) -> None:
    photo = np.zeros((400, 300, 3), np.uint8)
    photo[195:205, 145:155] = 255
    box = CanvasBox(133.4 - 80 * scale, 170.7 - 70 * scale, 192 * scale, 256 * scale)
    canvas = to_canvas(photo, box, (256, 192))[..., 0].astype(float)
    y, x = np.mgrid[0:256, 0:192] + 0.5
    total = canvas.sum()
    assert (x * canvas).sum() / total == pytest.approx((150 - box.left) / scale, abs=0.1)
    assert (y * canvas).sum() / total == pytest.approx((200 - box.top) / scale, abs=0.1)


@pytest.mark.parametrize(
    ("box", "canvas_size"),
    [
        (CanvasBox(0, 0, 300, 400), (400, 300)),
        (CanvasBox(20.3, 35.8, 200, 266.667), (256, 192)),
        (CanvasBox(-60, -80.5, 480, 640), (256, 192)),
        (CanvasBox(110, 90, 60, 80), (256, 192)),
    ],
)
def test_outside_the_changed_area_nothing_changes(
    box: CanvasBox, canvas_size: tuple[int, int]
) -> None:
    photo = noise(400, 300)
    height, width = canvas_size
    changed = np.zeros(canvas_size, bool)
    changed[height // 3 : height // 2, width // 4 : width // 2] = True
    canvas = np.full((*canvas_size, 3), 7, np.uint8)
    result = paste_back(photo, box, canvas, changed)
    y, x = np.mgrid[0:400, 0:300] + 0.5
    row = np.floor((y - box.top) * height / box.height).astype(int)
    column = np.floor((x - box.left) * width / box.width).astype(int)
    on_canvas = (row >= 0) & (row < height) & (column >= 0) & (column < width)
    inside = on_canvas & changed[row.clip(0, height - 1), column.clip(0, width - 1)]
    assert np.array_equal(result[~inside], photo[~inside])
    middle = inside & (np.abs(y - y[inside].mean()) < 3) & (np.abs(x - x[inside].mean()) < 3)
    assert middle.any()
    assert (result[middle] == 7).all()


def test_a_dark_rim_before_a_wall_that_happens_to_stay_the_same_does_not_come_back():
    photo = np.full((1024, 768, 3), 200, np.uint8)
    photo[300:700, 300:303] = 10  # the outline of an old sleeve
    canvas = np.full_like(photo, 200)
    held = np.zeros((1024, 768), bool)
    held[650:, :] = True
    canvas[held] = photo[held]
    result = paste_back(
        photo, CanvasBox(0, 0, 768, 1024), canvas, changed_area(photo, canvas, held)
    )
    assert (result[:640] == 200).all()
    assert (result[650:] == photo[650:]).all()


def test_the_photo_border_is_no_seam_but_the_canvas_border_is() -> None:
    photo = np.zeros((400, 300, 3), np.uint8)
    canvas = np.full((256, 192, 3), 200, np.uint8)
    changed = np.ones((256, 192), bool)
    result = paste_back(photo, CanvasBox(0, 144, 192, 256), canvas, changed)
    assert (result[399, 20:150] == 200).all()
    assert (result[200:380, 0] == 200).all()
    assert (result[300, 191] < 200).all()
    assert (result[144, 50] < 200).all()


def test_unchanged_canvas_gives_a_copy_of_the_photo() -> None:
    photo = noise(100, 80)
    result = paste_back(
        photo, CanvasBox(0, 0, 75, 100), np.zeros((64, 48, 3), np.uint8), np.zeros((64, 48), bool)
    )
    assert np.array_equal(result, photo)
    assert not np.shares_memory(result, photo)


def test_joints_poses_and_clicks_come_to_the_same_place_of_the_canvas() -> None:
    box = CanvasBox(-37.0, 21.0, 410.25, 547.0)
    pose = standing_pose()
    (across, down), (right, below) = photo_to_canvas(box)
    placed = pose.xy * (across, down) + (right, below)
    np.testing.assert_allclose(pose.on(box, (1024, 768)).xy, placed, atol=1e-3)
    frame = Frame(box, (1024, 768), (600, 500))
    points = [frame.point(x, y) for x, y in pose.xy.tolist()]
    np.testing.assert_allclose(points, placed, atol=1e-9)
    assert frame.point(box.left, box.top) == pytest.approx((0, 0))
    assert frame.point(box.left + box.width, box.top + box.height) == pytest.approx((768, 1024))
