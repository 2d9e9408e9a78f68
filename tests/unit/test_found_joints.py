"""Joints in training: off as the pose network's are on rendered people."""

import numpy as np

from tests.support.shards import dressed
from tryon.labels import JOINT_MIRROR, Joint
from tryon.training.found_joints import detected, seen_in

SIZE = (256, 192)
SHOULDERS = [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]
ARMS = [*SHOULDERS, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST]


def many(true: np.ndarray) -> np.ndarray:
    return np.stack([detected(true, SIZE, np.random.default_rng(n)).xy for n in range(400)])


def test_shoulders_are_found_nearer_each_other_and_hips_higher():
    true = dressed().keypoints
    trunk = true[Joint.LEFT_HIP, 1] - true[Joint.NECK, 1]
    seen = [*SHOULDERS, Joint.LEFT_HIP, Joint.LEFT_WRIST]
    off = (np.nanmedian(many(true)[:, seen], 0) - true[seen]) / trunk
    assert 0.04 < off[1, 0] - off[0, 0] < 0.085
    assert -0.1 < off[2, 1] < -0.05
    assert abs(off[3, 1]) < 0.02


def test_they_are_off_alike_in_a_mirror():
    true = dressed().keypoints
    flipped = true[JOINT_MIRROR].copy()
    flipped[:, 0] = SIZE[1] - 1 - flipped[:, 0]
    there, back = (np.nanmedian(many(joints)[:, ARMS], 0) for joints in (true, flipped))
    back = back[[ARMS.index(JOINT_MIRROR[joint]) for joint in ARMS]]
    back[:, 0] = SIZE[1] - 1 - back[:, 0]
    assert np.abs(there - back).max() < 1


def test_a_joint_outside_the_picture_is_missing():
    joints = dressed().keypoints.copy()
    joints[Joint.LEFT_WRIST] = (192.5, 30)
    seen = seen_in(joints, SIZE)
    assert np.isnan(seen.xy[Joint.LEFT_WRIST]).all() and seen.score[Joint.LEFT_WRIST] == 0
    assert (seen.xy[Joint.LEFT_ELBOW] == joints[Joint.LEFT_ELBOW]).all()
