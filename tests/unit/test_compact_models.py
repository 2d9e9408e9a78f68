import numpy as np
import pytest
import torch

from tests.support.rounding import assert_rounds_alike, doubled, exactly
from tryon.labels import Joint
from tryon.models.articulated import Frames
from tryon.models.blocks import pixel_grid
from tryon.models.compact import Layout, Matching, control_points
from tryon.models.tps import tps_basis
from tryon.preprocess.compact_inputs import MATCHED_JOINTS, joint_places
from tryon.types import Keypoints

pytestmark = pytest.mark.numeric


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


def standing(shift: float = 0.0) -> torch.Tensor:
    """Nine joints (1, 9, 2) of somebody with bent arms, moved to the right."""
    joints = torch.tensor(
        [
            (0.0, -0.5),  # neck
            (-0.25, -0.48),  # right shoulder, elbow, wrist
            (-0.4, -0.1),
            (-0.7, 0.2),
            (0.25, -0.48),  # left
            (0.4, -0.1),
            (0.7, -0.3),
            (-0.15, 0.4),  # hips
            (0.15, 0.4),
        ]
    )
    return (joints + torch.tensor([shift, 0.0]))[None]


def test_frames_put_every_joint_at_the_end_of_its_bone():
    joints = standing()
    frames = Frames(joints)
    coordinates = frames.coordinates(joints[0].T)[0]  # (5, 2, 9)
    ends = [coordinates[part, :, joint] for part, joint in ((1, 2), (2, 3), (3, 5), (4, 6))]
    assert torch.allclose(torch.stack(ends), torch.tensor([0.0, 1.0]).expand(4, 2), atol=1e-5)
    hips = coordinates[0, :, 7:9].mean(1)
    assert torch.allclose(hips, torch.tensor([0.0, 1.0]), atol=1e-5)
    # The left shoulder lies to the right of the trunk in the picture.
    assert coordinates[0, 0, 4] > 0.1


def test_each_place_is_on_the_limb_it_lies_on():
    joints = standing()
    frames = Frames(joints)
    middles = torch.stack([(joints[0, a] + joints[0, b]) / 2 for a, b in ((2, 3), (5, 6))], 1)
    closest = frames.closeness(frames.coordinates(middles)).argmax(1)
    assert closest.tolist() == [[2, 4]]


def test_frames_do_without_missing_joints():
    joints = standing()
    joints[0, [3, 7]] = torch.nan  # a wrist and a hip
    frames = Frames(joints)
    assert frames.missing.tolist() == [[False, False, True, False, False]]
    logits = frames.closeness(frames.coordinates(joints[0, :3].T))
    assert torch.isfinite(logits).all() and (logits[:, 2] < -1000).all()
    nobody = Frames(torch.full((1, 9, 2), torch.nan))
    assert torch.isfinite(nobody.coordinates(joints[0, :3].T)).all()


def matching_inputs(shift: float = 0.0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    person = torch.zeros(1, 10, 256, 192)
    person[:, 2:3] = box(-0.4 + shift, 0.4 + shift, -0.5, 0.4)
    cloth = torch.cat([box(-0.8, 0.8, -0.4, 0.6), torch.zeros(1, 3, 256, 192)], 1)
    return person, cloth, standing(shift)


def test_untrained_matching_carries_the_torso_and_refines_nothing():
    torch.manual_seed(0)
    network = Matching().eval()
    with torch.inference_mode():
        tps_flow, theta, flows, inner_back = network(*matching_inputs())
    assert theta.shape == (1, 2, 25)
    assert inner_back.shape == (1, 1, 128, 96)
    start, *pyramid = flows
    assert [tuple(flow.shape[-2:]) for flow in pyramid] == [
        (8, 6),
        (16, 12),
        (32, 24),
        (64, 48),
        (128, 96),
    ]
    assert (pyramid[-1] - start).abs().max() < 0.05
    # The torso is one affine map, so the spline through its anchors is that map.
    middle = (slice(None), slice(None), slice(56, 72), slice(44, 52))
    assert (tps_flow - start)[middle].abs().max() < 0.1
    # Down the person is down the garment, and the person's left is its left.
    assert (start[0, 1, 80, 48] - start[0, 1, 40, 48]) > 0.2
    assert (start[0, 0, 60, 56] - start[0, 0, 60, 40]) > 0.2


def test_the_start_moves_with_the_person():
    torch.manual_seed(0)
    start = Matching().eval().flow.start
    torch.nn.init.normal_(start.places[3].weight, 0, 0.01)
    pixels = 12
    shift = 2 * pixels / 96
    with torch.inference_mode():
        flows = []
        for moved in (0.0, shift):
            person, cloth, joints = matching_inputs(moved)
            flows.append(start(joints, person, cloth, torch.zeros(1, 48, 32, 24))[0])
    here, there = flows
    assert torch.allclose(here[..., :-pixels], there[..., pixels:], atol=1e-3)


def test_the_window_on_the_torso_shows_the_torso():
    frames = Frames(standing())
    window = frames.torso_window(pixel_grid((64, 48)))
    back = frames.coordinates(window[0].flatten(0, 1).T)[0, 0].reshape(2, 64, 48)
    assert torch.isclose(back[0, :, 0], torch.tensor(-1.05 + 1.05 / 48), atol=1e-4).all()
    assert torch.isclose(back[1, 0], torch.tensor(-0.6 + 1.4 / 64), atol=1e-4).all()


def test_the_working_joints_are_the_models():
    assert [joint.name for joint in MATCHED_JOINTS] == [
        "NECK",
        "RIGHT_SHOULDER",
        "RIGHT_ELBOW",
        "RIGHT_WRIST",
        "LEFT_SHOULDER",
        "LEFT_ELBOW",
        "LEFT_WRIST",
        "RIGHT_HIP",
        "LEFT_HIP",
    ]
    keypoints = Keypoints(np.full((25, 2), np.nan, np.float32), np.zeros(25, np.float32))
    keypoints.xy[Joint.NECK] = (95.5, 127.5)
    places = joint_places(keypoints, (256, 192))
    assert np.allclose(places[0], 0) and np.isnan(places[1:]).all()


def test_tps_reproduces_affine_maps_and_hits_its_control_points():
    centres = control_points()
    basis = tps_basis(centres.T, pixel_grid((64, 48))[0].flatten(1).T)
    stretched = centres * torch.tensor([[1.2], [0.7]]) + torch.tensor([[0.1], [-0.2]])
    flow = (stretched @ basis).reshape(2, 64, 48)
    scale, shift = torch.tensor([1.2, 0.7]), torch.tensor([0.1, -0.2])
    expected = pixel_grid((64, 48))[0] * scale[:, None, None] + shift[:, None, None]
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
        exact = exactly(network)(*doubled(*inputs))
    assert_rounds_alike(together, alone, exact)
