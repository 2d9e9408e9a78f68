"""The pose networks: where the joints and the pixels of one person are.

BlazePose (Bazarevsky et al., 2020), with the steps between its networks that MediaPipe's solution
has: a detector names the middle of the hips and a circle about the person, the second network looks
at a square around that circle, turned so that the person stands upright.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.preprocess.box_detector import BoxDetector
from tryon.preprocess.lite_network import LiteNetwork, Square, Values, sigmoid
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask, Size
from tryon.weights.store import WeightStore

# (stride, anchors at a place) of the detector's grids.
_ANCHORS = ((8, 2), (16, 2), (32, 6))
# Below this score, 0 to 1, the detector has seen nobody, and the landmarks are nobody's.
_LEAST_SCORE = 0.5
# The square's side in diameters of the detector's circle.
_ROOM = 1.25
# As many landmarks are the body's; auxiliary ones follow.
_LANDMARKS = 33
# Torsos that are tried of somebody whose face is hidden, in widths of what is seen of the body:
# arms and skirts widen it. The circle's radius in torsos; how often a square is followed.
_TORSOS, _CIRCLE, _FOLLOWED = (0.5, 0.75, 1.0), 2.0, 3
# Below this sureness, 0 to 1, the pose of somebody whose face is hidden is a guess: of 21 people in
# photos cut off at the mouth 19 had .96 and more, one .85 and the joints elsewhere.
_SURE_FACELESS = 0.9
# Cells of a heat map to either side of a landmark that say where it is, and how warm one must be.
_HEAT_REACH, _LEAST_HEAT = 4, 0.5


class PoseNetwork:
    """Both networks. Not thread-safe: one caller at a time.

    Args:
        store: Where their files are.
    """

    def __init__(self, store: WeightStore) -> None:
        self._detector = BoxDetector(store.path("pose_detection"), _ANCHORS, _LEAST_SCORE)
        self._landmarks = LiteNetwork(store.path("pose_landmark"))

    def find(self, photo: Image) -> Pose | None:
        """Returns the surest person of a photo (H, W, 3), None where there is none."""
        found = self._detector.find(photo)
        if not found:
            return None
        look = self._look(photo, _square_around(*found[0].points[:2]))
        return look.pose if look.score >= _LEAST_SCORE else None

    def find_faceless(self, photo: Image, body: Mask) -> Pose | None:
        """Returns the person whose pixels are known, where the detector, which wants a face, fails.

        Squares of several sizes are tried, and each is followed as MediaPipe follows a person from
        one picture of a film to the next: the landmarks say where to look again.

        Args:
            photo: (H, W, 3) uint8 RGB.
            body: (H, W) bool, not empty: about where the person is.
        """
        rows, columns = np.nonzero(body)
        middle, top, width = float(np.median(columns)), float(rows.min()), float(np.ptp(columns))
        looks: list[_Look] = []
        for torso in (share * width for share in _TORSOS):
            square = Square(middle, top + torso, _ROOM * 2 * _CIRCLE * torso)
            for _ in range(_FOLLOWED):
                look = self._look(photo, square)
                if look.score < _LEAST_SCORE:
                    break
                looks.append(look)
                square = look.following
        best = max(looks, key=lambda look: look.sureness, default=None)
        return best.pose if best is not None and best.sureness > _SURE_FACELESS else None

    def _look(self, photo: Image, square: Square) -> "_Look":
        raw, score, mask, heat, _ = self._landmarks.look(photo, square, cv2.BORDER_REPLICATE)
        # Of each x, y, depth, visibility, presence.
        marks = raw.reshape(-1, 5)
        places = marks[: _LANDMARKS + 2, :2] / np.float32(self._landmarks.side)
        inside = _refined(places[:_LANDMARKS], heat)
        silhouette = _onto_photo(sigmoid(mask[..., 0]), square, (photo.shape[0], photo.shape[1]))
        pose = Pose(square.points(inside), sigmoid(marks[:_LANDMARKS, 3]), silhouette)
        return _Look(pose, float(score[0]), _square_around(*square.points(places[_LANDMARKS:])))


@dataclass(frozen=True)
class _Look:
    """What the landmark network says of a square.

    Attributes:
        pose: The person.
        score: How sure it is that there is one, 0 to 1.
        following: The square about the person found.
    """

    pose: Pose
    score: float
    following: Square

    @property
    def sureness(self) -> float:
        """How sure the person and the shoulders and hips are, 0 to 1."""
        trunk = (
            Landmark.LEFT_SHOULDER,
            Landmark.RIGHT_SHOULDER,
            Landmark.LEFT_HIP,
            Landmark.RIGHT_HIP,
        )
        return self.score * float(self.pose.visibility[[*trunk]].mean())


def _square_around(hips: Values, rim: Values) -> Square:
    """Returns the square about a person: the middle of the hips, a point of the circle about it."""
    x, y = rim.astype(np.float64) - hips
    side = _ROOM * 2 * float(np.hypot(x, y))
    return Square(float(hips[0]), float(hips[1]), side, float(np.pi / 2 - np.arctan2(-y, x)))


def _refined(places: Values, heat: Values) -> Values:
    """Returns landmarks moved to the middle of the warmth about them.

    Args:
        places: (n, 2) from 0 to 1.
        heat: (rows, columns, n or more) logits.
    """
    rows, columns = heat.shape[:2]
    refined = places.copy()
    for index, (x, y) in enumerate(places):
        column, row = int(x * columns), int(y * rows)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        top, left = max(0, row - _HEAT_REACH), max(0, column - _HEAT_REACH)
        window = heat[top : row + _HEAT_REACH + 1, left : column + _HEAT_REACH + 1, index]
        warmth = sigmoid(window)
        if warmth.max() < _LEAST_HEAT:
            continue
        across = warmth.sum(0) @ np.arange(left, left + warmth.shape[1], dtype=np.float32)
        down = warmth.sum(1) @ np.arange(top, top + warmth.shape[0], dtype=np.float32)
        refined[index] = np.array((across / columns, down / rows)) / warmth.sum()
    return refined


def _onto_photo(mask: Values, square: Square, size: Size) -> Values:
    """Returns (height, width): a square's mask laid onto the photo, 0 beyond it."""
    height, width = size
    rows, columns = mask.shape
    # Between pixel indices, whose centres lie half a pixel from their corners.
    to_centres = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    to_mask = np.diag([columns, rows, 1]) @ np.linalg.inv(square.onto_photo())
    onto_mask = (np.linalg.inv(to_centres) @ to_mask @ to_centres)[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(mask, onto_mask, (width, height), flags=flags), np.float32)
