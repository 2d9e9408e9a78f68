"""Synthetic people: labels, joints and correspondences agree with one another."""

from dataclasses import replace

import numpy as np
import PIL.Image
import pytest

pytest.importorskip("numba", reason="numba comes with requirements-dev.txt")

import cv2

from tryon.labels import LIP_PALETTE, Joint, Lip
from tryon.training.synthetic import shards
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.dataset_layout import write_dataset
from tryon.training.synthetic.posing import skin
from tryon.training.synthetic.product import INNER, OUTER, OUTSIDE, lay_out
from tryon.training.synthetic.rasteriser import interpolate
from tryon.training.synthetic.scene import dress, keypoints, sample_person
from tryon.training.synthetic.shards import LABEL_SIZE, SHARD_SIZE, correspondence, label_sample
from tryon.training.synthetic.shared_assets import SKIN_PARTS
from tryon.training.synthetic.wardrobe import bottom_layer

TORSO = (Joint.NECK, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
PEOPLE = range(40, 46)


@pytest.fixture(scope="module")
def sample(assets):
    return label_sample(assets, 7)


def coarse_labels_and_product(sample):
    return sample["labels"][:, ::2, ::2], sample["correspondence"], sample["garment_side"]


def test_a_seed_decides_everything(assets, sample):
    again, other = label_sample(assets, 7), label_sample(assets, 8)
    for name, value in sample.items():
        np.testing.assert_array_equal(value, again[name])
        assert not np.array_equal(value, other[name])


def test_arrays_are_as_documented(sample):
    height, width = SHARD_SIZE
    expected = {
        "labels": ((4, *LABEL_SIZE), np.uint8),
        "correspondence": ((4, height, width, 2), np.float16),
        "garment_side": ((4, height, width), np.uint8),
        "garment_shade": ((4, height, width), np.uint8),
        "keypoints": ((25, 2), np.float32),
        "attributes": ((4, 5), np.float32),
    }
    assert {n: (v.shape, v.dtype) for n, v in sample.items()} == expected
    assert sample["labels"].max() < len(Lip)
    assert set(np.unique(sample["garment_side"])) <= {OUTSIDE, OUTER, INNER}
    np.testing.assert_array_equal(sample["garment_shade"] > 0, sample["garment_side"] > 0)


def test_every_pixel_of_the_top_has_its_pixel_in_the_product(sample):
    for labels, found, side in zip(*coarse_labels_and_product(sample), strict=True):
        worn = labels == Lip.UPPER
        assert worn.sum() > 300
        assert np.isfinite(found[worn]).all()
        elsewhere = np.isin(labels, (Lip.BACKGROUND, Lip.HAIR, Lip.FACE))
        assert np.isnan(found[elsewhere]).all()
        x, y = found[worn].astype(np.float32).round().astype(int).T
        near = cv2.dilate(side, np.ones((5, 5), np.uint8)) > 0
        inside = (x >= 0) & (x < SHARD_SIZE[1]) & (y >= 0) & (y < SHARD_SIZE[0])
        assert inside.all()
        assert near[y, x].mean() > 0.99


def test_the_cloth_would_run_on_outside_the_garment(sample):
    """Bare neck and arms lead to where the product shows no outer side of the cloth."""
    led = outside = 0
    for labels, found, side in zip(*coarse_labels_and_product(sample), strict=True):
        bare = np.isin(labels, (Lip.NECK, Lip.LEFT_ARM, Lip.RIGHT_ARM))
        places = found.astype(np.float32)
        bare &= np.isfinite(places[..., 0])
        # Skin next to the edge is on it as often as off it.
        bare &= cv2.dilate((labels == Lip.UPPER).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
        x, y = places[bare].round().astype(int).T
        within = (x >= 0) & (x < SHARD_SIZE[1]) & (y >= 0) & (y < SHARD_SIZE[0])
        led += len(x)
        outside += int((~within).sum()) + int((side[y[within], x[within]] != OUTER).sum())
    assert led > 500
    assert outside / led > 0.9


def test_corresponding_pixels_show_the_same_point_of_the_cloth(assets):
    """Goes from the person to the product and compares the points of the pattern there."""
    rng = np.random.default_rng(21)
    person, mesh = sample_person(assets, rng, SHARD_SIZE), assets.garment
    pattern = sample_pattern(rng)
    product = lay_out(assets, pattern, rng, SHARD_SIZE)
    dressed = dress(assets, person, pattern)
    worn = dressed.labels == Lip.UPPER

    def point(fragments, where):
        return interpolate(
            mesh.reference, mesh.faces, fragments.face[where], fragments.barycentric[where]
        )

    here = point(dressed.fragments, worn)
    x, y = (
        correspondence(assets, dressed, product.xy, pattern)[worn]
        .astype(np.float32)
        .round()
        .astype(int)
        .T
    )
    outer = product.side[y, x] == OUTER
    there = point(product.fragments, (y[outer], x[outer]))
    apart = np.linalg.norm(here[outer] - there, axis=1)
    assert outer.mean() > 0.8
    # The rest is what the product photo cannot show: sides, back, the inside of the arms.
    assert (apart < 0.15).mean() > 0.7


def test_sleeves_that_lie_flat_are_wider_and_less_deep_than_the_tubes_they_are(assets):
    mesh = assets.garment
    ring = (np.abs(mesh.along_arm - 0.8) < 0.05) & (mesh.arm > 0.5) & (mesh.reference[:, 0] > 0)
    pattern = replace(sample_pattern(np.random.default_rng(3)), sleeve=1.9, balloon=0.0)

    def spread(*, lies_flat):
        rng = np.random.default_rng(4)
        product = lay_out(assets, pattern, rng, SHARD_SIZE, lies_flat=lies_flat)
        away = product.positions[ring] - product.positions[ring].mean(0)
        return np.linalg.norm(away[:, :2], axis=1).mean(), np.abs(away[:, 2]).mean()

    (tube, depth), (flat, pressed) = spread(lies_flat=False), spread(lies_flat=True)
    assert ring.sum() > 20
    assert 1.1 < flat / tube < 1.6
    assert 1.1 < depth / pressed < 1.7


@pytest.mark.parametrize("seed", PEOPLE)
def test_joints_lie_on_the_body(assets, seed):
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, SHARD_SIZE)
    dressed = dress(assets, person, sample_pattern(rng))
    xy = keypoints(assets, person)
    on_picture = ((xy >= 0) & (xy < SHARD_SIZE[::-1])).all(1)
    seen = [joint for joint in TORSO if on_picture[joint]]
    assert len(seen) >= 3
    for joint in seen:
        x, y = xy[joint].astype(int)
        assert dressed.labels[y, x] != Lip.BACKGROUND, joint.name
    assert xy[Joint.LEFT_SHOULDER, 0] > xy[Joint.RIGHT_SHOULDER, 0]
    # Shoulder joints lie inside the silhouette, not on its edge.
    for joint in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        if on_picture[joint]:
            silhouette = (dressed.labels != Lip.BACKGROUND).astype(np.uint8)
            depth = cv2.distanceTransform(silhouette, cv2.DIST_L2, 3)
            x, y = xy[joint].astype(int)
            assert depth[y, x] >= 2


def test_arms_include_the_hands(assets):
    human = assets.human
    for side, label in (("L", Lip.LEFT_ARM), ("R", Lip.RIGHT_ARM)):
        hand = human.weight_of(f"wrist.{side}") > 0.9
        part = SKIN_PARTS[assets.skin_shares[hand].argmax(1)]
        assert hand.sum() > 500
        assert (part == label).all()


def test_sleeves_follow_the_pattern(assets):
    """A longer sleeve is more cloth, on the person and in the product photo."""
    rng = np.random.default_rng(3)
    person = sample_person(assets, rng, SHARD_SIZE)
    pattern = replace(sample_pattern(rng), neckline="crew", depth=0.4, width=0.8)
    areas = []
    for sleeve in (-1.0, 0.5, 1.0, 1.9):
        dressed = dress(assets, person, replace(pattern, sleeve=sleeve))
        areas.append(int((dressed.labels == Lip.UPPER).sum()))
    assert areas == sorted(areas)
    assert areas[-1] > 1.2 * areas[0]


@pytest.mark.parametrize("seed", (103, 106, 110))
def test_no_trousers_show_through_a_long_top(assets, seed):
    """Inside the outline of a narrow long top over wide trousers there are none to be seen."""
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, SHARD_SIZE)
    bottom = replace(person.bottom, kind="pants", tucked=False, length=1.9, ease=0.4)
    layer = bottom_layer(bottom, person.body, assets.arm_share, assets.weights)
    posed = skin(person.posed.skeleton, layer.weights, layer.vertices)
    layers, positions = list(person.layers), list(person.positions)
    layers[2], positions[2] = layer, posed
    person = replace(person, bottom=bottom, layers=tuple(layers), positions=tuple(positions))
    pattern = replace(sample_pattern(rng), hem=-1.2, tail=0.0, ease=0.02, flare=0.0, fall=0.96)
    dressed = dress(assets, person, pattern)
    worn = (dressed.labels == Lip.UPPER).astype(np.uint8)
    closed = cv2.morphologyEx(worn, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    inside = cv2.erode(closed, np.ones((3, 3), np.uint8)) > 0
    # Below the hem, at the picture's edge, trousers are where they belong.
    inside &= np.maximum.accumulate(worn[::-1])[::-1] > 0
    through = np.isin(dressed.labels[inside], (Lip.PANTS, Lip.LEFT_LEG, Lip.RIGHT_LEG))
    assert through.mean() < 0.006


def test_shards_resume(assets, tmp_path, monkeypatch):
    monkeypatch.setattr(shards, "BODIES_PER_SHARD", 1)
    shards.write_shards(assets, tmp_path, 1, 5)
    first = tmp_path / "s0000005"
    labels = np.load(first / "labels.npy", mmap_mode="r")
    assert labels.shape == (1, 4, *LABEL_SIZE)
    written = (first / "labels.npy").stat().st_mtime_ns
    (tmp_path / ".s0000006.part").mkdir()
    shards.write_shards(assets, tmp_path, 2, 5)
    assert (first / "labels.npy").stat().st_mtime_ns == written
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s0000005", "s0000006"]


def test_dataset_has_the_published_layout(assets, tmp_path):
    size = (128, 96)
    write_dataset(assets, tmp_path, 2, 30, size)
    pairs = (tmp_path / "test_pairs.txt").read_text().split()
    assert pairs == ["00000_00.jpg", "00001_00.jpg", "00001_00.jpg", "00000_00.jpg"]
    for name in ("00000_00", "00001_00"):
        for path in (
            f"image/{name}.jpg",
            f"cloth/{name}.jpg",
            f"cloth-mask/{name}.jpg",
            f"image-parse/{name}.png",
            f"openpose-img/{name}_rendered.png",
        ):
            with PIL.Image.open(tmp_path / "test" / path) as picture:
                assert picture.size == size[::-1]
        assert (tmp_path / "test" / "openpose-json" / f"{name}_keypoints.json").is_file()
    with PIL.Image.open(tmp_path / "test" / "image-parse" / "00000_00.png") as parse:
        assert parse.mode == "P"
        assert parse.getpalette()[:60] == LIP_PALETTE.ravel().tolist()
        assert Lip.UPPER in np.unique(np.asarray(parse))
    # Where the parse says background, the picture shows the smooth backdrop.
    with PIL.Image.open(tmp_path / "test" / "cloth" / "00000_00.jpg") as cloth:
        with PIL.Image.open(tmp_path / "test" / "cloth-mask" / "00000_00.jpg") as mask:
            outside = np.asarray(mask) < 50
        outside = cv2.erode(outside.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        assert np.asarray(cloth)[outside].min() > 180
