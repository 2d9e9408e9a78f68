"""The parts of the synthetic people that need no MakeHuman data."""

import json
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba comes with requirements-dev.txt")

from tryon.labels import Joint
from tryon.training.synthetic.dataset_layout import openpose_json, visible_keypoints
from tryon.training.synthetic.lighting import to_linear, to_srgb
from tryon.training.synthetic.posing import rotation_about, rotation_between
from tryon.training.synthetic.rasteriser import Mesh, interpolate, rasterise, vertex_normals
from tryon.training.synthetic.textures import FABRICS, SolidNoise, paint, sample_fabric

SIZE = (24, 32)


def random_mesh(rng):
    xy = rng.uniform(-4, 34, (30, 2)).astype(np.float32)
    keep = rng.uniform(-0.5, 1, 30).astype(np.float32)
    faces = rng.integers(0, 30, (9, 3)).astype(np.int32)
    return Mesh(xy, rng.uniform(0, 1, 30).astype(np.float32), faces, keep)


def slow_rasterise(meshes, size):
    """Every pixel against every triangle."""
    owner = np.full(size, -1)
    depth = np.full(size, -np.inf)
    for number, mesh in enumerate(meshes):
        for a, b, c in mesh.faces:
            corners = np.stack([mesh.xy[k] for k in (a, b, c)]).astype(float)
            system = np.vstack([corners.T, np.ones(3)])
            if abs(np.linalg.det(system)) < 1e-6:
                continue
            for y in range(size[0]):
                for x in range(size[1]):
                    weights = np.linalg.solve(system, [x, y, 1])
                    if weights.min() < 0 or weights @ mesh.keep[[a, b, c]] < 0:
                        continue
                    z = weights @ mesh.depth[[a, b, c]]
                    if z > depth[y, x]:
                        depth[y, x], owner[y, x] = z, number
    return owner


def test_rasteriser_agrees_with_the_slow_one():
    rng = np.random.default_rng(3)
    meshes = [random_mesh(rng), random_mesh(rng)]
    fast = rasterise(meshes, SIZE).mesh
    slow = slow_rasterise(meshes, SIZE)
    assert (slow >= 0).mean() > 0.3
    # Only pixels exactly on an edge may differ, by rounding.
    assert (fast != slow).sum() <= 2


def test_fragments_interpolate_to_their_own_pixel():
    mesh = random_mesh(np.random.default_rng(4))
    fragments = rasterise([mesh], SIZE)
    shown = fragments.of(0)
    found = interpolate(mesh.xy, mesh.faces, fragments.face[shown], fragments.barycentric[shown])
    ys, xs = np.nonzero(shown)
    np.testing.assert_allclose(found, np.stack([xs, ys], 1), atol=1e-3)


def test_vertex_normals_of_a_flat_mesh():
    points = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [5, 5, 5]], np.float32)
    normals = vertex_normals(points, np.array([[0, 1, 2]], np.int32))
    np.testing.assert_allclose(normals[:3], [[0, 0, 1]] * 3)
    np.testing.assert_array_equal(normals[3], 0)


def test_rotations():
    turned = rotation_about((0, 0, 2), 90) @ np.array([1, 0, 0], np.float32)
    np.testing.assert_allclose(turned, [0, 1, 0], atol=1e-6)
    start, end = np.float32([1, 2, -1]), np.float32([-3, 0.5, 2])
    moved = rotation_between(start, end) @ start
    np.testing.assert_allclose(moved / np.linalg.norm(moved), end / np.linalg.norm(end), atol=1e-5)


@pytest.mark.parametrize("kind", FABRICS)
def test_fabrics_paint_colours_and_keep_prints_off_sleeves(kind):
    rng = np.random.default_rng(1)
    fabric = sample_fabric(rng)
    fabric = type(fabric)(**(vars(fabric) | {"kind": kind}))
    v, u = (a.ravel().astype(np.float32) for a in np.mgrid[-4:0:80j, -2:2:80j])
    body = paint(fabric, u, v, np.zeros(len(u), bool))
    sleeve = paint(fabric, u, v, np.ones(len(u), bool))
    assert body.shape == (len(u), 3)
    assert body.dtype == np.float32
    assert body.min() >= 0 and body.max() <= 1
    patterned = len(np.unique(body.round(3), axis=0)) > 1
    assert patterned == (kind != "plain")
    if kind in ("print", "text"):
        assert len(np.unique(sleeve, axis=0)) == 1


@pytest.mark.parametrize("kind", FABRICS)
@pytest.mark.parametrize("swatch", [None, np.ones((8, 8, 3), np.float32)])
def test_cloth_of_which_nothing_is_seen_has_no_colours(kind, swatch):
    fabric = replace(sample_fabric(np.random.default_rng(1)), kind=kind, swatch=swatch)
    nothing = np.zeros(0, np.float32)
    assert paint(fabric, nothing, nothing, np.zeros(0, bool)).shape == (0, 3)


def test_noise_is_smooth_and_the_same_for_a_seed():
    points = np.random.default_rng(0).uniform(-5, 5, (500, 3)).astype(np.float32)
    first = SolidNoise(5).at(points, (2.0, 2.0, 2.0))
    np.testing.assert_array_equal(first, SolidNoise(5).at(points, (2.0, 2.0, 2.0)))
    nearby = SolidNoise(5).at(points + np.float32(1e-3), (2.0, 2.0, 2.0))
    assert np.abs(nearby - first).max() < 0.05
    assert first.std() > 0.3


def test_light_goes_to_srgb_and_back():
    values = np.linspace(0, 0.7, 50, dtype=np.float32)
    np.testing.assert_allclose(to_linear(to_srgb(values)), values, atol=1e-5)


def test_openpose_json_has_zeros_for_missing_joints():
    xy = np.full((len(Joint), 2), 10, np.float32)
    xy[Joint.LEFT_EAR] = np.nan
    xy[Joint.LEFT_ANKLE] = (5, 900)
    keypoints = visible_keypoints(xy, (100, 80))
    stored = json.loads(openpose_json(keypoints))["people"][0]["pose_keypoints_2d"]
    rows = np.reshape(stored, (len(Joint), 3))
    assert rows[Joint.LEFT_EAR].tolist() == [0, 0, 0]
    assert rows[Joint.LEFT_ANKLE].tolist() == [0, 0, 0]
    assert rows[Joint.NOSE, :2].tolist() == [10, 10]
    assert rows[Joint.NOSE, 2] > 0
