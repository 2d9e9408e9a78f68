"""Stances that the pipelines have seldom seen, read off the joints."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Joint, Lip
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Keypoints, Labels

Place = NDArray[np.float32]

# Arms are stretched out where the elbows lie so many torsos away from the shoulders sideways, and
# hardly below them; a knee less than so far below the hips is a seated person's.
_ARMS_OUT, _LEVEL, _SEATED = 0.38, 0.2, 0.3
# Shoulders narrower than this share of the torso are seen from the side: three people are by .24 to
# .29 and came out torn; of 45 in ordinary photos the narrowest are .45.
_SIDE = 0.35
# A squatting person has a knee hardly below the hips or above them, the shin upright below it and
# both feet near, in torsos: one by -.08, .8, .58 and .72; somebody on a stool by -.01, .98, .97 and
# 1.33, who comes out well, as do those who sit with a shin lying.
_SQUATTING_KNEE, _SHIN, _FEET = 0.15, 0.4, 0.85
# Seen so surely a joint of the legs or a wrist is where it is said to be.
_SEEN = 0.6
# Which part of a forearm, from the elbow, tells whether it is in a sleeve, and which share of it is
# cloth then.
_FOREARM, _SLEEVED = (0.1, 0.7), 0.6
# In torsos below the shoulders, from where on a hand is at the head, and before the chest: a phone
# at the ear .1, two hands folded below a chin .22; of 45 ordinary photos none has one in a sleeve
# above .56.
_AT_HEAD, _AT_CHEST = 0.15, 0.35


def arms_out(pose: Pose) -> bool:
    """Whether both upper arms are held out sideways."""
    reach = float(np.hypot(*pose.torso))
    for side, other in (("LEFT", "RIGHT"), ("RIGHT", "LEFT")):
        shoulder, elbow = (
            pose.point(Landmark[f"{side}_SHOULDER"]),
            pose.point(Landmark[f"{side}_ELBOW"]),
        )
        outwards = np.sign(shoulder[0] - pose.point(Landmark[f"{other}_SHOULDER"])[0])
        aside, below = (elbow - shoulder) * (outwards, 1)
        if aside < _ARMS_OUT * reach or below > _LEVEL * reach:
            return False
    return True


def is_from_the_side(pose: Pose) -> bool:
    """Whether the shoulders lie nearly behind each other."""
    return pose.shoulder_width < _SIDE * abs(float(pose.torso[1]))


def is_seated(pose: Pose, height: int) -> bool:
    """Whether a knee that the photo shows is hardly below the hips."""
    hips = float(pose.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)[1])
    for knee in (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE):
        y, seen = float(pose.point(knee)[1]), float(pose.visibility[knee])
        if seen > _SEEN and y < height and y - hips < _SEATED * float(np.hypot(*pose.torso)):
            return True
    return False


def squats(pose: Pose, height: int) -> bool:
    """Whether somebody sits on the own heels or on the ground, a knee drawn up."""
    hips = float(pose.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)[1])
    torso = max(float(np.hypot(*pose.torso)), 1.0)
    drawn_up = False
    for side in ("LEFT", "RIGHT"):
        knee, ankle = Landmark[f"{side}_KNEE"], Landmark[f"{side}_ANKLE"]
        knee_y, ankle_y = ((float(pose.point(one)[1]) - hips) / torso for one in (knee, ankle))
        shown = float(pose.point(ankle)[1]) < height and pose.visibility[ankle] > _SEEN
        if not shown or ankle_y > _FEET:
            return False
        upright = knee_y < _SQUATTING_KNEE and ankle_y - knee_y > _SHIN
        drawn_up |= upright and bool(pose.visibility[knee] > _SEEN)
    return drawn_up


def hand_at_head_in_sleeve(labels: Labels, pose: Pose) -> bool:
    """Whether a sleeve hides a forearm that is bent up to the head.

    Args:
        labels: (H, W) uint8 LIP-20.
        pose: The person in pixels of `labels`; an elbow below the photo's edge counts.
    """
    neck = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    return any(
        pose.visibility[Landmark[f"{side}_WRIST"]] > _SEEN
        and _is_raised(
            labels,
            pose.point(Landmark[f"{side}_ELBOW"]),
            pose.point(Landmark[f"{side}_WRIST"]),
            (neck, neck + pose.torso),
            _AT_HEAD,
        )
        for side in ("LEFT", "RIGHT")
    )


def hand_at_chest_in_sleeve(labels: Labels, joints: Keypoints) -> bool:
    """Whether a sleeve hides a forearm that is bent up to the chest, or farther.

    Args:
        labels: (H, W) uint8 LIP-20.
        joints: The person's, in pixels of `labels`.
    """
    trunk = joints.xy[Joint.NECK], joints.xy[Joint.MID_HIP]
    for side in ("LEFT", "RIGHT"):
        elbow, wrist = Joint[f"{side}_ELBOW"], Joint[f"{side}_WRIST"]
        known = joints.score[wrist] > _SEEN and np.isfinite(joints.xy[elbow]).all()
        if known and _is_raised(labels, joints.xy[elbow], joints.xy[wrist], trunk, _AT_CHEST):
            return True
    return False


def _is_raised(
    labels: Labels, elbow: Place, wrist: Place, trunk: tuple[Place, Place], highest: float
) -> bool:
    """Whether a wrist is above the elbow and hardly below the shoulders, the forearm in cloth."""
    neck, hips = trunk
    down = hips - neck
    length = max(float(down @ down), 1.0)
    at_wrist, at_elbow = (float((point - neck) @ down) / length for point in (wrist, elbow))
    if at_wrist > min(highest, at_elbow):
        return False
    height, width = labels.shape
    along = np.linspace(*_FOREARM, 16)[:, None]
    columns, rows = np.rint(elbow + along * (wrist - elbow)).astype(int).T
    there = labels[rows.clip(0, height - 1), columns.clip(0, width - 1)]
    return float((there == Lip.UPPER).mean()) > _SLEEVED
