"""Changes of frame, held against the libraries whose conventions they follow."""

import cv2
import numpy as np
import pytest
import torch
from torch.nn import functional as F

from tests.support.joints import joints_at
from tryon.labels import Joint
from tryon.pictures.coordinates import canvas_scale, centre_shift, resized, to_pixels


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
