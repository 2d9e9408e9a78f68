"""From landmarks to BODY_25 joints."""

import numpy as np

from tests.support.people import HEIGHT, STANDING, WIDTH, standing_pose
from tryon.labels import Joint
from tryon.preprocess.pose import (
    Landmark,
    person_box,
    to_keypoints,
)
from tryon.types import CanvasBox

SIZE = (HEIGHT, WIDTH)


def test_left_and_right_stay_the_persons_own() -> None:
    keypoints = to_keypoints(standing_pose(), SIZE)
    assert keypoints.xy[Joint.LEFT_WRIST, 0] > keypoints.xy[Joint.RIGHT_WRIST, 0]
    np.testing.assert_allclose(keypoints.xy[Joint.LEFT_WRIST], STANDING[Landmark.LEFT_WRIST])
    np.testing.assert_allclose(keypoints.xy[Joint.RIGHT_EAR], STANDING[Landmark.RIGHT_EAR])


def test_neck_and_mid_hip_lie_half_way() -> None:
    keypoints = to_keypoints(standing_pose(), SIZE)
    np.testing.assert_allclose(keypoints.xy[Joint.NECK], (192, 150))
    np.testing.assert_allclose(keypoints.xy[Joint.MID_HIP, 0], 192)


def test_shoulders_move_inwards_and_hips_upwards_with_the_persons_size() -> None:
    keypoints = to_keypoints(standing_pose(), SIZE)
    torso, across = 170.0, 100.0
    np.testing.assert_allclose(keypoints.xy[Joint.LEFT_SHOULDER], (242 - 0.03 * across, 150))
    np.testing.assert_allclose(keypoints.xy[Joint.RIGHT_HIP], (166, 320 - 0.06 * torso), rtol=1e-5)


def test_guessed_joints_and_those_outside_are_missing() -> None:
    keypoints = to_keypoints(standing_pose(unseen=(Landmark.LEFT_WRIST,)), SIZE)
    missing = (Joint.LEFT_WRIST, Joint.LEFT_ANKLE, Joint.LEFT_SMALL_TOE)
    for joint in missing:
        assert np.isnan(keypoints.xy[joint]).all()
        assert keypoints.score[joint] == 0
    assert keypoints.found(Joint.RIGHT_WRIST, Joint.LEFT_KNEE)


def test_hips_below_the_photo_are_kept() -> None:
    keypoints = to_keypoints(standing_pose(), (280, WIDTH))
    assert keypoints.found(Joint.LEFT_HIP, Joint.RIGHT_HIP, Joint.MID_HIP)
    assert keypoints.xy[Joint.LEFT_HIP, 1] > 280
    assert not keypoints.found(Joint.LEFT_KNEE)


def test_a_missing_shoulder_leaves_no_neck() -> None:
    keypoints = to_keypoints(standing_pose(unseen=(Landmark.LEFT_SHOULDER,)), SIZE)
    assert not keypoints.found(Joint.NECK)
    assert keypoints.score[Joint.NECK] == 0


def test_the_box_holds_the_silhouette() -> None:
    pose = standing_pose()
    left, top, right, bottom = person_box(pose)
    rows, columns = np.nonzero(pose.silhouette)
    assert left <= columns.min()
    assert right >= columns.max()
    assert top == rows.min()
    assert bottom == HEIGHT


def test_a_pose_on_a_canvas_moves_with_the_picture() -> None:
    pose = standing_pose()
    box = CanvasBox(50, 100, 150, 200)
    moved = pose.on(box, (400, 300))
    np.testing.assert_allclose(moved.point(Landmark.LEFT_ELBOW), ((266 - 50) * 2, (240 - 100) * 2))
    assert moved.silhouette.shape == (400, 300)
    assert moved.silhouette[200, 284] > 0.9
    beyond = pose.on(CanvasBox(-384, 0, 384 * 2, 512 * 2), (512, 384))
    assert not beyond.silhouette[:, :150].any()
