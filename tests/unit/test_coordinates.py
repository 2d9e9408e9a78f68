"""Changes of frame, held against the libraries whose conventions they follow."""

import cv2
import numpy as np
import pytest
import torch
from torch.nn import functional as F

from tests.support.joints import joints_at
from tryon.labels import Joint
from tryon.pictures.coordinates import (
    are_on_picture,
    canvas_scale,
    centre_shift,
    from_edge,
    identity_flow,
    rescaled,
    resized,
    to_pixels,
    to_unit,
)


def test_lengths_are_those_of_a_canvas_768_wide():
    assert canvas_scale(768) == 1
    assert canvas_scale(384) == 0.5


@pytest.mark.parametrize("scale", [2, 4])
def test_a_place_goes_where_resizing_puts_it(scale):
    ramp = np.arange(12, dtype=np.float32)[None].repeat(12, 0)
    large = cv2.resize(ramp, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    # What was at pixel 5 is read again where pixel 5 has gone.
    at = 5 * scale + centre_shift(scale)
    assert np.interp(at, np.arange(12 * scale), large[0]) == pytest.approx(5)
    assert rescaled(np.array([5.0]), scale) == pytest.approx(at)


def test_the_outer_edges_stay_where_they_are_when_a_picture_is_resized():
    assert rescaled(np.array([-0.5, 11.5]), 3).tolist() == [-0.5, 35.5]
    assert from_edge(np.array([-0.5, 11.5])).tolist() == [0, 12]


def test_pixel_areas_are_counted_from_the_edge():
    # As `INTER_AREA` weighs them: the mean place of each two pixels is that of the large pixel.
    ramp = from_edge(np.arange(12, dtype=np.float32))[None].repeat(2, 0)
    halved = cv2.resize(ramp, (6, 1), interpolation=cv2.INTER_AREA)[0]
    assert np.allclose(halved, from_edge(np.arange(6)) * 2)


def test_a_picture_ends_at_its_outer_edges():
    there = [(-0.5, -0.5), (8.5, 6.5), (4, 3)]
    beyond = [(-0.51, 3), (4, -0.51), (8.51, 3), (4, 6.51), (np.nan, 3), (4, np.nan)]
    assert are_on_picture(np.array(there + beyond), (7, 9)).tolist() == [True] * 3 + [False] * 6
    assert are_on_picture(np.array((4.0, 3.0)), (7, 9))


def test_joints_keep_their_place_and_missing_ones_stay_missing():
    small = resized(joints_at({Joint.RIGHT_ELBOW: (0, 7)}), 0.25)
    assert small.xy[Joint.RIGHT_ELBOW].tolist() == [-0.375, 1.375]
    assert np.isnan(np.delete(small.xy, Joint.RIGHT_ELBOW, 0)).all()


def test_units_are_those_of_grid_sample():
    unit = np.linspace(-0.9, 0.9, 7, dtype=np.float32)
    ramp = torch.arange(10.0).view(1, 1, 1, 10).expand(1, 1, 10, 10)
    grid = torch.stack([torch.from_numpy(unit), torch.zeros(7)], 1)[None, None]
    read = F.grid_sample(ramp, grid, align_corners=False, padding_mode="border")[0, 0, 0]
    assert np.allclose(to_pixels(unit, 10), read.numpy(), atol=1e-6)


def test_units_and_pixels_lead_back_to_each_other():
    places = np.array([(-0.5, -0.5), (2.25, 7), (np.nan, np.nan)], np.float32)
    unit = to_unit(places, np.array([10, 20], np.float32))
    assert unit.dtype == np.float32
    assert unit[0].tolist() == [-1, -1] and np.isnan(unit[2]).all()
    assert to_pixels(unit[:2, 0], 10).tolist() == pytest.approx(places[:2, 0].tolist())
    assert to_pixels(unit[:2, 1], 20).tolist() == pytest.approx(places[:2, 1].tolist())


def test_the_identity_flow_leaves_a_picture_as_it_is():
    picture = torch.rand(1, 3, 6, 9, generator=torch.Generator().manual_seed(0))
    flow = torch.from_numpy(identity_flow((6, 9), np.float32)).permute(1, 2, 0)[None]
    read = F.grid_sample(picture, flow, align_corners=False)
    assert torch.allclose(read, picture, atol=1e-6)
