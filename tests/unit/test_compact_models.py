import numpy as np
import torch

from tryon.models.compact import (
    AffineStart,
    Layout,
    Matching,
    affine_flow,
    control_points,
    pixel_grid,
)
from tryon.models.tps import tps_basis


def box(x0: float, x1: float, y0: float, y1: float, size: tuple[int, int] = (256, 192)):
    """A filled rectangle given in -1..1 units."""
    grid = pixel_grid(size)[0]
    inside = (grid[0] > x0) & (grid[0] < x1) & (grid[1] > y0) & (grid[1] < y1)
    return inside.float()[None, None]


def test_layout_gives_eight_classes_at_the_working_size():
    with torch.inference_mode():
        logits = Layout().eval()(
            torch.rand(2, 5, 256, 192), torch.rand(2, 3, 256, 192), torch.rand(2, 4, 256, 192)
        )
    assert logits.shape == (2, 8, 256, 192)
    assert torch.isfinite(logits).all()


def test_affine_start_moves_one_box_onto_the_other():
    person, cloth = box(-0.5, 0.1, -0.6, 0.2), box(-0.8, 0.8, -0.4, 0.6)
    scale, shift = AffineStart()(person, cloth)
    corners = torch.tensor([[-0.5, -0.6], [0.1, 0.2]])
    moved = corners * scale + shift
    assert torch.allclose(moved, torch.tensor([[-0.8, -0.4], [0.8, 0.6]]), atol=0.03)


def test_untrained_matching_is_the_affine_start():
    torch.manual_seed(0)
    network = Matching().eval()
    upper, cloth_mask = box(-0.5, 0.1, -0.6, 0.2), box(-0.8, 0.8, -0.4, 0.6)
    person = torch.zeros(1, 10, 256, 192)
    person[:, 2:3] = upper
    cloth = torch.cat([cloth_mask, torch.zeros(1, 3, 256, 192)], 1)
    with torch.inference_mode():
        tps_flow, theta, flows, inner_back = network(person, cloth)
        scale, shift = network.start(upper, cloth_mask)
        expected = affine_flow(scale, shift, pixel_grid((128, 96)))
    assert theta.shape == (1, 2, 25)
    assert inner_back.shape == (1, 1, 128, 96)
    assert [tuple(flow.shape[-2:]) for flow in flows] == [
        (8, 6),
        (16, 12),
        (32, 24),
        (64, 48),
        (128, 96),
    ]
    assert (tps_flow - expected).abs().max() < 0.05
    # Bilinear growth of the pyramid bends the outermost pixels only.
    assert (flows[-1] - expected)[..., 16:-16, 16:-16].abs().max() < 0.05


def test_tps_reproduces_affine_maps_and_hits_its_control_points():
    centres = control_points()
    basis = tps_basis(centres.T, pixel_grid((64, 48))[0].flatten(1).T)
    stretched = centres * torch.tensor([[1.2], [0.7]]) + torch.tensor([[0.1], [-0.2]])
    flow = (stretched @ basis).reshape(2, 64, 48)
    expected = affine_flow(
        torch.tensor([[1.2, 0.7]]), torch.tensor([[0.1, -0.2]]), pixel_grid((64, 48))
    )[0]
    assert torch.allclose(flow, expected, atol=1e-4)

    moved = centres.clone()
    moved[0, 12] += 0.3  # the centre point
    fine = (moved @ tps_basis(centres.T, pixel_grid((129, 97))[0].flatten(1).T)).reshape(2, 129, 97)
    assert np.isclose(float(fine[0, 64, 48]), 0.3, atol=1e-3)


def test_layout_batch_equals_single_runs():
    torch.manual_seed(1)
    network = Layout().eval()
    inputs = [torch.rand(2, n, 256, 192) for n in (5, 3, 4)]
    with torch.inference_mode():
        together = network(*inputs)
        alone = torch.cat([network(*(x[i : i + 1] for x in inputs)) for i in range(2)])
    assert torch.allclose(together, alone, atol=1e-5)
