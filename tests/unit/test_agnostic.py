"""The clothing-agnostic inputs, on drawn label maps whose answer can be worked out by hand."""

import numpy as np
import pytest

from tests.support.joints import even_joints, joints_at
from tryon.labels import Joint, Lip
from tryon.preprocess.agnostic import GREY, agnostic_image, agnostic_mask, parse_agnostic, pose_map
from tryon.types import Keypoints, Labels

SIZE = (1024, 768)
XY = {
    Joint.NOSE: (384, 150),
    Joint.NECK: (384, 320),
    Joint.MID_HIP: (384, 720),
    **even_joints(384, shoulders=(120, 320), elbows=(160, 540), wrists=(180, 740), hips=(60, 720)),
}


def joints(**moved: tuple[float, float] | None) -> Keypoints:
    changed = {Joint[name]: place or (np.nan, np.nan) for name, place in moved.items()}
    return joints_at(XY | changed)


def drawn_labels() -> Labels:
    labels = np.zeros(SIZE, np.uint8)
    labels[60:240, 320:450] = Lip.FACE
    labels[240:320, 350:420] = Lip.NECK
    labels[320:720, 264:504] = Lip.UPPER
    labels[720:, 300:470] = Lip.PANTS
    labels[320:820, 180:264] = Lip.RIGHT_ARM
    labels[320:820, 504:588] = Lip.LEFT_ARM
    return labels


def test_parse_agnostic_takes_the_clothes_and_keeps_the_hands() -> None:
    remaining = parse_agnostic(drawn_labels(), joints())
    assert not np.isin(remaining, (Lip.UPPER, Lip.NECK)).any()
    assert (remaining[60:240, 320:450] == Lip.FACE).all()
    assert remaining[540, 224] == Lip.BACKGROUND
    assert remaining[738, 204] == Lip.BACKGROUND
    # The disc at the wrist has radius 40: 60 below it is hand.
    assert remaining[800, 204] == Lip.RIGHT_ARM
    assert remaining[800, 564] == Lip.LEFT_ARM


def test_parse_agnostic_does_not_move_on_past_a_missing_joint() -> None:
    labels = drawn_labels()
    # Without the elbow the line runs from the shoulder straight to the wrist.
    remaining = parse_agnostic(labels, joints(LEFT_ELBOW=None))
    straight = ((504 + 564) // 2, (320 + 740) // 2)
    assert remaining[straight[1], straight[0]] == Lip.BACKGROUND
    # The elbow's disc of radius 150 is not drawn, so the arm beside the line stays.
    assert parse_agnostic(labels, joints())[560, 587] == Lip.BACKGROUND
    assert remaining[500, 586] == Lip.LEFT_ARM


def test_agnostic_image_is_grey_where_the_mask_is_and_untouched_elsewhere() -> None:
    image = np.random.default_rng(0).integers(0, 256, (*SIZE, 3), np.uint8)
    labels, keypoints = drawn_labels(), joints()
    before = image.copy(), labels.copy(), keypoints.xy.copy()
    painted = agnostic_image(image, labels, keypoints)
    mask = agnostic_mask(labels, keypoints)
    assert (painted[mask] == GREY).all()
    assert (painted[~mask] == image[~mask]).all()
    assert not mask[labels == Lip.FACE].any()
    assert not mask[labels == Lip.PANTS].any()
    assert mask[labels == Lip.UPPER].all()
    for caller, kept in zip((image, labels, keypoints.xy), before, strict=True):
        np.testing.assert_array_equal(caller, kept)


def test_hips_are_moved_apart_to_the_width_of_the_shoulders() -> None:
    labels = np.zeros(SIZE, np.uint8)
    only_torso = dict.fromkeys(
        ("RIGHT_ELBOW", "RIGHT_WRIST", "LEFT_ELBOW", "LEFT_WRIST", "NECK"), None
    )
    mask = agnostic_mask(labels, joints(**only_torso))
    # Hips become 264 and 504 wide; the discs add 60 to each side, the lines end there.
    row = np.flatnonzero(mask[720])
    assert abs(row[0] - (264 - 60)) <= 1
    assert abs(row[-1] - (504 + 60)) <= 1


@pytest.mark.parametrize(
    "moved",
    [
        {"LEFT_HIP": (384.0, 720.0), "RIGHT_HIP": (384.0, 720.0)},
        {"LEFT_HIP": None},
        {"LEFT_SHOULDER": None, "RIGHT_SHOULDER": None, "NECK": None},
        {"RIGHT_WRIST": (-4000.0, 9000.0)},
        {name.name: None for name in XY},
    ],
)
def test_odd_joints_are_survived(moved: dict[str, tuple[float, float] | None]) -> None:
    labels, keypoints = drawn_labels(), joints(**moved)
    with np.errstate(all="raise"):
        assert agnostic_mask(labels, keypoints).shape == SIZE
        assert parse_agnostic(labels, keypoints).shape == SIZE
        assert pose_map(keypoints, SIZE).shape == (*SIZE, 3)


def test_without_any_joint_nothing_is_grey() -> None:
    nobody = joints(**{joint.name: None for joint in XY})
    assert not agnostic_mask(drawn_labels(), nobody).any()
    assert not pose_map(nobody, SIZE).any()


@pytest.mark.parametrize("step", [2, 4])
def test_lengths_scale_with_the_canvas(step: int) -> None:
    labels, keypoints = drawn_labels(), joints()
    small = keypoints.transformed((1 / step, 1 / step), (0, 0))
    full = agnostic_mask(labels, keypoints)[::step, ::step]
    scaled = agnostic_mask(labels[::step, ::step], small)
    assert (full & scaled).sum() / (full | scaled).sum() > 0.97
    full_parse = parse_agnostic(labels, keypoints)[::step, ::step]
    assert (full_parse == parse_agnostic(labels[::step, ::step], small)).mean() > 0.99


def test_pose_map_has_openpose_colours_and_widths() -> None:
    drawing = pose_map(joints(), SIZE)
    # Half-way along a limb only the limb is there, at opacity 0.6 on black.
    np.testing.assert_array_equal(drawing[430, 244], (153, 102, 0))
    np.testing.assert_array_equal(drawing[320, 444], (102, 153, 0))
    across = np.flatnonzero(drawing[520].any(axis=1) & (np.abs(np.arange(768) - 384) < 60))
    assert across[-1] - across[0] == 2 * int(768 / 120)
    # The disc at the nose lies over nothing but the end of one limb.
    disc = np.flatnonzero(drawing[150].any(axis=1))
    assert disc[0] == 384 - int(768 / 100)
    assert disc[-1] == 384 + int(768 / 100)


def test_a_pose_map_of_joints_outside_is_cut_at_the_border() -> None:
    drawing = pose_map(joints(LEFT_WRIST=(900.0, 740.0)), SIZE)
    assert drawing[:, -1].any()
