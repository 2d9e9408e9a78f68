"""Where a person's joints are: MediaPipe's pose landmarks as OpenPose BODY_25 keypoints.

MediaPipe places shoulders and hips at the joints' centres, OpenPose (which the published networks
were trained with) a little nearer to the neck and above the hip bones; `to_keypoints` corrects
this by a fixed share of the person's own shoulder width and torso length.
"""

from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Joint
from tryon.types import CanvasBox, Keypoints, Size

# Below this visibility MediaPipe guesses: OpenPose would leave the joint out.
LEAST_VISIBILITY = 0.3
# OpenPose shoulders lie this share of the shoulder width nearer to the neck, hips this share of
# the torso's length further up (means over published annotations, the same for every photo).
_SHOULDER_INWARDS = 0.03
_HIP_UPWARDS = 0.06


class Landmark(IntEnum):
    """The MediaPipe landmarks that are used, left and right being the person's own."""

    NOSE = 0
    LEFT_EYE = 2
    RIGHT_EYE = 5
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT = 31
    RIGHT_FOOT = 32


_JOINT_OF: dict[Landmark, Joint] = {
    Landmark.NOSE: Joint.NOSE,
    Landmark.RIGHT_SHOULDER: Joint.RIGHT_SHOULDER,
    Landmark.RIGHT_ELBOW: Joint.RIGHT_ELBOW,
    Landmark.RIGHT_WRIST: Joint.RIGHT_WRIST,
    Landmark.LEFT_SHOULDER: Joint.LEFT_SHOULDER,
    Landmark.LEFT_ELBOW: Joint.LEFT_ELBOW,
    Landmark.LEFT_WRIST: Joint.LEFT_WRIST,
    Landmark.RIGHT_HIP: Joint.RIGHT_HIP,
    Landmark.RIGHT_KNEE: Joint.RIGHT_KNEE,
    Landmark.RIGHT_ANKLE: Joint.RIGHT_ANKLE,
    Landmark.LEFT_HIP: Joint.LEFT_HIP,
    Landmark.LEFT_KNEE: Joint.LEFT_KNEE,
    Landmark.LEFT_ANKLE: Joint.LEFT_ANKLE,
    Landmark.RIGHT_EYE: Joint.RIGHT_EYE,
    Landmark.LEFT_EYE: Joint.LEFT_EYE,
    Landmark.RIGHT_EAR: Joint.RIGHT_EAR,
    Landmark.LEFT_EAR: Joint.LEFT_EAR,
    Landmark.LEFT_FOOT: Joint.LEFT_BIG_TOE,
    Landmark.LEFT_HEEL: Joint.LEFT_HEEL,
    Landmark.RIGHT_FOOT: Joint.RIGHT_BIG_TOE,
    Landmark.RIGHT_HEEL: Joint.RIGHT_HEEL,
}


@dataclass(frozen=True)
class Pose:
    """What the pose network says about one person, in pixels of the photo it was given.

    Attributes:
        xy: (33, 2) float32 landmarks, told from the photo's edge as `lite_network.Square` tells
            them; they may lie outside the photo.
        visibility: (33,) float32 from 0 to 1.
        silhouette: (H, W) float32 from 0 to 1, how sure a pixel is the person's.
    """

    xy: NDArray[np.float32]
    visibility: NDArray[np.float32]
    silhouette: NDArray[np.float32]

    def point(self, landmark: Landmark) -> NDArray[np.float32]:
        """Returns the (x, y) of a landmark."""
        found: NDArray[np.float32] = self.xy[landmark]
        return found

    def middle(self, first: Landmark, second: Landmark) -> NDArray[np.float32]:
        """Returns the (x, y) half-way between two landmarks."""
        found: NDArray[np.float32] = (self.xy[first] + self.xy[second]) / np.float32(2)
        return found

    def on(self, box: CanvasBox, size: Size) -> "Pose":
        """Returns the pose on a canvas of `size` that shows the photo's `box`.

        What lies outside the photo belongs to nobody. Landmarks go where `photo_to_canvas` says, in
        float32. The silhouette goes the same way, without the shift of pixels' centres: where the
        canvas is `scale` times as large it is `centre_shift(scale)` too far up and left.
        """
        height, width = size
        scale = np.array((width / box.width, height / box.height), np.float32)
        shift = np.array((box.left, box.top), np.float32)
        onto_canvas = np.array(
            [[scale[0], 0, -scale[0] * box.left], [0, scale[1], -scale[1] * box.top]], np.float32
        )
        silhouette = cv2.warpAffine(self.silhouette, onto_canvas, (width, height))
        return Pose((self.xy - shift) * scale, self.visibility, np.asarray(silhouette, np.float32))

    def scaled(self, scale: float, size: Size) -> "Pose":
        """Returns the pose of the picture resampled to `size`, smaller by `scale`.

        Convention: landmarks as places in pixels to the same; told from the edge, as `on` leaves
        them, they come to lie (1 - scale) / 2 of the small picture's pixels too far up and left.
        """
        xy = (self.xy + np.float32(0.5)) * np.float32(scale) - np.float32(0.5)
        silhouette = cv2.resize(self.silhouette, size[::-1], interpolation=cv2.INTER_AREA)
        return Pose(xy.astype(np.float32), self.visibility, np.asarray(silhouette, np.float32))

    @property
    def shoulder_width(self) -> float:
        """Distance between the shoulders."""
        across = self.point(Landmark.LEFT_SHOULDER) - self.point(Landmark.RIGHT_SHOULDER)
        return float(np.hypot(*across))

    @property
    def torso(self) -> NDArray[np.float32]:
        """The (x, y) vector from the middle of the shoulders to the middle of the hips."""
        hips = self.middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
        found: NDArray[np.float32] = hips - self.middle(
            Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER
        )
        return found

    @property
    def reach(self) -> float:
        """A length that grows with the person whatever the view: torso or shoulders or face."""
        return max(float(np.hypot(*self.torso)), 1.2 * self.shoulder_width)


def to_keypoints(pose: Pose, size: Size) -> Keypoints:
    """Turns landmarks into OpenPose BODY_25 joints.

    Args:
        pose: Landmarks in pixels.
        size: (height, width) of the photo the pose belongs to.

    Returns:
        Joints in the same pixels. Those outside the photo or guessed are missing, except the
        hips: the torso cannot be drawn without them, so a guess below the photo's edge is kept.
        Neck and middle of the hips are half-way between their neighbours; the small toes, which
        MediaPipe does not know, are missing.
    """
    xy = np.full((len(Joint), 2), np.nan, np.float32)
    score = np.zeros(len(Joint), np.float32)
    height, width = size
    hips = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    for landmark, joint in _JOINT_OF.items():
        x, y = pose.point(landmark)
        inside = 0 <= x <= width - 1 and 0 <= y <= height - 1
        if landmark in hips or (inside and pose.visibility[landmark] >= LEAST_VISIBILITY):
            xy[joint] = x, y
            score[joint] = pose.visibility[landmark]

    neck = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    xy[[Joint.LEFT_HIP, Joint.RIGHT_HIP]] -= np.float32(_HIP_UPWARDS) * pose.torso
    for shoulder in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        # Twice: the shoulder lies half the shoulder width from the neck.
        xy[shoulder] += np.float32(2 * _SHOULDER_INWARDS) * (neck - xy[shoulder])
    for joint, first, second in (
        (Joint.NECK, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
        (Joint.MID_HIP, Joint.LEFT_HIP, Joint.RIGHT_HIP),
    ):
        xy[joint] = (xy[first] + xy[second]) / 2
        score[joint] = min(score[first], score[second])
    return Keypoints(xy, score)


def person_box(pose: Pose) -> tuple[float, float, float, float]:
    """Returns (left, top, right, bottom) of the person in pixels, inside the photo.

    The silhouette tells it, widened to the visible landmarks where the silhouette has gaps.
    """
    height, width = pose.silhouette.shape
    rows, columns = np.nonzero(pose.silhouette > 0.5)
    seen = pose.xy[pose.visibility >= 0.5]
    across = np.concatenate([columns.astype(np.float32), seen[:, 0]])
    down = np.concatenate([rows.astype(np.float32), seen[:, 1]])
    if across.size == 0:
        return 0.0, 0.0, float(width), float(height)
    return (
        float(np.clip(across.min(), 0, width)),
        float(np.clip(down.min(), 0, height)),
        float(np.clip(across.max() + 1, 0, width)),
        float(np.clip(down.max() + 1, 0, height)),
    )
