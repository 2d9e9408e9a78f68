"""The cuts of synthetic tops: each shows on the person and in the product where it should."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba comes with requirements-dev.txt")

from tryon.labels import Joint, Lip
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.cuts import CROTCH, cut, lowering
from tryon.training.synthetic.garment import split_triangles
from tryon.training.synthetic.pattern import KINDS, NECKLINES, Pattern
from tryon.training.synthetic.poses import Posed
from tryon.training.synthetic.posing import pose_skeleton, skin
from tryon.training.synthetic.product import INNER, OUTER, OUTSIDE, lay_out
from tryon.training.synthetic.scene import LOCKS, dress, keypoints, sample_person
from tryon.training.synthetic.shards import SHARD_SIZE, correspondence

PLAIN = Pattern(
    sleeve=-1.0,
    hem=0.0,
    tail=0.0,
    neckline="crew",
    depth=0.4,
    back_depth=0.05,
    width=0.8,
    stand=0.4,
    strap=1.2,
    armhole=0.3,
    ease=0.01,
    fall=0.96,
    flare=0.0,
    sleeve_ease=0.1,
    sleeve_flare=0.0,
    fold_depth=0.0,
    fold_count=6,
    fold_phase=0.0,
)
STRAPS = replace(PLAIN, neckline="straps", depth=1.5, back_depth=1.5, strap=0.06)
BIG = (512, 384)


@pytest.fixture(scope="module")
def person(assets):
    """Somebody with short hair who stands straight, in the base pose of the mesh."""
    rng = np.random.default_rng(2)
    found = sample_person(assets, rng, BIG)
    while found.hair.length is not None or found.camera.scale * 9 < BIG[0] / 2:
        found = sample_person(assets, rng, BIG)
    skeleton = pose_skeleton(found.body, {}, {})
    positions = tuple(skin(skeleton, layer.weights, layer.vertices) for layer in found.layers)
    posed = Posed(skeleton, positions[0], ("down", "down"))
    bottom = replace(found.bottom, tucked=False)
    return replace(found, posed=posed, positions=positions, bottom=bottom)


def shoulder_rows(person):
    """Rows between the base of the neck and the upper edge of the strap tops."""
    top, bottom = (
        person.camera.project(person.body.head("neck01")[None] - np.float32([0, down, 0]))[0, 1]
        for down in (0.75, 1.1)
    )
    return slice(int(top), int(bottom))


def runs(row):
    """Counts the stretches of True in a row."""
    return int((np.diff(np.concatenate([[0], row.astype(int)])) == 1).sum())


def test_straps_leave_the_shoulders_bare_between_them(assets, person):
    labels = dress(assets, person, STRAPS).labels[shoulder_rows(person)]
    counts = [runs(row == Lip.UPPER) for row in labels]
    assert np.median(counts) == 2
    worn = (labels == Lip.UPPER).sum(1)
    wide = dress(assets, person, replace(STRAPS, strap=0.3)).labels
    wide = (wide[shoulder_rows(person)] == Lip.UPPER).sum(1)
    # As many pixels as the straps are wide, twice: nothing torn, nothing doubled.
    expected = 2 * 2 * 0.06 * person.camera.scale
    assert 0.6 * expected < np.median(worn) < 1.7 * expected
    assert np.median(wide) > 3 * np.median(worn)


def test_the_product_shows_straps_that_cross_behind(assets):
    def inner_at_the_middle(strap_back):
        pattern = replace(STRAPS, strap_back=strap_back, back_depth=2.0)
        side = lay_out(assets, pattern, np.random.default_rng(1), BIG).side
        first = np.nonzero((side == OUTER).sum(1) > 0.3 * BIG[1])[0][0]
        columns = np.nonzero((side[:first] != OUTSIDE).any(0))[0]
        middle = (columns[0] + columns[-1]) // 2
        return int((side[:first, middle - 12 : middle + 12] == INNER).sum())

    assert inner_at_the_middle(-0.8) > 60
    assert inner_at_the_middle(0.95) < 10


@pytest.mark.parametrize("side", [1, -1])
def test_one_shoulder_covers_one_shoulder(assets, person, side):
    pattern = replace(PLAIN, neckline="one_shoulder", depth=1.3, side=side)
    labels = dress(assets, person, pattern).labels
    joints = keypoints(assets, person)
    names = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    # From each shoulder joint a quarter of the way to the neck and up.
    found = {}
    for name, sign in zip(names, (1, -1), strict=True):
        away = 0.35 * (joints[Joint.NECK] - joints[name])
        x, y = (joints[name] + away).astype(int)
        found[sign] = (labels[y - 12 : y, x - 3 : x + 4] == Lip.UPPER).mean()
    assert found[side] > 0.8
    assert found[-side] < 0.1


@pytest.mark.parametrize("neckline", ["bandeau", "halter", "straps"])
def test_arms_and_shoulders_are_bare(assets, person, neckline):
    pattern = replace(STRAPS, neckline=neckline, depth=1.5, width=0.6)
    mesh, cloth = assets.garment, cut(pattern, assets.garment)
    base = mesh.reference_body.head("neck01")[1]
    shoulders = (np.abs(mesh.reference[:, 0]) > 1.35) & (mesh.reference[:, 1] > base - 1)
    assert (cloth[shoulders] < 0).all()
    assert (cloth[mesh.arm > 0.45] < 0).all()
    round_the_neck = (mesh.reference[:, 1] > base) & (mesh.reference[:, 2] < -0.2)
    assert (cloth[round_the_neck].max() > 0) == (neckline == "halter")


def test_a_square_neckline_has_straight_edges(assets, person):
    pattern = replace(PLAIN, sleeve=0.5, neckline="square", depth=1.4, width=1.0)
    labels = dress(assets, person, pattern).labels[shoulder_rows(person)]
    left = np.array([np.nonzero(row == Lip.NECK)[0][0] for row in labels], float)
    rows = np.arange(len(left))
    straight = np.polyval(np.polyfit(rows, left, 1), rows)
    assert np.abs(left - straight).max() < 1.5


def test_locks_of_hair_lie_over_a_loose_top(assets):
    rng = np.random.default_rng(0)
    person = sample_person(assets, rng, BIG)
    while len(person.layers) < LOCKS or person.hair.length > -2:
        person = sample_person(assets, rng, BIG)
    hair = [
        (dress(assets, person, replace(PLAIN, sleeve=0.5, fall=fall, thickness=thick)).labels)
        == Lip.HAIR
        for fall, thick in ((0.86, 0.02), (1.0, 0.25))
    ]
    below = int(keypoints(assets, person)[Joint.NECK, 1])
    close, loose = (int(shown[below:].sum()) for shown in hair)
    assert close > 200
    assert loose > 0.9 * close


def test_long_and_uneven_hems_are_cut_at_the_crotch_and_pulled_down(assets):
    mesh = assets.garment
    hips = mesh.reference_body.head("upperleg01.L")[1]
    pattern = replace(PLAIN, hem=-0.3, high_low=1.4)
    behind, ahead = (
        (mesh.arm < 0.1) & (np.abs(mesh.reference[:, 0]) < 0.5) & where
        for where in (mesh.reference[:, 2] < -0.9, mesh.reference[:, 2] > 0.9)
    )
    cloth, lowered = cut(pattern, mesh), lowering(pattern, mesh)
    assert lowered[ahead].max() == 0
    np.testing.assert_allclose(lowered[behind], 1.7 + CROTCH, atol=1e-5)
    assert mesh.reference[(cloth > 0) & (mesh.arm < 0.1), 1].min() >= hips + CROTCH - 1e-4
    # The hem behind is level all across, between the legs too.
    hidden = (np.abs(mesh.reference[:, 0]) < 0.3) & (mesh.reference[:, 2] < -0.15)
    hidden &= (mesh.reference[:, 1] < hips - 0.5) & (mesh.reference[:, 1] > hips + CROTCH)
    assert hidden.any()
    np.testing.assert_allclose(lowered[hidden], 1.7 + CROTCH, atol=0.12)


def test_a_bell_sleeve_is_wider_at_its_end_and_a_cuff_narrower(assets, person):
    long = replace(PLAIN, sleeve=1.9)
    mesh = assets.garment

    def width(pattern, low, high):
        rest = dress(assets, person, pattern).rest
        ring = (mesh.along_arm > low) & (mesh.along_arm < high) & (mesh.arm > 0.9)
        axis = person.body.along_arms(mesh.gather(person.body.vertices))[1]
        return np.linalg.norm(rest[ring] - axis[ring], axis=1).mean()

    plain = width(long, 1.75, 1.85)
    assert width(replace(long, bell=1.0), 1.75, 1.85) > 1.4 * plain
    assert width(replace(long, balloon=1.0, cuff=0.2), 1.75, 1.85) < 1.1 * plain
    assert width(replace(long, balloon=1.0, cuff=0.2), 1.2, 1.4) > 1.4 * width(long, 1.2, 1.4)


def test_tight_tops_lie_on_the_skin(assets, person):
    """No wider than the body and the thickness of the cloth, else all clothes come out too big."""
    rest = dress(assets, person, replace(PLAIN, ease=0.0, fall=0.86, thickness=0.02)).rest
    mesh, body = assets.garment, person.body
    skin_vertices = body.vertices[np.unique(body.human.faces["body"])]
    chest = float(body.head("spine02")[1])

    def half_width(points, margin=0.15):
        level = np.abs(points[:, 1] - chest) < margin
        return float(points[level, 0].max())

    torso = rest[(mesh.arm < 0.05) & ~mesh.is_neck]
    level = skin_vertices[assets.arm_share[np.unique(body.human.faces["body"])] < 0.05]
    assert half_width(torso) - half_width(level) < 0.08


def test_wide_and_thick_tops_rest_on_the_shoulders_and_their_hems_stand_off_the_arm(assets, person):
    """Else every network trained on them draws shoulders that stand off the body, and balloons."""
    mesh, body = assets.garment, person.body
    skin_points = mesh.gather(body.vertices)
    t, axis = body.along_arms(skin_points)
    # Away from the trunk and up, across an arm that hangs at 45 degrees.
    side = np.where(skin_points[:, 0] > 0, 1, -1)
    up = np.stack([side, np.ones_like(side), np.zeros_like(side)], 1) / np.sqrt(2)
    turned = ((skin_points - axis) * up).sum(1) / np.linalg.norm(skin_points - axis, axis=1)
    sleeve, hem = ((mesh.arm > 0.9) & (t > a) & (t < b) for a, b in ((0.1, 0.3), (0.55, 0.7)))

    def off_the_skin(places, **changes):
        rest = dress(assets, person, replace(PLAIN, sleeve=0.7, **changes)).rest
        assert places.any()
        return float((np.abs(turned) * ((rest - skin_points) * up).sum(1))[places].mean())

    upper, lower = sleeve & (turned > 0.95), sleeve & (turned < -0.8)
    close, wide, thick = {"sleeve_ease": 0.0}, {"sleeve_ease": 0.5}, {"thickness": 0.3}
    assert abs(off_the_skin(upper, **wide) - off_the_skin(upper, **close)) < 0.05
    assert off_the_skin(lower, **wide) < off_the_skin(lower, **close) - 0.2
    assert off_the_skin(upper, **thick, **close) - off_the_skin(upper, **close) < 0.1
    hem &= turned > 0.95
    assert off_the_skin(hem, **wide) - off_the_skin(hem, **close) > 0.15


@pytest.mark.parametrize("neckline", NECKLINES)
def test_worn_and_laid_out_cloth_agree(assets, neckline):
    """What is worn leads into the product, and the product's mask is the same cloth."""
    rng = np.random.default_rng(NECKLINES.index(neckline))
    pattern = sample_pattern(rng)
    while pattern.neckline != neckline:
        pattern = sample_pattern(rng)
    person = sample_person(assets, rng, SHARD_SIZE)
    product = lay_out(assets, pattern, rng, SHARD_SIZE)
    dressed = dress(assets, person, pattern)
    worn = dressed.labels == Lip.UPPER
    places = correspondence(assets, dressed, product.xy, pattern)[worn].astype(np.float32)
    x, y = places.round().astype(int).T
    shown = product.side != OUTSIDE
    near = shown | np.roll(shown, 1, 0) | np.roll(shown, -1, 0)
    near |= np.roll(near, 1, 1) | np.roll(near, -1, 1)
    assert near[y, x].mean() > 0.97


def test_every_kind_is_drawn_and_named():
    rng = np.random.default_rng(0)
    patterns = [sample_pattern(rng) for _ in range(3000)]
    kinds = [pattern.kind for pattern in patterns]
    assert set(kinds) == set(KINDS)
    assert min(kinds.count(kind) for kind in KINDS) > 15
    straps = [p for p in patterns if p.neckline == "straps"]
    assert np.mean([p.strap < 0.1 for p in straps]) > 0.35


def test_triangles_are_split_only_between_chosen_vertices():
    faces = np.array([[0, 1, 2], [2, 1, 3]], np.int32)
    points = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], float)

    def area(split, parents):
        corners = points[parents].mean(1)[split]
        a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        return 0.5 * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])

    for chosen, count in (([1, 1, 1, 1], 8), ([1, 1, 1, 0], 6), ([1, 1, 0, 0], 3), ([0] * 4, 2)):
        split, parents = split_triangles(faces, np.array(chosen, bool))
        assert len(split) == count
        areas = area(split, parents)
        assert (areas > 0).all()
        np.testing.assert_allclose(areas.sum(), 1)
