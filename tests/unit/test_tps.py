import pytest
import torch

from tests.support.rounding import assert_rounds_alike
from tryon.models.tps import TpsGrid, warp

pytestmark = pytest.mark.numeric


def test_the_grid_is_the_plain_spline_of_every_size_and_sample():
    torch.manual_seed(0)
    tps, theta = TpsGrid(), torch.rand(3, 50) - 0.5
    for size in ((64, 48), (33, 20), (64, 48)):
        grid = tps(theta, size)
        assert grid.shape == (3, *size, 2)
        assert grid.is_contiguous()
        plain, exact = (tps.forward_reference(each, size) for each in (theta, theta.double()))
        assert_rounds_alike(grid, plain, exact)


def test_places_are_no_less_exact_under_autocast():
    torch.manual_seed(0)
    tps, theta = TpsGrid(), torch.rand(1, 50) - 0.5
    expected = tps(theta, (64, 48))
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(tps(theta, (64, 48)), expected)


def test_control_points_are_listed_down_the_columns_and_move_their_own_place():
    tps = TpsGrid()
    theta = torch.zeros(1, 50)
    theta[0, 5 + 1] = 0.3  # second column, second row: x
    theta[0, 25 + 5 + 1] = -0.2  # the same point: y
    moved = tps(theta, (5, 5)) - tps(torch.zeros(1, 50), (5, 5))
    assert torch.allclose(moved[0, 1, 1], torch.tensor([0.3, -0.2]), atol=1e-5)
    moved[0, 1, 1] = 0
    assert moved.abs().max() < 1e-5


def test_without_offsets_the_grid_spans_less_than_the_picture():
    grid = TpsGrid()(torch.zeros(1, 50), (9, 7))
    assert torch.allclose(grid[0, 0, 0], torch.tensor([-0.9, -0.9]))
    assert torch.allclose(grid[0, 0, -1], torch.tensor([0.9, -0.9]))
    assert torch.allclose(grid[0, -1, -1], torch.tensor([0.9, 0.9]))
    assert torch.allclose(grid[0, 4, 3], torch.zeros(2), atol=1e-6)


def test_half_precision_offsets_still_give_an_exact_grid():
    tps = TpsGrid()
    theta = torch.full((1, 50), 0.25)
    assert torch.equal(tps.half()(theta.half(), (16, 12)), tps(theta, (16, 12)))


def test_warping_repeats_the_border():
    picture = torch.arange(4.0).view(1, 1, 1, 4)
    grid = torch.tensor([-5.0, -0.75, -0.5, 0.25, 5.0])
    grid = torch.stack([grid, torch.zeros(5)], 1)[None, None]
    expected = torch.tensor([0.0, 0.0, 0.5, 2.0, 3.0])
    assert torch.allclose(warp(picture, grid)[0, 0, 0], expected)
