"""Frames in which masks are drawn, and strokes in them."""

import numpy as np
import PIL.Image
import pytest

from tryon.errors import MaskInvalid
from tryon.mending.frame import Frame, person_frame
from tryon.mending.strokes import Stroke, stroke_mask
from tryon.pictures.canvas import canvas_box, to_canvas
from tryon.pictures.reading import read_image
from tryon.types import CanvasBox


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_point_of_an_upright_photo_is_the_same_pixel_on_the_canvas(orientation, tmp_path):
    """After EXIF rotation and a crop that reaches beyond the photo."""
    upright = np.full((400, 300, 3), 200, np.uint8)
    upright[100:110, 220:230] = (255, 0, 0)
    undo = {
        2: PIL.Image.Transpose.FLIP_LEFT_RIGHT,
        3: PIL.Image.Transpose.ROTATE_180,
        4: PIL.Image.Transpose.FLIP_TOP_BOTTOM,
        5: PIL.Image.Transpose.TRANSPOSE,
        6: PIL.Image.Transpose.ROTATE_90,
        7: PIL.Image.Transpose.TRANSVERSE,
        8: PIL.Image.Transpose.ROTATE_270,
    }
    stored = PIL.Image.fromarray(upright)
    if orientation in undo:
        stored = stored.transpose(undo[orientation])
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo.png"
    stored.save(path, exif=exif)
    photo = read_image(path, "person").rgb
    assert (photo == upright).all()
    box = canvas_box((400, 300), (150.0, 20.0, 290.0, 399.0))
    frame = Frame(box, (1024, 768), (400, 300))
    canvas = to_canvas(photo, box)
    x, y = frame.point(224.5, 104.5)
    assert canvas[round(y), round(x)].tolist() == [255, 0, 0]
    assert frame.photo_point(x, y) == pytest.approx((224.5, 104.5))
    around = stroke_mask(Stroke(((224.5, 104.5),), 5.0), frame)
    assert canvas[around][:, 0].mean() > 240 and canvas[around][:, 1].mean() < 40


@pytest.mark.parametrize(
    ("box", "photo_size"),
    [
        (CanvasBox(100, 0, 768, 1024), (1024, 968)),
        (CanvasBox(-30, -10, 330, 440), (400, 300)),
        (CanvasBox(400, 300, 1500, 2000), (3000, 2500)),
        (CanvasBox(0, 0, 768, 1024), (1024, 768)),
    ],
)
def test_labels_come_back_from_the_photos_pixels_as_they_were(box, photo_size):
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 20, (1024, 768), dtype=np.uint8)
    frame = Frame(box, (1024, 768), photo_size)
    in_photo = frame.to_file(labels)
    assert in_photo.shape == frame.file_size
    assert all(a % b == 0 for a, b in zip(in_photo.shape, photo_size, strict=True))
    assert (frame.from_file(in_photo, labels) == labels).all()


def test_a_stroke_is_as_wide_as_its_brush_and_ends_round(pair):
    mask = stroke_mask(Stroke(((300.0, 500.0), (500.0, 500.0)), 20.0), pair.frame("body"))
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    assert abs(rows.size - 40) <= 2 and abs(columns.size - 240) <= 3
    assert abs(columns[0] - 180) <= 2
    assert not mask[rows[0] + 1, columns[0] + 1]


@pytest.mark.parametrize(
    ("points", "radius"),
    [
        ((), 5.0),
        (((0.0, 0.0),) * 10_000, 5.0),
        (((-9.0, 5.0),), 5.0),
        (((float("nan"), 5.0),), 5.0),
        (((5.0, 5.0),), float("nan")),
        (((5.0, 5.0),), 0.0),
        (((5.0, 5.0),), 1e9),
    ],
)
def test_strokes_that_make_no_sense_are_refused(pair, points, radius):
    with pytest.raises(MaskInvalid) as caught:
        stroke_mask(Stroke(points, radius), pair.frame("body"))
    assert caught.value.message and caught.value.hint


def test_the_persons_sheet_is_the_working_canvas(person):
    assert person_frame(person).picture(person.photo).shape == (1024, 768, 3)
    assert (person_frame(person).picture(person.photo) == person.image).all()
