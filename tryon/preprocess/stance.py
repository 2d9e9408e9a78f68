"""Stances that the pipelines have seldom seen, read off the joints."""

import numpy as np

from tryon.preprocess.pose import Landmark, Pose

# Arms are stretched out where the elbows lie so many torsos away from the shoulders sideways, and
# hardly below them; a knee less than so far below the hips is a seated person's.
_ARMS_OUT, _LEVEL, _SEATED = 0.38, 0.2, 0.3


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


def is_seated(pose: Pose, height: int) -> bool:
    """Whether a knee that the photo shows is hardly below the hips."""
    hips = float(pose.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)[1])
    for knee in (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE):
        y, seen = float(pose.point(knee)[1]), float(pose.visibility[knee])
        if seen > 0.6 and y < height and y - hips < _SEATED * float(np.hypot(*pose.torso)):
            return True
    return False
